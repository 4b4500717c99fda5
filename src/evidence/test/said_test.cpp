// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/said.hpp"

#include "office.hpp"

#include <gtest/gtest.h>

namespace amparo::evidence {
namespace {

using test::blind;
using test::frame;
using test::population;

/// 30 citizens, 12 residents, 1 who gave no answer.
class SaidFigure : public testing::Test {
  protected:
    void SetUp() override { fill(30, 12, 1); }

    void fill(int citizens, int residents, int silent, int visitors = 0) {
        people.clear();
        for (int i = 0; i < citizens; ++i) people.push_back({{"status", "citizen"}});
        for (int i = 0; i < residents; ++i) people.push_back({{"status", "resident"}});
        for (int i = 0; i < visitors; ++i) people.push_back({{"status", "visitor"}});
        for (int i = 0; i < silent; ++i) people.push_back(Json::object());
        cases = Microdata{question().variables(), {}};
        for (std::size_t i = 0; i < people.size(); ++i)
            cases.add({"p" + std::to_string(i), "p" + std::to_string(i), "2030-01-15", "2030-01-15", false,
                       &people[i]});
    }
    static Question question() {
        return {population({}), Variable::of(frame(), "status").value(), std::nullopt, {}};
    }
    [[nodiscard]] Result<CountedTable, Refusal> enter(Said const& figure) const {
        return said(figure, tabulate(question(), cases).value(), cases, "en", "", blind);
    }
    [[nodiscard]] protection::CountRange range(Said const& figure) const {
        auto const made = enter(figure);
        EXPECT_TRUE(made.ok()) << made.error().message;
        return made.ok() ? made.value().told.back().range : protection::CountRange{-1, -1};
    }

    /// Who could be worked out of a bundle of all statuses, after these.
    std::vector<GivenAway> refused_with(std::vector<Publication> const& before) {
        std::vector<Table> const tables{tabulate(question(), cases).value()};
        About const about;
        Publication next{"2030-03-01", "Bundle", about.profile, {}, {}, false};
        next.tables.push_back(
            counted(protect(tables, about, &solver).tables.front(), cases, about, "", blind));
        return given_away(before, next, &solver, "en");
    }

    std::vector<Json> people;
    Microdata cases{{}, {}};
    Publication text{"2030-02-01", "A talk", protection::Profile::kOpenData, {}, {}, false};
    solver::Glpk solver;
};

TEST_F(SaidFigure, X1_AFigureIsWhatItTellsOfTheCounts) {
    EXPECT_EQ(range({.answer = "", .n = 43}), (protection::CountRange{43, 43}));
    EXPECT_EQ(range({.answer = "resident", .n = 12}), (protection::CountRange{12, 12}));
    EXPECT_EQ(range({.answer = "resident", .n = 12, .of = 42, .percent = "29%"}),
              (protection::CountRange{12, 12}));
    EXPECT_EQ(range({.answer = "resident", .percent = "28,6 %"}), (protection::CountRange{12, 12}));
}

TEST_F(SaidFigure, X2_WhatTheRecordsDoNotSayIsRefused) {
    for (Said const& wrong :
         {Said{.answer = "", .n = 44}, Said{.answer = "resident", .n = 11},
          Said{.answer = "resident", .percent = "31"}, Said{.answer = "resident", .n = 12, .of = 41},
          Said{.answer = "resident", .low = "17", .high = "42"}, Said{.answer = "martian", .n = 1},
          Said{.answer = "resident"}, Said{.answer = "", .percent = "29"},
          Said{.answer = "resident", .low = "17"}, Said{.answer = "resident", .high = "43"},
          Said{.answer = "resident", .percent = "29.-1"}, Said{.answer = "", .n = 43, .of = 43},
          Said{.answer = "", .n = 43, .percent = "100"},
          Said{.answer = "", .n = 43, .low = "92", .high = "100"}})
        EXPECT_FALSE(enter(wrong).ok()) << wrong.answer << " " << wrong.percent;
    EXPECT_NE(enter({.answer = "resident", .n = 11}).error().message.find("12 of 42"), std::string::npos);
    EXPECT_EQ(enter({.answer = "", .n = 44}).error().message,
              "The records say another number: 42 who answered, of 43 in all.");
    EXPECT_EQ(enter({}).error().message, "There is no figure.");
}

TEST_F(SaidFigure, X3_OfHowManyIsWhoAnsweredOrEverybody) {
    EXPECT_EQ(enter({.answer = "resident", .n = 12, .of = 42}).value().told.front().of.row, "answered");
    EXPECT_EQ(enter({.answer = "resident", .n = 12, .of = 43}).value().told.front().of.row, "");
}

TEST_F(SaidFigure, X4_OfHowManyIsKnownAlsoWhereTheTextDoesNotSayIt) {
    for (Said const& figure :
         {Said{.answer = "resident", .n = 12}, Said{.answer = "resident", .percent = "29"}}) {
        auto const told = enter(figure).value().told;
        ASSERT_EQ(told.size(), 2U) << "and nothing else that the records say";
        EXPECT_EQ(told[0].of.row, "answered");
        EXPECT_EQ(told[0].range, (protection::CountRange{42, 42}));
    }
}

TEST_F(SaidFigure, X4_APercentageIsReadAsItIsPrinted) {
    EXPECT_EQ(percentage_in("28,6 %").value().digits, 286);
    EXPECT_EQ(percentage_in("100.0").value().places, 1);
    for (char const* none : {"", "%", "100.1", "101", "29.", "29.%", ".5", "2 9", "1.2.3", "-1", "1.2345678"})
        EXPECT_FALSE(percentage_in(none).has_value()) << none;
}

TEST_F(SaidFigure, X4_AnIntervalIsOfTheMethodAndTheConfidenceThatMadeIt) {
    auto const ends_of = [](statistics::Method method, double confidence) {
        auto const ends = statistics::interval({12, 42}, method, confidence).value();
        auto const printed = [](double end) { return std::to_string(end * 100).substr(0, 2); };
        return Said{.answer = "resident",
                    .low = printed(ends.low + 0.005),
                    .high = printed(ends.high + 0.005),
                    .method = method,
                    .confidence = confidence};
    };
    for (auto const& made :
         {ends_of(statistics::Method::kClopperPearson, 0.95), ends_of(statistics::Method::kWilson, 0.8)}) {
        EXPECT_EQ(range(made), (protection::CountRange{12, 12}));
        EXPECT_FALSE(enter({.answer = "resident", .low = made.low, .high = made.high}).ok())
            << made.low << " to " << made.high << " is no Wilson interval of 95 %";
    }
}

TEST_F(SaidFigure, X4_APrintedFigureIsEveryCountThatPrintsSo) {
    fill(700, 300, 0);
    EXPECT_EQ(range({.answer = "resident", .percent = "30"}), (protection::CountRange{295, 304}));
    EXPECT_EQ(range({.answer = "resident", .percent = "30.0"}), (protection::CountRange{300, 300}));
    auto const ends = range({.answer = "resident", .low = "27", .high = "33"});
    EXPECT_LE(ends.least, 298);
    EXPECT_GE(ends.most, 302);
    EXPECT_GT(ends.least, 290);
    EXPECT_LT(ends.most, 310);
    fill(701, 299, 0);
    EXPECT_EQ(range({.answer = "resident", .percent = "29"}), (protection::CountRange{290, 299}))
        << "cut off, as only that gives it";
    EXPECT_EQ(range({.answer = "resident", .percent = "30"}), (protection::CountRange{295, 304}));
    fill(709, 291, 0);
    EXPECT_EQ(range({.answer = "resident", .percent = "30"}), (protection::CountRange{291, 300}))
        << "rounded up, as only that gives it";
    fill(700, 297, 0);
    EXPECT_EQ(range({.answer = "resident", .percent = "29"}), (protection::CountRange{290, 299}))
        << "where of how many is no round number: 289.13 to 299.1";
    EXPECT_EQ(range({.answer = "resident", .n = 297, .percent = "29"}), (protection::CountRange{297, 297}))
        << "both together";
    fill(706, 291, 0);
    EXPECT_EQ(range({.answer = "resident", .percent = "30"}), (protection::CountRange{290, 299}))
        << "rounded up: 289.13 to 299.1";
}

TEST_F(SaidFigure, X5_ALaterBundleThatRevealsACellWithItIsRefused) {
    fill(30, 12, 0, 15);
    text.tables.push_back(enter({.answer = "resident", .n = 12}).value());
    EXPECT_TRUE(refused_with({}).empty());
    EXPECT_TRUE(refused_with({text}).empty()) << "the same says nothing new";
    fill(30, 14, 0, 15);
    EXPECT_TRUE(refused_with({}).empty());
    auto const who = refused_with({text});
    ASSERT_FALSE(who.empty()) << "two residents came since";
    EXPECT_NE(who.front().who.find("not in A talk"), std::string::npos) << who.front().who;
}

TEST_F(SaidFigure, X5_WhatABundleWithholdsIsNotWorkedOutFromIt) {
    fill(30, 12, 0);
    EXPECT_TRUE(refused_with({}).empty()) << "that nobody is a visitor is withheld, and a count with it";
    text.tables.push_back(enter({.answer = "resident", .n = 12, .of = 42}).value());
    EXPECT_FALSE(refused_with({text}).empty());
}

TEST_F(SaidFigure, X5_HowManyThereWereIsHeldAgainstLaterTotalsToo) {
    fill(30, 12, 0, 15);
    text.tables.push_back(enter({.answer = "", .n = 57}).value());
    EXPECT_TRUE(refused_with({text}).empty());
    fill(32, 12, 0, 15);
    EXPECT_FALSE(refused_with({text}).empty());
}

TEST_F(SaidFigure, X5_ItIsWrittenDownAndReadBack) {
    text.tables.push_back(enter({.answer = "", .n = 43}).value());
    auto const read = Publication::from_json(text.to_json(), blind);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->to_json(), text.to_json());
}

}  // namespace
}  // namespace amparo::evidence
