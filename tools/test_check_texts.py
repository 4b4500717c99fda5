# SPDX-License-Identifier: AGPL-3.0-or-later
"""check_texts, check_skips and check_format. Planted faults are written in pieces, or the checks would find them here."""
import subprocess
import unittest

import check_format
import check_skips
import check_texts
from planted import Planted

SPDX = "// SPDX-License-Identifier: AGPL-3.0-or-later\n"


class Texts(unittest.TestCase):
    def problem(self, line: str) -> str:
        [p] = check_texts.problems_in("docs/x.md", "fine\n" + line + "\n")
        return p

    def test_a_path_of_one_machine_is_found_with_its_line(self):
        for path in ("/wo" "rk/main/x", "see `/ro" "ot/.cache`", "cd /ho" "me/ana/amparo", '"/tm' 'p/build"'):
            self.assertIn("docs/x.md:2: a path", self.problem(path))

    def test_a_private_host_is_found(self):
        for host in ("registry.inter" "nal", "http://10.1" ".2.3:80", "192.168" ".1.1"):
            self.assertIn("a private host", self.problem(host))

    def test_a_note_for_later_is_found(self):
        self.assertIn("a note for later", self.problem("// TO" "DO(ana): mend"))

    def test_a_source_says_its_licence(self):
        self.assertEqual(["a.cpp: no SPDX line"], check_texts.problems_in("a.cpp", "int f();\n"))
        self.assertEqual(["run: no SPDX line"], check_texts.problems_in("run", "#!/usr/bin/env bash\n"))
        self.assertEqual([], check_texts.problems_in("a.cpp", SPDX))

    def test_what_looks_alike_is_fine(self):
        for line in ("https://example.org/wo" "rk/x", "framework/wo" "rk/x", "$HOME/ho" "me", "127.0.0.1", "version 10.0.1"):
            self.assertEqual([], check_texts.problems_in("docs/x.md", line))

    def test_data_from_elsewhere_is_left_as_it_came(self):
        self.assertEqual([], check_texts.problems_in("data/x.csv", "/ho" "me/x\n"))


class Skips(unittest.TestCase):
    def test_a_test_that_is_off_is_found(self):
        for line in ("GTEST_" "SKIP();", "TEST(A, DIS" "ABLED_B) {", "@unittest.sk" "ip('x')", "it.sk" "ip('x')", "xi" "t('x')"):
            self.assertEqual(1, len(check_skips.problems_in("a", line)), line)

    def test_ordinary_lines_are_fine(self):
        for line in ("TEST(A, B) {", "exit(1)", "sk" "ip(3)", "submit('x')"):
            self.assertEqual([], check_skips.problems_in("a", line), line)

    def test_a_test_that_ends_early_is_found_with_its_line(self):
        for leaves in ("    if (!there()) return;", "    return;", "    if (!there()) {\n        return;\n    }"):
            [p] = check_skips.problems_in("a", "int x;\nTEST_F(A,\n       B) {\n    begin();\n" + leaves + "\n    EXPECT_TRUE(x);\n}\n")
            self.assertEqual("a:5: a test that ends early", p)

    def test_what_a_lambda_or_helper_does_is_its_own_affair(self):
        self.assertEqual([], check_skips.problems_in("a", "void help() {\n    return;\n}\nTEST(A, B) {\n    each([&] {\n        if (x) return;\n    });\n}\n"))

    def test_what_stands_behind_the_end_is_found(self):
        end = "if __name__ == '__main__':\n    unittest.ma" "in()\n"
        self.assertEqual([], check_skips.problems_in("a", "x = 1\n" + end))
        self.assertEqual(["a:4: behind the end of the tests"], check_skips.problems_in("a", "x = 1\n" + end + "\n    def test_it(self):\n"))


class Format(Planted):
    def setUp(self) -> None:
        super().setUp()
        subprocess.run(["git", "init", "-q", str(self.root)], check=True)
        self.plant(**{".clang-format": "BasedOnStyle: Google\n"})

    def test_another_form_is_found_with_its_file(self):
        self.plant(**{"a.cpp": "int   f( ) ;\n", "b.cpp": "int f();\n"})
        self.assertIn("a.cpp", self.one(check_format.check(self.root, self.build)))

    def test_formatted_code_is_fine(self):
        self.plant(**{"b.cpp": "int f();\n"})
        self.assertEqual([], check_format.check(self.root, self.build))

    def test_one_apostrophe_too_many_breaks_a_script_and_is_found(self):
        for name in ("run", ".ci/run"):  # No name says so, the first line does.
            self.plant(**{name: "#!/usr/bin/env bash\nhelp='the program's own'\necho done\n"})
            self.assertIn(f"{name}: line", self.one(check_format.check(self.root, self.build)))
            (self.root / name).unlink()

    def test_a_whole_script_and_what_is_none_are_fine(self):
        self.plant(**{"run": "#!/usr/bin/env bash\necho \"it's\"\n", "a.py": "#!/usr/bin/env python3\n# it's\n", "note": "it's\n"})
        self.assertEqual([], check_format.check(self.root, self.build))


if __name__ == "__main__":
    unittest.main()
