// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Which units a household may be offered, in which order, and why each of the others is not.
///
///   O1  Asked for. Only what the person asked for excludes: a wish the unit does not meet, too few places, and
///       what is in the way for one of the nights. The reason given is the first of: closed, out of service, too
///       small, a wish, being prepared, taken.
///   O2  Order.     Rooms for women only or for men only come after all others for whoever did not ask for one: who
///       is there asked to be among them, and nobody's gender is assumed. Then fewest places too many; then fewest things
///       it offers that nobody asked for, so that a step-free room stays free for who needs it; then house, name and
///       id. No score.
///   O3  Whole.     One unit for a household where one is large enough; else the fewest units of one house,
///       in that order, largest first, each of which meets the wishes.
///   O4  Once.      Every unit is offered or excluded, exactly once.
///   O5  Nothing else is a parameter: no work, status, cooperation, release or judgement of anyone
///       (DESIGN.md rule 2).
#include "amparo/shelter/stay.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace amparo::shelter {

/// What a person asks for.
struct Ask {
    std::uint16_t household = 1;
    Wishes wishes{};
    Night from{};
    Night until = kNoEnd;
    std::optional<RecordId> house{};  ///< Only there.
};

/// A unit, and the places of it: 0 for the whole of an unshared one.
struct Offer {
    std::size_t unit = 0;  ///< In the list handed in.
    std::vector<std::uint16_t> places;
    friend bool operator==(Offer const&, Offer const&) = default;
};

enum class Why : std::uint8_t { kClosed, kOutOfService, kTooSmall, kWish, kPreparing, kTaken, kOtherHouse };
[[nodiscard]] std::string_view name(Why why) noexcept;

struct Exclusion {
    std::size_t unit = 0;
    Why why = Why::kClosed;
    std::optional<Wish> wish{};
};

struct Found {
    std::vector<Offer> offers;   ///< O2: each houses them all.
    std::vector<Offer> several;  ///< O3: together they do; empty if one is enough, or all are not.
    std::vector<Exclusion> excluded;
};

/// `except`: a stay that is not in its own way, when it is to be moved.
[[nodiscard]] Found find_places(Ask const& ask, std::span<Unit const> units, Occupancy const& occupancy,
                                std::optional<RecordId> const& except = std::nullopt);

}  // namespace amparo::shelter
