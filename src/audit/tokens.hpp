// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A text as what claims are made of: numbers, words, signs. What is only dress (emphasis, quotes, footnote
/// marks, invisible characters) leaves no token.
#include "words.hpp"

#include "amparo/audit/rounding.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace amparo::audit {

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

enum class Kind : std::uint8_t {
    kWord,
    kNumber,
    kVulgar,  ///< ⅔: part in `units`, whole in `count`.
    kPercent,
    kOpen,
    kClose,
    kSlash,
    kEquals,
    kComma,
    kSemicolon,
    kColon,
    kDash,
    kBar,    ///< Between cells of a table.
    kStop,   ///< The end of a sentence.
    kBreak,  ///< The end of a paragraph, an item or a row.
    kCurrency,
    kAboutSign,
    kOverSign,
    kUnderSign,
    kOther,
};

struct Token {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Kind kind = Kind::kOther;
    bool is_after_space = false;
    bool is_count = false;   ///< `count` is what it says as an integer.
    bool is_figure = false;  ///< `units` and `decimals` are what it says as a decimal number.
    bool is_signed = false;
    std::uint8_t decimals = 0;
    Word const* word = nullptr;
    std::uint64_t count = 0;
    std::uint64_t units = 0;

    [[nodiscard]] bool is(Kind k) const noexcept { return kind == k; }
    [[nodiscard]] bool is(Role role) const noexcept { return word != nullptr && word->is(role); }
};

/// The tokens of `text`, in order, appended to `out`; `skipped` (sorted, apart) is passed over as if it were
/// a space. `text` is shorter than 4 GiB.
void tokenize(std::string_view text, std::vector<Span> const& skipped, std::vector<Token>& out);

/// What stands in the middle of the text and belongs to the page: headers, footers, page numbers, with the
/// blank lines around them (pages.cpp).
[[nodiscard]] std::vector<Span> page_furniture(std::string_view text);

}  // namespace amparo::audit
