// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/csv.hpp"

#include <gtest/gtest.h>

#include <random>

namespace amparo::directory {
namespace {

using Cells = std::vector<std::string>;

std::vector<CsvRow> read(std::string_view text) {
    CsvReader reader{text};
    std::vector<CsvRow> rows;
    for (CsvRow row; reader.next(row);) rows.push_back(row);
    return rows;
}

TEST(Csv, QuotesNewlinesAndABytesOrderMark) {
    auto const rows = read("\xEF\xBB\xBFid,name\r\n1,\"a \"\"b\"\",\r\nc\"\n\n2,\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].cells, (Cells{"id", "name"}));
    EXPECT_EQ(rows[1].cells, (Cells{"1", "a \"b\",\r\nc"}));
    EXPECT_EQ(rows[2].cells, (Cells{"2", ""}));
    EXPECT_EQ(rows[1].line, 2U);
    EXPECT_EQ(rows[2].line, 5U);
}

TEST(Csv, D30_TextAfterAClosingQuoteSpoilsOnlyItsRow) {
    auto const rows = read("\"a\"x,b\nc,d\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].fault, CsvFault::kTextAfterQuote);
    EXPECT_EQ(rows[1].cells, (Cells{"c", "d"}));
}

TEST(Csv, D31_AnUnclosedQuoteCostsItsLineOnly) {
    auto const rows = read("a,b\nc,\"d\ne,f\ng,h\n");
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[1].fault, CsvFault::kUnclosedQuote);
    EXPECT_EQ(rows[1].line, 2U);
    EXPECT_EQ(rows[2].cells, (Cells{"e", "f"}));
    EXPECT_EQ(rows[2].line, 3U);
    EXPECT_EQ(rows[3].cells, (Cells{"g", "h"}));
}

TEST(Csv, D31_AQuoteThatClosesInALaterLineCostsItsLineOnlyToo) {
    auto const rows = read("a,b\nc,\"d\ne,f\ng,\"h\"\n");
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[1].fault, CsvFault::kUnclosedQuote);
    EXPECT_EQ(rows[2].cells, (Cells{"e", "f"}));
    EXPECT_EQ(rows[3].cells, (Cells{"g", "h"}));
}

TEST(Csv, D31_ManyUnclosedQuotesEndSoon) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += "a,\"b\nc,\"\"\"d\n";
    EXPECT_GT(read(text).size(), 100U);
}

TEST(Csv, D32_ACellKeepsOneByteMoreThanAFieldMayHave) {
    std::string const text = "\"" + std::string(200'000, 'x') + "\",y\nz,z\n";
    auto const rows = read(text);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].cells[0].size(), kFieldBytesMax + 1);
    EXPECT_EQ(rows[0].cells[1], "y");
    EXPECT_EQ(read(std::string(kCsvCellsMax, ',') + "\n")[0].fault, CsvFault::kTooManyCells);
}

TEST(Csv, WhatIsWrittenIsReadAgain) {
    std::mt19937 chance{11};
    SCOPED_TRACE("seed 11");
    constexpr char kCharacters[] = {'a', '"', ',', '\n', '\r', ' ', '\0', '\xC3'};
    for (int round = 0; round < 3000; ++round) {
        std::vector<Cells> table(1 + chance() % 4, Cells(2));
        std::string text;
        for (Cells& row : table) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                for (unsigned k = 0; k < chance() % 6; ++k)
                    row[i] += kCharacters[chance() % sizeof kCharacters];
                text += i == 0 ? "\"" : ",\"";
                for (char const c : row[i]) text += c == '"' ? std::string{"\"\""} : std::string{c};
                text += '"';
            }
            text += "\n";
        }
        auto const rows = read(text);
        ASSERT_EQ(rows.size(), table.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            ASSERT_EQ(rows[i].fault, CsvFault::kNone);
            ASSERT_EQ(rows[i].cells, table[i]);
        }
    }
}

TEST(Csv, AnyBytesEndInAnEnd) {
    std::mt19937 chance{13};
    SCOPED_TRACE("seed 13");
    constexpr char kCharacters[] = {'a', '"', '"', ',', '\n', '\r'};
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (unsigned k = 0; k < chance() % 30; ++k) text += kCharacters[chance() % sizeof kCharacters];
        std::size_t line = 0;
        for (CsvRow const& row : read(text)) {
            ASSERT_GT(row.line, line);
            line = row.line;
        }
    }
}

}  // namespace
}  // namespace amparo::directory
