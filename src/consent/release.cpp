// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/consent/release.hpp"

#include "amparo/base/named.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace amparo::consent {
namespace {

constexpr std::size_t kLanguageBytesMax = 35;  // RFC 5646, section 4.4.1.

bool blank(std::string_view text) noexcept {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Words that name nobody, or everything, in the languages of the interface.
bool wildcard(std::string_view text) {
    static constexpr std::array<std::string_view, 18> kWords{
        "*",          "any",       "anyone",     "anybody", "anything", "all",
        "everyone",   "everybody", "everything", "whoever", "whomever", "tbd",
        "cualquiera", "cualquier", "todos",      "todo",    "todas",    "quien sea"};
    std::size_t const from = text.find_first_not_of(" \t\r\n.");
    if (from == std::string_view::npos) return false;
    std::string word{text.substr(from, text.find_last_not_of(" \t\r\n.") - from + 1)};
    for (char& c : word)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// form.field, or form.group.field: lower-case letters, digits and '_'.
bool names_a_field(std::string_view text) noexcept {
    bool after_dot = true;
    bool dotted = false;
    for (char const c : text) {
        if (c == '.') {
            if (after_dot) return false;
            after_dot = dotted = true;
        } else {
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
            after_dot = false;
        }
    }
    return dotted && !after_dot;
}

class Problems {
  public:
    void add(ProblemCode code, std::string field) { found_.push_back({code, std::move(field)}); }
    void check_text(std::string_view text, std::size_t bytes_max, char const* field) {
        if (blank(text)) add(ProblemCode::kRequired, field);
        if (text.size() > bytes_max) add(ProblemCode::kTooLong, field);
    }
    void check_named(std::string_view text, std::size_t bytes_max, char const* field) {
        check_text(text, bytes_max, field);
        if (wildcard(text)) add(ProblemCode::kWildcard, field);
    }
    [[nodiscard]] std::vector<Problem> take() { return std::move(found_); }

  private:
    std::vector<Problem> found_;
};

void check_fields(std::vector<std::string> const& fields, std::vector<std::string> const& group_fields,
                  Problems& out) {  // R2
    if (fields.empty()) out.add(ProblemCode::kRequired, "fields");
    if (fields.size() > kFieldsMax || group_fields.size() > kGroupFieldsMax)
        out.add(ProblemCode::kTooMany, "fields");
    for (std::size_t i = 0; i < fields.size() && i < kFieldsMax; ++i) {
        std::string const place = "fields[" + std::to_string(i) + "]";
        if (fields[i].find('*') != std::string::npos || wildcard(fields[i]))
            out.add(ProblemCode::kWildcard, place);
        else if (fields[i].size() > kNameBytesMax)
            out.add(ProblemCode::kTooLong, place);
        else if (!names_a_field(fields[i]))
            out.add(ProblemCode::kMalformed, place);
    }
}

void check_time(Terms const& terms, Instant now, Problems& out) {  // R4
    Instant const starts = terms.starts.value_or(now);
    Instant const ends = terms.ends.value_or(starts + kDurationDefault);
    if (ends <= starts)
        out.add(ProblemCode::kEndNotAfterStart, "ends");
    else if (ends - starts > kDurationMax)
        out.add(ProblemCode::kTooLongAPeriod, "ends");
    else if (ends <= now)
        out.add(ProblemCode::kAlreadyEnded, "ends");
}

void check_guardian(Terms const& terms, Problems& out) {  // R6
    if (terms.signatory != Signatory::kGuardian) return;
    if (terms.person_is_minor != Answer::kYes) out.add(ProblemCode::kGuardianForAdult, "person_is_minor");
    out.check_text(terms.guardian_name, kNameBytesMax, "guardian_name");
    out.check_text(terms.guardian_relation, kNameBytesMax, "guardian_relation");
    if (terms.guardian_is_accused != Answer::kNo)
        out.add(ProblemCode::kGuardianIsAccused, "guardian_is_accused");
}

std::optional<RefusalCode> refusal(Release const& release, Request const& request, Instant now) {
    if (release.withdrawal()) return RefusalCode::kWithdrawn;
    if (now < release.starts()) return RefusalCode::kNotYetInForce;
    if (!release.in_force(now)) return RefusalCode::kEnded;
    if (request.recipient != release.recipient()) return RefusalCode::kOtherRecipient;
    if (request.recipient_card && request.recipient_card != release.recipient_card())
        return RefusalCode::kOtherRecipient;
    if (request.purpose != release.purpose()) return RefusalCode::kOtherPurpose;
    if (request.values.empty() && request.follows.empty()) return RefusalCode::kNothingToSend;
    return std::nullopt;
}

bool holds(std::vector<std::string> const& sorted, std::string const& name) {
    return std::binary_search(sorted.begin(), sorted.end(), name);
}

/// What stands in the groups among the values: a group is a list of objects.
std::set<std::string> group_fields_of(std::map<std::string, Json> const& values) {
    std::set<std::string> out;
    for (auto const& [field, value] : values) {
        if (!value.is_array()) continue;
        for (Json const& item : value)
            if (item.is_object())
                for (auto const& entry : item.items()) out.insert(field + "." + entry.key());
    }
    return out;
}

bool same(Terms const& a, Terms const& b) {
    return a.recipient == b.recipient && a.recipient_card == b.recipient_card && a.fields == b.fields &&
           a.group_fields == b.group_fields && a.purpose == b.purpose && a.starts == b.starts &&
           a.ends == b.ends && a.signed_how == b.signed_how && a.explained_by == b.explained_by &&
           a.language == b.language && a.signatory == b.signatory && a.person_is_minor == b.person_is_minor &&
           a.guardian_name == b.guardian_name && a.guardian_relation == b.guardian_relation &&
           a.guardian_is_accused == b.guardian_is_accused;
}

}  // namespace

std::vector<Problem> problems(Terms const& terms, Instant now) {
    Problems out;
    out.check_named(terms.recipient, kNameBytesMax, "recipient");  // R1
    check_fields(terms.fields, terms.group_fields, out);
    out.check_named(terms.purpose, kPurposeBytesMax, "purpose");  // R3
    check_time(terms, now, out);
    if (!terms.signed_how) out.add(ProblemCode::kRequired, "signed_how");  // R5
    out.check_text(terms.explained_by, kNameBytesMax, "explained_by");
    out.check_text(terms.language, kLanguageBytesMax, "language");
    check_guardian(terms, out);
    return out.take();
}

Result<Release, Problem> sign(RecordId id, PersonId person, Terms terms, Instant now) {
    std::vector<Problem> const found = problems(terms, now);
    if (!found.empty()) return Fail{found.front()};
    if (!terms.starts) terms.starts = now;
    if (!terms.ends) terms.ends = *terms.starts + kDurationDefault;
    for (auto* const names : {&terms.fields, &terms.group_fields}) {
        std::sort(names->begin(), names->end());
        names->erase(std::unique(names->begin(), names->end()), names->end());
    }
    return Release{id, person, std::move(terms)};
}

void Release::withdraw(Withdrawal withdrawal) {
    // By time, then by name, so that two devices that merge in either order hold the same one.
    auto const key = [](Withdrawal const& w) { return std::tie(w.at, w.by); };
    if (!withdrawal_ || key(withdrawal) < key(*withdrawal_)) withdrawal_ = std::move(withdrawal);
}

Result<Release, MergeError> merge(Release const& a, Release const& b) {
    if (a.id() != b.id() || a.person() != b.person()) return Fail{MergeError::kAnotherRelease};
    if (!same(a.terms(), b.terms())) return Fail{MergeError::kTermsDiffer};
    Release out = a;
    if (b.withdrawal()) out.withdraw(*b.withdrawal());
    return out;
}

Result<Disclosure, Refusal> disclose(Release const& release, Request request, MemberId by, Instant now) {
    if (std::optional<RefusalCode> const code = refusal(release, request, now))
        return Fail{Refusal{*code, {}}};
    std::vector<std::string> names;
    names.reserve(request.values.size());
    for (auto const& [field, value] : request.values) names.push_back(field);
    Split parts = split(release, names);
    for (std::string const& field : group_fields_of(request.values))
        if (!holds(release.group_fields(), field)) parts.uncovered.push_back(field);
    for (auto const& [name, one] : request.follows) {  // R12
        std::vector<std::string> const missing = split(release, one.from).uncovered;
        parts.uncovered.insert(parts.uncovered.end(), missing.begin(), missing.end());
        if (one.from.empty()) parts.uncovered.push_back(name);
    }
    std::sort(parts.uncovered.begin(), parts.uncovered.end());
    parts.uncovered.erase(std::unique(parts.uncovered.begin(), parts.uncovered.end()), parts.uncovered.end());
    if (!parts.uncovered.empty()) return Fail{Refusal{RefusalCode::kFieldNotCovered, parts.uncovered}};  // R9
    return Disclosure{release.id(), release.person(), std::move(request), by, now};
}

Result<Disclosure, Refusal> own_copy(PersonId person, std::map<std::string, Json> values, MemberId by,
                                     Instant now) {
    if (values.empty()) return Fail{Refusal{RefusalCode::kNothingToSend, {}}};
    return Disclosure{std::nullopt, person, Request{{}, std::nullopt, {}, std::move(values)}, by, now};
}

Split split(Release const& release, std::vector<std::string> const& fields) {
    Split out;
    for (std::string const& field : fields)
        (holds(release.fields(), field) ? out.covered : out.uncovered).push_back(field);
    return out;
}

std::string_view name(SignedHow how) noexcept {
    switch (how) {
        case SignedHow::kOnPaper:
            return "on_paper";
        case SignedHow::kOnScreen:
            return "on_screen";
        case SignedHow::kMarkWithWitness:
            return "mark_with_witness";
        case SignedHow::kByPhoneInterpreter:
            return "by_phone_interpreter";
    }
    return {};
}

std::string_view name(Signatory signatory) noexcept {
    switch (signatory) {
        case Signatory::kPerson:
            return "person";
        case Signatory::kGuardian:
            return "guardian";
    }
    return {};
}

std::string_view name(Answer answer) noexcept {
    switch (answer) {
        case Answer::kUnknown:
            return "unknown";
        case Answer::kNo:
            return "no";
        case Answer::kYes:
            return "yes";
    }
    return {};
}

std::string_view name(ProblemCode code) noexcept {
    switch (code) {
        case ProblemCode::kRequired:
            return "required";
        case ProblemCode::kTooLong:
            return "too_long";
        case ProblemCode::kTooMany:
            return "too_many";
        case ProblemCode::kMalformed:
            return "malformed";
        case ProblemCode::kWildcard:
            return "wildcard";
        case ProblemCode::kEndNotAfterStart:
            return "end_not_after_start";
        case ProblemCode::kTooLongAPeriod:
            return "too_long_a_period";
        case ProblemCode::kAlreadyEnded:
            return "already_ended";
        case ProblemCode::kGuardianForAdult:
            return "guardian_for_adult";
        case ProblemCode::kGuardianIsAccused:
            return "guardian_is_accused";
    }
    return {};
}

std::string_view name(RefusalCode code) noexcept {
    switch (code) {
        case RefusalCode::kWithdrawn:
            return "withdrawn";
        case RefusalCode::kNotYetInForce:
            return "not_yet_in_force";
        case RefusalCode::kEnded:
            return "ended";
        case RefusalCode::kOtherRecipient:
            return "other_recipient";
        case RefusalCode::kOtherPurpose:
            return "other_purpose";
        case RefusalCode::kNothingToSend:
            return "nothing_to_send";
        case RefusalCode::kFieldNotCovered:
            return "field_not_covered";
    }
    return {};
}

std::optional<SignedHow> signed_how_named(std::string_view wanted) noexcept {
    static constexpr std::array kAll{SignedHow::kOnPaper, SignedHow::kOnScreen, SignedHow::kMarkWithWitness,
                                     SignedHow::kByPhoneInterpreter};
    return named(kAll, wanted);
}
std::optional<Signatory> signatory_named(std::string_view wanted) noexcept {
    static constexpr std::array kAll{Signatory::kPerson, Signatory::kGuardian};
    return named(kAll, wanted);
}
std::optional<Answer> answer_named(std::string_view wanted) noexcept {
    static constexpr std::array kAll{Answer::kUnknown, Answer::kNo, Answer::kYes};
    return named(kAll, wanted);
}

}  // namespace amparo::consent
