#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""T23: a second reader finds in each vault what its writer says is there: check_vaults.py WRITER WORD_LISTS"""
import json
import pathlib
import subprocess
import sys
import tempfile

from chain import KIT, PARTS
from decode_vault import Vault
from keys import Refused

FIELDS = ("revision", "record", "person", "part", "op", "time_ms", "form_version", "kind", "parents", "device")
ALL_PARTS = 0x1FF


class Differs(Exception):
    pass


def same(what, found, expected):
    if found != expected:
        raise Differs(f"{what}: found {str(found)[:300]}, expected {str(expected)[:300]}")


def refused(what, act):
    try:
        act()
    except Refused:
        return
    raise Differs(f"{what} was taken")


def check_reader(data, expected, unlock, member, parts):
    vault = Vault.read(data)
    who, holder = unlock(vault)
    same("who", who.hex(), member)
    report = vault.report(who, holder)
    same("problems", report["problems"], [])
    same("organization", report["organization"], expected["organization"])
    same("epoch", report["epoch"], expected["epoch"])
    same("the organisation's secret", report["organization_secret_kid"], expected["organization_secret_kid"])
    same("members", report["members"], expected["members"])
    same("team keys", report["team_keys"],
         [[epoch, part] for epoch in range(1, expected["epoch"] + 1) for part in range(PARTS) if parts >> part & 1])
    found = {(e["revision"], e["part"]): e for e in report["entries"]}
    same("count of entries", len(report["entries"]), len(expected["entries"]))
    for e in expected["entries"]:
        f = found.get((e["revision"], e["part"]))
        if f is None:
            raise Differs(f"no entry {e['revision']}")
        same("entry", {field: f[field] for field in FIELDS}, {field: e[field] for field in FIELDS})
        same("body", f["body"], e["body"] if parts >> e["part"] & 1 else None)
    same("T24: nonces and content keys used twice", len(vault.used) - len(set(vault.used)), 0)
    same("erased", report["erased"], sorted(expected["erased"]))
    return len(found)


def check(folder, expected, words):
    data = (folder / expected["file"]).read_bytes()
    vault = Vault.read(data)
    same("org_id", vault.org.hex(), expected["org_id"])
    same("gaps", vault.gaps, expected.get("gaps", []))
    bodies = 0
    for reader in expected["readers"]:
        bodies += check_reader(data, expected, lambda v: v.unlock(reader["passphrase"]), reader["member"], reader["parts"])
    if "kit" in expected:
        bodies += check_reader(data, expected, lambda v: v.unlock_kit(expected["kit"], words), KIT.hex(), ALL_PARTS)
        refused("the kit before", lambda: vault.unlock_kit(expected["old_kit"], words))
        refused("a slip of the pen", lambda: vault.unlock_kit(expected["kit"][:-1] + expected["kit"][:1], words))
    for passphrase in expected["refused"]:
        refused(f"passphrase '{passphrase}'", lambda: vault.unlock(passphrase))
    print(f"{expected['file']}: {len(expected['readers'])} readers, {bodies} entries as written, "
          f"{len(expected['refused'])} passphrases refused")


def main() -> int:
    writer, words = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([writer, name], check=True)
        for expected in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
            try:
                check(folder, expected, words)
            except (Differs, Refused) as why:
                print(f"{expected['file']}: {why}", file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
