// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/policy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

using namespace amparo;
using namespace amparo::protection;
using statistics::Figure;

namespace {

using Objections = std::vector<Objection>;

Figure figure(std::uint64_t seen, std::uint64_t of, statistics::Drawn drawn = statistics::Drawn::kNotRandom) {
    return *Figure::of({seen, of}, "the people interviewed", {}, drawn);
}
Objections judged(std::uint64_t seen, std::uint64_t of, Profile profile, Shown shown = {}) {
    return judge(figure(seen, of), shown, policy_of(profile));
}

}  // namespace

// Rounding (τ-ARGUS manual 2.14).

TEST(Rounding, D1_WhatACountMayBecome) {
    EXPECT_EQ(may_become(7, 5, 0), (std::vector<std::int64_t>{5, 10}));
    EXPECT_EQ(may_become(7, 5, 1), (std::vector<std::int64_t>{0, 5, 10, 15}));
    EXPECT_EQ(may_become(10, 5, 0), (std::vector<std::int64_t>{10}));
    EXPECT_EQ(may_become(5, 5, 1), (std::vector<std::int64_t>{0, 5, 10}));
    EXPECT_EQ(may_become(0, 5, 1), (std::vector<std::int64_t>{0, 5})) << "nobody is never fewer";
}

TEST(Rounding, D5_TheIntrudersRangeIsWhatEnumerationGives) {
    for (std::int64_t const base : {3, 5})
        for (std::int64_t const steps : {0, 1})
            for (std::int64_t rounded = 0; rounded <= 8 * base; rounded += base) {
                CountRange enumerated{1'000, 0};
                for (std::int64_t count = 0; count < 100; ++count) {
                    auto const choices = may_become(count, base, steps);
                    if (!std::binary_search(choices.begin(), choices.end(), rounded)) continue;
                    enumerated.least = std::min(enumerated.least, count);
                    enumerated.most = std::max(enumerated.most, count);
                }
                EXPECT_EQ(may_have_been(rounded, base, steps), enumerated)
                    << base << ' ' << steps << ' ' << rounded;
            }
    EXPECT_EQ(may_have_been(0, 5, 0), (CountRange{0, 4}));
    EXPECT_EQ(may_have_been(15, 5, 0), (CountRange{11, 19}));
    EXPECT_EQ(may_have_been(15, 5, 1), (CountRange{6, 24}));
    EXPECT_EQ(may_have_been(5, 5, 1), (CountRange{0, 14}));
}

TEST(Rounding, D2_D3_UpInTheShareOfTheRestAndTheSameForTheSameKey) {
    constexpr std::uint64_t kKeys = 3'000;
    constexpr std::uint64_t kStep = ~std::uint64_t{0} / kKeys;
    for (std::int64_t count = 0; count < 7; ++count) {
        std::int64_t sum = 0;
        for (std::uint64_t i = 0; i < kKeys; ++i) {
            std::uint64_t const key = i * kStep + kStep / 2;
            std::int64_t const rounded = round_at_random(count, 3, key);
            EXPECT_EQ(rounded, round_at_random(count, 3, key));
            EXPECT_EQ(rounded % 3, 0);
            sum += rounded;
        }
        EXPECT_EQ(sum, count * static_cast<std::int64_t>(kKeys)) << count;
    }
}

// Profiles.

TEST(Policy, Y2_OpenDataAsksTenOfEachPart) {
    EXPECT_EQ(judged(10, 20, Profile::kOpenData), Objections{});
    EXPECT_EQ(judged(9, 20, Profile::kOpenData), Objections{Objection::kPartSmall});
    EXPECT_EQ(judged(11, 20, Profile::kOpenData), Objections{Objection::kRestSmall});
    EXPECT_EQ(judged(0, 40, Profile::kOpenData),
              (Objections{Objection::kPartSmall, Objection::kSaysItOfNobody}));
    EXPECT_EQ(judged(4, 8, Profile::kOpenData),
              (Objections{Objection::kPartSmall, Objection::kRestSmall, Objection::kWholeSmall}));
}

TEST(Policy, Y2_TenPeopleAreAWholeAndNineAreNone) {
    EXPECT_EQ(judged(5, 10, Profile::kOpenData), (Objections{Objection::kPartSmall, Objection::kRestSmall}));
    EXPECT_EQ(judged(5, 9, Profile::kOpenData),
              (Objections{Objection::kPartSmall, Objection::kRestSmall, Objection::kWholeSmall}));
}

TEST(Policy, Y2_OfTwentyOneOnlyTenAndElevenMayBeOpenData) {
    for (std::uint64_t seen = 0; seen <= 21; ++seen)
        EXPECT_EQ(judged(seen, 21, Profile::kOpenData).empty(), seen == 10 || seen == 11) << seen;
}

TEST(Policy, Y2_InternallyFiveOrNone) {
    for (std::uint64_t seen = 0; seen <= 8; ++seen)
        EXPECT_EQ(judged(seen, 21, Profile::kInternal).empty(), seen == 0 || seen >= 5) << seen;
}

TEST(Policy, Y3_AResearchFigureHasCountsIntervalAndWhoWasAsked) {
    auto const profile = Profile::kResearchConsented;
    EXPECT_EQ(judged(5, 21, profile), Objections{});
    EXPECT_EQ(judged(5, 21, profile, {false, true, true, false}), Objections{Objection::kNoCounts});
    EXPECT_EQ(judged(5, 21, profile, {true, false, true, false}), Objections{Objection::kNoInterval});
    EXPECT_EQ(judged(5, 21, profile, {true, true, false, false}), Objections{Objection::kNotSaidToBeAsked});
    Figure const whole = figure(5, 21, statistics::Drawn::kWhole);
    EXPECT_EQ(judge(whole, {true, false, true, false}, policy_of(profile)), Objections{});
}

TEST(Policy, Y4_NoProfileTakesABarePercentage) {
    for (Profile const profile : {Profile::kOpenData, Profile::kResearchConsented, Profile::kInternal}) {
        EXPECT_EQ(judged(50, 100, profile, {false, true, true, false}), Objections{Objection::kNoCounts});
        EXPECT_EQ(judge(Printed{50, 0}, 100, policy_of(profile)), Objections{Objection::kNoCounts});
    }
}

TEST(Policy, Y5_APercentageIsTheCountsItCanComeFrom) {
    EXPECT_EQ(implied_counts({24, 0}, 21, Rounding::kHalfUp), (CountRange{5, 5}));
    EXPECT_FALSE(implied_counts({23, 0}, 21, Rounding::kHalfUp).has_value());
    EXPECT_EQ(implied_counts({23, 0}, 21, Rounding::kAny), (CountRange{5, 5}));
    EXPECT_EQ(implied_counts({238, 1}, 21, Rounding::kHalfUp), (CountRange{5, 5}));
    EXPECT_EQ(implied_counts({50, 0}, 1'000, Rounding::kHalfUp), (CountRange{495, 504}));
    EXPECT_EQ(implied_counts({100, 0}, 7, Rounding::kAny), (CountRange{7, 7}));
    EXPECT_EQ(implied_counts({0, 0}, 7, Rounding::kHalfUp), (CountRange{0, 0}));
    EXPECT_EQ(judge(Printed{24, 0}, 21, policy_of(Profile::kOpenData)),
              (Objections{Objection::kPartSmall, Objection::kNoCounts}));
}

TEST(Policy, Y5_TheRangeEndsWhereAnotherPercentageWouldBePrinted) {
    EXPECT_EQ(implied_counts({50, 0}, 100, Rounding::kAny), (CountRange{50, 50}))
        << "49 and 51 print as such";
    EXPECT_EQ(implied_counts({50, 0}, 200, Rounding::kHalfUp), (CountRange{99, 100})) << "101 is 50.5: 51%";
    EXPECT_EQ(implied_counts({100, 0}, 1'000, Rounding::kHalfUp), (CountRange{995, 1'000})) << "of all, all";
}

TEST(Policy, Y5_TheLeastAndTheMostItCanHaveBeenAreJudged) {
    auto const bare = [](std::int64_t percent, std::int64_t whole) {
        return judge(Printed{percent, 0}, whole, policy_of(Profile::kOpenData));
    };
    EXPECT_EQ(bare(1, 1'000),
              (Objections{Objection::kPartSmall, Objection::kNoCounts, Objection::kSaysItOfNobody}))
        << "1 to 19: the one knows it of all others";
    EXPECT_EQ(bare(99, 1'000),
              (Objections{Objection::kRestSmall, Objection::kNoCounts, Objection::kSaysItOfEverybody}))
        << "981 to 999";
    EXPECT_EQ(bare(23, 21), (Objections{Objection::kPartSmall, Objection::kNoCounts}))
        << "5 of 21, cut off: who printed it may not have rounded";
}

TEST(Policy, Y5_EveryPrintedPercentageImpliesTheCountItCameFrom) {
    for (std::int64_t whole = 1; whole <= 60; ++whole)
        for (std::int64_t seen = 0; seen <= whole; ++seen)
            for (int places = 0; places <= 1; ++places) {
                std::int64_t const scale = places == 0 ? 100 : 1'000;
                std::int64_t const half_up = (2 * scale * seen + whole) / (2 * whole);
                std::int64_t const cut = scale * seen / whole;
                std::int64_t const up = (scale * seen + whole - 1) / whole;
                auto const near = implied_counts({half_up, places}, whole, Rounding::kHalfUp);
                ASSERT_TRUE(near && near->least <= seen && seen <= near->most) << seen << ' ' << whole;
                for (std::int64_t const digits : {half_up, cut, up}) {
                    auto const any = implied_counts({digits, places}, whole, Rounding::kAny);
                    ASSERT_TRUE(any && any->least <= seen && seen <= any->most) << seen << ' ' << whole;
                }
            }
}

TEST(Policy, Y6_AllOfAGroupIsSaidOfEachOfThem) {
    EXPECT_EQ(judged(21, 21, Profile::kResearchConsented), Objections{Objection::kSaysItOfEverybody});
    EXPECT_EQ(judged(0, 21, Profile::kResearchConsented), Objections{Objection::kSaysItOfNobody});
    EXPECT_EQ(judged(21, 21, Profile::kResearchConsented, {true, true, true, true}), Objections{});
    EXPECT_EQ(judged(20, 21, Profile::kResearchConsented), Objections{});
}

// Eurostat handbook: married 6 of 6, divorced 5 of 6, single 2 of 4.
TEST(Policy, Y6_AMemberOfTheGroupKnowsOneAnswerMore) {
    EXPECT_TRUE(gives_group_away(6, 6, 0));
    EXPECT_FALSE(gives_group_away(5, 6, 0));
    EXPECT_TRUE(gives_group_away(5, 6, 1));
    EXPECT_FALSE(gives_group_away(2, 4, 1));
    EXPECT_FALSE(gives_group_away(0, 0, 1));
}

TEST(Policy, Y7_AVaultMayAskForMoreNeverForLess) {
    Policy const raised = policy_of(Profile::kOpenData, 15);
    EXPECT_EQ(raised.least_part, 15);
    EXPECT_EQ(raised.least_rest, 15);
    EXPECT_EQ(raised.least_whole, 15);
    EXPECT_EQ(policy_of(Profile::kOpenData, 3).least_part, 10);
    EXPECT_EQ(policy_of(Profile::kInternal, 8).least_part, 8);
    EXPECT_EQ(policy_of(Profile::kInternal, 8).least_rest, 0)
        << "what the profile does not ask stays unasked";
    EXPECT_EQ(threshold_of(Profile::kOpenData, 15).least_shown, 15);
}

TEST(Policy, Y1_ProfilesHaveNames) {
    for (Profile const profile : {Profile::kOpenData, Profile::kResearchConsented, Profile::kInternal})
        EXPECT_EQ(profile_named(name(profile)), profile);
    EXPECT_FALSE(profile_named("open").has_value());
    EXPECT_EQ(threshold_of(Profile::kOpenData).least_shown, 10);
    EXPECT_TRUE(threshold_of(Profile::kOpenData).is_small(0));
    EXPECT_EQ(threshold_of(Profile::kInternal).least_shown, 5);
    EXPECT_FALSE(threshold_of(Profile::kResearchConsented).is_small(1)) << "its people agreed to be counted";
}
