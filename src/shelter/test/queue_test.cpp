// SPDX-License-Identifier: AGPL-3.0-or-later
#include "house.hpp"

#include <algorithm>
#include <random>

using namespace amparo;
using namespace amparo::shelter;

namespace {

Waiting waiting(unsigned n, int minutes, Urgency urgency = Urgency::kNone, std::string by = "Rosa",
                std::optional<Night> leave_by = std::nullopt) {
    Waiting out{record(n), kEvening + std::chrono::minutes{minutes}};
    out.urgency = urgency;
    out.stated_by = std::move(by);
    out.leave_by = leave_by;
    return out;
}

std::vector<RecordId> called(std::vector<Waiting> const& all) {
    std::vector<RecordId> out;
    for (Turn const& turn : order_of(all)) out.push_back(all[turn.waiting].id);
    return out;
}

}  // namespace

TEST(Queue, Q1_Q2_Q3_TonightThenADayThenWhoAskedFirst) {
    std::vector<Waiting> all{waiting(1, 5),
                             waiting(2, 1),
                             waiting(3, 9, Urgency::kMustLeaveBy, "Rosa", night(9)),
                             waiting(4, 8, Urgency::kMustLeaveBy, "Teo", night(2)),
                             waiting(5, 30, Urgency::kDangerNow),
                             waiting(6, 20, Urgency::kNowhereTonight),
                             waiting(7, 2, Urgency::kDangerNow, ""),
                             waiting(8, 3, Urgency::kMustLeaveBy)};
    std::vector<RecordId> const order{record(6), record(5), record(4), record(3),
                                      record(2), record(7), record(8), record(1)};
    EXPECT_EQ(called(all), order);
    auto const turns = order_of(all);
    EXPECT_EQ(name(turns[0].because), "urgent_now");
    EXPECT_EQ(name(turns[2].because), "must_leave_by");
    EXPECT_EQ(name(turns[5].because), "asked_at") << "nobody stated it";
    std::mt19937 chance{31};
    for (int i = 0; i < 200; ++i) {
        std::shuffle(all.begin(), all.end(), chance);
        ASSERT_EQ(called(all), order) << "in whichever order they are handed in";
    }
}

#ifdef AMPARO_SANITIZED
constexpr int kHouses = 20;  // Thirty times slower each.
#else
constexpr int kHouses = 1000;
#endif
constexpr int kPairsAHouse = 1000;

/// A house as it is one evening, and who else waits for it.
struct Evening {
    explicit Evening(std::mt19937& chance) {
        for (unsigned n = 10; n < 15; ++n) {
            units.push_back(unit(n, static_cast<std::uint16_t>(1 + chance() % 4), chance() % 3 == 0));
            units.back().offers.insert(kAllWishes[chance() % 8]);
            units.back().condition = static_cast<Condition>(chance() % 8 < 5 ? 0 : chance() % 4);
        }
        for (unsigned n = 100; n < 103; ++n) {
            Unit const& u = units[chance() % units.size()];
            int const from = static_cast<int>(chance() % 6);
            stays.push_back(stay(n, chance() % 2 == 0 ? StayState::kHeld : StayState::kStaying,
                                 {{u.id, u.first_place(), night(from), night(from + 4)}}));
        }
        for (unsigned n = 200; n < 204; ++n)
            others.push_back(waiting(n, static_cast<int>(chance() % 99), kAllUrgencies[chance() % 4], "Rosa",
                                     night(static_cast<int>(chance() % 20))));
    }
    std::vector<Unit> units;
    std::vector<Stay> stays;
    std::vector<Waiting> others;
};

/// Turn by turn whose it is and why.
std::vector<std::pair<RecordId, Because>> turns_of(Waiting const& one, std::vector<Waiting> others) {
    others.push_back(one);
    std::vector<std::pair<RecordId, Because>> out;
    for (Turn const& turn : order_of(others)) out.emplace_back(others[turn.waiting].id, turn.because);
    return out;
}

/// What the request says of the ask.
Json request_of(std::mt19937& chance) {
    return {{"state", "waiting"},
            {"asked_at", amparo::text(kEvening + std::chrono::minutes{chance() % 99})},
            {"household", 1 + chance() % 4},
            {"urgency", name(kAllUrgencies[chance() % 4])},
            {"urgency_stated_by", chance() % 2 == 0 ? "Rosa" : ""},
            {"leave_by", text(night(static_cast<int>(chance() % 20)))},
            {"wishes", {name(kAllWishes[chance() % 8])}}};
}

/// Q4, O5: two people who differ only in what must not count are called in the same turn, for the same reason,
/// and are offered the same places, whatever else their requests hold.
TEST(Queue, Q4_O5_T31_T33_AMillionPairsWhoDifferInNothingThatCountsAreOne) {
    char const* const words[]{
        "cooperates",  "police_report", "immigration_status", "sector",       "release", "sex_work",
        "nationality", "finding",       "signed_releases",    "has_attorney", "score",   "note"};
    std::size_t moved = 0;
    std::size_t housed = 0;
    for (unsigned seed = 1; seed <= kHouses; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 chance{seed};
        Evening const evening{chance};
        Occupancy const occupancy{evening.units, evening.stays, kEvening};
        auto const found = [&](Waiting const& w) {
            return find_places({w.household, w.wishes, night(0), night(5), std::nullopt}, evening.units,
                               occupancy);
        };
        Json request = request_of(chance);
        auto a = waiting_from(record(201), request).value();
        auto turns = turns_of(a, evening.others);
        auto offered = found(a);
        for (int pair = 0; pair < kPairsAHouse; ++pair) {
            if (pair % 20 == 0) {  // Another person, who asks for something else.
                request = request_of(chance);
                a = waiting_from(record(static_cast<unsigned>(1 + chance() % 400)), request).value();
                turns = turns_of(a, evening.others);
                offered = found(a);
                moved += turns.back().first == a.id ? 0U : 1U;
                housed += offered.offers.empty() ? 0U : 1U;
            }
            auto const which = chance();
            for (std::size_t n = 0; n < std::size(words); ++n)
                if ((which >> n & 1U) != 0)
                    request[words[n]] = chance() % 2 == 0 ? Json("yes") : Json(chance() % 100);
                else
                    request.erase(words[n]);
            auto const b = waiting_from(a.id, request).value();
            ASSERT_EQ(turns_of(b, evening.others), turns) << request;
            auto const other = found(b);
            ASSERT_EQ(other.offers, offered.offers) << request;
            ASSERT_EQ(other.several, offered.several) << request;
            ASSERT_EQ(other.excluded.size(), offered.excluded.size());
            for (std::size_t n = 0; n < other.excluded.size(); ++n) {
                ASSERT_EQ(other.excluded[n].unit, offered.excluded[n].unit) << request;
                ASSERT_EQ(other.excluded[n].why, offered.excluded[n].why) << request;
            }
        }
    }
    EXPECT_GT(moved, kHouses * 5U) << "what counts does move them";
    EXPECT_GT(housed, kHouses * 5U) << "and there are places to be offered";
}

TEST(Queue, OnlyWhoWaitsIsInIt) {
    Json request{{"state", "waiting"}, {"asked_at", "2031-03-01T18:00:00Z"}};
    EXPECT_TRUE(waiting_from(record(1), request).has_value());
    for (char const* state : {"housed", "withdrawn", "turned_away"}) {
        request["state"] = state;
        EXPECT_FALSE(waiting_from(record(1), request).has_value());
    }
}
