# SPDX-License-Identifier: AGPL-3.0-or-later
import unittest

import check_code_map
from planted import Planted

MAP = "base|foundation|||\nmodel|domain|base||\n"
GOOD = ("| `base` | foundation | – | ids | t | s |\n| `model` | domain | base | nouns | t | s |\n"
        "| `planned` | – | – | later | – | – |\n")


class CodeMap(Planted):
    def check(self, text: str, write: bool = False) -> list[str]:
        self.plant(**{"docs/code_map.md": text, "build/release/module_map.txt": MAP},
                   **{f"src/{m}/CMakeLists.txt": "" for m in ("base", "model", "planned")})
        return check_code_map.check(self.root, self.build, write)

    def test_rows_that_say_what_cmake_says_are_fine(self):
        self.assertEqual([], self.check(GOOD))

    def test_a_folder_without_a_row_is_an_error(self):
        self.assertIn("src/base has no row", self.one(self.check(GOOD.split("\n", 1)[1])))

    def test_a_row_without_a_folder_is_an_error(self):
        self.assertIn("`gone`", self.one(self.check(GOOD + "| `gone` | domain | – | x | t | s |\n")))

    def test_another_layer_or_arrow_is_an_error(self):
        self.assertIn("CMake says foundation", self.one(self.check(GOOD.replace("foundation", "domain"))))
        self.assertIn("CMake says domain | base", self.one(self.check(GOOD.replace("domain | base", "domain | –"))))

    def test_two_rows_for_one_folder_are_an_error(self):
        self.assertIn("two rows", self.one(self.check(GOOD + GOOD.split("\n")[0] + "\n")))

    def test_writing_mends_layers_and_arrows_and_keeps_the_prose(self):
        self.assertEqual([], self.check(GOOD.replace("domain | base", "– | –"), write=True))
        self.assertEqual(GOOD, (self.root / "docs/code_map.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
