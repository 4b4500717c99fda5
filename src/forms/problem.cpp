// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/problem.hpp"

namespace amparo::forms {

std::string_view name(ProblemCode code) noexcept {
    switch (code) {
        case ProblemCode::kNotAnObject:
            return "not_an_object";
        case ProblemCode::kTooLarge:
            return "too_large";
        case ProblemCode::kUnknownField:
            return "unknown_field";
        case ProblemCode::kRequired:
            return "required";
        case ProblemCode::kDoesNotApply:
            return "does_not_apply";
        case ProblemCode::kWrongType:
            return "wrong_type";
        case ProblemCode::kMalformed:
            return "malformed";
        case ProblemCode::kEmpty:
            return "empty";
        case ProblemCode::kTooLong:
            return "too_long";
        case ProblemCode::kTooMany:
            return "too_many";
        case ProblemCode::kOutOfRange:
            return "out_of_range";
        case ProblemCode::kUnknownCode:
            return "unknown_code";
        case ProblemCode::kNotAQuestion:
            return "not_a_question";
        case ProblemCode::kMixed:
            return "mixed";
        case ProblemCode::kUnknownKey:
            return "unknown_key";
        case ProblemCode::kMissing:
            return "missing";
        case ProblemCode::kBadValue:
            return "bad_value";
        case ProblemCode::kBadName:
            return "bad_name";
        case ProblemCode::kReservedName:
            return "reserved_name";
        case ProblemCode::kDuplicate:
            return "duplicate";
        case ProblemCode::kUnknownType:
            return "unknown_type";
        case ProblemCode::kUnknownPart:
            return "unknown_part";
        case ProblemCode::kWrongPart:
            return "wrong_part";
        case ProblemCode::kUnknownVocabulary:
            return "unknown_vocabulary";
        case ProblemCode::kBadCondition:
            return "bad_condition";
        case ProblemCode::kMixedList:
            return "mixed_list";
        case ProblemCode::kTaken:
            return "taken";
        case ProblemCode::kOldVersion:
            return "old_version";
        case ProblemCode::kChangedField:
            return "changed_field";
    }
    return {};
}

}  // namespace amparo::forms
