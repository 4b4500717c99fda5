// SPDX-License-Identifier: AGPL-3.0-or-later
// Our intervals and tests on a grid of counts, one a line, for against_r.R and against_statsmodels.py: what, confidence,
// counts, low, high.
#include "amparo/statistics/proportion.hpp"

#include <cstdio>
#include <string>

using namespace amparo::statistics;

namespace {

constexpr double kConfidences[] = {0.9, 0.95, 0.99};
constexpr std::uint64_t kWholes[] = {1, 2, 5, 10, 21, 60, 263, 1'000, 20'000};
constexpr double kShares[] = {0, 0.02, 0.1, 0.25, 0.5, 0.62, 0.9, 1};

void print(char const* what, double confidence, Counts a, Counts b, double low, double high) {
    std::printf("%s %.17g %llu %llu %llu %llu %.17g %.17g\n", what, confidence,
                static_cast<unsigned long long>(a.seen), static_cast<unsigned long long>(a.of),
                static_cast<unsigned long long>(b.seen), static_cast<unsigned long long>(b.of), low, high);
}

template <class Each>
void for_each_counts(Each const& each) {
    for (std::uint64_t const of : kWholes) {
        std::uint64_t last = of + 1;
        for (double const share : kShares) {
            auto const seen = static_cast<std::uint64_t>(share * static_cast<double>(of) + 0.5);
            if (seen != last) each(Counts{seen, of});
            last = seen;
        }
    }
}

void print_two(Counts a, Counts b) {
    for (double const confidence : kConfidences) {
        if (auto const found = difference(a, b, confidence); found)
            print("newcombe", confidence, a, b, found->low, found->high);
        if (auto const found = ratio(a, b, confidence); found)
            print("katz", confidence, a, b, found->low, found->high);
    }
    if (auto const p = fisher_exact(a, b); p) print("fisher", 0, a, b, *p, *p);
}

}  // namespace

int main() {
    for_each_counts([](Counts counts) {
        for (double const confidence : kConfidences)
            for (Method const method : kAllMethods)
                if (auto const found = interval(counts, method, confidence); found)
                    print(std::string{name(method)}.c_str(), confidence, counts, {}, found->low, found->high);
    });
    for_each_counts([](Counts a) {
        for_each_counts([a](Counts b) {
            // Every pair of small samples, and of a large one the next.
            if (a.of * b.of <= 20'000 || a.of == b.of) print_two(a, b);
        });
    });
    return 0;
}
