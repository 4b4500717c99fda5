// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/form.hpp"

#include "amparo/forms/describe.hpp"
#include "helpers.hpp"

namespace amparo::forms {
namespace {

/// The street outreach form with one thing changed, and what is said about it.
template <class Change>
Said after(Change change) {
    Json form = street_outreach();
    change(form);
    return said(problems_of(form));
}

TEST(FormDeclaration, AnOrganisationsOwnFormIsReadWithWordsInOneLanguage) {
    EXPECT_EQ(said(problems_of(street_outreach())), Said{});
}

TEST(FormDeclaration, F1_AMisspeltKeyIsRefusedWithItsPlaceAndTheNearestKey) {
    Json form = street_outreach();
    form["fields"][0].erase("required");
    form["fields"][0]["requierd"] = true;
    Problems const problems = problems_of(form);
    ASSERT_EQ(said(problems), Said{"unknown_key at fields[0].requierd"});
    EXPECT_EQ(problems[0].hint, "Did you mean \"required\"?");
}

TEST(FormDeclaration, F1_WhatATypeDoesNotUseIsRefusedToo) {
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["max_length"] = 5; }),
              Said{"unknown_key at fields[2].max_length"});
    EXPECT_EQ(after([](Json& f) { f["fields"][0]["vocabulary"] = "needs"; }),
              Said{"unknown_key at fields[0].vocabulary"});
}

TEST(FormDeclaration, F1_UnknownTypePartAndListAreRefused) {
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["type"] = "datum"; }),
              Said{"unknown_type at fields[2].type"});
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["part"] = "police"; }),
              Said{"unknown_part at fields[2].part"});
    EXPECT_EQ(after([](Json& f) { f["fields"][4]["vocabulary"] = "kneads"; }),
              Said{"unknown_vocabulary at fields[4].vocabulary"});
}

TEST(FormDeclaration, F1_EverythingThatIsMissingIsNamedAtOnce) {
    EXPECT_EQ(said(problems_of(Json::object())),
              (Said{"missing at name", "missing at version", "missing at labels", "missing at about_person",
                    "missing at title", "missing at fields"}));
    EXPECT_EQ(said(problems_of(Json::array()))[0], "not_an_object at ");
}

TEST(FormDeclaration, F2_NamesAreSnakeCaseOnceAndNotReserved) {
    EXPECT_EQ(after([](Json& f) { f["name"] = "Street Outreach"; }), Said{"bad_name at name"});
    EXPECT_EQ(after([](Json& f) { f["name"] = std::string(61, 'a'); }), Said{"bad_value at name"});
    EXPECT_EQ(after([](Json& f) { f["name"] = "person"; }), Said{"reserved_name at name"});
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["name"] = "kind"; }),
              Said{"reserved_name at fields[2].name"});
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["name"] = "phone"; }), Said{"duplicate at fields[2].name"});
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["name"] = "met.on"; }), Said{"bad_name at fields[2].name"});
}

TEST(FormDeclaration, F3_WordsInNoLanguageAreRefused) {
    EXPECT_EQ(after([](Json& f) { f["fields"][2].erase("labels"); }), Said{"missing at fields[2].labels"});
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["labels"] = Json::object(); }),
              Said{"bad_value at fields[2].labels"});
    EXPECT_EQ(after([](Json& f) { f["labels"] = {{"english", "Street"}}; }), Said{"unknown_key at labels"});
}

TEST(FormDeclaration, F4_NothingAboutAPersonLiesInThePartEveryoneReads) {
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["part"] = "organization"; }),
              Said{"wrong_part at fields[2].part"});
    EXPECT_EQ(after([](Json& f) {
                  f["about_person"] = "no";
                  f["fields"][2]["part"] = "organization";
              }),
              Said{});
}

TEST(FormDeclaration, F4_AFieldOfAGroupHasNoPartOfItsOwn) {
    EXPECT_EQ(after([](Json& f) { f["fields"][7]["fields"][0]["part"] = "plan"; }),
              Said{"unknown_key at fields[7].fields[0].part"});
}

TEST(FormDeclaration, F5_AConditionLooksOnlyAboveAndInItsOwnPart) {
    EXPECT_EQ(after([](Json& f) {
                  f["fields"][5]["when"] = {{"field", "again_on"}, {"answered", true}};
              }),
              Said{"bad_condition at fields[5].when.field"});
    EXPECT_EQ(after([](Json& f) {
                  f["fields"][6]["when"] = {{"field", "street_name"}, {"answered", true}};
              }),
              Said{"bad_condition at fields[6].when.field"});
    EXPECT_EQ(after([](Json& f) { f["fields"][6]["when"]["is"] = {"maybe"}; }),
              Said{"bad_condition at fields[6].when.is"});
    EXPECT_EQ(after([](Json& f) {
                  f["fields"][6]["when"] = {{"field", "met_on"}, {"is", {"yes"}}};
              }),
              Said{"bad_condition at fields[6].when.is"});
    EXPECT_EQ(after([](Json& f) {
                  f["fields"][6]["when"] = {{"field", "again"}};
              }),
              Said{"bad_condition at fields[6].when"});
    EXPECT_EQ(after([](Json& f) { f["fields"][6]["when"]["is"] = {"yes", "declined"}; }), Said{});
}

TEST(FormDeclaration, F6_TheThreeWaysToHaveNoAnswerCannotBeDeclaredAsAnswers) {
    EXPECT_EQ(after([](Json& f) { f["fields"][3]["options"][0]["code"] = "declined"; }),
              Said{"reserved_name at fields[3].options"});
}

TEST(FormDeclaration, F8_BoundsOfTheDeclarationItself) {
    EXPECT_EQ(after([](Json& f) { f["fields"][0]["max_length"] = 1'000'000; }),
              Said{"bad_value at fields[0].max_length"});
    EXPECT_EQ(after([](Json& f) {
                  f["behaviour"] = true;
                  f["fields"][0]["max_length"] = 1'000'000;
              }),
              Said{});
    EXPECT_EQ(after([](Json& f) {
                  f["behaviour"] = true;
                  f["fields"][0]["max_length"] = 1'048'577;
              }),
              Said{"bad_value at fields[0].max_length"});
    EXPECT_EQ(after([](Json& f) { f["fields"][7]["fields"][1]["min"] = 100; }),
              Said{"bad_value at fields[7].fields[1].min"});
    EXPECT_EQ(after([](Json& f) { f["labels"]["en"] = std::string(2'000'000, 'a'); }), Said{"too_large at "});
    EXPECT_EQ(after([](Json& f) {
                  for (int i = 0; i < 201; ++i) f["fields"].push_back(f["fields"][0]);
              })[0],
              "bad_value at fields");
}

TEST(FormDeclaration, F17_AGroupIsConfidentialAsAWhole) {
    EXPECT_EQ(after([](Json& f) { f["fields"][7]["confidential"] = true; }), Said{});
    EXPECT_EQ(after([](Json& f) { f["fields"][7]["fields"][0]["confidential"] = true; }),
              Said{"bad_value at fields[7].fields[0].confidential"});
    EXPECT_EQ(after([](Json& f) { f["fields"][0]["confidential"] = "yes"; }),
              Said{"bad_value at fields[0].confidential"});
}

TEST(FormDeclaration, F17_WhatIsConfidentialIsNotExported) {
    EXPECT_EQ(after([](Json& f) {
                  f["fields"][1]["confidential"] = true;
                  f["fields"][1]["export"] = {{"htcds", "prs_MobilePhone"}};
              }),
              Said{"bad_value at fields[1].export"});
}

TEST(FormDeclaration, F18_OnlyAmparosOwnKindsKeepAFieldForTheEngine) {
    EXPECT_EQ(after([](Json& f) { f["fields"][0]["engine_only"] = true; }),
              Said{"bad_value at fields[0].engine_only"});
    forms::Form const& referral = form_named("referral");
    EXPECT_TRUE(referral.find("token")->engine_only);
    EXPECT_TRUE(referral.find("token")->confidential);
    Json const described = describe(referral, "en");
    for (Json const& field : described["fields"]) EXPECT_NE(field["name"], "token");
}

TEST(FormDeclaration, F20_ADueDateNamesWhatSaysItWasDone) {
    auto const with = [](char const* type, Json due, char const* done_by) {
        return after([&](Json& f) {
            f["fields"] = Json::array(
                {f["fields"][0],
                 {{"name", "again_on"},
                  {"type", type},
                  {"part", "plan"},
                  {"labels", {{"en", "Again"}}},
                  {"due", due},
                  {"done_by", done_by}},
                 {{"name", "done"}, {"type", "yes_no"}, {"part", "plan"}, {"labels", {{"en", "Done"}}}}});
            f["title"] = f["fields"][0]["name"];
        });
    };
    EXPECT_EQ(with("date", "follow_up", "done"), Said{});
    EXPECT_EQ(with("instant", "call_promised", "done"), Said{});
    EXPECT_EQ(with("text", "follow_up", "done"), Said{"bad_value at fields[1].due"});
    EXPECT_EQ(with("date", "soon", "done"), Said{"bad_value at fields[1].due"});
    EXPECT_EQ(with("date", "follow_up", "again_on"), Said{"bad_value at fields[1].done_by"});
    EXPECT_EQ(with("date", "follow_up", "nothing"), Said{"bad_value at fields[1].done_by"});
}

TEST(FormDeclaration, F22_ARecordIsOfOneMatterAndPrivilegedAsAWhole) {
    Json const link{{"name", "matter"},
                    {"type", "link"},
                    {"part", "legal"},
                    {"labels", {{"en", "Matter"}}},
                    {"link", {{"to", "record"}, {"kind", "matter"}}}};
    Json const text{{"name", "terms"}, {"type", "text"}, {"part", "legal"}, {"labels", {{"en", "Terms"}}}};
    auto const with = [](Json fields) {
        return after([&](Json& f) {
            f["fields"] = std::move(fields);
            f["title"] = "terms";
        });
    };
    auto const changed = [](Json field, Json const& change) {
        field.update(change);
        return field;
    };
    EXPECT_EQ(with({link, text}), Said{});
    EXPECT_EQ(with({link, changed(text, {{"part", "immigration"}})}), Said{});
    EXPECT_EQ(with({link, changed(text, {{"part", "plan"}})}), Said{"wrong_part at fields[1].part"});
    EXPECT_EQ(with({link, text, changed(link, {{"name", "also"}})}), Said{"bad_value at fields[2]"});
    EXPECT_EQ(with({changed(link, {{"type", "links"}}), text}), Said{"bad_value at fields[0]"});
    Json inside = link;
    inside.erase("part");
    EXPECT_EQ(with({changed(text, {{"name", "list"}, {"type", "group"}, {"fields", {inside}}}), text}),
              Said{"bad_value at fields[0]"});
}

TEST(FormDeclaration, F19_AGroupIsProtectedAsAWhole) {
    EXPECT_EQ(after([](Json& f) { f["fields"][7]["protected"] = true; }), Said{});
    EXPECT_EQ(after([](Json& f) { f["fields"][7]["fields"][0]["protected"] = true; }),
              Said{"bad_value at fields[7].fields[0].protected"});
}

TEST(FormDeclaration, F16_AListThatMixesSexWorkSmugglingAndTraffickingIsRefused) {
    auto const with = [](char const* a, char const* b) {
        return after([&](Json& f) {
            f["fields"][3]["options"] = {{{"code", "a"}, {"labels", {{"en", a}}}},
                                         {{"code", "b"}, {"labels", {{"en", b}}}}};
        });
    };
    Said const refused{"mixed_list at fields[3].options"};
    EXPECT_EQ(with("Sex work", "Human trafficking"), refused);
    EXPECT_EQ(with("Trafficked", "Smuggled"), refused);
    EXPECT_EQ(with("Trabajo sexual", "Trata de personas"), refused);
    EXPECT_EQ(with("Prostitution", "Smuggling"), refused);
    EXPECT_EQ(with("Sex work", "Domestic work"), Said{});
    EXPECT_EQ(with("Trafficking", "Wage theft"), Said{});
}

TEST(FormDeclaration, TheTitleIsAFieldThatReadsAsALine) {
    EXPECT_EQ(after([](Json& f) { f["title"] = "nobody"; }), Said{"unknown_field at title"});
    EXPECT_EQ(after([](Json& f) { f["title"] = "seen"; }), Said{"bad_value at title"});
}

TEST(FormDeclaration, AFormAboutNoPersonBeginsNone) {
    EXPECT_EQ(after([](Json& f) {
                  f["about_person"] = "no";
                  f["starts_person"] = true;
              }),
              Said{"bad_value at starts_person"});
}

TEST(FormDeclaration, AGroupHoldsNoGroup) {
    EXPECT_EQ(after([](Json& f) {
                  Json inner = f["fields"][7];
                  inner.erase("part");
                  f["fields"][7]["fields"].push_back(inner);
              })[0],
              "bad_value at fields[7].fields[2].type");
}

TEST(FormDeclaration, ALinkSaysWhereItLeads) {
    auto const with = [](Json link) {
        return after([&](Json& f) {
            f["fields"].push_back(
                {{"name", "to"}, {"type", "link"}, {"part", "plan"}, {"labels", {{"en", "To"}}}});
            if (!link.is_null()) f["fields"][8]["link"] = std::move(link);
        });
    };
    EXPECT_EQ(with(nullptr), Said{"missing at fields[8].link"});
    EXPECT_EQ(with({{"to", "record"}, {"kind", "service"}}), Said{});
    EXPECT_EQ(with({{"to", "house"}}), Said{"bad_value at fields[8].link.to"});
    EXPECT_EQ(with({{"to", "person"}, {"kind", "service"}}), Said{"bad_value at fields[8].link.kind"});
}

}  // namespace
}  // namespace amparo::forms
