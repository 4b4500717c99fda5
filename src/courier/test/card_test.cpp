// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/courier/courier.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::courier;

TEST(Card, WhatAnOrganisationWroteIsRead) {
    auto const secret = crypto::make_key<crypto::OrganizationSecret>();
    auto const org = crypto::make_random<32>();
    Instant const now = *parse_instant("2031-03-01T08:00:00Z");
    auto const card = read_card(make_card(secret, org, "Casa Norte", now).value());
    ASSERT_TRUE(card.ok());
    EXPECT_EQ(card.value().name, "Casa Norte");
    EXPECT_EQ(card.value().org_id, org);
    EXPECT_EQ(card.value().made, now);
}
