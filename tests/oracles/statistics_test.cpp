// SPDX-License-Identifier: AGPL-3.0-or-later
// data/newcombe1998.json, data/grim.json
#include "amparo/audit/closure.hpp"
#include "amparo/statistics/proportion.hpp"
#include "support.hpp"

#include <map>

using namespace amparo;

namespace {

using statistics::Method;

void expect_limits(Json const& limits, statistics::Counts counts, Method method, double within) {
    auto const found = statistics::interval(counts, method).value();
    EXPECT_NEAR(found.low, limits.at(0).get<double>(), within) << limits.dump();
    EXPECT_NEAR(found.high, limits.at(1).get<double>(), within) << limits.dump();
}

statistics::Counts counts_of(Json const& one) {
    return {one.at("r").get<std::uint64_t>(), one.at("n").get<std::uint64_t>()};
}

/// "5.30" is 530 at two decimals.
audit::Printed printed(std::string const& text) {
    audit::Printed out;
    bool after_point = false;
    for (char const c : text) {
        if (c == '.') {
            after_point = true;
            continue;
        }
        out.units = out.units * 10 + static_cast<std::uint64_t>(c - '0');
        out.decimals += after_point ? 1 : 0;
    }
    return out;
}

}  // namespace

TEST(NewcombeOracle, I4_I5_I7_ItsTable) {
    std::map<std::string, Method> const methods{
        {"wilson", Method::kWilson}, {"clopper_pearson", Method::kClopperPearson}, {"mid_p", Method::kMidP}};
    Json const known = oracle("newcombe1998.json");
    std::size_t asked = 0;
    for (Json const& one : known.at("cases"))
        for (auto const& [name, method] : methods) {
            expect_limits(one.at(name), counts_of(one), method, 5.001e-5);
            ++asked;
        }
    for (Json const& one : known.at("extra")) {
        expect_limits(one.at("ci"), counts_of(one), methods.at(one.at("method").get<std::string>()), 5e-4);
        ++asked;
    }
    EXPECT_EQ(asked, 9U);
}

TEST(GrimOracle, G3_MeansAndPercentagesThatCanBe) {
    Json const known = oracle("grim.json");
    std::size_t asked = 0;
    for (Json const& one : known.at("grim")) {
        auto const people = one.at("n").get<std::uint64_t>();
        auto const items = one.value("items", std::uint64_t{1});
        audit::Printed const mean = printed(one.at("mean").get<std::string>());
        bool const found = one.value("percent", false) ? audit::can_be_percentage(mean, people, items)
                                                       : audit::can_be_mean(mean, people, items);
        EXPECT_EQ(found, one.at("consistent").get<bool>()) << one.dump();
        ++asked;
    }
    EXPECT_EQ(asked, 36U);
}

TEST(GrimOracle, G7_DeviationsThatGoWithTheirMeans) {
    Json const known = oracle("grim.json");
    ASSERT_EQ(known.at("debit").size(), 7U);
    for (Json const& one : known.at("debit"))
        EXPECT_EQ(audit::can_be_mean_and_deviation(printed(one.at("mean").get<std::string>()),
                                                   printed(one.at("sd").get<std::string>()),
                                                   one.at("n").get<std::uint64_t>()),
                  one.at("consistent").get<bool>())
            << one.dump();
}
