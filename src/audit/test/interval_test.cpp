// SPDX-License-Identifier: AGPL-3.0-or-later
// Oracle: Newcombe 1998a, Table I, and the same methods recomputed in R, as printed to four places.
#include "amparo/audit/interval.hpp"

#include "amparo/audit/closure.hpp"
#include "amparo/statistics/proportion.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

using namespace amparo;
using namespace amparo::audit;

namespace {

using M = IntervalMethod;

struct Row {
    std::uint64_t part;
    std::uint64_t whole;
    std::array<std::array<std::uint64_t, 2>, 6> ends;  // In hundredths of a per cent, as kAllIntervalMethods.
};
constexpr Row kTable[] = {
    {81, 263, {{{2553, 3662}, {2527, 3676}, {2545, 3656}, {2552, 3663}, {2544, 3658}, {2522, 3638}}}},
    {15, 148, {{{624, 1605}, {578, 1617}, {604, 1576}, {614, 1615}, {601, 1581}, {527, 1500}}}},
    {5, 21, {{{1063, 4509}, {822, 4717}, {972, 4457}, {1023, 4549}, {929, 4515}, {559, 4203}}}},
    {10, 21, {{{2834, 6763}, {2571, 7022}, {2773, 6812}, {2834, 6763}, {2729, 6857}, {2626, 6898}}}},
    {15, 59, {{{1606, 3780}, {1498, 3844}, {1567, 3752}, {1596, 3789}, {1556, 3765}, {1431, 3653}}}},
    {23, 60, {{{2709, 5098}, {2607, 5179}, {2681, 5095}, {2707, 5100}, {2671, 5105}, {2603, 5064}}}},
};

std::string said(std::vector<Reproduction> const& all) {
    std::string out;
    for (Reproduction const& one : all)
        out += (out.empty() ? "" : ", ") + std::string{name(one.method)} + " " + std::to_string(one.part) +
               "/" + std::to_string(one.whole);
    return out;
}

bool holds(std::vector<Reproduction> const& all, Reproduction const& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

TEST(Interval, H1_H3_ThePublishedTableIsRecognised) {
    for (Row const& row : kTable) {
        for (std::size_t m = 0; m < row.ends.size(); ++m) {
            PrintedInterval const printed{{row.ends[m][0], 2}, {row.ends[m][1], 2}, {}, {}, {}, 0.95};
            auto const all = reproductions(printed, row.whole + 7);
            EXPECT_TRUE(holds(all, {kAllIntervalMethods[m], row.part, row.whole}))
                << name(kAllIntervalMethods[m]) << " " << row.part << "/" << row.whole << ": " << said(all);
        }
    }
    EXPECT_EQ(said(reproductions({{1063, 2}, {4509, 2}, {}, {}, {}, 0.95}, 150)), "wilson 5/21");
    EXPECT_EQ(said(reproductions({{822, 2}, {4717, 2}, {}, {}, {}, 0.95}, 150)), "clopper_pearson 5/21");
    EXPECT_EQ(said(reproductions({{559, 2}, {4203, 2}, {}, {}, {}, 0.95}, 150)), "wald 5/21");
}

TEST(Interval, H2_WhatIsPrintedBesideItNarrows) {
    EXPECT_EQ(said(reproductions({{11, 0}, {45, 0}, Printed{24, 0}, {}, 21, 0.95}, 0)), "wilson 5/21");
    EXPECT_EQ(said(reproductions({{8, 0}, {47, 0}, {}, 5, {}, 0.95}, 100)), "clopper_pearson 5/21");
    EXPECT_EQ(said(reproductions({{6, 0}, {42, 0}, {}, 5, 21, 0.95}, 0)), "wald 5/21");
    EXPECT_EQ(said(reproductions({{0, 0}, {16, 0}, {}, 0, 21, 0.95}, 0)), "clopper_pearson 0/21");
    EXPECT_TRUE(reproductions({{11, 0}, {45, 0}, Printed{40, 0}, {}, 21, 0.95}, 0).empty());
    EXPECT_TRUE(reproductions({{11, 0}, {45, 0}, {}, 22, 21, 0.95}, 0).empty()) << "more than all";
}

TEST(Interval, H1_WhatLiesOnATieMayHaveGoneEitherWay) {
    // The lower end of 1 of 1 is exactly 2.5% (Clopper-Pearson).
    for (std::uint64_t const low : {2U, 3U})
        EXPECT_TRUE(holds(reproductions({{low, 0}, {100, 0}, {}, 1, 1, 0.95}, 0), {M::kClopperPearson, 1, 1}))
            << low;
    EXPECT_FALSE(holds(reproductions({{4, 0}, {100, 0}, {}, 1, 1, 0.95}, 0), {M::kClopperPearson, 1, 1}));
}

TEST(Interval, H2_APartThatIsPrintedFitsToo) {
    auto const all = reproductions({{22, 0}, {27, 0}, Printed{24, 0}, 242, 1'000, 0.95}, 0);
    EXPECT_FALSE(all.empty());
    for (Reproduction const& one : all) EXPECT_EQ(one.part, 242U) << "241 prints as 24% and 22 to 27 as well";
}

TEST(Interval, H1_TheLevelCountsOfWaldToo) {
    auto const ends = statistics::wald({5, 21}, 0.9).value();
    auto const printed_as = [](double p) {
        return Printed{static_cast<std::uint64_t>(std::llround(p * 1000)), 1};
    };
    PrintedInterval printed{printed_as(ends.low), printed_as(ends.high), {}, {}, 21, 0.9};
    EXPECT_EQ(said(reproductions(printed, 0)), "wald 5/21");
    printed.confidence = 0.95;
    EXPECT_EQ(said(reproductions(printed, 0)), "");
}

TEST(Interval, H1_TheLevelCounts) {
    auto const ends = statistics::interval({5, 21}, statistics::Method::kWilson, 0.9).value();
    PrintedInterval printed{{static_cast<std::uint64_t>(std::llround(ends.low * 1000)), 1},
                            {static_cast<std::uint64_t>(std::llround(ends.high * 1000)), 1},
                            {},
                            {},
                            21,
                            0.9};
    EXPECT_EQ(said(reproductions(printed, 0)), "wilson 5/21");
    printed.confidence = 0.95;
    EXPECT_EQ(said(reproductions(printed, 0)), "");
}

TEST(Interval, H1_AgreesWithAskingEachPart) {
    for (unsigned decimals = 0; decimals <= 1; ++decimals) {
        auto const units = static_cast<double>(100 * scale(decimals));
        auto const printed_as = [&](double p) {
            return Printed{static_cast<std::uint64_t>(std::llround(p * units)), decimals};
        };
        for (std::uint64_t n = 1; n <= 60; n += 3) {
            for (std::uint64_t x = 0; x <= n; x += 1 + n / 7) {
                auto const ends = statistics::interval({x, n}, statistics::Method::kWilson).value();
                PrintedInterval const printed{printed_as(ends.low), printed_as(ends.high), {}, {}, {}, 0.95};
                std::vector<Reproduction> expected;
                for (IntervalMethod const method : {M::kWilson, M::kAgrestiCoull, M::kWald}) {
                    for (std::uint64_t whole = 1; whole <= 70; ++whole) {
                        for (std::uint64_t part = 0; part <= whole; ++part) {
                            auto const got =
                                method == M::kWald ? statistics::wald({part, whole})
                                : method == M::kWilson
                                    ? statistics::interval({part, whole})
                                    : statistics::interval({part, whole}, statistics::Method::kAgrestiCoull);
                            if (printed_as(got->low) == printed.low && printed_as(got->high) == printed.high)
                                expected.push_back({method, part, whole});
                        }
                    }
                }
                auto all = reproductions(printed, 70);
                std::erase_if(all, [](Reproduction const& one) {
                    return one.method != M::kWilson && one.method != M::kAgrestiCoull &&
                           one.method != M::kWald;
                });
                EXPECT_EQ(said(all), said(expected)) << x << " of " << n;
            }
        }
    }
}
