// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/offer.hpp"

#include <algorithm>
#include <tuple>

namespace amparo::shelter {
namespace {

/// What a unit has for these nights, before it is asked how many people there are.
struct Free {
    std::vector<std::uint16_t> places;
    std::uint16_t sleeps = 0;
    Obstacle obstacle = Obstacle::kNone;  ///< Of the first place that is not free.
};

Free free_of(Unit const& unit, Ask const& ask, Occupancy const& occupancy,
             std::optional<RecordId> const& except) {
    Free out;
    if (!unit.shared) {
        out.obstacle = occupancy.obstacle(unit, 0, ask.from, ask.until, except);
        if (out.obstacle == Obstacle::kNone) out.sleeps = unit.places;
        if (out.obstacle == Obstacle::kNone) out.places.push_back(0);
        return out;
    }
    for (std::uint16_t place = 1; place <= unit.places; ++place) {
        Obstacle const o = occupancy.obstacle(unit, place, ask.from, ask.until, except);
        if (o == Obstacle::kNone)
            out.places.push_back(place);
        else if (out.obstacle == Obstacle::kNone)
            out.obstacle = o;
    }
    out.sleeps = static_cast<std::uint16_t>(out.places.size());
    return out;
}

std::optional<Wish> unmet(Wishes asked, Wishes offered) {
    for (Wish const w : kAllWishes)
        if (asked.contains(w) && !offered.contains(w)) return w;
    return std::nullopt;
}

/// O2: of a room for one gender that nobody asked for.
bool is_for_others(Unit const& unit, Wishes asked) {
    return (unit.offers.contains(Wish::kWomenOnly) && !asked.contains(Wish::kWomenOnly)) ||
           (unit.offers.contains(Wish::kMenOnly) && !asked.contains(Wish::kMenOnly));
}

Why why_of(Obstacle obstacle) {
    switch (obstacle) {
        case Obstacle::kPreparing:
            return Why::kPreparing;
        case Obstacle::kOutOfService:
            return Why::kOutOfService;
        case Obstacle::kClosed:
            return Why::kClosed;
        case Obstacle::kNone:
        case Obstacle::kTaken:
            return Why::kTaken;
    }
    return Why::kTaken;
}

/// O1, but for the size of the household: what excludes a unit even as one of several.
std::optional<Exclusion> excluded(std::size_t at, Unit const& unit, Ask const& ask) {
    if (ask.house && unit.house != *ask.house) return Exclusion{at, Why::kOtherHouse, std::nullopt};
    if (unit.condition == Condition::kClosed) return Exclusion{at, Why::kClosed, std::nullopt};
    if (unit.condition == Condition::kOutOfService) return Exclusion{at, Why::kOutOfService, std::nullopt};
    return std::nullopt;
}

struct Part {
    std::size_t unit = 0;
    Free free;
};

/// O3.
std::vector<Offer> several_of(std::vector<Part> const& parts, std::span<Unit const> units, Ask const& ask) {
    std::uint16_t const household = ask.household;
    std::vector<Offer> best;
    std::vector<RecordId> houses;
    for (Part const& part : parts) houses.push_back(units[part.unit].house);
    std::sort(houses.begin(), houses.end());
    houses.erase(std::unique(houses.begin(), houses.end()), houses.end());
    for (RecordId const& house : houses) {
        std::vector<Part const*> here;
        for (Part const& part : parts)
            if (units[part.unit].house == house) here.push_back(&part);
        std::sort(here.begin(), here.end(), [&](Part const* a, Part const* b) {
            auto const key = [&](Part const* part) {
                Unit const& unit = units[part->unit];
                return std::tuple(is_for_others(unit, ask.wishes), -int{part->free.sleeps}, unit.name,
                                  unit.id);
            };
            return key(a) < key(b);
        });
        std::vector<Offer> chosen;
        unsigned sleeps = 0;
        for (Part const* part : here) {
            if (sleeps >= household) break;
            std::vector<std::uint16_t> places = part->free.places;
            if (units[part->unit].shared && places.size() > household - sleeps)
                places.resize(household - sleeps);
            sleeps += units[part->unit].shared ? static_cast<unsigned>(places.size()) : part->free.sleeps;
            chosen.push_back(Offer{part->unit, std::move(places)});
        }
        if (sleeps >= household && (best.empty() || chosen.size() < best.size())) best = std::move(chosen);
    }
    return best;
}

}  // namespace

Found find_places(Ask const& ask, std::span<Unit const> units, Occupancy const& occupancy,
                  std::optional<RecordId> const& except) {
    Found out;
    std::vector<Part> parts;
    for (std::size_t i = 0; i < units.size(); ++i) {
        Unit const& unit = units[i];
        if (auto exclusion = excluded(i, unit, ask)) {
            out.excluded.push_back(*exclusion);
            continue;
        }
        bool const too_small = unit.places < ask.household;
        auto const wish = unmet(ask.wishes, unit.offers);
        Free free = free_of(unit, ask, occupancy, except);
        if (!wish && !free.places.empty()) parts.push_back({i, free});
        if (too_small)
            out.excluded.push_back({i, Why::kTooSmall, std::nullopt});
        else if (wish)
            out.excluded.push_back({i, Why::kWish, wish});
        else if (free.sleeps < ask.household)
            out.excluded.push_back({i, why_of(free.obstacle), std::nullopt});
        else {
            if (unit.shared) free.places.resize(ask.household);
            out.offers.push_back({i, std::move(free.places)});
        }
    }
    if (out.offers.empty()) out.several = several_of(parts, units, ask);
    std::stable_sort(out.offers.begin(), out.offers.end(), [&](Offer const& a, Offer const& b) {
        auto const key = [&](Offer const& o) {
            Unit const& u = units[o.unit];
            int const too_many = u.shared ? 0 : int{u.places} - int{ask.household};
            return std::tuple(is_for_others(u, ask.wishes), too_many, u.offers.size() - ask.wishes.size(),
                              u.house, u.name, u.id);
        };
        return key(a) < key(b);
    });
    return out;
}

std::string_view name(Why why) noexcept {
    switch (why) {
        case Why::kClosed:
            return "closed";
        case Why::kOutOfService:
            return "out_of_service";
        case Why::kTooSmall:
            return "too_small";
        case Why::kWish:
            return "wish_not_met";
        case Why::kPreparing:
            return "preparing";
        case Why::kTaken:
            return "taken";
        case Why::kOtherHouse:
            return "other_house";
    }
    return {};
}

}  // namespace amparo::shelter
