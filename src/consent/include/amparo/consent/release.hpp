// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A person's consent to share: who may receive which fields, what for, from when until when. Nothing leaves
/// without one.
///
///   R1  Recipient.  Exactly one, by name; "anyone" is not a name.
///   R2  Fields.     Each named as form.field; at least one; no wildcard. Why: a person can't agree to what
///                   was not named, and a form that grows must not widen an old release: a group is
///                   released with the fields it had then, each named too.
///   R3  Purpose.    One, in words; "any" is not one.
///   R4  Time.       A start and an end. The end is 30 days after the start unless another is agreed, after
///                   it, at most 365 days after it, and not past already when signed.
///   R5  Informed.   How it was signed, who explained it and in which language are required.
///   R6  Guardian.   May sign for a minor, named with the relation; never for an adult, never for somebody
///                   whose age is unknown, and never when the guardian is, or may be, the accused abuser.
///   R7  In force.   In [start, end), unless withdrawn. Withdrawing needs no reason and no proof; anyone who
///                   says the person asked may record it. A withdrawal that is known counts at once, whatever
///                   its clock said, is never undone, and wins over any concurrent change: two copies merge
///                   to the earlier one.
///   R8  Covered.    A disclosure is covered if the recipient and the purpose are the release's own, every
///                   field is named in it, and it is in force now. There is no parameter that says otherwise.
///   R9  All or none. One field that is not covered refuses the whole disclosure and the refusal lists such
///                   fields: nothing is dropped in silence and nothing slips along.
///   R10 Logged.     A Disclosure holds exactly what leaves, and only disclose() and own_copy() make one: the
///                   payload is built from the same value that is logged.
///   R11 Own copy.   What is recorded about a person they may have themself, without a release: it is nobody
///                   else's. It is logged as any other disclosure, and names no recipient.
///   R12 Follows.    What follows from several answers and is none of them (a status) leaves where every one of them is
///                   named, and is logged under its own name. What follows from no answer is nothing to send.
///
/// Source: 34 U.S.C. 12291(b)(2); 28 CFR 90.4(b)(3) (written, informed, reasonably time-limited; scope and
/// duration stated; not by the abuser of the minor or of the other parent; never a condition of service: no
/// module that decides about services links this one). The 30 and 365 days are ours. docs/domain/release.md.
#include "amparo/base/instant.hpp"
#include "amparo/base/result.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/model/ids.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amparo::consent {

inline constexpr std::chrono::days kDurationDefault{30};
inline constexpr std::chrono::days kDurationMax{365};
inline constexpr std::size_t kFieldsMax = 200;
inline constexpr std::size_t kGroupFieldsMax = 1000;
inline constexpr std::size_t kNameBytesMax = 200;
inline constexpr std::size_t kPurposeBytesMax = 400;

enum class SignedHow : std::uint8_t {
    kOnPaper,
    kOnScreen,
    kMarkWithWitness,     ///< A cross or thumb print, beside a witness's name.
    kByPhoneInterpreter,  ///< Explained by an interpreter on the phone; the person signed what was read out.
};

enum class Signatory : std::uint8_t { kPerson, kGuardian };

enum class Answer : std::uint8_t { kUnknown, kNo, kYes };

/// What was agreed, before the rules have looked at it.
struct Terms {
    std::string recipient;
    std::optional<RecordId> recipient_card;  ///< The recipient's card, if it uses Amparo.
    std::vector<std::string> fields;
    std::vector<std::string> group_fields;  ///< Of each group among `fields`, as form.field.its_field (R2).
    std::string purpose;
    std::optional<Instant> starts;  ///< None: when signed.
    std::optional<Instant> ends;    ///< None: kDurationDefault after the start.
    std::optional<SignedHow> signed_how;
    std::string explained_by;
    std::string language;
    Signatory signatory = Signatory::kPerson;
    Answer person_is_minor = Answer::kUnknown;
    std::string guardian_name;
    std::string guardian_relation;
    Answer guardian_is_accused = Answer::kUnknown;
};

enum class ProblemCode : std::uint8_t {
    kRequired,
    kTooLong,
    kTooMany,
    kMalformed,
    kWildcard,           ///< R1, R2, R3: everyone, everything, anything.
    kEndNotAfterStart,   ///< R4
    kTooLongAPeriod,     ///< R4
    kAlreadyEnded,       ///< R4
    kGuardianForAdult,   ///< R6: not a minor, or not known to be.
    kGuardianIsAccused,  ///< R6: or not known not to be.
};

struct Problem {
    ProblemCode code;
    std::string field;  ///< The parameter of release.sign it is about: "fields[2]".
    friend bool operator==(Problem const&, Problem const&) = default;
};

/// Every way the terms break R1–R6, in the order of the fields above; empty if none.
[[nodiscard]] std::vector<Problem> problems(Terms const& terms, Instant now);

struct Withdrawal {
    Instant at;
    std::string by;  ///< Who recorded it or said so; may be empty.
    friend bool operator==(Withdrawal const&, Withdrawal const&) = default;
};

enum class MergeError { kAnotherRelease, kTermsDiffer };

/// A release that obeys R1–R6. Its terms never change: another agreement is another release.
class Release {
  public:
    [[nodiscard]] RecordId id() const noexcept { return id_; }
    [[nodiscard]] PersonId person() const noexcept { return person_; }
    [[nodiscard]] std::string const& recipient() const noexcept { return terms_.recipient; }
    [[nodiscard]] std::optional<RecordId> recipient_card() const noexcept { return terms_.recipient_card; }
    /// Sorted, each once.
    [[nodiscard]] std::vector<std::string> const& fields() const noexcept { return terms_.fields; }
    [[nodiscard]] std::vector<std::string> const& group_fields() const noexcept {
        return terms_.group_fields;
    }
    [[nodiscard]] std::string const& purpose() const noexcept { return terms_.purpose; }
    [[nodiscard]] Instant starts() const noexcept { return *terms_.starts; }
    [[nodiscard]] Instant ends() const noexcept { return *terms_.ends; }
    [[nodiscard]] Terms const& terms() const noexcept { return terms_; }
    [[nodiscard]] std::optional<Withdrawal> const& withdrawal() const noexcept { return withdrawal_; }

    /// R7. At the end itself it is over.
    [[nodiscard]] bool in_force(Instant now) const noexcept {
        return !withdrawal_ && starts() <= now && now < ends();
    }
    /// R7. Total: nothing can refuse it, and a second withdrawal leaves the earlier one.
    void withdraw(Withdrawal withdrawal);

  private:
    Release(RecordId id, PersonId person, Terms terms) : id_{id}, person_{person}, terms_{std::move(terms)} {}
    friend Result<Release, Problem> sign(RecordId, PersonId, Terms, Instant);

    RecordId id_;
    PersonId person_;
    Terms terms_;
    std::optional<Withdrawal> withdrawal_;
};

/// The release, or the first of problems(terms, now).
[[nodiscard]] Result<Release, Problem> sign(RecordId id, PersonId person, Terms terms, Instant now);

/// Two copies of one release from two devices (R7). Other differences are not resolved here: while
/// kTermsDiffer stands, neither copy is to be used.
[[nodiscard]] Result<Release, MergeError> merge(Release const& a, Release const& b);

/// R12.
struct Follows {
    Json value;
    std::vector<std::string> from;  ///< By form.field.
};

/// What somebody is about to send.
struct Request {
    std::string recipient;
    std::optional<RecordId>
        recipient_card;  ///< Set when it is sealed to that card: it must be the release's.
    std::string purpose;
    std::map<std::string, Json> values;  ///< By form.field.
    std::map<std::string, Follows> follows{};
};

enum class RefusalCode : std::uint8_t {
    kWithdrawn,
    kNotYetInForce,
    kEnded,
    kOtherRecipient,
    kOtherPurpose,
    kNothingToSend,
    kFieldNotCovered,
};

struct Refusal {
    RefusalCode code;
    std::vector<std::string> uncovered;  ///< Field names, sorted; only with kFieldNotCovered.
    friend bool operator==(Refusal const&, Refusal const&) = default;
};

/// R10. What leaves and what is logged.
class Disclosure {
  public:
    /// None: the person's own copy (R11).
    [[nodiscard]] std::optional<RecordId> release() const noexcept { return release_; }
    [[nodiscard]] PersonId person() const noexcept { return person_; }
    [[nodiscard]] std::string const& recipient() const noexcept { return request_.recipient; }
    [[nodiscard]] std::optional<RecordId> recipient_card() const noexcept { return request_.recipient_card; }
    [[nodiscard]] std::string const& purpose() const noexcept { return request_.purpose; }
    [[nodiscard]] std::map<std::string, Json> const& values() const noexcept { return request_.values; }
    [[nodiscard]] std::map<std::string, Follows> const& follows() const noexcept { return request_.follows; }
    [[nodiscard]] MemberId by() const noexcept { return by_; }
    [[nodiscard]] Instant at() const noexcept { return at_; }

  private:
    Disclosure(std::optional<RecordId> release, PersonId person, Request request, MemberId by, Instant at)
        : release_{release}, person_{person}, request_{std::move(request)}, by_{by}, at_{at} {}
    friend Result<Disclosure, Refusal> disclose(Release const&, Request, MemberId, Instant);
    friend Result<Disclosure, Refusal> own_copy(PersonId, std::map<std::string, Json>, MemberId, Instant);

    std::optional<RecordId> release_;
    PersonId person_;
    Request request_;
    MemberId by_;
    Instant at_;
};

/// R8–R10, checked at the moment of sending: `now` is the host's clock then, not when the draft was made.
[[nodiscard]] Result<Disclosure, Refusal> disclose(Release const& release, Request request, MemberId by,
                                                   Instant now);

/// R11. Refused only where there is nothing to give.
[[nodiscard]] Result<Disclosure, Refusal> own_copy(PersonId person, std::map<std::string, Json> values,
                                                   MemberId by, Instant now);

/// For a preview: which of these fields the release names, and which it does not. Permits nothing.
struct Split {
    std::vector<std::string> covered;
    std::vector<std::string> uncovered;
};
[[nodiscard]] Split split(Release const& release, std::vector<std::string> const& fields);

// Codes as stored and at the boundary.
[[nodiscard]] std::string_view name(SignedHow how) noexcept;
[[nodiscard]] std::string_view name(Signatory signatory) noexcept;
[[nodiscard]] std::string_view name(Answer answer) noexcept;
[[nodiscard]] std::string_view name(ProblemCode code) noexcept;
[[nodiscard]] std::string_view name(RefusalCode code) noexcept;
[[nodiscard]] std::optional<SignedHow> signed_how_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Signatory> signatory_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Answer> answer_named(std::string_view name) noexcept;

}  // namespace amparo::consent
