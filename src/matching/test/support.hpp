// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A shelter that every rule admits and a request that wishes for everything; a test changes the one thing it
/// is about.
#include "amparo/matching/match.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

namespace amparo::matching::test {

using namespace std::chrono_literals;
using directory::CapacityStatus;
using directory::Coordinates;
using directory::Entry;
using directory::Stated;

inline constexpr Date kToday{std::chrono::year{2031} / 3 / 1};
inline constexpr Instant kNow{std::chrono::sys_days{kToday}};
inline constexpr When kMondayNight{0, 23 * 60};

inline RecordId id(unsigned n) {
    return RecordId{RecordId::Bytes{static_cast<std::byte>(n >> 8U), static_cast<std::byte>(n)}};
}
inline Date days_ago(int n) {
    return Date{std::chrono::sys_days{kToday} - std::chrono::days{n}};
}
/// A point `km` north of the equator at longitude 0.
inline Coordinates north(double km) {
    return {km / kEarthRadiusKm * 180 / 3.14159265358979323846, 0};
}

// Every rule admits this shelter, and nothing is left to ask. A test changes the one thing it is about.
inline Entry shelter(unsigned n = 1) {
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

inline Request request() {
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

inline Report report(std::vector<Entry> const& entries, Request const& r = request(), Limits limits = {}) {
    return Index{entries}.match(r, kNow, limits);
}

/// What happens to the shelter after a change: nothing if it is offered, else why it is not.
inline std::optional<Exclusion> excluded(std::function<void(Entry&)> const& change,
                                         Request const& r = request()) {
    Entry e = shelter();
    change(e);
    Report const out = report({e}, r);
    if (out.offers.size() == 1) return std::nullopt;
    EXPECT_EQ(out.excluded.size(), 1U);
    return out.excluded.at(0).reason;
}
/// The one offer.
inline Offer offered(std::function<void(Entry&)> const& change, Request const& r = request()) {
    Entry e = shelter();
    change(e);
    Report const out = report({e}, r);
    EXPECT_EQ(out.offers.size(), 1U);
    return out.offers.empty() ? Offer{} : out.offers[0];
}
inline bool gives(Offer const& offer, Reason reason) {
    return std::find(offer.reasons.begin(), offer.reasons.end(), reason) != offer.reasons.end();
}
/// `better` comes before `worse` though its id is higher.
inline void expect_order(std::function<void(Entry&)> const& better, std::function<void(Entry&)> const& worse,
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
inline auto const kAsItIs = [](Entry&) {};

inline Stated& condition(Entry& e, Wish wish) {
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
inline Stated contrary(Wish wish) {
    return wish <= Wish::kNoReferral ? Stated::kYes : Stated::kNo;
}
inline Wishes only(Wish wish) {
    Wishes w;
    w.insert(wish);
    return w;
}

}  // namespace amparo::matching::test
