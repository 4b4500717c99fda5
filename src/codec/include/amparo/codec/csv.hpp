// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Cells of CSV files that people open in a spreadsheet.
///
///   V1 No formula. A cell that a spreadsheet would take for one begins with an apostrophe. A plain number is none:
///                  -99 stays -99. What some spreadsheets would split a cell at is quoted too.
///   V2 Back.       `plain_of` takes that apostrophe away again; so what was written comes back as it was, also a text
///                  that began with an apostrophe itself.
#include <span>
#include <string>
#include <string_view>

namespace amparo::codec {

[[nodiscard]] std::string csv_cell(std::string_view text);
/// With the end of the line.
[[nodiscard]] std::string csv_row(std::span<std::string const> cells);
[[nodiscard]] std::string_view plain_of(std::string_view cell);

}  // namespace amparo::codec
