// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Confidence intervals of a proportion, and the comparison of two. Proportions are fractions from 0 to 1.
///
///   I1 Inside.    Every limit lies in [0, 1], low <= high, and the proportion seen lies between them (of Jeffreys
///                 and Agresti-Coull: of their own centre). With no case there is no interval.
///   I2 Ends.      Where none was seen the lower limit is 0, where all were the upper one is 1, exactly. Why: what was
///                 seen in nobody may be in nobody.
///   I3 Mirror.    The interval of n - x of n is that of x of n seen from the other end.
///   I4 Wilson.    The default: score interval without continuity correction (Newcombe 1998a, method 3).
///   I5 Exact.     Clopper-Pearson never covers less than it says (method 5); mid-P covers it on average (method 6).
///   I6 Jeffreys.  Equal-tailed posterior of Beta(1/2, 1/2), with I2 (Brown, Cai, DasGupta 2001).
///   I7 Agresti.   Agresti-Coull 1998: Wald about the centre of Wilson's interval, cut to [0, 1].
///   I8 Newcombe.  Difference of two: hybrid score (Newcombe 1998b, method 10); in [-1, 1].
///   I9 Katz.      Ratio of two: normal on the logarithm (Katz et al. 1978). None where either count is 0 or where both
///                 samples are whole.
///   I10 Fisher.   Two-sided exact p: the tables with these margins that are no more probable than the one seen.
///   I11 Wald.     The textbook's normal interval, cut to [0, 1], to recognise it where others printed it. No Method, so
///                 no figure can be printed with it: at 0 of n it says that nobody can be.
///
/// Newcombe RG, Statistics in Medicine 17 (1998): 857-872 (a), 873-890 (b). Brown LD, Cai TT, DasGupta A, Statistical
/// Science 16 (2001): 101-133. Katz D et al., Biometrics 34 (1978): 469-474. None of this makes a sample random: an
/// interval of people who were not drawn at random says so beside it (amparo/statistics/figure.hpp).
#include <cstdint>
#include <optional>
#include <string_view>

namespace amparo::statistics {

/// `seen` of `of`; seen <= of <= kCountMax, or the process stops.
struct Counts {
    std::uint64_t seen = 0;
    std::uint64_t of = 0;
    friend bool operator==(Counts const&, Counts const&) = default;
};
/// Up to here a double tells neighbours apart.
inline constexpr std::uint64_t kCountMax = 1'000'000'000'000;

enum class Method : std::uint8_t { kWilson, kClopperPearson, kJeffreys, kAgrestiCoull, kMidP };
inline constexpr Method kAllMethods[] = {Method::kWilson, Method::kClopperPearson, Method::kJeffreys,
                                         Method::kAgrestiCoull, Method::kMidP};
/// "wilson", "clopper_pearson", "jeffreys", "agresti_coull", "mid_p".
[[nodiscard]] std::string_view name(Method method) noexcept;
[[nodiscard]] std::optional<Method> method_named(std::string_view name) noexcept;

struct Interval {
    double low = 0;
    double high = 0;
};

/// `confidence` is in (0, 1), or the process stops.
[[nodiscard]] std::optional<Interval> interval(Counts counts, Method method = Method::kWilson,
                                               double confidence = 0.95);
/// I11.
[[nodiscard]] std::optional<Interval> wald(Counts counts, double confidence = 0.95);
/// Of a.seen/a.of - b.seen/b.of.
[[nodiscard]] std::optional<Interval> difference(Counts a, Counts b, double confidence = 0.95);
/// Of (a.seen/a.of) / (b.seen/b.of); limits are not bounded by 1.
[[nodiscard]] std::optional<Interval> ratio(Counts a, Counts b, double confidence = 0.95);
/// Beyond this many in both samples, logarithms of factorials are too coarse for Fisher's ties.
inline constexpr std::uint64_t kFisherMax = 1'000'000;
/// That a and b differ as much as they do or more, if they were alike. 1 where a or b has no case; none beyond
/// kFisherMax.
[[nodiscard]] std::optional<double> fisher_exact(Counts a, Counts b);

}  // namespace amparo::statistics
