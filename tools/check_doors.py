#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Calls that bring plain personal data or key bytes into the open are listed, with the reason.

docs/security/doors.txt holds lines `path | call | count | why`. A new call, and a listed call that is gone, both fail:
the list stays the whole truth. Definitions, comments and tests are not calls.
"""
import collections
import pathlib
import re
import sys

import house

CALL = re.compile(r"[.>]\s*(?:template\s+)?(reveal|expose_to)\s*(?:<[^<>;]*>)?\s*\(")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)


def found(root: pathlib.Path) -> collections.Counter:
    seen = collections.Counter()
    for path in sorted((root / "src").rglob("*.[hc]pp")):
        if "test" in path.relative_to(root / "src").parts[:-1]:
            continue
        for call in CALL.findall(COMMENT.sub("", path.read_text(encoding="utf-8"))):
            seen[(path.relative_to(root).as_posix(), call)] += 1
    return seen


def compare(seen: collections.Counter, text: str) -> list[str]:
    listed, out = {}, []
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 4 or not cells[2].isdigit() or not cells[3]:
            out.append(f"doors.txt:{n}: needs `path | call | count | why`")
            continue
        listed[(cells[0], cells[1])] = int(cells[2])
    for (path, call), count in seen.items():
        if listed.get((path, call), 0) != count:
            out.append(f"{path}: {call}() x{count}, listed x{listed.get((path, call), 0)}; say why in doors.txt")
    return out + [f"{p}: {c}() is listed and gone; remove the line" for p, c in listed if (p, c) not in seen]


def check(root: pathlib.Path, _build: pathlib.Path) -> list[str]:
    return compare(found(root), (root / "docs/security/doors.txt").read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(house.main("doors", __doc__, check))
