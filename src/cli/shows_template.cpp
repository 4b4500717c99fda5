// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/template.hpp"
#include "documents.hpp"
#include "templates.hpp"

#include <array>

namespace amparo::cli {
namespace {

constexpr std::size_t kWordsShown = 48;

struct StateWords {
    std::string_view state;
    Text text;
};
constexpr std::array kStates{StateWords{"not_recorded", texts::kPlaceNotRecorded},
                             StateWords{"not_asked", texts::kPlaceNotAsked},
                             StateWords{"declined", texts::kPlaceDeclined},
                             StateWords{"unknown", texts::kPlaceUnknown},
                             StateWords{"sealed", texts::kPlaceSealed},
                             StateWords{"erased", texts::kPlaceErased},
                             StateWords{"in_conflict", texts::kPlaceConflict},
                             StateWords{"some_missing", texts::kPlaceSomeMissing},
                             StateWords{"too_many", texts::kPlaceTooMany},
                             StateWords{"by_hand", texts::kPlaceByHand},
                             StateWords{"needs_matter", texts::kPlaceNeedsMatter}};

std::string no_answer(Run& run, Json const& place) {
    if (auto const nearest = codec::text_at(place, "nearest"); nearest)
        return run.say(texts::kNearestIs, {*nearest});
    std::string const state = codec::string_or(place, "state");
    for (StateWords const& one : kStates)
        if (one.state == state) return std::string{run.say(one.text)};
    return state;
}

/// "person_details.birth_date, 2031-03-01"; of a list the newest.
std::string source(Json const& place) {
    std::string named;
    std::string at;
    for (Json const& one : codec::list_at(place, "sources")) {
        named = codec::string_or(one, "kind") + "." + codec::string_or(one, "field");
        at = std::max(at, codec::string_or(one, "at").substr(0, 10));
    }
    return at.empty() ? named : named + ", " + at;
}

std::string origin(Run& run, Json const& place) {
    std::string const how = codec::string_or(place, "how");
    if (how == "typed") return std::string{run.say(texts::kTypedByHand)};
    if (how == "blank") return std::string{run.say(texts::kLeftBlank)};
    return source(place);
}

std::string in_a_line(std::string words) {
    for (char& c : words)
        if (c == '\n') c = '/';
    return cut(printable(words), kWordsShown);
}

}  // namespace

void show_template_names(Run& run, Json const& result, Page& page) {
    std::vector<std::vector<std::string>> rows{
        {std::string{run.say(texts::kTemplatePlace)}, std::string{run.say(texts::kPlaceMeaning)}, ""}};
    for (Json const& name : codec::list_at(result, "names")) {
        std::string note;
        if (codec::bool_at(name, "list").value_or(false))
            note = run.say(texts::kAList);
        else if (codec::bool_at(name, "needs_matter").value_or(false))
            note = run.say(texts::kOfTheMatter);
        rows.push_back({codec::string_or(name, "name"), printable(codec::string_or(name, "label")), note});
    }
    page.table(rows);
    std::string const asked = codec::string_or(result, "asked");
    page.say(run.say(texts::kAskedNames, {asked, asked}));
}

void show_templates(Run& run, Json const& result, Page& page) {
    std::vector<std::vector<std::string>> rows{{std::string{run.say(texts::kTemplate)}, ""}};
    for (Json const& sample : codec::list_at(result, "samples"))
        rows.push_back({codec::string_or(sample, "sample"), std::string{run.say(texts::kSample)}});
    for (Json const& kept : codec::list_at(result, "templates"))
        rows.push_back(
            {codec::string_or(kept, "id"), cut(printable(codec::string_or(kept, "name")), kWordsShown)});
    page.table(rows);
}

void show_template_check(Run& run, Json const& result, Page& page) {
    std::vector<std::vector<std::string>> rows{{std::string{run.say(texts::kPlaceLine)},
                                                std::string{run.say(texts::kTemplatePlace)},
                                                std::string{run.say(texts::kPlaceMeaning)}}};
    for (Json const& place : codec::list_at(result, "places")) {
        std::string const label =
            codec::string_or(place, "label", std::string{run.say(texts::kAskedEachTime)});
        rows.push_back({std::to_string(codec::int_at(place, "line").value_or(0)),
                        codec::string_or(place, "name"),
                        place.contains("nearest") ? no_answer(run, place) : printable(label)});
    }
    if (rows.size() == 1) return page.say(run.say(texts::kNoPlaces));
    page.table(rows);
}

void show_template_preview(Run& run, Json const& result, Page& page) {
    page.say(printable(codec::string_or(result, "name")));
    std::vector<std::vector<std::string>> rows{{std::string{run.say(texts::kTemplatePlace)},
                                                std::string{run.say(texts::kPlaceWords)},
                                                std::string{run.say(texts::kPlaceFrom)}}};
    for (Json const& place : codec::list_at(result, "places")) {
        bool const is_missing = codec::text_at(place, "how") == "missing";
        rows.push_back(
            {codec::string_or(place, "name"),
             is_missing ? "- " + no_answer(run, place) : in_a_line(codec::string_or(place, "text")),
             is_missing ? source(place) : origin(run, place)});
    }
    if (rows.size() == 1) return page.say(run.say(texts::kNoPlaces));
    page.table(rows);
    auto const missing = codec::int_at(result, "missing").value_or(0);
    page.say(missing == 0 ? std::string{run.say(texts::kNothingMissing)}
                          : run.say(texts::kPlacesMissing, {std::to_string(missing)}));
}

void show_made_of(Run& run, Json const& made_of, Page& page) {
    if (!made_of.is_object()) return;
    page.say(run.say(texts::kFilledFrom));
    for (Json const& place : codec::list_at(made_of, "places")) {
        std::string words = codec::string_or(place, "name");
        if (std::string const from = origin(run, place); !from.empty()) words += ": " + from;
        if (codec::bool_at(place, "stale").value_or(false))
            words += " (" + std::string{run.say(texts::kNowOtherwise)} + ")";
        page.item(words);
    }
    if (auto const stale = codec::int_at(made_of, "stale").value_or(0); stale > 0)
        page.say(run.say(texts::kStaleCount, {std::to_string(stale)}));
}

void show_filled(Run& run, Json const& result, Page& page) {
    show_document(run, result, page);
}

}  // namespace amparo::cli
