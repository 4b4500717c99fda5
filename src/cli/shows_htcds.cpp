// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts/evidence.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

std::string number(Json const& object, std::string_view key) {
    return std::to_string(codec::int_at(object, key).value_or(0));
}

void notes_of(Run& run, Json const& result, Page& page) {
    bool has_unfound = false;
    for (Json const& note : codec::list_at(result, "notes")) {
        std::string const code = codec::string_or(note, "code");
        has_unfound = has_unfound || code == "not_found";
        std::string words = code;
        if (std::string const value = codec::string_or(note, "value"); !value.empty()) words += ": " + value;
        if (codec::bool_at(note, "left_out") == true)
            words += " (" + std::string{run.say(texts::kHtcdsLeftOut)} + ")";
        page.pair(
            run.say(texts::kHtcdsInLine, {number(note, "line")}) + ", " + codec::string_or(note, "column"),
            words);
    }
    if (has_unfound) page.say(run.say(texts::kHtcdsFound));
}

}  // namespace

void show_htcds_check(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kHtcdsCases, {number(result, "cases")}));
    notes_of(run, result, page);
}

void show_htcds_export(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kHtcdsMade,
                     {codec::string_or(result, "output"), codec::string_or(result, "recipient")}));
    std::string fields;
    for (Json const& field : codec::list_at(result, "fields"))
        fields += (fields.empty() ? "" : ", ") + field.get<std::string>();
    page.pair(run.say(texts::kHtcdsFields), fields);
    for (Json const& one : codec::list_at(result, "dropped"))
        page.pair(run.say(texts::kHtcdsDropped),
                  codec::string_or(one, "field") + " (" + codec::string_or(one, "why") + ")");
}

void show_htcds_import(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kHtcdsTaken, {number(result, "people")}));
    for (auto const& [field, count] : codec::list_at(result, "not_taken").items())
        page.pair(run.say(texts::kHtcdsNotTaken), field + " (" + codec::to_text(count) + ")");
    notes_of(run, result, page);
}

}  // namespace amparo::cli
