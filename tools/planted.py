# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small repository with a planted fault, for the tests of the checks."""
import json
import pathlib
import tempfile
import unittest


class Planted(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.build = self.root / "build" / "release"
        self.build.mkdir(parents=True)

    def plant(self, **files: str) -> None:
        """Keyword `a__b_hpp` cannot say a path, so: plant(**{"src/a/b.hpp": text})."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def plant_commands(self, *sources: str) -> None:
        entries = [{"file": str(self.root / s), "directory": str(self.root), "command": f"ccache g++ -std=c++20 -Wall -Wextra -Werror -c {self.root / s}"}
                   for s in sources]
        (self.build / "compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")

    def one(self, problems: list[str]) -> str:
        self.assertEqual(1, len(problems), problems)
        return problems[0]
