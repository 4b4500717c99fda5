# SPDX-License-Identifier: AGPL-3.0-or-later
import unittest

import check_layers
from planted import Planted

DOORS = "sodium|crypto|sodium.h,sodium/\njson|codec|nlohmann/\n"


class Layers(Planted):
    def check(self, module_map: str, **files: str) -> list[str]:
        self.plant(**files, **{"build/release/module_map.txt": module_map, "build/release/vendor_doors.txt": DOORS})
        return check_layers.check(self.root, self.build)

    def test_a_declared_and_used_edge_is_fine(self):
        self.assertEqual([], self.check("b|domain|||\na|domain|b||\n", **{"src/a/a.cpp": '#include "amparo/b/x.hpp"\n#include <vector>\n'}))

    def test_an_undeclared_include_is_named_with_its_file(self):
        found = self.check("b|domain|||\na|domain|||\n", **{"src/a/a.cpp": '#include "amparo/b/x.hpp"\n'})
        self.assertIn("src/a/a.cpp: includes b", self.one(found))

    def test_a_declared_edge_nobody_uses_is_an_error_too(self):
        self.assertIn("never used", self.one(self.check("b|domain|||\na|domain|b||\n", **{"src/a/a.cpp": ""})))

    def test_an_edge_that_only_the_tests_use_is_not_the_modules(self):
        use = {"src/a/test/a_test.cpp": '#include "amparo/b/x.hpp"\n#include <gtest/gtest.h>\n'}
        self.assertEqual([], self.check("b|domain|||\na|domain|||b\n", **use))
        self.assertEqual(2, len(self.check("b|domain|||\na|domain|b||b\n", **use)))

    def test_a_test_edge_nobody_uses_is_an_error(self):
        self.assertIn("TEST_DEPENDS b", self.one(self.check("b|domain|||\na|domain|||b\n", **{"src/a/a.cpp": ""})))

    def test_third_party_code_outside_its_door_is_refused(self):
        for header in ("sodium.h", "sodium/utils.h"):
            self.assertIn("only crypto may", self.one(self.check("a|domain|||\n", **{"src/a/a.cpp": f"#include <{header}>\n"})))
        self.assertEqual([], self.check("crypto|foundation||sodium|\n", **{"src/crypto/c.cpp": "#include <sodium.h>\n"}))

    def test_third_party_code_without_a_door_is_refused(self):
        self.assertIn("no door", self.one(self.check("a|adapter|||\n", **{"src/a/a.cpp": "#include <boost/any.hpp>\n"})))

    def test_the_operating_system_is_for_adapters(self):
        use = {"src/a/a.cpp": "#include <unistd.h>\n#include <sys/stat.h>\n"}
        self.assertEqual(2, len(self.check("a|engine|||\n", **use)))
        self.assertEqual([], self.check("a|adapter|||\n", **use))


if __name__ == "__main__":
    unittest.main()
