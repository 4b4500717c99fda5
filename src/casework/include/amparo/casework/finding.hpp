// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Does what was done to a person in one episode have the elements of trafficking? Two definitions side by
/// side.
///
///   F1  Adult.      Palermo: act and means and purpose.
///   F2  Child.      Palermo: act and purpose; means are not needed. Child: under 18 when it happened.
///   F3  Age.        Age unknown, declined or not asked: undetermined under both definitions, always, also
///                   when an answer would be the same either way. Why: a finding without an age is
///                   unfinished, and a guessed age decides which protections a person is told about.
///   F4  Basis.      A statement with no basis establishes nothing, neither presence nor absence.
///   F5  Presence.   An element is present if one of its codes is stated yes with a basis.
///   F6  Absence.    An element is absent only if `none` is stated yes with a basis, or if the element was
///                   answered and no code stated in it is one the definition names (patronizing under Article
///                   3, removal of organs under the US statute). Why: a question nobody asked is not a "no".
///                   A `none` beside a "yes" contradicts it: not known.
///   F7  Unknown.    Otherwise it is not known, with the reason. Any absent element the definition needs
///                   makes it not met; else any not known makes it undetermined; else it is met.
///   F8  Open list.  Purposes beyond those Article 3(a) names count ("at a minimum"). Acts and means are
///                   closed lists: `other` leaves them not known. Patronizing and soliciting are not acts of
///                   Article 3.
///   F9  US, sex.    An act, for commercial sex, by force, fraud or coercion, or of a person under 18.
///   F10 US, labour. Recruitment, harbouring, transportation, provision or obtaining, for involuntary
///                   servitude, peonage, debt bondage or slavery, by force, fraud or coercion, at any age.
///                   (Palermo's child rule has no counterpart here.) Removal of organs is in neither branch.
///   F11 US, maybe.  A code that may or may not amount to what the US statute names (confiscation of
///                   documents to coercion, forced marriage to servitude, …) leaves that element not known:
///                   an attorney decides.
///   F12 Nothing else is read. The kind of work, immigration status, cooperation with authorities and the
///                   person's consent are not parameters and have no type here (consent is irrelevant where
///                   means were used, Article 3(b)). No score: the answer is a word and the elements it came
///                   from.
///
/// Source: UN Trafficking Protocol (Palermo, 2000), Article 3(a)–(d); 22 U.S.C. 7102(3), (4), (8), (11),
/// (12); ILO Indicators of Forced Labour (2012) for ways of coercing. docs/domain/finding.md.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace amparo::casework {

enum class Age : std::uint8_t { kUnknown, kAdult, kChild, kDeclined, kNotAsked };

enum class Stated : std::uint8_t { kNotAsked, kYes, kNo, kUnknown, kDeclined };

enum class Basis : std::uint8_t {
    kPersonSaid,
    kObserved,
    kDocument,
    kThirdParty,
    kAuthorityDecision,
    kMedia,
};

enum class Act : std::uint8_t {
    kRecruitment,
    kTransportation,
    kTransfer,
    kHarbouring,
    kReceipt,
    kPatronizing,
    kSoliciting,
    kOther,
    kNone,
};

enum class Means : std::uint8_t {
    kThreatOfForce,
    kUseOfForce,
    kOtherCoercion,
    kAbduction,
    kFraud,
    kDeception,
    kAbuseOfPower,
    kAbuseOfVulnerability,
    kPaymentsForControl,
    kConfiscationOfDocuments,
    kDebtBondage,
    kWithholdingOfWages,
    kRestrictionOfMovement,
    kIsolation,
    kThreatOfDenunciation,
    kThreatToFamily,
    kOther,
    kNone,
};

enum class Purpose : std::uint8_t {
    kExploitationOfTheProstitutionOfOthers,
    kOtherFormsOfSexualExploitation,
    kForcedLabourOrServices,
    kSlavery,
    kPracticesSimilarToSlavery,
    kServitude,
    kRemovalOfOrgans,
    kDebtBondage,
    kForcedBegging,
    kForcedCriminality,
    kForcedMarriage,
    kOther,
    kNone,
};

inline constexpr std::array<Act, 9> kAllActs{Act::kRecruitment, Act::kTransportation, Act::kTransfer,
                                             Act::kHarbouring,  Act::kReceipt,        Act::kPatronizing,
                                             Act::kSoliciting,  Act::kOther,          Act::kNone};
inline constexpr std::array<Means, 18> kAllMeans{Means::kThreatOfForce,
                                                 Means::kUseOfForce,
                                                 Means::kOtherCoercion,
                                                 Means::kAbduction,
                                                 Means::kFraud,
                                                 Means::kDeception,
                                                 Means::kAbuseOfPower,
                                                 Means::kAbuseOfVulnerability,
                                                 Means::kPaymentsForControl,
                                                 Means::kConfiscationOfDocuments,
                                                 Means::kDebtBondage,
                                                 Means::kWithholdingOfWages,
                                                 Means::kRestrictionOfMovement,
                                                 Means::kIsolation,
                                                 Means::kThreatOfDenunciation,
                                                 Means::kThreatToFamily,
                                                 Means::kOther,
                                                 Means::kNone};
inline constexpr std::array<Purpose, 13> kAllPurposes{Purpose::kExploitationOfTheProstitutionOfOthers,
                                                      Purpose::kOtherFormsOfSexualExploitation,
                                                      Purpose::kForcedLabourOrServices,
                                                      Purpose::kSlavery,
                                                      Purpose::kPracticesSimilarToSlavery,
                                                      Purpose::kServitude,
                                                      Purpose::kRemovalOfOrgans,
                                                      Purpose::kDebtBondage,
                                                      Purpose::kForcedBegging,
                                                      Purpose::kForcedCriminality,
                                                      Purpose::kForcedMarriage,
                                                      Purpose::kOther,
                                                      Purpose::kNone};

// The codes of docs/domain/finding.md, both ways.
[[nodiscard]] std::string_view name(Age age) noexcept;
[[nodiscard]] std::string_view name(Stated stated) noexcept;
[[nodiscard]] std::string_view name(Basis basis) noexcept;
[[nodiscard]] std::string_view name(Act act) noexcept;
[[nodiscard]] std::string_view name(Means means) noexcept;
[[nodiscard]] std::string_view name(Purpose purpose) noexcept;
[[nodiscard]] std::optional<Age> age_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Stated> stated_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Basis> basis_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Act> act_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Means> means_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Purpose> purpose_named(std::string_view name) noexcept;

/// A set of bases, one bit each.
class Bases {
  public:
    constexpr void insert(Basis b) noexcept {
        bits_ = static_cast<std::uint8_t>(bits_ | 1U << static_cast<unsigned>(b));
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    friend constexpr bool operator==(Bases, Bases) = default;

  private:
    std::uint8_t bits_ = 0;
};

/// What was said about one code. A code may occur more than once: "yes" twice is "yes".
template <class Code>
struct Statement {
    Code code;
    Stated stated = Stated::kNotAsked;
    Bases bases;
};

/// All a finding may be made from. There is no place in it for anything else (F12).
struct Episode {
    Age age_at_time = Age::kNotAsked;
    std::vector<Statement<Act>> acts;
    std::vector<Statement<Means>> means;
    std::vector<Statement<Purpose>> purposes;
};

enum class Outcome : std::uint8_t { kUndetermined, kMet, kNotMet };

enum class Presence : std::uint8_t { kNotKnown, kPresent, kAbsent, kNotNeeded };

/// Why an element is not known. The first that applies, in this order.
enum class Missing : std::uint8_t {
    kNothing,        ///< It is known, or not needed.
    kContradiction,  ///< `none` and another code are both stated yes.
    kLawyerDecides,  ///< A code was stated that may or may not count (F8 `other`, F11).
    kNoBasis,        ///< Stated, with no basis (F4).
    kDeclined,
    kUnknown,   ///< Asked, and the person does not know.
    kNotAsked,  ///< Nothing that settles it was asked.
};

struct Element {
    Presence presence = Presence::kNotKnown;
    Missing missing = Missing::kNotAsked;
    friend bool operator==(Element, Element) = default;
};

/// The rule that gave the outcome: its number in this header.
enum class Rule : std::uint8_t { kF1 = 1, kF2 = 2, kF3 = 3, kF9 = 9, kF10 = 10 };

struct Reading {
    Outcome outcome = Outcome::kUndetermined;
    Rule rule = Rule::kF3;
    Element act;
    Element means;
    Element purpose;
    friend bool operator==(Reading const&, Reading const&) = default;
};

/// Every reading that applies, never their blend.
struct Assessment {
    Age age_at_time = Age::kNotAsked;
    Reading palermo;    ///< F1, F2 or F3.
    Reading us_sex;     ///< F9 or F3.
    Reading us_labour;  ///< F10 or F3.
    friend bool operator==(Assessment const&, Assessment const&) = default;

    /// Severe form of trafficking, 22 U.S.C. 7102(11): either branch.
    [[nodiscard]] Outcome us() const noexcept;
    /// The two definitions give different words; both are to be shown.
    [[nodiscard]] bool differ() const noexcept { return palermo.outcome != us(); }
};

[[nodiscard]] std::string_view name(Outcome outcome) noexcept;
[[nodiscard]] std::string_view name(Presence presence) noexcept;
[[nodiscard]] std::string_view name(Missing missing) noexcept;
/// "F1" …
[[nodiscard]] std::string_view name(Rule rule) noexcept;

/// Pure and total. Linear in the number of statements.
[[nodiscard]] Assessment assess(Episode const& episode) noexcept;

}  // namespace amparo::casework
