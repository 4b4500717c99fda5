#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""No test is switched off or ends by itself before its end (T68). One that cannot pass is mended or deleted; one that
needs a thing gets the thing."""
import pathlib
import re
import sys

import house

SKIP = re.compile(r"\bGTEST_" r"SKIP\b|\bDIS" r"ABLED_\w|\bGTEST_ALLOW_UNINSTANTIATED|unittest\.(?:skip|expectedFailure)"
                  r"|\bskip" r"Test\(|\bPROPERTIES\s+DIS" r"ABLED|\b(?:x?it|test|describe)\.(?:skip|only|todo)\(|\bx(?:it|describe)\(")
CPP_TEST = re.compile(r"^(?:TYPED_)?TEST(?:_[FP])?\(.*?\{\n(.*?)^\}", re.M | re.S)
# In the body itself, not in a lambda or loop of it, as .clang-format lays it out.
LEAVES = re.compile(r"^    (?:if \(.*\) )?ret" r"urn;|^    if \(.*\) \{\n        ret" r"urn;", re.M)
# What stands behind it is never read.
BEHIND_MAIN = re.compile(r"^    unittest\.ma" r"in\(\)\n(?=\s*\S)", re.M)


def problems_in(name: str, text: str) -> list[str]:
    return [f"{name}:{n}: {m[0]}" for n, line in enumerate(text.splitlines(), 1) for m in SKIP.finditer(line)] + [
        f"{name}:{text.count(chr(10), 0, test.start(1) + m.start()) + 1}: a test that ends early"
        for test in CPP_TEST.finditer(text) for m in LEAVES.finditer(test[1])] + [
        f"{name}:{text.count(chr(10), 0, m.end()) + 1}: behind the end of the tests" for m in BEHIND_MAIN.finditer(text)]


def check(root: pathlib.Path, _build: pathlib.Path) -> list[str]:
    out = []
    for name in house.tracked(root):
        if name.endswith((".cpp", ".hpp", ".py", ".cmake", "CMakeLists.txt", ".ts", ".js", ".mjs")):
            out += problems_in(name, (root / name).read_text(encoding="utf-8"))
    return out


if __name__ == "__main__":
    sys.exit(house.main("skips", __doc__, check))
