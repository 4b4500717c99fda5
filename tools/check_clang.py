#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""clang reads every source as well as g++, with the same warnings as errors. Only stale ones are read again, and none
that `./run sanitize` has just compiled: that was clang. Those of tests/compile_fail must not compile; ctest holds them to
that."""
import hashlib
import pathlib
import subprocess
import sys

import house

#: What decides whether a source compiles without a warning, but for the folders it includes from.
TELLING = ("-D", "-W", "-std=", "-fno-exceptions")


def unchanged_objects(build: pathlib.Path) -> set[str]:
    """Those that ninja made after every file they came from was last changed."""
    listed = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], capture_output=True, text=True).stdout
    out = set()
    for section in filter(None, listed.split("\n\n")):
        head, *names = section.splitlines()
        name = head.split(":", 1)[0]
        try:
            made = (build / name).stat().st_mtime_ns
            if "(VALID)" in head and all((build / n.strip()).stat().st_mtime_ns <= made for n in names):
                out.add(name)
        except OSError:
            continue
    return out


def compiled(root: pathlib.Path, build: pathlib.Path) -> set[tuple[pathlib.Path, frozenset[str]]]:
    """The sources that clang compiled in this build folder as they are now, each with what tells of its warnings."""
    if not (build / "compile_commands.json").exists():
        return set()
    unchanged = unchanged_objects(build)
    return {(unit.source, frozenset(house.options(unit.arguments, *TELLING))) for unit in house.units(root, build)
            if unit.arguments[unit.arguments.index("-o") + 1] in unchanged}


def jobs(root: pathlib.Path, build: pathlib.Path) -> list[house.Job]:
    out = []
    already = compiled(root, build.parent / "sanitize")
    for unit in house.units(root, build):
        if unit.source.is_relative_to(root / "tests" / "compile_fail"):
            continue
        if (unit.source, frozenset(house.options(unit.arguments, *TELLING))) in already:
            continue
        key = hashlib.sha256(f"{unit.source} {unit.arguments}".encode()).hexdigest()[:16]
        stem = build / "check_clang" / f"{unit.source.stem}_{key}"
        keep = house.options(unit.arguments, "-I", "-isystem", *TELLING)
        command = ["clang++", "-fsyntax-only", *keep, "-MMD", "-MF", f"{stem}.d", str(unit.source)]
        label = str(unit.source.relative_to(root)) if unit.source.is_relative_to(root) else unit.source.name
        out.append(house.Job(label, command, pathlib.Path(f"{stem}.ok"), pathlib.Path(f"{stem}.d"), unit.folder))
    return out


def check(root: pathlib.Path, build: pathlib.Path) -> list[str]:
    return house.run_stale(jobs(root, build))[0]


if __name__ == "__main__":
    sys.exit(house.main("clang", __doc__, check))
