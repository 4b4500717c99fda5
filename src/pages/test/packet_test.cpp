// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/pages/packet.hpp"

#include <gtest/gtest.h>

namespace amparo::pages {
namespace {

TEST(Packet, K1_NamesGoOnAfterZ) {
    EXPECT_EQ(exhibit_mark(Naming::kLetters, 0), "A");
    EXPECT_EQ(exhibit_mark(Naming::kLetters, 25), "Z");
    EXPECT_EQ(exhibit_mark(Naming::kLetters, 26), "AA");
    EXPECT_EQ(exhibit_mark(Naming::kLetters, 701), "ZZ");
    EXPECT_EQ(exhibit_mark(Naming::kLetters, 702), "AAA");
    EXPECT_EQ(exhibit_mark(Naming::kNumbers, 11), "12");
    EXPECT_EQ(exhibit_name(Naming::kTabs, 2, Language::kSpanish), "Pestaña 3");
}

TEST(Packet, K2_NumbersWithAPrefixHaveOneLength) {
    PacketPlan plan;
    plan.first = 9;
    EXPECT_EQ(stamp_of(plan, 1), "10");
    plan.prefix = "LIMA-";
    EXPECT_EQ(stamp_of(plan, 1), "LIMA-0010");
}

}  // namespace
}  // namespace amparo::pages
