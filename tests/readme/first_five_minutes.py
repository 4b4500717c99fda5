#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""README.md's first five minutes, done as they stand there: first_five_minutes.py REPOSITORY AMPARO

F becomes a passphrase file, and each ID the one that the command it belongs to has printed before.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

#: What an ID after this stands for: the first id of this kind that this command printed.
IDS = {"--person": ("record create", "per"), "--release": ("release sign", "rec"), "status": ("referral send", "rec")}
ENDS_WELL = {"match": "Casa Azahar", "disclosures": "Casa Azahar", "search": "Marisol"}


def block(readme: str) -> str:
    section = readme.split("## The first five minutes", 1)[1]
    return section.split("```\n", 2)[1].replace("\\\n", " ")


def commands(text: str) -> list[tuple[list[str], str]]:
    """Words and standard input of each command. An `export` is left out: the vault is named by the test."""
    out, lines = [], iter(text.splitlines())
    for line in lines:
        words = shlex.split(line, comments=True)
        if not words or words[0] == "export":
            continue
        given = ""
        if words[-1].startswith("<<"):
            end = words.pop()[2:]
            for line in lines:
                if line == end:
                    break
                given += line + "\n"
        out.append((words, given))
    return out


def main() -> int:
    root, amparo = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    printed: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        passphrase = pathlib.Path(folder, "passphrase")
        passphrase.write_text("orchid lantern river copper minute\n", encoding="utf-8")
        passphrase.chmod(0o600)
        environment = {**os.environ, "AMPARO_VAULT": str(pathlib.Path(folder, "puente.amparo")), "LANG": "C.UTF-8"}
        for words, given in commands(block((root / "README.md").read_text(encoding="utf-8"))):
            name = " ".join(words[1:3]) if len(words) > 2 and not words[2].startswith("-") else words[1]
            for at, word in enumerate(words):
                if word == "F":
                    words[at] = str(passphrase)
                elif word == "ID":
                    command, kind = IDS[words[at - 1]]
                    words[at] = re.search(rf"\b{kind}_[0-9a-f]{{32}}\b", printed[command])[0]
                elif word.startswith("data/"):
                    words[at] = str(root / word)
            done = subprocess.run([str(amparo), *words[1:]], input=given, capture_output=True, text=True, cwd=folder,
                                  env=environment)
            printed[name] = done.stdout
            wanted = ENDS_WELL.get(words[1], "")
            if done.returncode != 0 or wanted not in done.stdout:
                print(f"{name}: exit code {done.returncode}, wanted to read {wanted!r}\n{done.stdout}\n{done.stderr}")
                return 1
        print(f"{len(printed)} commands")
    return 0 if len(printed) >= 9 else 1


if __name__ == "__main__":
    sys.exit(main())
