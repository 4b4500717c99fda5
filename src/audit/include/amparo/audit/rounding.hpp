// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// How a proportion becomes the figure that is printed. Integers only, so a tie is a tie and nothing else.
///
///   R1 Printed. A figure is whole units of its last printed place: 23.80% is 2380 units at 2 decimals. Why:
///      the zero at the end is part of the claim, and no binary fraction holds 23.8.
///
///   R2 Nearest. Half-up and half-even differ at ties only (1 of 8 is 13% or 12%).
///
///   R3 Up, down. Up never loses a rest, down always. Nothing here is negative, so down is truncation.
///
///   R4 Usual. A reader takes a figure for rounded to the nearest: half-up or half-even. What only truncation
///      or rounding up gives is named as such and is not consistent.
#include "amparo/statistics/mean.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace amparo::audit {

/// Bounds that keep every product below 2^64: 10^10 · 10^8.
inline constexpr std::uint64_t kCountMax = 10'000'000'000;
inline constexpr unsigned kDecimalsMax = 6;

using statistics::Printed;
using statistics::scale;

enum class Rounding : std::uint8_t { kHalfUp, kHalfEven, kUp, kDown };
inline constexpr std::array<Rounding, 4> kAllRoundings{Rounding::kHalfUp, Rounding::kHalfEven, Rounding::kUp,
                                                       Rounding::kDown};
[[nodiscard]] std::string_view name(Rounding rule) noexcept;

/// x of N in percent. `whole` is not 0; both are at most kCountMax, decimals at most kDecimalsMax.
[[nodiscard]] Printed percentage(std::uint64_t part, std::uint64_t whole, unsigned decimals,
                                 Rounding rule) noexcept;

/// Which rules print x of N as `stated`: a bit for each, 1 << rule.
using Rules = std::uint8_t;
[[nodiscard]] constexpr Rules bit(Rounding rule) noexcept {
    return static_cast<Rules>(1U << static_cast<unsigned>(rule));
}
inline constexpr Rules kUsual = bit(Rounding::kHalfUp) | bit(Rounding::kHalfEven);
inline constexpr Rules kAllRules = kUsual | bit(Rounding::kUp) | bit(Rounding::kDown);
[[nodiscard]] Rules rules_that_give(Printed stated, std::uint64_t part, std::uint64_t whole) noexcept;

}  // namespace amparo::audit
