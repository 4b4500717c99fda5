#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A passphrase typed at a terminal: asked for there, not shown, and asked for nowhere else."""
import os
import pathlib
import pty
import tempfile
import unittest

import program

WORDS = "a lighthouse made of paper"


class Terminal:
    """The program on a terminal of its own; `files` take its standard output and error."""

    def __init__(self, folder: str, *arguments: str) -> None:
        self.out = pathlib.Path(folder) / "out"
        self.err = pathlib.Path(folder) / "err"
        self.child, self.fd = pty.fork()
        if self.child == 0:
            for path, number in ((self.out, 1), (self.err, 2)):
                os.dup2(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), number)
            environment = {"LANG": "C", "AMPARO_VAULT": f"{folder}/v.amparo"}
            os.execve(program.AMPARO, [program.AMPARO, *arguments], environment)
        self.shown = ""

    def wait_for(self, text: str) -> None:
        while text not in self.shown:
            try:
                more = os.read(self.fd, 4096).decode()
            except OSError:  # The program has ended.
                more = ""
            if not more:
                raise AssertionError(f"ended before {text!r}; shown: {self.shown!r}; err: {self.err.read_text()}")
            self.shown += more

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def end(self) -> int:
        while True:
            try:
                more = os.read(self.fd, 4096).decode()
            except OSError:
                break
            if not more:
                break
            self.shown += more
        _, status = os.waitpid(self.child, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)


class Prompt(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="amparo_prompt_")
        self.addCleanup(self.folder.cleanup)

    def run_typing(self, arguments: list[str], typed: list[tuple[str, str]]) -> tuple[int, Terminal]:
        terminal = Terminal(self.folder.name, *arguments)
        for question, answer in typed:
            terminal.wait_for(question)
            terminal.shown = ""
            terminal.type(answer)
        return terminal.end(), terminal

    def make_vault(self) -> None:
        code, terminal = self.run_typing(["vault", "init", "--organization", "Puente", "--person", "Rosa"],
                                         [("at least 8 characters: ", WORDS + "\n"), ("once more: ", WORDS + "\n")])
        self.assertEqual(code, 0, terminal.err.read_text())

    def test_what_is_typed_is_never_shown_and_standard_output_holds_the_result_alone(self) -> None:
        self.make_vault()
        code, terminal = self.run_typing(["record", "list", "--json"], [("Passphrase: ", WORDS + "\n")])
        self.assertEqual(code, 0)
        self.assertEqual(terminal.out.read_text(), '{"records":[]}\n')
        self.assertEqual(terminal.err.read_text(), "")
        self.assertEqual(terminal.shown.strip(), "")

    def test_two_that_differ_make_no_vault(self) -> None:
        code, terminal = self.run_typing(["vault", "init", "--organization", "Puente", "--person", "Rosa"],
                                         [("characters: ", WORDS + "\n"), ("once more: ", "something else\n")])
        self.assertEqual(code, 2)
        self.assertIn("not the same", terminal.err.read_text())
        self.assertFalse((pathlib.Path(self.folder.name) / "v.amparo").exists())

    def test_a_wrong_one_and_a_cancelled_one_end_with_4(self) -> None:
        self.make_vault()
        code, terminal = self.run_typing(["record", "list"], [("Passphrase: ", "orange trees in the rain\n")])
        self.assertEqual(code, 4)
        self.assertNotIn("orange", terminal.err.read_text() + terminal.shown)
        for key in ("\x03", "\x04"):
            code, terminal = self.run_typing(["record", "list"], [("Passphrase: ", "half" + key)])
            self.assertEqual(code, 4)
            self.assertIn("cancelled", terminal.err.read_text())

    def test_the_question_is_in_the_users_language(self) -> None:
        self.make_vault()
        code, _ = self.run_typing(["record", "list", "--language", "es"], [("Frase de paso: ", WORDS + "\n")])
        self.assertEqual(code, 0)

    def test_with_a_file_nothing_is_asked(self) -> None:
        self.make_vault()
        file = pathlib.Path(self.folder.name) / "p"
        file.touch(0o600)
        file.write_text(WORDS + "\n")
        code, terminal = self.run_typing(["record", "list", "--passphrase-file", str(file)], [])
        self.assertEqual((code, terminal.shown), (0, ""))

    def test_a_wrong_command_is_refused_before_anything_is_asked(self) -> None:
        self.make_vault()
        for arguments in (["match", "--limit", "many"], ["record", "create", "contact", "--data", "none.json"]):
            code, terminal = self.run_typing(arguments, [])
            self.assertIn(code, (2, 6))
            self.assertEqual(terminal.shown, "")


if __name__ == "__main__":
    unittest.main()
