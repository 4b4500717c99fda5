// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What is filled in, checked against its form.
///
/// F6  Every question has, besides its answers, unknown, declined and not_asked. They are kept apart from
///     answers and from each other. Coded types store the bare code (also in place of a list); other types
///     store {"no_answer": code}. Both spellings are accepted. Having asked is enough for `required`, except
///     in a form about no person: an organisation's name is described, not asked.
/// F7  A field the form does not declare is refused, with the nearest name that it does declare.
/// F8  Text, lists, numbers and the whole are bounded, and a bound is checked before work is done. Forms with
///     behaviour have wider bounds, since only the engine fills them in.
/// F9  A question that does not apply takes no answer.
/// F10 An update checks what it names. null clears; what is required is not cleared; conditions look at the
///     record as it will be. What a change makes inapplicable stays as it was recorded.
/// F11 A problem names the field and the mend, never what was filled in: messages reach logs and screens.
/// F12 What comes out normalised goes in again unchanged.
/// F13 Each field lies in exactly one part.
#include "amparo/base/instant.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/forms/form.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace amparo::forms {

enum class Mode : std::uint8_t { kCreate, kUpdate };

struct Validated {
    Json data = Json::object();  ///< Normalised; what had a problem is left out.
    Problems problems;
    [[nodiscard]] bool ok() const noexcept { return problems.empty(); }
};

/// `current` is the record before an update. `today` is the last day that it is today anywhere (F23); none: no day is too
/// late.
[[nodiscard]] Validated validate(Form const& form, Json const& data, Mode mode,
                                 Json const& current = Json::object(),
                                 std::optional<Date> const& today = std::nullopt);

/// Nothing, or why there is none: "unknown", "declined", "not_asked".
[[nodiscard]] std::optional<std::string_view> no_answer(Json const& value) noexcept;
/// There is an answer: neither missing nor null nor unknown, declined or not asked.
[[nodiscard]] bool is_answered(Json const& data, std::string_view field) noexcept;

/// Whether the question applies to what was filled in (F9).
[[nodiscard]] bool applies(Field const& field, Json const& data);

// The following take normalised data; what they do not understand they pass over.

[[nodiscard]] std::map<Part, Json> split_by_part(Form const& form, Json const& data);

struct SearchTerms {
    std::vector<std::string> names;
    std::vector<std::string> texts;
    std::vector<std::string> phones;
};
[[nodiscard]] SearchTerms search_terms(Form const& form, Json const& data);

/// What a list shows for the record: one line, 80 code points at most; empty if the title has no answer.
[[nodiscard]] std::string title(Form const& form, Json const& data);

struct LinkFound {
    std::string field;
    std::string id;
    LinkTo to = LinkTo::kRecord;
    std::string kind;  ///< That the record must be of; empty: any.
};
/// Every record and person the data points to, for the caller to look up.
[[nodiscard]] std::vector<LinkFound> links(Form const& form, Json const& data);

}  // namespace amparo::forms
