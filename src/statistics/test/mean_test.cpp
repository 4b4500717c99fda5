// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/statistics/mean.hpp"

#include <gtest/gtest.h>

namespace amparo::statistics {
namespace {

bool prints_as(std::uint64_t sum, std::uint64_t n, Printed mean, Rounded how) {
    std::uint64_t const units = sum * scale(mean.decimals) / n;
    std::uint64_t const rest = sum * scale(mean.decimals) % n;
    switch (how) {
        case Rounded::kEitherWay:
            return units + (2 * rest > n ? 1 : 0) == mean.units || (2 * rest == n && units + 1 == mean.units);
        case Rounded::kHalfUp:
            return units + (2 * rest >= n ? 1 : 0) == mean.units;
        case Rounded::kCutOff:
            return units == mean.units;
        case Rounded::kUp:
            return units + (rest > 0 ? 1 : 0) == mean.units;
    }
    return false;
}

TEST(Mean, M2_TheSumsAreExactlyThoseThatPrintSo) {
    for (Rounded const how : {Rounded::kEitherWay, Rounded::kHalfUp, Rounded::kCutOff, Rounded::kUp})
        for (std::uint64_t n = 1; n <= 23; ++n)
            for (unsigned decimals = 0; decimals <= 2; ++decimals)
                for (std::uint64_t units = 0; units <= 3 * scale(decimals); ++units) {
                    Printed const mean{units, decimals};
                    Sums expected;
                    for (std::uint64_t sum = 0; sum <= 5 * n; ++sum) {
                        if (!prints_as(sum, n, mean, how)) continue;
                        if (expected.empty()) expected.low = sum;
                        expected.high = sum;
                    }
                    Sums const found = sums_that_print(mean, n, how);
                    ASSERT_EQ(found.empty(), expected.empty())
                        << units << " of " << decimals << " places, " << n;
                    if (!found.empty()) {
                        ASSERT_EQ(found, expected) << units << " of " << decimals << " places, " << n;
                    }
                }
}

TEST(Mean, M1_OfFewPeopleMostMeansCanNotBe) {
    EXPECT_TRUE(sums_that_print({519, 2}, 28, Rounded::kEitherWay).empty()) << "Brown and Heathers' own";
    EXPECT_FALSE(sums_that_print({518, 2}, 28, Rounded::kEitherWay).empty());
}

TEST(Mean, M3_BesideOneThatCanNotBeStandTheNearestThatCan) {
    auto const beside = means_beside({519, 2}, 28, 196);  // 145 / 28 = 5.179, 146 / 28 = 5.214
    EXPECT_EQ(beside.first, (Printed{518, 2}));
    EXPECT_EQ(beside.second, (Printed{521, 2}));
    auto const beyond = means_beside({519, 2}, 28, 140);
    EXPECT_EQ(beyond.first, (Printed{500, 2})) << "the answers go to 5";
    EXPECT_EQ(beyond.second, beyond.first);
}

TEST(Mean, M3_WhatStandsBesideIsPrintedHalfUp) {
    EXPECT_EQ(mean_of(1, 8, 2), (Printed{13, 2})) << "0.125";
    auto const beside = means_beside({14, 2}, 8, 8);
    EXPECT_EQ(beside.first, (Printed{13, 2}));
    EXPECT_EQ(beside.second, (Printed{25, 2}));
}

TEST(Mean, LargeNumbersAreExact) {
    EXPECT_EQ(sums_that_print({1'000'000'001, 6}, 1'000'000'000, Rounded::kHalfUp),
              (Sums{1'000'000'000'500, 1'000'000'001'499}));
}

}  // namespace
}  // namespace amparo::statistics
