// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/statistics/proportion.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <cstddef>

namespace amparo::statistics {
namespace {

namespace policies = boost::math::policies;
using Quiet = policies::policy<
    policies::domain_error<policies::errno_on_error>, policies::pole_error<policies::errno_on_error>,
    policies::overflow_error<policies::ignore_error>, policies::underflow_error<policies::ignore_error>,
    policies::denorm_error<policies::ignore_error>, policies::evaluation_error<policies::errno_on_error>,
    policies::rounding_error<policies::errno_on_error>,
    policies::indeterminate_result_error<policies::ignore_error>, policies::promote_double<false>>;

struct Sample {
    double x;
    double n;
    [[nodiscard]] double p() const { return x / n; }
};

Sample sample_of(Counts counts) {
    AMPARO_CHECK(counts.seen <= counts.of && counts.of <= kCountMax);
    return {static_cast<double>(counts.seen), static_cast<double>(counts.of)};
}

/// Of the standard normal distribution, what leaves (1 - confidence) / 2 above it.
double quantile(double confidence) {
    AMPARO_CHECK(confidence > 0 && confidence < 1);
    return std::sqrt(2.0) * boost::math::erfc_inv(1 - confidence, Quiet{});
}

double beta_quantile(double a, double b, double p) {
    return boost::math::ibeta_inv(a, b, p, Quiet{});
}

Interval wilson(Sample s, double z) {
    double const z2 = z * z;
    double const centre = (s.x + z2 / 2) / (s.n + z2);
    double const half = z / (s.n + z2) * std::sqrt(s.x * (s.n - s.x) / s.n + z2 / 4);
    return {centre - half, centre + half};
}

Interval agresti_coull(Sample s, double z) {
    Sample const wider{s.x + z * z / 2, s.n + z * z};
    double const half = z * std::sqrt(wider.p() * (1 - wider.p()) / wider.n);
    return {wider.p() - half, wider.p() + half};
}

/// P(X > x) + P(X = x) / 2 of a binomial X; rises with p.
double mid_tail(Sample s, double p) {
    double const at_least = s.x == 0 ? 1 : boost::math::ibeta(s.x, s.n - s.x + 1, p, Quiet{});
    double const more = s.x == s.n ? 0 : boost::math::ibeta(s.x + 1, s.n - s.x, p, Quiet{});
    return (at_least + more) / 2;
}

double where_mid_tail_is(Sample s, double wanted) {
    double low = 0;
    double high = 1;
    for (int halving = 0; halving < 60; ++halving) {
        double const middle = (low + high) / 2;
        (mid_tail(s, middle) < wanted ? low : high) = middle;
    }
    return (low + high) / 2;
}

Interval of_method(Sample s, Method method, double confidence) {
    double const tail = (1 - confidence) / 2;
    switch (method) {
        case Method::kWilson:
            return wilson(s, quantile(confidence));
        case Method::kAgrestiCoull:
            return agresti_coull(s, quantile(confidence));
        case Method::kClopperPearson:
            return {s.x == 0 ? 0 : beta_quantile(s.x, s.n - s.x + 1, tail),
                    s.x == s.n ? 1 : beta_quantile(s.x + 1, s.n - s.x, 1 - tail)};
        case Method::kJeffreys:
            return {beta_quantile(s.x + 0.5, s.n - s.x + 0.5, tail),
                    beta_quantile(s.x + 0.5, s.n - s.x + 0.5, 1 - tail)};
        case Method::kMidP:
            return {s.x == 0 ? 0 : where_mid_tail_is(s, tail),
                    s.x == s.n ? 1 : where_mid_tail_is(s, 1 - tail)};
    }
    AMPARO_CHECK(false);
}

constexpr std::string_view kNames[] = {"wilson", "clopper_pearson", "jeffreys", "agresti_coull", "mid_p"};

double log_choose(double n, double k) {
    return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

}  // namespace

std::string_view name(Method method) noexcept {
    return kNames[static_cast<std::size_t>(method)];
}

std::optional<Method> method_named(std::string_view wanted) noexcept {
    for (Method const method : kAllMethods)
        if (name(method) == wanted) return method;
    return std::nullopt;
}

std::optional<Interval> interval(Counts counts, Method method, double confidence) {
    Sample const s = sample_of(counts);
    AMPARO_CHECK(confidence > 0 && confidence < 1);
    if (counts.of == 0) return std::nullopt;
    Interval const raw = of_method(s, method, confidence);
    return Interval{counts.seen == 0 ? 0 : std::clamp(raw.low, 0.0, 1.0),
                    counts.seen == counts.of ? 1 : std::clamp(raw.high, 0.0, 1.0)};
}

std::optional<Interval> wald(Counts counts, double confidence) {
    Sample const s = sample_of(counts);
    double const z = quantile(confidence);
    if (counts.of == 0) return std::nullopt;
    double const half = z * std::sqrt(s.p() * (1 - s.p()) / s.n);
    return Interval{std::max(0.0, s.p() - half), std::min(1.0, s.p() + half)};
}

std::optional<Interval> difference(Counts a, Counts b, double confidence) {
    auto const of_a = interval(a, Method::kWilson, confidence);
    auto const of_b = interval(b, Method::kWilson, confidence);
    if (!of_a || !of_b) return std::nullopt;
    double const p = sample_of(a).p();
    double const q = sample_of(b).p();
    double const d = p - q;
    return Interval{std::max(-1.0, d - std::hypot(p - of_a->low, of_b->high - q)),
                    std::min(1.0, d + std::hypot(of_a->high - p, q - of_b->low))};
}

std::optional<Interval> ratio(Counts a, Counts b, double confidence) {
    Sample const s = sample_of(a);
    Sample const t = sample_of(b);
    double const z = quantile(confidence);
    if (a.seen == 0 || b.seen == 0) return std::nullopt;
    double const error = std::sqrt(1 / s.x - 1 / s.n + 1 / t.x - 1 / t.n);
    if (error == 0) return std::nullopt;
    double const centre = std::log(s.p() / t.p());
    return Interval{std::exp(centre - z * error), std::exp(centre + z * error)};
}

std::optional<double> fisher_exact(Counts a, Counts b) {
    constexpr double kTie =
        1 + 1e-7;  // What rounding makes of two equal probabilities, as fisher.test of R has it.
    Sample const s = sample_of(a);
    Sample const t = sample_of(b);
    if (a.of + b.of > kFisherMax) return std::nullopt;
    double const seen = s.x + t.x;
    double const low = std::max(0.0, seen - t.n);
    double const high = std::min(seen, s.n);
    double const all = log_choose(s.n + t.n, seen);
    auto const probability = [&](double x) {
        return std::exp(log_choose(s.n, x) + log_choose(t.n, seen - x) - all);
    };
    double const here = probability(s.x);
    double sum = 0;
    for (double x = low; x <= high; ++x) {
        double const p = probability(x);
        if (p <= here * kTie) sum += p;
    }
    return std::min(1.0, sum);
}

}  // namespace amparo::statistics
