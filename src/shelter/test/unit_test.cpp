// SPDX-License-Identifier: AGPL-3.0-or-later
#include "house.hpp"

using namespace amparo;
using namespace amparo::shelter;

TEST(Units, U1_U2_U3_EveryPairIsWhatTheTableSays) {
    auto const rows = table("hold");
    ASSERT_EQ(rows.size(), 1 + kAllPlaceStates.size());
    ASSERT_EQ(rows[0].size(), 1 + kAllUnitSteps.size());
    for (std::size_t r = 1; r < rows.size(); ++r)
        for (std::size_t c = 1; c < rows[0].size(); ++c) {
            SCOPED_TRACE(rows[r][0] + " + " + rows[0][c]);
            PlaceState const state = place_state_named(rows[r][0]).value();
            auto const result = next(state, unit_step_named(rows[0][c]).value());
            ASSERT_EQ(result.ok(), rows[r].at(c) == "yes");
            bool const in_use = state == PlaceState::kHeld || state == PlaceState::kOccupied;
            if (!result.ok()) {
                EXPECT_EQ(result.error(), in_use ? UnitError::kSomebodyIsThere : UnitError::kNotFromHere);
            }
        }
}

TEST(Units, U1_ASteppedConditionIsTheStateItLeadsTo) {
    for (PlaceState const state : kAllPlaceStates)
        for (UnitStep const step : kAllUnitSteps) {
            auto const moved = next(state, step);
            auto const condition = condition_after(step);
            if (!moved.ok() || !condition) continue;
            EXPECT_EQ(state_of(*condition, Use::kNone), moved.value()) << name(state) << name(step);
        }
}

TEST(Units, U4_APersonInABedIsAFactAHoldGivesWay) {
    for (Condition const c :
         {Condition::kAccepting, Condition::kPreparing, Condition::kOutOfService, Condition::kClosed})
        EXPECT_EQ(state_of(c, Use::kOccupied), PlaceState::kOccupied);
    EXPECT_EQ(state_of(Condition::kOutOfService, Use::kHeld), PlaceState::kOutOfService);
    EXPECT_EQ(state_of(Condition::kClosed, Use::kHeld), PlaceState::kClosed);
    EXPECT_EQ(state_of(Condition::kPreparing, Use::kHeld), PlaceState::kHeld);
}

TEST(Units, U5_WhatTakesAPlaceFromPeopleNeedsAReason) {
    for (UnitStep const step : kAllUnitSteps)
        EXPECT_EQ(needs_reason(step), step == UnitStep::kTakeOut || step == UnitStep::kClose);
}

TEST(Units, NamesAreReadBack) {
    for (Wish const w : kAllWishes) EXPECT_EQ(wish_named(name(w)), w);
    EXPECT_EQ(wish_named("cooperates"), std::nullopt);
    Wishes some;
    some.insert(Wish::kPets);
    some.insert(Wish::kStepFree);
    EXPECT_EQ(to_json(some), (Json{"step_free", "pets"}));
    EXPECT_EQ(wishes_from(to_json(some)).size(), 2U);
}
