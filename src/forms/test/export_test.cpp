// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/describe.hpp"

#include "helpers.hpp"

#include <set>

namespace amparo::forms {
namespace {

std::set<std::string> dropped(Exported const& exported) {
    std::set<std::string> out;
    for (Dropped const& each : exported.dropped)
        out.insert(each.field + " " + std::string{name(each.reason)});
    return out;
}

TEST(Export, F14_WhatIsMappedLeavesAndTheRestIsListed) {
    Json const data{{"given_names", "Marisol"},
                    {"gender", "trans_woman"},
                    {"main_language", "es"},
                    {"birth_date", "1994"},
                    {"other_phone", "+52 (55) 5550-1234"},
                    {"access_needs", "No stairs"},
                    {"number_of_children", 2},
                    {"reads_in", {"es"}}};
    Exported const out = export_as(form_named("person_details"), data, "htcds");
    EXPECT_EQ(out.fields, Json({{"prs_FirstName", "Marisol"},
                                {"prs_Gender", "TransgenderFeminine"},
                                {"prs_PrimaryLanguage", "spa"},
                                {"prs_HomePhone", "+525555501234"},
                                {"prs_NumberOfChildren", 2}}));
    EXPECT_EQ(dropped(out),
              (std::set<std::string>{"access_needs no_field", "birth_date form", "reads_in no_field"}));
}

TEST(Export, F14_NoAnswerIsNeverExportedAsOne) {
    Json const data{{"given_names", {{"no_answer", "declined"}}}, {"gender", "unknown"}};
    Exported const out = export_as(form_named("person_details"), data, "htcds");
    EXPECT_TRUE(out.fields.empty());
    EXPECT_EQ(dropped(out), (std::set<std::string>{"given_names no_answer", "gender no_answer"}));
}

TEST(Export, F14_AnAnswerWithoutACodeThereIsDroppedAndNotGuessed) {
    Exported const out = export_as(form_named("person_details"), {{"gender", "self_described"}}, "htcds");
    EXPECT_TRUE(out.fields.empty());
    EXPECT_EQ(dropped(out), std::set<std::string>{"gender no_code"});
}

TEST(Export, F14_APhoneNumberThatIsNotE164IsDropped) {
    for (char const* phone : {"0312 555 0142", "312 555 0142 x3", "+1234567890123456"})
        EXPECT_EQ(dropped(export_as(form_named("contact"), {{"phone", phone}}, "htcds")),
                  std::set<std::string>{"phone form"})
            << phone;
}

TEST(Export, F14_SeveralAnswersUnderOneNameBecomeAListEachOnce) {
    Json declaration = street_outreach();
    declaration["fields"][3]["export"] = {{"tally", "given"}};
    declaration["fields"][3]["options"][0]["map"] = {{"tally", "W"}};
    declaration["fields"][3]["options"][1]["map"] = {{"tally", "W"}};
    declaration["fields"][7]["fields"][0]["export"] = {{"tally", "seen"}};
    Form const form = std::get<Form>(Form::parse(declaration, shipped().vocabularies()));
    Exported const out = export_as(form,
                                   {{"supplies", {"water", "phone_credit"}},
                                    {"seen", {{{"what", "van"}}, {{"what", "bus"}, {"count", 2}}}}},
                                   "tally");
    EXPECT_EQ(out.fields, Json({{"given", {"W"}}, {"seen", {"van", "bus"}}}));
    EXPECT_EQ(dropped(out), std::set<std::string>{"seen[1].count no_field"});
}

TEST(Export, F14_WhatSomeoneDidNotStateAsDoneIsNotExportedFromAFinding) {
    Json const data{{"means", {{{"means", "use_of_force"}, {"stated", "no"}}}}};
    EXPECT_TRUE(export_as(form_named("finding"), data, "htcds").fields.empty());
}

}  // namespace
}  // namespace amparo::forms
