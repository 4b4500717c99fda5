#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every security claim names tests that exist, and README.md and SECURITY.md claim nothing else (T71).

Every number of its second table (T1, T2, …) stands in the name of a test, unless its row names the test that has it.

docs/security/claims.md has rows `| number | claim | tests |`, numbered from 1. A test is `Suite.Name` of a C++ test,
`compile_fail/name`, or the name of an add_test(). In the two pages a bullet of the section "What is promised" or
"What is protected" ends with (claim 3) or (claims 3, 4).
"""
import pathlib
import re
import sys

import house

ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]*) \|$", re.M)
CITED = re.compile(r"\(claims? ((?:\d+)(?:, \d+)*)\)")
CPP_TEST = re.compile(r"\b(?:TYPED_)?TEST(?:_[FP])?\(\s*(\w+),\s*(\w+)\s*\)")
ADDED_TEST = re.compile(r"\badd_test\(\s*NAME\s+([\w/]+)")
NUMBERED = re.compile(r"^\| (T\d+(?:, T\d+)*) \| ([^\n]*) \|$", re.M)
PAGES = ("README.md", "SECURITY.md")
SECTION = re.compile(r"^##+ What is (?:promised|protected)[^\n]*\n(.*?)(?=^##|\Z)", re.M | re.S)
BULLET = re.compile(r"^- (.*(?:\n  .*)*)", re.M)


#: Whose own rules are numbered T: a test of theirs carries none of the numbers of faults and secrecy.
OWN_NUMBERS = re.compile(r"src/(?:evidence|shelter)/")


def tests(root: pathlib.Path) -> set[str]:
    out = {f"compile_fail/{p.stem}" for p in (root / "tests/compile_fail").glob("*.cpp")}
    for folder in ("src", "tests"):
        for path in (root / folder).rglob("*.[hc]pp"):
            out |= {f"{suite}.{name}" for suite, name in CPP_TEST.findall(path.read_text(encoding="utf-8"))}
        for path in (root / folder).rglob("CMakeLists.txt"):
            out |= set(ADDED_TEST.findall(path.read_text(encoding="utf-8")))
    return out


def with_own_numbers(root: pathlib.Path) -> set[str]:
    return {f"{suite}.{name}" for path in (root / "src").rglob("*.cpp") if OWN_NUMBERS.search(path.as_posix())
            for suite, name in CPP_TEST.findall(path.read_text(encoding="utf-8"))}


def unnumbered(claims: str, known: set[str]) -> list[str]:
    """What the table says of numbers that none of these tests carries."""
    carried = {n for test in known for n in re.findall(r"(?<![A-Za-z0-9])T\d+(?![A-Za-z0-9])", test.replace("_", " "))}
    out = []
    for numbers, state in NUMBERED.findall(claims):
        named = "by number" not in state and re.search(r"`[^`]+`", state)
        out += [f"claims.md: no test carries {n}, and its row names none"
                for n in numbers.split(", ") if n not in carried and not named]
    return out


def problems_in(claims: str, pages: dict[str, str], known: set[str], other: set[str]) -> list[str]:
    out, numbers = [], []
    for number, _claim, named in ROW.findall(claims):
        numbers.append(int(number))
        wanted = re.findall(r"`([^`]+)`", named)
        if not wanted:
            out.append(f"claims.md: {number} names no test")
        out += [f"claims.md: {number}: there is no test {test}" for test in wanted if test not in known]
    if numbers != list(range(1, len(numbers) + 1)):
        out.append("claims.md: rows are not numbered 1, 2, 3, …")
    out += unnumbered(claims, known - other)
    for page, text in pages.items():
        for cited in CITED.findall(text):
            out += [f"{page}: there is no claim {n}" for n in cited.split(", ") if int(n) not in numbers]
        section = SECTION.search(text)
        if not section:
            out.append(f"{page}: has no section that says what is promised or protected")
            continue
        out += [f"{page}: no claim stands behind: {' '.join(bullet.split())[:60]}…"
                for bullet in BULLET.findall(section[1]) if not CITED.search(bullet)]
    return out


def check(root: pathlib.Path, _build: pathlib.Path) -> list[str]:
    pages = {name: (root / name).read_text(encoding="utf-8") for name in PAGES}
    return problems_in((root / "docs/security/claims.md").read_text(encoding="utf-8"), pages, tests(root),
                       with_own_numbers(root))


if __name__ == "__main__":
    sys.exit(house.main("claims", __doc__, check))
