// SPDX-License-Identifier: AGPL-3.0-or-later
// Every draw comes from a fixed seed: what is asserted of a sample is so each time.
#include "amparo/protection/synthesis.hpp"

#include "../tree.hpp"
#include "seeded.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

using namespace amparo;
using namespace amparo::protection;

namespace {

constexpr int kDraws = 40'000;
constexpr Guarantee kUsual{1, 1e-9};

/// Two columns that go together, one that does not, and one that nobody has a value of.
Microdata people(std::size_t rows) {
    Microdata out{{{"sector", {"farm", "house", "ship", "kitchen"}},
                   {"debt", {"yes", "no"}},
                   {"week", {"1", "2", "3"}},
                   {"other", {"a"}}},
                  std::vector<std::vector<Code>>(4)};
    std::mt19937_64 chance{5};
    for (std::size_t i = 0; i < rows; ++i) {
        auto const sector = static_cast<Code>(chance() % 4);
        bool const agrees = chance() % 10 < 9;
        out.values[0].push_back(sector);
        out.values[1].push_back(static_cast<Code>(agrees == (sector < 2) ? 0 : 1));
        out.values[2].push_back(static_cast<Code>(chance() % 3));
        out.values[3].push_back(kBlank);
    }
    return out;
}

}  // namespace

TEST(Chance, N1_BelowIsEven) {
    class Fixed final : public Chance {
      public:
        std::uint64_t bits() override { return next++; }
        std::uint64_t next = 0;
    } fixed;
    // 2^64 = 3k + 1: the one draw too many, 0, is not used.
    EXPECT_EQ(fixed.below(3), 1U);
    EXPECT_EQ(fixed.next, 2U);
}

TEST(Noise, E1_ExponentialChancesAreTheirs) {
    Seeded chance{1};
    for (Fraction const f : {Fraction{0, 1}, Fraction{1, 3}, Fraction{1, 1}, Fraction{5, 2}}) {
        int times = 0;
        for (int i = 0; i < kDraws; ++i) times += is_exp(f, chance) ? 1 : 0;
        double const expected = std::exp(-static_cast<double>(f.above) / static_cast<double>(f.below));
        EXPECT_NEAR(times / static_cast<double>(kDraws), expected, 0.01);
    }
}

TEST(Noise, E1_LaplaceAndGaussianHaveTheirShape) {
    Seeded chance{2};
    std::map<std::int64_t, int> laplace;
    std::map<std::int64_t, int> gaussian;
    double square = 0;
    for (int i = 0; i < kDraws; ++i) {
        ++laplace[discrete_laplace(3, chance)];
        std::int64_t const x = discrete_gaussian({25, 4}, chance);
        ++gaussian[x];
        square += static_cast<double>(x * x);
    }
    double const tail = std::exp(-1.0 / 3);
    for (std::int64_t x = -6; x <= 6; ++x) {
        double const p = (1 - tail) / (1 + tail) * std::pow(tail, std::abs(x));
        EXPECT_NEAR(laplace[x] / static_cast<double>(kDraws), p, 0.01) << x;
        double const q = std::exp(-static_cast<double>(x * x) / 12.5) / std::sqrt(2 * M_PI * 6.25);
        EXPECT_NEAR(gaussian[x] / static_cast<double>(kDraws), q, 0.01) << x;
    }
    EXPECT_NEAR(square / kDraws, 6.25, 0.25);
}

TEST(Noise, E1_TheLargestParametersAreDrawn) {
    Seeded chance{3};
    double square = 0;
    for (int i = 0; i < 2'000; ++i) {
        auto const x = static_cast<double>(discrete_gaussian({std::uint64_t{1} << 28U, 1}, chance));
        square += x * x / 2'000;
    }
    EXPECT_NEAR(square / static_cast<double>(1 << 28), 1, 0.15);
    (void)discrete_gaussian({1, 1024}, chance);
    (void)discrete_laplace(std::uint64_t{1} << 30U, chance);
}

// Canonne, Kamath, Steinke: values of their published conversion.
TEST(Noise, E2_E3_CostAndGuaranteeAreConvertedAsPublished) {
    EXPECT_NEAR(rho_of({1, 1e-9}), 0.0149730577, 1e-8);
    EXPECT_NEAR(rho_of({1, 1e-6}), 0.0243559704, 1e-8);
    EXPECT_NEAR(rho_of({0.5, 1e-6}), 0.0066415244, 1e-8);
    EXPECT_NEAR(rho_of({2, 1e-6}), 0.0881526884, 1e-8);
    EXPECT_NEAR(rho_of({4, 1e-6}), 0.3110649549, 1e-8);
    EXPECT_NEAR(rho_of({10, 1e-9}), 1.0907857044, 1e-8);
    EXPECT_NEAR(delta_of(0.1, 1), 8.933246e-3, 1e-8);
    Fraction const variance = variance_of(0.0149730577);
    EXPECT_GE(static_cast<double>(variance.above) / static_cast<double>(variance.below),
              1 / (2 * 0.0149730577));
}

TEST(Noise, E4_TheBestIsLikelierByItsScore) {
    Seeded chance{4};
    std::vector<std::int64_t> const scores{0, 2, 4};
    std::array<int, 3> times{};
    for (int i = 0; i < kDraws; ++i) ++times[choose_best(scores, {1, 1}, chance)];
    EXPECT_NEAR(static_cast<double>(times[1]) / times[0], std::exp(1.0), 0.15);
    EXPECT_NEAR(static_cast<double>(times[2]) / times[1], std::exp(1.0), 0.1);
}

TEST(Synthesis, Z2_Z6_OneWayCountsAndTheStrongestPairAreKept) {
    Microdata const original = people(20'000);
    Seeded chance{6};
    Synthesis const out = synthesise(original, {kUsual, {}}, chance).value();
    ASSERT_TRUE(out.records.valid());
    EXPECT_NEAR(static_cast<double>(out.records.rows()), 20'000, 200);
    EXPECT_LT(mean_distance(original, out.records, 1), 0.01);
    EXPECT_LT(mean_distance(original, out.records, 2), 0.02);
    EXPECT_EQ(out.pairs.size(), 3U);
    bool const found = std::find(out.pairs.begin(), out.pairs.end(),
                                 std::pair<std::size_t, std::size_t>{0, 1}) != out.pairs.end();
    EXPECT_TRUE(found);
    EXPECT_GT(out.noise_points, 0);
}

TEST(Synthesis, Z2_WhatThePairsSayOfAColumnIsJoinedWithItsOwnCounts) {
    // Of 2 by 3 counts of variance 4: two sums of variance 12, three of variance 8.
    auto const [a, b] = sums_of({1, 2, 3, 4, 5, 6}, 3, 4);
    EXPECT_EQ(a.counts, (std::vector<double>{6, 15}));
    EXPECT_EQ(b.counts, (std::vector<double>{5, 7, 9}));
    EXPECT_EQ(a.variance, 12);
    EXPECT_EQ(b.variance, 8);
    Measured const both = joined({{10, 11}, 4}, a);
    EXPECT_EQ(both.counts, (std::vector<double>{9, 12}));
    EXPECT_EQ(both.variance, 3);
    EXPECT_EQ(tree_of({{{30, 20}, 1}, {{10, 10, 10}, 6}}).total, 48)
        << "(50 / 2 + 30 / 18) / (1 / 2 + 1 / 18)";
}

TEST(Synthesis, Z2_ColumnsOfManyValuesGetMoreOfTheBudgetAndTheNoiseSaidIsTheLargest) {
    Column small{"small", {"a"}};
    Column large{"large", std::vector<std::string>(63, "x")};
    double const alone = noise_points(1'000, {small}, kUsual);
    // 2 and 64 values: 2^(2/3) and 16 of the whole.
    EXPECT_NEAR(noise_points(1'000, {small, large}, kUsual) / alone, std::sqrt(1 + 16 / std::cbrt(4.0)),
                1e-3);
}

/// A question with three answers, and one that goes with its second. A fifth declined, a tenth is blank.
Microdata asked_several(std::size_t rows) {
    std::vector<std::string> const codes{"1", "0", "(unknown)", "(declined)", "(not_asked)"};
    Microdata out{
        {{"ways=friend", codes}, {"sector", {"farm", "house"}}, {"ways=work", codes}, {"ways=other", codes}},
        std::vector<std::vector<Code>>(4)};
    std::mt19937_64 chance{16};
    for (std::size_t i = 0; i < rows; ++i) {
        auto const sector = static_cast<Code>(chance() % 2);
        std::uint64_t const state = chance() % 10;
        bool const friends = chance() % 10 < 6;
        bool const work = chance() % 10 < (sector == 0 ? 8 : 3);
        bool const other = (!friends && !work) || chance() % 10 < 1;
        auto const put = [&](std::size_t column, bool given) {
            Code const no_answer = state == 0 ? kBlank : Code{3};
            out.values[column].push_back(state < 3 ? no_answer : given ? kGiven : kNotGiven);
        };
        out.values[1].push_back(sector);
        put(0, friends);
        put(2, work);
        put(3, other);
    }
    return out;
}

std::vector<Several> const kWays{{0, 2, 3}};

/// Records that nobody could have given.
std::size_t impossible(Microdata const& records) {
    std::size_t out = 0;
    for (std::size_t r = 0; r < records.rows(); ++r) {
        std::size_t given = 0;
        std::map<Code, std::size_t> said;
        for (std::size_t const column : kWays[0]) {
            Code const code = records.values[column][r];
            given += code == kGiven ? 1 : 0;
            ++said[code == kGiven ? kNotGiven : code];
        }
        out += said.size() > 1 || (said.begin()->first == kNotGiven && given == 0) ? 1 : 0;
    }
    return out;
}

TEST(Synthesis, Z7_ColumnsOfOneQuestionNeverContradictEachOther) {
    ASSERT_EQ(impossible(asked_several(5'000)), 0U);
    for (std::uint64_t seed = 0; seed < 8; ++seed)
        for (double const epsilon : {0.05, 1.0, 20.0}) {
            Seeded chance{seed};
            SynthesisRequest const request{{epsilon, 1e-9}, "A test.", kWays};
            Synthesis const out = synthesise(asked_several(109), request, chance).value();
            ASSERT_TRUE(out.records.valid());
            EXPECT_EQ(impossible(out.records), 0U) << seed << " at " << epsilon;
        }
}

TEST(Synthesis, Z7_ColumnsThatOnlyAnotherQuestionJoinsDoNotContradictEachOther) {
    Microdata made{asked_several(0).columns, {}};
    std::vector<Measured> const counts{
        {{60, 20, 0, 20, 10}, 1}, {{50, 50, 10}, 1}, {{50, 30, 0, 20, 10}, 1}, {{20, 60, 0, 20, 10}, 1}};
    Tree tree = tree_of(counts, kWays);
    for (std::size_t const column : kWays[0]) add_pair(tree, column, 1, std::vector<std::int64_t>(15, 7));
    Seeded chance{17};
    made.values = draw(tree, made.columns, chance);
    ASSERT_EQ(made.rows(), 110U);
    EXPECT_EQ(impossible(made), 0U);
}

TEST(Synthesis, Z6_Z7_WhatIsPossibleIsNearerToTheOriginal) {
    for (std::size_t const rows : {std::size_t{109}, std::size_t{2'000}, std::size_t{20'000}}) {
        Microdata const original = asked_several(rows);
        double apart[2][2] = {};
        for (std::uint64_t seed = 0; seed < 10; ++seed)
            for (int whole = 0; whole < 2; ++whole) {
                Seeded chance{seed};
                SynthesisRequest request{kUsual, "A test."};
                if (whole == 1) request.several = kWays;
                Microdata const made = synthesise(original, request, chance).value().records;
                for (int ways = 1; ways <= 2; ++ways)
                    apart[whole][ways - 1] += mean_distance(original, made, ways) / 10;
            }
        EXPECT_LT(apart[1][0], apart[0][0]) << rows;
        EXPECT_LT(apart[1][1], apart[0][1]) << rows;
    }
}

TEST(Synthesis, Z5_SameChanceSameRecords) {
    Microdata const original = people(2'000);
    Seeded one{7};
    Seeded two{7};
    Seeded three{8};
    auto const a = synthesise(original, {kUsual, {}}, one).value();
    EXPECT_EQ(a.records.values, synthesise(original, {kUsual, {}}, two).value().records.values);
    EXPECT_NE(a.records.values, synthesise(original, {kUsual, {}}, three).value().records.values);
}

TEST(Synthesis, Z3_ANameNobodyHasMayAppearAndOneNotInTheCodebookIsRefused) {
    Microdata original = people(2'000);
    Seeded chance{9};
    Microdata const records = synthesise(original, {kUsual, {}}, chance).value().records;
    EXPECT_NE(records.rows(), original.rows());
    original.values[1][0] = 2;
    EXPECT_EQ(synthesise(original, {kUsual, {}}, chance).error().code, SynthesisCode::kNotInCodebook);
}

TEST(Synthesis, Z4_FewRecordsAreRefusedWithTheNoiseInPoints) {
    Microdata const few = people(21);
    Seeded chance{10};
    SynthesisRefusal const refusal = synthesise(few, {kUsual, {}}, chance).error();
    EXPECT_EQ(refusal.code, SynthesisCode::kTooFew);
    EXPECT_GT(refusal.noise_points, 18);
    EXPECT_DOUBLE_EQ(refusal.noise_points, noise_points(21, few.columns, kUsual));
    auto const all_the_same = synthesise(few, {kUsual, "a teaching example"}, chance);
    ASSERT_TRUE(all_the_same.ok());
    EXPECT_EQ(all_the_same.value().reason_for_few, "a teaching example");
}

TEST(Synthesis, Z4_AThousandAreNotFewAndNeedNoReason) {
    Seeded chance{13};
    EXPECT_EQ(synthesise(people(kFewest - 1), {kUsual, {}}, chance).error().code, SynthesisCode::kTooFew);
    auto const enough = synthesise(people(kFewest), {kUsual, "a teaching example"}, chance);
    ASSERT_TRUE(enough.ok());
    EXPECT_EQ(enough.value().reason_for_few, "") << "what was not needed is not said";
    EXPECT_TRUE(synthesise(people(kFewest), {kUsual, {}}, chance).ok());
}

TEST(Synthesis, Z6_ABlankIsNoneOfTheCodes) {
    Microdata const answered{{{"debt", {"yes", "no"}}}, {{0, 0}}};
    Microdata const blank{{{"debt", {"yes", "no"}}}, {{kBlank, kBlank}}};
    EXPECT_EQ(mean_distance(answered, blank, 1), 1);
}

TEST(Synthesis, GuaranteesThatAreNoneAreRefused) {
    Microdata const original = people(1'000);
    Seeded chance{11};
    for (Guarantee const g : {Guarantee{0, 1e-9}, Guarantee{1, 0}, Guarantee{1, 0.5}, Guarantee{1e9, 1e-9},
                              Guarantee{std::nan(""), 1e-9}})
        EXPECT_EQ(synthesise(original, {g, {}}, chance).error().code, SynthesisCode::kBadGuarantee);
    EXPECT_EQ(synthesise({}, {kUsual, {}}, chance).error().code, SynthesisCode::kNoColumns);
}

/// Of nobody, all there is in a count is its noise.
TEST(Marginals, E2_SeveralMarginalsShareTheBudget) {
    Microdata const nobody{{{"village", std::vector<std::string>(4'000, "x")}}, {{}}};
    Seeded chance{14};
    auto const square = [&](std::vector<std::vector<std::size_t>> const& sets) {
        double sum = 0;
        auto const out = private_marginals(nobody, sets, kUsual, chance).value();
        for (std::int64_t const count : out[0].counts) sum += static_cast<double>(count * count);
        return sum / static_cast<double>(out[0].counts.size());
    };
    EXPECT_NEAR(square({{0}}) * 2 * rho_of(kUsual), 1, 0.15);
    EXPECT_NEAR(square({{0}, {0}, {0}, {0}}) * 2 * rho_of(kUsual), 4, 0.6);
}

TEST(Marginals, MoreCellsThanCanBeHeldAreRefused) {
    Column const wide{"village", std::vector<std::string>(1'000, "x")};
    Microdata const original{{wide, wide}, {{0}, {0}}};
    Seeded chance{15};
    EXPECT_EQ(private_marginals(original, {{0, 1}}, kUsual, chance).error().code,
              MarginalsCode::kTooManyCells);
    EXPECT_TRUE(private_marginals(original, {{0}, {1}}, kUsual, chance).ok());
}

TEST(Marginals, E2_EveryCellHasNoiseAlsoTheEmptyOnes) {
    Microdata const original = people(5'000);
    Seeded chance{12};
    auto const out = private_marginals(original, {{0, 1}, {3}}, kUsual, chance).value();
    ASSERT_EQ(out.size(), 2U);
    EXPECT_EQ(out[0].counts.size(), 5U * 3);
    EXPECT_EQ(out[1].counts.size(), 2U);
    EXPECT_NEAR(static_cast<double>(out[1].counts[1]), 5'000, 60);
    EXPECT_NE(out[1].counts[0], 0);
    EXPECT_EQ(private_marginals(original, {{9}}, kUsual, chance).error().code, MarginalsCode::kNoSuchColumn);
}
