// SPDX-License-Identifier: AGPL-3.0-or-later
// Y1-Y7 (template_view.hpp).
#include "attorneys.hpp"
#include "support.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/documents/reader.hpp"
#include "amparo/documents/word_lines.hpp"

namespace amparo::engine {
namespace {

std::string base64(std::string_view text) {
    return crypto::to_base64(as_bytes(text));
}

class Templates : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        alma = rosa.ok("record.create",
                       {{"kind", "contact"},
                        {"data", {{"chosen_name", "Alma"}, {"phone", "+1 312 555 0177"}}}})["person"];
        details = rosa.ok("record.create", {{"kind", "person_details"},
                                            {"person", alma},
                                            {"data",
                                             {{"given_names", "Alma Inés"},
                                              {"family_names", "Quillfeather"},
                                              {"birth_date", "1998-05-03"},
                                              {"gender", "declined"},
                                              {"email", {{"no_answer", "unknown"}}},
                                              {"main_language", "es"},
                                              {"staying_at", "Casa Azahar"}}}})["id"];
        Json const opened =
            rosa.ok("matter.open", {{"person", alma}, {"title", "T status"}, {"area", "immigration"}});
        matter = opened["id"];
        number = opened["number"];
    }
    static Json added(Office& office, std::string const& content, Json const& more) {
        Json params{{"name", "letter.md"}};
        params.update(more);
        Json const begun = office.ok("document.begin", params);
        office.ok("document.put", {{"id", begun["id"]}, {"data", base64(content)}});
        return office.ok("document.finish", {{"id", begun["id"]}});
    }
    Json of_nobody(std::string const& content) { return added(rosa, content, {{"template", true}}); }
    static std::string read(Office& office, Json const& id) {
        office.ok("document.open", {{"id", id}, {"to", "view"}});
        Json const piece = office.ok("document.read", {{"id", id}, {"piece", 0}});
        Bytes const bytes = crypto::from_base64(codec::string_or(piece, "data")).value();
        office.ok("document.close", {{"id", id}});
        return std::string{as_text(bytes)};
    }
    /// The one place of a template of this name.
    Json place(std::string const& name, Json const& more = Json::object()) {
        Json params{{"template", of_nobody("{{" + name + "}}")["id"]}, {"matter", matter}};
        params.update(more);
        return rosa.ok("template.preview", params)["places"][0];
    }
    std::string filled(std::string const& content, Json const& more = Json::object()) {
        Json params{{"template", of_nobody(content)["id"]}, {"matter", matter}};
        params.update(more);
        return read(rosa, rosa.ok("template.fill", params)["id"]);
    }

    std::shared_ptr<store_memory::MemoryFile> file = std::make_shared<store_memory::MemoryFile>();
    std::shared_ptr<store_memory::MemoryFolder> folder = std::make_shared<store_memory::MemoryFolder>();
    Instant start = parse_instant("2031-03-01T18:00:00Z").value();
    Office rosa{file, start, folder};
    std::string alma;
    std::string details;
    std::string matter;
    std::string number;
};

TEST_F(Templates, Y1_EachPlaceIsToldWithItsSourceAndItsWords) {
    Json const born = place("person.birth_date");
    EXPECT_EQ(born["state"], "answered");
    EXPECT_EQ(born["how"], "record");
    EXPECT_EQ(born["text"], "3 May 1998");
    EXPECT_EQ(born["sources"][0]["record"], details);
    EXPECT_EQ(born["sources"][0]["field"], "birth_date");
    EXPECT_EQ(born["sources"][0]["part"], "identity");
    EXPECT_EQ(born["sources"][0]["form"], "Details about the person");
    EXPECT_EQ(born["sources"][0]["revision"], rosa.ok("record.show", {{"id", details}})["heads"][0]);
    EXPECT_EQ(place("person.birth_date", {{"language", "es"}})["text"], "3 de mayo de 1998");
    EXPECT_EQ(place("person.name")["text"], "Alma Inés Quillfeather");
    EXPECT_EQ(place("person.name")["sources"].size(), 2U);
    EXPECT_EQ(place("person.chosen_name")["text"], "Alma");
    EXPECT_EQ(place("matter.number")["text"], number);
    EXPECT_EQ(place("office.name")["text"], "Puente Legal Aid");
    EXPECT_EQ(place("attorney.name")["text"], "Rosa");
    EXPECT_EQ(place("me.name")["text"], "Rosa");
    EXPECT_EQ(place("today")["text"], "1 March 2031");
    EXPECT_EQ(place("today", {{"today", "2031-02-28"}})["text"], "28 February 2031");
    // Looking makes nothing.
    EXPECT_EQ(rosa.ok("document.list", {{"matter", matter}})["documents"].size(), 0U);
}

TEST_F(Templates, Y3_WhatIsNoAnswerFillsNothing) {
    for (auto const& [name, state] : {std::pair{"person.gender", "declined"},
                                      {"person.email", "unknown"},
                                      {"person.address", "not_recorded"},
                                      {"matter.jurisdiction", "not_recorded"},
                                      {"dates.on", "not_recorded"},
                                      {"ask.anything", "by_hand"},
                                      {"person.staying_at", "no_such_place"},
                                      {"person.birthdate", "no_such_place"}}) {
        SCOPED_TRACE(name);
        Json const one = place(name);
        EXPECT_EQ(one["state"], state);
        EXPECT_EQ(one["how"], "missing");
        EXPECT_FALSE(one.contains("text"));
    }
    EXPECT_EQ(place("person.birthdate")["nearest"], "person.birth_date");
    // Taken back: what an older record said doesn't come up again.
    rosa.ok("record.update", {{"id", details}, {"data", {{"birth_date", nullptr}}}});
    EXPECT_EQ(place("person.birth_date")["state"], "not_recorded");
    rosa.ok("record.erase", {{"id", details}, {"part", "identity"}, {"basis", "she asked"}});
    EXPECT_EQ(place("person.given_names")["state"], "erased");
    EXPECT_EQ(place("person.name")["state"], "erased");
}

TEST_F(Templates, Y3_WhatIsInConflictFillsNothing) {
    Office other{file, start, folder};
    other.ok("vault.unlock", {{"passphrase", kPassphrase}});
    Json const heads = rosa.ok("record.show", {{"id", details}})["heads"];
    rosa.ok("record.update", {{"id", details}, {"data", {{"given_names", "Alba"}}}, {"parents", heads}});
    other.ok("record.update", {{"id", details}, {"data", {{"given_names", "Almira"}}}, {"parents", heads}});
    Json const one = place("person.given_names");
    EXPECT_EQ(one["state"], "in_conflict");
    EXPECT_EQ(one["how"], "missing");
    EXPECT_EQ(place("person.name")["state"], "in_conflict");
}

TEST_F(Templates, Y2_AMissingPlaceStopsItUntilItIsTypedOrLeftBlank) {
    Json const id = of_nobody("{{person.chosen_name}}: {{person.address}}, {{person.gender}}")["id"];
    Json params{{"template", id}, {"matter", matter}};
    EXPECT_EQ(rosa.ok("template.preview", params)["missing"], 2);
    rosa.fails(Code::kRefused, "set", "template.fill", params);
    params["set"] = {{"person.address", "12 Sparrow Lane"}};
    rosa.fails(Code::kRefused, "set", "template.fill", params);
    EXPECT_EQ(rosa.ok("document.list", {{"matter", matter}})["documents"].size(), 0U);
    params["leave_blank"] = {"person.gender"};
    EXPECT_EQ(rosa.ok("template.preview", params)["missing"], 0);
    Json const done = rosa.ok("template.fill", params);
    EXPECT_EQ(read(rosa, done["id"]), "Alma: 12 Sparrow Lane, __________");
    std::map<std::string, std::string> how;
    for (Json const& one : done["made_of"]["places"]) how[one["name"]] = one["how"];
    EXPECT_EQ(
        how, (std::map<std::string, std::string>{
                 {"person.address", "typed"}, {"person.chosen_name", "record"}, {"person.gender", "blank"}}));
    // Typed by hand, it is said so where the record has an answer too; and what is left blank is not said, whatever the record has.
    EXPECT_EQ(filled("{{person.chosen_name}}", {{"set", {{"person.chosen_name", "Ms Quillfeather"}}}}),
              "Ms Quillfeather");
    EXPECT_EQ(filled("{{person.chosen_name}}", {{"leave_blank", {"person.chosen_name"}}}), "__________");
    // Nothing is typed for a place that isn't there, nor for one that no form knows.
    rosa.fails(Code::kUsage, "set.person.email", "template.fill",
               {{"template", id}, {"matter", matter}, {"set", {{"person.email", "a"}}}});
    rosa.fails(Code::kUsage, "leave_blank", "template.fill",
               {{"template", id}, {"matter", matter}, {"leave_blank", {"person.email"}}});
    rosa.fails(Code::kUsage, "template", "template.fill",
               {{"template", of_nobody("{{person.mail}}")["id"]},
                {"matter", matter},
                {"set", {{"person.mail", "a"}}},
                {"leave_blank", {"person.mail"}}});
    rosa.fails(Code::kUsage, "template", "template.preview",
               {{"template", of_nobody("{{person.mail")["id"]}, {"matter", matter}});
}

TEST_F(Templates, Y1_AListHasOneLineForEachAndItsGapsAreNotSilent) {
    auto const date = [&](char const* on, Json const& more) {
        Json data{{"matter", matter}, {"on", on}, {"what", "Hearing"}};
        data.update(more);
        rosa.ok("record.create", {{"kind", "matter_date"}, {"person", alma}, {"data", data}});
    };
    date("2031-05-04", {{"where", "Room 2"}});
    date("2031-04-01", {{"what", "Interview"}, {"where", "Room 1"}});
    date("2031-01-01", {{"what", "Over"}, {"done", "yes"}});
    EXPECT_EQ(filled("- {{dates.on}}: {{dates.what}}\n"),
              "- 1 April 2031: Interview\n- 4 May 2031: Hearing\n");
    EXPECT_EQ(place("dates.on")["sources"].size(), 2U);
    date("2031-06-01", Json::object());
    EXPECT_EQ(place("dates.where")["state"], "some_missing");
    Json params{{"template", of_nobody("{{dates.on}} {{dates.where}}\n")["id"]}, {"matter", matter}};
    rosa.fails(Code::kRefused, "set", "template.fill", params);
    params["set"] = {{"dates.where", "One\nTwo"}};
    rosa.fails(Code::kUsage, "set.dates.where", "template.fill", params);
    params["set"] = {{"dates.where", "One\nTwo\nThree"}};
    EXPECT_EQ(read(rosa, rosa.ok("template.fill", params)["id"]),
              "1 April 2031 One\n4 May 2031 Two\n1 June 2031 Three\n");
    params.erase("set");
    params["leave_blank"] = {"dates.where"};
    EXPECT_EQ(read(rosa, rosa.ok("template.fill", params)["id"]),
              "1 April 2031 Room 1\n4 May 2031 Room 2\n1 June 2031 __________\n");
    EXPECT_EQ(filled("{{deadlines.date}} {{deadlines.what}}",
                     {{"leave_blank", {"deadlines.date", "deadlines.what"}}}),
              "__________ __________");
}

TEST_F(Templates, Y4_ReadinessAndStatusFillOnlyWhatIsOfTheMatter) {
    rosa.ok("record.create",
            {{"kind", "matter_readiness"},
             {"person", alma},
             {"data", {{"matter", matter}, {"said_on", "2031-02-01"}, {"answer", "not_yet"}}}});
    rosa.ok("record.create",
            {{"kind", "immigration_note"}, {"person", alma}, {"data", {{"status_note", "Visa ended"}}}});
    EXPECT_EQ(place("readiness.said_on")["text"], "1 February 2031");
    EXPECT_EQ(place("status.status_note")["text"], "Visa ended");
    Json const id = of_nobody("{{readiness.said_on}} {{status.status_note}} {{matter.number}}")["id"];
    Json const places = rosa.ok("template.preview", {{"template", id}, {"person", alma}})["places"];
    for (Json const& one : places) {
        EXPECT_EQ(one["state"], "needs_matter") << one;
        EXPECT_TRUE(one["sources"].empty());
    }
    // Of another matter of the same person it says nothing.
    Json const second = rosa.ok("matter.open", {{"person", alma}, {"title", "Wages"}, {"area", "wages"}});
    Json const there = rosa.ok("template.preview", {{"template", id}, {"matter", second["id"]}})["places"];
    EXPECT_EQ(there[0]["state"], "not_recorded");
}

TEST_F(Templates, Y4_ATemplateOfAMatterFillsThatMatterOnly) {
    Json const second = rosa.ok("matter.open", {{"person", alma}, {"title", "Wages"}, {"area", "wages"}});
    Json const of_matter = added(rosa, "What we know: {{today}}", {{"matter", matter}, {"template", true}});
    rosa.ok("template.fill", {{"template", of_matter["id"]}, {"matter", matter}});
    rosa.fails(Code::kRefused, "template", "template.fill",
               {{"template", of_matter["id"]}, {"matter", second["id"]}});
    rosa.fails(Code::kRefused, "template", "template.preview",
               {{"template", of_matter["id"]}, {"person", alma}});
    std::string const bruno =
        rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Bruno Salt"}}}})["person"];
    Json const of_alma = added(rosa, "{{today}}", {{"person", alma}});
    rosa.ok("template.fill", {{"template", of_alma["id"]}, {"person", alma}});
    rosa.fails(Code::kRefused, "template", "template.fill", {{"template", of_alma["id"]}, {"person", bruno}});
    // Only a template is of nobody.
    rosa.fails(Code::kUsage, "person", "document.begin", {{"name", "a.txt"}});
    rosa.fails(Code::kUsage, "matter", "template.fill", {{"template", of_alma["id"]}});
    rosa.fails(Code::kUsage, "person", "template.fill",
               {{"template", of_alma["id"]}, {"matter", matter}, {"person", bruno}});
}

TEST_F(Templates, Y5_WhatWasFilledIsADocumentBehindItsWall) {
    auto const [me, noor, ivo] = with_attorneys(rosa);
    rosa.ok("matter.wall", {{"id", matter}, {"inside", {me, noor}}});
    Json const id = of_nobody("{{person.name}} of {{matter.number}}")["id"];
    Json const done = rosa.ok("template.fill", {{"template", id}, {"matter", matter}, {"name", "a.md"}});
    EXPECT_EQ(done["matter"], matter);
    EXPECT_EQ(done["person"], alma);
    EXPECT_EQ(done["made_from"], Json::array({id}));
    EXPECT_EQ(done["made_how"], "template");
    EXPECT_EQ(done["name"], "a.md");
    EXPECT_EQ(codec::to_text(done).find("filled_with"), std::string::npos);
    Office outside{file, rosa.now, folder};
    outside.ok("vault.unlock", {{"passphrase", kIvo}});
    outside.fails(Code::kRefused, "id", "document.show", {{"id", done["id"]}});
    outside.fails(Code::kRefused, "matter", "template.preview", {{"template", id}, {"matter", matter}});
    outside.fails(Code::kRefused, "matter", "template.fill", {{"template", id}, {"matter", matter}});
    // The template's custody says that something was made of it, and not what.
    Json const lines = outside.ok("document.history", {{"id", id}})["custody"];
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[1]["what"], "made_from");
    EXPECT_EQ(codec::to_text(lines).find(number), std::string::npos);
    Office inside{file, rosa.now, folder};
    inside.ok("vault.unlock", {{"passphrase", kNoor}});
    EXPECT_EQ(read(inside, done["id"]), "Alma Inés Quillfeather of " + number);
    EXPECT_EQ(rosa.ok("document.verify")["ok"], true);
}

TEST_F(Templates, Y5_AVersionOfATemplateStaysAndIsNamed) {
    Json const first = of_nobody("one {{today}}");
    Json const second = added(rosa, "two {{today}}", {{"version_of", first["id"]}, {"template", true}});
    EXPECT_EQ(second["version"], 2);
    Json const done = rosa.ok("template.fill", {{"template", first["id"]}, {"matter", matter}});
    EXPECT_EQ(done["made_from"], Json::array({first["id"]}));
    EXPECT_EQ(read(rosa, done["id"]), "one 1 March 2031");
    EXPECT_EQ(rosa.ok("template.fill", {{"template", second["id"]}, {"matter", matter}})["made_from"],
              Json::array({second["id"]}));
}

TEST_F(Templates, Y6_ACorrectedRecordMakesTheDocumentStale) {
    Json const id = of_nobody("{{today}} {{person.name}} {{person.birth_date}} {{person.address}}")["id"];
    Json const done =
        rosa.ok("template.fill", {{"template", id}, {"matter", matter}, {"leave_blank", {"person.address"}}});
    EXPECT_EQ(done["made_of"]["stale"], 0);
    rosa.now += std::chrono::hours{48};
    rosa.ok("record.update",
            {{"id", details}, {"data", {{"gender", "woman"}, {"address", "12 Sparrow Lane"}}}});
    EXPECT_EQ(rosa.ok("document.show", {{"id", done["id"]}})["made_of"]["stale"], 0);
    rosa.ok("record.update", {{"id", details}, {"data", {{"family_names", "Quill"}}}});
    Json const now = rosa.ok("document.show", {{"id", done["id"]}})["made_of"];
    EXPECT_EQ(now["stale"], 1);
    for (Json const& one : now["places"]) EXPECT_EQ(one["stale"], one["name"] == "person.name") << one;
    // What was printed stands nowhere but in the document.
    EXPECT_EQ(codec::to_text(now).find("Quill"), std::string::npos);
    EXPECT_EQ(codec::to_text(now).find("printed"), std::string::npos);
}

TEST_F(Templates, Y7_ErasingARecordNamesWhatWasFilledFromIt) {
    Json const id = of_nobody("{{person.name}}")["id"];
    Json const done = rosa.ok("template.fill", {{"template", id}, {"matter", matter}});
    Json const typed = rosa.ok(
        "template.fill", {{"template", id}, {"matter", matter}, {"set", {{"person.name", "A person"}}}});
    Json const erased = rosa.ok("record.erase", {{"id", details}, {"part", "plan"}, {"basis", "x"}})
                            .value("remains", Json::array());
    EXPECT_EQ(codec::to_text(erased).find(done["id"].get<std::string>()), std::string::npos);
    std::string const remains = codec::to_text(
        rosa.ok("record.erase", {{"id", details}, {"part", "identity"}, {"basis", "x"}})["remains"]);
    EXPECT_NE(remains.find(done["id"].get<std::string>()), std::string::npos);
    EXPECT_EQ(remains.find(typed["id"].get<std::string>()), std::string::npos);
    Json const now = rosa.ok("document.show", {{"id", done["id"]}})["made_of"];
    EXPECT_EQ(now["places"][0]["state_now"], "erased");
    EXPECT_EQ(now["stale"], 1);
}

TEST_F(Templates, Y7_WhoCantReadDocumentsIsToldThatTheyMaySayItToo) {
    rosa.ok("member.add", {{"name", "Ana"}, {"role", "advocate"}, {"passphrase", kNoor}});
    auto const erased = [&](char const* part) {
        Office ana{file, rosa.now, folder};
        ana.ok("vault.unlock", {{"passphrase", kNoor}});
        return codec::to_text(
            ana.ok("record.erase", {{"id", details}, {"part", part}, {"basis", "x"}})["remains"]);
    };
    EXPECT_EQ(erased("location").find("documents"), std::string::npos);
    rosa.ok("template.fill", {{"template", of_nobody("{{person.name}}")["id"]}, {"person", alma}});
    EXPECT_NE(erased("identity").find("documents about this person that you can't read"), std::string::npos);
    Office ana{file, rosa.now, folder};
    ana.ok("vault.unlock", {{"passphrase", kNoor}});
    ana.fails(Code::kRefused, "", "template.preview", {{"sample", "declaration.en.md"}, {"person", alma}});
    ana.fails(Code::kRefused, "", "template.list");
}

TEST_F(Templates, EverySampleIsReadHasOnlyPlacesThatAreAndFillsInFull) {
    documents::WordLines words;
    store_memory::MemoryStorage storage{file};
    Engine engine{Ports{storage, [&] { return rosa.now; }, crypto::kCostFloor, nullptr, nullptr, one_by_one,
                        &rosa.documents, &words}};
    ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
    auto const ok = [&](char const* method, Json const& params) {
        auto const done = engine.call(method, params);
        EXPECT_TRUE(done.ok()) << method << params
                               << (done.ok() ? "" : done.error().message + done.error().field);
        return done.ok() ? done.value() : Json::object();
    };
    Json const samples = ok("template.list", Json::object())["samples"];
    ASSERT_EQ(samples.size(), 6U);
    std::size_t templates = 0;
    for (Json const& sample : samples) {
        SCOPED_TRACE(sample["sample"]);
        EXPECT_TRUE(sample.contains("label"));
        Json const path = "data/templates/" + std::string{sample["sample"]};
        EXPECT_EQ(ok("template.check", {{"data", base64(file_text(path))}})["ok"], true);
        Json params{{"sample", sample["sample"]}, {"matter", matter}};
        Json blank = Json::array();
        Json const shown = ok("template.preview", params);
        for (Json const& one : shown["places"]) {
            if (one["how"] == "missing") blank.push_back(one["name"]);
            if (one["name"] != "today") continue;  // In the language of the sample, unless another is named.
            EXPECT_EQ(one["text"], sample["language"] == "es" ? "1 de marzo de 2031" : "1 March 2031");
        }
        params["leave_blank"] = blank;
        for (int round = 0; round < 2; ++round) {
            Json const done = ok("template.fill", params);
            ok("document.open", {{"id", done["id"]}, {"to", "view"}});
            Bytes const bytes =
                crypto::from_base64(
                    codec::string_or(ok("document.read", {{"id", done["id"]}, {"piece", 0}}), "data"))
                    .value();
            ok("document.close", {{"id", done["id"]}});
            std::string text{as_text(bytes)};
            if (done["type"] == "application/zip") {
                text.clear();
                for (auto const& line : words.lines(bytes).value())
                    for (auto const& piece : line.pieces) text += piece;
            }
            EXPECT_EQ(text.find("{{"), std::string::npos);
            EXPECT_NE(text.find("Alma"), std::string::npos);
        }
        ++templates;
        EXPECT_EQ(ok("template.list", Json::object())["templates"].size(), templates);
    }
    // Without a reader of Word documents it is said.
    rosa.fails(Code::kRefused, "template", "template.preview",
               {{"sample", "records_request.en.docx"}, {"matter", matter}});
    rosa.fails(Code::kNotFound, "sample", "template.preview", {{"sample", "no.md"}, {"matter", matter}});
    rosa.fails(Code::kUsage, "template", "template.check", {{"data", base64(std::string("\0\1", 2))}});
    Json const checked = rosa.ok("template.check", {{"data", base64("{{matter.court}}\n{{ask.x}}")}});
    EXPECT_EQ(checked["ok"], false);
    EXPECT_TRUE(checked["places"][0].contains("nearest"));
    EXPECT_FALSE(checked["places"][1].contains("nearest"));
}

}  // namespace
}  // namespace amparo::engine
