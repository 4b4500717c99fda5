// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/board.hpp"
#include "house.hpp"

#include <random>

using namespace amparo;
using namespace amparo::shelter;

TEST(Board, W1_W2_PlacesDownNightsAcross) {
    std::vector<Unit> units{unit(10), unit(11, 2, true), unit(12)};
    units[2].condition = Condition::kClosed;
    std::vector<Stay> const stays{stay(100, StayState::kStaying, {{record(10), 0, night(-5), night(2)}}),
                                  stay(101, StayState::kHeld, {{record(11), 2, night(1), night(3)}})};
    Occupancy const occupancy{units, stays, kEvening};
    Board const board = board_of(units, stays, occupancy, night(0), 7);
    ASSERT_EQ(board.rows.size(), 4U);
    ASSERT_EQ(board.rows[0].spans.size(), 1U);
    EXPECT_EQ(board.rows[0].spans[0].from, night(0)) << "cut to what is shown";
    EXPECT_EQ(board.rows[0].spans[0].until, night(2));
    EXPECT_TRUE(board.rows[1].spans.empty());
    EXPECT_EQ(board.rows[2].spans[0].use, Use::kHeld);
    EXPECT_EQ(board.nights[1].occupied, 1U);
    EXPECT_EQ(board.nights[1].held, 1U);
    EXPECT_EQ(board.nights[1].free, 1U);
    EXPECT_EQ(board.nights[1].out, 1U);
    EXPECT_EQ(board.nights[6].free, 3U);
}

TEST(Board, B6_AStayThatTwoChangedIsOneLine) {
    std::vector<Unit> const units{unit(10)};
    std::vector<Stay> const stays{stay(100, StayState::kStaying, {{record(10), 0, night(0), night(2)}}),
                                  stay(100, StayState::kStaying, {{record(10), 0, night(0), night(5)}})};
    Board const board = board_of(units, stays, Occupancy{units, stays, kEvening}, night(0), 9);
    ASSERT_EQ(board.rows[0].spans.size(), 1U);
    EXPECT_EQ(board.rows[0].spans[0].until, night(5));
}

TEST(Board, W2_W3_NothingOverlapsAndTheFourSumToTheRows) {
    std::mt19937 chance{43};
    for (int round = 0; round < 500; ++round) {
        std::vector<Unit> units;
        std::vector<Stay> stays;
        for (unsigned n = 10; n < 15; ++n) {
            units.push_back(unit(n, static_cast<std::uint16_t>(1 + chance() % 3), chance() % 2 == 0));
            units.back().condition = static_cast<Condition>(chance() % 4);
        }
        for (unsigned n = 0; n < 20; ++n) {
            Unit const& u = units[chance() % units.size()];
            int const from = static_cast<int>(chance() % 12) - 3;
            auto const place = static_cast<std::uint16_t>(u.shared ? 1 + chance() % u.places : 0);
            stays.push_back(
                stay(100 + n, static_cast<StayState>(chance() % 3),
                     {{u.id, place, night(from), night(from + 1 + static_cast<int>(chance() % 6))}},
                     static_cast<int>(chance() % 60)));
        }
        Board const board = board_of(units, stays, Occupancy{units, stays, kEvening}, night(0), 10);
        for (NightCount const& n : board.nights)
            ASSERT_EQ(n.occupied + n.held + n.free + n.out, board.rows.size());
        for (BoardRow const& row : board.rows)
            for (std::size_t i = 1; i < row.spans.size(); ++i)
                ASSERT_LE(row.spans[i - 1].until, row.spans[i].from);
    }
}
