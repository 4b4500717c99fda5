#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each public header compiles alone: whoever includes it needs to know nothing else. Only stale ones are compiled."""
import pathlib
import sys

import house


def jobs(root: pathlib.Path, build: pathlib.Path) -> list[house.Job]:
    folders = sorted((root / "src").glob("*/include"))
    out_dir = build / "check_headers"
    out_dir.mkdir(parents=True, exist_ok=True)
    out = []
    for folder in folders:
        for header in sorted(folder.rglob("*.hpp")):
            name = header.relative_to(folder).as_posix()
            stub = out_dir / (name.replace("/", "_") + ".cpp")
            text = f'#include "{name}"\n'
            if not stub.exists() or stub.read_text(encoding="utf-8") != text:
                stub.write_text(text, encoding="utf-8")
            depends = stub.with_suffix(".d")
            command = ["g++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror",
                       "-DJSON_NOEXCEPTION", *(f"-I{f}" for f in folders), "-MMD", "-MF", str(depends), str(stub)]
            out.append(house.Job(name, command, stub.with_suffix(".ok"), depends))
    return out


def check(root: pathlib.Path, build: pathlib.Path) -> list[str]:
    return house.run_stale(jobs(root, build))[0]


if __name__ == "__main__":
    sys.exit(house.main("headers", __doc__, check))
