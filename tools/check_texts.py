#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every tracked text keeps to.

  - No path of somebody's machine, no host that only one workplace has: what is written here works anywhere.
  - Each source says its licence (SPDX) in its first three lines.
  - No note to do something later: that is an issue, or it is done.
"""
import pathlib
import re
import sys

import house

# Written in pieces, or this file would find itself.
MACHINE_PATH = re.compile(r"(?<![\w.:/$}*-])/(?:wo" r"rk|ro" r"ot|fa" r"rm|ho" r"me|tm" r"p|va" r"r/tmp)/[\w.]")
PRIVATE_HOST = re.compile(r"\b[\w-]+\.(?:inter" r"nal|co" r"rp|intra" r"net)\b(?!\()|"
                          r"\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b")
LATER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
SOURCES = (".cpp", ".hpp", ".py", ".sh", ".cmake")
#: Files from elsewhere, kept as they came; LICENSE is one.
FOREIGN = ("data/", "LICENSE")


def is_source(name: str, text: str) -> bool:
    return name.endswith(SOURCES) or text.startswith("#!")


def problems_in(name: str, text: str) -> list[str]:
    if name.startswith(FOREIGN):
        return []
    out = []
    for n, line in enumerate(text.splitlines(), 1):
        for pattern, what in ((MACHINE_PATH, "a path of one machine"), (PRIVATE_HOST, "a private host"),
                              (LATER, "a note for later")):
            if m := pattern.search(line):
                out.append(f"{name}:{n}: {what}: {m[0]}")
    if is_source(name, text) and "SPDX-License-Identifier: AGPL-3.0-or-later" not in "\n".join(text.split("\n")[:3]):
        out.append(f"{name}: no SPDX line")
    return out


def check(root: pathlib.Path, _build: pathlib.Path) -> list[str]:
    out = []
    for name in house.tracked(root):
        try:
            out += problems_in(name, (root / name).read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue  # Not a text.
    return out


if __name__ == "__main__":
    sys.exit(house.main("texts", __doc__, check))
