// SPDX-License-Identifier: AGPL-3.0-or-later
// unit.*, bed.*, stay.*: rules of src/shelter over one vault, and over two windows of it.
#include "support.hpp"

#include <map>

namespace amparo::engine {
namespace {

class Beds : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        house = rosa.ok("record.create", {{"kind", "house"},
                                          {"data",
                                           {{"name", "North"},
                                            {"utc_offset", -6},
                                            {"address", "4417 Larkspur Hollow"},
                                            {"phone", "+1 312 555 0199"}}}})["id"];
        small = unit("Unit 1", 1, {{"offers", {"step_free"}}});
        large = unit("Unit 2", 3, {{"offers", {"children", "private_bath"}}});
    }

    /// What was kept through every change is what a program finds that has just been opened.
    void TearDown() override {
        if (!rosa.call("unit.list").ok()) return;  // Locked.
        Office fresh{rosa.file, rosa.now};
        fresh.ok("vault.unlock", {{"passphrase", kPassphrase}});
        fresh.now = rosa.now;
        for (auto const& [method, params] :
             {std::pair{"unit.list", Json::object()}, std::pair{"stay.list", Json{{"all", true}}},
              std::pair{"board", Json{{"nights", 60}}}})
            EXPECT_EQ(rosa.ok(method, params), fresh.ok(method, params)) << method;
    }

    std::string unit(std::string const& name, int places, Json more = Json::object()) {
        more.update(Json{{"house", house}, {"name", name}, {"places", places}});
        return rosa.ok("record.create", {{"kind", "unit"}, {"data", more}})["id"];
    }
    std::string person(std::string const& name) {
        return rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", name}}}})["person"];
    }
    Json hold(std::string const& who, std::string const& place) {
        return rosa.ok("bed.hold", {{"person", who}, {"places", {place}}});
    }
    std::map<std::string, std::string> states() {
        std::map<std::string, std::string> out;
        Json const listed = rosa.ok("unit.list");
        for (Json const& u : listed["units"])
            for (Json const& p : u["places"]) out[p["name"]] = p["state"];
        return out;
    }
    Json stays(Json const& params = Json::object()) { return rosa.ok("stay.list", params)["stays"]; }

    Office rosa;
    std::string house, small, large;
};

TEST_F(Beds, AHoldIsFreedByTheClockThoughTheProgramWasOff) {
    Json const held = hold(person("Alma"), small);
    EXPECT_EQ(held["state"], "held");
    EXPECT_EQ(states()["Unit 1"], "held");
    rosa.fails(Code::kRefused, "places", "bed.hold", {{"person", person("Ida")}, {"places", {small}}});
    rosa.ok("vault.lock");
    rosa.now += std::chrono::minutes{90};
    rosa.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(states()["Unit 1"], "accepting");
    EXPECT_TRUE(stays().empty());
    EXPECT_EQ(stays({{"all", true}}).size(), 1U) << "and it is not forgotten";
}

TEST_F(Beds, TheHousesPolicyAndAPersonSayHowLong) {
    rosa.ok("record.update", {{"id", house}, {"data", {{"hold_minutes", 30}}}});
    Json const held = hold(person("Alma"), small);
    rosa.now += std::chrono::minutes{29};
    EXPECT_EQ(states()["Unit 1"], "held");
    rosa.ok("stay.keep", {{"id", held["id"]}, {"minutes", 45}});
    rosa.now += std::chrono::minutes{40};
    EXPECT_EQ(states()["Unit 1"], "held");
    rosa.ok("stay.end", {{"id", held["id"]}, {"reason", "Found a place with a friend"}});
    EXPECT_EQ(states()["Unit 1"], "accepting");
    rosa.fails(Code::kRefused, "id", "stay.arrive", {{"id", held["id"]}});
    rosa.fails(Code::kRefused, "id", "stay.keep", {{"id", held["id"]}});
}

TEST_F(Beds, FromHeldToGoneWithEveryStep) {
    std::string const alma = person("Alma");
    Json const held = hold(alma, small);
    Json const id = held["id"];
    EXPECT_EQ(held["places"][0]["from"], "2031-03-01") << "noon at the house";
    EXPECT_EQ(rosa.ok("stay.arrive", {{"id", id}})["state"], "staying");
    EXPECT_EQ(states()["Unit 1"], "occupied");
    rosa.fails(Code::kRefused, "", "record.erase", {{"id", id}, {"basis", "asked"}});
    rosa.fails(Code::kRefused, "", "person.erase", {{"person", alma}, {"basis", "asked"}});
    rosa.fails(Code::kRefused, "until", "stay.extend", {{"id", id}, {"until", "2031-02-01"}});
    rosa.ok("stay.extend", {{"id", id}, {"until", "2031-04-01"}});
    rosa.now += std::chrono::hours{48};
    Json const moved = rosa.ok("stay.move", {{"id", id}, {"places", {large}}});
    ASSERT_EQ(moved["places"].size(), 2U);
    EXPECT_EQ(moved["places"][0]["until"], "2031-03-03");
    EXPECT_EQ(moved["places"][1]["until"], "2031-04-01");
    EXPECT_EQ(states()["Unit 1"], "accepting");
    rosa.ok("stay.away", {{"id", id}, {"from", "2031-03-05"}, {"until", "2031-03-07"}});
    EXPECT_EQ(states()["Unit 2"], "occupied");
    rosa.fails(Code::kUsage, "destination", "stay.leave", {{"id", id}, {"destination", "the moon"}});
    Json const left = rosa.ok("stay.leave", {{"id", id},
                                             {"destination", "friends"},
                                             {"feels_safe", "partly"},
                                             {"destination_place", "Orchard Row"}});
    EXPECT_EQ(left["left_on"], "2031-03-03");
    EXPECT_EQ(states()["Unit 2"], "accepting");
    Json const record = rosa.ok("record.show", {{"id", id}});
    EXPECT_EQ(record["data"]["feels_safe"], "partly");
    rosa.fails(Code::kRefused, "id", "stay.leave", {{"id", id}});
    rosa.fails(Code::kRefused, "id", "record.update", {{"id", id}, {"data", {{"state", "held"}}}});
}

TEST_F(Beds, WhatSomebodyLeftIsMadeReadyWhereTheHouseSaysSo) {
    rosa.ok("record.update", {{"id", house}, {"data", {{"made_ready", "yes"}}}});
    Json const one = rosa.ok("stay.start", {{"person", person("Alma")}, {"places", {small}}});
    Json const two = rosa.ok("stay.start", {{"person", person("Ida")}, {"places", {large}}});
    rosa.now += std::chrono::hours{24};
    rosa.ok("stay.leave", {{"id", two["id"]}});
    EXPECT_EQ(states()["Unit 2"], "preparing");
    rosa.fails(Code::kRefused, "places", "stay.move", {{"id", one["id"]}, {"places", {large}}});
    rosa.ok("unit.step", {{"unit", large}, {"step", "ready"}});
    rosa.ok("stay.move", {{"id", one["id"]}, {"places", {large}}});
    EXPECT_EQ(states()["Unit 1"], "preparing");
    EXPECT_EQ(states()["Unit 2"], "occupied");
    // What is held for the next is not taken from them; a hold that ends leaves nothing to make ready.
    rosa.ok("unit.step", {{"unit", small}, {"step", "ready"}});
    rosa.ok("stay.extend", {{"id", one["id"]}, {"until", "2031-03-05"}});
    rosa.ok("bed.hold", {{"person", person("Zoe")}, {"places", {large}}, {"from", "2031-03-09"}});
    rosa.ok("stay.leave", {{"id", one["id"]}});
    EXPECT_EQ(states()["Unit 2"], "accepting");
    Json const held = hold(person("Uma"), small);
    rosa.ok("stay.end", {{"id", held["id"]}});
    EXPECT_EQ(states()["Unit 1"], "accepting");
}

TEST_F(Beds, AHouseholdTakesOneUnitOrSeveral) {
    std::string const alma = person("Alma");
    Json const four = rosa.ok("bed.find", {{"household", 4}});
    EXPECT_TRUE(four["offers"].empty());
    EXPECT_EQ(four["together"].size(), 2U);
    rosa.fails(Code::kRefused, "places", "bed.hold",
               {{"person", alma}, {"household", 4}, {"places", {large}}});
    Json const held = rosa.ok("bed.hold", {{"person", alma}, {"household", 4}, {"places", four["together"]}});
    EXPECT_EQ(held["household"], 4);
    EXPECT_EQ(states()["Unit 1"], "held");
    EXPECT_EQ(states()["Unit 2"], "held");
}

TEST_F(Beds, WhatAPersonAsksForIsMet) {
    Json const found = rosa.ok("bed.find", {{"wishes", {"children"}}});
    ASSERT_EQ(found["offers"].size(), 1U);
    EXPECT_EQ(found["offers"][0]["name"], "Unit 2");
    EXPECT_EQ(found["excluded"][0]["why"], "wish_not_met");
    EXPECT_EQ(found["excluded"][0]["wish"], "children");
    EXPECT_EQ(rosa.ok("bed.find")["offers"][0]["name"], "Unit 1") << "the room that is large enough";
    rosa.fails(Code::kUsage, "wishes[0]", "bed.find", {{"wishes", {"cooperates"}}});
}

TEST_F(Beds, ASharedUnitGivesItsPlacesOneByOne) {
    std::string const dormitory = unit("Dormitory", 2, {{"shared", "yes"}});
    hold(person("Alma"), dormitory + "/2");
    EXPECT_EQ(states()["Dormitory/1"], "accepting");
    EXPECT_EQ(states()["Dormitory/2"], "held");
    std::string const ida = person("Ida");
    Failure const taken =
        rosa.fails(Code::kRefused, "places", "bed.hold", {{"person", ida}, {"places", {dormitory + "/2"}}});
    EXPECT_EQ(taken.hint, "free for them: Dormitory/1, Unit 1, Unit 2");
    for (std::string const& none : {dormitory, dormitory + "/3", dormitory + "/0", small + "/1"})
        rosa.fails(Code::kNotFound, "places", "bed.hold", {{"person", ida}, {"places", {none}}});
    for (char const* none : {"", "2", "rec_", "Dormitory/1"})
        rosa.fails(Code::kUsage, "places", "bed.hold", {{"person", ida}, {"places", {none}}});
}

TEST_F(Beds, U2_U5_AUnitGoesOutOfServiceWithAReasonAndNeverUnderSomebody) {
    rosa.fails(Code::kRefused, "reason", "unit.step", {{"unit", small}, {"step", "take_out"}});
    rosa.ok("unit.step", {{"unit", small}, {"step", "take_out"}, {"reason", "No hot water"}});
    EXPECT_EQ(states()["Unit 1"], "out_of_service");
    rosa.fails(Code::kRefused, "places", "bed.hold", {{"person", person("Ida")}, {"places", {small}}});
    rosa.fails(Code::kRefused, "step", "unit.step", {{"unit", small}, {"step", "ready"}});
    rosa.ok("unit.step", {{"unit", small}, {"step", "bring_back"}});
    EXPECT_EQ(states()["Unit 1"], "preparing");
    rosa.fails(Code::kRefused, "places", "bed.hold", {{"person", person("Ida")}, {"places", {small}}});
    rosa.ok("unit.step", {{"unit", small}, {"step", "ready"}});
    hold(person("Alma"), small);
    rosa.fails(Code::kRefused, "unit", "unit.step",
               {{"unit", small}, {"step", "close"}, {"reason", "The lease ends"}});
}

/// The second window asks between the first one's question and its answer; the first is told at the lock.
TEST_F(Beds, B4_TwoWindowsNeverGetOnePlace) {
    std::string const alma = person("Alma");
    std::string const ida = person("Ida");
    Office window{rosa.file, rosa.now};
    window.ok("vault.unlock", {{"passphrase", kPassphrase}});
    bool other_has_it = false;
    rosa.at_next_look_at_the_clock = [&] {
        other_has_it = window.call("bed.hold", {{"person", ida}, {"places", {small}}}).ok();
    };
    Failure const told =
        rosa.fails(Code::kRefused, "places", "bed.hold", {{"person", alma}, {"places", {small}}});
    EXPECT_TRUE(other_has_it);
    EXPECT_EQ(told.hint, "free for them: Unit 2");
    EXPECT_EQ(stays().size(), 1U);
    EXPECT_EQ(window.ok("stay.list")["stays"].size(), 1U);
}

TEST_F(Beds, B4_TwoWindowsNeverTakeTwoStepsOfOneStay) {
    Json const held = hold(person("Alma"), small);
    Office window{rosa.file, rosa.now};
    window.ok("vault.unlock", {{"passphrase", kPassphrase}});
    rosa.at_next_look_at_the_clock = [&] { window.ok("stay.end", {{"id", held["id"]}}); };
    rosa.fails(Code::kRefused, "id", "stay.arrive", {{"id", held["id"]}});
    EXPECT_EQ(rosa.ok("record.show", {{"id", held["id"]}})["data"]["state"], "ended");
}

TEST_F(Beds, AHoldIsForWhoAskedForIt) {
    std::string const alma = person("Alma");
    Json const asked = rosa.ok("bed.ask", {{"person", person("Omar")}});
    rosa.fails(Code::kRefused, "request", "bed.hold",
               {{"person", alma}, {"places", {small}}, {"request", asked["id"]}});
}

TEST_F(Beds, Q1_Q3_TheListSaysWhyInItsOrder) {
    std::string const alma = person("Alma");
    std::string const ida = person("Ida");
    rosa.fails(Code::kRefused, "urgency_stated_by", "bed.ask", {{"person", alma}, {"urgency", "danger_now"}});
    rosa.fails(Code::kRefused, "leave_by", "bed.ask",
               {{"person", alma}, {"urgency", "must_leave_by"}, {"urgency_stated_by", "Alma"}});
    Json const first = rosa.ok("bed.ask", {{"person", alma}, {"wishes", {"children"}}});
    Json const second = rosa.ok(
        "bed.ask",
        {{"person", ida}, {"household", 2}, {"urgency", "nowhere_tonight"}, {"urgency_stated_by", "Ida"}});
    Json list = rosa.ok("bed.waiting");
    ASSERT_EQ(list["waiting"].size(), 2U);
    EXPECT_EQ(list["waiting"][0]["id"], second["id"]);
    EXPECT_EQ(list["waiting"][0]["because"], "urgent_now");
    EXPECT_EQ(list["waiting"][0]["urgency_stated_by"], "Ida");
    EXPECT_EQ(list["waiting"][0]["chosen_name"], "Ida");
    EXPECT_EQ(list["waiting"][1]["because"], "asked_at");
    EXPECT_EQ(list["waiting"][1]["places"], (Json{large}));
    Json const held = rosa.ok("bed.hold", {{"person", ida},
                                           {"household", 2},
                                           {"places", list["waiting"][0]["places"]},
                                           {"request", second["id"]}});
    EXPECT_EQ(rosa.ok("bed.waiting")["waiting"].size(), 2U) << "held is not housed";
    rosa.ok("stay.arrive", {{"id", held["id"]}});
    list = rosa.ok("bed.waiting");
    EXPECT_EQ(list["waiting"].size(), 1U);
    EXPECT_EQ(list["became"]["housed"], 1);
}

TEST_F(Beds, ATurnAwayHasItsReasonAndIsCounted) {
    Json const asked = rosa.ok("bed.ask", {{"household", 5}});
    Json const other = rosa.ok("bed.ask");
    rosa.fails(Code::kRefused, "reason", "bed.close", {{"id", asked["id"]}, {"outcome", "turned_away"}});
    rosa.fails(Code::kRefused, "reason", "bed.close",
               {{"id", asked["id"]}, {"outcome", "withdrawn"}, {"reason", "full"}});
    rosa.fails(Code::kUsage, "reason", "bed.close",
               {{"id", asked["id"]}, {"outcome", "turned_away"}, {"reason", "no_release"}});
    rosa.fails(Code::kRefused, "note", "bed.close",
               {{"id", asked["id"]}, {"outcome", "turned_away"}, {"reason", "other"}});
    rosa.ok("bed.close", {{"id", asked["id"]}, {"outcome", "turned_away"}, {"reason", "full"}});
    rosa.ok("bed.close", {{"id", other["id"]}, {"outcome", "withdrawn"}});
    rosa.fails(Code::kRefused, "id", "bed.close", {{"id", asked["id"]}, {"outcome", "withdrawn"}});
    Json const list = rosa.ok("bed.waiting");
    EXPECT_EQ(list["asked"], 2);
    EXPECT_EQ(list["became"], (Json{{"waiting", 0}, {"housed", 0}, {"withdrawn", 1}, {"turned_away", 1}}));
    EXPECT_EQ(list["turned_away"], (Json{{"full", 1}}));
    EXPECT_EQ(rosa.ok("bed.waiting", {{"until", "2031-02-01"}})["asked"], 0);
    EXPECT_EQ(list["erased"], 0);
    rosa.ok("record.erase", {{"id", asked["id"]}, {"basis", "asked"}});
    Json const after = rosa.ok("bed.waiting");
    EXPECT_EQ(after["asked"], 1);
    EXPECT_EQ(after["erased"], 1) << "what the counts lack is said";
}

TEST_F(Beds, APersonWhoAsksTwiceIsTwoRequestsAndOnePerson) {
    std::string const alma = person("Alma");
    std::string const bea = person("Bea");
    std::vector<std::string> ids;
    for (int i = 0; i < 2; ++i) {
        ids.push_back(rosa.ok("bed.ask", {{"person", alma}, {"household", 1}})["id"]);
        rosa.ok("bed.close", {{"id", ids.back()}, {"outcome", "turned_away"}, {"reason", "full"}});
    }
    rosa.ok("bed.ask", {{"person", bea}, {"household", 3}});
    rosa.ok("bed.ask");
    Json const list = rosa.ok("bed.waiting");
    EXPECT_EQ(list["asked"], 4);
    EXPECT_EQ(list["nobody_named"], 1);
    EXPECT_EQ(list["people_asked"], 2);
    EXPECT_EQ(list["became"]["turned_away"], 2);
    EXPECT_EQ(list["people_turned_away"], 1);
    EXPECT_EQ(rosa.ok("bed.waiting", {{"from", "2031-03-02"}})["people_asked"], 0);
}

TEST_F(Beds, TheAddressOfAHouseIsReadByItsPartOnlyAndLeavesInNothing) {
    rosa.ok("member.add", {{"name", "Teo"}, {"role", "outreach"}, {"passphrase", "orange trees in rain"}});
    std::string const alma = person("Alma");
    hold(alma, small);
    Office teo{rosa.file, rosa.now};
    teo.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    Json const shown = teo.ok("record.show", {{"id", house}});
    EXPECT_FALSE(shown["data"].contains("address"));
    EXPECT_EQ(shown["sealed"], (Json{"location"}));
    for (char const* method :
         {"unit.list", "bed.find", "stay.list", "bed.waiting", "match", "directory.list"}) {
        Json const params =
            std::string{method} == "match" ? Json{{"needs", {"bed_tonight"}}} : Json::object();
        EXPECT_EQ(codec::to_text(rosa.ok(method, params)).find("Larkspur"), std::string::npos) << method;
    }
    Json const release = rosa.ok("release.sign", release_params(alma));
    for (char const* told : {"She sleeps at 4417 Larkspur Hollow", "Ring 312 555 0199 for the night"})
        rosa.fails(Code::kRefused, "referral.message", "referral.send",
                   {{"release", release["id"]}, {"message", told}});
}

TEST_F(Beds, WhoDoesNotReadThePlanIsToldSoAndNotThatEverythingIsFree) {
    hold(person("Alma"), small);
    rosa.ok("member.add",
            {{"name", "Noa"}, {"role", "statistician"}, {"passphrase", "orange trees in rain"}});
    Office noa{rosa.file, rosa.now};
    noa.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    for (char const* method : {"unit.list", "bed.find", "stay.list", "bed.waiting"})
        noa.fails(Code::kRefused, "", method);
}

}  // namespace
}  // namespace amparo::engine
