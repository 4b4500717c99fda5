// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Parts (compartments) of a record. Each field belongs to one; each part has keys of its own, so that who
/// does not need to know holds no key (DESIGN.md rule 6).
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace amparo {

enum class Part : std::uint8_t {
    kOrganization = 0,  ///< Nothing about a person served: directory, forms, settings. Every member reads it.
    kIdentity = 1,
    kLocation = 2,
    kPlan = 3,
    kNarrative = 4,
    kLegal = 5,        ///< Attorney–client privileged.
    kImmigration = 6,  ///< Immigration status and any contact with law enforcement.
    kStatistics = 7,
    kSafety = 8,  ///< Who a person is in danger from, and what they do then.
};                // Stored: never renumber.

inline constexpr std::array<Part, 9> kAllParts{Part::kOrganization, Part::kIdentity,   Part::kLocation,
                                               Part::kPlan,         Part::kNarrative,  Part::kLegal,
                                               Part::kImmigration,  Part::kStatistics, Part::kSafety};

[[nodiscard]] std::string_view name(Part part) noexcept;
[[nodiscard]] std::optional<Part> part_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Part> part_numbered(std::uint8_t number) noexcept;

/// A set of parts, one bit each.
class Parts {
  public:
    constexpr Parts() noexcept = default;
    [[nodiscard]] constexpr bool contains(Part p) const noexcept { return (bits_ & bit(p)) != 0; }
    constexpr void insert(Part p) noexcept { bits_ = static_cast<std::uint16_t>(bits_ | bit(p)); }
    [[nodiscard]] constexpr std::uint16_t bits() const noexcept { return bits_; }
    static constexpr Parts of_bits(std::uint16_t bits) noexcept {
        Parts p;
        p.bits_ = bits;
        return p;
    }
    friend constexpr bool operator==(Parts a, Parts b) noexcept { return a.bits_ == b.bits_; }

  private:
    static constexpr std::uint16_t bit(Part p) noexcept {
        return static_cast<std::uint16_t>(1U << static_cast<unsigned>(p));
    }
    std::uint16_t bits_ = 0;
};

/// What someone's work needs, as a set of parts. A role is a starting point: a member is granted parts.
enum class Role : std::uint8_t {
    kCoordinator = 1,
    kAdvocate = 2,
    kAttorney = 3,
    kShelter = 4,
    kOutreach = 5,
    kStatistician = 6
};

inline constexpr std::array<Role, 6> kAllRoles{Role::kCoordinator, Role::kAdvocate, Role::kAttorney,
                                               Role::kShelter,     Role::kOutreach, Role::kStatistician};

[[nodiscard]] std::string_view name(Role role) noexcept;
[[nodiscard]] std::optional<Role> role_named(std::string_view name) noexcept;
/// The matrix of docs/domain/parts.md (DESIGN.md rule 6; test T28 reads it row by row).
[[nodiscard]] Parts parts_of(Role role) noexcept;
/// Only a coordinator adds or removes members.
[[nodiscard]] constexpr bool may_change_members(Role role) noexcept {
    return role == Role::kCoordinator;
}

}  // namespace amparo
