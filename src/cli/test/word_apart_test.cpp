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

std::optional<Bytes> said(std::string_view text) {
    return Bytes{as_bytes(text).begin(), as_bytes(text).end()};
}

WordApart answering(std::optional<Bytes> answer) {
    return WordApart{[=](ByteView) { return answer; }};
}

}  // namespace

TEST(WordApart, WhateverTheOtherProcessDoesIsAnErrorAndNoCrash) {
    EXPECT_EQ(answering(std::nullopt).lines(letter()).error(), WordError::kDamaged);
    for (char const* out : {"", "{", "[]]", "[]", "{}"})
        EXPECT_EQ(answering(said(out)).lines(letter()).error(), WordError::kDamaged) << out;
    EXPECT_EQ(answering(said(R"({"error": "elsewhere"})")).lines(letter()).error(), WordError::kElsewhere);
    EXPECT_EQ(answering(said(R"({"data": 7})")).with(letter(), {}).error(), WordError::kDamaged);
    EXPECT_TRUE(answering(said(R"({"lines": [{"pieces": [7]}, 8]})")).lines(letter()).ok());
}

TEST(WordApart, TheQuestionHoldsTheFileAndWhatIsFilledAndNothingElse) {
    std::string asked;
    WordApart apart{[&](ByteView question) {
        asked = as_text(question);
        return said(R"({"data": "d29yZHM="})");
    }};
    auto const out = apart.with(letter(), {{3, {{"a", std::nullopt}, {std::nullopt, "b"}}}});
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(as_text(out.value()), "words");
    auto const json = codec::parse_json(asked).value();
    EXPECT_EQ(json.size(), 2U);
    EXPECT_EQ(codec::to_text(json["filled"]), R"([{"copies":[["a",null],[null,"b"]],"line":3}])");
}
