// SPDX-License-Identifier: AGPL-3.0-or-later
// referral.preview, referral.send, referral.letter, person.summary: what leaves, under which release, and the
// log of it.
#include "bundle.hpp"
#include "directory_view.hpp"
#include "partner.hpp"
#include "sending.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/forms/describe.hpp"
#include "amparo/forms/validate.hpp"
#include "amparo/referral/letter.hpp"

#include <algorithm>
#include <set>

namespace amparo::engine {
namespace {

constexpr std::string_view kMessageField = "referral.message";
constexpr std::string_view kNeedField = "referral.need";

std::string joined(std::vector<std::string> const& names) {
    std::string out;
    for (std::string const& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

Json words_of(referral::Payload const& payload) {
    Json out = Json::array();
    for (referral::Item const& item : payload.items())
        out.push_back(Json{{"field", item.field}, {"label", item.label}, {"value", item.value}});
    return out;
}

}  // namespace

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

std::string reference_of(courier::ReferralToken const& id) {
    return crypto::to_hex(ByteView{id}.first(4));
}

std::optional<courier::ReferralToken> token_in(Json const& referral) {
    auto const bytes = crypto::from_base64(codec::string_or(referral, "token"));
    courier::ReferralToken out{};
    if (!bytes || bytes->size() != out.size()) return std::nullopt;
    std::copy_n(bytes->begin(), out.size(), out.begin());
    return out;
}

/// What would leave with a referral, looked at from every side before anything does.
struct Engine::Session::Sending::Draft : Taken {
    consent::Release release;
    std::string need{};
    std::string message{};
    std::string call_back{};

    [[nodiscard]] bool names(std::string_view field) const {
        auto const& fields = release.fields();
        return std::find(fields.begin(), fields.end(), field) != fields.end();
    }
    [[nodiscard]] consent::Request request() const {
        return {release.recipient(), release.recipient_card(), release.purpose(), values};
    }
};

void Engine::Session::Sending::add_value(Taken& draft, std::string_view named, forms::Field const& field,
                                         Json const& value) const {
    draft.values.emplace(named, value);
    draft.items.push_back({std::string{named}, field.labels.in(draft.language),
                           forms::in_words(field, value, draft.language, s.ports_.utc_offset), false});
}

void Engine::Session::Sending::add_message(Taken& draft, std::string const& message) {
    draft.values.emplace(kMessageField, message);
    draft.items.push_back(
        {std::string{kMessageField}, draft.language == "es" ? "Mensaje" : "Message", message, false});
}

bool Engine::Session::Sending::ever_answers(projection::RecordView const& record,
                                            std::string const& field) const {
    auto const history = s.projection_->history(record.id);
    return std::any_of(history.begin(), history.end(), [&](projection::HistoryItem const& item) {
        return item.entry.fields && item.entry.fields->contains(field);
    });
}

/// The records whose answers leave, newest first: all, where they describe the person together; else the newest
/// that answers any of these fields, or may.
std::vector<projection::RecordView> Engine::Session::Sending::answering(
    PersonId const& person, forms::Form const& form, std::vector<std::string> const& fields) const {
    auto all = s.records_of(person, form.name);
    if (form.describes_person) return all;
    auto const newest = std::find_if(all.begin(), all.end(), [&](projection::RecordView const& record) {
        return std::any_of(fields.begin(), fields.end(), [&](std::string const& field) {
            forms::Field const* const declared = form.find(field);
            return declared != nullptr &&
                   (record.sealed.contains(declared->part) || ever_answers(record, field));
        });
    });
    if (newest == all.end()) return {};
    return {std::move(*newest)};
}

void Engine::Session::Sending::take_field(Taken& draft, std::string const& named, forms::Form const& form,
                                          std::vector<projection::RecordView> const& records) const {
    std::string const field = named.substr(form.name.size() + 1);
    forms::Field const* const declared = form.find(field);
    if (declared == nullptr) return draft.leave_out(named, "no_such_field");
    if (declared->confidential) return draft.leave_out(named, "confidential");
    bool sealed = false;
    for (projection::RecordView const& record : records) {
        for (revisions::Conflict const& conflict : record.state.conflicts)
            if (conflict.field == field) return draft.leave_out(named, "in_conflict");
        sealed = sealed || record.sealed.contains(declared->part);
        Json const* const value = codec::find(record.state.fields, field);
        if (value == nullptr) {
            // Taken back: what an older record says is not what the person says now.
            if (ever_answers(record, field)) return draft.leave_out(named, "nothing_recorded");
            continue;
        }
        Json released = draft.as_released(named, *value);
        if (!released.is_array() || !released.empty() || value->empty())
            add_value(draft, named, *declared, released);
        return;
    }
    draft.leave_out(named, sealed ? "sealed_to_others" : "nothing_recorded");
}

void Engine::Session::Sending::take_fields(Taken& draft, std::vector<std::string> const& named) const {
    std::map<std::string, std::vector<std::string>> fields;
    for (std::string const& name : named) {
        auto const dot = name.find('.');
        if (dot != std::string::npos) fields[name.substr(0, dot)].push_back(name.substr(dot + 1));
    }
    std::map<std::string, std::vector<projection::RecordView>> records;
    for (std::string const& name : named) {
        std::string const kind = name.substr(0, name.find('.'));
        forms::Form const* const form = s.forms_.find(kind);
        if (form == nullptr || form->behaviour || !fields.contains(kind)) {
            draft.leave_out(name, "no_such_field");
            continue;
        }
        auto const [at, is_new] = records.try_emplace(kind);
        if (is_new) at->second = answering(draft.person, *form, fields[kind]);
        take_field(draft, name, *form, at->second);
    }
}

Result<Engine::Session::Sending::Draft, Failure> Engine::Session::Sending::draft_referral(
    Json const& params) const {
    AMPARO_TRY(auto release, s.release(params, "release"));
    PersonId const about = release.person();
    Draft draft{{about, codec::string_or(params, "language", "en")},
                std::move(release),
                codec::string_or(params, "need"),
                codec::string_or(params, "message"),
                codec::string_or(params, "call_back")};
    draft.group_fields = draft.release.group_fields();
    std::vector<std::string> recorded;
    for (std::string const& named : draft.release.fields())
        if (named != kMessageField && named != kNeedField) recorded.push_back(named);
    take_fields(draft, recorded);
    if (!draft.message.empty()) {
        if (!draft.names(kMessageField))
            return refused("the release covers no message; nothing was sent", "message",
                           "leave it out, or have a release that names referral.message");
        add_message(draft, draft.message);
    }
    if (!draft.need.empty()) {
        forms::Field const& field = *s.forms_.find("referral")->find("need");
        if (field.vocabulary->find(draft.need) == nullptr)
            return usage("there is no such need", "need", "see form show contact");
        auto const needs = draft.values.find("contact.needs");
        bool const asked_for =
            needs != draft.values.end() && needs->second.is_array() &&
            std::find(needs->second.begin(), needs->second.end(), Json(draft.need)) != needs->second.end();
        if (!draft.names(kNeedField) && !asked_for)
            return refused("the release does not cover this need; nothing was sent", "need",
                           "leave it out, or have a release that names referral.need");
        if (draft.names(kNeedField)) add_value(draft, kNeedField, field, Json(draft.need));
    }
    return draft;
}

Result<referral::Payload, Failure> Engine::Session::Sending::payload_of(Draft const& draft) const {
    return payload_of(draft, {{"call_back", {}, draft.call_back, false},
                              {"purpose", {}, draft.release.purpose(), false},
                              {"recipient", {}, draft.release.recipient(), false}});
}

/// `beside` is looked at as what was taken is, and does not enter.
Result<referral::Payload, Failure> Engine::Session::Sending::payload_of(
    Taken const& draft, std::vector<referral::Item> const& beside) const {
    // Everything that leaves is looked at, as read and as stored: words may leave out what the file would
    // carry.
    std::vector<referral::Item> everything = draft.items;
    everything.insert(everything.end(), beside.begin(), beside.end());
    for (auto const& [field, value] : draft.values)
        everything.push_back({field, {}, codec::to_text(value), false});
    referral::Tells const tells_where = s.directory().tells_where();
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
    Sending sending{*this};
    AMPARO_TRY(auto const draft, sending.draft_referral(params));
    AMPARO_TRY(auto const payload, sending.payload_of(draft));
    return Json{{"recipient", draft.release.recipient()},
                {"purpose", draft.release.purpose()},
                {"in_force", draft.release.in_force(now())},
                {"fields", draft.fields()},
                {"in_words", words_of(payload)},
                {"not_sent", draft.not_sent}};
}

/// The sealed file, with what `referral` must keep to open the answer.
Answer Engine::Session::Sending::sealed_file(Draft const& draft, consent::Disclosure const& disclosure,
                                             courier::ReferralToken const& id, Json& referral) const {
    auto const& secret = s.vault_.keys().organization;
    if (!secret) return refused("your role does not hold the organisation's key", {}, "ask a coordinator");
    auto const record = s.projection_->record(*disclosure.recipient_card());
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
        {s.vault_.ring().chain().org_id(), s.vault_.ring().organization_name(s.vault_.keys()), *secret},
        *card, id, date_of(release.ends()), payload);
    if (!file.ok()) return Fail{from(file.error(), "release")};
    referral["sealed_keys"] = std::move(reply.seed_text);
    return Json(crypto::to_base64(file.value()));
}

Answer Engine::Session::Sending::letter(Draft const& draft, referral::Payload payload,
                                        courier::ReferralToken const& id, Instant sent_at) const {
    auto const language = referral::language_named(draft.language);
    if (!language) return usage("letters are written in en or es", "language");
    // The last whole day the release covers: it is over at its end itself.
    Date const through = date_of(draft.release.ends() - std::chrono::milliseconds{1});
    return Json(referral::html(
        {date_of(sent_at), s.vault_.ring().organization_name(s.vault_.keys()), draft.release.recipient(),
         draft.release.purpose(), through, reference_of(id), draft.call_back, std::move(payload)},
        *language));
}

/// The record of what left, as it left; `beside` are words of ours that went with it, and `fields` of it what is in none of
/// the record's.
Json Engine::Session::Sending::log_of(consent::Disclosure const& disclosure, std::string_view how,
                                      Json const& beside) const {
    Json left = beside;
    if (!left.contains("fields")) left["fields"] = Json::object();
    Json fields = Json::array();
    for (auto const& [field, value] : left["fields"].items()) fields.push_back(field);
    for (auto const& [name, one] : disclosure.follows()) {
        left["fields"][name] = one.value;
        fields.push_back(name);
    }
    for (auto const& [field, value] : disclosure.values()) {
        left["fields"][field] = value;
        fields.push_back(field);
    }
    Json out{{"fields", std::move(fields)},
             {"how", how},
             {"by", disclosure.by().text()},
             {"at", text(disclosure.at())}};
    if (auto const release = disclosure.release()) {
        out["release"] = release->text();
        out["recipient"] = disclosure.recipient();
        out["purpose"] = disclosure.purpose();
    }
    put_bundle(out, "what_left", left, s.forms_);
    if (disclosure.recipient_card()) out["recipient_card"] = disclosure.recipient_card()->text();
    return out;
}

/// The release once more, under the writer's lock: a colleague may have withdrawn it a moment ago.
Engine::Session::NewEntries Engine::Session::Sending::still_covered(RecordId const& id,
                                                                    consent::Request const& request) const {
    AMPARO_TRY(auto const latest, s.release(Json{{"release", id.text()}}, "release"));
    auto const still = consent::disclose(latest, request, s.vault_.keys().member, s.now());
    if (!still.ok()) return refused(sentence(still.error()), "release", joined(still.error().uncovered));
    return std::vector<vault::NewEntry>{};
}

Answer Engine::Session::referral_send(Json const& params) {
    Sending sending{*this};
    AMPARO_TRY(auto const draft, sending.draft_referral(params));
    auto const disclosed = consent::disclose(draft.release, draft.request(), vault_.keys().member, now());
    if (!disclosed.ok())
        return refused(sentence(disclosed.error()), "release", joined(disclosed.error().uncovered));
    consent::Disclosure const& disclosure = disclosed.value();
    AMPARO_TRY(auto payload, sending.payload_of(draft));
    if (params.contains("service")) AMPARO_DO(record_of_kind(params, "service", "service"));

    auto const id = crypto::make_random<16>();
    bool const sealed = disclosure.recipient_card().has_value();
    Json beside{{"call_back", draft.call_back}};
    if (!draft.need.empty()) beside["need"] = draft.need;
    Json const log = sending.log_of(disclosure, sealed ? "sealed_file" : "letter", beside);
    Json data{{"direction", "out"},
              {"state", referral::name(referral::Status::kRequested)},
              {"release", log["release"]},
              {"recipient", log["recipient"]},
              {"how_sent", log["how"]},
              {"sent_at", log["at"]},
              {"reference", reference_of(id)},
              {"token", crypto::to_base64(id)}};
    if (sealed) data["recipient_card"] = log["recipient_card"];
    for (auto const& [key, given] :
         {std::pair{"need", &draft.need}, {"message", &draft.message}, {"call_back", &draft.call_back}})
        if (!given->empty()) data[key] = *given;
    if (auto const service = codec::text_at(params, "service"); service) data["service"] = *service;
    AMPARO_TRY(auto content, sealed ? sending.sealed_file(draft, disclosure, id, data)
                                    : sending.letter(draft, std::move(payload), id, disclosure.at()));

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
    Json out{{"id", made.record.text()},       {"disclosure", logged.record.text()},
             {"state", "requested"},           {"how", log["how"]},
             {"reference", data["reference"]}, {"recipient", log["recipient"]},
             {"not_sent", draft.not_sent}};
    out[sealed ? "file" : "letter"] = std::move(content);
    std::vector<Change> changes;
    changes.push_back(std::move(logged));
    changes.push_back(std::move(made));
    changes.push_back(std::move(step));
    AMPARO_DO(write(changes, [&] { return sending.still_covered(draft.release.id(), draft.request()); }));
    return out;
}

/// A letter that was sent, on paper once more: as it left then, if the release still covers it.
Answer Engine::Session::referral_letter(Json const& params) {
    Sending sending{*this};
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "referral"));
    Json const& sent = view.state.fields;
    if (codec::text_at(sent, "how_sent") != "letter")
        return refused("this referral is no letter", "id", "only a letter is printed again");
    AMPARO_TRY(auto const first, record_of_kind(sent, "disclosure", "disclosure"));
    AMPARO_TRY(auto release, this->release(sent, "release"));
    Json const left = bundle_in(first.state.fields, "what_left");
    PersonId const about = release.person();
    Sending::Draft draft{{about, codec::string_or(params, "language", "en")},
                         std::move(release),
                         codec::string_or(left, "need"),
                         {},
                         codec::string_or(left, "call_back")};
    for (auto const& [named, value] : codec::list_at(left, "fields").items()) {
        forms::Field const* const field = forms_.find_field(named);
        if (named == kMessageField)
            sending.add_message(draft, codec::string_or(codec::list_at(left, "fields"), kMessageField));
        else if (field != nullptr)
            sending.add_value(draft, named, *field, value);
    }
    for (Json const& named : codec::list_at(first.state.fields, "fields"))
        if (!draft.values.contains(named.get<std::string>()))
            return refused(
                "part of what this letter says is sealed to you or was erased; nothing was printed", "id",
                "ask a colleague who reads every part of it");
    auto const id = token_in(sent);
    if (!id) return refused("this referral can't be read whole; nothing was printed", "id");
    auto const disclosed = consent::disclose(draft.release, draft.request(), vault_.keys().member, now());
    if (!disclosed.ok())
        return refused(sentence(disclosed.error()), "release", joined(disclosed.error().uncovered));
    AMPARO_TRY(auto payload, sending.payload_of(draft));
    Instant const sent_at = parse_instant(codec::string_or(sent, "sent_at")).value_or(disclosed.value().at());
    AMPARO_TRY(auto content, sending.letter(draft, std::move(payload), *id, sent_at));
    AMPARO_TRY(auto logged,
               own_record("disclosure", about,
                          sending.log_of(disclosed.value(), "letter",
                                         Json{{"call_back", draft.call_back}, {"need", draft.need}})));
    Json out{{"disclosure", logged.record.text()}, {"letter", std::move(content)}};
    AMPARO_DO(write({std::move(logged)},
                    [&] { return sending.still_covered(draft.release.id(), draft.request()); }));
    return out;
}

/// On paper: for whom a release names, or for the person themself (R11).
Answer Engine::Session::person_summary(Json const& params) {
    Sending sending{*this};
    AMPARO_TRY(auto const named_person, person(params));
    if (!knows(*named_person)) return not_found("there is no such person", "person");
    Taken taken{*named_person, codec::string_or(params, "language", "en")};
    bool const is_own = !params.contains("release");
    std::optional<consent::Release> covering;
    std::vector<referral::Item> beside;
    consent::Request request;
    if (!is_own) {
        AMPARO_TRY(auto found, release(params, "release"));
        if (found.person() != *named_person)
            return refused("this release is another person's; nothing was printed", "release");
        request.recipient = found.recipient();
        request.purpose = found.purpose();
        beside = {{"purpose", {}, request.purpose, false}, {"recipient", {}, request.recipient, false}};
        taken.group_fields = found.group_fields();
        covering = std::move(found);
    }
    std::vector<std::string> named;
    for (Json const& field : codec::list_at(params, "fields"))
        if (std::find(named.begin(), named.end(), field) == named.end()) named.push_back(field);
    sending.take_fields(taken, named);
    request.values = taken.values;
    MemberId const me = vault_.keys().member;
    auto const disclosed = is_own ? consent::own_copy(*named_person, taken.values, me, now())
                                  : consent::disclose(*covering, request, me, now());
    if (!disclosed.ok())
        return refused(
            is_own ? "nothing is recorded in these fields; nothing was printed" : sentence(disclosed.error()),
            is_own ? "fields" : "release", joined(disclosed.error().uncovered));
    AMPARO_TRY(auto const payload, sending.payload_of(taken, beside));
    std::string const how = is_own && codec::text_at(params, "paper") == "release" ? "release" : "summary";
    AMPARO_TRY(auto logged, own_record("disclosure", *named_person,
                                       sending.log_of(disclosed.value(), how, Json::object())));
    Json out{{"disclosure", logged.record.text()}, {"recipient", request.recipient},
             {"at", text(disclosed.value().at())}, {"fields", taken.fields()},
             {"in_words", words_of(payload)},      {"not_printed", taken.not_sent}};
    AMPARO_DO(write({std::move(logged)}, [&]() -> NewEntries {
        if (!covering) return std::vector<vault::NewEntry>{};
        return sending.still_covered(covering->id(), request);
    }));
    return out;
}

}  // namespace amparo::engine
