// SPDX-License-Identifier: AGPL-3.0-or-later
// referral.open, .answer, .step, .list, .status: what came in, and every referral until it is received.
#include "bundle.hpp"
#include "directory_view.hpp"
#include "partner.hpp"
#include "sending.hpp"

#include "amparo/base/check.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/forms/validate.hpp"
#include "amparo/referral/status.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

std::string sentence(referral::TransitionError error) {
    using E = referral::TransitionError;
    switch (error) {
        case E::kNotFromHere:
            return "a referral in this state can't take this step";
        case E::kOutcomeTooEarly:
            return "what was received is known only after the referral was accepted";
        case E::kAlreadyReceived:
            return "what was received can't be cancelled";
        case E::kNotTheirs:
            return "this step is the other side's to take";
        case E::kReasonMissing:
            return "this step needs a reason";
    }
    return {};
}

struct StoredState {
    referral::State state;
    referral::Channel channel = referral::Channel::kSealed;
    referral::Side side = referral::Side::kRequester;
};

StoredState state_in(Json const& data) {
    StoredState out;
    out.state.status = referral::status_named(codec::text_at(data, "state").value_or(""))
                           .value_or(referral::Status::kEnteredInError);
    out.state.outcome = referral::outcome_named(codec::text_at(data, "outcome").value_or(""))
                            .value_or(referral::Outcome::kNotKnown);
    out.channel = codec::text_at(data, "how_sent") == "letter" ? referral::Channel::kLetter
                                                               : referral::Channel::kSealed;
    out.side =
        codec::text_at(data, "direction") == "in" ? referral::Side::kResponder : referral::Side::kRequester;
    return out;
}

}  // namespace

Answer Engine::Session::referral_open(Json const& params) {
    Sending sending{*this};
    AMPARO_TRY(auto const file, bytes_in(params, "file"));
    auto const peeked = courier::peek(file);
    if (!peeked.ok()) return Fail{from(peeked.error(), "file")};
    if (peeked.value().what == courier::What::kReferral) return sending.take_referral(file);
    auto const sent = sending.referral_with(crypto::to_base64(peeked.value().id), std::nullopt);
    if (!sent) return not_found("this answers no referral of ours", "file");
    return sending.take_answer(*sent, file);
}

/// One we sent, or one that came from this organisation: who makes a file chooses its token, so a token alone
/// names nothing.
std::optional<projection::RecordView> Engine::Session::Sending::referral_with(
    std::string_view token, std::optional<crypto::Hash> const& sender) const {
    std::optional<projection::RecordView> found;
    s.projection_->for_each("referral", [&](projection::RecordView const& view) {
        Json const& data = view.state.fields;
        if (codec::text_at(data, "token") != token) return;
        if (codec::text_at(data, "direction") != (sender ? "in" : "out")) return;
        if (sender) {
            auto const reply_to = codec::parse_json(codec::text_at(data, "reply_to").value_or(""));
            if (!reply_to.ok() ||
                codec::text_at(reply_to.value(), "organization_id") != crypto::to_hex(*sender))
                return;
        }
        found = view;
    });
    return found;
}

Answer Engine::Session::Sending::take_referral(Bytes const& file) const {
    auto const& secret = s.vault_.keys().organization;
    if (!secret) return refused("your role does not hold the organisation's key", {}, "ask a coordinator");
    auto const open_with = [&](crypto::OrganizationSecret const& with) {
        return courier::open_referral(with, s.vault_.ring().chain().org_id(), file, s.now());
    };
    auto opened = open_with(*secret);
    // It may have been sealed to a card of ours that was renewed since.
    for (crypto::OrganizationSecret const& earlier : s.vault_.keys().earlier_organization)
        if (!opened.ok())
            if (auto with_earlier = open_with(earlier); with_earlier.ok()) opened = std::move(with_earlier);
    if (!opened.ok()) return Fail{from(opened.error(), "file")};
    courier::Opened const& in = opened.value();
    std::string const token = crypto::to_base64(in.id);
    auto const known = referral_with(token, in.sender.org_id);
    bool partner = false;
    s.projection_->for_each("card", [&](projection::RecordView const& view) {
        auto const card = card_in(view);
        partner = partner || (card && courier::same_keys(*card, in.sender));
    });
    Json out{{"what", "referral"},
             {"fields", codec::list_at(in.payload, "fields")},
             {"need", codec::string_or(in.payload, "need")},
             {"message", codec::string_or(in.payload, "message")},
             {"call_back", codec::string_or(in.payload, "call_back")},
             {"release", codec::list_at(in.payload, "release")},
             {"sender", Json{{"organization", in.sender.name},
                             {"organization_id", organization_text(in.sender.org_id)},
                             {"fingerprint", courier::fingerprint(in.sender)},
                             {"known_partner", partner}}}};
    if (known) {
        out["id"] = known->id.text();
        out["state"] = codec::string_or(known->state.fields, "state");
        out["already_here"] = true;
        if (known->person) out["person"] = known->person->text();
        return out;
    }
    PersonId const about = crypto::make_id<PersonId>();
    Json data{{"direction", "in"},
              {"state", referral::name(referral::Status::kRequested)},
              {"recipient", in.sender.name},
              {"how_sent", "sealed_file"},
              {"sent_at", text(s.now())},
              {"reference", reference_of(in.id)},
              {"token", token},
              {"reply_to", codec::to_text(Json{{"organization_id", crypto::to_hex(in.sender.org_id)},
                                               {"reply_pk", codec::string_or(in.payload, "reply_pk")},
                                               {"fingerprint", courier::fingerprint(in.sender)},
                                               {"expires", text(in.expires)}})}};
    // What does not fit our form stays readable in received_fields; the message there in its own part.
    forms::Form const* const form = s.forms_.find("referral");
    AMPARO_CHECK(form != nullptr);
    Json whole = in.payload;
    whole.erase("message");
    if (!whole["fields"].is_object()) whole["fields"] = Json::object();
    if (!codec::string_or(in.payload, "message").empty())
        whole["fields"]["referral.message"] = in.payload["message"];
    for (char const* field : {"need", "message", "call_back"}) {
        Json const said{{field, codec::string_or(in.payload, field)}};
        if (forms::is_answered(said, field) && forms::validate(*form, said, forms::Mode::kUpdate).ok())
            data.update(said);
    }
    put_bundle(data, "received_fields", whole, s.forms_);
    auto created = s.own_record("referral", about, data);
    if (!created.ok() && created.error().code == Code::kRefused)
        return refused("what came in is partly sealed to you; nothing of it was taken", "file",
                       "have it opened by a colleague who reads every part of it");
    AMPARO_TRY(auto made, std::move(created));
    out["id"] = made.record.text();
    out["state"] = data["state"];
    out["person"] = about.text();
    std::vector<Change> changes;
    if (auto contact = contact_from(codec::list_at(in.payload, "fields"), about)) {
        out["contact"] = contact->record.text();
        changes.push_back(std::move(*contact));
    }
    changes.push_back(std::move(made));
    AMPARO_DO(s.write(changes));
    return out;
}

/// What fits our own contact form, so that the person can be found and matched like anyone else.
std::optional<Engine::Session::Change> Engine::Session::Sending::contact_from(Json const& fields,
                                                                              PersonId const& about) const {
    constexpr std::string_view kPrefix = "contact.";
    Json contact = Json::object();
    for (auto const& [field, value] : fields.items())
        if (field.rfind(kPrefix, 0) == 0) contact[field.substr(kPrefix.size())] = value;
    forms::Form const* const form = s.forms_.find("contact");
    AMPARO_CHECK(form != nullptr);
    Json const fitting = forms::validate(*form, contact, forms::Mode::kCreate).data;
    auto const validated = forms::validate(*form, fitting, forms::Mode::kCreate);
    if (!validated.ok()) return std::nullopt;
    auto made = s.creation(*form, about, validated.data);
    return made.ok() ? std::optional{std::move(made).value()} : std::nullopt;
}

Answer Engine::Session::Sending::take_answer(projection::RecordView const& sent, Bytes const& file) const {
    Json const& data = sent.state.fields;
    auto const seed = courier::reply_seed(codec::text_at(data, "sealed_keys").value_or(""));
    if (!seed.ok()) return refused("the key for this answer is sealed to others or was erased", "file");
    auto const card_id = RecordId::parse(codec::text_at(data, "recipient_card").value_or(""));
    auto const record = card_id.ok() ? s.projection_->record(card_id.value()) : std::nullopt;
    auto const card = record ? card_in(*record) : std::nullopt;
    if (!card) return refused("the partner's card is not here any more", "file");
    auto const opened = courier::open_answer(seed.value(), s.vault_.ring().chain().org_id(), card->sign,
                                             card->org_id, file, s.now());
    if (!opened.ok()) return Fail{from(opened.error(), "file")};
    Json const& payload = opened.value().payload;
    bool const accepted = codec::text_at(payload, "answer") == "accept";
    Json out{{"id", sent.id.text()}, {"what", "answer"}, {"fields", payload}};
    StoredState const stored = state_in(data);
    if (stored.state.status == (accepted ? referral::Status::kAccepted : referral::Status::kRejected)) {
        out["state"] = referral::name(stored.state.status);
        out["already_here"] = true;
        return out;
    }
    std::string reason = codec::string_or(payload, "reason");
    if (!accepted && reason.empty()) reason = "no reason given";
    AMPARO_TRY(auto const moved,
               move_referral(sent, accepted ? referral::Step::kAccepted : referral::Step::kRejected,
                             referral::Side::kResponder, reason, codec::string_or(payload, "message")));
    out.update(moved);
    return out;
}

Answer Engine::Session::Sending::move_referral(projection::RecordView const& view, referral::Step step,
                                               referral::Side side, std::string const& reason,
                                               std::string const& answer) const {
    for (revisions::Conflict const& conflict : view.state.conflicts)
        if (conflict.field == "state" || conflict.field == "outcome")
            return refused("two colleagues moved this referral differently; nothing was changed",
                           conflict.field, "settle it first: amparo record resolve");
    StoredState const stored = state_in(view.state.fields);
    auto const moved = referral::take(stored.state, {step, side, stored.channel, reason});
    if (!moved.ok())
        return refused(sentence(moved.error()),
                       moved.error() == referral::TransitionError::kReasonMissing ? "reason" : "event",
                       "it is " + std::string{referral::name(stored.state.status)});
    bool const ours = side == stored.side;
    Json data{{"state", referral::name(moved.value().status)}};
    if (moved.value().outcome != stored.state.outcome) {
        data["outcome"] = moved.value().outcome == referral::Outcome::kNotKnown
                              ? Json(nullptr)
                              : Json(referral::name(moved.value().outcome));
        if (!reason.empty()) data["outcome_reason"] = reason;
    }
    if (step == referral::Step::kAccepted || step == referral::Step::kRejected)
        data["answered_at"] = text(s.now());
    if (step == referral::Step::kRejected && !reason.empty()) data["decline_reason"] = reason;
    if (!answer.empty()) data["answer"] = answer;
    AMPARO_TRY(auto change, s.change_of(view, data, revisions::Op::kUpdate, view.state.heads));
    Json step_data{{"referral", view.id.text()},
                   {"event", referral::name(step)},
                   {"from_state", referral::name(stored.state.status)},
                   {"to_state", referral::name(moved.value().status)},
                   {"by", ours ? "us" : "them"},
                   {"at", text(s.now())}};
    if (moved.value().outcome != referral::Outcome::kNotKnown)
        step_data["outcome"] = referral::name(moved.value().outcome);
    if (!reason.empty()) step_data["reason"] = reason;
    AMPARO_TRY(auto step_change, s.own_record("referral_step", view.person, step_data));
    std::vector<Change> changes;
    changes.push_back(std::move(change));
    changes.push_back(std::move(step_change));
    AMPARO_DO(s.write(changes));
    return Json{{"id", view.id.text()},
                {"state", referral::name(moved.value().status)},
                {"outcome", referral::name(moved.value().outcome)}};
}

Answer Engine::Session::referral_answer(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "referral"));
    Json const& data = view.state.fields;
    if (codec::text_at(data, "direction") != "in")
        return refused("this referral is one we sent", "id", "follow it with referral step");
    auto const reply_to = codec::parse_json(codec::text_at(data, "reply_to").value_or(""));
    Json const to = reply_to.ok() ? reply_to.value() : Json::object();
    auto const organization = vault::unhex(codec::string_or(to, "organization_id"));
    auto const reply_key = courier::read_key(codec::string_or(to, "reply_pk"));
    auto const expires = parse_date(codec::string_or(to, "expires"));
    auto const id = token_in(data);
    auto const& secret = vault_.keys().organization;
    if (!organization || !reply_key.ok() || !expires || !id || !secret)
        return refused("where to send the answer is sealed to others or was erased", "id");
    bool const accept = codec::text_at(params, "answer") == "accept";
    std::string const reason = codec::string_or(params, "reason");
    std::string const message = codec::string_or(params, "message");
    // Their file says whose it is; only a card compared in person makes it true.
    bool partner = false;
    projection_->for_each("card", [&](projection::RecordView const& card) {
        partner = partner ||
                  (codec::text_at(card.state.fields, "organization_id") == organization_text(*organization) &&
                   codec::text_at(card.state.fields, "fingerprint") == codec::text_at(to, "fingerprint"));
    });
    if (!partner && !message.empty())
        return refused("the sender's card was never compared, so no message goes to them; nothing was sent",
                       "message", "take their card first, or answer without a message");
    std::vector<referral::Item> const said{{"reason", {}, reason, false}, {"message", {}, message, false}};
    referral::Tells const tells_where = directory().tells_where();
    if (auto const payload = referral::build(said, tells_where); !payload.ok())
        return refused("a confidential address stands in what this would send; nothing was sent",
                       payload.error().field, "take the address out");
    // Sealed first: if the file can't be made, the referral has not moved.
    auto const file = courier::seal_answer(
        {vault_.ring().chain().org_id(), vault_.ring().organization_name(vault_.keys()), *secret},
        *organization, reply_key.value(), *id, *expires,
        Json{{"answer", accept ? "accept" : "decline"},
             {"reason", partner ? reason : ""},
             {"message", message}});
    if (!file.ok()) return Fail{from(file.error(), "id")};
    AMPARO_TRY(auto out, Sending{*this}.move_referral(
                             view, accept ? referral::Step::kAccepted : referral::Step::kRejected,
                             referral::Side::kResponder, reason, message));
    out["file"] = crypto::to_base64(file.value());
    out["reason_sent"] = partner && !reason.empty();
    return out;
}

Answer Engine::Session::referral_step(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "referral"));
    auto const step = referral::step_named(codec::string_or(params, "event"));
    if (!step) {
        std::string known;
        for (referral::Step const s : referral::kAllSteps)
            known += (known.empty() ? "" : ", ") + std::string{referral::name(s)};
        return usage("there is no such step", "event", "one of " + known);
    }
    return Sending{*this}.move_referral(view, *step, state_in(view.state.fields).side,
                                        codec::string_or(params, "reason"), {});
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
        for (std::string_view field :
             {"direction", "state", "outcome", "need", "recipient", "how_sent", "sent_at", "answered_at"})
            if (Json const* const value = codec::find(view->state.fields, field); value != nullptr)
                row[std::string{field}] = *value;
        out.push_back(std::move(row));
    }
    return Json{{"referrals", std::move(out)}};
}

Answer Engine::Session::referral_status(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "referral"));
    Json out{{"id", view.id.text()}};
    out.update(visible(view.kind, view.state.fields));
    if (Json received = bundle_in(view.state.fields, "received_fields"); !received.empty()) {
        received.erase("reply_pk");
        out["received"] = std::move(received);
    }
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
