// SPDX-License-Identifier: AGPL-3.0-or-later
// What needs no solver. Twelve monthly releases under attack: src/solver/test.
#include "amparo/protection/ledger.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::protection;

namespace {

constexpr Threshold kTen{10, false};

std::vector<BaseCell> farm_and_house(std::int64_t farm, std::int64_t house) {
    return {{"farm", farm}, {"house", house}};
}

}  // namespace

TEST(Ledger, L3_ACountIsWhatIsTrue) {
    Ledger ledger;
    Draft draft = ledger.draft("January", farm_and_house(30, 20));
    EXPECT_EQ(draft.sum({"farm"}), 30);
    EXPECT_EQ(draft.sum({"farm", "house"}), 50);
    draft.count("farm", {"farm"});
    draft.count("all", {"farm", "house"});
    EXPECT_TRUE(ledger.admit(draft, kTen, nullptr).ok());
    EXPECT_EQ(ledger.releases(), 1U);
}

TEST(Ledger, L3_WhatIsNotSoIsRefusedByItsWords) {
    Ledger ledger;
    Draft draft = ledger.draft("January", farm_and_house(30, 20));
    draft.range("farm, by an interval", {"farm"}, {31, 40});
    Refusal const refusal = ledger.admit(draft, kTen, nullptr).error();
    EXPECT_EQ(refusal.code, RefusalCode::kContradicts);
    EXPECT_EQ(refusal.sum, "farm, by an interval");
    EXPECT_EQ(ledger.releases(), 0U);
}

TEST(Ledger, L3_PercentagesHoldUnderTheRoundingTheyName) {
    Ledger const ledger;
    Draft::Names const both{"farm", "house"};
    auto const said = [&](std::int64_t farm, std::int64_t house, Printed printed, Rounding rounding) {
        Ledger copy = ledger;
        Draft draft = copy.draft("January", farm_and_house(farm, house));
        draft.percentage("farm", {"farm"}, both, printed, rounding);
        auto const done = copy.admit(draft, {0, false}, nullptr);
        return done.ok();
    };
    EXPECT_TRUE(said(5, 16, {24, 0}, Rounding::kHalfUp));
    EXPECT_FALSE(said(5, 16, {23, 0}, Rounding::kHalfUp));
    EXPECT_TRUE(said(5, 16, {23, 0}, Rounding::kAny));
    EXPECT_TRUE(said(1, 7, {13, 0}, Rounding::kHalfUp));  // 12.5
    EXPECT_FALSE(said(1, 7, {12, 0}, Rounding::kHalfUp));
    EXPECT_TRUE(said(0, 20, {0, 0}, Rounding::kHalfUp));
    EXPECT_TRUE(said(0, 20, {0, 0}, Rounding::kAny));
    EXPECT_TRUE(said(20, 0, {100, 0}, Rounding::kAny));
    EXPECT_TRUE(said(20, 0, {1000, 1}, Rounding::kHalfUp));
    EXPECT_FALSE(said(20, 0, {99, 0}, Rounding::kHalfUp));
}

TEST(Ledger, L3_AMeanHoldsToItsLastPlace) {
    Ledger const ledger;
    auto const said = [&](Printed printed) {
        Ledger copy = ledger;
        Draft draft = copy.draft("January", {{"1", 10}, {"2", 11}});  // 32 / 21 = 1.5238
        draft.mean("days", {{"1", 1}, {"2", 2}}, printed);
        return copy.admit(draft, {0, false}, nullptr).ok();
    };
    EXPECT_TRUE(said({152, 2}));
    EXPECT_TRUE(said({15, 1}));
    EXPECT_FALSE(said({153, 2}));
}

TEST(Ledger, L3_AMeanOfAKnownNumberIsARangeOfItsSum) {
    Ledger const ledger;
    auto const said = [&](CountRange sum) {
        Draft draft = ledger.draft("January", {{"1", 10}, {"2", 11}});  // 32
        draft.told_sum("days", {{"1", 1}, {"2", 2}}, sum);
        return Ledger{ledger}.admit(draft, {0, false}, nullptr).ok();
    };
    EXPECT_TRUE(said({32, 32}));
    EXPECT_TRUE(said({30, 33}));
    EXPECT_FALSE(said({33, 42}));
    EXPECT_FALSE(said({21, 31}));
    Draft unknown = ledger.draft("January", {{"1", 10}});
    unknown.told_sum("days", {{"1", 1}, {"2", 2}}, {10, 10});
    EXPECT_EQ(Ledger{ledger}.admit(unknown, kTen, nullptr).error().code, RefusalCode::kUnknownCell);
}

TEST(Ledger, L5_ASmallCountIsRefusedWithItsName) {
    Ledger ledger;
    Draft draft = ledger.draft("January", farm_and_house(30, 4));
    draft.count("in a house", {"house"});
    Refusal const refusal = ledger.admit(draft, kTen, nullptr).error();
    EXPECT_EQ(refusal.code, RefusalCode::kNotProved);
    EXPECT_EQ(refusal.sum, "house");
    EXPECT_EQ(refusal.to, "January");
    EXPECT_EQ(ledger.releases(), 0U);
}

TEST(Ledger, L2_WhoWentOutIsCountedNoMore) {
    Ledger ledger;
    ASSERT_TRUE(ledger.admit(ledger.draft("January", farm_and_house(30, 20)), kTen, nullptr).ok());
    Draft const february = ledger.draft("February", farm_and_house(45, 8));
    EXPECT_EQ(february.sum({"farm"}), 45);
    EXPECT_EQ(february.sum({"house"}), 8);
}

TEST(Ledger, L4_AsManyAsTheThresholdAreNotFew) {
    auto const admitted = [](std::int64_t house, Threshold threshold) {
        Ledger ledger;
        return ledger.admit(ledger.draft("January", farm_and_house(30, house)), threshold, nullptr).ok();
    };
    EXPECT_TRUE(admitted(10, kTen));
    EXPECT_FALSE(admitted(9, kTen));
    EXPECT_TRUE(admitted(0, kTen)) << "nobody is nobody";
    EXPECT_FALSE(admitted(0, {10, true})) << "unless the policy protects zeros";
}

TEST(Ledger, L4_WhatAFewGainedBetweenTwoReleasesIsWatched) {
    Ledger ledger;
    ASSERT_TRUE(ledger.admit(ledger.draft("January", farm_and_house(30, 20)), kTen, nullptr).ok());
    Refusal const refusal =
        ledger.admit(ledger.draft("February", farm_and_house(30, 24)), kTen, nullptr).error();
    EXPECT_EQ(refusal.sum, "house");
    EXPECT_EQ(refusal.from, "January");
    EXPECT_EQ(refusal.to, "February");
    EXPECT_TRUE(ledger.admit(ledger.draft("February", farm_and_house(30, 30)), kTen, nullptr).ok());
    EXPECT_TRUE(ledger.admit(ledger.draft("March", farm_and_house(30, 30)), {10, true}, nullptr).ok())
        << "that nobody came tells of nobody, whatever the policy";
}

TEST(Ledger, L4_WhatIsToldNotToBeWatchedIsNot) {
    Ledger ledger;
    Draft draft = ledger.draft("January", {{"farm", 30}, {"house", 4, false}, {"ship", 26}});
    draft.told("not at sea", {"farm", "house"}, {30, 40});
    draft.told("in a house", {"house"}, {0, 30});
    EXPECT_TRUE(ledger.admit(draft, kTen, nullptr).ok());
    Ledger other;
    Draft named = other.draft("January", {{"farm", 30}, {"house", 4, false}, {"ship", 26}});
    named.range("in a house", {"house"}, {0, 30});
    EXPECT_EQ(other.admit(named, kTen, nullptr).error().sum, "in a house") << "a statement watches its sum";
}

TEST(Ledger, UnknownCellsAndOldDraftsAreRefused) {
    Ledger ledger;
    Draft unknown = ledger.draft("January", farm_and_house(30, 20));
    unknown.count("farm", {"fram"});
    EXPECT_EQ(ledger.admit(unknown, kTen, nullptr).error().code, RefusalCode::kUnknownCell);
    Draft const draft = ledger.draft("January", farm_and_house(30, 20));
    ASSERT_TRUE(ledger.admit(draft, kTen, nullptr).ok());
    EXPECT_EQ(ledger.admit(draft, kTen, nullptr).error().code, RefusalCode::kStale);
}

TEST(Ledger, L6_WhatIsStoredIsReadAgain) {
    Ledger ledger;
    Draft january = ledger.draft("January", farm_and_house(30, 20));
    january.count("all", {"farm", "house"});
    january.percentage("farm", {"farm"}, {"farm", "house"}, {60, 0}, Rounding::kHalfUp);
    ASSERT_TRUE(ledger.admit(january, kTen, nullptr).ok());
    Draft february = ledger.draft("February", farm_and_house(50, 8));
    february.range("farm", {"farm"}, {40, 60});
    ASSERT_TRUE(ledger.admit(february, {0, false}, nullptr).ok());
    auto const again = Ledger::from_json(ledger.to_json());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->to_json(), ledger.to_json());
    EXPECT_EQ(again->releases(), 2U);
}

TEST(Ledger, L6_WhatWasMeddledWithIsNotRead) {
    Ledger ledger;
    Draft draft = ledger.draft("January", farm_and_house(30, 20));
    draft.count("all", {"farm", "house"});
    ASSERT_TRUE(ledger.admit(draft, kTen, nullptr).ok());
    Json const good = ledger.to_json();
    auto const broken = [&](auto change) {
        Json json = good;
        change(json);
        return !Ledger::from_json(json).has_value();
    };
    EXPECT_TRUE(broken([](Json& j) { j["version"] = 2; }));
    EXPECT_TRUE(broken([](Json& j) { j["movements"][0][0] = 9; }));
    EXPECT_TRUE(broken([](Json& j) { j["movements"][0][1] = 1; }));
    EXPECT_TRUE(broken([](Json& j) { j["movements"][0][2] = -30; }));
    EXPECT_TRUE(broken([](Json& j) { j["movements"][0][2] = 31; }));
    EXPECT_TRUE(broken([](Json& j) { j["movements"][0][3] = 2; }));
    EXPECT_TRUE(broken([](Json& j) { j["watched"][0]["cells"][0] = 7; }));
    EXPECT_TRUE(broken([](Json& j) { j["published"][0]["release"] = 4; }));
    EXPECT_TRUE(broken([](Json& j) { j["published"][0]["rows"][0]["terms"][0][0] = 12; }));
    EXPECT_TRUE(broken([](Json& j) { j["published"][0]["rows"][0]["least"] = 51; }));
    EXPECT_FALSE(Ledger::from_json(Json::array()).has_value());
    EXPECT_FALSE(broken([](Json&) {}));
}
