#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The manual page, read by whatever reads manual pages here."""
import shutil
import subprocess
import unittest

import program


class Manual(unittest.TestCase):
    def test_man_reads_it_without_a_warning(self) -> None:
        readers = [["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"], ["mandoc", "-T", "lint", "-W", "warning"],
                   ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", "-"]]
        for language in ("en", "es"):
            page = program.output("manual", "--language", language)
            for reader in readers:
                if shutil.which(reader[0]):
                    done = subprocess.run(reader, input=page, capture_output=True, text=True, check=False,
                                          env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "MANROFFSEQ": ""})
                    self.assertEqual((done.returncode, done.stderr), (0, ""), reader[0])

    def test_it_has_its_sections_in_each_language(self) -> None:
        for language, sections in (("en", ("NAME", "SYNOPSIS", "EXIT STATUS", "ENVIRONMENT")),
                                   ("es", ("NOMBRE", "SINOPSIS", "CÓDIGOS DE SALIDA", "ENTORNO"))):
            page = program.output("manual", "--language", language)
            for section in sections:
                self.assertIn(f"\n.SH {section}\n", page)


if __name__ == "__main__":
    unittest.main()
