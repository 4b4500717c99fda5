// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/casework/first_contact.hpp"

#include "amparo/base/named.hpp"

namespace amparo::casework {

std::string_view name(ContactOutcome outcome) noexcept {
    switch (outcome) {
        case ContactOutcome::kOpen:
            return "open";
        case ContactOutcome::kServed:
            return "served";
        case ContactOutcome::kReferred:
            return "referred";
        case ContactOutcome::kTurnedAway:
            return "turned_away";
        case ContactOutcome::kLeft:
            return "left";
        case ContactOutcome::kUnknown:
            return "unknown";
    }
    return {};
}

std::string_view name(TurnedAwayReason reason) noexcept {
    switch (reason) {
        case TurnedAwayReason::kFull:
            return "full";
        case TurnedAwayReason::kServiceNotOffered:
            return "service_not_offered";
        case TurnedAwayReason::kOutsideArea:
            return "outside_area";
        case TurnedAwayReason::kPopulationLimit:
            return "population_limit";
        case TurnedAwayReason::kLanguageNotAvailable:
            return "language_not_available";
        case TurnedAwayReason::kAccessNotAvailable:
            return "access_not_available";
        case TurnedAwayReason::kConflictOfInterest:
            return "conflict_of_interest";
        case TurnedAwayReason::kSafetyOfSite:
            return "safety_of_site";
        case TurnedAwayReason::kProgramRules:
            return "program_rules";
        case TurnedAwayReason::kOther:
            return "other";
    }
    return {};
}

std::optional<ContactOutcome> contact_outcome_named(std::string_view wanted) noexcept {
    constexpr std::array kAll{ContactOutcome::kOpen,       ContactOutcome::kServed, ContactOutcome::kReferred,
                              ContactOutcome::kTurnedAway, ContactOutcome::kLeft,   ContactOutcome::kUnknown};
    return named(kAll, wanted);
}

std::optional<TurnedAwayReason> turned_away_reason_named(std::string_view wanted) noexcept {
    return named(kAllTurnedAwayReasons, wanted);
}

std::string_view field(ContactError error) noexcept {
    switch (error) {
        case ContactError::kReasonMissing:
        case ContactError::kReasonWithoutTurningAway:
            return "turned_away_reason";
        case ContactError::kNoteMissing:
            return "turned_away_note";
    }
    return {};
}

Result<Done, ContactError> check_ending(ContactOutcome outcome, std::optional<TurnedAwayReason> reason,
                                        std::string_view note) {
    bool const turned_away = outcome == ContactOutcome::kTurnedAway;
    if (turned_away && !reason) return Fail{ContactError::kReasonMissing};                            // C1
    if (!turned_away && reason) return Fail{ContactError::kReasonWithoutTurningAway};                 // C2
    if (reason == TurnedAwayReason::kOther && note.empty()) return Fail{ContactError::kNoteMissing};  // C3
    return Done{};
}

}  // namespace amparo::casework
