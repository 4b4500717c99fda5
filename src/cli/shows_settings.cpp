// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/words.hpp"
#include "shows.hpp"

#include <algorithm>

namespace amparo::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// In the user's language, else in English, else as it comes.
std::string label_of(Run const& run, Json const& term) {
    Json const& labels = codec::list_at(term, "labels");
    for (std::string_view const language : {name(run.language()), std::string_view{"en"}})
        if (auto const text = codec::text_at(labels, language)) return std::string{*text};
    for (auto const& [language, text] : labels.items())
        if (text.is_string()) return text.get<std::string>();
    return {};
}

std::string state_of(Run const& run, Json const& term) {
    if (codec::bool_at(term, "retired") == true) return std::string{run.say(texts::kRetired)};
    return codec::bool_at(term, "own") == true ? std::string{run.say(texts::kOwnCode)} : std::string{};
}

std::string months_of(Run const& run, Json const& period) {
    auto const months = codec::int_at(period, "months");
    return months ? run.say(texts::kMonths, {std::to_string(*months)}) : std::string{run.say(texts::kNever)};
}

void show_codes(Run const& run, Json const& list, Page& page) {
    Rows rows{{std::string{run.say(texts::kCode)}, std::string{run.say(texts::kWords)}, ""}};
    for (Json const& term : codec::list_at(list, "codes"))
        rows.push_back(
            {codec::string_or(term, "code"), cut(printable(label_of(run, term)), 60), state_of(run, term)});
    page.table(rows);
}

std::string kind_and_part(std::string kind, Json const& of) {
    if (auto const part = codec::text_at(of, "part"); part) kind += ", " + std::string{*part};
    return kind;
}

}  // namespace

void show_vocabularies(Run& run, Json const& result, Page& page) {
    Json const& all = codec::list_at(result, "vocabularies");
    if (run.given().one("LIST")) {
        for (Json const& list : all) show_codes(run, list, page);
        return;
    }
    Rows rows{{std::string{run.say(texts::kList)}, std::string{run.say(texts::kCodes)},
               std::string{run.say(texts::kOwnCodes)}}};
    for (Json const& list : all)
        rows.push_back({codec::string_or(list, "name"), std::to_string(codec::list_at(list, "codes").size()),
                        std::string{run.say(codec::bool_at(list, "open") == true ? texts::kMayBeAdded
                                                                                 : texts::kWordsOnly)}});
    page.table(rows);
}

void show_term_set(Run& run, Json const& result, Page& page) {
    page.say(
        run.say(texts::kTermSet, {codec::string_or(result, "code"), codec::string_or(result, "vocabulary")}));
}

void show_periods(Run& run, Json const& result, Page& page) {
    Rows rows{{std::string{run.say(texts::kForm)}, std::string{run.say(texts::kLookedAtAfter)}}};
    for (Json const& period : codec::list_at(result, "periods")) {
        rows.push_back({codec::string_or(period, "kind"), months_of(run, period)});
        for (Json const& part : codec::list_at(period, "parts"))
            rows.push_back({kind_and_part(codec::string_or(period, "kind"), part), months_of(run, part)});
    }
    page.table(rows);
}

void show_period_set(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kPeriodSet, {kind_and_part(codec::string_or(result, "kind"), result)}));
}

void show_due(Run& run, Json const& result, Page& page) {
    Json const& records = codec::list_at(result, "records");
    if (records.empty()) {
        page.say(run.say(texts::kNothingDue));
        return;
    }
    Rows rows{{std::string{run.say(texts::kDue)}, std::string{run.say(texts::kForm)},
               std::string{run.say(texts::kTitle)}, std::string{run.say(texts::kRecord)}}};
    for (Json const& one : records)
        rows.push_back({codec::string_or(one, "due"), kind_and_part(codec::string_or(one, "kind"), one),
                        cut(printable(moment(codec::string_or(one, "title"))), 40),
                        codec::string_or(one, "record")});
    page.table(rows);
    page.say(run.say(texts::kKeepOrErase));
    page.command("amparo retention keep ID");
    page.command("amparo record erase ID --basis TEXT");
    if (std::any_of(records.begin(), records.end(), [](Json const& one) { return one.contains("part"); }))
        page.command("amparo record erase ID --part PART --basis TEXT");
}

void show_kept(Run& run, Json const&, Page& page) {
    page.say(run.say(texts::kKept));
}

}  // namespace amparo::cli
