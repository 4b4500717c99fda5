// SPDX-License-Identifier: AGPL-3.0-or-later
// T1-T6 (sheet.hpp).
#include "amparo/templates/sheet.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace amparo::templates {
namespace {

Value one(std::string text) {
    return {{std::move(text)}, false};
}
Value several(std::vector<std::string> items) {
    return {std::move(items), true};
}

std::string filled(std::string const& text, Values const& values) {
    Sheet const sheet = lines_of(text);
    auto const done = fill(sheet, values);
    EXPECT_TRUE(done.ok()) << text;
    return done.ok() ? joined(sheet, done.value()) : std::string{};
}

Problem problem(Sheet const& sheet, Values const& values = {}) {
    auto const done = fill(sheet, values);
    EXPECT_FALSE(done.ok());
    return done.ok() ? Problem{Wrong::kTooLarge, 0, "none"} : done.error();
}

TEST(Sheet, T1_APlaceIsANameInTwoBraces) {
    Values const values{{"person.name", one("Alma")}, {"today", one("3 May 2031")}};
    EXPECT_EQ(filled("Dear {{person.name}},\r\n{{ today }}{{\ttoday }}.", values),
              "Dear Alma,\r\n3 May 20313 May 2031.");
    for (char const* text : {"a\n{{person.name", "a\n{{person.name}", "a\n{{person.\nname}}"})
        EXPECT_EQ(problem(lines_of(text), values).code, Wrong::kNotClosed) << text;
    for (char const* text : {"{{}}", "{{ }}", "{{Person}}", "{{a b}}", "{{.a}}", "{{a.}}", "{{a.b.c}}",
                             "{{{today}}}", "{{#each deadlines}}", "{{today }} {{ñ}}"})
        EXPECT_EQ(problem(lines_of(text), values).code, Wrong::kNotAName) << text;
    EXPECT_EQ(problem(lines_of("one\ntwo {{Dear}} three"), values).line, 2U);
    EXPECT_EQ(problem(lines_of("one\ntwo {{Dear}} three"), values).found, "{{Dear}}");
    auto const uses = uses_in(lines_of("{{today}}\n{{today}} {{person.name}}"));
    ASSERT_TRUE(uses.ok());
    ASSERT_EQ(uses.value().size(), 3U);
    EXPECT_EQ(uses.value()[2].name, "person.name");
    EXPECT_EQ(uses.value()[2].line, 2U);
    EXPECT_FALSE(uses_in(lines_of("{{")).ok());
}

TEST(Sheet, T2_APlaceIsFoundAcrossPieces) {
    Sheet const sheet{{{"Dear {", "{pers", "", "on.name", "}} and ", "{{today}}", "."}, true}};
    auto const done = fill(sheet, {{"person.name", one("Alma")}, {"today", one("now")}});
    ASSERT_TRUE(done.ok());
    Copies const& copies = done.value().at(0);
    ASSERT_EQ(copies.size(), 1U);
    using Piece = std::optional<std::string>;
    EXPECT_EQ(copies[0], (std::vector<Piece>{"Dear Alma", "", "", "", " and ", "now", std::nullopt}));
    EXPECT_EQ(joined(sheet, done.value()), "Dear Alma and now.");
}

TEST(Sheet, T3_WhatWasPutInIsNotLookedAtAgain) {
    EXPECT_EQ(filled("{{person.name}}", {{"person.name", one("{{today}} }} {{")}, {"today", one("no")}}),
              "{{today}} }} {{");
}

TEST(Sheet, T4_WithoutAValueNothingIsMade) {
    Problem const missing = problem(lines_of("{{today}}\n{{person.name}}"), {{"today", one("now")}});
    EXPECT_EQ(missing.code, Wrong::kUnfilled);
    EXPECT_EQ(missing.found, "person.name");
    EXPECT_EQ(problem(lines_of("{{today}}"), {{"today", Value{{}, false}}}).code, Wrong::kUnfilled);
    EXPECT_EQ(problem(lines_of("{{dates.on}}"), {{"dates.on", several({})}}).code, Wrong::kUnfilled);
    EXPECT_EQ(problem(lines_of("{{dates.on}} {{dates.what}}"),
                      {{"dates.on", several({"1", "2"})}, {"dates.what", several({"1"})}})
                  .code,
              Wrong::kUnfilled);
}

TEST(Sheet, T5_ALineOfAListIsThereOnceForEach) {
    Values const values{{"dates.on", several({"3 May", "4 May"})},
                        {"dates.what", several({"Hearing", "Interview"})},
                        {"parties.name", several({"Dole"})},
                        {"today", one("now")}};
    EXPECT_EQ(filled("a\n- {{dates.on}}: {{dates.what}} ({{today}})\r\nb\n", values),
              "a\n- 3 May: Hearing (now)\r\n- 4 May: Interview (now)\r\nb\n");
    EXPECT_EQ(filled("- {{dates.on}}", values), "- 3 May\n- 4 May");
    EXPECT_EQ(problem(lines_of("{{dates.on}} {{parties.name}}"), values).code, Wrong::kTwoLists);
    EXPECT_EQ(problem({{{"{{dates.on}}"}, false}}, values).code, Wrong::kCantRepeat);
    EXPECT_TRUE(fill({{{"{{parties.name}}"}, false}}, values).ok());
}

TEST(Sheet, T6_ManyPlacesAndLargeOnesAreRefused) {
    std::string many;
    for (std::size_t i = 0; i <= kUsesMax; ++i) many += "{{today}}\n";
    EXPECT_EQ(uses_in(lines_of(many)).error().code, Wrong::kTooMany);
    EXPECT_TRUE(uses_in(lines_of(std::string_view{many}.substr(10))).ok());
    std::string const large(kFilledBytesMax / 2, 'a');
    EXPECT_TRUE(fill(lines_of("{{today}}"), {{"today", one(large)}}).ok());
    EXPECT_EQ(problem(lines_of("{{today}}{{today}}"), {{"today", one(large)}}).code, Wrong::kTooLarge);
    EXPECT_EQ(problem(lines_of("{{dates.on}}"), {{"dates.on", several({large, large})}}).code,
              Wrong::kTooLarge);
}

/// Words with braces, ends of lines and characters of several bytes, and places among them.
TEST(Sheet, T3_T4_WhateverTheTextEveryPlaceIsFilledAndNothingElseChanges) {
    std::mt19937 random{20'310'503};
    constexpr std::array<std::string_view, 12> kWords{"a",    "{", "}", "}}",  " ",        "\n",
                                                      "\r\n", "ñ", "م", "{ {", "word } {", "\t"};
    constexpr std::array<std::string_view, 3> kNames{"today", "person.name", "ask.what_is_it"};
    Values const values{{"today", one("T")}, {"person.name", one("{{N}}")}, {"ask.what_is_it", one("")}};
    for (int round = 0; round < 3'000; ++round) {
        std::string text;
        std::string wanted;
        std::size_t places = 0;
        for (auto i = random() % 30; i > 0; --i) {
            if (random() % 3 == 0) {
                std::string_view const name = kNames[random() % kNames.size()];
                // A brace right before would begin another place.
                if (!text.empty() && text.back() == '{') text += ' ', wanted += ' ';
                text += "{{" + std::string{name} + "}}";
                wanted += values.find(name)->second.items[0];
                ++places;
            } else {
                std::string_view const word = kWords[random() % kWords.size()];
                if (!text.empty() && text.back() == '{' && word.front() == '{') continue;
                text += word;
                wanted += word;
            }
        }
        SCOPED_TRACE(text);
        Sheet const whole = lines_of(text);
        EXPECT_EQ(uses_in(whole).value().size(), places);
        EXPECT_EQ(filled(text, values), wanted);
        // Cut anywhere, it says the same.
        Sheet cut;
        for (Line const& line : whole) {
            Line pieces;
            std::string rest = line.pieces[0];
            while (!rest.empty()) {
                std::size_t const size = random() % (rest.size() + 1);
                pieces.pieces.push_back(rest.substr(0, size));
                rest.erase(0, size);
            }
            cut.push_back(std::move(pieces));
        }
        EXPECT_EQ(joined(cut, fill(cut, values).value()), wanted);
    }
}

}  // namespace
}  // namespace amparo::templates
