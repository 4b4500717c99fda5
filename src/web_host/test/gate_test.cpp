// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/web_host/gate.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

using amparo::web_host::Gate;

TEST(Gate, G1_ASecretWorksOnce) {
    Gate gate;
    std::string const secret = gate.make_secret();
    EXPECT_EQ(secret.size(), 64U);
    auto const session = gate.exchange(secret);
    ASSERT_TRUE(session);
    EXPECT_TRUE(gate.admits(session->token));
    EXPECT_FALSE(gate.exchange(secret));
    EXPECT_TRUE(gate.admits(session->token));
}

TEST(Gate, G1_NoTwoAreTheSameAndNeitherStandsForTheOther) {
    Gate gate;
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        auto const session = gate.exchange(gate.make_secret());
        ASSERT_TRUE(session);
        EXPECT_TRUE(seen.insert(session->token).second);
        EXPECT_TRUE(seen.insert(session->next).second);
        EXPECT_FALSE(gate.admits(session->next));
        EXPECT_FALSE(gate.exchange(session->token));
    }
}

TEST(Gate, G2_AWrongOneChangesNothing) {
    Gate gate;
    std::string const secret = gate.make_secret();
    std::string other = secret;
    other.back() = other.back() == '0' ? '1' : '0';
    for (std::string const& wrong :
         {other, std::string{}, secret.substr(1), secret + "0", secret + " ", std::string(64, 'g'),
          std::string(64, '0'), std::string(64, '\0'), std::string(100'000, 'a')}) {
        EXPECT_FALSE(gate.exchange(wrong));
        EXPECT_FALSE(gate.admits(wrong));
    }
    EXPECT_TRUE(gate.exchange(secret));
}

TEST(Gate, G3_TheNextSecretGivesASessionOfItsOwn) {
    Gate gate;
    auto const first = gate.exchange(gate.make_secret());
    ASSERT_TRUE(first);
    auto const second = gate.exchange(first->next);
    ASSERT_TRUE(second);
    EXPECT_NE(first->token, second->token);
    EXPECT_TRUE(gate.admits(first->token));
    EXPECT_FALSE(gate.exchange(first->next));
}

TEST(Gate, G4_TheOldestGivesWay) {
    Gate gate;
    std::vector<std::string> secrets;
    for (std::size_t i = 0; i < Gate::kSecretsMax + 1; ++i) secrets.push_back(gate.make_secret());
    EXPECT_FALSE(gate.exchange(secrets.front()));
    EXPECT_TRUE(gate.exchange(secrets[2]));
    EXPECT_TRUE(gate.exchange(secrets.back()));

    Gate many;
    std::vector<std::string> tokens;
    for (std::size_t i = 0; i < Gate::kTokensMax + 1; ++i)
        tokens.push_back(many.exchange(many.make_secret())->token);
    EXPECT_FALSE(many.admits(tokens[0]));
    EXPECT_TRUE(many.admits(tokens[1]));
    EXPECT_TRUE(many.admits(tokens.back()));
}

TEST(Gate, G5_WhatWasForgottenIsNotValid) {
    Gate gate;
    std::string const waiting = gate.make_secret();
    auto const session = gate.exchange(gate.make_secret());
    gate.forget_all();
    EXPECT_FALSE(gate.admits(session->token));
    EXPECT_FALSE(gate.exchange(session->next));
    EXPECT_FALSE(gate.exchange(waiting));
    EXPECT_TRUE(gate.exchange(gate.make_secret()));
}

TEST(Gate, G6_APageThatIsLoadedAgainIsTheSameWindow) {
    Gate gate;
    auto const window = std::make_shared<amparo::web_host::Window>();
    auto const first = gate.exchange(gate.make_secret(window));
    ASSERT_TRUE(first);
    EXPECT_EQ(gate.window_of(first->token), window);
    auto const again = gate.exchange(first->next);
    ASSERT_TRUE(again);
    EXPECT_EQ(gate.window_of(again->token), window);
    auto const other = gate.exchange(gate.make_secret());
    ASSERT_TRUE(other);
    EXPECT_NE(gate.window_of(other->token), nullptr);
    EXPECT_NE(gate.window_of(other->token), window);
    EXPECT_EQ(gate.window_of("none"), nullptr);
}
