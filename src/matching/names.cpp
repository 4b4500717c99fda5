// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/matching/match.hpp"

#include "amparo/base/named.hpp"

namespace amparo::matching {

std::string_view name(Wish wish) noexcept {
    switch (wish) {
        case Wish::kNoPoliceReport:
            return "no_police_report";
        case Wish::kNoIdentityDocument:
            return "no_identity_document";
        case Wish::kNoFee:
            return "no_fee";
        case Wish::kNoReferral:
            return "no_referral";
        case Wish::kTransAffirming:
            return "trans_affirming";
        case Wish::kSexWorkerAffirming:
            return "sex_worker_affirming";
        case Wish::kConfidentialAddress:
            return "confidential_address";
        case Wish::kWheelchairAccess:
            return "wheelchair_access";
        case Wish::kChildrenWelcome:
            return "children_welcome";
        case Wish::kPetsWelcome:
            return "pets_welcome";
        case Wish::kInterpreterAvailable:
            return "interpreter_available";
    }
    return {};
}

std::optional<Wish> wish_named(std::string_view wanted) noexcept {
    return named(kAllWishes, wanted);
}

std::string_view name(Reason reason) noexcept {
    switch (reason) {
        case Reason::kServesNeed:
            return "serves_need";
        case Reason::kOpenThen:
            return "open_then";
        case Reason::kClosedThen:
            return "closed_then";
        case Reason::kHoursNotStated:
            return "hours_not_stated";
        case Reason::kWishesMet:
            return "wishes_met";
        case Reason::kPopulationServed:
            return "population_served";
        case Reason::kAskPopulation:
            return "ask_population";
        case Reason::kAreaServed:
            return "area_served";
        case Reason::kAskArea:
            return "ask_area";
        case Reason::kRemote:
            return "remote";
        case Reason::kDistanceKnown:
            return "distance_known";
        case Reason::kAskPlace:
            return "ask_place";
        case Reason::kSpeaksLanguage:
            return "speaks_language";
        case Reason::kInterpreter:
            return "interpreter";
        case Reason::kLanguagesNotStated:
            return "languages_not_stated";
        case Reason::kNoSharedLanguage:
            return "no_shared_language";
        case Reason::kHasPlaces:
            return "has_places";
        case Reason::kCapacityNotKnown:
            return "capacity_not_known";
        case Reason::kWaitlist:
            return "waitlist";
        case Reason::kVerifiedRecently:
            return "verified_recently";
        case Reason::kVerifiedThisYear:
            return "verified_this_year";
        case Reason::kVerifiedLongAgo:
            return "verified_long_ago";
    }
    return {};
}

std::string_view name(Exclusion reason) noexcept {
    switch (reason) {
        case Exclusion::kOtherNeed:
            return "other_need";
        case Exclusion::kNotActive:
            return "not_active";
        case Exclusion::kDependsOnPolice:
            return "depends_on_police";
        case Exclusion::kAgainstWish:
            return "against_wish";
        case Exclusion::kOtherPopulation:
            return "other_population";
        case Exclusion::kOutsideArea:
            return "outside_area";
        case Exclusion::kUnsafeArea:
            return "unsafe_area";
        case Exclusion::kTooFar:
            return "too_far";
        case Exclusion::kFull:
            return "full";
    }
    return {};
}

}  // namespace amparo::matching
