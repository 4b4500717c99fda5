#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""transcript.py notices what differs, and does not see what differs from run to run."""
import contextlib
import datetime
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import transcript

ID = "rec_" + "0123456789abcdef" * 2
OTHER = "rec_" + "f" * 32


class Transcript(unittest.TestCase):
    def replayed(self, text: str) -> str:
        return transcript.replayed(text, pathlib.Path("."))

    def test_what_a_command_says_is_written_below_it(self) -> None:
        self.assertEqual(self.replayed("$ printf 'one\\n'; echo two >&2; exit 3\nold\n"), "$ printf 'one\\n'; echo two >&2; exit 3\none\n! two\n? 3\n")

    def test_a_remark_has_a_line_before_it_and_a_variable_lasts(self) -> None:
        self.assertEqual(self.replayed("# a\n% X=7\n$ echo $X\n# b\n$ echo $X\n"), "# a\n% X=7\n$ echo $X\n7\n\n# b\n$ echo $X\n7\n")

    def test_a_command_goes_on_in_its_next_lines_empty_ones_too(self) -> None:
        self.assertEqual(self.replayed("$ cat <<'E'\n> a\n>\n> b\n> E\n"), "$ cat <<'E'\n> a\n>\n> b\n> E\na\n\nb\n")

    def test_an_id_has_a_name_that_stands_for_it_in_later_commands(self) -> None:
        text = self.replayed(f"$ echo {OTHER} {ID} {OTHER}\n$ printf '%s' '<rec 2>' | tail -c 3\n")
        self.assertIn("<rec 1> <rec 2> <rec 1>\n", text)
        self.assertIn("\ndef\n", text)

    def test_times_days_sizes_and_fingerprints_do_not_differ(self) -> None:
        today = datetime.datetime.now(datetime.timezone.utc).date()
        names = transcript.Names()
        self.assertEqual(transcript.normal("at 2031-03-01T10:00:00.123Z and 2031-03-01 10:00 UTC", names), "at <time> and <time>")
        self.assertEqual(transcript.normal(f"{today} {today + datetime.timedelta(30)} 1999-02-30 2031-03-01", names), "<today> <today+30> 1999-02-30 2031-03-01")
        self.assertEqual(transcript.normal('1,234 bytes {"bytes":12,"commits":3}', names), '<n> bytes {"bytes":<n>,"commits":3}')
        self.assertEqual(transcript.normal("ABCD-2345-WXYZ-QRST", names), "<print>")

    def test_there_is_no_terminal_and_no_vault_of_the_one_who_runs_it(self) -> None:
        with mock.patch.dict("os.environ", {"AMPARO_VAULT": "mine"}):
            self.assertEqual(self.replayed("$ echo ${AMPARO_VAULT-none}; : 2> /dev/null < /dev/tty || echo no terminal\n").splitlines()[1:], ["none", "no terminal"])

    def test_a_difference_fails_and_update_writes_it(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "t.txt"
            path.write_text("$ echo one\ntwo\n", encoding="utf-8")

            def main(*more: str) -> int:
                with mock.patch.object(sys, "argv", ["transcript.py", "--bin", folder, *more, str(path)]), contextlib.redirect_stdout(io.StringIO()):
                    return transcript.main()
            self.assertEqual(main(), 1)
            self.assertEqual(main("--update"), 0)
            self.assertEqual(path.read_text(encoding="utf-8"), "$ echo one\none\n")
            self.assertEqual(main(), 0)


if __name__ == "__main__":
    unittest.main()
