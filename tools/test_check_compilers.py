# SPDX-License-Identifier: AGPL-3.0-or-later
"""check_headers, check_clang and check_emcc: the three that compile."""
import json
import os
import subprocess
import unittest

import check_clang
import check_emcc
import check_headers
import house
from planted import Planted


class Headers(Planted):
    HEADER = "src/a/include/amparo/a/x.hpp"

    def test_a_header_that_needs_another_is_an_error(self):
        self.plant(**{self.HEADER: "#pragma once\nstd::string f();\n"})
        self.assertIn("amparo/a/x.hpp", self.one(check_headers.check(self.root, self.build)))

    def test_one_that_stands_alone_is_fine(self):
        self.plant(**{self.HEADER: "#pragma once\n#include <string>\nstd::string f();\n"})
        self.assertEqual([], check_headers.check(self.root, self.build))

    def test_only_what_changed_is_compiled_again(self):
        self.plant(**{self.HEADER: '#pragma once\n#include "amparo/a/y.hpp"\n', "src/a/include/amparo/a/y.hpp": "#pragma once\n"})
        jobs = check_headers.jobs(self.root, self.build)
        self.assertEqual(([], 2), house.run_stale(jobs))
        self.assertEqual(([], 0), house.run_stale(jobs))
        inner = self.root / "src/a/include/amparo/a/y.hpp"
        os.utime(inner, ns=(inner.stat().st_mtime_ns + 10**10,) * 2)  # What both read is changed later on.
        self.assertEqual(([], 2), house.run_stale(jobs))

    def test_a_failure_is_never_remembered_as_fresh(self):
        self.plant(**{self.HEADER: "#pragma once\nstd::string f();\n"})
        for _ in range(2):
            self.assertEqual(1, len(check_headers.check(self.root, self.build)))


class Clang(Planted):
    def check(self, code: str) -> list[str]:
        self.plant(**{"src/a/a.cpp": code})
        self.plant_commands("src/a/a.cpp")
        return check_clang.check(self.root, self.build)

    def test_what_only_clang_warns_of_is_an_error(self):
        self.assertIn("unused", self.one(self.check("namespace { constexpr int kUnused() { return 1; } }\nstruct S { private: int x; };\n")))

    def test_clean_code_is_fine(self):
        self.assertEqual([], self.check("int f() { return 1; }\n"))

    def test_what_the_sanitizers_build_compiled_is_read_again_only_when_it_changed(self):
        self.check("int f() { return 1; }\n")
        build, source = self.root / "build" / "sanitize", self.root / "src/a/a.cpp"
        command = f"clang++ -std=c++20 -Wall -Wextra -Werror -o a.o -c {source}"
        self.plant(**{"build/sanitize/build.ninja": f"rule cxx\n  command = {command} -MMD -MF a.d\n  deps = gcc\n"
                                                    f"  depfile = a.d\nbuild a.o: cxx {source}\n",
                      "build/sanitize/compile_commands.json": json.dumps(
                          [{"file": str(source), "directory": str(build), "command": command}])})
        subprocess.run(["ninja", "-C", str(build)], check=True, stdout=subprocess.DEVNULL)
        self.assertEqual([], check_clang.jobs(self.root, self.build))
        os.utime(source, ns=(source.stat().st_mtime_ns + 10**10,) * 2)
        self.assertEqual(1, len(check_clang.jobs(self.root, self.build)))


class Emcc(Planted):
    def check(self, code: str, layer: str = "domain") -> list[str]:
        self.plant(**{"src/a/a.cpp": code, "build/release/module_map.txt": f"a|{layer}|||\n"})
        self.plant_commands("src/a/a.cpp")
        return check_emcc.check(self.root, self.build)

    def test_what_libcxx_lacks_is_an_error_below_the_adapters(self):
        code = "#include <algorithm>\n#include <vector>\nvoid f(std::vector<int>& v) { std::ranges::sort(v); }\n"
        self.assertIn("ranges", self.one(self.check(code)))
        self.assertEqual([], self.check(code, "adapter"))

    def test_a_throw_is_an_error(self):
        self.assertIn("exceptions", self.one(self.check("void f() { throw 1; }\n")))

    def test_plain_code_is_fine(self):
        self.assertEqual([], self.check("#include <vector>\nint f(std::vector<int> const& v) { return v.empty() ? 0 : v[0]; }\n"))


if __name__ == "__main__":
    unittest.main()
