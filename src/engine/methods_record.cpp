// SPDX-License-Identifier: AGPL-3.0-or-later
// form.*, record.*, person.*, search, finding.assess: what was said, by whom, and finding it again.
#include "bundle.hpp"
#include "documents.hpp"
#include "drafting.hpp"
#include "shelter_view.hpp"

#include "amparo/base/check.hpp"
#include "amparo/casework/finding_json.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/forms/describe.hpp"
#include "amparo/forms/validate.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace amparo::engine {
namespace {

std::size_t limit_in(Json const& params, std::size_t otherwise) {
    return static_cast<std::size_t>(
        codec::int_at(params, "limit").value_or(static_cast<std::int64_t>(otherwise)));
}

/// The account of what was disclosed, published and erased stays, and so does a form that records were made with; of a
/// disclosure only what it said of the person may go.
bool may_be_erased(std::string_view kind, std::optional<Part> part) {
    if (kind == "disclosure") return part && part != Part::kPlan;
    return kind != vault::kErasureKind && kind != "form_declaration" && kind != "publication" &&
           kind != "records_file" && kind != kRegisterWallKind;
}

}  // namespace

// --- forms

Answer Engine::Session::form_list(Json const&) {
    Json out = Json::array();
    for (forms::Form const* form : forms_.all())
        out.push_back(Json{{"form", form->name},
                           {"version", form->version},
                           {"label", form->labels.in("en")},
                           {"label_es", form->labels.in("es")},
                           {"fields", form->fields.size()},
                           {"own", forms_.is_own(form->name)},
                           {"made_by_engine", form->behaviour}});
    Json not_taken = Json::array();
    for (auto const& [form_name, form] : forms_not_taken_)
        not_taken.push_back(Json{{"form", form_name}, {"why", form.why}, {"declaration", form.declaration}});
    return Json{{"forms", std::move(out)}, {"not_in_use", std::move(not_taken)}};
}

Answer Engine::Session::form_show(Json const& params) {
    forms::Form const* const form = forms_.find(codec::string_or(params, "form"));
    if (form == nullptr) return not_found("there is no such form", "form", "see form list");
    return forms::describe(*form, codec::string_or(params, "language", "en"));
}

Answer Engine::Session::form_add(Json const& params) {
    Json const& declaration = codec::list_at(params, "form");
    std::string const form_name = codec::string_or(declaration, "name");
    if (forms_.find(form_name) != nullptr && !forms_.is_own(form_name) &&
        forms_not_taken_.contains(form_name))
        return refused("a form of this name ships with Amparo, and yours is not in use", "form.name",
                       "give yours another name with form rename");
    return declared(declaration, {});
}

Answer Engine::Session::form_rename(Json const& params) {
    std::string const before = codec::string_or(params, "form");
    std::string const to = codec::string_or(params, "to");
    auto const form = forms_not_taken_.find(before);
    if (form == forms_not_taken_.end())
        return not_found("there is no form of yours of this name that is not in use", "form",
                         "form list names them");
    if (forms_.find(to) != nullptr) return refused("there is a form of this name already", "to");
    Json declaration = form->second.declaration;
    declaration["name"] = to;
    return declared(declaration, before);
}

Answer Engine::Session::declared(Json const& declaration, std::string const& instead_of) {
    forms::Registry tried = forms_;
    forms::Problems const problems = tried.add(declaration);
    if (!problems.empty()) {
        return usage(problems.front().message,
                     problems.front().field.empty() ? "form" : "form." + problems.front().field,
                     hint_of(problems));
    }
    std::string const form_name = codec::string_or(declaration, "name");
    forms::Form const* const form = tried.find(form_name);
    AMPARO_CHECK(form != nullptr);
    Json data{{"form_name", form_name},
              {"form_version", form->version},
              {"declaration", codec::to_text(declaration)}};
    if (!instead_of.empty()) data["instead_of"] = instead_of;
    AMPARO_TRY(auto change, own_record("form_declaration", std::nullopt, data));
    AMPARO_DO(write({std::move(change)}));
    return Json{{"form", form_name}, {"version", form->version}};
}

// --- records

Answer Engine::Session::record_create(Json const& params) {
    forms::Form const* const form = forms_.find(codec::string_or(params, "kind"));
    if (form == nullptr)
        return usage("there is no form for this kind of record", "kind",
                     "see form list; add your own with form add");
    if (form->behaviour)
        return refused("records of this kind are made by their own command", "kind", "see amparo help");
    AMPARO_TRY(auto data,
               checked(*form, *codec::find(params, "data"), forms::Mode::kCreate, Json::object(), "data"));
    if (form->name == "matter_log" && !data.contains("by")) data["by"] = member_name(vault_.keys().member);
    AMPARO_TRY(auto about, person(params));
    AMPARO_TRY(auto const matter, named_matter(*form, data, about));
    if (matter) about = matter->person;
    if (form->about_person == forms::AboutPerson::kNo && about)
        return usage("a record of this kind is about no person", "person");
    if (form->about_person == forms::AboutPerson::kYes && !about) {
        if (!form->starts_person)
            return usage("say which person this is about", "person",
                         "find them with search, or record a first contact");
        about = crypto::make_id<PersonId>();
    }
    AMPARO_DO(fits(*form, data, about, std::nullopt));
    AMPARO_TRY(auto change, creation(*form, about, data));
    Json out{{"id", change.record.text()}, {"revision", change.revision.text()}};
    if (about) out["person"] = about->text();
    if (form->name == "finding") {
        auto const episode = casework::episode_from(data);
        if (episode.ok()) out["assessment"] = casework::to_json(casework::assess(episode.value()));
    }
    AMPARO_DO(write({std::move(change)},
                    [&] { return Drafting{*this}.end_of_draft(params, form->name, std::nullopt, about); }));
    return out;
}

Result<std::vector<RevisionId>, Failure> Engine::Session::seen_revisions(projection::RecordView const& record,
                                                                         Json const& list,
                                                                         std::string const& place) const {
    std::set<RevisionId> known;
    for (projection::HistoryItem const& item : projection_->history(record.id))
        known.insert(item.entry.revision);
    std::vector<RevisionId> out;
    for (Json const& id : list) {
        auto const revision = RevisionId::parse(id.get_ref<std::string const&>());
        if (!known.contains(revision.value()))
            return not_found("this record has no such revision", place, "see record history");
        if (std::find(out.begin(), out.end(), revision.value()) == out.end()) out.push_back(revision.value());
    }
    return out;
}

Answer Engine::Session::record_update(Json const& params) {
    AMPARO_TRY(auto const view, record(params));
    forms::Form const* const form = forms_.find(view.kind);
    if (form == nullptr) return refused("the form of this record is not known here", "id");
    if (form->behaviour)
        return refused("records of this kind are changed by their own command", "id", "see amparo help");
    AMPARO_TRY(auto const data,
               checked(*form, *codec::find(params, "data"), forms::Mode::kUpdate, view.state.fields, "data"));
    if (data.empty()) return usage("there is nothing to change", "data");
    AMPARO_DO(stays_in_its_matter(view, data));
    AMPARO_DO(fits(*form, data, view.person, view.id));
    std::vector<RevisionId> parents = view.state.heads;
    if (Json const* const seen = codec::find(params, "parents"); seen != nullptr) {
        AMPARO_TRY(parents, seen_revisions(view, *seen, "parents"));
    }
    AMPARO_TRY(auto change, change_of(view, data, revisions::Op::kUpdate, std::move(parents)));
    std::string const revision = change.revision.text();
    AMPARO_DO(write_update(view, std::move(change), [&] {
        return Drafting{*this}.end_of_draft(params, view.kind, view.id, view.person);
    }));
    auto const after = projection_->record(view.id);
    return Json{{"id", view.id.text()},
                {"revision", revision},
                {"conflicts", after ? conflicts_of(*after) : Json::array()}};
}

/// What the accounts say of a record's erasures, oldest first.
Json Engine::Session::erasures_told(std::string_view id) const {
    Json out = Json::array();
    projection_->for_each(vault::kErasureKind, [&](projection::RecordView const& view) {
        if (codec::text_at(view.state.fields, "record_id") != id) return;
        Json row{{"time", text(view.created)}, {"basis", codec::string_or(view.state.fields, "basis")}};
        if (auto const part = codec::text_at(view.state.fields, "part"); part) row["part"] = *part;
        auto const history = projection_->history(view.id);
        if (!history.empty()) row["author"] = member_name(history.front().entry.author);
        out.push_back(std::move(row));
    });
    return out;
}

/// A question whose answer was erased or is sealed to this member is not one that nobody asked.
std::optional<Json> Engine::Session::assessment_of(projection::RecordView const& finding) const {
    Json const& fields = finding.state.fields;
    auto const episode = casework::episode_from(fields);
    if (!episode.ok()) return std::nullopt;
    Json out = casework::to_json(casework::assess(episode.value()));
    bool const is_sealed = finding.sealed.contains(Part::kNarrative);
    if (!is_sealed && std::none_of(finding.erased.begin(), finding.erased.end(),
                                   [](projection::Erasure const& e) { return e.part == Part::kNarrative; }))
        return out;
    std::string_view const why = is_sealed ? "sealed" : "erased";
    if (!fields.contains("age_at_time")) out["age_at_time"] = why;
    for (Json* reading : {&out["palermo"], &out["us"]["sex"], &out["us"]["labour"]})
        for (auto const& [element, list] :
             {std::pair{"act", "acts"}, {"means", "means"}, {"purpose", "purposes"}})
            if (Json& at = (*reading)["elements"][element];
                !fields.contains(list) && codec::text_at(at, "missing") == "not_asked")
                at["missing"] = why;
    return out;
}

Answer Engine::Session::record_show(Json const& params) {
    auto found = record(params);
    Json erased = erasures_told(codec::string_or(params, "id"));
    if (!found.ok()) {
        if (erased.empty()) return Fail{found.error()};
        return not_found(
            "this record was erased on " + erased.back()["time"].get<std::string>().substr(0, 10), "id");
    }
    Json out = shown(found.value());
    out["erased"] = std::move(erased);
    out["holds"] = holds_on(found.value());
    if (auto const review = review_of(found.value()); !review.empty()) out["review"] = review;
    if (found.value().kind == "finding")
        if (auto assessment = assessment_of(found.value()); assessment)
            out["assessment"] = std::move(*assessment);
    return out;
}

Answer Engine::Session::record_list(Json const& params) {
    projection::Filter filter;
    std::string const kind = codec::string_or(params, "kind");
    filter.kind = kind;
    if (!kind.empty() && forms_.find(kind) == nullptr)
        return usage("there is no form for this kind of record", "kind", "see form list");
    AMPARO_TRY(filter.person, person(params));
    if (auto const after = codec::text_at(params, "after"); after)
        filter.after = RecordId::parse(*after).value();
    filter.limit = limit_in(params, 100) + 1;
    auto rows = projection_->list(filter);
    bool const more = rows.size() == filter.limit;
    if (more) rows.pop_back();
    Json out = Json::array();
    for (projection::RecordRow const& r : rows) out.push_back(row(r));
    Json answer{{"records", std::move(out)}};
    if (more) answer["next"] = rows.back().id.text();
    return answer;
}

Answer Engine::Session::record_history(Json const& params) {
    auto const found = record(params);
    auto const history =
        found.ok() ? projection_->history(found.value().id) : std::vector<projection::HistoryItem>{};
    Json out = Json::array();
    for (projection::HistoryItem const& item : history) {
        revisions::Entry const& e = item.entry;
        Json row{{"revision", e.revision.text()},
                 {"op", name(e.op)},
                 {"part", name(e.part)},
                 {"time", text(e.time)},
                 {"author", member_name(e.author)},
                 {"author_id", e.author.text()},
                 {"parents", Json::array()}};
        for (RevisionId const& parent : e.parents) row["parents"].push_back(parent.text());
        if (e.fields) {
            row["fields"] = visible(found.value().kind, *e.fields);
        } else {
            row[item.is_erased ? "erased" : "sealed"] = true;
        }
        out.push_back(std::move(row));
    }
    // The erasure of a part stands among the revisions; that of the whole leaves none to stand by.
    Json told = erasures_told(codec::string_or(params, "id"));
    for (Json& row : told) {
        if (row.contains("part")) continue;
        row.update(Json{{"op", name(revisions::Op::kErase)}, {"erased", true}});
        out.push_back(std::move(row));
    }
    if (out.empty()) return Fail{found.error()};
    return Json{{"revisions", std::move(out)}};
}

Answer Engine::Session::record_resolve(Json const& params) {
    AMPARO_TRY(auto const view, record(params));
    std::string const field = codec::string_or(params, "field");
    auto const& conflicts = view.state.conflicts;
    auto const at = std::find_if(conflicts.begin(), conflicts.end(),
                                 [&](revisions::Conflict const& c) { return c.field == field; });
    if (at == conflicts.end())
        return refused("this field has no conflict", "field", "record show lists conflicts");
    forms::Form const* const form = forms_.find(view.kind);
    if (form == nullptr) return refused("the form of this record is not known here", "id");
    Json const* const value = codec::find(params, "value");
    auto const& values = at->values;
    bool const one_of_them = std::any_of(
        values.begin(), values.end(),
        [&](revisions::ConflictValue const& v) { return !v.value.is_null() && v.value == *value; });
    // A withdrawal is never settled away, a referral never into a state nobody reported.
    if (form->behaviour && !one_of_them)
        return refused("here only one of the values in conflict can be chosen", "value",
                       "record show lists them");
    AMPARO_TRY(auto const data,
               checked(*form, Json{{field, *value}}, forms::Mode::kUpdate, view.state.fields, "value"));
    AMPARO_TRY(auto change, change_of(view, data, revisions::Op::kResolve, view.state.heads));
    std::string const revision = change.revision.text();
    AMPARO_DO(write({std::move(change)}));
    return Json{{"revision", revision}};
}

Result<std::vector<Engine::Session::Change>, Failure> Engine::Session::erasures_of(
    projection::RecordView const& view, std::optional<Part> part, std::set<vault::EntryName> const& names,
    std::string const& basis) {
    constexpr std::size_t kPerAccount = 1000;
    std::vector<Json> revisions;
    if (part)
        for (projection::HistoryItem const& item : projection_->history(view.id)) {
            if (item.entry.part != *part) continue;
            Json row{{"revision", item.entry.revision.text()}};
            for (RevisionId const& parent : item.entry.parents) row["parents"].push_back(parent.text());
            revisions.push_back(std::move(row));
        }
    std::vector<Change> out;
    auto revision = revisions.begin();
    for (auto at = names.begin(); at != names.end();) {
        Json data{{"record_id", view.id.text()},
                  {"kind_of_record", view.kind},
                  {"basis", basis},
                  {"entries", Json::array()}};
        for (; at != names.end() && data["entries"].size() < kPerAccount; ++at)
            data["entries"].push_back(Json{{"commit", crypto::to_hex(at->commit)}, {"index", at->index}});
        for (; revision != revisions.end() &&
               (!data.contains("revisions") || data["revisions"].size() < kPerAccount);
             ++revision)
            data["revisions"].push_back(std::move(*revision));
        if (part) data["part"] = name(*part);
        if (view.person && !hides_person(view)) data["person_id"] = view.person->text();
        AMPARO_TRY(auto change, own_record(vault::kErasureKind, std::nullopt, data));
        out.push_back(std::move(change));
    }
    return out;
}

/// With a party go the blind names that it is found by.
Result<std::vector<Engine::Session::Change>, Failure> Engine::Session::erasures_beside(
    projection::RecordView const& view) {
    std::vector<Change> out;
    std::vector<projection::RecordView> tokens;
    projection_->for_each(kTokensKind, [&](projection::RecordView const& one) {
        if (codec::text_at(one.state.fields, "party") == view.id.text()) tokens.push_back(one);
    });
    for (projection::RecordView const& one : tokens) {
        AMPARO_TRY(auto gone,
                   erasures_of(one, std::nullopt, vault_.entries_of(one.id, std::nullopt), "with_its_party"));
        std::move(gone.begin(), gone.end(), std::back_inserter(out));
    }
    return out;
}

Answer Engine::Session::record_erase(Json const& params) {
    AMPARO_TRY(auto const view, record(params));
    std::optional<Part> part;
    if (auto const named = codec::text_at(params, "part"); named) {
        part = part_named(*named);
        if (!part)
            return usage("there is no such part", "part",
                         "identity, location, plan, narrative, legal, immigration, statistics or safety");
    }
    if (!may_be_erased(view.kind, part))
        return refused(
            "the account of what was erased, disclosed or published, and a form in use, stay", "id",
            view.kind == "disclosure" ? "what left can be erased part by part, but not its plan" : "");
    AMPARO_DO(not_held(view));
    AMPARO_DO(not_behind_a_wall(view));
    AMPARO_DO(is_over(view));
    if (is_custody(view.kind)) {
        auto const of = RecordId::parse(codec::string_or(view.state.fields, "document"));
        if (of.ok() && projection_->record(of.value()))
            return refused("a line of custody stays as long as its document", "id");
    }
    std::map<Part, std::size_t> counts;
    {
        auto writing = vault_.begin_writing(sink(), on_reload());
        if (!writing.ok()) return Fail{from(writing.error())};
        (void)take_entries(News::kTold);
        std::set<vault::EntryName> const names = vault_.entries_of(view.id, part);
        if (names.empty()) return not_found("there is nothing of this to erase", part ? "part" : "id");
        for (projection::HistoryItem const& item : projection_->history(view.id)) {
            if (part && item.entry.part != *part) continue;
            if (!my_parts().contains(item.entry.part))
                return refused(
                    "your role does not hold the part \"" + std::string{name(item.entry.part)} + "\"", "id",
                    "ask a colleague who does");
            if (!item.is_erased) ++counts[item.entry.part];
        }
        AMPARO_TRY(auto accounts, erasures_of(view, part, names, codec::string_or(params, "basis")));
        AMPARO_TRY(auto beside, erasures_beside(view));
        std::move(beside.begin(), beside.end(), std::back_inserter(accounts));
        auto const appended = writing.value().append(entries_of(accounts), now(), sink());
        if (!appended.ok()) return Fail{from(appended.error())};
        auto const removed = writing.value().remove(vault_.unfinished_erasures());
        if (!removed.ok()) return Fail{from(removed.error())};
    }
    AMPARO_DO(reload());
    events_.push_back(Json{{"event", "record.erased"}, {"id", view.id.text()}});

    Json erased = Json::array();
    for (auto const& [erased_part, count] : counts)
        erased.push_back(Json{{"part", name(erased_part)}, {"entries", count}});
    Json remains = Json::array();
    remains.push_back(
        "that this record existed, its kind, and that it was erased today, by whom and on which basis");
    remains.push_back("the signed hashes and size classes of what was erased, which open nothing");
    if (part) remains.push_back("the record's other parts");
    Json const filled = filled_remains(view, part);  // Templates Y7
    remains.insert(remains.end(), filled.begin(), filled.end());
    if (is_document(view.kind)) {
        documents().reading.erase(view.id);
        remains.push_back("who added, opened and saved it, and when");
        if (!remove_files(view.id, {}))
            remains.push_back("its sealed file, whose key is gone: amparo document tidy removes it");
    }
    for (projection::RecordView const& d :
         view.person ? records_of(*view.person, "disclosure") : std::vector<projection::RecordView>{})
        remains.push_back("what was disclosed to others on " + text(d.created).substr(0, 10) + " (" +
                          d.id.text() + ")");
    for (projection::RecordView const& r :
         view.person ? records_of(*view.person, "referral") : std::vector<projection::RecordView>{})
        if (r.id != view.id && !bundle_in(r.state.fields, "received_fields").empty())
            remains.push_back("what came with the referral of " + text(r.created).substr(0, 10) + " (" +
                              r.id.text() + ")");
    projection_->for_each("backup", [&](projection::RecordView const& b) {
        if (b.created >= view.created)
            remains.push_back("the back-up of " + text(b.created).substr(0, 10) + " still holds it: " +
                              codec::string_or(b.state.fields, "kept_where", "place not noted"));
    });
    return Json{{"erased", std::move(erased)}, {"remains", std::move(remains)}};
}

// --- people and search

Answer Engine::Session::person_show(Json const& params) {
    AMPARO_TRY(auto const who, person(params));
    projection::Filter filter;
    filter.person = *who;
    filter.limit = 1000;
    Json out = Json::array();
    for (projection::RecordView const& view : records(filter)) out.push_back(shown(view));
    Json beside = Json::array();
    projection_->for_each("stay", [&](projection::RecordView const& view) {
        if (!is_with(view.state.fields, *who)) return;
        Json item = today_item(view);
        item["state"] = codec::string_or(view.state.fields, "state");
        beside.push_back(std::move(item));
    });
    return Json{{"person", who->text()},
                {"chosen_name", chosen_name(*who)},
                {"records", std::move(out)},
                {"companion_in", std::move(beside)}};
}

Answer Engine::Session::person_similar(Json const& params) {
    std::vector<std::string> names;
    if (auto const typed = codec::text_at(params, "name"); typed && !typed->empty())
        names.emplace_back(*typed);
    std::string const phone = codec::string_or(params, "phone");
    if (names.empty() && phone.empty()) return usage("give a name or a phone number", "name");
    Json out = Json::array();
    for (projection::Similar const& s : projection_->similar_people(names, phone, limit_in(params, 10))) {
        Json why = Json::array();
        if (s.same_phone) why.push_back("same_phone");
        if (s.same_name) why.push_back("same_name");
        if (s.same_sound && !s.same_name) why.push_back("same_sound");
        if (s.some_sound && !s.same_sound) why.push_back("part_of_name_sounds_alike");
        out.push_back(Json{{"person", s.person.text()},
                           {"chosen_name", chosen_name(s.person)},
                           {"record", s.record.text()},
                           {"title", s.title},
                           {"why", std::move(why)}});
    }
    return Json{{"people", std::move(out)}};
}

Answer Engine::Session::search(Json const& params) {
    std::string const kind = codec::string_or(params, "kind");
    if (!kind.empty() && forms_.find(kind) == nullptr)
        return usage("there is no form for this kind of record", "kind", "see form list");
    Json out = Json::array();
    for (projection::Hit const& hit :
         projection_->search(codec::string_or(params, "text"), kind, limit_in(params, 50))) {
        Json row{{"record", hit.record.text()},
                 {"kind", hit.kind},
                 {"title", hit.title},
                 {"why", projection::name(hit.why)}};
        if (hit.person) row["person"] = hit.person->text();
        out.push_back(std::move(row));
    }
    return Json{{"hits", std::move(out)}};
}

Answer Engine::Session::finding_assess(Json const& params) {
    forms::Form const* const form = forms_.find("finding");
    AMPARO_CHECK(form != nullptr);
    AMPARO_TRY(auto const data,
               checked(*form, *codec::find(params, "data"), forms::Mode::kCreate, Json::object(), "data"));
    auto const episode = casework::episode_from(data);
    if (!episode.ok()) return usage("this episode can't be read", "data");
    return casework::to_json(casework::assess(episode.value()));
}

}  // namespace amparo::engine
