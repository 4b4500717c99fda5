// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a mean in a text says of a question's answers (said.hpp X6).
#include "amparo/evidence/publications.hpp"
#include "amparo/evidence/said.hpp"

namespace amparo::evidence {

/// Of the figure's mean. `table` is of one question.
[[nodiscard]] Result<ToldSum, Refusal> sum_of_mean(Said const& figure, Table const& table);

/// "3.40" is 340 with two places, "3,4" 34 with one; nothing where it is no number or has more than nine digits or six places.
[[nodiscard]] std::optional<protection::Printed> number_in(std::string_view text);

}  // namespace amparo::evidence
