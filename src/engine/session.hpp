// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the methods share: the vault, what was opened of it, the forms, and how a change is written. One
/// method is one member function; they lie in methods_*.cpp by subject. The table that names them is in
/// session.cpp.
#include "drafts.hpp"
#include "walls.hpp"

#include "amparo/archive/sealed.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/conflicts/conflict.hpp"
#include "amparo/consent/release.hpp"
#include "amparo/courier/courier.hpp"
#include "amparo/directory/import.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/evidence/publications.hpp"
#include "amparo/evidence/records.hpp"
#include "amparo/evidence/table.hpp"
#include "amparo/forms/registry.hpp"
#include "amparo/forms/validate.hpp"
#include "amparo/keyring/keyring.hpp"
#include "amparo/matching/match.hpp"
#include "amparo/plan/calendar.hpp"
#include "amparo/projection/projection.hpp"
#include "amparo/referral/payload.hpp"
#include "amparo/referral/status.hpp"
#include "amparo/revisions/merge.hpp"
#include "amparo/shelter/board.hpp"
#include "amparo/shelter/steps.hpp"
#include "amparo/vault/vault.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::engine {

using Answer = Result<Json, Failure>;

using forms::kMatterKind;
inline constexpr std::string_view kTokensKind = "matter_tokens";

[[nodiscard]] Fail<Failure> refused(std::string message, std::string field = {}, std::string hint = {});
[[nodiscard]] Fail<Failure> usage(std::string message, std::string field = {}, std::string hint = {});
[[nodiscard]] Fail<Failure> not_found(std::string message, std::string field = {}, std::string hint = {});
[[nodiscard]] Failure from(vault::VaultError error);
/// What a letter asks to be quoted, and both sides find the referral by.
[[nodiscard]] std::string reference_of(courier::ReferralToken const& id);
/// Of a referral's record. None: it is sealed to others or was erased.
[[nodiscard]] std::optional<courier::ReferralToken> token_in(Json const& referral);
/// JSON as a text that a form takes: control characters stand escaped.
[[nodiscard]] std::string as_stored_text(Json const& value);
[[nodiscard]] std::string hint_of(forms::Problems const& problems);

class Engine::Session {
  public:
    explicit Session(Ports ports) : ports_{std::move(ports)}, vault_{ports_.storage, ports_.workers} {}

    [[nodiscard]] Answer call(std::string_view method, Json const& params);
    [[nodiscard]] std::vector<Event> take_events() { return std::exchange(events_, {}); }
    /// Every method of the table, for the test that holds it equal to data/api.json.
    [[nodiscard]] static std::vector<std::string_view> method_names();

  private:
    using Method = Answer (Session::*)(Json const&);
    struct Row {
        std::string_view name;
        Method method;
    };
    [[nodiscard]] static std::vector<Row> const& table();

    // --- methods, by subject
    Answer api_method(Json const&);
    Answer vault_init(Json const&);
    Answer vault_unlock(Json const&);
    Answer vault_lock(Json const&);
    Answer vault_info(Json const&);
    Answer vault_verify(Json const&);
    Answer vault_compact(Json const&);
    Answer vault_merge(Json const&);
    Answer vault_snapshot(Json const&);
    Answer vault_backed_up(Json const&);
    Answer member_add(Json const&);
    Answer member_list(Json const&);
    Answer member_remove(Json const&);
    Answer member_rekey(Json const&);
    Answer member_passphrase(Json const&);
    Answer member_preferences(Json const&);
    Answer recovery_print(Json const&);
    Answer recovery_use(Json const&);
    Answer form_list(Json const&);
    Answer form_show(Json const&);
    Answer form_add(Json const&);
    Answer form_rename(Json const&);
    [[nodiscard]] Answer declared(Json const& declaration, std::string const& instead_of);
    Answer vocabulary_list(Json const&);
    Answer vocabulary_set(Json const&);
    Answer record_create(Json const&);
    Answer record_update(Json const&);
    Answer record_show(Json const&);
    Answer record_list(Json const&);
    Answer record_history(Json const&);
    Answer record_resolve(Json const&);
    Answer record_erase(Json const&);
    Answer retention_list(Json const&);
    Answer retention_set(Json const&);
    Answer retention_due(Json const&);
    Answer retention_suggest(Json const&);
    Answer retention_keep(Json const&);
    Answer draft_save(Json const&);
    Answer draft_list(Json const&);
    Answer draft_show(Json const&);
    Answer draft_discard(Json const&);
    Answer today(Json const&);
    Answer deadline_rules(Json const&);
    Answer deadline_compute(Json const&);
    Answer deadline_add(Json const&);
    Answer deadline_show(Json const&);
    Answer deadline_change(Json const&);
    Answer deadline_list(Json const&);
    Answer person_show(Json const&);
    Answer person_erase(Json const&);
    Answer person_similar(Json const&);
    Answer person_summary(Json const&);
    Answer search(Json const&);
    Answer finding_assess(Json const&);
    Answer directory_import(Json const&);
    Answer directory_export(Json const&);
    Answer directory_list(Json const&);
    Answer directory_show(Json const&);
    Answer match(Json const&);
    Answer release_sign(Json const&);
    Answer release_withdraw(Json const&);
    Answer release_list(Json const&);
    Answer card_export(Json const&);
    Answer card_renew(Json const&);
    Answer card_add(Json const&);
    Answer card_list(Json const&);
    Answer referral_preview(Json const&);
    Answer referral_send(Json const&);
    Answer referral_letter(Json const&);
    Answer referral_open(Json const&);
    Answer referral_answer(Json const&);
    Answer referral_step(Json const&);
    Answer referral_list(Json const&);
    Answer referral_status(Json const&);
    Answer disclosures(Json const&);
    Answer unit_step(Json const&);
    Answer unit_list(Json const&);
    Answer bed_find(Json const&);
    Answer bed_hold(Json const&);
    Answer bed_ask(Json const&);
    Answer bed_change(Json const&);
    Answer bed_close(Json const&);
    Answer bed_waiting(Json const&);
    Answer stay_start(Json const&);
    Answer stay_arrive(Json const&);
    Answer stay_keep(Json const&);
    Answer stay_extend(Json const&);
    Answer stay_move(Json const&);
    Answer stay_away(Json const&);
    Answer stay_leave(Json const&);
    Answer stay_correct(Json const&);
    Answer stay_end(Json const&);
    Answer stay_list(Json const&);
    Answer board(Json const&);
    Answer handover(Json const&);
    Answer token_take(Json const&);
    Answer token_answer(Json const&);
    Answer token_list(Json const&);
    Answer person_copy(Json const&);
    [[nodiscard]] Result<Done, Failure> own_copy_given(PersonId const& who,
                                                       std::set<std::string> const& fields);
    Answer document_begin(Json const&);
    Answer document_put(Json const&);
    Answer document_finish(Json const&);
    Answer document_cancel(Json const&);
    Answer document_list(Json const&);
    Answer document_show(Json const&);
    Answer document_history(Json const&);
    Answer document_open(Json const&);
    Answer document_read(Json const&);
    Answer document_close(Json const&);
    Answer document_preview(Json const&);
    Answer document_verify(Json const&);
    Answer document_tidy(Json const&);
    Answer document_bring(Json const&);
    Answer document_erase(Json const&);
    Answer template_names(Json const&);
    Answer template_list(Json const&);
    Answer template_check(Json const&);
    Answer template_preview(Json const&);
    Answer template_fill(Json const&);
    Answer document_pages(Json const&);
    Answer document_page(Json const&);
    Answer document_marks(Json const&);
    Answer document_redact(Json const&);
    Answer document_packet(Json const&);
    Answer matter_check(Json const&);
    Answer matter_clear(Json const&);
    Answer matter_open(Json const&);
    Answer matter_change(Json const&);
    Answer matter_party(Json const&);
    Answer matter_party_change(Json const&);
    Answer matter_wall(Json const&);
    Answer matter_walls(Json const&);
    Answer matter_list(Json const&);
    Answer matter_show(Json const&);
    Answer matter_time(Json const&);
    Answer relief_options(Json const&);
    Answer relief_answer(Json const&);
    Answer relief_show(Json const&);
    Answer law_list(Json const&);
    Answer law_confirm(Json const&);
    Answer hold_place(Json const&);
    Answer hold_lift(Json const&);
    Answer hold_list(Json const&);
    Answer request_count(Json const&);
    Answer calendar_export(Json const&);
    Answer evidence_define(Json const&);
    Answer evidence_list(Json const&);
    Answer evidence_table(Json const&);
    Answer evidence_publish(Json const&);
    Answer evidence_published(Json const&);
    Answer evidence_said(Json const&);
    Answer evidence_policy(Json const&);
    Answer evidence_microdata(Json const&);
    Answer evidence_synthesize(Json const&);
    Answer htcds_export(Json const&);
    Answer htcds_import(Json const&);
    Answer study_new(Json const&);
    Answer study_keepers(Json const&);
    Answer study_interview(Json const&);
    Answer study_withdraw(Json const&);
    Answer study_list(Json const&);

    // --- the vault and what was opened of it
    [[nodiscard]] Instant now() const { return ports_.clock(); }
    /// All that was made of the vault's entries.
    void forget_entries();
    void begin_session();
    void end_session();
    [[nodiscard]] vault::Sink sink();
    [[nodiscard]] std::function<void()> on_reload();
    /// Whether what is taken in is news to other windows; while unlocking or reading anew nothing is.
    enum class News { kTold, kQuiet };
    /// Hands what the sink collected to the projection. True if an erasure was among it.
    bool take_entries(News news);
    /// Takes keys of walls in, and opens what stands behind them (walls.hpp).
    void open_walls();
    void take_tokens(RecordId const& record);
    /// One that can't be taken is kept in forms_not_taken_, and told.
    void take_form(Json const& fields);
    void take_term(Json const& fields);
    void take_erasure(vault::OpenedEntry const& account, Json const& fields);
    void plan_kinds();
    void take_drafts(News news);
    [[nodiscard]] std::map<vault::EntryName, Json> draft_accounts() const;
    void forget_pieces(RecordId const& id, MemberId const& author, Json const& account);
    /// What was erased and is still in the file leaves it.
    void remove_erased();
    /// Takes in what others wrote since.
    [[nodiscard]] Result<Done, Failure> refresh();
    /// Reads everything anew.
    [[nodiscard]] Result<Done, Failure> reload();
    [[nodiscard]] Result<Done, Failure> coordinator_only() const;
    /// Months, by kind.
    [[nodiscard]] std::map<std::string, std::int64_t> review_periods() const;
    struct Reviewed {
        Instant at{};
        std::string until;  ///< Empty: nobody agreed to keep it longer.
    };
    [[nodiscard]] std::map<std::string, Reviewed> reviews() const;
    [[nodiscard]] std::string review_day(projection::RecordView const& view, std::int64_t months,
                                         std::map<std::string, Reviewed> const& reviewed) const;
    [[nodiscard]] Json review_of(projection::RecordView const& view) const;

    // --- a person forgotten (forget.hpp)
    struct Forgotten;
    struct Interviewed;
    [[nodiscard]] Interviewed interviewed(PersonId const& who) const;
    [[nodiscard]] Result<std::optional<PersonId>, Failure> whom_to_forget(Json const& params);
    /// Refused for a stay that goes on, whose person would be in the house and in no list of it, and for a matter that is
    /// open.
    [[nodiscard]] static Result<Done, Failure> is_over(projection::RecordView const& view);
    using Views = std::vector<projection::RecordView>;
    [[nodiscard]] Views all_about(PersonId const& who) const;
    [[nodiscard]] Result<Done, Failure> may_forget(PersonId const& who, Views const& all) const;
    [[nodiscard]] Forgotten to_forget(PersonId const& who, Views all, Json const& params);
    [[nodiscard]] Result<std::vector<vault::NewEntry>, Failure> forgetting(Forgotten const& what,
                                                                           std::string const& basis);
    /// Those made since, which hold what was there then.
    [[nodiscard]] Json backups_with(Instant since) const;
    [[nodiscard]] Answer unlock_again(std::string const& passphrase);
    [[nodiscard]] Answer unlocked_summary();
    [[nodiscard]] std::string member_name(MemberId const& id) const;
    [[nodiscard]] Parts my_parts() const;
    /// Appends what an act of the keyring gave, under the writer's lock.
    using KeyringAct = std::function<Result<keyring::NewItems, keyring::KeyringError>(keyring::Keyring const&,
                                                                                      keyring::Keys const&)>;
    [[nodiscard]] Result<Done, Failure> change_keys(KeyringAct const& act);

    // --- writing
    /// One revision of one record, by part.
    struct Change {
        RecordId record{RecordId::Bytes{}};
        RevisionId revision{RevisionId::Bytes{}};
        std::string kind;
        std::int64_t form_version = 1;
        std::optional<PersonId> person;
        revisions::Op op = revisions::Op::kCreate;
        std::vector<RevisionId> parents;
        std::map<Part, Json> fields;
    };
    /// Refused, naming the field, if this member may not write the part.
    [[nodiscard]] Result<Done, Failure> holds(Part part, std::string const& field) const;
    /// A new record of a form; `data` is normalised. Fails if a part is not this member's to write.
    [[nodiscard]] Result<Change, Failure> creation(forms::Form const& form, std::optional<PersonId> person,
                                                   Json const& data);
    [[nodiscard]] Result<Change, Failure> change_of(projection::RecordView const& record, Json const& data,
                                                    revisions::Op op, std::vector<RevisionId> parents);
    using NewEntries = Result<std::vector<vault::NewEntry>, Failure>;
    /// All of them durable, or none (where they fit into one batch). `at_last` is asked under the writer's
    /// lock, with everything others wrote taken in: what is written as well, or why nothing is.
    [[nodiscard]] Result<Done, Failure> write(std::vector<Change> const& changes,
                                              std::function<NewEntries()> const& at_last = {});
    [[nodiscard]] std::vector<vault::NewEntry> entries_of(std::vector<Change> const& changes) const;
    [[nodiscard]] std::vector<vault::NewEntry> entries_of(Change const& change, Wall const* around) const;
    [[nodiscard]] std::optional<RecordId> matter_of(std::string_view kind, RecordId const& record,
                                                    Json const& fields) const;
    [[nodiscard]] std::optional<RecordId> matter_of(Change const& change) const;
    [[nodiscard]] forms::Field const* matter_link(std::string_view kind) const;
    [[nodiscard]] bool is_of_a_matter(std::string_view kind) const { return matter_link(kind) != nullptr; }
    [[nodiscard]] Wall const* wall_around(Change const& change) const;
    /// walls.hpp N1.
    [[nodiscard]] bool hides_person(Change const& change) const;
    [[nodiscard]] bool hides_person(projection::RecordView const& view) const {
        return is_of_matters(view.kind) || person_in_body_.contains(view.id);
    }
    [[nodiscard]] Result<Done, Failure> not_behind_a_wall(projection::RecordView const& view) const;
    /// The matter that a record is to be of; `about`, where given, is whom it is for. None: `data` names none.
    [[nodiscard]] Result<std::optional<projection::RecordView>, Failure> named_matter(
        forms::Form const& form, Json const& data, std::optional<PersonId> const& about) const;
    [[nodiscard]] Result<Done, Failure> not_over(projection::RecordView const& matter, std::string_view kind,
                                                 Json const& data) const;
    /// A record of a matter is never moved to another, and one of none only into its person's.
    [[nodiscard]] Result<Done, Failure> stays_in_its_matter(projection::RecordView const& view,
                                                            Json const& data) const;
    /// Writes an update of a record; one that it brings into a matter with a wall is sealed anew (N7).
    [[nodiscard]] Result<Done, Failure> write_update(projection::RecordView const& view, Change change,
                                                     std::function<NewEntries()> const& at_last = {});
    /// Refused if one of them is of a matter whose wall keeps this member out.
    [[nodiscard]] Result<Done, Failure> inside(std::vector<Change> const& changes) const;
    /// `data` checked against `form`: normalised, or what is wrong with it.
    [[nodiscard]] Answer checked(forms::Form const& form, Json const& data, forms::Mode mode,
                                 Json const& current, std::string const& place);
    [[nodiscard]] Result<Done, Failure> check_links(forms::Form const& form, Json const& data,
                                                    std::string const& place) const;
    /// fitting.cpp
    [[nodiscard]] Result<Done, Failure> fits(forms::Form const& form, Json const& data,
                                             std::optional<PersonId> const& about,
                                             std::optional<RecordId> const& of) const;
    /// A record that only the engine makes; its data is the engine's own, so a problem is a bug.
    [[nodiscard]] Result<Change, Failure> own_record(std::string_view kind, std::optional<PersonId> person,
                                                     Json const& data);

    // --- reading
    [[nodiscard]] Result<projection::RecordView, Failure> record(Json const& params,
                                                                 std::string_view key = "id") const;
    [[nodiscard]] Result<projection::RecordView, Failure> record_of_kind(Json const& params,
                                                                         std::string_view key,
                                                                         std::string_view kind) const;
    /// The person whom `params[key]` names, directly or by one of their records. Nothing if there is no such
    /// parameter.
    [[nodiscard]] Result<std::optional<PersonId>, Failure> person(Json const& params,
                                                                  std::string_view key = "person") const;
    /// Whether this member can read a record about the person.
    [[nodiscard]] bool knows(PersonId const& person) const;
    /// What a member, a person or a record is called, as far as this member may read it; else empty.
    [[nodiscard]] std::string name_of(std::string_view id) const;
    /// By id, of those that stand in `data`.
    [[nodiscard]] Json names_in(Json const& data) const;
    /// `fields` of a record of the kind, without what the engine keeps for itself (forms F18).
    [[nodiscard]] Json visible(std::string_view kind, Json const& fields) const;
    [[nodiscard]] Json shown(projection::RecordView const& view) const;
    [[nodiscard]] Json row(projection::RecordRow const& row) const;
    [[nodiscard]] Json erasures_told(std::string_view id) const;
    [[nodiscard]] std::optional<Json> assessment_of(projection::RecordView const& finding) const;
    [[nodiscard]] Json conflicts_of(projection::RecordView const& view) const;
    [[nodiscard]] std::string chosen_name(PersonId const& person) const;
    [[nodiscard]] std::vector<projection::RecordView> records(projection::Filter const& filter) const;
    /// A person's records of a kind, newest first.
    [[nodiscard]] std::vector<projection::RecordView> records_of(PersonId const& person,
                                                                 std::string_view kind) const;
    /// The revisions of a record that `list` names: each is known, none twice.
    [[nodiscard]] Result<std::vector<RevisionId>, Failure> seen_revisions(
        projection::RecordView const& record, Json const& list, std::string const& place) const;

    // --- drafts and the day
    struct Drafting;   ///< drafting.hpp
    struct Deadlines;  ///< deadline_view.hpp
    void add_about(Json& item, forms::Form const& form, projection::RecordView const& view) const;
    /// The steps to goals that are not reached, with the day they are to be done by.
    void for_each_step(
        std::function<void(projection::RecordView const&, std::size_t, Json const&)> const& take) const;
    [[nodiscard]] std::string language_of(PersonId const& who) const;
    [[nodiscard]] Json today_item(projection::RecordView const& view) const;
    [[nodiscard]] Json due_until(forms::Due due, std::string_view last_day) const;

    // --- evidence
    struct Studies;     ///< studies.hpp
    struct Counting;    ///< counting.hpp
    struct Publishing;  ///< publishing.hpp

    // --- matters
    struct Conflicts;
    struct Asked;
    struct Checked;
    [[nodiscard]] Conflicts& conflicts();
    [[nodiscard]] conflicts::Blind blind() const;
    [[nodiscard]] std::string blind_person(PersonId const& person) const;
    [[nodiscard]] Asked asked_of(PersonId const& person) const;
    [[nodiscard]] std::set<std::uint32_t> clients_met(Asked const& asked, conflicts::Place own);
    [[nodiscard]] Result<RecordId, Failure> matter_to_open(Json const& params) const;
    [[nodiscard]] Result<Done, Failure> put_up(RecordId const& matter, std::string_view number,
                                               std::set<MemberId> const& insiders, Json const& params);
    [[nodiscard]] Result<Done, Failure> take_check_in(Json const& params, RecordId const& matter);
    [[nodiscard]] std::string asked_name(std::string const& member) const;
    [[nodiscard]] Result<Checked, Failure> check_of(std::vector<Asked> const& asked, Json const& params,
                                                    std::optional<PersonId> const& about,
                                                    std::string_view number,
                                                    std::optional<RecordId> const& matter);
    [[nodiscard]] Result<Done, Failure> may_go_on(Checked const& checked);
    [[nodiscard]] Json check_json(projection::RecordView const& view);
    [[nodiscard]] Result<Change, Failure> tokens_of(Asked const& asked, std::string_view number,
                                                    std::string const& ask, RecordId const& party,
                                                    PersonId const& person);
    struct PartyOf;
    [[nodiscard]] Result<Done, Failure> add_party(Asked const& party, Json const& more, PartyOf const& of,
                                                  std::vector<Change>& to);
    [[nodiscard]] Result<MemberId, Failure> responsible_in(Json const& params) const;
    [[nodiscard]] Result<projection::RecordView, Failure> matter_in(Json const& params,
                                                                    std::string_view key) const;
    [[nodiscard]] Json matter_row(projection::RecordView const& view) const;
    [[nodiscard]] Result<Done, Failure> nothing_is_open(projection::RecordView const& matter,
                                                        Json const& params) const;
    /// Of its deadlines that are not done, and its dates from today on; the nearest first.
    [[nodiscard]] std::vector<std::string> open_days_of(RecordId const& matter) const;
    [[nodiscard]] std::vector<projection::RecordView> records_of_matter(RecordId const& matter,
                                                                        std::string_view kind) const;
    /// Active members who hold the part.
    [[nodiscard]] Result<std::set<MemberId>, Failure> members_in(Json const& params, std::string_view key,
                                                                 Part part) const;
    [[nodiscard]] Result<std::set<MemberId>, Failure> insiders_in(Json const& params,
                                                                  std::string_view key) const;
    [[nodiscard]] Result<Change, Failure> wall_record(RecordId const& matter, std::string_view number,
                                                      std::set<MemberId> const& insiders, Json const& params);
    void add_attorney(Json& rule, std::string_view id) const;
    [[nodiscard]] Json relief_json(projection::RecordView const& matter, std::string_view option) const;
    /// What stops the erasure of a record: holds on it, its matter or its person.
    [[nodiscard]] Json holds_on(projection::RecordView const& held) const;
    [[nodiscard]] Json holds_on(std::optional<RecordId> const& record, std::optional<RecordId> const& matter,
                                std::optional<PersonId> const& person) const;
    [[nodiscard]] static Result<Done, Failure> no_hold(Json const& holds, std::string const& field);
    [[nodiscard]] Result<Done, Failure> not_held(projection::RecordView const& view) const;
    [[nodiscard]] NewEntries anew(projection::RecordView const& view, Json const& fields, Wall const* around);
    [[nodiscard]] NewEntries anew(RecordId const& matter, Wall const* around);
    /// Writes what was sealed anew, and removes what it takes the place of.
    [[nodiscard]] Result<Done, Failure> replace_entries(vault::Vault::Writing& writing,
                                                        std::vector<vault::NewEntry> entries);
    [[nodiscard]] Result<Done, Failure> seal_anew(RecordId const& matter, Change const& wall);

    // --- documents (documents.hpp)
    struct Documents;
    struct DocumentWriting;
    struct Templates;  ///< template_view.hpp
    struct Papers;     ///< papers.hpp
    /// What stays in documents when a record is erased that they were filled from.
    [[nodiscard]] Json filled_remains(projection::RecordView const& erased, std::optional<Part> part);
    [[nodiscard]] Documents& documents();
    [[nodiscard]] Result<archive::Store*, Failure> document_store() const;
    /// Of either kind (X9), whoever may read it.
    [[nodiscard]] Result<projection::RecordView, Failure> document_named(Json const& params) const;
    [[nodiscard]] Result<projection::RecordView, Failure> document_in(Json const& params) const;
    [[nodiscard]] Result<archive::Reader, Failure> reader_of(projection::RecordView const& view) const;
    [[nodiscard]] Json document_row(projection::RecordView const& view) const;
    [[nodiscard]] std::vector<projection::RecordView> versions_of(projection::RecordView const& view) const;
    [[nodiscard]] Json versions_json(projection::RecordView const& view) const;
    [[nodiscard]] Result<Change, Failure> custody(projection::RecordView const& view, std::string_view what,
                                                  std::string const& why);
    [[nodiscard]] Result<Change, Failure> custody(std::string_view kind, RecordId const& document,
                                                  std::optional<PersonId> const& about, Json const& fields,
                                                  std::string_view what, std::string const& why);
    [[nodiscard]] std::vector<archive::FileEntry> files_without_record(
        std::vector<archive::FileEntry> const& files) const;
    /// Seals what was written, and keeps its record, its custody and what goes beside them in one act.
    [[nodiscard]] Answer keep(RecordId const& id, DocumentWriting& writing,
                              std::optional<std::string_view> wanted_hash, std::vector<Change> beside);
    /// The same of content that is there as a whole.
    [[nodiscard]] Answer keep_whole(RecordId const& id, DocumentWriting& writing, ByteView content,
                                    std::vector<Change> beside);
    /// Removes the files of a record but for one: what is erased, or sealed under a newer key. Whether all went.
    bool remove_files(RecordId const& record, std::string const& but);
    /// X3: files of records that are here, under other keys than theirs.
    void remove_superseded();
    /// The fields with the key of a new file, sealed anew; as they are where its file can't be read.
    [[nodiscard]] Result<Json, Failure> with_new_key(projection::RecordView const& view);

    // --- directory, releases, referrals
    struct Directory;
    struct Import;
    struct FromSource;
    [[nodiscard]] FromSource from_source(projection::RecordView const& record) const;
    [[nodiscard]] Result<Done, Failure> take_item(directory::Item& item, Import& import);
    [[nodiscard]] Directory const& directory();
    [[nodiscard]] Result<consent::Release, Failure> release(Json const& params, std::string_view key) const;
    [[nodiscard]] Result<consent::Release, Failure> release_of(projection::RecordView const& view) const;
    [[nodiscard]] Result<std::vector<Change>, Failure> erasures_of(projection::RecordView const& view,
                                                                   std::optional<Part> part,
                                                                   std::set<vault::EntryName> const& names,
                                                                   std::string const& basis);
    [[nodiscard]] Result<std::vector<Change>, Failure> erasures_beside(projection::RecordView const& view);
    struct Taken;
    struct Sending;  ///< sending.hpp

    // --- shelter
    struct Shelter;
    [[nodiscard]] Shelter const& shelter();
    struct Housing;  ///< housing.hpp

    Ports ports_;
    vault::Vault vault_;
    forms::Registry forms_;
    struct NotTaken {
        Json declaration;
        std::string why;
    };
    std::map<std::string, NotTaken, std::less<>> forms_not_taken_;  ///< By name.
    std::unique_ptr<projection::Projection> projection_;
    struct DraftPiece {
        vault::EntryName name;
        Part part = Part::kPlan;
    };
    std::map<RecordId, std::vector<DraftPiece>> draft_pieces_;  ///< Of drafts, what is in force.
    std::unique_ptr<projection::Projection> drafts_;            ///< W3: what they hold.
    std::vector<vault::OpenedEntry> opened_;
    std::shared_ptr<Directory> directory_;
    std::shared_ptr<Shelter> shelter_;
    Walls walls_;
    std::set<RecordId> person_in_body_;  ///< Records whose headers name no person, but their bodies do (N1).
    bool key_came_ = false;              ///< Of a wall, after what stands behind it was passed over.
    std::shared_ptr<Conflicts> conflicts_;
    std::shared_ptr<Documents> documents_;
    std::vector<Event> events_;
};

}  // namespace amparo::engine
