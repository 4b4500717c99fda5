// SPDX-License-Identifier: AGPL-3.0-or-later
// Without a solver: what is left is safe, and says less (S4). With one: src/solver/test.
#include "amparo/protection/suppress.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace amparo;
using namespace amparo::protection;

namespace {

std::vector<std::string> names(std::string const& stem, std::size_t count) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(stem + std::to_string(i));
    return out;
}

Table grid(std::size_t rows, std::size_t columns, std::vector<std::int64_t> const& counts) {
    std::vector<Axis> const axes{Axis::flat("row", "all", names("r", rows)),
                                 Axis::flat("column", "all", names("c", columns))};
    Table out;
    EXPECT_TRUE(out.add_grid(axes, counts).ok());
    return out;
}

}  // namespace

TEST(Table, B1_ATotalIsTheSumOfItsParts) {
    Table table;
    Cell const total = table.add("all", 5).value();
    Cell const a = table.add("a", 2).value();
    Cell const b = table.add("b", 4).value();
    EXPECT_EQ(table.relate(total, {a, b}).error(), TableError::kNotTheSum);
    Cell const more = table.add("more", 7).value();
    EXPECT_EQ(table.relate(more, {a, b}).error(), TableError::kNotTheSum) << "one is nobody's";
    EXPECT_EQ(table.relate(total, {a, 9}).error(), TableError::kNoSuchCell);
    EXPECT_EQ(table.relate(total, {a, a}).error(), TableError::kNoSuchCell);
    EXPECT_EQ(table.relate(total, {}).error(), TableError::kNoSuchCell);
    EXPECT_EQ(table.add("c", -1).error(), TableError::kNegative);
}

TEST(Table, B2_AGridHasEveryCrossAndEveryLine) {
    Axis region{"region", {{"all", 0}, {"north", 0}, {"n1", 1}, {"n2", 1}, {"south", 0}}};
    std::vector<Axis> const axes{region, Axis::flat("sector", "any", names("s", 2))};
    std::vector<std::int64_t> const counts{1, 2, 3, 4, 5, 6};  // n1, n2, south
    Table table;
    Cell const first = table.add_grid(axes, counts).value();
    EXPECT_EQ(table.size(), 15U);
    EXPECT_EQ(table.count(first), 21);
    EXPECT_EQ(table.name(first + 4), "north · s0");
    EXPECT_EQ(table.count(first + 4), 4);
    // The whole and north, for each of 3 sectors; each of 5 places over its sectors.
    EXPECT_EQ(table.relations().size(), 2U * 3 + 5);
    EXPECT_TRUE(table.is_total(first + 4));
    EXPECT_FALSE(table.is_total(first + 7));
}

TEST(Table, B2_AnAxisThatIsNoTreeAndCountsThatDoNotMatchAreRefused) {
    Table table;
    std::vector<Axis> axes{{"loop", {{"all", 0}, {"a", 2}, {"b", 1}}}};
    std::vector<std::int64_t> const counts{1};
    EXPECT_EQ(table.add_grid(axes, counts).error(), TableError::kBadAxis);
    axes = {{"own parent", {{"all", 0}, {"a", 1}}}};
    EXPECT_EQ(table.add_grid(axes, counts).error(), TableError::kBadAxis);
    axes = {Axis::flat("row", "all", names("r", 2))};
    EXPECT_EQ(table.add_grid(axes, counts).error(), TableError::kBadAxis);
    EXPECT_EQ(table.add_grid({}, counts).error(), TableError::kBadAxis);
    EXPECT_EQ(table.add_grid(axes, std::vector<std::int64_t>{1, -1}).error(), TableError::kNegative);
}

TEST(Suppress, S1_BelowTheThresholdIsSmallAndZeroWhereThePolicySaysSo) {
    Table const table = grid(1, 4, {0, 4, 5, 9});
    Widths const strict = primary(table, {5, true});
    Widths const open = primary(table, {5, false});
    // all·all, all·c0.., then the same for the only row.
    EXPECT_EQ(strict, (Widths{0, 5, 5, 0, 0, 0, 5, 5, 0, 0}));
    EXPECT_EQ(open, (Widths{0, 0, 5, 0, 0, 0, 0, 5, 0, 0}));
}

TEST(Suppress, S4_WithoutASolverEveryReleaseIsSafeAllTheSame) {
    std::mt19937 chance{7};
    for (int round = 0; round < 60; ++round) {
        std::vector<std::int64_t> counts;
        for (int i = 0; i < 20; ++i) counts.push_back(static_cast<std::int64_t>(chance() % 30));
        Table const table = grid(4, 5, counts);
        Widths const widths = primary(table, {10, true});
        Plan const plan = suppress(table, widths, {}, nullptr);
        auto const released = release(table, widths, plan, nullptr);
        ASSERT_TRUE(released.ok()) << round;
        for (Cell c = 0; c < table.size(); ++c) {
            auto const shown = released.value().count(c);
            EXPECT_FALSE(shown && widths[c] > 0);
            EXPECT_EQ(shown.value_or(table.count(c)), table.count(c));
        }
    }
}

TEST(Suppress, S4_TwoPartitionsOfOneTotalAreEnlargedTogether) {
    Table table;
    Cell const all = table.add("all", 40).value();
    Cell const small = table.add("a", 3).value();
    Cell const rest = table.add("b", 37).value();
    Cell const x = table.add("x", 15).value();
    Cell const y = table.add("y", 25).value();
    ASSERT_TRUE(table.relate(all, {small, rest}).ok());
    ASSERT_TRUE(table.relate(all, {x, y}).ok());
    Widths const widths = primary(table, {10, true});
    Released const out = protect(table, widths, nullptr);
    EXPECT_FALSE(out.count(small).has_value());
    EXPECT_EQ(out.count(rest), 37);
    EXPECT_EQ(out.suppressed(), 3U);
}

TEST(Suppress, S1_WhatTheCallerHidesStaysHidden) {
    Table const table = grid(1, 2, {20, 30});
    std::vector<bool> hidden(table.size(), false);
    hidden[1] = true;
    EXPECT_TRUE(suppress(table, primary(table, {10, true}), hidden, nullptr).hidden[1]);
    EXPECT_FALSE(suppress(table, primary(table, {10, true}), {}, nullptr).hidden[1]);
}

TEST(Suppress, S5_ASmallCellThatIsShownIsABreachByName) {
    Table const table = grid(2, 2, {3, 20, 30, 40});
    Widths const widths = primary(table, {10, true});
    Plan const nothing{std::vector<bool>(table.size(), false), {}};
    auto const released = release(table, widths, nothing, nullptr);
    ASSERT_FALSE(released.ok());
    EXPECT_EQ(released.error().code, BreachCode::kShown);
    EXPECT_EQ(table.name(released.error().cell), "r0 · c0");
    EXPECT_EQ(release(table, widths, {{true}, {}}, nullptr).error().code, BreachCode::kWrongSize);
}

TEST(Suppress, S5_AProposalThatIsNoTableDoesNotRelease) {
    Table const table = grid(2, 2, {3, 20, 30, 40});
    Widths const widths = primary(table, {10, true});
    Plan plan{std::vector<bool>(table.size(), false), {}};
    plan.hidden[4] = true;
    plan.witnesses = {{{4, 10}}};
    auto const released = release(table, widths, plan, nullptr);
    ASSERT_FALSE(released.ok());
    EXPECT_EQ(released.error().code, BreachCode::kNotProved);
}

TEST(Suppress, S6_ATableThatSaysNothingIsReleased) {
    Table const table = grid(2, 2, {0, 0, 0, 0});
    Released const out = protect(table, primary(table, {10, true}), nullptr);
    EXPECT_EQ(out.suppressed(), table.size());
    Plan const silent{std::vector<bool>(table.size(), true), {}};
    EXPECT_TRUE(release(table, primary(table, {10, true}), silent, nullptr).ok())
        << "nothing is to be proved";
}
