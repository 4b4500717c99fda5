// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// data/deadlines/ as a table. A file that isn't as it must be is refused with the place, never half read.
#include "amparo/codec/json.hpp"
#include "amparo/deadlines/deadline.hpp"

#include <string>

namespace amparo::deadlines {

enum class TableCode : std::uint8_t { kMalformed, kTwice, kUnknownName };
struct TableProblem {
    TableCode code = TableCode::kMalformed;
    std::string place;  ///< "us_asylum_1yr.branches"
};

/// Adds the calendars of a file {"calendars": […]} or the rules of one {"rules": […]}; calendars first.
[[nodiscard]] Result<Done, TableProblem> read(Json const& file, Table& into);

/// What ships.
[[nodiscard]] Table const& shipped();

/// A fact as JSON has it: "2024-03-15", "yes" or "no", [["2024-01-01", "2024-02-01"], …].
[[nodiscard]] Result<Facts, FactProblem> facts_in(Rule const& rule, Json const& facts);

}  // namespace amparo::deadlines
