#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A Word document filled by the program, looked at by another reader: only what was filled is otherwise."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as tree
import zipfile

import program

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Word(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        secret = self.folder / "p"
        secret.write_text("a lighthouse made of paper\n")
        secret.chmod(0o600)
        self.told("vault", "init", "--organization", "Puente Legal Aid", "--person", "Rosa")
        self.person = self.told("record", "create", "contact", "--set", "chosen_name=Alma")["person"]
        self.told("record", "create", "person_details", "--person", self.person, "--set", "given_names=Alma <Inés> & co",
                  "--set", "family_names=Quillfeather", "--set", "birth_date=1998-05-03")
        self.matter = self.told("matter", "open", "--person", self.person, "--title", "T status", "--area", "immigration")

    def run_it(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run([program.AMPARO, *arguments, "--json", "--passphrase-file", "p", "--vault", "v.amparo"],
                              capture_output=True, text=True, cwd=self.folder,
                              env={"LANG": "C.UTF-8", "PATH": os.environ["PATH"]})

    def told(self, *arguments: str) -> dict:
        done = self.run_it(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def filled(self, *template: str) -> zipfile.ZipFile:
        of = [*template, "--matter", self.matter["id"]]
        blank = [place["name"] for place in self.told("template", "preview", *of)["places"] if place["how"] == "missing"]
        row = self.told("template", "fill", *of, *(word for name in blank for word in ("--leave-blank", name)))
        self.told("document", "save", row["id"], "--output", "out.docx", "--force")
        archive = zipfile.ZipFile(self.folder / "out.docx")
        self.addCleanup(archive.close)
        self.assertIsNone(archive.testzip())
        return archive

    def same_but_filled(self, before: zipfile.ZipFile, after: zipfile.ZipFile) -> None:
        self.assertEqual([(one.filename, one.date_time, one.compress_type) for one in before.infolist()],
                         [(one.filename, one.date_time, one.compress_type) for one in after.infolist()])
        for name in before.namelist():
            was, now = before.read(name), after.read(name)
            if was != now:
                self.assertIn(b"{{", was)
                tree.fromstring(now)
                # Markup without words: a paragraph more or less is all that may be otherwise.
                bare = [re.findall(r"<[^>]*>", re.sub(r"<w:br/>|<w:t[^>]*>[^<]*</w:t>", "", text.decode())) for text in (was, now)]
                self.assertEqual(set(bare[0]), set(bare[1]) | {tag for tag in bare[0] if "w14:paraId" in tag})

    def test_a_sample_is_filled_and_nothing_else_changes(self) -> None:
        after = self.filled("--sample", "records_request.en.docx")
        before = zipfile.ZipFile(program.ROOT / "data" / "templates" / "records_request.en.docx")
        self.addCleanup(before.close)
        self.same_but_filled(before, after)
        words = "\n".join("".join(node.itertext()) for node in tree.fromstring(after.read("word/document.xml")).iter(f"{WORD}p"))
        self.assertIn("About: Alma <Inés> & co Quillfeather, born on 3 May 1998", words)
        self.assertIn(self.matter["number"], words)
        self.assertIn("__________", words)
        self.assertNotIn("{{", words)

    def test_places_in_pieces_boxes_headers_and_notes_are_filled(self) -> None:
        for day, what in (("2031-05-04", "Hearing"), ("2031-05-01", "Interview")):
            self.told("record", "create", "matter_date", "--person", self.person, "--set", f"matter={self.matter['id']}",
                      "--set", f"on={day}", "--set", f"what={what}")
        source = program.ROOT / "fuzz" / "corpus" / "docx" / "letter.docx"
        kept = self.told("document", "add", str(source), "--template")
        after = self.filled(kept["id"])
        before = zipfile.ZipFile(source)
        self.addCleanup(before.close)
        self.same_but_filled(before, after)
        self.assertEqual(after.read("word/styles.xml"), before.read("word/styles.xml"))
        text = after.read("word/document.xml").decode()
        self.assertEqual(text.count("For </w:t>") + text.count("For Puente Legal Aid"), 2)
        paragraphs = ["".join(node.itertext()) for node in tree.fromstring(text).iter(f"{WORD}p")]
        self.assertIn("Dear Alma <Inés> & co & all,", paragraphs)
        at = paragraphs.index("1 May 2031: Interview")
        self.assertEqual(paragraphs[at + 1], "4 May 2031: Hearing")
        self.assertEqual(text.count('w14:paraId="0A1B2C3D"'), 1)
        self.assertIn("Puente Legal Aid", after.read("word/header1.xml").decode())
        self.assertNotIn("{{", after.read("word/footnotes.xml").decode())

    def test_what_is_no_word_document_is_refused_and_nothing_is_made(self) -> None:
        for name, code in (("cut.docx", 2), ("deep.docx", 2), ("coded.docx", 2), ("sheet.xlsx", 2)):
            done = self.run_it("template", "check", str(program.ROOT / "fuzz" / "corpus" / "docx" / name))
            self.assertEqual(done.returncode, code, name + done.stderr)
        self.assertEqual(self.told("document", "list")["documents"], [])


if __name__ == "__main__":
    unittest.main()
