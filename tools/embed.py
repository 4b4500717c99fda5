#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turns data files into a C++ table, so that the program is one file: embed.py NAME ROOT OUT FILES..."""
import pathlib
import sys

HEADER = """#pragma once
#include <span>
#include <string_view>
namespace amparo::embedded {{
struct File {{
    std::string_view path;
    std::string_view text;
}};
std::span<File const> {name}() noexcept;
}}
"""


def literal(data: bytes) -> str:
    out, line = [], []
    for b in data:
        line.append(str(b if b < 128 else b - 256))
        if len(line) == 40:
            out.append(",".join(line))
            line = []
    out.append(",".join(line + ["0"]))
    return ",\n".join(out)


def main(name: str, root: str, out: str, files: list[str]) -> None:
    folder = pathlib.Path(out) / "amparo_embedded"
    folder.mkdir(parents=True, exist_ok=True)
    parts = [f'#include "amparo_embedded/{name}.hpp"\nnamespace amparo::embedded {{\nnamespace {{']
    rows = []
    for n, file in enumerate(files):
        data = (pathlib.Path(root) / file).read_bytes()
        parts.append(f"constexpr char k{n}[] = {{{literal(data)}}};")
        rows.append(f'    {{"{file}", {{k{n}, {len(data)}}}}},')
    parts.append("constexpr File kFiles[] = {\n" + "\n".join(rows) + "\n};\n}")
    parts.append(f"std::span<File const> {name}() noexcept {{ return kFiles; }}\n}}\n")
    (folder / f"{name}.cpp").write_text("\n".join(parts))
    header = folder / f"{name}.hpp"
    header.write_text(HEADER.format(name=name))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
