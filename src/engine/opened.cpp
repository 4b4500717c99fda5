// SPDX-License-Identifier: AGPL-3.0-or-later
// The vault and what was opened of it: from the log's entries to records, forms and erasures.
#include "matter_view.hpp"
#include "shelter_view.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

/// The forms' fields, as the projection wants them.
void plan_fields(std::vector<forms::Field> const& fields, std::string const& prefix,
                 projection::KindPlan& plan) {
    using projection::Use;
    for (forms::Field const& field : fields) {
        projection::FieldPlan planned{prefix + field.name};
        switch (field.search) {
            case forms::Search::kNone:
                break;
            case forms::Search::kName:
                planned.use = Use::kName;
                break;
            case forms::Search::kText:
                planned.use = Use::kText;
                break;
            case forms::Search::kPhone:
                planned.use = Use::kPhone;
                break;
        }
        planned.is_protected = field.is_protected;
        if (prefix.empty()) {
            planned.part = field.part;
            planned.was_in = field.was_in;
        }
        plan_fields(field.fields, planned.path + ".", plan);
        plan.fields.push_back(std::move(planned));
    }
}

projection::KindPlan plan_of(forms::Form const& form) {
    projection::KindPlan plan;
    plan_fields(form.fields, "", plan);
    plan.title.push_back(form.title);
    for (forms::Field const& field : form.fields)
        if (field.due != forms::Due::kNone) plan.days.push_back({field.name, field.done_by, "yes", false});
    // What the list of the day looks for besides: referrals without an answer, and when a release ends.
    if (form.name == "referral")
        plan.days.push_back({"sent_at", "state", std::string{referral::name(referral::Status::kRequested)}});
    if (form.name == "release") plan.days.push_back({"ends", "", "", false});
    return plan;
}

}  // namespace

void Engine::Session::forget_entries() {
    projection_.reset();
    drafts_.reset();
    draft_pieces_.clear();
    forms_ = forms::Registry{};
    forms_not_taken_.clear();
    directory_.reset();
    shelter_.reset();
    walls_ = Walls{};
    person_in_body_.clear();
    conflicts_.reset();
    opened_.clear();
}

void Engine::Session::begin_session() {
    forget_entries();
    projection_ = std::make_unique<projection::Projection>(ports_.workers);
    drafts_ = std::make_unique<projection::Projection>();
    plan_kinds();
}

void Engine::Session::end_session() {
    vault_.lock();
    forget_entries();
    documents_.reset();
    events_.clear();
}

void Engine::Session::plan_kinds() {
    for (forms::Form const* form : forms_.all()) projection_->plan(form->name, plan_of(*form));
}

vault::Sink Engine::Session::sink() {
    return [this](vault::OpenedEntry&& entry) { opened_.push_back(std::move(entry)); };
}
std::function<void()> Engine::Session::on_reload() {
    return [this] {
        begin_session();
        events_.push_back(Json{{"event", "vault.reloaded"}});
    };
}

/// A form of an organisation's own that does not fit what is here, most often because a newer Amparo ships
/// one of the same name: nothing is lost, and nothing of it is silent. form.rename is the way out.
void Engine::Session::take_form(Json const& fields) {
    auto const declaration = codec::parse_json(codec::text_at(fields, "declaration").value_or(""));
    if (!declaration.ok()) return;
    std::string const form_name = codec::string_or(fields, "form_name");
    if (auto const problems = forms_.add(declaration.value()); !problems.empty()) {
        forms_not_taken_[form_name] = {declaration.value(), problems.front().message};
        return;
    }
    forms_not_taken_.erase(form_name);
    if (auto const before = codec::text_at(fields, "instead_of"); before)
        forms_not_taken_.erase(std::string{*before});
    if (forms::Form const* const form = forms_.find(form_name); form != nullptr)
        projection_->plan(form_name, plan_of(*form));
}

/// Of a part that was erased its revisions still have seen what they had seen: without them, what came before
/// and what came after would stand against each other as a conflict nobody made.
void Engine::Session::take_erasure(vault::OpenedEntry const& account, Json const& fields) {
    auto const record = RecordId::parse(codec::text_at(fields, "record_id").value_or(""));
    auto const part = part_named(codec::text_at(fields, "part").value_or(""));
    if (!record.ok() || !part) return;
    auto const known = projection_->record(record.value());
    auto const named = PersonId::parse(codec::text_at(fields, "person_id").value_or(""));
    std::optional<PersonId> const person = known        ? known->person
                                           : named.ok() ? std::optional{named.value()}
                                                        : std::nullopt;
    // Nobody makes others lose what they may not read.
    keyring::Member const* const author = vault_.ring().chain().member(account.author);
    if (author == nullptr || !author->parts.contains(*part)) return;
    std::string const kind = codec::string_or(fields, "kind_of_record");
    for (Json const& erased : codec::list_at(fields, "revisions")) {
        auto const revision = RevisionId::parse(codec::text_at(erased, "revision").value_or(""));
        if (!revision.ok()) continue;
        std::vector<RevisionId> parents;
        for (Json const& text : codec::list_at(erased, "parents")) {
            auto const parent = RevisionId::parse(text.is_string() ? text.get_ref<std::string const&>() : "");
            if (parent.ok()) parents.push_back(parent.value());
        }
        projection::Entry const entry{revision.value(),
                                      record.value(),
                                      kind,
                                      person,
                                      parents,
                                      account.header.time,
                                      account.author,
                                      account.device,
                                      revisions::Op::kErase,
                                      *part,
                                      std::nullopt};
        // Refused where another part of the same revision is still there, which has seen the same.
        (void)projection_->add({&entry, 1});
    }
}

/// The index grows by a new party; one that changed makes it be built again.
void Engine::Session::take_tokens(RecordId const& record) {
    auto const view = projection_->record(record);
    if (!view || conflicts_->taken.contains(record))
        conflicts_.reset();
    else
        conflicts_->add(*view);
}

void Engine::Session::open_walls() {
    for (vault::OpenedEntry const& e : opened_)
        if ((e.header.kind == kWallKind || e.header.kind == kRegisterWallKind) &&
            walls_.take(e, vault_.keys()))
            key_came_ = true;
    for (vault::OpenedEntry& e : opened_)
        if (walls_.open(e)) person_in_body_.insert(e.header.record);
}

bool Engine::Session::take_entries(News news) {
    open_walls();
    take_drafts(news);
    bool erasure_seen = false;
    std::vector<projection::Entry> batch;
    batch.reserve(opened_.size());
    for (vault::OpenedEntry const& e : opened_) {
        reclog::EntryHeader const& h = e.header;
        projection::Entry out{h.revision, h.record, h.kind, h.person, h.parents,   h.time,
                              e.author,   e.device, h.op,   h.part,   std::nullopt};
        if (e.body) out.fields = as_text(*e.body);
        batch.push_back(out);
    }
    (void)projection_->add(batch);
    std::set<RecordId> told;
    for (vault::OpenedEntry const& e : opened_) {
        std::string const& kind = e.header.kind;
        if (kind == "organization" || kind == "location" || kind == "service" || kind == "house" ||
            kind == vault::kErasureKind)
            directory_.reset();
        if (kind == vault::kErasureKind) shelter_.reset();
        if (shelter_ && (kind == "house" || kind == "unit" || kind == "unit_step"))
            shelter_->take_units(*projection_);
        if (shelter_ && kind == "stay") {
            if (auto const stay = projection_->record(e.header.record)) shelter_->take_stay(*stay);
        }
        if (kind == vault::kErasureKind) conflicts_.reset();
        if (kind == kTokensKind && conflicts_) take_tokens(e.header.record);
        if (news == News::kTold && told.insert(e.header.record).second)
            events_.push_back(
                Json{{"event", "record.changed"}, {"id", e.header.record.text()}, {"kind", kind}});
        bool const is_known_here =
            kind == vault::kErasureKind || kind == "form_declaration" || kind == "term";
        if (!e.body || !is_known_here) continue;
        auto const fields = codec::parse_json(as_text(*e.body));
        if (!fields.ok()) continue;
        if (kind == vault::kErasureKind) {
            take_erasure(e, fields.value());
            erasure_seen = true;
        } else if (kind == "term") {
            take_term(fields.value());
        } else {
            take_form(fields.value());
        }
    }
    opened_.clear();
    return erasure_seen;
}

Result<Done, Failure> Engine::Session::refresh() {
    auto const refreshed = vault_.refresh(sink(), on_reload());
    if (!refreshed.ok()) {
        if (refreshed.error() == vault::VaultError::kUnknownMember) end_session();
        return Fail{from(refreshed.error())};
    }
    bool const erasure_seen = take_entries(refreshed.value() ? News::kQuiet : News::kTold);
    // A colleague erased something: it goes from memory as well, though its bytes may still be in the file.
    // Or let this member in behind a wall: what stands there was passed over.
    return (erasure_seen && !refreshed.value()) || key_came_ ? reload() : Result<Done, Failure>{Done{}};
}

Result<Done, Failure> Engine::Session::reload() {
    begin_session();
    auto const reloaded = vault_.reload(sink());
    (void)take_entries(News::kQuiet);
    key_came_ = false;
    if (!reloaded.ok()) return Fail{from(reloaded.error())};
    return Done{};
}

std::string Engine::Session::member_name(MemberId const& id) const {
    return vault_.ring().member_name(vault_.keys(), id);
}

Parts Engine::Session::my_parts() const {
    keyring::Member const* const me = vault_.ring().chain().member(vault_.keys().member);
    AMPARO_CHECK(me != nullptr);
    return me->parts;
}

}  // namespace amparo::engine
