# SPDX-License-Identifier: AGPL-3.0-or-later
import json

import check_mutations
from planted import Planted

GOOD = {"name": "V1 nobody looks", "file": "src/vault/a.cpp", "find": "if (x)  return;", "replace": ""}


class Mutations(Planted):
    def check(self, *mutations: dict[str, str], module: str = "vault") -> list[str]:
        self.plant(**{"src/vault/a.cpp": "void f() {\n    if (x)\n        return;\n    g(); g();\n}\n",
                      "build/release/module_map.txt": "vault|engine|base||\n",
                      f"tools/mutations/{module}.json": json.dumps(mutations)})
        return check_mutations.check(self.root, self.build)

    def test_what_fits_is_fine_however_its_lines_are_broken(self):
        self.assertEqual([], self.check(GOOD))

    def test_a_text_that_drifted_is_found(self):
        self.assertIn("occurs 0 times", self.one(self.check(GOOD | {"find": "if (y) return;"})))

    def test_a_text_that_stands_twice_is_found(self):
        self.assertIn("occurs 2 times", self.one(self.check(GOOD | {"find": "g();"})))

    def test_a_file_that_is_gone_is_found(self):
        self.assertIn("there is no src/vault/b.cpp", self.one(self.check(GOOD | {"file": "src/vault/b.cpp"})))

    def test_a_change_that_is_none_is_found(self):
        self.assertIn("changes nothing", self.one(self.check(GOOD | {"replace": "if (x) return;"})))

    def test_two_of_one_name_are_found(self):
        self.assertIn("two have this name", self.one(self.check(GOOD, GOOD)))

    def test_a_key_that_is_missing_is_found(self):
        self.assertIn("has not the keys", self.one(self.check({"name": "x"})))

    def test_a_list_of_no_module_is_found(self):
        self.assertIn("no module cellar", self.one(self.check(GOOD, module="cellar")))
