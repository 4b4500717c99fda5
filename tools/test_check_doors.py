# SPDX-License-Identifier: AGPL-3.0-or-later
import unittest

import check_doors
from planted import Planted

CALL = "void f(Key const& k) { k.expose_to([](ByteView) {}); }\n"


class Doors(Planted):
    def check(self, listed: str, **files: str) -> list[str]:
        self.plant(**{"docs/security/doors.txt": listed}, **files)
        return check_doors.check(self.root, self.build)

    def test_a_listed_call_with_a_reason_is_fine(self):
        self.assertEqual([], self.check("# why\nsrc/a/a.cpp | expose_to | 1 | signing\n", **{"src/a/a.cpp": CALL}))

    def test_a_new_call_is_an_error(self):
        self.assertIn("expose_to() x1, listed x0", self.one(self.check("", **{"src/a/a.cpp": CALL})))
        self.assertIn("x2, listed x1", self.one(self.check("src/a/a.cpp | expose_to | 1 | signing\n", **{"src/a/a.cpp": CALL * 2})))

    def test_a_listed_call_that_is_gone_is_an_error(self):
        self.assertIn("gone", self.one(self.check("src/a/a.cpp | reveal | 1 | a letter\n", **{"src/a/a.cpp": ""})))

    def test_a_line_without_a_reason_is_an_error(self):
        self.assertIn("doors.txt:1", "\n".join(self.check("src/a/a.cpp | expose_to | 1 | \n", **{"src/a/a.cpp": CALL})))

    def test_definitions_comments_and_tests_are_not_calls(self):
        self.assertEqual([], self.check("", **{"src/a/a.hpp": "template <class U> auto expose_to(U&& u) const;\n// k.expose_to(f)\n",
                                               "src/a/test/a_test.cpp": CALL}))


if __name__ == "__main__":
    unittest.main()
