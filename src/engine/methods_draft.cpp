// SPDX-License-Identifier: AGPL-3.0-or-later
// draft.*: kept, shown, finished and discarded (drafts.hpp, W1-W10).
#include "drafting.hpp"

#include "amparo/base/check.hpp"
#include "amparo/forms/validate.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

/// Which draft an erasure says it is of.
std::optional<RecordId> draft_of_account(Json const& account) {
    if (codec::text_at(account, "kind_of_record") != kDraftKind) return std::nullopt;
    auto const id = RecordId::parse(codec::text_at(account, "record_id").value_or(""));
    return id.ok() ? std::optional{id.value()} : std::nullopt;
}

}  // namespace

// --- what the log says

/// The accounts of drafts' erasures among what was opened. Nobody hides the erasure of a record by calling it
/// a draft's.
std::map<vault::EntryName, Json> Engine::Session::draft_accounts() const {
    std::map<vault::EntryName, Json> out;
    std::set<RecordId> ids;
    for (vault::OpenedEntry const& e : opened_) {
        if (e.header.kind != vault::kErasureKind || !e.body) continue;
        auto account = codec::parse_json(as_text(*e.body));
        auto const id = account.ok() ? draft_of_account(account.value()) : std::nullopt;
        if (!id || projection_->record(*id)) continue;
        ids.insert(*id);
        out.emplace(e.name, std::move(account).value());
    }
    if (out.empty()) return out;
    std::set<RecordId> records;
    for (vault::OpenedEntry const& e : opened_)
        if (e.header.kind != kDraftKind && ids.contains(e.header.record)) records.insert(e.header.record);
    std::erase_if(out, [&](auto const& row) { return records.contains(*draft_of_account(row.second)); });
    return out;
}

/// Takes what is of drafts out of what was opened, so that nothing else sees it (W3). In the order of the
/// log.
void Engine::Session::take_drafts(News news) {
    auto const accounts = draft_accounts();
    std::set<RecordId> changed;
    std::erase_if(opened_, [&](vault::OpenedEntry const& e) {
        reclog::EntryHeader const& h = e.header;
        if (h.kind == kDraftKind) {
            draft_pieces_[h.record].push_back({e.name, h.part});
            projection::Entry entry{h.revision, h.record, h.kind, std::nullopt, {},          h.time,
                                    e.author,   e.device, h.op,   h.part,       std::nullopt};
            if (e.body) entry.fields = as_text(*e.body);
            (void)drafts_->add({&entry, 1});
            changed.insert(h.record);
            return true;
        }
        auto const account = accounts.find(e.name);
        if (account == accounts.end()) return false;
        RecordId const id = *draft_of_account(account->second);
        forget_pieces(id, e.author, account->second);
        changed.insert(id);
        return true;
    });
    if (news == News::kTold)
        for (RecordId const& id : changed)
            events_.push_back(Json{{"event", "draft.changed"}, {"draft", id.text()}});
}

void Engine::Session::forget_pieces(RecordId const& id, MemberId const& author, Json const& account) {
    keyring::Member const* const who = vault_.ring().chain().member(author);
    auto const at = draft_pieces_.find(id);
    if (at == draft_pieces_.end() || who == nullptr) return;
    std::set<vault::EntryName> named;
    for (Json const& entry : codec::list_at(account, "entries"))
        if (auto const commit = vault::unhex(codec::string_or(entry, "commit")); commit)
            named.insert({*commit, static_cast<std::uint16_t>(codec::int_at(entry, "index").value_or(0))});
    std::erase_if(at->second, [&](DraftPiece const& piece) {
        if (!named.contains(piece.name) || !who->parts.contains(piece.part)) return false;
        drafts_->erase(id, piece.part);
        return true;
    });
    if (at->second.empty()) draft_pieces_.erase(at);
}

std::optional<KeptDraft> Engine::Session::Drafting::anybodys_draft(RecordId const& id) const {
    if (!s.draft_pieces_.contains(id)) return std::nullopt;
    std::vector<projection::HistoryItem> pieces = s.drafts_->history(id);
    std::erase_if(pieces, [](projection::HistoryItem const& item) { return item.is_erased; });
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](auto const& a, auto const& b) { return a.entry.time < b.entry.time; });
    KeptDraft out;
    out.id = id;
    for (projection::HistoryItem const& item : pieces) {
        if (!item.entry.fields || !take_draft_body(out, item.entry.part, *item.entry.fields))
            return std::nullopt;
        out.saved = item.entry.time;
        out.author = item.entry.author;
    }
    if (out.bodies.empty() || s.forms_.find(out.kind) == nullptr) return std::nullopt;
    return out;
}

std::optional<KeptDraft> Engine::Session::Drafting::kept_draft(RecordId const& id) const {
    auto out = anybodys_draft(id);
    if (!out || out->author == s.vault_.keys().member) return out;
    keyring::Member const* const author = s.vault_.ring().chain().member(out->author);
    return author == nullptr || author->active() ? std::nullopt : std::move(out);
}

Result<KeptDraft, Failure> Engine::Session::Drafting::draft_in(Json const& params) const {
    auto const id = RecordId::parse(codec::text_at(params, "draft").value_or(""));
    if (auto kept = id.ok() ? kept_draft(id.value()) : std::nullopt; kept) return std::move(*kept);
    return not_found("there is no such draft any more", "draft",
                     "it was finished or discarded, perhaps in another window: look for what it became");
}

std::vector<KeptDraft> Engine::Session::Drafting::kept_drafts() const {
    std::vector<KeptDraft> out;
    for (auto const& [id, pieces] : s.draft_pieces_)
        if (auto kept = kept_draft(id); kept) out.push_back(std::move(*kept));
    std::sort(out.begin(), out.end(), [](KeptDraft const& a, KeptDraft const& b) {
        return a.saved != b.saved ? a.saved > b.saved : a.id < b.id;
    });
    return out;
}

// --- writing

/// Of the whole draft, or of some of its parts.
Engine::Session::NewEntries Engine::Session::Drafting::draft_erasure(
    RecordId const& id, std::optional<std::set<Part>> const& parts) const {
    std::set<vault::EntryName> names;
    if (auto const at = s.draft_pieces_.find(id); at != s.draft_pieces_.end())
        for (DraftPiece const& piece : at->second)
            if (!parts || parts->contains(piece.part)) names.insert(piece.name);
    projection::RecordView const draft{id, std::string{kDraftKind}, {}, {}, {}, {}, {}, {}, {}};
    AMPARO_TRY(auto const accounts, s.erasures_of(draft, std::nullopt, names, "draft"));
    return s.entries_of(accounts);
}

/// The matter that it is of: as it was typed, or of the record that it changes.
std::optional<RecordId> Engine::Session::Drafting::matter_of(KeptDraft const& draft) const {
    forms::Form const* const form = s.forms_.find(draft.kind);
    if (form == nullptr || form->matter_link() == nullptr) return std::nullopt;
    RecordId const none{RecordId::Bytes{}};
    if (auto const typed = s.matter_of(draft.kind, none, draft_data(*form, draft)); typed) return typed;
    auto const of = draft.of ? s.projection_->record(*draft.of) : std::nullopt;
    return of ? s.matter_of(of->kind, of->id, of->state.fields) : std::nullopt;
}

/// What saving writes: the erasure of what stood in the parts that changed, and what stands there now.
Engine::Session::NewEntries Engine::Session::Drafting::draft_entries(KeptDraft const& draft,
                                                                     KeptDraft const& before) const {
    auto const matter = matter_of(draft);
    Wall const* const around = matter ? s.walls_.of(*matter) : nullptr;
    if (around != nullptr && !s.walls_.holds_key(*around))
        return refused("this matter is behind a wall, and you are outside of it; nothing was kept",
                       "data." + s.forms_.find(draft.kind)->matter_link()->name,
                       "matter walls says who is inside");
    bool const is_moved = matter != matter_of(before);
    std::set<Part> gone;
    for (auto const& [part, body] : before.bodies)
        if (auto const at = draft.bodies.find(part);
            is_moved || at == draft.bodies.end() || at->second != body)
            gone.insert(part);
    AMPARO_TRY(auto out, draft_erasure(draft.id, gone));
    std::map<Part, Json> changed = draft.bodies;
    std::erase_if(changed, [&](auto const& one) {
        return before.bodies.contains(one.first) && !gone.contains(one.first);
    });
    auto entries = draft_entries(draft.id, changed, around);
    std::move(entries.begin(), entries.end(), std::back_inserter(out));
    return out;
}

std::vector<vault::NewEntry> Engine::Session::Drafting::draft_entries(RecordId const& id,
                                                                      std::map<Part, Json> const& bodies,
                                                                      Wall const* around) const {
    std::vector<vault::NewEntry> out;
    RevisionId const revision = crypto::make_id<RevisionId>();
    for (auto const& [part, body] : bodies) {
        vault::NewEntry entry;
        entry.header.revision = revision;
        entry.header.record = id;
        entry.header.part = part;
        entry.header.op = revisions::Op::kCreate;
        entry.header.time = s.now();
        entry.header.kind = kDraftKind;
        entry.body = s.walls_.body_of(entry.header, body, std::nullopt, around);
        out.push_back(std::move(entry));
    }
    return out;
}

/// W9. Every draft of the matter under this wall or none, whoever saved it.
Engine::Session::NewEntries Engine::Session::Drafting::drafts_anew(RecordId const& matter,
                                                                   Wall const* around) const {
    std::vector<vault::NewEntry> out;
    for (auto const& [id, pieces] : s.draft_pieces_) {
        auto const draft = anybodys_draft(id);
        if (!draft || matter_of(*draft) != matter) continue;
        AMPARO_TRY(auto gone, draft_erasure(id, std::nullopt));
        std::move(gone.begin(), gone.end(), std::back_inserter(out));
        auto entries = draft_entries(id, draft->bodies, around);
        std::move(entries.begin(), entries.end(), std::back_inserter(out));
    }
    return out;
}

Engine::Session::NewEntries Engine::Session::Drafting::end_of_draft(
    Json const& params, std::string_view kind, std::optional<RecordId> const& of,
    std::optional<PersonId> const& about) const {
    if (!params.contains("draft")) return std::vector<vault::NewEntry>{};
    AMPARO_TRY(auto const draft, draft_in(params));
    if (draft.kind != kind)
        return usage("this is the draft of a record of another kind", "draft",
                     "hand it in as the kind that draft list names, or without the draft");
    if (draft.of && draft.of != of)
        return usage("this is the draft of a change to another record", "draft",
                     "hand it in as a change of the record that draft list names, or without the draft");
    if (!draft.of && of)
        return usage("this is the draft of a new record", "draft",
                     "record it as a new one, or change this record without the draft");
    if (draft.person && draft.person != about)
        return usage("this draft is about another person", "draft",
                     "hand it in for the person that draft list names, or without the draft");
    return draft_erasure(draft.id, std::nullopt);
}

// --- methods

/// What a save says of the draft, as far as it can be told before what it replaces is known.
Result<KeptDraft, Failure> Engine::Session::Drafting::draft_from(Json const& params) const {
    KeptDraft out;
    out.kind = codec::string_or(params, "kind");
    forms::Form const* const form = s.forms_.find(out.kind);
    if (form == nullptr) return usage("there is no form for this kind of record", "kind", "see form list");
    if (form->behaviour)
        return refused("records of this kind are made by their own command", "kind", "see amparo help");
    AMPARO_TRY(out.person, s.person(params));
    if (out.person && form->about_person == forms::AboutPerson::kNo)
        return usage("a record of this kind is about no person", "person");
    Json const& base = codec::list_at(params, "base");
    if (params.contains("of")) {
        AMPARO_TRY(auto const view, s.record_of_kind(params, "of", out.kind));
        out.of = view.id;
        out.person = view.person;
        AMPARO_TRY(auto const seen, s.seen_revisions(view, base, "base"));
        for (RevisionId const& revision : base.empty() ? view.state.heads : seen)
            out.base.push_back(revision.text());
    } else if (!base.empty()) {
        return usage("the draft of a new record began from no revisions", "base", "say of which record: of");
    }
    Json const& typed = *codec::find(params, "data");
    AMPARO_TRY(auto const by_part, draft_by_part(*form, typed, s.my_parts()));
    for (auto const& [part, fields] : by_part) out.bodies.emplace(part, fields);
    return out;
}

Answer Engine::Session::draft_save(Json const& params) {
    Drafting drafting{*this};
    AMPARO_TRY(auto draft, drafting.draft_from(params));
    draft.id = crypto::make_id<RecordId>();
    AMPARO_DO(write({}, [&]() -> NewEntries {
        KeptDraft before;
        if (params.contains("draft")) {
            AMPARO_TRY(before, drafting.draft_in(params));
            if (before.kind != draft.kind || before.of != draft.of)
                return usage("this is the draft of something else", "draft", "save it as a draft of its own");
            draft.id = before.id;
            if (!params.contains("base")) draft.base = before.base;
            if (!draft.person) draft.person = before.person;
        } else if (auto const all = drafting.kept_drafts(); all.size() >= kDraftsMax) {
            return refused("you have as many drafts as can be kept", "kind", "finish or discard one first");
        }
        for (auto& [part, body] : draft.bodies) body = draft_body(draft, body);
        return drafting.draft_entries(draft, before);
    }));
    auto const kept = drafting.kept_draft(draft.id);
    AMPARO_CHECK(kept.has_value());
    return Json{{"draft", draft.id.text()}, {"saved", text(kept->saved)}};
}

Json Engine::Session::Drafting::draft_row(KeptDraft const& draft) const {
    forms::Form const* const form = s.forms_.find(draft.kind);
    AMPARO_CHECK(form != nullptr);
    Json out{{"draft", draft.id.text()},
             {"kind", draft.kind},
             {"saved", text(draft.saved)},
             {"author", s.member_name(draft.author)},
             {"title", forms::title(*form, draft_data(*form, draft))}};
    if (draft.of) out["of"] = draft.of->text();
    if (draft.person) {
        out["person"] = draft.person->text();
        if (out["title"] == "") out["title"] = s.chosen_name(*draft.person);
    }
    return out;
}

Answer Engine::Session::draft_list(Json const&) {
    Drafting drafting{*this};
    Json out = Json::array();
    for (KeptDraft const& draft : drafting.kept_drafts()) out.push_back(drafting.draft_row(draft));
    return Json{{"drafts", std::move(out)}};
}

Answer Engine::Session::draft_show(Json const& params) {
    Drafting drafting{*this};
    AMPARO_TRY(auto const draft, drafting.draft_in(params));
    Json out = drafting.draft_row(draft);
    if (draft.of) out["base"] = draft.base;
    out["data"] = draft_data(*forms_.find(draft.kind), draft);
    return out;
}

Answer Engine::Session::draft_discard(Json const& params) {
    Drafting drafting{*this};
    AMPARO_DO(write({}, [&]() -> NewEntries {
        AMPARO_TRY(auto const draft, drafting.draft_in(params));
        return drafting.draft_erasure(draft.id, std::nullopt);
    }));
    return Json::object();
}

}  // namespace amparo::engine
