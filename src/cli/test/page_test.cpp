// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"

#include "amparo/cli/words.hpp"

#include <gtest/gtest.h>

using namespace amparo::cli;

TEST(Printable, NothingThatCouldSteerATerminalGetsThrough) {
    EXPECT_EQ(printable("\x1B[2J"), "\uFFFD[2J");
    EXPECT_EQ(printable("a\tb\nc\rd"), "a b c d");
    EXPECT_EQ(printable(std::string_view{"\0\x07\x7F", 3}), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(printable("\u009B31m"), "\uFFFD31m");                // CSI in one character.
    EXPECT_EQ(printable("\u202Etxt\u2066x"), "\uFFFDtxt\uFFFDx");  // Direction overrides.
    EXPECT_EQ(printable("\u2028"), "\uFFFD");
}

TEST(Printable, WhatIsNotUtf8IsShownAsSuch) {
    EXPECT_EQ(printable("a\xFFz"), "a\uFFFDz");
    EXPECT_EQ(printable("\xC3"), "\uFFFD");
    EXPECT_EQ(printable("\xC0\xAF"), "\uFFFD\uFFFD");            // Overlong.
    EXPECT_EQ(printable("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // A surrogate.
    EXPECT_EQ(printable("\xE0\x80\xAF"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(printable("\xF5\x80\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(printable("Ñandú 你好 مريم 🏠"), "Ñandú 你好 مريم 🏠");
}

TEST(Width, MarksTakeNoColumnAndWideCharactersTwo) {
    EXPECT_EQ(width_of("Zoë"), 3U);
    EXPECT_EQ(width_of("Zoe\u0308"), 3U);
    EXPECT_EQ(width_of("你好"), 4U);
    EXPECT_EQ(cut("Guadalupe", 9), "Guadalupe");
    EXPECT_EQ(cut("Guadalupe", 8), "Guadalu…");
    EXPECT_EQ(cut("你好你好", 4), "你…");
}

TEST(Page, AParagraphIsWrappedAndKeepsItsLinesAndGaps) {
    Page page{20};
    page.say("one two three four five six\nseven  8");
    EXPECT_EQ(page.text(), "one two three four\nfive six\nseven  8\n");
}

TEST(Page, AWordLongerThanTheLineIsNotBroken) {
    Page page{20};
    page.say("id rec_0123456789abcdef0123456789abcdef x");
    EXPECT_EQ(page.text(), "id\nrec_0123456789abcdef0123456789abcdef\nx\n");
}

TEST(Page, NeighbouringPairsAreAlignedByWhatIsSeen) {
    Page page{40};
    page.pair("Name", "Zoë", 2);
    page.pair("Café", "x", 2);
    page.pair("Languages", "es ar", 2);
    page.say("---");
    page.pair("A", "b");
    EXPECT_EQ(page.text(), "  Name       Zoë\n  Café       x\n  Languages  es ar\n---\nA  b\n");
}

TEST(Page, AVeryLongLabelStandsOnALineOfItsOwn) {
    Page page{30};
    page.pair("Where services should be near", "here");
    page.pair("Name", "Luz");
    EXPECT_EQ(page.text(), "Where services should be near\n      here\nName  Luz\n");
}

TEST(Page, AValueIsWrappedBesideItsLabel) {
    Page page{20};
    page.pair("Notes", "one two three four\nfive");
    EXPECT_EQ(page.text(), "Notes  one two three\n       four\n       five\n");
}

TEST(Page, ACommandIsOneLineToBeCopied) {
    Page page{20};
    page.command("amparo referral answer rec_0123456789abcdef0123456789abcdef --accept", "yes");
    EXPECT_EQ(page.text(), "  amparo referral answer rec_0123456789abcdef0123456789abcdef --accept  # yes\n");
}

TEST(ShellWord, IsOneWordOfAShell) {
    EXPECT_EQ(shell_word("v.amparo"), "v.amparo");
    EXPECT_EQ(shell_word("Casa Azahar"), "'Casa Azahar'");
    EXPECT_EQ(shell_word("$(rm x) 'z'"), R"('$(rm x) '\''z'\''')");
    EXPECT_EQ(shell_word(""), "''");
}

TEST(Page, ATableHasItsColumnsUnderEachOtherAndNoneWithoutRows) {
    Page page{80};
    page.table({{"Day", "Name"}, {"2031-03-01", "Zoë"}, {"–", "你好"}});
    EXPECT_EQ(page.text(), "Day         Name\n2031-03-01  Zoë\n–           你好\n");
    Page empty{80};
    empty.table({{"Day", "Name"}});
    EXPECT_EQ(empty.text(), "");
}

TEST(Page, OneLineWithoutAHeadingIsSaid) {
    Page page{80};
    page.lines({{"2031-03-01", "Zoë"}});
    EXPECT_EQ(page.text(), "2031-03-01  Zoë\n");
}

TEST(Page, WhatIsInACellCannotSteerATerminalEither) {
    Page page{80};
    page.table({{"a"}, {"\x1B]0;x"}});
    page.pair("l\x1B", "v\x1B");
    page.item("i\x1B");
    EXPECT_EQ(page.text().find('\x1B'), std::string::npos);
}
