// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support.hpp"

#include <cmath>
#include <numeric>
#include <random>
#include <set>
#include <tuple>

namespace amparo::matching {
namespace {

using namespace test;

/// A directory and a request in which every rule and key has something to do.
struct World {
    std::mt19937 rng;
    bool is_crowded = false;  ///< The first entry knows more codes than have a bit of their own.
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

    std::vector<Entry> entries(unsigned count) {
        std::vector<Entry> out;
        for (unsigned n = 0; n < count; ++n) out.push_back(entry(n));
        return out;
    }
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
        for (unsigned code = 0; is_crowded && n == 0 && code < 40; ++code)
            for (auto* const codes : {&e.languages, &e.populations, &e.areas})
                codes->insert(codes->begin(), "code " + std::to_string(code));
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

TEST(Matching, M1_to_M9_AgreesWithANaiveReadingOfTheRulesOnRandomDirectories) {
    std::set<Exclusion> seen;
    std::size_t offers = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        World world{std::mt19937{seed}, seed % 3 == 0};
        std::vector<Entry> const entries = world.entries(60);
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
        World world{std::mt19937{seed}, seed % 3 == 0};
        std::vector<Entry> entries = world.entries(40);
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
        std::vector<Entry> const entries = world.entries(80);
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

}  // namespace
}  // namespace amparo::matching
