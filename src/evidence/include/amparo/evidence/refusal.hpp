// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Why there is no population, table or bundle: what is wrong, where, and how to mend it.
#include <cstdint>
#include <string>
#include <string_view>

namespace amparo::evidence {

enum class RefusalCode : std::uint8_t {
    kMalformed,     ///< A definition that cannot be read.
    kUnknownField,  ///< The form has no such question.
    kNotCoded,      ///< A question whose answers are no codes.
    kUnknownCode,   ///< The question has no such answer.
    kUnknownPopulation,
    kTooLarge,
    kStale,            ///< What the definition stands on has changed since.
    kNoCases,          ///< No record of the form in the period.
    kEmptyPopulation,  ///< There are cases, and none is in the population.
    kTooFew,           ///< Nothing is left to publish.
    kGivesAway,        ///< With what was published before, somebody could be worked out.
};
[[nodiscard]] std::string_view name(RefusalCode code) noexcept;

struct Refusal {
    RefusalCode code = RefusalCode::kMalformed;
    std::string place;    ///< "where.all[1].field". Empty: the whole.
    std::string message;  ///< A sentence.
    std::string hint;
};

}  // namespace amparo::evidence
