// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/frequency.hpp"

#include "combinations.hpp"
#include "counting.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::protection {
namespace {

/// The expected 1 / F is the integral over u from 0 to 1 of p u^(f - 1) / (p + q u), with q = 1 - p.
double exact_risk(std::uint32_t f, double p) {
    double const q = 1 - p;
    if (p <= 0.5) {
        // By u^(f - 1) / (p + q u) = (u^(f - 2) - p u^(f - 2) / (p + q u)) / q; what is lost shrinks by p / q.
        double integral = std::log(1 / p) / q;
        for (std::uint32_t i = 1; i < f; ++i) integral = (1 / static_cast<double>(i) - p * integral) / q;
        return p * integral;
    }
    // The series of 1 / (1 - q (1 - u)): each term is at most q of the one before.
    double term = 1 / static_cast<double>(f);
    double sum = 0;
    for (std::uint32_t i = 1; i < 100; ++i) {
        sum += term;
        term *= q * i / (f + i);
    }
    return p * sum;
}

double approximate_risk(std::uint32_t f, double p) {
    return f <= 2 ? exact_risk(f, p) : p / (f - (1 - p));
}

std::optional<FrequencyError> objection(Microdata const& data, std::span<std::size_t const> keys,
                                        std::span<double const> weights) {
    if (!data.valid()) return FrequencyError::kNotInCodebook;
    if (keys.empty()) return FrequencyError::kNoKeys;
    if (keys.size() > kKeysMax) return FrequencyError::kTooManyKeys;
    for (std::size_t const key : keys)
        if (key >= data.columns.size()) return FrequencyError::kNoKeys;
    if (weights.empty()) return std::nullopt;
    bool const good =
        weights.size() == data.rows() &&
        std::all_of(weights.begin(), weights.end(), [](double w) { return std::isfinite(w) && w > 0; });
    if (!good) return FrequencyError::kBadWeights;
    return std::nullopt;
}

}  // namespace

Result<Frequencies, FrequencyError> frequencies(Microdata const& data, std::span<std::size_t const> keys,
                                                Blank blank, std::span<double const> weights) {
    if (auto const against = objection(data, keys, weights)) return Fail{*against};
    std::vector<std::size_t> sizes;
    std::vector<Code> blanks;
    for (std::size_t const key : keys) {
        sizes.push_back(size_with_blank(data.columns[key]));
        blanks.push_back(static_cast<Code>(data.columns[key].codes.size()));
    }
    auto steps = steps_of(sizes);
    if (!steps) return Fail{FrequencyError::kTooManyKeys};
    Combinations const those = combinations(data, keys, std::move(*steps), weights);
    Matches const matches =
        blank == Blank::kAnything ? match_anything(those, blanks) : Matches{those.counts, those.weights};
    Frequencies out;
    for (std::uint32_t const c : those.of_row) {
        out.records.push_back(matches.records[c]);
        if (!weights.empty()) out.people.push_back(matches.people[c]);
    }
    return out;
}

std::vector<double> risks(Frequencies const& frequencies, RiskForm form) {
    std::vector<double> out;
    for (std::size_t r = 0; r < frequencies.records.size(); ++r) {
        std::uint32_t const f = frequencies.records[r];
        if (frequencies.people.empty()) {
            out.push_back(1 / static_cast<double>(f));
            continue;
        }
        // Weights below 1 say that more were sampled than there are.
        double const p = std::min(1.0, static_cast<double>(f) / frequencies.people[r]);
        out.push_back(form == RiskForm::kExact ? exact_risk(f, p) : approximate_risk(f, p));
    }
    return out;
}

}  // namespace amparo::protection
