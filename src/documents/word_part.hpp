// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One XML part of a Word document: where its paragraphs and the pieces of their words stand, by byte.
#include "amparo/templates/word_files.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::documents {

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};
struct PartPiece {
    Span at;  ///< Between its tags.
    std::string text;
    std::string prefix;  ///< Of its element, with the colon: "w:".
};
struct PartLine {
    Span at;  ///< With its tags.
    std::vector<PartPiece> pieces;
    bool can_repeat = true;  ///< No other paragraph is in it, nor what may be there only once.
};

/// In the order in which they end.
[[nodiscard]] Result<std::vector<PartLine>, templates::WordError> read_part(std::string_view xml);
/// `filled`: of the part's lines from number `first` on.
[[nodiscard]] std::string write_part(std::string_view xml, std::vector<PartLine> const& lines,
                                     templates::Filled const& filled, std::size_t first);

}  // namespace amparo::documents
