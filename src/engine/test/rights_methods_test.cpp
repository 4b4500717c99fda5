// SPDX-License-Identifier: AGPL-3.0-or-later
// To be forgotten (P1-P9: methods_forget.cpp), to have what is wrong put right, and to know when it is looked at again.
#include "attorneys.hpp"
#include "rights.hpp"
#include "study.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace amparo::engine {
namespace {

TEST_F(Rights, P1_P6_P7_EverythingOfOnePersonGoesAndIsNamedAndADryRunErasesNothing) {
    std::string const note = record("note", {{"text", "A quiet evening"}}, alma);
    std::string const hers = record("note", {{"text", "Hers"}}, bea);
    std::string const bed = rosa.ok("bed.ask", {{"person", alma}, {"household", 1}})["id"];
    rosa.ok("draft.save", {{"kind", "note"}, {"person", alma}, {"data", {{"text", "half a"}}}});
    auto const before = about(rosa, alma);
    Json const shown = rosa.ok("person.erase", {{"person", alma}, {"show", true}});
    EXPECT_EQ(about(rosa, alma), before);
    EXPECT_EQ(shown["erased"].size(), before);
    EXPECT_EQ(shown["drafts"], 1);
    rosa.fails(Code::kUsage, "basis", "person.erase", {{"person", alma}});
    Json done = rosa.ok("person.erase", {{"person", alma}, {"basis", "she asked"}});
    EXPECT_EQ(done["shown"], false);
    done["shown"] = true;
    EXPECT_EQ(done, shown);
    for (std::string const& id : {note, bed}) {
        auto const gone = rosa.fails(Code::kNotFound, "id", "record.show", {{"id", id}});
        EXPECT_NE(gone.message.find("2031-03-01"), std::string::npos);
        EXPECT_EQ(rosa.ok("record.history", {{"id", id}})["revisions"][0]["basis"], "she asked");
    }
    EXPECT_TRUE(rosa.ok("draft.list")["drafts"].empty());
    EXPECT_EQ(rosa.ok("record.show", {{"id", hers}})["data"]["text"], "Hers");
    EXPECT_TRUE(rosa.ok("search", {{"text", "Alma"}})["hits"].empty());
    Office fresh{rosa.file, rosa.now};
    fresh.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_TRUE(fresh.ok("search", {{"text", "quiet"}})["hits"].empty());
    EXPECT_EQ(about(fresh, bea), 2U);
}

TEST_F(Rights, P2_WhoHoldsSomePartsErasesThoseAndIsToldTheOthers) {
    rosa.ok("member.add", {{"name", "Teo"}, {"role", "outreach"}, {"passphrase", "orange trees in rain"}});
    std::string const note = record("note", {{"text", "A quiet evening"}}, alma);
    Office teo{rosa.file, rosa.now};
    teo.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    Json const done = teo.ok("person.erase", {{"person", alma}, {"basis", "she asked"}});
    EXPECT_EQ(why(done, note), "other_role");
    auto const& not_held = done["not_held"];
    EXPECT_NE(std::find(not_held.begin(), not_held.end(), "narrative"), not_held.end());
    EXPECT_EQ(rosa.ok("record.show", {{"id", note}})["data"]["text"], "A quiet evening");
    rosa.ok("person.erase", {{"person", alma}, {"basis", "she asked"}});
    rosa.fails(Code::kNotFound, "id", "record.show", {{"id", note}});
}

TEST_F(Rights, P3_AHoldStopsAllOfItOrWhatItIsOfAndWhatIsKeptLongerStays) {
    std::string const kept = record("note", {{"text", "kept"}}, alma);
    std::string const held = record("note", {{"text", "held"}}, alma);
    std::string const hold = rosa.ok("hold.place", {{"person", alma}, {"why", "a subpoena"}})["id"];
    rosa.fails(Code::kRefused, "person", "person.erase", {{"person", alma}, {"basis", "she asked"}});
    Json const shown = rosa.ok("person.erase", {{"person", alma}, {"show", true}});
    EXPECT_NE(shown["stopped"]["why"].get<std::string>().find("legal hold"), std::string::npos);
    EXPECT_EQ(why(shown, kept), "hold");
    EXPECT_TRUE(shown["erased"].empty());
    rosa.ok("hold.lift", {{"id", hold}, {"why", "quashed"}});
    rosa.ok("hold.place", {{"record", held}, {"why", "a subpoena"}});
    rosa.ok("retention.keep",
            {{"id", kept}, {"reason", "a claim"}, {"until", "2032-01-01"}, {"agreed", true}});
    Json const done = rosa.ok("person.erase", {{"person", alma}, {"basis", "she asked"}});
    EXPECT_EQ(why(done, held), "hold");
    EXPECT_EQ(why(done, kept), "kept_longer");
    EXPECT_EQ(rosa.ok("record.show", {{"id", held}})["data"]["text"], "held");
    EXPECT_EQ(rosa.ok("record.show", {{"id", kept}})["review"]["kept_until"], "2032-01-01");
    // That it is kept longer stays with it.
    EXPECT_EQ(why(rosa.ok("person.erase", {{"person", alma}, {"show", true}}), kept), "kept_longer");
    rosa.ok("person.erase", {{"person", alma}, {"basis", "she asked"}, {"kept_too", true}});
    rosa.fails(Code::kNotFound, "id", "record.show", {{"id", kept}});
    EXPECT_EQ(rosa.ok("record.show", {{"id", held}})["data"]["text"], "held");
}

TEST_F(Rights, P4_P5_TheAccountOfWhatLeftStaysWithoutWhatLeftAndReleasesEnd) {
    Json const unused = rosa.ok("release.sign", release_params(alma, "Casa Alba"));
    Json params = release_params(alma);
    params["fields"] = Json::array({"contact.chosen_name"});
    Json const used = rosa.ok("release.sign", params);
    rosa.ok("person.summary",
            {{"person", alma}, {"fields", Json::array({"contact.chosen_name"})}, {"release", used["id"]}});
    ASSERT_EQ(rosa.ok("disclosures", {{"person", alma}})["disclosures"].size(), 1U);
    Json const done = rosa.ok("person.erase", {{"person", alma}, {"basis", "she asked"}});
    EXPECT_EQ(done["withdrawn"].size(), 2U);
    Json const left = rosa.ok("disclosures", {{"person", alma}})["disclosures"];
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0]["recipient"], "Casa Azahar");
    EXPECT_EQ(codec::to_text(left).find("Alma"), std::string::npos);
    EXPECT_EQ(why(done, used["id"]), "account");
    EXPECT_TRUE(rosa.ok("record.show", {{"id", used["id"]}})["data"].contains("withdrawn_at"));
    rosa.fails(Code::kNotFound, "id", "record.show", {{"id", unused["id"]}});
}

TEST_F(Rights, P7_WhatIsAboutOthersAndNamesThePersonIsTold) {
    std::string const house = record("house", {{"name", "North"}});
    std::string const unit = record("unit", {{"house", house}, {"name", "Flat"}, {"places", 2}});
    Json const stay = rosa.ok(
        "stay.start",
        {{"person", bea}, {"places", Json::array({unit})}, {"household", 2}, {"with", Json::array({alma})}});
    EXPECT_EQ(why(rosa.ok("person.erase", {{"person", alma}, {"show", true}}), stay["id"]), "of_others");
}

TEST_F(Rights, P9_AnOpenMatterIsClosedFirstAndAClientOfThePastIsStillMet) {
    std::string const cleo = person({{"chosen_name", "Cleo Farrow"}});
    Json const opened = rosa.ok("matter.open", {{"person", cleo},
                                                {"title", "Wages"},
                                                {"area", "wages"},
                                                {"opposing", Json::array({"Ricardo Montes"})}});
    std::string const number = opened["number"];
    for (auto const& [method, params] :
         {std::pair{"person.erase", Json{{"person", cleo}, {"basis", "she asked"}}},
          std::pair{"record.erase", Json{{"id", opened["id"]}, {"basis", "she asked"}}}})
        EXPECT_NE(rosa.fails(Code::kRefused, "", method, params).message.find(number), std::string::npos);
    Json const shown = rosa.ok("person.erase", {{"person", cleo}, {"show", true}});
    EXPECT_NE(shown["stopped"]["why"].get<std::string>().find(number), std::string::npos);
    rosa.ok("matter.change", {{"id", opened["id"]}, {"state", "closed"}, {"outcome", "granted"}});

    Json const done = rosa.ok("person.erase", {{"person", cleo}, {"basis", "she asked"}});
    EXPECT_FALSE(done.contains("stopped"));
    Json const stays{{"kind", "matter_tokens"}, {"why", "conflict_check"}, {"number", number}};
    EXPECT_NE(std::find(done["remains"].begin(), done["remains"].end(), stays), done["remains"].end());
    EXPECT_TRUE(rosa.ok("search", {{"text", "Cleo"}})["hits"].empty());
    for (char const* name : {"Cleo Farrow", "Ricardo Montes"}) {
        Json const met = rosa.ok("matter.check", {{"names", Json::array({name})}});
        EXPECT_EQ(met["met"], true) << name;
        EXPECT_EQ(met["matters"][0]["number"], number);
    }
    // Nobody knows her any more but the check; what it knows goes where she asks for that too.
    rosa.fails(Code::kNotFound, "person", "person.erase", {{"person", cleo}, {"basis", "she asked"}});
    rosa.ok("person.erase", {{"person", cleo}, {"basis", "she asked"}, {"conflicts_too", true}});
    for (char const* name : {"Cleo Farrow", "Ricardo Montes"})
        EXPECT_EQ(rosa.ok("matter.check", {{"names", Json::array({name})}})["met"], false) << name;
    rosa.fails(Code::kNotFound, "person", "person.erase",
               {{"person", cleo}, {"basis", "she asked"}, {"conflicts_too", true}});
}

TEST_F(Rights, AHoldOnAMatterCoversItsRecordsAndTheWallThatWouldEraseHistory) {  // H1
    auto const [her_own, noor, ivo] = with_attorneys(rosa);
    Json const matter = rosa.ok("matter.open", {{"person", alma}, {"title", "One"}, {"area", "wages"}});
    Json const deadline =
        rosa.ok("deadline.add",
                {{"matter", matter["id"]}, {"rule", "other"}, {"what", "Hearing"}, {"date", "2031-12-01"}});
    std::string const hold = rosa.ok("hold.place", {{"record", matter["id"]}, {"why", "a subpoena"}})["id"];
    rosa.fails(Code::kRefused, "id", "record.erase", {{"id", deadline["id"]}, {"basis", "asked"}});
    EXPECT_EQ(rosa.ok("record.show", {{"id", deadline["id"]}})["holds"][0]["id"], hold);
    rosa.ok("matter.change", {{"id", matter["id"]}, {"title", "Two"}});
    Json const wall{{"id", matter["id"]}, {"inside", Json::array({her_own, noor})}};
    rosa.fails(Code::kRefused, "id", "matter.wall", wall);
    Json const history = rosa.ok("record.history", {{"id", matter["id"]}});
    EXPECT_EQ(history["revisions"].size(), 2U);
    for (Json const& one : history["revisions"]) EXPECT_FALSE(one.contains("erased")) << one;
    rosa.ok("hold.lift", {{"id", hold}, {"why", "over"}});
    rosa.ok("matter.wall", wall);
    rosa.ok("record.erase", {{"id", deadline["id"]}, {"basis", "asked"}});
}

TEST_F(Rights, AMatterThatIsOpenedAgainIsNotOver) {
    Json const matter = rosa.ok("matter.open", {{"person", alma}, {"title", "One"}, {"area", "wages"}});
    rosa.ok("matter.change",
            {{"id", matter["id"]}, {"state", "closed"}, {"outcome", "settled"}, {"closing_code", "F"}});
    Json const again = rosa.ok("matter.change", {{"id", matter["id"]}, {"state", "open"}});
    for (char const* field : {"closed_on", "outcome", "closing_code"})
        EXPECT_FALSE(again.contains(field)) << field;
    EXPECT_EQ(again["state"], "open");
}

TEST_F(Rights, ANameLearnedAfterTheOpeningIsMetInTheNextCheck) {  // C1
    Json const matter = rosa.ok("matter.open", {{"person", bea}, {"title", "One"}, {"area", "wages"}});
    Json const asked{{"names", Json::array({"Beatriz Torres Vega"})}};
    EXPECT_EQ(rosa.ok("matter.check", asked)["met"], false);
    record("person_details", {{"given_names", "Beatriz"}, {"family_names", "Torres Vega"}}, bea);
    Json const met = rosa.ok("matter.check", asked);
    ASSERT_EQ(met["matters"].size(), 1U);
    EXPECT_EQ(met["matters"][0]["number"], matter["number"]);
    // C6: not in her own.
    EXPECT_EQ(rosa.ok("matter.check", {{"person", bea}})["met"], false);
    EXPECT_EQ(rosa.ok("matter.check", {{"names", asked["names"]}, {"matter", matter["id"]}})["met"], false);
    // Who is alike, and has no matter, is not met.
    record("person_details", {{"given_names", "Beatriz"}, {"family_names", "Torres Vega"}}, alma);
    EXPECT_EQ(rosa.ok("matter.check", asked)["matters"].size(), 1U);
}

TEST_F(Rights, APartyIsCorrectedAndFoundByTheNewNameOnly) {
    Json const matter = rosa.ok(
        "matter.open",
        {{"person", alma}, {"title", "One"}, {"area", "wages"}, {"opposing", Json::array({"Ramiro Vella"})}});
    std::string party;
    Json const shown = rosa.ok("matter.show", {{"id", matter["id"]}});
    for (Json const& one : shown["parties"])
        if (one["role"] == "opposing") party = one["id"];
    rosa.fails(Code::kUsage, "id", "matter.party_change", {{"id", party}});
    rosa.ok("matter.party_change", {{"id", party}, {"name", "Ignacio Bruma"}, {"role", "employer"}});
    EXPECT_EQ(rosa.ok("matter.check", {{"names", Json::array({"Ignacio Bruma"})}})["met"], true);
    EXPECT_EQ(rosa.ok("matter.check", {{"names", Json::array({"Ramiro Vella"})}})["met"], false);
    // And whoever they then are is compared with other matters.
    rosa.ok(
        "matter.open",
        {{"person", bea}, {"title", "Two"}, {"area", "wages"}, {"opposing", Json::array({"Olga Fresno"})}});
    auto const met =
        rosa.fails(Code::kRefused, "check", "matter.party_change", {{"id", party}, {"name", "Olga Fresno"}});
    EXPECT_NE(met.hint.find("Rosa"), std::string::npos);
    EXPECT_EQ(rosa.ok("record.show", {{"id", party}})["data"]["name"], "Ignacio Bruma");
}

TEST_F(Rights, WhatLeftOnARequestIsAmongWhatLeftAndAReleaseThatIsNotNamedIsNoBasis) {  // H5
    Json data{{"received_on", "2031-02-01"}, {"instrument", "subpoena"}, {"from_whom", "The county"},
              {"answered_on", "2031-02-09"}, {"left_under", "release"},  {"what_left", "Two pages of dates"}};
    record("matter_request", data, alma);
    data.update(Json{{"left_under", "court_order"}, {"what_left", "One page"}});
    record("matter_request", data, alma);
    data.update(Json{{"left_under", "nothing_left"}, {"what_left", nullptr}});
    data.erase("what_left");
    record("matter_request", data, alma);
    Json const left = rosa.ok("disclosures", {{"person", alma}})["disclosures"];
    ASSERT_EQ(left.size(), 2U);
    EXPECT_EQ(left[0]["how"], "request");
    EXPECT_EQ(left[0]["recipient"], "The county");
    EXPECT_EQ(left[0]["at"], "2031-02-09");
    Json const count = rosa.ok("request.count", {{"year", 2031}});
    EXPECT_EQ(count["something_left"], 2);
    EXPECT_EQ(count["without_basis"], 1);
}

TEST_F(Rights, DeadlinesAndTheHourOfAHearingAreInTheCalendarWhichTellsNothing) {  // I1, I2
    Json const matter = rosa.ok("matter.open", {{"person", alma}, {"title", "One"}, {"area", "wages"}});
    rosa.ok("deadline.add",
            {{"person", alma}, {"rule", "other"}, {"what", "Answer"}, {"date", "2031-03-20"}});
    record("matter_date", {{"matter", matter["id"]},
                           {"on", "2031-03-10"},
                           {"at", "09:30"},
                           {"what", "Hearing"},
                           {"where", "Court 4"}});
    Json const out = rosa.ok("calendar.export", {{"word", "Cita"}});
    std::string const text = out["calendar"];
    EXPECT_EQ(out["entries"], 2);
    EXPECT_NE(text.find("DTSTART;VALUE=DATE:20310320\r\n"), std::string::npos) << text;
    EXPECT_NE(text.find("DTSTART:20310310T093000\r\nDTEND:20310310T100000\r\n"), std::string::npos) << text;
    for (char const* told : {"Answer", "Hearing", "Court", "Alma", "other"})
        EXPECT_EQ(text.find(told), std::string::npos) << told;
}

TEST_F(Rights, ADocumentsDateCanBeTakenBack) {  // D9
    Json const one = rosa.ok("deadline.add", {{"person", alma},
                                              {"rule", "other"},
                                              {"what", "Answer"},
                                              {"date", "2031-03-20"},
                                              {"document_date", "2031-03-15"},
                                              {"reason", "the letter"}});
    EXPECT_EQ(one["date"], "2031-03-15");
    Json const back = rosa.ok("deadline.change", {{"id", one["id"]}, {"no_document_date", true}});
    EXPECT_EQ(back["date"], "2031-03-20");
    EXPECT_FALSE(back.contains("document_date"));
    EXPECT_FALSE(back.contains("reason")) << "it was the reason of that date";
}

TEST_F(Rights, TodaySaysWhatATaskIsAboutWhichStepIsDueAndWhatIsToBeLookedAtAgain) {
    record("task", {{"what", "Call the clinic"}, {"due_on", "2031-03-02"}}, alma);
    record("goal",
           {{"goal", "A home"},
            {"steps", Json::array({Json{{"step", "See the flat"}, {"by", "2031-03-03"}},
                                   Json{{"step", "Sign"}, {"by", "2031-03-02"}, {"done", "yes"}}})}},
           alma);
    rosa.ok("retention.set", {{"kind", "note"}, {"months", 1}});
    std::string const note = record("note", {{"text", "old"}}, alma);
    EXPECT_EQ(rosa.ok("record.show", {{"id", note}})["review"]["on"], "2031-04-01");
    std::vector<std::string> follow_up;
    std::size_t reviews = 0;
    auto const look = [&] {
        follow_up.clear();
        Json const today = rosa.ok("today");
        for (Json const& section : today["sections"]) {
            if (section["code"] == "review_due") reviews = section["items"].size();
            if (section["code"] != "follow_up") continue;
            for (Json const& item : section["items"]) {
                EXPECT_EQ(item["title"], "Alma");
                follow_up.push_back(item["about"]);
            }
        }
    };
    look();
    EXPECT_EQ(follow_up, (std::vector<std::string>{"Call the clinic", "See the flat"}));
    EXPECT_EQ(reviews, 0U);
    rosa.now += std::chrono::hours{24 * 32};
    look();
    EXPECT_EQ(reviews, 1U);
}

TEST_F(Rights, ACopyIsInAPersonsLanguageAndTimeIsOfWhoWroteItDown) {
    EXPECT_EQ(rosa.ok("person.copy", {{"person", alma}})["language"], "es");
    EXPECT_EQ(rosa.ok("person.copy", {{"person", bea}})["language"], "en");
    EXPECT_EQ(rosa.ok("person.copy", {{"person", alma}, {"language", "en"}})["language"], "en");
    Json const matter = rosa.ok("matter.open", {{"person", alma}, {"title", "One"}, {"area", "wages"}});
    record("matter_log",
           {{"matter", matter["id"]}, {"on", "2031-03-01"}, {"activity", "call"}, {"minutes", 12}});
    EXPECT_EQ(rosa.ok("matter.time", {{"id", matter["id"]}})["by"]["Rosa"], 12);
}

/// A wall is there from the moment somebody asks for one.
TEST_F(Rights, ACheckOfAMatterBehindAWallIsBehindIt) {  // N2
    auto const [her_own, noor, ivo_id] = with_attorneys(rosa);
    rosa.ok(
        "matter.open",
        {{"person", bea}, {"title", "One"}, {"area", "wages"}, {"opposing", Json::array({"Ramiro Vella"})}});
    Office ivo{rosa.file, rosa.now};
    ivo.ok("vault.unlock", {{"passphrase", kIvo}});
    auto const newest_check = [&] {
        Json const all = rosa.ok("record.list", {{"kind", "matter_check"}, {"limit", 100}})["records"];
        return all[0]["id"].get<std::string>();
    };
    auto const is_told = [&](std::string const& check) {
        std::string const told = codec::to_text(ivo.ok("record.show", {{"id", check}})) +
                                 codec::to_text(ivo.ok("person.show", {{"person", alma}})) +
                                 codec::to_text(ivo.ok("record.history", {{"id", check}}));
        return told.find("Ramiro") != std::string::npos || told.find("because") != std::string::npos;
    };
    Json opening{{"person", alma},
                 {"title", "Two"},
                 {"area", "wages"},
                 {"opposing", Json::array({"Ramiro Vella"})},
                 {"inside", Json::array({her_own, noor})}};
    rosa.fails(Code::kRefused, "check", "matter.open", opening);
    std::string const check = newest_check();
    EXPECT_FALSE(is_told(check));
    ivo.fails(Code::kRefused, "id", "matter.clear", {{"id", check}, {"reason", "because"}});
    rosa.ok("matter.clear", {{"id", check}, {"reason", "because"}});
    EXPECT_FALSE(is_told(check));
    opening["check"] = check;
    Json const matter = rosa.ok("matter.open", opening);
    EXPECT_EQ(matter["inside"].size(), 2U);
    EXPECT_FALSE(is_told(check));
    EXPECT_EQ(rosa.ok("matter.walls")["walls"].size(), 1U);
    EXPECT_EQ(rosa.ok("matter.walls")["walls"][0]["number"], matter["number"]);
    // One that was asked before, of no matter yet, goes behind the wall with what it was cleared for.
    std::string const asked =
        rosa.ok("matter.check", {{"person", alma}, {"names", Json::array({"Ramiro Vella"})}})["id"];
    rosa.ok("matter.clear", {{"id", asked}, {"reason", "because"}});
    EXPECT_TRUE(is_told(asked));
    opening["check"] = asked;
    rosa.ok("matter.open", opening);
    EXPECT_FALSE(is_told(asked));
    // And one of a party of a matter that is there.
    rosa.fails(Code::kRefused, "check", "matter.party",
               {{"matter", matter["id"]}, {"name", "Bea Ramiro Vella"}, {"role", "witness"}});
    EXPECT_FALSE(is_told(newest_check()));
}

class Studied : public Rights {
  protected:
    void SetUp() override {
        Rights::SetUp();
        study = add_study(rosa);
        kept = interviewed("P-1", "yes", {{"name", "Alma"}, {"person", alma}});
        source = record("corroboration",
                        {{"interview", kept["interview"]},
                         {"source", "document"},
                         {"independent", "yes"},
                         {"says", "confirms"}},
                        kept["person"]);
    }
    Json interviewed(char const* pseudonym, char const* abroad, Json const& entry = nullptr) {
        Json params{{"study", study},
                    {"pseudonym", pseudonym},
                    {"given_by", "person"},
                    {"research_consent", true},
                    {"data", {{"born_abroad", abroad}}}};
        if (!entry.is_null()) params["register"] = entry;
        return rosa.ok("study.interview", params);
    }
    static bool has_erased(Json const& answer, Json const& id) {
        auto const& all = answer["erased"];
        return std::any_of(all.begin(), all.end(), [&](Json const& one) { return one["record"] == id; });
    }

    Json study, kept, source;
};

TEST_F(Studied, P8_WhoIsErasedIsInNoStudyAnyMore) {
    interviewed("P-2", "no");
    Json const done = rosa.ok("person.erase", {{"person", alma}, {"basis", "she asked"}});
    for (Json const& id : {kept["register"], kept["interview"], kept["answers"], source}) {
        EXPECT_TRUE(has_erased(done, id)) << done;
        auto const shown = rosa.call("record.show", {{"id", id}});
        EXPECT_TRUE(!shown.ok() || shown.value()["data"].empty());
    }
    EXPECT_TRUE(why(done, kept["register"]).empty()) << done;
    Json const table = rosa.ok("evidence.table", {{"population", "everybody"}, {"rows", "born_abroad"}});
    EXPECT_EQ(table["columns"][0]["figures"][0]["sentence"].get<std::string>().substr(0, 10), "0 of the 1");
}

TEST_F(Studied, P8_WhoKeepsNoRegisterIsToldWhomToAsk) {
    rosa.ok("member.add", {{"name", "Bea"}, {"role", "coordinator"}, {"passphrase", "three small boats"}});
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", "three small boats"}});
    Json const done = rosa.ok("person.erase", {{"person", alma}, {"basis", "she asked"}});
    EXPECT_FALSE(has_erased(done, kept["interview"]));
    auto const& rest = done["remains"];
    auto const told = std::find_if(
        rest.begin(), rest.end(), [](Json const& one) { return codec::string_or(one, "why") == "register"; });
    ASSERT_NE(told, rest.end()) << done;
    EXPECT_EQ((*told)["number"], "Work and papers");
    EXPECT_EQ((*told)["ask"], "Rosa");
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_TRUE(
        has_erased(rosa.ok("person.erase", {{"person", alma}, {"basis", "she asked"}}), kept["interview"]));
}

}  // namespace
}  // namespace amparo::engine
