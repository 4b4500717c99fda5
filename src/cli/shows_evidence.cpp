// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts/evidence.hpp"
#include "evidence_words.hpp"
#include "shows.hpp"

#include <array>
#include <charconv>
#include <iomanip>
#include <locale>
#include <sstream>

namespace amparo::cli {
namespace {

std::string joined(std::vector<std::string> const& parts) {
    std::string out;
    for (std::string const& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
}

/// "missing 2, declined 1"; empty if everybody is counted.
std::string not_counted(Run& run, Json const& column) {
    std::vector<std::string> out;
    for (auto const& [key, label] : {std::pair{"missing", texts::kMissing},
                                     {"unknown", texts::kUnknown},
                                     {"declined", texts::kDeclined},
                                     {"not_asked", texts::kNotAsked},
                                     {"does_not_apply", texts::kDoesNotApply}})
        if (codec::int_at(column, key).value_or(0) > 0)
            out.push_back(std::string{run.say(label)} + " " + number(column, key));
    return joined(out);
}

void column_of(Run& run, Json const& column, Page& page) {
    page.blank();
    page.say(codec::string_or(column, "words"));
    for (Json const& figure : codec::list_at(column, "figures"))
        page.pair(codec::string_or(figure, "label"), codec::string_or(figure, "sentence"), 2);
    if (std::string const rest = not_counted(run, column); !rest.empty())
        page.pair(run.say(texts::kNotCounted), rest, 2);
}

std::string fixed(double value, int places) {
    std::array<char, 32> out{};
    auto const end =
        std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::fixed, places);
    return {out.data(), end.ptr};
}

/// "-4 to 31"; a dash where there is none.
std::string limits(Run& run, Json const& interval, double times, int places) {
    auto const low = codec::number_at(interval, "low");
    auto const high = codec::number_at(interval, "high");
    if (!low || !high) return "–";
    return run.say(texts::kLimits, {fixed(*low * times, places), fixed(*high * times, places)});
}

std::string seen(Json const& comparison, std::string_view key, double times, int places) {
    auto const value = codec::number_at(comparison, key);
    return value ? fixed(*value * times, places) : "–";
}

/// "0.043"; never "0.000".
std::string p_text(double p) {
    constexpr int kPlaces = 3;
    std::string const out = fixed(p, kPlaces);
    return out == fixed(0, kPlaces) ? "<0.001" : out;
}

void comparisons_of(Run& run, Json const& result, Page& page) {
    constexpr double kPoints = 100;
    Json const& all = codec::list_at(result, "comparisons");
    if (all.empty()) return;
    page.blank();
    page.say(run.say(texts::kCompared));
    for (Json const& one : all) {
        std::string label = codec::string_or(one, "code");
        for (Json const& figure : codec::list_at(codec::list_at(result, "columns")[0], "figures"))
            if (codec::string_or(figure, "code") == label) {
                label = codec::string_or(figure, "label");
                break;
            }
        auto const p = codec::number_at(one, "fisher_p");
        page.pair(label,
                  run.say(texts::kComparison,
                          {seen(one, "difference_seen", kPoints, 0),
                           limits(run, codec::list_at(one, "difference"), kPoints, 0),
                           seen(one, "ratio_seen", 1, 2), limits(run, codec::list_at(one, "ratio"), 1, 2),
                           p ? p_text(*p) : "–"}),
                  2);
    }
}

/// "not_citizens version 2, within everybody version 1"
std::string definitions_of(Run& run, Json const& population) {
    std::string out;
    for (Json const& one : codec::list_at(population, "definitions"))
        out += (out.empty() ? std::string{} : ", " + std::string{run.say(texts::kWithin)} + " ") +
               run.say(texts::kNameAndVersion, {codec::string_or(one, "name"), number(one, "version")});
    return out;
}

/// "30%"; below ten with one place.
std::string percent(Run& run, Json const& object, std::string_view key) {
    constexpr double kOnePlaceBelow = 0.0995;
    constexpr double kHundred = 100;
    double const share = codec::number_at(object, key).value_or(0);
    bool const has_place = share > 0 && share < kOnePlaceBelow;
    return run.say(texts::kPercent, {fixed(share * kHundred, has_place ? 1 : 0)});
}

/// What became of a key: to what its answers were joined, how many are blank, what is gone.
std::string key_words(Run& run, Json const& key) {
    Json const& groups = codec::list_at(key, "groups");
    std::string out;
    if (codec::bool_at(key, "in_one") == true) {
        out = run.say(texts::kKeyInOne);
    } else if (groups.empty()) {
        out = run.say(texts::kKeyAsGiven);
    } else {
        std::string each;
        for (Json const& group : groups) {
            std::vector<std::string> codes;
            for (Json const& code : codec::list_at(group, "answers"))
                codes.push_back(code.get<std::string>());
            each +=
                (each.empty() ? "" : "; ") + codec::string_or(group, "group") + " (" + joined(codes) + ")";
        }
        out = run.say(texts::kKeyJoined, {std::to_string(groups.size()), each});
    }
    bool const is_blanked = codec::int_at(key, "withheld").value_or(0) > 0;
    out += " " + std::string{is_blanked ? run.say(texts::kKeyWithheld,
                                                  {number(key, "withheld"), number(key, "answers")})
                                        : std::string{run.say(texts::kNoneWithheld)}};
    if (codec::number_at(key, "loss").value_or(0) > 0)
        out += " " + std::string{run.say(texts::kKeyLost, {percent(run, key, "loss")})};
    return out;
}

void not_in_file(Run& run, Json const& result, Page& page) {
    for (auto const& [key, label] : {std::pair{"not_in", texts::kNotIn},
                                     {"undetermined", texts::kUndetermined},
                                     {"excluded", texts::kExcluded}})
        if (codec::int_at(result, key).value_or(0) > 0) page.pair(run.say(label), number(result, key));
}

std::string period_of(Json const& result) {
    std::string const from = codec::string_or(result, "from");
    std::string const to = codec::string_or(result, "to");
    return from.empty() && to.empty() ? std::string{} : from + " – " + to;
}

}  // namespace

std::string decimal(Json const& object, std::string_view key) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out << std::setprecision(4) << codec::number_at(object, key).value_or(0);
    return out.str();
}

void show_population(Run& run, Json const& result, Page& page) {
    std::int64_t const version = codec::int_at(result, "version").value_or(1);
    page.say(codec::string_or(result, "name") + "  " + std::to_string(version));
    page.say(codec::string_or(result, run.language() == Language::kSpanish ? "sentence_es" : "sentence"));
    page.pair(run.say(texts::kQuery), codec::string_or(result, "query"));
    if (version < 2) return;
    bool const is_other = codec::bool_at(result, "changed") == true;
    page.say(run.say(is_other ? texts::kReplaces : texts::kSameQuestion, {std::to_string(version - 1)}));
    std::vector<std::string> all;
    std::vector<std::string> stale;
    for (Json const& one : codec::list_at(result, "built_on_it")) {
        all.push_back(codec::string_or(one, "name"));
        if (codec::bool_at(one, "stale") == true) stale.push_back(all.back());
    }
    if (!all.empty()) page.pair(run.say(texts::kBuiltOnIt), joined(all));
    if (!stale.empty()) run.warn(run.say(texts::kNowStale, {joined(stale)}));
}

void show_populations(Run& run, Json const& result, Page& page) {
    Json const& all = codec::list_at(result, "populations");
    if (all.empty()) page.say(run.say(texts::kNoPopulations));
    for (Json const& one : all) {
        page.say(codec::string_or(one, "name") + "  (" + codec::string_or(one, "form") + ", " +
                 number(one, "version") + ")");
        page.say(codec::string_or(one, "words"), 2);
        page.say(codec::bool_at(one, "stale") == true ? std::string{run.say(texts::kStale)}
                                                      : codec::string_or(one, "sentence"),
                 2);
    }
}

void show_evidence_table(Run& run, Json const& result, Page& page) {
    Json const& population = codec::list_at(result, "population");
    std::string heading = codec::string_or(codec::list_at(result, "rows"), "label");
    if (Json const& by = codec::list_at(result, "by"); !by.empty())
        heading += " × " + codec::string_or(by, "label");
    page.say(heading);
    page.pair(run.say(texts::kPopulation),
              codec::string_or(population, "words") + ": " + codec::string_or(population, "sentence"));
    if (std::string const period = period_of(result); !period.empty())
        page.pair(run.say(texts::kInPeriod), period);
    page.pair(run.say(texts::kDefinition), definitions_of(run, population));
    std::string const day = codec::string_or(result, "as_of");
    page.pair(run.say(texts::kAsRecordedOn), day.empty() ? codec::string_or(result, "made_on") : day);
    for (Json const& column : codec::list_at(result, "columns")) column_of(run, column, page);
    comparisons_of(run, result, page);
    page.blank();
    if (codec::bool_at(codec::list_at(result, "rows"), "several") == true) page.say(run.say(texts::kSeveral));
    if (codec::int_at(result, "undetermined").value_or(0) > 0)
        page.pair(run.say(texts::kUndetermined), number(result, "undetermined"));
    if (codec::int_at(result, "excluded").value_or(0) > 0)
        page.pair(run.say(texts::kExcludedByConsent),
                  run.say(texts::kExcludedOnce, {number(result, "excluded")}));
    Json const& intake = codec::list_at(result, "intake");
    if (codec::int_at(intake, "repeated").value_or(0) > 0)
        page.pair(run.say(texts::kRepeated), number(intake, "repeated"));
    page.pair(run.say(texts::kQuery),
              run.say(texts::kQueryIsFor, {codec::string_or(result, "query").substr(0, 16)}));
}

void show_bundle(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kBundleMade, {codec::string_or(result, "output")}));
    page.say(run.say(texts::kShownAndWithheld, {number(result, "figures"), number(result, "withheld")}));
}

void show_policy(Run& run, Json const& result, Page& page) {
    for (Json const& one : codec::list_at(result, "policy"))
        page.pair(codec::string_or(one, "of_what"),
                  run.say(texts::kAtLeast, {number(one, "least"), number(one, "own")}));
}

void show_said(Run& run, Json const& result, Page& page) {
    if (result.contains("mean_of"))
        return page.say(run.say(
            texts::kMeanKept, {codec::string_or(result, "words"), codec::string_or(result, "as_of"),
                               number(result, "mean_of"), number(result, "least"), number(result, "most")}));
    page.say(run.say(texts::kSaidKept, {codec::string_or(result, "words"), codec::string_or(result, "as_of"),
                                        number(result, "least"), number(result, "most")}));
}

void show_microdata(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kRecordsMade, {number(result, "records"), codec::string_or(result, "output")}));
    page.say(run.say(texts::kKPromise, {number(result, "k")}));
    page.blank();
    page.say(run.say(texts::kOfTheKeys));
    bool is_blanked = false;
    for (Json const& key : codec::list_at(result, "keys")) {
        page.pair(codec::string_or(key, "question"), key_words(run, key), 2);
        is_blanked = is_blanked || codec::int_at(key, "withheld").value_or(0) > 0;
    }
    page.blank();
    page.pair(run.say(texts::kRecordsLeftOut), number(result, "left_out"));
    page.pair(run.say(texts::kLostInAll), percent(run, result, "loss"));
    page.pair(run.say(texts::kLeastCompany), number(result, "least"));
    if (is_blanked) page.pair(run.say(texts::kLeastAnything), number(result, "least_anything"));
    page.pair(run.say(texts::kMeanRisk), percent(run, result, "mean_risk"));
    page.pair(run.say(texts::kAlike), number(result, "alike"));
    not_in_file(run, result, page);
    page.blank();
    if (codec::int_at(result, "alike").value_or(0) > 0) page.say(run.say(texts::kAlikeMeans));
    if (is_blanked) page.say(run.say(texts::kForReaders));
    if (codec::bool_at(result, "cheapest") == false) page.say(run.say(texts::kNotCheapest));
}

std::vector<std::string> budget_words(Run& run, Json const& plan) {
    double const spent = codec::number_at(plan, "spent_before").value_or(0);
    double const left =
        codec::number_at(plan, "most").value_or(0) - spent - codec::number_at(plan, "epsilon").value_or(0);
    bool const is_asked = codec::string_or(plan, "epsilon_from") == "asked";
    return {run.say(is_asked ? texts::kBudgetAsked : texts::kBudgetDefault,
                    {decimal(plan, "epsilon"), decimal(plan, "delta")}),
            run.say(texts::kNoiseFirst, {decimal(plan, "noise_points"), number(plan, "original_records")}),
            run.say(texts::kBudgetLeft, {decimal(plan, "spent_before"), decimal(plan, "most"),
                                         decimal(Json{{"left", left}}, "left")})};
}

void show_synthetic(Run& run, Json const& result, Page& page) {
    if (!result.contains("records")) {
        for (std::string const& line : budget_words(run, result)) page.say(line);
        page.say(run.say(texts::kOnlyPlan));
        return;
    }
    page.say(run.say(texts::kRecordsMade, {number(result, "records"), codec::string_or(result, "output")}));
    page.say(run.say(texts::kPrivatePromise, {decimal(result, "epsilon"), decimal(result, "delta")}));
    page.say(run.say(texts::kSpent, {decimal(result, "spent"), number(result, "files")}));
    page.say(run.say(texts::kUtility, {decimal(result, "distance_one"), decimal(result, "distance_two")}));
    not_in_file(run, result, page);
}

}  // namespace amparo::cli
