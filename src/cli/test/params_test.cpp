// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/params.hpp"

#include "fake_world.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::cli;
using test::FakeWorld;

TEST(Coordinates, AreTwoNumbersInDegreesWithAComma) {
    EXPECT_EQ(coordinates("41.88,-87.63"), (Json{{"latitude", 41.88}, {"longitude", -87.63}}));
    EXPECT_EQ(coordinates(" -33 , 70 "), (Json{{"latitude", -33}, {"longitude", 70}}));
    for (std::string_view text : {"", "41.88", "41.88;-87.63", "north,west", "1,2,3", "nan,1", "0x10,1",
                                  "1e999,0", ",", "41,88 -87,63"})
        EXPECT_FALSE(coordinates(text).has_value()) << text;
}

TEST(Assigned, ATextStaysATextWhateverItLooksLike) {
    for (std::string_view type : {"text", "long_text", "phone", "date", "choice", "yes_no"})
        for (std::string_view text : {"Luz", "123", "true", "null", "\"quoted\"", ""})
            EXPECT_EQ(assigned(type, text, false), Json(text)) << type << text;
    EXPECT_EQ(assigned("text", R"({"no_answer":"declined"})", false), (Json{{"no_answer", "declined"}}));
}

TEST(Assigned, ANullClearsAFieldOnlyInAnUpdate) {
    EXPECT_EQ(assigned("text", "null", true), Json(nullptr));
    EXPECT_EQ(assigned("text", "null", false), Json("null"));
}

TEST(Assigned, AListTakesCommasOrJson) {
    EXPECT_EQ(assigned("choices", "bed_tonight, interpreter", false), (Json{"bed_tonight", "interpreter"}));
    EXPECT_EQ(assigned("choices", R"(["a"])", false), (Json{"a"}));
    EXPECT_EQ(assigned("languages", "es", false), (Json{"es"}));
    EXPECT_EQ(assigned("texts", "", false), Json::array());
    EXPECT_EQ(assigned("group", "declined", false), Json("declined"))
        << "a refusal is an answer, and no list";
    EXPECT_EQ(assigned("group", R"([{"act":"recruitment"}])", false), (Json{{{"act", "recruitment"}}}));
}

TEST(Assigned, NumbersPlacesAndUnknownFields) {
    EXPECT_EQ(assigned("integer", "3", false), Json(3));
    EXPECT_EQ(assigned("integer", "three", false), Json("three"));
    EXPECT_EQ(assigned("place", "41.88,-87.63", false), (Json{{"latitude", 41.88}, {"longitude", -87.63}}));
    EXPECT_EQ(assigned("place", "Pilsen", false), (Json{{"area", "Pilsen"}}));
    EXPECT_EQ(assigned("", "3", false), Json(3));
    EXPECT_EQ(assigned("", "Luz", false), Json("Luz"));
}

TEST(Params, AFieldSetOverAFileWins) {
    FakeWorld fake;
    fake.answers["form.show"] = Json{
        {"fields", {{{"name", "needs"}, {"type", "choices"}}, {{"name", "chosen_name"}, {"type", "text"}}}}};
    test::Folder const folder;
    std::string const file = folder.file("d.json", R"({"chosen_name": "Luz", "area": "Pilsen"})");
    EXPECT_EQ(fake.run_on_vault({"record", "create", "contact", "--data", file, "--set", "chosen_name=Sol",
                                 "--set", "needs=food,bed_tonight"}),
              0);
    EXPECT_EQ(
        fake.params_of("record.create"),
        (Json{{"kind", "contact"},
              {"data", {{"chosen_name", "Sol"}, {"area", "Pilsen"}, {"needs", {"food", "bed_tonight"}}}}}));
}

TEST(Params, ARecordWithoutAnyDataIsAnEmptyOne) {
    FakeWorld fake;
    EXPECT_EQ(fake.run_on_vault({"record", "create", "contact"}), 0);
    EXPECT_EQ(fake.params_of("record.create"), (Json{{"kind", "contact"}, {"data", Json::object()}}));
}

TEST(Params, FactsThatNobodyGaveAreNone) {
    FakeWorld fake;
    std::string const id = "rec_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    EXPECT_EQ(fake.run_on_vault({"deadline", "change", id, "--done", "yes"}), 0);
    EXPECT_EQ(fake.params_of("deadline.change"), (Json{{"id", id}, {"done", "yes"}}));
    EXPECT_EQ(fake.run_on_vault({"deadline", "change", id, "--fact", "last_arrival=2031-01-02"}), 0);
    EXPECT_EQ(fake.params_of("deadline.change")["facts"], (Json{{"last_arrival", "2031-01-02"}}));
}

TEST(Params, EachTypeOfArgument) {
    FakeWorld fake;
    EXPECT_EQ(fake.run_on_vault({"match", "--need", "food,bed_tonight", "interpreter", "--near",
                                 "41.88,-87.63", "--max-km", "2.5", "--limit", "3"}),
              0);
    EXPECT_EQ(fake.params_of("match"), (Json{{"needs", {"food", "bed_tonight", "interpreter"}},
                                             {"near", {{"latitude", 41.88}, {"longitude", -87.63}}},
                                             {"max_km", 2.5},
                                             {"limit", 3}}));
    EXPECT_EQ(fake.run_on_vault({"search", "Luz", "María"}), 0);
    EXPECT_EQ(fake.params_of("search"), (Json{{"text", "Luz María"}}));
    EXPECT_EQ(fake.run_on_vault({"record", "resolve", "rec_1", "needs", "--value", "[\"food\"]"}), 0);
    EXPECT_EQ(fake.params_of("record.resolve")["value"], (Json{"food"}));
    EXPECT_EQ(fake.run_on_vault({"record", "resolve", "rec_1", "chosen_name", "--value", "Luz"}), 0);
    EXPECT_EQ(fake.params_of("record.resolve")["value"], Json("Luz"));
}

TEST(Params, WhatIsWrongNamesItsOption) {
    FakeWorld fake;
    EXPECT_EQ(fake.run_on_vault({"match", "--limit", "many"}), 2);
    EXPECT_EQ(fake.err, "amparo: a whole number is needed here (--limit)\n");
    EXPECT_EQ(fake.run_on_vault({"match", "--limit", "1.5"}), 2);
    EXPECT_EQ(fake.run_on_vault({"match", "--near", "Chicago"}), 2);
    EXPECT_NE(fake.err.find("(--near)"), std::string::npos);
    EXPECT_EQ(fake.run_on_vault({"record", "create", "contact", "--set", "chosen_name"}), 2);
    EXPECT_NE(fake.err.find("(--set)"), std::string::npos);
}

TEST(Params, AFileThatIsNoJsonNamesTheLine) {
    FakeWorld fake;
    test::Folder const folder;
    std::string const file = folder.file("d.json", "{\n  \"chosen_name\": \"Luz\",\n  oops\n}");
    EXPECT_EQ(fake.run_on_vault({"record", "create", "contact", "--data", file}), 2);
    EXPECT_EQ(fake.err,
              "amparo: this is not JSON in UTF-8 (line 3, byte 3) (--data) — nothing was done; mend the file "
              "there\n");
    EXPECT_EQ(fake.run_on_vault(
                  {"record", "create", "contact", "--data", folder.file("t.json", R"({"a":1,"a":2})")}),
              2);
    EXPECT_EQ(fake.err.rfind("amparo: this JSON names a key twice", 0), 0U);
    EXPECT_EQ(fake.run_on_vault({"record", "create", "contact", "--data", folder.file("l.json", "[1]")}), 2);
    EXPECT_EQ(fake.err.rfind("amparo: one JSON object is needed here", 0), 0U);
    EXPECT_EQ(fake.run_on_vault({"record", "create", "contact", "--data", folder / "none"}), 6);
    EXPECT_TRUE(fake.params_of("record.create").is_null());
}

TEST(Params, ANoteOfAHundredMegabytesReachesTheEngineWhichNamesItsField) {
    FakeWorld fake;
    test::Folder const folder;
    std::string const file =
        folder.file("big.json", "{\"notes\": \"" + std::string(std::size_t{100} << 20U, 'x') + "\"}");
    fake.failures["record.create"] =
        Failure{Code::kUsage, "This text is longer than 20000 characters.", "data.notes", "Shorten it."};
    EXPECT_EQ(fake.run_on_vault({"record", "create", "contact", "--data", file}), 2);
    EXPECT_EQ(fake.err, "amparo: This text is longer than 20000 characters. (notes) — Shorten it.\n");
}
