#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything up to the engine compiles for the browser too (emcc, libc++): objects only, only what is stale.

Takes the sources and include paths from the release build, generated sources too. Third-party headers come from this
system through links in build/emcc/include: they are the same on every machine; /usr/include as a whole is not.
"""
import pathlib
import shutil
import sys

import house

VENDOR_HEADERS = ("sodium.h", "sodium", "sqlite3.h", "sqlite3ext.h", "utf8proc.h", "nlohmann", "boost")


def link_headers(include: pathlib.Path, system: pathlib.Path = pathlib.Path("/usr/include")) -> None:
    include.mkdir(parents=True, exist_ok=True)
    for name in VENDOR_HEADERS:
        link = include / name
        if (system / name).exists() and not link.is_symlink():
            link.symlink_to(system / name)


def jobs(root: pathlib.Path, build: pathlib.Path, out_dir: pathlib.Path) -> list[house.Job]:
    layers = {m.name: m.layer for m in house.module_map(build).values()}
    out = []
    for unit in house.units(root, build):
        if unit.is_test or layers.get(unit.module or "") not in house.PURE_LAYERS:
            continue
        stem = out_dir / (unit.module or "") / unit.source.stem
        keep = [a for a in house.options(unit.arguments, "-I", "-D") if a not in ("-I/usr/include", "-I", "/usr/include")]
        command = ["emcc", "-std=c++20", "-fno-exceptions", "-Wno-unused-command-line-argument", *keep,
                   f"-I{out_dir / 'include'}", "-MMD", "-MF", f"{stem}.d", "-c", str(unit.source), "-o", f"{stem}.o"]
        label = f"{unit.module}/{unit.source.name}"
        out.append(house.Job(label, command, pathlib.Path(f"{stem}.ok"), pathlib.Path(f"{stem}.d"), unit.folder))
    return out


def check(root: pathlib.Path, build: pathlib.Path) -> list[str]:
    if shutil.which("emcc") is None:
        return ["emcc is not installed: ./run setup installs it"]
    out_dir = build.parent / "emcc"
    link_headers(out_dir / "include")
    return house.run_stale(jobs(root, build, out_dir))[0]


if __name__ == "__main__":
    sys.exit(house.main("emcc", __doc__, check))
