#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every change that tools/mutations/ lists still fits the code: its text stands there once, its module has tests.

What drifted would break nothing, and its rule would count as held. tools/mutate.py makes the changes.
"""
import json
import pathlib
import sys

import house
import mutate

KEYS = {"name", "file", "find", "replace"}


def problems_in(name: str, mutations: list[dict[str, str]], text_of) -> list[str]:
    out, names = [], set()
    for m in mutations:
        if set(m) - {"tests"} != KEYS:
            out.append(f"{name}: an entry has not the keys {', '.join(sorted(KEYS))}")
            continue
        where = f"{name}: '{m['name']}'"
        if m["name"] in names:
            out.append(f"{where}: two have this name")
        names.add(m["name"])
        text = text_of(m["file"])
        if text is None:
            out.append(f"{where}: there is no {m['file']}")
            continue
        count = len(mutate.pattern(m).findall(text))
        if count != 1:
            out.append(f"{where}: its text occurs {count} times in {m['file']}, not once")
        elif m["find"].split() == m["replace"].split():
            out.append(f"{where}: changes nothing")
    return out


def check(root: pathlib.Path, build: pathlib.Path) -> list[str]:
    def text_of(file: str) -> str | None:
        path = root / file
        return path.read_text(encoding="utf-8") if path.is_file() else None

    known = house.module_map(build).keys() | {"faults"}
    out = []
    for path in sorted((root / "tools/mutations").glob("*.json")):
        if path.stem not in known:
            out.append(f"{path.name}: there is no module {path.stem}")
        out += problems_in(path.name, json.loads(path.read_text(encoding="utf-8")), text_of)
    return out


if __name__ == "__main__":
    sys.exit(house.main("mutations", __doc__, check))
