#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""clang reads every source as well as g++, with the same warnings as errors. Only stale ones are read again.
Those of tests/compile_fail must not compile; ctest holds them to that."""
import hashlib
import pathlib
import sys

import house


def jobs(root: pathlib.Path, build: pathlib.Path) -> list[house.Job]:
    out = []
    for unit in house.units(root, build):
        if unit.source.is_relative_to(root / "tests" / "compile_fail"):
            continue
        key = hashlib.sha256(f"{unit.source} {unit.arguments}".encode()).hexdigest()[:16]
        stem = build / "check_clang" / f"{unit.source.stem}_{key}"
        keep = house.options(unit.arguments, "-I", "-isystem", "-D", "-W", "-std=", "-fno-exceptions")
        command = ["clang++", "-fsyntax-only", *keep, "-MMD", "-MF", f"{stem}.d", str(unit.source)]
        label = str(unit.source.relative_to(root)) if unit.source.is_relative_to(root) else unit.source.name
        out.append(house.Job(label, command, pathlib.Path(f"{stem}.ok"), pathlib.Path(f"{stem}.d"), unit.folder))
    return out


def check(root: pathlib.Path, build: pathlib.Path) -> list[str]:
    return house.run_stale(jobs(root, build))[0]


if __name__ == "__main__":
    sys.exit(house.main("clang", __doc__, check))
