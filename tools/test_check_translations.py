#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check_translations notices what has no translation, what nobody says any more, and holes that differ."""
import unittest

import check_translations

SOURCES = {"src/engine/a.cpp": 'return refused("your role does not hold the part \\"" + part + "\\"", "ask a colleague");\n// "a remark of ours"\n'}
CATALOGUE = {'your role does not hold the part "{}"': 'su función no tiene la parte "{}"', "ask a colleague": "pregunte a alguien"}


class Translations(unittest.TestCase):
    def test_a_whole_catalogue_passes(self) -> None:
        self.assertEqual(check_translations.problems_in(SOURCES, CATALOGUE), [])

    def test_what_is_said_and_not_translated_is_named_with_its_source(self) -> None:
        changed = {"src/engine/a.cpp": SOURCES["src/engine/a.cpp"].replace("ask a colleague", "ask someone else")}
        problems = check_translations.problems_in(changed, CATALOGUE)
        self.assertIn("src/engine/a.cpp: 'ask someone else' is not in data/texts/engine_es.json", problems)
        self.assertIn("data/texts/engine_es.json: nobody says 'ask a colleague' any more", problems)

    def test_holes_are_the_same_in_both_languages(self) -> None:
        changed = {**CATALOGUE, 'your role does not hold the part "{}"': "su función no la tiene"}
        self.assertEqual(len(check_translations.problems_in(SOURCES, changed)), 1)

    def test_texts_in_several_lines_are_one_and_rules_are_not_said(self) -> None:
        text = 'AMPARO_CHECK(ok && "never so far");\nf("one sentence "\n  "on two lines");'
        self.assertEqual(check_translations.sentences(text), {"one sentence on two lines"})


if __name__ == "__main__":
    unittest.main()
