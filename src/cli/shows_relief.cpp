// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/matter.hpp"
#include "labels.hpp"
#include "matters.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string in_words(Run const& run, Json const& object, std::string_view key) {
    return codec::string_or(codec::list_at(object, key), name(run.language()));
}

/// "severe_form: Victim of …  present".
std::string line_of(Run& run, Json const& item) {
    std::string out = codec::string_or(item, "item") + ": " + in_words(run, item, "label");
    if (codec::bool_at(item, "cooperation").value_or(false))
        out += " (" + std::string{run.say(texts::kAboutAuthorities)} + ")";
    if (std::string const standing = codec::string_or(item, "standing"); !standing.empty())
        out += " — " + Labels{run, "matter_element"}.value("answer", standing);
    for (Json const& e : codec::list_at(item, "exceptions"))
        if (codec::text_at(item, "exception") == codec::text_at(e, "exception"))
            out += ": " + in_words(run, e, "label");
    if (std::string const note = codec::string_or(item, "note"); !note.empty()) out += ". " + printable(note);
    return out;
}

void items_of(Run& run, Json const& option, Page& page) {
    bool const is_kept = option.contains("matter");
    for (bool const evidence : {false, true}) {
        page.say(run.say(evidence ? texts::kEvidence : texts::kElementsAsked), 2);
        for (Json const& item : codec::list_at(option, "items")) {
            if (codec::bool_at(item, "evidence") != evidence) continue;
            page.item(line_of(run, item), 4);
            if (is_kept) continue;
            for (Json const& e : codec::list_at(item, "exceptions"))
                page.item(run.say(texts::kExceptionOf,
                                  {codec::string_or(e, "exception"), in_words(run, e, "label")}),
                          6);
        }
    }
}

void option_of(Run& run, Json const& option, Page& page) {
    page.say(codec::string_or(option, "option") + "  " + in_words(run, option, "label"));
    page.say(in_words(run, option, "about"), 2);
    page.pair(run.say(texts::kDecides), in_words(run, option, "decides"), 2);
    page.pair(run.say(texts::kCite), codec::string_or(option, "cite"), 2);
    page.pair(run.say(texts::kAsOf), codec::string_or(option, "as_of"), 2);
    std::string const verified = codec::string_or(option, "verified_on");
    page.pair(run.say(texts::kConfirmed),
              verified.empty() ? std::string{run.say(texts::kByNoAttorneyYet)} : verified, 2);
    items_of(run, option, page);
}

/// What is counted as a heading, and under it how many of each.
void counts_of(Page& page, std::string_view what, Json const& counts, Labels const& labels,
               std::string_view field) {
    if (counts.empty()) return;
    page.say(std::string{what} + ":", 2);
    for (auto const& [code, count] : counts.items())
        page.pair(labels.value(field, code), std::to_string(count.get<std::int64_t>()), 4);
}

}  // namespace

void show_relief_options(Run& run, Json const& result, Page& page) {
    for (Json const& option : codec::list_at(result, "options")) {
        option_of(run, option, page);
        page.blank();
    }
    page.say(run.say(texts::kNotConcluded));
}

void show_relief(Run& run, Json const& result, Page& page) {
    if (result.contains("option")) {
        option_of(run, result, page);
        page.say(run.say(texts::kNotConcluded));
        return;
    }
    show_relief_options(run, result, page);
}

void show_law_list(Run& run, Json const& result, Page& page) {
    Rows rows{{std::string{run.say(texts::kRule)}, std::string{run.say(texts::kAsOf)},
               std::string{run.say(texts::kConfirmed)}, std::string{run.say(texts::kBy)}}};
    for (Json const& rule : codec::list_at(result, "rules"))
        rows.push_back({codec::string_or(rule, "rule"), codec::string_or(rule, "as_of"),
                        codec::string_or(rule, "verified_on", "–"),
                        printable(codec::string_or(rule, "verified_by"))});
    page.table(rows);
}

void show_law_confirmed(Run& run, Json const& result, Page& page) {
    std::string const on = codec::string_or(result, "verified_on");
    page.say(
        codec::string_or(result, "rule") + ": " +
        (on.empty()
             ? std::string{run.say(texts::kConfirmed)} + " " + std::string{run.say(texts::kByNoAttorneyYet)}
             : run.say(texts::kConfirmedBy, {on, printable(codec::string_or(result, "verified_by"))})));
}

void show_hold(Run& run, Json const& result, Page& page) {
    page.say(run.say(codec::bool_at(result, "lifted") == true ? texts::kHoldLifted : texts::kHoldPlaced,
                     {codec::string_or(result, "id")}));
}

void show_holds(Run& run, Json const& result, Page& page) {
    Rows rows{{std::string{run.say(texts::kSince)}, std::string{run.say(texts::kBy)},
               std::string{run.say(texts::kOf)}, std::string{run.say(texts::kLifted)},
               std::string{run.say(texts::kHold)}}};
    for (Json const& hold : codec::list_at(result, "holds")) {
        std::string const id = codec::string_or(hold, "person_id", codec::string_or(hold, "record_id"));
        std::string const what = codec::string_or(hold, "chosen_name", codec::string_or(hold, "record_name"));
        rows.push_back({codec::string_or(hold, "placed_at").substr(0, 10),
                        printable(codec::string_or(hold, "by")), named(what, id),
                        codec::string_or(hold, "lifted_at").substr(0, 10), codec::string_or(hold, "id")});
    }
    if (rows.size() == 1) page.say(run.say(texts::kNoHolds));
    page.table(rows);
}

void show_request_count(Run& run, Json const& result, Page& page) {
    std::string const received = number(result, "received");
    page.say(run.say(texts::kReceivedIn, {codec::string_or(result, "year"), received}));
    Labels const labels{run, "matter_request"};
    for (auto const& [list, field] : {std::pair{"instruments", "instrument"}, {"decisions", "decision"}})
        counts_of(page, labels.label(field), codec::list_at(result, list), labels, field);
    page.say(run.say(texts::kSomethingLeft, {number(result, "something_left"), received}));
    counts_of(page, labels.label("left_under"), codec::list_at(result, "left_under"), labels, "left_under");
    page.say(run.say(texts::kWithoutBasis, {number(result, "without_basis"), received}));
    page.say(run.say(texts::kPersonTold, {number(result, "person_told"), received}));
    page.say(run.say(texts::kNotAnsweredYet, {number(result, "not_answered"), received}));
    if (codec::int_at(result, "not_counted").value_or(0) > 0)
        page.say(run.say(texts::kBehindWalls, {number(result, "not_counted")}));
}

void show_time(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kTimeCounted,
                     {number(result, "counted"), number(result, "minutes"), number(result, "entries")}));
    Labels const labels{run, "matter"};
    page.say(run.say(texts::kRoundedTo, {number(result, "round_minutes"),
                                         labels.value("round", codec::string_or(result, "round"))}));
    Labels const log{run, "matter_log"};
    counts_of(page, log.label("by"), codec::list_at(result, "by"), labels, "");
    counts_of(page, log.label("activity"), codec::list_at(result, "activities"), log, "activity");
}

}  // namespace amparo::cli
