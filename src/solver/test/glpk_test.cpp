// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/solver/glpk.hpp"

#include "amparo/protection/rounding.hpp"
#include "amparo/protection/suppress.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace amparo;
using namespace amparo::protection;
using amparo::solver::Glpk;

namespace {

// Minimise x + y with x + 2y >= 3 and 0 <= x, y <= 1.
Program small() {
    return {{{0, 1, 1, true}, {0, 1, 1, true}}, {{{{0, 1}, {1, 2}}, 3, Program::kInfinity}}};
}

std::vector<std::string> names(std::string const& letters) {
    std::vector<std::string> out;
    for (char const c : letters) out.emplace_back(1, c);
    return out;
}

/// sdcTable's test table: every line has two suppressions and one cell is still known.
struct Leak {
    Table table;
    Widths widths;
    std::vector<bool> hidden;
    Leak() {
        std::vector<Axis> const axes{Axis::flat("row", "all", names("wxyz")),
                                     Axis::flat("column", "all", names("abcd"))};
        std::vector<std::int64_t> const counts{30, 47,  64, 89, 90,  124, 5,   31,
                                               92, 100, 59, 85, 800, 991, 651, 685};
        EXPECT_TRUE(table.add_grid(axes, counts).ok());
        widths.assign(table.size(), 0);
        hidden.assign(table.size(), false);
        for (std::string const cell : {"wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"}) hide(cell);
    }
    Cell at(std::string const& cell) const {
        return static_cast<Cell>(5 * (cell[0] - 'w' + 1) + (cell[1] - 'a' + 1));
    }
    void hide(std::string const& cell) {
        hidden[at(cell)] = true;
        widths[at(cell)] = 10;
    }
};

Table random_grid(std::mt19937& chance, std::vector<std::size_t> const& sizes, unsigned most) {
    std::vector<Axis> axes;
    std::size_t cells = 1;
    for (std::size_t const size : sizes) {
        axes.push_back(Axis::flat("axis", "all", names(std::string("abcdefghijklmnop").substr(0, size))));
        cells *= size;
    }
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < cells; ++i) counts.push_back(static_cast<std::int64_t>(chance() % most));
    Table out;
    EXPECT_TRUE(out.add_grid(axes, counts).ok());
    return out;
}

/// Every cell below the threshold, bounded from both sides by programs made afresh from what was released.
void expect_safe(Table const& table, Released const& released, std::int64_t threshold, Solver& solver) {
    Plan plan{std::vector<bool>(table.size(), false), {}};
    for (Cell c = 0; c < table.size(); ++c) plan.hidden[c] = !released.count(c).has_value();
    if (released.suppressed() == table.size()) return;
    Widths const widths = primary(table, {threshold, true});
    Exposure const found = exposure(table, widths, plan, &solver);
    std::size_t at = 0;
    for (Cell c = 0; c < table.size(); ++c) {
        if (!plan.hidden[c]) {
            EXPECT_GE(table.count(c), threshold) << table.name(c);
            continue;
        }
        Finding const finding = found.findings[at++];
        EXPECT_LE(finding.least, table.count(c));
        EXPECT_GE(finding.most, table.count(c));
        bool const small = table.count(c) < threshold;
        EXPECT_TRUE(!small || finding.most - finding.least >= threshold) << table.name(c);
    }
}

}  // namespace

TEST(Glpk, SolvesLinearAndWholePrograms) {
    Glpk solver;
    ASSERT_TRUE(solver.load(small()).ok());
    auto const found = solver.minimise().value();
    EXPECT_NEAR(found[0] + found[1], 2, 1e-9);
    solver.set_cost(0, -1);
    solver.set_limits(1, 1, 1);
    EXPECT_NEAR(solver.minimise().value()[0], 1, 1e-9);
    Program half{{{0, 5, -1, true}}, {{{{0, 2}}, 0, 5}}};
    ASSERT_TRUE(solver.load(half).ok());
    EXPECT_NEAR(solver.minimise().value()[0], 2.5, 1e-9);
    EXPECT_NEAR(solver.minimise_whole(-Program::kInfinity).value()[0], 2, 1e-9);
}

TEST(Glpk, SaysWhatIsImpossibleAndWhatHasNoEnd) {
    Glpk solver;
    EXPECT_EQ(solver.minimise().error(), SolverError::kFailed);
    ASSERT_TRUE(solver.load({{{0, 1, 1, false}}, {{{{0, 1}}, 2, 3}}}).ok());
    EXPECT_EQ(solver.minimise().error(), SolverError::kInfeasible);
    ASSERT_TRUE(
        solver.load({{{0, Program::kInfinity, -1, false}}, {{{{0, 1}}, 2, Program::kInfinity}}}).ok());
    EXPECT_EQ(solver.minimise().error(), SolverError::kUnbounded);
}

TEST(Glpk, G1_AFatalErrorIsAValueAndTheNextProgramWorks) {
    Glpk other;
    ASSERT_TRUE(other.load(small()).ok());
    Glpk solver;
    Program twice = small();
    twice.rows[0].terms = {{0, 1}, {0, 1}};
    EXPECT_EQ(solver.load(twice).error(), SolverError::kFailed);
    EXPECT_EQ(other.minimise().error(), SolverError::kFailed);
    ASSERT_TRUE(other.load(small()).ok());
    EXPECT_TRUE(other.minimise_whole(-Program::kInfinity).ok());
    solver.set_cost(9, 1);
    solver.set_limits(9, 0, 1);
}

TEST(Glpk, G1_G3_MemoryAndSizeAboveTheLimitAreValues) {
    solver::Limits limits;
    limits.megabytes = 1;
    Glpk small_memory{limits};
    Program big;
    big.columns.assign(100'000, {0, 1, 1, false});
    EXPECT_EQ(small_memory.load(big).error(), SolverError::kFailed);
    limits.nonzeros = 10;
    Glpk small_size{limits};
    EXPECT_EQ(small_size.load(big).error(), SolverError::kTooLarge);
    Glpk solver;
    EXPECT_TRUE(solver.load(big).ok());
}

TEST(Glpk, G3_StepsAreBounded) {
    solver::Limits limits;
    limits.steps = 1;
    Glpk solver{limits};
    std::mt19937 chance{3};
    Table const table = random_grid(chance, {6, 6}, 100);
    Plan const plan{std::vector<bool>(table.size(), true), {}};
    Exposure const found = exposure(table, Widths(table.size(), 10), plan, &solver, Depth::kVerdict);
    for (Finding const& finding : found.findings) EXPECT_NE(finding.standing, Standing::kGivesWay);
    Released const out = protect(table, primary(table, {30, true}), &solver);
    Glpk able;
    expect_safe(table, out, 30, able);
}

TEST(Attacker, A4_TwoSuppressionsALineAreNotEnough) {
    Glpk solver;
    Leak const leak;
    Exposure const found = exposure(leak.table, leak.widths, {leak.hidden, {}}, &solver);
    std::vector<std::pair<std::string, std::pair<std::int64_t, std::int64_t>>> const expected{
        {"wa", {25, 94}}, {"wb", {47, 47}}, {"wc", {0, 69}},     {"xa", {26, 95}},  {"xc", {0, 69}},
        {"yb", {0, 185}}, {"yd", {0, 185}}, {"zb", {906, 1091}}, {"zd", {585, 770}}};
    ASSERT_EQ(found.cells.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        auto const& [name, range] = expected[i];
        EXPECT_EQ(found.cells[i], leak.at(name));
        EXPECT_EQ(found.findings[i].least, range.first) << name;
        EXPECT_EQ(found.findings[i].most, range.second) << name;
        bool const known = name == "wb";
        EXPECT_EQ(found.findings[i].standing, known ? Standing::kGivesWay : Standing::kSafe) << name;
    }
    EXPECT_EQ(release(leak.table, leak.widths, {leak.hidden, {}}, &solver).error().cell, leak.at("wb"));
}

// With yc or zc: the margins 779 and 1012 give 116 (wb = yc - 12, and yc is at most 128).
TEST(Attacker, A4_OneMoreCellWidensTheRangeAsTheOracleSays) {
    Glpk solver;
    std::vector<std::pair<std::string, std::int64_t>> const expected{
        {"xd", 78}, {"xb", 141}, {"wd", 136}, {"ya", 141}, {"yc", 116}, {"za", 141}, {"zc", 116}};
    for (auto const& [cell, most] : expected) {
        Leak leak;
        leak.hidden[leak.at(cell)] = true;
        Exposure const found = exposure(leak.table, leak.widths, {leak.hidden, {}}, &solver);
        for (std::size_t i = 0; i < found.cells.size(); ++i) {
            if (found.cells[i] != leak.at("wb")) continue;
            EXPECT_EQ(found.findings[i].least, 0) << cell;
            EXPECT_EQ(found.findings[i].most, most) << cell;
        }
    }
}

TEST(Suppress, S3_TheHiddenLeakIsClosedByOneMoreCell) {
    Glpk solver;
    Leak const leak;
    for (std::size_t const exact : {std::size_t{0}, std::size_t{600}}) {
        Plan const plan = suppress(leak.table, leak.widths, leak.hidden, &solver, {}, {exact, 400});
        EXPECT_EQ(std::count(plan.hidden.begin(), plan.hidden.end(), true), 10);
        EXPECT_TRUE(release(leak.table, leak.widths, plan, nullptr).ok());
    }
}

// Regions within counties and within groups: each table alone is safe with its five small cells suppressed.
TEST(Suppress, S3_LinkedTablesAreProtectedTogether) {
    Glpk solver;
    std::vector<std::int64_t> const counts{2, 2, 8, 8, 3, 3, 3, 7};  // A B I J K L M N
    std::vector<std::vector<Cell>> const counties{{0, 1, 2, 3}, {4, 5, 6, 7}};
    std::vector<std::vector<Cell>> const groups{{0, 1, 2, 3, 4, 7}, {5, 6}};
    auto const table_of = [&](std::vector<std::vector<std::vector<Cell>>> const& partitions) {
        Table out;
        for (std::int64_t const count : counts) EXPECT_TRUE(out.add("region", count).ok());
        Cell const all = out.add("all", 36).value();
        for (auto const& partition : partitions) {
            std::vector<Cell> totals;
            for (std::vector<Cell> const& parts : partition) {
                std::int64_t total = 0;
                for (Cell const part : parts) total += counts[part];
                totals.push_back(out.add("total", total).value());
                EXPECT_TRUE(out.relate(totals.back(), parts).ok());
            }
            EXPECT_TRUE(out.relate(all, totals).ok());
        }
        return out;
    };
    for (auto const& alone : {counties, groups}) {
        Table const table = table_of({alone});
        Plan const plan = suppress(table, primary(table, {4, true}), {}, &solver);
        EXPECT_EQ(std::count(plan.hidden.begin(), plan.hidden.end(), true), 5);
    }
    Table const both = table_of({counties, groups});
    Widths const widths = primary(both, {4, true});
    Plan five{std::vector<bool>(both.size(), false), {}};
    for (Cell const cell : {0U, 1U, 4U, 5U, 6U}) five.hidden[cell] = true;
    EXPECT_EQ(release(both, widths, five, &solver).error().cell, 4U);  // K
    Plan const plan = suppress(both, widths, {}, &solver);
    EXPECT_TRUE(plan.hidden[7]);  // N
    EXPECT_EQ(std::count(plan.hidden.begin(), plan.hidden.end(), true), 6);
    EXPECT_TRUE(release(both, widths, plan, nullptr).ok());
}

TEST(Suppress, S3_S5_NothingReleasedGivesWay) {
    std::mt19937 chance{11};
    std::vector<std::vector<std::size_t>> const shapes{{5}, {4, 4}, {6, 3}, {3, 3, 2}, {7, 7}, {4, 4, 3}};
    Glpk solver;
    for (auto const& shape : shapes)
        for (int round = 0; round < 8; ++round) {
            Table const table = random_grid(chance, shape, 40);
            std::int64_t const threshold = round % 2 == 0 ? 10 : 5;
            Effort const effort{round < 4 ? 0U : 250U, 60};
            Released const out = protect(table, primary(table, {threshold, true}), &solver, {}, effort);
            expect_safe(table, out, threshold, solver);
        }
}

TEST(Suppress, S3_HierarchiesAreProtectedAtEveryLevel) {
    std::mt19937 chance{5};
    Axis const region{
        "region", {{"all", 0}, {"n", 0}, {"n1", 1}, {"n2", 1}, {"n3", 1}, {"s", 0}, {"s1", 5}, {"s2", 5}}};
    std::vector<Axis> const axes{region, Axis::flat("sector", "any", names("abc"))};
    Glpk solver;
    for (int round = 0; round < 10; ++round) {
        std::vector<std::int64_t> counts;
        for (int i = 0; i < 15; ++i) counts.push_back(static_cast<std::int64_t>(chance() % 50));
        Table table;
        ASSERT_TRUE(table.add_grid(axes, counts).ok());
        Released const out = protect(table, primary(table, {10, true}), &solver);
        expect_safe(table, out, 10, solver);
    }
}

TEST(Suppress, S3_ASolverHidesLessThanNone) {
    std::mt19937 chance{13};
    Glpk solver;
    std::size_t with = 0;
    std::size_t without = 0;
    for (int round = 0; round < 10; ++round) {
        Table const table = random_grid(chance, {6, 6}, 60);
        Widths const widths = primary(table, {10, true});
        with += protect(table, widths, &solver).suppressed();
        without += protect(table, widths, nullptr).suppressed();
    }
    EXPECT_LT(with, without);
}

TEST(Suppress, S7_WhatLiesAroundACellIsEnoughAndHidesLittleMoreThanTheWholeTable) {
    std::mt19937 chance{19};
    Glpk solver;
    std::size_t whole = 0;
    std::size_t around = 0;
    std::size_t without = 0;
    for (int round = 0; round < 6; ++round) {
        Table const table = random_grid(chance, {9, 8, 3}, 150);
        Widths const widths = primary(table, {10, true});
        Effort const in_all{0, 0, table.size()};
        Effort const near_by{0, 0, 0};
        Released const out = protect(table, widths, &solver, {}, near_by);
        expect_safe(table, out, 10, solver);
        around += out.suppressed();
        whole += protect(table, widths, &solver, {}, in_all).suppressed();
        without += protect(table, widths, nullptr).suppressed();
    }
    EXPECT_LE(around, whole + whole / 4);
    EXPECT_LT(around, without);
}

TEST(Suppress, S7_HierarchiesAndLinkedSumsAreProtectedSoToo) {
    std::mt19937 chance{23};
    Glpk solver;
    for (int round = 0; round < 6; ++round) {
        Table table = random_grid(chance, {8, 6}, 90);
        // Lines 1 to 4 of the first axis and 5 to 8 are two regions.
        for (Cell column = 0; column < 7; ++column) {
            std::vector<Cell> regions;
            for (Cell const first : {1U, 5U}) {
                std::vector<Cell> parts;
                std::int64_t sum = 0;
                for (Cell line = first; line < first + 4; ++line) {
                    parts.push_back(line * 7 + column);
                    sum += table.count(parts.back());
                }
                regions.push_back(table.add("region", sum).value());
                ASSERT_TRUE(table.relate(regions.back(), parts).ok());
            }
            ASSERT_TRUE(table.relate(column, regions).ok());
        }
        Released const out = protect(table, primary(table, {10, true}), &solver, {}, Effort{0, 60, 0});
        expect_safe(table, out, 10, solver);
    }
}

TEST(Rounding, D4_SumsHoldAmongRoundedCounts) {
    std::mt19937 chance{17};
    Glpk solver;
    for (int round = 0; round < 10; ++round) {
        Table const table = random_grid(chance, {4, 4}, 30);
        Counts drawn;
        for (Cell c = 0; c < table.size(); ++c)
            drawn.push_back(
                round_at_random(table.count(c), 3, std::uniform_int_distribution<std::uint64_t>{}(chance)));
        Counts const rounded = round_controlled(table, 3, 1, drawn, solver).value().counts;
        for (Cell c = 0; c < table.size(); ++c) {
            EXPECT_EQ(rounded[c] % 3, 0);
            EXPECT_LT(std::abs(rounded[c] - table.count(c)), 6);
        }
        for (Relation const& relation : table.relations()) {
            std::int64_t sum = 0;
            for (Cell const part : relation.parts) sum += rounded[part];
            EXPECT_EQ(sum, rounded[relation.total]);
        }
    }
}

// In a two-way table there is always one without steps; it may not be found when no step may be made by the solver.
TEST(Rounding, D4_GivesUpAsAValue) {
    std::mt19937 chance{19};
    solver::Limits limits;
    limits.steps = 1;
    Glpk solver{limits};
    Table const table = random_grid(chance, {4, 4}, 30);
    EXPECT_EQ(round_controlled(table, 3, 1, Counts(table.size(), 0), solver).error(),
              RoundingError::kSolverGaveUp);
}
