// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/courier/courier.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::courier;

TEST(Referral, WhatWasSealedIsOpened) {
    auto const north = crypto::make_key<crypto::OrganizationSecret>();
    auto const south = crypto::make_key<crypto::OrganizationSecret>();
    auto const north_id = crypto::make_random<32>();
    auto const south_id = crypto::make_random<32>();
    Instant const now = *parse_instant("2031-03-01T08:00:00Z");
    auto const card = read_card(make_card(south, south_id, "Casa Sur", now).value());
    ReplyKey const reply = make_reply_key();
    Json const payload{{"fields", Json{{"contact.chosen_name", "Luz"}}},
                       {"release", Json{{"recipient", "Casa Sur"},
                                        {"purpose", "a bed"},
                                        {"fields", Json::array({"contact.chosen_name"})},
                                        {"starts", "2031-03-01T00:00:00.000Z"},
                                        {"ends", "2031-03-31T12:00:00.000Z"},
                                        {"language", "es"}}},
                       {"need", ""},
                       {"message", ""},
                       {"call_back", ""},
                       {"reply_pk", key_text(reply.pub)}};
    Sender const from{north_id, "Casa Norte", north};
    auto const file =
        seal_referral(from, card.value(), crypto::make_random<16>(), *parse_date("2031-03-31"), payload);
    ASSERT_TRUE(file.ok());
    auto const opened = open_referral(south, south_id, file.value(), now);
    ASSERT_TRUE(opened.ok()) << static_cast<int>(opened.error());
    EXPECT_EQ(opened.value().payload, payload);
    Json const yes{{"answer", "accept"}, {"reason", ""}, {"message", ""}};
    auto const answer = seal_answer({south_id, "Casa Sur", south}, opened.value().sender.org_id, reply.pub,
                                    opened.value().id, opened.value().expires, yes);
    auto const back = open_answer(reply_seed(reply.seed_text).value(), north_id, card.value().sign, south_id,
                                  answer.value(), now);
    ASSERT_TRUE(back.ok()) << static_cast<int>(back.error());
    EXPECT_EQ(back.value().payload, yes);
}
