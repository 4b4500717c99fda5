// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/model/part.hpp"

#include "amparo/base/named.hpp"

#include <initializer_list>

namespace amparo {
namespace {

Parts parts(std::initializer_list<Part> list) noexcept {
    Parts out;
    for (Part const p : list) out.insert(p);
    return out;
}

}  // namespace

std::string_view name(Part part) noexcept {
    switch (part) {
        case Part::kOrganization:
            return "organization";
        case Part::kIdentity:
            return "identity";
        case Part::kLocation:
            return "location";
        case Part::kPlan:
            return "plan";
        case Part::kNarrative:
            return "narrative";
        case Part::kLegal:
            return "legal";
        case Part::kImmigration:
            return "immigration";
        case Part::kStatistics:
            return "statistics";
        case Part::kSafety:
            return "safety";
    }
    return {};
}

std::string_view name(Role role) noexcept {
    switch (role) {
        case Role::kCoordinator:
            return "coordinator";
        case Role::kAdvocate:
            return "advocate";
        case Role::kAttorney:
            return "attorney";
        case Role::kShelter:
            return "shelter";
        case Role::kOutreach:
            return "outreach";
        case Role::kStatistician:
            return "statistician";
    }
    return {};
}

std::optional<Part> part_named(std::string_view wanted) noexcept {
    return named(kAllParts, wanted);
}
std::optional<Role> role_named(std::string_view wanted) noexcept {
    return named(kAllRoles, wanted);
}

std::optional<Part> part_numbered(std::uint8_t number) noexcept {
    if (number >= kAllParts.size()) return std::nullopt;
    return kAllParts[number];
}

Parts parts_of(Role role) noexcept {
    using P = Part;
    switch (role) {
        case Role::kCoordinator:
            return Parts::of_bits(0x1FF);
        case Role::kAdvocate:
            return parts({P::kOrganization, P::kIdentity, P::kLocation, P::kPlan, P::kNarrative,
                          P::kStatistics, P::kSafety});
        case Role::kAttorney:
            return parts({P::kOrganization, P::kIdentity, P::kLocation, P::kPlan, P::kNarrative, P::kLegal,
                          P::kImmigration});
        case Role::kShelter:
            return parts({P::kOrganization, P::kIdentity, P::kLocation, P::kPlan, P::kSafety});
        case Role::kOutreach:
            return parts({P::kOrganization, P::kIdentity, P::kPlan});
        case Role::kStatistician:
            return parts({P::kOrganization, P::kStatistics});
    }
    return {};
}

}  // namespace amparo
