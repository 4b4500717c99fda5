#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Breaks one rule at a time and expects its tests to notice.

    tools/mutate.py --module consent     one module
    tools/mutate.py                      every module that has a list

Reads tools/mutations/MODULE.json: [{"name", "file", "find", "replace", "tests"}]. `tests`, where a module has many, says
which are run (as --gtest_filter has it). `find` occurs exactly once in the file,
where any run of blanks or line ends is as good as another. For each the change is made, amparo_MODULE_test is built and
run, and the file is put back, also when interrupted. A mutation is killed if the tests fail; one that lives is a rule no
test holds; one that does not compile shows nothing and is to be written anew.

Exit codes: 0 all killed, 1 some live, 2 a list or the unchanged code is wrong, or a mutation
does not compile.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LISTS = ROOT / "tools" / "mutations"
#: Of the processor's time, so that a busy machine kills no mutation; by the clock only what waits for ever.
SECONDS_AT_LEAST, TEST_SECONDS_BY_THE_CLOCK = 60, 600
SLOW_MILLISECONDS = 3000


def fail(message):
    print(f"mutate: {message}", file=sys.stderr)
    sys.exit(2)


def pattern(mutation):
    return re.compile(r"\s+".join(re.escape(word) for word in mutation["find"].split()))


def build(module, build_dir, is_broken=False):
    """Broken code passes by the compiler's cache: a run that was interrupted while it compiled left there, under the
    broken text, what the mended text gives; from then on the mutation seemed to live."""
    return subprocess.run(["cmake", "--build", build_dir, "--target", f"amparo_{module}_test"], cwd=ROOT,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=os.environ | ({"CCACHE_DISABLE": "1"} if is_broken else {}))


def run_tests(module, build_dir, seconds, *options):
    """What the module's tests said, and with what they ended; None if they took too long."""
    try:
        return subprocess.run([str(ROOT / build_dir / "bin" / f"amparo_{module}_test"), *options], cwd=ROOT,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                              timeout=TEST_SECONDS_BY_THE_CLOCK,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)))
    except subprocess.TimeoutExpired:
        return None


def slow_tests(module, build_dir, mutations):
    """Names of tests that take long, and the processor's seconds all may take. Ends if one fails unchanged."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    asked = {m.get("tests", "*") for m in mutations}
    run = run_tests(module, build_dir, resource.RLIM_INFINITY, "--gtest_filter=" + ":".join(sorted(asked)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run is None or run.returncode != 0:
        fail(f"{module} fails unchanged:\n{run.stdout[-2000:] if run else 'it took too long'}")
    times = re.findall(r"^\[       OK \] (\S+?)(?:, where .*)? \((\d+) ms\)$", run.stdout, re.M)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [name for name, ms in times if int(ms) > SLOW_MILLISECONDS], int(SECONDS_AT_LEAST + 3 * seconds)


def test(module, build_dir, tests, slow, seconds):
    """The name of the first test that failed, "" if none did. Of a whole module the slow ones run when no other saw it."""
    quick_ones, slow_ones = ["--gtest_filter=" + tests + "-" + ":".join(slow)], ["--gtest_filter=" + ":".join(slow)]
    if tests != "*":
        quick_ones, slow = ["--gtest_filter=" + tests], []
    for which in [quick_ones, slow_ones] if slow else [quick_ones]:
        run = run_tests(module, build_dir, seconds, "--gtest_brief=1", "--gtest_fail_fast", *which)
        if run is None:
            return "(took too long)"
        if run.returncode != 0:
            failed = [line.split()[3].rstrip(",") for line in run.stdout.splitlines()
                      if line.startswith("[  FAILED  ] ") and len(line.split()) > 3]
            return failed[0] if failed else f"(ended with {run.returncode})"
    return ""


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


def mutate(module, mutation, build_dir, slow, seconds):
    """The test that killed it, "" if it lives, None if it does not compile."""
    path = ROOT / mutation["file"]
    original = path.read_text()
    path.write_text(pattern(mutation).sub(lambda _: mutation["replace"], original))
    try:
        if build(module, build_dir, is_broken=True).returncode != 0:
            return None
        return test(module, build_dir, mutation.get("tests", "*"), slow, seconds)
    finally:
        path.write_text(original)
        build(module, build_dir)


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
        slow, seconds = slow_tests(module, options.build_dir, mutations)
        for mutation in mutations:
            if options.name and mutation["name"] != options.name:
                continue
            total += 1
            killer = mutate(module, mutation, options.build_dir, slow, seconds)
            word = "BROKEN" if killer is None else "killed" if killer else "ALIVE"
            print(f"{word:6}  {module}: {mutation['name']}  {killer or ''}", flush=True)
            alive += word == "ALIVE"
            broken += word == "BROKEN"
    if not options.list:
        print(f"{total - alive - broken} of {total} killed, {alive} alive, {broken} do not compile")
    return 2 if broken else 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
