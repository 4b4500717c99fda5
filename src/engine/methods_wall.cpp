// SPDX-License-Identifier: AGPL-3.0-or-later
// matter.wall, matter.walls: who can open a matter (walls.hpp N1-N6).
#include "documents.hpp"
#include "drafting.hpp"

#include <algorithm>
#include <iterator>

namespace amparo::engine {

Result<std::set<MemberId>, Failure> Engine::Session::members_in(Json const& params, std::string_view key,
                                                                Part part) const {
    std::set<MemberId> out;
    for (Json const& one : codec::list_at(params, key)) {
        auto const id = MemberId::parse(one.get_ref<std::string const&>());
        keyring::Member const* const member = vault_.ring().chain().member(id.value());
        if (member == nullptr || !member->active())
            return not_found("there is no active member with this id", std::string{key}, "see member list");
        if (!member->parts.contains(part))
            return refused("who is inside a wall has to hold the part \"" + std::string{name(part)} + "\"",
                           std::string{key}, "their role does not hold it");
        out.insert(id.value());
    }
    return out;
}

Result<std::set<MemberId>, Failure> Engine::Session::insiders_in(Json const& params,
                                                                 std::string_view key) const {
    AMPARO_TRY(auto out, members_in(params, key, Part::kLegal));
    if (!out.contains(vault_.keys().member))
        return refused("you have to be inside a wall that you put up", std::string{key});
    if (out.size() < kInsideMin)
        return refused("two members at least have to be inside, or a lost passphrase loses the matter",
                       std::string{key}, "let a colleague in who has no conflict");
    return out;
}

/// With a new key for these, or of the wall in force if it only lets others in; without anybody it comes down.
Result<Engine::Session::Change, Failure> Engine::Session::wall_record(RecordId const& matter,
                                                                      std::string_view number,
                                                                      std::set<MemberId> const& insiders,
                                                                      Json const& params) {
    Json data{{"number", number}, {"walled", matter.text()}};
    if (auto const reason = codec::text_at(params, "reason"); reason && !reason->empty())
        data["reason"] = *reason;
    keyring::Chain const& chain = vault_.ring().chain();
    Wall const* const stands = walls_.of(matter);
    if (!insiders.empty())
        data.update(stands != nullptr && stands->only_lets_in(insiders)
                        ? walls_.widen(*stands, insiders, chain)
                        : walls_.raise(insiders, chain).fields);
    return own_record(kWallKind, std::nullopt, data);
}

Answer Engine::Session::matter_wall(Json const& params) {
    AMPARO_TRY(auto const view, matter_in(params, "id"));
    bool const lift = codec::bool_at(params, "lift").value_or(false);
    if (lift == params.contains("inside"))
        return usage("say who is inside, or that the wall comes down", "inside");
    std::set<MemberId> insiders;
    if (!lift) {
        AMPARO_TRY(insiders, insiders_in(params, "inside"));
    }
    Wall const* const stands = walls_.of(view.id);
    if (lift && stands == nullptr) return refused("there is no wall around this matter", "lift");
    bool const lets_in = stands != nullptr && !lift && stands->only_lets_in(insiders);
    AMPARO_TRY(auto wall,
               wall_record(view.id, codec::string_or(view.state.fields, "number"), insiders, params));
    if (lets_in) {
        AMPARO_DO(write({std::move(wall)}));
    } else {
        AMPARO_DO(seal_anew(view.id, wall));
    }
    Json out = matter_row(*projection_->record(view.id));
    out["sealed_anew"] = !lets_in;
    return out;
}

/// A record as it stands now and with what `change` says, under this wall or none; what stood there goes (N5).
Engine::Session::NewEntries Engine::Session::anew(projection::RecordView const& view, Json const& fields,
                                                  Wall const* around) {
    AMPARO_DO(not_held(view));  // H1: what stood there goes.
    if (!view.state.conflicts.empty())
        return refused("a record of this matter has a conflict; nothing was changed",
                       view.state.conflicts.front().field,
                       "settle it first: amparo record resolve " + view.id.text());
    std::vector<Change> accounts;
    for (Part const part : kAllParts) {
        auto const names = vault_.entries_of(view.id, part);
        if (names.empty()) continue;
        AMPARO_DO(holds(part, {}));
        AMPARO_TRY(auto gone, erasures_of(view, part, names, std::string{kSealedAnew}));
        std::move(gone.begin(), gone.end(), std::back_inserter(accounts));
    }
    AMPARO_TRY(auto const change, change_of(view, fields, revisions::Op::kUpdate, view.state.heads));
    std::vector<vault::NewEntry> out = entries_of(change, around);
    for (vault::NewEntry& entry : entries_of(accounts)) out.push_back(std::move(entry));
    return out;
}

/// Everything of the matter.
Engine::Session::NewEntries Engine::Session::anew(RecordId const& matter, Wall const* around) {
    std::vector<vault::NewEntry> out;
    for (forms::Form const* form : forms_.all()) {
        if (form->name != kMatterKind && !is_of_a_matter(form->name)) continue;
        for (projection::RecordView const& view : records_of_matter(matter, form->name)) {
            Json fields = view.state.fields;
            if (view.kind == kDocumentKind) {
                AMPARO_TRY(fields, with_new_key(view));
            }
            AMPARO_TRY(auto entries, anew(view, fields, around));
            std::move(entries.begin(), entries.end(), std::back_inserter(out));
        }
    }
    return out;
}

Result<std::optional<projection::RecordView>, Failure> Engine::Session::named_matter(
    forms::Form const& form, Json const& data, std::optional<PersonId> const& about) const {
    forms::Field const* const link = form.matter_link();
    if (link == nullptr || !codec::text_at(data, link->name)) return std::optional<projection::RecordView>{};
    AMPARO_TRY(auto matter, matter_in(data, link->name));
    if (about && about != matter.person)
        return usage("this matter is another person's", "person",
                     "leave it out: the matter says whom it is for");
    AMPARO_DO(not_over(matter, form.name, data));
    return std::optional{std::move(matter)};
}

/// A closed matter takes no deadline, no date, and no work that was done after its end: what comes later, as a
/// subpoena or a document, it does.
Result<Done, Failure> Engine::Session::not_over(projection::RecordView const& matter, std::string_view kind,
                                                Json const& data) const {
    Json const& kept = matter.state.fields;
    if (codec::text_at(kept, "state") != "closed") return Done{};
    std::string const closed_on = codec::string_or(kept, "closed_on");
    bool const is_late_work = kind == "matter_log" && codec::string_or(data, "on", closed_on) > closed_on;
    if (kind != "deadline" && kind != "matter_date" && !is_late_work) return Done{};
    return refused("this matter is closed since " + closed_on + "; nothing was kept", "matter",
                   "open it again first: amparo matter change ID --state open");
}

Result<Done, Failure> Engine::Session::stays_in_its_matter(projection::RecordView const& view,
                                                           Json const& data) const {
    forms::Field const* const link = matter_link(view.kind);
    if (link == nullptr || !data.contains(link->name)) return Done{};
    auto const before = codec::text_at(view.state.fields, link->name);
    if (before == codec::text_at(data, link->name)) return Done{};
    if (before)
        return refused("a record stays in its matter", "data." + link->name, "record it anew in the other");
    AMPARO_TRY(auto const matter, named_matter(*forms_.find(view.kind), data, view.person));
    return Done{};
}

Result<Done, Failure> Engine::Session::replace_entries(vault::Vault::Writing& writing,
                                                       std::vector<vault::NewEntry> entries) {
    auto const appended = writing.append(std::move(entries), now(), sink());
    if (!appended.ok()) return Fail{from(appended.error())};
    auto const removed = writing.remove(vault_.unfinished_erasures());
    if (!removed.ok()) return Fail{from(removed.error())};
    return Done{};
}

Result<Done, Failure> Engine::Session::write_update(projection::RecordView const& view, Change change,
                                                    std::function<NewEntries()> const& at_last) {
    Wall const* const around = wall_around(change);
    if (around == nullptr || matter_of(view.kind, view.id, view.state.fields))
        return write({std::move(change)}, at_last);
    {
        auto writing = vault_.begin_writing(sink(), on_reload());
        if (!writing.ok()) return Fail{from(writing.error())};
        (void)take_entries(News::kTold);
        AMPARO_DO(inside({change}));
        Json fields = projection_->record(view.id)->state.fields;
        for (auto const& [part, changed] : change.fields) fields.update(changed);
        AMPARO_TRY(auto entries, anew(*projection_->record(view.id), fields, wall_around(change)));
        if (at_last) {
            AMPARO_TRY(auto more, at_last());
            std::move(more.begin(), more.end(), std::back_inserter(entries));
        }
        AMPARO_DO(replace_entries(writing.value(), std::move(entries)));
    }
    return reload();
}

Result<Done, Failure> Engine::Session::seal_anew(RecordId const& matter, Change const& wall) {
    {
        auto writing = vault_.begin_writing(sink(), on_reload());
        if (!writing.ok()) return Fail{from(writing.error())};
        (void)take_entries(News::kTold);
        if (Wall const* const stands = walls_.of(matter); stands != nullptr && !walls_.holds_key(*stands))
            return refused("this matter is behind a wall, and you are outside of it", "id",
                           "matter walls says who is inside");
        std::vector<vault::NewEntry> entries = entries_of({wall});
        auto const put_up = Walls::read(wall.fields.begin()->second);
        Wall const* const around = put_up && put_up->second.stands() ? &put_up->second : nullptr;
        AMPARO_TRY(auto more, anew(matter, around));
        std::move(more.begin(), more.end(), std::back_inserter(entries));
        AMPARO_TRY(auto drafts, Drafting{*this}.drafts_anew(matter, around));
        std::move(drafts.begin(), drafts.end(), std::back_inserter(entries));
        AMPARO_DO(replace_entries(writing.value(), std::move(entries)));
    }
    AMPARO_DO(reload());
    // What was sealed under an older key goes. A crash before leaves it for document.tidy.
    for (projection::RecordView const& view : records_of_matter(matter, kDocumentKind))
        if (auto const reader = reader_of(view); reader.ok())
            (void)remove_files(view.id, reader.value().file_name());
    return Done{};
}

Answer Engine::Session::matter_walls(Json const&) {
    AMPARO_DO(holds(Part::kLegal, {}));
    Json out = Json::array();
    for (auto const& [matter, wall] : walls_.all()) {
        if (!wall.stands()) continue;
        Json row{{"id", matter.text()},
                 {"number", wall.number},
                 {"inside", Json::array()},
                 {"open_to_you", walls_.holds_key(wall)}};
        for (MemberId const& id : wall.inside) row["inside"].push_back(asked_name(id.text()));
        out.push_back(std::move(row));
    }
    return Json{{"walls", std::move(out)}};
}

}  // namespace amparo::engine
