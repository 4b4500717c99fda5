// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/rights.hpp"
#include "amparo/cli/words.hpp"
#include "labels.hpp"
#include "shows.hpp"

#include <algorithm>
#include <map>

namespace amparo::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string day(Json const& object, std::string_view key) {
    return codec::string_or(object, key).substr(0, 10);
}

std::string texts_of(Json const& list) {
    std::string out;
    for (Json const& one : list)
        if (one.is_string()) out += (out.empty() ? "" : ", ") + one.get<std::string>();
    return out;
}

/// {"contact.chosen_name": …} in the forms' words.
void named_fields(Run& run, Json const& fields, Page& page) {
    std::string kind;
    std::optional<Labels> labels;
    for (auto const& [named, value] : fields.items()) {
        auto const dot = named.find('.');
        if (std::string const of = named.substr(0, dot); !labels || of != kind) {
            kind = of;
            labels.emplace(run, kind);
        }
        std::string const field = dot == std::string::npos ? named : named.substr(dot + 1);
        page.pair(labels->label(field), labels->value(field, value), 2);
    }
}

/// Which fields, where what they said is not kept once more.
void labels_of(Run& run, Json const& fields, Page& page) {
    std::map<std::string, std::string> by_kind;
    std::map<std::string, Labels> known;
    for (Json const& one : fields) {
        std::string const named = one.is_string() ? one.get<std::string>() : "";
        auto const dot = std::min(named.find('.'), named.size());
        Labels const& labels =
            known.try_emplace(named.substr(0, dot), run, named.substr(0, dot)).first->second;
        std::string& line = by_kind[labels.kind()];
        if (dot < named.size()) line += (line.empty() ? "" : ", ") + labels.label(named.substr(dot + 1));
    }
    for (auto const& [kind, line] : by_kind) page.pair(kind, line, 2);
}

void left_out_of(Run& run, Json const& not_sent, Text const& heading, Page& page) {
    if (not_sent.empty()) return;
    page.say(run.say(heading));
    for (Json const& n : not_sent)
        page.item(codec::string_or(n, "field") + ": " + word(codec::string_or(n, "why"), run.language()));
}

void not_sent_of(Run& run, Json const& result, Page& page) {
    left_out_of(run, codec::list_at(result, "not_sent"), texts::kNotSent, page);
}

std::string state_of(Run const& run, Json const& referral) {
    std::string out = word(codec::string_or(referral, "state"), run.language());
    auto const outcome = codec::text_at(referral, "outcome");
    if (outcome && *outcome != "not_known") out += "; " + word(*outcome, run.language());
    return out;
}

void pair_if(Page& page, std::string_view label, std::string const& value) {
    if (!value.empty()) page.pair(label, value, 2);
}

}  // namespace

void show_release_signed(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kReleaseSigned, {codec::string_or(result, "id")}));
    page.say(run.say(texts::kFromTo,
                     {moment(codec::string_or(result, "starts")), moment(codec::string_or(result, "ends"))}));
    page.say(run.say(texts::kNext));
    page.command("amparo referral preview --release " + codec::string_or(result, "id"));
    page.command("amparo referral send --release " + codec::string_or(result, "id"));
}

void show_release_withdrawn(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kReleaseWithdrawn, {moment(codec::string_or(result, "withdrawn"))}));
    Json const& tell = codec::list_at(result, "tell");
    if (tell.empty()) return;
    page.say(run.say(texts::kTellThem));
    for (Json const& t : tell)
        page.item(codec::string_or(t, "recipient") + ", " + moment(codec::string_or(t, "disclosed")));
}

void show_releases(Run& run, Json const& result, Page& page) {
    Json const& all = codec::list_at(result, "releases");
    if (all.empty()) {
        page.say(run.say(texts::kNoReleases));
        return;
    }
    bool is_first = true;
    for (Json const& r : all) {
        if (!is_first) page.blank();
        is_first = false;
        page.say(word(codec::string_or(r, "state"), run.language()) + "  " + codec::string_or(r, "id"));
        page.pair(run.say(texts::kRecipient), codec::string_or(r, "recipient"), 2);
        page.pair(run.say(texts::kPurpose), codec::string_or(r, "purpose"), 2);
        page.pair(run.say(texts::kFields), texts_of(codec::list_at(r, "fields")), 2);
        page.pair(run.say(texts::kPeriod),
                  run.say(texts::kFromTo,
                          {moment(codec::string_or(r, "starts")), moment(codec::string_or(r, "ends"))}),
                  2);
        pair_if(page, run.say(texts::kWithdrawn), moment(codec::string_or(r, "withdrawn_at")));
        pair_if(page, run.say(texts::kPerson), codec::string_or(r, "person"));
    }
}

void show_card_exported(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kCardWritten, {codec::string_or(result, "output")}));
    page.blank();
    page.say(codec::string_or(result, "fingerprint"), 2);
    page.blank();
    page.say(run.say(texts::kReadItAloud));
}

void show_card_renewed(Run& run, Json const& result, Page& page) {
    show_card_exported(run, result, page);
    page.say(run.say(texts::kCardRenewed));
}

void show_card_added(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kCardAdded,
                     {codec::string_or(result, "organization"), codec::string_or(result, "id")}));
    page.say(run.say(texts::kNext));
    page.command("amparo release sign --recipient " + shell_word(codec::string_or(result, "organization")) +
                 " --recipient-card " + codec::string_or(result, "id") + " …");
}

void show_cards(Run& run, Json const& result, Page& page) {
    Json const& cards = codec::list_at(result, "cards");
    if (cards.empty()) {
        page.say(run.say(texts::kNoCards));
        return;
    }
    Rows rows{{std::string{run.say(texts::kOrganization)}, std::string{run.say(texts::kSince)},
               std::string{run.say(texts::kId)}, std::string{run.say(texts::kFingerprint)}}};
    for (Json const& c : cards)
        rows.push_back({codec::string_or(c, "organization"), day(c, "added"), codec::string_or(c, "id"),
                        codec::string_or(c, "fingerprint")});
    page.table(rows);
}

void show_preview(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kWouldSend, {codec::string_or(result, "recipient")}));
    named_fields(run, codec::list_at(result, "fields"), page);
    not_sent_of(run, result, page);
    if (codec::bool_at(result, "in_force") == false) page.say(run.say(texts::kNotInForce));
}

void show_sent(Run& run, Json const& result, Page& page) {
    bool const is_letter = result.contains("letter");
    page.say(run.say(is_letter ? texts::kLetterWritten : texts::kFileWritten,
                     {codec::string_or(result, "output")}));
    page.pair(run.say(texts::kReferral), codec::string_or(result, "id"), 2);
    page.pair(run.say(texts::kDisclosure), codec::string_or(result, "disclosure"), 2);
    not_sent_of(run, result, page);
    page.blank();
    page.say(run.say(texts::kNext));
    page.item(run.say(is_letter ? texts::kHandOverLetter : texts::kHandOverFile));
    page.command("amparo referral status " + codec::string_or(result, "id"));
}

void show_opened(Run& run, Json const& result, Page& page) {
    std::string const id = codec::string_or(result, "id");
    bool const is_known = codec::bool_at(result, "already_here") == true;
    if (codec::text_at(result, "what") == "answer") {
        page.say(run.say(is_known ? texts::kAnswerKnown : texts::kAnswerCame, {state_of(run, result), id}));
        Json const& fields = codec::list_at(result, "fields");
        pair_if(page, run.say(texts::kReason), codec::string_or(fields, "reason"));
        pair_if(page, run.say(texts::kMessage), codec::string_or(fields, "message"));
        return;
    }
    Json const& sender = codec::list_at(result, "sender");
    page.say(run.say(is_known ? texts::kReferralKnown : texts::kReferralCame,
                     {codec::string_or(sender, "organization"), id}));
    if (codec::bool_at(sender, "known_partner") == false)
        page.say(run.say(texts::kUnknownSender, {codec::string_or(sender, "fingerprint")}));
    named_fields(run, codec::list_at(result, "fields"), page);
    pair_if(page, run.say(texts::kNeed), codec::string_or(result, "need"));
    pair_if(page, run.say(texts::kMessage), codec::string_or(result, "message"));
    pair_if(page, run.say(texts::kCallBack), codec::string_or(result, "call_back"));
    pair_if(page, run.say(texts::kPurpose), codec::string_or(codec::list_at(result, "release"), "purpose"));
    pair_if(page, run.say(texts::kPerson), codec::string_or(result, "person"));
    page.blank();
    page.say(run.say(texts::kNext));
    page.command("amparo referral answer " + id + " --accept");
    page.command("amparo referral answer " + id + " --decline --reason …");
}

void show_answered(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kAnswerWritten, {state_of(run, result), codec::string_or(result, "output")}));
    if (codec::text_at(result, "state") == "rejected" && codec::bool_at(result, "reason_sent") == false)
        page.say(run.say(texts::kReasonStayed));
    page.say(run.say(texts::kCarryItBack));
}

void show_step(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kStepped, {state_of(run, result)}));
}

void show_referrals(Run& run, Json const& result, Page& page) {
    Json const& all = codec::list_at(result, "referrals");
    if (all.empty()) {
        page.say(run.say(texts::kNoReferrals));
        return;
    }
    Rows rows{{std::string{run.say(texts::kDay)}, "", std::string{run.say(texts::kName)},
               std::string{run.say(texts::kRecipient)}, std::string{run.say(texts::kState)},
               std::string{run.say(texts::kReferral)}}};
    for (Json const& r : all)
        rows.push_back({day(r, "sent_at"), word(codec::string_or(r, "direction"), run.language()),
                        cut(printable(codec::string_or(r, "chosen_name")), 24),
                        cut(printable(codec::string_or(r, "recipient")), 32), state_of(run, r),
                        codec::string_or(r, "id")});
    page.table(rows);
}

void show_referral(Run& run, Json const& result, Page& page) {
    page.say(state_of(run, result) + "  " + codec::string_or(result, "id"));
    pair_if(page, run.say(texts::kRecipient), codec::string_or(result, "recipient"));
    pair_if(page, run.say(texts::kNeed), codec::string_or(result, "need"));
    pair_if(page, run.say(texts::kHowSent), word(codec::string_or(result, "how_sent"), run.language()));
    pair_if(page, run.say(texts::kPerson), codec::string_or(result, "person"));
    Json const& steps = codec::list_at(result, "steps");
    if (steps.empty()) return;
    page.blank();
    page.say(run.say(texts::kSteps));
    for (Json const& s : steps) {
        std::string line = moment(codec::string_or(s, "at")) + "  " +
                           word(codec::string_or(s, "event"), run.language()) + " (" +
                           word(codec::string_or(s, "by"), run.language()) + ")";
        if (std::string const reason = codec::string_or(s, "reason"); !reason.empty()) line += ": " + reason;
        page.say(line, 2);
    }
}

void show_summary(Run& run, Json const& result, Page& page) {
    std::string const recipient = codec::string_or(result, "recipient");
    page.say(recipient.empty() ? std::string{run.say(texts::kForThePerson)}
                               : run.say(texts::kForRecipient, {recipient}));
    for (Json const& one : codec::list_at(result, "in_words"))
        page.pair(codec::string_or(one, "label"), codec::string_or(one, "value"), 2);
    left_out_of(run, codec::list_at(result, "not_printed"), texts::kNotPrinted, page);
    page.blank();
    page.pair(run.say(texts::kDisclosure), codec::string_or(result, "disclosure"), 2);
}

void show_letter(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kLetterWritten, {codec::string_or(result, "output")}));
    page.pair(run.say(texts::kDisclosure), codec::string_or(result, "disclosure"), 2);
}

void show_disclosures(Run& run, Json const& result, Page& page) {
    Json const& all = codec::list_at(result, "disclosures");
    if (all.empty()) {
        page.say(run.say(texts::kNothingLeft));
        return;
    }
    bool is_first = true;
    for (Json const& d : all) {
        if (!is_first) page.blank();
        is_first = false;
        std::string const recipient = codec::string_or(d, "recipient");
        page.say(moment(codec::string_or(d, "at")) + "  " +
                 (recipient.empty() ? std::string{run.say(texts::kThePerson)} : recipient) + "  " +
                 codec::string_or(d, "id"));
        pair_if(page, run.say(texts::kPurpose), codec::string_or(d, "purpose"));
        page.pair(run.say(texts::kHowSent), word(codec::string_or(d, "how"), run.language()), 2);
        page.pair(run.say(texts::kBy), codec::string_or(d, "by"), 2);
        if (auto const under = codec::text_at(d, "left_under"); under)
            page.pair(run.say(texts::kLeftUnder),
                      Labels{run, "matter_request"}.value("left_under", std::string{*under}), 2);
        pair_if(page, run.say(texts::kWhatLeft), codec::string_or(d, "in_words"));
        pair_if(page, run.say(texts::kRelease), codec::string_or(d, "release"));
        pair_if(page, run.say(texts::kPerson), codec::string_or(d, "person"));
        Json const& left = codec::list_at(codec::list_at(d, "what_left"), "fields");
        if (left.empty())
            labels_of(run, codec::list_at(d, "fields"), page);
        else
            named_fields(run, left, page);
    }
}

}  // namespace amparo::cli
