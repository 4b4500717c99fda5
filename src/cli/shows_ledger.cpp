// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence ledger: what left this vault, and what was entered of it.
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts/evidence.hpp"
#include "evidence_words.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

/// As it was typed.
std::string as_text(Json const& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string for_whom(Run& run, Json const& one) {
    std::string const profile = codec::string_or(one, "profile");
    if (profile == "open_data") return std::string{run.say(texts::kForAnybody)};
    return std::string{run.say(profile == "internal" ? texts::kForInside : texts::kForResearch)};
}

/// "citizen, 28,6 %, of 42": the figure, as it was entered.
std::string said_words(Run& run, Json const& entered) {
    std::string out;
    auto const add = [&](std::string const& words) { out += (out.empty() ? "" : ", ") + words; };
    if (auto const answer = codec::text_at(entered, "answer"); answer)
        add(run.say(texts::kSaidAnswer, {*answer}));
    if (auto const mean = codec::text_at(entered, "mean"); mean) add(run.say(texts::kSaidMean, {*mean}));
    if (auto const percent = codec::text_at(entered, "percent"); percent)
        add(run.say(texts::kSaidPercent, {*percent}));
    if (entered.contains("low") || entered.contains("high"))
        add(run.say(texts::kSaidInterval,
                    {codec::string_or(entered, "low", "–"), codec::string_or(entered, "high", "–")}));
    if (entered.contains("n")) {
        std::string const n = number(entered, "n");
        add(entered.contains("mean") ? run.say(texts::kSaidOf, {n}) : run.say(texts::kSaidCount, {n}));
    }
    if (entered.contains("of")) add(run.say(texts::kSaidOf, {number(entered, "of")}));
    return out;
}

/// The line of a list.
std::string in_short(Run& run, Json const& one) {
    Json const& entered = codec::list_at(one, "entered");
    std::string const what = codec::string_or(entered, "what");
    std::string const whom = for_whom(run, one);
    if (what == "said") {
        std::string const words = codec::string_or(entered, "population") + " " +
                                  codec::string_or(entered, "rows") + ": " + said_words(run, entered);
        return run.say(texts::kLedgerSaid, {whom, words});
    }
    if (what == "file")
        return run.say(
            texts::kLedgerFile,
            {whom, run.say(texts::kLedgerLines, {number(one, "figures"), number(one, "withheld")})});
    std::string const withheld = number(one, "withheld");
    std::string const shown = std::to_string(codec::int_at(one, "figures").value_or(0) -
                                             codec::int_at(one, "withheld").value_or(0));
    std::string const figures = run.say(texts::kLedgerFigures, {shown, withheld});
    return what == "bundle" ? run.say(texts::kLedgerBundle, {whom, figures}) : whom + ": " + figures;
}

std::string entered_on_by(Run& run, Json const& one) {
    return run.say(texts::kEnteredOnBy,
                   {codec::string_or(one, "entered_on"), codec::string_or(one, "entered_by", "–")});
}

void one_whole(Run& run, Json const& one, Page& page) {
    Json const& entered = codec::list_at(one, "entered");
    page.pair(run.say(texts::kWhere), codec::string_or(one, "title"));
    page.pair(run.say(texts::kLeftOn), codec::string_or(one, "day"));
    page.pair(run.say(texts::kEnteredBy), entered_on_by(run, one));
    page.pair(run.say(texts::kForWhom), for_whom(run, one));
    page.pair(run.say(texts::kWhatWasIt), in_short(run, one));
    for (Json const& table : codec::list_at(one, "tables")) {
        std::string rows = codec::string_or(table, "rows");
        if (auto const by = codec::text_at(table, "by"); by && !by->empty())
            rows = run.say(texts::kTableBy, {rows, *by});
        page.pair(run.say(texts::kPopulation),
                  run.say(texts::kPeopleCounted,
                          {codec::string_or(table, "words"), rows, number(table, "people")}));
    }
    if (entered.contains("least")) {
        std::string const least = number(entered, "least");
        std::string const most = number(entered, "most");
        std::string const as_of = codec::string_or(entered, "as_of");
        page.pair(run.say(texts::kByTheRecords), least == most
                                                     ? run.say(texts::kMeansOne, {least, as_of})
                                                     : run.say(texts::kMeansRange, {least, most, as_of}));
    }
    page.blank();
    for (auto const& [key, value] : entered.items())
        if (key != "what" && key != "tables" && key != "least" && key != "most")
            page.pair(key, as_text(value), 2);
    for (Json const& table : codec::list_at(entered, "tables"))
        page.pair(run.say(texts::kAsked), as_text(table), 2);
    page.pair("id", codec::string_or(one, "publication"), 2);
}

}  // namespace

void show_publications(Run& run, Json const& result, Page& page) {
    Json const& all = codec::list_at(result, "publications");
    if (!result.contains("spent")) {
        for (Json const& one : all) one_whole(run, one, page);
        return;
    }
    if (all.empty()) page.say(run.say(texts::kNothingPublished));
    for (Json const& one : all) {
        page.pair(codec::string_or(one, "day"),
                  codec::string_or(one, "title") + " (" + in_short(run, one) + ")");
        page.say(std::string{run.say(texts::kEnteredBy)} + " " + entered_on_by(run, one) + "  " +
                     codec::string_or(one, "publication"),
                 2);
    }
    if (!all.empty()) page.say(run.say(texts::kShowOne));
    for (Json const& one : codec::list_at(result, "spent"))
        page.say(run.say(texts::kSpentOfMost, {codec::string_or(one, "form"), decimal(one, "epsilon"),
                                               decimal(one, "most"), number(one, "files")}));
}

}  // namespace amparo::cli
