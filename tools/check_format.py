#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our C++ is formatted by clang-format 14. Versions differ in what they write, so the version is part of the rule."""
import pathlib
import re
import subprocess
import sys

import house

VERSION = "14."


def check(root: pathlib.Path, _build: pathlib.Path) -> list[str]:
    version = subprocess.run(["clang-format", "--version"], capture_output=True, text=True, check=True).stdout
    if f"version {VERSION}" not in version:
        return [f"needs clang-format {VERSION}x, found: {version.strip()}"]
    files = [n for n in house.tracked(root) if n.endswith((".cpp", ".hpp"))]
    if not files:
        return []
    done = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], capture_output=True, text=True, cwd=root)
    bad = sorted({m[1] for m in re.finditer(r"^(\S+?):\d+:\d+: error:", done.stderr, re.M)})
    return [f"{name}: run clang-format -i on it" for name in bad] or (
        [done.stderr.strip()] if done.returncode else [])


if __name__ == "__main__":
    sys.exit(house.main("format", __doc__, check))
