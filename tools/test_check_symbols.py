# SPDX-License-Identifier: AGPL-3.0-or-later
import subprocess
import unittest

import check_symbols
from planted import Planted


class Symbols(Planted):
    def check(self, code: str, layer: str = "domain", name: str = "a") -> list[str]:
        folder = self.build / "src" / name
        self.plant(**{f"build/release/src/{name}/x.cpp": code, "build/release/module_map.txt": f"{name}|{layer}|||\n"})
        subprocess.run(["g++", "-std=c++20", "-O2", "-c", "x.cpp"], cwd=folder, check=True)
        subprocess.run(["ar", "rcs", f"libamparo_{name}.a", "x.o"], cwd=folder, check=True)
        return check_symbols.check(self.root, self.build)

    def test_each_thing_of_the_world_is_named(self):
        for code in ("#include <chrono>\nauto f() { return std::chrono::system_clock::now(); }",
                     "#include <cstdlib>\nauto f() { return std::getenv(\"HOME\"); }",
                     "#include <fstream>\nvoid f() { std::ofstream{\"x\"}; }",
                     "#include <random>\nunsigned f() { return std::random_device{}(); }",
                     "#include <cstdio>\nvoid f(int n) { std::printf(\"%d\", n); }",
                     "#include <iostream>\nvoid f() { std::cout << 1; }",
                     "#include <thread>\nvoid f() { std::thread{[] {}}.join(); }",
                     "#include <sys/socket.h>\nint f() { return socket(1, 1, 1); }"):
            with self.subTest(code=code):
                self.assertIn("a: uses ", "\n".join(self.check(code)))

    def test_the_last_line_of_a_broken_invariant_is_allowed(self):
        self.assertEqual([], self.check("#include <cstdio>\n#include <cstdlib>\nvoid f(int n) { std::fprintf(stderr, \"%d\", n); std::abort(); }"))

    def test_adapters_may(self):
        self.plant(**{"build/release/module_map.txt": ""})
        self.assertIn("build first", self.one(self.check("#include <cstdlib>\nauto f() { return std::getenv(\"HOME\"); }", "adapter")))

    def test_chance_is_the_crypto_modules(self):
        code = "extern \"C\" void randombytes_buf(void*, unsigned long);\nvoid f(char* p) { randombytes_buf(p, 1); }"
        self.assertIn("only crypto may", self.one(self.check(code)))
        self.assertEqual([], self.check(code, "foundation", "crypto"))


if __name__ == "__main__":
    unittest.main()
