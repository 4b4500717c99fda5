// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The waiting list: in which order people who asked for a bed are called, and what that order rests on.
///
///   Q1  Stated.  Urgency is a fact that somebody stated, with their name and when. Without an author it orders
///       nothing. Nobody is scored.
///   Q2  Order.   No place to sleep tonight, or danger where they are now; then a place they must leave by a day,
///       the earlier day first; then everyone else; in each, who asked first; then the record's id.
///   Q3  Said.    Each place in the order comes with what put it there, in a code that can be read out.
///   Q4  Nothing else is a parameter: no work, status, cooperation, release or finding (DESIGN.md rule 2;
///       28 CFR 90.4(b)(3), (c), 94.116). This module links none that holds them.
#include "amparo/base/instant.hpp"
#include "amparo/model/ids.hpp"
#include "amparo/shelter/offer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::shelter {

enum class Urgency : std::uint8_t { kNone, kNowhereTonight, kDangerNow, kMustLeaveBy };
inline constexpr std::array<Urgency, 4> kAllUrgencies{Urgency::kNone, Urgency::kNowhereTonight,
                                                      Urgency::kDangerNow, Urgency::kMustLeaveBy};

struct Waiting {
    RecordId id;
    Instant asked_at;
    Urgency urgency = Urgency::kNone;
    std::string stated_by{};  ///< Q1.
    std::optional<Night> leave_by{};
    std::uint16_t household = 1;
    Wishes wishes{};
};

/// Q3: what ordered somebody before those after them.
enum class Because : std::uint8_t { kUrgentNow, kMustLeaveBy, kAskedAt };

struct Turn {
    std::size_t waiting = 0;  ///< In the list handed in.
    Because because = Because::kAskedAt;
};

/// Q2. In whichever order they are handed in.
[[nodiscard]] std::vector<Turn> order_of(std::span<Waiting const> waiting);

[[nodiscard]] std::string_view name(Urgency urgency) noexcept;
[[nodiscard]] std::string_view name(Because because) noexcept;
[[nodiscard]] std::optional<Urgency> urgency_named(std::string_view name) noexcept;

}  // namespace amparo::shelter
