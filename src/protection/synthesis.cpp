// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/synthesis.hpp"

#include "counting.hpp"
#include "tree.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace amparo::protection {
namespace {

constexpr std::uint64_t kFine = std::uint64_t{1} << 20U;

bool good(Guarantee g) {
    constexpr double kEpsilonMax = 50;
    return std::isfinite(g.epsilon) && g.epsilon >= 0.01 && g.epsilon <= kEpsilonMax && g.delta >= 1e-15 &&
           g.delta <= 0.01;
}

void add_noise(std::vector<std::int64_t>& counts, Fraction variance, Chance& chance) {
    for (std::int64_t& count : counts) count += discrete_gaussian(variance, chance);
}

double as_double(Fraction f) {
    return static_cast<double>(f.above) / static_cast<double>(f.below);
}

// Z2: what goes to what. What is left is the pairs' own.
constexpr double kOfOneWay = 0.5;
constexpr double kOfChoosing = 0.1;

/// The variance of each column's counts. By the number of its values to the power of 2/3: so the sum of all errors is
/// least (Lagrange, errors going as the root of the variance).
std::vector<Fraction> one_way_variances(std::vector<Column> const& columns, Guarantee guarantee) {
    std::vector<double> weights;
    for (Column const& column : columns)
        weights.push_back(std::cbrt(std::pow(static_cast<double>(size_with_blank(column)), 2)));
    double const all = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<Fraction> out;
    for (double const weight : weights)
        out.push_back(variance_of(rho_of(guarantee) * kOfOneWay * weight / all));
    return out;
}

/// How far the pair is from independence, in whole records. One record moves it by at most 1: the product is made of
/// noisy numbers only.
std::int64_t gain(Microdata const& data, Tree const& tree, std::size_t a, std::size_t b) {
    auto const counts = count_two(data, a, b);
    std::vector<double> const& first = tree.shares[a];
    std::vector<double> const& second = tree.shares[b];
    std::int64_t out = 0;
    for (std::size_t i = 0; i < first.size(); ++i)
        for (std::size_t j = 0; j < second.size(); ++j) {
            auto const expected = std::llround(first[i] * second[j] * tree.total);
            out += std::abs(counts[i * second.size() + j] - expected);
        }
    return out;
}

struct Edge {
    std::size_t a = 0;
    std::size_t b = 0;
    std::int64_t gain = 0;
};

std::vector<Edge> edges(Microdata const& data, Tree const& tree) {
    std::vector<Edge> out;
    for (std::size_t a = 0; a < data.columns.size(); ++a)
        for (std::size_t b = a + 1; b < data.columns.size(); ++b)
            if (size_with_blank(data.columns[a]) * size_with_blank(data.columns[b]) <= kPairCellsMax)
                out.push_back({a, b, gain(data, tree, a, b)});
    return out;
}

/// Kruskal's tree, each edge chosen by chance and gain (E4). `rho` for all of them.
std::vector<std::pair<std::size_t, std::size_t>> grow(std::vector<Edge> candidates, std::size_t columns,
                                                      double rho, Chance& chance) {
    std::vector<std::size_t> part(columns);
    std::iota(part.begin(), part.end(), std::size_t{0});
    std::vector<std::pair<std::size_t, std::size_t>> out;
    double const each = rho / static_cast<double>(columns - 1);
    Fraction const e{static_cast<std::uint64_t>(std::floor(std::sqrt(8 * each) * static_cast<double>(kFine))),
                     kFine};
    for (;;) {
        std::erase_if(candidates, [&](Edge const& edge) { return part[edge.a] == part[edge.b]; });
        if (candidates.empty()) return out;
        std::vector<std::int64_t> scores;
        for (Edge const& edge : candidates) scores.push_back(edge.gain);
        Edge const chosen = candidates[choose_best(scores, e, chance)];
        out.emplace_back(chosen.a, chosen.b);
        std::replace(part.begin(), part.end(), part[chosen.b], part[chosen.a]);
    }
}

}  // namespace

std::optional<SynthesisRefusal> objection(Microdata const& data, SynthesisRequest const& request) {
    if (data.columns.empty()) return SynthesisRefusal{SynthesisCode::kNoColumns};
    if (!data.valid()) return SynthesisRefusal{SynthesisCode::kNotInCodebook};
    if (!good(request.guarantee)) return SynthesisRefusal{SynthesisCode::kBadGuarantee};
    if (data.rows() < kFewest && request.reason_for_few.empty())
        return SynthesisRefusal{SynthesisCode::kTooFew,
                                noise_points(data.rows(), data.columns, request.guarantee)};
    return std::nullopt;
}

double noise_points(std::size_t rows, std::vector<Column> const& columns, Guarantee guarantee) {
    if (!good(guarantee) || columns.empty()) return 0;
    double most = 0;
    for (Fraction const variance : one_way_variances(columns, guarantee))
        most = std::max(most, as_double(variance));
    double const deviation = std::sqrt(most);
    return 100 * deviation / static_cast<double>(std::max<std::size_t>(rows, 1));
}

Result<Synthesis, SynthesisRefusal> synthesise(Microdata const& original, SynthesisRequest const& request,
                                               Chance& chance) {
    if (auto const against = objection(original, request)) return Fail{*against};
    std::size_t const columns = original.columns.size();
    double const rho = rho_of(request.guarantee);
    std::vector<Measured> measured;
    for (Fraction const variance : one_way_variances(original.columns, request.guarantee)) {
        std::vector<std::int64_t> counts = count_one(original, measured.size());
        add_noise(counts, variance, chance);
        measured.push_back({std::vector<double>(counts.begin(), counts.end()), as_double(variance)});
    }
    Tree tree = tree_of(measured, request.several);
    Synthesis out;
    if (columns > 1) out.pairs = grow(edges(original, tree), columns, rho * kOfChoosing, chance);
    std::vector<std::vector<std::int64_t>> pairs;
    for (auto const& [a, b] : out.pairs) {
        Fraction const variance =
            variance_of(rho * (1 - kOfOneWay - kOfChoosing) / static_cast<double>(out.pairs.size()));
        std::vector<std::int64_t>& counts = pairs.emplace_back(count_two(original, a, b));
        add_noise(counts, variance, chance);
        auto const [of_a, of_b] = sums_of(counts, size_with_blank(original.columns[b]), as_double(variance));
        measured[a] = joined(measured[a], of_a);
        measured[b] = joined(measured[b], of_b);
    }
    if (!pairs.empty()) tree = tree_of(measured, request.several);
    for (std::size_t i = 0; i < pairs.size(); ++i)
        add_pair(tree, out.pairs[i].first, out.pairs[i].second, pairs[i]);
    out.records.columns = original.columns;
    out.records.values = draw(tree, original.columns, chance);
    out.guarantee = request.guarantee;
    out.rho = rho;
    out.noise_points = noise_points(original.rows(), original.columns, request.guarantee);
    out.reason_for_few = original.rows() < kFewest ? request.reason_for_few : std::string{};
    return out;
}

Result<std::vector<Marginal>, MarginalsRefusal> private_marginals(
    Microdata const& original, std::vector<std::vector<std::size_t>> const& sets, Guarantee guarantee,
    Chance& chance) {
    if (!original.valid()) return Fail{MarginalsRefusal{MarginalsCode::kNotInCodebook}};
    if (!good(guarantee)) return Fail{MarginalsRefusal{MarginalsCode::kBadGuarantee}};
    std::vector<Marginal> out;
    for (std::vector<std::size_t> const& set : sets) {
        std::size_t cells = 1;
        for (std::size_t const column : set) {
            if (column >= original.columns.size())
                return Fail{MarginalsRefusal{MarginalsCode::kNoSuchColumn}};
            cells *= size_with_blank(original.columns[column]);
            if (cells > kPairCellsMax) return Fail{MarginalsRefusal{MarginalsCode::kTooManyCells}};
        }
        out.push_back({set, std::vector<std::int64_t>(cells, 0)});
    }
    for (Marginal& marginal : out) {
        for (std::size_t r = 0; r < original.rows(); ++r) {
            std::size_t at = 0;
            for (std::size_t const c : marginal.columns)
                at = at * size_with_blank(original.columns[c]) +
                     place(original.values[c][r], original.columns[c]);
            ++marginal.counts[at];
        }
        add_noise(marginal.counts, variance_of(rho_of(guarantee) / static_cast<double>(sets.size())), chance);
    }
    return out;
}

double mean_distance(Microdata const& a, Microdata const& b, int ways) {
    auto const distance = [&](std::vector<std::int64_t> const& x, std::vector<std::int64_t> const& y) {
        double sum = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
            sum +=
                std::abs(static_cast<double>(x[i]) / static_cast<double>(std::max<std::size_t>(a.rows(), 1)) -
                         static_cast<double>(y[i]) / static_cast<double>(std::max<std::size_t>(b.rows(), 1)));
        return sum / 2;
    };
    double total = 0;
    double sets = 0;
    for (std::size_t i = 0; i < a.columns.size(); ++i) {
        if (ways == 1) {
            total += distance(count_one(a, i), count_one(b, i));
            ++sets;
            continue;
        }
        for (std::size_t j = i + 1; j < a.columns.size(); ++j) {
            total += distance(count_two(a, i, j), count_two(b, i, j));
            ++sets;
        }
    }
    return sets > 0 ? total / sets : 0;
}

}  // namespace amparo::protection
