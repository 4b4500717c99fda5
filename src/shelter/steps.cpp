// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/steps.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace amparo::shelter {
namespace {

Fail<StepError> fail(StepCode code) {
    return Fail{StepError{code}};
}

Unit const* unit_of(Known const& known, RecordId const& id) {
    auto const at =
        std::find_if(known.units.begin(), known.units.end(), [&](Unit const& u) { return u.id == id; });
    return at == known.units.end() ? nullptr : &*at;
}

Night tonight(Known const& known, RecordId const& unit) {
    Unit const* const found = unit_of(known, unit);
    return night_of(known.now, found == nullptr ? 0 : found->utc_offset_minutes);
}

Result<StayState, StepError> after(Json const& stay, StayStep step) {
    auto const state = stay_state_named(codec::text_at(stay, "state").value_or(""));
    auto const moved =
        state ? next(*state, step) : Result<StayState, StayError>{Fail{StayError::kNotFromHere}};
    if (!moved.ok()) return fail(StepCode::kNotFromHere);
    return moved.value();
}

/// T1: nothing may be in the way of what a stay claims from now on.
Result<Done, StepError> free_for(Known const& known, std::span<Span const> spans,
                                 std::optional<RecordId> const& stay) {
    for (Span const& span : spans) {
        if (span.ended) continue;
        Unit const* const unit = unit_of(known, span.unit);
        if (unit == nullptr) return Fail{StepError{StepCode::kNoSuchPlace, Obstacle::kNone, span.unit}};
        Obstacle const o = known.occupancy.obstacle(*unit, span.place, span.from, span.until, stay);
        if (o != Obstacle::kNone) return Fail{StepError{StepCode::kNotFree, o, span.unit}};
    }
    return Done{};
}

/// T2.
Result<std::vector<Span>, StepError> spans_of(Known const& known, std::span<Place const> places,
                                              std::uint16_t household, std::optional<Night> from, Night until,
                                              std::optional<RecordId> const& stay) {
    std::vector<Span> out;
    std::set<std::pair<RecordId, std::uint16_t>> seen;
    unsigned sleeps = 0;
    for (Place const& place : places) {
        Unit const* const unit = unit_of(known, place.unit);
        bool const exists = unit != nullptr && (unit->shared ? place.place >= 1 && place.place <= unit->places
                                                             : place.place == 0);
        if (!exists || !seen.insert({place.unit, place.place}).second)
            return Fail{StepError{StepCode::kNoSuchPlace, Obstacle::kNone, place.unit}};
        sleeps += unit->shared ? 1U : unit->places;
        Night const now = tonight(known, place.unit);
        Span const span{place.unit, place.place, from.value_or(now), until, false};
        if (span.from < now || span.until <= span.from) return fail(StepCode::kNights);
        out.push_back(span);
    }
    if (sleeps < household) return fail(StepCode::kTooFewPlaces);
    AMPARO_DO(free_for(known, out, stay));
    return out;
}

Result<std::string, StepError> hold_until(Known const& known, std::chrono::minutes minutes) {
    if (minutes <= std::chrono::minutes{0} || minutes > kHoldMinutesMax) return fail(StepCode::kMinutes);
    return amparo::text(known.now + minutes);
}

}  // namespace

Fields hold(Known const& known, std::span<Place const> places, std::uint16_t household, Night from,
            Night until, std::chrono::minutes minutes) {
    AMPARO_TRY(auto const ends, hold_until(known, minutes));
    AMPARO_TRY(auto const spans, spans_of(known, places, household, from, until, std::nullopt));
    return Json{{"state", name(StayState::kHeld)},
                {"household", household},
                {"held_at", amparo::text(known.now)},
                {"hold_until", ends},
                {"places", to_json(spans)}};
}

Fields arrive_at_once(Known const& known, std::span<Place const> places, std::uint16_t household,
                      Night until) {
    AMPARO_TRY(auto const spans, spans_of(known, places, household, std::nullopt, until, std::nullopt));
    return Json{{"state", name(StayState::kStaying)},
                {"household", household},
                {"arrived_at", amparo::text(known.now)},
                {"places", to_json(spans)}};
}

Fields keep(Known const& known, RecordId const& id, Json const& stay, std::chrono::minutes minutes) {
    AMPARO_DO(after(stay, StayStep::kKeep));
    AMPARO_TRY(auto const ends, hold_until(known, minutes));
    AMPARO_DO(free_for(known, spans_from(codec::list_at(stay, "places")), id));
    return Json{{"hold_until", ends}};
}

Fields arrive(Known const& known, RecordId const& id, Json const& stay, Early early) {
    AMPARO_TRY(auto const state, after(stay, StayStep::kArrive));
    auto spans = spans_from(codec::list_at(stay, "places"));
    for (Span& span : spans) {
        Night const now = tonight(known, span.unit);
        if (span.from > now && early == Early::kNotSaid) return fail(StepCode::kNotYet);
        span.from = now;
        if (span.until <= span.from) return fail(StepCode::kNights);
    }
    AMPARO_DO(free_for(known, spans, id));
    return Json{{"state", name(state)}, {"arrived_at", amparo::text(known.now)}, {"places", to_json(spans)}};
}

Fields extend(Known const& known, RecordId const& id, Json const& stay, Night until) {
    AMPARO_DO(after(stay, StayStep::kExtend));
    auto spans = spans_from(codec::list_at(stay, "places"));
    for (Span& span : spans) {
        if (span.ended) continue;
        if (until <= std::max(span.from, tonight(known, span.unit))) return fail(StepCode::kNights);
        span.until = until;
    }
    AMPARO_DO(free_for(known, spans, id));
    return Json{{"places", to_json(spans)}};
}

Fields move_to(Known const& known, RecordId const& id, Json const& stay, std::span<Place const> places) {
    AMPARO_TRY(auto const state, after(stay, StayStep::kMove));
    std::vector<Span> kept;
    Night from{};
    Night until{};
    for (Span span : spans_from(codec::list_at(stay, "places"))) {
        if (span.ended) {
            kept.push_back(span);
            continue;
        }
        Night const now = tonight(known, span.unit);
        from = std::max({from, span.from, now});
        until = std::max({until, span.until, now + std::chrono::days{1}});
        if (state == StayState::kHeld || span.from > now) continue;  // Nobody slept there.
        span.until = now;
        span.ended = true;
        kept.push_back(span);
    }
    auto const household = static_cast<std::uint16_t>(codec::int_at(stay, "household").value_or(1));
    AMPARO_TRY(auto const taken, spans_of(known, places, household, from, until, id));
    kept.insert(kept.end(), taken.begin(), taken.end());
    return Json{{"places", to_json(kept)}};
}

Fields away(Known const& known, Json const& stay, Night from, Night until) {
    AMPARO_DO(after(stay, StayStep::kAway));
    auto const spans = spans_from(codec::list_at(stay, "places"));
    if (spans.empty() || until <= from || from < tonight(known, spans.back().unit) ||
        from >= spans.back().until)
        return fail(StepCode::kNights);
    Json nights = Json::array();
    for (Json const& before : codec::list_at(stay, "away")) {
        auto const begins = night_from(codec::string_or(before, "from"));
        auto const ends = night_from(codec::string_or(before, "until"));
        if (!begins || !ends || *ends < from || *begins > until) {
            nights.push_back(before);
        } else {  // It is one absence.
            from = std::min(from, *begins);
            until = std::max(until, *ends);
        }
    }
    nights.push_back(Json{{"from", text(from)}, {"until", text(until)}});
    return Json{{"away", std::move(nights)}};
}

Fields leave(Known const& known, Json const& stay) {
    AMPARO_TRY(auto const state, after(stay, StayStep::kLeave));
    auto spans = spans_from(codec::list_at(stay, "places"));
    Night left{};
    for (Span& span : spans) {
        if (span.ended) continue;
        span.until = std::max(span.from, tonight(known, span.unit));
        span.ended = true;
        left = std::max(left, span.until);
    }
    return Json{{"state", name(state)}, {"left_on", text(left)}, {"places", to_json(spans)}};
}

namespace {

/// The places somebody had to the last, until another night; as if what they left were theirs up to then.
Result<std::vector<Span>, StepError> left_at(Known const& known, RecordId const& id, Json const& stay,
                                             Night until, bool ended) {
    auto const before = night_from(codec::text_at(stay, "left_on").value_or(""));
    if (stay_state_named(codec::text_at(stay, "state").value_or("")) != StayState::kLeft || !before)
        return fail(StepCode::kNotFromHere);
    auto spans = spans_from(codec::list_at(stay, "places"));
    std::vector<Span> more;
    for (Span& span : spans) {
        if (!span.ended || span.until != *before) continue;
        if (until > span.until) more.push_back({span.unit, span.place, span.until, until, false});
        span.until = std::max(span.from, until);
        span.ended = ended;
    }
    AMPARO_DO(free_for(known, more, id));
    return spans;
}

}  // namespace

Fields left_on(Known const& known, RecordId const& id, Json const& stay, Night day) {
    auto const spans = spans_from(codec::list_at(stay, "places"));
    if (spans.empty() || day > tonight(known, spans.back().unit) || day < spans.back().from)
        return fail(StepCode::kNights);
    AMPARO_TRY(auto const after, left_at(known, id, stay, day, true));
    return Json{{"left_on", text(day)}, {"places", to_json(after)}};
}

Fields come_back(Known const& known, RecordId const& id, Json const& stay) {
    AMPARO_TRY(auto const after, left_at(known, id, stay, kNoEnd, false));
    return Json{{"state", name(StayState::kStaying)}, {"places", to_json(after)}};
}

Fields end_hold(Json const& stay) {
    AMPARO_TRY(auto const state, after(stay, StayStep::kEnd));
    return Json{{"state", name(state)}};
}

}  // namespace amparo::shelter
