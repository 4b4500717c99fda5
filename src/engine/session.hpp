// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the methods share: the vault, what was opened of it, the forms, and how a change is written. One
/// method is one member function; they lie in methods_*.cpp by subject. The table that names them is in
/// session.cpp.
#include "drafts.hpp"

#include "amparo/codec/json.hpp"
#include "amparo/consent/release.hpp"
#include "amparo/courier/courier.hpp"
#include "amparo/directory/import.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/forms/registry.hpp"
#include "amparo/forms/validate.hpp"
#include "amparo/keyring/keyring.hpp"
#include "amparo/matching/match.hpp"
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

class Engine::Session {
  public:
    explicit Session(Ports ports) : ports_{std::move(ports)}, vault_{ports_.storage} {}

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
    Answer bed_close(Json const&);
    Answer bed_waiting(Json const&);
    Answer stay_start(Json const&);
    Answer stay_arrive(Json const&);
    Answer stay_keep(Json const&);
    Answer stay_extend(Json const&);
    Answer stay_move(Json const&);
    Answer stay_away(Json const&);
    Answer stay_leave(Json const&);
    Answer stay_end(Json const&);
    Answer stay_list(Json const&);
    Answer board(Json const&);
    Answer handover(Json const&);
    Answer token_take(Json const&);
    Answer token_answer(Json const&);
    Answer token_list(Json const&);
    Answer person_copy(Json const&);
    Answer calendar_export(Json const&);

    // --- the vault and what was opened of it
    [[nodiscard]] Instant now() const { return ports_.clock(); }
    void begin_session();
    void end_session();
    [[nodiscard]] vault::Sink sink();
    [[nodiscard]] std::function<void()> on_reload();
    /// Whether what is taken in is news to other windows; while unlocking or reading anew nothing is.
    enum class News { kTold, kQuiet };
    /// Hands what the sink collected to the projection. True if an erasure was among it.
    bool take_entries(News news);
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
    [[nodiscard]] std::vector<vault::NewEntry> entries_of(std::vector<Change> const& changes);
    /// `data` checked against `form`: normalised, or the first problem with the count of the others.
    [[nodiscard]] Answer checked(forms::Form const& form, Json const& data, forms::Mode mode,
                                 Json const& current, std::string const& place);
    [[nodiscard]] Result<Done, Failure> check_links(forms::Form const& form, Json const& data,
                                                    std::string const& place) const;
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
    /// Nothing if it is gone, or not this member's (W7).
    [[nodiscard]] std::optional<KeptDraft> kept_draft(RecordId const& id) const;
    /// Newest first.
    [[nodiscard]] std::vector<KeptDraft> kept_drafts() const;
    [[nodiscard]] Result<KeptDraft, Failure> draft_in(Json const& params) const;
    [[nodiscard]] Result<KeptDraft, Failure> draft_from(Json const& params) const;
    [[nodiscard]] Json draft_row(KeptDraft const& draft) const;
    [[nodiscard]] NewEntries draft_erasure(RecordId const& id, std::optional<std::set<Part>> const& parts);
    [[nodiscard]] NewEntries draft_entries(KeptDraft const& draft, std::map<Part, Json> const& before);
    /// W5, W6. Asked under the writer's lock: what ends the draft in `params`, if there is one, in this
    /// record.
    [[nodiscard]] NewEntries end_of_draft(Json const& params, std::string_view kind,
                                          std::optional<RecordId> const& of,
                                          std::optional<PersonId> const& about);
    [[nodiscard]] Json today_item(projection::RecordView const& view) const;
    [[nodiscard]] Json due_until(forms::Due due, std::string_view last_day) const;

    // --- deadlines
    [[nodiscard]] Result<Done, Failure> check_document_date(Json const& data) const;
    [[nodiscard]] std::optional<Date> date_by_rule_today(Json const& kept) const;
    [[nodiscard]] Json deadline_json(projection::RecordView const& view) const;
    [[nodiscard]] Json deadlines_due() const;

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
    struct Taken;
    struct Draft;
    [[nodiscard]] Result<Draft, Failure> draft_referral(Json const& params) const;
    static void add_value(Taken& draft, std::string_view named, forms::Field const& field, Json const& value);
    static void add_message(Taken& draft, std::string const& message);
    void take_fields(Taken& draft, std::vector<std::string> const& named) const;
    void take_field(Taken& draft, std::string const& named, forms::Form const& form,
                    std::vector<projection::RecordView> const& records) const;
    [[nodiscard]] std::vector<projection::RecordView> answering(PersonId const& person,
                                                                forms::Form const& form,
                                                                std::vector<std::string> const& fields) const;
    [[nodiscard]] bool ever_answers(projection::RecordView const& record, std::string const& field) const;
    [[nodiscard]] Result<referral::Payload, Failure> payload_of(Draft const& draft);
    [[nodiscard]] Result<referral::Payload, Failure> payload_of(Taken const& draft,
                                                                std::vector<referral::Item> const& beside);
    [[nodiscard]] Json log_of(consent::Disclosure const& disclosure, std::string_view how,
                              Json const& beside) const;
    [[nodiscard]] NewEntries still_covered(RecordId const& id, consent::Request const& request) const;
    [[nodiscard]] Answer sealed_file(Draft const& draft, consent::Disclosure const& disclosure,
                                     courier::ReferralToken const& id, Json& referral) const;
    [[nodiscard]] Answer letter(Draft const& draft, referral::Payload payload,
                                courier::ReferralToken const& id, Instant sent_at) const;
    [[nodiscard]] Json answer_log(projection::RecordView const& referral) const;
    [[nodiscard]] Answer take_referral(Bytes const& file);
    [[nodiscard]] std::optional<projection::RecordView> referral_with(
        std::string_view token, std::optional<crypto::Hash> const& sender) const;
    [[nodiscard]] std::optional<Change> contact_from(Json const& fields, PersonId const& about);
    [[nodiscard]] Answer take_answer(projection::RecordView const& sent, Bytes const& file);
    [[nodiscard]] Answer move_referral(projection::RecordView const& view, referral::Step step,
                                       referral::Side side, std::string const& reason,
                                       std::string const& answer);

    // --- shelter
    struct Shelter;
    [[nodiscard]] Shelter const& shelter();
    using StayRule = std::function<shelter::Fields(shelter::Known const&)>;
    [[nodiscard]] Result<shelter::Ask, Failure> bed_ask_in(Json const& params);
    [[nodiscard]] Result<std::vector<shelter::Place>, Failure> places_in(Json const& params) const;
    [[nodiscard]] Json next_free(shelter::Ask const& ask, std::optional<RecordId> const& stay);
    [[nodiscard]] Failure from_step(shelter::StepError const& error, shelter::Ask const& ask,
                                    std::optional<RecordId> const& stay);
    [[nodiscard]] Result<Json, Failure> decided(StayRule const& rule, shelter::Ask const& ask,
                                                std::optional<RecordId> const& stay);
    [[nodiscard]] Answer new_stay(Json const& params, StayRule const& rule, shelter::Ask const& ask);
    [[nodiscard]] Answer change_stay(
        Json const& params,
        std::function<shelter::Fields(shelter::Known const&, RecordId const&, Json const&)> step,
        Json const& more = Json::object());
    [[nodiscard]] Result<std::vector<Change>, Failure> housed_request(projection::RecordView const& request);
    [[nodiscard]] Json unit_json(shelter::Unit const& unit);
    [[nodiscard]] Json board_row(shelter::Board const& board, shelter::BoardRow const& row, bool names);
    /// What a shift wants to know of records of a kind made since.
    [[nodiscard]] Json since(std::string_view kind, std::string_view text_field, Instant from,
                             bool names) const;
    /// Erases what a partner asked, once it is over (bed_token.hpp K4).
    [[nodiscard]] Result<Done, Failure> sweep_tokens();

    Ports ports_;
    vault::Vault vault_;
    forms::Registry forms_;
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
    std::vector<Event> events_;
};

}  // namespace amparo::engine
