// SPDX-License-Identifier: AGPL-3.0-or-later
// Two columns of a table against each other, of what is shown (U12).
#include "bundle_parts.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::evidence {
namespace {

constexpr double kPoints = 100;

/// "12 (-4 to 31)"; a dash where there is none.
std::string seen_within(std::optional<double> const& seen,
                        std::optional<statistics::Interval> const& interval, double times, std::size_t places,
                        About const& about) {
    if (!seen) return "–";
    std::string out = fixed(*seen * times, places);
    if (interval)
        out += " (" + fixed(interval->low * times, places) + said(about, " to ", " a ") +
               fixed(interval->high * times, places) + ")";
    return out;
}

/// "0.043"; never "0.000".
std::string p_words(double p) {
    constexpr std::size_t kPlaces = 3;
    std::string const out = fixed(p, kPlaces);
    return out == "0.000" ? "<0.001" : out;
}

}  // namespace

std::string fixed(double value, std::size_t places) {
    if (!std::isfinite(value)) return value < 0 ? "-∞" : "∞";
    double const scaled = std::abs(value) * std::pow(10, static_cast<double>(places));
    std::string out = std::to_string(std::llround(scaled));
    bool const is_negative = value < 0 && out != "0";
    if (out.size() <= places) out.insert(0, places + 1 - out.size(), '0');
    if (places > 0) out.insert(out.size() - places, 1, '.');
    return is_negative ? "-" + out : out;
}

std::optional<Compared> compared_in(ShownTable const& shown, About const& about) {
    if (about.rounded.base > 0) return std::nullopt;
    auto const& by = shown.table->question.columns;
    if (!by || by->is_multiple()) return std::nullopt;
    std::vector<ShownColumn const*> with_figures;
    for (ShownColumn const& column : shown.columns) {
        bool const is_answer = !column.column->code.empty();
        bool const has_figures = std::count(column.shown.begin(), column.shown.end(), true) > 0;
        if (is_answer && has_figures && column.answered.value_or(0) > 0) with_figures.push_back(&column);
    }
    if (with_figures.size() != 2) return std::nullopt;
    Compared out{with_figures[0], with_figures[1], {}};
    for (std::size_t i = 0; i < shown.table->rows.size(); ++i) {
        if (!out.first->shown[i] || !out.second->shown[i]) continue;
        std::size_t const row = shown.table->rows[i];
        out.rows.push_back(compared(row, {out.first->column->seen[row], *out.first->answered},
                                    {out.second->column->seen[row], *out.second->answered},
                                    shown.table->question.drawn));
    }
    return out.rows.empty() ? std::nullopt : std::optional{std::move(out)};
}

std::string comparison_words(Comparison const& one, About const& about) {
    return said(about, "difference in percentage points (Newcombe) ",
                "diferencia en puntos porcentuales (Newcombe) ") +
           seen_within(one.difference_seen, one.difference, kPoints, 0, about) +
           said(about, "; ratio (Katz) ", "; razón (Katz) ") +
           seen_within(one.ratio_seen, one.ratio, 1, 2, about) +
           said(about, "; Fisher's exact p ", "; p exacta de Fisher ") +
           (one.fisher_p ? p_words(*one.fisher_p) : "–");
}

}  // namespace amparo::evidence
