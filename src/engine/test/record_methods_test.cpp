// SPDX-License-Identifier: AGPL-3.0-or-later
// record.*, person.*, search, form.*, finding.assess.
#include "support.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

class Records : public testing::Test {
  protected:
    void SetUp() override {
        office.founded();
        contact = office.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    }
    Json hits(std::string const& text) { return office.ok("search", {{"text", text}})["hits"]; }

    Office office;
    Json contact;
};

TEST_F(Records, AContactIsFoundByNamePhoneAndSound) {
    for (char const* text : {"alma", "ALMA", "Álma", "al", "555 0177", "3125550177", "lock", "Alma room"}) {
        Json const found = hits(text);
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0]["record"], contact["id"]);
        EXPECT_EQ(found[0]["person"], contact["person"]);
    }
    EXPECT_TRUE(hits("Bruno").empty());
    office.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Юлия"}}}});
    EXPECT_EQ(hits("Yulia").size(), 1U);
    EXPECT_EQ(office.ok("person.similar", {{"name", "Alma"}})["people"].size(), 1U);
}

TEST_F(Records, AnUpdateIsHistoryAndTheOldWordIsNotFoundAnyMore) {
    office.ok("record.update",
              {{"id", contact["id"]}, {"data", {{"chosen_name", "Luz"}, {"phone", nullptr}}}});
    Json const shown = office.ok("record.show", {{"id", contact["id"]}});
    EXPECT_EQ(shown["data"]["chosen_name"], "Luz");
    EXPECT_FALSE(shown["data"].contains("phone"));
    EXPECT_TRUE(hits("Alma").empty());
    Json const history = office.ok("record.history", {{"id", contact["id"]}})["revisions"];
    EXPECT_EQ(history.front()["op"], "create");
    EXPECT_EQ(history.back()["op"], "update");
    EXPECT_EQ(history.back()["author"], "Rosa");
    EXPECT_TRUE(std::any_of(history.begin(), history.end(), [](Json const& r) {
        return r.contains("fields") && r["fields"].value("chosen_name", "") == "Alma";
    }));
}

TEST_F(Records, WhenSomethingWasEnteredIsTheClocksToSay) {
    for (char const* field : {"created", "updated", "time", "author"}) {
        Json data = contact_data();
        data[field] = "2001-01-01T00:00:00Z";
        office.fails(Code::kUsage, std::string{"data."} + field, "record.create",
                     {{"kind", "contact"}, {"data", data}});
    }
    EXPECT_EQ(office.ok("record.show", {{"id", contact["id"]}})["created"].get<std::string>().substr(0, 10),
              "2031-03-01");
}

TEST_F(Records, TwoWhoDidNotSeeEachOtherAreAConflictThatAPersonSettles) {
    Json const heads = office.ok("record.show", {{"id", contact["id"]}})["heads"];
    office.ok("record.update",
              {{"id", contact["id"]}, {"data", {{"phone", "+1 312 555 0101"}}}, {"parents", heads}});
    Json const forked =
        office.ok("record.update", {{"id", contact["id"]},
                                    {"data", {{"phone", "+1 312 555 0102"}, {"aliases", {"Almita"}}}},
                                    {"parents", heads}});
    ASSERT_EQ(forked["conflicts"].size(), 1U);
    Json const shown = office.ok("record.show", {{"id", contact["id"]}});
    ASSERT_EQ(shown["conflicts"].size(), 1U);
    EXPECT_EQ(shown["conflicts"][0]["field"], "phone");
    EXPECT_EQ(shown["conflicts"][0]["values"].size(), 2U);
    EXPECT_EQ(shown["data"]["aliases"], Json({"Almita"}));
    EXPECT_EQ(hits("5550101").size(), 1U);
    EXPECT_EQ(hits("5550102").size(), 1U);
    office.fails(Code::kRefused, "field", "record.resolve",
                 {{"id", contact["id"]}, {"field", "chosen_name"}, {"value", "x"}});
    office.ok("record.resolve", {{"id", contact["id"]}, {"field", "phone"}, {"value", "+1 312 555 0102"}});
    EXPECT_TRUE(office.ok("record.show", {{"id", contact["id"]}})["conflicts"].empty());
    EXPECT_TRUE(hits("5550101").empty());
}

TEST_F(Records, MoreForksThanOneRevisionCanNameAreJoinedInTurn) {
    Json const heads = office.ok("record.show", {{"id", contact["id"]}})["heads"];
    for (int i = 0; i < 20; ++i)
        office.ok("record.update",
                  {{"id", contact["id"]}, {"data", {{"adults", i + 1}}}, {"parents", heads}});
    EXPECT_EQ(office.ok("record.show", {{"id", contact["id"]}})["heads"].size(), 20U);
    for (int i = 0; i < 2; ++i)
        office.ok("record.resolve", {{"id", contact["id"]}, {"field", "adults"}, {"value", 2}});
    EXPECT_TRUE(office.ok("record.show", {{"id", contact["id"]}})["conflicts"].empty());
}

TEST_F(Records, HowSomebodyIsSafelyReachedIsNeverGuessed) {
    Json const heads = office.ok("record.show", {{"id", contact["id"]}})["heads"];
    office.ok("record.update",
              {{"id", contact["id"]}, {"data", {{"safe_to_leave_message", "yes"}}}, {"parents", heads}});
    office.ok("record.update",
              {{"id", contact["id"]}, {"data", {{"safe_to_leave_message", "no"}}}, {"parents", heads}});
    Json const shown = office.ok("record.show", {{"id", contact["id"]}});
    EXPECT_FALSE(shown["data"].contains("safe_to_leave_message"));
    EXPECT_EQ(shown["conflicts"][0]["values"].size(), 2U);
}

TEST_F(Records, AFindingIsAssessedAsItIsRecorded) {
    Json const finding{
        {"age_at_time", "adult"},
        {"acts", Json::array({{{"act", "recruitment"}, {"stated", "yes"}, {"basis", {"person_said"}}}})},
        {"means", Json::array({{{"means", "deception"}, {"stated", "yes"}, {"basis", {"person_said"}}}})},
        {"purposes",
         Json::array(
             {{{"purpose", "forced_labour_or_services"}, {"stated", "yes"}, {"basis", {"person_said"}}}})},
        {"sector", "domestic_work"}};
    Json const alone = office.ok("finding.assess", {{"data", finding}});
    Json const made =
        office.ok("record.create", {{"kind", "finding"}, {"person", contact["id"]}, {"data", finding}});
    EXPECT_EQ(made["person"], contact["person"]);
    EXPECT_EQ(made["assessment"], alone);
    EXPECT_EQ(made["assessment"]["palermo"]["outcome"], "met");
    Json other = finding;
    other["sector"] = "sex_work";
    EXPECT_EQ(office.ok("finding.assess", {{"data", other}}), alone);
    other.erase("age_at_time");
    other.erase("means");
    EXPECT_EQ(office.ok("finding.assess", {{"data", other}})["palermo"]["outcome"], "undetermined");
}

TEST_F(Records, AFindingSaysWhatWasErasedOrIsSealedInsteadOfNotAsked) {
    Json const finding{
        {"age_at_time", "adult"},
        {"acts", Json::array({{{"act", "recruitment"}, {"stated", "yes"}, {"basis", {"person_said"}}}})}};
    Json const made =
        office.ok("record.create", {{"kind", "finding"}, {"person", contact["id"]}, {"data", finding}});
    auto const missing = [&](Office& of) {
        Json const assessment = of.ok("record.show", {{"id", made["id"]}})["assessment"];
        Json const& means = assessment["us"]["labour"]["elements"]["means"];
        EXPECT_EQ(assessment["palermo"]["elements"]["means"], means);
        return std::pair{assessment["age_at_time"].get<std::string>(), means["missing"].get<std::string>()};
    };
    EXPECT_EQ(missing(office), (std::pair{std::string{"adult"}, std::string{"not_asked"}}));
    office.ok("member.add", {{"name", "Teo"}, {"role", "outreach"}, {"passphrase", "orange trees in rain"}});
    Office teo{office.file, office.now};
    teo.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    EXPECT_EQ(missing(teo), (std::pair{std::string{"sealed"}, std::string{"sealed"}}));
    office.ok("record.erase", {{"id", made["id"]}, {"part", "narrative"}, {"basis", "asked"}});
    EXPECT_EQ(missing(office), (std::pair{std::string{"erased"}, std::string{"erased"}}));
}

TEST_F(Records, TheHistoryOfARecordErasedWholeIsItsErasure) {
    office.ok("record.erase", {{"id", contact["id"]}, {"part", "identity"}, {"basis", "asked"}});
    office.ok("record.erase", {{"id", contact["id"]}, {"basis", "asked again"}});
    Json const told = office.ok("record.history", {{"id", contact["id"]}})["revisions"];
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0]["part"], "identity");
    EXPECT_EQ(told[1]["basis"], "asked again");
    EXPECT_EQ(told[1]["op"], "erase");
    EXPECT_EQ(told[1]["author"], "Rosa");
    EXPECT_EQ(told[1]["erased"], true);
    office.fails(Code::kNotFound, "id", "record.history", {{"id", "rec_00000000000000000000000000000000"}});
}

TEST_F(Records, AnOwnFormIsRecordedListedAndFoundWithoutALineOfCode) {
    Json const form{{"name", "mobile_clinic_visit"},
                    {"version", 1},
                    {"labels", {{"en", "Mobile clinic visit"}}},
                    {"about_person", "yes"},
                    {"title", "where"},
                    {"fields",
                     {{{"name", "where"},
                       {"type", "text"},
                       {"part", "plan"},
                       {"required", true},
                       {"labels", {{"en", "Where"}}},
                       {"search", "text"}},
                      {{"name", "kit"},
                       {"type", "choices"},
                       {"part", "plan"},
                       {"labels", {{"en", "What was given"}}},
                       {"options",
                        {{{"code", "condoms"}, {"labels", {{"en", "Condoms"}}}},
                         {{"code", "naloxone"}, {"labels", {{"en", "Naloxone"}}}}}}}}}};
    office.ok("form.add", {{"form", form}});
    Json const made =
        office.ok("record.create", {{"kind", "mobile_clinic_visit"},
                                    {"person", contact["person"]},
                                    {"data", {{"where", "Under the viaduct"}, {"kit", {"naloxone"}}}}});
    EXPECT_EQ(hits("viaduct").size(), 1U);
    EXPECT_EQ(office.ok("record.list", {{"kind", "mobile_clinic_visit"}})["records"][0]["title"],
              "Under the viaduct");
    office.fails(Code::kUsage, "data.kit[0]", "record.create",
                 {{"kind", "mobile_clinic_visit"},
                  {"person", contact["person"]},
                  {"data", {{"where", "x"}, {"kit", {"bandage"}}}}});
    // It is in the vault: another process knows it, and after locking it is known again.
    Office two{office.file};
    two.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(two.ok("form.show", {{"form", "mobile_clinic_visit"}})["label"], "Mobile clinic visit");
    EXPECT_EQ(two.ok("record.show", {{"id", made["id"]}})["data"]["kit"], Json({"naloxone"}));
    // A version that takes a code back is refused.
    Json taken = form;
    taken["version"] = 2;
    taken["fields"][1]["options"].erase(0);
    EXPECT_FALSE(office.call("form.add", {{"form", taken}}).ok());
    office.fails(Code::kUsage, "form.fields[0].type", "form.add", [&] {
        Json bad = form;
        bad["name"] = "another_form";
        bad["fields"][0]["type"] = "txt";
        return Json{{"form", bad}};
    }());
}

TEST_F(Records, WhatHasRulesOfItsOwnIsNotMadeOrChangedByHand) {
    for (char const* kind : {"release", "referral", "referral_step", "disclosure", "erasure",
                             "form_declaration", "card", "backup"})
        office.fails(Code::kRefused, "kind", "record.create", {{"kind", kind}, {"data", Json::object()}});
    Json const release = office.ok("release.sign", release_params(contact["person"]));
    office.fails(Code::kRefused, "id", "record.update",
                 {{"id", release["id"]}, {"data", {{"ends", "2040-01-01T00:00:00Z"}}}});
}

TEST_F(Records, ErasingAPartTakesItFromTheFileAndTheChainStillVerifies) {
    Office two{office.file};
    two.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(two.ok("record.show", {{"id", contact["id"]}})["data"]["needs_note"],
              "Wants a room she can lock");
    office.ok("record.update", {{"id", contact["id"]}, {"data", {{"needs_note", "And a window"}}}});
    office.ok("record.update", {{"id", contact["id"]}, {"data", {{"adults", 1}}}});
    Json const done =
        office.ok("record.erase", {{"id", contact["id"]}, {"part", "narrative"}, {"basis", "She asked"}});
    ASSERT_EQ(done["erased"].size(), 1U);
    EXPECT_EQ(done["erased"][0]["part"], "narrative");
    EXPECT_EQ(done["erased"][0]["entries"], 2);
    EXPECT_FALSE(done["remains"].empty());
    for (Office* o : {&office, &two}) {
        Json const shown = o->ok("record.show", {{"id", contact["id"]}});
        EXPECT_FALSE(shown["data"].contains("needs_note"));
        EXPECT_EQ(shown["data"]["chosen_name"], "Alma");
        EXPECT_EQ(shown["data"]["adults"], 1);
        EXPECT_TRUE(shown["conflicts"].empty()) << shown["conflicts"];
        ASSERT_EQ(shown["erased"].size(), 1U);
        EXPECT_EQ(shown["erased"][0]["basis"], "She asked");
        EXPECT_TRUE(o->ok("search", {{"text", "window"}})["hits"].empty());
    }
    // What is said after an erasure stays.
    office.ok("record.update", {{"id", contact["id"]}, {"data", {{"needs_note", "A quiet room"}}}});
    Json const verdict = office.ok("vault.verify");
    EXPECT_EQ(verdict["ok"], true) << verdict["problems"];
    EXPECT_EQ(verdict["checked"]["erased"], 2);
    office.ok("vault.lock");
    office.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(office.ok("record.show", {{"id", contact["id"]}})["data"]["needs_note"], "A quiet room");
}

TEST_F(Records, ARecordErasedWholeIsGoneAndItsAccountStays) {
    office.ok("vault.backed_up", {{"bytes", 1}, {"kept_where", "the safe"}});
    Json const done = office.ok("record.erase", {{"id", contact["id"]}, {"basis", "She asked"}});
    bool names_the_backup = false;
    for (Json const& line : done["remains"])
        names_the_backup = names_the_backup || line.get<std::string>().find("the safe") != std::string::npos;
    EXPECT_TRUE(names_the_backup) << done["remains"];
    Failure const gone = office.fails(Code::kNotFound, "id", "record.show", {{"id", contact["id"]}});
    EXPECT_NE(gone.message.find("erased on 2031-03-01"), std::string::npos);
    EXPECT_TRUE(hits("Alma").empty());
    EXPECT_EQ(office.ok("vault.verify")["ok"], true);
    Json const erasures = office.ok("record.list", {{"kind", "erasure"}})["records"];
    ASSERT_EQ(erasures.size(), 1U);
    office.fails(Code::kRefused, "id", "record.erase", {{"id", erasures[0]["id"]}, {"basis", "tidy"}});
}

TEST_F(Records, ListsGoOnWhereTheyStopped) {
    for (int i = 0; i < 5; ++i)
        office.ok("record.create", {{"kind", "note"},
                                    {"person", contact["person"]},
                                    {"data", {{"text", "Note " + std::to_string(i)}}}});
    Json const first = office.ok("record.list", {{"kind", "note"}, {"limit", 3}});
    ASSERT_EQ(first["records"].size(), 3U);
    Json const rest = office.ok("record.list", {{"kind", "note"}, {"limit", 3}, {"after", first["next"]}});
    EXPECT_EQ(rest["records"].size(), 2U);
    EXPECT_FALSE(rest.contains("next"));
    EXPECT_EQ(office.ok("person.show", {{"person", contact["person"]}})["records"].size(), 6U);
    office.fails(Code::kNotFound, "person", "record.list",
                 {{"person", "per_00000000000000000000000000000000"}});
}

}  // namespace
}  // namespace amparo::engine
