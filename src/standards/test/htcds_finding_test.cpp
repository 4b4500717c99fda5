// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/standards/htcds_finding.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace amparo;
using namespace amparo::standards;

namespace {

std::optional<std::string> code_of(std::string_view list, std::string_view code) {
    static std::map<std::string, std::string, std::less<>> const known{
        {"purposes.forced_labour_or_services", "ForcedLabour"},
        {"purposes.other_forms_of_sexual_exploitation", "SexualExploitation"},
        {"means.debt_bondage", "DebtBondage"},
        {"means.confiscation_of_documents", "WithholdsDocuments"},
        {"concluded_by.court_or_prosecution", "CourtOrProsecution"},
        {"sectors.farm_work", "A_AgricultureForestryAndFishing"},
        {"sectors.sex_work", "S_OtherServiceActivities"}};
    auto const found = known.find(std::string{list} + "." + std::string{code});
    return found == known.end() ? std::nullopt : std::optional{found->second};
}

Json statement(char const* key, char const* code, char const* stated = "yes", Json basis = {"person_said"}) {
    return Json{{key, code}, {"stated", stated}, {"basis", std::move(basis)}};
}

Json met() {
    return Json{{"age_at_time", "adult"},
                {"acts", Json::array({statement("act", "recruitment")})},
                {"means", Json::array({statement("means", "debt_bondage"),
                                       statement("means", "restriction_of_movement")})},
                {"purposes", Json::array({statement("purpose", "forced_labour_or_services")})}};
}

bool is_dropped(FindingOut const& out, char const* field, char const* code, WhyDropped why) {
    return std::find(out.dropped.begin(), out.dropped.end(), DroppedAnswer{field, code, why}) !=
           out.dropped.end();
}

}  // namespace

TEST(HtcdsFinding, C11_C13_AFindingWhoseElementsAreThereSaysThemAndListsWhatHasNoCode) {
    FindingOut const out = htcds_of(met(), code_of);
    EXPECT_EQ(out.fields.at("vic_TypeOfExploitation"), std::vector<std::string>{"ForcedLabour"});
    EXPECT_EQ(out.fields.at("vic_MethodsOfControl"), std::vector<std::string>{"DebtBondage"});
    EXPECT_TRUE(is_dropped(out, "means", "restriction_of_movement", WhyDropped::kNoCode));
    EXPECT_TRUE(is_dropped(out, "acts", "recruitment", WhyDropped::kNoField));
}

TEST(HtcdsFinding, C16_WhatAFieldTellsIsWhatHasACodeAndNoActOrAgeOrBasis) {
    Json finding = met();
    finding["sector"] = "farm_work";
    FindingOut const out = htcds_of(finding, code_of);
    EXPECT_EQ(Json(out.told.at("vic_MethodsOfControl")),
              (Json{{"means", Json::array({Json{{"means", "debt_bondage"}}})}}));
    EXPECT_EQ(Json(out.told.at("vic_TypeOfExploitation")),
              (Json{{"purposes", Json::array({Json{{"purpose", "forced_labour_or_services"}}})}}));
    EXPECT_EQ(Json(out.told.at("vic_ForcedLabourIndustry")), (Json{{"sector", "farm_work"}}));
    EXPECT_FALSE(out.told.contains("vic_TraffickingStatus"));
    finding["concluded_by"] = "somebody_without_a_code";
    EXPECT_FALSE(htcds_of(finding, code_of).told.contains("vic_TraffickingStatusDecisionMakingOrg"));
}

TEST(HtcdsFinding, C12_WhoConcludedItMakesTheDifference) {
    Json finding = met();
    EXPECT_EQ(htcds_of(finding, code_of).fields.at("vic_TraffickingStatus"),
              std::vector<std::string>{"PossibleVictimOfTrafficking"});
    finding["concluded_by"] = "court_or_prosecution";
    FindingOut const out = htcds_of(finding, code_of);
    EXPECT_EQ(out.fields.at("vic_TraffickingStatus"), std::vector<std::string>{"ActualVictimOfTrafficking"});
    EXPECT_EQ(out.fields.at("vic_TraffickingStatusDecisionMakingOrg"),
              std::vector<std::string>{"CourtOrProsecution"});
}

TEST(HtcdsFinding, C11_C12_WhatIsNotMetOrNotKnownSaysNothingAtAll) {
    Json no_means = met();
    no_means["means"] = Json::array({statement("means", "none")});
    no_means["concluded_by"] = "police";
    FindingOut const not_met = htcds_of(no_means, code_of);
    EXPECT_TRUE(not_met.fields.empty());
    EXPECT_TRUE(is_dropped(not_met, "", "", WhyDropped::kNotMet));
    Json no_age = met();
    no_age.erase("age_at_time");
    EXPECT_TRUE(htcds_of(no_age, code_of).fields.empty());
    EXPECT_TRUE(is_dropped(htcds_of(no_age, code_of), "", "", WhyDropped::kUndetermined));
    EXPECT_TRUE(htcds_of(Json::object(), code_of).fields.empty());
}

TEST(HtcdsFinding, C11_SexWorkAloneIsNoExploitation) {
    Json const finding{{"age_at_time", "adult"}, {"sector", "sex_work"}};
    EXPECT_TRUE(htcds_of(finding, code_of).fields.empty());
    Json no_basis = met();
    no_basis["sector"] = "sex_work";
    no_basis["purposes"] =
        Json::array({statement("purpose", "other_forms_of_sexual_exploitation", "yes", Json::array())});
    EXPECT_TRUE(htcds_of(no_basis, code_of).fields.empty());
}

TEST(HtcdsFinding, C11_AChildNeedsNoMeans) {
    Json child = met();
    child["age_at_time"] = "child";
    child.erase("means");
    EXPECT_TRUE(htcds_of(child, code_of).fields.contains("vic_TypeOfExploitation"));
    child["age_at_time"] = "adult";
    EXPECT_TRUE(htcds_of(child, code_of).fields.empty());
}

TEST(HtcdsFinding, C14_TheWorkIsSaidOnlyOfForcedLabour) {
    Json finding = met();
    finding["sector"] = "farm_work";
    EXPECT_EQ(htcds_of(finding, code_of).fields.at("vic_ForcedLabourIndustry"),
              std::vector<std::string>{"A_AgricultureForestryAndFishing"});
    finding["sector"] = "sex_work";
    EXPECT_FALSE(htcds_of(finding, code_of).fields.contains("vic_ForcedLabourIndustry"));
    EXPECT_TRUE(is_dropped(htcds_of(finding, code_of), "sector", "sex_work", WhyDropped::kNoIndustry));
    finding["sector"] = "farm_work";
    finding["purposes"] = Json::array({statement("purpose", "other_forms_of_sexual_exploitation")});
    EXPECT_FALSE(htcds_of(finding, code_of).fields.contains("vic_ForcedLabourIndustry"));
    EXPECT_TRUE(is_dropped(htcds_of(finding, code_of), "sector", "farm_work", WhyDropped::kNoForcedLabour));
    finding["sector"] = "a_sector_without_a_code";
    finding["purposes"] = met()["purposes"];
    EXPECT_TRUE(
        is_dropped(htcds_of(finding, code_of), "sector", "a_sector_without_a_code", WhyDropped::kNoCode));
}

TEST(HtcdsFinding, C17_AStatusFollowsFromTheAnswersItWasFoundFrom) {
    Json finding = met();
    finding["sector"] = "farm_work";
    finding["us_note"] = "of no matter here";
    EXPECT_EQ(htcds_of(finding, code_of).follows,
              (std::map<std::string, std::vector<std::string>>{
                  {"vic_TraffickingStatus", {"acts", "age_at_time", "means", "purposes"}}}));
    finding["concluded_by"] = "court_or_prosecution";
    EXPECT_EQ(htcds_of(finding, code_of).follows.at("vic_TraffickingStatus"),
              (std::vector<std::string>{"acts", "age_at_time", "concluded_by", "means", "purposes"}));
    finding.erase("acts");
    EXPECT_TRUE(htcds_of(finding, code_of).follows.empty());
}

TEST(HtcdsFinding, C13_ASaidNoOrWithoutABasisIsNotWritten) {
    Json finding = met();
    finding["means"].push_back(statement("means", "confiscation_of_documents", "no"));
    EXPECT_EQ(htcds_of(finding, code_of).fields.at("vic_MethodsOfControl"),
              std::vector<std::string>{"DebtBondage"});
    finding["means"].push_back(statement("means", "confiscation_of_documents", "yes", Json::array()));
    EXPECT_EQ(htcds_of(finding, code_of).fields.at("vic_MethodsOfControl"),
              std::vector<std::string>{"DebtBondage"});
}

TEST(HtcdsFinding, C15_FlagsAreOneZeroAndMinusNinetyNine) {
    Json const finding{{"means",
                        {statement("means", "debt_bondage"), statement("means", "isolation", "no"),
                         statement("means", "fraud", "declined"), statement("means", "debt_bondage", "no")}}};
    auto const out = flags_of(finding, "means", {"debt_bondage", "isolation", "fraud", "deception"});
    EXPECT_EQ(out.at("means.debt_bondage"), 1);
    EXPECT_EQ(out.at("means.isolation"), 0);
    EXPECT_EQ(out.at("means.fraud"), -99);
    EXPECT_EQ(out.at("means.deception"), -99);
}
