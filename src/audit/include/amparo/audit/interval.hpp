// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Which method and which n reproduce a printed interval of a proportion.
///
///   H1 Reproduced. Both ends round to what is printed, at the places that are printed. A value that lies on the tie but
///      for the error of a double may have gone either way.
///
///   H2 Given. A percentage, a part or a whole that is printed too must fit: the percentage as G1 has it.
///
///   H3 Methods. Those of amparo/statistics/proportion.hpp and Wald's, which is much printed. Several methods, and many
///      n, may give the same: all are named, and nothing says which one it was.
#include "amparo/audit/rounding.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace amparo::audit {

enum class IntervalMethod : std::uint8_t { kWilson, kClopperPearson, kJeffreys, kAgrestiCoull, kMidP, kWald };
inline constexpr IntervalMethod kAllIntervalMethods[] = {
    IntervalMethod::kWilson,       IntervalMethod::kClopperPearson, IntervalMethod::kJeffreys,
    IntervalMethod::kAgrestiCoull, IntervalMethod::kMidP,           IntervalMethod::kWald};
/// "wilson", …, "wald".
[[nodiscard]] std::string_view name(IntervalMethod method) noexcept;

struct PrintedInterval {
    Printed low;  ///< In percent, as `high` and `percent`.
    Printed high;
    std::optional<Printed> percent;
    std::optional<std::uint64_t> part;
    std::optional<std::uint64_t> whole;
    double confidence = 0.95;  ///< In (0, 1).
};

struct Reproduction {
    IntervalMethod method = IntervalMethod::kWilson;
    std::uint64_t part = 0;
    std::uint64_t whole = 0;
    friend bool operator==(Reproduction const&, Reproduction const&) = default;
};

inline constexpr std::uint64_t kIntervalLimitMax = 1'000;
/// Of a whole that is given: more is not looked at.
inline constexpr std::uint64_t kIntervalWholeMax = 100'000;

/// By method, then by n and part. Wholes up to `limit` (at most kIntervalLimitMax), or the one that is given.
[[nodiscard]] std::vector<Reproduction> reproductions(PrintedInterval const& printed, std::uint64_t limit);

}  // namespace amparo::audit
