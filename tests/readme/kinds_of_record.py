#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The examples of docs/domain/records.md, done as they stand there: kinds_of_record.py REPOSITORY AMPARO

F becomes a passphrase file; HOUSE, PERSON and MATTER a house, somebody and a matter of theirs.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from first_five_minutes import commands


def main() -> int:
    root, amparo = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    page = (root / "docs" / "domain" / "records.md").read_text(encoding="utf-8")
    examples = commands(page.split("```\n", 2)[1].replace("\\\n", " "))
    with tempfile.TemporaryDirectory() as folder:
        passphrase = pathlib.Path(folder, "passphrase")
        passphrase.write_text("orchid lantern river copper minute\n", encoding="utf-8")
        passphrase.chmod(0o600)
        environment = {**os.environ, "AMPARO_VAULT": str(pathlib.Path(folder, "casa.amparo")), "LANG": "C.UTF-8"}

        def answer(*words: str) -> dict:
            done = subprocess.run([str(amparo), *words, "--passphrase-file", str(passphrase), "--json"],
                                  capture_output=True, text=True, env=environment, cwd=folder)
            if done.returncode != 0:
                sys.exit(f"{' '.join(words)}: exit code {done.returncode}\n{done.stderr}")
            return json.loads(done.stdout)

        answer("vault", "init", "--organization", "Casa", "--person", "Rosa")
        person = answer("record", "create", "contact", "--set", "chosen_name=Alma")["person"]
        stands_for = {"PERSON": person, "HOUSE": answer("record", "create", "house", "--set", "name=North")["id"],
                      "MATTER": answer("matter", "open", "--person", person, "--title", "T", "--area", "wages")["id"]}
        kinds = []
        for words, _ in examples:
            typed = [word.partition("=") for word in words[1:words.index("--passphrase-file")]]
            answer(*(stands_for.get(name, name) + equals + stands_for.get(value, value)
                     for name, equals, value in typed))
            kinds.append(words[3])
        for kind in kinds:
            if len(answer("record", "list", "--kind", kind)["records"]) != 1:
                sys.exit(f"no record of {kind} was kept")
        wanted = {"house_note", "house_rule", "incident", "task", "belonging", "matter_date", "matter_request",
                  "matter_readiness"}
        if not wanted <= set(kinds):
            sys.exit(f"without an example: {sorted(wanted - set(kinds))}")
        if not answer("matter", "show", stands_for["MATTER"])["records"]:
            sys.exit("what is of the matter does not stand in it")
    print(f"{len(kinds)} kinds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
