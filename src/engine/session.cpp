// SPDX-License-Identifier: AGPL-3.0-or-later
#include "session.hpp"

#include "schema.hpp"

#include "amparo/base/check.hpp"
#include "amparo/forms/validate.hpp"

#include "amparo_embedded/api.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

Json const* method_named(std::string_view name) {
    for (Json const& method : codec::list_at(api(), "methods"))
        if (codec::text_at(method, "name") == name) return &method;
    return nullptr;
}

/// The forms' search words, as the projection wants them.
void plan_fields(std::vector<forms::Field> const& fields, std::string const& prefix,
                 projection::KindPlan& plan) {
    using projection::Use;
    for (forms::Field const& field : fields) {
        std::string const path = prefix + field.name;
        Use use = Use::kNotIndexed;
        switch (field.search) {
            case forms::Search::kNone:
                break;
            case forms::Search::kName:
                use = Use::kName;
                break;
            case forms::Search::kText:
                use = Use::kText;
                break;
            case forms::Search::kPhone:
                use = Use::kPhone;
                break;
        }
        if (use != Use::kNotIndexed) plan.fields.push_back({path, use, false});
        plan_fields(field.fields, path + ".", plan);
    }
}

/// What only a person may settle when two accounts differ (amparo/revisions/merge.hpp, V5): consent, and how
/// it is safe to reach somebody.
bool is_protected(forms::Form const& form, forms::Field const& field) {
    return form.name == "release" || field.name.rfind("safe_", 0) == 0;
}

projection::KindPlan plan_of(forms::Form const& form) {
    projection::KindPlan plan;
    plan_fields(form.fields, "", plan);
    for (forms::Field const& field : form.fields) {
        if (!is_protected(form, field)) continue;
        auto const at = std::find_if(plan.fields.begin(), plan.fields.end(),
                                     [&](projection::FieldPlan const& f) { return f.path == field.name; });
        if (at == plan.fields.end())
            plan.fields.push_back({field.name, projection::Use::kNotIndexed, true});
        else
            at->is_protected = true;
    }
    plan.title.push_back(form.title);
    return plan;
}

}  // namespace

Fail<Failure> refused(std::string message, std::string field, std::string hint) {
    return Fail{Failure{Code::kRefused, std::move(message), std::move(field), std::move(hint)}};
}
Fail<Failure> usage(std::string message, std::string field, std::string hint) {
    return Fail{Failure{Code::kUsage, std::move(message), std::move(field), std::move(hint)}};
}
Fail<Failure> not_found(std::string message, std::string field, std::string hint) {
    return Fail{Failure{Code::kNotFound, std::move(message), std::move(field), std::move(hint)}};
}

std::string_view name(Code code) noexcept {
    switch (code) {
        case Code::kRefused:
            return "refused";
        case Code::kUsage:
            return "usage";
        case Code::kNotFound:
            return "not_found";
        case Code::kLocked:
            return "locked";
        case Code::kDamaged:
            return "damaged";
        case Code::kInputOutput:
            return "input_output";
    }
    return {};
}

Failure from(vault::VaultError error) {
    using E = vault::VaultError;
    switch (error) {
        case E::kMissing:
            return {
                Code::kNotFound, "there is no vault at this place", {}, "make one with: amparo vault init"};
        case E::kExists:
            return {Code::kRefused,
                    "there is a vault already; it was left as it is",
                    {},
                    "choose another file name"};
        case E::kFull:
            return {Code::kInputOutput,
                    "the disk is full; nothing of this change was kept, everything before it was",
                    {},
                    "free some space and do it again"};
        case E::kReadOnly:
            return {Code::kInputOutput,
                    "the vault's file or folder can't be written; nothing was changed",
                    {},
                    "check who owns the file, or move it to a folder of yours"};
        case E::kBusy:
            return {Code::kInputOutput,
                    "another program is writing to this vault; nothing was changed",
                    {},
                    "try again in a moment"};
        case E::kNoLocks:
            return {Code::kInputOutput,
                    "this place has no working file locks, so two programs could overwrite each other; "
                    "nothing was changed",
                    {},
                    "keep the vault on a local disk"};
        case E::kIo:
            return {Code::kInputOutput,
                    "the disk reported an error; this change may not be kept, everything acknowledged before "
                    "it is",
                    {},
                    "close Amparo, check the disk, then run: amparo vault verify"};
        case E::kNotAVault:
            return {Code::kDamaged, "this file is not an Amparo vault", {}, "check the file name"};
        case E::kNewer:
            return {Code::kDamaged,
                    "this vault was written by a newer Amparo; nothing was changed",
                    {},
                    "update Amparo"};
        case E::kDamaged:
            return {Code::kDamaged,
                    "the vault's beginning or keys are damaged; nothing was changed",
                    {},
                    "run: amparo vault verify, and keep every back-up you have"};
        case E::kLocked:
            return {Code::kLocked, "the vault is locked", {}, "unlock it first"};
        case E::kWrongPassphrase:
            return {
                Code::kLocked, "this passphrase opens nothing here", "passphrase",
                "check capitals and keyboard layout; the paper kit opens it when every passphrase is lost"};
        case E::kNoMemory:
            return {Code::kInputOutput,
                    "there is not enough memory to check the passphrase",
                    {},
                    "close other programs"};
        case E::kNotAllowed:
            return {Code::kRefused, "your role does not allow this", {}, "ask a coordinator"};
        case E::kUnknownMember:
            return {
                Code::kLocked, "you are no longer a member of this organisation", {}, "ask a coordinator"};
        case E::kLastCoordinator:
            return {Code::kRefused, "the last coordinator can't be removed", "member",
                    "make someone else a coordinator first"};
        case E::kNoKit:
            return {Code::kRefused, "no recovery kit was ever printed for this vault", {}, {}};
        case E::kWords:
            return {Code::kLocked, "these words are not this vault's current kit", "words",
                    "use the newest kit; check each word"};
        case E::kTooLarge:
            return {Code::kRefused, "this is too large for one change; nothing was kept", {}, "split it"};
        case E::kAudit:
            return {Code::kDamaged,
                    "someone who may not hold a key was given one; nothing is written until a coordinator "
                    "has looked",
                    {},
                    "run: amparo vault verify"};
    }
    return {Code::kDamaged, "unknown", {}, {}};
}

Json const& api() {
    static Json const kApi = [] {
        auto parsed = codec::parse_json(embedded::api().front().text);
        AMPARO_CHECK(parsed.ok());
        return std::move(parsed).value();
    }();
    return kApi;
}

Engine::Engine(Ports ports) : session_{std::make_unique<Session>(std::move(ports))} {}
Engine::~Engine() = default;
Result<Json, Failure> Engine::call(std::string_view method, Json const& params) {
    return session_->call(method, params);
}
std::vector<Event> Engine::take_events() {
    return session_->take_events();
}

std::vector<Engine::Session::Row> const& Engine::Session::table() {
    using S = Session;
    static std::vector<Row> const kTable{
        {"api", &S::api_method},
        {"vault.init", &S::vault_init},
        {"vault.unlock", &S::vault_unlock},
        {"vault.lock", &S::vault_lock},
        {"vault.info", &S::vault_info},
        {"vault.verify", &S::vault_verify},
        {"vault.compact", &S::vault_compact},
        {"vault.snapshot", &S::vault_snapshot},
        {"vault.backed_up", &S::vault_backed_up},
        {"member.add", &S::member_add},
        {"member.list", &S::member_list},
        {"member.remove", &S::member_remove},
        {"member.passphrase", &S::member_passphrase},
        {"recovery.print", &S::recovery_print},
        {"recovery.use", &S::recovery_use},
        {"form.list", &S::form_list},
        {"form.show", &S::form_show},
        {"form.add", &S::form_add},
        {"record.create", &S::record_create},
        {"record.update", &S::record_update},
        {"record.show", &S::record_show},
        {"record.list", &S::record_list},
        {"record.history", &S::record_history},
        {"record.resolve", &S::record_resolve},
        {"record.erase", &S::record_erase},
        {"person.show", &S::person_show},
        {"person.similar", &S::person_similar},
        {"search", &S::search},
        {"finding.assess", &S::finding_assess},
        {"directory.import", &S::directory_import},
        {"directory.export", &S::directory_export},
        {"directory.list", &S::directory_list},
        {"directory.show", &S::directory_show},
        {"match", &S::match},
        {"release.sign", &S::release_sign},
        {"release.withdraw", &S::release_withdraw},
        {"release.list", &S::release_list},
        {"card.export", &S::card_export},
        {"card.add", &S::card_add},
        {"card.list", &S::card_list},
        {"referral.preview", &S::referral_preview},
        {"referral.send", &S::referral_send},
        {"referral.open", &S::referral_open},
        {"referral.answer", &S::referral_answer},
        {"referral.step", &S::referral_step},
        {"referral.list", &S::referral_list},
        {"referral.status", &S::referral_status},
        {"disclosures", &S::disclosures},
    };
    return kTable;
}

std::vector<std::string_view> Engine::Session::method_names() {
    std::vector<std::string_view> out;
    for (Row const& r : table()) out.push_back(r.name);
    return out;
}

Answer Engine::Session::call(std::string_view method, Json const& params) {
    auto const& rows = table();
    auto const at = std::find_if(rows.begin(), rows.end(), [&](Row const& r) { return r.name == method; });
    Json const* const declared = method_named(method);
    if (at == rows.end() || declared == nullptr)
        return usage("there is no such method", "method", "call api to see them all");
    if (auto failure = breaks_schema(codec::list_at(*declared, "params"), params)) return Fail{*failure};

    std::string const needs = codec::string_or(*declared, "needs");
    if (needs == "unlocked") {
        if (!vault_.unlocked()) return Fail{from(vault::VaultError::kLocked)};
        if (auto const done = refresh(); !done.ok()) return Fail{done.error()};
    } else if (needs == "locked" && vault_.unlocked()) {
        return refused("the vault is unlocked already", {}, "lock it first");
    }
    return (this->*at->method)(params);
}

Answer Engine::Session::api_method(Json const&) {
    return Json{{"methods", codec::list_at(api(), "methods")}};
}

// --- the vault and what was opened of it

void Engine::Session::begin_session() {
    projection_ = std::make_unique<projection::Projection>();
    forms_ = forms::Registry{};
    directory_.reset();
    opened_.clear();
    plan_kinds();
}

void Engine::Session::end_session() {
    vault_.lock();
    projection_.reset();
    forms_ = forms::Registry{};
    directory_.reset();
    opened_.clear();
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

void Engine::Session::take_form(Json const& fields) {
    auto const declaration = codec::parse_json(codec::text_at(fields, "declaration").value_or(""));
    if (!declaration.ok() || !forms_.add(declaration.value()).empty()) return;
    std::string const form_name = codec::string_or(fields, "form_name");
    if (forms::Form const* const form = forms_.find(form_name); form != nullptr)
        projection_->plan(form_name, plan_of(*form));
}

/// Of a part that was erased its revisions still have seen what they had seen: without them, what came before
/// and what came after would stand against each other as a conflict nobody made.
void Engine::Session::take_erasure(vault::OpenedEntry const& account, Json const& fields) {
    erasure_seen_ = true;
    auto const record = RecordId::parse(codec::text_at(fields, "record_id").value_or(""));
    auto const part = part_named(codec::text_at(fields, "part").value_or(""));
    if (!record.ok() || !part) return;
    auto const person = PersonId::parse(codec::text_at(fields, "person_id").value_or(""));
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
                                      person.ok() ? std::optional{person.value()} : std::nullopt,
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

void Engine::Session::take_entries() {
    std::set<vault::EntryName> erased;
    for (vault::OpenedEntry const& e : opened_)
        if (e.header.kind == vault::kErasureKind && e.body) erased.merge(vault::erased_by(*e.body));
    std::vector<projection::Entry> batch;
    batch.reserve(opened_.size());
    for (vault::OpenedEntry const& e : opened_) {
        if (erased.contains(e.name)) continue;
        reclog::EntryHeader const& h = e.header;
        projection::Entry out{h.revision, h.record, h.kind, h.person, h.parents,   h.time,
                              e.author,   e.device, h.op,   h.part,   std::nullopt};
        if (e.body) out.fields = as_text(*e.body);
        batch.push_back(out);
    }
    (void)projection_->add(batch);
    for (vault::OpenedEntry const& e : opened_) {
        std::string const& kind = e.header.kind;
        if (kind == "organization" || kind == "location" || kind == "service" || kind == vault::kErasureKind)
            directory_.reset();
        if (e.body && (kind == vault::kErasureKind || kind == "form_declaration")) {
            auto const fields = codec::parse_json(as_text(*e.body));
            if (fields.ok())
                kind == vault::kErasureKind ? take_erasure(e, fields.value()) : take_form(fields.value());
        }
        if (!loading_)
            events_.push_back(
                Json{{"event", "record.changed"}, {"id", e.header.record.text()}, {"kind", kind}});
    }
    opened_.clear();
}

Result<Done, Failure> Engine::Session::refresh() {
    auto const refreshed = vault_.refresh(sink(), on_reload());
    if (!refreshed.ok()) {
        if (refreshed.error() == vault::VaultError::kUnknownMember) end_session();
        return Fail{from(refreshed.error())};
    }
    loading_ = refreshed.value();
    erasure_seen_ = false;
    take_entries();
    loading_ = false;
    // A colleague erased something: it goes from memory as well, though its bytes may still be in the file.
    return erasure_seen_ && !refreshed.value() ? reload() : Result<Done, Failure>{Done{}};
}

Result<Done, Failure> Engine::Session::reload() {
    begin_session();
    auto const reloaded = vault_.reload(sink());
    loading_ = true;
    take_entries();
    loading_ = false;
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

// --- writing

Result<Engine::Session::Change, Failure> Engine::Session::creation(forms::Form const& form,
                                                                   std::optional<PersonId> person,
                                                                   Json const& data) {
    Change change;
    change.record = crypto::make_id<RecordId>();
    change.revision = crypto::make_id<RevisionId>();
    change.kind = form.name;
    change.form_version = form.version;
    change.person = person;
    change.fields = forms::split_by_part(form, data);
    if (change.fields.empty()) {
        forms::Field const* const title = form.find(form.title);
        change.fields[title == nullptr ? Part::kPlan : title->part] = Json::object();
    }
    for (auto const& [part, fields] : change.fields)
        if (!my_parts().contains(part))
            return refused("your role does not hold the part \"" + std::string{name(part)} + "\"",
                           std::string{fields.empty() ? "" : fields.begin().key()},
                           "leave this field to a colleague who does");
    return change;
}

Result<Engine::Session::Change, Failure> Engine::Session::change_of(projection::RecordView const& record,
                                                                    Json const& data, revisions::Op op,
                                                                    std::vector<RevisionId> parents) {
    forms::Form const* const form = forms_.find(record.kind);
    if (form == nullptr)
        return refused("the form of this record is not known here", "id", "add the form first");
    AMPARO_TRY(auto change, creation(*form, record.person, data));
    change.record = record.id;
    change.op = op;
    change.parents = std::move(parents);
    return change;
}

std::vector<vault::NewEntry> Engine::Session::entries_of(std::vector<Change> const& changes) {
    std::vector<vault::NewEntry> out;
    Instant const at = now();
    for (Change const& change : changes) {
        for (auto const& [part, fields] : change.fields) {
            vault::NewEntry entry;
            entry.header.revision = change.revision;
            entry.header.record = change.record;
            entry.header.person = change.person;
            entry.header.part = part;
            entry.header.op = change.op;
            entry.header.time = at;
            entry.header.form_version = static_cast<std::uint32_t>(change.form_version);
            entry.header.parents = change.parents;
            entry.header.kind = change.kind;
            std::string const body = codec::to_text(fields);
            entry.body.assign(as_bytes(body).begin(), as_bytes(body).end());
            out.push_back(std::move(entry));
        }
    }
    return out;
}

Result<Done, Failure> Engine::Session::write(std::vector<Change> changes,
                                             std::function<Result<Done, Failure>()> const& still_allowed) {
    auto writing = vault_.begin_writing(sink(), on_reload());
    if (!writing.ok()) return Fail{from(writing.error())};
    take_entries();
    if (still_allowed) AMPARO_DO(still_allowed());
    auto const appended = writing.value().append(entries_of(changes), now(), sink());
    take_entries();
    if (!appended.ok()) return Fail{from(appended.error())};
    return Done{};
}

Answer Engine::Session::checked(forms::Form const& form, Json const& data, forms::Mode mode,
                                Json const& current, std::string const& place) {
    auto validated = forms::validate(form, data, mode, current);
    if (!validated.ok()) {
        forms::Problem const& first = validated.problems.front();
        std::string hint = first.hint;
        if (validated.problems.size() > 1)
            hint += (hint.empty() ? "" : "; ") + std::string{"and "} +
                    std::to_string(validated.problems.size() - 1) + " more";
        return usage(first.message, first.field.empty() ? place : place + "." + first.field, hint);
    }
    AMPARO_DO(check_links(form, validated.data, place));
    return std::move(validated.data);
}

Result<Done, Failure> Engine::Session::check_links(forms::Form const& form, Json const& data,
                                                   std::string const& place) const {
    for (forms::LinkFound const& link : forms::links(form, data)) {
        if (link.to == forms::LinkTo::kPerson) {
            auto const id = PersonId::parse(link.id);
            projection::Filter filter;
            filter.limit = 1;
            if (id.ok()) filter.person = id.value();
            if (!id.ok() || projection_->list(filter).empty())
                return not_found("there is no such person", place + "." + link.field);
            continue;
        }
        auto const id = RecordId::parse(link.id);
        auto const found = id.ok() ? projection_->record(id.value()) : std::nullopt;
        if (!found) return not_found("there is no such record", place + "." + link.field);
        if (!link.kind.empty() && found->kind != link.kind)
            return usage("this is not a record of kind " + link.kind, place + "." + link.field);
    }
    return Done{};
}

Result<Engine::Session::Change, Failure> Engine::Session::own_record(std::string_view kind,
                                                                     std::optional<PersonId> person,
                                                                     Json const& data) {
    forms::Form const* const form = forms_.find(kind);
    AMPARO_CHECK(form != nullptr);
    auto validated = forms::validate(*form, data, forms::Mode::kCreate);
    if (!validated.ok())
        return usage(validated.problems.front().message, validated.problems.front().field,
                     validated.problems.front().hint);
    return creation(*form, person, validated.data);
}

// --- reading

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
        projection::Filter filter;
        filter.person = id.value();
        filter.limit = 1;
        if (projection_->list(filter).empty())
            return not_found("there is no such person", std::string{key}, "find them with search");
        return std::optional<PersonId>{id.value()};
    }
    AMPARO_TRY(auto const view, record(params, key));
    if (!view.person) return usage("this record is about no person", std::string{key});
    return view.person;
}

Json Engine::Session::conflicts_of(projection::RecordView const& view) const {
    Json out = Json::array();
    for (revisions::Conflict const& conflict : view.state.conflicts) {
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
             {"data", view.state.fields},
             {"conflicts", conflicts_of(view)},
             {"created", text(view.created)},
             {"updated", text(view.updated)},
             {"sealed", Json::array()},
             {"heads", Json::array()}};
    if (view.person) out["person"] = view.person->text();
    for (Part const part : kAllParts)
        if (view.sealed.contains(part)) out["sealed"].push_back(name(part));
    for (RevisionId const& head : view.state.heads) out["heads"].push_back(head.text());
    return out;
}

std::vector<projection::RecordView> Engine::Session::records_of(PersonId const& person,
                                                                std::string_view kind) const {
    projection::Filter filter;
    filter.kind = kind;
    filter.person = person;
    filter.limit = 1000;
    std::vector<projection::RecordView> out;
    for (projection::RecordRow const& r : projection_->list(filter)) {
        auto view = projection_->record(r.id);
        if (view) out.push_back(std::move(*view));
    }
    return out;
}

std::string Engine::Session::chosen_name(PersonId const& person) const {
    for (std::string_view kind : {"person_details", "contact"})
        for (projection::RecordView const& view : records_of(person, kind))
            if (auto const name = codec::text_at(view.state.fields, "chosen_name"); name && !name->empty())
                return std::string{*name};
    return {};
}

}  // namespace amparo::engine
