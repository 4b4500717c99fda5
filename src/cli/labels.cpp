// SPDX-License-Identifier: AGPL-3.0-or-later
#include "labels.hpp"

#include "amparo/cli/page.hpp"
#include "amparo/cli/words.hpp"

#include <algorithm>

namespace amparo::cli {
namespace {

Json const* field_named(Json const& fields, std::string_view name) {
    for (Json const& field : fields)
        if (codec::text_at(field, "name") == name) return &field;
    return nullptr;
}

std::string joined(std::string out, std::string const& more, std::string_view between) {
    if (more.empty()) return out;
    return out.empty() ? more : out + std::string{between} + more;
}

}  // namespace

Kinds::Kinds(Run& run) {
    auto const forms = run.call("form.list", Json::object());
    if (!forms.ok()) return;
    std::string_view const label = run.language() == Language::kSpanish ? "label_es" : "label";
    for (Json const& form : codec::list_at(forms.value(), "forms"))
        labels_.emplace(codec::string_or(form, "form"), printable(codec::string_or(form, label)));
}

std::string Kinds::of(std::string_view kind) const {
    auto const at = labels_.find(kind);
    return at == labels_.end() ? std::string{kind} : at->second;
}

std::string named(std::string const& name, std::string_view id) {
    if (id.empty()) return printable(name);
    return name.empty() ? std::string{id} : printable(name) + " (" + std::string{id} + ")";
}

Labels::Labels(Run& run, std::string_view kind) : kind_{kind}, language_{run.language()} {
    auto form = run.call("form.show", Json{{"form", kind}, {"language", name(language_)}});
    if (form.ok()) form_ = std::move(form).value();
}

std::string Labels::kind() const {
    return codec::string_or(form_, "label", kind_);
}

std::string Labels::label(std::string_view field) const {
    Json const* const declared = field_named(codec::list_at(form_, "fields"), field);
    return declared == nullptr ? std::string{field} : codec::string_or(*declared, "label", field);
}

std::string Labels::value(std::string_view field, Json const& value) const {
    return in_words(field_named(codec::list_at(form_, "fields"), field), value);
}

std::vector<std::string> Labels::order(Json const& data) const {
    std::vector<std::string> out;
    for (Json const& field : codec::list_at(form_, "fields"))
        if (std::string const name = codec::string_or(field, "name"); data.contains(name))
            out.push_back(name);
    for (auto const& [name, value] : data.items())
        if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    return out;
}

std::string Labels::code_in_words(Json const* field, std::string const& code) const {
    for (Json const& none : codec::list_at(form_, "no_answers"))
        if (codec::text_at(none, "code") == code) return codec::string_or(none, "label");
    if (field == nullptr) return code;
    Json const& own = codec::list_at(*field, "options");
    Json const& shared =
        codec::list_at(codec::list_at(form_, "vocabularies"), codec::string_or(*field, "vocabulary"));
    for (Json const* list : {&own, &shared})
        for (Json const& term : *list)
            if (codec::text_at(term, "code") == code) return codec::string_or(term, "label");
    return code;
}

std::string Labels::in_words(Json const* field, Json const& value) const {
    if (value.is_string()) {
        std::string const text = value.get<std::string>();
        bool const is_coded =
            field != nullptr && (field->contains("options") || field->contains("vocabulary"));
        if (is_coded) return code_in_words(field, text);
        return names_.contains(text) ? named(codec::string_or(names_, text), text) : moment(text);
    }
    if (value.is_boolean() || value.is_number()) return codec::to_text(value);
    if (value.is_null()) return "–";
    if (auto const none = codec::text_at(value, "no_answer"); none)
        return code_in_words(nullptr, std::string{*none});
    std::string out;
    if (value.is_array()) {
        bool const has_rows =
            std::any_of(value.begin(), value.end(), [](Json const& item) { return item.is_object(); });
        for (Json const& item : value)
            out = joined(std::move(out), in_words(field, item), has_rows ? "\n" : ", ");
    } else if (value.is_object()) {
        if (auto const latitude = value.find("latitude");
            latitude != value.end() && value.contains("longitude")) {
            out = joined(codec::string_or(value, "area"),
                         codec::to_text(*latitude) + ", " + codec::to_text(value["longitude"]), ", ");
            return out;
        }
        if (auto const area = codec::text_at(value, "area"); area && value.size() == 1)
            return std::string{*area};
        Json const& inner = field == nullptr ? codec::list_at(value, "") : codec::list_at(*field, "fields");
        for (auto const& [key, one] : value.items()) {
            Json const* const declared = field_named(inner, key);
            std::string const label = declared == nullptr ? key : codec::string_or(*declared, "label", key);
            out = joined(std::move(out), label + ": " + in_words(declared, one), "; ");
        }
    }
    return out;
}

}  // namespace amparo::cli
