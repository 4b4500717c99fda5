// SPDX-License-Identifier: AGPL-3.0-or-later
// What printed figures say about the sample behind them: an interval, a mean, a standard deviation.
#include "acts.hpp"
#include "amparo/audit/claim.hpp"
#include "amparo/audit/closure.hpp"
#include "amparo/audit/interval.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "printed.hpp"

#include <algorithm>

namespace amparo::cli {
namespace {

constexpr std::uint64_t kUsualIntervalLimit = 200;
/// Of one method; what comes after is counted.
constexpr std::size_t kListedMax = 1'000;

Json methods_json(std::vector<audit::Reproduction> const& all) {
    Json out = Json::array();
    for (audit::IntervalMethod const method : audit::kAllIntervalMethods) {
        Json found = Json::array();
        std::size_t count = 0;
        for (audit::Reproduction const& one : all) {
            if (one.method != method) continue;
            if (++count <= kListedMax)
                found.push_back(Json{{"numerator", one.part}, {"denominator", one.whole}});
        }
        if (count > 0)
            out.push_back(Json{{"method", name(method)}, {"count", count}, {"found", std::move(found)}});
    }
    return out;
}

Result<double, Failure> confidence_typed(Run& run) {
    auto const typed = run.given().one("--level");
    if (!typed) return 0.95;
    auto const level = printed_in(*typed, 99);
    if (!level || level->units == 0) return not_a_percentage(run, *typed, "--level");
    return static_cast<double>(level->units) / static_cast<double>(100 * audit::scale(level->decimals));
}

Fail<Failure> not_a_mean(Run& run, std::string const& word, std::string const& where) {
    return run.fail(Code::kUsage, fill(texts::kNotAMean.in(run.language_of_failures()), {word}), where, "");
}

}  // namespace

Answer act_interval(Run& run) {
    audit::PrintedInterval printed;
    AMPARO_TRY(printed.low, percentage_typed(run, *run.given().one("LOW"), "LOW"));
    AMPARO_TRY(printed.high, percentage_typed(run, *run.given().one("HIGH"), "HIGH"));
    if (auto const typed = run.given().one("--percent")) {
        AMPARO_TRY(printed.percent, percentage_typed(run, *typed, "--percent"));
    }
    AMPARO_TRY(printed.part, count_typed(run, "--part", audit::kIntervalWholeMax, 0));
    AMPARO_TRY(printed.whole, count_typed(run, "--of", audit::kIntervalWholeMax));
    AMPARO_TRY(auto const limit, count_typed(run, "--up-to", audit::kIntervalLimitMax));
    AMPARO_TRY(printed.confidence, confidence_typed(run));
    std::uint64_t const up_to = limit.value_or(kUsualIntervalLimit);
    auto const all = audit::reproductions(printed, up_to);
    Outcome out;
    out.result["low"] = text_of(printed.low, audit::Tongue::kEnglish);
    out.result["high"] = text_of(printed.high, audit::Tongue::kEnglish);
    if (printed.whole)
        out.result["whole"] = *printed.whole;
    else
        out.result["up_to"] = up_to;
    out.result["methods"] = methods_json(all);
    if (all.empty()) out.code = Code::kRefused;
    return out;
}

Answer act_grim(Run& run) {
    std::string const typed = *run.given().one("MEAN");
    auto const mean = printed_in(typed, audit::kSpreadValueMax, audit::kSpreadDecimalsMax);
    if (!mean) return not_a_mean(run, typed, "MEAN");
    AMPARO_TRY(auto const people, count_typed(run, "--of", audit::kSpreadAnswersMax));
    AMPARO_TRY(auto const typed_items, count_typed(run, "--items", audit::kSpreadAnswersMax / *people));
    std::uint64_t const items = typed_items.value_or(1);
    bool const is_yes_or_no = run.given().has("--yes-no");
    Outcome out;
    out.result["mean"] = text_of(*mean, audit::Tongue::kEnglish);
    out.result["whole"] = *people;
    out.result["items"] = items;
    bool const fits = !(is_yes_or_no && mean->units > audit::scale(mean->decimals)) &&
                      audit::can_be_mean(*mean, *people, items);
    out.result["mean_possible"] = fits;
    bool is_possible = fits;
    if (auto const typed_deviation = run.given().one("--sd")) {
        auto const deviation =
            printed_in(*typed_deviation, audit::kSpreadValueMax, audit::kSpreadDecimalsMax);
        if (!deviation) return not_a_mean(run, *typed_deviation, "--sd");
        if (*people < 2) return run.fail(Code::kUsage, texts::kNoSpreadOfOne, "--of");
        bool const goes = is_yes_or_no ? audit::can_be_mean_and_deviation(*mean, *deviation, *people)
                                       : audit::can_be_integers(*mean, *deviation, *people, items);
        out.result["sd"] = text_of(*deviation, audit::Tongue::kEnglish);
        out.result["sd_possible"] = goes;
        is_possible = is_possible && goes;
    }
    if (!is_possible) out.code = Code::kRefused;
    return out;
}

}  // namespace amparo::cli
