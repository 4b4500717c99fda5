// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Time in a matter.
///
///   M1 Kept.    Minutes are kept as they were; they are rounded when they are counted, so that another rule can
///               count them again.
///   M2 Rounded. Each entry by itself, to a whole number of units: up, down, or to the nearest, a half up.
///   M3 Nothing. No time stays no time: an entry of 0 minutes is not rounded up.
#include <cstdint>
#include <optional>
#include <string_view>

namespace amparo::matters {

enum class Rounding : std::uint8_t { kUp, kNearest, kDown };
[[nodiscard]] std::string_view name(Rounding rounding) noexcept;
[[nodiscard]] std::optional<Rounding> rounding_named(std::string_view name) noexcept;

/// `unit` is at least 1, `minutes` not negative.
[[nodiscard]] std::int64_t rounded(std::int64_t minutes, std::int64_t unit, Rounding rounding) noexcept;

}  // namespace amparo::matters
