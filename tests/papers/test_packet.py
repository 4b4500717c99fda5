# SPDX-License-Identifier: AGPL-3.0-or-later
"""A packet's pages by tools that are not ours; and that only what is drawn came along."""
import re
import unittest

import papers

WORD = "Zephyrine"


class Packet(unittest.TestCase):
    def setUp(self) -> None:
        self.vault = papers.Vault()
        self.addCleanup(self.vault.close)

    def test_pages_are_numbered_and_the_table_leads_to_them(self) -> None:
        letter = self.vault.added("letter.pdf", papers.pdf_of({
            1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 /Rotate 90 >>",
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5: papers.stream(b"BT /F1 12 Tf 72 720 Td (A page on its side) Tj ET")}))
        notes = self.vault.added("notes.txt", "Notas de la señora Duarte\n".encode())
        made = self.vault.run("document", "packet", "--exhibit", f"{letter}=Letter", "--exhibit", f"{notes}=Notes of the day",
                              "--title", "Supporting evidence", "--court", "Immigration Court", "--prefix", "IND-")
        pdf = self.vault.content(made["id"])
        pages = papers.text_of(pdf).split("\f")
        self.assertIn("Supporting evidence", pages[0])
        self.assertIn("IND-0003", pages[1])
        self.assertIn("Exhibit B", pages[4])
        self.assertIn("señora Duarte", pages[5])
        for number, page in enumerate(pages[:6], 1):
            self.assertIn(f"IND-{number:04}", page)
        everything = papers.unpacked(pdf)
        self.assertEqual(len(re.findall(rb"/Subtype /Link", everything)), 2)
        self.assertIn(b"/Outlines", everything)

    def test_only_what_is_drawn_comes_along(self) -> None:
        for file in (papers.full_of(WORD), papers.full_of(WORD, layers=b"")):
            document = self.vault.added("letter.pdf", file)
            made = self.vault.run("document", "packet", "--exhibit", f"{document}=Letter", "--title", "One")
            pdf = self.vault.content(made["id"])
            everything = papers.unpacked(pdf)
            for trace in (b"/EmbeddedFile", b"/AcroForm", b"/PieceInfo", b"An attachment", b"xmpmeta", b"/Info",
                          WORD.encode() + b" said", b"About " + WORD.encode()):
                self.assertNotIn(trace, everything)
            self.assertIn(WORD, papers.text_of(pdf))


if __name__ == "__main__":
    unittest.main()
