// SPDX-License-Identifier: AGPL-3.0-or-later
#include "drafts.hpp"

#include "session.hpp"

#include <algorithm>
#include <array>

namespace amparo::engine {
namespace {

constexpr std::string_view kNoAnswer = "no_answer";
constexpr std::array<std::string_view, 4> kPlaceKeys{"latitude", "longitude", "area", kNoAnswer};

bool has_key(forms::Field const& field, std::string_view key) {
    if (field.type == forms::Type::kPlace)
        return std::find(kPlaceKeys.begin(), kPlaceKeys.end(), key) != kPlaceKeys.end();
    return key == kNoAnswer;
}

/// Where in the answer stands something that the form has no place for.
std::optional<std::string> misplaced(forms::Field const& field, Json const& value, std::string const& place);

std::optional<std::string> misplaced_in_item(forms::Field const& group, Json const& item,
                                             std::string const& place) {
    if (!item.is_object()) return item.is_array() ? std::optional{place} : std::nullopt;
    for (auto const& [key, value] : item.items()) {
        std::string const inner = place + "." + key;
        forms::Field const* const at = forms::find_field(group.fields, key);
        if (at == nullptr) return inner;
        if (auto found = misplaced(*at, value, inner); found) return found;
    }
    return std::nullopt;
}

std::optional<std::string> misplaced(forms::Field const& field, Json const& value, std::string const& place) {
    if (value.is_object()) {
        for (auto const& [key, inner] : value.items())
            if (inner.is_structured() || !has_key(field, key)) return place + "." + key;
        return std::nullopt;
    }
    if (!value.is_array()) return std::nullopt;
    for (std::size_t i = 0; i < value.size(); ++i) {
        std::string const item = place + "[" + std::to_string(i) + "]";
        if (field.type != forms::Type::kGroup) {
            if (value[i].is_structured()) return item;
        } else if (auto found = misplaced_in_item(field, value[i], item); found) {
            return found;
        }
    }
    return std::nullopt;
}

Fail<Failure> not_held(Part part, std::string field) {
    return refused("your role does not hold the part \"" + std::string{name(part)} + "\"", std::move(field),
                   "leave this field to a colleague who does");
}

}  // namespace

Result<std::map<Part, Json>, Failure> draft_by_part(forms::Form const& form, Json const& data, Parts mine) {
    if (codec::to_text(data).size() > form.data_bytes_max())
        return refused("this is too large for one record; nothing was kept", "data", "split it");
    std::map<Part, Json> out;
    for (auto const& [key, value] : data.items()) {
        forms::Field const* const field = form.find(key);
        std::string const place = "data." + key;
        if (field == nullptr) return usage("there is no such field in this form", place, "see form show");
        if (!mine.contains(field->part)) return not_held(field->part, place);
        if (auto found = misplaced(*field, value, place); found)
            return usage("this form has no place for this", std::move(*found), "see form show");
        out.emplace(field->part, Json::object()).first->second[key] = value;
    }
    for (forms::Field const& field : form.fields)
        if (out.empty() && mine.contains(field.part)) out.emplace(field.part, Json::object());
    if (out.empty()) return not_held(form.fields.front().part, "kind");
    return out;
}

Json draft_body(KeptDraft const& about, Json const& fields) {
    Json out{{"kind", about.kind}, {"data", fields}};
    if (about.of) {
        out["of"] = about.of->text();
        out["base"] = about.base;
    }
    if (about.person) out["person"] = about.person->text();
    return out;
}

bool take_draft_body(KeptDraft& draft, Part part, Json const& body) {
    if (!codec::list_at(body, "data").is_object()) return false;
    draft.bodies.insert_or_assign(part, body);
    draft.kind = codec::string_or(body, "kind");
    auto const of = RecordId::parse(codec::text_at(body, "of").value_or(""));
    draft.of = of.ok() ? std::optional{of.value()} : std::nullopt;
    auto const person = PersonId::parse(codec::text_at(body, "person").value_or(""));
    draft.person = person.ok() ? std::optional{person.value()} : std::nullopt;
    draft.base = Json::array();
    for (Json const& revision : codec::list_at(body, "base"))
        if (revision.is_string()) draft.base.push_back(revision);
    return true;
}

Json draft_data(forms::Form const& form, KeptDraft const& draft) {
    Json out = Json::object();
    for (auto const& [part, body] : draft.bodies)
        for (auto const& [key, value] : codec::list_at(body, "data").items())
            if (forms::Field const* const field = form.find(key); field != nullptr && field->part == part)
                out[key] = value;
    return out;
}

}  // namespace amparo::engine
