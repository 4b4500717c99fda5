// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/table.hpp"

#include "amparo/base/check.hpp"
#include "membership.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace amparo::evidence {
namespace {

/// How often each reply to the first question goes with each to the second.
std::vector<std::uint64_t> crossed(Table& table, Microdata const& data, std::size_t first,
                                   std::size_t second) {
    std::size_t const width = data.replies(second).size();
    std::vector<std::uint64_t> out(data.replies(first).size() * width);
    Membership const population{*table.question.population, data};
    auto const& rows = data.column(first);
    auto const& columns = data.column(second);
    for (std::size_t i = 0; i < data.size(); ++i) {
        Truth const truth = population.of(i);
        if (truth == Truth::kYes)
            ++out[rows[i] * width + columns[i]];
        else
            ++(truth == Truth::kNo ? table.not_in : table.undetermined);
    }
    return out;
}

Column column_for(Variable const& rows) {
    Column out;
    out.seen.resize(rows.terms().size());
    return out;
}

void count(Column& column, Reply const& reply, std::uint64_t times) {
    column.states[static_cast<std::size_t>(reply.state)] += times;
    for (std::uint16_t const code : reply.codes) column.seen[code] += times;
}

std::vector<std::size_t> shown_rows(Table const& table) {
    std::vector<std::size_t> out;
    bool const is_short = table.all.seen.size() <= kShortList;
    for (std::size_t row = 0; row < table.all.seen.size(); ++row)
        if (is_short || table.all.seen[row] > 0) out.push_back(row);
    return out;
}

void compare(Table& table) {
    std::vector<Column const*> with_answers;
    for (Column const& column : table.columns)
        if (column.answered() > 0) with_answers.push_back(&column);
    if (with_answers.size() != 2 || table.question.columns->is_multiple()) return;
    for (std::size_t const row : table.rows) {
        statistics::Counts const a{with_answers[0]->seen[row], with_answers[0]->answered()};
        statistics::Counts const b{with_answers[1]->seen[row], with_answers[1]->answered()};
        table.comparisons.push_back(compared(row, a, b, table.question.drawn));
    }
}

void split_columns(Table& table, Microdata const& data, std::vector<std::uint64_t> const& counts,
                   std::size_t first, std::size_t second) {
    Variable const& by = *table.question.columns;
    std::vector<Column> columns(by.terms().size(), column_for(table.question.rows));
    Column rest = column_for(table.question.rows);
    std::size_t const width = data.replies(second).size();
    for (std::size_t r = 0; r < data.replies(first).size(); ++r)
        for (std::size_t c = 0; c < width; ++c) {
            Reply const& other = data.replies(second)[c];
            for (std::uint16_t const code : other.codes)
                count(columns[code], data.replies(first)[r], counts[r * width + c]);
            if (other.state != State::kAnswered) count(rest, data.replies(first)[r], counts[r * width + c]);
        }
    for (std::size_t code = 0; code < columns.size(); ++code) {
        if (columns.size() > kShortList && columns[code].total() == 0) continue;
        forms::Term const& term = by.terms()[code];
        columns[code].code = term.code;
        columns[code].words_en = "with " + by.label("en") + ": " + term.labels.in("en");
        columns[code].words_es = "con " + by.label("es") + ": " + term.labels.in("es");
        table.columns.push_back(std::move(columns[code]));
    }
    rest.words_en = "without an answer to " + by.label("en");
    rest.words_es = "sin respuesta a " + by.label("es");
    table.rest = std::move(rest);
    compare(table);
}

std::string_view unit_name(Unit unit) {
    return unit == Unit::kPerson ? "person" : "record";
}

}  // namespace

std::vector<Variable> Question::variables() const {
    std::vector<Variable> out{rows};
    if (columns && columns->path() != rows.path()) out.push_back(*columns);
    return with_conditions(std::move(out), *population);
}

std::string Question::query() const {
    Json out{{"population", population->query()},
             {"rows", rows.path()},
             {"columns", columns ? Json(columns->path()) : Json()},
             {"from", scope.from},
             {"to", scope.to},
             {"as_of", scope.as_of},
             {"unit", unit_name(scope.unit)}};
    return codec::to_text(out);
}

std::uint64_t Column::total() const {
    return std::accumulate(states.begin(), states.end(), std::uint64_t{0});
}

std::vector<std::size_t> cases_in(Population const& population, Microdata const& data) {
    Membership const membership{population, data};
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < data.size(); ++i)
        if (membership.of(i) == Truth::kYes) out.push_back(i);
    return out;
}

Result<Table, Refusal> tabulate(Question question, Microdata const& data) {
    std::size_t const first = data.find(question.rows.path());
    std::size_t const second = question.columns ? data.find(question.columns->path()) : first;
    AMPARO_CHECK(first < data.variables().size() && second < data.variables().size());
    if (data.size() == 0)
        return Fail{Refusal{RefusalCode::kNoCases,
                            {},
                            "There are no cases to count.",
                            "Look at the period, the day and who agreed to be part of it."}};
    Table table{.question = std::move(question),
                .all = {},
                .columns = {},
                .rest = {},
                .rows = {},
                .comparisons = {},
                .cases = data.size(),
                .not_in = 0,
                .undetermined = 0,
                .intake = data.intake(),
                .is_always_answered = false};
    auto const counts = crossed(table, data, first, second);
    table.all = column_for(table.question.rows);
    std::size_t const width = data.replies(second).size();
    for (std::size_t i = 0; i < counts.size(); ++i)
        count(table.all, data.replies(first)[i / width], counts[i]);
    if (table.all.total() == 0)
        return Fail{Refusal{RefusalCode::kEmptyPopulation, "population", "Nobody is in this population.",
                            "Look at its condition with: amparo evidence list"}};
    table.rows = shown_rows(table);
    if (table.question.columns) split_columns(table, data, counts, first, second);
    return table;
}

Comparison compared(std::size_t row, statistics::Counts a, statistics::Counts b, statistics::Drawn drawn) {
    Comparison out;
    out.row = row;
    if (drawn != statistics::Drawn::kWhole) {
        out.difference = statistics::difference(a, b);
        out.ratio = statistics::ratio(a, b);
        out.fisher_p = statistics::fisher_exact(a, b);
    }
    if (a.of == 0 || b.of == 0) return out;
    double const first = static_cast<double>(a.seen) / static_cast<double>(a.of);
    double const second = static_cast<double>(b.seen) / static_cast<double>(b.of);
    out.difference_seen = first - second;
    if (b.seen > 0) out.ratio_seen = first / second;
    return out;
}

std::string Table::all_of(Column const& column, std::string_view language) const {
    std::string const& more = language == "es" ? column.words_es : column.words_en;
    return question.population->words(language) + (more.empty() ? "" : ", ") + more;
}

std::string Table::whom(Column const& column, std::string_view language) const {
    bool const es = language == "es";
    std::string out = all_of(column, language);
    if (is_always_answered || column.answered() < column.total())
        out += es ? ", y respondieron" : ", and answered";
    return out;
}

statistics::Figure Table::figure(Column const& column, std::size_t row, std::string_view language) const {
    statistics::Absent absent;
    auto const of = [&](State state) { return column.states[static_cast<std::size_t>(state)]; };
    absent.missing = of(State::kMissing);
    absent.unknown = of(State::kUnknown);
    absent.declined = of(State::kDeclined);
    absent.not_asked = of(State::kNotAsked);
    absent.excluded = intake.excluded_cases;
    auto made = statistics::Figure::of({column.seen.at(row), column.answered()}, whom(column, language),
                                       absent, question.drawn);
    AMPARO_CHECK(made.has_value());
    return std::move(*made);
}

std::string Table::sentence(Column const& column, std::size_t row, std::string_view language,
                            statistics::Method method, double confidence) const {
    auto const spoken = language == "es" ? statistics::Language::kSpanish : statistics::Language::kEnglish;
    return figure(column, row, language).sentence(spoken, method, confidence);
}

}  // namespace amparo::evidence
