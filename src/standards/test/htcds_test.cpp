// SPDX-License-Identifier: AGPL-3.0-or-later
// The toolkit's own files, with what is odd in them. Oracle: its rows of names and labels, and its lists, as published.
#include "amparo/standards/htcds.hpp"

#include "amparo/codec/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace amparo;
using namespace amparo::standards;

namespace {

Htcds const& standard() {
    return Htcds::shipped();
}

/// Columns, each with its name, its label and a value; labels are written where any is given.
struct Column {
    std::string name;
    std::string label;
    std::string value;
};
std::string file(std::vector<Column> const& columns) {
    std::vector<std::string> names;
    std::vector<std::string> labels;
    std::vector<std::string> values;
    bool has_labels = false;
    for (Column const& column : columns) {
        names.push_back(column.name);
        labels.push_back(column.label);
        values.push_back(column.value);
        has_labels = has_labels || !column.label.empty();
    }
    return codec::csv_row(names) + (has_labels ? codec::csv_row(labels) : "") + codec::csv_row(values);
}

HtcdsFile read(std::vector<Column> const& columns) {
    return standard().read(file(columns)).value();
}

using Codes = std::vector<NoteCode>;
Codes codes(HtcdsFile const& file) {
    Codes out;
    for (Note const& note : file.notes) out.push_back(note.code);
    return out;
}

std::vector<std::string> value(HtcdsFile const& file, std::string const& field) {
    return file.cases.size() == 1 && file.cases[0].contains(field) ? file.cases[0].at(field)
                                                                   : std::vector<std::string>{};
}

/// A case that says something in each of these fields, with every code of each.
HtcdsCase full_case(std::vector<std::string> const& fields) {
    HtcdsCase out;
    for (std::string const& name : fields) {
        HtcdsField const* const field = standard().find(name);
        if (field == nullptr) continue;
        std::vector<std::string>& values = out[field->name];
        switch (field->kind) {
            case Kind::kText:
                values = {"=Text, with \"marks\"; 'and' more"};
                break;
            case Kind::kDate:
                values = {"1999-12-31"};
                break;
            case Kind::kNumber:
                values = {"-12.5"};
                break;
            case Kind::kCheckbox:
                values = {"TRUE"};
                break;
            case Kind::kPhone:
                values = {"+13125550177"};
                break;
            case Kind::kCountry:
                values = {"MX"};
                break;
            case Kind::kCountries:
                values = {"MX", "PH"};
                break;
            case Kind::kLanguage:
                values = {"spa"};
                break;
            case Kind::kOne:
                values = {field->terms.back().code};
                break;
            case Kind::kSeveral:
                for (HtcdsTerm const& term : field->terms) values.push_back(term.code);
                break;
        }
    }
    return out;
}

}  // namespace

TEST(Htcds, C1_EveryFieldOfTheStandardIsKnown) {
    auto const& fields = standard().fields();
    EXPECT_EQ(fields.size(), 84U);
    auto const count = [&](auto const& is) { return std::count_if(fields.begin(), fields.end(), is); };
    EXPECT_EQ(count([](HtcdsField const& f) { return f.is_deprecated; }), 3);
    EXPECT_EQ(count([](HtcdsField const& f) { return f.is_core; }), 40);
    auto const terms = [&](char const* name) { return standard().find(name)->terms.size(); };
    EXPECT_EQ(terms("vic_MethodsOfControl"), 16U);
    EXPECT_EQ(terms("vic_TypeOfExploitation"), 11U);
    EXPECT_EQ(terms("vic_ForcedLabourIndustry"), 21U);
    EXPECT_EQ(terms("vic_TypeOfSexExploitation"), 4U);
    EXPECT_EQ(terms("vic_MethodOfRecruitment"), 10U);
    EXPECT_EQ(terms("per_RoleInProcess"), 15U);
    EXPECT_EQ(terms("spl_Type"), 9U);
    EXPECT_EQ(terms("prs_Gender"), 6U);
    EXPECT_EQ(terms("prs_HighestLevelOfEducation"), 9U);
    EXPECT_EQ(terms("org_Type"), 9U);
    EXPECT_EQ(terms("vic_TraffickingStatusDecisionMakingOrg"), 5U);
}

TEST(Htcds, C9_EveryLayoutComesBackAsItWasWithEveryCode) {
    for (Layout const layout : {Layout::kFields, Layout::kSpreadsheet, Layout::kSurvey}) {
        HtcdsCase one = full_case(standard().columns(layout).names);
        if (layout == Layout::kSpreadsheet) one["cas_ReasonForOutgoingReferral"] = {"Other"};
        std::vector<HtcdsCase> const cases{one, {{"prs_FirstName", {"Alma"}}}};
        HtcdsWritten const written = standard().write(cases, layout);
        EXPECT_TRUE(written.left_out.empty());
        HtcdsFile const back = standard().read(written.csv).value();
        EXPECT_EQ(back.cases, cases) << static_cast<int>(layout);
        for (Note const& note : back.notes) EXPECT_FALSE(leaves_out(note.code)) << note.column << note.value;
    }
}

TEST(Htcds, C9_NoCellOfAnyLayoutIsAFormula) {
    for (Layout const layout : {Layout::kFields, Layout::kSpreadsheet, Layout::kSurvey}) {
        std::string const csv = standard().write({{{"prs_FirstName", {"=HYPERLINK(1)"}}}}, layout).csv;
        EXPECT_NE(csv.find("'=HYPERLINK(1)"), std::string::npos);
        EXPECT_EQ(csv.find(",=HYPERLINK"), std::string::npos);
    }
}

// The three spreadsheets of the toolkit have these columns, row for row.
TEST(Htcds, C2_C3_TheSpreadsheetsOfTheToolkitAreReadAndTheirFaultsNoted) {
    std::string csv = codec::csv_row(standard().columns(Layout::kSpreadsheet).names) +
                      codec::csv_row(standard().columns(Layout::kSpreadsheet).labels);
    for (int row = 1; row <= 1000; ++row) csv += std::to_string(row) + std::string(38, ',') + "\r\n";
    HtcdsFile const file = standard().read(csv).value();
    EXPECT_TRUE(file.cases.empty());
    std::vector<std::string> disagree;
    Codes others;
    for (Note const& note : file.notes)
        if (note.code == NoteCode::kLabelDisagrees)
            disagree.push_back(note.column + " " + note.value);
        else
            others.push_back(note.code);
    EXPECT_EQ(disagree,
              (std::vector<std::string>{"prs_MailingCity Mailing Street", "prs_MailingCountry Mailing City",
                                        "prs_MailingStreet Mailing Zip/Postal Code",
                                        "prs_MailingPostalCode Mailing Country"}));
    EXPECT_EQ(others, (Codes{NoteCode::kOtherName, NoteCode::kByLabel}));
}

TEST(Htcds, C2_NamesDecideWhereLabelsSayOtherwise) {
    HtcdsFile const file = read({{"prs_FirstName", "First Name", "Alma"},
                                 {"prs_MailingCity", "Mailing Street", "Chicago"},
                                 {"prs_MailingCountry", "Mailing City", "United States"}});
    EXPECT_EQ(value(file, "prs_MailingCity"), std::vector<std::string>{"Chicago"});
    EXPECT_EQ(value(file, "prs_MailingCountry"), std::vector<std::string>{"US"});
    EXPECT_EQ(codes(file), (Codes{NoteCode::kLabelDisagrees, NoteCode::kLabelDisagrees}));
}

TEST(Htcds, C3_TheMisspeltHeaderAndTheSurveysNamesAreTaken) {
    HtcdsFile const file = read({{"vic_TraffickinStatusDecisionMakingOrg", "", "Police"},
                                 {"prs_First_Name", "", "Alma"},
                                 {"prs_Second_Name", "", "Ruiz"},
                                 {"vic_Methods_of_Control", "", "DebtBondage "}});
    EXPECT_EQ(value(file, "vic_TraffickingStatusDecisionMakingOrg"), std::vector<std::string>{"Police"});
    EXPECT_EQ(value(file, "prs_FirstName"), std::vector<std::string>{"Alma"});
    EXPECT_EQ(value(file, "prs_SecondName"), std::vector<std::string>{"Ruiz"});
    EXPECT_EQ(value(file, "vic_MethodsOfControl"), std::vector<std::string>{"DebtBondage"});
    EXPECT_EQ(codes(file), Codes(4, NoteCode::kOtherName));
}

TEST(Htcds, C3_AColumnWithoutANameIsTakenByItsLabel) {
    HtcdsFile const file = read({{"prs_FirstName", "First Name", "Alma"},
                                 {"", "Reason for Outgoing Referral", "Migration Or Change Of Location"}});
    EXPECT_EQ(value(file, "cas_ReasonForOutgoingReferral"),
              std::vector<std::string>{"MigrationOrChangeOfLocation"});
    EXPECT_EQ(codes(file), Codes{NoteCode::kByLabel});
}

TEST(Htcds, C3_TheSurveysLabelOfTheTitleIsNoSecondName) {
    HtcdsFile const file =
        read({{"prs_SecondName", "Second Name", "Ruiz"}, {"prs_Title", "Second Name", "Nurse"}});
    EXPECT_EQ(value(file, "prs_SecondName"), std::vector<std::string>{"Ruiz"});
    EXPECT_EQ(value(file, "prs_Title"), std::vector<std::string>{"Nurse"});
    EXPECT_EQ(codes(file), Codes{NoteCode::kLabelDisagrees});
}

TEST(Htcds, C3_AFileOfLabelsAloneIsRead) {
    HtcdsFile const file =
        standard().read("First Name,Gender,Status\r\nAlma,Non-Conforming,Follow up\r\n").value();
    EXPECT_EQ(value(file, "prs_Gender"), std::vector<std::string>{"NonConforming"});
    EXPECT_EQ(value(file, "cas_Status"), std::vector<std::string>{"FollowUp"});
}

TEST(Htcds, C3_ACaseThatSaysALabelsWordsIsACase) {
    HtcdsFile const file =
        standard().read("prs_FirstName,prs_Title,spl_ActionPlan\r\n,,_Birthdate\r\n").value();
    EXPECT_EQ(value(file, "spl_ActionPlan"), std::vector<std::string>{"_Birthdate"});
    EXPECT_EQ(codes(file), Codes{});
    std::string const written = standard().write(file.cases, Layout::kFields).csv;
    EXPECT_EQ(standard().read(written).value().cases, file.cases);
}

TEST(Htcds, C4_LettersDecideInCodesAndLabels) {
    for (char const* text :
         {"DebtBondage ", "Debt bondage ", "debt bondage", "DEBTBONDAGE", "Debt bondage\xC2\xA0"})
        EXPECT_EQ(value(read({{"vic_MethodsOfControl", "", text}}), "vic_MethodsOfControl"),
                  std::vector<std::string>{"DebtBondage"})
            << text;
    EXPECT_EQ(
        value(read({{"vic_RelationshipToTrafficker", "", "Unaquainted"}}), "vic_RelationshipToTrafficker"),
        std::vector<std::string>{"Unaquainted"});
    EXPECT_EQ(codes(read({{"vic_RelationshipToTrafficker", "", "Unacquainted"}})),
              Codes{NoteCode::kUnknownValue});
    EXPECT_EQ(value(read({{"prs_HighestLevelOfEducation", "", "Bachelor's or Equivalent Level"}}),
                    "prs_HighestLevelOfEducation"),
              std::vector<std::string>{"BachelorsOrEquivalentLevel"});
}

TEST(Htcds, C5_SemicolonsInSheetsBlanksInSurveysAndSemicolonsInsideALabel) {
    std::vector<std::string> const two{"PhysicalThreats", "TakesEarnings"};
    EXPECT_EQ(value(read({{"vic_MethodsOfControl", "", "Physical threats; Takes earnings"}}),
                    "vic_MethodsOfControl"),
              two);
    EXPECT_EQ(
        value(read({{"vic_MethodsOfControl", "", "PhysicalThreats TakesEarnings"}}), "vic_MethodsOfControl"),
        two);
    HtcdsFile const industries =
        read({{"vic_ForcedLabourIndustry", "",
               "Construction;Water supply; sewerage, waste management and remediation;Education"}});
    EXPECT_EQ(
        value(industries, "vic_ForcedLabourIndustry"),
        (std::vector<std::string>{"F_Construction", "E_WaterSupplySewerageWasteManagement", "P_Education"}));
    EXPECT_EQ(codes(industries), Codes{NoteCode::kSeveralForOne});
    // One label of several words is one.
    EXPECT_EQ(value(read({{"vic_TypeOfExploitation", "", "Forced marriage"}}), "vic_TypeOfExploitation"),
              std::vector<std::string>{"ForcedMarriage"});
}

TEST(Htcds, C6_NamesOfTheDefinitionsAreTakenAndOneHasNoCode) {
    EXPECT_EQ(
        value(read({{"vic_MethodsOfControl", "", "MethodsOfControlDebtBondage"}}), "vic_MethodsOfControl"),
        std::vector<std::string>{"DebtBondage"});
    HtcdsFile const none = read({{"vic_MethodsOfControl", "", "MethodsOfControlRestrictsMovement"}});
    EXPECT_TRUE(none.cases.empty());
    EXPECT_EQ(codes(none), Codes{NoteCode::kNoCode});
}

TEST(Htcds, C7_SexWorkIsNotReadAsExploitationUnlessItWasFound) {
    HtcdsFile const alone =
        read({{"prs_FirstName", "", "Alma"}, {"vic_TypeOfSexExploitation", "", "Prostitution"}});
    EXPECT_TRUE(value(alone, "vic_TypeOfSexExploitation").empty());
    ASSERT_EQ(codes(alone), Codes{NoteCode::kNotFound});
    EXPECT_TRUE(leaves_out(NoteCode::kNotFound));
    HtcdsFile const labour = read(
        {{"vic_TypeOfExploitation", "", "Forced labour"}, {"vic_TypeOfSexExploitation", "", "Prostitution"}});
    EXPECT_EQ(codes(labour), Codes{NoteCode::kNotFound});
    HtcdsFile const found = read({{"vic_TypeOfSexExploitation", "", "Prostitution"},
                                  {"vic_TypeOfExploitation", "", "ForcedLabour SexualExploitation"}});
    EXPECT_EQ(value(found, "vic_TypeOfSexExploitation"), std::vector<std::string>{"Prostitution"});
    EXPECT_TRUE(found.notes.empty());
    HtcdsWritten const written =
        standard().write({{{"vic_TypeOfSexExploitation", {"Prostitution"}}}}, Layout::kFields);
    ASSERT_EQ(written.left_out.size(), 1U);
    EXPECT_EQ(written.left_out[0].code, NoteCode::kNotFound);
    EXPECT_EQ(written.csv.find("Prostitution"), std::string::npos);
}

TEST(Htcds, C1_WhatIsDeprecatedIsReadAndNotWritten) {
    HtcdsFile const file = read({{"vic_Vulnerabilities", "", "Poverty; Migration"}});
    EXPECT_EQ(value(file, "vic_Vulnerabilities"), (std::vector<std::string>{"Poverty", "Migration"}));
    EXPECT_EQ(codes(file), Codes{NoteCode::kDeprecated});
    HtcdsWritten const written = standard().write(file.cases, Layout::kFields);
    ASSERT_EQ(written.left_out.size(), 1U);
    EXPECT_EQ(written.left_out[0].code, NoteCode::kDeprecated);
}

TEST(Htcds, C8_C10_WhatCannotBeReadIsNotedWithItsPlaceAndLeftOut) {
    HtcdsFile const file = read({{"prs_FirstName", "", "Alma"},
                                 {"prs_Birthdate", "", "1990"},
                                 {"cas_IncomingReferralDate", "", "31/12/2030"},
                                 {"prs_NumberOfChildren", "", "two"},
                                 {"prs_Citizenship", "", "Atlantis"},
                                 {"prs_Gender", "", "Purple"},
                                 {"prs_HomePhone", "", "ask Rosa"},
                                 {"con_Consent", "", "perhaps"},
                                 {"favourite", "", "blue"},
                                 {"prs_FirstName", "", "Zoe"}});
    EXPECT_EQ(codes(file), (Codes{NoteCode::kTwice, NoteCode::kUnknownColumn, NoteCode::kNotADate,
                                  NoteCode::kNotADate, NoteCode::kNotANumber, NoteCode::kUnknownValue,
                                  NoteCode::kUnknownValue, NoteCode::kNotAPhone, NoteCode::kUnknownValue}));
    EXPECT_EQ(file.cases,
              (std::vector<HtcdsCase>{{{"prs_FirstName", {"Alma"}}, {"prs_HomePhone", {"ask Rosa"}}}}));
    EXPECT_EQ(file.notes[2].line, 2U);
    EXPECT_EQ(file.notes[2].column, "prs_Birthdate");
    EXPECT_EQ(file.notes[2].value, "1990");
}

TEST(Htcds, C8_ABrokenRowIsNoCaseAndTheNextOneIsRead) {
    HtcdsFile const file =
        standard().read("prs_FirstName,prs_MailingCity\r\n\"Alma\"x,Ruiz\r\nZoe,Paz\r\n").value();
    EXPECT_EQ(codes(file), (Codes{NoteCode::kBrokenRow}));
    EXPECT_EQ(file.notes[0].line, 2U);
    EXPECT_EQ(file.cases,
              (std::vector<HtcdsCase>{{{"prs_FirstName", {"Zoe"}}, {"prs_MailingCity", {"Paz"}}}}));
}

TEST(Htcds, C8_OfTwoColumnsOfANameTheFirstIsReadAlsoWhereItIsBlank) {
    HtcdsFile const file =
        read({{"prs_FirstName", "", ""}, {"prs_MailingCity", "", "Paz"}, {"prs_FirstName", "", "Zoe"}});
    EXPECT_EQ(codes(file), (Codes{NoteCode::kTwice}));
    EXPECT_EQ(file.cases, (std::vector<HtcdsCase>{{{"prs_MailingCity", {"Paz"}}}}));
}

TEST(Htcds, C9_SeveralStandInACellAsTheirLayoutHasThem) {
    std::vector<HtcdsCase> const cases{
        full_case({"prs_Gender", "prs_Citizenship", "cas_ReasonForOutgoingReferral"})};
    auto const line = [&](Layout layout) { return standard().write(cases, layout).csv; };
    EXPECT_EQ(line(Layout::kSurvey).find(';'), std::string::npos);
    EXPECT_NE(line(Layout::kFields).find(';'), std::string::npos);
}

TEST(Htcds, C8_WhatIsNoFileOfThisStandardIsRefused) {
    EXPECT_FALSE(standard().read("").ok());
    EXPECT_FALSE(standard().read("a,b\r\n1,2\r\n").ok());
    EXPECT_FALSE(standard().read(std::string(3, '\0')).ok());
}
