// SPDX-License-Identifier: AGPL-3.0-or-later
// card.*, referral.*: to a partner who uses Amparo, or by letter to one who does not, until it is received.
#include "directory_view.hpp"

#include "amparo/base/check.hpp"
#include "amparo/courier/courier.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/forms/validate.hpp"
#include "amparo/referral/letter.hpp"
#include "amparo/referral/status.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

std::string_view constexpr kMessageField = "referral.message";
std::string_view constexpr kNeedField = "referral.need";

std::string hex(ByteView bytes) { return vault::hex(bytes); }

Result<Bytes, Failure> bytes_in(Json const& params, std::string_view key) {
    auto bytes = crypto::from_base64(codec::text_at(params, key).value_or(""));
    if (!bytes) return usage("this is not base64", std::string{key});
    return std::move(*bytes);
}

Failure failure_of(courier::CourierError error, std::string_view field) {
    using E = courier::CourierError;
    std::string const place{field};
    switch (error) {
        case E::kNotACard: return {Code::kUsage, "this file is not an Amparo card", place, "ask the partner for the file that amparo card export wrote"};
        case E::kMalformed: return {Code::kDamaged, "this file is not whole, or not an Amparo file", place, "ask for it to be sent again"};
        case E::kForged: return {Code::kDamaged, "this file was changed on its way, or is not from who it says; nothing of it was taken", place, "ask the sender by telephone, and for the file again"};
        case E::kNotForUs: return {Code::kRefused, "this file is for another organisation", place, "give it back to the sender"};
        case E::kExpired: return {Code::kRefused, "the person's release is over, so this can't be opened any more", place, "ask the sender for a new referral"};
        case E::kTooLarge: return {Code::kRefused, "this file is larger than any Amparo file", place, {}};
        case E::kUnknownSender: return {Code::kRefused, "this answer is not from the organisation the referral went to", place, {}};
        case E::kNewer: return {Code::kDamaged, "this file was written by a newer Amparo", place, "update Amparo"};
    }
    return {Code::kDamaged, "this file can't be read", place, {}};
}

std::string sentence(consent::Refusal const& refusal) {
    using R = consent::RefusalCode;
    switch (refusal.code) {
        case R::kWithdrawn: return "the release was withdrawn; nothing was sent";
        case R::kNotYetInForce: return "the release has not begun; nothing was sent";
        case R::kEnded: return "the release has ended; nothing was sent";
        case R::kOtherRecipient: return "the release is for another recipient; nothing was sent";
        case R::kOtherPurpose: return "the release is for another purpose; nothing was sent";
        case R::kNothingToSend: return "nothing is recorded in the fields the release names; nothing was sent";
        case R::kFieldNotCovered: return "the release does not cover everything this would send; nothing was sent";
    }
    return {};
}

std::string sentence(referral::TransitionError error) {
    using E = referral::TransitionError;
    switch (error) {
        case E::kNotFromHere: return "a referral in this state can't take this step";
        case E::kOutcomeTooEarly: return "what was received is known only after the referral was accepted";
        case E::kAlreadyReceived: return "what was received can't be cancelled";
        case E::kNotTheirs: return "this step is the other side's to take";
        case E::kReasonMissing: return "this step needs a reason";
    }
    return {};
}

/// A value as a person reads it in a letter.
std::string readable(forms::Field const& field, Json const& value, std::string const& language) {
    auto const word = [&](std::string const& code) {
        if (forms::Term const* const none = forms::no_answers().find(code); none != nullptr) return none->labels.in(language);
        forms::Term const* const term = field.vocabulary ? field.vocabulary->find(code) : nullptr;
        return term == nullptr ? code : term->labels.in(language);
    };
    if (auto const none = forms::no_answer(value); none) return word(std::string{*none});
    if (value.is_string()) return field.vocabulary ? word(value.get<std::string>()) : value.get<std::string>();
    if (value.is_array()) {
        std::string out;
        for (Json const& item : value) {
            std::string const one = readable(field, item, language);
            out += (out.empty() || one.empty() ? "" : field.fields.empty() ? ", " : "; ") + one;
        }
        return out;
    }
    if (value.is_object()) {
        std::string out;
        for (auto const& [key, inner] : value.items()) {
            auto const at = std::find_if(field.fields.begin(), field.fields.end(), [&](forms::Field const& f) { return f.name == key; });
            std::string const one = at == field.fields.end() ? codec::to_text(inner) : at->labels.in(language) + ": " + readable(*at, inner, language);
            out += (out.empty() ? "" : ", ") + one;
        }
        return out;
    }
    return codec::to_text(value);
}

struct StoredState {
    referral::State state;
    referral::Channel channel = referral::Channel::kSealed;
    referral::Side side = referral::Side::kRequester;
};

StoredState state_in(Json const& data) {
    StoredState out;
    out.state.status = referral::status_named(codec::text_at(data, "state").value_or("")).value_or(referral::Status::kEnteredInError);
    out.state.outcome = referral::outcome_named(codec::text_at(data, "outcome").value_or("")).value_or(referral::Outcome::kNotKnown);
    out.channel = codec::text_at(data, "how_sent") == "letter" ? referral::Channel::kLetter : referral::Channel::kSealed;
    out.side = codec::text_at(data, "direction") == "in" ? referral::Side::kResponder : referral::Side::kRequester;
    return out;
}

}  // namespace

/// What would leave, looked at from every side before anything does.
struct Engine::Session::Draft {
    consent::Release release;
    projection::RecordView release_record;
    std::map<std::string, Json> values;
    std::vector<referral::Item> items;
    Json not_sent = Json::array();
    std::string need;
    std::string message;
    std::string call_back;
};

// --- cards -------------------------------------------------------------------------------------------------------

Answer Engine::Session::card_export(Json const&) {
    auto const& secret = vault_.keys().organization;
    if (!secret) return refused("this vault holds no organisation key");
    Bytes const card = courier::make_card(*secret, vault_.ring().chain().org_id(), vault_.ring().organization_name(vault_.keys()), now());
    auto const read = courier::read_card(card);
    AMPARO_CHECK(read.ok());
    return Json{{"file", crypto::to_base64(card)}, {"fingerprint", courier::fingerprint(read.value())}};
}

Answer Engine::Session::card_add(Json const& params) {
    AMPARO_TRY(auto const bytes, bytes_in(params, "file"));
    auto const card = courier::read_card(bytes);
    if (!card.ok()) return Fail{failure_of(card.error(), "file")};
    // The fingerprint is typed, never shown first: only who heard it from the partner can type it.
    if (!courier::same_fingerprint(codec::string_or(params, "fingerprint"), card.value()))
        return refused("the fingerprint you typed is not this card's; it was not taken", "fingerprint", "ask the partner to read it to you again, from their own screen");
    if (card.value().org_id == vault_.ring().chain().org_id()) return refused("this is your own card", "file");
    std::string const org_id = "org_" + hex(card.value().org_id);
    std::optional<projection::RecordView> known;
    projection_->for_each("card", [&](projection::RecordView const& view) {
        if (codec::text_at(view.state.fields, "organization_id") == org_id) known = view;
    });
    Json const data{{"organization", card.value().name}, {"organization_id", org_id}, {"fingerprint", courier::fingerprint(card.value())}, {"card", crypto::to_base64(bytes)}, {"added_at", text(now())}};
    auto change = known ? change_of(*known, data, revisions::Op::kUpdate, known->state.heads) : own_record("card", std::nullopt, data);
    if (!change.ok()) return Fail{change.error()};
    std::string const id = change.value().record.text();
    AMPARO_DO(write({std::move(change).value()}));
    return Json{{"id", id}, {"organization", card.value().name}, {"fingerprint", courier::fingerprint(card.value())}};
}

Answer Engine::Session::card_list(Json const&) {
    Json out = Json::array();
    projection_->for_each("card", [&](projection::RecordView const& view) {
        out.push_back(Json{{"id", view.id.text()}, {"organization", codec::string_or(view.state.fields, "organization")}, {"fingerprint", codec::string_or(view.state.fields, "fingerprint")}, {"added", codec::string_or(view.state.fields, "added_at")}});
    });
    return Json{{"cards", std::move(out)}};
}

// --- sending -----------------------------------------------------------------------------------------------------

Result<Engine::Session::Draft, Failure> Engine::Session::draft_referral(Json const& params) const {
    AMPARO_TRY(auto view, record_of_kind(params, "release", "release"));
    AMPARO_TRY(auto release, release_of(view));
    Draft draft{std::move(release), std::move(view), {}, {}, Json::array(), codec::string_or(params, "need"), codec::string_or(params, "message"), codec::string_or(params, "call_back")};
    std::string const language = codec::string_or(params, "language", "en");
    auto const names = [&](std::string_view field) {
        auto const& fields = draft.release.fields();
        return std::find(fields.begin(), fields.end(), field) != fields.end();
    };
    for (std::string const& named : draft.release.fields()) {
        if (named == kMessageField || named == kNeedField) continue;
        auto const dot = named.find('.');
        std::string const kind = named.substr(0, dot);
        std::string const field = named.substr(dot + 1);
        forms::Form const* const form = forms_.find(kind);
        forms::Field const* const declared = form == nullptr ? nullptr : form->find(field);
        std::string_view why = "nothing_recorded";
        for (projection::RecordView const& record : records_of(draft.release.person(), kind)) {
            auto const& conflicts = record.state.conflicts;
            if (std::any_of(conflicts.begin(), conflicts.end(), [&](revisions::Conflict const& c) { return c.field == field; })) {
                why = "in_conflict";
                break;
            }
            Json const* const value = codec::find(record.state.fields, field);
            if (value == nullptr || declared == nullptr) {
                if (declared != nullptr && record.sealed.contains(declared->part)) why = "sealed_to_others";
                continue;
            }
            draft.values.emplace(named, *value);
            draft.items.push_back({named, declared->labels.in(language), readable(*declared, *value, language), false});
            why = {};
            break;
        }
        if (!why.empty()) draft.not_sent.push_back(Json{{"field", named}, {"why", why}});
    }
    if (!draft.message.empty()) {
        if (!names(kMessageField))
            return refused("the release covers no message; nothing was sent", "message", "leave it out, or have a release that names referral.message");
        draft.values.emplace(kMessageField, draft.message);
        draft.items.push_back({std::string{kMessageField}, language == "es" ? "Mensaje" : "Message", draft.message, false});
    }
    if (!draft.need.empty()) {
        if (!names(kNeedField) && !names("contact.needs"))
            return refused("the release does not cover what the person needs; nothing was sent", "need", "leave it out, or have a release that names contact.needs");
        if (names(kNeedField)) draft.values.emplace(kNeedField, draft.need);
    }
    return draft;
}

Answer Engine::Session::referral_preview(Json const& params) {
    AMPARO_TRY(auto const draft, draft_referral(params));
    Json fields = Json::object();
    for (auto const& [field, value] : draft.values) fields[field] = value;
    return Json{{"fields", std::move(fields)}, {"not_sent", draft.not_sent}, {"in_force", draft.release.in_force(now())}, {"recipient", draft.release.recipient()}};
}

Answer Engine::Session::referral_send(Json const& params) {
    AMPARO_TRY(auto draft, draft_referral(params));
    Instant const sent_at = now();
    auto disclosed = consent::disclose(draft.release, {draft.release.recipient(), draft.release.recipient_card(), draft.release.purpose(), draft.values}, vault_.keys().member, sent_at);
    if (!disclosed.ok()) {
        std::string uncovered;
        for (std::string const& field : disclosed.error().uncovered) uncovered += (uncovered.empty() ? "" : ", ") + field;
        return refused(sentence(disclosed.error()), "release", uncovered);
    }
    auto payload = referral::build(draft.items, directory().confidential_addresses);
    if (!payload.ok()) {
        if (payload.error().code == referral::PayloadCode::kHoldsConfidentialAddress)
            return refused("a confidential address stands in what this would send; nothing was sent", payload.error().field, "take the address out of this field");
        return refused("this is too much for one referral; nothing was sent", payload.error().field);
    }
    if (params.contains("service")) AMPARO_DO(record_of_kind(params, "service", "service"));

    auto const token = crypto::make_random<16>();
    auto const ends = draft.release.ends();
    std::string const organization = vault_.ring().organization_name(vault_.keys());
    Json left{{"fields", draft.values}, {"call_back", draft.call_back}};
    if (!draft.need.empty()) left["need"] = draft.need;
    Json out;
    std::string how;
    std::string reply_seed;
    if (draft.release.recipient_card()) {
        auto const card_record = projection_->record(*draft.release.recipient_card());
        auto const card_bytes = card_record ? crypto::from_base64(codec::string_or(card_record->state.fields, "card")) : std::nullopt;
        auto const card = card_bytes ? courier::read_card(*card_bytes) : Result<courier::Card, courier::CourierError>{Fail{courier::CourierError::kNotACard}};
        if (!card.ok()) return refused("the recipient's card can't be read; nothing was sent", "release", "take their card again");
        courier::ReplyKey reply = courier::make_reply_key();
        Json const sealed{{"fields", draft.values},
                          {"release", Json{{"recipient", draft.release.recipient()}, {"purpose", draft.release.purpose()}, {"fields", draft.release.fields()}, {"starts", text(draft.release.starts())}, {"ends", text(ends)}, {"language", draft.release.terms().language}}},
                          {"need", draft.need},
                          {"message", draft.message},
                          {"call_back", draft.call_back},
                          {"reply_pk", hex(reply.pub.bytes)}};
        if (!vault_.keys().organization) return refused("this vault holds no organisation key");
        Bytes const file = courier::seal_referral({vault_.ring().chain().org_id(), organization, *vault_.keys().organization}, card.value(), token, date_of(ends), sealed);
        out["file"] = crypto::to_base64(file);
        reply_seed = std::move(reply.seed_text);
        how = "sealed_file";
    } else {
        auto const language = referral::language_named(codec::string_or(params, "language", "en"));
        if (!language) return usage("letters are written in en or es", "language");
        // The last whole day the release covers: it is over at its end itself.
        Date const through = date_of(ends - std::chrono::milliseconds{1});
        out["letter"] = referral::html({date_of(sent_at), organization, draft.release.recipient(), draft.release.purpose(), through, hex(ByteView{token}.first(4)), draft.call_back, payload.value()}, *language);
        how = "letter";
    }
    Json disclosure{{"release", draft.release.id().text()}, {"recipient", draft.release.recipient()}, {"purpose", draft.release.purpose()}, {"fields", Json::array()}, {"what_left", codec::to_text(left)}, {"how", how}, {"by", vault_.keys().member.text()}, {"at", text(sent_at)}};
    for (auto const& [field, value] : draft.values) disclosure["fields"].push_back(field);
    if (draft.release.recipient_card()) disclosure["recipient_card"] = draft.release.recipient_card()->text();
    AMPARO_TRY(auto disclosure_change, own_record("disclosure", draft.release.person(), disclosure));

    Json data{{"direction", "out"}, {"state", referral::name(referral::Status::kRequested)}, {"release", draft.release.id().text()}, {"disclosure", disclosure_change.record.text()}, {"recipient", draft.release.recipient()}, {"how_sent", how}, {"sent_at", text(sent_at)}, {"token", hex(token)}};
    if (draft.release.recipient_card()) data["recipient_card"] = draft.release.recipient_card()->text();
    if (!draft.need.empty()) data["need"] = draft.need;
    if (!draft.message.empty()) data["message"] = draft.message;
    if (!draft.call_back.empty()) data["call_back"] = draft.call_back;
    if (auto const service = codec::text_at(params, "service"); service) data["service"] = *service;
    if (!reply_seed.empty()) data["sealed"] = reply_seed;
    AMPARO_TRY(auto referral_change, own_record("referral", draft.release.person(), data));
    AMPARO_TRY(auto step, own_record("referral_step", draft.release.person(), Json{{"referral", referral_change.record.text()}, {"event", "requested"}, {"from_state", "draft"}, {"to_state", "requested"}, {"by", "us"}, {"at", text(sent_at)}}));
    out["id"] = referral_change.record.text();
    out["disclosure"] = disclosure_change.record.text();
    out["state"] = "requested";
    out["how"] = how;
    out["not_sent"] = draft.not_sent;
    // The release once more, under the writer's lock: a colleague may have withdrawn it a moment ago.
    {
        auto writing = vault_.begin_writing(sink(), on_reload());
        if (!writing.ok()) return Fail{from(writing.error())};
        take_entries();
        AMPARO_TRY(auto const latest, release(params, "release"));
        if (!latest.in_force(now())) return refused("the release was withdrawn or ended meanwhile; nothing was sent", "release");
        std::vector<Change> changes;
        changes.push_back(std::move(disclosure_change));
        changes.push_back(std::move(referral_change));
        changes.push_back(std::move(step));
        auto const appended = writing.value().append(entries_of(changes), now(), sink());
        take_entries();
        if (!appended.ok()) return Fail{from(appended.error())};
    }
    return out;
}

// --- receiving and answering -------------------------------------------------------------------------------------

Answer Engine::Session::referral_open(Json const& params) {
    AMPARO_TRY(auto const bytes, bytes_in(params, "file"));
    auto const peeked = courier::peek(bytes);
    if (!peeked.ok()) return Fail{failure_of(peeked.error(), "file")};
    crypto::Hash const& us = vault_.ring().chain().org_id();
    std::string const token = hex(peeked.value().id);
    std::string_view const direction = peeked.value().what == courier::What::kReferral ? "in" : "out";
    std::optional<projection::RecordView> known;
    projection_->for_each("referral", [&](projection::RecordView const& view) {
        if (codec::text_at(view.state.fields, "token") == token && codec::text_at(view.state.fields, "direction") == direction) known = view;
    });
    if (peeked.value().what == courier::What::kAnswer) {
        if (!known) return not_found("this answers no referral of ours", "file");
        return take_answer(*known, bytes);
    }
    if (!vault_.keys().organization) return refused("this vault holds no organisation key");
    auto const opened = courier::open_referral(*vault_.keys().organization, us, bytes, now());
    if (!opened.ok()) return Fail{failure_of(opened.error(), "file")};
    courier::Opened const& in = opened.value();
    std::string const sender_id = "org_" + hex(in.sender.org_id);
    bool partner = false;
    projection_->for_each("card", [&](projection::RecordView const& view) {
        auto const card_bytes = crypto::from_base64(codec::string_or(view.state.fields, "card"));
        auto const card = card_bytes ? courier::read_card(*card_bytes) : Result<courier::Card, courier::CourierError>{Fail{courier::CourierError::kNotACard}};
        partner = partner || (card.ok() && card.value().org_id == in.sender.org_id && card.value().sign == in.sender.sign);
    });
    Json out{{"what", "referral"},
             {"fields", codec::list_at(in.payload, "fields")},
             {"need", codec::string_or(in.payload, "need")},
             {"message", codec::string_or(in.payload, "message")},
             {"call_back", codec::string_or(in.payload, "call_back")},
             {"release", codec::list_at(in.payload, "release")},
             {"sender", Json{{"organization", in.sender.name}, {"organization_id", sender_id}, {"fingerprint", courier::fingerprint(in.sender)}, {"known_partner", partner}}}};
    if (known) {
        out["id"] = known->id.text();
        out["state"] = codec::string_or(known->state.fields, "state");
        out["already_here"] = true;
        if (known->person) out["person"] = known->person->text();
        return out;
    }
    PersonId const about = crypto::make_id<PersonId>();
    Json data{{"direction", "in"}, {"state", "requested"}, {"recipient", in.sender.name}, {"how_sent", "sealed_file"}, {"sent_at", text(now())}, {"token", token}, {"received_fields", codec::to_text(in.payload)},
              {"reply_to", codec::to_text(Json{{"organization_id", hex(in.sender.org_id)}, {"reply_pk", codec::string_or(in.payload, "reply_pk")}, {"expires", text(in.expires)}})}};
    forms::Vocabularies const& lists = forms_.vocabularies();
    auto const needs = lists.find("needs");
    std::string const need = codec::string_or(in.payload, "need");
    if (needs != lists.end() && needs->second->find(need) != nullptr) data["need"] = need;
    if (std::string const message = codec::string_or(in.payload, "message"); !message.empty()) data["message"] = message;
    if (std::string const call_back = codec::string_or(in.payload, "call_back"); !call_back.empty()) data["call_back"] = call_back.substr(0, 400);
    AMPARO_TRY(auto referral_change, own_record("referral", about, data));
    out["id"] = referral_change.record.text();
    out["state"] = "requested";
    out["person"] = about.text();
    std::vector<Change> changes;
    // What fits our own contact form becomes a contact, so that the person can be found and matched like anyone else.
    Json contact = Json::object();
    for (auto const& [field, value] : codec::list_at(in.payload, "fields").items())
        if (field.rfind("contact.", 0) == 0) contact[field.substr(8)] = value;
    if (forms::Form const* const form = forms_.find("contact"); form != nullptr) {
        auto const validated = forms::validate(*form, contact, forms::Mode::kCreate);
        if (validated.ok()) {
            auto made = creation(*form, about, validated.data);
            if (made.ok()) {
                out["contact"] = made.value().record.text();
                changes.push_back(std::move(made).value());
            }
        }
    }
    changes.push_back(std::move(referral_change));
    AMPARO_DO(write(std::move(changes)));
    return out;
}

Answer Engine::Session::take_answer(projection::RecordView const& sent, Bytes const& bytes) {
    Json const& data = sent.state.fields;
    auto const seed = courier::reply_seed(codec::text_at(data, "sealed").value_or(""));
    if (!seed.ok()) return refused("the key for this answer is sealed to others or was erased", "file");
    auto const card_id = RecordId::parse(codec::text_at(data, "recipient_card").value_or(""));
    auto const card_record = card_id.ok() ? projection_->record(card_id.value()) : std::nullopt;
    auto const card_bytes = card_record ? crypto::from_base64(codec::string_or(card_record->state.fields, "card")) : std::nullopt;
    auto const card = card_bytes ? courier::read_card(*card_bytes) : Result<courier::Card, courier::CourierError>{Fail{courier::CourierError::kNotACard}};
    if (!card.ok()) return refused("the partner's card is not here any more", "file");
    auto const opened = courier::open_answer(seed.value(), vault_.ring().chain().org_id(), card.value().sign, card.value().org_id, bytes, now());
    if (!opened.ok()) return Fail{failure_of(opened.error(), "file")};
    Json const& payload = opened.value().payload;
    bool const accepted = codec::text_at(payload, "answer") == "accept";
    StoredState const stored = state_in(data);
    referral::Step const step = accepted ? referral::Step::kAccepted : referral::Step::kRejected;
    if (stored.state.status == (accepted ? referral::Status::kAccepted : referral::Status::kRejected))
        return Json{{"id", sent.id.text()}, {"what", "answer"}, {"state", referral::name(stored.state.status)}, {"already_here", true}};
    AMPARO_TRY(auto const moved, move_referral(sent, step, referral::Side::kResponder, codec::string_or(payload, "reason"), codec::string_or(payload, "message")));
    Json out = moved;
    out["what"] = "answer";
    out["fields"] = payload;
    return out;
}

Answer Engine::Session::move_referral(projection::RecordView const& view, referral::Step step, referral::Side side, std::string const& reason,
                                      std::string const& answer) {
    StoredState const stored = state_in(view.state.fields);
    auto const moved = referral::take(stored.state, {step, side, stored.channel, reason});
    if (!moved.ok())
        return refused(sentence(moved.error()), moved.error() == referral::TransitionError::kReasonMissing ? "reason" : "event",
                       "it is " + std::string{referral::name(stored.state.status)});
    bool const ours = side == stored.side;
    Json data{{"state", referral::name(moved.value().status)}};
    if (moved.value().outcome != stored.state.outcome) {
        data["outcome"] = moved.value().outcome == referral::Outcome::kNotKnown ? Json(nullptr) : Json(referral::name(moved.value().outcome));
        if (!reason.empty()) data["outcome_reason"] = reason;
    }
    if (step == referral::Step::kAccepted || step == referral::Step::kRejected) data["answered_at"] = text(now());
    if (step == referral::Step::kRejected && !reason.empty()) data["decline_reason"] = reason;
    if (!answer.empty()) data["answer"] = answer;
    AMPARO_TRY(auto change, change_of(view, data, revisions::Op::kUpdate, view.state.heads));
    Json step_data{{"referral", view.id.text()}, {"event", referral::name(step)}, {"from_state", referral::name(stored.state.status)}, {"to_state", referral::name(moved.value().status)}, {"by", ours ? "us" : "them"}, {"at", text(now())}};
    if (moved.value().outcome != referral::Outcome::kNotKnown) step_data["outcome"] = referral::name(moved.value().outcome);
    if (!reason.empty()) step_data["reason"] = reason;
    AMPARO_TRY(auto step_change, own_record("referral_step", view.person, step_data));
    std::vector<Change> changes;
    changes.push_back(std::move(change));
    changes.push_back(std::move(step_change));
    AMPARO_DO(write(std::move(changes)));
    return Json{{"id", view.id.text()}, {"state", referral::name(moved.value().status)}, {"outcome", referral::name(moved.value().outcome)}};
}

Answer Engine::Session::referral_answer(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "referral"));
    Json const& data = view.state.fields;
    if (codec::text_at(data, "direction") != "in") return refused("this referral is one we sent", "id", "follow it with referral step");
    bool const accept = codec::text_at(params, "answer") == "accept";
    std::string const reason = codec::string_or(params, "reason");
    std::string const message = codec::string_or(params, "message");
    auto const reply_to = codec::parse_json(codec::text_at(data, "reply_to").value_or(""));
    auto const organization = reply_to.ok() ? vault::unhex(codec::string_or(reply_to.value(), "organization_id")) : std::nullopt;
    auto const reply_pk = reply_to.ok() ? vault::unhex(codec::string_or(reply_to.value(), "reply_pk")) : std::nullopt;
    auto const token = codec::text_at(data, "token");
    auto const expires = reply_to.ok() ? parse_date(codec::string_or(reply_to.value(), "expires")) : std::nullopt;
    if (!organization || !reply_pk || !token || token->size() != 32 || !expires || !vault_.keys().organization)
        return refused("where to send the answer is sealed to others or was erased", "id");
    AMPARO_TRY(auto const moved, move_referral(view, accept ? referral::Step::kAccepted : referral::Step::kRejected, referral::Side::kResponder, reason, message));
    auto const id_bytes = vault::unhex(std::string{*token} + std::string{*token});
    courier::ReferralToken id{};
    std::copy_n(id_bytes->begin(), id.size(), id.begin());
    Bytes const file = courier::seal_answer({vault_.ring().chain().org_id(), vault_.ring().organization_name(vault_.keys()), *vault_.keys().organization}, *organization, crypto::BoxPublicKey{*reply_pk}, id, *expires,
                                            Json{{"answer", accept ? "accept" : "decline"}, {"reason", reason}, {"message", message}});
    Json out = moved;
    out["file"] = crypto::to_base64(file);
    return out;
}

Answer Engine::Session::referral_step(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "referral"));
    auto const step = referral::step_named(codec::string_or(params, "event"));
    if (!step) {
        std::string known;
        for (referral::Step const s : referral::kAllSteps) known += (known.empty() ? "" : ", ") + std::string{referral::name(s)};
        return usage("there is no such step", "event", "one of " + known);
    }
    return move_referral(view, *step, state_in(view.state.fields).side, codec::string_or(params, "reason"), {});
}

Answer Engine::Session::referral_list(Json const& params) {
    AMPARO_TRY(auto const who, person(params));
    projection::Filter filter;
    filter.kind = "referral";
    filter.person = who;
    filter.limit = static_cast<std::size_t>(codec::int_at(params, "limit").value_or(100));
    auto const direction = codec::text_at(params, "direction");
    Json out = Json::array();
    for (projection::RecordRow const& r : projection_->list(filter)) {
        auto const view = projection_->record(r.id);
        if (!view || (direction && codec::text_at(view->state.fields, "direction") != direction)) continue;
        Json row{{"id", view->id.text()}};
        if (view->person) {
            row["person"] = view->person->text();
            row["chosen_name"] = chosen_name(*view->person);
        }
        for (std::string_view field : {"direction", "state", "outcome", "need", "recipient", "how_sent", "sent_at", "answered_at"})
            if (Json const* const value = codec::find(view->state.fields, field); value != nullptr) row[std::string{field}] = *value;
        out.push_back(std::move(row));
    }
    return Json{{"referrals", std::move(out)}};
}

Answer Engine::Session::referral_status(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "referral"));
    Json out{{"id", view.id.text()}};
    for (auto const& [field, value] : view.state.fields.items())
        if (field != "sealed" && field != "token" && field != "reply_to") out[field] = value;
    if (view.person) out["person"] = view.person->text();
    Json steps = Json::array();
    if (view.person) {
        auto records = records_of(*view.person, "referral_step");
        std::reverse(records.begin(), records.end());
        for (projection::RecordView const& step : records) {
            if (codec::text_at(step.state.fields, "referral") != view.id.text()) continue;
            Json row = step.state.fields;
            row.erase("referral");
            steps.push_back(std::move(row));
        }
    }
    out["steps"] = std::move(steps);
    return out;
}

}  // namespace amparo::engine
