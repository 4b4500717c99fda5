// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/noise.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace amparo::protection {
namespace {

using Wide = unsigned __int128;

/// Even over 0 … count - 1. A count that fits 64 bits is drawn from 64 bits.
Wide wide_below(Wide count, Chance& chance) {
    if (count >> 64U == 0) return chance.below(static_cast<std::uint64_t>(count));
    Wide const reject_below = (0 - count) % count;
    for (;;) {
        Wide const drawn = (static_cast<Wide>(chance.bits()) << 64U) | chance.bits();
        if (drawn >= reject_below) return drawn % count;
    }
}

/// True with chance exp(-above / below), above <= below (algorithm 1, first case).
bool is_exp_up_to_one(Wide above, Wide below, Chance& chance) {
    std::uint64_t k = 1;
    // Chance above / (below · k), as two draws that must both come true.
    while (wide_below(below, chance) < above && chance.below(k) == 0) ++k;
    return k % 2 == 1;
}

bool is_exp_wide(Wide above, Wide below, Chance& chance) {
    for (Wide whole = above / below; whole > 0; --whole)
        if (!is_exp_up_to_one(1, 1, chance)) return false;
    return is_exp_up_to_one(above % below, below, chance);
}

std::uint64_t root(std::uint64_t value) {
    auto out = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(value)));
    while (out * out > value) --out;
    while ((out + 1) * (out + 1) <= value) ++out;
    return out;
}

constexpr std::uint64_t kParameterMax = std::uint64_t{1} << 30U;
constexpr std::uint64_t kVarianceMax = std::uint64_t{1} << 28U;
constexpr std::uint64_t kFinest = 1024;

}  // namespace

bool is_exp(Fraction exponent, Chance& chance) {
    AMPARO_CHECK(exponent.below > 0);
    return is_exp_wide(exponent.above, exponent.below, chance);
}

std::int64_t discrete_laplace(std::uint64_t scale, Chance& chance) {  // Algorithm 2
    AMPARO_CHECK(scale >= 1 && scale <= kParameterMax);
    for (;;) {
        std::uint64_t const rest = chance.below(scale);
        if (!is_exp_up_to_one(rest, scale, chance)) continue;
        std::uint64_t wholes = 0;
        while (is_exp_up_to_one(1, 1, chance)) ++wholes;
        auto const size = static_cast<std::int64_t>(rest + scale * wholes);
        bool const negative = (chance.bits() & 1U) != 0;
        if (negative && size == 0) continue;
        return negative ? -size : size;
    }
}

std::int64_t discrete_gaussian(Fraction variance, Chance& chance) {  // Algorithm 3
    AMPARO_CHECK(variance.above >= 1 && variance.above <= kVarianceMax);
    AMPARO_CHECK(variance.below >= 1 && variance.below <= kFinest);
    std::uint64_t const scale = root(variance.above / variance.below) + 1;
    Wide const below = Wide{2} * variance.above * variance.below * scale * scale;
    for (;;) {
        std::int64_t const drawn = discrete_laplace(scale, chance);
        Wide const size = static_cast<Wide>(drawn < 0 ? -drawn : drawn) * variance.below * scale;
        Wide const gap = size > variance.above ? size - variance.above : variance.above - size;
        if (is_exp_wide(gap * gap, below, chance)) return drawn;
    }
}

std::size_t choose_best(std::span<std::int64_t const> scores, Fraction e, Chance& chance) {
    AMPARO_CHECK(!scores.empty() && e.below > 0 && e.below <= kParameterMax && e.above <= kParameterMax);
    std::int64_t const best = *std::max_element(scores.begin(), scores.end());
    for (;;) {
        std::size_t const at = chance.below(scores.size());
        auto const gap = static_cast<Wide>(best - scores[at]);
        if (is_exp_wide(gap * e.above, Wide{2} * e.below, chance)) return at;
    }
}

double delta_of(double rho, double epsilon) {
    if (rho <= 0) return 0;
    // Of proposition 12's bound the logarithm, by alpha = 1 + exp(x): it falls, then rises.
    auto const bound = [&](double x) {
        double const alpha = 1 + std::exp(x);
        return (alpha - 1) * (alpha * rho - epsilon) + alpha * std::log1p(-1 / alpha) - x;
    };
    double low = std::log(1e-9);
    double high = std::log((epsilon + 1) / (2 * rho) + 1);
    for (int i = 0; i < 200; ++i) {
        double const left = low + (high - low) * 0.382;
        double const right = low + (high - low) * 0.618;
        if (bound(left) < bound(right))
            high = right;
        else
            low = left;
    }
    return std::min(1.0, std::exp(bound((low + high) / 2)));
}

double rho_of(Guarantee guarantee) {
    AMPARO_CHECK(guarantee.epsilon > 0 && guarantee.delta > 0 && guarantee.delta < 1);
    double low = 0;
    double high = guarantee.epsilon + 1;
    for (int i = 0; i < 200; ++i) {
        double const middle = (low + high) / 2;
        if (middle <= 0) break;
        (delta_of(middle, guarantee.epsilon) <= guarantee.delta ? low : high) = middle;
    }
    return low;
}

Fraction variance_of(double rho) {
    AMPARO_CHECK(rho > 0);
    double const exact = 1 / (2 * rho);
    std::uint64_t below = kFinest;
    while (below > 1 && exact * static_cast<double>(below) > static_cast<double>(kVarianceMax) / 2)
        below /= 2;
    double const above = std::ceil(exact * static_cast<double>(below) * (1 + 1e-9));
    AMPARO_CHECK(above <= static_cast<double>(kVarianceMax));
    return {std::max<std::uint64_t>(1, static_cast<std::uint64_t>(above)), below};
}

}  // namespace amparo::protection
