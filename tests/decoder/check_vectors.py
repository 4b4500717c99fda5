#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Python reader gives what protocol/vectors/vault.json says: check_vectors.py ROOT"""
import json
import pathlib
import sys

import vectors


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    vectors.WORD_LISTS = root / "data/words"
    wrong = 0
    listed = json.loads((root / "protocol/vectors/vault.json").read_text(encoding="utf-8"))
    for v in listed:
        found = vectors.answer(v["function"], v["given"])
        if found != v["gives"]:
            wrong += 1
            print(f"{v['function']}, {v['what']}: {found}, not {v['gives']}", file=sys.stderr)
    unused = set(vectors.FUNCTIONS) - {v["function"] for v in listed}
    if unused:
        print(f"no vector for {sorted(unused)}", file=sys.stderr)
    print(f"{len(listed) - wrong} of {len(listed)} vectors")
    return 1 if wrong or unused or not listed else 0


if __name__ == "__main__":
    sys.exit(main())
