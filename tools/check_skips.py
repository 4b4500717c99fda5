#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""No test is switched off (T68). One that cannot pass is mended or deleted; one that needs a thing gets the thing."""
import pathlib
import re
import sys

import house

SKIP = re.compile(r"\bGTEST_" r"SKIP\b|\bDIS" r"ABLED_\w|\bGTEST_ALLOW_UNINSTANTIATED|unittest\.(?:skip|expectedFailure)"
                  r"|\bskip" r"Test\(|\bPROPERTIES\s+DIS" r"ABLED|\b(?:x?it|test|describe)\.(?:skip|only|todo)\(|\bx(?:it|describe)\(")


def problems_in(name: str, text: str) -> list[str]:
    return [f"{name}:{n}: {m[0]}" for n, line in enumerate(text.splitlines(), 1) for m in SKIP.finditer(line)]


def check(root: pathlib.Path, _build: pathlib.Path) -> list[str]:
    out = []
    for name in house.tracked(root):
        if name.endswith((".cpp", ".hpp", ".py", ".cmake", "CMakeLists.txt", ".ts", ".js", ".mjs")):
            out += problems_in(name, (root / name).read_text(encoding="utf-8"))
    return out


if __name__ == "__main__":
    sys.exit(house.main("skips", __doc__, check))
