#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The #includes are the declared arrows: no more, no fewer.

Include paths are transitive, so the compiler lets a module include what it never declared. Reads the module map and
the doors that CMake wrote, and every file under src/<module>/. Fails on
  - an include of a module that is not in DEPENDS (in a test: nor in TEST_DEPENDS), and on an entry nothing includes;
  - a third-party header outside its door, and one that has no door at all;
  - a header of the operating system below the adapters.
Cycles cannot be written: amparo_module() takes only modules that are already declared.
"""
import pathlib
import re
import sys

import house

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
OURS = re.compile(r"amparo/([a-z0-9_]+)/")
TEST_ONLY = ("gtest/", "gmock/")
SYSTEM = ("sys/", "arpa/", "netinet/")
SUPPORT = {"contract/failing_system.hpp": "failing_system", "contract/storage_contract.hpp": "contract"}


def doors(text: str) -> dict[str, str]:
    """Header prefix -> the module that is its door, from the lines `vendor|module|prefix,prefix`."""
    out = {}
    for line in text.splitlines():
        _vendor, module, prefixes = line.split("|")
        out.update({prefix: module for prefix in house.split(prefixes)})
    return out


def door_of(header: str, by_prefix: dict[str, str]) -> str | None:
    return next((m for p, m in by_prefix.items() if header == p or p.endswith("/") and header.startswith(p)), None)


def is_standard(header: str) -> bool:
    return "." not in header and "/" not in header


def check_module(src: pathlib.Path, module: house.Module, by_prefix: dict[str, str]) -> list[str]:
    problems = []
    used = {False: set(), True: set()}
    is_pure = module.layer in house.PURE_LAYERS
    for path in sorted((src / module.name).rglob("*.[hc]pp")):
        in_test = "test" in path.relative_to(src / module.name).parts[:-1]
        allowed = module.depends | (module.test_depends if in_test else frozenset())
        where = path.relative_to(src.parent)
        for bracket, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
            ours = OURS.match(header)
            name = ours[1] if ours else SUPPORT.get(header)
            if name == module.name:
                continue
            if name:
                used[in_test].add(name)
                if name not in allowed:
                    problems.append(f"{where}: includes {name}, which {module.name} does not declare")
            elif door := door_of(header, by_prefix):
                if door != module.name:
                    problems.append(f"{where}: includes {header}; only {door} may")
            elif bracket == "<" and not is_standard(header) and not (in_test and header.startswith(TEST_ONLY)):
                if "/" in header and not header.startswith(SYSTEM):
                    problems.append(f"{where}: includes {header}, which has no door in cmake/AmparoModule.cmake")
                elif is_pure and not in_test:
                    problems.append(f"{where}: includes {header}; the operating system is for adapters")
    for name in sorted(module.depends - used[False]):
        problems.append(f"{module.name}: DEPENDS {name} is declared and never used; remove it")
    for name in sorted(module.test_depends - used[True]):
        problems.append(f"{module.name}: TEST_DEPENDS {name} is declared and never used; remove it")
    for name in sorted(module.test_depends & module.depends):
        problems.append(f"{module.name}: TEST_DEPENDS {name} is in DEPENDS already; remove it")
    return problems


def check(root: pathlib.Path, build: pathlib.Path) -> list[str]:
    by_prefix = doors((build / "vendor_doors.txt").read_text(encoding="utf-8"))
    return [p for m in house.module_map(build).values() for p in check_module(root / "src", m, by_prefix)]


if __name__ == "__main__":
    sys.exit(house.main("layers", __doc__, check))
