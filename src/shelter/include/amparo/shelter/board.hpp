// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The board: places down, nights across.
///
///   W1  Rows.   One for an unshared unit, one for each place of a shared one, in the order of the units.
///   W2  Spans.  Only what stands (stay.hpp B4), cut to the nights shown, by night; of one place none overlap.
///   W3  Counts. Each night every row is one of occupied, held, free and out (being prepared, out of service,
///       closed), so the four sum to the rows.
///   W4  Places and nights only: no name is in it. Whoever may read names puts them beside it.
#include "amparo/shelter/stay.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace amparo::shelter {

struct BoardSpan {
    Night from;
    Night until;
    Use use = Use::kNone;
    std::size_t stay = 0;  ///< In the list handed in.
};

struct BoardRow {
    std::size_t unit = 0;  ///< In the list handed in.
    std::uint16_t place = 0;
    std::vector<BoardSpan> spans;
};

struct NightCount {
    std::size_t occupied = 0;
    std::size_t held = 0;
    std::size_t free = 0;
    std::size_t out = 0;
};

struct Board {
    Night first;
    std::vector<BoardRow> rows;
    std::vector<NightCount> nights;
};

[[nodiscard]] Board board_of(std::span<Unit const> units, std::span<Stay const> stays,
                             Occupancy const& occupancy, Night first, std::size_t nights);

}  // namespace amparo::shelter
