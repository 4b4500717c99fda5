// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/stay.hpp"

#include "amparo/base/named.hpp"

#include <algorithm>
#include <tuple>

namespace amparo::shelter {
namespace {

bool overlap(Unit const& unit, Span const& a, Span const& b) noexcept {
    bool const same_place = !unit.shared || a.place == 0 || b.place == 0 || a.place == b.place;
    return same_place && a.from < b.until && b.from < a.until;
}

/// B3: the nights a span claims now.
Span claimed(Stay const& stay, Span span, Night tonight) {
    if (stay.state == StayState::kStaying && !span.ended)
        span.until = std::max(span.until, tonight + std::chrono::days{1});
    return span;
}

bool has_come(Stay const& stay) noexcept {
    return stay.state == StayState::kStaying || stay.state == StayState::kLeft;
}

Obstacle closed_to_holds(Condition condition) noexcept {
    switch (condition) {
        case Condition::kOutOfService:
            return Obstacle::kOutOfService;
        case Condition::kClosed:
            return Obstacle::kClosed;
        case Condition::kAccepting:
        case Condition::kPreparing:
            return Obstacle::kNone;
    }
    return Obstacle::kClosed;
}

}  // namespace

Night night_of(Instant at, std::int32_t utc_offset_minutes) {
    return std::chrono::floor<std::chrono::days>(at + std::chrono::minutes{utc_offset_minutes} -
                                                 kNightBegins);
}

Result<StayState, StayError> next(StayState state, StayStep step) {
    switch (state) {
        case StayState::kHeld:
            if (step == StayStep::kArrive) return StayState::kStaying;
            if (step == StayStep::kEnd) return StayState::kEnded;
            if (step == StayStep::kKeep || step == StayStep::kExtend || step == StayStep::kMove) return state;
            break;
        case StayState::kStaying:
            if (step == StayStep::kLeave) return StayState::kLeft;
            if (step == StayStep::kExtend || step == StayStep::kMove || step == StayStep::kAway) return state;
            break;
        case StayState::kLeft:
        case StayState::kEnded:
            break;
    }
    return Fail{StayError::kNotFromHere};
}

bool in_force(Stay const& stay, Instant now) noexcept {
    switch (stay.state) {
        case StayState::kHeld:
            return stay.hold_until && now < *stay.hold_until;
        case StayState::kStaying:
            return true;
        case StayState::kLeft:
        case StayState::kEnded:
            return false;
    }
    return false;
}

Occupancy::Occupancy(std::span<Unit const> units, std::span<Stay const> stays, Instant now) : stays_{stays} {
    for (Unit const& unit : units) units_.emplace(unit.id, &unit);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < stays.size(); ++i)
        if (has_come(stays[i]) || in_force(stays[i], now)) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        auto const key = [&](std::size_t i) {
            return std::tuple(!has_come(stays[i]), stays[i].since, stays[i].id, i);
        };
        return key(a) < key(b);
    });
    for (std::size_t const i : order) {
        Stay const& stay = stays[i];
        for (Span const& span : stay.spans) {
            auto const unit = units_.find(span.unit);
            if (unit == units_.end()) continue;
            Claim claim{i, claimed(stay, span, night_of(now, unit->second->utc_offset_minutes)),
                        has_come(stay) ? Use::kOccupied : Use::kHeld, Obstacle::kNone, std::nullopt};
            if (claim.span.from >= claim.span.until) continue;
            if (!has_come(stay)) claim.obstacle = closed_to_holds(unit->second->condition);
            if (Claim const* const other = in_the_way(*unit->second, claim.span, stay.id)) {
                claim.obstacle = Obstacle::kTaken;
                claim.by = other->stay;
            }
            if (claim.obstacle == Obstacle::kNone)
                standing_[span.unit].push_back(claim);
            else if (in_force(stay, now) && !span.ended)
                displaced_.push_back(claim);
        }
    }
    for (auto& [unit, claims] : standing_)
        std::stable_sort(claims.begin(), claims.end(), [](Claim const& a, Claim const& b) {
            return std::tuple(a.span.from, a.span.place) < std::tuple(b.span.from, b.span.place);
        });
}

Claim const* Occupancy::in_the_way(Unit const& unit, Span const& span,
                                   std::optional<RecordId> const& for_stay) const {
    auto const at = standing_.find(unit.id);
    if (at == standing_.end()) return nullptr;
    for (Claim const& other : at->second)
        if (overlap(unit, other.span, span) && stays_[other.stay].id != for_stay) return &other;
    return nullptr;
}

std::span<Claim const> Occupancy::standing(RecordId const& unit) const {
    auto const at = standing_.find(unit);
    return at == standing_.end() ? std::span<Claim const>{} : std::span<Claim const>{at->second};
}

Obstacle Occupancy::obstacle(Unit const& unit, std::uint16_t place, Night from, Night until,
                             std::optional<RecordId> const& for_stay) const {
    if (in_the_way(unit, Span{unit.id, place, from, until, false}, for_stay) != nullptr)
        return Obstacle::kTaken;
    if (unit.condition == Condition::kPreparing) return Obstacle::kPreparing;
    return closed_to_holds(unit.condition);
}

PlaceState Occupancy::state(Unit const& unit, std::uint16_t place, Night night) const {
    Claim const* const claim =
        in_the_way(unit, Span{unit.id, place, night, night + std::chrono::days{1}, false}, std::nullopt);
    return state_of(unit.condition, claim == nullptr ? Use::kNone : claim->use);
}

std::string_view name(Obstacle obstacle) noexcept {
    switch (obstacle) {
        case Obstacle::kNone:
            return "none";
        case Obstacle::kTaken:
            return "taken";
        case Obstacle::kOutOfService:
            return "out_of_service";
        case Obstacle::kClosed:
            return "closed";
        case Obstacle::kPreparing:
            return "preparing";
    }
    return {};
}

std::string_view name(StayState state) noexcept {
    switch (state) {
        case StayState::kHeld:
            return "held";
        case StayState::kStaying:
            return "staying";
        case StayState::kLeft:
            return "left";
        case StayState::kEnded:
            return "ended";
    }
    return {};
}

std::string_view name(StayStep step) noexcept {
    switch (step) {
        case StayStep::kKeep:
            return "keep";
        case StayStep::kArrive:
            return "arrive";
        case StayStep::kExtend:
            return "extend";
        case StayStep::kMove:
            return "move";
        case StayStep::kAway:
            return "away";
        case StayStep::kLeave:
            return "leave";
        case StayStep::kEnd:
            return "end";
    }
    return {};
}

std::optional<StayState> stay_state_named(std::string_view wanted) noexcept {
    return named(kAllStayStates, wanted);
}
std::optional<StayStep> stay_step_named(std::string_view wanted) noexcept {
    return named(kAllStaySteps, wanted);
}

}  // namespace amparo::shelter
