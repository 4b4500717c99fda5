// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Counts rounded to a base, as another way to publish a table.
///
///   D1 Restricted. z = u·b + r. With r = 0 it stays; else it becomes u·b or (u + 1)·b. With K steps also up to K
///                  further multiples away, never below 0.
///   D2 Unbiased.   At random: up with chance r / b. So the expected count is the true one.
///   D3 Same key,   same answer: the key belongs to the cell, so that asking again, or meeting the cell in another
///                  table, tells nothing new. With one key a larger count never becomes a smaller one.
///   D4 Controlled. All sums hold among the rounded counts too, and together they are as near as can be to what was drawn for
///                  each at random (D2), and not to the true ones: of a base of 15 a nearest 0 would be of at most 9, for who
///                  knows how it is found. Where D1 has no such table, up to `steps_max` steps are tried. Checked in
///                  whole numbers.
///   D5 Intruder.   What a rounded count says about the true one is a range, by the steps that were needed.
///
/// Sources: τ-ARGUS user's manual 4.1, 2.14 (controlled rounding; its upper end for small K-step counts is too
/// small, the ranges here are by enumeration). I.P. Fellegi, "Controlled random rounding", Survey Methodology 1
/// (1975). L.H. Cox, "A constructive procedure for unbiased controlled rounding", JASA 82 (1987). Conventional
/// rounding is not offered: it does not protect (Eurostat handbook, 5.4).
#include "amparo/protection/attack.hpp"
#include "amparo/protection/table.hpp"

#include <cstdint>
#include <vector>

namespace amparo::protection {

/// `base` is at least 2, `count` not negative, or the process stops. `key` is 64 even bits of the cell's own.
[[nodiscard]] std::int64_t round_at_random(std::int64_t count, std::int64_t base, std::uint64_t key);

/// What `count` may become (D1), ascending.
[[nodiscard]] std::vector<std::int64_t> may_become(std::int64_t count, std::int64_t base, std::int64_t steps);

struct CountRange {
    std::int64_t least = 0;
    std::int64_t most = 0;
    friend bool operator==(CountRange, CountRange) = default;
};
/// D5. `rounded` is a multiple of the base.
[[nodiscard]] CountRange may_have_been(std::int64_t rounded, std::int64_t base, std::int64_t steps);

enum class RoundingError : std::uint8_t { kNoSuchTable, kSolverGaveUp };

struct Controlled {
    Counts counts;           ///< One a cell.
    std::int64_t steps = 0;  ///< That were needed.
};
/// D4. `drawn` is what each cell's count becomes at random.
[[nodiscard]] Result<Controlled, RoundingError> round_controlled(Table const& table, std::int64_t base,
                                                                 std::int64_t steps_max, Counts const& drawn,
                                                                 Solver& solver);

}  // namespace amparo::protection
