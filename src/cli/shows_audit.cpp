// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/words.hpp"
#include "shows.hpp"

#include <algorithm>
#include <map>

namespace amparo::cli {
namespace {

constexpr std::size_t kWordsColumns = 48;
constexpr std::size_t kCountsSaid = 8;

std::string number_text(Json const& object, std::string_view key) {
    Json const* const value = codec::find(object, key);
    if (value == nullptr || value->is_null()) return {};
    if (value->is_number_unsigned()) return std::to_string(value->get<std::uint64_t>());
    return codec::to_text(*value);
}

/// "5 of 21, 23%", "5 de 21, 23 %"; a mean without a sign.
std::string read_as(Run& run, Json const& claim) {
    std::string const part = number_text(claim, "numerator");
    std::string const whole = number_text(claim, "denominator");
    std::string out;
    if (!part.empty() && !whole.empty())
        out = run.say(texts::kPartOf, {part, whole});
    else if (!part.empty())
        out = run.say(texts::kPartOnly, {part});
    else if (!whole.empty())
        out = run.say(texts::kWholeOnly, {whole});
    std::string stated = codec::string_or(claim, "stated_text");
    if (stated.empty()) return out;
    bool const is_mean = codec::bool_at(claim, "is_mean") == true;
    bool const is_english = run.language() == Language::kEnglish;
    if (!is_english) std::replace(stated.begin(), stated.end(), '.', ',');
    out += ", " + stated;
    if (!is_mean) out += is_english ? "%" : " %";
    return out;
}

std::string place(Run& run, Json const& at) {
    std::string const page = number_text(at, "page");
    return (page.empty() ? "" : run.say(texts::kAuditPage, {page})) + number_text(at, "line") + ":" +
           number_text(at, "column");
}

void show_rule(Run& run, Json const& summary, Page& page) {
    static std::map<std::string_view, Text> const kRules{{"half_up", texts::kHalfUp},
                                                         {"half_even", texts::kHalfEven},
                                                         {"up", texts::kRoundUp},
                                                         {"truncation", texts::kTruncation}};
    std::string rules;
    for (Json const& rule : codec::list_at(summary, "roundings")) {
        auto const known = kRules.find(rule.get_ref<std::string const&>());
        if (known != kRules.end()) rules += (rules.empty() ? "" : ", ") + std::string{run.say(known->second)};
    }
    if (!rules.empty()) page.say(run.say(texts::kFollows, {rules}));
    Json const* const power = codec::find(summary, "power");
    if (power == nullptr || power->is_null()) return;
    if (rules.empty() && number_text(summary, "weighted") == "0") page.say(run.say(texts::kFollowsNone));
    std::string const possible = number_text(*power, "possible");
    std::string const printable = number_text(*power, "printable");
    page.say(
        run.say(texts::kPower, {printable, possible, number_text(*power, "whole"), possible, printable}));
}

void show_one(Run& run, Json const& report, Page& page) {
    Json const& summary = codec::list_at(report, "summary");
    std::vector<std::vector<std::string>> rows{
        {std::string{run.say(texts::kAuditWhere)}, std::string{run.say(texts::kAuditWords)},
         std::string{run.say(texts::kAuditRead)}, std::string{run.say(texts::kAuditVerdict)},
         std::string{run.say(texts::kAuditWhy)}}};
    for (Json const& claim : codec::list_at(report, "claims"))
        rows.push_back({place(run, claim), cut(printable(codec::string_or(claim, "text")), kWordsColumns),
                        read_as(run, claim), word(codec::string_or(claim, "verdict"), run.language()),
                        codec::string_or(claim, "reason")});
    bool const has_weights = number_text(summary, "weighted") != "0";
    bool const says_nothing = rows.size() == 1 && number_text(summary, "claims") == "0" && !has_weights &&
                              codec::list_at(summary, "findings").empty();
    if (says_nothing) return page.say(run.say(texts::kNoClaims));
    page.table(rows);
    page.blank();
    Json const& findings = codec::list_at(summary, "findings");
    if (!findings.empty()) {
        page.say(run.say(texts::kAcross));
        for (Json const& finding : findings)
            page.item(place(run, finding) + " " + codec::string_or(finding, "text") + " — " +
                      codec::string_or(finding, "reason"));
        page.blank();
    }
    std::string const total = number_text(summary, "claims");
    std::string const consistent = number_text(summary, "consistent");
    page.say(total == consistent
                 ? run.say(texts::kAllConsistent, {total})
                 : run.say(texts::kNotConsistent,
                           {total, consistent, number_text(summary, "truncated"),
                            number_text(summary, "inconsistent"), number_text(summary, "impossible")}));
    std::string const compared = number_text(summary, "pairs_compared");
    if (total != "0")
        page.say(compared == "0" ? std::string{run.say(texts::kNoneCompared)}
                                 : run.say(texts::kHeldTogether, {compared}));
    if (number_text(summary, "not_listed") != "0")
        page.say(run.say(texts::kNotListed, {number_text(summary, "not_listed")}));
    if (has_weights) page.say(run.say(texts::kWeighted, {number_text(summary, "weighted")}));
    show_rule(run, summary, page);
}

std::string list_of(Json const& numbers) {
    std::string out;
    for (Json const& number : numbers) out += (out.empty() ? "" : ", ") + codec::to_text(number);
    return out;
}

}  // namespace

void show_audit(Run& run, Json const& result, Page& page) {
    Json const* const files = codec::find(result, "files");
    if (files == nullptr) {
        show_one(run, result, page);
    } else {
        for (Json const& report : *files) {
            if (report.contains("error")) continue;  // Said on standard error.
            page.say(codec::string_or(report, "file"));
            show_one(run, report, page);
            page.blank();
        }
    }
    std::string const output = codec::string_or(result, "output");
    if (!output.empty()) page.say(run.say(texts::kPageWritten, {output}));
}

void show_closure(Run& run, Json const& result, Page& page) {
    if (Json const* const whole = codec::find(result, "whole")) {
        Json const& counts = codec::list_at(result, "counts");
        page.say(counts.is_array() && !counts.empty()
                     ? run.say(texts::kClosureCounts, {codec::to_text(*whole), list_of(counts)})
                     : run.say(texts::kClosureNoCounts, {codec::to_text(*whole)}));
        return;
    }
    Json const& totals = codec::list_at(result, "totals");
    std::string const limit = number_text(result, "up_to");
    if (totals.empty()) return page.say(run.say(texts::kNoTotal, {limit}));
    page.say(run.say(texts::kSmallest, {number_text(result, "smallest")}));
    page.say(run.say(texts::kAllTotals, {limit, list_of(totals)}));
}

void show_interval(Run& run, Json const& result, Page& page) {
    Json const& methods = codec::list_at(result, "methods");
    Json const* const whole = codec::find(result, "whole");
    if (methods.empty())
        return page.say(whole != nullptr ? run.say(texts::kNoMethodOf, {codec::to_text(*whole)})
                                         : run.say(texts::kNoMethod, {number_text(result, "up_to")}));
    std::vector<std::vector<std::string>> rows{
        {std::string{run.say(texts::kIntervalMethod)}, std::string{run.say(texts::kIntervalCounts)}}};
    for (Json const& one : methods) {
        std::string counts;
        std::size_t said = 0;
        for (Json const& found : codec::list_at(one, "found")) {
            if (said++ == kCountsSaid) break;
            counts +=
                (counts.empty() ? "" : ", ") +
                run.say(texts::kPartOf, {number_text(found, "numerator"), number_text(found, "denominator")});
        }
        std::uint64_t const all = codec::find(one, "count")->get<std::uint64_t>();
        if (all > kCountsSaid) counts += run.say(texts::kAndMore, {std::to_string(all - kCountsSaid)});
        rows.push_back({word(codec::string_or(one, "method"), run.language()), std::move(counts)});
    }
    page.table(rows);
    page.say(whole != nullptr ? run.say(texts::kIntervalOf, {codec::to_text(*whole)})
                              : run.say(texts::kIntervalUpTo, {number_text(result, "up_to")}));
}

void show_grim(Run& run, Json const& result, Page& page) {
    auto const is = [&](std::string_view key) {
        Json const* const value = codec::find(result, key);
        return value != nullptr && value->get<bool>();
    };
    std::string const mean = codec::string_or(result, "mean");
    std::string const people = number_text(result, "whole");
    page.say(run.say(is("mean_possible") ? texts::kMeanCanBe : texts::kMeanCannotBe, {mean, people}));
    if (codec::find(result, "sd") == nullptr || !is("mean_possible")) return;
    page.say(run.say(is("sd_possible") ? texts::kSpreadCanBe : texts::kSpreadCannotBe,
                     {codec::string_or(result, "sd"), mean, people}));
}

}  // namespace amparo::cli
