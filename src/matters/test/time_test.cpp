// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/matters/time.hpp"

#include <gtest/gtest.h>

using namespace amparo::matters;

TEST(Time, M2_EntriesAreRoundedToUnits) {
    EXPECT_EQ(rounded(1, 6, Rounding::kUp), 6);
    EXPECT_EQ(rounded(6, 6, Rounding::kUp), 6);
    EXPECT_EQ(rounded(7, 6, Rounding::kUp), 12);
    EXPECT_EQ(rounded(2, 6, Rounding::kNearest), 0);
    EXPECT_EQ(rounded(3, 6, Rounding::kNearest), 6);
    EXPECT_EQ(rounded(22, 15, Rounding::kNearest), 15);
    EXPECT_EQ(rounded(23, 15, Rounding::kNearest), 30);
    EXPECT_EQ(rounded(11, 6, Rounding::kDown), 6);
    EXPECT_EQ(rounded(47, 1, Rounding::kUp), 47);
}

TEST(Time, M3_NoTimeStaysNoTime) {
    for (Rounding const each : {Rounding::kUp, Rounding::kNearest, Rounding::kDown}) {
        EXPECT_EQ(rounded(0, 6, each), 0);
        EXPECT_EQ(rounding_named(name(each)), each);
    }
    EXPECT_FALSE(rounding_named("sideways"));
}
