// SPDX-License-Identifier: AGPL-3.0-or-later
// data/frequency_and_risk.json, data/rounding_rules.json
#include "amparo/protection/frequency.hpp"
#include "amparo/protection/rounding.hpp"
#include "support.hpp"

#include <algorithm>

using namespace amparo;
using namespace amparo::protection;

namespace {

struct Sample {
    Microdata data{{{"A", {"0", "1", "2", "3", "4"}},
                    {"B", {"0", "1", "2", "3", "4"}},
                    {"C", {"0", "1", "2", "3", "4"}}},
                   std::vector<std::vector<Code>>(3)};
    std::vector<double> weights;
};

Sample sample(Json const& records) {
    Sample out;
    for (Json const& record : records) {
        for (std::size_t c = 0; c < 3; ++c) {
            Json const& value = record.at(out.data.columns[c].name);
            out.data.values[c].push_back(value.is_null() ? kBlank : value.get<Code>());
        }
        out.weights.push_back(record.at("w").get<double>());
    }
    return out;
}

std::vector<std::size_t> const kThree{0, 1, 2};

void expect_near(std::vector<double> const& found, Json const& expected, double within) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        EXPECT_NEAR(found[i], expected[i].get<double>(), within) << i;
}

CountRange range_of(Json const& pair) {
    return {pair.at(0).get<std::int64_t>(), pair.at(1).get<std::int64_t>()};
}

}  // namespace

TEST(Frequency, F2_F3_CountsAndWeightsAreThoseOfTheOracle) {
    Json const known = oracle("frequency_and_risk.json");
    std::size_t asked = 0;
    for (Json const& one : known.at("cases")) {
        Sample const s = sample(one.at("records"));
        auto const found = frequencies(s.data, kThree, Blank::kAnything, s.weights).value();
        if (!one.contains("fk")) continue;
        ++asked;
        EXPECT_EQ(found.records, one.at("fk").get<std::vector<std::uint32_t>>());
        EXPECT_EQ(found.people, one.at("Fk").get<std::vector<double>>());
        EXPECT_EQ(std::count(found.records.begin(), found.records.end(), 1U), one.at("n1").get<int>());
        EXPECT_EQ(std::count(found.records.begin(), found.records.end(), 2U), one.at("n2").get<int>());
    }
    EXPECT_EQ(asked, 2U);
}

TEST(Frequency, F4_RisksAreThoseOfTheOracle) {
    Json const known = oracle("frequency_and_risk.json");
    std::size_t asked = 0;
    for (Json const& one : known.at("cases")) {
        if (!one.contains("individual_risk_exact")) continue;
        ++asked;
        Sample const s = sample(one.at("records"));
        auto const weighted = frequencies(s.data, kThree, Blank::kAnything, s.weights).value();
        expect_near(risks(weighted), one.at("individual_risk_exact"), 1e-8);
        expect_near(risks(weighted, RiskForm::kApproximate), one.at("individual_risk_approx"), 1e-8);
        auto const plain = frequencies(s.data, kThree, Blank::kAnything).value();
        expect_near(risks(plain), one.at("individual_risk_no_weights"), 1e-5);
    }
    EXPECT_EQ(asked, 2U);
}

TEST(RoundingOracle, D1_D5_WhatACountMayBecomeAndWhatItMayHaveBeen) {
    Json const known = oracle("rounding_rules.json");
    std::size_t asked = 0;
    auto const check_interval = [&](Json const& one) {
        ++asked;
        auto const number = [&](char const* name) { return one.at(name).get<std::int64_t>(); };
        EXPECT_EQ(may_have_been(number("a"), number("b"), number("K")), range_of(one.at("interval")))
            << one.dump();
    };
    for (Json const& one : known.at("enumerated_intervals")) check_interval(one);
    for (Json const& one : known.at("examples")) {
        if (one.contains("interval")) {
            check_interval(one);
            continue;
        }
        ++asked;
        EXPECT_EQ(may_become(one.at("z").get<std::int64_t>(), one.at("b").get<std::int64_t>(),
                             one.at("K").get<std::int64_t>()),
                  one.at("allowed").get<std::vector<std::int64_t>>());
    }
    EXPECT_EQ(asked, 21U);
}
