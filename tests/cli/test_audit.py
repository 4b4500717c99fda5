#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A report that is streamed: what the program holds of it does not grow with it."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import program

MIB = 1 << 20
SENTENCE = ("The house was open every night of the winter, and nobody was asked for papers at the door. "
            "38% of the people who came (8 of 21) asked for a bed.\n")
KEPT = 200_000


def audited(size: int, folder: pathlib.Path) -> tuple[dict, int]:
    """The summary, and the most memory the process had, in bytes."""
    report = folder / "report.txt"
    report.write_text(SENTENCE * (size // len(SENTENCE)))
    with open(folder / "out.json", "wb") as out:
        process = subprocess.Popen([program.AMPARO, "audit", str(report), "--json"], stdout=out,
                                   env={"LANG": "C", "PATH": "/usr/bin:/bin", "ASAN_OPTIONS": "quarantine_size_mb=1"})
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    told = json.loads((folder / "out.json").read_text())
    assert process.returncode == 0, told
    return told, used.ru_maxrss * 1024


class Streamed(unittest.TestCase):
    def test_memory_does_not_grow_with_the_report(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            small, least = audited(40 * MIB, pathlib.Path(name))
            large, most = audited(96 * MIB, pathlib.Path(name))
        for told, size in ((small, 40), (large, 96)):
            claims = size * MIB // len(SENTENCE)
            self.assertGreater(claims, KEPT, "both are beyond what is listed")
            self.assertEqual(told["summary"]["claims"], claims)
            self.assertEqual(len(told["claims"]), KEPT)
        self.assertLess(most - least, 16 * MIB, f"{least} bytes of {40 * MIB}, {most} of {96 * MIB}")


if __name__ == "__main__":
    unittest.main()
