// SPDX-License-Identifier: AGPL-3.0-or-later
// Oracles: ARX's example, and every choice of levels tried one after the other.
#include "amparo/protection/anonymity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

using namespace amparo;
using namespace amparo::protection;

namespace {

/// Groups of neighbours: 2, 4, 8, … codes together.
std::vector<Level> doubling(std::size_t codes) {
    std::vector<Level> out;
    for (std::size_t width = 2; width < codes; width *= 2) {
        Level& level = out.emplace_back();
        for (std::size_t code = 0; code < codes; ++code) level.of.push_back(static_cast<Code>(code / width));
        for (std::size_t group = 0; group * width < codes; ++group)
            level.names.push_back("g" + std::to_string(group));
    }
    return out;
}

Microdata at_random(std::mt19937& chance, std::size_t rows, std::vector<std::size_t> const& sizes,
                    unsigned blanks) {
    Microdata out;
    for (std::size_t const size : sizes) {
        Column column{"c" + std::to_string(out.columns.size()), {}};
        for (std::size_t code = 0; code < size; ++code) column.codes.push_back(std::to_string(code));
        out.columns.push_back(std::move(column));
        std::vector<Code>& values = out.values.emplace_back();
        for (std::size_t r = 0; r < rows; ++r) {
            // The first codes more often than the last ones.
            auto const code = static_cast<Code>(std::min(chance() % size, chance() % size));
            values.push_back(chance() % 100 < blanks ? kBlank : code);
        }
    }
    return out;
}

AnonymityRequest request_for(Microdata const& data, std::uint32_t k, double share, Blank blank) {
    AnonymityRequest out;
    for (std::size_t c = 0; c < data.columns.size(); ++c)
        out.keys.push_back({c, doubling(data.columns[c].codes.size())});
    out.k = k;
    out.most_withheld = share;
    out.blank = blank;
    out.withhold = Withhold::kRecords;
    return out;
}

/// One choice, by definition: groups compared pair by pair, losses summed cell by cell.
struct Tried {
    std::size_t left_out = 0;
    double loss = 0;
};
Tried try_choice(Microdata const& data, AnonymityRequest const& request,
                 std::vector<std::size_t> const& levels) {
    std::size_t const keys = levels.size();
    auto const top = [&](std::size_t k) { return levels[k] == request.keys[k].levels.size() + 1; };
    auto const group = [&](std::size_t k, std::size_t row) -> int {
        Code const code = data.values[k][row];
        if (top(k)) return 0;
        if (code == kBlank) return -1;
        return levels[k] == 0 ? code : request.keys[k].levels[levels[k] - 1].of[code];
    };
    std::vector<bool> in(data.rows(), true);
    for (bool again = true; again;) {
        again = false;
        for (std::size_t a = 0; a < data.rows(); ++a) {
            if (!in[a]) continue;
            std::uint32_t company = 0;
            for (std::size_t b = 0; b < data.rows(); ++b) {
                bool same = in[b];
                for (std::size_t k = 0; k < keys && same; ++k) {
                    int const x = group(k, a);
                    int const y = group(k, b);
                    same = x == y || (request.blank == Blank::kAnything && (x < 0 || y < 0));
                }
                company += same ? 1 : 0;
            }
            if (company >= request.k) continue;
            in[a] = false;
            again = true;
        }
    }
    Tried out;
    double product = 1;
    for (std::size_t k = 0; k < keys; ++k) {
        double sum = 0;
        double given = 0;
        double const codes = static_cast<double>(data.columns[k].codes.size());
        for (std::size_t row = 0; row < data.rows(); ++row) {
            Code const code = data.values[k][row];
            if (code == kBlank) continue;
            ++given;
            double members = 0;
            for (std::size_t other = 0; other < data.columns[k].codes.size(); ++other)
                members += top(k) || (levels[k] == 0 ? other == code
                                                     : request.keys[k].levels[levels[k] - 1].of[other] ==
                                                           request.keys[k].levels[levels[k] - 1].of[code]);
            sum += in[row] ? (codes > 1 ? (members - 1) / (codes - 1) : top(k)) : 1;
        }
        product *= 1 + (given > 0 ? sum / given : 0);
    }
    out.loss = std::pow(product, 1 / static_cast<double>(keys)) - 1;
    out.left_out = static_cast<std::size_t>(std::count(in.begin(), in.end(), false));
    return out;
}

double least_loss_of_all(Microdata const& data, AnonymityRequest const& request) {
    double best = 9;
    std::vector<std::size_t> levels(request.keys.size(), 0);
    auto const most =
        static_cast<std::size_t>(std::floor(request.most_withheld * static_cast<double>(data.rows())));
    for (;;) {
        Tried const tried = try_choice(data, request, levels);
        if (tried.left_out <= most) best = std::min(best, tried.loss);
        std::size_t k = 0;
        while (k < levels.size() && ++levels[k] > request.keys[k].levels.size() + 1) levels[k++] = 0;
        if (k == levels.size()) return best;
    }
}

}  // namespace

// ARX, Example1: 7 records, k = 3. Levels, classes and loss as it finds them.
TEST(Anonymity, K4_K5_TheExampleOfArxHasItsLevelsAndItsLoss) {
    Microdata const data{{{"age", {"34", "45", "66", "70"}},
                          {"gender", {"male", "female"}},
                          {"zipcode", {"81667", "81675", "81925", "81931"}}},
                         {{0, 1, 2, 3, 0, 3, 1}, {0, 1, 0, 1, 1, 0, 0}, {0, 1, 2, 3, 3, 3, 3}}};
    AnonymityRequest request;
    request.keys = {{0, {{{"<50", ">=50"}, {0, 0, 1, 1}}}},
                    {1, {}},
                    {2,
                     {{{"8166*", "8167*", "8192*", "8193*"}, {0, 1, 2, 3}},
                      {{"816**", "819**"}, {0, 0, 1, 1}},
                      {{"81***"}, {0, 0, 0, 0}}}}};
    request.k = 3;
    request.most_withheld = 0;
    Anonymised const out = anonymise(data, request).value();
    EXPECT_EQ(out.keys[0].level, 2U);
    EXPECT_EQ(out.keys[1].level, 0U);
    EXPECT_EQ(out.keys[2].level, 3U);
    EXPECT_NEAR(out.loss, 0.5874010519681996, 1e-12);
    EXPECT_EQ(out.groups, 2U);
    EXPECT_EQ(out.least, 3U);
    EXPECT_TRUE(out.is_cheapest);
    EXPECT_EQ(out.records.columns[2].codes, std::vector<std::string>{"81***"});
    EXPECT_EQ(out.records.values[1], (std::vector<Code>{0, 0, 0, 0, 1, 1, 1}));
}

TEST(Anonymity, K5_NoOtherChoiceLosesLess) {
    std::mt19937 chance{11};
    for (int round = 0; round < 60; ++round) {
        Microdata const data = at_random(chance, 20 + chance() % 40, {5, 3, 2, 6}, round % 3 == 0 ? 0 : 15);
        for (Blank const blank : {Blank::kItself, Blank::kAnything}) {
            AnonymityRequest const request =
                request_for(data, 2 + chance() % 4, 0.1 * static_cast<double>(round % 4), blank);
            Anonymised const out = anonymise(data, request).value();
            EXPECT_TRUE(out.is_cheapest);
            ASSERT_NEAR(out.loss, least_loss_of_all(data, request), 1e-12) << round;
        }
    }
}

TEST(Anonymity, K1_K6_EveryoneLeftHasCompanyCountedPairByPair) {
    std::mt19937 chance{12};
    for (int round = 0; round < 40; ++round) {
        Microdata const data = at_random(chance, 150, {6, 4, 3}, 10);
        for (Blank const blank : {Blank::kItself, Blank::kAnything}) {
            AnonymityRequest request = request_for(data, 5, 0.2, blank);
            Anonymised const records = anonymise(data, request).value();
            request.withhold = Withhold::kAnswers;
            Anonymised const out = anonymise(data, request).value();
            EXPECT_LE(out.left_out, records.left_out);
            EXPECT_LE(out.loss, records.loss + 1e-12);
            EXPECT_TRUE(out.is_cheapest);
            EXPECT_EQ(out.records.rows() + out.left_out, data.rows());
            EXPECT_TRUE(out.records.valid());
            for (std::size_t a = 0; a < out.records.rows(); ++a) {
                std::uint32_t company = 0;
                for (std::size_t b = 0; b < out.records.rows(); ++b) {
                    bool same = true;
                    for (auto const& column : out.records.values)
                        same = same &&
                               (column[a] == column[b] ||
                                (blank == Blank::kAnything && (column[a] == kBlank || column[b] == kBlank)));
                    company += same ? 1 : 0;
                }
                ASSERT_GE(company, 5U);
            }
        }
    }
}

TEST(Anonymity, K6_OneAnswerIsWithheldWhereOneIsEnough) {
    // Ten alike, and two whose second answer alone stands out.
    Microdata data{{{"a", {"x", "y"}}, {"b", {"0", "1", "2"}}}, {{}, {}}};
    for (int i = 0; i < 12; ++i) {
        data.values[0].push_back(0);
        data.values[1].push_back(i < 10 ? 0 : static_cast<Code>(i - 9));
    }
    AnonymityRequest request;
    request.keys = {{0, {}}, {1, {}}};
    request.k = 2;
    Anonymised const out = anonymise(data, request).value();
    EXPECT_EQ(out.keys[0].withheld, 0U);
    EXPECT_EQ(out.keys[1].withheld, 2U);
    EXPECT_EQ(out.left_out, 0U);
    EXPECT_EQ(out.least, 2U);
    EXPECT_EQ(out.least_anything, 12U);
    EXPECT_NEAR(out.loss, std::sqrt(1 + 2.0 / 12) - 1, 1e-12);
}

namespace {

/// A file of one key and `others` questions that everybody answered alike.
Microdata one_key(std::vector<std::size_t> const& counts, std::size_t others) {
    Microdata out{{{"key", {}}}, {{}}};
    for (std::size_t code = 0; code < counts.size(); ++code) {
        out.columns[0].codes.push_back(std::to_string(code));
        out.values[0].insert(out.values[0].end(), counts[code], static_cast<Code>(code));
    }
    for (std::size_t c = 0; c < others; ++c) {
        out.columns.push_back({"o" + std::to_string(c), {"yes", "no"}});
        out.values.emplace_back(out.values[0].size(), Code{0});
    }
    return out;
}

/// Whether each row that is left is one of k, blanks alike with blanks alone.
bool is_k_anonymous(std::vector<std::vector<int>> const& rows, std::vector<bool> const& left_out,
                    std::uint32_t k) {
    for (std::size_t a = 0; a < rows.size(); ++a) {
        std::uint32_t company = 0;
        for (std::size_t b = 0; b < rows.size(); ++b) company += !left_out[b] && rows[a] == rows[b] ? 1 : 0;
        if (!left_out[a] && company < k) return false;
    }
    return true;
}

/// What every way to blank answers and to leave records out comes to: of all choices of levels the least loss (K4) of a way
/// that takes the fewest answers at these levels (K6), and of all ways the least loss.
struct Least {
    double by_rule = 9;
    double of_all = 9;
};
Least least_by_all_ways(Microdata const& data, AnonymityRequest const& request) {
    std::size_t const keys = request.keys.size();
    std::size_t const ways = (std::size_t{1} << keys) + 1;  // Which keys are blank, or left out.
    Least out;
    std::vector<std::size_t> levels(keys, 0);
    for (;;) {
        std::vector<std::vector<int>> raised(data.rows(), std::vector<int>(keys));
        std::vector<std::vector<double>> lost(data.rows(), std::vector<double>(keys, 0));
        for (std::size_t r = 0; r < data.rows(); ++r)
            for (std::size_t k = 0; k < keys; ++k) {
                Code const code = data.values[k][r];
                double const codes = static_cast<double>(data.columns[k].codes.size());
                bool const top = levels[k] == request.keys[k].levels.size() + 1;
                if (code == kBlank) {
                    raised[r][k] = top ? 0 : -1;
                } else if (levels[k] == 0) {
                    raised[r][k] = code;
                } else if (top) {
                    lost[r][k] = 1;
                } else {
                    auto const& of = request.keys[k].levels[levels[k] - 1].of;
                    raised[r][k] = of[code];
                    lost[r][k] =
                        (static_cast<double>(std::count(of.begin(), of.end(), of[code])) - 1) / (codes - 1);
                }
            }
        std::size_t fewest = 1000;
        double least = 9;
        std::vector<std::size_t> way(data.rows(), 0);
        for (;;) {
            std::vector<std::vector<int>> rows = raised;
            std::vector<bool> left_out(rows.size(), false);
            std::size_t answers = 0;
            std::vector<double> sum(keys, 0);
            std::vector<double> given(keys, 0);
            for (std::size_t r = 0; r < rows.size(); ++r) {
                left_out[r] = way[r] == ways - 1;
                for (std::size_t k = 0; k < keys; ++k) {
                    bool const is_blank = left_out[r] || (way[r] >> k & 1U) != 0;
                    answers += is_blank && raised[r][k] >= 0 ? 1 : 0;
                    if (is_blank) rows[r][k] = -1;
                    if (data.values[k][r] == kBlank) continue;
                    ++given[k];
                    sum[k] += is_blank ? 1 : lost[r][k];
                }
                for (std::size_t c = keys; left_out[r] && c < data.columns.size(); ++c)
                    answers += data.values[c][r] != kBlank ? 1 : 0;
            }
            if (is_k_anonymous(rows, left_out, request.k)) {
                double product = 1;
                for (std::size_t k = 0; k < keys; ++k) product *= 1 + (given[k] > 0 ? sum[k] / given[k] : 0);
                double const loss = std::pow(product, 1 / static_cast<double>(keys)) - 1;
                out.of_all = std::min(out.of_all, loss);
                if (answers < fewest) least = 9;
                if (answers <= fewest) least = std::min(least, loss);
                fewest = std::min(fewest, answers);
            }
            std::size_t r = 0;
            while (r < way.size() && ++way[r] == ways) way[r++] = 0;
            if (r == way.size()) break;
        }
        out.by_rule = std::min(out.by_rule, least);
        std::size_t k = 0;
        while (k < levels.size() && ++levels[k] > request.keys[k].levels.size() + 1) levels[k++] = 0;
        if (k == levels.size()) return out;
    }
}

AnonymityRequest of_keys(Microdata const& data, std::size_t keys, std::uint32_t k) {
    AnonymityRequest out;
    for (std::size_t c = 0; c < keys; ++c) out.keys.push_back({c, doubling(data.columns[c].codes.size())});
    out.k = k;
    return out;
}

}  // namespace

TEST(Anonymity, K5_AQuestionIsNotMadeOneWhereSomeAnswersWithheldLoseLess) {
    Microdata const data = one_key({16, 4, 3}, 1);
    AnonymityRequest request;
    request.keys = {{0, {{{"papers", "none"}, {0, 0, 1}}}}};
    request.k = 5;
    Anonymised const out = anonymise(data, request).value();
    EXPECT_EQ(out.keys[0].level, 0U);
    EXPECT_EQ(out.keys[0].withheld, 7U);
    EXPECT_EQ(out.left_out, 0U);
    EXPECT_NEAR(out.loss, 7.0 / 23, 1e-12);
    // Where no more than a twentieth may be without company, there is only the one for all.
    request.most_withheld = 0.05;
    EXPECT_EQ(anonymise(data, request).value().keys[0].level, 2U);
}

TEST(Anonymity, K5_AQuestionIsMadeCoarserWhereThatLosesLess) {
    // Six codes by twos: a group of two loses a fifth of each answer, and every code alone is too rare.
    Microdata const data = one_key({4, 4, 4, 4, 4, 4}, 1);
    AnonymityRequest const request = of_keys(data, 1, 5);
    Anonymised const out = anonymise(data, request).value();
    EXPECT_EQ(out.keys[0].level, 1U);
    EXPECT_EQ(out.keys[0].withheld, 0U);
    EXPECT_NEAR(out.loss, 0.2, 1e-12);
}

TEST(Anonymity, K6_OthersLendCompanyWhereThatTakesFewerAnswersThanLeavingOut) {
    AnonymityRequest request;
    request.keys = {{0, {}}};
    request.k = 5;
    Anonymised const kept = anonymise(one_key({38, 2}, 2), request).value();
    EXPECT_EQ(kept.left_out, 0U);  // Two who would lose six answers, or five answers.
    EXPECT_EQ(kept.keys[0].withheld, 5U);
    EXPECT_EQ(kept.least, 5U);
    Anonymised const gone = anonymise(one_key({38, 2}, 1), request).value();
    EXPECT_EQ(gone.left_out, 2U);  // Four answers, or five.
    EXPECT_EQ(gone.keys[0].withheld, 0U);
    // Who can't spare three has none: then all of the fewest.
    Anonymised const whole = anonymise(one_key({6, 5, 2}, 9), request).value();
    EXPECT_EQ(whole.left_out, 0U);
    EXPECT_EQ(whole.keys[0].withheld, 7U);
    EXPECT_EQ(whole.least, 6U);
}

TEST(Anonymity, K5_K6_WithOneKeyNoOtherWayTakesFewerAnswersOrLosesLess) {
    std::mt19937 chance{16};
    for (int round = 0; round < 60; ++round) {
        Microdata const data = at_random(chance, 7 + chance() % 2, {4, 2, 2}, round % 3 == 0 ? 20 : 0);
        AnonymityRequest const request = of_keys(data, 1, static_cast<std::uint32_t>(2 + chance() % 3));
        Anonymised const out = anonymise(data, request).value();
        EXPECT_TRUE(out.is_cheapest);
        ASSERT_NEAR(out.loss, least_by_all_ways(data, request).by_rule, 1e-12) << round;
    }
}

TEST(Anonymity, K5_K6_WithTwoKeysTheLossIsNearTheLeastOfAllWays) {
    std::mt19937 chance{17};
    int least = 0;
    double more = 0;
    constexpr int kRounds = 40;
    for (int round = 0; round < kRounds; ++round) {
        Microdata const data = at_random(chance, 6, {4, 2, 2, 2}, round % 4 == 0 ? 15 : 0);
        AnonymityRequest const request = of_keys(data, 2, 2 + chance() % 2);
        double const ours = anonymise(data, request).value().loss;
        double const best = least_by_all_ways(data, request).by_rule;
        ASSERT_GE(ours, least_by_all_ways(data, request).of_all - 1e-12) << round;
        least += ours <= best + 1e-12 ? 1 : 0;
        more += ours - best;
    }
    EXPECT_GE(least, 30);
    EXPECT_LE(more / kRounds, 0.02);
}

TEST(Anonymity, K6_K8_WhoseAnswersGoForOthersFollowsFromTheSaltAndFromNoOrder) {
    Microdata data = one_key({38, 2}, 3);
    for (std::size_t r = 0; r < data.rows(); ++r)
        for (std::size_t c = 1; c < 4; ++c) data.values[c][r] = static_cast<Code>(r >> (c - 1) & 1U);
    AnonymityRequest request;
    request.keys = {{0, {}}};
    request.k = 5;
    std::vector<std::vector<std::vector<Code>>> chosen;
    for (std::uint64_t salt = 0; salt < 20; ++salt) {
        request.salt = salt;
        Anonymised const out = anonymise(data, request).value();
        EXPECT_EQ(out.keys[0].withheld, 5U);
        chosen.push_back(out.records.values);
        Microdata back = data;
        for (auto& column : back.values) std::reverse(column.begin(), column.end());
        EXPECT_EQ(anonymise(back, request).value().records.values, out.records.values);
    }
    std::sort(chosen.begin(), chosen.end());
    EXPECT_GT(std::unique(chosen.begin(), chosen.end()) - chosen.begin(), 10);
}

TEST(Anonymity, K1_WhoShareAnAnswerAreCountedAsAlike) {
    Microdata const data{{{"key", {"x", "y"}}, {"finding", {"yes", "no"}}},
                         {{0, 0, 0, 1, 1, 1}, {0, 0, 0, 0, 1, 0}}};
    AnonymityRequest request;
    request.keys = {{0, {}}};
    request.k = 3;
    Anonymised const out = anonymise(data, request).value();
    EXPECT_EQ(out.groups, 2U);
    EXPECT_EQ(out.alike, 3U);
    EXPECT_NEAR(out.mean_risk, 1.0 / 3, 1e-12);
}

TEST(Anonymity, K1_WhatNobodyOfThemAnsweredIsNoAnswerInCommon) {
    Microdata const data{{{"key", {"x", "y"}}, {"finding", {"yes", "no"}}},
                         {{0, 0, 0, 1, 1, 1}, {kBlank, kBlank, kBlank, 1, 1, 1}}};
    AnonymityRequest request;
    request.keys = {{0, {}}};
    request.k = 3;
    EXPECT_EQ(anonymise(data, request).value().alike, 3U) << "the second three, who all said no";
}

TEST(Anonymity, K1_KAlikeAreCompanyEnough) {
    Microdata const data{{{"key", {"x", "y"}}}, {{0, 0, 0}}};
    AnonymityRequest request;
    request.keys = {{0, {}}};
    request.k = 3;
    auto const out = anonymise(data, request);
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(out.value().records.rows(), 3U);
    EXPECT_EQ(out.value().keys[0].level, 0U);
    request.k = 4;
    EXPECT_EQ(anonymise(data, request).error(), AnonymityError::kTooFew);
}

TEST(Anonymity, K7_K8_OrderTellsNothingAndTheAnswerIsTheSame) {
    std::mt19937 chance{13};
    Microdata data = at_random(chance, 200, {6, 4, 3}, 10);
    AnonymityRequest request = request_for(data, 5, 0.1, Blank::kItself);
    request.withhold = Withhold::kAnswers;
    Anonymised const out = anonymise(data, request).value();
    for (auto& column : data.values) std::reverse(column.begin(), column.end());
    EXPECT_EQ(anonymise(data, request).value().records.values, out.records.values);
}

TEST(Anonymity, K5_MoreChoicesThanCanBeTriedGiveAGoodOneAndSaySo) {
    std::mt19937 chance{14};
    Microdata const data = at_random(chance, 300, std::vector<std::size_t>(10, 20), 5);
    AnonymityRequest request = request_for(data, 5, 0.05, Blank::kItself);
    Anonymised const out = anonymise(data, request).value();
    EXPECT_FALSE(out.is_cheapest);
    EXPECT_GE(out.least, 5U);
    EXPECT_LT(out.loss, 1);
}

TEST(Anonymity, K2_LevelsThatAreNoneAndRequestsThatMeanNothingAreRefused) {
    std::mt19937 chance{15};
    Microdata const data = at_random(chance, 20, {4, 2}, 0);
    auto const error = [&](std::vector<Key> keys, std::uint32_t k, double share) {
        AnonymityRequest request;
        request.keys = std::move(keys);
        request.k = k;
        request.most_withheld = share;
        return anonymise(data, request).error();
    };
    Level const halves{{"a", "b"}, {0, 0, 1, 1}};
    Level const across{{"a", "b"}, {0, 1, 1, 0}};
    EXPECT_EQ(error({{0, {halves, across}}}, 2, 0), AnonymityError::kBadLevels);
    EXPECT_EQ(error({{0, {{{"a"}, {0, 0, 1, 0}}}}}, 2, 0), AnonymityError::kBadLevels);
    EXPECT_EQ(error({{0, {{{"a"}, {0, 0, 0}}}}}, 2, 0), AnonymityError::kBadLevels);
    EXPECT_EQ(error({}, 2, 0), AnonymityError::kNoKeys);
    EXPECT_EQ(error({{2, {}}}, 2, 0), AnonymityError::kNoKeys);
    EXPECT_EQ(error({{0, {}}, {0, {}}}, 2, 0), AnonymityError::kNoKeys);
    EXPECT_EQ(error({{0, {}}}, 1, 0), AnonymityError::kBadThreshold);
    EXPECT_EQ(error({{0, {}}}, 2, 1.5), AnonymityError::kBadThreshold);
    EXPECT_EQ(error({{0, {}}}, 2, std::nan("")), AnonymityError::kBadThreshold);
    EXPECT_EQ(error({{0, {}}}, 21, 0), AnonymityError::kTooFew);
    EXPECT_EQ(error(std::vector<Key>(11, Key{0, {}}), 2, 0), AnonymityError::kTooManyKeys);
}
