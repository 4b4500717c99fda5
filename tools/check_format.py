#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our C++ is formatted by clang-format 14: versions differ in what they write, so the version is part of the rule. Every
shell script is read whole by its shell without an error: one quote too many breaks every command of `run`."""
import pathlib
import re
import subprocess
import sys

import house

VERSION = "14."


def check_cpp(root: pathlib.Path, names: list[str]) -> list[str]:
    version = subprocess.run(["clang-format", "--version"], capture_output=True, text=True, check=True).stdout
    if f"version {VERSION}" not in version:
        return [f"needs clang-format {VERSION}x, found: {version.strip()}"]
    files = [n for n in names if n.endswith((".cpp", ".hpp"))]
    if not files:
        return []
    done = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], capture_output=True, text=True, cwd=root)
    bad = sorted({m[1] for m in re.finditer(r"^(\S+?):\d+:\d+: error:", done.stderr, re.M)})
    return [f"{name}: run clang-format -i on it" for name in bad] or (
        [done.stderr.strip()] if done.returncode else [])


def is_shell(path: pathlib.Path) -> bool:
    with path.open("rb") as file:
        first = file.readline(200)
    return path.suffix in (".sh", ".bash") or re.match(rb"#!.*\b(ba)?sh\b", first) is not None


def check_shell(root: pathlib.Path, names: list[str]) -> list[str]:
    out = []
    for name in names:
        if is_shell(root / name):
            done = subprocess.run(["bash", "-n", name], capture_output=True, text=True, cwd=root)
            if done.returncode:
                out.append(f"bash -n {done.stderr.strip()}")
    return out


def check(root: pathlib.Path, _build: pathlib.Path) -> list[str]:
    names = house.tracked(root)
    return check_cpp(root, names) + check_shell(root, names)


if __name__ == "__main__":
    sys.exit(house.main("format", __doc__, check))
