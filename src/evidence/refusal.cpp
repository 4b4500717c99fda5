// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/refusal.hpp"

namespace amparo::evidence {

std::string_view name(RefusalCode code) noexcept {
    switch (code) {
        case RefusalCode::kMalformed:
            return "malformed";
        case RefusalCode::kUnknownField:
            return "unknown_field";
        case RefusalCode::kNotCoded:
            return "not_coded";
        case RefusalCode::kUnknownCode:
            return "unknown_code";
        case RefusalCode::kUnknownPopulation:
            return "unknown_population";
        case RefusalCode::kTooLarge:
            return "too_large";
        case RefusalCode::kStale:
            return "stale";
        case RefusalCode::kNoCases:
            return "no_cases";
        case RefusalCode::kEmptyPopulation:
            return "empty_population";
        case RefusalCode::kTooFew:
            return "too_few";
        case RefusalCode::kGivesAway:
            return "gives_away";
    }
    return "";
}

}  // namespace amparo::evidence
