// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A form for a screen, and its answers in a letter's words and in another standard's.
///
/// F14 An export map is explicit: what has no field or no code there is dropped and listed, never guessed.
///     That a question has no answer is never exported as an answer.
#include "amparo/base/instant.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/forms/form.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amparo::forms {

/// In one language, with every list it uses:
/// {"name", "version", "label", "about", "fields": [...], "vocabularies": {name: [{"code", "label"}]},
///  "no_answers": [...]}.
[[nodiscard]] Json describe(Form const& form, std::string_view language);

/// A normalised value as a person reads it in a letter: codes by their labels, dates written out, a group as
/// "label: value, label: value; …". Empty where there are no words: a link (an id tells nobody anything),
/// null, what the field can't hold. Of a place only the area; coordinates are "a place on the map". An hour is that of
/// the place whose offset is given, with it behind: "13:30 (UTC-05:00)"; without one, of UTC.
[[nodiscard]] std::string in_words(Field const& field, Json const& value, std::string_view language,
                                   UtcOffset const& offset = {});

enum class DropReason : std::uint8_t {
    kNoField,   ///< The standard has no field for it, or none is mapped.
    kNoCode,    ///< The standard has no code for this answer.
    kNoAnswer,  ///< Unknown, declined or not asked: the standard can't say so.
    kForm,      ///< The standard wants another form than the answer has (a phone number not in E.164).
};
[[nodiscard]] std::string_view name(DropReason reason) noexcept;

struct Dropped {
    std::string field;  ///< As in Problem::field.
    DropReason reason = DropReason::kNoField;
};
struct Exported {
    Json fields = Json::object();  ///< The standard's field names; lists where an answer is several.
    std::vector<Dropped> dropped;
};
[[nodiscard]] Exported export_as(Form const& form, Json const& data, std::string_view standard);

}  // namespace amparo::forms
