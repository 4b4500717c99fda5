// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands apart from a figure or beside it: wholes, intervals, parts. What may be about something else passes in silence.
#include "audited.hpp"

#include <gtest/gtest.h>

using namespace amparo::audit;
using namespace amparo::audit::test;

namespace {

void expect_silence(std::initializer_list<char const*> texts) {
    for (char const* text : texts) EXPECT_EQ(audited(text) + findings(text), "") << text;
}
void expect_clean(std::initializer_list<char const*> texts) {
    for (char const* text : texts) EXPECT_TRUE(audit_text(text).is_clean()) << text << ": " << audited(text);
}

}  // namespace

TEST(Apart, P5_AMissOfThreePointsIsAMissAndOneOfFourIsAnotherFigure) {
    EXPECT_EQ(audited("0.41 (8 of 21)"), "8/21 41 inconsistent");
    EXPECT_EQ(audited("0.35 (8 of 21)"), "8/21 35 inconsistent");
    expect_silence({"0.42 (8 of 21)", "0.34 (8 of 21)"});
}

TEST(Apart, P6_AMeanIsNoShare) {
    expect_silence({"Agreement: mean 0.41 (8 of 21).", "Acuerdo: promedio 0,41 (8 de 21)."});
}

TEST(Apart, J9_OnlyPeopleAreTheWholeBesideASize) {
    EXPECT_EQ(audited("41% (n = 8; 21 women)"), "8/21 41 inconsistent");
    expect_silence({"41% (n = 8; 21 euros)", "41% (n = 8; 21 pages)",
                    "We raised 21 euros, of which 8 (40%) went to rent."});
}

TEST(Apart, J9_BothSizesInEitherOrder) {
    EXPECT_EQ(audited("38% (n = 8, N = 21). 38% (N = 21, n = 8)."), "8/21 38 consistent; 8/21 38 consistent");
    EXPECT_EQ(audited("40% (N = 21, n = 8)"), "8/21 40 inconsistent");
}

TEST(Apart, J9_OfTwoGroupsInASentenceNeitherIsTheWhole) {
    // 8 of 20 who answered; of 19 it would be 42, a near miss.
    expect_silence({"We met 21 women and 19 men. 8 had papers (40%)."});
}

TEST(Apart, J9_ANumberLikeAYearIsPeopleWherePeopleFollow) {
    EXPECT_EQ(audited("We met 2030 women. 800 had papers (40%)."), "800/2030 40 inconsistent");
    expect_silence({"We met in 2030. 800 had papers (40%)."});
}

TEST(Apart, P5_WhoIsExceptedIsNotInTheWhole) {
    EXPECT_EQ(audited("We met 21 women. 8 had papers (40%)."), "8/21 40 inconsistent");
    expect_silence({"We met 21 women. 8 had papers (40%), save one.",
                    "Vimos a 21 mujeres. 8 tenían papeles (40 %), salvo una."});
}

TEST(Apart, W3_WhoIsExceptedIsSaid) {
    expect_clean({"8 of the 21 women (38%) came. 9 of the 20 women except Ana (45%) left.",
                  "8 de las 21 mujeres (38 %) vinieron. 9 de las 20 mujeres, salvo Ana (45 %), volvieron.",
                  "8 of 21 women had papers (38%). 9 of 20 women had work (45%), except Ana."});
    EXPECT_EQ(findings("8 of the 21 women (38%) came. 9 of the 20 women (45%) left."), "denominator 20 21");
}

TEST(Apart, J11_WhatIsNoIntervalOfAShareIsNotHeldAgainstIt) {
    expect_clean({"38% (8 of 21; 95% CI 120% to 160%)", "38% (8 of 21; 95% CI 60% to 40%)",
                  "38% (8 of 21), the rest far lower (95% CI 2% to 30%)"});
}

TEST(Apart, J11_EndsWithoutASignAreSharesOfOneOrPercentages) {
    EXPECT_EQ(audited("38% (8 of 21; 95% CI 20.1 to 30.2)"), "8/21 38 inconsistent");
    EXPECT_EQ(audited("38% (8 of 21; 95% CI 0.40 to 0.60)"), "8/21 38 inconsistent");
    expect_clean({"38% (8 of 21; 95% CI 0.21 to 0.59)", "38% (8 of 21; 95% CI 20.8 to 59.1)",
                  "38% (8 of 21; 95% CI 0.2 to 0.6)", "38 % (8 de 21; IC 95 %: 0,2 a 0,6)",
                  "0.3% (1 of 300; 95% CI 0.1 to 1.9)", "0.4% (8 of 2000; 95% CI 0.2 to 0.8)"});
    EXPECT_EQ(audited("38% (8 of 21; 95% CI 0.2% to 0.6%)"), "8/21 38 inconsistent");
    EXPECT_EQ(audited("0.4% (8 of 2000; 95% CI 0.6 to 0.9)"), "8/2000 0.4 inconsistent");
    EXPECT_EQ(audited("38% (8 of 21; 95% CI 0 to 1)"), "8/21 38 inconsistent");
}

TEST(Apart, P3_AListIsOfThePeopleBeforeItWhereMostOfItFits) {
    EXPECT_EQ(audited("The 21 women: 14 citizens (67%), 3 residents (17%)."),
              "14/21 67 consistent; 3/21 17 inconsistent");
    expect_silence({"The 21 women: 14 citizens (67%), 4 residents (44%) and 3 visitors (38%).",
                    "The 21 women: 14 citizens (67%), 3 of the residents (17%)."});
}

TEST(Apart, P3_AFigureGoesOnOnlyWithAVerb) {
    EXPECT_EQ(audited("Of 21 respondents, 52% were women, 30% in the city."), "?/21 52 consistent");
    EXPECT_EQ(audited("Of 21 respondents, 52% were women, 30% were men."),
              "?/21 52 consistent; ?/21 30 inconsistent");
}

TEST(Apart, W2_OnlyAListThatIsWholeMakesUpTheWhole) {
    EXPECT_EQ(
        findings("The 21 women comprised 8 citizens (38%), 9 without papers (43%) and 5 visitors (24%)."),
        "parts 21 22");
    EXPECT_EQ(findings("We met 1,000 citizens, 900 without papers and 100 visitors, for a total of 2500."),
              "parts 2500 2000");
    for (auto const* text :
         {"The 21 women comprised 8 citizens, 9 without papers.",
          "The 21 women comprised 8 citizens, 9 without papers, some students and 3 visitors.",
          "The 21 women comprised 14 citizens, which includes dual nationals, and 9 visitors.",
          "We met 1,000 citizens, 900 without papers and 100 visitors, for a total of 2030."})
        EXPECT_EQ(findings(text), "") << text;
}

TEST(Apart, P6_ConfidenceAloneTakesNoPercentage) {
    for (auto const* text :
         {"In confidence, 38% (9 of 21) said so.", "Confidence in the police was low: 38% (9 of 21) had any.",
          "38% had confidence (9 of 21).", "38% confidence in the police (9 of 21).",
          "A credible threat had met 38% (9 of 21).", "Confianza en la policía: 38 % (9 de 21).",
          "Hablaron en confianza y el 38 % (9 de 21) lo dijo.",
          "Niveau de confiance envers la police : 38 % (9 sur 21).",
          "En confiance, 38 % (9 sur 21) l'ont dit."})
        EXPECT_EQ(audited(text), "9/21 38 inconsistent") << text;
    for (auto const* text :
         {"Confidence: 90% (9 of 21).", "Confidence in the police: 90%, or 9 of 21.",
          "90% confidence in the police (9 of 21).", "Confianza: 90 % (9 de 21).",
          "90 % de confianza en la policía (9 de 21).", "Niveau de confiance : 90 % (9 sur 21)."})
        EXPECT_EQ(audited(text), "9/21 90 inconsistent") << text;
}

TEST(Apart, P6_ALevelOfConfidenceIsNoClaim) {
    expect_silence({"With 95% confidence, 9 of 21.", "At a confidence level of 95%, 9 of 21.",
                    "At a 95% confidence level, 9 of 21.", "At the 95% level of confidence, 9 of 21.",
                    "(confidence level: 95%) 9 of 21", "The confidence level was 95%, or 9 of 21.",
                    "Con un nivel de confianza del 95 %, 9 de 21.", "Con un 95 % de confianza, 9 de 21.",
                    "Niveau de confiance de 95 %, 9 sur 21.", "Niveau de confiance : 95 %, 9 sur 21.",
                    "Avec 95 % de confiance, 9 sur 21."});
    for (auto const* text :
         {"38% (8 of 21; 95% confidence limits 10–20%)", "38% (8 of 21; 95% confidence: 10–20%)",
          "38 % (8 de 21; límites de confianza del 95 %: 10–20 %)",
          "38 % (8 sur 21 ; 95 % de confiance : 10–20 %)"})
        EXPECT_EQ(audited(text), "8/21 38 inconsistent") << text;
    expect_clean({"38% (8 of 21; 95% confidence limits 21–59%)",
                  "38% (8 of 21; 95% credible interval 21–59%)",
                  "38% (95% confidence limits 21–59%; 8 of 21)"});
}
