// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/attack.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::protection;

namespace {

// Two counts that add up to 12.
System twelve() {
    return {2, {{{{0, 1}, {1, 1}}, 12, 12}}};
}
Target first(std::int64_t width) {
    return {{{0, 1}}, width};
}

/// Says what it was told to say, right or wrong.
class Liar final : public Solver {
  public:
    explicit Liar(std::vector<double> answer) : answer_{std::move(answer)} {}
    Result<Done, SolverError> load(Program const&) override { return Done{}; }
    void set_cost(std::uint32_t, double) override {}
    void set_limits(std::uint32_t, double, double) override {}
    Result<std::vector<double>, SolverError> minimise() override { return answer_; }
    Result<std::vector<double>, SolverError> minimise_whole(double) override { return answer_; }
    std::uint64_t work() const override { return work_; }
    void take(std::uint64_t steps) { work_ += steps; }

  private:
    std::vector<double> answer_;
    std::uint64_t work_ = 5;
};

}  // namespace

TEST(Attack, A3_ATableThatFitsEveryRowIsAWitness) {
    std::vector<Target> const targets{first(10)};
    std::vector<Deviation> const hints{{{0, 9}, {1, -9}}, {{0, -1}, {1, 1}}};
    auto const report = attack(twelve(), {3, 9}, targets, hints, nullptr).value();
    EXPECT_EQ(report.findings[0].standing, Standing::kSafe);
    EXPECT_EQ(report.findings[0].least, 2);
    EXPECT_EQ(report.findings[0].most, 12);
    EXPECT_EQ(report.proofs, hints);
}

TEST(Attack, A3_ATableThatBreaksARowOrGoesBelowNothingIsNone) {
    std::vector<Target> const targets{first(10)};
    std::vector<Deviation> const hints{{{0, 10}}, {{0, 10}, {1, -10}}, {{7, 10}}};
    auto const report = attack(twelve(), {3, 9}, targets, hints, nullptr).value();
    EXPECT_EQ(report.findings[0].standing, Standing::kNotProved);
    EXPECT_TRUE(report.proofs.empty());
}

TEST(Attack, A3_A5_ASolverThatLiesProvesNothing) {
    std::vector<Target> const targets{first(10)};
    Liar more_than_there_is{{40, 0}};
    Liar half{{7.5, 4.5}};
    for (Solver* const solver : {static_cast<Solver*>(&more_than_there_is), static_cast<Solver*>(&half)}) {
        auto const report = attack(twelve(), {3, 9}, targets, {}, solver).value();
        EXPECT_NE(report.findings[0].standing, Standing::kSafe);
    }
}

TEST(Attack, O3_OnceTheBudgetIsSpentNothingIsProved) {
    std::vector<Target> const targets{first(9)};
    Liar solver{{12, 0}};
    Budget budget{solver, 10};
    EXPECT_EQ(attack(twelve(), {3, 9}, targets, {}, &budget).value().findings[0].standing, Standing::kSafe);
    solver.take(9);
    EXPECT_FALSE(budget.is_spent());
    solver.take(1);
    EXPECT_TRUE(budget.is_spent());
    EXPECT_EQ(attack(twelve(), {3, 9}, targets, {}, &budget).value().findings[0].standing,
              Standing::kNotProved);
}

TEST(Attack, A5_WithoutASolverNothingIsProvedAndNothingIsSafe) {
    std::vector<Target> const targets{first(1), first(0)};
    auto const report = attack(twelve(), {3, 9}, targets, {}, nullptr).value();
    EXPECT_EQ(report.findings[0].standing, Standing::kNotProved);
    EXPECT_EQ(report.findings[1].standing, Standing::kSafe);
}

TEST(Attack, A6_CountsThatContradictWhatIsPublishedAreRefused) {
    EXPECT_EQ(attack(twelve(), {3, 8}, {}, {}, nullptr).error(), AttackError::kTruthDoesNotFit);
    EXPECT_EQ(attack(twelve(), {3}, {}, {}, nullptr).error(), AttackError::kTruthDoesNotFit);
    EXPECT_EQ(attack(twelve(), {-1, 13}, {}, {}, nullptr).error(), AttackError::kTruthDoesNotFit);
}

TEST(Attack, NumbersThatDoNotFitSatisfyNothing) {
    std::int64_t const huge = std::int64_t{1} << 62;
    System const system{2, {{{{0, 4}, {1, 4}}, -kNoLimit, kNoLimit}}};
    EXPECT_FALSE(satisfies(system, {huge, huge}));
    std::vector<Target> const targets{first(10)};
    std::vector<Deviation> const hints{{{0, huge}}};
    auto const report = attack(system, {1, 1}, targets, hints, nullptr).value();
    EXPECT_EQ(report.findings[0].standing, Standing::kNotProved);
}
