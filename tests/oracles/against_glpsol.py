#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The attacker's bounds against glpsol's on the same tables, written anew from their counts and sums.

    against_glpsol.py PROGRAM    PROGRAM prints the tables, the hidden cells and the bounds found (attacker_bounds.cpp)
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile

TOLERANCE = 1e-6


def program(table, hidden, cell, sense):
    """The linear program in CPLEX LP format: of each sum what is published, of each hidden cell that it is not negative."""
    lines = [sense, f" bound: x{cell}", "Subject To"]
    for number, relation in enumerate(table["relations"]):
        terms, known = [], 0
        for sign, part in [(-1, relation["total"])] + [(1, part) for part in relation["parts"]]:
            if part in hidden:
                terms.append(f"{'+' if sign > 0 else '-'} x{part}")
            else:
                known += sign * table["counts"][part]
        if terms:
            lines.append(f" r{number}: {' '.join(terms)} = {-known}")
    lines += ["Bounds"] + [f" x{one} >= 0" for one in sorted(hidden)] + ["End", ""]
    return "\n".join(lines)


def solve(text, folder):
    source, answer = folder / "program.lp", folder / "answer.txt"
    source.write_text(text)
    run = subprocess.run(["glpsol", "--lp", str(source), "-w", str(answer)], stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True)
    if "UNBOUNDED" in run.stdout or "UNBOUNDED DUAL" in run.stdout or "NO DUAL FEASIBLE" in run.stdout:
        return math.inf
    for line in answer.read_text().splitlines():
        # s bas ROWS COLUMNS f f OBJECTIVE
        if line.startswith("s bas"):
            return float(line.split()[-1])
    sys.exit("glpsol gave no answer:\n" + run.stdout)


def main():
    tables = json.loads(subprocess.run([sys.argv[1]], stdout=subprocess.PIPE, check=True, text=True).stdout)
    asked, wrong = 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for table in tables:
            hidden = {one["cell"] for one in table["found"]}
            for one in table["found"]:
                least = math.ceil(solve(program(table, hidden, one["cell"], "Minimize"), folder) - TOLERANCE)
                most = math.floor(solve(program(table, hidden, one["cell"], "Maximize"), folder) + TOLERANCE)
                asked += 1
                if (least, most) != (one["least"], one["most"]):
                    wrong += 1
                    print(f"cell {one['cell']}: glpsol {least} to {most}, the attacker {one['least']} to {one['most']}")
    print(f"{asked} bounds asked, {wrong} differ")
    return 1 if wrong or asked < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
