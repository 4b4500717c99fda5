// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// How a first contact ended, and why when a person was turned away.
///
///   C1 Turned away needs a reason. Why: who was not served, and for want of what, is the first figure a
///      network needs, and it is gone if nobody writes it down that day.
///   C2 A reason belongs to nothing else: with another outcome it is refused.
///   C3 The reason `other` needs a note.
///   C4 The reasons are a closed set, about the service. No code in it says that a person's work, immigration
///      status, cooperation or unsigned release was the reason: those can't be reasons (DESIGN.md rule 2).
///
/// Source: 28 CFR 90.4(b)(3), (c); the reasons an OVW annual report asks for; docs/domain/finding.md.
#include "amparo/base/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace amparo::casework {

enum class ContactOutcome : std::uint8_t { kOpen, kServed, kReferred, kTurnedAway, kLeft, kUnknown };

enum class TurnedAwayReason : std::uint8_t {
    kFull,
    kServiceNotOffered,
    kOutsideArea,
    kPopulationLimit,
    kLanguageNotAvailable,
    kAccessNotAvailable,
    kConflictOfInterest,
    kSafetyOfSite,
    kProgramRules,
    kOther,
};

inline constexpr std::array<TurnedAwayReason, 10> kAllTurnedAwayReasons{
    TurnedAwayReason::kFull,
    TurnedAwayReason::kServiceNotOffered,
    TurnedAwayReason::kOutsideArea,
    TurnedAwayReason::kPopulationLimit,
    TurnedAwayReason::kLanguageNotAvailable,
    TurnedAwayReason::kAccessNotAvailable,
    TurnedAwayReason::kConflictOfInterest,
    TurnedAwayReason::kSafetyOfSite,
    TurnedAwayReason::kProgramRules,
    TurnedAwayReason::kOther};

enum class ContactError { kReasonMissing, kReasonWithoutTurningAway, kNoteMissing };

[[nodiscard]] std::string_view name(ContactOutcome outcome) noexcept;
[[nodiscard]] std::string_view name(TurnedAwayReason reason) noexcept;
[[nodiscard]] std::optional<ContactOutcome> contact_outcome_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<TurnedAwayReason> turned_away_reason_named(std::string_view name) noexcept;
/// The form field an error is about.
[[nodiscard]] std::string_view field(ContactError error) noexcept;

[[nodiscard]] Result<Done, ContactError> check_ending(ContactOutcome outcome,
                                                      std::optional<TurnedAwayReason> reason,
                                                      std::string_view note);

}  // namespace amparo::casework
