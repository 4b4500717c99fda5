// SPDX-License-Identifier: AGPL-3.0-or-later
// Across claims: the same thing said twice, parts of a whole, a denominator that changes.
#include "audited.hpp"

#include <gtest/gtest.h>

#include <string>

using namespace amparo::audit;
using namespace amparo::audit::test;

TEST(Wholes, W1_TheSameSentenceTwice) {
    std::string const once = "Thirty-eight percent (8 of 21) send money home to their families.\n\n";
    EXPECT_EQ(findings(once + once), "");
    EXPECT_EQ(findings(once + "In sum, 43% (9 of 21) send money home to their families."), "")
        << "other words";
    EXPECT_EQ(findings(once + "Forty-three percent (9 of 21) send money home to their families."),
              "twice 9 8");
    EXPECT_EQ(findings("## 2030\n\n" + once +
                       "## 2031\n\nForty-three percent (9 of 21) send money home to their families."),
              "")
        << "another year";
}
TEST(Wholes, W1_AShortSentenceTwice) {
    std::string const once = "8 of 21 women had papers (38%).\n\n";
    EXPECT_EQ(findings(once + "9 of 21 women had papers (43%).\n"), "twice 9 8");
    EXPECT_EQ(findings(once + "8 of 20 women had papers (40%).\n"), "denominator 20 21");
    EXPECT_EQ(findings(once + "9 of 21 men had papers (43%).\n"), "");
    EXPECT_EQ(findings(once + "9 of 21 women had work (43%).\n"), "");
    EXPECT_EQ(findings("## Casa Azul\n\n" + once + "## Casa Roja\n\n9 of 21 women had papers (43%).\n"), "")
        << "another heading";
    EXPECT_EQ(findings("Casa Azul. " + once + "Casa Roja. 9 of 21 women had papers (43%).\n"), "");
}
TEST(Wholes, W2_EitherOr) {
    EXPECT_EQ(findings("All 21 respondents were either citizens (14 of 21, 67%), residents (4 of 21, 19%) or "
                       "visitors (4 of 21, 19%)."),
              "parts 21 22");
    EXPECT_EQ(findings("All 21 respondents were either citizens (14 of 21, 67%) or visitors (6 of 21, 29%)."),
              "parts 21 20");
    for (auto const* text :
         {"All 21 respondents were either citizens (14 of 21, 67%) or visitors (7 of 21, 33%).",
          "Many were either citizens (14 of 21, 67%) or visitors (6 of 21, 29%).",
          "Many had either work (14 of 21, 67%) and papers (9 of 21, 43%)."})
        EXPECT_EQ(findings(text), "") << text;
}
TEST(Wholes, W4_WhatWasComparedIsCounted) {
    EXPECT_EQ(audit_text("38% (8 of 21) came alone.").compared, 0U);
    EXPECT_EQ(audit_text("38% (8 of 21) came alone. 43% (9 of 21) sent money home.").compared, 1U);
    EXPECT_EQ(audit_text("13 of 21 women said yes; the other 8 of 21 women said no.").compared, 1U);
}
TEST(Wholes, W2_TheRest) {
    EXPECT_EQ(
        findings(
            "38% (8 of 21) came alone, 19% (4 of 21) with friends, the rest (9 of 21, 43%) with family."),
        "");
    EXPECT_EQ(
        findings(
            "38% (8 of 21) came alone, 19% (4 of 21) with friends, the rest (8 of 21, 38%) with family."),
        "parts 21 20");
    EXPECT_EQ(findings("El 38 % (8 de 21) vino sola y el resto (12 de 21, 57 %) con su familia."),
              "parts 21 20");
    EXPECT_EQ(findings("38% (8 of 21) came alone, some with friends, the rest (8 of 21, 38%) with family."),
              "");
}
TEST(Wholes, W2_MakeUp) {
    EXPECT_EQ(findings("Citizens (5 of 21, 24%) and others (15 of 21, 71%) together make up all 21."),
              "parts 21 20");
    EXPECT_EQ(findings("Citizens (5 of 21, 24%) and others (16 of 21, 76%) together make up all 21."), "");
}
TEST(Wholes, W2_BareParts) {
    EXPECT_EQ(findings("The 21 women comprised 8 citizens, 9 without papers and 5 visitors."), "parts 21 22");
    EXPECT_EQ(findings("The sample of 21 women consisted of 8 citizens, 9 without papers, and 5 visitors."),
              "parts 21 22");
    EXPECT_EQ(
        findings("The sample consisted of 21 women: eight citizens, nine without papers and five visitors."),
        "parts 21 22");
    EXPECT_EQ(findings("Las 21 mujeres se componían de 8 ciudadanas, 9 sin papeles y 5 visitantes."),
              "parts 21 22");
    EXPECT_EQ(
        findings("Le groupe de 21 femmes se composait de 8 citoyennes, 9 sans papiers et 5 visiteuses."),
        "parts 21 22");
    EXPECT_EQ(findings("In 2031 we met 8 citizens, 9 without papers and 5 visitors, for a total of 21."),
              "parts 21 22");
    EXPECT_EQ(findings("Vimos a 8 ciudadanas, 9 sin papeles y 5 visitantes, para un total de 21."),
              "parts 21 22");
    for (auto const* text :
         {"The 21 women comprised 8 citizens, 9 without papers and 4 visitors.",
          "The 21 women comprised 8 citizens, 9 without papers and others.",
          "The 21 women comprised 8 citizens, 9 without papers, including 3 mothers, and 5 visitors.",
          "The 21 women comprised 8 citizens aged 19 to 54, 9 without papers and 5 visitors.",
          "The team comprised 3 lawyers and 2 advocates for 21 women.",
          "The plan of 21 pages comprised 3 chapters and 2 annexes.",
          "We met 8 citizens on 3 May, 9 in June and 5 in July, for a total of 21.",
          "We spent $8 on buses, $9 on food and $5 on stamps, for a total of 21."})
        EXPECT_EQ(findings(text), "") << text;
}
TEST(Wholes, W2_TheOthers) {
    EXPECT_EQ(findings("13 of 21 said yes (62%); the other 9 of 21 (43%) said no."), "parts 21 22");
    EXPECT_EQ(findings("13 of 21 women said yes; the other 9 of 21 women said no."), "parts 21 22");
    EXPECT_EQ(findings("13 of 21 women said yes; the other 8 of 21 women said no."), "");
    EXPECT_EQ(findings("13 de las 21 dijeron que sí; las otras 9 de 21 que no."), "parts 21 22");
    EXPECT_EQ(findings("13 of 21 women said yes; 9 of 21 had other jobs."), "");
    EXPECT_EQ(findings("67% (14 of 21) were citizens and the other 38% (8 of 21) were not."), "parts 21 22");
    EXPECT_EQ(findings("67% (14 of 21) were citizens and the other 33% (7 of 21) were not."), "");
}
TEST(Wholes, W2_Total) {
    std::string const rows = "| yes | 5 of 21 | 24% |\n| no | 15 of 21 | 71% |\n";
    EXPECT_EQ(findings(rows + "| Total | 21 of 21 | 100% |\n"), "parts 21 20");
    EXPECT_EQ(findings(rows + "| Total | 21 of 21 | 100% |\n\nMultiple answers were possible.\n"), "");
    EXPECT_EQ(findings(rows + "| other | 1 of 21 | 5% |\n| Total | 21 of 21 | 100% |\n"), "");
}
TEST(Wholes, W3_Denominator) {
    EXPECT_EQ(findings("8 of the 21 women (38%) came. 9 of the 20 women (45%) left."), "denominator 20 21");
    EXPECT_EQ(findings("8 of the 21 women (38%) came. 9 of the 20 women who answered (45%) left."), "");
    EXPECT_EQ(findings("8 of the 21 women (38%) came.\n\n9 of the 20 women (45%) left."), "")
        << "another paragraph";
    EXPECT_EQ(findings("13 of the 21 women (62%) came. 9 of the 13 women (69%) left."), "")
        << "those who came";
}

TEST(Wholes, W3_DenominatorOfSentences) {
    EXPECT_EQ(findings("De las 21 mujeres, 8 (38 %) vinieron. De las 20 mujeres, 9 (45 %) volvieron."),
              "denominator 20 21");
    EXPECT_EQ(findings("38 % des 21 femmes (8) sont venues. 45 % des 20 femmes (9) sont parties."),
              "denominator 20 21");
    EXPECT_EQ(findings("Of the 21 women, 8 (38%) came. Of the 20 women, 9 (45%) left."), "denominator 20 21");
    EXPECT_EQ(findings("38% (8 of 21) came alone. 45% (9 of 20) sent money home."), "denominator 20 21");
    EXPECT_EQ(findings("8 of 21 women had papers (38%). 9 of 20 women had children (45%)."),
              "denominator 20 21");
    EXPECT_EQ(findings("8 of 21 women had papers (38%). 9 of 20 men had papers (45%)."), "");
    EXPECT_EQ(findings("8 of 21 women had papers (38%). In June 9 of 20 women had children (45%)."), "");
    for (auto const* text : {"Of the 21 women, 8 (38%) came. Of the 20 women who answered, 9 (45%) left.",
                             "Of the 21 women, 20 came. Of the 20 women, 9 (45%) left.",
                             "Of the 21 women, one fell ill. Of the 20 women, 9 (45%) left.",
                             "Of the 21 women, 13 (62%) came. Of the 13 women, 9 (69%) left.",
                             "Of the 21 women, 8 (38%) came. Of the 20 men, 9 (45%) left.",
                             "38% (8 of 21) came alone. 45% (9 of 20) did not answer.",
                             "38% (8 of 21) came alone. 45% (9 of 20) of the men sent money.",
                             "38% (8 of 21) came alone. 45% (36 of 80) sent money home.",
                             "38% (8 of 21) came alone.\n\n45% (9 of 20) sent money home."})
        EXPECT_EQ(findings(text), "") << text;
}
