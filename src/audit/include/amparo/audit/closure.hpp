// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What printed figures say about counts that were not printed. Exact: integers of 128 bits, no floating
/// point.
///
///   G1 Counts. The counts of N that print as p form one interval. If it is empty, no sample of that size
///      gives p.
///
///   G2 Ties. A tie may have gone either way. Why: which way was not printed, and a false alarm is worse.
///
///   G3 Mean. The mean of k integer items of N people is an integer over k·N (GRIM, Brown & Heathers 2017).
///      A percentage is the mean of answers that are 0 or 1.
///
///   G4 Closure. Parts that make up N have counts exactly if the sum of the lowest is at most N and the sum
///      of the highest is not below N: each part's counts are an interval, so every sum between is reached.
///
///   G5 Totals. Which N explain a set of percentages: all of them up to a limit, the smallest first.
///
///   G6 Power. Of the values that can be printed, how many a sample of N can give. If it is all of them, the
///      test of G1 sees nothing at this N.
///
///   G7 Spread. Of answers that are 0 or 1, mean and standard deviation (n − 1) go together (DEBIT, Heathers
///      & Brown 2019): some count must print as both.
///
///   G8 Mean and spread. Of integers, mean and standard deviation (n − 1) go together (GRIMMER, Anaya 2016, Allard
///      2018): some whole sum prints as the mean, and with it some whole sum of squares, which is odd where the sum is
///      and not below the least there can be, prints as the deviation.
#include "amparo/audit/rounding.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace amparo::audit {

inline constexpr std::size_t kPartsMax = 1'000;
inline constexpr std::uint64_t kTotalsLimitMax = 1'000'000;

using Counts = statistics::Sums;

/// G1, G2: at most `whole`.
[[nodiscard]] Counts counts_that_print(Printed percent, std::uint64_t whole) noexcept;
/// The same under truncation.
[[nodiscard]] Counts counts_that_truncate_to(Printed percent, std::uint64_t whole) noexcept;

/// G3. `people` and `items` are not 0; their product is at most kCountMax.
[[nodiscard]] bool can_be_mean(Printed mean, std::uint64_t people, std::uint64_t items = 1) noexcept;
[[nodiscard]] bool can_be_percentage(Printed percent, std::uint64_t people, std::uint64_t items = 1) noexcept;

/// G4: one count for each part, together `whole`; nothing if there are none. At most kPartsMax parts.
[[nodiscard]] std::optional<std::vector<std::uint64_t>> counts_that_close(std::span<Printed const> parts,
                                                                          std::uint64_t whole);

enum class Parts : std::uint8_t {
    kMakeUpTheWhole,
    kOfOneWhole,  ///< Several answers each, or not all parts were printed.
};
/// G5. At most kTotalsLimitMax is looked at.
[[nodiscard]] std::vector<std::uint64_t> totals_that_explain(std::span<Printed const> parts, Parts how,
                                                             std::uint64_t limit);

struct Power {
    std::uint64_t possible = 0;
    std::uint64_t printable = 0;
    friend bool operator==(Power, Power) = default;
};
/// G6, for percentages.
[[nodiscard]] Power power(std::uint64_t whole, unsigned decimals) noexcept;

/// G7. `people` is 2 or more.
[[nodiscard]] bool can_be_mean_and_deviation(Printed mean, Printed deviation, std::uint64_t people) noexcept;

/// Of G8: people · items, and what a mean or a deviation may be.
inline constexpr std::uint64_t kSpreadAnswersMax = 1'000'000;
inline constexpr std::uint64_t kSpreadValueMax = 1'000'000;
inline constexpr unsigned kSpreadDecimalsMax = 4;
/// G8. `people` is 2 or more, `items` not 0; each person's value is the mean of that many integers.
[[nodiscard]] bool can_be_integers(Printed mean, Printed deviation, std::uint64_t people,
                                   std::uint64_t items = 1) noexcept;

}  // namespace amparo::audit
