#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""docs/code_map.md has one row a module folder, and its layer and arrows are those CMake enforces.

Rows: | `name` | layer | may depend on | what | tests | spec |. With --write, layer and arrows are written from the
module map; a missing row is still yours to write.
"""
import pathlib
import re
import sys

import house

ROW = re.compile(r"^\| `([a-z0-9_]+)` \| ([^|]*) \| ([^|]*) \|(.*)$")
NOTHING = "–"


def arrows(module: house.Module | None) -> tuple[str, str]:
    """The two cells CMake knows. A folder whose CMakeLists.txt declares nothing yet has neither."""
    if module is None:
        return NOTHING, NOTHING
    return module.layer, " ".join(sorted(module.depends)) or NOTHING


def problems_in(text: str, folders: set[str], declared: dict[str, house.Module]) -> list[str]:
    out, seen = [], set()
    for line in text.splitlines():
        if not (m := ROW.match(line)):
            continue
        name, cells = m[1], (m[2].strip(), m[3].strip())
        if name in seen:
            out.append(f"`{name}` has two rows")
        seen.add(name)
        if name not in folders:
            out.append(f"`{name}` has a row and no folder src/{name}; remove the row")
        elif cells != arrows(declared.get(name)):
            out.append(f"`{name}`: says {' | '.join(cells)}; CMake says {' | '.join(arrows(declared.get(name)))}; "
                       "run tools/check_code_map.py --write")
    return out + [f"src/{name} has no row" for name in sorted(folders - seen)]


def written(text: str, declared: dict[str, house.Module]) -> str:
    def line_of(line: str) -> str:
        m = ROW.match(line)
        return f"| `{m[1]}` | {' | '.join(arrows(declared.get(m[1])))} |{m[4]}" if m else line
    return "\n".join(map(line_of, text.split("\n")))


def check(root: pathlib.Path, build: pathlib.Path, write: bool = False) -> list[str]:
    path = root / "docs" / "code_map.md"
    declared = house.module_map(build)
    if write:
        path.write_text(written(path.read_text(encoding="utf-8"), declared), encoding="utf-8")
    folders = {p.parent.name for p in (root / "src").glob("*/CMakeLists.txt")}
    return problems_in(path.read_text(encoding="utf-8"), folders, declared)


if __name__ == "__main__":
    wants_write = "--write" in sys.argv
    sys.argv = [a for a in sys.argv if a != "--write"]
    sys.exit(house.main("code_map", __doc__, lambda root, build: check(root, build, wants_write)))
