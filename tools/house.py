# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the checks share: where things are, the module map, and compiling only what is stale."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys
from typing import Callable, Iterable, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
PURE_LAYERS = ("foundation", "domain", "engine")


class Module(NamedTuple):
    name: str
    layer: str
    depends: frozenset[str]
    test_depends: frozenset[str]


def split(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(",")))


def modules(text: str) -> dict[str, Module]:
    """The lines `name|layer|depends|vendors|test depends` that amparo_write_module_map() wrote."""
    out = {}
    for line in text.splitlines():
        name, layer, depends, _vendors, test_depends = line.split("|")
        out[name] = Module(name, layer, split(depends), split(test_depends))
    return out


def module_map(build: pathlib.Path) -> dict[str, Module]:
    return modules((build / "module_map.txt").read_text(encoding="utf-8"))


def tracked(root: pathlib.Path) -> list[str]:
    """Files of the repository, new ones too if they are not ignored."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(n for n in set(names) if n and (root / n).is_file())


class Unit(NamedTuple):
    """One compiled source, as compile_commands.json has it."""
    source: pathlib.Path
    folder: str
    arguments: list[str]
    module: str | None
    is_test: bool


def units(root: pathlib.Path, build: pathlib.Path) -> list[Unit]:
    out = []
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        source = pathlib.Path(entry["file"])
        module, is_test = None, False
        for base in (build / "src", root / "src"):  # build/ lies inside root: look there first.
            if source.is_relative_to(base):
                parts = source.relative_to(base).parts
                module, is_test = parts[0], "test" in parts[1:-1]
                break
        arguments = shlex.split(entry["command"])
        if os.path.basename(arguments[0]) == "ccache":
            arguments = arguments[1:]
        out.append(Unit(source, entry["directory"], arguments, module, is_test))
    return out


def options(arguments: list[str], *starts: str) -> list[str]:
    """Those of a compiler's arguments that begin so, with their value where it is an argument of its own."""
    out, i = [], 1
    while i < len(arguments):
        a = arguments[i]
        if a.startswith(starts):
            out.append(a)
            if a in starts and a in ("-I", "-D", "-isystem") and i + 1 < len(arguments):
                out.append(arguments[i + 1])
                i += 1
        i += 1
    return out


class Job(NamedTuple):
    label: str
    command: list[str]          # Writes its dependencies to `depends` (-MMD -MF).
    stamp: pathlib.Path         # Made here when the command succeeded.
    depends: pathlib.Path
    folder: str = "."


def is_fresh(job: Job) -> bool:
    """The same command succeeded after every file it read was last changed."""
    try:
        made = job.stamp.stat().st_mtime_ns
        if job.stamp.read_text(encoding="utf-8") != shlex.join(job.command):
            return False
        names = job.depends.read_text(encoding="utf-8").split(":", 1)[1].replace("\\\n", " ").split()
        return all((pathlib.Path(job.folder) / n).stat().st_mtime_ns <= made for n in names)
    except (OSError, IndexError):
        return False


def run_stale(jobs: Iterable[Job]) -> tuple[list[str], int]:
    """Problems, and how many jobs had to run."""
    stale = [job for job in jobs if not is_fresh(job)]

    def run(job: Job) -> str | None:
        for path in (job.stamp, job.depends):
            path.parent.mkdir(parents=True, exist_ok=True)
        job.stamp.unlink(missing_ok=True)
        done = subprocess.run(job.command, capture_output=True, text=True, cwd=job.folder)
        if done.returncode != 0:
            return f"{job.label}: {(done.stderr or done.stdout).strip()[:4000]}"
        job.stamp.write_text(shlex.join(job.command), encoding="utf-8")
        return None

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [p for p in pool.map(run, stale) if p], len(stale)


def main(name: str, doc: str, check: Callable[[pathlib.Path, pathlib.Path], list[str]]) -> int:
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=ROOT, help="the repository")
    parser.add_argument("--build", type=pathlib.Path, help="the build folder (default: build/release in it)")
    given = parser.parse_args()
    root = given.root.resolve()
    problems = check(root, (given.build or root / "build" / "release").resolve())
    for problem in problems:
        print(f"{name}: {problem}", file=sys.stderr)
    return 1 if problems else 0
