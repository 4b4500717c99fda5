// SPDX-License-Identifier: AGPL-3.0-or-later
// stay.*, bed.*, handover: what somebody is offered, corrected, told, and refused.
#include "rights.hpp"

namespace amparo::engine {
namespace {

class StayRights : public Rights {
  protected:
    void SetUp() override {
        Rights::SetUp();
        house = record("house", {{"name", "North"}, {"hold_minutes", 240}});
        flat = unit("Flat", Json::array({"step_free"}));
        ramp = unit("Ramp", Json::array({"step_free"}));
        attic = unit("Attic", Json::array());
    }
    std::string unit(std::string const& name, Json const& offers, int places = 1, std::string shared = "no") {
        Json data{{"house", house}, {"name", name}, {"places", places}, {"shared", shared}};
        if (!offers.empty()) data["offers"] = offers;
        return record("unit", data);
    }
    Json stays() { return rosa.ok("stay.list")["stays"]; }

    std::string house, flat, ramp, attic;
};

TEST_F(StayRights, WhatIsFreeInsteadIsWhatWasAskedFor) {  // O1
    std::string const request = rosa.ok(
        "bed.ask", {{"person", alma}, {"household", 1}, {"wishes", Json::array({"step_free"})}})["id"];
    Json const first =
        rosa.ok("stay.start", {{"person", bea}, {"places", Json::array({flat})}, {"until", "2031-03-02"}});
    Json const held = rosa.ok("bed.hold", {{"person", alma},
                                           {"places", Json::array({flat})},
                                           {"from", "2031-03-02"},
                                           {"minutes", 4320},
                                           {"request", request}});
    rosa.now += std::chrono::hours{26};
    auto const failure = rosa.fails(Code::kRefused, "places", "stay.arrive", {{"id", held["id"]}});
    EXPECT_NE(failure.hint.find("Ramp"), std::string::npos) << failure.hint;
    EXPECT_EQ(failure.hint.find("Attic"), std::string::npos) << failure.hint;
    for (Json const& stay : stays())
        if (stay["id"] == held["id"]) {
            ASSERT_EQ(stay["instead"].size(), 1U) << stay;
            EXPECT_EQ(stay["instead"][0]["name"], "Ramp");
        }
}

TEST_F(StayRights, WhoComesBeforeTheirHoldBeginsIsThereEarlyOnlyIfThatIsSaid) {  // T7
    std::string const id = rosa.ok(
        "bed.hold",
        {{"person", alma}, {"places", Json::array({flat})}, {"from", "2031-03-04"}, {"minutes", 4320}})["id"];
    auto const failure = rosa.fails(Code::kRefused, "early", "stay.arrive", {{"id", id}});
    EXPECT_NE(failure.hint.find("--early"), std::string::npos) << failure.hint;
    EXPECT_EQ(stays()[0]["state"], "held");
    EXPECT_EQ(stays()[0]["places"][0]["from"], "2031-03-04");
    rosa.fails(Code::kRefused, "early", "stay.arrive", {{"id", id}, {"early", false}});
    Json const came = rosa.ok("stay.arrive", {{"id", id}, {"early", true}});
    EXPECT_EQ(came["state"], "staying");
    EXPECT_EQ(came["places"][0]["from"], "2031-03-01");
}

TEST_F(StayRights, WhoIsWithSomebodyFindsThatStayToo) {
    Json const stay = rosa.ok("stay.start", {{"person", alma},
                                             {"places", Json::array({flat, ramp})},
                                             {"household", 2},
                                             {"with", Json::array({bea})}});
    Json const beside = rosa.ok("person.show", {{"person", bea}})["companion_in"];
    ASSERT_EQ(beside.size(), 1U);
    EXPECT_EQ(beside[0]["record"], stay["id"]);
    EXPECT_EQ(beside[0]["state"], "staying");
    EXPECT_EQ(beside[0]["person"], alma);
    EXPECT_TRUE(rosa.ok("person.show", {{"person", alma}})["companion_in"].empty());
    for (std::string const& who : {alma, bea})
        EXPECT_EQ(rosa.ok("stay.list", {{"person", who}})["stays"].size(), 1U) << who;
    std::string const cleo = person({{"chosen_name", "Cleo"}});
    EXPECT_TRUE(rosa.ok("stay.list", {{"person", cleo}})["stays"].empty());
    // What the ids of a record name is said beside it.
    Json const names = rosa.ok("record.show", {{"id", stay["id"]}})["names"];
    EXPECT_EQ(names[flat], "Flat");
    EXPECT_EQ(names[bea], "Bea");
}

TEST_F(StayRights, PlacesThatAreNeededTogetherAreNamedTogether) {  // O3
    std::string const small = unit("Cell", Json::array());
    std::string const dorm = unit("Dorm", Json::array(), 5, "yes");
    auto const failure = rosa.fails(Code::kRefused, "places", "bed.hold",
                                    {{"person", alma}, {"places", Json::array({small})}, {"household", 5}});
    EXPECT_NE(failure.hint.find("Dorm/1 + Dorm/2 + Dorm/3 + Dorm/4 + Dorm/5"), std::string::npos)
        << failure.hint;
}

TEST_F(StayRights, KeepingAHoldIsForAsLongAsTheHouseSaysAndNeverShortensIt) {
    std::string const id = rosa.ok("bed.hold", {{"person", alma}, {"places", Json::array({flat})}})["id"];
    std::string const kept = rosa.ok("stay.keep", {{"id", id}})["hold_until"];
    EXPECT_EQ(kept.substr(0, 13), "2031-03-01T22");
    std::string const longer = rosa.ok("stay.keep", {{"id", id}, {"minutes", 600}})["hold_until"];
    EXPECT_EQ(rosa.ok("stay.keep", {{"id", id}})["hold_until"], longer);
    EXPECT_LT(rosa.ok("stay.keep", {{"id", id}, {"minutes", 30}})["hold_until"].get<std::string>(), kept);
}

TEST_F(StayRights, AWrongExitIsCorrectedOrTakenBackWhileThePlaceIsFree) {  // T6
    std::string const id = rosa.ok("stay.start", {{"person", alma}, {"places", Json::array({flat})}})["id"];
    rosa.fails(Code::kRefused, "id", "stay.correct", {{"id", id}, {"left_on", "2031-03-01"}});
    rosa.fails(Code::kUsage, "id", "stay.correct", {{"id", id}});
    rosa.now += std::chrono::hours{48};
    rosa.ok("stay.leave", {{"id", id}, {"destination", "family"}, {"feels_safe", "not_safe"}});
    rosa.ok("stay.correct", {{"id", id}, {"feels_safe", "safe"}, {"left_on", "2031-03-02"}});
    Json data = rosa.ok("record.show", {{"id", id}})["data"];
    EXPECT_EQ(data["feels_safe"], "safe");
    EXPECT_EQ(data["left_on"], "2031-03-02");
    EXPECT_EQ(data["places"][0]["until"], "2031-03-02");
    rosa.fails(Code::kRefused, "until", "stay.correct", {{"id", id}, {"left_on", "2031-03-09"}});
    Json const back = rosa.ok("stay.correct", {{"id", id}, {"back", true}});
    EXPECT_EQ(back["state"], "staying");
    data = rosa.ok("record.show", {{"id", id}})["data"];
    for (char const* field : {"left_on", "destination", "feels_safe"})
        EXPECT_FALSE(data.contains(field)) << field;
    rosa.ok("stay.leave", {{"id", id}});
    rosa.ok("stay.start", {{"person", bea}, {"places", Json::array({flat})}});
    rosa.fails(Code::kRefused, "places", "stay.correct", {{"id", id}, {"back", true}});
    rosa.ok("stay.correct",
            {{"id", id}, {"away", Json::array({Json{{"from", "2031-03-01"}, {"until", "2031-03-02"}}})}});
    EXPECT_EQ(rosa.ok("record.show", {{"id", id}})["data"]["away"].size(), 1U);
}

TEST_F(StayRights, UrgencyIsCorrectedWithWhoStatedItAndSinceWhenTheyWaitStays) {  // Q2
    Json const asked = rosa.ok("bed.ask", {{"person", alma}, {"household", 1}});
    rosa.fails(Code::kRefused, "urgency_stated_by", "bed.change",
               {{"id", asked["id"]}, {"urgency", "danger_now"}});
    rosa.ok("bed.change", {{"id", asked["id"]},
                           {"urgency", "must_leave_by"},
                           {"urgency_stated_by", "Alma"},
                           {"leave_by", "2031-03-05"},
                           {"wishes", Json::array({"pets"})}});
    Json waiting = rosa.ok("bed.waiting")["waiting"][0];
    EXPECT_EQ(waiting["leave_by"], "2031-03-05");
    EXPECT_EQ(waiting["asked_at"], asked["asked_at"]);
    rosa.ok("bed.change", {{"id", asked["id"]}, {"urgency", "none"}});
    waiting = rosa.ok("bed.waiting")["waiting"][0];
    EXPECT_FALSE(waiting.contains("urgency_stated_by"));
}

TEST_F(StayRights, TheListSaysTheLastDayTasksAndWhoIsInTwoPlaces) {
    std::string const one = rosa.ok(
        "stay.start", {{"person", alma}, {"places", Json::array({flat})}, {"until", "2031-03-09"}})["id"];
    std::string const task = record("task", {{"what", "A key"}, {"stay", one}}, alma);
    record("task", {{"what", "Done"}, {"stay", one}, {"done", "yes"}}, alma);
    Json stay = stays()[0];
    EXPECT_EQ(stay["leaves"], "2031-03-09");
    ASSERT_EQ(stay["tasks"].size(), 1U);
    EXPECT_EQ(stay["tasks"][0]["record"], task);
    EXPECT_FALSE(stay.contains("in_two_stays"));
    rosa.ok("bed.hold", {{"person", alma}, {"places", Json::array({ramp})}});
    for (Json const& each : stays()) EXPECT_EQ(each["in_two_stays"], true);
}

TEST_F(StayRights, NobodyIsInTwoBedsNorHeldTwoPlaces) {
    Json const at_ramp{{"person", alma}, {"places", Json::array({ramp})}};
    std::string const one = rosa.ok("stay.start", {{"person", alma}, {"places", Json::array({flat})}})["id"];
    auto const twice = rosa.fails(Code::kRefused, "person", "stay.start", at_ramp);
    EXPECT_NE(twice.message.find(one), std::string::npos);
    // A place may be held for who is going to move; they come there once they left here.
    std::string const next = rosa.ok("bed.hold", at_ramp)["id"];
    rosa.fails(Code::kRefused, "person", "bed.hold", at_ramp);
    rosa.fails(Code::kRefused, "person", "stay.arrive", {{"id", next}});
    EXPECT_EQ(stays().size(), 2U);
    rosa.ok("stay.leave", {{"id", one}});
    rosa.ok("stay.arrive", {{"id", next}});
    EXPECT_EQ(stays().size(), 1U);
}

TEST_F(StayRights, WhoStaysWithSomebodyIsInABedToo) {
    Json const hers{{"person", alma}, {"places", Json::array({flat})}};
    Json with = hers;
    with["with"] = Json::array({alma});
    rosa.fails(Code::kUsage, "with", "stay.start", with);
    with["with"] = Json::array({bea});
    rosa.ok("stay.start", with);
    rosa.fails(Code::kRefused, "person", "stay.start", {{"person", bea}, {"places", Json::array({ramp})}});
}

TEST_F(StayRights, WhoNeverLeftIsNotInABedElsewhereMeanwhile) {
    std::string const one = rosa.ok("stay.start", {{"person", alma}, {"places", Json::array({flat})}})["id"];
    rosa.ok("stay.leave", {{"id", one}});
    std::string const two = rosa.ok("stay.start", {{"person", alma}, {"places", Json::array({ramp})}})["id"];
    rosa.fails(Code::kRefused, "person", "stay.correct", {{"id", one}, {"back", true}});
    rosa.ok("stay.leave", {{"id", two}});
    rosa.ok("stay.correct", {{"id", one}, {"back", true}});
}

TEST_F(StayRights, ARequestThatIsClosedIsClosed) {
    std::string const asked = rosa.ok("bed.ask", {{"person", alma}, {"household", 1}})["id"];
    rosa.ok("bed.close", {{"id", asked}, {"outcome", "turned_away"}, {"reason", "full"}});
    rosa.fails(Code::kRefused, "id", "bed.change", {{"id", asked}, {"household", 9}});
    rosa.fails(Code::kRefused, "request", "stay.start",
               {{"person", alma}, {"places", Json::array({flat})}, {"request", asked}});
    rosa.fails(Code::kUsage, "until", "bed.waiting", {{"from", "2031-03-02"}, {"until", "2031-03-01"}});
    rosa.fails(Code::kRefused, "urgency", "bed.ask", {{"person", alma}, {"leave_by", "2031-03-05"}});
}

TEST_F(StayRights, AHoldThatRanOutSaysSo) {
    rosa.ok("bed.hold", {{"person", alma}, {"places", Json::array({flat})}});
    EXPECT_FALSE(stays()[0].contains("lapsed"));
    rosa.now += std::chrono::hours{73};
    Json const listed = rosa.ok("stay.list", {{"all", true}})["stays"];
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0]["lapsed"], true);
    rosa.ok("bed.hold", {{"person", alma}, {"places", Json::array({flat})}});
}

TEST_F(StayRights, NightsThatAreOverAndYearsThatAreASlipAreRefused) {
    rosa.fails(Code::kUsage, "from", "bed.find", {{"from", "2031-02-27"}});
    rosa.fails(Code::kUsage, "from", "bed.find", {{"from", "2131-03-01"}});
    rosa.ok("bed.find", {{"from", "2031-03-01"}});
    Json ask{{"person", alma},
             {"household", 1},
             {"urgency", "must_leave_by"},
             {"urgency_stated_by", "Alma"},
             {"leave_by", "2031-02-27"}};
    rosa.fails(Code::kUsage, "leave_by", "bed.ask", ask);
    ask["leave_by"] = "2031-03-01";
    std::string const asked = rosa.ok("bed.ask", ask)["id"];
    rosa.fails(Code::kUsage, "leave_by", "bed.change", {{"id", asked}, {"leave_by", "2030-03-05"}});
    std::string const note = record("note", {{"text", "kept"}}, alma);
    for (char const* until : {"2031-03-01", "2030-01-01", "2131-01-01"})
        rosa.fails(Code::kUsage, "until", "retention.keep",
                   {{"id", note}, {"reason", "a claim"}, {"until", until}, {"agreed", true}});
}

TEST_F(StayRights, NightsAwayThatTouchAreOneAbsence) {
    std::string const one = rosa.ok("stay.start", {{"person", alma}, {"places", Json::array({flat})}})["id"];
    for (auto const& [from, until] :
         {std::pair{"2031-03-10", "2031-03-12"}, std::pair{"2031-03-02", "2031-03-05"},
          std::pair{"2031-03-04", "2031-03-08"}})
        rosa.ok("stay.away", {{"id", one}, {"from", from}, {"until", until}});
    EXPECT_EQ(stays()[0]["away"], Json::parse(R"([{"from": "2031-03-10", "until": "2031-03-12"},
                                                  {"from": "2031-03-02", "until": "2031-03-08"}])"));
    rosa.fails(Code::kUsage, "away", "stay.correct",
               {{"id", one}, {"away", Json::parse(R"([{"from": "2031-03-05", "until": "2031-03-04"}])")}});
    rosa.ok("stay.extend", {{"id", one}, {"until", "2031-03-20"}});
    rosa.fails(Code::kRefused, "until", "stay.away",
               {{"id", one}, {"from", "2031-03-20"}, {"until", "2031-03-22"}});
}

TEST_F(StayRights, TheHandOverIsOfOneHouseAndHasWhatIsOpenAndDue) {
    std::string const south = record("house", {{"name", "South"}});
    record("house_note", {{"text", "Old and open"}, {"house", house}, {"follow_up_on", "2031-03-04"}});
    record("house_note", {{"text", "Old"}, {"house", house}});
    rosa.now += std::chrono::hours{30};
    record("house_note", {{"text", "New"}, {"house", house}});
    record("house_note", {{"text", "Elsewhere"}, {"house", south}});
    record("incident", {{"happened_at", "2031-03-02T11:00:00Z"},
                        {"kinds", Json::array({"damage"})},
                        {"house", house},
                        {"what_was_done", "The pipe was closed"}});
    record("incident", {{"happened_at", "2031-03-02T12:00:00Z"}, {"house", south}});
    record("task", {{"what", "Medicine at nine"}, {"due_on", "2031-03-02"}}, alma);
    record("task", {{"what", "Later"}, {"due_on", "2031-03-20"}}, alma);
    Json const sheet = rosa.ok("handover", {{"house", house}});
    std::set<std::string> notes;
    for (Json const& note : sheet["notes"]) notes.insert(note["text"].get<std::string>());
    EXPECT_EQ(notes, (std::set<std::string>{"Old and open", "New"}));
    ASSERT_EQ(sheet["incidents"].size(), 1U);
    EXPECT_EQ(sheet["incidents"][0]["at"], "2031-03-02T11:00:00.000Z");
    EXPECT_EQ(sheet["incidents"][0]["kinds"][0], "damage");
    ASSERT_EQ(sheet["tasks"].size(), 1U);
    EXPECT_EQ(sheet["tasks"][0]["text"], "Medicine at nine");
    Json const nameless = rosa.ok("handover", {{"house", house}, {"without_names", true}});
    EXPECT_EQ(codec::to_text(nameless["tasks"]).find("Medicine"), std::string::npos);
}

/// Alma under a pseudonym in a study, and in its register: the records of her interview.

}  // namespace
}  // namespace amparo::engine
