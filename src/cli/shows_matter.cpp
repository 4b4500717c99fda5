// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/matter.hpp"
#include "documents.hpp"
#include "labels.hpp"
#include "matters.hpp"
#include "shows.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace amparo::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string listed(Json const& texts) {
    std::string out;
    for (Json const& one : texts)
        if (one.is_string()) out += (out.empty() ? "" : ", ") + one.get<std::string>();
    return printable(out);
}

void heading(Run& run, Json const& matter, Page& page) {
    page.say(codec::string_or(matter, "number") + "  " + printable(codec::string_or(matter, "title")));
    page.pair(run.say(texts::kRecord), codec::string_or(matter, "id"), 2);
    page.pair(run.say(texts::kPerson), printable(codec::string_or(matter, "chosen_name")), 2);
    Labels const labels{run, "matter"};
    page.pair(run.say(texts::kArea), labels.value("area", codec::string_or(matter, "area")), 2);
    if (auto const law = codec::text_at(matter, "jurisdiction"); law)
        page.pair(run.say(texts::kJurisdiction), printable(*law), 2);
    page.pair(run.say(texts::kState), labels.value("state", codec::string_or(matter, "state")), 2);
    page.pair(run.say(texts::kOpenedOn), codec::string_or(matter, "opened_on"), 2);
    page.pair(run.say(texts::kResponsible), printable(codec::string_or(matter, "responsible_name")), 2);
    for (auto const& [key, text] : {std::pair{"closed_on", texts::kClosedOn},
                                    {"outcome", texts::kOutcome},
                                    {"closing_code", texts::kClosingCode}})
        if (auto const value = codec::text_at(matter, key); value)
            page.pair(run.say(text), labels.value(key, std::string{*value}), 2);
    if (auto const note = codec::text_at(matter, "note"); note)
        page.pair(labels.label("note"), printable(*note), 2);
    if (matter.contains("inside")) page.pair(run.say(texts::kInside), listed(matter["inside"]), 2);
}

/// Days in court, deadlines and documents by what they are, the rest of its records by their kind.
void records_of(Run& run, Json const& matter, Page& page) {
    std::set<std::string> told;
    auto const section = [&](Text heading, Json const& rows, std::string_view id) {
        for (Json const& row : rows) told.insert(codec::string_or(row, id));
        if (!rows.empty()) page.say(run.say(heading));
        return !rows.empty();
    };
    std::vector<std::string> days;
    for (Json const& record : codec::list_at(matter, "records")) {
        std::string const id = codec::string_or(record, "record");
        if (codec::text_at(record, "kind") != "matter_date") continue;
        auto const day = run.call("record.show", Json{{"id", id}});
        if (!day.ok()) continue;
        Json const& data = codec::list_at(day.value(), "data");
        std::string line;
        for (char const* field : {"on", "at", "what", "where"})
            if (auto const value = codec::text_at(data, field); value)
                line += (line.empty() ? "" : "  ") + printable(*value);
        if (line.empty()) continue;  // Sealed to this member.
        days.push_back(line + "  " + id);
        told.insert(id);
    }
    std::sort(days.begin(), days.end());
    if (!days.empty()) page.say(run.say(texts::kCourtDates));
    for (std::string const& day : days) page.item(day);
    std::string const id = codec::string_or(matter, "id");
    if (auto const found = run.call("deadline.list", Json{{"matter", id}, {"done", true}});
        found.ok() && section(texts::kDeadlines, codec::list_at(found.value(), "deadlines"), "id"))
        show_deadlines(run, found.value(), page);
    if (auto const found = run.call("document.list", Json{{"matter", id}});
        found.ok() && section(texts::kDocuments, codec::list_at(found.value(), "documents"), "id"))
        show_documents(run, found.value(), page);
    bool is_first = true;
    for (Json const& record : codec::list_at(matter, "records")) {
        std::string const other = codec::string_or(record, "record");
        if (told.contains(other)) continue;
        if (std::exchange(is_first, false)) page.say(run.say(texts::kRecords));
        page.item(other + "  " + Labels{run, codec::string_or(record, "kind")}.kind());
    }
}

}  // namespace

void show_conflict_check(Run& run, Json const& result, Page& page) {
    Json const& met = codec::list_at(result, "matters");
    if (met.empty()) {
        page.say(run.say(texts::kNobodyMet));
        page.pair(run.say(texts::kCheck), codec::string_or(result, "id"), 2);
        return;
    }
    page.say(run.say(texts::kMet));
    for (Json const& one : met)
        page.item(
            run.say(texts::kAsk, {codec::string_or(one, "number"), printable(codec::string_or(one, "ask"))}));
    page.pair(run.say(texts::kCheck), codec::string_or(result, "id"), 2);
    if (auto const by = codec::text_at(result, "cleared_by"); by) {
        page.pair(run.say(texts::kCleared), printable(*by), 2);
        page.pair(run.say(texts::kReason), printable(codec::string_or(result, "reason")), 2);
    } else {
        page.say(run.say(texts::kToClear, {codec::string_or(result, "id")}));
    }
}

static void party_kept(Run& run, Json const& result, Page& page, Text said) {
    page.say(run.say(said, {codec::string_or(result, "id")}));
    show_conflict_check(run, codec::list_at(result, "check"), page);
}

void show_matter(Run& run, Json const& result, Page& page) {
    heading(run, result, page);
    if (codec::bool_at(result, "sealed_anew").value_or(false)) page.say(run.say(texts::kSealedAnew));
    Json const& parties = codec::list_at(result, "parties");
    if (!parties.empty()) page.say(run.say(texts::kParties));
    Labels const labels{run, "matter_party"};
    for (Json const& party : parties)
        page.item(printable(codec::string_or(party, "name")) + " (" +
                  labels.value("role", codec::string_or(party, "role")) + ")  " +
                  codec::string_or(party, "id"));
    if (result.contains("records")) records_of(run, result, page);  // Not after a change of it.
}

void show_matters(Run& run, Json const& result, Page& page) {
    Rows rows{{std::string{run.say(texts::kNumber)}, std::string{run.say(texts::kPerson)},
               std::string{run.say(texts::kTitle)}, std::string{run.say(texts::kState)},
               std::string{run.say(texts::kRecord)}}};
    Labels const labels{run, "matter"};
    for (Json const& one : codec::list_at(result, "matters"))
        rows.push_back({codec::string_or(one, "number"),
                        cut(printable(codec::string_or(one, "chosen_name")), 24),
                        cut(printable(codec::string_or(one, "title")), 32),
                        labels.value("state", codec::string_or(one, "state")), codec::string_or(one, "id")});
    if (rows.size() == 1) page.say(run.say(texts::kNoMatters));
    page.table(rows);
    if (auto const walled = codec::int_at(result, "behind_walls").value_or(0); walled > 0)
        page.say(run.say(texts::kBehindWalls, {std::to_string(walled)}));
}

void show_party_added(Run& run, Json const& result, Page& page) {
    party_kept(run, result, page, texts::kPartyAdded);
}

void show_party_corrected(Run& run, Json const& result, Page& page) {
    party_kept(run, result, page, texts::kPartyCorrected);
}

void show_walls(Run& run, Json const& result, Page& page) {
    Rows rows{{std::string{run.say(texts::kNumber)}, std::string{run.say(texts::kInside)},
               std::string{run.say(texts::kOpenToYou)}, std::string{run.say(texts::kRecord)}}};
    for (Json const& wall : codec::list_at(result, "walls"))
        rows.push_back({codec::string_or(wall, "number"), listed(codec::list_at(wall, "inside")),
                        std::string{run.say(codec::bool_at(wall, "open_to_you") == true ? texts::kYesWord
                                                                                        : texts::kNoWord)},
                        codec::string_or(wall, "id")});
    if (rows.size() == 1) page.say(run.say(texts::kNoWalls));
    page.table(rows);
}

}  // namespace amparo::cli
