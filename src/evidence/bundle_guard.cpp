// SPDX-License-Identifier: AGPL-3.0-or-later
// What of the tables may be shown (U2 to U4).
#include "amparo/base/check.hpp"
#include "bundle_parts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace amparo::evidence {
namespace {

using protection::Cell;

bool has_rest(Table const& table) {
    return table.rest && table.rest->total() > 0;
}

/// A column's cells among the attacker's.
struct Cells {
    Cell total = 0;
    Cell answered = 0;
    std::vector<Cell> states;  ///< Without the answered.
    std::vector<Cell> seen;    ///< By code.
};

std::uint64_t key_of(std::string const& key, std::string const& cell) {
    std::uint64_t out = 0;
    for (char const digit : hash_of(key + "|" + cell).substr(0, 16))
        out = out * 16 + static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    return out;
}

/// What the people of a population answered, as the columns and rows of a table say it; all else as it was asked. That they
/// answered at all is said by no column.
void select(Condition const& condition, Population const& of, std::set<std::string>& out) {
    using Kind = Condition::Kind;
    if (condition.kind == Kind::kAll)
        for (Condition const& part : condition.parts) select(part, of, out);
    else if (condition.kind == Kind::kIs && condition.codes.size() == 1) {
        Variable const& asked = of.variables()[condition.variable];
        out.insert(asked.path() + "=" + asked.terms()[condition.codes.front()].code);
    } else if (condition.kind != Kind::kAnswered)
        out.insert(of.query());
}

class Guard {
    static constexpr std::int64_t kShownCost = 10;  ///< Few figures withheld before small figures withheld.

  public:
    explicit Guard(About const& about) : about_{about}, policy_{about.policy()} {}

    Cells column(Table const& table, Column const& column) {
        Cells out;
        std::string const where = table.question.population->query() + table.question.scope.from + "|" +
                                  table.question.scope.to + "|" + table.question.scope.as_of + "|" +
                                  column.words_en;
        std::string const rows = table.question.rows.path();
        std::string const asked = where + "|" + rows;
        column_is_.clear();
        for (Population const* one = table.question.population.get(); one != nullptr;
             one = one->within().get())
            select(one->condition(), *one, column_is_);
        if (&column != &table.all) column_is_.insert(table.question.columns->path() + "=" + column.code);
        out.total = left_over(where, column.total());
        out.answered = cell(asked + "|answered", column.answered());
        std::vector<Cell> parts{out.answered};
        for (std::size_t state = 1; state < kStates; ++state) {
            std::string const state_name{name(static_cast<State>(state))};
            out.states.push_back(
                cell(asked + "|" + state_name, column.states[state], rows + "|" + state_name));
            parts.push_back(out.states.back());
            if (column.states[state] == 0) unsaid_.push_back(out.states.back());
        }
        relate(out.total, parts);
        for (std::size_t row = 0; row < column.seen.size(); ++row) {
            std::string const& answer = table.question.rows.terms()[row].code;
            std::string const code = asked + "|=" + answer;
            out.seen.push_back(cell(code, column.seen[row], rows + "=" + answer));
            relate(out.answered,
                   {out.seen.back(), left_over(code + "|rest", column.answered() - column.seen[row])});
        }
        if (!table.is_multiple()) relate(out.answered, out.seen);
        return out;
    }

    /// The columns of a table, and that they add up to the one of all (T3): answers, and each way to give none (U3).
    std::vector<Cells> table(Table const& table) {
        std::vector<Cells> out{column(table, table.all)};
        for (Column const& one : table.columns) out.push_back(column(table, one));
        if (has_rest(table)) out.push_back(column(table, *table.rest));
        if (!table.question.columns || table.question.columns->is_multiple() || !is_complete(table))
            return out;
        auto const add_up = [&](auto const& of) {
            std::vector<Cell> parts;
            for (std::size_t i = 1; i < out.size(); ++i) parts.push_back(of(out[i]));
            relate(of(out.front()), parts);
        };
        add_up([](Cells const& cells) { return cells.total; });
        add_up([](Cells const& cells) { return cells.answered; });
        for (std::size_t row = 0; row < table.all.seen.size(); ++row)
            add_up([row](Cells const& cells) { return cells.seen[row]; });
        for (std::size_t state = 0; state + 1 < kStates; ++state)
            add_up([state](Cells const& cells) { return cells.states[state]; });
        return out;
    }

    /// A population inside another's: what is in the outer one alone is a count too.
    void nest(Table const& outer, Cells const& around, Table const& inner, Cells const& inside) {
        if (!is_inside(inner, outer)) return;
        differ(around.total, inside.total);
        if (outer.question.rows.path() != inner.question.rows.path()) return;
        auto const answered = differ(around.answered, inside.answered);
        for (std::size_t i = 0; i < around.states.size(); ++i) differ(around.states[i], inside.states[i]);
        for (std::size_t i = 0; i < around.seen.size(); ++i)
            if (auto const seen = differ(around.seen[i], inside.seen[i]); answered && seen)
                differ(*answered, *seen);
    }

    /// A population of those who answered the outer one's question in some way: how many it is of is a row, or several.
    void nest_by_answer(Table const& outer, Cells const& around, Table const& inner, Cells const& inside) {
        if (!is_same_scope(inner, outer) ||
            !is_part_of(*inner.question.population, *outer.question.population))
            return;
        Condition const& condition = inner.question.population->condition();
        bool const is_not = condition.kind == Condition::Kind::kIsNot;
        if (!is_not && condition.kind != Condition::Kind::kIs) return;
        if (inner.question.population->variables()[condition.variable].path() != outer.question.rows.path())
            return;
        if (outer.is_multiple() && (is_not || condition.codes.size() > 1)) return;
        std::vector<Cell> rows;
        std::int64_t together = 0;
        for (std::uint16_t row = 0; row < around.seen.size(); ++row) {
            bool const is_named =
                std::find(condition.codes.begin(), condition.codes.end(), row) != condition.codes.end();
            if (is_named == is_not) continue;
            rows.push_back(around.seen[row]);
            together += cells_.count(around.seen[row]);
        }
        if (rows.empty() || together != cells_.count(inside.total)) return;
        for (Cell const row : rows)
            if (std::find(objected_.begin(), objected_.end(), row) != objected_.end()) {
                objected_.push_back(inside.answered);
                break;
            }
        relate(inside.total, std::move(rows));
    }

    void judge(Table const& table, Column const& column, Cells const& cells) {
        for (std::size_t row = 0; row < column.seen.size(); ++row) {
            auto const figure = table.figure(column, row, about_.as.language);
            bool const has_interval = figure.interval(about_.as.method, about_.as.confidence).has_value();
            protection::Shown const as{.counts = true,
                                       .interval = has_interval,
                                       .says_asked = true,
                                       .group_agreed = about_.group_agreed};
            if (!protection::judge(figure, as, policy_).empty()) objected_.push_back(cells.seen[row]);
        }
    }

    [[nodiscard]] protection::Released release(protection::Solver* solver) const {
        constexpr std::int64_t kNotExact =
            2;  ///< What is objected to though it is not small: not to be known.
        auto widths = protection::primary(cells_, protection::threshold_of(about_.profile, about_.least));
        for (Cell const one : unsaid_) widths[one] = 0;
        for (Cell const one : objected_) widths[one] = std::max(widths[one], kNotExact);
        return protection::protect(cells_, widths, solver, costs_);
    }

    [[nodiscard]] protection::Table const& cells() const noexcept { return cells_; }
    /// U9: what its people answered, and between which multiples of the base they are. Not how many: with draws of their own
    /// for four people and for five, half of what one person changed would be seen to have changed.
    [[nodiscard]] protection::Counts drawn(Rounded const& rounded) const {
        protection::Counts out;
        for (Cell cell = 0; cell < cells_.size(); ++cell) {
            std::int64_t const count = cells_.count(cell);
            std::string const as = rounded_as_[cell] + "|" + std::to_string(count / rounded.base);
            out.push_back(protection::round_at_random(count, rounded.base, key_of(rounded.key, as)));
        }
        return out;
    }

  private:
    static bool is_complete(Table const& table) {
        std::uint64_t total = table.rest ? table.rest->total() : 0;
        for (Column const& column : table.columns) total += column.total();
        return total == table.all.total();
    }
    static bool is_same_scope(Table const& inner, Table const& outer) {
        Scope const& a = inner.question.scope;
        Scope const& b = outer.question.scope;
        return a.from == b.from && a.to == b.to && a.as_of == b.as_of && a.unit == b.unit;
    }
    static bool is_part_of(Population const& inner, Population const& outer) {
        if (inner.within()) return inner.within()->query() == outer.query();
        bool const is_everybody = !outer.within() && outer.condition().kind == Condition::Kind::kAll &&
                                  outer.condition().parts.empty();
        return is_everybody && inner.form() == outer.form();
    }
    static bool is_inside(Table const& inner, Table const& outer) {
        if (!is_same_scope(inner, outer)) return false;
        std::string const wanted = outer.question.population->query();
        Population const* one = inner.question.population->within().get();
        while (one != nullptr && one->query() != wanted) one = one->within().get();
        return one != nullptr;
    }
    /// What is in the whole alone; nothing where they are the same.
    std::optional<Cell> differ(Cell whole, Cell part) {
        if (whole == part) return std::nullopt;
        auto const left = cells_.count(whole) - cells_.count(part);
        std::string const key = cells_.name(whole) + "|without|" + cells_.name(part);
        Cell const out = left_over(key, static_cast<std::uint64_t>(left));
        relate(whole, {part, out});
        return out;
    }
    /// A count that nobody prints: hiding it costs next to nothing.
    Cell left_over(std::string const& key, std::uint64_t count) {
        Cell const out = cell(key, count);
        costs_[out] = 1;
        return out;
    }
    /// Its count is part of its key: tables alike in words may count other cases (people or records, a study's or all).
    Cell cell(std::string const& words, std::uint64_t count, std::string const& row_is = {}) {
        std::string const key = words + "|" + std::to_string(count);
        auto const found = at_.find(key);
        if (found != at_.end()) return found->second;
        auto const made = cells_.add(key, static_cast<std::int64_t>(count));
        AMPARO_CHECK(made.ok());
        at_.emplace(key, made.value());
        std::set<std::string> all = column_is_;
        if (!row_is.empty()) all.insert(row_is);
        rounded_as_.emplace_back();
        for (std::string const& one : all) rounded_as_.back() += one + "|";
        costs_.push_back(kShownCost + static_cast<std::int64_t>(count));
        return made.value();
    }
    void relate(Cell total, std::vector<Cell> parts) {
        auto const done = cells_.relate(total, std::move(parts));
        AMPARO_CHECK(done.ok());
    }

    About const& about_;
    protection::Policy policy_;
    protection::Table cells_;
    std::map<std::string, Cell> at_;
    std::vector<std::int64_t> costs_;      ///< By cell.
    std::vector<std::string> rounded_as_;  ///< By cell.
    std::set<std::string> column_is_;      ///< What everybody in a column answered.
    std::vector<Cell> objected_;
    std::vector<Cell> unsaid_;  ///< That nobody declined says nothing of anybody.
};

std::optional<std::uint64_t> count_in(protection::Released const& released, Cell cell) {
    auto const count = released.count(cell);
    return count ? std::optional<std::uint64_t>{static_cast<std::uint64_t>(*count)} : std::nullopt;
}

ShownColumn shown_column(Table const& table, Column const& column, Cells const& cells,
                         protection::Released const& released) {
    ShownColumn out;
    out.column = &column;
    out.answered = count_in(released, cells.answered);
    out.states[0] = out.answered;
    for (std::size_t state = 1; state < kStates; ++state)
        out.states[state] = count_in(released, cells.states[state - 1]);
    for (std::size_t const row : table.rows)
        out.shown.push_back(out.answered && released.count(cells.seen[row]).has_value());
    return out;
}

constexpr std::int64_t kSteps = 1;  ///< Multiples further away that controlled rounding may try.

void take_over(Column& column, Cells const& cells, protection::Counts const& counts) {
    auto const at = [&](Cell cell) { return static_cast<std::uint64_t>(counts[cell]); };
    column.states[0] = at(cells.answered);
    for (std::size_t state = 1; state < kStates; ++state) column.states[state] = at(cells.states[state - 1]);
    // Two that round to either side of one multiple: both may be that multiple.
    for (std::size_t row = 0; row < column.seen.size(); ++row)
        column.seen[row] = std::min(at(cells.seen[row]), column.states[0]);
}

ShownColumn whole_column(Column const& column, std::size_t rows) {
    ShownColumn out;
    out.column = &column;
    out.answered = column.answered();
    for (std::size_t state = 0; state < kStates; ++state) out.states[state] = column.states[state];
    out.shown.assign(rows, true);
    return out;
}

}  // namespace

protection::CountRange Rounded::may_have_been(std::uint64_t count) const {
    auto const value = static_cast<std::int64_t>(count);
    if (base == 0) return {value, value};
    return protection::may_have_been(value, base, steps);
}

std::int64_t furthest(Rounded const& rounded) {
    auto const far_from_none = static_cast<std::uint64_t>(rounded.base * (rounded.steps + 2));
    return rounded.may_have_been(far_from_none).most - static_cast<std::int64_t>(far_from_none);
}

Result<RoundedTables, Refusal> rounded(std::vector<Table> const& tables, About const& about,
                                       protection::Solver* solver) {
    auto const least = protection::threshold_of(about.profile, about.least).least_shown;
    if (about.rounded.base <= least || about.rounded.base < 2) return Fail{base_too_small(least)};
    Guard guard{about};
    std::vector<std::vector<Cells>> cells;
    for (Table const& table : tables) cells.push_back(guard.table(table));
    protection::Controlled made{guard.drawn(about.rounded), 0};
    if (about.rounded.is_controlled) {
        if (solver == nullptr) return Fail{no_rounding()};
        auto found =
            protection::round_controlled(guard.cells(), about.rounded.base, kSteps, made.counts, *solver);
        if (!found.ok()) return Fail{no_rounding()};
        made = std::move(found).value();
    }
    protection::Counts const& counts = made.counts;
    std::vector<Table> out = tables;
    for (std::size_t t = 0; t < out.size(); ++t) {
        std::size_t at = 0;
        out[t].is_always_answered = true;
        out[t].comparisons.clear();
        take_over(out[t].all, cells[t][at++], counts);
        for (Column& column : out[t].columns) take_over(column, cells[t][at++], counts);
        if (has_rest(tables[t])) take_over(*out[t].rest, cells[t][at], counts);
    }
    return RoundedTables{std::move(out), made.steps};
}

Shown show_all(std::vector<Table> const& tables) {
    Shown out;
    for (Table const& table : tables) {
        ShownTable one{&table, {whole_column(table.all, table.rows.size())}};
        for (Column const& column : table.columns)
            one.columns.push_back(whole_column(column, table.rows.size()));
        if (has_rest(table)) one.columns.push_back(whole_column(*table.rest, table.rows.size()));
        out.figures += one.columns.size() * table.rows.size();
        out.tables.push_back(std::move(one));
    }
    return out;
}

Shown protect(std::vector<Table> const& tables, About const& about, protection::Solver* solver) {
    Guard guard{about};
    std::vector<std::vector<Cells>> cells;
    for (Table const& table : tables) {
        cells.push_back(guard.table(table));
        std::vector<Column const*> columns{&table.all};
        for (Column const& column : table.columns) columns.push_back(&column);
        if (has_rest(table)) columns.push_back(&*table.rest);
        for (std::size_t i = 0; i < columns.size(); ++i) guard.judge(table, *columns[i], cells.back()[i]);
    }
    for (std::size_t a = 0; a < tables.size(); ++a)
        for (std::size_t b = 0; b < tables.size(); ++b) {
            guard.nest(tables[a], cells[a].front(), tables[b], cells[b].front());
            guard.nest_by_answer(tables[a], cells[a].front(), tables[b], cells[b].front());
        }
    auto const released = guard.release(solver);
    Shown out;
    for (std::size_t t = 0; t < tables.size(); ++t) {
        Table const& table = tables[t];
        ShownTable one{&table, {}};
        one.columns.push_back(shown_column(table, table.all, cells[t][0], released));
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            one.columns.push_back(shown_column(table, table.columns[i], cells[t][i + 1], released));
        if (has_rest(table))
            one.columns.push_back(shown_column(table, *table.rest, cells[t].back(), released));
        for (ShownColumn const& column : one.columns)
            for (bool const is_shown : column.shown) {
                ++out.figures;
                out.withheld += is_shown ? 0 : 1;
            }
        out.tables.push_back(std::move(one));
    }
    return out;
}

}  // namespace amparo::evidence
