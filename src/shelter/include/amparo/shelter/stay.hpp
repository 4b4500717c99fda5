// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Holds and stays, and who has which place on which night.
///
///   B1  Night.     The night of a day begins at six in the morning of that day, at the house. Who comes at three
///       in the morning came for the night before; who leaves at ten slept the night before.
///   B2  Hold.      A hold ends by the clock: after `hold_until` it claims nothing, whether or not a program was
///       running then. It can be prolonged, or its person come, as long as the place is still free.
///   B3  Stay.      Who stays and has not left is there tonight, whatever was planned.
///   B4  One.       A place (of an unshared unit: the unit) is given to one stay a night, whatever was written and
///       where. Claims stand in this order: who came, before who is held a place; then who came, or was held
///       it, first; then the record's id. A claim stands if nothing that stands is in its way. So every device
///       that knows the same records says the same.
///   B5  Told.      A claim that does not stand is never dropped: it is listed with what stands in its way, so
///       that the person is offered the next place. A hold in a unit that was taken out of service or closed
///       does not stand either.
///   B6  Undecided. A stay that two people changed differently claims what each of them wrote, until it is
///       settled. Why: a bed must not look free because two colleagues disagree whose it is.
///   B7  Household. A stay takes as many places as its household has people, in one unit or several.
///   B8  Steps.     The table of docs/domain/shelter.md; a test reads it. What it does not name is refused.
///
/// No work, status, cooperation or release is a parameter (DESIGN.md rule 2); this module links none that
/// holds them.
#include "amparo/base/instant.hpp"
#include "amparo/base/result.hpp"
#include "amparo/model/ids.hpp"
#include "amparo/shelter/unit.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace amparo::shelter {

using Night = std::chrono::sys_days;
/// "Until it ends."
inline constexpr Night kNoEnd{std::chrono::days{4'000'000}};
inline constexpr std::chrono::minutes kHoldMinutes{90};
inline constexpr std::chrono::minutes kHoldMinutesMax{std::chrono::hours{72}};
inline constexpr std::chrono::hours kNightBegins{6};

/// B1.
[[nodiscard]] Night night_of(Instant at, std::int32_t utc_offset_minutes);

enum class StayState : std::uint8_t {
    kHeld,
    kStaying,
    kLeft,
    kEnded  ///< A hold that somebody ended.
};
inline constexpr std::array<StayState, 4> kAllStayStates{StayState::kHeld, StayState::kStaying,
                                                         StayState::kLeft, StayState::kEnded};

enum class StayStep : std::uint8_t { kKeep, kArrive, kExtend, kMove, kAway, kLeave, kEnd };
inline constexpr std::array<StayStep, 7> kAllStaySteps{StayStep::kKeep, StayStep::kArrive, StayStep::kExtend,
                                                       StayStep::kMove, StayStep::kAway,   StayStep::kLeave,
                                                       StayStep::kEnd};

enum class StayError { kNotFromHere };

/// B8.
[[nodiscard]] Result<StayState, StayError> next(StayState state, StayStep step);

/// One place for some nights.
struct Span {
    RecordId unit;
    std::uint16_t place = 0;  ///< From 1; 0: the unit, whatever has how many places.
    Night from{};
    Night until = kNoEnd;  ///< The first night it is not theirs any more.
    bool ended = false;    ///< Moved out, or left.
    friend bool operator==(Span const&, Span const&) = default;
};

struct Stay {
    RecordId id;
    StayState state = StayState::kHeld;
    Instant since;  ///< Came; for a hold: was held it.
    std::optional<Instant> hold_until{};
    std::vector<Span> spans{};
};

/// B2.
[[nodiscard]] bool in_force(Stay const& stay, Instant now) noexcept;

/// What stands in the way of a claim.
enum class Obstacle : std::uint8_t { kNone, kTaken, kOutOfService, kClosed, kPreparing };
[[nodiscard]] std::string_view name(Obstacle obstacle) noexcept;

/// A span of a stay, and whether it stands (B4, B5).
struct Claim {
    std::size_t stay = 0;  ///< In the list handed in.
    Span span;             ///< With the nights it claims (B3).
    Use use = Use::kNone;
    Obstacle obstacle = Obstacle::kNone;
    std::optional<std::size_t> by;  ///< The stay that has it.
};

/// Who has what, from every stay that is known.
class Occupancy {
  public:
    /// Stays with the same id are versions of one (B6).
    Occupancy(std::span<Unit const> units, std::span<Stay const> stays, Instant now);

    /// Of one unit, those that stand; by first night.
    [[nodiscard]] std::span<Claim const> standing(RecordId const& unit) const;
    /// Everything that does not stand and still matters: of who is held a place or stays.
    [[nodiscard]] std::vector<Claim> const& displaced() const noexcept { return displaced_; }
    /// What would be in the way of a place for these nights; `for_stay` is not in its own way.
    [[nodiscard]] Obstacle obstacle(Unit const& unit, std::uint16_t place, Night from, Night until,
                                    std::optional<RecordId> const& for_stay = std::nullopt) const;
    [[nodiscard]] PlaceState state(Unit const& unit, std::uint16_t place, Night night) const;

  private:
    [[nodiscard]] Claim const* in_the_way(Unit const& unit, Span const& span,
                                          std::optional<RecordId> const& for_stay) const;

    std::span<Stay const> stays_;
    std::map<RecordId, Unit const*> units_;
    std::map<RecordId, std::vector<Claim>> standing_;
    std::vector<Claim> displaced_;
};

[[nodiscard]] std::string_view name(StayState state) noexcept;
[[nodiscard]] std::string_view name(StayStep step) noexcept;
[[nodiscard]] std::optional<StayState> stay_state_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<StayStep> stay_step_named(std::string_view name) noexcept;

}  // namespace amparo::shelter
