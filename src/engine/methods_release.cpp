// SPDX-License-Identifier: AGPL-3.0-or-later
// release.*, disclosures: a person's consent to share, and what left under it.
#include "bundle.hpp"
#include "sending.hpp"

#include "amparo/base/check.hpp"
#include "amparo/consent/release_json.hpp"
#include "amparo/forms/validate.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::string_view kNothingLeft = "nothing_left";
constexpr std::size_t kRequestsMax = 1000;

std::string sentence(consent::Problem const& problem) {
    using P = consent::ProblemCode;
    switch (problem.code) {
        case P::kRequired:
            return "a release needs this";
        case P::kTooLong:
            return "this is too long";
        case P::kTooMany:
            return "these are too many for one release";
        case P::kMalformed:
            return "this is not of the form it must have";
        case P::kWildcard:
            return "a release names one recipient, each field and one purpose; \"all\" or \"anyone\" is none "
                   "of them";
        case P::kEndNotAfterStart:
            return "a release must end after it starts";
        case P::kTooLongAPeriod:
            return "a release lasts at most 365 days";
        case P::kAlreadyEnded:
            return "this release would be over already";
        case P::kGuardianForAdult:
            return "a guardian signs for a minor only; an adult signs for themselves";
        case P::kGuardianIsAccused:
            return "who is, or may be, accused of the abuse can't sign for the person";
    }
    return {};
}

bool is_usage(consent::ProblemCode code) {
    using P = consent::ProblemCode;
    return code == P::kRequired || code == P::kTooLong || code == P::kTooMany || code == P::kMalformed;
}

Failure failure_of(consent::Problem const& problem) {
    return {is_usage(problem.code) ? Code::kUsage : Code::kRefused, sentence(problem), problem.field, {}};
}

/// Lines of points "x,y", as release.sign says; nothing else, so that a page may draw it as it lies there.
bool is_drawing(std::string_view text) {
    if (text.empty() || text.front() < '0' || text.front() > '9') return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == ',' || c == ' ' || c == ';' || c == '.';
    });
}

/// What was drawn or typed on the screen in place of ink.
Result<Json, Failure> signature_in(Json const& params) {
    Json out = Json::object();
    for (std::string_view const key : {"signature", "signature_name"})
        if (auto const given = codec::text_at(params, key); given && !given->empty()) {
            if (codec::text_at(params, "signed_how") != "on_screen")
                return refused("a signature on the screen belongs to a release that is signed there",
                               std::string{key}, "leave it out, or sign on the screen");
            out[std::string{key}] = *given;
        }
    if (auto const drawn = codec::text_at(out, "signature"); drawn && !is_drawing(*drawn))
        return usage("this is no drawing", "signature", "lines of points, as \"12,40 13,42; 80,10 81,12\"");
    return out;
}

std::string_view state_of(consent::Release const& release, Instant now) {
    if (release.withdrawal()) return "withdrawn";
    if (now < release.starts()) return "not_yet";
    return release.in_force(now) ? "in_force" : "ended";
}

/// What left because somebody asked for it, under an order or a release. Nothing: nothing did.
Json left_on_request(Json const& request) {
    std::string const under = codec::string_or(request, "left_under");
    std::string const words = codec::string_or(request, "what_left");
    if (words.empty() && (under.empty() || under == kNothingLeft)) return Json::object();
    Json out{{"how", "request"},
             {"recipient", codec::string_or(request, "from_whom")},
             {"instrument", codec::string_or(request, "instrument")},
             {"by", codec::string_or(request, "counsel")},
             {"at", codec::string_or(request, "answered_on", codec::string_or(request, "received_on"))},
             {"fields", Json::array()},
             {"what_left", Json::array()},
             {"in_words", words}};
    for (char const* key : {"left_under", "release"})
        if (auto const value = codec::text_at(request, key); value) out[key] = *value;
    return out;
}

}  // namespace

Result<consent::Release, Failure> Engine::Session::release_of(projection::RecordView const& view) const {
    Json data = view.state.fields;
    for (revisions::Conflict const& conflict : view.state.conflicts) {
        if (conflict.field != "withdrawn_at")
            return refused(
                "two versions of this release disagree; it covers nothing until a person has settled it",
                "release", "see record show");
        // Deny wins: of two accounts of a withdrawal, one is enough.
        for (revisions::ConflictValue const& v : conflict.values)
            if (!v.value.is_null()) data["withdrawn_at"] = v.value;
    }
    if (!view.person) return refused("this release names no person, so it covers nothing", "release");
    // Never undone, whatever was written over it since (R7).
    for (projection::HistoryItem const& item : projection_->history(view.id))
        if (item.entry.fields)
            if (Json const* const at = codec::find(*item.entry.fields, "withdrawn_at");
                at != nullptr && !at->is_null())
                data["withdrawn_at"] = *at;
    auto release = consent::release_from(view.id, *view.person, data);
    if (!release.ok())
        return refused("this release can't be read whole, so it covers nothing", "release",
                       "its part \"" + release.error().field + "\" may be sealed to others or erased");
    return std::move(release).value();
}

Result<consent::Release, Failure> Engine::Session::release(Json const& params, std::string_view key) const {
    AMPARO_TRY(auto const view, record_of_kind(params, key, "release"));
    return release_of(view);
}

Answer Engine::Session::release_sign(Json const& params) {
    AMPARO_TRY(auto const named_person, person(params));
    PersonId const who = *named_person;  // The schema requires it.
    std::size_t position = 0;
    std::vector<std::string> group_fields;
    for (Json const& named : codec::list_at(params, "fields")) {
        std::string const place = "fields[" + std::to_string(position++) + "]";
        auto const& field = named.get_ref<std::string const&>();
        if (field == "referral.message" || field == "referral.need") continue;
        auto const dot = field.find('.');
        forms::Form const* const form = forms_.find(field.substr(0, dot));
        forms::Field const* const declared = dot == std::string::npos || form == nullptr || form->behaviour ||
                                                     form->about_person == forms::AboutPerson::kNo
                                                 ? nullptr
                                                 : form->find(field.substr(dot + 1));
        if (declared == nullptr)
            return usage("there is no such field about a person", place,
                         "write form.field, as contact.chosen_name; see form show");
        if (declared->confidential)
            return refused("this field never leaves, under no release", place, "leave it out");
        for (forms::Field const& in_group : declared->fields)
            if (!in_group.confidential) group_fields.push_back(field + "." + in_group.name);
    }
    auto terms = consent::terms_from(params);
    if (!terms.ok()) return Fail{failure_of(terms.error())};
    terms.value().group_fields = std::move(group_fields);
    if (terms.value().recipient_card) {
        AMPARO_TRY(auto const card, record_of_kind(params, "recipient_card", "card"));
        if (codec::text_at(card.state.fields, "organization") != terms.value().recipient)
            return refused("the recipient is not the organisation of this card", "recipient",
                           "write its name as on the card: see card list");
    }
    AMPARO_TRY(auto const signature, signature_in(params));
    auto change_id = crypto::make_id<RecordId>();
    Instant const signed_at = now();
    auto release = consent::sign(change_id, who, std::move(terms).value(), signed_at);
    if (!release.ok()) return Fail{failure_of(release.error())};
    Json data = consent::to_json(release.value(), signed_at);
    if (auto const service = codec::text_at(params, "service"); service) data["service"] = *service;
    data.update(signature);
    AMPARO_TRY(auto change, own_record("release", who, data));
    change.record = change_id;
    AMPARO_DO(write({std::move(change)}));
    return Json{{"id", change_id.text()},
                {"starts", text(release.value().starts())},
                {"ends", text(release.value().ends())}};
}

Answer Engine::Session::release_withdraw(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "release"));
    if (auto const earlier = codec::text_at(view.state.fields, "withdrawn_at"); earlier)
        return Json{{"id", view.id.text()}, {"withdrawn", *earlier}};
    Json data{{"withdrawn_at", text(now())}};
    if (auto const by = codec::text_at(params, "by"); by && !by->empty()) data["withdrawn_by"] = *by;
    if (auto const reason = codec::text_at(params, "reason"); reason && !reason->empty())
        data["withdrawn_reason"] = *reason;
    AMPARO_TRY(auto change, change_of(view, data, revisions::Op::kUpdate, view.state.heads));
    AMPARO_DO(write({std::move(change)}));
    // Whoever received something under it is told; what already left can't be called back by software.
    Json told = Json::array();
    if (view.person)
        for (projection::RecordView const& d : records_of(*view.person, "disclosure"))
            if (codec::text_at(d.state.fields, "release") == view.id.text())
                told.push_back(Json{{"recipient", codec::string_or(d.state.fields, "recipient")},
                                    {"disclosed", codec::string_or(d.state.fields, "at")}});
    return Json{{"id", view.id.text()}, {"withdrawn", data["withdrawn_at"]}, {"tell", std::move(told)}};
}

Answer Engine::Session::release_list(Json const& params) {
    AMPARO_TRY(auto const who, person(params));
    projection::Filter filter;
    filter.kind = "release";
    filter.person = who;
    filter.limit = static_cast<std::size_t>(codec::int_at(params, "limit").value_or(100));
    Json out = Json::array();
    for (projection::RecordView const& view : records(filter)) {
        auto const release = release_of(view);
        Json row = view.state.fields;
        row["id"] = view.id.text();
        if (view.person) row["person"] = view.person->text();
        row["state"] = release.ok() ? state_of(release.value(), now()) : "covers_nothing";
        out.push_back(std::move(row));
    }
    return Json{{"releases", std::move(out)}};
}

/// An answer to a partner is kept in the referral it answers.
Json Engine::Session::Sending::answer_log(projection::RecordView const& referral) const {
    Json const& data = referral.state.fields;
    Json left = Json::object();
    for (std::string_view const field : {"decline_reason", "answer"})
        if (Json const* const said = codec::find(data, field); said != nullptr)
            left[std::string{field}] = *said;
    Json fields = Json::array();
    for (auto const& [field, said] : left.items()) fields.push_back("referral." + field);
    return Json{{"recipient", codec::string_or(data, "recipient")},
                {"fields", std::move(fields)},
                {"what_left", Json{{"fields", std::move(left)}}},
                {"how", "answer"},
                {"at", codec::string_or(data, "answered_at")}};
}

Answer Engine::Session::disclosures(Json const& params) {
    AMPARO_TRY(auto const who, person(params));
    auto const limit = static_cast<std::size_t>(codec::int_at(params, "limit").value_or(100));
    Json out = Json::array();
    auto const add = [&](projection::RecordView const& view, Json row) {
        row["id"] = view.id.text();
        if (view.person) row["person"] = view.person->text();
        out.push_back(std::move(row));
    };
    projection::Filter filter;
    filter.person = who;
    filter.limit = limit;
    filter.kind = "disclosure";
    for (projection::RecordView const& view : records(filter)) {
        Json row = visible(view.kind, view.state.fields);
        row["what_left"] = bundle_in(view.state.fields, "what_left");
        if (auto const by = MemberId::parse(codec::text_at(row, "by").value_or("")); by.ok())
            row["by"] = member_name(by.value());
        add(view, std::move(row));
    }
    filter.kind = "referral";
    for (projection::RecordView const& view : records(filter))
        if (codec::text_at(view.state.fields, "direction") == "in" &&
            codec::find(view.state.fields, "answered_at") != nullptr)
            add(view, Sending{*this}.answer_log(view));
    filter.kind = "matter_request";
    filter.limit = kRequestsMax;
    for (projection::RecordView const& view : records(filter))
        if (Json row = left_on_request(view.state.fields); !row.empty()) add(view, std::move(row));
    std::stable_sort(out.begin(), out.end(), [](Json const& a, Json const& b) {
        return codec::text_at(a, "at").value_or("") > codec::text_at(b, "at").value_or("");
    });
    if (out.size() > limit) out.erase(out.begin() + static_cast<std::ptrdiff_t>(limit), out.end());
    return Json{{"disclosures", std::move(out)}};
}

}  // namespace amparo::engine
