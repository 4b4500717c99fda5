// SPDX-License-Identifier: AGPL-3.0-or-later
// Both ends of what reads Word documents apart, joined in this process.
#include "amparo/cli/word_apart.hpp"

#include "amparo/codec/json.hpp"
#include "amparo/documents/word_lines.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

using namespace amparo;
using namespace amparo::cli;
using templates::WordError;

namespace {

Bytes letter() {
    std::ifstream in{std::string{AMPARO_SOURCE_DIR} + "/fuzz/corpus/docx/letter.docx", std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{in}, {}};
    return {as_bytes(text).begin(), as_bytes(text).end()};
}

WordApart answering(std::optional<os::ApartEnded> ended) {
    return WordApart{[=](auto const&, ByteView) { return ended; }};
}

}  // namespace

TEST(WordApart, WhateverTheOtherProcessDoesIsAnErrorAndNoCrash) {
    EXPECT_EQ(answering(std::nullopt).lines(letter()).error(), WordError::kDamaged);
    EXPECT_EQ(answering(os::ApartEnded{1, "{}", ""}).lines(letter()).error(), WordError::kDamaged);
    for (char const* out : {"", "{", "[]]", "[]", "{}"})
        EXPECT_EQ(answering(os::ApartEnded{0, out, ""}).lines(letter()).error(), WordError::kDamaged) << out;
    EXPECT_EQ(answering(os::ApartEnded{0, R"({"error": "elsewhere"})", ""}).lines(letter()).error(),
              WordError::kElsewhere);
    EXPECT_EQ(answering(os::ApartEnded{0, R"({"data": 7})", ""}).with(letter(), {}).error(),
              WordError::kDamaged);
    EXPECT_TRUE(answering(os::ApartEnded{0, R"({"lines": [{"pieces": [7]}, 8]})", ""}).lines(letter()).ok());
}

TEST(WordApart, TheQuestionHoldsTheFileAndWhatIsFilledAndNothingElse) {
    std::string asked;
    std::vector<std::string> words;
    WordApart apart{[&](std::vector<std::string> const& typed, ByteView input) {
        words = typed;
        asked = as_text(input);
        return std::optional{os::ApartEnded{0, R"({"data": "d29yZHM="})", ""}};
    }};
    auto const out = apart.with(letter(), {{3, {{"a", std::nullopt}, {std::nullopt, "b"}}}});
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(as_text(out.value()), "words");
    EXPECT_EQ(words, (std::vector<std::string>{"template", "words", "--json"}));
    auto const json = codec::parse_json(asked).value();
    EXPECT_EQ(json.size(), 2U);
    EXPECT_EQ(codec::to_text(json["filled"]), R"([{"copies":[["a",null],[null,"b"]],"line":3}])");
}
