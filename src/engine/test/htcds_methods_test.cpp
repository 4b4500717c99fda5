// SPDX-License-Identifier: AGPL-3.0-or-later
// htcds.export, htcds.import.
#include "support.hpp"

#include "amparo/crypto/base64.hpp"

namespace amparo::engine {
namespace {

class HtcdsMethods : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        person = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}})["person"];
        rosa.ok("record.create", {{"kind", "person_details"},
                                  {"person", person},
                                  {"data",
                                   {{"given_names", "Alma"},
                                    {"family_names", "Ruiz"},
                                    {"birth_date", "1999-12-31"},
                                    {"gender", "woman"},
                                    {"number_of_children", 3},
                                    {"birth_country", "MX"}}}});
        finding =
            rosa.ok("record.create",
                    {{"kind", "finding"},
                     {"person", person},
                     {"data",
                      {{"age_at_time", "adult"},
                       {"sector", "farm_work"},
                       {"acts", {said("act", "recruitment")}},
                       {"means", {said("means", "debt_bondage"), said("means", "restriction_of_movement")}},
                       {"purposes", {said("purpose", "forced_labour_or_services")}}}}});
    }
    static Json said(char const* key, char const* code) {
        return Json{{key, code}, {"stated", "yes"}, {"basis", {"person_said"}}};
    }
    Json release(std::vector<std::string> const& fields) {
        Json params = release_params(person);
        params["fields"] = fields;
        return rosa.ok("release.sign", params)["id"];
    }
    static std::string csv(Json const& out) {
        auto const bytes = crypto::from_base64(out["file"].get<std::string>()).value();
        return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
    }
    static bool is_dropped(Json const& out, std::string const& field, std::string const& why,
                           std::string const& code = {}) {
        for (Json const& one : out["dropped"])
            if (one["field"] == field && one["why"] == why && codec::string_or(one, "code") == code)
                return true;
        return false;
    }
    /// Of a finding whose means and purposes have no code in the standard.
    std::string nobody_elses_words(Json const& more = Json::object()) {
        Json data{{"age_at_time", "adult"},
                  {"acts", {said("act", "recruitment")}},
                  {"means", {said("means", "fraud")}},
                  {"purposes", {said("purpose", "slavery")}}};
        data.update(more);
        std::string const other =
            rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}})["person"];
        rosa.ok("record.create", {{"kind", "finding"}, {"person", other}, {"data", data}});
        return other;
    }

    Office rosa;
    std::string person;
    Json finding;
};

TEST_F(HtcdsMethods, J1_J3_WhatTheReleaseNamesLeavesAndNothingElse) {
    Json const signed_release =
        release({"person_details.given_names", "person_details.birth_date", "person_details.birth_country"});
    Json const out = rosa.ok("htcds.export", {{"release", signed_release}});
    EXPECT_EQ(out["fields"], (Json{"con_Consent", "prs_Birthdate", "prs_FirstName"}));
    EXPECT_EQ(csv(out).find("Ruiz"), std::string::npos);
    EXPECT_NE(csv(out).find("Alma"), std::string::npos);
    EXPECT_TRUE(is_dropped(out, "person_details.birth_country", "no_field")) << out["dropped"];
    Json const logged = rosa.ok("disclosures", {{"person", person}})["disclosures"];
    ASSERT_EQ(logged.size(), 1U);
    EXPECT_EQ(logged[0]["how"], "htcds");
    EXPECT_EQ(logged[0]["fields"],
              (Json{"htcds.con_Consent", "person_details.birth_date", "person_details.given_names"}));
}

TEST_F(HtcdsMethods, J5_TheLogHoldsWhatStandsInTheFileAndNothingThatWasOnlyRead) {
    Json const signed_release = release({"finding.age_at_time", "finding.acts", "finding.means",
                                         "finding.purposes", "person_details.birth_country"});
    Json const out = rosa.ok("htcds.export", {{"release", signed_release}});
    Json const logged = rosa.ok("disclosures", {{"person", person}})["disclosures"];
    ASSERT_EQ(logged.size(), 1U);
    EXPECT_EQ(logged[0]["what_left"]["fields"],
              (Json{{"finding.means", Json::array({Json{{"means", "debt_bondage"}}})},
                    {"finding.purposes", Json::array({Json{{"purpose", "forced_labour_or_services"}}})},
                    {"htcds.con_Consent", "TRUE"},
                    {"htcds.vic_TraffickingStatus", "PossibleVictimOfTrafficking"}}));
    EXPECT_EQ(logged[0]["fields"], (Json{"htcds.con_Consent", "htcds.vic_TraffickingStatus", "finding.means",
                                         "finding.purposes"}));
    for (char const* column :
         {"con_Consent", "vic_MethodsOfControl", "vic_TraffickingStatus", "vic_TypeOfExploitation"})
        EXPECT_NE(out["fields"].dump().find(column), std::string::npos) << column;
}

TEST_F(HtcdsMethods, J5_AStatusAloneLeavesWhereAllItFollowsFromIsNamed) {
    std::vector<std::string> const named{"finding.age_at_time", "finding.acts", "finding.means",
                                         "finding.purposes"};
    person = nobody_elses_words();
    Json const signed_release = release(named);
    Json const out = rosa.ok("htcds.export", {{"release", signed_release}});
    EXPECT_EQ(out["fields"], (Json{"con_Consent", "vic_TraffickingStatus"}));
    EXPECT_NE(csv(out).find("PossibleVictimOfTrafficking"), std::string::npos);
    Json const logged = rosa.ok("disclosures", {{"person", person}})["disclosures"];
    ASSERT_EQ(logged.size(), 1U);
    EXPECT_EQ(logged[0]["what_left"]["fields"],
              (Json{{"htcds.con_Consent", "TRUE"},
                    {"htcds.vic_TraffickingStatus", "PossibleVictimOfTrafficking"}}));
    EXPECT_EQ(logged[0]["fields"], (Json{"htcds.con_Consent", "htcds.vic_TraffickingStatus"}));
    rosa.ok("release.withdraw", {{"id", signed_release}});
    rosa.fails(Code::kRefused, "release", "htcds.export", {{"release", signed_release}});
    for (std::string const& left_out : named) {
        std::vector<std::string> fewer = named;
        fewer.erase(std::find(fewer.begin(), fewer.end(), left_out));
        Failure const refusal =
            rosa.fails(Code::kRefused, "release", "htcds.export", {{"release", release(fewer)}});
        EXPECT_NE(refusal.message.find("has a place in this standard"), std::string::npos) << left_out;
    }
    EXPECT_EQ(rosa.ok("disclosures", {{"person", person}})["disclosures"].size(), 1U);
}

TEST_F(HtcdsMethods, J5_TheConsentAloneIsNothingToSend) {
    Failure const no_place = rosa.fails(Code::kRefused, "release", "htcds.export",
                                        {{"release", release({"person_details.birth_country"})}});
    EXPECT_NE(no_place.message.find("has a place in this standard"), std::string::npos);
    Failure const no_answer = rosa.fails(Code::kRefused, "release", "htcds.export",
                                         {{"release", release({"person_details.email"})}});
    EXPECT_NE(no_answer.message.find("nothing is recorded"), std::string::npos) << no_answer.message;
    EXPECT_TRUE(rosa.ok("disclosures", {{"person", person}})["disclosures"].empty());
}

TEST_F(HtcdsMethods, J7_ARefusalTellsWhatHasNoPlaceFromWhatIsNotRecorded) {
    auto const message = [&](std::vector<std::string> const& fields) {
        return rosa.fails(Code::kRefused, "release", "htcds.export", {{"release", release(fields)}}).message;
    };
    EXPECT_EQ(message({"contact.chosen_name", "contact.needs"}),
              "nothing of what is recorded in the fields the release names has a place in this standard: "
              "contact.chosen_name, contact.needs; nothing was sent");
    EXPECT_EQ(message({"contact.chosen_name", "person_details.email", "person_details.other_phone"}),
              "nothing of what is recorded in the fields the release names has a place in this standard: "
              "contact.chosen_name; nothing is recorded in person_details.email, "
              "person_details.other_phone; nothing was sent");
}

TEST_F(HtcdsMethods, J5_WhatTheLayoutHasNoColumnForDidNotLeave) {
    Json const signed_release = release({"person_details.birth_date", "person_details.number_of_children"});
    Json const out = rosa.ok("htcds.export", {{"release", signed_release}, {"layout", "spreadsheet"}});
    EXPECT_TRUE(is_dropped(out, "prs_NumberOfChildren", "unknown_column")) << out["dropped"];
    EXPECT_EQ(out["fields"].dump().find("prs_NumberOfChildren"), std::string::npos);
    Json const logged = rosa.ok("disclosures", {{"person", person}})["disclosures"];
    EXPECT_EQ(logged[0]["fields"], (Json{"htcds.con_Consent", "person_details.birth_date"}));
    Json const all = rosa.ok("htcds.export", {{"release", signed_release}});
    EXPECT_NE(all["fields"].dump().find("prs_NumberOfChildren"), std::string::npos);
}

TEST_F(HtcdsMethods, J1_AReleaseThatEndedOrWasWithdrawnGivesNothing) {
    Json const signed_release = release({"person_details.given_names"});
    rosa.ok("release.withdraw", {{"id", signed_release}});
    rosa.fails(Code::kRefused, "release", "htcds.export", {{"release", signed_release}});
    Json const other = release({"person_details.given_names"});
    rosa.now += std::chrono::days{60};
    rosa.fails(Code::kRefused, "release", "htcds.export", {{"release", other}});
    EXPECT_TRUE(rosa.ok("disclosures", {{"person", person}})["disclosures"].empty());
}

TEST_F(HtcdsMethods, J2_AFindingIsReadAsFarAsItIsNamed) {
    Json const all =
        rosa.ok("htcds.export", {{"release", release({"finding.age_at_time", "finding.acts", "finding.means",
                                                      "finding.purposes", "finding.sector"})}});
    std::string const text = csv(all);
    EXPECT_NE(text.find("ForcedLabour"), std::string::npos);
    EXPECT_NE(text.find("DebtBondage"), std::string::npos);
    EXPECT_NE(text.find("A_AgricultureForestryAndFishing"), std::string::npos);
    EXPECT_NE(text.find("PossibleVictimOfTrafficking"), std::string::npos);
    EXPECT_TRUE(is_dropped(all, "finding.means", "no_code", "restriction_of_movement"));
    EXPECT_TRUE(is_dropped(all, "finding.acts", "no_field", "recruitment"));
    Json const sign = release({"finding.purposes", "finding.sector", "person_details.gender"});
    Json const part = rosa.ok("htcds.export", {{"release", sign}});
    EXPECT_EQ(part["fields"], (Json{"con_Consent", "prs_Gender"}));
    EXPECT_EQ(csv(part).find("ForcedLabour,"), std::string::npos);
    EXPECT_TRUE(is_dropped(part, "finding", "undetermined"));
}

TEST_F(HtcdsMethods, J4_ACaseThatComesInIsAPersonAndNobodysStatusIsTakenOver) {
    std::string const file =
        "prs_FirstName,prs_SecondName,prs_Birthdate,prs_Gender,prs_PrimaryLanguage,vic_TraffickingStatus,"
        "vic_TypeOfExploitation,vic_MethodsOfControl,vic_TypeOfSexExploitation,cas_Status\r\n"
        "Noor,Haddad,2000-02-29,Feminine,spa,Actual victim of trafficking,Forced labour,Debt "
        "bondage,Prostitution,"
        "Active\r\n";
    Json const out = rosa.ok("htcds.import", {{"file", crypto::to_base64(as_bytes(file))}});
    EXPECT_EQ(out["people"], 1);
    EXPECT_EQ(out["not_taken"], (Json{{"cas_Status", 1}, {"vic_TraffickingStatus", 1}}));
    ASSERT_EQ(out["notes"].size(), 1U);
    EXPECT_EQ(out["notes"][0]["code"], "not_found");
    EXPECT_EQ(out["notes"][0]["left_out"], true);
    Json const found = rosa.ok("search", {{"text", "Noor Haddad"}});
    ASSERT_FALSE(found["hits"].empty());
    std::string const noor = found["hits"][0]["person"];
    Json records = rosa.ok("person.show", {{"person", noor}});
    std::string const all = records.dump();
    EXPECT_NE(all.find("third_party"), std::string::npos);
    EXPECT_NE(all.find("forced_labour_or_services"), std::string::npos);
    EXPECT_EQ(all.find("ctual"), std::string::npos);
    rosa.fails(Code::kUsage, "file", "htcds.import",
               {{"file", crypto::to_base64(as_bytes(std::string{"a,b\r\n1,2\r\n"}))}});
}

TEST_F(HtcdsMethods, J6_WhoCameInBeforeIsNamed) {
    std::string const file =
        "prs_FirstName,prs_SecondName,prs_Birthdate\r\nNoor,Haddad,2000-02-29\r\nNoor,,\r\n";
    Json const params{{"file", crypto::to_base64(as_bytes(file))}};
    Json const first = rosa.ok("htcds.import", params)["imported"];
    ASSERT_EQ(first.size(), 2U);
    EXPECT_FALSE(first[0].contains("alike"));
    Json const again = rosa.ok("htcds.import", params)["imported"];
    EXPECT_EQ(again[0]["alike"], Json::array({first[0]["person"]}));
    EXPECT_NE(again[0]["person"], first[0]["person"]);
    EXPECT_FALSE(again[1].contains("alike")) << "a first name alone is many people's";
    EXPECT_EQ(rosa.ok("search", {{"text", "Noor Haddad"}})["hits"].size() >= 2, true);
}

TEST_F(HtcdsMethods, AWorkbookIsCalledOne) {
    Failure const failure =
        rosa.fails(Code::kUsage, "file", "htcds.import",
                   {{"file", crypto::to_base64(as_bytes(std::string{"PK\x03\x04rest"}))}});
    EXPECT_EQ(failure.message, "this is a spreadsheet file and no CSV");
}

}  // namespace
}  // namespace amparo::engine
