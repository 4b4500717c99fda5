// SPDX-License-Identifier: AGPL-3.0-or-later
// What a rounded bundle is drawn from (U9), read by who knows how it is done.
#include "amparo/evidence/bundle.hpp"

#include "support.hpp"

#include "amparo/solver/glpk.hpp"

#include <gtest/gtest.h>

#include <set>

namespace amparo::evidence {
namespace {

using test::population;
using test::table_of;

std::vector<Json> people(int citizens, int residents, int visitors) {
    std::vector<Json> out;
    for (auto const& [code, count] :
         {std::pair{"citizen", citizens}, {"resident", residents}, {"visitor", visitors}})
        for (int i = 0; i < count; ++i)
            out.push_back({{"status", code}, {"abroad", i % 2 == 0 ? "yes" : "no"}});
    return out;
}

About rounded_about(bool is_controlled, std::int64_t base = 11) {
    About out;
    out.rounded = {base, is_controlled, "a key of the vault"};
    return out;
}

TEST(RoundedBundle, U9_AskingAgainTellsNothingNewAndABaseBelowTheThresholdIsRefused) {
    std::vector<Table> const tables{table_of(people(47, 3, 61), "status", "abroad")};
    About as = rounded_about(false);
    auto const once = rounded(tables, as, nullptr).value().tables;
    auto const again = rounded({tables[0], tables[0]}, as, nullptr).value().tables;
    EXPECT_EQ(once[0].all.seen, again[1].all.seen);
    bool differs = false;
    for (int i = 0; i < 20; ++i) {
        as.rounded.key = "another " + std::to_string(i);
        differs = differs || rounded(tables, as, nullptr).value().tables[0].all.seen != once[0].all.seen;
    }
    EXPECT_TRUE(differs);
    EXPECT_EQ(rounded(tables, rounded_about(false, 10), nullptr).error().code, RefusalCode::kTooFew);
    EXPECT_EQ(rounded(tables, rounded_about(true), nullptr).error().code, RefusalCode::kTooFew);
}

TEST(RoundedBundle, U9_ACountThatStaysIsRoundedTheSameInEveryPeriodAndPopulation) {
    auto const rounded_in = [](Scope const& scope, Json const& definition) {
        Table table = table_of(people(47, 3, 61), "status", {}, population(definition));
        table.question.scope = scope;
        return rounded({table}, rounded_about(false), nullptr).value().tables[0].all.seen;
    };
    auto const first = rounded_in({}, Json::object());
    for (char const* month :
         {"2030-01-31", "2030-02-28", "2030-03-31", "2030-04-30", "2030-05-31", "2030-06-30"}) {
        Scope scope;
        scope.to = month;
        EXPECT_EQ(rounded_in(scope, Json::object()), first) << "six draws of a small count would tell it";
        scope.as_of = month;
        EXPECT_EQ(rounded_in(scope, Json::object()), first);
    }
    EXPECT_EQ(rounded_in({}, {{"where", {{"field", "status"}, {"answered", true}}}}), first);
}

TEST(RoundedBundle, U9_HowManyAnsweredIsDrawnOnceWhateverTheyWereAsked) {
    std::vector<Json> data;
    for (int i = 0; i < 4; ++i)
        data.push_back({{"status", "visitor"}, {"abroad", "yes"}, {"ways", Json::array({"friend"})}});
    About as = rounded_about(false);
    std::set<std::uint64_t> all;
    for (int i = 0; i < 40; ++i) {
        as.rounded.key = "a key " + std::to_string(i);
        std::set<std::uint64_t> of_key;
        for (char const* rows : {"status", "abroad", "ways"})
            of_key.insert(rounded({table_of(data, rows)}, as, nullptr).value().tables[0].all.answered());
        EXPECT_EQ(of_key.size(), 1U) << "three draws of four people";
        all.insert(of_key.begin(), of_key.end());
    }
    EXPECT_EQ(all, (std::set<std::uint64_t>{0, 11}));
}

TEST(RoundedBundle, U9_ATableThatIsTurnedHasTheSameRoundings) {
    auto const data = people(47, 30, 61);
    About as = rounded_about(false);
    for (int i = 0; i < 40; ++i) {
        as.rounded.key = "a key " + std::to_string(i);
        auto const one = rounded({table_of(data, "status", "abroad")}, as, nullptr).value().tables[0];
        auto const turned = rounded({table_of(data, "abroad", "status")}, as, nullptr).value().tables[0];
        for (std::size_t status = 0; status < 3; ++status)
            for (std::size_t abroad = 0; abroad < 2; ++abroad)
                EXPECT_EQ(one.columns[abroad].seen[status], turned.columns[status].seen[abroad]);
    }
}

TEST(RoundedBundle, U9_APopulationIsDrawnAsTheSameRowAndAnotherForItself) {
    auto const data = people(47, 4, 61);
    About as = rounded_about(false);
    auto const with = [](char const* status) {
        return population({{"where", {{"field", "status"}, {"is", Json::array({status})}}}});
    };
    auto const four = people(4, 4, 61);
    bool differs = false;
    for (int i = 0; i < 40; ++i) {
        as.rounded.key = "a key " + std::to_string(i);
        auto const one = [&](Table table) {
            return rounded({std::move(table)}, as, nullptr).value().tables[0].all;
        };
        EXPECT_EQ(one(table_of(data, "status")).seen[1],
                  one(table_of(data, "abroad", {}, with("resident"))).answered());
        differs = differs || one(table_of(four, "abroad", {}, with("citizen"))).answered() !=
                                 one(table_of(four, "abroad", {}, with("resident"))).answered();
    }
    EXPECT_TRUE(differs) << "who knows how many some are would know where the others begin to be rounded up";
}

TEST(RoundedBundle, U9_OnePersonMoreSeldomMovesARoundingAndNeverDown) {
    constexpr int kKeys = 200;
    int moved = 0;
    for (int key = 0; key < kKeys; ++key) {
        About as = rounded_about(false);
        as.rounded.key = "a key " + std::to_string(key);
        auto const visitors = [&](int count) {
            return rounded({table_of(people(47, 30, count), "status")}, as, nullptr)
                .value()
                .tables[0]
                .all.seen[2];
        };
        auto before = visitors(1);
        for (int count = 2; count < 30; ++count) {
            auto const now = visitors(count);
            EXPECT_GE(now, before) << count << " people instead of " << count - 1;
            moved += count == 6 && now != before ? 1 : 0;
            before = now;
        }
    }
    EXPECT_LT(moved, kKeys / 5) << "one in eleven, not one in two";
    EXPECT_GT(moved, 0);
}

/// Of two answers, which all of so many and so many gave: the first and what it is of.
std::pair<std::uint64_t, std::uint64_t> controlled(int first, int second, std::string const& key) {
    solver::Glpk solver;
    About as = rounded_about(true);
    as.rounded.key = key;
    auto const made = rounded({table_of(people(first, second, 0), "status")}, as, &solver).value();
    EXPECT_EQ(made.steps, 0);
    return {made.tables[0].all.seen[0], made.tables[0].all.answered()};
}

TEST(RoundedBundle, U9_WhoKnowsHowSumsAreMadeToHoldDoesNotKnowThatANoughtIsSmall) {
    std::set<std::uint64_t> of_four;
    std::set<std::uint64_t> of_ten;
    for (int key = 0; key < 60; ++key) {
        of_four.insert(controlled(4, 26, "a key " + std::to_string(key)).first);
        of_ten.insert(controlled(10, 26, "a key " + std::to_string(key)).first);
    }
    EXPECT_EQ(of_four, (std::set<std::uint64_t>{0, 11}));
    EXPECT_EQ(of_ten, (std::set<std::uint64_t>{0, 11})) << "a nearest one would be 11 always";
}

TEST(RoundedBundle, U9_WhatAControlledCountMayHaveBeenGoesByTheStepsThatWereNeeded) {
    Rounded as{11, true, "a key"};
    EXPECT_EQ(as.may_have_been(22), (protection::CountRange{12, 32}));
    as.steps = 1;
    EXPECT_EQ(as.may_have_been(22), (protection::CountRange{1, 43}));
}

}  // namespace
}  // namespace amparo::evidence
