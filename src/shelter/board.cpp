// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/board.hpp"

#include <algorithm>

namespace amparo::shelter {
namespace {

std::vector<BoardSpan> spans_of(BoardRow const& row, Unit const& unit, std::span<Stay const> stays,
                                Occupancy const& occupancy, Night first, Night last) {
    std::vector<BoardSpan> out;
    for (Claim const& claim : occupancy.standing(unit.id)) {
        if (unit.shared && claim.span.place != 0 && claim.span.place != row.place) continue;
        BoardSpan span{std::max(claim.span.from, first), std::min(claim.span.until, last), claim.use,
                       claim.stay};
        if (span.from >= span.until) continue;
        // Versions of one stay (B6) are one line on the board.
        if (!out.empty() && stays[out.back().stay].id == stays[span.stay].id && span.from <= out.back().until)
            out.back().until = std::max(out.back().until, span.until);
        else
            out.push_back(span);
    }
    return out;
}

void count(BoardRow const& row, Unit const& unit, Board& board) {
    std::vector<Use> uses(board.nights.size(), Use::kNone);
    for (BoardSpan const& span : row.spans)
        for (Night n = span.from; n < span.until; n += std::chrono::days{1})
            uses[static_cast<std::size_t>((n - board.first).count())] = span.use;
    for (std::size_t n = 0; n < uses.size(); ++n) {
        NightCount& night = board.nights[n];
        switch (state_of(unit.condition, uses[n])) {
            case PlaceState::kOccupied:
                ++night.occupied;
                break;
            case PlaceState::kHeld:
                ++night.held;
                break;
            case PlaceState::kAccepting:
                ++night.free;
                break;
            case PlaceState::kPreparing:
            case PlaceState::kOutOfService:
            case PlaceState::kClosed:
                ++night.out;
                break;
        }
    }
}

}  // namespace

Board board_of(std::span<Unit const> units, std::span<Stay const> stays, Occupancy const& occupancy,
               Night first, std::size_t nights) {
    Board out{first, {}, std::vector<NightCount>(nights)};
    Night const last = first + std::chrono::days{static_cast<std::int64_t>(nights)};
    for (std::size_t u = 0; u < units.size(); ++u) {
        Unit const& unit = units[u];
        for (std::uint16_t place = unit.first_place(); place <= unit.last_place(); ++place) {
            BoardRow row{u, place, {}};
            row.spans = spans_of(row, unit, stays, occupancy, first, last);
            count(row, unit, out);
            out.rows.push_back(std::move(row));
        }
    }
    return out;
}

}  // namespace amparo::shelter
