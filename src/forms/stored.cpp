// SPDX-License-Identifier: AGPL-3.0-or-later
// What is read out of data that was validated before it was stored.
#include "amparo/forms/validate.hpp"
#include "checks.hpp"

#include <optional>
#include <utility>

namespace amparo::forms {
namespace {

constexpr std::size_t kTitleLengthMax = 80;

void add_text(Field const& field, Json const& value, SearchTerms& out) {
    if (!value.is_string()) return;
    switch (field.search) {
        case Search::kNone:
            return;
        case Search::kName:
            out.names.push_back(value.get<std::string>());
            return;
        case Search::kText:
            out.texts.push_back(value.get<std::string>());
            return;
        case Search::kPhone:
            out.phones.push_back(value.get<std::string>());
            return;
    }
}

void add_terms(std::vector<Field> const& fields, Json const& data, SearchTerms& out) {
    for (Field const& field : fields) {
        Json const* const value = codec::find(data, field.name);
        if (value == nullptr) continue;
        if (!value->is_array()) {
            add_text(field, *value, out);
            continue;
        }
        for (Json const& item : *value) {
            if (field.type == Type::kGroup) {
                add_terms(field.fields, item, out);
            } else {
                add_text(field, item, out);
            }
        }
    }
}

void add_links(std::vector<Field> const& fields, Json const& data, std::string const& place,
               std::vector<LinkFound>& out) {
    for (Field const& field : fields) {
        Json const* const value = codec::find(data, field.name);
        if (value == nullptr) continue;
        std::string const here = under(place, field.name);
        auto const add = [&](Json const& id, std::string where) {
            if (id.is_string())
                out.push_back({std::move(where), id.get<std::string>(), field.link_to, field.link_kind});
        };
        if (field.type == Type::kLink) add(*value, here);
        if (!value->is_array()) continue;
        for (std::size_t i = 0; i < value->size(); ++i) {
            if (field.type == Type::kLinks) add((*value)[i], at(here, i));
            if (field.type == Type::kGroup) add_links(field.fields, (*value)[i], at(here, i), out);
        }
    }
}

}  // namespace

std::map<Part, Json> split_by_part(Form const& form, Json const& data) {
    std::map<Part, Json> out;
    for (Field const& field : form.fields) {
        Json const* const value = codec::find(data, field.name);
        if (value != nullptr) out.try_emplace(field.part, Json::object()).first->second[field.name] = *value;
    }
    return out;
}

SearchTerms search_terms(Form const& form, Json const& data) {
    SearchTerms out;
    add_terms(form.fields, data, out);
    return out;
}

std::string title(Form const& form, Json const& data) {
    std::optional<std::string_view> const text = codec::text_at(data, form.title);
    Field const* const field = form.find(form.title);
    if (!text || field == nullptr || (is_coded(field->type) && is_no_answer(*text))) return {};
    std::string_view const line = text->substr(0, text->find('\n'));
    return std::string{trimmed(first_code_points(line, kTitleLengthMax))};
}

std::vector<LinkFound> links(Form const& form, Json const& data) {
    std::vector<LinkFound> out;
    add_links(form.fields, data, {}, out);
    return out;
}

}  // namespace amparo::forms
