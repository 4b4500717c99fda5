// SPDX-License-Identifier: AGPL-3.0-or-later
#include "acts.hpp"
#include "amparo/audit/claim.hpp"
#include "amparo/audit/closure.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"

#include <charconv>

namespace amparo::cli {
namespace {

constexpr std::uint64_t kUsualLimit = 100;

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t out = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return out;
}

/// "38", "38.1", "38,1", "38%".
std::optional<audit::Printed> percentage_in(std::string_view text) {
    if (!text.empty() && text.back() == '%') text.remove_suffix(1);
    std::size_t const point = text.find_first_of(".,");
    std::string digits{text.substr(0, point)};
    audit::Printed out;
    if (point != std::string_view::npos) {
        std::string_view const rest = text.substr(point + 1);
        if (rest.empty() || rest.size() > audit::kDecimalsMax) return std::nullopt;
        digits += rest;
        out.decimals = static_cast<unsigned>(rest.size());
    }
    auto const units = whole_number(digits);
    if (!units || point == 0 || *units > 100 * audit::scale(out.decimals)) return std::nullopt;
    out.units = *units;
    return out;
}

Result<std::optional<std::uint64_t>, Failure> number_of(Run& run, std::string_view option,
                                                        std::uint64_t most) {
    auto const typed = run.given().one(option);
    if (!typed) return std::optional<std::uint64_t>{};
    auto const value = whole_number(*typed);
    if (value && *value >= 1 && *value <= most) return value;
    return run.fail(Code::kUsage,
                    fill(texts::kOutOfRange.in(run.language_of_failures()), {"1", std::to_string(most)}),
                    std::string{option}, "");
}

}  // namespace

Answer act_closure(Run& run) {
    std::vector<audit::Printed> parts;
    Json typed = Json::array();
    for (std::string const& word : run.given().all("PERCENT")) {
        auto const part = percentage_in(word);
        if (!part || parts.size() == audit::kPartsMax)
            return run.fail(Code::kUsage, fill(texts::kNotAPercentage.in(run.language_of_failures()), {word}),
                            "PERCENT", "");
        parts.push_back(*part);
        typed.push_back(text_of(*part, audit::Tongue::kEnglish));
    }
    AMPARO_TRY(auto const whole, number_of(run, "--of", audit::kCountMax));
    AMPARO_TRY(auto const limit, number_of(run, "--up-to", audit::kTotalsLimitMax));
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
