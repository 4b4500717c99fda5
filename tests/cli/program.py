# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the tests find the program: AMPARO_BIN, or build/release/bin."""
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
AMPARO = str(pathlib.Path(os.environ.get("AMPARO_BIN", ROOT / "build" / "release" / "bin")).resolve() / "amparo")


def output(*arguments: str, **environment: str) -> str:
    return subprocess.run([AMPARO, *arguments], capture_output=True, text=True, check=True,
                          env={"LANG": "C", "PATH": "/usr/bin:/bin", **environment}).stdout
