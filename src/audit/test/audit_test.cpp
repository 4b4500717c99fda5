// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audited.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace amparo::audit;
using namespace amparo::audit::test;

// ── Verdicts ──

TEST(Judge, J1_NearestEitherTie) {
    EXPECT_EQ(audited("38% (8 of 21)"), "8/21 38 consistent");
    EXPECT_EQ(audited("13% (1 of 8), 12% (1 of 8)"), "1/8 13 consistent; 1/8 12 consistent");
    EXPECT_EQ(audited("38.10% (8 of 21)"), "8/21 38.10 consistent");
    EXPECT_EQ(audited("38.1% (8 of 21)"), "8/21 38.1 consistent");
    EXPECT_EQ(audited("38.0% (8 of 21)"), "8/21 38.0 truncated");
}
TEST(Judge, J2_CutIsNotRounded) {
    Report const report = audit_text("Twenty-three percent (5 of 21)");
    ASSERT_EQ(report.claims.size(), 1U);
    EXPECT_EQ(report.claims[0].verdict, Verdict::kTruncated);
    EXPECT_EQ(report.claims[0].nearest, (Printed{24, 0}));
    EXPECT_FALSE(report.is_clean());
}
TEST(Judge, J3_NothingGivesIt) {
    EXPECT_EQ(audited("25% (5 of 21)"), "5/21 25 inconsistent");
    Report const up = audit_text("39% (8 of 21)");
    EXPECT_EQ(up.claims.at(0).verdict, Verdict::kInconsistent);
    EXPECT_EQ(up.claims.at(0).reason, Reason::kOnlyUp);
}
TEST(Judge, J4_MoreThanAll) {
    EXPECT_EQ(audited("119% (25 of 21)"), "25/21 119 impossible");
    EXPECT_EQ(audited("38% (8 of 0)"), "8/0 38 impossible");
}
TEST(Judge, J5_Hedges) {
    EXPECT_EQ(audited("more than half (12 of 21); more than half (10 of 21)"),
              "12/21 50.0000 consistent; 10/21 50.0000 inconsistent");
    EXPECT_EQ(audited("at least 40% (8 of 21). At most 40% (8 of 21)."),
              "8/21 40 inconsistent; 8/21 40 consistent");
    EXPECT_EQ(audited("almost 40% (8 of 21), almost 60% (8 of 21)"),
              "8/21 40 consistent; 8/21 60 inconsistent");
    EXPECT_EQ(audited("al menos el 38 % (8 de 21); menos del 30 % (8 de 21)"),
              "8/21 38 consistent; 8/21 30 inconsistent");
    EXPECT_EQ(audited("au moins 30 % (8 sur 21) ; plus de 40 % (8 sur 21)"),
              "8/21 30 consistent; 8/21 40 inconsistent");
    EXPECT_EQ(audited("no more than 40% (8 of 21), ≥ 40% (8 of 21), >38% (8 of 21)"),
              "8/21 40 consistent; 8/21 40 inconsistent; 8/21 38 consistent");
    EXPECT_EQ(audited("Most (15 of 21). Most (8 of 21)."), "15/21 - consistent; 8/21 - inconsistent");
}
TEST(Judge, J5_AboutIsNoExcuseForCuttingOff) {
    EXPECT_EQ(audited("About 23% (5 of 21). Unos 23 % (5 de 21)."), "5/21 23 truncated; 5/21 23 truncated");
    EXPECT_EQ(audited("About 22% (5 of 21). About 24% (5 of 21)."), "5/21 22 consistent; 5/21 24 consistent");
    EXPECT_EQ(audited("About 20% (5 of 24). About 25% (31 of 121). About a quarter (5 of 21)."),
              "5/24 20 consistent; 31/121 25 consistent; 5/21 25.0000 consistent")
        << "round figures and words are said of neighbours";
    EXPECT_EQ(audited("More than 23% (5 of 21)."), "5/21 23 consistent");
}
TEST(Judge, J6_Fractions) {
    EXPECT_EQ(audited("two thirds (14 of 21), two thirds (16 of 21)"),
              "14/21 66.6667 consistent; 16/21 66.6667 inconsistent");
    EXPECT_EQ(audited("one in five (4 of 21), one in five (3 of 21)"),
              "4/21 20.0000 consistent; 3/21 20.0000 inconsistent");
    EXPECT_EQ(audited("half (10 of 21), half (7 of 21)"),
              "10/21 50.0000 consistent; 7/21 50.0000 inconsistent");
    EXPECT_EQ(audited("eight in ten (57 of 71), eight in ten (40 of 71)"),
              "57/71 80.0000 consistent; 40/71 80.0000 inconsistent");
    EXPECT_EQ(audited("all (14 of 14), all (13 of 14), none (0 of 9), none (1 of 9)"),
              "14/14 100 consistent; 13/14 100 inconsistent; 0/9 0 consistent; 1/9 0 inconsistent");
}
TEST(Judge, J7_TwoFigures) {
    EXPECT_EQ(audited("One in five women (19%)"), "1/5 19 consistent");
    EXPECT_EQ(audited("One in five women (28%)"), "1/5 28 inconsistent");
    EXPECT_EQ(audited("1 of 5 women (19%)"), "1/5 19 inconsistent") << "counts are counts";
}
TEST(Judge, J8_Range) {
    EXPECT_EQ(audited("30–40% (8 of 21), 40-50 % (8 of 21)"), "8/21 - consistent; 8/21 - inconsistent");
    EXPECT_EQ(audited("entre 30 y 40 % (8 de 21)"), "8/21 - consistent");
}
TEST(Judge, J8_EachEndOfARangeHasItsCounts) {
    EXPECT_EQ(audited("Between 38% and 43% (8 of 21 to 12 of 21) went."),
              "8/21 38 consistent; 12/21 43 inconsistent");
    EXPECT_EQ(audited("Between 38% and 43% (8 of 21 to 9 of 21). 30–40 % (7 de 21 a 8 de 21)."),
              "8/21 38 consistent; 9/21 43 consistent; 7/21 30 inconsistent; 8/21 40 inconsistent");
    EXPECT_EQ(audited("30–40% (8 of 21, and 7 of 21 in May)"), "8/21 - consistent");
}
TEST(Judge, J11_AnIntervalContainsItsFigure) {
    for (auto const* text :
         {"38% (95% CI 10% to 20%; 8 of 21)", "38% (8 of 21; 95% CI 10–20%)",
          "8 of 21 (38%, 95% CI 40 to 60)", "38% (8/21), 95% confidence interval: 40% to 60%",
          "38 % (8 de 21; IC 95 %: 40 % a 60 %)", "38 % (8 sur 21 ; IC 95 % : 0,40 à 0,60)",
          "38% of the women (8 of 21; 95% CI [40%, 60%])", "38 % (8 sur 21 ; IC à 95 % [12,3 ; 35,6])",
          "38 % (IC à 95 % [12,3 ; 35,6] ; 8 sur 21)", "38 % (8 sur 21), IC à 95 % : 12,3 ; 35,6.",
          "38 % des femmes (8 sur 21), intervalle de confiance (IC) à 95 % : [12,3 % ; 35,6 %]",
          "38 % (8 sur 21) [IC95 % : 0,12 ; 0,35]", "El 38 % (8 de 21; IC 95 %: 12,3; 35,6)",
          "El 38 % (8 de 21; IC del 95 % [12,3; 35,6])", "38% (8 of 21; 95% CI [12.3; 35.6])"}) {
        Report const report = audit_text(text);
        ASSERT_EQ(report.claims.size(), 1U) << text;
        EXPECT_EQ(report.claims[0].verdict, Verdict::kInconsistent) << text;
        EXPECT_EQ(report.claims[0].reason, Reason::kOutsideInterval) << text;
    }
    EXPECT_EQ(reason_of(audit_text("38% (95% CI 10% to 20%; 8 of 21)").claims.at(0), Tongue::kEnglish),
              "The interval printed with it, 10% to 20%, does not contain it.");
    for (auto const* text :
         {"38% (95% CI 21% to 59%; 8 of 21)", "38% (8 of 21; 95% CI 38.4–60%)",
          "38% (8 of 21; risk ratio 1.9, 95% CI 1.2 to 3.1)", "38% (8 of 21; OR 1.9, 95% CI 1.2 to 3.1)",
          "38% (8 of 21), 17 points more than in 2030 (95% CI 2% to 30%)",
          "38% (8 of 21) came, a difference of 17 points (95% CI 2% to 30%).",
          "38% (8 of 21; 95% CI −2% to 5%)", "38% (8 of 21; 95% CI 1.2 to 3.1 for the odds)",
          "In 38% (8 of 21) the count was 4 (95% CI 2 to 9).", "38 % (8 sur 21 ; IC à 95 % [20,8 ; 59,1])",
          "38 % (IC à 95 % : 21 ; 59 ; 8 sur 21)", "38 % (8 sur 21 ; OR 1,9 ; IC à 95 % [1,2 ; 3,1])",
          "38 % (8 sur 21 ; IC à 95 % [–2 ; 5])"})
        EXPECT_TRUE(audit_text(text).is_clean()) << text << ": " << audited(text);
}
TEST(Judge, J11_ASemicolonAfterBothEndsIsNotBetweenThem) {
    for (auto const* text : {"38% (95% CI 10–20; 8 of 21)", "38% (95% CI 10 to 20; 8)",
                             "38 % (IC à 95 % : 10 à 20 ; 21)", "38% (95% CI 10, 20; 21)"})
        EXPECT_EQ(reason_of(audit_text(std::string{text} + " (8 of 21)").claims.at(0), Tongue::kEnglish),
                  "The interval printed with it, 10% to 20%, does not contain it.")
            << text;
    EXPECT_EQ(audited("38% (95% CI; 8 of 21), 24 % (IC à 95 % ; 5 sur 21)"),
              "8/21 38 consistent; 5/21 24 consistent");
    EXPECT_EQ(audited("38 % (8 sur 21 ; IC à 95 % [20,8 ; 59,1]) ; 23 % (5 sur 21)"),
              "8/21 38 consistent; 5/21 23 truncated");
    EXPECT_EQ(audited("IC 95 %; 23 %, o sea 5 de 21."), "5/21 23 truncated");
    EXPECT_EQ(audited("IC : ± 10 ; 24 sur 60 (39 %)."), "24/60 39 inconsistent");
}
TEST(Judge, J9_WholeOnly) {
    EXPECT_EQ(audited("24% of the 21 women"), "?/21 24 consistent");
    EXPECT_EQ(audited("23% of the 21 women"), "?/21 23 truncated");
    EXPECT_EQ(audited("25 % de las 21 mujeres"), "?/21 25 inconsistent");
    EXPECT_EQ(audited("38% (n = 8), 38% (n = 21), 37% (n = 1)"),
              "8/? 38 consistent; 21/? 38 consistent; 1/? 37 inconsistent");
    EXPECT_EQ(audited("Of the 21 women, 22% were mothers."), "?/21 22 inconsistent");
    EXPECT_EQ(
        audited("Of the 52 people interviewed, 21 (40%) were born abroad; of these, 13 (62%) had a status."),
        "21/52 40 consistent")
        << "the others only where they give it";
    EXPECT_EQ(audited("Sur 21 personnes, 8 (38 %) envoient de l'argent ; 13 (62 %) non."),
              "8/21 38 consistent; 13/21 62 consistent");
    EXPECT_EQ(audited("De las 21 mujeres, 5 (23 %) son ciudadanas."), "5/21 23 truncated");
    EXPECT_EQ(audited("Of the 52 people, 5 (24%) of the migrants were citizens."), "");
    EXPECT_EQ(audited("a mean of 2.45 children (n = 29), a mean of 2.46 children (n = 29)"),
              "?/29 2.45 consistent; ?/29 2.46 inconsistent");
}
TEST(Judge, J9_TheWholeStandsApart) {
    EXPECT_EQ(audited("Of the 21 respondents, 40% (n=8) said no."), "8/21 40 inconsistent");
    EXPECT_EQ(audited("De las 21 mujeres, el 41 % (n = 8) dijo que no."), "8/21 41 inconsistent");
    EXPECT_EQ(audited("Sur les 21 femmes, 38 % (n = 8) ont refusé et 50 % (n = 10) sont venues."),
              "8/21 38 consistent; 10/21 50 inconsistent");
    EXPECT_EQ(
        audited("Of the 52 people, 40% (n = 21) were born abroad; of these, 62% (n = 13) had a status."),
        "21/52 40 consistent; 13/? 62 consistent");
    EXPECT_EQ(audited("40 p. 100 (8 sur 21), 38 p. cent (8 sur 21)"),
              "8/21 40 inconsistent; 8/21 38 consistent");
    EXPECT_EQ(audited("0.40 (8 of 21), 0,38 (8 de 21)"), "8/21 40 inconsistent; 8/21 38 consistent");
    EXPECT_EQ(audited("8 ÷ 21 = 41%"), "8/21 41 inconsistent");
    EXPECT_EQ(audited("4 out of 10 (10 of 21)"), "10/21 40.0000 inconsistent");
    EXPECT_EQ(audited("4 out of 10 (8 of 21)"), "8/21 40.0000 consistent");
    EXPECT_EQ(audited("We met 21 women, of whom 8 (40%) had papers."), "8/21 40 inconsistent");
    EXPECT_EQ(audited("We met 21 women, 8 of whom (40%) had papers."), "8/21 40 inconsistent");
    EXPECT_EQ(audited("Vimos a 21 mujeres, de las cuales 8 (40 %) tenían papeles."), "8/21 40 inconsistent");
    EXPECT_EQ(audited("21 femmes, dont 8 (40 %) avec papiers."), "8/21 40 inconsistent");
    EXPECT_EQ(audited("In 2031 we met 21 women. 8 had papers (40%)."), "8/21 40 inconsistent");
    EXPECT_EQ(audited("39% (n=8; 21 women)"), "8/21 39 inconsistent");
    EXPECT_EQ(audited("There were 21 respondents. 23% were citizens."), "?/21 23 truncated");
}
TEST(Judge, J9_TheWholeStandsBeforeAList) {
    EXPECT_EQ(audited("The 21 respondents: 14 citizens (67%), 4 residents (19%) and 9 visitors (80%)."),
              "14/21 67 consistent; 4/21 19 consistent; 9/21 80 inconsistent");
    EXPECT_EQ(audited("Las 21 mujeres: 14 ciudadanas (67 %), 4 residentes (19 %) y 3 visitantes (15 %)."),
              "14/21 67 consistent; 4/21 19 consistent; 3/21 15 inconsistent");
    EXPECT_EQ(audited("8 (39%) women of 21. 8 (38%) women of 21."),
              "8/21 39 inconsistent; 8/21 38 consistent");
    EXPECT_EQ(audited("Of 21 respondents, 50% were women, 30% were men and 25% others."),
              "?/21 50 inconsistent; ?/21 30 inconsistent; ?/21 25 inconsistent");
    EXPECT_EQ(audited("De las 21 mujeres, el 38 % vinieron y el 61 % dijeron que no."),
              "?/21 38 consistent; ?/21 61 truncated");
    for (auto const* text :
         {"The 21 respondents: 14 citizens (67% of them in work), 4 residents and 9 visitors (80%).",
          "The 21 respondents: 14 citizens (50%), 4 residents (25%).",
          "The 21 respondents: 14 citizens (67%), of whom 9 in work (64%), and 7 visitors (33%).",
          "Of 21 respondents, 52% were women; 30% of the city is.",
          "Of 21 respondents, 52% were women, compared with 30% in the city.",
          "Of the 52 people, 40% were born abroad; of these, 64% had a status.",
          "Of the 52 people, 40% answered, of whom 64% had a status.",
          "Of the 52 people, 40% answered, and among those who did, 64% had a status.",
          "Of the 52 people, 40% answered, among those, 64% had a status.",
          "8 (38%) women of 21 countries and 8 (44%) women of 25 years."})
        EXPECT_TRUE(audit_text(text).is_clean()) << text << ": " << audited(text);
}
TEST(Judge, J9_NoWholeStandsApart) {
    for (auto const* text : {"Kappa was 0.40 (8 of 21 twice).", "p = 0.40 (8 of 21)",
                             "The mean was 0.12 (8 of 21).", "8 out of 10 women came (5 of 8 with children).",
                             "There were 21 respondents. 23% of the city was born abroad.",
                             "There were 21 respondents. 23% is the national share.",
                             "We met 21 women. 20 answered. 8 had papers (40%).",
                             "We met 21 women and 19 men. 8 had papers (42%).",
                             "We met 21 women. 8 had papers (40%); one did not answer.",
                             "We met 21 women, of whom 20 answered and 8 (40%) had papers.",
                             "38% (n = 8; 3 men)", "See page 40 p. 100."})
        EXPECT_TRUE(audit_text(text).is_clean()) << text << ": " << audited(text);
}
TEST(Judge, J9_Means) {
    EXPECT_EQ(audited("On average, the 21 women had 2.35 children."), "?/21 2.35 inconsistent");
    EXPECT_EQ(audited("On average, the 21 women had 2.33 children."), "?/21 2.33 consistent");
    EXPECT_EQ(audited("Le nombre moyen d'enfants des 21 femmes est de 2,35."), "?/21 2.35 inconsistent");
    EXPECT_EQ(audited("El número medio de hijos fue de 2,35 (n = 21)."), "?/21 2.35 inconsistent");
    Claim const claim = audit_text("a mean of 3.48 children (n = 19)").claims.at(0);
    EXPECT_EQ(claim.nearest, (Printed{347, 2}));
    EXPECT_EQ(claim.nearest_too, (Printed{353, 2}));
    EXPECT_EQ(reason_of(claim, Tongue::kEnglish),
              "Whole numbers of 19 can't have this mean; the nearest are 3.47 and 3.53.");
    for (auto const* text : {"On average, the 21 women had 2.35 children per household.",
                             "On average, the 21 women worked 2.35 years.",
                             "On average, 12 volunteers saw the 21 women 2.35 times."})
        EXPECT_EQ(audited(text), "") << text;
}
TEST(Judge, J10_NearestIsWhatShouldStandThere) {
    EXPECT_EQ(audit_text("40.00% (8 of 21)").claims.at(0).nearest, (Printed{3810, 2}));
    EXPECT_EQ(audit_text("22% of the 21 women").claims.at(0).nearest, (Printed{24, 0}));
}

// ── Pairs ──

TEST(Pairing, P1_P2_Lists) {
    EXPECT_EQ(audited("38% and 43% (8 of 21 and 9 of 21, respectively)"),
              "8/21 38 consistent; 9/21 43 consistent");
    EXPECT_EQ(audited("43% and 38% (8 of 21 and 9 of 21, respectively)"),
              "8/21 43 inconsistent; 9/21 38 inconsistent");
    EXPECT_EQ(audited("38% (8 of 21), including mothers (5 of 21)"), "8/21 38 consistent");
    EXPECT_EQ(audited("8 of 21 (38%), 5 of 21 (23%)"), "8/21 38 consistent; 5/21 23 truncated");
}
TEST(Pairing, P2_OneWholeForTheList) {
    EXPECT_EQ(audited("38% and 43% (8 and 9 of 21)"), "8/21 38 consistent; 9/21 43 consistent");
    EXPECT_EQ(audited("60% and 43% (8 and 9 of 21)"), "8/21 60 inconsistent; 9/21 43 consistent");
    EXPECT_EQ(audited("43% and 38% (8 and 9 of 21, respectively)"),
              "8/21 43 inconsistent; 9/21 38 inconsistent");
    EXPECT_EQ(audited("El 38 %, el 43 % y el 19 % (8, 9 y 5 de las 21)"),
              "8/21 38 consistent; 9/21 43 consistent; 5/21 19 inconsistent");
    EXPECT_EQ(audited("38 % et 43 % (8 et 10 sur 21)"), "8/21 38 consistent; 10/21 43 inconsistent");
    EXPECT_EQ(audited("81% (8 and 9 of 21)"), "") << "their sum is meant";
    EXPECT_EQ(audited("Of the 90% we reached, 60% and 43% (8 and 9 of 21) came"), "");
}
TEST(Pairing, P3_SideBySide) {
    EXPECT_EQ(audited("8 of the 21 women, or 38 percent, said so"), "8/21 38 consistent");
    EXPECT_EQ(audited("8 of the 21 women, or 48 percent, said so"), "8/21 48 inconsistent");
    EXPECT_EQ(audited("38% = 8/21; 38% – 8 of 21 – said so"), "8/21 38 consistent; 8/21 38 consistent");
    EXPECT_EQ(audited("| citizens | 5 of 21 | 23% |\n| others | 16 of 21 | 76% |"),
              "5/21 23 truncated; 16/21 76 consistent");
    EXPECT_EQ(audited("| a | 5 of 21 | 6 of 20 | 24% | 30% |"), "5/21 24 consistent; 6/20 30 consistent");
}
TEST(Pairing, P4_P5_Doubt) {
    EXPECT_EQ(audited("While 60% of the sector is informal, those we met had contracts (15 of 21)."), "");
    EXPECT_EQ(audited("8 of 21 women, 38% of whom were mothers, moved"), "");
    EXPECT_EQ(audited("All mothers (8 of 21) got a bed."), "");
    EXPECT_EQ(audited("Among mothers (8 of 21), 50% said so."), "");
    EXPECT_EQ(audited("A third party (8 of 21) told us. The second half (8 of 21) was quiet. All but one (13 "
                      "of 14) stayed."),
              "");
}
TEST(Pairing, P6_NoShares) {
    EXPECT_EQ(audited("Employers kept 30% of their pay (6 of 21)."), "");
    EXPECT_EQ(
        audited(
            "Calls rose by 12% (8 of 21). An increase of 38 % (5 of 21). Up 5 percentage points (8 of 21)."),
        "");
    EXPECT_EQ(audited("38% (8 of 21; 95% CI 21–59%)"), "8/21 38 consistent");
    EXPECT_EQ(audited("rose to 38% (8 of 21)"), "8/21 38 consistent");
    EXPECT_EQ(audited("Several answers each: 2/4, 2/4, 1/4 (sum 125 %)."), "");
    EXPECT_EQ(audited("Varias respuestas: 2/4, 2/4, 1/4 (suman un 125 %)."), "");
    EXPECT_EQ(audited("In sum, 38% (8 of 21)."), "8/21 38 consistent");
    EXPECT_EQ(audited("On 8/21/2031, page 3 of 12 (38%), table 2 of 5 (38%)."), "");
}
TEST(Pairing, P6_WhatIsDoneByPeopleIsNoChange) {
    EXPECT_EQ(audited("Violence was reported by 38% (9 of 21)."), "9/21 38 inconsistent");
    EXPECT_EQ(audited("Wages withheld: named by 38% (8 of 21)."), "8/21 38 consistent");
    EXPECT_EQ(audited("It was said by about 38% (8 of 21) and seen by 43% (9 of 21)."),
              "8/21 38 consistent; 9/21 43 consistent");
    EXPECT_EQ(audited("Concerns were raised by 38% of the women (8 of 21)."), "8/21 38 consistent");
    EXPECT_EQ(audited("Calls increased by 12% (8 of 21), dropped steadily by 12% (8 of 21), improved by 12% "
                      "(8 of 21)."),
              "");
}
TEST(Pairing, P7_TextBetweenTwoTitlesIsText) {
    constexpr std::string_view kTitle = "\n\nCasa Ocaso - Informe 2031     12\n\n";
    std::string text = "Au printemps, soixante des" + std::string{kTitle} +
                       "137, soit 44 pour cent. In the spring, 75 out of 199" + std::string{kTitle} +
                       "(37.7\nper cent).";
    EXPECT_EQ(audited(text), "60/137 44 consistent; 75/199 37.7 consistent");
}
TEST(Pairing, P7_ALineOfANarrowColumnIsNoTitleThoughItComesTwice) {
    EXPECT_EQ(audited("In the spring 107 of\n195, or\n55% came back. In autumn 25 of\n189, or\n13% did."),
              "107/195 55 consistent; 25/189 13 consistent");
    EXPECT_EQ(audited("In the spring 107 of\n12 Casa Ocaso\n195, or\n55% came back. In autumn 25 of\n13 Casa "
                      "Ocaso\n189, or\n13% did."),
              "107/195 55 consistent; 25/189 13 consistent");
}
TEST(Pairing, P8_LoneCounts) {
    EXPECT_EQ(audited("8 of 21 women came. Open 24/7."), "");
    EXPECT_EQ(audited("25 of the 21 women came."), "25/21 - impossible");
    EXPECT_EQ(audited("They came (25 of 21)."), "25/21 - impossible");
}

/// Text that is right and has numbers in it that are no wholes: nothing is said against it.
TEST(Pairing, P6_NumbersThatAreNoWholes) {
    for (auto const* text : {"Only 38% came back (368 in 2030).",
                             "38% (n = 412 in 2031)",
                             "Calls were fewer (up 12% from 368 in 2030).",
                             "62% of the women (8 in 2030, 13 in 2031) stayed.",
                             "12% to 15% left (8 of 60).",
                             "Se fue del 12 % al 15 % (8 de 60).",
                             "35% of the 21 women's earnings went to the agency.",
                             "35% of the 21 workers\u2019 pay went to the agency.",
                             "The power of the test is 80% (n = 21).",
                             "La potencia de la prueba es del 80 % (n = 21).",
                             "With 80% power (n = 21) little is seen.",
                             "The target was 80% (n = 21).",
                             "Percentages are weighted. 37% (8 of 21) came.",
                             "37 % (8 de 21). Los porcentajes están ponderados.",
                             "37 % (8 sur 21). Les résultats sont pondérés.",
                             "38% (8 in 21 days) were seen at once.",
                             "Of the 21-year-olds 35% came (n = 40).",
                             "38% came back (12/2031).",
                             "Se quedó el 38 % (13 de 2029).",
                             "38.25% of the 2030 cases were closed."})
        EXPECT_TRUE(audit_text(text).is_clean()) << text << ": " << audited(text);
    EXPECT_EQ(audited("15% to 12% left (8 of 60). It rose from 31% to 46% (40 of 89)."),
              "8/60 12 inconsistent; 40/89 46 inconsistent");
    EXPECT_EQ(audited("12% to 15% left (12 of 60)."), "12/60 15 inconsistent");
    EXPECT_EQ(audited("We made up 37% (8 of 21)."), "8/21 37 inconsistent");
    EXPECT_EQ(audited("37% (8 of the 2030 women)"), "8/2030 37 inconsistent");
}
TEST(Pairing, P9_WeightsAreSaidToBeThere) {
    Report const report =
        audit_text("Percentages are weighted. 37% (8 of 21) and 38% (8 of 21), 120% (25 of 21).");
    EXPECT_EQ(report.weighted, 1U);
    EXPECT_EQ(report.total(), 2U) << "more than all is impossible with weights too";
    EXPECT_EQ(report.claims.size(), 2U);
    EXPECT_EQ(report.followed(), 0);
    EXPECT_FALSE(audit_text("Percentages are not weighted. 37% (8 of 21).").is_clean());
}

// ── The document ──

TEST(Audit, PlacesAreOfTheClaim) {
    Report const report = audit_text(
        "Título\n\nAquí, según nos dijeron, el 38 % (8 de 21).\n\x20\x20"
        "23% (5 of 21)");
    ASSERT_EQ(report.claims.size(), 2U);
    EXPECT_EQ(report.claims[0].place, (Place{3, 29, 0}));
    EXPECT_EQ(report.claims[0].text, "38 % (8 de 21)");
    EXPECT_EQ(report.claims[1].place, (Place{4, 3, 0}));
}
TEST(Audit, PlacesCanBeGiven) {
    Auditor auditor;
    auditor.at({7, 12, 3});
    auditor.feed("38% (8 of 21) and ");
    auditor.at({9, 1, 3});
    auditor.feed("23% (5 of 21)");
    Report const report = auditor.finish();
    ASSERT_EQ(report.claims.size(), 2U);
    EXPECT_EQ(report.claims[0].place, (Place{7, 12, 3}));
    EXPECT_EQ(report.claims[1].place, (Place{9, 1, 3}));
}
TEST(Audit, WhichRuleTheDocumentFollows) {
    EXPECT_EQ(audit_text("38% (8 of 21), 24% (5 of 21)").followed(), kUsual);
    EXPECT_EQ(audit_text("13% (1 of 8), 38% (8 of 21)").followed(), bit(Rounding::kHalfUp));
    EXPECT_EQ(audit_text("12% (1 of 8), 24% (5 of 21)").followed(), bit(Rounding::kHalfEven));
    EXPECT_EQ(audit_text("23% (5 of 21), 38% (8 of 21)").followed(), bit(Rounding::kDown));
    EXPECT_EQ(audit_text("23% (5 of 21), 10% (2 of 21)").followed(), 0);
    EXPECT_EQ(audit_text("Nothing.").followed(), 0);
}
TEST(Audit, PowerOfTheMostFrequentWhole) {
    auto const power = audit_text("38% (8 of 21), 24% (5 of 21), 50% (1 of 2)").power();
    ASSERT_TRUE(power);
    EXPECT_EQ(*power, (Power{22, 101}));
    EXPECT_FALSE(audit_text("").power());
}
TEST(Audit, PowerIsOfThePrecisionMostClaimsHave) {
    Report const report = audit_text("38% (8 of 21). 43% (9 of 21). 62% (13 of 21). 23.8% (5 of 21).");
    EXPECT_EQ(report.power(), (Power{22, 101})) << "not 22 of 1001";
    EXPECT_EQ(audit_text("38% (8 of 21). 23.8% (5 of 21).").power(), (Power{22, 101}));
    EXPECT_EQ(audit_text("38.1% (8 of 21). 23.8% (5 of 21). 43% (9 of 21).").power(), (Power{22, 1001}));
}
TEST(Audit, PiecesOfAnySizeGiveTheSame) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "Según nos dijeron, el 38 % (8 de 21) y, además, 23% (5 of 21).\n\n";
    Report const whole = audit_text(text);
    ASSERT_EQ(whole.claims.size(), 80U);
    for (std::size_t const size : {1U, 2U, 7U, 64U}) {
        Auditor auditor;
        for (std::size_t at = 0; at < text.size(); at += size)
            auditor.feed(std::string_view{text}.substr(at, size));
        Report const pieces = auditor.finish();
        ASSERT_EQ(pieces.claims.size(), whole.claims.size());
        for (std::size_t i = 0; i < whole.claims.size(); ++i) {
            EXPECT_EQ(pieces.claims[i].place, whole.claims[i].place);
            EXPECT_EQ(pieces.claims[i].text, whole.claims[i].text);
        }
    }
}
TEST(Audit, WindowsTearNoClaimApart) {
    std::string const line = "Of those we met, thirty-eight percent (8 of 21) sent money home.\n";
    std::string text;
    std::size_t lines = 0;
    while (text.size() < 5 * kWindowBytes) {
        text += line;
        ++lines;
    }
    Report const report = audit_text(text);
    EXPECT_EQ(report.claims.size(), lines);
    EXPECT_EQ(report.counts[0], lines);
    EXPECT_EQ(report.claims.back().place.line, lines);
}
TEST(Audit, AStreamOfManyClaimsWaitsInBoundedMemory) {
    constexpr std::size_t kClaims = 100'000;
    std::string const claims =
        "Of those whom we met in the spring 38% (8 of 21) came back. 23% (5 of 21) did not.\n\n";
    Auditor auditor;
    for (std::size_t fed = 0; fed < kClaims; fed += 2) {
        auditor.feed(claims);
        ASSERT_LT(auditor.waiting(), 2 * kWindowBytes);
    }
    Report const report = auditor.finish();
    EXPECT_GT(kClaims / 2 * claims.size(), 2 * kWindowBytes);
    EXPECT_EQ(report.total(), kClaims);
    EXPECT_EQ(report.counts[0], kClaims / 2);
    EXPECT_EQ(report.claims.size(), kClaims);
    EXPECT_EQ(report.claims.back().place.line, kClaims - 1);
}
TEST(Audit, AnyBytes) {
    for (std::string const& text :
         {std::string("\xFF\xFE%\xC3(8 of\xC3 21)"), std::string(3 * kWindowBytes, '('),
          std::string(3 * kWindowBytes, '8'), std::string(3 * kWindowBytes, '\n'), std::string(1000, '\0'),
          std::string("38% (8 of 99999999999999999999)")})
        EXPECT_TRUE(audit_text(text).is_clean());
}
TEST(Audit, EveryReasonHasWordsInBothLanguages) {
    for (auto const* text :
         {"38% (8 of 21)", "23% (5 of 21)", "39% (8 of 21)", "99% (8 of 21)", "half (3 of 21)",
          "half (10 of 21)", "over 90% (8 of 21)", "over 10% (8 of 21)", "1-2% (8 of 21)", "38-39% (8 of 21)",
          "one in five (19%)", "one in five (90%)", "23% of the 21 women", "22% of the 21 women",
          "24% of the 21 women", "37% (n = 1)", "5% (9 of 0)", "5% (9 of 8)"}) {
        Report const report = audit_text(text);
        ASSERT_EQ(report.claims.size(), 1U) << text;
        std::string const en = reason_of(report.claims[0], Tongue::kEnglish);
        std::string const es = reason_of(report.claims[0], Tongue::kSpanish);
        EXPECT_EQ(en.back(), '.');
        EXPECT_EQ(es.back(), '.');
        EXPECT_NE(en, es);
    }
}

/// Reports as people write them, right in every figure: nothing may be said against one, and most claims must
/// be seen.
TEST(Audit, NoFalseAlarmOnHonestReports) {
    namespace fs = std::filesystem;
    std::size_t reports = 0;
    std::uint64_t claims = 0;
    for (auto const& entry : fs::directory_iterator(fs::path{AMPARO_SOURCE_DIR} / "src/audit/test/honest")) {
        std::ifstream in{entry.path(), std::ios::binary};
        std::string const text{std::istreambuf_iterator<char>{in}, {}};
        Report const report = audit_text(text);
        for (Claim const& claim : report.claims)
            if (claim.verdict != Verdict::kConsistent)
                ADD_FAILURE() << entry.path().filename() << ":" << claim.place.line << " " << claim.text
                              << ": " << reason_of(claim, Tongue::kEnglish);
        for (Finding const& finding : report.findings)
            ADD_FAILURE() << entry.path().filename() << ":" << finding.place.line << " " << finding.text
                          << ": " << reason_of(finding, Tongue::kEnglish);
        EXPECT_GE(report.total(), 3U) << entry.path().filename();
        ++reports;
        claims += report.total();
    }
    EXPECT_GE(reports, 30U);
    EXPECT_GE(claims, 180U);
}
