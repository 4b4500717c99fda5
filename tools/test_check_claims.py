# SPDX-License-Identifier: AGPL-3.0-or-later
import unittest

import check_claims
from planted import Planted

CLAIMS = "| | claim | tests |\n|---|---|---|\n| 1 | It holds | `Vault.T1_Holds` |\n| 2 | It can't | `compile_fail/it` `decoder/all` |\n"
PAGE = "## What is protected\nIt is.\n- It holds,\n  always (claim 1).\n- It can't (claims 1, 2).\n\n## More\n- Anything.\n"
FILES = {"src/vault/test/a_test.cpp": "TEST(Vault,\n     T1_Holds) {}\n", "tests/compile_fail/it.cpp": "",
         "tests/CMakeLists.txt": "add_test(NAME decoder/all\n  COMMAND x)\n"}


class Claims(Planted):
    def check(self, claims: str = CLAIMS, readme: str = PAGE) -> list[str]:
        self.plant(**FILES, **{"docs/security/claims.md": claims, "README.md": readme, "SECURITY.md": PAGE})
        return check_claims.check(self.root, self.build)

    def test_claims_with_tests_are_fine(self):
        self.assertEqual([], self.check())

    def test_a_test_that_is_gone_is_an_error(self):
        for test in ("Vault.T1_Holds", "compile_fail/it", "decoder/all"):
            self.assertIn(test + "x", self.one(self.check(CLAIMS.replace(test, test + "x"))))

    def test_a_claim_without_a_test_is_an_error(self):
        self.assertIn("2 names no test", self.one(self.check(CLAIMS.replace("`compile_fail/it` `decoder/all`", "soon"))))

    def test_a_bullet_without_a_claim_is_an_error(self):
        self.assertIn("README.md: no claim stands behind: It holds, always", self.one(self.check(readme=PAGE.replace(" (claim 1)", ""))))

    def test_a_claim_that_is_not_there_is_an_error(self):
        self.assertIn("no claim 3", self.one(self.check(readme=PAGE.replace("claims 1, 2", "claims 1, 3"))))

    def test_a_page_without_the_section_is_an_error(self):
        self.assertIn("no section", self.one(self.check(readme="# Amparo\n")))

    def test_numbers_run_from_one(self):
        self.assertIn("not numbered", "\n".join(self.check(CLAIMS.replace("| 2 |", "| 4 |"))))

    def test_a_number_that_no_test_carries_is_an_error(self):
        self.assertEqual([], self.check(CLAIMS + "\n| T1 | by number |\n"))
        self.assertIn("no test carries T11", self.one(self.check(CLAIMS + "\n| T1, T11 | by number |\n")))

    def test_by_number_is_by_number_whatever_else_the_row_names(self):
        self.assertIn("T11", self.one(self.check(CLAIMS + "\n| T11 | by number, in `tests/faults/` |\n")))

    def test_a_row_may_name_the_test_that_has_its_number(self):
        self.assertEqual([], self.check(CLAIMS + "\n| T11 | `decoder/all` |\n"))

    def test_a_rule_of_a_module_is_no_number_of_this_table(self):
        self.plant(**{"src/evidence/test/b_test.cpp": "TEST(Table, T11_Adds) {}\n"})
        self.assertIn("no test carries T11", self.one(self.check(CLAIMS + "\n| T11 | by number |\n")))


if __name__ == "__main__":
    unittest.main()
