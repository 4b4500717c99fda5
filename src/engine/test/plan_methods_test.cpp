// SPDX-License-Identifier: AGPL-3.0-or-later
// board, handover, token.*, person.copy, calendar.export, and the forms of a house and a plan.
#include "support.hpp"

namespace amparo::engine {
namespace {

class House : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        house = record("house", {{"name", "North"}, {"utc_offset", -6}});
        first = record("unit", {{"house", house}, {"name", "Unit 1"}, {"places", 1}});
        second = record("unit", {{"house", house}, {"name", "Unit 2"}, {"places", 3}});
        alma = rosa.ok("record.create",
                       {{"kind", "contact"}, {"data", {{"chosen_name", "Quillfeather"}}}})["person"];
    }
    std::string record(std::string const& kind, Json const& data, std::string const& person = {}) {
        Json params{{"kind", kind}, {"data", data}};
        if (!person.empty()) params["person"] = person;
        return rosa.ok("record.create", params)["id"];
    }

    Office rosa;
    std::string house, first, second, alma;
};

TEST_F(House, TheBoardHasPlacesNightsAndCounts) {
    Json const stay = rosa.ok("stay.start", {{"person", alma}, {"places", {first}}, {"until", "2031-03-04"}});
    rosa.ok("stay.away", {{"id", stay["id"]}, {"from", "2031-03-02"}, {"until", "2031-03-03"}});
    rosa.ok("unit.step", {{"unit", second}, {"step", "prepare"}});
    Json const board = rosa.ok("board", {{"nights", 5}});
    EXPECT_EQ(board["first"], "2031-03-01");
    ASSERT_EQ(board["rows"].size(), 2U);
    Json const& span = board["rows"][0]["spans"][0];
    EXPECT_EQ(span["from"], "2031-03-01");
    EXPECT_EQ(span["until"], "2031-03-04");
    EXPECT_EQ(span["chosen_name"], "Quillfeather");
    EXPECT_EQ(span["away"].size(), 1U);
    EXPECT_EQ(board["rows"][1]["state"], "preparing");
    EXPECT_EQ(board["counts"][0],
              (Json{{"night", "2031-03-01"}, {"occupied", 1}, {"held", 0}, {"free", 0}, {"out", 1}}));
    EXPECT_EQ(board["counts"][3]["free"], 1);
    std::string const other = record("house", {{"name", "South"}});
    EXPECT_TRUE(rosa.ok("board", {{"house", other}})["rows"].empty());
}

TEST_F(House, WithoutNamesThereIsNoneOnTheBoardOrTheHandOver) {
    rosa.ok("stay.start", {{"person", alma}, {"places", {first}}});
    record("house_note", {{"text", "Quillfeather asked for the fan"}});
    record("incident", {{"happened_at", "2031-03-01T17:00:00Z"}, {"what_was_done", "Sat with Quillfeather"}});
    for (char const* method : {"board", "handover"}) {
        EXPECT_NE(codec::to_text(rosa.ok(method)).find("Quillfeather"), std::string::npos) << method;
        std::string const bare = codec::to_text(rosa.ok(method, {{"without_names", true}}));
        EXPECT_EQ(bare.find("Quillfeather"), std::string::npos) << method;
        EXPECT_EQ(bare.find("per_"), std::string::npos) << method;
    }
    Json const sheet = rosa.ok("handover");
    EXPECT_EQ(sheet["notes"].size(), 1U);
    EXPECT_EQ(sheet["incidents"].size(), 1U);
    EXPECT_EQ(sheet["places"][0]["state"], "occupied");
    rosa.now += std::chrono::hours{25};
    EXPECT_TRUE(rosa.ok("handover")["notes"].empty());
}

/// B1, at the house, six hours behind: at five in the morning it is still the night of the day before, for the sheet and for who leaves.
TEST_F(House, B1_TheNightIsOneForTheHandOverAndTheDay) {
    rosa.ok("stay.start", {{"person", alma}, {"places", {first}}, {"until", "2031-03-03"}});
    auto const leaving = [&] {
        Json const today = rosa.ok("today");
        for (Json const& one : today["sections"])
            if (one["code"] == "stay_ending") return one["items"].size();
        return std::size_t{99};
    };
    auto const sheet = [&] { return rosa.ok("handover"); };
    rosa.now = *parse_instant("2031-03-02T11:59:00Z");
    EXPECT_EQ(sheet()["night"], "2031-03-01");
    EXPECT_EQ(sheet()["ends"], "2031-03-02");
    EXPECT_FALSE(sheet()["places"][0].contains("leaves"));
    EXPECT_EQ(leaving(), 0U);
    rosa.now = *parse_instant("2031-03-02T12:00:00Z");
    EXPECT_EQ(sheet()["night"], "2031-03-02");
    EXPECT_EQ(sheet()["places"][0]["leaves"], "2031-03-03");
    EXPECT_EQ(leaving(), 1U);
}

TEST_F(House, TheHandOverSaysWhoComesLeavesAndIsAway) {
    Json const stay = rosa.ok("stay.start", {{"person", alma}, {"places", {first}}, {"until", "2031-03-02"}});
    rosa.ok("stay.away", {{"id", stay["id"]}, {"from", "2031-03-01"}, {"until", "2031-03-02"}});
    rosa.ok("bed.hold", {{"person", alma}, {"places", {second}}, {"from", "2031-03-02"}, {"household", 2}});
    Json const sheet = rosa.ok("handover");
    EXPECT_EQ(sheet["places"][0]["leaves"], "2031-03-02");
    EXPECT_EQ(sheet["ends"], "2031-03-02");
    EXPECT_EQ(sheet["places"][0]["away_tonight"], true);
    EXPECT_EQ(sheet["places"][1]["comes_tomorrow"], true);
    EXPECT_EQ(sheet["places"][1]["state"], "accepting");
}

TEST_F(House, K1_K2_K3_APartnerHearsYesOrNoAndNothingElse) {
    Json const asked =
        rosa.ok("token.take", {{"household", 2}, {"wishes", {"children"}}, {"call_back", "555 0140, Ines"}});
    rosa.fails(Code::kUsage, "name", "token.take",
               {{"household", 2}, {"call_back", "x"}, {"name", "Quillfeather"}});
    rosa.fails(Code::kRefused, "reason", "token.answer", {{"id", asked["id"]}, {"answer", "decline"}});
    rosa.fails(Code::kUsage, "reason", "token.answer",
               {{"id", asked["id"]}, {"answer", "decline"}, {"reason", "no_release"}});
    rosa.fails(Code::kNotFound, "id", "token.answer", {{"id", "7777-7777"}, {"answer", "accept"}});
    std::string const code = asked["code"];
    std::string const typed =
        code.substr(0, 4) + " " + static_cast<char>(std::tolower(code[5])) + code.substr(6);
    Json const no = rosa.ok("token.answer", {{"id", typed}, {"answer", "decline"}, {"reason", "full"}});
    EXPECT_EQ(no["answer"], "no");
    EXPECT_FALSE(no.contains("reason"));
    rosa.fails(Code::kRefused, "id", "token.answer", {{"id", asked["id"]}, {"answer", "accept"}});
    Json const late = rosa.ok("token.take", {{"household", 1}, {"call_back", "555 0140"}, {"hours", 1}});
    EXPECT_EQ(late["free"].size(), 2U);
    rosa.now += std::chrono::hours{1};
    rosa.fails(Code::kRefused, "id", "token.answer", {{"id", late["id"]}, {"answer", "accept"}});
}

TEST_F(House, K4_WhatAPartnerAskedIsGoneFromTheFileWithinADayOfItsEnd) {
    Json const asked = rosa.ok("token.take", {{"household", 2}, {"call_back", "555 0140"}});
    Json const other = rosa.ok("token.take", {{"household", 3}, {"call_back", "555 0141"}});
    rosa.ok("token.answer", {{"id", asked["id"]}, {"answer", "accept"}});
    rosa.now += std::chrono::hours{20};
    EXPECT_EQ(rosa.ok("token.list")["tokens"].size(), 1U) << "the other has no answer for four hours only";
    rosa.ok("vault.lock");
    rosa.now += std::chrono::hours{4};
    rosa.ok("vault.unlock", {{"passphrase", kPassphrase}});
    Json const list = rosa.ok("token.list");
    EXPECT_TRUE(list["tokens"].empty());
    EXPECT_EQ(list["counts"], (Json{{"open", 0}, {"accepted", 1}, {"turned_down", 0}, {"ran_out", 1}}));
    for (Json const& id : {asked["id"], other["id"]})
        EXPECT_NE(rosa.fails(Code::kNotFound, "id", "record.show", {{"id", id}}).message.find("erased"),
                  std::string::npos);
}

TEST_F(House, APlanInThePersonsHandsInTheirLanguage) {
    std::string const need =
        record("person_need",
               {{"need", "documents"}, {"priority", "first"}, {"in_their_words", "Mi pasaporte"}}, alma);
    record("goal",
           {{"goal", "Un pasaporte nuevo"},
            {"need", need},
            {"steps", {{{"step", "Llamar al consulado"}, {"done", "yes"}}}}},
           alma);
    record("safety_plan", {{"made_on", "2031-03-01"}, {"who_to_call", "Mi prima"}}, alma);
    record("closing", {{"closed_on", "2031-03-01"}, {"reason", "moved_away"}, {"note", "Kept among us"}},
           alma);
    rosa.ok("person.copy", {{"person", alma}, {"show", true}});
    EXPECT_TRUE(rosa.ok("disclosures", {{"person", alma}})["disclosures"].empty());
    Json const copy = rosa.ok("person.copy", {{"person", alma}, {"language", "es"}});
    Json const given = rosa.ok("disclosures", {{"person", alma}})["disclosures"];
    ASSERT_EQ(given.size(), 1U);
    EXPECT_EQ(given[0]["how"], "copy");
    EXPECT_EQ(given[0]["by"], "Rosa");
    EXPECT_FALSE(given[0].contains("recipient")) << "the person";
    EXPECT_EQ(given[0]["at"].get<std::string>().substr(0, 10), "2031-03-01");
    Json const& fields = given[0]["fields"];
    EXPECT_NE(std::find(fields.begin(), fields.end(), "safety_plan.who_to_call"), fields.end()) << fields;
    EXPECT_EQ(codec::to_text(given).find("Mi prima"), std::string::npos) << "not kept once more";
    rosa.fails(Code::kNotFound, "person", "person.copy",
               {{"person", "per_00000000000000000000000000000000"}});
    ASSERT_EQ(copy["sections"].size(), 3U);
    EXPECT_EQ(copy["sections"][0]["title"], "Necesidad");
    std::string const text = codec::to_text(copy);
    for (char const* word : {"Papeles y documentos", "Lo primero", "Llamar al consulado", "Mi prima"})
        EXPECT_NE(text.find(word), std::string::npos) << word;
    EXPECT_EQ(text.find("Kept among us"), std::string::npos);
    EXPECT_EQ(text.find("rec_"), std::string::npos);

    auto const copy_of = [&](char const* name, char const* role, char const* passphrase) {
        rosa.ok("member.add", {{"name", name}, {"role", role}, {"passphrase", passphrase}});
        Office office{rosa.file, rosa.now};
        office.ok("vault.unlock", {{"passphrase", passphrase}});
        return office.ok("person.copy", {{"person", alma}});
    };
    Json const at_night = copy_of("Teo", "shelter", "orange trees in rain");
    EXPECT_NE(codec::to_text(at_night).find("prima"), std::string::npos) << "who keeps the house reads it";
    EXPECT_TRUE(at_night["sealed"].empty());
    Json const outside = copy_of("Uma", "outreach", "a lamp of green glass");
    EXPECT_EQ(codec::to_text(outside).find("prima"), std::string::npos);
    EXPECT_EQ(outside["sealed"], Json::array({"safety"}));
}

TEST_F(House, APersonReadsTheHourOfTheirOwnPlace) {
    record("appointment", {{"what", "Consulate"}, {"starts_at", "2031-03-06T02:30:00Z"}}, alma);
    auto const hour = [&] {
        Json const copy = rosa.ok("person.copy", {{"person", alma}, {"language", "en"}});
        return copy["sections"][0]["items"][0][1]["value"].get<std::string>();
    };
    EXPECT_EQ(hour(), "6 March 2031, 02:30 UTC");
    rosa.utc_offset = std::chrono::hours{-5};
    EXPECT_EQ(hour(), "5 March 2031, 21:30 (UTC-05:00)");
}

TEST_F(House, I1_ACalendarTellsDaysAndHoursAndNothingElse) {
    record("task", {{"what", "Quillfeather's prescription"}, {"due_on", "2031-03-05"}}, alma);
    record("task", {{"what", "Done"}, {"due_on", "2031-03-05"}, {"done", "yes"}}, alma);
    std::string const visit = record("appointment",
                                     {{"what", "Court with Quillfeather"},
                                      {"starts_at", "2031-03-06T15:00:00Z"},
                                      {"minutes", 45},
                                      {"place", "Larkspur"}},
                                     alma);
    Json const out = rosa.ok("calendar.export", {{"word", "Cita"}});
    EXPECT_EQ(out["entries"], 2);
    std::string const text = out["calendar"];
    EXPECT_NE(text.find("DTSTART:20310306T150000Z\r\nDTEND:20310306T154500Z\r\nSUMMARY:Cita\r\n"),
              std::string::npos);
    EXPECT_NE(text.find("DTSTART;VALUE=DATE:20310305"), std::string::npos);
    for (std::string const& told : {std::string{"Quill"}, std::string{"Larkspur"}, std::string{"Court"},
                                    visit.substr(4), std::string{"amparo"}, std::string{"Puente"}})
        EXPECT_EQ(text.find(told), std::string::npos) << told;
    EXPECT_EQ(rosa.ok("calendar.export", {{"word", "Cita"}, {"days", 1}})["entries"], 0);
    record("goal",
           {{"goal", "A flat of her own"},
            {"steps", Json::array({{{"step", "See Larkspur"}, {"by", "2031-03-09"}},
                                   {{"step", "Sign"}, {"by", "2031-03-11"}},
                                   {{"step", "Ask"}, {"by", "2031-03-04"}, {"done", "yes"}}})}},
           alma);
    Json const with_steps = rosa.ok("calendar.export");
    EXPECT_EQ(with_steps["entries"], 4);
    std::string const steps = with_steps["calendar"];
    for (char const* day : {"DTSTART;VALUE=DATE:20310309", "DTSTART;VALUE=DATE:20310311"})
        EXPECT_NE(steps.find(day), std::string::npos) << day;
    EXPECT_EQ(steps.find("Larkspur"), std::string::npos);
}

}  // namespace
}  // namespace amparo::engine
