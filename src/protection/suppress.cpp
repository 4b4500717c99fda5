// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/suppress.hpp"

#include "choice.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace amparo::protection {
namespace {

constexpr Cell kNone = static_cast<Cell>(-1);

/// The attacker's view of a table: hidden cells are columns, relations that have any are rows.
struct View {
    System system;
    Counts truth;
    std::vector<Cell> cells;             ///< Of the columns.
    std::vector<std::uint32_t> columns;  ///< Of the cells; kNone for one that is shown.
};

View view_of(Table const& table, std::vector<bool> const& hidden) {
    View out;
    out.columns.assign(table.size(), kNone);
    for (Cell c = 0; c < table.size(); ++c) {
        if (!hidden[c]) continue;
        out.columns[c] = static_cast<std::uint32_t>(out.cells.size());
        out.cells.push_back(c);
        out.truth.push_back(table.count(c));
    }
    out.system.columns = out.cells.size();
    for (Relation const& relation : table.relations()) {
        Row row;
        std::int64_t shown = 0;
        auto const take = [&](Cell cell, std::int64_t times) {
            if (hidden[cell])
                row.terms.push_back({out.columns[cell], times});
            else
                shown += times * table.count(cell);
        };
        take(relation.total, 1);
        for (Cell const part : relation.parts) take(part, -1);
        row.least = row.most = -shown;
        if (!row.terms.empty()) out.system.rows.push_back(std::move(row));
    }
    return out;
}

/// Nothing when the deviation changes a cell that is shown.
std::optional<Deviation> seen_in(View const& view, Deviation const& deviation) {
    Deviation out;
    for (Change const change : deviation) {
        if (change.column >= view.columns.size() || view.columns[change.column] == kNone) return std::nullopt;
        out.push_back({view.columns[change.column], change.by});
    }
    return out;
}

std::vector<std::int64_t> usual_costs(Table const& table) {
    std::vector<std::int64_t> out;
    for (Cell c = 0; c < table.size(); ++c) {
        auto const size = std::bit_width(static_cast<std::uint64_t>(table.count(c)));
        out.push_back((1 + static_cast<std::int64_t>(size)) * (table.is_total(c) ? 4 : 1));
    }
    return out;
}

/// S4: cells that can all be larger by the same number: with each its totals, and of each total one part.
class CellsAbove {
  public:
    explicit CellsAbove(Table const& table)
        : table_{table}, as_part_(table.size()), as_total_(table.size()), in_(table.size(), false) {
        auto const& relations = table.relations();
        for (std::uint32_t r = 0; r < relations.size(); ++r) {
            as_total_[relations[r].total].push_back(r);
            for (Cell const part : relations[r].parts) as_part_[part].push_back(r);
        }
    }

    std::vector<Cell> of(Cell cell) {
        std::vector<Cell> out;
        add(cell, out);
        for (std::size_t i = 0; i < out.size(); ++i) {
            for (std::uint32_t const r : as_part_[out[i]]) add(table_.relations()[r].total, out);
            for (std::uint32_t const r : as_total_[out[i]])
                if (auto const& parts = table_.relations()[r].parts; !any_in(parts)) add(parts.front(), out);
        }
        for (Cell const c : out) in_[c] = false;
        std::sort(out.begin(), out.end());
        return out;
    }

  private:
    void add(Cell cell, std::vector<Cell>& out) {
        if (in_[cell]) return;
        in_[cell] = true;
        out.push_back(cell);
    }
    bool any_in(std::vector<Cell> const& cells) const {
        return std::any_of(cells.begin(), cells.end(), [this](Cell c) { return in_[c]; });
    }

    Table const& table_;
    std::vector<std::vector<std::uint32_t>> as_part_;
    std::vector<std::vector<std::uint32_t>> as_total_;
    std::vector<bool> in_;
};

void hide_with_all_above(Table const& table, Widths const& widths, std::vector<Cell> const& cells,
                         Plan& plan) {
    CellsAbove above{table};
    for (Cell const cell : cells) {
        Deviation larger;
        for (Cell const c : above.of(cell)) {
            plan.hidden[c] = true;
            larger.push_back({c, widths[cell]});
        }
        plan.witnesses.push_back(std::move(larger));
    }
}

std::vector<Cell> not_safe(Table const& table, Widths const& widths, Plan& plan, Solver* solver,
                           Depth depth = Depth::kVerdict) {
    Exposure found = exposure(table, widths, plan, solver, depth);
    std::vector<Cell> out;
    for (std::size_t i = 0; i < found.cells.size(); ++i)
        if (found.findings[i].standing != Standing::kSafe) out.push_back(found.cells[i]);
    plan.witnesses = std::move(found.proofs);
    return out;
}

void make_safe(Table const& table, Widths const& widths, Solver* solver, Plan& plan) {  // S4
    std::vector<Cell> open = not_safe(table, widths, plan, solver);
    if (open.empty()) return;
    hide_with_all_above(table, widths, open, plan);
    if (!not_safe(table, widths, plan, solver).empty()) plan = {std::vector<bool>(table.size(), true), {}};
}

/// S3: publishes again what need not be hidden.
void clean_up(Table const& table, Widths const& widths, std::vector<bool> const& fixed,
              std::vector<std::int64_t> const& costs, Effort effort, Solver* solver, Plan& plan) {
    std::vector<Cell> extra;
    for (Cell c = 0; c < table.size(); ++c)
        if (plan.hidden[c] && !fixed[c]) extra.push_back(c);
    if (extra.size() > effort.clean_up_cells) return;
    std::stable_sort(extra.begin(), extra.end(), [&](Cell a, Cell b) { return costs[a] > costs[b]; });
    for (Cell const cell : extra) {
        Plan less = plan;
        less.hidden[cell] = false;
        if (not_safe(table, widths, less, solver, Depth::kFirst).empty()) plan = std::move(less);
    }
}

std::int64_t cost_of(Plan const& plan, std::vector<std::int64_t> const& costs) {
    std::int64_t out = 0;
    for (Cell c = 0; c < costs.size(); ++c) out += plan.hidden[c] ? costs[c] : 0;
    return out;
}

}  // namespace

Widths primary(Table const& table, Threshold threshold) {
    Widths out;
    for (Cell c = 0; c < table.size(); ++c)
        out.push_back(threshold.is_small(table.count(c)) ? threshold.least_shown : 0);
    return out;
}

Plan suppress(Table const& table, Widths const& widths, std::vector<bool> const& hidden, Solver* solver,
              std::vector<std::int64_t> costs, Effort effort) {
    AMPARO_CHECK(widths.size() == table.size());
    if (costs.size() != table.size()) costs = usual_costs(table);
    Plan plan;
    plan.hidden = hidden.size() == table.size() ? hidden : std::vector<bool>(table.size(), false);
    for (Cell c = 0; c < table.size(); ++c) plan.hidden[c] = plan.hidden[c] || widths[c] > 0;
    std::vector<bool> const fixed = plan.hidden;
    if (solver == nullptr) {
        make_safe(table, widths, nullptr, plan);
        return plan;
    }
    Plan exact = plan;
    choose_one_by_one(table, widths, costs, *solver, effort.whole_cells, plan);
    make_safe(table, widths, solver, plan);
    clean_up(table, widths, fixed, costs, effort, solver, plan);
    if (!choose_all_at_once(table, widths, costs, *solver, effort.exact_columns, exact)) return plan;
    make_safe(table, widths, solver, exact);
    clean_up(table, widths, fixed, costs, effort, solver, exact);
    return cost_of(exact, costs) < cost_of(plan, costs) ? exact : plan;
}

Exposure exposure(Table const& table, Widths const& widths, Plan const& plan, Solver* solver, Depth depth) {
    View const view = view_of(table, plan.hidden);
    std::vector<Target> targets;
    for (std::uint32_t i = 0; i < view.cells.size(); ++i)
        targets.push_back({{{i, 1}}, widths[view.cells[i]]});
    std::vector<Deviation> hints;
    for (Deviation const& witness : plan.witnesses)
        if (auto seen = seen_in(view, witness)) hints.push_back(std::move(*seen));
    auto found = attack(view.system, view.truth, targets, hints, solver, depth);
    AMPARO_CHECK(found.ok());  // A table's totals are the sums of its parts (B1).
    Exposure out{view.cells, std::move(found.value().findings), std::move(found.value().proofs)};
    for (Deviation& proof : out.proofs)
        for (Change& change : proof) change.column = view.cells[change.column];
    return out;
}

Result<Released, Breach> release(Table const& table, Widths const& widths, Plan const& plan, Solver* solver) {
    if (widths.size() != table.size() || plan.hidden.size() != table.size())
        return Fail{Breach{BreachCode::kWrongSize}};
    for (Cell c = 0; c < table.size(); ++c)
        if (widths[c] > 0 && !plan.hidden[c]) return Fail{Breach{BreachCode::kShown, c}};
    bool const silent = std::find(plan.hidden.begin(), plan.hidden.end(), false) == plan.hidden.end();
    Exposure const found = silent ? Exposure{} : exposure(table, widths, plan, solver, Depth::kVerdict);
    for (std::size_t i = 0; i < found.cells.size(); ++i) {
        Standing const standing = found.findings[i].standing;
        if (standing == Standing::kSafe) continue;
        bool const gives_way = standing == Standing::kGivesWay;
        return Fail{Breach{gives_way ? BreachCode::kGivesWay : BreachCode::kNotProved, found.cells[i]}};
    }
    std::vector<std::optional<std::int64_t>> shown;
    std::vector<std::string> names;
    for (Cell c = 0; c < table.size(); ++c) {
        shown.push_back(plan.hidden[c] ? std::nullopt : std::optional{table.count(c)});
        names.push_back(table.name(c));
    }
    return Released{std::move(shown), std::move(names)};
}

Released protect(Table const& table, Widths const& widths, Solver* solver, std::vector<std::int64_t> costs,
                 Effort effort) {
    Plan const plan = suppress(table, widths, {}, solver, std::move(costs), effort);
    auto released = release(table, widths, plan, solver);
    if (released.ok()) return std::move(released).value();
    Plan const nothing{std::vector<bool>(table.size(), true), {}};
    auto silent = release(table, widths, nothing, nullptr);
    AMPARO_CHECK(silent.ok());  // S6
    return std::move(silent).value();
}

std::size_t Released::suppressed() const noexcept {
    return static_cast<std::size_t>(std::count(shown_.begin(), shown_.end(), std::nullopt));
}

}  // namespace amparo::protection
