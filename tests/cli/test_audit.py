#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A report that is streamed: what the program holds of it does not grow with it. What the audit ends with."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import program

MIB = 1 << 20
SENTENCE = ("The house was open every night of the winter, and nobody was asked for papers at the door. "
            "38% of the people who came (8 of 21) asked for a bed.\n")
KEPT = 200_000


def audited(size: int, folder: pathlib.Path) -> tuple[dict, int]:
    """The summary, and the most memory the process had, in bytes."""
    report = folder / "report.txt"
    report.write_text(SENTENCE * (size // len(SENTENCE)))
    with open(folder / "out.json", "wb") as out:
        process = subprocess.Popen([program.AMPARO, "audit", str(report), "--json"], stdout=out,
                                   env={"LANG": "C", "PATH": "/usr/bin:/bin", "ASAN_OPTIONS": "quarantine_size_mb=1"})
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    told = json.loads((folder / "out.json").read_text())
    assert process.returncode == 0, told
    return told, used.ru_maxrss * 1024


class Streamed(unittest.TestCase):
    def test_memory_does_not_grow_with_the_report(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            small, least = audited(40 * MIB, pathlib.Path(name))
            large, most = audited(96 * MIB, pathlib.Path(name))
        for told, size in ((small, 40), (large, 96)):
            claims = size * MIB // len(SENTENCE)
            self.assertGreater(claims, KEPT, "both are beyond what is listed")
            self.assertEqual(told["summary"]["claims"], claims)
            self.assertEqual(len(told["claims"]), KEPT)
        self.assertLess(most - least, 16 * MIB, f"{least} bytes of {40 * MIB}, {most} of {96 * MIB}")


CORPUS = pathlib.Path(__file__).resolve().parents[2] / "fuzz" / "corpus"


class EndsWith(unittest.TestCase):
    """The table of docs/domain/audit.md: 0, 1, 2 or 6, and no other number."""

    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = pathlib.Path(place.name)
        self.honest = self.put("honest.txt", b"38% (8 of 21)")
        self.wrong = self.put("wrong.txt", b"23% (5 of 21)")

    def put(self, name: str, content: bytes) -> str:
        (self.folder / name).write_bytes(content)
        return str(self.folder / name)

    def ends(self, *words: str) -> tuple[int, str]:
        done = subprocess.run([program.AMPARO, "audit", *words], capture_output=True, text=True, cwd=self.folder,
                              stdin=subprocess.DEVNULL, env={"LANG": "C", "PATH": "/usr/bin:/bin"}, check=False)
        return done.returncode, done.stderr

    def unread(self) -> list[str]:
        made = {"empty.txt": b"", "binary.txt": b"a\0b", "latin1.txt": b"ni\xf1as", "wide.txt": b"\xff\xfe3\0",
                "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "broken.docx": b"PK\3\4 no zip"}
        kept = ["pdf/scan.pdf", "pdf/locked.pdf", "pdf/cut.pdf", "docx/sheet.xlsx", "docx/cut.docx"]
        return [*(self.put(name, content) for name, content in made.items()), *(str(CORPUS / name) for name in kept),
                str(self.folder / "missing.txt"), str(self.folder), "-"]

    def test_what_was_read_gives_0_or_1(self) -> None:
        self.assertEqual(self.ends(self.honest)[0], 0)
        self.assertEqual(self.ends(self.put("none.txt", b"Nothing counted."))[0], 0)
        self.assertEqual(self.ends(self.wrong)[0], 1)
        self.assertEqual(self.ends(self.honest, self.wrong)[0], 1)
        apart = b"8 of the 21 women (38%) came. 9 of the 20 women (45%) left."
        self.assertEqual(self.ends(self.put("apart.txt", apart))[0], 1)

    def test_a_wrong_command_gives_2(self) -> None:
        for words in ([], ["--unknown", self.honest], [self.honest, "--html", "-", "--json"]):
            self.assertEqual(self.ends(*words)[0], 2, words)

    def test_a_file_that_cannot_be_read_gives_6_whatever_keeps_it(self) -> None:
        for path in self.unread():
            for words in ([path], [path, self.honest], [self.wrong, path], [path, "--json"], [path, self.honest, "--json"]):
                code, said = self.ends(*words)
                self.assertEqual(code, 6, (words, said))
                self.assertIn("standard input" if path == "-" else path, said)

    def test_each_file_that_cannot_be_read_is_named(self) -> None:
        names = ["one.txt", "two.txt", "three.txt"]
        for words in (names, [*names, self.honest]):
            code, said = self.ends(*words)
            self.assertEqual(code, 6)
            for name in names:
                self.assertEqual(said.count(f"{name} does not exist"), 1, said)

    def test_a_copy_that_cannot_be_written_gives_6(self) -> None:
        for out in (self.honest, str(self.folder / "nowhere" / "out.html"), str(self.folder)):
            for report in (self.honest, self.wrong):
                code, said = self.ends(report, "--html", out)
                self.assertEqual(code, 6, said)
        self.assertEqual(pathlib.Path(self.honest).read_bytes(), b"38% (8 of 21)")
        self.assertEqual(self.ends(self.honest, "--html", str(self.folder / "out.html"))[0], 0)

    def test_the_marked_copy_never_replaces_a_report_it_was_made_of(self) -> None:
        (self.folder / "link.html").symlink_to(self.wrong)
        os.link(self.wrong, self.folder / "hard.html")
        for out in (self.wrong, f"{self.folder}/./{pathlib.Path(self.wrong).name}", "link.html", "hard.html"):
            for force in ([], ["--force"]):
                code, said = self.ends(self.honest, self.wrong, "--html", out, *force)
                self.assertEqual(code, 6, (out, said))
                self.assertIn("is itself the report", said)
        with open(self.wrong, "rb") as report:
            done = subprocess.run([program.AMPARO, "audit", "-", "--html", self.wrong, "--force"], stdin=report,
                                  capture_output=True, env={"LANG": "C", "PATH": "/usr/bin:/bin"}, check=False)
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertEqual(pathlib.Path(self.wrong).read_bytes(), b"23% (5 of 21)")
        old = self.put("old.html", b"old")
        self.assertEqual(self.ends(self.wrong, "--html", old, "--force")[0], 1)
        self.assertIn(b"<mark", pathlib.Path(old).read_bytes())


if __name__ == "__main__":
    unittest.main()
