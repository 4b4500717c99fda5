// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A table for programs.
///
///   W1 No percentage. There is no number of per cent in it: counts, the text that has both, and the interval's limits
///                     as fractions beside their method.
///   W2 All of it.     Definitions, period, who is not counted and why, and the hash go with the figures.
#include "amparo/evidence/table.hpp"

#include <string>

namespace amparo::evidence {

struct Presentation {
    std::string language = "en";
    statistics::Method method = statistics::Method::kWilson;
    double confidence = 0.95;
};

[[nodiscard]] Json to_json(Table const& table, Presentation const& as);
/// `table` is where its row is.
[[nodiscard]] Json to_json(Comparison const& one, Table const& table);
[[nodiscard]] Json to_json(Intake const& intake);

}  // namespace amparo::evidence
