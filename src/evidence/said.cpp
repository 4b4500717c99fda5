// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/said.hpp"

#include "said_mean.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::evidence {
namespace {

using protection::CountRange;
using protection::Printed;
using protection::Rounding;

/// What doubles of an interval's end lose.
constexpr double kSlack = 1e-9;

Refusal malformed(std::string place, std::string message, std::string hint = {}) {
    return {RefusalCode::kMalformed, std::move(place), std::move(message), std::move(hint)};
}

/// X2.
Refusal not_so(std::string place, std::uint64_t n, std::uint64_t answered, std::uint64_t all) {
    return malformed(std::move(place),
                     n > answered ? "The records say another number: " + std::to_string(answered) +
                                        " who answered, of " + std::to_string(all) + " in all."
                                  : "The records say another number: " + std::to_string(n) + " of " +
                                        std::to_string(answered) + " who answered, and of " +
                                        std::to_string(all) + " in all.",
                     "Say as of which day, of which study and period it was counted; or look what the text "
                     "has wrong.");
}

bool prints_as(double end, Printed printed) {
    double const unit = std::pow(10.0, printed.places);
    return std::abs(end * 100 * unit - static_cast<double>(printed.digits)) <= 0.5 + kSlack;
}

/// Whom the figure is about, as counted: X3.
struct Counted {
    std::uint64_t n = 0;
    std::uint64_t of = 0;
    std::uint64_t answered = 0;
    std::uint64_t all = 0;
    bool is_of_all = false;
};

std::string row_of(Said const& figure) {
    return figure.answer.empty() ? std::string{} : "=" + figure.answer;
}

Result<Done, Refusal> is_well_said(Said const& figure) {
    bool const has_ends = !figure.low.empty() || !figure.high.empty();
    if (!figure.mean.empty()) {
        bool const is_alone = figure.answer.empty() && !figure.of && figure.percent.empty() && !has_ends;
        if (is_alone) return Done{};
        return Fail{malformed("mean", "A mean is of everybody who answered, and stands alone.",
                              "Give the mean and n, and enter the other figures by themselves.")};
    }
    if (!figure.n && figure.percent.empty() && !has_ends)
        return Fail{malformed("n", "There is no figure.",
                              "Give n, a percentage, the ends of an interval, or a mean.")};
    if (figure.answer.empty() && (!figure.n || figure.of || !figure.percent.empty() || has_ends))
        return Fail{malformed("answer", "Of everybody in the population only their number can be said.",
                              "Name the answer that the figure is of.")};
    if (figure.low.empty() != figure.high.empty()) return Fail{malformed("low", "An interval has two ends.")};
    return Done{};
}

std::int64_t unit_of(Printed printed) {
    std::int64_t out = 100;
    for (int i = 0; i < printed.places; ++i) out *= 10;
    return out;
}

/// X4: of the counts that print so if cut off or rounded up, those on the side of `n`.
CountRange on_the_side_of(std::int64_t n, std::int64_t of, Printed printed, CountRange any) {
    std::int64_t const unit = unit_of(printed);
    std::int64_t const exact = printed.digits * of;
    if (n * unit >= exact) return {std::max(any.least, (exact + unit - 1) / unit), any.most};
    return {any.least, std::min(any.most, exact / unit)};
}

/// X4: the narrowest of the usual roundings that the count fits.
Result<CountRange, Refusal> of_percentage(Said const& figure, Counted const& counted) {
    auto const printed = percentage_in(figure.percent);
    if (!printed)
        return Fail{malformed("percent", "This is no percentage.", "As printed: 38, 38.1, 38,1 %.")};
    auto const n = static_cast<std::int64_t>(counted.n);
    auto const of = static_cast<std::int64_t>(counted.of);
    for (Rounding const rounding : {Rounding::kHalfUp, Rounding::kAny}) {
        auto const range = protection::implied_counts(*printed, of, rounding);
        if (!range || n < range->least || n > range->most) continue;
        return rounding == Rounding::kAny ? on_the_side_of(n, of, *printed, *range) : *range;
    }
    return Fail{not_so("percent", counted.n, counted.answered, counted.all)};
}

Result<CountRange, Refusal> of_ends(Said const& figure, Counted const& counted) {
    auto const low = percentage_in(figure.low);
    auto const high = percentage_in(figure.high);
    if (!low || !high)
        return Fail{
            malformed(low ? "high" : "low", "This is no percentage.", "As printed: 21, 21.5, 21,5 %.")};
    auto const fits = [&](std::uint64_t n) {
        auto const ends = statistics::interval({n, counted.of}, figure.method, figure.confidence);
        return ends && prints_as(ends->low, *low) && prints_as(ends->high, *high);
    };
    if (!fits(counted.n)) return Fail{not_so("low", counted.n, counted.answered, counted.all)};
    std::uint64_t least = counted.n;
    std::uint64_t most = counted.n;
    while (least > 0 && fits(least - 1)) --least;
    while (most < counted.of && fits(most + 1)) ++most;
    return CountRange{static_cast<std::int64_t>(least), static_cast<std::int64_t>(most)};
}

Result<CountRange, Refusal> range_of(Said const& figure, Counted const& counted) {
    auto const n = static_cast<std::int64_t>(counted.n);
    CountRange out{0, static_cast<std::int64_t>(counted.of)};
    if (figure.n) out = {n, n};
    auto const narrow = [&out](CountRange by) {
        out = {std::max(out.least, by.least), std::min(out.most, by.most)};
    };
    if (!figure.percent.empty()) {
        AMPARO_TRY(auto const range, of_percentage(figure, counted));
        narrow(range);
    }
    if (!figure.low.empty()) {
        AMPARO_TRY(auto const range, of_ends(figure, counted));
        narrow(range);
    }
    return out;
}

}  // namespace

std::optional<Printed> percentage_in(std::string_view text) {
    while (!text.empty() && (text.back() == '%' || text.back() == ' ')) text.remove_suffix(1);
    auto const out = number_in(text);
    return out && out->digits <= unit_of(*out) ? out : std::nullopt;
}

Result<CountedTable, Refusal> said(Said const& figure, Table const& table, Microdata const& data,
                                   std::string const& language, std::string const& more, Blind const& blind) {
    AMPARO_DO(is_well_said(figure));
    std::uint64_t const all = table.all.total();
    std::uint64_t const answered = table.all.answered();
    About about;
    about.as.language = language;
    CountedTable out = evidence::counted(show_all({table}).tables.front(), data, about, more, blind);
    out.told.clear();
    auto const tell = [&out](std::string row, CountRange range) {
        out.told.push_back({{"", std::move(row)}, range});
    };
    auto const exactly = [](std::uint64_t n) {
        return CountRange{static_cast<std::int64_t>(n), static_cast<std::int64_t>(n)};
    };
    if (!figure.mean.empty()) {
        AMPARO_TRY(auto sum, sum_of_mean(figure, table));
        tell(std::string{name(State::kAnswered)}, exactly(answered));
        out.sums.push_back(std::move(sum));
        return out;
    }
    Counted counted{all, all, answered, all, true};
    if (!figure.answer.empty()) {
        auto const code = table.question.rows.position(figure.answer);
        if (!code)
            return Fail{Refusal{RefusalCode::kUnknownCode, "answer", "The question has no such answer.", {}}};
        bool const is_of_all = figure.of && *figure.of == all && all != answered;
        counted = {table.all.seen[*code], is_of_all ? all : answered, answered, all, is_of_all};
    }
    if ((figure.of && *figure.of != counted.of) || (figure.n && *figure.n != counted.n))
        return Fail{not_so(figure.n && *figure.n != counted.n ? "n" : "of", counted.n, answered, all)};
    AMPARO_TRY(auto const range, range_of(figure, counted));
    if (!figure.answer.empty())
        tell(counted.is_of_all ? "" : std::string{name(State::kAnswered)}, exactly(counted.of));
    tell(row_of(figure), range);
    return out;
}

}  // namespace amparo::evidence
