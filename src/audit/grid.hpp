// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Tables as they stand in a text: rows of cells between bars, or in columns parted by tabs or several spaces.
#include "tokens.hpp"

#include "amparo/audit/rounding.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::audit {

struct Row {
    std::vector<Span> cells;  ///< Bytes of the text, without the spaces around them.
};
struct Grid {
    std::vector<Row> rows;     ///< The first is the heading.
    std::vector<Span> before;  ///< At most kLinesAround lines with words, the nearest first.
    std::vector<Span> after;
};

inline constexpr std::size_t kLinesAround = 3;
inline constexpr std::size_t kGridRowsMax = 2'000;
inline constexpr std::size_t kGridCellsMax = 64;

/// All tables of three rows or more. In the order of the text.
[[nodiscard]] std::vector<Grid> grids_in(std::string_view text);

/// "1,234", "21": nothing for anything else.
[[nodiscard]] std::optional<std::uint64_t> count_in(std::string_view cell);
/// "23 %", "23.8", "23,8%".
[[nodiscard]] std::optional<Printed> percent_in(std::string_view cell);
/// "8 (38%)": the parts before and in the brackets.
struct Split {
    std::string_view outside;
    std::string_view inside;
};
[[nodiscard]] std::optional<Split> split_brackets(std::string_view cell);
/// "N = 21" in a heading or a line, `any_case`: "n = 21" too. Nothing where two differ.
[[nodiscard]] std::optional<std::uint64_t> size_in(std::string_view words, bool any_case);
/// Lower case, without emphasis, accents and doubled spaces.
[[nodiscard]] std::string plain(std::string_view words);

}  // namespace amparo::audit
