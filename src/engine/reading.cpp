// SPDX-License-Identifier: AGPL-3.0-or-later
// Records as a host shows them.
#include "session.hpp"

#include <algorithm>

namespace amparo::engine {

Result<projection::RecordView, Failure> Engine::Session::record(Json const& params,
                                                                std::string_view key) const {
    auto const id = RecordId::parse(codec::text_at(params, key).value_or(""));
    auto found = id.ok() ? projection_->record(id.value()) : std::nullopt;
    if (!found)
        return not_found("there is no such record", std::string{key}, "find it with search or record list");
    return std::move(*found);
}

Result<projection::RecordView, Failure> Engine::Session::record_of_kind(Json const& params,
                                                                        std::string_view key,
                                                                        std::string_view kind) const {
    AMPARO_TRY(auto view, record(params, key));
    if (view.kind != kind)
        return usage("this is not a record of kind " + std::string{kind}, std::string{key});
    return view;
}

Result<std::optional<PersonId>, Failure> Engine::Session::person(Json const& params,
                                                                 std::string_view key) const {
    auto const text = codec::text_at(params, key);
    if (!text) return std::optional<PersonId>{};
    if (auto const id = PersonId::parse(*text); id.ok()) {
        if (!knows(id.value()))
            return not_found("there is no such person", std::string{key}, "find them with search");
        return std::optional<PersonId>{id.value()};
    }
    AMPARO_TRY(auto const view, record(params, key));
    if (!view.person) return usage("this record is about no person", std::string{key});
    return view.person;
}

bool Engine::Session::knows(PersonId const& person) const {
    projection::Filter filter;
    filter.person = person;
    filter.limit = 1;
    return !projection_->list(filter).empty();
}

Json Engine::Session::visible(std::string_view kind, Json const& fields) const {
    forms::Form const* const form = forms_.find(kind);
    if (form == nullptr) return fields;
    Json out = fields;
    for (forms::Field const& field : form->fields)
        if (field.engine_only) out.erase(field.name);
    return out;
}

Json Engine::Session::conflicts_of(projection::RecordView const& view) const {
    Json out = Json::array();
    for (revisions::Conflict const& conflict : view.state.conflicts) {
        if (visible(view.kind, Json{{conflict.field, true}}).empty()) continue;
        Json values = Json::array();
        for (revisions::ConflictValue const& v : conflict.values)
            values.push_back(Json{{"value", v.value},
                                  {"revision", v.revision.text()},
                                  {"author", member_name(v.author)},
                                  {"time", text(v.time)}});
        out.push_back(Json{{"field", conflict.field}, {"values", std::move(values)}});
    }
    return out;
}

Json Engine::Session::row(projection::RecordRow const& r) const {
    Json out{{"id", r.id.text()},
             {"kind", r.kind},
             {"title", r.title},
             {"created", text(r.created)},
             {"updated", text(r.updated)}};
    if (r.person) out["person"] = r.person->text();
    return out;
}

Json Engine::Session::shown(projection::RecordView const& view) const {
    Json out{{"id", view.id.text()},
             {"kind", view.kind},
             {"title", view.title},
             {"data", visible(view.kind, view.state.fields)},
             {"conflicts", conflicts_of(view)},
             {"created", text(view.created)},
             {"updated", text(view.updated)},
             {"sealed", Json::array()},
             {"heads", Json::array()}};
    if (view.person) out["person"] = view.person->text();
    for (Part const part : kAllParts)
        if (view.sealed.contains(part)) out["sealed"].push_back(name(part));
    for (RevisionId const& head : view.state.heads) out["heads"].push_back(head.text());
    if (Json names = names_in(out["data"]); !names.empty()) out["names"] = std::move(names);
    return out;
}

std::string Engine::Session::name_of(std::string_view id) const {
    if (auto const member = MemberId::parse(id); member.ok()) return member_name(member.value());
    if (auto const who = PersonId::parse(id); who.ok()) return chosen_name(who.value());
    auto const record = RecordId::parse(id);
    auto const view = record.ok() ? projection_->record(record.value()) : std::nullopt;
    if (!view) return {};
    forms::Form const* const form = forms_.find(view->kind);
    forms::Field const* const title = form == nullptr ? nullptr : form->find(form->title);
    bool const is_words = title == nullptr || (title->type == forms::Type::kText && !title->vocabulary);
    if (is_words && !view->title.empty()) return view->title;
    return view->person ? chosen_name(*view->person) : std::string{};
}

Json Engine::Session::names_in(Json const& data) const {
    Json out = Json::object();
    if (data.is_string()) {
        auto const& id = data.get_ref<std::string const&>();
        if (std::string name = name_of(id); !name.empty()) out[id] = std::move(name);
    } else if (data.is_structured()) {
        for (Json const& one : data) out.update(names_in(one));
    }
    return out;
}

std::vector<projection::RecordView> Engine::Session::records(projection::Filter const& filter) const {
    std::vector<projection::RecordView> out;
    for (projection::RecordRow const& r : projection_->list(filter))
        if (auto view = projection_->record(r.id); view) out.push_back(std::move(*view));
    return out;
}

std::vector<projection::RecordView> Engine::Session::records_of(PersonId const& person,
                                                                std::string_view kind) const {
    projection::Filter filter;
    filter.kind = kind;
    filter.person = person;
    filter.limit = 1000;
    return records(filter);
}

std::string Engine::Session::chosen_name(PersonId const& person) const {
    for (std::string_view kind : {"person_details", "contact"})
        for (projection::RecordView const& view : records_of(person, kind))
            if (auto const name = codec::text_at(view.state.fields, "chosen_name"); name && !name->empty())
                return std::string{*name};
    return {};
}

}  // namespace amparo::engine
