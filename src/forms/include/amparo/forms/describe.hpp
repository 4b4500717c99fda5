// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A form for a screen, and its answers in another standard's words.
///
/// F14 An export map is explicit: what has no field or no code there is dropped and listed, never guessed.
/// That a
///     question has no answer is never exported as an answer.
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
