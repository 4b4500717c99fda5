// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/statistics/proportion.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

namespace amparo::statistics {
namespace {

// Newcombe 1998a, Table I, and the same methods recomputed in R (binom, binom.test, qbeta, uniroot), 95 %, 4 places.
// Limits of Agresti-Coull outside [0, 1] are cut (I7); of Jeffreys where none or all were seen, the end is I2's and the
// other limit R's qbeta.
struct Row {
    Counts counts;
    std::array<Interval, 5> limits;  // As kAllMethods.
};
Row const kTable[] = {
    {{81, 263}, {{{.2553, .3662}, {.2527, .3676}, {.2545, .3656}, {.2552, .3663}, {.2544, .3658}}}},
    {{15, 148}, {{{.0624, .1605}, {.0578, .1617}, {.0604, .1576}, {.0614, .1615}, {.0601, .1581}}}},
    {{0, 20}, {{{0, .1611}, {0, .1684}, {0, .1166}, {0, .1898}, {0, .1391}}}},
    {{1, 29}, {{{.0061, .1718}, {.0009, .1776}, {.0037, .1501}, {0, .1863}, {.0017, .1585}}}},
    {{5, 21}, {{{.1063, .4509}, {.0822, .4717}, {.0972, .4457}, {.1023, .4549}, {.0929, .4515}}}},
    {{0, 21}, {{{0, .1546}, {0, .1611}, {0, .1115}, {0, .1824}, {0, .1329}}}},
    {{1, 21}, {{{.0085, .2267}, {.0012, .2382}, {.0052, .2018}, {0, .2442}, {.0024, .2132}}}},
    {{10, 21}, {{{.2834, .6763}, {.2571, .7022}, {.2773, .6812}, {.2834, .6763}, {.2729, .6857}}}},
    {{21, 21}, {{{.8454, 1}, {.8389, 1}, {.8885, 1}, {.8176, 1}, {.8671, 1}}}},
    {{15, 59}, {{{.1606, .3780}, {.1498, .3844}, {.1567, .3752}, {.1596, .3789}, {.1556, .3765}}}},
    {{23, 60}, {{{.2709, .5098}, {.2607, .5179}, {.2681, .5095}, {.2707, .5100}, {.2671, .5105}}}},
};

TEST(Proportion, I4_I5_I6_I7_ThePublishedTable) {
    for (Row const& row : kTable) {
        for (std::size_t i = 0; i < row.limits.size(); ++i) {
            auto const got = interval(row.counts, kAllMethods[i]);
            ASSERT_TRUE(got);
            SCOPED_TRACE(std::to_string(row.counts.seen) + " of " + std::to_string(row.counts.of) + " " +
                         std::string{name(kAllMethods[i])});
            EXPECT_NEAR(got->low, row.limits[i].low, 5.001e-5);
            EXPECT_NEAR(got->high, row.limits[i].high, 5.001e-5);
        }
    }
}

TEST(Proportion, I11_WaldOfThePublishedTable) {
    constexpr std::array<Interval, 11> kLimits{{{.2522, .3638},
                                                {.0527, .1500},
                                                {0, 0},
                                                {0, .1009},
                                                {.0559, .4203},
                                                {0, 0},
                                                {0, .1387},
                                                {.2626, .6898},
                                                {1, 1},
                                                {.1431, .3653},
                                                {.2603, .5064}}};
    for (std::size_t i = 0; i < kLimits.size(); ++i) {
        auto const got = wald(kTable[i].counts);
        ASSERT_TRUE(got);
        EXPECT_NEAR(got->low, kLimits[i].low, 5.001e-5) << i;
        EXPECT_NEAR(got->high, kLimits[i].high, 5.001e-5) << i;
    }
    EXPECT_FALSE(wald({0, 0}));
}

TEST(Proportion, I4_I5_I6_FurtherDigits) {
    auto const wilson = interval({5, 21}).value();
    EXPECT_NEAR(wilson.low, .106280130226, 1e-12);
    EXPECT_NEAR(wilson.high, .450911736830, 1e-12);
    auto const exact = interval({5, 21}, Method::kClopperPearson).value();
    EXPECT_NEAR(exact.low, .082175875593, 1e-12);
    EXPECT_NEAR(exact.high, .471659827655, 1e-12);
    auto const jeffreys = interval({5, 21}, Method::kJeffreys).value();
    EXPECT_NEAR(jeffreys.low, .0971633529367, 1e-12);
    EXPECT_NEAR(jeffreys.high, .4457034063604, 1e-12);
    auto const half = interval({19, 38}).value();
    EXPECT_NEAR(half.low, .348499283643951, 1e-14);
    EXPECT_NEAR(half.high, .651500716356049, 1e-14);
    auto const conover = interval({5, 25}, Method::kClopperPearson).value();
    EXPECT_NEAR(conover.low, .068, 5e-4);
    EXPECT_NEAR(conover.high, .407, 5e-4);
    auto const of_r = interval({18, 20}, Method::kClopperPearson).value();  // binom.test(18, 20)
    EXPECT_NEAR(of_r.low, .683017285980918, 1e-12);
    EXPECT_NEAR(of_r.high, .987651472829705, 1e-12);
}

TEST(Proportion, I1_I2_I3_ForEveryCountUpToSixtyAndSomeLargeOnes) {
    auto const check = [](Counts counts) {
        for (Method const method : kAllMethods) {
            for (double const confidence : {0.5, 0.9, 0.95, 0.999}) {
                Interval const at = interval(counts, method, confidence).value();
                Interval const mirrored =
                    interval({counts.of - counts.seen, counts.of}, method, confidence).value();
                SCOPED_TRACE(std::to_string(counts.seen) + " of " + std::to_string(counts.of) + " " +
                             std::string{name(method)});
                ASSERT_TRUE(0 <= at.low && at.low <= at.high && at.high <= 1);
                double const p = static_cast<double>(counts.seen) / static_cast<double>(counts.of);
                if (method != Method::kJeffreys && method != Method::kAgrestiCoull) {
                    ASSERT_TRUE(at.low <= p + 1e-12 && p <= at.high + 1e-12);
                }
                ASSERT_EQ(at.low == 0, counts.seen == 0 || (method == Method::kAgrestiCoull && at.low == 0));
                ASSERT_EQ(at.high == 1,
                          counts.seen == counts.of || (method == Method::kAgrestiCoull && at.high == 1));
                ASSERT_NEAR(at.low, 1 - mirrored.high, 1e-9);
                ASSERT_NEAR(at.high, 1 - mirrored.low, 1e-9);
            }
        }
    };
    for (std::uint64_t of = 1; of <= 60; ++of)
        for (std::uint64_t seen = 0; seen <= of; ++seen) check({seen, of});
    for (std::uint64_t const of : {1'000ULL, 1'000'000ULL})
        for (std::uint64_t const seen : {std::uint64_t{0}, std::uint64_t{1}, of / 3, of - 1, of})
            check({seen, of});
}

TEST(Proportion, I1_WithNoCaseThereIsNone) {
    for (Method const method : kAllMethods) EXPECT_FALSE(interval({0, 0}, method));
    EXPECT_FALSE(difference({0, 0}, {1, 2}));
    EXPECT_FALSE(ratio({0, 0}, {1, 2}));
}

/// The probability that the interval of a binomial count covers p.
double coverage(std::uint64_t of, double p, Method method) {
    double sum = 0;
    for (std::uint64_t seen = 0; seen <= of; ++seen) {
        Interval const at = interval({seen, of}, method).value();
        if (p < at.low || at.high < p) continue;
        double const n = static_cast<double>(of);
        double const x = static_cast<double>(seen);
        sum += std::exp(std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1) + x * std::log(p) +
                        (n - x) * std::log(1 - p));
    }
    return sum;
}

TEST(Proportion, I5_ClopperPearsonNeverCoversLessAndMidPDoesSoOnAverage) {
    for (std::uint64_t const of : {5U, 21U, 52U}) {
        double mid_p = 0;
        double exact = 0;
        for (int i = 1; i < 200; ++i) {
            double const covered = coverage(of, i / 200.0, Method::kClopperPearson);
            ASSERT_GE(covered, 0.95 - 1e-9) << i << " of " << of;
            exact += covered / 199;
            mid_p += coverage(of, i / 200.0, Method::kMidP) / 199;
        }
        EXPECT_GT(mid_p, 0.95);
        EXPECT_LT(mid_p, exact - 0.005);
    }
}

TEST(Proportion, I8_NewcombesDifferencesOfProportions) {
    struct Pair {
        Counts a, b;
        Interval limits;
    };
    // Newcombe 1998b, Table II, method 10.
    for (Pair const& pair : std::initializer_list<Pair>{{{56, 70}, {48, 80}, {.0524, .3339}},
                                                        {{9, 10}, {3, 10}, {.1705, .8090}},
                                                        {{6, 7}, {2, 7}, {.0582, .8062}},
                                                        {{5, 56}, {0, 29}, {-.0381, .1926}},
                                                        {{0, 10}, {0, 20}, {-.1611, .2775}},
                                                        {{0, 10}, {0, 10}, {-.2775, .2775}},
                                                        {{10, 10}, {0, 20}, {.6791, 1}},
                                                        {{10, 10}, {0, 10}, {.6075, 1}}}) {
        auto const got = difference(pair.a, pair.b).value();
        EXPECT_NEAR(got.low, pair.limits.low, 5.001e-5) << pair.a.seen << " of " << pair.a.of;
        EXPECT_NEAR(got.high, pair.limits.high, 5.001e-5) << pair.a.seen << " of " << pair.a.of;
        auto const turned = difference(pair.b, pair.a).value();
        EXPECT_NEAR(turned.low, -got.high, 1e-12);
        EXPECT_NEAR(turned.high, -got.low, 1e-12);
    }
}

TEST(Proportion, I9_KatzRatio) {
    // By hand: ln(.8/.6) = .287682, its error sqrt(1/56 - 1/70 + 1/48 - 1/80) = .109109.
    auto const got = ratio({56, 70}, {48, 80}).value();
    EXPECT_NEAR(got.low, std::exp(.2876820725 - 1.9599639845 * .1091089451), 1e-9);
    EXPECT_NEAR(got.high, std::exp(.2876820725 + 1.9599639845 * .1091089451), 1e-9);
    EXPECT_FALSE(ratio({0, 10}, {3, 10}));
    EXPECT_FALSE(ratio({3, 10}, {0, 10}));
    EXPECT_FALSE(ratio({10, 10}, {4, 4}));
    EXPECT_TRUE(ratio({10, 10}, {3, 4}));
}

/// By hand, z = 1.6448536270 leaves 5% on either side.
TEST(Proportion, I8_I9_I11_WhatComparesTwoIsOfTheLevelThatIsAskedToo) {
    auto const katz = ratio({56, 70}, {48, 80}, 0.9).value();
    EXPECT_NEAR(katz.low, std::exp(.2876820725 - 1.6448536270 * .1091089451), 1e-9);
    EXPECT_NEAR(katz.high, std::exp(.2876820725 + 1.6448536270 * .1091089451), 1e-9);
    auto const normal = wald({10, 20}, 0.9).value();
    EXPECT_NEAR(normal.low, .5 - 1.6448536270 * std::sqrt(.25 / 20), 1e-9);
    EXPECT_NEAR(normal.high, .5 + 1.6448536270 * std::sqrt(.25 / 20), 1e-9);
    auto const more = difference({56, 70}, {48, 80}, 0.9).value();
    auto const less = difference({48, 80}, {56, 70}, 0.9).value();
    EXPECT_NEAR(more.low, -less.high, 1e-12) << "whichever of the two is named first";
    EXPECT_NEAR(more.high, -less.low, 1e-12);
    auto const usual = difference({56, 70}, {48, 80}).value();
    EXPECT_TRUE(usual.low < more.low && more.high < usual.high);
}

TEST(Proportion, I10_FishersExactTest) {
    // Fisher 1935, the lady tasting tea: 3 of 4 and 1 of 4 right; R's fisher.test gives 0.4857143 (34/70).
    EXPECT_NEAR(fisher_exact({3, 4}, {1, 4}).value(), 34.0 / 70, 1e-12);
    EXPECT_NEAR(fisher_exact({4, 4}, {0, 4}).value(), 2.0 / 70, 1e-12);
    // Fisher's twins (1935): convictions of 10 of 13 and 2 of 17; R gives 0.0005367.
    EXPECT_NEAR(fisher_exact({10, 13}, {2, 17}).value(), 0.0005367241, 1e-9);
    // 50 of 210 tables are as this one; the other 50 and the two times 5 are no likelier, the 100 are.
    EXPECT_NEAR(fisher_exact({2, 5}, {4, 5}).value(), 110.0 / 210, 1e-12);
    EXPECT_EQ(fisher_exact({0, 0}, {1, 2}), 1);
    EXPECT_EQ(fisher_exact({5, 10}, {5, 10}), 1);
    EXPECT_FALSE(fisher_exact({1, kFisherMax}, {0, 1}));
    EXPECT_LT(fisher_exact({1'000, 500'000}, {1'500, 500'000}).value(), 1e-20);
}

TEST(Proportion, MethodsHaveNames) {
    for (Method const method : kAllMethods) EXPECT_EQ(method_named(name(method)), method);
    EXPECT_FALSE(method_named("wald"));
}

}  // namespace
}  // namespace amparo::statistics
