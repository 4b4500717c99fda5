// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/casework/finding.hpp"

#include "amparo/base/named.hpp"

#include <algorithm>

namespace amparo::casework {
namespace {

/// Does a code belong to what a definition names?
enum class Counts : std::uint8_t { kNo, kYes, kMaybe };

Counts palermo(Act act) noexcept {  // F8
    switch (act) {
        case Act::kRecruitment:
        case Act::kTransportation:
        case Act::kTransfer:
        case Act::kHarbouring:
        case Act::kReceipt:
            return Counts::kYes;
        case Act::kPatronizing:
        case Act::kSoliciting:
            return Counts::kNo;
        case Act::kOther:
            return Counts::kMaybe;
        case Act::kNone:
            return Counts::kNo;
    }
    return Counts::kNo;
}

Counts palermo(Means means) noexcept {
    switch (means) {
        case Means::kThreatOfForce:
        case Means::kUseOfForce:
        case Means::kOtherCoercion:
        case Means::kAbduction:
        case Means::kFraud:
        case Means::kDeception:
        case Means::kAbuseOfPower:
        case Means::kAbuseOfVulnerability:
        case Means::kPaymentsForControl:
        case Means::kConfiscationOfDocuments:
        case Means::kDebtBondage:
        case Means::kWithholdingOfWages:
        case Means::kRestrictionOfMovement:
        case Means::kIsolation:
        case Means::kThreatOfDenunciation:
        case Means::kThreatToFamily:
            return Counts::kYes;
        case Means::kOther:
            return Counts::kMaybe;
        case Means::kNone:
            return Counts::kNo;
    }
    return Counts::kNo;
}

Counts palermo(Purpose purpose) noexcept {
    return purpose == Purpose::kNone ? Counts::kNo : Counts::kYes;  // F8: "at a minimum".
}

Counts us_sex(Act act) noexcept {  // 7102(12)
    switch (act) {
        case Act::kRecruitment:
        case Act::kTransportation:
        case Act::kTransfer:
        case Act::kHarbouring:
        case Act::kReceipt:
        case Act::kPatronizing:
        case Act::kSoliciting:
            return Counts::kYes;
        case Act::kOther:
            return Counts::kMaybe;
        case Act::kNone:
            return Counts::kNo;
    }
    return Counts::kNo;
}

Counts us(Means means) noexcept {  // 7102(3), F11
    switch (means) {
        case Means::kThreatOfForce:
        case Means::kUseOfForce:
        case Means::kOtherCoercion:
        case Means::kAbduction:
        case Means::kFraud:
        case Means::kDeception:
        case Means::kRestrictionOfMovement:
        case Means::kThreatOfDenunciation:
        case Means::kThreatToFamily:
            return Counts::kYes;
        case Means::kAbuseOfPower:
        case Means::kAbuseOfVulnerability:
        case Means::kConfiscationOfDocuments:
        case Means::kDebtBondage:
        case Means::kWithholdingOfWages:
        case Means::kIsolation:
        case Means::kOther:
            return Counts::kMaybe;
        case Means::kPaymentsForControl:
        case Means::kNone:
            return Counts::kNo;
    }
    return Counts::kNo;
}

Counts us_sex(Purpose purpose) noexcept {
    switch (purpose) {
        case Purpose::kExploitationOfTheProstitutionOfOthers:
            return Counts::kYes;
        case Purpose::kOtherFormsOfSexualExploitation:
        case Purpose::kForcedMarriage:
        case Purpose::kOther:
            return Counts::kMaybe;
        case Purpose::kForcedLabourOrServices:
        case Purpose::kSlavery:
        case Purpose::kPracticesSimilarToSlavery:
        case Purpose::kServitude:
        case Purpose::kRemovalOfOrgans:
        case Purpose::kDebtBondage:
        case Purpose::kForcedBegging:
        case Purpose::kForcedCriminality:
        case Purpose::kNone:
            return Counts::kNo;
    }
    return Counts::kNo;
}

Counts us_labour(Purpose purpose) noexcept {
    switch (purpose) {
        case Purpose::kForcedLabourOrServices:
        case Purpose::kSlavery:
        case Purpose::kServitude:
        case Purpose::kDebtBondage:
            return Counts::kYes;
        case Purpose::kPracticesSimilarToSlavery:
        case Purpose::kForcedBegging:
        case Purpose::kForcedCriminality:
        case Purpose::kForcedMarriage:
        case Purpose::kOther:
            return Counts::kMaybe;
        case Purpose::kExploitationOfTheProstitutionOfOthers:
        case Purpose::kOtherFormsOfSexualExploitation:
        case Purpose::kRemovalOfOrgans:
        case Purpose::kNone:
            return Counts::kNo;
    }
    return Counts::kNo;
}

constexpr Element kPresent{Presence::kPresent, Missing::kNothing};
constexpr Element kAbsent{Presence::kAbsent, Missing::kNothing};
constexpr Element kNotNeeded{Presence::kNotNeeded, Missing::kNothing};

Element not_known(Missing why) noexcept {
    return {Presence::kNotKnown, why};
}

template <class Code, class CountsFn>
Element element(std::vector<Statement<Code>> const& statements, CountsFn counts) noexcept {
    bool present = false;
    bool none = false;
    bool answered = false;  // Some code that is not `none` is stated yes, with a basis.
    bool any_yes = false;
    bool maybe = false;
    bool no_basis = false;
    bool declined = false;
    bool unknown = false;
    bool not_asked = false;
    for (Statement<Code> const& s : statements) {
        bool const is_none = s.code == Code::kNone;
        Counts const c = counts(s.code);
        bool const could_count = c != Counts::kNo || is_none;
        switch (s.stated) {
            case Stated::kYes:
                any_yes = any_yes || !is_none;
                if (s.bases.empty()) {
                    no_basis = no_basis || could_count;  // F4
                } else if (is_none) {
                    none = true;
                } else {
                    answered = true;
                    present = present || c == Counts::kYes;
                    maybe = maybe || c == Counts::kMaybe;
                }
                break;
            case Stated::kNo:
                break;
            case Stated::kUnknown:
                unknown = unknown || could_count;
                break;
            case Stated::kDeclined:
                declined = declined || could_count;
                break;
            case Stated::kNotAsked:
                not_asked = not_asked || could_count;
                break;
        }
    }
    if (none && any_yes) return not_known(Missing::kContradiction);  // F6
    if (present) return kPresent;                                    // F5
    if (none) return kAbsent;                                        // F6
    if (maybe) return not_known(Missing::kLawyerDecides);            // F8, F11
    if (no_basis) return not_known(Missing::kNoBasis);
    if (declined) return not_known(Missing::kDeclined);
    if (unknown) return not_known(Missing::kUnknown);
    if (answered && !not_asked) return kAbsent;  // F11: answered, with what the definition does not name.
    return not_known(Missing::kNotAsked);
}

Outcome conclude(Age age, Element act, Element means, Element purpose) noexcept {
    if (age != Age::kAdult && age != Age::kChild) return Outcome::kUndetermined;  // F3
    std::array<Element, 3> const all{act, means, purpose};
    auto const any = [&](Presence p) {
        return std::any_of(all.begin(), all.end(), [p](Element e) { return e.presence == p; });
    };
    if (any(Presence::kAbsent)) return Outcome::kNotMet;  // F7
    if (any(Presence::kNotKnown)) return Outcome::kUndetermined;
    return Outcome::kMet;
}

Reading reading(Age age, Rule rule, Element act, Element means, Element purpose) noexcept {
    bool const aged = age == Age::kAdult || age == Age::kChild;
    return {conclude(age, act, means, purpose), aged ? rule : Rule::kF3, act, means, purpose};
}

}  // namespace

Outcome Assessment::us() const noexcept {
    if (us_sex.outcome == Outcome::kMet || us_labour.outcome == Outcome::kMet) return Outcome::kMet;
    if (us_sex.outcome == Outcome::kNotMet && us_labour.outcome == Outcome::kNotMet) return Outcome::kNotMet;
    return Outcome::kUndetermined;
}

Assessment assess(Episode const& e) noexcept {
    bool const child = e.age_at_time == Age::kChild;
    Element const act = element(e.acts, [](Act a) { return palermo(a); });
    Element const us_means = element(e.means, us);
    Assessment out;
    out.age_at_time = e.age_at_time;
    out.palermo = reading(e.age_at_time, child ? Rule::kF2 : Rule::kF1, act,
                          child ? kNotNeeded : element(e.means, [](Means m) { return palermo(m); }),
                          element(e.purposes, [](Purpose p) { return palermo(p); }));
    out.us_sex =
        reading(e.age_at_time, Rule::kF9, element(e.acts, [](Act a) { return us_sex(a); }),
                child ? kNotNeeded : us_means, element(e.purposes, [](Purpose p) { return us_sex(p); }));
    out.us_labour = reading(e.age_at_time, Rule::kF10, act, us_means, element(e.purposes, us_labour));
    return out;
}

std::string_view name(Age age) noexcept {
    switch (age) {
        case Age::kUnknown:
            return "unknown";
        case Age::kAdult:
            return "adult";
        case Age::kChild:
            return "child";
        case Age::kDeclined:
            return "declined";
        case Age::kNotAsked:
            return "not_asked";
    }
    return {};
}

std::string_view name(Stated stated) noexcept {
    switch (stated) {
        case Stated::kNotAsked:
            return "not_asked";
        case Stated::kYes:
            return "yes";
        case Stated::kNo:
            return "no";
        case Stated::kUnknown:
            return "unknown";
        case Stated::kDeclined:
            return "declined";
    }
    return {};
}

std::string_view name(Basis basis) noexcept {
    switch (basis) {
        case Basis::kPersonSaid:
            return "person_said";
        case Basis::kObserved:
            return "observed";
        case Basis::kDocument:
            return "document";
        case Basis::kThirdParty:
            return "third_party";
        case Basis::kAuthorityDecision:
            return "authority_decision";
        case Basis::kMedia:
            return "media";
    }
    return {};
}

std::string_view name(Act act) noexcept {
    switch (act) {
        case Act::kRecruitment:
            return "recruitment";
        case Act::kTransportation:
            return "transportation";
        case Act::kTransfer:
            return "transfer";
        case Act::kHarbouring:
            return "harbouring";
        case Act::kReceipt:
            return "receipt";
        case Act::kPatronizing:
            return "patronizing";
        case Act::kSoliciting:
            return "soliciting";
        case Act::kOther:
            return "other";
        case Act::kNone:
            return "none";
    }
    return {};
}

std::string_view name(Means means) noexcept {
    switch (means) {
        case Means::kThreatOfForce:
            return "threat_of_force";
        case Means::kUseOfForce:
            return "use_of_force";
        case Means::kOtherCoercion:
            return "other_coercion";
        case Means::kAbduction:
            return "abduction";
        case Means::kFraud:
            return "fraud";
        case Means::kDeception:
            return "deception";
        case Means::kAbuseOfPower:
            return "abuse_of_power";
        case Means::kAbuseOfVulnerability:
            return "abuse_of_vulnerability";
        case Means::kPaymentsForControl:
            return "payments_for_control";
        case Means::kConfiscationOfDocuments:
            return "confiscation_of_documents";
        case Means::kDebtBondage:
            return "debt_bondage";
        case Means::kWithholdingOfWages:
            return "withholding_of_wages";
        case Means::kRestrictionOfMovement:
            return "restriction_of_movement";
        case Means::kIsolation:
            return "isolation";
        case Means::kThreatOfDenunciation:
            return "threat_of_denunciation";
        case Means::kThreatToFamily:
            return "threat_to_family";
        case Means::kOther:
            return "other";
        case Means::kNone:
            return "none";
    }
    return {};
}

std::string_view name(Purpose purpose) noexcept {
    switch (purpose) {
        case Purpose::kExploitationOfTheProstitutionOfOthers:
            return "exploitation_of_the_prostitution_of_others";
        case Purpose::kOtherFormsOfSexualExploitation:
            return "other_forms_of_sexual_exploitation";
        case Purpose::kForcedLabourOrServices:
            return "forced_labour_or_services";
        case Purpose::kSlavery:
            return "slavery";
        case Purpose::kPracticesSimilarToSlavery:
            return "practices_similar_to_slavery";
        case Purpose::kServitude:
            return "servitude";
        case Purpose::kRemovalOfOrgans:
            return "removal_of_organs";
        case Purpose::kDebtBondage:
            return "debt_bondage";
        case Purpose::kForcedBegging:
            return "forced_begging";
        case Purpose::kForcedCriminality:
            return "forced_criminality";
        case Purpose::kForcedMarriage:
            return "forced_marriage";
        case Purpose::kOther:
            return "other";
        case Purpose::kNone:
            return "none";
    }
    return {};
}

std::string_view name(Outcome outcome) noexcept {
    switch (outcome) {
        case Outcome::kUndetermined:
            return "undetermined";
        case Outcome::kMet:
            return "met";
        case Outcome::kNotMet:
            return "not_met";
    }
    return {};
}

std::string_view name(Presence presence) noexcept {
    switch (presence) {
        case Presence::kNotKnown:
            return "not_known";
        case Presence::kPresent:
            return "present";
        case Presence::kAbsent:
            return "absent";
        case Presence::kNotNeeded:
            return "not_needed";
    }
    return {};
}

std::string_view name(Missing missing) noexcept {
    switch (missing) {
        case Missing::kNothing:
            return "nothing";
        case Missing::kContradiction:
            return "contradiction";
        case Missing::kLawyerDecides:
            return "attorney_decides";
        case Missing::kNoBasis:
            return "no_basis";
        case Missing::kDeclined:
            return "declined";
        case Missing::kUnknown:
            return "unknown";
        case Missing::kNotAsked:
            return "not_asked";
    }
    return {};
}

std::string_view name(Rule rule) noexcept {
    switch (rule) {
        case Rule::kF1:
            return "F1";
        case Rule::kF2:
            return "F2";
        case Rule::kF3:
            return "F3";
        case Rule::kF9:
            return "F9";
        case Rule::kF10:
            return "F10";
    }
    return {};
}

std::optional<Age> age_named(std::string_view wanted) noexcept {
    static constexpr std::array kAll{Age::kUnknown, Age::kAdult, Age::kChild, Age::kDeclined, Age::kNotAsked};
    return named(kAll, wanted);
}
std::optional<Stated> stated_named(std::string_view wanted) noexcept {
    static constexpr std::array kAll{Stated::kNotAsked, Stated::kYes, Stated::kNo, Stated::kUnknown,
                                     Stated::kDeclined};
    return named(kAll, wanted);
}
std::optional<Basis> basis_named(std::string_view wanted) noexcept {
    static constexpr std::array kAll{Basis::kPersonSaid, Basis::kObserved,          Basis::kDocument,
                                     Basis::kThirdParty, Basis::kAuthorityDecision, Basis::kMedia};
    return named(kAll, wanted);
}
std::optional<Act> act_named(std::string_view wanted) noexcept {
    return named(kAllActs, wanted);
}
std::optional<Means> means_named(std::string_view wanted) noexcept {
    return named(kAllMeans, wanted);
}
std::optional<Purpose> purpose_named(std::string_view wanted) noexcept {
    return named(kAllPurposes, wanted);
}

}  // namespace amparo::casework
