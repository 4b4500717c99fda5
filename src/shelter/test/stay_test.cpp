// SPDX-License-Identifier: AGPL-3.0-or-later
#include "house.hpp"

#include <algorithm>

using namespace amparo;
using namespace amparo::shelter;

namespace {

Span nights(unsigned unit_number, int from, int until, std::uint16_t place = 0) {
    return {record(unit_number), place, night(from), night(until), false};
}

Fields hold_one(std::vector<Unit> const& units, std::vector<Stay> const& stays, Instant now = kEvening,
                std::uint16_t household = 1) {
    Occupancy const occupancy{units, stays, now};
    std::vector<Place> const places{{units.front().id, 0}};
    return hold({units, occupancy, now}, places, household, night(0), night(30), kHoldMinutes);
}

}  // namespace

TEST(Stays, B1_TheNightBeginsAtSixAtTheHouse) {
    auto const at = [](char const* t) { return parse_instant(t).value(); };
    EXPECT_EQ(night_of(at("2031-03-01T05:59:59Z"), 0), night(-1));
    EXPECT_EQ(night_of(at("2031-03-01T06:00:00Z"), 0), night(0));
    EXPECT_EQ(night_of(at("2031-03-02T03:00:00Z"), 0), night(0));
    EXPECT_EQ(night_of(at("2031-03-02T02:00:00Z"), -360), night(0)) << "eight in the evening in Chicago";
    EXPECT_EQ(night_of(at("2031-03-01T00:30:00Z"), 330), night(0)) << "six in the morning in Delhi";
}

TEST(Stays, B2_AHoldEndsByTheClock) {
    std::vector<Unit> const units{unit(10)};
    std::vector<Stay> const stays{stay(100, StayState::kHeld, {nights(10, 0, 30)})};
    EXPECT_FALSE(hold_one(units, stays).ok());
    EXPECT_FALSE(hold_one(units, stays, kEvening + kHoldMinutes - std::chrono::milliseconds{1}).ok());
    EXPECT_TRUE(hold_one(units, stays, kEvening + kHoldMinutes).ok());
    EXPECT_EQ(Occupancy(units, stays, kEvening).state(units[0], 0, night(0)), PlaceState::kHeld);
    EXPECT_EQ(Occupancy(units, stays, kEvening + kHoldMinutes).state(units[0], 0, night(0)),
              PlaceState::kAccepting);
}

TEST(Stays, B3_WhoHasNotLeftIsThereTonight) {
    std::vector<Unit> const units{unit(10)};
    std::vector<Stay> stays{stay(100, StayState::kStaying, {nights(10, 0, 2)})};
    Instant const later = kEvening + std::chrono::hours{24 * 5};
    EXPECT_EQ(Occupancy(units, stays, later).state(units[0], 0, night(5)), PlaceState::kOccupied);
    stays[0].state = StayState::kLeft;
    EXPECT_EQ(Occupancy(units, stays, later).state(units[0], 0, night(5)), PlaceState::kAccepting);
    EXPECT_EQ(Occupancy(units, stays, later).state(units[0], 0, night(1)), PlaceState::kOccupied);
}

TEST(Stays, B4_B5_OneStandsAndTheOtherIsTold) {
    std::vector<Unit> const units{unit(10)};
    auto const winner = [&](Stay const& a, Stay const& b) {
        std::vector<Stay> const stays{a, b};
        Occupancy const occupancy{units, stays, kEvening + std::chrono::minutes{20}};
        EXPECT_EQ(occupancy.standing(units[0].id).size(), 1U);
        EXPECT_EQ(occupancy.displaced().size(), 1U);
        Claim const& lost = occupancy.displaced().front();
        std::size_t const won = occupancy.standing(units[0].id)[0].stay;
        EXPECT_EQ(lost.obstacle, Obstacle::kTaken);
        EXPECT_EQ(lost.by, won);
        EXPECT_NE(lost.stay, won);
        return stays[won].id;
    };
    Stay const early = stay(101, StayState::kHeld, {nights(10, 0, 5)}, 1);
    Stay const late = stay(100, StayState::kHeld, {nights(10, 2, 9)}, 5);
    EXPECT_EQ(winner(early, late), early.id);
    EXPECT_EQ(winner(late, early), early.id);
    Stay const came = stay(102, StayState::kStaying, {nights(10, 0, 3)}, 9);
    EXPECT_EQ(winner(early, came), came.id) << "who came, before who is held a place";
    Stay const same_time = stay(99, StayState::kHeld, {nights(10, 0, 5)}, 1);
    EXPECT_EQ(winner(early, same_time), same_time.id) << "then the id";
}

TEST(Stays, B4_InASharedUnitPlacesAreGivenOneByOne) {
    std::vector<Unit> const units{unit(10, 3, true)};
    std::vector<Stay> const stays{stay(100, StayState::kStaying, {nights(10, 0, 5, 1)}),
                                  stay(101, StayState::kStaying, {nights(10, 0, 5, 2)}),
                                  stay(102, StayState::kHeld, {nights(10, 0, 5, 2)})};
    Occupancy const occupancy{units, stays, kEvening};
    EXPECT_EQ(occupancy.standing(units[0].id).size(), 2U);
    EXPECT_EQ(occupancy.displaced().size(), 1U);
    EXPECT_EQ(occupancy.state(units[0], 3, night(0)), PlaceState::kAccepting);
    EXPECT_EQ(occupancy.state(units[0], 2, night(0)), PlaceState::kOccupied);
}

TEST(Stays, B5_AHoldGivesWayToAClosedUnitAPersonDoesNot) {
    std::vector<Unit> units{unit(10), unit(11)};
    std::vector<Stay> const stays{stay(100, StayState::kHeld, {nights(10, 0, 5)}),
                                  stay(101, StayState::kStaying, {nights(11, 0, 5)})};
    for (Unit& u : units) u.condition = Condition::kOutOfService;
    Occupancy const occupancy{units, stays, kEvening};
    ASSERT_EQ(occupancy.displaced().size(), 1U);
    EXPECT_EQ(occupancy.displaced()[0].stay, 0U);
    EXPECT_EQ(occupancy.displaced()[0].obstacle, Obstacle::kOutOfService);
    EXPECT_EQ(occupancy.standing(units[1].id).size(), 1U);
}

TEST(Stays, B6_WhatTwoWroteDifferentlyKeepsBothPlaces) {
    std::vector<Unit> const units{unit(10), unit(11)};
    Json const data{{"state", "staying"},
                    {"arrived_at", "2031-03-01T18:00:00Z"},
                    {"places", to_json(std::vector{nights(10, 0, 9)})}};
    std::vector<Disputed> const moved{
        {"places", {to_json(std::vector{nights(10, 0, 9)}), to_json(std::vector{nights(11, 0, 9)})}}};
    std::vector<Disputed> const left{{"state", {"left", "staying"}}};
    auto const state = [&](std::vector<Disputed> const& conflicts, Unit const& of) {
        auto const stays = stays_from(record(100), data, conflicts);
        Occupancy const occupancy{units, stays, kEvening};
        EXPECT_TRUE(occupancy.displaced().empty()) << "nobody is in their own way";
        return occupancy.state(of, 0, night(0));
    };
    EXPECT_EQ(state(moved, units[0]), PlaceState::kOccupied);
    EXPECT_EQ(state(moved, units[1]), PlaceState::kOccupied);
    EXPECT_EQ(state(left, units[0]), PlaceState::kOccupied);
    EXPECT_EQ(state({}, units[1]), PlaceState::kAccepting);
}

TEST(Stays, B8_EveryPairIsWhatTheTableSays) {
    auto const rows = table("keep");
    ASSERT_EQ(rows.size(), 1 + kAllStayStates.size());
    ASSERT_EQ(rows[0].size(), 1 + kAllStaySteps.size());
    for (std::size_t r = 1; r < rows.size(); ++r)
        for (std::size_t c = 1; c < rows[0].size(); ++c)
            EXPECT_EQ(next(stay_state_named(rows[r][0]).value(), stay_step_named(rows[0][c]).value()).ok(),
                      rows[r].at(c) == "yes")
                << rows[r][0] << " + " << rows[0][c];
}

TEST(Steps, T1_T2_APlaceIsGivenOnlyWhole) {
    std::vector<Unit> units{unit(10, 2), unit(11, 2)};
    EXPECT_EQ(hold_one(units, {}, kEvening, 3).error().code, StepCode::kTooFewPlaces);
    units[0].condition = Condition::kPreparing;
    EXPECT_EQ(hold_one(units, {}).error().obstacle, Obstacle::kPreparing);
    units[0].condition = Condition::kAccepting;
    Occupancy const occupancy{units, {}, kEvening};
    std::vector<Place> const both{{units[0].id, 0}, {units[1].id, 0}};
    Known const known{units, occupancy, kEvening};
    auto const held = hold(known, both, 4, night(0), night(9), kHoldMinutes);
    ASSERT_TRUE(held.ok());
    EXPECT_EQ(held.value()["places"].size(), 2U);
    std::vector<Place> const twice{{units[0].id, 0}, {units[0].id, 0}};
    EXPECT_EQ(hold(known, twice, 4, night(0), night(9), kHoldMinutes).error().code, StepCode::kNoSuchPlace);
    EXPECT_EQ(hold(known, both, 4, night(-1), night(9), kHoldMinutes).error().code, StepCode::kNights);
    EXPECT_EQ(hold(known, both, 4, night(3), night(3), kHoldMinutes).error().code, StepCode::kNights);
    EXPECT_EQ(hold(known, both, 4, night(0), night(9), std::chrono::minutes{0}).error().code,
              StepCode::kMinutes);
    EXPECT_EQ(hold(known, both, 4, night(0), night(9), kHoldMinutesMax + kHoldMinutes).error().code,
              StepCode::kMinutes);
}

TEST(Steps, T3_WhoComesLateGetsThePlaceIfItIsStillFree) {
    std::vector<Unit> const units{unit(10)};
    Json const data = hold_one(units, {}).value();
    std::vector<Stay> stays = stays_from(record(100), data, {});
    Instant const late = kEvening + std::chrono::hours{3};
    Occupancy const free{units, stays, late};
    EXPECT_TRUE(arrive({units, free, late}, record(100), data).ok());
    stays.push_back(stay(101, StayState::kStaying, {nights(10, 0, 9)}, 120));
    Occupancy const taken{units, stays, late};
    EXPECT_EQ(arrive({units, taken, late}, record(100), data).error().obstacle, Obstacle::kTaken);
    EXPECT_EQ(keep({units, taken, late}, record(100), data, kHoldMinutes).error().obstacle, Obstacle::kTaken);
}

TEST(Steps, T7_AHoldForNightsToComeBeginsEarlyOnlyIfThatIsSaid) {
    std::vector<Unit> const units{unit(10)};
    Occupancy const none{units, {}, kEvening};
    Known const known{units, none, kEvening};
    Json const data =
        hold(known, std::vector<Place>{{units[0].id, 0}}, 1, night(1), night(9), kHoldMinutes).value();
    EXPECT_EQ(arrive(known, record(100), data).error().code, StepCode::kNotYet);
    Json const early = arrive(known, record(100), data, Early::kSaid).value();
    EXPECT_EQ(early["places"][0]["from"], text(night(0)));
    EXPECT_EQ(early["places"][0]["until"], text(night(9)));
    std::vector<Stay> const other{stay(101, StayState::kStaying, {nights(10, 0, 1)}, 120)};
    Occupancy const taken{units, other, kEvening};
    EXPECT_EQ(arrive({units, taken, kEvening}, record(100), data, Early::kSaid).error().obstacle,
              Obstacle::kTaken);
    Instant const next_day = kEvening + std::chrono::hours{24};
    EXPECT_TRUE(arrive({units, none, next_day}, record(100), data).ok());
}

TEST(Steps, MovingKeepsTheNightsSleptAndFreesTheRest) {
    std::vector<Unit> const units{unit(10), unit(11)};
    Json data = arrive_at_once({units, Occupancy{units, {}, kEvening}, kEvening},
                               std::vector<Place>{{units[0].id, 0}}, 1, night(20))
                    .value();
    Instant const later = kEvening + std::chrono::hours{72};
    auto const write = [&](Fields const& fields) {
        ASSERT_TRUE(fields.ok());
        data.update(fields.value());
    };
    auto stays = stays_from(record(100), data, {});
    Occupancy const before{units, stays, later};
    write(move_to({units, before, later}, record(100), data, std::vector<Place>{{units[1].id, 0}}));
    stays = stays_from(record(100), data, {});
    Occupancy const after{units, stays, later};
    EXPECT_EQ(after.state(units[0], 0, night(2)), PlaceState::kOccupied);
    EXPECT_EQ(after.state(units[0], 0, night(3)), PlaceState::kAccepting);
    EXPECT_EQ(after.state(units[1], 0, night(2)), PlaceState::kAccepting);
    EXPECT_EQ(after.state(units[1], 0, night(3)), PlaceState::kOccupied);
    EXPECT_EQ(after.state(units[1], 0, night(19)), PlaceState::kOccupied);
    EXPECT_EQ(after.state(units[1], 0, night(20)), PlaceState::kAccepting);
    Known const known{units, after, later};
    EXPECT_EQ(extend(known, record(100), data, night(3)).error().code, StepCode::kNights);
    write(extend(known, record(100), data, night(40)));
    EXPECT_EQ(away(known, data, night(2), night(4)).error().code, StepCode::kNights);
    write(away(known, data, night(4), night(6)));
    write(leave(known, data));
    EXPECT_EQ(data["left_on"], "2031-03-04");
    EXPECT_EQ(leave(known, data).error().code, StepCode::kNotFromHere);
    EXPECT_EQ(end_hold(data).error().code, StepCode::kNotFromHere);
    auto const gone = stays_from(record(100), data, {});
    EXPECT_EQ(Occupancy(units, gone, later).state(units[1], 0, night(3)), PlaceState::kAccepting);
    EXPECT_EQ(Occupancy(units, gone, later).state(units[0], 0, night(2)), PlaceState::kOccupied);
}

TEST(Steps, AHoldForADayToComeMovesWithoutNightsSlept) {
    std::vector<Unit> const units{unit(10), unit(11)};
    Occupancy const none{units, {}, kEvening};
    Known const known{units, none, kEvening};
    Json data =
        hold(known, std::vector<Place>{{units[0].id, 0}}, 1, night(3), night(9), kHoldMinutes).value();
    data.update(move_to(known, record(100), data, std::vector<Place>{{units[1].id, 0}}).value());
    ASSERT_EQ(data["places"].size(), 1U);
    EXPECT_EQ(data["places"][0]["from"], "2031-03-04");
    data.update(end_hold(data).value());
    EXPECT_FALSE(arrive(known, record(100), data, Early::kSaid).ok());
}
