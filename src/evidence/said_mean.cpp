// SPDX-License-Identifier: AGPL-3.0-or-later
#include "said_mean.hpp"

#include "amparo/statistics/mean.hpp"

#include <algorithm>
#include <charconv>

namespace amparo::evidence {
namespace {

using protection::Printed;
using statistics::Rounded;
using statistics::Sums;

constexpr int kPlacesMax = 6;
constexpr std::size_t kDigitsMax = 9;
constexpr char const* kLook =
    "Say as of which day, of which study and period it was counted; or look what the text has wrong.";
constexpr std::string_view kMinus = "\xE2\x88\x92";

Fail<Refusal> refused(RefusalCode code, std::string place, std::string message, std::string hint = {}) {
    return Fail{Refusal{code, std::move(place), std::move(message), std::move(hint)}};
}

std::optional<std::int64_t> value_of(std::string_view code) {
    std::int64_t out = 0;
    auto const [end, error] = std::from_chars(code.data(), code.data() + code.size(), out);
    bool const is_number = error == std::errc{} && end == code.data() + code.size();
    return is_number && out >= -kAnswerValueMax && out <= kAnswerValueMax ? std::optional{out} : std::nullopt;
}

Result<std::vector<std::int64_t>, Refusal> values_of(Variable const& question) {
    if (question.is_multiple())
        return refused(RefusalCode::kNotCoded, "rows",
                       "The question takes several answers at once, so they have no mean.",
                       "Enter the counts that the figure was made of.");
    std::vector<std::int64_t> out;
    for (forms::Term const& term : question.terms()) {
        auto const value = value_of(term.code);
        if (!value)
            return refused(RefusalCode::kNotCoded, "rows",
                           "\"" + term.code +
                               "\" is an answer to this question and no whole number, so a mean "
                               "says nothing of its counts.",
                           "Enter the counts that the figure was made of.");
        out.push_back(*value);
    }
    return out;
}

/// The answers of those who gave one. Everything is counted from the lowest there is, so that nothing is negative.
struct Scale {
    std::int64_t lowest = 0;
    std::uint64_t reach = 0;  ///< From the lowest to the highest.
    std::uint64_t n = 0;
    std::uint64_t sum = 0;

    Scale(std::vector<std::int64_t> const& values, Table const& table) : n{table.all.answered()} {
        auto const [least, most] = std::minmax_element(values.begin(), values.end());
        lowest = *least;
        reach = static_cast<std::uint64_t>(*most - *least);
        for (std::size_t code = 0; code < values.size(); ++code)
            sum += static_cast<std::uint64_t>(values[code] - lowest) * table.all.seen[code];
    }
    [[nodiscard]] std::int64_t below(Printed mean) const {
        return lowest * static_cast<std::int64_t>(statistics::scale(static_cast<unsigned>(mean.places)));
    }
    /// As a form's answers would have it printed.
    [[nodiscard]] std::string text(statistics::Printed from_lowest) const {
        Printed const printed{0, static_cast<int>(from_lowest.decimals)};
        std::int64_t const digits = static_cast<std::int64_t>(from_lowest.units) + below(printed);
        std::string out = std::to_string(std::abs(digits));
        if (out.size() <= from_lowest.decimals) out.insert(0, from_lowest.decimals + 1 - out.size(), '0');
        if (from_lowest.decimals > 0) out.insert(out.size() - from_lowest.decimals, 1, '.');
        return (digits < 0 ? "-" : "") + out;
    }
};

Sums at_most(Sums sums, std::uint64_t most) {
    sums.high = std::min(sums.high, most);
    return sums;
}

/// By the rounding that the true sum fits; empty where it fits none.
Sums sums_of(Scale const& scale, statistics::Printed mean) {
    for (Rounded const how : {Rounded::kHalfUp, Rounded::kCutOff, Rounded::kUp}) {
        Sums const sums = at_most(statistics::sums_that_print(mean, scale.n, how), scale.reach * scale.n);
        if (sums.low <= scale.sum && scale.sum <= sums.high) return sums;
    }
    return {};
}

/// Of `n` people, whether or not they are those of the records.
Result<Done, Refusal> can_be(Scale const& scale, Printed mean, std::uint64_t n,
                             std::string const& as_printed) {
    auto const places = static_cast<unsigned>(mean.places);
    std::int64_t const units = mean.digits - scale.below(mean);
    statistics::Printed const shifted{static_cast<std::uint64_t>(std::max<std::int64_t>(units, 0)), places};
    std::uint64_t const most = scale.reach * n;
    if (units >= 0 && !at_most(statistics::sums_that_print(shifted, n, Rounded::kEitherWay), most).empty())
        return Done{};
    auto const beside = statistics::means_beside(shifted, n, units < 0 ? 0 : most);
    std::string const below = scale.text(beside.first);
    std::string const above = scale.text(beside.second);
    std::string const who =
        "Whole answers of " + std::to_string(n) + " people can't have the mean " + as_printed;
    std::string const hint = "Look of how many it is, and what the text has wrong.";
    if (below == above)
        return refused(RefusalCode::kMalformed, "mean", who + "; the nearest that can be is " + below + ".",
                       hint);
    return refused(RefusalCode::kMalformed, "mean",
                   who + "; the nearest that can be are " + below + " and " + above + ".", hint);
}

}  // namespace

std::optional<Printed> number_in(std::string_view text) {
    Printed out;
    std::string digits;
    bool has_point = false;
    for (char const c : text) {
        if ((c == '.' || c == ',') && !has_point && !digits.empty()) {
            has_point = true;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        digits += c;
        out.places += has_point ? 1 : 0;
    }
    bool const ends_with_point = has_point && out.places == 0;
    if (digits.empty() || digits.size() > kDigitsMax || out.places > kPlacesMax || ends_with_point)
        return std::nullopt;
    std::from_chars(digits.data(), digits.data() + digits.size(), out.digits);
    return out;
}

std::optional<Printed> mean_in(std::string_view text) {
    bool const is_negative = text.starts_with('-') || text.starts_with(kMinus);
    if (is_negative) text.remove_prefix(text.starts_with('-') ? 1 : kMinus.size());
    auto out = number_in(text);
    if (out && is_negative) out->digits = -out->digits;
    return out;
}

Result<ToldSum, Refusal> sum_of_mean(Said const& figure, Table const& table) {
    auto const mean = mean_in(figure.mean);
    if (!mean)
        return refused(RefusalCode::kMalformed, "mean", "This is no mean.", "As printed: 3, 3.4, 3,40.");
    AMPARO_TRY(auto const values, values_of(table.question.rows));
    Scale const scale{values, table};
    if (scale.n == 0)
        return refused(RefusalCode::kMalformed, "mean", "Nobody answered, so there is no mean.");
    std::uint64_t const n = figure.n.value_or(scale.n);
    if (n == 0) return refused(RefusalCode::kMalformed, "n", "Nobody has a mean.");

    std::int64_t const units = mean->digits - scale.below(*mean);
    Sums sums;
    if (units >= 0 && n == scale.n)
        sums = sums_of(scale, {static_cast<std::uint64_t>(units), static_cast<unsigned>(mean->places)});
    if (sums.empty()) {
        AMPARO_DO(can_be(scale, *mean, n, figure.mean));
        if (n != scale.n)
            return refused(RefusalCode::kMalformed, "n",
                           "The records have " + std::to_string(scale.n) + " who answered, not " +
                               std::to_string(n) + ".",
                           kLook);
        std::string const is =
            scale.text(statistics::mean_of(scale.sum, scale.n, static_cast<unsigned>(mean->places)));
        return refused(
            RefusalCode::kMalformed, "mean",
            "The records say another mean: " + is + " of " + std::to_string(scale.n) + " who answered.",
            kLook);
    }
    std::int64_t const lowest = scale.lowest * static_cast<std::int64_t>(scale.n);
    ToldSum out{
        {}, {static_cast<std::int64_t>(sums.low) + lowest, static_cast<std::int64_t>(sums.high) + lowest}};
    for (std::size_t code = 0; code < values.size(); ++code)
        out.values.emplace_back("=" + table.question.rows.terms()[code].code, values[code]);
    return out;
}

}  // namespace amparo::evidence
