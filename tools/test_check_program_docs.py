#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check_program_docs notices a page that says something else than the program, and writes it."""
import pathlib
import shutil
import tempfile
import unittest

import check_program_docs
import house

BUILD = house.ROOT / "build" / "release"


class ProgramDocs(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "docs").mkdir()
        for name in ("cli.md", "api.md", "amparo.1"):
            shutil.copy(house.ROOT / "docs" / name, self.root / "docs" / name)

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / "docs" / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def test_pages_as_they_are_written_are_right(self) -> None:
        check_program_docs.check(self.root, BUILD, write=True)
        self.assertEqual(check_program_docs.check(self.root, BUILD), [])

    def test_each_page_that_differs_is_named(self) -> None:
        for name, old in (("cli.md", "### record erase"), ("api.md", "## record.erase"), ("amparo.1", ".SH EXIT STATUS")):
            check_program_docs.check(self.root, BUILD, write=True)
            self.change(name, old, old + "d")
            self.assertEqual([p.split(" ")[0] for p in check_program_docs.check(self.root, BUILD)], [f"docs/{name}"])

    def test_what_people_write_stays(self) -> None:
        self.change("cli.md", "# The command line", "# The line of commands")
        check_program_docs.check(self.root, BUILD, write=True)
        self.assertTrue((self.root / "docs" / "cli.md").read_text(encoding="utf-8").startswith("# The line of commands\n"))

    def test_without_a_program_nothing_passes(self) -> None:
        self.assertEqual(check_program_docs.check(self.root, self.root), ["no program found: build first"])

    def test_schemas_are_put_into_words(self) -> None:
        schema = {"type": "object", "required": ["a"], "properties": {
            "a": {"type": "string", "minLength": 1, "maxLength": 9}, "b": {"type": "array", "maxItems": 4, "items": {"type": "string", "format": "record-id"}},
            "c": {"type": "string", "enum": ["x", "y"]}, "d": {"type": "object", "properties": {"e": {}}}}}
        self.assertEqual(check_program_docs.rows(schema, True),
                         ["| `a` | text, 1 to 9 | required |", "| `b` | list of record-id, at most 4 |  |", "| `c` | `x` \\| `y` |  |",
                          "| `d` | object |  |", "| `d.e` | any |  |"])
        self.assertEqual(check_program_docs.rows(schema, False)[0], "| `a` | text |")


if __name__ == "__main__":
    unittest.main()
