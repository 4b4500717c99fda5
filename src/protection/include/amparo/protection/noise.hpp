// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Noise for differential privacy, drawn exactly: whole numbers from whole numbers, no floating point in between.
///
///   E1 Exact.   Discrete Laplace and discrete Gaussian with a rational parameter, from even random bits by rejection.
///               Why: noise made of doubles leaks the count in its last bits (Mironov, CCS 2012).
///   E2 Account. Zero-concentrated privacy adds up: Gaussian noise of variance v on counts that one person changes by 1
///               in one cell costs 1 / (2v).
///   E3 Rounded  to the safe side: a variance is rounded up, a chance of failure over-stated.
///   E4 Choice   of the best of several by whole scores: each with chance proportional to exp(e · score / 2), by
///               rejection, exactly.
///
/// Sources: C. Canonne, G. Kamath, T. Steinke, "The discrete Gaussian for differential privacy", NeurIPS 2020:
/// algorithms 1–3, and the conversion to (epsilon, delta), proposition 12. F. McSherry, K. Talwar, "Mechanism design via
/// differential privacy", FOCS 2007 (E4); M. Cesar, R. Rogers, "Bounding, concentrating, and truncating", 2021: it costs
/// e² / 8.
#include "amparo/protection/chance.hpp"

#include <cstdint>
#include <span>

namespace amparo::protection {

/// above / below; below is not 0.
struct Fraction {
    std::uint64_t above = 0;
    std::uint64_t below = 1;
};

/// True with chance exp(-exponent).
[[nodiscard]] bool is_exp(Fraction exponent, Chance& chance);
/// Chance proportional to exp(-|x| / scale). `scale` is 1 to 2^30.
[[nodiscard]] std::int64_t discrete_laplace(std::uint64_t scale, Chance& chance);
/// Chance proportional to exp(-x² / (2 · variance)). Above is 1 to 2^28, below 1 to 2^10.
[[nodiscard]] std::int64_t discrete_gaussian(Fraction variance, Chance& chance);
/// E4: one of the scores' places. `e` has above and below up to 2^30; a score is -2^30 to 2^30.
[[nodiscard]] std::size_t choose_best(std::span<std::int64_t const> scores, Fraction e, Chance& chance);

struct Guarantee {
    double epsilon = 1;
    double delta = 1e-9;
};
/// The delta that goes with epsilon, at a cost of `rho`.
[[nodiscard]] double delta_of(double rho, double epsilon);
/// The largest cost that keeps the guarantee.
[[nodiscard]] double rho_of(Guarantee guarantee);
/// E3: of a Gaussian that costs at most `rho`. Nothing finer than 1/1024; at most 2^28.
[[nodiscard]] Fraction variance_of(double rho);

}  // namespace amparo::protection
