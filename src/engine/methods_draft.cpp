// SPDX-License-Identifier: AGPL-3.0-or-later
// draft.*: what is typed and not finished (rules W1-W5 in drafts.hpp).
#include "bundle.hpp"
#include "drafts.hpp"

#include "amparo/forms/validate.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::size_t kDraftsMax = 1000;

Json with_kind(std::string const& kind, Json const& data) {
    Json out = Json::object();
    for (auto const& [field, value] : data.items()) out[kind + "." + field] = value;
    return out;
}

Json without_kind(std::string const& kind, Json const& fields) {
    Json out = Json::object();
    if (!fields.is_object()) return out;
    for (auto const& [named, value] : fields.items())
        if (named.rfind(kind + ".", 0) == 0) out[named.substr(kind.size() + 1)] = value;
    return out;
}

}  // namespace

Json Engine::Session::draft_row(projection::RecordView const& draft) const {
    Json const& stored = draft.state.fields;
    std::string const kind = codec::string_or(stored, "of_kind");
    forms::Form const* const form = forms_.find(kind);
    Json const data = without_kind(kind, codec::list_at(bundle_in(stored, "content"), "fields"));
    Json out{{"draft", draft.id.text()}, {"kind", kind}, {"saved", text(draft.updated)}, {"title", ""}};
    if (form != nullptr) out["title"] = codec::string_or(data, form->title);
    if (draft.person) {
        out["person"] = draft.person->text();
        if (out["title"] == "") out["title"] = chosen_name(*draft.person);
    }
    if (auto const of = codec::text_at(stored, "of"); of) out["of"] = *of;
    auto const history = projection_->history(draft.id);
    if (!history.empty()) out["author"] = member_name(history.front().entry.author);
    return out;
}

bool Engine::Session::is_my_draft(projection::RecordView const& draft) const {
    auto const history = projection_->history(draft.id);
    return !draft.state.fields.empty() && !history.empty() &&
           history.front().entry.author == vault_.keys().member;
}

/// The kind, the record being changed and what was typed, as the draft's own fields.
Answer Engine::Session::draft_content(Json const& params) const {
    std::string const kind = codec::string_or(params, "kind");
    forms::Form const* const form = forms_.find(kind);
    if (form == nullptr) return usage("there is no form for this kind of record", "kind", "see form list");
    if (form->behaviour)
        return refused("records of this kind are made by their own command", "kind", "see amparo help");
    Json const& data = codec::list_at(params, "data");
    for (auto const& [field, value] : data.items()) {
        forms::Field const* const declared = form->find(field);
        if (declared == nullptr)
            return usage("there is no such field in this form", "data." + field, "see form show");
        AMPARO_DO(holds(declared->part, "data." + field));
    }
    Json out{{"of_kind", kind}};
    if (params.contains("of")) {
        AMPARO_TRY(auto const of, record_of_kind(params, "of", kind));
        out["of"] = of.id.text();
        out["base"] = Json::array();
        Json const& base = codec::list_at(params, "base");
        if (base.empty())
            for (RevisionId const& head : of.state.heads) out["base"].push_back(head.text());
        else
            out["base"] = base;
    }
    put_bundle(out, "content", Json{{"fields", with_kind(kind, data)}}, forms_);
    if (codec::to_text(out).size() > forms::kDataBytesMax)
        return refused("this is too large for one record; nothing was kept", "data", "split it");
    return out;
}

Answer Engine::Session::draft_save(Json const& params) {
    AMPARO_TRY(auto content, draft_content(params));
    if (!params.contains("draft")) {
        AMPARO_TRY(auto about, person(params));
        if (params.contains("of")) {
            AMPARO_TRY(auto const of, record(params, "of"));
            about = of.person;
        }
        AMPARO_TRY(auto change, own_record(kDraftKind, about, content));
        std::string const id = change.record.text();
        AMPARO_DO(write({std::move(change)}));
        events_.push_back(Json{{"event", "draft.changed"}, {"draft", id}});
        return Json{{"draft", id}, {"saved", text(now())}};
    }
    AMPARO_TRY(auto const view, record_of_kind(params, "draft", kDraftKind));
    if (!is_my_draft(view)) return refused("this draft is a colleague's, or gone", "draft");
    // What is in no field any more is not in the draft any more either.
    for (auto const& [field, value] : view.state.fields.items())
        if (!content.contains(field)) content[field] = nullptr;
    AMPARO_TRY(auto change, change_of(view, content, revisions::Op::kUpdate, view.state.heads));
    AMPARO_DO(write({std::move(change)}));
    events_.push_back(Json{{"event", "draft.changed"}, {"draft", view.id.text()}});
    return Json{{"draft", view.id.text()}, {"saved", text(now())}};
}

std::vector<projection::RecordView> Engine::Session::my_drafts() const {
    projection::Filter filter;
    filter.kind = kDraftKind;
    filter.limit = kDraftsMax;
    auto drafts = records(filter);
    std::erase_if(drafts, [&](projection::RecordView const& d) { return !is_my_draft(d); });
    return drafts;
}

Answer Engine::Session::draft_list(Json const&) {
    Json out = Json::array();
    for (projection::RecordView const& draft : my_drafts()) out.push_back(draft_row(draft));
    return Json{{"drafts", std::move(out)}};
}

Answer Engine::Session::draft_show(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "draft", kDraftKind));
    if (!is_my_draft(view)) return not_found("there is no such draft", "draft", "see draft list");
    Json out = draft_row(view);
    if (Json const* const base = codec::find(view.state.fields, "base"); base != nullptr) out["base"] = *base;
    out["data"] = without_kind(codec::string_or(out, "kind"),
                               codec::list_at(bundle_in(view.state.fields, "content"), "fields"));
    return out;
}

/// W4. The account of the draft's erasure, to be written with what takes its place.
Result<std::vector<Engine::Session::Change>, Failure> Engine::Session::end_of_draft(Json const& params) {
    if (!params.contains("draft")) return std::vector<Change>{};
    AMPARO_TRY(auto const view, record_of_kind(params, "draft", kDraftKind));
    if (!is_my_draft(view)) return not_found("there is no such draft", "draft", "see draft list");
    return erasures_of(view, std::nullopt, vault_.entries_of(view.id, std::nullopt), "draft");
}

Answer Engine::Session::draft_discard(Json const& params) {
    AMPARO_TRY(auto ended, end_of_draft(params));
    AMPARO_DO(write(std::move(ended)));
    events_.push_back(Json{{"event", "draft.changed"}, {"draft", codec::string_or(params, "draft")}});
    return Json::object();
}

}  // namespace amparo::engine
