// SPDX-License-Identifier: AGPL-3.0-or-later
#include "house.hpp"

#include <random>
#include <set>

using namespace amparo;
using namespace amparo::shelter;

namespace {

Unit with(Unit u, std::initializer_list<Wish> offers) {
    for (Wish const w : offers) u.offers.insert(w);
    return u;
}

Ask ask(std::uint16_t household, std::initializer_list<Wish> wishes = {}) {
    Ask out;
    out.household = household;
    for (Wish const w : wishes) out.wishes.insert(w);
    out.from = night(0);
    out.until = night(5);
    return out;
}

Found found(Ask const& a, std::vector<Unit> const& units, std::vector<Stay> const& stays = {}) {
    return find_places(a, units, Occupancy{units, stays, kEvening});
}

}  // namespace

TEST(Offers, O1_TheFirstReasonIsGiven) {
    std::vector<Unit> units{unit(10, 2), unit(11, 2), unit(12, 1), unit(13, 2), unit(14, 2), unit(15, 2)};
    units[0].condition = Condition::kClosed;
    units[1].condition = Condition::kOutOfService;
    for (std::size_t i = 4; i < 6; ++i) units[i].offers.insert(Wish::kPets);
    units[4].condition = Condition::kPreparing;
    std::vector<Stay> const stays{stay(100, StayState::kStaying, {{record(15), 0, night(3), night(9)}})};
    Found const f = found(ask(2, {Wish::kPets}), units, stays);
    EXPECT_TRUE(f.offers.empty());
    std::vector<std::string> why;
    for (Exclusion const& e : f.excluded) why.emplace_back(name(e.why));
    EXPECT_EQ(why, (std::vector<std::string>{"closed", "out_of_service", "too_small", "wish_not_met",
                                             "preparing", "taken"}));
    EXPECT_EQ(f.excluded[3].wish, Wish::kPets);
}

TEST(Offers, O2_ARoomThatNobodyElseNeedsComesFirst) {
    std::vector<Unit> const units{unit(10, 4), with(unit(11, 2), {Wish::kStepFree, Wish::kPrivateBath}),
                                  unit(12, 2), with(unit(13, 2), {Wish::kPrivateBath}), unit(14, 1)};
    std::vector<unsigned> order;
    for (Offer const& o : found(ask(2), units).offers) order.push_back(static_cast<unsigned>(o.unit));
    EXPECT_EQ(order, (std::vector<unsigned>{2, 3, 1, 0}));
}

TEST(Offers, O2_ARoomForOneGenderIsOfferedLastToWhoeverDidNotAskForOne) {
    std::vector<Unit> const units{with(unit(10, 1), {Wish::kWomenOnly}), with(unit(11, 1), {Wish::kMenOnly}),
                                  unit(12, 3)};
    auto const order = [&](std::initializer_list<Wish> wishes) {
        std::vector<unsigned> out;
        for (Offer const& o : found(ask(1, wishes), units).offers)
            out.push_back(static_cast<unsigned>(o.unit));
        return out;
    };
    EXPECT_EQ(order({}), (std::vector<unsigned>{2, 0, 1}));
    EXPECT_EQ(order({Wish::kWomenOnly}), (std::vector<unsigned>{0}));
}

TEST(Offers, O3_ALargeHouseholdGetsTheFewestUnitsOfOneHouse) {
    std::vector<Unit> units{unit(10, 2), unit(11, 3), unit(12, 1), unit(13, 4)};
    units[3].house = record(2);
    Found const f = found(ask(5), units);
    EXPECT_TRUE(f.offers.empty());
    ASSERT_EQ(f.several.size(), 2U);
    EXPECT_EQ(f.several[0].unit, 1U);
    EXPECT_EQ(f.several[1].unit, 0U);
    EXPECT_TRUE(found(ask(4), units).several.empty()) << "one is enough";
    EXPECT_TRUE(found(ask(9), units).several.empty()) << "all of them are not";
}

TEST(Offers, O3_PlacesOfASharedUnit) {
    std::vector<Unit> const units{unit(10, 4, true)};
    std::vector<Stay> const stays{stay(100, StayState::kStaying, {{record(10), 2, night(0), night(9)}})};
    Found const f = found(ask(2), units, stays);
    ASSERT_EQ(f.offers.size(), 1U);
    EXPECT_EQ(f.offers[0].places, (std::vector<std::uint16_t>{1, 3}));
    EXPECT_TRUE(found(ask(4), units, stays).offers.empty());
}

TEST(Offers, O4_EveryUnitOnceAndWhatIsOfferedCanBeHeld) {
    std::mt19937 chance{41};
    for (int round = 0; round < 3000; ++round) {
        std::vector<Unit> units;
        std::vector<Stay> stays;
        for (unsigned n = 10; n < 16; ++n) {
            Unit u = unit(n, static_cast<std::uint16_t>(1 + chance() % 4), chance() % 3 == 0);
            u.condition = static_cast<Condition>(chance() % 6 < 3 ? 0 : chance() % 4);
            if (chance() % 2 == 0) u.offers.insert(Wish::kChildren);
            units.push_back(u);
            if (chance() % 2 == 0)
                stays.push_back(
                    stay(100 + n, StayState::kStaying,
                         {{u.id, static_cast<std::uint16_t>(u.shared ? 1 : 0), night(0), night(3)}}));
        }
        Occupancy const occupancy{units, stays, kEvening};
        Ask a = ask(static_cast<std::uint16_t>(1 + chance() % 8));
        if (chance() % 2 == 0) a.wishes.insert(Wish::kChildren);
        Found const f = find_places(a, units, occupancy);
        std::set<std::size_t> seen;
        for (Offer const& o : f.offers) ASSERT_TRUE(seen.insert(o.unit).second);
        for (Exclusion const& e : f.excluded) ASSERT_TRUE(seen.insert(e.unit).second);
        ASSERT_EQ(seen.size(), units.size());
        auto const can_hold = [&](std::vector<Offer> const& offers) {
            std::vector<Place> places;
            for (Offer const& o : offers) {
                ASSERT_TRUE(!a.wishes.contains(Wish::kChildren) ||
                            units[o.unit].offers.contains(Wish::kChildren));
                for (std::uint16_t const p : o.places) places.push_back({units[o.unit].id, p});
            }
            ASSERT_TRUE(
                hold({units, occupancy, kEvening}, places, a.household, a.from, a.until, kHoldMinutes).ok());
        };
        for (Offer const& o : f.offers) can_hold({o});
        if (!f.several.empty()) can_hold(f.several);
    }
}
