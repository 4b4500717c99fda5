// SPDX-License-Identifier: AGPL-3.0-or-later
// member.preferences, vocabulary.*, retention.*, and the signature and the map that the page draws.
#include "support.hpp"

#include <map>

namespace amparo::engine {
namespace {

class Settings : public testing::Test {
  protected:
    void SetUp() override { office.founded(); }
    Json contact() { return office.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}}); }
    /// The codes of a list as a form offers them.
    Json offered(std::string const& form, std::string const& list, std::string const& language = "en") {
        return office.ok("form.show", {{"form", form}, {"language", language}})["vocabularies"][list];
    }
    static Json at(Json const& list, std::string const& code) {
        for (Json const& one : list)
            if (one["code"] == code) return one;
        return Json::object();
    }
    void unlock_again() {
        office.ok("vault.lock");
        office.ok("vault.unlock", {{"passphrase", kPassphrase}});
    }
    void as_shelter_staff() {
        office.ok("member.add",
                  {{"name", "Ines"}, {"role", "shelter"}, {"passphrase", "orange trees in rain"}});
        office.ok("vault.lock");
        office.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    }

    Office office;
};

TEST_F(Settings, PreferencesAreEachMembersOwnAndStayInTheVault) {
    EXPECT_EQ(office.ok("member.preferences"), Json::object());
    office.ok("member.preferences", {{"language", "es"}, {"lock_after", 5}});
    EXPECT_EQ(office.ok("member.preferences", {{"theme", "dark"}, {"lock_after", 7}}),
              (Json{{"language", "es"}, {"lock_after", 7}, {"theme", "dark"}}));
    unlock_again();
    EXPECT_EQ(office.ok("member.preferences"),
              (Json{{"language", "es"}, {"lock_after", 7}, {"theme", "dark"}}));
    auto const before = office.file->bytes;
    office.ok("member.preferences", {{"theme", "dark"}});
    EXPECT_EQ(office.file->bytes, before);
    as_shelter_staff();
    EXPECT_EQ(office.ok("member.preferences"), Json::object());
    office.fails(Code::kUsage, "lock_after", "member.preferences", {{"lock_after", 60}});
}

TEST_F(Settings, F21_AnOrganisationsWordsAndCodesReachEveryFormAndBreakNothing) {
    Json const own{{"vocabulary", "needs"},
                   {"code", "night_bus"},
                   {"labels", {{"en", "The night bus"}, {"es", "El autobús nocturno"}}}};
    office.fails(Code::kUsage, "data.needs[0]", "record.create",
                 {{"kind", "contact"}, {"data", {{"chosen_name", "A"}, {"needs", {"night_bus"}}}}});
    office.ok("vocabulary.set", own);
    Json const kept = office.ok(
        "record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "A"}, {"needs", {"night_bus"}}}}});
    EXPECT_EQ(at(offered("contact", "needs", "es"), "night_bus")["label"], "El autobús nocturno");
    // Retired: offered no more, and what was recorded stays and can still be changed around it.
    Json retired = own;
    retired["retired"] = true;
    retired["labels"] = {{"ar", "حافلة"}};
    office.ok("vocabulary.set", retired);
    unlock_again();
    EXPECT_EQ(at(offered("contact", "needs"), "night_bus"),
              (Json{{"code", "night_bus"}, {"label", "The night bus"}, {"retired", true}}));
    EXPECT_EQ(at(offered("contact", "needs", "ar"), "night_bus")["label"], "حافلة");
    EXPECT_EQ(office.ok("record.show", {{"id", kept["id"]}})["data"]["needs"], (Json{"night_bus"}));
    office.ok("record.update", {{"id", kept["id"]}, {"data", {{"needs", {"night_bus", "interpreter"}}}}});
    Json brought_back = own;
    brought_back["retired"] = false;
    office.ok("vocabulary.set", brought_back);
    EXPECT_FALSE(at(offered("contact", "needs"), "night_bus").contains("retired"));
}

TEST_F(Settings, F21_AListThatRulesReadTakesWordsAndNothingElse) {
    office.ok("vocabulary.set",
              {{"vocabulary", "acts"}, {"code", "recruitment"}, {"labels", {{"en", "Found or hired"}}}});
    EXPECT_EQ(at(offered("finding", "acts"), "recruitment")["label"], "Found or hired");
    EXPECT_EQ(at(offered("finding", "acts", "es"), "recruitment")["label"].get<std::string>().empty(), false);
    office.fails(Code::kUsage, "code", "vocabulary.set",
                 {{"vocabulary", "acts"}, {"code", "our_own"}, {"labels", {{"en", "x"}}}});
    office.fails(
        Code::kUsage, "retired", "vocabulary.set",
        {{"vocabulary", "acts"}, {"code", "recruitment"}, {"labels", {{"en", "x"}}}, {"retired", true}});
    office.fails(Code::kUsage, "vocabulary", "vocabulary.set",
                 {{"vocabulary", "none"}, {"code", "a"}, {"labels", {{"en", "x"}}}});
    office.fails(Code::kUsage, "code", "vocabulary.set",
                 {{"vocabulary", "needs"}, {"code", "declined"}, {"labels", {{"en", "x"}}}});
    office.fails(Code::kUsage, "labels", "vocabulary.set",
                 {{"vocabulary", "sectors"}, {"code", "victim"}, {"labels", {{"en", "Trafficked"}}}});
    as_shelter_staff();
    office.fails(Code::kRefused, "", "vocabulary.set",
                 {{"vocabulary", "needs"}, {"code", "a"}, {"labels", {{"en", "x"}}}});
}

TEST_F(Settings, WhatIsPastItsReviewDateIsListedAndNothingIsErasedUnasked) {
    Json const first = contact();
    EXPECT_EQ(office.ok("retention.due")["total"], 0);
    office.ok("retention.set", {{"kind", "contact"}, {"months", 12}});
    EXPECT_EQ(office.ok("retention.due")["total"], 0);
    office.now = parse_instant("2032-03-01T18:00:00Z").value();
    Json const second = contact();
    Json const due = office.ok("retention.due");
    ASSERT_EQ(due["records"].size(), 1U);
    EXPECT_EQ(due["records"][0]["record"], first["id"]);
    EXPECT_EQ(due["records"][0]["due"], "2032-03-01");
    office.ok("record.show", {{"id", first["id"]}});
    office.ok("retention.keep", {{"id", first["id"]}, {"reason", "The case goes on."}});
    EXPECT_EQ(office.ok("retention.due")["total"], 0);
    office.now = parse_instant("2033-03-02T18:00:00Z").value();
    EXPECT_EQ(office.ok("retention.due", {{"limit", 1}})["records"].size(), 1U);
    EXPECT_EQ(office.ok("retention.due", {{"limit", 1}})["total"], 2);
    office.ok("retention.set", {{"kind", "contact"}});
    EXPECT_EQ(office.ok("retention.due")["total"], 0);
    Json const periods = office.ok("retention.list")["periods"];
    EXPECT_FALSE(periods.empty());
    for (Json const& one : periods) EXPECT_FALSE(one.contains("months"));
    office.fails(Code::kUsage, "kind", "retention.set", {{"kind", "service"}, {"months", 12}});
    office.fails(Code::kUsage, "kind", "retention.set", {{"kind", "none"}, {"months", 12}});
    as_shelter_staff();
    office.fails(Code::kRefused, "", "retention.set", {{"kind", "contact"}, {"months", 1}});
}

TEST_F(Settings, WhatIsProposedIsInForceOnlyOnceACoordinatorSaysSo) {
    Json const proposed = office.ok("retention.suggest");
    EXPECT_EQ(proposed["taken"], 0);
    ASSERT_FALSE(proposed["suggested"].empty());
    for (Json const& one : proposed["suggested"]) {
        EXPECT_EQ(one["decided"], false) << one;
        for (char const* words : {"why", "source"})
            for (char const* language : {"en", "es"})
                EXPECT_FALSE(one[words][language].get<std::string>().empty()) << one;
        Json set{{"kind", one["kind"]}, {"months", one["months"]}};
        if (one.contains("part")) set["part"] = one["part"];
        Office other;
        other.founded();
        other.ok("retention.set", set);  // Each can be: there is such a kind, with such a part.
    }
    Json const before = office.ok("retention.list")["periods"];
    for (Json const& one : before) EXPECT_FALSE(one.contains("months"));
    office.ok("retention.set", {{"kind", "contact"}, {"months", 7}});
    office.ok("retention.set", {{"kind", "note"}});
    Json const taken = office.ok("retention.suggest", {{"take", true}});
    EXPECT_EQ(taken["taken"], proposed["suggested"].size() - 2);
    std::map<std::string, Json> months;
    Json const periods = office.ok("retention.list")["periods"];
    for (Json const& one : periods) months[one["kind"]] = one.value("months", Json(0));
    EXPECT_EQ(months["contact"], 7);
    EXPECT_EQ(months["note"], 0) << "never was decided, too";
    EXPECT_EQ(months["matter"], 120);
    Json const after = office.ok("retention.suggest")["suggested"];
    for (Json const& one : after) EXPECT_EQ(one["decided"], true);
    EXPECT_EQ(office.ok("retention.suggest", {{"take", true}})["taken"], 0);
    as_shelter_staff();
    office.ok("retention.suggest");
    office.fails(Code::kRefused, "", "retention.suggest", {{"take", true}});
}

TEST_F(Settings, APartOfARecordHasAReviewDateOfItsOwnAndIsErasedAlone) {
    Json const note =
        office.ok("record.create",
                  {{"kind", "contact"},
                   {"data", {{"chosen_name", "Alma"}, {"area", "By the river"}, {"notes", "She came"}}}});
    office.ok("retention.set", {{"kind", "contact"}, {"part", "location"}, {"months", 3}});
    office.now = parse_instant("2031-05-31T18:00:00Z").value();
    EXPECT_EQ(office.ok("retention.due")["total"], 0);
    // What changes in other parts does not put it off.
    office.ok("record.update", {{"id", note["id"]}, {"data", {{"notes", "She came again"}}}});
    office.now = parse_instant("2031-06-01T19:00:00Z").value();
    Json const due = office.ok("retention.due");
    ASSERT_EQ(due["records"].size(), 1U);
    EXPECT_EQ(due["records"][0]["record"], note["id"]);
    EXPECT_EQ(due["records"][0]["part"], "location");
    EXPECT_EQ(due["records"][0]["due"], "2031-06-01");
    Json const shown = office.ok("record.show", {{"id", note["id"]}});
    ASSERT_EQ(shown["review"]["parts"].size(), 1U);
    EXPECT_EQ(shown["review"]["parts"][0], (Json{{"part", "location"}, {"on", "2031-06-01"}}));
    office.ok("record.erase", {{"id", note["id"]}, {"part", "location"}, {"basis", "its time is over"}});
    EXPECT_EQ(office.ok("retention.due")["total"], 0) << "nothing of it is left";
    EXPECT_EQ(office.ok("record.show", {{"id", note["id"]}})["data"]["notes"], "She came again");
    Json const periods = office.ok("retention.list")["periods"];
    for (Json const& one : periods) EXPECT_EQ(one.contains("parts"), one["kind"] == "contact");
    office.ok("retention.set", {{"kind", "contact"}, {"part", "location"}});
    EXPECT_EQ(codec::to_text(office.ok("retention.list")).find("location"), std::string::npos);
    office.fails(Code::kUsage, "part", "retention.set",
                 {{"kind", "contact"}, {"part", "legal"}, {"months", 12}});
    office.fails(Code::kUsage, "part", "retention.set", {{"kind", "contact"}, {"part", "x"}, {"months", 12}});
}

TEST_F(Settings, WhoDoesNotHoldAPartIsNotAskedAboutIt) {
    office.ok("record.create",
              {{"kind", "contact"}, {"data", {{"chosen_name", "Alma"}, {"notes", "She came"}}}});
    office.ok("retention.set", {{"kind", "contact"}, {"part", "narrative"}, {"months", 1}});
    office.now = parse_instant("2031-06-01T18:00:00Z").value();
    EXPECT_EQ(office.ok("retention.due")["total"], 1);
    as_shelter_staff();
    EXPECT_EQ(office.ok("retention.due")["total"], 0);
}

TEST_F(Settings, AMonthWithoutTheDayEndsOnItsLast) {
    office.now = parse_instant("2031-01-31T12:00:00Z").value();
    contact();
    office.ok("retention.set", {{"kind", "contact"}, {"months", 1}});
    office.now = parse_instant("2031-02-27T12:00:00Z").value();
    EXPECT_EQ(office.ok("retention.due")["total"], 0);
    office.now = parse_instant("2031-02-28T12:00:00Z").value();
    EXPECT_EQ(office.ok("retention.due")["records"][0]["due"], "2031-02-28");
}

TEST_F(Settings, ASignatureOnTheScreenIsKeptWithTheReleaseAndIsADrawingOnly) {
    Json params = release_params(contact()["person"]);
    params["signed_how"] = "on_screen";
    params["signature"] = "12,40 13.5,42; 80,10 81,12";
    params["signature_name"] = "Alma";
    Json const signed_one = office.ok("release.sign", params);
    Json const kept = office.ok("release.list")["releases"][0];
    EXPECT_EQ(kept["signature"], params["signature"]);
    EXPECT_EQ(kept["signature_name"], "Alma");
    for (char const* const wrong : {"M0 0L1 1", "<svg/>", ";", " 1,2"}) {
        params["signature"] = wrong;
        office.fails(Code::kUsage, "signature", "release.sign", params);
    }
    params["signature"] = std::string(20'001, '1');
    office.fails(Code::kUsage, "signature", "release.sign", params);
    params["signature"] = "1,2";
    params["signed_how"] = "on_paper";
    office.fails(Code::kRefused, "signature", "release.sign", params);
}

TEST_F(Settings, TheDirectorysListSaysWhereAServiceLiesUnlessThatIsSecret) {
    office.ok("directory.import",
              {{"source", "network"},
               {"files", {{{"name", "n.json"}, {"text", file_text("data/directory/demo_network.json")}}}}});
    std::size_t placed = 0;
    std::size_t secret = 0;
    Json const listed = office.ok("directory.list", {{"limit", 1000}})["services"];
    for (Json const& row : listed) {
        Json const shown = office.ok("directory.show", {{"id", row["id"]}});
        bool is_secret = shown["service"].value("confidential_address", "") == "yes";
        for (Json const& place : shown["locations"])
            is_secret = is_secret || place.value("confidential", "") == "yes";
        if (is_secret) {
            ++secret;
            EXPECT_FALSE(row.contains("latitude")) << row;
            EXPECT_FALSE(row.contains("city")) << row;
        } else if (row.contains("latitude")) {
            ++placed;
            EXPECT_EQ(row["latitude"], shown["locations"][0]["latitude"]);
            EXPECT_EQ(row["longitude"], shown["locations"][0]["longitude"]);
        }
    }
    EXPECT_GT(placed, 0U);
    EXPECT_GT(secret, 0U);
}

}  // namespace
}  // namespace amparo::engine
