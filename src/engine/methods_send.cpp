// SPDX-License-Identifier: AGPL-3.0-or-later
// referral.preview, referral.send: what leaves, under which release, and the log of it.
#include "bundle.hpp"
#include "directory_view.hpp"
#include "partner.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/forms/describe.hpp"
#include "amparo/forms/validate.hpp"
#include "amparo/referral/letter.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::string_view kMessageField = "referral.message";
constexpr std::string_view kNeedField = "referral.need";

std::string joined(std::vector<std::string> const& names) {
    std::string out;
    for (std::string const& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

std::string sentence(consent::Refusal const& refusal) {
    using R = consent::RefusalCode;
    switch (refusal.code) {
        case R::kWithdrawn:
            return "the release was withdrawn; nothing was sent";
        case R::kNotYetInForce:
            return "the release has not begun; nothing was sent";
        case R::kEnded:
            return "the release has ended; nothing was sent";
        case R::kOtherRecipient:
            return "the release is for another recipient; nothing was sent";
        case R::kOtherPurpose:
            return "the release is for another purpose; nothing was sent";
        case R::kNothingToSend:
            return "nothing is recorded in the fields the release names; nothing was sent";
        case R::kFieldNotCovered:
            return "the release does not cover everything this would send; nothing was sent";
    }
    return {};
}

}  // namespace

/// What would leave, looked at from every side before anything does.
struct Engine::Session::Draft {
    consent::Release release;
    std::string language;
    std::map<std::string, Json> values;
    std::vector<referral::Item> items;
    Json not_sent = Json::array();
    std::string need;
    std::string message;
    std::string call_back;

    [[nodiscard]] bool names(std::string_view field) const {
        auto const& fields = release.fields();
        return std::find(fields.begin(), fields.end(), field) != fields.end();
    }
    void leave_out(std::string const& field, std::string_view why) {
        not_sent.push_back(Json{{"field", field}, {"why", why}});
    }
    [[nodiscard]] consent::Request request() const {
        return {release.recipient(), release.recipient_card(), release.purpose(), values};
    }
};

/// The newest record of the person that answers the field.
void Engine::Session::take_field(Draft& draft, std::string const& named) const {
    auto const dot = named.find('.');
    forms::Form const* const form = forms_.find(named.substr(0, dot));
    std::string const field = dot == std::string::npos ? std::string{} : named.substr(dot + 1);
    forms::Field const* const declared = form == nullptr ? nullptr : form->find(field);
    if (declared == nullptr) return draft.leave_out(named, "no_such_field");
    if (declared->confidential) return draft.leave_out(named, "confidential");
    bool sealed = false;
    for (projection::RecordView const& record : records_of(draft.release.person(), form->name)) {
        for (revisions::Conflict const& conflict : record.state.conflicts)
            if (conflict.field == field) return draft.leave_out(named, "in_conflict");
        sealed = sealed || record.sealed.contains(declared->part);
        Json const* const value = codec::find(record.state.fields, field);
        if (value == nullptr) {
            // Taken back: what an older record says is not what the person says now.
            for (projection::HistoryItem const& item : projection_->history(record.id))
                if (item.entry.fields && item.entry.fields->contains(field))
                    return draft.leave_out(named, "nothing_recorded");
            continue;
        }
        draft.values.emplace(named, *value);
        draft.items.push_back({named, declared->labels.in(draft.language),
                               forms::in_words(*declared, *value, draft.language), false});
        return;
    }
    draft.leave_out(named, sealed ? "sealed_to_others" : "nothing_recorded");
}

Result<Engine::Session::Draft, Failure> Engine::Session::draft_referral(Json const& params) const {
    AMPARO_TRY(auto release, this->release(params, "release"));
    Draft draft{std::move(release),
                codec::string_or(params, "language", "en"),
                {},
                {},
                Json::array(),
                codec::string_or(params, "need"),
                codec::string_or(params, "message"),
                codec::string_or(params, "call_back")};
    for (std::string const& named : draft.release.fields())
        if (named != kMessageField && named != kNeedField) take_field(draft, named);
    if (!draft.message.empty()) {
        if (!draft.names(kMessageField))
            return refused("the release covers no message; nothing was sent", "message",
                           "leave it out, or have a release that names referral.message");
        draft.values.emplace(kMessageField, draft.message);
        draft.items.push_back({std::string{kMessageField}, draft.language == "es" ? "Mensaje" : "Message",
                               draft.message, false});
    }
    if (!draft.need.empty()) {
        forms::Field const& field = *forms_.find("referral")->find("need");
        if (field.vocabulary->find(draft.need) == nullptr)
            return usage("there is no such need", "need", "see form show contact");
        auto const needs = draft.values.find("contact.needs");
        bool const asked_for =
            needs != draft.values.end() && needs->second.is_array() &&
            std::find(needs->second.begin(), needs->second.end(), Json(draft.need)) != needs->second.end();
        if (!draft.names(kNeedField) && !asked_for)
            return refused("the release does not cover this need; nothing was sent", "need",
                           "leave it out, or have a release that names referral.need");
        if (draft.names(kNeedField)) {
            draft.values.emplace(kNeedField, draft.need);
            draft.items.push_back({std::string{kNeedField}, field.labels.in(draft.language),
                                   forms::in_words(field, Json(draft.need), draft.language), false});
        }
    }
    return draft;
}

Result<referral::Payload, Failure> Engine::Session::payload_of(Draft const& draft) {
    // Everything that leaves is looked at, as read and as stored: words may leave out what the file would
    // carry.
    std::vector<referral::Item> everything = draft.items;
    everything.push_back({"call_back", {}, draft.call_back, false});
    everything.push_back({"purpose", {}, draft.release.purpose(), false});
    everything.push_back({"recipient", {}, draft.release.recipient(), false});
    for (auto const& [field, value] : draft.values)
        everything.push_back({field, {}, codec::to_text(value), false});
    referral::Tells const tells_where = directory().tells_where();
    auto const checked = referral::build(std::move(everything), tells_where);
    auto payload = checked.ok() ? referral::build(draft.items, tells_where) : checked;
    if (payload.ok()) return std::move(payload).value();
    if (payload.error().code == referral::PayloadCode::kHoldsConfidentialAddress)
        return refused("a confidential address stands in what this would send; nothing was sent",
                       payload.error().field, "take the address out of this field");
    return refused("this is too much for one referral; nothing was sent", payload.error().field,
                   "have a release of fewer fields");
}

Answer Engine::Session::referral_preview(Json const& params) {
    AMPARO_TRY(auto const draft, draft_referral(params));
    AMPARO_TRY(auto const payload, payload_of(draft));
    Json fields = Json::object();
    for (auto const& [field, value] : draft.values) fields[field] = value;
    Json words = Json::array();
    for (referral::Item const& item : payload.items())
        words.push_back(Json{{"field", item.field}, {"label", item.label}, {"value", item.value}});
    return Json{{"recipient", draft.release.recipient()},
                {"purpose", draft.release.purpose()},
                {"in_force", draft.release.in_force(now())},
                {"fields", std::move(fields)},
                {"in_words", std::move(words)},
                {"not_sent", draft.not_sent}};
}

/// The sealed file, with what `referral` must keep to open the answer.
Answer Engine::Session::sealed_file(Draft const& draft, consent::Disclosure const& disclosure,
                                    courier::ReferralToken const& id, Json& referral) const {
    auto const& secret = vault_.keys().organization;
    if (!secret) return refused("your role does not hold the organisation's key", {}, "ask a coordinator");
    auto const record = projection_->record(*disclosure.recipient_card());
    auto const card = record ? card_in(*record) : std::nullopt;
    if (!card)
        return refused("the recipient's card can't be read; nothing was sent", "release",
                       "take their card again");
    if (card->name != disclosure.recipient())
        return refused("the card is not of the recipient the release names; nothing was sent", "release",
                       "have a release that names them as their card does");
    courier::ReplyKey reply = courier::make_reply_key();
    consent::Release const& release = draft.release;
    Json fields = Json::object();
    for (auto const& [field, value] : disclosure.values()) fields[field] = value;
    Json const payload{{"fields", std::move(fields)},
                       {"release", Json{{"recipient", release.recipient()},
                                        {"purpose", release.purpose()},
                                        {"fields", release.fields()},
                                        {"starts", text(release.starts())},
                                        {"ends", text(release.ends())},
                                        {"language", release.terms().language}}},
                       {"need", draft.need},
                       {"message", draft.message},
                       {"call_back", draft.call_back},
                       {"reply_pk", courier::key_text(reply.pub)}};
    auto const file = courier::seal_referral(
        {vault_.ring().chain().org_id(), vault_.ring().organization_name(vault_.keys()), *secret}, *card, id,
        date_of(release.ends()), payload);
    if (!file.ok()) return Fail{from(file.error(), "release")};
    referral["sealed_keys"] = std::move(reply.seed_text);
    return Json(crypto::to_base64(file.value()));
}

Answer Engine::Session::letter(Draft const& draft, referral::Payload payload,
                               courier::ReferralToken const& id, Instant sent_at) const {
    auto const language = referral::language_named(draft.language);
    if (!language) return usage("letters are written in en or es", "language");
    // The last whole day the release covers: it is over at its end itself.
    Date const through = date_of(draft.release.ends() - std::chrono::milliseconds{1});
    return Json(referral::html({date_of(sent_at), vault_.ring().organization_name(vault_.keys()),
                                draft.release.recipient(), draft.release.purpose(), through,
                                crypto::to_hex(ByteView{id}.first(4)), draft.call_back, std::move(payload)},
                               *language));
}

/// The record of what left, as it left.
Json Engine::Session::log_of(consent::Disclosure const& disclosure, Draft const& draft) const {
    Json left{{"fields", Json::object()}, {"call_back", draft.call_back}};
    Json fields = Json::array();
    for (auto const& [field, value] : disclosure.values()) {
        left["fields"][field] = value;
        fields.push_back(field);
    }
    if (!draft.need.empty()) left["need"] = draft.need;
    Json out{{"release", disclosure.release().text()},
             {"recipient", disclosure.recipient()},
             {"purpose", disclosure.purpose()},
             {"fields", std::move(fields)},
             {"how", disclosure.recipient_card() ? "sealed_file" : "letter"},
             {"by", disclosure.by().text()},
             {"at", text(disclosure.at())}};
    put_bundle(out, "what_left", left, forms_);
    if (disclosure.recipient_card()) out["recipient_card"] = disclosure.recipient_card()->text();
    return out;
}

Answer Engine::Session::referral_send(Json const& params) {
    AMPARO_TRY(auto const draft, draft_referral(params));
    auto const disclosed = consent::disclose(draft.release, draft.request(), vault_.keys().member, now());
    if (!disclosed.ok())
        return refused(sentence(disclosed.error()), "release", joined(disclosed.error().uncovered));
    consent::Disclosure const& disclosure = disclosed.value();
    AMPARO_TRY(auto payload, payload_of(draft));
    if (params.contains("service")) AMPARO_DO(record_of_kind(params, "service", "service"));

    auto const id = crypto::make_random<16>();
    Json const log = log_of(disclosure, draft);
    Json data{{"direction", "out"},
              {"state", referral::name(referral::Status::kRequested)},
              {"release", log["release"]},
              {"recipient", log["recipient"]},
              {"how_sent", log["how"]},
              {"sent_at", log["at"]},
              {"token", crypto::to_base64(id)}};
    bool const sealed = disclosure.recipient_card().has_value();
    if (sealed) data["recipient_card"] = log["recipient_card"];
    for (auto const& [key, given] :
         {std::pair{"need", &draft.need}, {"message", &draft.message}, {"call_back", &draft.call_back}})
        if (!given->empty()) data[key] = *given;
    if (auto const service = codec::text_at(params, "service"); service) data["service"] = *service;
    AMPARO_TRY(auto content, sealed ? sealed_file(draft, disclosure, id, data)
                                    : letter(draft, std::move(payload), id, disclosure.at()));

    PersonId const person = disclosure.person();
    AMPARO_TRY(auto logged, own_record("disclosure", person, log));
    data["disclosure"] = logged.record.text();
    AMPARO_TRY(auto made, own_record("referral", person, data));
    AMPARO_TRY(auto step, own_record("referral_step", person,
                                     Json{{"referral", made.record.text()},
                                          {"event", "requested"},
                                          {"from_state", "draft"},
                                          {"to_state", "requested"},
                                          {"by", "us"},
                                          {"at", log["at"]}}));
    Json out{{"id", made.record.text()}, {"disclosure", logged.record.text()}, {"state", "requested"},
             {"how", log["how"]},        {"recipient", log["recipient"]},      {"not_sent", draft.not_sent}};
    out[sealed ? "file" : "letter"] = std::move(content);
    std::vector<Change> changes;
    changes.push_back(std::move(logged));
    changes.push_back(std::move(made));
    changes.push_back(std::move(step));
    // The release once more, under the writer's lock: a colleague may have withdrawn it a moment ago.
    AMPARO_DO(write(changes, [&]() -> NewEntries {
        AMPARO_TRY(auto const latest, release(params, "release"));
        auto const still = consent::disclose(latest, draft.request(), vault_.keys().member, now());
        if (!still.ok()) return refused(sentence(still.error()), "release", joined(still.error().uncovered));
        return std::vector<vault::NewEntry>{};
    }));
    return out;
}

}  // namespace amparo::engine
