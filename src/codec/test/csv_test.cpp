// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/csv.hpp"

#include <gtest/gtest.h>

#include <vector>

using namespace amparo::codec;

TEST(Csv, V1_NothingIsAFormulaAndANumberStaysOne) {
    for (std::string const text :
         {"=1+1", "+1", "@SUM(A1)", "-1+1", "\t=1", "\r=1", "--1", "-", "-1.", "-.5", "-1.2.3"})
        EXPECT_EQ(csv_cell(text).find('\''), csv_cell(text)[0] == '"' ? 1U : 0U) << text;
    EXPECT_EQ(csv_cell("-99"), "-99");
    EXPECT_EQ(csv_cell("-0.5"), "-0.5");
    EXPECT_EQ(csv_cell("12"), "12");
    EXPECT_EQ(csv_cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
    EXPECT_EQ(csv_cell("a;=1+1"), "\"a;=1+1\"");
    EXPECT_EQ(csv_cell("'s-Hertogenbosch"), "'s-Hertogenbosch");
    std::vector<std::string> const cells{"a", "=b,c", ""};
    EXPECT_EQ(csv_row(cells), "a,\"'=b,c\",\r\n");
}

TEST(Csv, V2_WhatWasWrittenComesBack) {
    for (std::string const text : {"=1", "'=1", "''+1", "'a", "'", "-99", "+49 30", "a", "", "'-99"})
        EXPECT_EQ(plain_of(csv_cell(text)), text);
    EXPECT_EQ(plain_of("-99"), "-99");
    EXPECT_EQ(plain_of("'a"), "'a");
}
