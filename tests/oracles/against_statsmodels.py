# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our intervals and Fisher's test against those of statsmodels and SciPy, by what statistics_grid prints.
against_statsmodels.py PROGRAM FOLDER, where `./run test` has unpacked both in FOLDER."""

import collections
import subprocess
import sys

sys.path.insert(0, sys.argv[2] + "/usr/lib/python3/dist-packages")
try:
    from scipy.stats import fisher_exact
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
except ImportError as error:
    sys.exit(f"{error}: ./run test brings it")

ONE_SAMPLE = {"wilson": "wilson", "clopper_pearson": "beta", "jeffreys": "jeffreys", "agresti_coull": "agresti_coull"}
TWO_SAMPLES = {"newcombe": ("newcomb", "diff"), "katz": ("log", "ratio")}
# statsmodels has no mid-P interval; R's test has it.
NOT_THERE = {"mid_p"}


def expected(what, confidence, x, n, y, m):
    if what in ONE_SAMPLE:
        low, high = proportion_confint(x, n, alpha=1 - confidence, method=ONE_SAMPLE[what])
        if what == "jeffreys":  # At its ends, Brown, Cai and DasGupta (2001) say 0 and 1; statsmodels doesn't.
            return 0 if x == 0 else low, 1 if x == n else high
        return low, high
    if what in TWO_SAMPLES:
        method, compare = TWO_SAMPLES[what]
        return confint_proportions_2indep(x, n, y, m, method=method, compare=compare, alpha=1 - confidence)
    return (fisher_exact([[x, n - x], [y, m - y]])[1],) * 2


def main(program):
    compared = collections.Counter()
    wrong = 0
    for line in subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines():
        what, confidence, *rest = line.split()
        if what in NOT_THERE:
            continue
        counts, ours = [int(one) for one in rest[:4]], [float(one) for one in rest[4:]]
        theirs = expected(what, float(confidence), *counts)
        compared[what] += 1
        if not all(abs(a - b) <= 1e-9 + 1e-7 * abs(b) for a, b in zip(ours, theirs)):
            wrong += 1
            print(f"{what} of {counts} at {confidence}: ours {ours}, theirs {list(theirs)}")
    print(f"{sum(compared.values())} compared, of {', '.join(sorted(compared))}; {wrong} differ")
    sys.exit(1 if wrong or sum(compared.values()) < 3000 or len(compared) != 7 else 0)


if __name__ == "__main__":
    main(sys.argv[1])
