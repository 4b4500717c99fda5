// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A unit of a house: who can sleep there, what it offers, and the state of each of its places.
///
///   U1  A place is in one state. Three are what people stated of the unit (preparing, out of service, closed),
///       two what its stays say (held, occupied), and one is neither: vacant and accepting.
///   U2  Steps.   The table of docs/domain/shelter.md; a test reads it. What it does not name is refused.
///   U3  People first. A unit where somebody is held a place or stays is not taken out of service or closed:
///       they are moved first, or it is done by whoever did not know (offline), and then U4 shows it.
///   U4  Both.    A unit that was taken out of service by one and given to somebody by another is `occupied`
///       while they are in it: a person in a bed is a fact. A hold gives way instead (stay.hpp B5).
///   U5  Taking out of service and closing need a reason.
///   U6  A unit is one household's, unless it is shared: then each of its places is given by itself.
///
/// What a unit offers is what a person can ask for. No work, status, cooperation or release is among it.
#include "amparo/base/result.hpp"
#include "amparo/model/ids.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::shelter {

/// What a person can ask of a bed, and a unit can offer.
enum class Wish : std::uint8_t {
    kStepFree,
    kChildren,
    kPets,
    kPrivateBath,
    kLock,
    kWomenOnly,
    kMenOnly,
    kAllGenders,
};
inline constexpr std::array<Wish, 8> kAllWishes{Wish::kStepFree,    Wish::kChildren,  Wish::kPets,
                                                Wish::kPrivateBath, Wish::kLock,      Wish::kWomenOnly,
                                                Wish::kMenOnly,     Wish::kAllGenders};

class Wishes {
  public:
    constexpr Wishes() noexcept = default;
    constexpr void insert(Wish w) noexcept { bits_ = static_cast<std::uint8_t>(bits_ | bit(w)); }
    [[nodiscard]] constexpr bool contains(Wish w) const noexcept { return (bits_ & bit(w)) != 0; }
    [[nodiscard]] constexpr unsigned size() const noexcept {
        unsigned n = 0;
        for (Wish const w : kAllWishes) n += contains(w) ? 1U : 0U;
        return n;
    }

  private:
    static constexpr unsigned bit(Wish w) noexcept { return 1U << static_cast<unsigned>(w); }
    std::uint8_t bits_ = 0;
};

/// What people state of a unit.
enum class Condition : std::uint8_t { kAccepting, kPreparing, kOutOfService, kClosed };

/// U1.
enum class PlaceState : std::uint8_t { kAccepting, kPreparing, kHeld, kOccupied, kOutOfService, kClosed };
inline constexpr std::array<PlaceState, 6> kAllPlaceStates{PlaceState::kAccepting,    PlaceState::kPreparing,
                                                           PlaceState::kHeld,         PlaceState::kOccupied,
                                                           PlaceState::kOutOfService, PlaceState::kClosed};

enum class UnitStep : std::uint8_t {
    kHold,
    kArrive,
    kFree,  ///< The hold ended, or the person left.
    kReady,
    kPrepare,
    kTakeOut,
    kBringBack,
    kClose,
    kReopen,
};
inline constexpr std::array<UnitStep, 9> kAllUnitSteps{
    UnitStep::kHold,    UnitStep::kArrive,    UnitStep::kFree,  UnitStep::kReady, UnitStep::kPrepare,
    UnitStep::kTakeOut, UnitStep::kBringBack, UnitStep::kClose, UnitStep::kReopen};

enum class UnitError { kNotFromHere, kSomebodyIsThere, kReasonMissing };

/// U2, U3.
[[nodiscard]] Result<PlaceState, UnitError> next(PlaceState state, UnitStep step);
/// The condition that a step a person takes on the unit leads to; nothing for what stays do.
[[nodiscard]] std::optional<Condition> condition_after(UnitStep step) noexcept;
/// U5.
[[nodiscard]] bool needs_reason(UnitStep step) noexcept;

enum class Use : std::uint8_t { kNone, kHeld, kOccupied };
/// U1, U4.
[[nodiscard]] PlaceState state_of(Condition condition, Use use) noexcept;

struct Unit {
    RecordId id;
    RecordId house;
    std::string name;
    std::uint16_t places = 1;  ///< How many people can sleep there.
    bool shared = false;       ///< U6.
    Wishes offers{};
    Condition condition = Condition::kAccepting;
    std::int32_t utc_offset_minutes = 0;  ///< Of its house, for B1.

    /// U6. Its places by number: those of a shared unit from 1, else 0, the whole.
    [[nodiscard]] std::uint16_t first_place() const noexcept { return shared ? 1 : 0; }
    [[nodiscard]] std::uint16_t last_place() const noexcept { return shared ? places : 0; }
};

[[nodiscard]] std::string_view name(Wish wish) noexcept;
[[nodiscard]] std::string_view name(PlaceState state) noexcept;
[[nodiscard]] std::string_view name(UnitStep step) noexcept;
[[nodiscard]] std::optional<Wish> wish_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<PlaceState> place_state_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<UnitStep> unit_step_named(std::string_view name) noexcept;

}  // namespace amparo::shelter
