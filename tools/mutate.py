#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Breaks one rule at a time and expects its tests to notice.

    tools/mutate.py --module consent     one module
    tools/mutate.py                      every module that has a list

Reads tools/mutations/MODULE.json: [{"name", "file", "find", "replace"}]. `find` occurs exactly once in the file,
where any run of blanks or line ends is as good as another. For each the change is made, amparo_MODULE_test is built and run, and the file is put back, also when interrupted. A mutation is
killed if the tests fail; one that lives is a rule no test holds; one that does not compile shows nothing and is to be
written anew.

Exit codes: 0 all killed, 1 some live, 2 a list or the unchanged code is wrong, or a mutation
does not compile.
"""
import argparse
import json
import pathlib
import re
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LISTS = ROOT / "tools" / "mutations"
TEST_SECONDS_MAX = 120


def fail(message):
    print(f"mutate: {message}", file=sys.stderr)
    sys.exit(2)


def pattern(mutation):
    return re.compile(r"\s+".join(re.escape(word) for word in mutation["find"].split()))


def build(module, build_dir):
    return subprocess.run(["cmake", "--build", build_dir, "--target", f"amparo_{module}_test"], cwd=ROOT,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test(module, build_dir):
    """The name of the first test that failed, "" if none did."""
    try:
        run = subprocess.run([str(ROOT / build_dir / "bin" / f"amparo_{module}_test"), "--gtest_brief=1",
                              "--gtest_fail_fast"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True, errors="replace", timeout=TEST_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        return "(took too long)"
    if run.returncode == 0:
        return ""
    failed = [line.split()[3].rstrip(",") for line in run.stdout.splitlines() if line.startswith("[  FAILED  ] ")
              and len(line.split()) > 3]
    return failed[0] if failed else f"(ended with {run.returncode})"


def load(module):
    """The module's list, or the end if one of its texts is not found once."""
    mutations = json.loads((LISTS / f"{module}.json").read_text())
    names, wrong = set(), []
    for m in mutations:
        if m["name"] in names:
            fail(f"{module}: two mutations are named '{m['name']}'")
        names.add(m["name"])
        count = len(pattern(m).findall((ROOT / m["file"]).read_text()))
        if count != 1:
            wrong.append(f"{module}: '{m['name']}': its text occurs {count} times in {m['file']}, not once")
    if wrong:
        fail("\n".join(wrong))
    return mutations


def mutate(module, mutation, build_dir):
    """The test that killed it, "" if it lives, None if it does not compile."""
    path = ROOT / mutation["file"]
    original = path.read_text()
    path.write_text(pattern(mutation).sub(lambda _: mutation["replace"], original))
    try:
        if build(module, build_dir).returncode != 0:
            return None
        return test(module, build_dir)
    finally:
        path.write_text(original)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", help="only this one; may be repeated")
    parser.add_argument("--build-dir", default="build/release", help="a configured build tree (default: %(default)s)")
    parser.add_argument("--name", help="only the mutation of this name")
    parser.add_argument("--list", action="store_true", help="check the lists and stop")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # So that `finally` puts the file back.

    modules = options.module or sorted(path.stem for path in LISTS.glob("*.json"))
    lists = {module: load(module) for module in modules}
    alive = broken = total = 0
    for module, mutations in lists.items():
        if options.list:
            print(f"{module}: {len(mutations)} mutations")
            continue
        built = build(module, options.build_dir)
        if built.returncode != 0:
            fail(f"{module} does not build unchanged:\n{built.stdout[-2000:]}")
        if red := test(module, options.build_dir):
            fail(f"{module}: {red} fails unchanged")
        for mutation in mutations:
            if options.name and mutation["name"] != options.name:
                continue
            total += 1
            killer = mutate(module, mutation, options.build_dir)
            word = "BROKEN" if killer is None else "killed" if killer else "ALIVE"
            print(f"{word:6}  {module}: {mutation['name']}  {killer or ''}", flush=True)
            alive += word == "ALIVE"
            broken += word == "BROKEN"
        build(module, options.build_dir)
    if not options.list:
        print(f"{total - alive - broken} of {total} killed, {alive} alive, {broken} do not compile")
    return 2 if broken else 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
