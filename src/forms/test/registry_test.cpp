// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/registry.hpp"

#include "amparo/forms/describe.hpp"
#include "helpers.hpp"

namespace amparo::forms {
namespace {

TEST(Registry, AFormOfOnesOwnIsRecordedSearchedListedAndDescribedWithoutALineOfCode) {
    Registry registry;
    ASSERT_EQ(said(registry.add(street_outreach())), Said{});
    Form const* const form = registry.find("street_outreach");
    ASSERT_NE(form, nullptr);
    EXPECT_TRUE(registry.is_own("street_outreach"));
    EXPECT_FALSE(registry.is_own("contact"));

    Json const data{{"street_name", "Azul"},
                    {"phone", "312 555 0188"},
                    {"supplies", {"water"}},
                    {"again", "no"},
                    {"seen", {{{"what", "New van by the market"}, {"count", 1}}}}};
    Validated const v = validate(*form, data, Mode::kCreate);
    ASSERT_EQ(said(v.problems), Said{});
    EXPECT_EQ(title(*form, v.data), "Azul");
    SearchTerms const terms = search_terms(*form, v.data);
    EXPECT_EQ(terms.names, std::vector<std::string>{"Azul"});
    EXPECT_EQ(terms.texts, std::vector<std::string>{"New van by the market"});
    EXPECT_EQ(terms.phones, std::vector<std::string>{"312 555 0188"});

    Json const shown = describe(*form, "es");
    EXPECT_EQ(shown["label"], "Street outreach");  // It has no Spanish words: its own stand in.
    EXPECT_EQ(shown["fields"][3]["options"][0]["label"], "Water");
    EXPECT_EQ(shown["vocabularies"]["needs"][0]["label"], "Una cama para esta noche");
    EXPECT_EQ(shown["no_answers"][1]["label"], "Prefiere no decirlo");
    EXPECT_EQ(shown["fields"][6]["when"]["all"][0]["is"][0], "yes");
}

TEST(Registry, F15_ANewVersionHasAHigherNumber) {
    Registry registry;
    ASSERT_EQ(said(registry.add(street_outreach())), Said{});
    EXPECT_EQ(said(registry.add(street_outreach())), Said{});  // The same again, from another device.
    Json next = street_outreach();
    next["fields"][2]["labels"]["en"] = "Met on the";
    EXPECT_EQ(said(registry.add(next)), Said{"old_version at version"});
    next["version"] = 2;
    EXPECT_EQ(said(registry.add(next)), Said{});
    EXPECT_EQ(registry.find("street_outreach")->version, 2);
    EXPECT_EQ(said(registry.add(street_outreach())), Said{"old_version at version"});
}

TEST(Registry, F15_WhatRecordsHoldStaysReadable) {
    auto const after = [](auto change) {
        Registry registry;
        EXPECT_EQ(said(registry.add(street_outreach())), Said{});
        Json next = street_outreach();
        next["version"] = 2;
        change(next);
        Said out = said(registry.add(next));
        EXPECT_EQ(registry.find("street_outreach")->version, out.empty() ? 2 : 1);
        return out;
    };
    EXPECT_EQ(after([](Json& f) { f["fields"].erase(2); }), Said{"changed_field at met_on"});
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["type"] = "text"; }), Said{"changed_field at met_on"});
    EXPECT_EQ(after([](Json& f) { f["fields"][2]["part"] = "identity"; }), Said{"changed_field at met_on"});
    EXPECT_EQ(after([](Json& f) { f["fields"][3]["options"].erase(0); }), Said{"changed_field at supplies"});
    EXPECT_EQ(after([](Json& f) {
                  f["fields"][7]["fields"][1]["type"] = "text";
                  f["fields"][7]["fields"][1].erase("min");
                  f["fields"][7]["fields"][1].erase("max");
              }),
              Said{"changed_field at seen.count"});
    EXPECT_EQ(after([](Json& f) { f["about_person"] = "yes"; }), Said{"changed_field at about_person"});
    EXPECT_EQ(after([](Json& f) {
                  f["fields"].push_back(
                      {{"name", "mood"}, {"type", "text"}, {"part", "plan"}, {"labels", {{"en", "Mood"}}}});
              }),
              Said{});
}

TEST(Registry, F17_NoNewVersionLiftsWhatWasConfidential) {
    Registry registry;
    Json own = registry.find("person_details")->declaration;
    own["version"] = 1000;
    for (Json& field : own["fields"])
        if (field["name"] == "staying_at") field.erase("confidential");
    EXPECT_EQ(said(registry.add(own)), Said{"changed_field at staying_at"});
    EXPECT_TRUE(registry.find("person_details")->find("staying_at")->confidential);
    for (Json& field : own["fields"]) field["confidential"] = true;
    for (Json& field : own["fields"]) field.erase("export");
    EXPECT_EQ(said(registry.add(own)), Said{}) << "more may become confidential";
}

TEST(Registry, F19_NoNewVersionLiftsWhatWasProtected) {
    Registry registry;
    Json own = registry.find("contact")->declaration;
    own["version"] = 1000;
    for (Json& field : own["fields"])
        if (field["name"] == "safe_contact_way") field.erase("protected");
    EXPECT_EQ(said(registry.add(own)), Said{"changed_field at safe_contact_way"});
}

TEST(Registry, F15_AFormWithRulesOfItsOwnCannotBeDeclaredAgain) {
    Registry registry;
    Json own = street_outreach();
    own["name"] = "release";
    own["version"] = 9;
    EXPECT_EQ(said(registry.add(own)), Said{"taken at name"});
    own["name"] = "my_release";
    own["behaviour"] = true;
    EXPECT_EQ(said(registry.add(own)), Said{"bad_value at behaviour"});
}

TEST(Registry, F15_AShippedFormTakesFieldsOfOnesOwnInANewerVersion) {
    Registry registry;
    Json own = registry.find("contact")->declaration;
    own["version"] = 1000;
    own["fields"].push_back(
        {{"name", "bus_line"}, {"type", "text"}, {"part", "location"}, {"labels", {{"es", "Ruta"}}}});
    EXPECT_EQ(said(registry.add(own)), Said{});
    EXPECT_TRUE(
        validate(*registry.find("contact"), {{"chosen_name", "Marisol"}, {"bus_line", "60"}}, Mode::kCreate)
            .ok());
    EXPECT_FALSE(
        validate(*shipped().find("contact"), {{"chosen_name", "Marisol"}, {"bus_line", "60"}}, Mode::kCreate)
            .ok());
}

TEST(Registry, F15_OnesOwnVersionOfAFormMovesAlongAndMovesNothingItself) {
    Registry registry;
    Json own = registry.find("safety_plan")->declaration;
    own["version"] = 1000;
    for (Json& field : own["fields"]) {  // As it was declared before the plan had a part of its own.
        field["part"] = "location";
        field.erase("was_in");
    }
    own["fields"].push_back(
        {{"name", "code_word"}, {"type", "text"}, {"part", "location"}, {"labels", {{"en", "Code word"}}}});
    EXPECT_EQ(said(registry.add(own)), Said{});
    EXPECT_EQ(said(registry.add(own)), Said{}) << "the same again";
    EXPECT_TRUE(registry.set_term("needs", "bed_tonight", {{"en", "A bed"}}, false).empty())
        << "all are read anew";
    Form const& form = *registry.find("safety_plan");
    Form const& known = *shipped().find("safety_plan");
    for (Field const& field : known.fields) {
        EXPECT_EQ(form.find(field.name)->part, Part::kSafety) << field.name;
        EXPECT_TRUE(form.find(field.name)->was_in == known.find(field.name)->was_in) << field.name;
    }
    EXPECT_EQ(form.find("code_word")->part, Part::kLocation);

    Json moved = street_outreach();
    moved["fields"][0]["was_in"] = Json::array({"identity"});
    EXPECT_EQ(said(registry.add(moved)),
              Said{"bad_value at " + moved["fields"][0]["name"].get<std::string>() + ".was_in"});
    moved["fields"][0]["was_in"] = Json::array({"everywhere"});
    EXPECT_EQ(said(Registry{}.add(moved)), Said{"unknown_part at fields[0].was_in"});
}

TEST(Registry, AFormWithProblemsChangesNothing) {
    Registry registry;
    std::size_t const before = registry.all().size();
    Json broken = street_outreach();
    broken["fields"][0]["type"] = "texte";
    EXPECT_FALSE(registry.add(broken).empty());
    EXPECT_EQ(registry.all().size(), before);
    EXPECT_EQ(registry.find("street_outreach"), nullptr);
}

}  // namespace
}  // namespace amparo::forms
