// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The parts of claims, found one by one: figures ("38 %", "two thirds"), counts ("8 of 21"), and what holds
/// both.
#include "amparo/audit/claim.hpp"
#include "numbers.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace amparo::audit {

enum class Link : std::uint8_t {
    kOf,
    kOutOf,
    kSlash,
    kIn,      ///< in, sur, de cada: between part and whole, or in a ratio.
    kStated,  ///< "n = 8, N = 21"
};

struct Item {
    enum class Kind : std::uint8_t {
        kFigure,
        kCounts,  ///< part of whole
        kWhole,   ///< A figure and its counts in one phrase: "38 % of the 21 women (8)". Claim is all of it.
    };
    Kind kind = Kind::kFigure;
    std::size_t begin = 0;  ///< Tokens.
    std::size_t end = 0;
    std::size_t words_begin = 0;  ///< With the hedge: "more than half". Where there is none, `begin`.
    std::size_t sentence = 0;
    std::size_t bracket = 0;  ///< 0: outside; else the same number for all inside one pair of brackets.
    Figure figure;
    bool has_figure = false;
    bool is_weak = false;          ///< "all", "half" and the like, which say much else too.
    bool is_of_something = false;  ///< "38 % of …": what follows is the whole, or something that is no count.
    Link link = Link::kOf;
    bool is_in_words = false;
    bool names_people = false;  ///< "8 of the 21 women"
    bool has_part = false;
    bool has_whole = false;
    std::uint64_t part = 0;
    std::uint64_t whole = 0;
    bool is_mean = false;
    bool is_listed = false;    ///< One of "8 and 9 of 21".
    bool is_in_doubt = false;  ///< Counts of a whole that may be a year: only with a figure they give (P5).
    std::optional<Ends> interval;  ///< Printed with the figure (J11).
    std::optional<Printed> from;   ///< "12 % to 15 %": the other end, should it be a range.
};

/// In the order of their beginnings; none overlap.
[[nodiscard]] std::vector<Item> items_in(std::span<Token const> tokens, std::string_view text);

/// "one in five", "9 de cada 10": the counts can be meant as a ratio.
[[nodiscard]] bool can_be_ratio(Item const& counts) noexcept;

}  // namespace amparo::audit
