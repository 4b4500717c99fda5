// SPDX-License-Identifier: AGPL-3.0-or-later
// Oracles: the published test tables of scrutiny (test-grim.R, test-grim-map.R, test-debit.R; MIT licence)
// and of GRIM's authors, as facts; smallest totals by brute force over fractions.
#include "amparo/audit/closure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

using namespace amparo::audit;

namespace {

/// "5.30" is 530 at two decimals.
Printed printed(std::string_view text) {
    Printed out;
    bool after_point = false;
    for (char const c : text) {
        if (c == '.') {
            after_point = true;
            continue;
        }
        out.units = out.units * 10 + static_cast<std::uint64_t>(c - '0');
        out.decimals += after_point ? 1 : 0;
    }
    return out;
}

std::vector<Printed> parts(std::initializer_list<char const*> texts) {
    std::vector<Printed> out;
    for (char const* text : texts) out.push_back(printed(text));
    return out;
}

/// "TFT" for first, first + step, …
std::string means(Printed first, std::uint64_t step, std::size_t count, std::uint64_t people,
                  std::uint64_t items) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += can_be_mean({first.units + i * step, first.decimals}, people, items) ? 'T' : 'F';
    return out;
}

struct Grim {
    char const* mean;
    std::uint64_t people;
    bool possible;
};

}  // namespace

TEST(Rounding, R1_R3_EachRuleAtItsEdges) {
    using R = Rounding;
    auto const whole = [](std::uint64_t x, std::uint64_t n, R rule) {
        return percentage(x, n, 0, rule).units;
    };
    EXPECT_EQ(whole(1, 8, R::kHalfUp), 13U);  // 12.5
    EXPECT_EQ(whole(1, 8, R::kHalfEven), 12U);
    EXPECT_EQ(whole(3, 8, R::kHalfEven), 38U);  // 37.5
    EXPECT_EQ(whole(1, 8, R::kDown), 12U);
    EXPECT_EQ(whole(1, 8, R::kUp), 13U);
    EXPECT_EQ(whole(1, 4, R::kUp), 25U) << "nothing is lost, nothing goes up";
    EXPECT_EQ(whole(8, 21, R::kUp), 39U);
    EXPECT_EQ(whole(1, 3, R::kUp), 34U) << "a third of a point is a rest";
    EXPECT_EQ(whole(5, 21, R::kDown), 23U);
    EXPECT_EQ(percentage(5, 21, 2, R::kHalfUp), (Printed{2381, 2}));
    EXPECT_EQ(percentage(kCountMax, kCountMax, kDecimalsMax, R::kHalfUp), (Printed{100'000'000, 6}));
    EXPECT_EQ(percentage(kCountMax - 1, kCountMax, kDecimalsMax, R::kDown), (Printed{99'999'999, 6}));
}

TEST(Rounding, R4_WhichRulesGiveIt) {
    EXPECT_EQ(rules_that_give({24, 0}, 5, 21), kUsual | bit(Rounding::kUp));
    EXPECT_EQ(rules_that_give({23, 0}, 5, 21), bit(Rounding::kDown));
    EXPECT_EQ(rules_that_give({39, 0}, 8, 21), bit(Rounding::kUp));
    EXPECT_EQ(rules_that_give({12, 0}, 1, 8), bit(Rounding::kHalfEven) | bit(Rounding::kDown));
    EXPECT_EQ(rules_that_give({25, 0}, 1, 4), kAllRules);
    EXPECT_EQ(rules_that_give({40, 0}, 8, 21), 0);
}

TEST(Closure, G1_WholePercentagesOf21) {
    constexpr std::uint64_t kRounded[] = {0,  5,  10, 14, 19, 24, 29, 33, 38, 43, 48,
                                          52, 57, 62, 67, 71, 76, 81, 86, 90, 95, 100};
    constexpr std::uint64_t kCut[] = {0,  4,  9,  14, 19, 23, 28, 33, 38, 42, 47,
                                      52, 57, 61, 66, 71, 76, 80, 85, 90, 95, 100};
    for (std::uint64_t p = 0; p <= 100; ++p) {
        bool const rounded = std::find(std::begin(kRounded), std::end(kRounded), p) != std::end(kRounded);
        bool const cut = std::find(std::begin(kCut), std::end(kCut), p) != std::end(kCut);
        EXPECT_EQ(!counts_that_print({p, 0}, 21).empty(), rounded) << p;
        EXPECT_EQ(!counts_that_truncate_to({p, 0}, 21).empty(), cut) << p;
    }
    EXPECT_EQ(counts_that_truncate_to({23, 0}, 21), (Counts{5, 5}));
    EXPECT_TRUE(can_be_percentage(printed("23.8"), 21));
    EXPECT_TRUE(can_be_percentage(printed("23.81"), 21));
    EXPECT_FALSE(can_be_percentage(printed("23.80"), 21)) << "the zero is part of the claim";
}

TEST(Closure, G1_AgreesWithCountingEveryPart) {
    for (std::uint64_t whole = 1; whole <= 130; ++whole) {
        for (std::uint64_t p = 0; p <= 100; ++p) {
            Counts nearest;
            Counts cut;
            for (std::uint64_t x = 0; x <= whole; ++x) {
                bool const tie_or_near =
                    2 * (x * 100 > p * whole ? x * 100 - p * whole : p * whole - x * 100) <= whole;
                if (tie_or_near) nearest = {nearest.empty() ? x : nearest.low, x};
                if (x * 100 / whole == p) cut = {cut.empty() ? x : cut.low, x};
            }
            Counts const got = counts_that_print({p, 0}, whole);
            Counts const got_cut = counts_that_truncate_to({p, 0}, whole);
            EXPECT_EQ(got.empty(), nearest.empty()) << p << " of " << whole;
            if (!got.empty()) {
                EXPECT_EQ(got, nearest);
            }
            EXPECT_EQ(got_cut.empty(), cut.empty()) << p << " of " << whole;
            if (!got_cut.empty()) {
                EXPECT_EQ(got_cut, cut);
            }
        }
    }
}

TEST(Closure, G1_AHundredPercentIsAtMostEverybody) {
    EXPECT_EQ(counts_that_print({100, 0}, 300), (Counts{299, 300})) << "301 of 300 would print so too";
}

TEST(Closure, G3_PublishedGrimSeries) {
    EXPECT_EQ(means(printed("5.19"), 1, 12, 28, 1), "FFTFFFTFFFTF");
    EXPECT_EQ(means(printed("0.150"), 1, 10, 120, 3), "TFFTFFTFTF");
    EXPECT_EQ(means(printed("0.80"), 1, 10, 28, 2), "TFTFTFTTTT");
    std::string percents;
    for (std::uint64_t p = 6; p <= 16; ++p) percents += can_be_percentage({p, 0}, 50) ? 'T' : 'F';
    EXPECT_EQ(percents, "TFTFTFTFTFT");
}

TEST(Closure, G3_PublishedGrimCases) {
    constexpr Grim kMeans[] = {
        {"5.19", 28, false},   {"5.21", 28, true},  {"5.23", 28, false}, {"5.25", 28, true},
        {"5.27", 28, false},   {"5.29", 28, true},  {"5.27", 43, false}, {"7.22", 32, true},
        {"4.74", 25, false},   {"5.23", 29, false}, {"2.57", 24, false}, {"6.77", 27, false},
        {"2.68", 28, true},    {"7.01", 29, false}, {"7.38", 26, true},  {"3.14", 27, false},
        {"6.89", 31, false},   {"5.00", 25, true},  {"0.24", 28, false}, {"11.10", 19, false},
        {"8.97", 28, false},   {"2.61", 28, true},  {"7.26", 28, false}, {"3.64", 28, true},
        {"9.26", 28, false},   {"10.46", 28, true}, {"7.39", 28, true},  {"11.10", 21, true},
        {"1133.98", 28, false}};
    for (Grim const& c : kMeans)
        EXPECT_EQ(can_be_mean(printed(c.mean), c.people), c.possible) << c.mean << " of " << c.people;
    constexpr Grim kPercents[] = {
        {"32.5", 438, false}, {"35.6", 455, true},  {"21.7", 501, false}, {"39.3", 516, true},
        {"67.4", 150, false}, {"54.2", 150, false}, {"54.0", 150, true},  {"69.8", 150, false},
        {"68.1", 150, false}, {"55.4", 150, false}, {"519", 28, false},   {"521", 28, true},
        {"523", 28, false},   {"525", 28, true},    {"527", 28, false},   {"529", 28, true}};
    for (Grim const& c : kPercents)
        EXPECT_EQ(can_be_percentage(printed(c.mean), c.people), c.possible) << c.mean << " of " << c.people;
}

TEST(Closure, G4_CountsExistOrNot) {
    auto const counts = counts_that_close(parts({"67", "19", "10", "5"}), 21);
    ASSERT_TRUE(counts);
    EXPECT_EQ(*counts, (std::vector<std::uint64_t>{14, 4, 2, 1}));
    EXPECT_EQ(*counts_that_close(parts({"62", "24", "14"}), 21), (std::vector<std::uint64_t>{13, 5, 3}));
    EXPECT_FALSE(counts_that_close(parts({"67", "19", "10", "5"}), 20));
    EXPECT_FALSE(counts_that_close(parts({"50", "40"}), 10)) << "one of ten is missing";
    EXPECT_FALSE(counts_that_close(parts({"60", "50"}), 10)) << "one too many";
}

TEST(Closure, G5_SmallestTotals) {
    using P = Parts;
    struct Case {
        std::vector<Printed> parts;
        P how;
        std::uint64_t smallest;
    };
    Case const cases[] = {{parts({"23"}), P::kOfOneWhole, 13},
                          {parts({"24"}), P::kOfOneWhole, 17},
                          {parts({"33", "33"}), P::kOfOneWhole, 3},
                          {parts({"40", "40", "20"}), P::kMakeUpTheWhole, 5},
                          {parts({"17", "83"}), P::kMakeUpTheWhole, 6},
                          {parts({"64", "22", "14"}), P::kMakeUpTheWhole, 36},
                          {parts({"57", "29", "14"}), P::kMakeUpTheWhole, 7},
                          {parts({"62", "24", "14"}), P::kMakeUpTheWhole, 21},
                          {parts({"67", "19", "10", "5"}), P::kMakeUpTheWhole, 21},
                          {parts({"71", "24"}), P::kOfOneWhole, 17},
                          {parts({"23.8", "42.9"}), P::kOfOneWhole, 21}};
    for (Case const& c : cases) {
        auto const all = totals_that_explain(c.parts, c.how, 200);
        ASSERT_FALSE(all.empty());
        EXPECT_EQ(all.front(), c.smallest);
        if (c.how != P::kMakeUpTheWhole) continue;
        for (std::uint64_t const n : all) EXPECT_TRUE(counts_that_close(c.parts, n)) << n;
    }
    EXPECT_TRUE(totals_that_explain(parts({"23"}), P::kOfOneWhole, 12).empty()) << "the limit holds";
    EXPECT_EQ(totals_that_explain(parts({"23"}), P::kOfOneWhole, 13), (std::vector<std::uint64_t>{13}))
        << "and is looked at itself";
}

TEST(Closure, G6_Power) {
    EXPECT_EQ(power(21, 0), (Power{22, 101}));
    EXPECT_EQ(power(7, 0), (Power{8, 101}));
    EXPECT_EQ(power(8, 0), (Power{13, 101})) << "9 counts, of which 4 are ties that print either way";
    EXPECT_EQ(power(100, 0), (Power{101, 101}));
    EXPECT_EQ(power(5000, 0), (Power{101, 101}));
    EXPECT_EQ(power(21, 1), (Power{22, 1001}));
}

TEST(Closure, G6_AgreesWithAskingEachValue) {
    for (std::uint64_t whole = 1; whole <= 130; ++whole) {
        std::uint64_t possible = 0;
        for (std::uint64_t p = 0; p <= 100; ++p) possible += counts_that_print({p, 0}, whole).empty() ? 0 : 1;
        EXPECT_EQ(power(whole, 0).possible, possible) << whole;
    }
}

TEST(Closure, G7_PublishedDebitCases) {
    struct Debit {
        char const* mean;
        char const* deviation;
        bool possible;
    };
    constexpr Debit kCases[] = {{"0.53", "0.50", true},  {"0.44", "0.50", true}, {"0.77", "0.42", true},
                                {"0.19", "0.35", false}, {"0.34", "0.47", true}, {"0.93", "0.25", true},
                                {"0.12", "0.33", true}};
    for (Debit const& c : kCases)
        EXPECT_EQ(can_be_mean_and_deviation(printed(c.mean), printed(c.deviation), 1683), c.possible)
            << c.mean;
}

TEST(Closure, G7_AgreesWithEachCount) {
    for (std::uint64_t n = 2; n <= 40; ++n) {
        for (std::uint64_t m = 0; m <= 100; m += 3) {
            for (std::uint64_t s = 0; s <= 72; s += 3) {
                bool any = false;
                for (std::uint64_t k = 0; k <= n; ++k) {
                    bool const mean_fits = 2 * (k * 100 > m * n ? k * 100 - m * n : m * n - k * 100) <= n;
                    std::uint64_t const value = 4 * 10'000 * k * (n - k);
                    std::uint64_t const pairs = n * (n - 1);
                    std::uint64_t const low = s == 0 ? 0 : (2 * s - 1) * (2 * s - 1) * pairs;
                    any = any || (mean_fits && value >= low && value <= (2 * s + 1) * (2 * s + 1) * pairs);
                }
                EXPECT_EQ(can_be_mean_and_deviation({m, 2}, {s, 2}, n), any) << n << " " << m << " " << s;
            }
        }
    }
}

/// One of 64 has a deviation of exactly 0.125.
TEST(Closure, G2_G7_ATieOfTheDeviationMayHaveGoneEitherWay) {
    for (auto const* deviation : {"0.12", "0.13"})
        EXPECT_TRUE(can_be_mean_and_deviation(printed("0.02"), printed(deviation), 64)) << deviation;
    for (auto const* deviation : {"0.11", "0.14"})
        EXPECT_FALSE(can_be_mean_and_deviation(printed("0.02"), printed(deviation), 64)) << deviation;
    // Of none to three of 64 only one has it; two have 0.175.
    for (auto const* deviation : {"0.12", "0.13"})
        EXPECT_TRUE(can_be_mean_and_deviation(printed("0.0"), printed(deviation), 64)) << deviation;
}

/// Two visits of twenty people print as 0.1 and 0.3; one prints as 0.1 too, and has 0.2 or, with one taken back, 0.4.
TEST(Closure, G8_EverySumThatPrintsIsAsked) {
    EXPECT_TRUE(can_be_integers(printed("0.1"), printed("0.3"), 20));
}

TEST(Closure, G8_WholeNumbersWhoseMeanIsNoneOfThemDiffer) {
    EXPECT_FALSE(can_be_integers(printed("0.5"), printed("0.0"), 8));
    EXPECT_TRUE(can_be_integers(printed("0.5"), printed("0.5"), 8)) << "four of eight: 0.53";
}

TEST(Closure, G8_PublishedGrimmerCases) {
    struct Grimmer {
        char const* mean;
        char const* deviation;
        std::uint64_t people;
        bool possible;
    };
    constexpr Grimmer kCases[] = {
        {"7.22", "5.30", 38, false}, {"4.74", "6.55", 31, true},  {"5.23", "2.55", 35, false},
        {"2.57", "2.57", 30, true},  {"6.77", "2.18", 33, false}, {"2.68", "2.59", 34, true},
        {"7.01", "6.68", 35, false}, {"7.38", "3.65", 32, true},  {"3.14", "5.32", 33, false},
        {"6.89", "4.18", 37, true},  {"5.00", "2.18", 31, true},  {"0.24", "6.43", 34, true}};
    for (Grimmer const& c : kCases)
        EXPECT_EQ(can_be_integers(printed(c.mean), printed(c.deviation), c.people), c.possible)
            << c.mean << " " << c.deviation << " of " << c.people;
}

/// All samples of 2 to 5 people (and of 3 with two items each), one by one.
TEST(Closure, G8_AgreesWithEachSample) {
    auto const of_samples = [](std::uint64_t people, std::uint64_t items, std::uint64_t most) {
        std::vector<std::pair<std::uint64_t, std::uint64_t>> sums;  // Of values and of their squares.
        std::vector<std::uint64_t> sample(people, 0);
        for (;;) {
            std::uint64_t sum = 0;
            std::uint64_t squares = 0;
            for (std::uint64_t const x : sample) {
                sum += x;
                squares += x * x;
            }
            sums.emplace_back(sum, squares);
            std::size_t i = 0;
            while (i < people && sample[i] == most) sample[i++] = 0;
            if (i == people) break;
            ++sample[i];
        }
        std::sort(sums.begin(), sums.end());
        sums.erase(std::unique(sums.begin(), sums.end()), sums.end());
        for (std::uint64_t mean = 0; mean <= 15; ++mean) {
            for (std::uint64_t deviation = 0; deviation <= 12; ++deviation) {
                bool any = false;
                for (auto const& [sum, squares] : sums) {
                    std::uint64_t const n = people * items;
                    std::uint64_t const off = sum * 10 > mean * n ? sum * 10 - mean * n : mean * n - sum * 10;
                    std::uint64_t const value = 400 * (people * squares - sum * sum);
                    std::uint64_t const pairs = items * items * people * (people - 1);
                    std::uint64_t const low =
                        deviation == 0 ? 0 : (2 * deviation - 1) * (2 * deviation - 1) * pairs;
                    any = any || (2 * off <= n && value >= low &&
                                  value <= (2 * deviation + 1) * (2 * deviation + 1) * pairs);
                }
                // More than the samples hold may be possible (larger and smaller values), never less.
                if (any) {
                    EXPECT_TRUE(can_be_integers({mean, 1}, {deviation, 1}, people, items))
                        << mean << " " << deviation << " of " << people << " times " << items;
                }
                // Of two people, sum and sum of squares give the two values.
                if (people == 2 && items == 1 && mean + 2 * deviation < 10 * most) {
                    EXPECT_EQ(can_be_integers({mean, 1}, {deviation, 1}, people, items), any)
                        << mean << " " << deviation;
                }
            }
        }
    };
    for (std::uint64_t people = 2; people <= 5; ++people) of_samples(people, 1, 4);
    of_samples(3, 2, 6);
}
