#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The second reader opens the documents that the engine seals, and refuses them cut, moved and exchanged:
check_documents.py WRITE_DOCUMENTS"""
import json
import pathlib
import subprocess
import sys
import tempfile

import decode_document as document
import keys

STEP = document.CHUNK + document.OVERHEAD


def refused(file: bytes, one: dict) -> bool:
    try:
        document.read(file, one["record"], one["key"], one["bytes"], one["hash"])
    except keys.Refused:
        return True
    return False


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        listed = json.loads((pathlib.Path(folder) / "expected.json").read_text(encoding="utf-8"))
        for one in listed:
            for field in ("record", "key", "hash"):
                one[field] = bytes.fromhex(one[field])
            assert one["name"] == document.file_name(one["record"], one["key"]), one["name"]
            file = (pathlib.Path(folder) / one["name"]).read_bytes()
            content = document.read(file, one["record"], one["key"], one["bytes"], one["hash"])
            assert content == bytes(i * 7 % 251 for i in range(one["bytes"])), one["bytes"]
            assert refused(file[:-1], one) and refused(file + b"\0", one) and refused(file[:-STEP], one)
            assert refused(file[:-1] + bytes([file[-1] ^ 1]), one)
            if len(file) > 3 * STEP:
                assert refused(file[STEP:2 * STEP] + file[:STEP] + file[2 * STEP:], one)
            other = dict(one, record=bytes(16))
            assert refused(file, other)
        print(f"{len(listed)} documents")
    return 0 if listed else 1


if __name__ == "__main__":
    sys.exit(main())
