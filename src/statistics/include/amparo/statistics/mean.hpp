// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a printed mean of whole numbers says of their sum. Exact: integers of 128 bits, no floating point.
///
///   M1 Whole.   The mean of n whole numbers is a whole number over n (GRIM: Brown & Heathers 2017). If no sum of n prints
///               as the mean, nothing of n people has it.
///   M2 Printed. To the nearest with a tie either way, where it isn't known which; half up; cut off; rounded up.
///   M3 Beside.  The means nearest to one that can't be, as they print half up at its places.
///
/// N. Brown, J. Heathers, "The GRIM Test", Social Psychological and Personality Science 8 (2017): 363-369.
#include <cstdint>
#include <utility>

namespace amparo::statistics {

/// Whole units of the last printed place: 23.80 is 2380 units at 2 decimals.
struct Printed {
    std::uint64_t units = 0;
    unsigned decimals = 0;
    friend bool operator==(Printed, Printed) = default;
};
/// 10^decimals.
[[nodiscard]] std::uint64_t scale(unsigned decimals) noexcept;

enum class Rounded : std::uint8_t { kEitherWay, kHalfUp, kCutOff, kUp };

struct Sums {
    std::uint64_t low = 1;
    std::uint64_t high = 0;
    [[nodiscard]] constexpr bool empty() const noexcept { return low > high; }
    friend bool operator==(Sums, Sums) = default;
};

/// M1, M2: the whole numbers t for which t / n prints as `mean`. n is at least 1 and at most kCountMax, decimals at most 8.
[[nodiscard]] Sums sums_that_print(Printed mean, std::uint64_t n, Rounded how) noexcept;

/// Half up. As large as above; decimals too.
[[nodiscard]] Printed mean_of(std::uint64_t sum, std::uint64_t n, unsigned decimals) noexcept;

/// M3, of sums up to `most`: the one below and the one above; the same twice beyond an end.
[[nodiscard]] std::pair<Printed, Printed> means_beside(Printed mean, std::uint64_t n,
                                                       std::uint64_t most) noexcept;

}  // namespace amparo::statistics
