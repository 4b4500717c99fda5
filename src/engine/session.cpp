// SPDX-License-Identifier: AGPL-3.0-or-later
// The boundary: what may be called when, and the words for what went wrong.
#include "session.hpp"
#include "housing.hpp"

#include "schema.hpp"

#include "amparo/base/check.hpp"

#include "amparo_embedded/api.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

Json const* method_named(std::string_view name) {
    for (Json const& method : codec::list_at(api(), "methods"))
        if (codec::text_at(method, "name") == name) return &method;
    return nullptr;
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

Json to_json(Failure const& failure) {
    Json out{{"code", name(failure.code)},
             {"message", failure.message},
             {"field", failure.field},
             {"hint", failure.hint}};
    if (failure.list.empty()) return out;
    out["list"] = failure.list;
    out["more"] = failure.more;
    return out;
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
                    "open your newest back-up; keep this file and every back-up you have"};
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
                    "has changed the keys",
                    {},
                    "run: amparo vault verify, then amparo member rekey"};
        case E::kOtherVault:
            return {Code::kRefused, "this is another organisation's vault; nothing was taken over", "file",
                    "give a copy of this vault"};
        case E::kDiverged:
            return {
                Code::kRefused,
                "the two copies differ in who works here, and neither follows from the other; nothing was "
                "taken over",
                "file",
                "open the other copy and take this one over there; if that is refused as well, keep both and "
                "enter by hand what one lacks"};
        case E::kForked:
            return {
                Code::kRefused, "one member wrote in both copies; nothing was taken over", "file",
                "two computers at once need two members: amparo member add; enter by hand what one lacks"};
        case E::kRolledBack:
            return {Code::kDamaged,
                    "the vault was replaced by an older copy while it was open; nothing was written",
                    {},
                    "lock and unlock to go on with what is there now"};
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
        {"vault.merge", &S::vault_merge},
        {"vault.snapshot", &S::vault_snapshot},
        {"vault.backed_up", &S::vault_backed_up},
        {"member.add", &S::member_add},
        {"member.list", &S::member_list},
        {"member.remove", &S::member_remove},
        {"member.rekey", &S::member_rekey},
        {"member.passphrase", &S::member_passphrase},
        {"member.preferences", &S::member_preferences},
        {"recovery.print", &S::recovery_print},
        {"recovery.use", &S::recovery_use},
        {"form.list", &S::form_list},
        {"form.show", &S::form_show},
        {"form.add", &S::form_add},
        {"form.rename", &S::form_rename},
        {"vocabulary.list", &S::vocabulary_list},
        {"vocabulary.set", &S::vocabulary_set},
        {"record.create", &S::record_create},
        {"record.update", &S::record_update},
        {"record.show", &S::record_show},
        {"record.list", &S::record_list},
        {"record.history", &S::record_history},
        {"record.resolve", &S::record_resolve},
        {"record.erase", &S::record_erase},
        {"retention.list", &S::retention_list},
        {"retention.set", &S::retention_set},
        {"retention.due", &S::retention_due},
        {"retention.suggest", &S::retention_suggest},
        {"retention.keep", &S::retention_keep},
        {"draft.save", &S::draft_save},
        {"draft.list", &S::draft_list},
        {"draft.show", &S::draft_show},
        {"draft.discard", &S::draft_discard},
        {"today", &S::today},
        {"deadline.rules", &S::deadline_rules},
        {"deadline.compute", &S::deadline_compute},
        {"deadline.add", &S::deadline_add},
        {"deadline.show", &S::deadline_show},
        {"deadline.change", &S::deadline_change},
        {"deadline.list", &S::deadline_list},
        {"person.show", &S::person_show},
        {"person.erase", &S::person_erase},
        {"person.similar", &S::person_similar},
        {"person.summary", &S::person_summary},
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
        {"card.renew", &S::card_renew},
        {"card.add", &S::card_add},
        {"card.list", &S::card_list},
        {"referral.preview", &S::referral_preview},
        {"referral.send", &S::referral_send},
        {"referral.letter", &S::referral_letter},
        {"referral.open", &S::referral_open},
        {"referral.answer", &S::referral_answer},
        {"referral.step", &S::referral_step},
        {"referral.list", &S::referral_list},
        {"referral.status", &S::referral_status},
        {"disclosures", &S::disclosures},
        {"unit.step", &S::unit_step},
        {"unit.list", &S::unit_list},
        {"bed.find", &S::bed_find},
        {"bed.hold", &S::bed_hold},
        {"bed.ask", &S::bed_ask},
        {"bed.change", &S::bed_change},
        {"bed.close", &S::bed_close},
        {"bed.waiting", &S::bed_waiting},
        {"stay.start", &S::stay_start},
        {"stay.arrive", &S::stay_arrive},
        {"stay.keep", &S::stay_keep},
        {"stay.extend", &S::stay_extend},
        {"stay.move", &S::stay_move},
        {"stay.away", &S::stay_away},
        {"stay.leave", &S::stay_leave},
        {"stay.correct", &S::stay_correct},
        {"stay.end", &S::stay_end},
        {"stay.list", &S::stay_list},
        {"board", &S::board},
        {"handover", &S::handover},
        {"token.take", &S::token_take},
        {"token.answer", &S::token_answer},
        {"token.list", &S::token_list},
        {"person.copy", &S::person_copy},
        {"calendar.export", &S::calendar_export},
        {"evidence.define", &S::evidence_define},
        {"evidence.list", &S::evidence_list},
        {"evidence.table", &S::evidence_table},
        {"evidence.publish", &S::evidence_publish},
        {"evidence.published", &S::evidence_published},
        {"evidence.said", &S::evidence_said},
        {"evidence.policy", &S::evidence_policy},
        {"evidence.microdata", &S::evidence_microdata},
        {"evidence.synthesize", &S::evidence_synthesize},
        {"htcds.export", &S::htcds_export},
        {"htcds.import", &S::htcds_import},
        {"study.new", &S::study_new},
        {"study.keepers", &S::study_keepers},
        {"study.interview", &S::study_interview},
        {"study.withdraw", &S::study_withdraw},
        {"study.list", &S::study_list},
        {"document.begin", &S::document_begin},
        {"document.put", &S::document_put},
        {"document.finish", &S::document_finish},
        {"document.cancel", &S::document_cancel},
        {"document.list", &S::document_list},
        {"document.show", &S::document_show},
        {"document.history", &S::document_history},
        {"document.open", &S::document_open},
        {"document.read", &S::document_read},
        {"document.close", &S::document_close},
        {"document.preview", &S::document_preview},
        {"document.verify", &S::document_verify},
        {"document.tidy", &S::document_tidy},
        {"document.bring", &S::document_bring},
        {"document.erase", &S::document_erase},
        {"template.names", &S::template_names},
        {"template.list", &S::template_list},
        {"template.check", &S::template_check},
        {"template.preview", &S::template_preview},
        {"template.fill", &S::template_fill},
        {"document.pages", &S::document_pages},
        {"document.page", &S::document_page},
        {"document.marks", &S::document_marks},
        {"document.redact", &S::document_redact},
        {"document.packet", &S::document_packet},
        {"matter.check", &S::matter_check},
        {"matter.clear", &S::matter_clear},
        {"matter.open", &S::matter_open},
        {"matter.change", &S::matter_change},
        {"matter.party", &S::matter_party},
        {"matter.party_change", &S::matter_party_change},
        {"matter.wall", &S::matter_wall},
        {"matter.walls", &S::matter_walls},
        {"matter.list", &S::matter_list},
        {"matter.show", &S::matter_show},
        {"matter.time", &S::matter_time},
        {"relief.options", &S::relief_options},
        {"relief.answer", &S::relief_answer},
        {"relief.show", &S::relief_show},
        {"law.list", &S::law_list},
        {"law.confirm", &S::law_confirm},
        {"hold.place", &S::hold_place},
        {"hold.lift", &S::hold_lift},
        {"hold.list", &S::hold_list},
        {"request.count", &S::request_count},
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
        // What is over goes at the next call that can write; one that only reads is not refused for it.
        (void)Housing{*this}.sweep_tokens();
    } else if (needs == "locked" && vault_.unlocked()) {
        return refused("the vault is unlocked already", {}, "lock it first");
    }
    return (this->*at->method)(params);
}

Answer Engine::Session::api_method(Json const&) {
    return Json{{"methods", codec::list_at(api(), "methods")}};
}

}  // namespace amparo::engine
