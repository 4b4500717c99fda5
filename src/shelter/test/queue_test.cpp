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

/// Q4: two requests that differ in what must not count are one to the rules, whatever else they hold.
TEST(Queue, Q4_NothingElseMovesAnyone) {
    std::mt19937 chance{37};
    char const* const words[]{
        "cooperates",  "police_report", "immigration_status", "sector",       "release", "sex_work",
        "nationality", "finding",       "signed_releases",    "has_attorney", "score",   "note"};
    for (int round = 0; round < 2000; ++round) {
        Json request{{"state", "waiting"},
                     {"asked_at", amparo::text(kEvening + std::chrono::minutes{chance() % 99})},
                     {"household", 1 + chance() % 4},
                     {"urgency", name(kAllUrgencies[chance() % 4])},
                     {"urgency_stated_by", chance() % 2 == 0 ? "Rosa" : ""},
                     {"leave_by", text(night(static_cast<int>(chance() % 20)))},
                     {"wishes", {name(kAllWishes[chance() % 8])}}};
        Json other = request;
        for (char const* word : words) other[word] = chance() % 2 == 0 ? Json("yes") : Json(chance() % 100);
        auto const a = waiting_from(record(1), request).value();
        auto const b = waiting_from(record(1), other).value();
        Waiting const third = waiting(2, static_cast<int>(chance() % 99), kAllUrgencies[chance() % 4], "Rosa",
                                      night(static_cast<int>(chance() % 20)));
        ASSERT_EQ(called({a, third}), called({b, third}));
        std::vector<Unit> units;
        for (unsigned n = 10; n < 16; ++n) {
            units.push_back(unit(n, static_cast<std::uint16_t>(1 + chance() % 4)));
            units.back().offers.insert(kAllWishes[chance() % 8]);
        }
        Occupancy const empty{units, {}, kEvening};
        auto const offers = [&](Waiting const& w) {
            return find_places({w.household, w.wishes, night(0), night(9), std::nullopt}, units, empty)
                .offers;
        };
        ASSERT_EQ(offers(a), offers(b));
    }
}

TEST(Queue, OnlyWhoWaitsIsInIt) {
    Json request{{"state", "waiting"}, {"asked_at", "2031-03-01T18:00:00Z"}};
    EXPECT_TRUE(waiting_from(record(1), request).has_value());
    for (char const* state : {"housed", "withdrawn", "turned_away"}) {
        request["state"] = state;
        EXPECT_FALSE(waiting_from(record(1), request).has_value());
    }
}
