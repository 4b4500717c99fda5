// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/documents/reader.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <tuple>
#include <vector>

using namespace amparo;
using namespace amparo::documents;

namespace {

class Kept : public Sink {
  public:
    void at(std::uint64_t line, std::uint64_t column, std::uint64_t page) override {
        places.emplace_back(all.size(), line, column, page);
    }
    void text(std::string_view piece) override { all += piece; }

    /// "line:column:page" of the first time `words` stand in the text: the last place before, and characters on.
    [[nodiscard]] std::string place_of(std::string_view words) const {
        std::size_t const offset = all.find(words);
        if (offset == std::string::npos) return "nowhere";
        std::uint64_t line = 1;
        std::uint64_t column = 1;
        std::uint64_t page = 0;
        std::size_t from = 0;
        for (auto const& [at, l, c, p] : places) {
            if (at > offset) break;
            std::tie(from, line, column, page) = std::tie(at, l, c, p);
        }
        for (std::size_t i = from; i < offset; ++i) {
            if (all[i] == '\n') {
                ++line;
                column = 1;
            } else if ((static_cast<unsigned char>(all[i]) & 0xC0U) != 0x80) {
                ++column;
            }
        }
        return std::to_string(line) + ":" + std::to_string(column) + ":" + std::to_string(page);
    }

    std::string all;
    std::vector<std::tuple<std::size_t, std::uint64_t, std::uint64_t, std::uint64_t>> places;
};

/// make_fixtures.py writes them.
Bytes fixture(std::string const& name) {
    std::string const folder = name.substr(name.size() - 3) == "pdf" ? "pdf/" : "docx/";
    std::ifstream in{std::string{AMPARO_SOURCE_DIR} + "/fuzz/corpus/" + folder + name, std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{in}, {}};
    ByteView const view = as_bytes(text);
    return {view.begin(), view.end()};
}

struct Outcome {
    Kept kept;
    std::string error;
};
Outcome read_bytes(ByteView bytes, std::string_view name) {
    Outcome out;
    auto const done = read(bytes, kind_of(bytes, name), out.kept);
    if (!done.ok()) out.error = documents::name(done.error());
    return out;
}
Outcome read_file(std::string const& name) {
    return read_bytes(fixture(name), name);
}
Outcome read_text(std::string_view text, std::string_view name) {
    return read_bytes(as_bytes(text), name);
}

/// Fed in pieces of one size.
std::string streamed(std::string_view text, std::size_t size) {
    Kept kept;
    TextReader reader{kept};
    for (std::size_t at = 0; at < text.size(); at += size) {
        auto const fed = reader.feed(as_bytes(text.substr(at, size)));
        if (!fed.ok()) return "error " + std::string{name(fed.error())};
    }
    auto const done = reader.finish();
    return done.ok() ? kept.all : "error " + std::string{name(done.error())};
}

}  // namespace

TEST(Text, D1_AnyPieces) {
    std::string const text = "\xEF\xBB\xBFTítulo: 38 % – “sí” 🙂\n";
    for (std::size_t size = 1; size <= text.size(); ++size)
        EXPECT_EQ(streamed(text, size), text.substr(3)) << size;
    EXPECT_EQ(streamed("ab", 1), "ab");
    EXPECT_EQ(streamed("é", 1), "é");
}
TEST(Text, D1_WhatIsNoText) {
    for (std::size_t const size : {1U, 3U, 1000U}) {
        EXPECT_EQ(streamed("", size), "error empty");
        EXPECT_EQ(streamed(std::string("ab\0cd", 5), size), "error binary");
        EXPECT_EQ(streamed("38 % de las ni\xF1"
                           "as",
                           size),
                  "error not_utf8");
        EXPECT_EQ(streamed("38 % de las ni\xC3", size), "error not_utf8") << "cut at the end";
        EXPECT_EQ(streamed(std::string("\xFF\xFE"
                                       "3\0"
                                       "8\0",
                                       6),
                           size),
                  "error utf16");
        EXPECT_EQ(streamed("\xED\xA0\x80 abc", size), "error not_utf8") << "a surrogate";
    }
}

TEST(Html, D2_WordsAndPlaces) {
    std::string const page =
        "<!DOCTYPE html><html><head><title>Report</title><style>p{width:38%}</style>\n"
        "<script>var x = '99% (8 of 21)';</script></head><body>\n"
        "<!-- 98% (8 of 21) --><p>Thirty-eight&nbsp;<b>percent</b><sup>1</sup> (8\n"
        "of 21) came &amp; stayed the 10<sup>th</sup> day.</p>\n"
        "<table><tr><td>citizens</td><td><p>5 of 21</p></td><td>23%</td></tr></table>&#x33;&#56; &unknown; a "
        "< b</body></html>";
    Outcome const out = read_text(page, "r.html");
    EXPECT_EQ(out.error, "");
    EXPECT_NE(out.kept.all.find("Thirty-eight\u00A0percent (8 of 21) came & stayed the 10th day."),
              std::string::npos)
        << out.kept.all;
    EXPECT_EQ(out.kept.all.find("9%"), std::string::npos);
    EXPECT_NE(out.kept.all.find("| citizens| "), std::string::npos);
    EXPECT_NE(out.kept.all.find("38 &unknown; a < b"), std::string::npos);
    EXPECT_EQ(out.kept.place_of("Thirty"), "3:26:0");
    EXPECT_EQ(out.kept.place_of("percent"), "3:47:0");
    EXPECT_EQ(out.kept.place_of("21) came"), "4:4:0");
    EXPECT_EQ(out.kept.place_of("5 of 21"), "5:36:0");
}
TEST(Html, D2_BrokenMarkupEnds) {
    for (std::string_view const text : {"<p", "<", "<!--", "<a href=\"x>38%", "<script>", "&", "&#",
                                        "&#x110000;", "<sup>", "</", "<p/><br/>", "<a b='"})
        EXPECT_EQ(read_text(text, "x.html").error, "") << text;
    EXPECT_EQ(read_text("38 % de ni\xF1"
                        "as",
                        "x.html")
                  .error,
              "not_utf8");
    EXPECT_EQ(read_text("", "x.html").error, "empty");
}

TEST(Docx, D3_WordsAndPlaces) {
    Outcome const out = read_file("report.docx");
    EXPECT_EQ(out.error, "");
    EXPECT_NE(out.kept.all.find("Thirty-eight percent (8 of 21) came back."), std::string::npos)
        << out.kept.all;
    EXPECT_NE(out.kept.all.find("43% (9 of 21)"), std::string::npos) << "footnotes";
    EXPECT_EQ(out.kept.all.find("99%"), std::string::npos) << "deleted text";
    EXPECT_EQ(out.kept.place_of("percent"), "2:14:0");
    EXPECT_EQ(out.kept.place_of("(8 of 21)"), "2:23:0");
    EXPECT_EQ(out.kept.place_of("23%"), "5:1:0");
}
TEST(Docx, D3_WordsOutsideOfAnyParagraphHaveAPlace) {
    auto const out = read_file("outside.docx");
    EXPECT_EQ(out.error, "");
    EXPECT_EQ(out.kept.place_of("Before any."), "1:1:0");
}
TEST(Docx, D3_Hostile) {
    EXPECT_EQ(read_file("declares.docx").error, "damaged");
    EXPECT_EQ(read_file("deep.docx").error, "damaged");
    EXPECT_EQ(read_file("large.docx").error, "too_large");
    EXPECT_EQ(read_file("cut.docx").error, "damaged");
    EXPECT_EQ(read_file("sheet.xlsx").error, "other_zip");
    EXPECT_EQ(read_file("blank.docx").error, "no_text");
    EXPECT_EQ(read_text(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest"), "a.docx").error, "old_word");
}

TEST(Pdf, D4_WordsAndPlaces) {
    Outcome const out = read_file("report.pdf");
    EXPECT_EQ(out.error, "");
    EXPECT_NE(out.kept.all.find("23% (5 of 21)"), std::string::npos) << out.kept.all;
    EXPECT_NE(out.kept.all.find("volvió"), std::string::npos);
    EXPECT_NE(out.kept.all.find('\f'), std::string::npos);
    EXPECT_EQ(out.kept.place_of("Thirty"), "2:1:1");
    EXPECT_EQ(out.kept.place_of("21) came").substr(2), "1:2");
}
TEST(Pdf, D4_NoText) {
    EXPECT_EQ(read_file("scan.pdf").error, "no_text");
    EXPECT_EQ(read_file("locked.pdf").error, "encrypted");
    EXPECT_EQ(read_file("cut.pdf").error, "damaged");
}

TEST(Kinds, D5_BytesBeforeNames) {
    auto const kind = [](std::string_view bytes, std::string_view name) {
        return kind_of(as_bytes(bytes), name);
    };
    EXPECT_EQ(kind("%PDF-1.7", "report.docx"), Kind::kPdf);
    EXPECT_EQ(kind("PK\x03\x04", "report.txt"), Kind::kDocx);
    EXPECT_EQ(kind(" \n<!DOCTYPE HTML>", "report"), Kind::kHtml);
    EXPECT_EQ(kind("<p>", "report.HTM"), Kind::kHtml);
    EXPECT_EQ(kind("<p>", "report.md"), Kind::kText);
    EXPECT_EQ(kind("", ""), Kind::kText);
}
