// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a hold or a stay becomes by a step: the fields to write, or why not. Pure: whoever calls decides under
/// the writer's lock, with everything that others wrote taken in (B4 then can't be broken on one file).
///
///   T1  A place is given only if nothing stands in its way for every night asked, and the unit accepts people.
///       Moving and extending ask the same of what is new.
///   T2  All the places of a household, or none.
///   T3  Who arrives late, after the hold ended, gets the place if it is still free; else is told who decides.
///   T4  Nothing is backdated over somebody: a step is of tonight or later.
///   T5  Nights away keep the place. Leaving ends it: with where to, and the person's own view of whether it is
///       safe there, or that they were not asked.
///   T6  A wrong exit can be corrected: the day, or that they never left. Nights that this makes theirs again are
///       asked for as T1 says.
///   T7  A hold for nights to come begins early only if that is said: then from tonight, as T1 asks.
#include "amparo/shelter/shelter_json.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace amparo::shelter {

enum class StepCode : std::uint8_t {
    kNotFromHere,
    kNoSuchPlace,
    kNotFree,
    kTooFewPlaces,
    kNights,  ///< None, in the past, or the wrong way round.
    kMinutes,
    kNotYet,  ///< T7.
};
enum class Early : std::uint8_t { kNotSaid, kSaid };

struct StepError {
    StepCode code;
    Obstacle obstacle = Obstacle::kNone;
    std::optional<RecordId> unit{};
};

using Fields = Result<Json, StepError>;

struct Place {
    RecordId unit;
    std::uint16_t place = 0;
};

/// What is known when the step is taken.
struct Known {
    std::span<Unit const> units;
    Occupancy const& occupancy;
    Instant now;
};

/// The record of a new hold.
[[nodiscard]] Fields hold(Known const& known, std::span<Place const> places, std::uint16_t household,
                          Night from, Night until, std::chrono::minutes minutes);
/// The record of somebody who is there already, without a hold.
[[nodiscard]] Fields arrive_at_once(Known const& known, std::span<Place const> places,
                                    std::uint16_t household, Night until);

/// Of a stay's record, as it stands.
[[nodiscard]] Fields keep(Known const& known, RecordId const& id, Json const& stay,
                          std::chrono::minutes minutes);
[[nodiscard]] Fields arrive(Known const& known, RecordId const& id, Json const& stay,
                            Early early = Early::kNotSaid);
[[nodiscard]] Fields extend(Known const& known, RecordId const& id, Json const& stay, Night until);
[[nodiscard]] Fields move_to(Known const& known, RecordId const& id, Json const& stay,
                             std::span<Place const> places);
[[nodiscard]] Fields away(Known const& known, Json const& stay, Night from, Night until);
[[nodiscard]] Fields leave(Known const& known, Json const& stay);
[[nodiscard]] Fields end_hold(Json const& stay);

/// T6, of who left: on which day; at the latest tonight.
[[nodiscard]] Fields left_on(Known const& known, RecordId const& id, Json const& stay, Night day);
/// T6, of who left: they are there still, for as long as they stay.
[[nodiscard]] Fields come_back(Known const& known, RecordId const& id, Json const& stay);

}  // namespace amparo::shelter
