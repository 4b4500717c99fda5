// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/registry.hpp"

#include "amparo/base/check.hpp"
#include "amparo_embedded/amparo_forms.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace amparo::forms {
namespace {

void compare_codes(Field const& old, Field const& now, std::string const& place, Problems& problems) {
    if (old.vocabulary == nullptr || now.vocabulary == nullptr) return;
    for (Term const& term : old.vocabulary->terms()) {
        if (now.vocabulary->find(term.code) != nullptr) continue;
        problems.push_back({ProblemCode::kChangedField, place,
                            "A code that records already hold, \"" + term.code + "\", is missing.",
                            "Keep the code; its words may change."});
    }
}

void compare_fields(std::vector<Field> const& old, std::vector<Field> const& now, std::string const& place,
                    Problems& problems) {
    for (Field const& before : old) {
        Field const* const after = find_field(now, before.name);
        std::string const here = place.empty() ? before.name : place + "." + before.name;
        if (after == nullptr) {
            problems.push_back({ProblemCode::kChangedField, here,
                                "\"" + before.name + "\" is missing, and records already hold it.",
                                "Keep the field; it need not be required."});
            continue;
        }
        if (after->type != before.type)
            problems.push_back({ProblemCode::kChangedField, here,
                                "The type of \"" + before.name + "\" changed.",
                                "Keep it, and add a field of another name."});
        if (after->part != before.part)
            problems.push_back(
                {ProblemCode::kChangedField, here, "The part of \"" + before.name + "\" changed.",
                 "Keep it: who may read what is recorded must not change behind anyone's back."});
        if (before.confidential && !after->confidential)
            problems.push_back({ProblemCode::kChangedField, here,
                                "\"" + before.name + "\" is not confidential any more.",
                                "Keep it: it was answered because it would not leave."});
        if (before.is_protected && !after->is_protected)
            problems.push_back({ProblemCode::kChangedField, here,
                                "\"" + before.name + "\" is not protected any more.",
                                "Keep it: two accounts of it are settled by a person."});
        compare_codes(before, *after, here, problems);
        compare_fields(before.fields, after->fields, here, problems);
    }
}

Problems compare(Form const& old, Form const& now) {
    Problems problems;
    if (now.version <= old.version)
        problems.push_back({ProblemCode::kOldVersion, "version",
                            "This is not newer than the version in use, " + std::to_string(old.version) + ".",
                            "Give it a higher number."});
    if (now.about_person != old.about_person || now.starts_person != old.starts_person)
        problems.push_back({ProblemCode::kChangedField, "about_person",
                            "A new version stays about a person, or not, and begins one, or not, as before.",
                            "Make it a form of another name."});
    compare_fields(old.fields, now.fields, {}, problems);
    return problems;
}

bool is_below(std::string_view path, std::string_view folder) noexcept {
    return path.substr(0, folder.size()) == folder;
}

/// Lists whose codes no rule reads (F21).
constexpr std::array<std::string_view, 7> kOpenLists{
    "genders", "immigration_statuses", "needs", "populations", "pronouns", "reached_by", "sectors"};

/// F15: fields that were moved, where they lie now, whatever a declaration made before says.
Json moved_along(Json declaration, Form const& known) {
    Json* const fields =
        declaration.is_object() && declaration.contains("fields") ? &declaration["fields"] : nullptr;
    if (fields == nullptr || !fields->is_array()) return declaration;
    for (Json& field : *fields) {
        Field const* const moved = known.find(codec::string_or(field, "name"));
        auto const part = part_named(codec::string_or(field, "part"));
        if (moved == nullptr || !part || moved->was_in == Parts{}) continue;
        if (*part != moved->part && !moved->was_in.contains(*part)) continue;
        field["part"] = amparo::name(moved->part);
        field["was_in"] = Json::array();
        for (Part const before : kAllParts)
            if (moved->was_in.contains(before)) field["was_in"].push_back(amparo::name(before));
    }
    return declaration;
}

Problems compare_moves(Form const* known, Form const& now) {
    Problems out;
    for (Field const& field : now.fields) {
        Field const* const before = known == nullptr ? nullptr : known->find(field.name);
        if (field.was_in != (before == nullptr ? Parts{} : before->was_in))
            out.push_back({ProblemCode::kBadValue, field.name + ".was_in",
                           "Only forms that ship with Amparo say where a field lay before.", "Remove it."});
    }
    return out;
}

Json shipped(std::string_view text) {
    Result<Json, codec::JsonError> parsed = codec::parse_json(text);
    AMPARO_CHECK(parsed.ok());
    return std::move(parsed).value();
}

}  // namespace

Registry::Registry() {
    for (embedded::File const& file : embedded::amparo_forms()) {
        if (!is_below(file.path, "data/vocabularies/")) continue;
        auto parsed = Vocabulary::parse(shipped(file.text));
        auto* const vocabulary = std::get_if<Vocabulary>(&parsed);
        AMPARO_CHECK(vocabulary != nullptr);
        std::string its_name = vocabulary->name();
        vocabularies_[std::move(its_name)] = std::make_shared<Vocabulary const>(std::move(*vocabulary));
    }
    for (embedded::File const& file : embedded::amparo_forms()) {
        if (!is_below(file.path, "data/forms/")) continue;
        auto parsed = Form::parse(shipped(file.text), vocabularies_);
        auto* const form = std::get_if<Form>(&parsed);
        AMPARO_CHECK(form != nullptr);
        std::string its_name = form->name;
        forms_[std::move(its_name)] = {std::make_shared<Form const>(std::move(*form)), false};
    }
}

Problems Registry::add(Json const& declaration) {
    Form const* const known = find(codec::string_or(declaration, "name"));
    auto parsed =
        Form::parse(known == nullptr ? declaration : moved_along(declaration, *known), vocabularies_);
    if (auto* const problems = std::get_if<Problems>(&parsed)) return std::move(*problems);
    Form& form = *std::get_if<Form>(&parsed);
    if (Problems problems = compare_moves(known, form); !problems.empty()) return problems;
    if (form.behaviour)
        return {{ProblemCode::kBadValue, "behaviour",
                 "Only forms that ship with Amparo have rules of their own.", "Remove it."}};
    if (auto const old = forms_.find(form.name); old != forms_.end()) {
        if (old->second.form->declaration == form.declaration) return {};
        if (old->second.form->behaviour)
            return {{ProblemCode::kTaken, "name", "A form of this name has rules of its own in Amparo.",
                     "Choose another name."}};
        if (Problems problems = compare(*old->second.form, form); !problems.empty()) return problems;
    }
    std::string its_name = form.name;
    forms_[std::move(its_name)] = {std::make_shared<Form const>(std::move(form)), true};
    return {};
}

bool Registry::is_open(std::string_view vocabulary) noexcept {
    return std::find(kOpenLists.begin(), kOpenLists.end(), vocabulary) != kOpenLists.end();
}

Problems Registry::set_term(std::string_view vocabulary, std::string_view code, Json const& labels,
                            bool is_retired) {
    auto const list = vocabularies_.find(vocabulary);
    if (list == vocabularies_.end())
        return {{ProblemCode::kBadValue, "vocabulary", "There is no such list.", "See vocabulary list."}};
    if (!is_open(vocabulary)) {
        if (list->second->find(code) == nullptr)
            return {{ProblemCode::kBadValue, "code", "Rules read this list, so it takes no code of your own.",
                     "Its words may change."}};
        if (is_retired)
            return {{ProblemCode::kBadValue, "retired", "Rules read this list, so its codes stay.",
                     "Its words may change."}};
    }
    auto changed = list->second->with(code, labels, is_retired);
    if (auto* const problems = std::get_if<Problems>(&changed)) return std::move(*problems);
    list->second = std::make_shared<Vocabulary const>(std::move(*std::get_if<Vocabulary>(&changed)));
    // Every field that offers the list holds on to it, so the forms are read anew.
    for (auto& [its_name, entry] : forms_) {
        auto parsed = Form::parse(entry.form->declaration, vocabularies_);
        auto* const form = std::get_if<Form>(&parsed);
        AMPARO_CHECK(form != nullptr);
        entry.form = std::make_shared<Form const>(std::move(*form));
    }
    return {};
}

Field const* Registry::find_field(std::string_view named) const noexcept {
    auto const dot = named.find('.');
    Form const* const form = dot == std::string_view::npos ? nullptr : find(named.substr(0, dot));
    return form == nullptr ? nullptr : form->find(named.substr(dot + 1));
}

Form const* Registry::find(std::string_view name) const noexcept {
    auto const found = forms_.find(name);
    return found == forms_.end() ? nullptr : found->second.form.get();
}

std::vector<Form const*> Registry::all() const {
    std::vector<Form const*> out;
    for (auto const& [its_name, entry] : forms_) out.push_back(entry.form.get());
    return out;
}

bool Registry::is_own(std::string_view name) const noexcept {
    auto const found = forms_.find(name);
    return found != forms_.end() && found->second.own;
}

}  // namespace amparo::forms
