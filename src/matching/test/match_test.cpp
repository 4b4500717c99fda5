// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support.hpp"

#include <cmath>
#include <set>
#include <string_view>

namespace amparo::matching {
namespace {

using namespace test;

TEST(Matching, M1_M2_OnlyARunningServiceThatServesTheNeed) {
    EXPECT_EQ(excluded(kAsItIs), std::nullopt);
    EXPECT_EQ(excluded([](Entry& e) { e.needs = {"attorney", "shelters"}; }), Exclusion::kOtherNeed);
    EXPECT_EQ(excluded([](Entry& e) { e.needs.clear(); }), Exclusion::kOtherNeed);
    EXPECT_EQ(excluded([](Entry& e) { e.needs = {"attorney", "shelter", "shelter"}; }), std::nullopt);
    EXPECT_EQ(excluded([](Entry& e) { e.active = false; }), Exclusion::kNotActive);
    Request r = request();
    r.need = "nothing anybody offers";
    EXPECT_EQ(report({shelter()}, r).excluded_total[0], 1U);
}

TEST(Matching, M3_AServiceThatWantsThePoliceIsNeverOfferedWhateverWasWished) {
    auto const wants_police = [](Entry& e) { e.conditions.police_report = Stated::kYes; };
    Request r = request();
    EXPECT_EQ(excluded(wants_police, r), Exclusion::kDependsOnPolice);
    r.wishes = {};
    EXPECT_EQ(excluded(wants_police, r), Exclusion::kDependsOnPolice);
    EXPECT_EQ(excluded([](Entry& e) { e.conditions.police_report = Stated::kUnknown; }, r), std::nullopt);
}

TEST(Matching, M4_EachWishIsMetByAStatementAskedAboutWithoutOneAndExcludesAgainstIt) {
    for (Wish const wish : kAllWishes) {
        SCOPED_TRACE(name(wish));
        EXPECT_EQ(wish_named(name(wish)), wish);
        Request r = request();
        r.wishes = only(wish);
        Offer const met = offered(kAsItIs, r);
        EXPECT_TRUE(gives(met, Reason::kWishesMet));
        EXPECT_TRUE(met.ask.empty());

        Offer const unknown = offered([&](Entry& e) { condition(e, wish) = Stated::kUnknown; }, r);
        EXPECT_FALSE(gives(unknown, Reason::kWishesMet));
        EXPECT_EQ(unknown.ask, only(wish));

        Entry e = shelter();
        condition(e, wish) = contrary(wish);
        Report const against = report({e}, r);
        ASSERT_EQ(against.excluded.size(), 1U);
        if (wish == Wish::kNoPoliceReport) {
            EXPECT_EQ(against.excluded[0].reason, Exclusion::kDependsOnPolice);
        } else {
            EXPECT_EQ(against.excluded[0].reason, Exclusion::kAgainstWish);
            EXPECT_EQ(against.excluded[0].against, only(wish));
            r.wishes = {};
            EXPECT_EQ(report({e}, r).offers.size(), 1U) << "nobody wished it";
            EXPECT_TRUE(report({e}, r).offers[0].ask.empty());
        }
    }
    EXPECT_FALSE(wish_named("cooperates"));
}

TEST(Matching, M5_APopulationLimitExcludesOnlyWhoNamedOthers) {
    Request r = request();
    auto const limited = [](Entry& e) { e.populations = {"men", "elders"}; };
    EXPECT_EQ(excluded(limited, r), Exclusion::kOtherPopulation);
    r.populations = {"elders"};
    EXPECT_TRUE(gives(offered(limited, r), Reason::kPopulationServed));
    r.populations = {};
    EXPECT_TRUE(gives(offered(limited, r), Reason::kAskPopulation));
    r.populations = {"unheard of"};
    EXPECT_EQ(excluded(limited, r), Exclusion::kOtherPopulation);
    auto const everyone = [](Entry& e) { e.populations.clear(); };
    EXPECT_EQ(excluded(everyone, r), std::nullopt);
    EXPECT_FALSE(gives(offered(everyone, r), Reason::kPopulationServed));
    EXPECT_FALSE(gives(offered(everyone, r), Reason::kAskPopulation));
}

TEST(Matching, M6_AnAreaLimitExcludesOnlyWhoNamedAnother) {
    Request r = request();
    r.area = "dane county";
    EXPECT_EQ(excluded(kAsItIs, r), Exclusion::kOutsideArea);
    EXPECT_EQ(excluded([](Entry& e) { e.areas.push_back("dane county"); }, r), std::nullopt);
    EXPECT_EQ(excluded([](Entry& e) { e.areas.clear(); }, r), std::nullopt);
    EXPECT_TRUE(gives(offered(kAsItIs), Reason::kAreaServed));
    r.area = "";
    EXPECT_TRUE(gives(offered(kAsItIs, r), Reason::kAskArea));
    EXPECT_EQ(excluded([](Entry& e) { e.remote = true; }, request()), std::nullopt);
    r.area = "dane county";
    EXPECT_EQ(excluded([](Entry& e) { e.remote = true; }, r), Exclusion::kOutsideArea)
        << "a phone line has limits too";
}

TEST(Matching, M6_WhereNoListSaysWhatLiesInWhatSomebodyIsAsked) {
    auto const statewide = [](Entry& e) { e.areas = {"illinois"}; };
    auto const both = [](Entry& e) { e.areas = {"cook county", "illinois"}; };
    for (char const* area : {"pilsen", "chicago", "dane county"}) {
        Request r = request();
        r.area = area;
        EXPECT_EQ(excluded(statewide, r), std::nullopt) << area;
        EXPECT_TRUE(gives(offered(statewide, r), Reason::kAskArea)) << area;
        EXPECT_FALSE(gives(offered(statewide, r), Reason::kAreaServed)) << area;
        EXPECT_EQ(excluded(both, r), std::nullopt) << area;
    }
    Request r = request();
    r.area = "pilsen";
    EXPECT_TRUE(gives(offered(kAsItIs, r), Reason::kAskArea));
    r.area = "condado de cook";
    EXPECT_EQ(excluded([](Entry& e) { e.areas = {"condado de dane"}; }, r), Exclusion::kOutsideArea);
}

TEST(Matching, M6_NothingInsideAnUnsafeAreaIsOffered) {
    Request r = request();
    r.unsafe = {{{50, 50}, 1}, {{0, 0}, 2.99}};
    EXPECT_EQ(excluded(kAsItIs, r), std::nullopt);
    r.unsafe[1].radius_km = 3.01;
    EXPECT_EQ(excluded(kAsItIs, r), Exclusion::kUnsafeArea);
    EXPECT_EQ(excluded([](Entry& e) { e.remote = true; }, r), std::nullopt);
    EXPECT_TRUE(gives(offered([](Entry& e) { e.coordinates.reset(); }, r), Reason::kAskPlace));
    r.unsafe[1].radius_km = 30000;
    EXPECT_EQ(excluded(kAsItIs, r), Exclusion::kUnsafeArea) << "all of the earth";
    r.near.reset();
    EXPECT_EQ(excluded(kAsItIs, r), Exclusion::kUnsafeArea);
}

TEST(Matching, M6_NothingFartherThanThePersonCanTravelIsOffered) {
    Request r = request();
    r.max_km = 2.99;
    EXPECT_EQ(excluded(kAsItIs, r), Exclusion::kTooFar);
    r.max_km = 3.01;
    EXPECT_EQ(excluded(kAsItIs, r), std::nullopt);
    r.max_km = 0;
    EXPECT_EQ(excluded(kAsItIs, r), Exclusion::kTooFar);
    EXPECT_EQ(excluded([](Entry& e) { e.remote = true; }, r), std::nullopt);
    EXPECT_EQ(excluded([](Entry& e) { e.coordinates.reset(); }, r), std::nullopt);
    r.max_km = 30000;
    EXPECT_EQ(excluded(
                  [](Entry& e) {
                      e.coordinates = Coordinates{0, 180};
                  },
                  r),
              std::nullopt)
        << "the antipode";
    r.max_km = 20000;
    EXPECT_EQ(excluded([](Entry& e) { e.coordinates = Coordinates{0, 180}; }, r), Exclusion::kTooFar);
    r.near.reset();
    r.max_km = 1;
    EXPECT_EQ(excluded(kAsItIs, r), std::nullopt) << "from nowhere nothing is far";
}

TEST(Matching, M6_APlaceThatIsNotKnownIsAskedAboutOnlyWhereItMatters) {
    auto const nowhere = [](Entry& e) { e.coordinates.reset(); };
    Request r = request();
    r.unsafe = {};
    EXPECT_TRUE(gives(offered(nowhere, r), Reason::kAskPlace));
    EXPECT_FALSE(offered(nowhere, r).distance_km);
    r.max_km.reset();
    EXPECT_FALSE(gives(offered(nowhere, r), Reason::kAskPlace));
    r.unsafe = {{{50, 50}, 1}};
    EXPECT_TRUE(gives(offered(nowhere, r), Reason::kAskPlace));
    EXPECT_FALSE(gives(offered(kAsItIs, r), Reason::kAskPlace));
    EXPECT_FALSE(gives(offered(
                           [](Entry& e) {
                               e.coordinates.reset();
                               e.remote = true;
                           },
                           r),
                       Reason::kAskPlace));
    for (Coordinates const c : {Coordinates{91, 0}, Coordinates{0, -181}, Coordinates{std::nan(""), 0},
                                Coordinates{-9'800'000, 5'100'000}})
        EXPECT_TRUE(gives(offered([&](Entry& e) { e.coordinates = c; }, r), Reason::kAskPlace)) << c.latitude;
}

TEST(Matching, M6_TheDistanceIsTheGreatCircle) {
    struct Row {
        Coordinates from;
        Coordinates to;
        double km;
    };
    // Degrees of arc on a sphere of the mean radius: one degree is 111.195 km.
    for (Row const& row :
         {Row{{0, 0}, {0, 1}, 111.195}, Row{{60, 0}, {60, 1}, 55.597}, Row{{0, 179}, {0, -179}, 222.390},
          Row{{90, 0}, {-90, 0}, 20015.115}, Row{{41.8781, -87.6298}, {39.7817, -89.6501}, 288.481}}) {
        Request r = request();
        r.near = row.from;
        r.max_km.reset();
        Offer const offer = offered([&](Entry& e) { e.coordinates = row.to; }, r);
        ASSERT_TRUE(offer.distance_km);
        EXPECT_NEAR(*offer.distance_km, row.km, row.km * 0.0005);
        EXPECT_TRUE(gives(offer, Reason::kDistanceKnown));
    }
    Request r = request();
    r.near = Coordinates{200, 0};
    EXPECT_FALSE(offered(kAsItIs, r).distance_km) << "not a place";
}

TEST(Matching, M7_OnlyAFreshFigureSaysFull) {
    auto const full = [](Instant confirmed) {
        return excluded([&](Entry& e) {
            e.capacity = CapacityStatus::kNoCapacity;
            e.capacity_confirmed_at = confirmed;
        });
    };
    EXPECT_EQ(full(kNow), Exclusion::kFull);
    EXPECT_EQ(full(kNow - 72h), Exclusion::kFull);
    EXPECT_EQ(full(kNow - 72h - 1ms), std::nullopt);
    EXPECT_EQ(full(kNow + 1ms), std::nullopt);
    EXPECT_EQ(kCapacityMaxAge, 72h);
    EXPECT_EQ(excluded([](Entry& e) { e.free_places = 0; }), Exclusion::kFull) << "places, but none free";
    EXPECT_EQ(excluded([](Entry& e) {
                  e.capacity = CapacityStatus::kWaitlist;
                  e.free_places = 0;
              }),
              std::nullopt);
    EXPECT_EQ(excluded([](Entry& e) {
                  e.capacity = CapacityStatus::kNoCapacity;
                  e.capacity_confirmed_at.reset();
              }),
              std::nullopt);
}

TEST(Matching, M7_WhatIsSaidAboutCapacity) {
    EXPECT_TRUE(gives(offered(kAsItIs), Reason::kHasPlaces));
    EXPECT_TRUE(gives(offered([](Entry& e) { e.free_places.reset(); }), Reason::kHasPlaces));
    EXPECT_TRUE(gives(offered([](Entry& e) { e.capacity = CapacityStatus::kWaitlist; }), Reason::kWaitlist));
    EXPECT_TRUE(
        gives(offered([](Entry& e) { e.capacity = CapacityStatus::kUnknown; }), Reason::kCapacityNotKnown));
    EXPECT_TRUE(
        gives(offered([](Entry& e) { e.capacity_confirmed_at = kNow - 73h; }), Reason::kCapacityNotKnown));
    EXPECT_TRUE(gives(offered([](Entry& e) { e.capacity_confirmed_at.reset(); }), Reason::kCapacityNotKnown));
}

TEST(Matching, TheFirstRuleThatExcludesIsTheReason) {
    Entry e = shelter();
    Request r = request();
    std::vector<std::pair<Exclusion, std::function<void()>>> const last_to_first{
        {Exclusion::kFull, [&] { e.free_places = 0; }},
        {Exclusion::kTooFar, [&] { r.max_km = 1; }},
        {Exclusion::kUnsafeArea,
         [&] {
             r.unsafe = {{{0, 0}, 10}};
         }},
        {Exclusion::kOutsideArea, [&] { e.areas = {"dane county"}; }},
        {Exclusion::kOtherPopulation, [&] { e.populations = {"men"}; }},
        {Exclusion::kAgainstWish, [&] { e.conditions.fee = Stated::kYes; }},
        {Exclusion::kDependsOnPolice, [&] { e.conditions.police_report = Stated::kYes; }},
        {Exclusion::kNotActive, [&] { e.active = false; }},
        {Exclusion::kOtherNeed, [&] { e.needs.clear(); }},
    };
    std::set<std::string_view> names;
    for (auto const& [reason, change] : last_to_first) {
        change();
        Report const out = report({e}, r);
        ASSERT_EQ(out.excluded.size(), 1U);
        EXPECT_EQ(out.excluded[0].reason, reason) << name(reason);
        EXPECT_EQ(out.excluded_total[static_cast<std::size_t>(reason)], 1U);
        names.insert(name(reason));
    }
    EXPECT_EQ(names.size(), kExclusions);
}

TEST(Matching, EveryReasonHasItsOwnName) {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(Reason::kVerifiedLongAgo); ++i)
        names.insert(name(static_cast<Reason>(i)));
    EXPECT_EQ(names.size(), 22U);
    EXPECT_FALSE(names.contains(""));
}

}  // namespace
}  // namespace amparo::matching
