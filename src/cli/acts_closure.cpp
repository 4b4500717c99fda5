// SPDX-License-Identifier: AGPL-3.0-or-later
#include "acts.hpp"
#include "amparo/audit/claim.hpp"
#include "amparo/audit/closure.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "printed.hpp"

namespace amparo::cli {
namespace {

constexpr std::uint64_t kUsualLimit = 100;

}  // namespace

Answer act_closure(Run& run) {
    std::vector<audit::Printed> parts;
    Json typed = Json::array();
    for (std::string const& word : run.given().all("PERCENT")) {
        if (parts.size() == audit::kPartsMax) return not_a_percentage(run, word, "PERCENT");
        AMPARO_TRY(audit::Printed const part, percentage_typed(run, word, "PERCENT"));
        parts.push_back(part);
        typed.push_back(text_of(part, audit::Tongue::kEnglish));
    }
    AMPARO_TRY(auto const whole, count_typed(run, "--of", audit::kCountMax));
    AMPARO_TRY(auto const limit, count_typed(run, "--up-to", audit::kTotalsLimitMax));
    bool const is_open = run.given().has("--several");
    Outcome out;
    out.result["parts"] = std::move(typed);
    if (whole) {
        out.result["whole"] = *whole;
        out.result["counts"] = nullptr;
        if (!is_open) {
            if (auto const counts = audit::counts_that_close(parts, *whole)) out.result["counts"] = *counts;
        } else {
            Json counts = Json::array();
            for (audit::Printed const part : parts) {
                audit::Counts const of_part = audit::counts_that_print(part, *whole);
                if (!of_part.empty()) counts.push_back(of_part.low);
            }
            if (counts.size() == parts.size()) out.result["counts"] = std::move(counts);
        }
        if (out.result["counts"].is_null()) out.code = Code::kRefused;
        return out;
    }
    std::uint64_t const up_to = limit.value_or(kUsualLimit);
    auto const totals = audit::totals_that_explain(
        parts, is_open ? audit::Parts::kOfOneWhole : audit::Parts::kMakeUpTheWhole, up_to);
    out.result["up_to"] = up_to;
    out.result["totals"] = totals;
    out.result["smallest"] = totals.empty() ? Json(nullptr) : Json(totals.front());
    if (totals.empty()) out.code = Code::kRefused;
    return out;
}

}  // namespace amparo::cli
