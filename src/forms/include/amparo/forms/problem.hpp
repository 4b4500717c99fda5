// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What is wrong with a form or with what was filled in: which field, and how to mend it.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::forms {

enum class ProblemCode : std::uint8_t {
    // With what was filled in.
    kNotAnObject,
    kTooLarge,
    kUnknownField,
    kRequired,
    kDoesNotApply,
    kWrongType,
    kMalformed,
    kEmpty,
    kTooLong,
    kTooMany,
    kOutOfRange,
    kUnknownCode,
    kNotAQuestion,  ///< unknown, declined or not asked where something is described, not asked.
    kMixed,         ///< A code that says there is no answer, among answers.
    // With a declaration.
    kUnknownKey,
    kMissing,
    kBadValue,
    kBadName,
    kReservedName,
    kDuplicate,
    kUnknownType,
    kUnknownPart,
    kWrongPart,
    kUnknownVocabulary,
    kBadCondition,
    kMixedList,
    kTaken,
    kOldVersion,
    kChangedField,
};
[[nodiscard]] std::string_view name(ProblemCode code) noexcept;

struct Problem {
    ProblemCode code = ProblemCode::kMalformed;
    std::string field;  ///< "needs", "work[2].sector"; in a declaration "fields[3].labels". Empty: the whole.
    std::string message;  ///< A sentence. Never holds what was filled in (F11).
    std::string hint;     ///< How to mend it.
};
using Problems = std::vector<Problem>;

}  // namespace amparo::forms
