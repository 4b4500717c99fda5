#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The completion scripts: bash reads them, and they offer what the command table holds."""
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import program


def offered(line: str, folder: str) -> list[str]:
    """What bash offers at the end of a line."""
    words = line.split(" ")
    script = program.output("completion", "bash") + f"""
COMP_WORDS=({' '.join("'" + w + "'" for w in words)})
COMP_CWORD={len(words) - 1}
_amparo
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=True, cwd=folder)
    assert done.stderr == "", done.stderr
    return done.stdout.split()


class Completion(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="amparo_completion_")
        self.addCleanup(self.folder.cleanup)
        (pathlib.Path(self.folder.name) / "contact.json").touch()

    def assert_offers(self, line: str, *words: str) -> None:
        self.assertEqual(sorted(offered(line, self.folder.name)), sorted(words), line)

    def test_the_scripts_are_well_formed(self) -> None:
        for shell in ("bash", "zsh"):
            script = program.output("completion", shell)
            subprocess.run(["bash", "-n"], input=script, text=True, check=True, capture_output=True)
        if shutil.which("zsh"):
            subprocess.run(["zsh", "-n"], input=program.output("completion", "zsh"), text=True, check=True)

    def test_words_follow_words(self) -> None:
        self.assert_offers("amparo rec", "record", "recovery")
        self.assert_offers("amparo recovery ", "print", "use")
        self.assert_offers("amparo record re", "resolve")
        self.assert_offers("amparo --vault v.amparo --json recovery ", "print", "use")

    def test_options_of_the_command_and_of_all(self) -> None:
        self.assert_offers("amparo record create contact --d", "--data")
        self.assert_offers("amparo referral answer rec_1 --", "--accept", "--decline", "--force", "--help", "--json", "--language",
                           "--message", "--output", "--passphrase-file", "--reason", "--vault")

    def test_choices_and_files_where_they_go(self) -> None:
        self.assert_offers("amparo member add Rosa --role a", "advocate", "attorney")
        self.assert_offers("amparo completion ", "bash", "zsh")
        self.assert_offers("amparo --language ", "en", "es")
        self.assert_offers("amparo record create contact --data ", "contact.json")
        self.assert_offers("amparo --vault c", "contact.json")
        self.assert_offers("amparo match --limit ")

    def test_every_command_can_be_completed(self) -> None:
        table = json.loads(program.output("help", "--json"))["commands"]
        self.assertGreater(len(table), 40)
        for command in table:
            words = command["words"].split()
            line = " ".join(["amparo", *words])
            self.assertIn(words[-1], offered(line, self.folder.name), line)


if __name__ == "__main__":
    unittest.main()
