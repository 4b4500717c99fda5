// SPDX-License-Identifier: AGPL-3.0-or-later
// matter.*: opened, checked for conflicts, cleared, closed.
#include "support.hpp"

namespace amparo::engine {
namespace {

class Matters : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        alma = person("Alma Quillfeather");
        bruna = person("Bruna Salt");
    }
    std::string person(std::string const& name) {
        return rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", name}}}})["person"];
    }
    Json opened(std::string const& about, Json const& opposing) {
        return rosa.ok(
            "matter.open",
            {{"person", about}, {"title", "Asylum"}, {"area", "immigration"}, {"opposing", opposing}});
    }

    Office rosa;
    std::string alma, bruna;
};

TEST_F(Matters, OneIsOpenedWithItsPartiesAndACheck) {
    Json const matter = opened(alma, {"Ricardo Montes"});
    EXPECT_EQ(matter["number"].get<std::string>().substr(0, 2), "M-");
    EXPECT_EQ(matter["person"], alma);
    Json const shown = rosa.ok("matter.show", {{"id", matter["id"]}});
    ASSERT_EQ(shown["parties"].size(), 2U);
    EXPECT_EQ(shown["parties"][0]["name"], "Alma Quillfeather");
    EXPECT_EQ(shown["parties"][1]["role"], "opposing");
    ASSERT_EQ(shown["checks"].size(), 1U);
    EXPECT_EQ(shown["checks"][0]["met"], false);
    EXPECT_EQ(rosa.ok("matter.list", {{"person", alma}})["matters"].size(), 1U);
    EXPECT_TRUE(rosa.ok("matter.list", {{"person", bruna}})["matters"].empty());
    rosa.fails(Code::kRefused, "kind", "record.create",
               {{"kind", "matter"}, {"person", alma}, {"data", {{"title", "x"}}}});
}

TEST_F(Matters, WhoIsMetStopsOpeningUntilSomebodyClearsItWithAReason) {
    Json const first = opened(alma, {"Ricardo Montes"});
    Json const second{
        {"person", bruna}, {"title", "Wages"}, {"area", "wages"}, {"opposing", {"Rikardo Montez"}}};
    auto const failure = rosa.fails(Code::kRefused, "check", "matter.open", second);
    EXPECT_NE(failure.message.find(first["number"].get<std::string>()), std::string::npos);
    EXPECT_NE(failure.hint.find("Rosa"), std::string::npos);
    EXPECT_EQ(rosa.ok("matter.list")["matters"].size(), 1U);
    std::string const check = failure.hint.substr(failure.hint.find("rec_"));
    Json again = second;
    again["check"] = check;
    rosa.fails(Code::kRefused, "check", "matter.open", again);
    rosa.fails(Code::kUsage, "reason", "matter.clear", {{"id", check}, {"reason", ""}});
    Json const cleared = rosa.ok("matter.clear", {{"id", check}, {"reason", "Both were hurt by him"}});
    EXPECT_EQ(cleared["cleared_by"], "Rosa");
    EXPECT_EQ(cleared["reason"], "Both were hurt by him");
    rosa.fails(Code::kRefused, "id", "matter.clear", {{"id", check}, {"reason", "another"}});
    Json const opened_then = rosa.ok("matter.open", again);
    Json const shown = rosa.ok("matter.show", {{"id", opened_then["id"]}});
    EXPECT_EQ(shown["checks"][0]["cleared_by"], "Rosa");
    // A clearance is for those who were met then.
    Json const third = opened(person("Carla Reed"), {"Teresa Aguirre"});
    again["opposing"] = {"Rikardo Montez", "Teresa Aguirre"};
    again["person"] = person("Dora Finch");
    rosa.fails(Code::kRefused, "check", "matter.open", again);
    (void)third;
    // And for who was asked about: nobody else is let through by it, though they are of the same matter.
    auto const met = rosa.fails(Code::kRefused, "check", "matter.open",
                                {{"person", person("Ema Lund")},
                                 {"title", "Wages"},
                                 {"area", "wages"},
                                 {"opposing", {"Rikardo Montez"}}});
    std::string const other = met.hint.substr(met.hint.find("rec_"));
    rosa.ok("matter.clear", {{"id", other}, {"reason", "Both were hurt by him"}});
    rosa.fails(Code::kRefused, "check", "matter.open",
               {{"person", person("Alma Quillfeather")},
                {"title", "Wages"},
                {"area", "wages"},
                {"opposing", {"Rikardo Montez"}},
                {"check", other}});
}

TEST_F(Matters, EachNewPartyIsCompared) {
    Json const first = opened(alma, {"Ricardo Montes"});
    Json const second = opened(bruna, {"Teresa Aguirre"});
    Json party{{"matter", second["id"]},
               {"name", "El Jefe"},
               {"aliases", {"Ricardo A. Montes"}},
               {"role", "associate"},
               {"phones", {"312 555 0148"}}};
    rosa.fails(Code::kRefused, "check", "matter.party", party);
    party["aliases"] = {"Ramiro Vela"};
    EXPECT_EQ(rosa.ok("matter.party", party)["check"]["met"], false);
    // What was added is found from now on, by number and by another name.
    EXPECT_EQ(rosa.ok("matter.check", {{"phones", {"+1 (312) 555-0148"}}})["met"], true);
    EXPECT_EQ(rosa.ok("matter.check", {{"names", {"Vela, Ramiro"}}})["matters"][0]["number"],
              second["number"]);
    Json const known{{"names", {"Ramiro Vela"}}, {"matter", second["id"]}};
    EXPECT_EQ(rosa.ok("matter.check", known)["met"], false);
    EXPECT_EQ(rosa.ok("matter.check", {{"names", {"Ricardo Montes"}}, {"matter", second["id"]}})["met"],
              true);
    // C6: in a matter of the same person nobody is met.
    EXPECT_EQ(opened(alma, {"Ricardo Montes"})["state"], "open");
    rosa.fails(Code::kUsage, "role", "matter.party",
               {{"matter", second["id"]}, {"name", "X Y"}, {"role", "boss"}});
    (void)first;
}

TEST_F(Matters, AClientOfThePastIsMetAndAPartyThatWasErasedIsNot) {
    Json const matter = opened(alma, {"Ricardo Montes"});
    rosa.fails(Code::kUsage, "outcome", "matter.change", {{"id", matter["id"]}, {"state", "closed"}});
    Json const closed =
        rosa.ok("matter.change",
                {{"id", matter["id"]}, {"state", "closed"}, {"outcome", "granted"}, {"closing_code", "H"}});
    EXPECT_EQ(closed["closed_on"], "2031-03-01");
    EXPECT_TRUE(rosa.ok("matter.list")["matters"].empty());
    EXPECT_EQ(rosa.ok("matter.list", {{"closed", true}})["matters"].size(), 1U);
    Json const asked{{"names", {"Alma Quillfeather"}}};
    EXPECT_EQ(rosa.ok("matter.check", asked)["met"], true);
    Json const shown = rosa.ok("matter.show", {{"id", matter["id"]}});
    for (Json const& party : shown["parties"])
        rosa.ok("record.erase", {{"id", party["id"]}, {"basis", "asked by the person"}});
    EXPECT_EQ(rosa.ok("matter.check", asked)["met"], false);
    EXPECT_EQ(rosa.ok("matter.check", {{"names", {"Ricardo Montes"}}})["met"], false);
}

TEST_F(Matters, WhatIsOpenIsNamedBeforeAMatterIsClosed) {
    std::string const matter = opened(alma, {"Ricardo Montes"})["id"];
    Json const deadline = rosa.ok(
        "deadline.add", {{"rule", "other"}, {"date", "2031-04-07"}, {"what", "Brief"}, {"matter", matter}});
    Json const data{{"matter", matter}, {"on", "2031-04-02"}, {"what", "hearing"}};
    std::string const date = rosa.ok("record.create", {{"kind", "matter_date"}, {"data", data}})["id"];
    rosa.ok("record.create", {{"kind", "matter_date"},
                              {"data", {{"matter", matter}, {"on", "2031-02-27"}, {"what", "hearing"}}}});
    Json closing{{"id", matter}, {"state", "closed"}, {"outcome", "granted"}};
    auto const failure = rosa.fails(Code::kRefused, "deadlines_too", "matter.change", closing);
    EXPECT_NE(failure.message.find(": 2031-04-02, 2031-04-07;"), std::string::npos) << failure.message;
    EXPECT_EQ(rosa.ok("matter.show", {{"id", matter}})["state"], "open");
    rosa.ok("deadline.change", {{"id", deadline["id"]}, {"done", "yes"}});
    rosa.fails(Code::kRefused, "deadlines_too", "matter.change", closing);
    rosa.ok("record.update", {{"id", date}, {"data", {{"done", "yes"}}}});
    EXPECT_EQ(rosa.ok("matter.change", closing)["state"], "closed");
    rosa.ok("deadline.change", {{"id", deadline["id"]}, {"done", "no"}});
    rosa.ok("matter.change", {{"id", matter}, {"title", "Asylum, granted"}, {"state", "closed"}});
    rosa.ok("matter.change", {{"id", matter}, {"state", "open"}});
    closing["deadlines_too"] = true;
    EXPECT_EQ(rosa.ok("matter.change", closing)["state"], "closed");
}

TEST_F(Matters, AClosedMatterTakesNoDeadlineNoDateAndNoLaterWork) {
    std::string const matter = opened(alma, {"Ricardo Montes"})["id"];
    rosa.ok("matter.change", {{"id", matter}, {"state", "closed"}, {"outcome", "granted"}});
    rosa.now += std::chrono::hours{48};
    Json const add{{"rule", "other"}, {"date", "2031-04-07"}, {"what", "Brief"}, {"matter", matter}};
    auto const failure = rosa.fails(Code::kRefused, "matter", "deadline.add", add);
    EXPECT_NE(failure.message.find("2031-03-01"), std::string::npos) << failure.message;
    auto const record = [&](std::string const& kind, Json data) {
        data["matter"] = matter;
        return Json{{"kind", kind}, {"data", std::move(data)}};
    };
    rosa.fails(Code::kRefused, "matter", "record.create",
               record("matter_date", {{"on", "2031-04-02"}, {"what", "hearing"}}));
    Json work{{"on", "2031-03-02"}, {"activity", "research"}, {"minutes", 30}};
    rosa.fails(Code::kRefused, "matter", "record.create", record("matter_log", work));
    work["on"] = "2031-03-01";
    rosa.ok("record.create", record("matter_log", work));
    Json note = record("legal_note", {{"text", "A letter came"}});
    note["person"] = alma;
    rosa.ok("record.create", note);
    Json const own{{"rule", "other"}, {"date", "2031-04-07"}, {"what", "Brief"}, {"person", alma}};
    std::string const deadline = rosa.ok("deadline.add", own)["id"];
    rosa.fails(Code::kRefused, "matter", "deadline.change", {{"id", deadline}, {"matter", matter}});
    rosa.ok("matter.change", {{"id", matter}, {"state", "open"}});
    rosa.ok("deadline.add", add);
}

TEST_F(Matters, WhoAnswersForItIsWhomToAsk) {
    Json const matter = opened(alma, {"Ricardo Montes"});
    Json const noor = rosa.ok(
        "member.add", {{"name", "Noor"}, {"role", "attorney"}, {"passphrase", "a ferry made of salt"}});
    rosa.ok("matter.change", {{"id", matter["id"]}, {"responsible", noor["member_id"]}});
    Json const met = rosa.ok("matter.check", {{"names", {"Ricardo Montes"}}});
    EXPECT_EQ(met["matters"][0], (Json{{"number", matter["number"]}, {"ask", "Noor"}}));
    Json const sol = rosa.ok(
        "member.add", {{"name", "Sol"}, {"role", "shelter"}, {"passphrase", "six warm stones in a row"}});
    rosa.fails(Code::kRefused, "responsible", "matter.change",
               {{"id", matter["id"]}, {"responsible", sol["member_id"]}});
}

}  // namespace
}  // namespace amparo::engine
