# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was redacted is nowhere in the file, by tools that are not ours; and the same search finds it in a file that is only
covered."""
import unittest

import papers

WORD = "Zephyrine"


class Redaction(unittest.TestCase):
    def setUp(self) -> None:
        self.vault = papers.Vault()
        self.addCleanup(self.vault.close)

    def test_the_word_is_in_no_place_of_the_file(self) -> None:
        document = self.vault.added("letter.pdf", papers.full_of(WORD))
        made = self.vault.run("document", "redact", document, "--phrase", WORD, "--reason", "third_party")
        pdf = self.vault.content(made["id"])
        self.assertFalse(papers.holds(pdf, WORD))
        self.assertEqual(papers.text_of(pdf).split(), ["Letter", "for", "today"])
        for trace in (b"/Info", b"/Metadata", b"/Annots", b"/AcroForm", b"/EmbeddedFile", b"/OCProperties", b"/PieceInfo"):
            self.assertNotIn(trace, papers.unpacked(pdf))
        # It stands 72 points from the left and below 72 from above.
        width, _, grey = papers.pixels_of(pdf)
        bar = [grey[y * width + x] for y in range(88, 98) for x in range(175, 225)]
        self.assertGreater(sum(value < 40 for value in bar), len(bar) * 0.6, "a bar, but for its label")
        # The original is whole.
        self.assertEqual(self.vault.content(document), papers.full_of(WORD))

    def test_the_search_finds_what_is_only_covered(self) -> None:
        covered = papers.full_of(WORD, cover=b"0 g 60 500 400 240 re f\n")
        self.assertTrue(papers.holds(covered, WORD))
        self.assertIn(WORD, papers.text_of(covered))

    def test_the_search_finds_what_is_not_marked(self) -> None:
        document = self.vault.added("letter.pdf", papers.full_of(WORD))
        made = self.vault.run("document", "redact", document, "--phrase", "today")
        self.assertTrue(papers.holds(self.vault.content(made["id"]), WORD))

    def test_a_hit_is_shown_before_anything_is_made(self) -> None:
        document = self.vault.added("letter.pdf", papers.full_of(WORD))
        shown = self.vault.run("document", "marks", document, "--phrase", WORD, "--phrase", "absent")
        self.assertEqual(shown["hits"][0]["before"], "Letter for")
        self.assertEqual(shown["missing"], [{"mark": 1, "inside_others": 0}])
        self.assertEqual(len(self.vault.run("document", "list")["documents"]), 1)

    def test_what_can_not_be_read_is_refused(self) -> None:
        for name, content in (("broken.pdf", b"%PDF-1.4\nnothing\n"), ("other.docx", b"PK\x03\x04and so on"),
                              ("cut.png", b"\x89PNG\r\n\x1a\n")):
            document = self.vault.added(name, content)
            done = self.vault.command("document", "redact", document, "--area", "1:0,0,100,100")
            self.assertEqual(done.returncode, 1, name + done.stderr)
        self.assertEqual(len(self.vault.run("document", "list")["documents"]), 3)
        self.assertEqual(self.vault.run("document", "verify")["left_over"], [])


if __name__ == "__main__":
    unittest.main()
