#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs the commands of a transcript on the real program and compares what it says, line by line.

    # a remark
    % AMPARO_VAULT=v.amparo        for the commands that follow
    $ amparo vault info            a command for bash, in a new folder without a terminal
    > more of it                   the next line of the same command
    Format  1                      standard output
    ! amparo: …                    standard error
    ? 4                            the exit code, where it is not 0

Ids, times and sizes differ from run to run. An id is written <rec 1>, <per 1>, … in the order they were met, and stands
for it in later commands; times, days near today, sizes, fingerprints and numbers of matters are written <time>, <today>,
<n>, <print>, <matter>.

  transcript.py --bin FOLDER FILE...            compares; exit code 1 if anything differs
  transcript.py --bin FOLDER --update FILE...   writes what was said into the files: read the difference
"""
import argparse
import datetime
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ID = re.compile(r"\b(rec|per|mem|dev|rev|org)_([0-9a-f]{64}|[0-9a-f]{32})\b")
MARK = re.compile(r"<(rec|per|mem|dev|rev|org) (\d+)>")
TIME = re.compile(r"\b20\d\d-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z| \d\d:\d\d UTC)")
DATE = re.compile(r"\b(20\d\d-\d\d-\d\d)\b")
SIZE = re.compile(r'(?<![\w.])\d[\d,]*(?= bytes)|(?<="bytes":)\d+|(?<="bytes_before":)\d+|(?<="bytes_after":)\d+|'
                  r"\d[\d,]*(?= now\.)|(?<=at byte )\d+|(?<=^Size)( +)\d[\d,]*|(?<=^  bytes)( +)\d[\d,]*", re.M)
MATTER = re.compile(r"\bM-[2-9B-Z]{6}\b")
PRINT = re.compile(r"\b[A-Z2-7]{4}(-[A-Z2-7]{4}){3}\b")


class Names:
    """Ids in the order they were met."""

    def __init__(self) -> None:
        self.mark_of: dict[str, str] = {}
        self.id_of: dict[str, str] = {}

    def hide(self, text: str) -> str:
        def mark(found: re.Match) -> str:
            if found[0] not in self.mark_of:
                number = 1 + sum(m.startswith(f"<{found[1]} ") for m in self.id_of)
                self.mark_of[found[0]] = f"<{found[1]} {number}>"
                self.id_of[f"<{found[1]} {number}>"] = found[0]
            return self.mark_of[found[0]]
        return ID.sub(mark, text)

    def show(self, command: str) -> str:
        return MARK.sub(lambda found: self.id_of.get(found[0], found[0]), command)


def day(found: re.Match) -> str:
    try:
        away = (datetime.date.fromisoformat(found[1]) - datetime.datetime.now(datetime.timezone.utc).date()).days
    except ValueError:
        return found[0]
    for middle, name in ((0, "<today>"), (30, "<today+30>")):
        if abs(away - middle) <= 1:
            return name
    return found[0]


def normal(text: str, names: Names) -> str:
    text = DATE.sub(day, TIME.sub("<time>", names.hide(text)))
    text = MATTER.sub("<matter>", text)
    return PRINT.sub("<print>", SIZE.sub(lambda found: (found[1] or found[2] or "") + "<n>", text))


def said(command: str, environment: dict[str, str], folder: str, names: Names) -> list[str]:
    """What a command says, in the lines of a transcript."""
    done = subprocess.run(["bash", "-c", names.show(command)], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, start_new_session=True, timeout=120, check=False)
    out = normal(done.stdout.decode("utf-8", "replace"), names).splitlines()
    out += ["! " + line for line in normal(done.stderr.decode("utf-8", "replace"), names).splitlines()]
    return out + ([f"? {done.returncode}"] if done.returncode else [])


def replayed(text: str, programs: pathlib.Path) -> str:
    """The transcript as it is today."""
    names, out, lines = Names(), [], text.splitlines()
    folder = tempfile.mkdtemp(prefix="amparo_transcript_")
    environment = {"PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin", "HOME": folder, "LANG": "C", "TZ": "UTC",
                   "DATA": str(pathlib.Path(__file__).resolve().parents[2] / "data")}
    try:
        at = 0
        while at < len(lines):
            line = lines[at]
            at += 1
            if line.startswith("# "):
                out += [""] if out and not out[-1].startswith("# ") else []
                out.append(line)
            elif line.startswith("% "):
                name, _, value = line[2:].partition("=")
                environment[name] = value
                out.append(line)
            elif line.startswith("$ "):
                command = [line[2:]]
                while at < len(lines) and (lines[at].startswith("> ") or lines[at] == ">"):
                    command.append(lines[at][2:])
                    at += 1
                out += ["$ " + command[0], *(("> " + more).rstrip() for more in command[1:])]
                out += said("\n".join(command), environment, folder, names)
            # Any other line is what was said when this was written.
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return "\n".join(out) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="where the programs are")
    parser.add_argument("--update", action="store_true", help="write what was said into the files")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    given = parser.parse_args()
    os.umask(0o077)
    differs = False
    for path in given.files:
        before = path.read_text(encoding="utf-8")
        after = replayed(before, given.bin.resolve())
        if given.update:
            path.write_text(after, encoding="utf-8")
        elif before != after:
            differs = True
            sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), str(path), "now"))
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
