#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Below the adapters nothing reads a clock, a file, the environment, a socket or chance, starts a thread or prints.

Looks at what the built archives ask the linker for, so a call that hides in a macro or a header is seen too. The one
thing that may be written is the last line of a broken invariant (amparo/base/check.hpp), to standard error.
And no program but a test replaces libsodium's source of chance (tests/chance/seeded.hpp).
"""
import pathlib
import re
import subprocess
import sys

import house

BANNED = {
    r"std::chrono::.*(system|steady)_clock::now": "take `now` as an argument",
    r"^(time|clock_gettime|clock|gettimeofday|localtime|localtime_r|mktime|strftime)$": "take `now` as an argument",
    r"^(fopen(64)?|freopen|open(64)?|openat(64)?|read|write|rename|unlink|mkstemp)$|std::(basic_)?[io]?fstream|"
    r"std::basic_filebuf|std::filesystem::": "files are an adapter",
    r"^(getenv|secure_getenv|setlocale)$|std::locale::global": "settings are an argument",
    r"^(rand|rand_r|random|srand|arc4random.*|getrandom|getentropy)$|std::random_device": "random bytes are the crypto module's",
    r"^(socket|connect|bind|listen|getaddrinfo)$": "the network is an adapter",
    r"^(pthread_create|fork|vfork|system|popen|execv[pe]*|posix_spawnp?)$|std::thread::": "threads and processes are a host's",
    r"^(printf|puts|putchar|vprintf|stdout|stdin)$|^std::(cout|cin|clog|cerr)$": "text is a host's",
    r"^(exit|_exit|quick_exit)$": "a host decides when to end",
}
#: Words that only one module may use.
DOORS = {r"^randombytes": "crypto"}
PROGRAMS = ("amparo",)


def undefined(archive: pathlib.Path) -> set[str]:
    out = subprocess.run(["nm", "-uC", str(archive)], capture_output=True, text=True, check=True).stdout
    return {m[1].split("(")[0].split("@")[0] for m in re.finditer(r"^\s+[Uw] (.+)$", out, re.M)}


def problems_in(module: str, symbols: set[str]) -> list[str]:
    out = [f"{module}: uses {s}; {why}" for s in sorted(symbols) for p, why in BANNED.items() if re.search(p, s)]
    return out + [f"{module}: uses {s}; only {door} may"
                  for s in sorted(symbols) for p, door in DOORS.items() if door != module and re.search(p, s)]


def check(root: pathlib.Path, build: pathlib.Path) -> list[str]:
    out, count = [], 0
    for module in house.module_map(build).values():
        archive = build / "src" / module.name / f"libamparo_{module.name}.a"
        if module.layer in house.PURE_LAYERS and archive.exists():
            out += problems_in(module.name, undefined(archive))
            count += 1
    for program in PROGRAMS:
        path = build / "bin" / program
        if path.exists() and "randombytes_set_implementation" in undefined(path):
            out.append(f"{program}: replaces the source of chance; only tests may")
    return out if count else ["no archives found: build first"]


if __name__ == "__main__":
    sys.exit(house.main("symbols", __doc__, check))
