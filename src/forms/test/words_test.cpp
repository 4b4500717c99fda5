// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/describe.hpp"
#include "helpers.hpp"

#include <string>

namespace amparo::forms {
namespace {

std::string said(std::string_view form, std::string_view field, std::string_view value,
                 std::string_view language = "en", std::optional<std::chrono::minutes> ahead = {}) {
    Field const* const declared = form_named(form).find(field);
    EXPECT_NE(declared, nullptr) << field;
    return declared == nullptr ? std::string{}
                               : in_words(*declared, json(value), language,
                                          ahead ? UtcOffset{[&](Instant) { return *ahead; }} : UtcOffset{});
}

/// Of a type that no shipped form about a person uses.
std::string said_as(char const* type, std::string_view value, std::string_view language = "en") {
    Field field;
    field.type = *type_named(type);
    return in_words(field, json(value), language);
}

TEST(Words, CodesAreReadByTheirLabels) {
    EXPECT_EQ(said("contact", "reached_by", R"("hotline")"),
              form_named("contact").find("reached_by")->vocabulary->find("hotline")->labels.in("en"));
    EXPECT_EQ(said("contact", "needs", R"(["bed_tonight", "interpreter"])"), "A bed tonight, An interpreter");
    EXPECT_EQ(said("contact", "needs", R"(["bed_tonight"])", "es"), "Una cama para esta noche");
    EXPECT_EQ(said("contact", "interpreter_needed", R"("yes")", "es"), "Sí");
    EXPECT_EQ(said("contact", "languages", R"(["es", "am"])"), "Spanish, Amharic");
    EXPECT_EQ(said("person_details", "main_language", R"("am")", "es"), "Amárico");
    EXPECT_EQ(said("person_details", "birth_country", R"("MX")", "es"), "México");
    EXPECT_EQ(said("contact", "needs", R"(["a_code_of_before"])"), "a_code_of_before");
    EXPECT_EQ(said("contact", "interpreter_needed", R"("yes")", "fr"), "Yes");
}

TEST(Words, F6_TheThreeWaysOfHavingNoAnswerKeepTheirOwnWords) {
    EXPECT_EQ(said("contact", "needs", R"("declined")"), "Prefers not to say");
    EXPECT_EQ(said("contact", "phone", R"({"no_answer": "unknown"})"), "Not known");
    EXPECT_EQ(said("contact", "near", R"({"no_answer": "not_asked"})", "es"), "No se preguntó");
    EXPECT_EQ(said("contact", "aliases", R"(["unknown"])"), "unknown") << "a name somebody goes by";
}

TEST(Words, DatesAreWrittenOutAsFarAsTheyAreKnown) {
    EXPECT_EQ(said("note", "happened_on", R"("2024-05-03")"), "3 May 2024");
    EXPECT_EQ(said("note", "happened_on", R"("2024-05-03")", "es"), "3 de mayo de 2024");
    EXPECT_EQ(said("person_details", "birth_date", R"("1991-05")"), "May 1991");
    EXPECT_EQ(said("person_details", "birth_date", R"("1991-05")", "es"), "mayo de 1991");
    EXPECT_EQ(said("person_details", "birth_date", R"("1991")", "es"), "1991");
    EXPECT_EQ(said("release", "ends", R"("2024-05-03T18:30:00.000Z")"), "3 May 2024, 18:30 UTC");
    EXPECT_EQ(said("release", "ends", R"("2024-05-03T18:30:00.000Z")", "es"), "3 de mayo de 2024, 18:30 UTC");
    EXPECT_EQ(said("release", "ends", R"("2024-05-03T18:30:00.000Z")", "en", std::chrono::minutes{-300}),
              "3 May 2024, 13:30 (UTC-05:00)");
    EXPECT_EQ(said("release", "ends", R"("2024-05-03T18:30:00.000Z")", "es", std::chrono::minutes{345}),
              "4 de mayo de 2024, 00:15 (UTC+05:45)");
}

TEST(Words, AGroupIsReadInTheOrderOfTheForm) {
    EXPECT_EQ(
        said(
            "contact", "safe_contact_times",
            R"([{"until": "21:30", "from": "18:00", "days": ["monday", "friday"]}, {"note": "never on Sunday"}])"),
        "Days: Monday, Friday, From: 18:00, Until: 21:30; Note: never on Sunday");
    EXPECT_EQ(said("person_details", "trusted_people",
                   R"([{"name": "Rosa", "may_know": "no", "phone": {"no_answer": "declined"}}])", "es"),
              "Nombre: Rosa, Número de teléfono: Prefiere no decirlo, "
              "¿Pueden saber que la persona está en contacto con nosotros?: No");
    EXPECT_EQ(said("contact", "safe_contact_times", R"([{"gone": "x"}, {"from": "18:00"}])"), "From: 18:00");
}

TEST(Words, OfAPlaceOnlyTheAreaIsSaid) {
    EXPECT_EQ(said("contact", "near", R"({"area": "Pilsen", "latitude": 41.85, "longitude": -87.66})"),
              "Pilsen");
    EXPECT_EQ(said("contact", "near", R"({"latitude": 41.85, "longitude": -87.66})"), "a place on the map");
    EXPECT_EQ(said("contact", "near", R"({"latitude": 41.85, "longitude": -87.66})", "es"),
              "un lugar en el mapa");
}

TEST(Words, ALinkHasNone) {
    EXPECT_EQ(said("referral", "service", R"("rec_00000000000000000000000000000001")"), "");
    EXPECT_EQ(said("service", "locations", R"(["rec_00000000000000000000000000000001"])"), "");
}

TEST(Words, TextsAndNumbersAreReadAsTheyAre) {
    EXPECT_EQ(said("contact", "chosen_name", R"("Marisol")"), "Marisol");
    EXPECT_EQ(said("contact", "aliases", R"(["Mari", "Sol"])"), "Mari, Sol");
    EXPECT_EQ(said("note", "text", R"("first\nsecond")"), "first\nsecond");
    EXPECT_EQ(said("contact", "adults", "2"), "2");
    EXPECT_EQ(said_as("decimal", "2.5"), "2.5");
    EXPECT_EQ(said_as("time", R"("24:00")"), "24:00");
    EXPECT_EQ(said_as("url", R"("https://example.org")"), "https://example.org");
}

TEST(Words, WhatAFieldCannotHoldIsPassedOver) {
    EXPECT_EQ(said("contact", "near", R"("Pilsen")"), "");
    EXPECT_EQ(said("contact", "safe_contact_times", R"(["18:00"])"), "");
    EXPECT_EQ(said("contact", "chosen_name", "null"), "");
    EXPECT_EQ(said("contact", "chosen_name", R"({"a": 1})"), "");
    EXPECT_EQ(said("note", "happened_on", R"("2024-02-30")"), "2024-02-30");
}

}  // namespace
}  // namespace amparo::forms
