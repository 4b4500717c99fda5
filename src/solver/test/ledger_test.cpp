// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/ledger.hpp"
#include "amparo/solver/glpk.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace amparo;
using namespace amparo::protection;
using amparo::solver::Glpk;

namespace {

constexpr Threshold kTen{10, false};

}  // namespace

TEST(Ledger, L2_TwoReleasesAreNotTakenFromOneAnother) {
    Glpk solver;
    Ledger ledger;
    Draft january = ledger.draft("January", {{"farm", 40}, {"house", 30}});
    january.count("farm", {"farm"});
    ASSERT_TRUE(ledger.admit(january, kTen, &solver).ok());
    Draft february = ledger.draft("February", {{"farm", 43}, {"house", 45}});
    february.count("farm", {"farm"});
    Refusal const refusal = ledger.admit(february, kTen, &solver).error();
    EXPECT_EQ(refusal.code, RefusalCode::kGivesWay);
    EXPECT_EQ(refusal.sum, "farm");
    EXPECT_EQ(refusal.from, "January");
    EXPECT_EQ(refusal.to, "February");
    Draft other = ledger.draft("February", {{"farm", 43}, {"house", 45}});
    other.count("house", {"house"});
    EXPECT_TRUE(ledger.admit(other, kTen, &solver).ok());
}

TEST(Ledger, L4_WhatIsLeftWhenPublishedSumsAreSubtractedGivesWay) {
    Glpk solver;
    std::vector<BaseCell> const cells{{"farm", 25}, {"house", 31}, {"ship", 4}};
    Ledger ledger;
    Draft draft = ledger.draft("January", cells);
    draft.count("all", {"farm", "house", "ship"});
    draft.count("farm", {"farm"});
    draft.percentage("house", {"house"}, {"farm", "house", "ship"}, {52, 0}, Rounding::kHalfUp);
    Refusal const refusal = ledger.admit(draft, kTen, &solver).error();
    EXPECT_EQ(refusal.code, RefusalCode::kGivesWay);
    EXPECT_EQ(refusal.sum, "ship");
}

// A percentage of a large number says little of its count; the same to three places says it all.
TEST(Ledger, L3_HowMuchAPercentageSaysDependsOnItsPlaces) {
    Glpk solver;
    std::vector<BaseCell> const cells{{"farm", 2'025}, {"house", 2'031}, {"ship", 4}};
    Draft::Names const all{"farm", "house", "ship"};
    auto const release = [&](Printed farm) {
        Ledger ledger;
        Draft draft = ledger.draft("January", cells);
        draft.count("all", all);
        draft.count("house", {"house"});
        draft.percentage("farm", {"farm"}, all, farm, Rounding::kHalfUp);
        return ledger.admit(draft, kTen, &solver).ok();
    };
    EXPECT_TRUE(release({50, 0}));
    EXPECT_FALSE(release({49877, 3}));
}

TEST(Ledger, L3_AMeanGivesASmallCellAway) {
    Glpk solver;
    std::vector<BaseCell> const cells{{"1 child", 25}, {"2 children", 31}, {"9 children", 1}};
    Ledger ledger;
    Draft draft = ledger.draft("January", cells);
    draft.count("all", {"1 child", "2 children", "9 children"});
    draft.mean("children", {{"1 child", 1}, {"2 children", 2}, {"9 children", 9}}, {16842, 4});  // 96 / 57
    EXPECT_FALSE(ledger.admit(draft, kTen, &solver).ok());
}

// Eurostat handbook: counts moved by at most 2 to 9, 14, 19, beside the exact means 11.25, 7.9167 and 9.25 of whole
// numbers. The linear range is five wide and only 8, 12, 20 are possible.
TEST(Attacker, A5_ExactMeansOfPerturbedCountsGiveThemBack) {
    Glpk solver;
    System system{6, {}};
    std::vector<std::pair<std::int64_t, std::int64_t>> const means{{45, 4}, {95, 12}, {37, 4}};
    std::vector<std::int64_t> const perturbed{9, 14, 19};
    Counts const truth{8, 12, 20, 90, 95, 185};
    std::vector<Target> targets;
    for (std::uint32_t i = 0; i < 3; ++i) {
        system.rows.push_back({{{i, 1}}, perturbed[i] - 2, perturbed[i] + 2});
        system.rows.push_back({{{i, means[i].first}, {i + 3, -means[i].second}}, 0, 0});
        targets.push_back({{{i, 1}}, 1});
    }
    auto const report = attack(system, truth, targets, {}, &solver, Depth::kRange).value();
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(report.findings[i].least, perturbed[i] - 2);
        EXPECT_EQ(report.findings[i].most, perturbed[i] + 2);
        EXPECT_EQ(report.findings[i].standing, Standing::kNotProved);
    }
}

// A small organisation publishes the same table every month; what would give somebody away is left out.
TEST(Ledger, L3_WithOfHowManyAMeanGivesASmallCellAwayAsFarAsItIsPrinted) {
    Glpk solver;
    auto const said = [&](CountRange sum) {
        Ledger ledger;
        Draft draft = ledger.draft("January", {{"4", 4}, {"5", 11}});
        draft.told("of how many", {"4", "5"}, {15, 15});
        draft.told_sum("mean", {{"4", 4}, {"5", 5}}, sum);
        auto const answer = ledger.admit(draft, kTen, &solver);
        return answer.ok() ? "in" : answer.error().sum;
    };
    EXPECT_EQ(said({60, 75}), "in") << "0 to 15 may have said 4";
    EXPECT_EQ(said({68, 75}), "4") << "0 to 7";
    EXPECT_EQ(said({71, 71}), "4");
}

TEST(Ledger, L4_L5_OfTwelveMonthlyReleasesNothingBelowTheThresholdComesOut) {
    std::mt19937 chance{23};
    Glpk solver;
    std::vector<BaseCell> cells{
        {"farm, younger", 14}, {"farm, older", 7}, {"house, younger", 21}, {"house, older", 9}};
    Draft::Names const all{cells[0].name, cells[1].name, cells[2].name, cells[3].name};
    Ledger ledger;
    std::size_t said = 0;
    std::size_t left_out = 0;
    for (int month = 1; month <= 12; ++month) {
        for (BaseCell& cell : cells) cell.count += static_cast<std::int64_t>(chance() % 5);
        if (month == 7) cells[2].count -= 3;
        Draft draft = ledger.draft("month " + std::to_string(month), cells);
        draft.count("all", all);
        draft.count("farm", {all[0], all[1]});
        std::int64_t const whole = draft.sum(all);
        Printed const percent{(200 * draft.sum({all[0], all[2]}) + whole) / (2 * whole), 0};
        draft.percentage("younger", {all[0], all[2]}, all, percent, Rounding::kHalfUp);
        for (std::string const& cell : all) draft.count(cell, {cell});
        auto const in = ledger.admit_what_holds(draft, kTen, &solver);
        ASSERT_TRUE(in.ok());
        for (bool const one : in.value()) ++(one ? said : left_out);
        Glpk fresh;
        auto const stored = Ledger::from_json(ledger.to_json());
        ASSERT_TRUE(stored && stored->audit(kTen, &fresh).ok()) << month;
    }
    EXPECT_GT(said, 0U);
    EXPECT_GT(left_out, 0U);
    EXPECT_EQ(ledger.releases(), 12U);
}
