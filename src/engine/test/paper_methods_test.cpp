// SPDX-License-Identifier: AGPL-3.0-or-later
// person.summary, referral.letter: what is printed is what is logged.
#include "support.hpp"

namespace amparo::engine {
namespace {

class Papers : public testing::Test {
  protected:
    void SetUp() override {
        office.founded();
        contact = office.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    }
    Json disclosures() { return office.ok("disclosures", {{"person", contact["person"]}})["disclosures"]; }
    Json summary(Json const& more) {
        Json params{{"person", contact["person"]}, {"fields", {"contact.chosen_name", "contact.phone"}}};
        params.update(more);
        return params;
    }
    Json release(std::vector<std::string> const& fields) {
        Json params = release_params(contact["person"], "Clínica del Lago");
        params["fields"] = fields;
        return office.ok("release.sign", params);
    }

    Office office;
    Json contact;
};

TEST_F(Papers, R11_ThePersonsOwnCopyNeedsNoReleaseAndIsLoggedAsItIs) {
    Json const printed = office.ok("person.summary", summary(Json::object()));
    EXPECT_EQ(printed["recipient"], "");
    EXPECT_EQ(printed["fields"],
              (Json{{"contact.chosen_name", "Alma"}, {"contact.phone", "+1 312 555 0177"}}));
    EXPECT_EQ(printed["in_words"][0]["value"], "Alma");
    Json const log = disclosures();
    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(log[0]["id"], printed["disclosure"]);
    EXPECT_EQ(log[0]["how"], "summary");
    EXPECT_EQ(log[0]["what_left"]["fields"], printed["fields"]);
    EXPECT_FALSE(log[0].contains("recipient"));
    EXPECT_FALSE(log[0].contains("release"));
    EXPECT_EQ(log[0]["by"], "Rosa");
    // A release that is printed to be signed is paper in the person's hand as well.
    office.ok("person.summary", summary({{"paper", "release"}, {"language", "es"}}));
    EXPECT_EQ(disclosures()[0]["how"], "release");
}

TEST_F(Papers, ACopyForAnyoneElseIsWhatAReleaseCoversAndNoMore) {
    Json const covers = release({"contact.chosen_name"});
    auto const before = office.file->bytes;
    office.fails(Code::kRefused, "release", "person.summary", summary({{"release", covers["id"]}}));
    EXPECT_EQ(office.file->bytes, before);
    Json const printed = office.ok("person.summary",
                                   summary({{"release", covers["id"]}, {"fields", {"contact.chosen_name"}}}));
    EXPECT_EQ(printed["recipient"], "Clínica del Lago");
    EXPECT_EQ(disclosures()[0]["release"], covers["id"]);
    office.ok("release.withdraw", {{"id", covers["id"]}});
    office.fails(Code::kRefused, "release", "person.summary",
                 summary({{"release", covers["id"]}, {"fields", {"contact.chosen_name"}}}));
    Json const other = office.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    office.fails(Code::kRefused, "release", "person.summary",
                 {{"person", other["person"]},
                  {"release", release({"contact.chosen_name"})["id"]},
                  {"fields", {"contact.chosen_name"}}});
}

TEST_F(Papers, NothingIsPrintedOfWhatNeverLeavesOrIsNotThere) {
    Json const printed =
        office.ok("person.summary", summary({{"fields",
                                              {"contact.chosen_name", "contact.email", "note.text",
                                               "nothing.of_it", "disclosure.what_left"}}}));
    EXPECT_EQ(printed["fields"].size(), 1U);
    EXPECT_EQ(printed["not_printed"].size(), 4U);
    office.fails(Code::kRefused, "fields", "person.summary", summary({{"fields", {"note.text"}}}));
    office.ok("directory.import",
              {{"source", "network"},
               {"files", {{{"name", "n.json"}, {"text", file_text("data/directory/demo_network.json")}}}}});
    office.ok("record.update",
              {{"id", contact["id"]}, {"data", {{"needs_note", "Now at 2718 Quiet Orchard Lane"}}}});
    office.fails(Code::kRefused, "contact.needs_note", "person.summary",
                 summary({{"fields", {"contact.needs_note"}}}));
    EXPECT_EQ(disclosures().size(), 1U);
}

TEST_F(Papers, ALetterIsPrintedAgainAsItLeftWhileItsReleaseHolds) {
    Json const covers =
        release({"contact.chosen_name", "contact.needs", "referral.message", "referral.need"});
    Json const sent = office.ok("referral.send", {{"release", covers["id"]},
                                                  {"need", "bed_tonight"},
                                                  {"message", "She can come tonight."},
                                                  {"call_back", "312 555 0100"}});
    office.ok("record.update", {{"id", contact["id"]}, {"data", {{"chosen_name", "Luz"}}}});
    Json const again = office.ok("referral.letter", {{"id", sent["id"]}});
    EXPECT_EQ(again["letter"], sent["letter"]);
    Json const log = disclosures();
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(log[0]["how"], "letter");
    EXPECT_EQ(log[0]["what_left"]["fields"], log[1]["what_left"]["fields"]);
    office.ok("release.withdraw", {{"id", covers["id"]}});
    office.fails(Code::kRefused, "release", "referral.letter", {{"id", sent["id"]}});
    EXPECT_EQ(disclosures().size(), 2U);
}

}  // namespace
}  // namespace amparo::engine
