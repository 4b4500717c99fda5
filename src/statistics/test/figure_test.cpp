// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/statistics/figure.hpp"

#include <gtest/gtest.h>

namespace amparo::statistics {
namespace {

Figure figure(std::uint64_t seen, std::uint64_t of, Drawn drawn = Drawn::kNotRandom) {
    return Figure::of({seen, of}, "the people interviewed", {}, drawn).value();
}

TEST(Figure, G1_BothCountsComeFirstAndThePercentageBehindThem) {
    EXPECT_EQ(figure(8, 21).text(), "8 of 21 (38%)");
    EXPECT_EQ(figure(8, 21).text(Language::kSpanish), "8 de 21 (38 %)");
    EXPECT_EQ(figure(8, 21).text_with_interval(), "8 of 21 (38%; 95% interval 21% to 59%)");
    EXPECT_EQ(figure(8, 21).text_with_interval(Language::kSpanish),
              "8 de 21 (38 %; intervalo del 95 %: 21 % a 59 %)");
    EXPECT_EQ(figure(8, 21).text_with_interval(Language::kEnglish, Method::kClopperPearson),
              "8 of 21 (38%; 95% interval 18% to 62%)");
}

TEST(Figure, G1_AnIntervalSaysItsLevel) {
    EXPECT_EQ(figure(8, 21).text_with_interval(Language::kEnglish, Method::kWilson, 0.9),
              "8 of 21 (38%; 90% interval 23% to 56%)");
    EXPECT_EQ(figure(8, 21).sentence(Language::kSpanish, Method::kWilson, 0.999),
              "8 de 21 the people interviewed (38 %; intervalo del 99,9 %: 14 % a 71 %)");
    EXPECT_EQ(figure(8, 21).text_with_interval(Language::kEnglish, Method::kWilson, 0.975),
              "8 of 21 (38%; 97.5% interval 19% to 62%)");
}

TEST(Figure, G2_WithoutAPopulationThereIsNone) {
    EXPECT_FALSE(Figure::of({8, 21}, ""));
    EXPECT_FALSE(Figure::of({8, 21}, "  "));
    EXPECT_EQ(figure(8, 21).population(), "the people interviewed");
    auto const named = Figure::of({13, 16}, "who were not citizens").value();
    EXPECT_EQ(named.sentence(), "13 of the 16 who were not citizens (81%; 95% interval 57% to 93%)");
    EXPECT_EQ(Figure::of({0, 0}, "who stayed").value().sentence(), "0 of the 0 who stayed");
}

TEST(Figure, MoreThanAllIsNone) {
    EXPECT_FALSE(Figure::of({22, 21}, "all"));
    EXPECT_FALSE(Figure::of({0, kCountMax + 1}, "all"));
    constexpr std::uint64_t kMore = kCountMax + 1;
    for (Absent const absent :
         {Absent{kMore, 0, 0, 0, 0}, Absent{0, kMore, 0, 0, 0}, Absent{0, 0, kMore, 0, 0},
          Absent{0, 0, 0, kMore, 0}, Absent{0, 0, 0, 0, kMore}})
        EXPECT_FALSE(Figure::of({0, 1}, "all", absent));
    EXPECT_TRUE(Figure::of({kCountMax, kCountMax}, "all"));
}

TEST(Figure, G3_WhoIsNotCountedStaysApartFromTheDenominator) {
    Absent const absent{1, 2, 3, 4};
    auto const made = Figure::of({8, 21}, "all", absent);
    EXPECT_EQ(made->absent(), absent);
    EXPECT_EQ(made->counts(), (Counts{8, 21}));
    EXPECT_EQ(made->text(), "8 of 21 (38%)");
}

TEST(Figure, G4_HalvesGoUpAndTenthsBeginAtAThousand) {
    EXPECT_EQ(figure(5, 21).text(), "5 of 21 (24%)") << "23% is a truncation";
    EXPECT_EQ(figure(1, 8).text(), "1 of 8 (13%)") << "12.5";
    EXPECT_EQ(figure(1, 200).text(), "1 of 200 (1%)") << "0.5";
    EXPECT_EQ(figure(1, 999).text(), "1 of 999 (0%)");
    EXPECT_EQ(figure(1, 1000).text(), "1 of 1000 (0.1%)");
    EXPECT_EQ(figure(125, 2000).text(Language::kSpanish), "125 de 2000 (6,3 %)") << "6.25";
    EXPECT_EQ(figure(kCountMax - 1, kCountMax).text(), "999999999999 of 1000000000000 (100.0%)");
}

TEST(Figure, G4_TheEndsOfAnIntervalHaveThePlacesOfTheirFigure) {
    EXPECT_EQ(figure(125, 2000).text_with_interval(), "125 of 2000 (6.3%; 95% interval 5.3% to 7.4%)");
    EXPECT_EQ(figure(125, 2000).text_with_interval(Language::kSpanish),
              "125 de 2000 (6,3 %; intervalo del 95 %: 5,3 % a 7,4 %)");
}

TEST(Figure, TheIntervalIsOfTheLevelThatIsAsked) {
    auto const of_ninety = figure(8, 21).interval(Method::kWilson, 0.9).value();
    auto const usual = figure(8, 21).interval().value();
    EXPECT_GT(of_ninety.low, usual.low) << "who wants to be less sure gets a narrower one";
    EXPECT_LT(of_ninety.high, usual.high);
}

TEST(Figure, G5_NobodyHasNoPercentage) {
    EXPECT_EQ(figure(0, 0).text_with_interval(), "0 of 0");
}

TEST(Figure, G6_WhereEverybodyWasAskedNothingWasDrawn) {
    EXPECT_FALSE(figure(8, 21, Drawn::kWhole).interval());
    EXPECT_EQ(figure(8, 21, Drawn::kWhole).text_with_interval(), "8 of 21 (38%)");
    EXPECT_TRUE(figure(8, 21, Drawn::kRandom).interval());
}

}  // namespace
}  // namespace amparo::statistics
