// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/words.hpp"
#include "labels.hpp"
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
    if (!months) return std::string{run.say(texts::kNever)};
    return *months == 1 ? std::string{run.say(texts::kOneMonth)}
                        : run.say(texts::kMonths, {std::to_string(*months)});
}

void show_codes(Run const& run, Json const& list, Page& page) {
    Rows rows{{std::string{run.say(texts::kCode)}, std::string{run.say(texts::kWords)}, ""}};
    for (Json const& term : codec::list_at(list, "codes"))
        rows.push_back(
            {codec::string_or(term, "code"), cut(printable(label_of(run, term)), 60), state_of(run, term)});
    page.table(rows);
}

std::string kind_and_part(Run const& run, std::string kind, Json const& of) {
    if (auto const part = codec::text_at(of, "part"); part) kind += ", " + word(*part, run.language());
    return kind;
}

/// With the code that retention set takes.
std::string with_code(Kinds const& kinds, std::string const& kind) {
    std::string const label = kinds.of(kind);
    return label == kind ? kind : label + " (" + kind + ")";
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
    Kinds const kinds{run};
    for (Json const& period : codec::list_at(result, "periods")) {
        std::string const kind = with_code(kinds, codec::string_or(period, "kind"));
        rows.push_back({kind, months_of(run, period)});
        for (Json const& part : codec::list_at(period, "parts"))
            rows.push_back({kind_and_part(run, kind, part), months_of(run, part)});
    }
    page.table(rows);
}

void show_suggested(Run& run, Json const& result, Page& page) {
    auto const in_own = [&](Json const& words) {
        return printable(codec::string_or(words, name(run.language())));
    };
    page.say(run.say(texts::kProposalOnly));
    Kinds const kinds{run};
    for (Json const& one : codec::list_at(result, "suggested")) {
        page.blank();
        page.say(kind_and_part(run, with_code(kinds, codec::string_or(one, "kind")), one) + ": " +
                 months_of(run, one));
        page.say(in_own(codec::list_at(one, "why")), 2);
        page.pair(run.say(texts::kAfter), in_own(codec::list_at(one, "source")), 2);
        if (codec::bool_at(one, "decided") == true)
            page.pair(run.say(texts::kYouSet),
                      months_of(run, one.contains("now") ? Json{{"months", one["now"]}} : Json::object()), 2);
    }
    page.blank();
    if (run.given().has("--take"))
        page.say(run.say(texts::kTaken, {std::to_string(codec::int_at(result, "taken").value_or(0))}));
    else
        page.command("amparo retention suggest --take");
}

void show_period_set(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kPeriodSet,
                     {kind_and_part(run, Kinds{run}.of(codec::string_or(result, "kind")), result)}));
}

void show_due(Run& run, Json const& result, Page& page) {
    Json const& records = codec::list_at(result, "records");
    if (records.empty()) {
        page.say(run.say(texts::kNothingDue));
        return;
    }
    Rows rows{{std::string{run.say(texts::kDue)}, std::string{run.say(texts::kForm)},
               std::string{run.say(texts::kTitle)}, std::string{run.say(texts::kRecord)}}};
    Kinds const kinds{run};
    for (Json const& one : records)
        rows.push_back(
            {codec::string_or(one, "due"), kind_and_part(run, kinds.of(codec::string_or(one, "kind")), one),
             cut(printable(moment(codec::string_or(one, "title"))), 40), codec::string_or(one, "record")});
    page.table(rows);
    page.say(run.say(texts::kKeepOrErase));
    page.command("amparo retention keep ID");
    page.command("amparo record erase ID --basis TEXT");
    if (std::any_of(records.begin(), records.end(), [](Json const& one) { return one.contains("part"); }))
        page.command("amparo record erase ID --part PART --basis TEXT");
}

void show_kept(Run& run, Json const&, Page& page) {
    if (auto const until = run.given().one("--until"); until)
        page.say(run.say(texts::kKeptTill, {*until}));
    else
        page.say(run.say(texts::kKept));
}

}  // namespace amparo::cli
