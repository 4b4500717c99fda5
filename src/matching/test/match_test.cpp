// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/matching/match.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <tuple>

using namespace amparo;
using namespace amparo::matching;
using namespace std::chrono_literals;
using directory::CapacityStatus;
using directory::Coordinates;
using directory::Entry;
using directory::Stated;

namespace {

constexpr Date kToday{std::chrono::year{2031} / 3 / 1};
constexpr Instant kNow{std::chrono::sys_days{kToday}};
constexpr When kMondayNight{0, 23 * 60};

RecordId id(unsigned n) {
    return RecordId{RecordId::Bytes{static_cast<std::byte>(n >> 8U), static_cast<std::byte>(n)}};
}
Date days_ago(int n) {
    return Date{std::chrono::sys_days{kToday} - std::chrono::days{n}};
}
/// A point `km` north of the equator at longitude 0.
Coordinates north(double km) {
    return {km / kEarthRadiusKm * 180 / 3.14159265358979323846, 0};
}

// Every rule admits this shelter, and nothing is left to ask. A test changes the one thing it is about.
Entry shelter(unsigned n = 1) {
    Entry e{id(n), {}, "Casa Ocaso", "Ocaso", {"shelter"}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
    e.languages = {"es", "en"};
    e.populations = {"adults"};
    e.areas = {"cook county"};
    e.coordinates = north(3);
    for (std::uint8_t day = 0; day < 7; ++day) e.hours.push_back({day, 0, 1440});
    e.conditions = {Stated::kNo, Stated::kNo, Stated::kNo, Stated::kNo};
    e.assurances = {Stated::kYes, Stated::kYes, Stated::kYes, Stated::kYes,
                    Stated::kYes, Stated::kYes, Stated::kYes};
    e.capacity = CapacityStatus::kHasCapacity;
    e.free_places = 2;
    e.capacity_confirmed_at = kNow - 1h;
    e.last_verified = kToday;
    return e;
}

Request request() {
    Request r;
    r.need = "shelter";
    r.languages = {"es", "en"};
    r.populations = {"adults", "women"};
    r.area = "cook county";
    r.near = Coordinates{0, 0};
    r.max_km = 50;
    r.unsafe = {{{10, 10}, 20}};
    for (Wish const w : kAllWishes) r.wishes.insert(w);
    r.at = kMondayNight;
    return r;
}

Report report(std::vector<Entry> const& entries, Request const& r = request(), Limits limits = {}) {
    return Index{entries}.match(r, kNow, limits);
}

/// What happens to the shelter after a change: nothing if it is offered, else why it is not.
std::optional<Exclusion> excluded(std::function<void(Entry&)> const& change, Request const& r = request()) {
    Entry e = shelter();
    change(e);
    Report const out = report({e}, r);
    if (out.offers.size() == 1) return std::nullopt;
    EXPECT_EQ(out.excluded.size(), 1U);
    return out.excluded.at(0).reason;
}
/// The one offer.
Offer offered(std::function<void(Entry&)> const& change, Request const& r = request()) {
    Entry e = shelter();
    change(e);
    Report const out = report({e}, r);
    EXPECT_EQ(out.offers.size(), 1U);
    return out.offers.empty() ? Offer{} : out.offers[0];
}
bool gives(Offer const& offer, Reason reason) {
    return std::find(offer.reasons.begin(), offer.reasons.end(), reason) != offer.reasons.end();
}
/// `better` comes before `worse` though its id is higher.
void expect_order(std::function<void(Entry&)> const& better, std::function<void(Entry&)> const& worse,
                  Request const& r = request()) {
    Entry low = shelter(1);
    worse(low);
    Entry high = shelter(2);
    better(high);
    for (std::vector<Entry> const& entries : {std::vector{low, high}, std::vector{high, low}}) {
        Report const out = report(entries, r);
        ASSERT_EQ(out.offers.size(), 2U);
        EXPECT_EQ(entries[out.offers[0].entry].service, high.service);
    }
}
auto const kAsItIs = [](Entry&) {};

Stated& condition(Entry& e, Wish wish) {
    switch (wish) {
        case Wish::kNoPoliceReport:
            return e.conditions.police_report;
        case Wish::kNoIdentityDocument:
            return e.conditions.identity_document;
        case Wish::kNoFee:
            return e.conditions.fee;
        case Wish::kNoReferral:
            return e.conditions.referral_required;
        case Wish::kTransAffirming:
            return e.assurances.trans_affirming;
        case Wish::kSexWorkerAffirming:
            return e.assurances.sex_worker_affirming;
        case Wish::kConfidentialAddress:
            return e.assurances.confidential_address;
        case Wish::kWheelchairAccess:
            return e.assurances.wheelchair_access;
        case Wish::kChildrenWelcome:
            return e.assurances.children_welcome;
        case Wish::kPetsWelcome:
            return e.assurances.pets_welcome;
        case Wish::kInterpreterAvailable:
            return e.assurances.interpreter_available;
    }
    return e.conditions.fee;
}
Stated contrary(Wish wish) {
    return wish <= Wish::kNoReferral ? Stated::kYes : Stated::kNo;
}
Wishes only(Wish wish) {
    Wishes w;
    w.insert(wish);
    return w;
}

}  // namespace

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

TEST(Matching, M8_HoursComeFirst) {
    auto const closed = [](Entry& e) { e.hours = {{0, 540, 1020}}; };
    auto const not_stated = [](Entry& e) { e.hours.clear(); };
    // Everything else about the one that is open is worse.
    auto const open_but_poor = [](Entry& e) {
        e.conditions.fee = Stated::kUnknown;
        e.coordinates = north(49);
        e.languages = {"fr"};
        e.assurances.interpreter_available = Stated::kUnknown;
        e.capacity = CapacityStatus::kWaitlist;
        e.last_verified.reset();
    };
    expect_order(open_but_poor, not_stated);
    expect_order(open_but_poor, closed);
    expect_order(not_stated, closed);
    EXPECT_TRUE(gives(offered(kAsItIs), Reason::kOpenThen));
    EXPECT_TRUE(gives(offered(closed), Reason::kClosedThen));
    EXPECT_TRUE(gives(offered(not_stated), Reason::kHoursNotStated));
    Request r = request();
    r.at.reset();
    EXPECT_FALSE(gives(offered(closed, r), Reason::kClosedThen));
    expect_order(closed, open_but_poor, r);
}

TEST(Matching, M8_OpenUntilAfterMidnightIsOpenTheNextMorning) {
    struct Row {
        directory::OpenHours hours;
        When when;
        bool open;
    };
    for (Row const& row : {Row{{0, 600, 700}, {0, 600}, true}, Row{{0, 600, 700}, {0, 599}, false},
                           Row{{0, 600, 700}, {0, 699}, true}, Row{{0, 600, 700}, {0, 700}, false},
                           Row{{0, 600, 700}, {1, 650}, false}, Row{{0, 1200, 1560}, {1, 119}, true},
                           Row{{0, 1200, 1560}, {1, 120}, false}, Row{{0, 1200, 1560}, {0, 119}, false},
                           Row{{6, 1200, 1560}, {0, 60}, true}, Row{{0, 1200, 1560}, {6, 60}, false},
                           Row{{0, 0, 1440}, {0, 1439}, true}, Row{{0, 0, 1440}, {1, 0}, false},
                           Row{{0, 700, 600}, {0, 650}, false}, Row{{0, 2000, 1560}, {1, 10}, false}}) {
        Request r = request();
        r.at = row.when;
        EXPECT_EQ(gives(offered([&](Entry& e) { e.hours = {row.hours}; }, r), Reason::kOpenThen), row.open)
            << int{row.hours.weekday} << " " << row.hours.opens << "-" << row.hours.closes << " at "
            << int{row.when.weekday} << " " << row.when.minute;
    }
}

TEST(Matching, M8_ThenFewerThingsToAsk) {
    auto const poor = [](Entry& e) {
        e.coordinates = north(49);
        e.languages = {"fr"};
        e.capacity = CapacityStatus::kWaitlist;
        e.last_verified.reset();
    };
    expect_order(poor, [](Entry& e) { e.conditions.fee = Stated::kUnknown; });
    expect_order([&](Entry& e) { poor(e), e.conditions.fee = Stated::kUnknown; },
                 [](Entry& e) { e.conditions.fee = e.assurances.pets_welcome = Stated::kUnknown; });
    expect_order(poor, [](Entry& e) { e.coordinates.reset(); });
    Request r = request();
    r.populations = {};
    expect_order([&](Entry& e) { poor(e), e.populations.clear(); }, kAsItIs, r);
    r = request();
    r.area = "";
    expect_order([&](Entry& e) { poor(e), e.areas.clear(); }, kAsItIs, r);
}

TEST(Matching, M8_ThenTheDistanceBand) {
    auto const at = [](double km) { return [km](Entry& e) { e.coordinates = north(km); }; };
    auto const at_but_poor = [](double km) {
        return [km](Entry& e) {
            e.coordinates = north(km);
            e.languages = {"fr"};
            e.assurances.interpreter_available = Stated::kYes;
            e.capacity = CapacityStatus::kWaitlist;
            e.last_verified.reset();
        };
    };
    Request r = request();
    r.max_km.reset();
    r.unsafe = {};
    expect_order(at_but_poor(4.99), at(5.01), r);
    expect_order(at_but_poor(24.99), at(25.01), r);
    expect_order(at_but_poor(99.9), at(100.1), r);
    expect_order(at(4.99), at_but_poor(0.1), r);  // In one band the other keys decide.
    auto const nowhere = [](Entry& e) { e.coordinates.reset(); };
    expect_order(at_but_poor(24.9), nowhere, r);
    expect_order(nowhere, at_but_poor(26), r);
    expect_order([&](Entry& e) { nowhere(e), e.languages = {"fr"}; }, at(100.1), r);
    auto const by_phone = [](Entry& e) {
        e.remote = true;
        e.coordinates = north(4000);
    };
    expect_order(by_phone, at(5.01), r);
    EXPECT_TRUE(gives(offered(by_phone, r), Reason::kRemote));
    EXPECT_FALSE(offered(by_phone, r).distance_km);
}

TEST(Matching, M8_ThenLanguageInThePersonsOrder) {
    Request r = request();
    r.languages = {"q'eqchi'", "es", "en", "es"};
    r.wishes = {};
    auto const speaks = [](std::vector<std::string> const& languages, Stated interpreter = Stated::kUnknown) {
        return [=](Entry& e) {
            e.languages = languages;
            e.assurances.interpreter_available = interpreter;
        };
    };
    auto const poor = [&](auto const& change) {
        return [&, change](Entry& e) {
            change(e);
            e.capacity = CapacityStatus::kWaitlist;
        };
    };
    expect_order(poor(speaks({"es"})), speaks({"en"}), r);
    expect_order(poor(speaks({"fr", "q'eqchi'"})), speaks({"en", "es"}), r);
    expect_order(poor(speaks({"en"})), speaks({"fr"}, Stated::kYes), r);
    expect_order(poor(speaks({"fr"}, Stated::kYes)), speaks({}), r);
    expect_order(poor(speaks({})), speaks({"fr"}), r);
    EXPECT_TRUE(gives(offered(speaks({"en", "fr", "es"}), r), Reason::kSpeaksLanguage));
    EXPECT_EQ(offered(speaks({"en", "fr", "es"}), r).shared_languages,
              (std::vector<std::string>{"es", "en"}));
    EXPECT_TRUE(gives(offered(speaks({"fr"}, Stated::kYes), r), Reason::kInterpreter));
    EXPECT_TRUE(gives(offered(speaks({}), r), Reason::kLanguagesNotStated));
    EXPECT_TRUE(gives(offered(speaks({"fr"}, Stated::kNo), r), Reason::kNoSharedLanguage));
    r.languages = {};
    Offer const none_asked = offered(speaks({"fr"}), r);
    EXPECT_FALSE(gives(none_asked, Reason::kNoSharedLanguage));
    EXPECT_FALSE(gives(none_asked, Reason::kSpeaksLanguage));
    r.languages.assign(kLanguagesMax, "fr");
    r.languages.push_back("es");
    EXPECT_TRUE(gives(offered(speaks({"es"}), r), Reason::kNoSharedLanguage)) << "past the fortieth";
}

TEST(Matching, M8_ThenPlacesThenFreshnessThenDistanceThenId) {
    auto const capacity = [](CapacityStatus status) {
        return [status](Entry& e) {
            e.capacity = status;
            e.last_verified.reset();
        };
    };
    auto const fresh = [](auto const& change) {
        return [change](Entry& e) {
            change(e);
            e.last_verified = kToday;
        };
    };
    expect_order(capacity(CapacityStatus::kHasCapacity), fresh(capacity(CapacityStatus::kUnknown)));
    expect_order(capacity(CapacityStatus::kUnknown), fresh(capacity(CapacityStatus::kWaitlist)));

    auto const verified = [](int days, double km = 3) {
        return [=](Entry& e) {
            e.last_verified = days_ago(days);
            e.coordinates = north(km);
        };
    };
    expect_order(verified(90, 4), verified(91));
    expect_order(verified(365, 4), verified(366));
    expect_order(verified(365, 4), verified(-1)) /* dated after now */;
    expect_order(verified(365, 4), [](Entry& e) { e.last_verified.reset(); });
    EXPECT_TRUE(gives(offered(verified(90)), Reason::kVerifiedRecently));
    EXPECT_TRUE(gives(offered(verified(0)), Reason::kVerifiedRecently));
    EXPECT_TRUE(gives(offered(verified(91)), Reason::kVerifiedThisYear));
    EXPECT_TRUE(gives(offered(verified(366)), Reason::kVerifiedLongAgo));
    EXPECT_TRUE(gives(offered(verified(-1)), Reason::kVerifiedLongAgo));
    EXPECT_TRUE(gives(offered([](Entry& e) { e.last_verified = Date{std::chrono::year{2031} / 2 / 30}; }),
                      Reason::kVerifiedLongAgo))
        << "no such day";

    expect_order(verified(0, 2.8), verified(0, 3.2));
    expect_order(verified(2, 3.0), verified(1, 3.2)) /* one band of freshness */;

    std::vector<Entry> same{shelter(3), shelter(1), shelter(2), shelter(1)};
    same[1].location = id(9);
    same[3].location = id(8);
    Report const out = report(same);
    std::vector<std::size_t> order;
    for (Offer const& offer : out.offers) order.push_back(offer.entry);
    EXPECT_EQ(order, (std::vector<std::size_t>{3, 1, 2, 0}));
}

namespace {

/// A directory and a request in which every rule and key has something to do.
struct World {
    std::mt19937 rng;
    unsigned below(unsigned n) { return static_cast<unsigned>(rng() % n); }
    Stated stated() { return static_cast<Stated>(std::min(below(6), 2U)); }
    template <class T>
    std::vector<T> some(std::vector<T> const& all) {
        std::vector<T> out;
        for (T const& one : all)
            if (below(3) == 0) out.push_back(one);
        return out;
    }
    Coordinates place() { return {below(200) / 100.0, below(200) / 100.0}; }

    Entry entry(unsigned n) {
        Entry e = shelter(n);
        if (below(5) == 0) e.needs = {"attorney"};
        e.active = below(12) != 0;
        e.remote = below(6) == 0;
        e.languages = some<std::string>({"es", "en", "ar", "fr"});
        if (below(3) != 0) e.populations.clear();
        if (below(3) != 0) e.areas.clear();
        if (below(4) == 0) e.areas = {"dane county"};
        if (below(4) == 0) e.areas.push_back("illinois");
        e.coordinates = place();
        if (below(6) == 0) e.coordinates.reset();
        if (below(4) == 0) e.hours = some(e.hours);
        if (below(4) == 0) e.hours.clear();
        for (Wish const wish : kAllWishes)
            if (below(8) == 0) condition(e, wish) = stated();
        e.capacity = static_cast<CapacityStatus>(below(4));
        e.free_places = below(3);
        if (below(5) == 0) e.free_places.reset();
        e.capacity_confirmed_at = kNow - 30h * static_cast<int>(below(4)) + 10h;
        if (below(5) == 0) e.capacity_confirmed_at.reset();
        e.last_verified = days_ago(static_cast<int>(below(500)) - 20);
        if (below(5) == 0) e.last_verified.reset();
        return e;
    }
    Request ask() {
        Request r = request();
        r.languages = some(r.languages);
        r.populations = some<std::string>({"adults", "women", "men"});
        if (below(3) == 0) r.area.clear();
        if (below(4) == 0) r.area = below(2) == 0 ? "illinois" : "pilsen";
        r.near = place();
        r.max_km = 20.0 + below(200);
        if (below(3) == 0) r.max_km.reset();
        if (below(4) == 0) r.near.reset();
        r.unsafe = {{place(), below(60) * 1.0}};
        if (below(3) == 0) r.unsafe.clear();
        r.wishes = {};
        for (Wish const wish : kAllWishes)
            if (below(4) == 0) r.wishes.insert(wish);
        r.at = When{static_cast<std::uint8_t>(below(7)), static_cast<std::uint16_t>(below(1440))};
        if (below(4) == 0) r.at.reset();
        return r;
    }
};

double haversine_km(Coordinates a, Coordinates b) {
    double const deg = std::acos(-1.0) / 180;
    double const u = std::sin((b.latitude - a.latitude) * deg / 2);
    double const v = std::sin((b.longitude - a.longitude) * deg / 2);
    double const h = u * u + std::cos(a.latitude * deg) * std::cos(b.latitude * deg) * v * v;
    return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

/// The rules again, entry by entry, slowly, from the header's words.
struct Naive {
    Request const& r;

    static bool disjoint(std::vector<std::string> const& a, std::vector<std::string> const& b) {
        return std::none_of(a.begin(), a.end(), [&](std::string const& x) {
            return std::find(b.begin(), b.end(), x) != b.end();
        });
    }
    static CapacityStatus capacity(Entry const& e) {
        if (!e.capacity_confirmed_at || *e.capacity_confirmed_at > kNow ||
            kNow - *e.capacity_confirmed_at > 72h)
            return CapacityStatus::kUnknown;
        if (e.capacity == CapacityStatus::kHasCapacity && e.free_places && *e.free_places == 0)
            return CapacityStatus::kNoCapacity;
        return e.capacity;
    }
    std::optional<Exclusion> exclusion(Entry e) const {
        if (disjoint(e.needs, {r.need})) return Exclusion::kOtherNeed;
        if (!e.active) return Exclusion::kNotActive;
        if (e.conditions.police_report == Stated::kYes) return Exclusion::kDependsOnPolice;
        for (Wish const wish : kAllWishes)
            if (r.wishes.contains(wish) && condition(e, wish) == contrary(wish))
                return Exclusion::kAgainstWish;
        if (!e.populations.empty() && !r.populations.empty() && disjoint(e.populations, r.populations))
            return Exclusion::kOtherPopulation;
        auto const county = [](std::string const& area) { return area.find(" county") != std::string::npos; };
        if (!e.areas.empty() && std::all_of(e.areas.begin(), e.areas.end(), county) && county(r.area) &&
            disjoint(e.areas, {r.area}))
            return Exclusion::kOutsideArea;
        if (e.coordinates && !e.remote) {
            for (UnsafeArea const& u : r.unsafe)
                if (haversine_km(u.centre, *e.coordinates) <= u.radius_km) return Exclusion::kUnsafeArea;
            if (r.near && r.max_km && haversine_km(*r.near, *e.coordinates) > *r.max_km)
                return Exclusion::kTooFar;
        }
        if (capacity(e) == CapacityStatus::kNoCapacity) return Exclusion::kFull;
        return std::nullopt;
    }
    // Keys 1 to 6; 7 is compared as a distance by the test.
    std::array<std::size_t, 6> keys(Entry e) const {
        std::array<std::size_t, 6> k{};
        if (r.at) {
            bool open = false;
            for (auto const& h : e.hours)
                for (int const shift : {0, 1440})
                    open = open || (h.weekday == (r.at->weekday + (shift != 0 ? 6 : 0)) % 7 &&
                                    h.opens <= r.at->minute + shift && r.at->minute + shift < h.closes);
            k[0] = e.hours.empty() ? 1 : open ? 0 : 2;
        }
        for (Wish const wish : kAllWishes)
            if (r.wishes.contains(wish) && condition(e, wish) == Stated::kUnknown) ++k[1];
        if (!e.populations.empty() && r.populations.empty()) ++k[1];
        if (!e.areas.empty() && disjoint(e.areas, {r.area})) ++k[1];
        if (!e.coordinates && !e.remote && (!r.unsafe.empty() || (r.near && r.max_km))) ++k[1];
        if (r.near && !e.remote) {
            double const km = e.coordinates ? haversine_km(*r.near, *e.coordinates) : 50;
            k[2] = km <= 5 ? 0 : km <= 25 ? 1 : km <= 100 ? 2 : 3;
        }
        if (!r.languages.empty()) {
            k[3] = e.languages.empty() ? 101 : 102;
            if (e.assurances.interpreter_available == Stated::kYes) k[3] = 100;
            for (std::size_t i = r.languages.size(); i-- > 0;)
                if (!disjoint(e.languages, {r.languages[i]})) k[3] = i;
        }
        CapacityStatus const c = capacity(e);
        k[4] = c == CapacityStatus::kHasCapacity ? 0 : c == CapacityStatus::kUnknown ? 1 : 2;
        k[5] = 2;
        if (e.last_verified && *e.last_verified <= kToday)
            k[5] = *e.last_verified >= days_ago(90) ? 0 : *e.last_verified >= days_ago(365) ? 1 : 2;
        return k;
    }
    double distance(Entry const& e) const {
        return r.near && e.coordinates && !e.remote ? haversine_km(*r.near, *e.coordinates) : 0;
    }
};

}  // namespace

TEST(Matching, M1_to_M9_AgreesWithANaiveReadingOfTheRulesOnRandomDirectories) {
    std::set<Exclusion> seen;
    std::size_t offers = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        World world{std::mt19937{seed}};
        std::vector<Entry> entries;
        for (unsigned n = 0; n < 60; ++n) entries.push_back(world.entry(n));
        Request const r = world.ask();
        Naive const naive{r};
        Report const out = report(entries, r);

        std::vector<int> times(entries.size(), 0);
        for (Excluded const& x : out.excluded) {
            ++times[x.entry];
            ASSERT_EQ(naive.exclusion(entries[x.entry]), x.reason) << x.entry;
            seen.insert(x.reason);
        }
        for (Offer const& o : out.offers) {
            ++times[o.entry];
            ASSERT_EQ(naive.exclusion(entries[o.entry]), std::nullopt) << o.entry;
            ++offers;
        }
        ASSERT_EQ(std::count(times.begin(), times.end(), 1), static_cast<std::ptrdiff_t>(entries.size()));
        for (std::size_t i = 1; i < out.offers.size(); ++i) {
            Entry const& a = entries[out.offers[i - 1].entry];
            Entry const& b = entries[out.offers[i].entry];
            ASSERT_LE(naive.keys(a), naive.keys(b)) << "offers " << i - 1 << " and " << i;
            if (naive.keys(a) != naive.keys(b)) continue;
            double const farther = naive.distance(a) - naive.distance(b);
            ASSERT_LE(farther, 0.1001) << "by more than the 100 m of the key";
            if (farther == 0) {
                ASSERT_LT(a.service, b.service);
            }
        }
        for (std::size_t i = 1; i < out.excluded.size(); ++i) {
            Excluded const& a = out.excluded[i - 1];
            Excluded const& b = out.excluded[i];
            ASSERT_TRUE(a.reason > b.reason ||
                        (a.reason == b.reason && entries[a.entry].service < entries[b.entry].service));
        }
    }
    EXPECT_EQ(seen.size(), kExclusions) << "some rule was never tried";
    EXPECT_GT(offers, 1000U);
}

TEST(Matching, M8_TheOrderRecordsArriveInDoesNotMatter) {
    for (unsigned seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        World world{std::mt19937{seed}};
        std::vector<Entry> entries;
        for (unsigned n = 0; n < 40; ++n) entries.push_back(world.entry(n));
        Request const r = world.ask();
        auto const services = [&] {
            Report const out = report(entries, r);
            std::vector<RecordId> ids;
            for (Offer const& o : out.offers) ids.push_back(entries[o.entry].service);
            for (Excluded const& x : out.excluded) ids.push_back(entries[x.entry].service);
            return ids;
        };
        std::vector<RecordId> const before = services();
        std::shuffle(entries.begin(), entries.end(), world.rng);
        EXPECT_EQ(services(), before);
    }
}

TEST(Matching, M9_ALimitedReportIsTheBeginningOfTheWholeAndCountsAllOfIt) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        World world{std::mt19937{seed}};
        std::vector<Entry> entries;
        for (unsigned n = 0; n < 80; ++n) entries.push_back(world.entry(n));
        Request const r = world.ask();
        Report const whole = report(entries, r);
        EXPECT_EQ(whole.entries, entries.size());
        EXPECT_EQ(whole.offers_total, whole.offers.size());
        EXPECT_EQ(
            std::accumulate(whole.excluded_total.begin(), whole.excluded_total.end(), whole.offers_total),
            entries.size());
        for (std::size_t const limit : {0U, 1U, 3U, 20U, 1000U}) {
            Report expected = whole;
            expected.offers.resize(std::min(limit, whole.offers.size()));
            expected.excluded.resize(std::min(limit + 1, whole.excluded.size()), whole.excluded[0]);
            EXPECT_EQ(report(entries, r, {limit, limit + 1}), expected) << limit;
        }
    }
    Report const empty = report({});
    EXPECT_EQ(empty, Report{});
}

TEST(Matching, EveryReasonHasItsOwnName) {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(Reason::kVerifiedLongAgo); ++i)
        names.insert(name(static_cast<Reason>(i)));
    EXPECT_EQ(names.size(), 22U);
    EXPECT_FALSE(names.contains(""));
}
