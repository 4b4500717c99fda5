// SPDX-License-Identifier: AGPL-3.0-or-later
// Oracle: pairs compared one by one. What sdcMicro asserts is in tests/oracles/.
#include "amparo/protection/frequency.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace amparo;
using namespace amparo::protection;

namespace {

Microdata at_random(std::mt19937& chance, std::size_t rows, std::vector<std::size_t> const& sizes) {
    Microdata out;
    for (std::size_t const size : sizes) {
        out.columns.push_back({"", std::vector<std::string>(size)});
        std::vector<Code>& column = out.values.emplace_back();
        for (std::size_t r = 0; r < rows; ++r) {
            auto const code = static_cast<Code>(chance() % (size + 1));
            column.push_back(code == size ? kBlank : code);
        }
    }
    return out;
}

bool match(Microdata const& data, std::size_t a, std::size_t b, Blank blank) {
    for (auto const& column : data.values) {
        bool const either = column[a] == kBlank || column[b] == kBlank;
        if (column[a] != column[b] && !(either && blank == Blank::kAnything)) return false;
    }
    return true;
}

}  // namespace

// sdcMicro 5.8.1 on factors, alpha 1.
TEST(Frequency, F2_ABlankMatchesAnythingBothWays) {
    Microdata const data{{{"a", {"1", "2"}}, {"b", {"x", "y"}}},
                         {{0, 0, 0, 1, 1, kBlank, 0}, {0, 0, 1, 1, kBlank, 1, 0}}};
    std::vector<std::size_t> const both{0, 1};
    EXPECT_EQ(frequencies(data, both, Blank::kAnything).value().records,
              (std::vector<std::uint32_t>{3, 3, 2, 3, 3, 4, 3}));
    EXPECT_EQ(frequencies(data, both, Blank::kItself).value().records,
              (std::vector<std::uint32_t>{3, 3, 1, 1, 1, 1, 3}));
}

TEST(Frequency, F2_AsWhenEachPairIsCompared) {
    std::mt19937 chance{3};
    for (int round = 0; round < 60; ++round) {
        Microdata const data = at_random(chance, 1 + chance() % 60, {3, 2, 4, 1});
        std::vector<std::size_t> const keys{0, 1, 2, 3};
        for (Blank const blank : {Blank::kItself, Blank::kAnything}) {
            auto const found = frequencies(data, keys, blank).value();
            for (std::size_t a = 0; a < data.rows(); ++a) {
                std::uint32_t expected = 0;
                for (std::size_t b = 0; b < data.rows(); ++b) expected += match(data, a, b, blank) ? 1 : 0;
                ASSERT_EQ(found.records[a], expected);
            }
        }
    }
}

TEST(Frequency, F3_WithWeightsTheyStandForThePeopleOfAllTheyMatch) {
    Microdata const data{{{"sector", {"farm", "house"}}}, {{0, 0, 1, kBlank}}};
    std::vector<std::size_t> const keys{0};
    std::vector<double> const weights{10, 20, 5, 2};
    EXPECT_EQ(frequencies(data, keys, Blank::kAnything, weights).value().people,
              (std::vector<double>{32, 32, 7, 37}));
    EXPECT_EQ(frequencies(data, keys, Blank::kItself, weights).value().people,
              (std::vector<double>{30, 30, 5, 2}));
}

TEST(Frequency, F4_NobodyIsFoundByAHalf) {
    for (RiskForm const form : {RiskForm::kExact, RiskForm::kApproximate})
        EXPECT_DOUBLE_EQ(risks({{3}, {1.5}}, form)[0], 1.0 / 3)
            << "three were seen: there are three at least";
}

TEST(Frequency, F4_TheExpectedShareIsThatOfTheNegativeBinomial) {
    for (std::uint32_t const f : {1U, 2U, 3U, 7U, 40U})
        for (double const people : {1.0, 1.5, 1.99, 2.01, 9.0, 400.0}) {
            double const p = 1 / people;
            double expected = 0;
            double chance = std::pow(p, f);  // of F = f
            for (std::uint32_t whole = f; whole < f + 200'000; ++whole) {
                expected += chance / whole;
                chance *= (1 - p) * whole / (whole + 1 - f);
            }
            double const found = risks({{f}, {people * f}})[0];
            EXPECT_NEAR(found, expected, 1e-9) << f << " of " << people * f;
            if (f > 2) continue;
            EXPECT_DOUBLE_EQ(risks({{f}, {people * f}}, RiskForm::kApproximate)[0], found);
        }
    EXPECT_DOUBLE_EQ(risks({{3}, {12}}, RiskForm::kApproximate)[0], 0.25 / 2.25);
}

TEST(Frequency, F5_WhatCannotBeCountedIsRefused) {
    std::mt19937 chance{4};
    Microdata data = at_random(chance, 5, std::vector<std::size_t>(11, 2));
    std::vector<std::size_t> eleven(11);
    std::iota(eleven.begin(), eleven.end(), std::size_t{0});
    auto const error = [&](std::vector<std::size_t> const& keys, std::vector<double> const& weights = {}) {
        return frequencies(data, keys, Blank::kItself, weights).error();
    };
    EXPECT_EQ(error(eleven), FrequencyError::kTooManyKeys);
    EXPECT_EQ(error({}), FrequencyError::kNoKeys);
    EXPECT_EQ(error({11}), FrequencyError::kNoKeys);
    EXPECT_EQ(error({0}, {1, 1}), FrequencyError::kBadWeights);
    EXPECT_EQ(error({0}, {1, 1, 0, 1, 1}), FrequencyError::kBadWeights);
    data.values[0][0] = 2;
    EXPECT_EQ(error({0}), FrequencyError::kNotInCodebook);
    data.values[0][0] = 1;
    data.values[10].pop_back();
    EXPECT_EQ(error({0}), FrequencyError::kNotInCodebook) << "each record has every column";
    Microdata const wide = at_random(chance, 2, std::vector<std::size_t>(4, 65'000));
    std::vector<std::size_t> const four{0, 1, 2, 3};
    EXPECT_EQ(frequencies(wide, four, Blank::kItself).error(), FrequencyError::kTooManyKeys);
}
