// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/base/instant.hpp"
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

std::chrono::sys_days day_of(std::string_view text) {
    return std::chrono::sys_days{parse_date(text).value_or(Date{})};
}

/// One letter a night: what the legend under the board says.
char letter(std::string_view state) {
    static std::map<std::string_view, char> const kLetters{{"accepting", '.'},      {"preparing", '-'},
                                                           {"held", 'h'},           {"occupied", 'X'},
                                                           {"out_of_service", '/'}, {"closed", '/'}};
    auto const at = kLetters.find(state);
    return at == kLetters.end() ? '?' : at->second;
}

bool is_away(Json const& span, std::string_view night) {
    for (Json const& away : codec::list_at(span, "away"))
        if (codec::string_or(away, "from") <= night && night < codec::string_or(away, "until")) return true;
    return false;
}

std::string line_of(Json const& row, std::chrono::sys_days first, std::size_t nights) {
    std::string out(nights, letter(codec::string_or(row, "state")));
    for (Json const& span : codec::list_at(row, "spans")) {
        auto const end = day_of(codec::string_or(span, "until"));
        for (auto n = day_of(codec::string_or(span, "from")); n < end; n += std::chrono::days{1}) {
            auto const at = static_cast<std::size_t>((n - first).count());
            if (at >= nights) continue;
            out[at] = is_away(span, text(Date{n})) ? 'a' : letter(codec::string_or(span, "state"));
        }
    }
    return out;
}

std::string tonight_of(Json const& row) {
    Json const& spans = codec::list_at(row, "spans");
    return spans.empty() ? "" : codec::string_or(spans.front(), "chosen_name");
}

}  // namespace

void show_displaced(Run& run, Json const& result, Page& page) {
    for (Json const& d : codec::list_at(result, "displaced"))
        page.item(
            run.say(texts::kHasNoPlace, {codec::string_or(d, "chosen_name", "–"), codec::string_or(d, "name"),
                                         word(codec::string_or(d, "obstacle"), run.language())}));
}

void show_board(Run& run, Json const& result, Page& page) {
    auto const nights = static_cast<std::size_t>(codec::int_at(result, "nights").value_or(0));
    auto const first = day_of(codec::string_or(result, "first"));
    page.say(run.say(texts::kBoardFrom, {codec::string_or(result, "first"), std::to_string(nights)}));
    Rows rows{{std::string{run.say(texts::kPlace)}, std::string{run.say(texts::kHouse)},
               std::string{run.say(texts::kNights)}, std::string{run.say(texts::kPerson)}}};
    for (Json const& row : codec::list_at(result, "rows"))
        rows.push_back({printable(codec::string_or(row, "name")),
                        printable(codec::string_or(row, "house_name")), line_of(row, first, nights),
                        printable(tonight_of(row))});
    page.table(rows);
    Json const& counts = codec::list_at(result, "counts");
    if (!counts.empty())
        page.say(
            run.say(texts::kBoardTonight, {number(counts.front(), "occupied"), number(counts.front(), "held"),
                                           number(counts.front(), "free"), number(counts.front(), "out")}));
    show_displaced(run, result, page);
    page.say(run.say(texts::kBoardLegend));
}

void show_handover(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kHandoverOf, {codec::string_or(result, "night")}));
    page.say(run.say(texts::kNightEnds, {codec::string_or(result, "ends")}));
    Json const& counts = codec::list_at(result, "counts");
    page.say(run.say(texts::kBoardTonight, {number(counts, "occupied"), number(counts, "held"),
                                            number(counts, "free"), number(counts, "out")}));
    for (Json const& place : codec::list_at(result, "places")) {
        std::string what = word(codec::string_or(place, "state"), run.language());
        if (auto const people = codec::int_at(place, "household"); people)
            what += ", " + run.say(texts::kPeople, {std::to_string(*people)});
        if (auto const name = codec::text_at(place, "chosen_name"); name) what += ", " + printable(*name);
        if (auto const until = codec::text_at(place, "hold_until"); until)
            what += ", " + run.say(texts::kHeldUntil, {moment(*until)});
        for (auto const& [key, said] :
             {std::pair{"away_tonight", texts::kAwayTonight}, {"comes_tomorrow", texts::kComesTomorrow}})
            if (codec::bool_at(place, key) == true) what += ", " + std::string{run.say(said)};
        if (auto const day = codec::text_at(place, "leaves"); day)
            what += ", " + run.say(texts::kLeavesThen, {std::string{*day}});
        page.pair(printable(codec::string_or(place, "name")), what, 2);
    }
    show_displaced(run, result, page);
    Labels const incident{run, "incident"};
    for (auto const& [key, said] : {std::pair{"notes", texts::kNotesSince},
                                    {"incidents", texts::kIncidentsSince},
                                    {"tasks", texts::kTasksDue}}) {
        Json const& all = codec::list_at(result, key);
        if (all.empty()) continue;
        page.say(run.say(said, {std::to_string(all.size())}));
        for (Json const& one : all) {
            std::string line = moment(codec::string_or(one, "at", codec::string_or(one, "due")));
            if (Json const& kinds = codec::list_at(one, "kinds"); !kinds.empty())
                line += "  " + incident.value("kinds", kinds);
            for (char const* part : {"text", "chosen_name"})
                if (auto const text = codec::text_at(one, part); text) line += "  " + printable(*text);
            if (one.contains("to_see_to")) line += "  (" + std::string{run.say(texts::kStillToSee)} + ")";
            page.item(line);
        }
    }
}

void show_token_taken(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kTokenTaken,
                     {codec::string_or(result, "code"), moment(codec::string_or(result, "expires_at"))}));
    Json const& free = codec::list_at(result, "free");
    page.say(run.say(free.empty() ? texts::kTokenNothingFree : texts::kTokenSomethingFree));
    for (Json const& one : free) page.item(printable(codec::string_or(one, "name")));
    page.say(run.say(texts::kNext));
    page.command("amparo token answer " + codec::string_or(result, "id") + " accept");
}

void show_token_answered(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kTokenTell, {codec::string_or(result, "code"),
                                         word(codec::string_or(result, "answer"), run.language()),
                                         codec::string_or(result, "call_back")}));
}

void show_tokens(Run& run, Json const& result, Page& page) {
    Labels const labels{run, "bed_token"};
    for (Json const& token : codec::list_at(result, "tokens")) {
        page.say(codec::string_or(token, "code") + "  " +
                 word("token_" + codec::string_or(token, "ended"), run.language()) + "  " +
                 codec::string_or(token, "id"));
        for (char const* field : {"household", "wishes", "call_back", "expires_at"})
            if (Json const* const value = codec::find(token, field); value != nullptr)
                page.pair(labels.label(field), labels.value(field, *value), 2);
    }
    for (auto const& [code, n] : codec::list_at(result, "counts").items())
        page.pair(word("token_" + code, run.language()), n.dump());
}

void show_person_copy(Run& run, Json const& result, Page& page) {
    page.say(printable(codec::string_or(result, "chosen_name")));
    for (Json const& section : codec::list_at(result, "sections")) {
        page.blank();
        page.say(codec::string_or(section, "title"));
        for (Json const& item : codec::list_at(section, "items")) {
            for (Json const& line : item)
                page.pair(codec::string_or(line, "label"), printable(codec::string_or(line, "value")), 2);
            page.blank();
        }
    }
    if (codec::list_at(result, "sections").empty()) page.say(run.say(texts::kNothingPlanned));
    if (Json const& sealed = codec::list_at(result, "sealed"); !sealed.empty()) {
        // The person's sheet, so in their language.
        auto const theirs = language_named(codec::string_or(result, "language")).value_or(run.language());
        page.say(fill(texts::kCopyLacks.in(theirs), {words(sealed, theirs)}));
    }
}

void show_calendar(Run& run, Json const& result, Page& page) {
    page.say(
        run.say(texts::kCalendarWritten, {number(result, "entries"), codec::string_or(result, "output")}));
}

}  // namespace amparo::cli
