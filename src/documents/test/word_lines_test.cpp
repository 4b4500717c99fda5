// SPDX-License-Identifier: AGPL-3.0-or-later
// W1-W3 (templates/word_files.hpp).
#include "amparo/documents/word_lines.hpp"

#include "../word_part.hpp"
#include "amparo/documents/reader.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

using namespace amparo;
using namespace amparo::documents;
using templates::WordError;

namespace {

/// make_fixtures.py writes them.
Bytes fixture(std::string const& name) {
    std::ifstream in{std::string{AMPARO_SOURCE_DIR} + "/fuzz/corpus/docx/" + name, std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{in}, {}};
    ByteView const view = as_bytes(text);
    return {view.begin(), view.end()};
}

std::vector<std::string> whole_lines(ByteView file) {
    auto const sheet = WordLines{}.lines(file);
    EXPECT_TRUE(sheet.ok());
    std::vector<std::string> out;
    if (!sheet.ok()) return out;
    for (templates::Line const& line : sheet.value()) {
        std::string text;
        for (std::string const& piece : line.pieces) text += piece;
        out.push_back(std::move(text));
    }
    return out;
}

class Words final : public Sink {
  public:
    void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
    void text(std::string_view piece) override { all += piece; }
    std::string all;
};

templates::Value one(std::string text) {
    return {{std::move(text)}, false};
}

templates::Values values() {
    return {{"person.given_names", one("Alma <& Co>")}, {"office.name", one("Puente\nLegal")},
            {"matter.number", one("M-7K4Q2P")},         {"today", one("3 May 2031")},
            {"dates.on", {{"4 May", "5 May"}, true}},   {"dates.what", {{"Hearing", "{{today}}"}, true}}};
}

Bytes filled(ByteView file, templates::Values const& with) {
    WordLines words;
    auto const sheet = words.lines(file);
    auto const done = templates::fill(sheet.value(), with);
    EXPECT_TRUE(done.ok());
    auto out = words.with(file, done.value());
    EXPECT_TRUE(out.ok());
    return out.ok() ? std::move(out).value() : Bytes{};
}

}  // namespace

TEST(WordLines, W1_EveryPartWithWordsIsRead) {
    EXPECT_EQ(whole_lines(fixture("letter.docx")),
              (std::vector<std::string>{"Dear {{person.given_names}} & all,", "{{dates.on}}: {{dates.what}}",
                                        "{{matter.number}}", "no place: { } {", "For {{office.name}}",
                                        "For {{office.name}}", "Signed {{today}}", "{{office.name}}",
                                        "As of {{today}}."}));
    auto const sheet = WordLines{}.lines(fixture("letter.docx")).value();
    EXPECT_TRUE(sheet[1].can_repeat);
    EXPECT_FALSE(sheet[6].can_repeat);  // A box is in it.
}

TEST(WordLines, W2_WhatWasFilledIsReadBackByBothReaders) {
    Bytes const out = filled(fixture("letter.docx"), values());
    Words words;
    ASSERT_TRUE(read(out, Kind::kDocx, words).ok());
    for (char const* text :
         {"Dear Alma <& Co> & all,", "4 May: Hearing", "5 May: {{today}}", "| M-7K4Q2P | no place: { } {",
          "For Puente\nLegal", "Signed 3 May 2031", "As of 3 May 2031."})
        EXPECT_NE(words.all.find(text), std::string::npos) << text << " in " << words.all;
    auto const lines = whole_lines(out);
    EXPECT_EQ(lines.size(), 10U);
    EXPECT_EQ(lines[8], "PuenteLegal");  // A break of Word is between them.
}

TEST(WordLines, W2_WithoutAChangeTheBytesStay) {
    Bytes const file = fixture("letter.docx");
    EXPECT_EQ(WordLines{}.with(file, {}).value(), file);
}

TEST(WordLines, W2_OnlyWhatChangedIsOtherwise) {
    std::string const xml =
        "<?xml version='1.0'?><!-- a --><w:body xmlns:w='x'><w:p w14:paraId=\"1\" a='1' xmlns:w14='y'><w:r>"
        "<w:t>&#65;{{to</w:t></w:r><w:x/><w:r><w:t>day}}</w:t></w:r></w:p>\n<w:p><w:t>&#65;</w:t></w:p></"
        "w:body>";
    auto const lines = read_part(xml);
    ASSERT_TRUE(lines.ok());
    ASSERT_EQ(lines.value().size(), 2U);
    EXPECT_EQ(lines.value()[0].pieces[0].text, "A{{to");
    EXPECT_EQ(write_part(xml, lines.value(), {}, 0), xml);
    EXPECT_EQ(
        write_part(xml, lines.value(), {{4, {{"Anow", ""}}}}, 4),
        "<?xml version='1.0'?><!-- a --><w:body xmlns:w='x'><w:p w14:paraId=\"1\" a='1' xmlns:w14='y'><w:r>"
        "<w:t>Anow</w:t></w:r><w:x/><w:r><w:t></w:t></w:r></w:p>\n<w:p><w:t>&#65;</w:t></w:p></w:body>");
    EXPECT_EQ(
        write_part(xml, lines.value(), {{0, {{"1", std::nullopt}, {"2\n3", ""}}}}, 0),
        "<?xml version='1.0'?><!-- a --><w:body xmlns:w='x'><w:p w14:paraId=\"1\" a='1' xmlns:w14='y'><w:r>"
        "<w:t>1</w:t></w:r><w:x/><w:r><w:t>day}}</w:t></w:r></w:p><w:p a='1' xmlns:w14='y'><w:r><w:t>2"
        "</w:t><w:br/><w:t "
        "xml:space=\"preserve\">3</w:t></w:r><w:x/><w:r><w:t></w:t></w:r></w:p>\n<w:p><w:t>&#65;"
        "</w:t></w:p></w:body>");
}

TEST(WordLines, W3_APlaceWhereNothingCanBeFilledIsAnError) {
    EXPECT_EQ(WordLines{}.lines(fixture("coded.docx")).error(), WordError::kElsewhere);
    EXPECT_EQ(read_part("<b>{{today}}</b>").error(), WordError::kElsewhere);
    EXPECT_EQ(read_part("<p><delText>{</delText><x/><delText>{today}}</delText></p>").error(),
              WordError::kElsewhere);
    EXPECT_TRUE(read_part("<p><delText>{today}</delText></p>").ok());
}

TEST(WordLines, WhatComesFromAnywhereIsAnErrorAndNoCrash) {
    WordLines words;
    for (char const* name : {"cut.docx", "sheet.xlsx"})
        EXPECT_EQ(words.lines(fixture(name)).error(), WordError::kNotWord) << name;
    for (char const* name : {"declares.docx", "deep.docx"})
        EXPECT_EQ(words.lines(fixture(name)).error(), WordError::kDamaged) << name;
    EXPECT_EQ(words.lines(as_bytes("words")).error(), WordError::kNotWord);
    EXPECT_EQ(words.lines(Bytes(kWordBytesMax + 1)).error(), WordError::kTooLarge);
    EXPECT_EQ(read_part("<p><t>a<b/></t></p>").error(), WordError::kDamaged);
    EXPECT_EQ(read_part("\xFF\xFE<\0p\0").error(), WordError::kDamaged);
    EXPECT_FALSE(words.with(fixture("cut.docx"), {}).ok());
}
