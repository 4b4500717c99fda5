// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/statistics/mean.hpp"

#include "amparo/base/check.hpp"
#include "amparo/statistics/proportion.hpp"

#include <algorithm>

namespace amparo::statistics {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr unsigned kDecimalsMax = 8;

std::uint64_t fitted(Wide value) noexcept {
    return static_cast<std::uint64_t>(std::min(value, Wide{~std::uint64_t{0}}));
}

Wide up(Wide value, Wide by) noexcept {
    return (value + by - 1) / by;
}

void check(Printed mean, std::uint64_t n) {
    AMPARO_CHECK(n > 0 && n <= kCountMax && mean.decimals <= kDecimalsMax);
}

}  // namespace

std::uint64_t scale(unsigned decimals) noexcept {
    std::uint64_t out = 1;
    for (unsigned i = 0; i < decimals; ++i) out *= 10;
    return out;
}

Sums sums_that_print(Printed mean, std::uint64_t n, Rounded how) noexcept {
    check(mean, n);
    // In halves of a unit, times n: t prints so if `unit` * t lies about `middle`.
    Wide const unit = Wide{2} * scale(mean.decimals);
    Wide const middle = Wide{2} * mean.units * n;
    Wide const half = n;
    auto const below = [&](Wide by) { return middle > by ? middle - by : Wide{0}; };
    switch (how) {
        case Rounded::kEitherWay:
            return {fitted(up(below(half), unit)), fitted((middle + half) / unit)};
        case Rounded::kHalfUp:
            return {fitted(up(below(half), unit)), fitted((middle + half - 1) / unit)};
        case Rounded::kCutOff:
            return {fitted(up(middle, unit)), fitted((middle + 2 * half - 1) / unit)};
        case Rounded::kUp:
            return {fitted(mean.units == 0 ? Wide{0} : below(2 * half) / unit + 1), fitted(middle / unit)};
    }
    return {};
}

Printed mean_of(std::uint64_t sum, std::uint64_t n, unsigned decimals) noexcept {
    check({0, decimals}, n);
    return {fitted((Wide{2} * sum * scale(decimals) + n) / (Wide{2} * n)), decimals};
}

std::pair<Printed, Printed> means_beside(Printed mean, std::uint64_t n, std::uint64_t most) noexcept {
    check(mean, n);
    std::uint64_t const below = std::min(fitted(Wide{mean.units} * n / scale(mean.decimals)), most);
    return {mean_of(below, n, mean.decimals), mean_of(below < most ? below + 1 : most, n, mean.decimals)};
}

}  // namespace amparo::statistics
