// SPDX-License-Identifier: AGPL-3.0-or-later
#include "choice.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace amparo::protection {
namespace {

constexpr double kTolerance = 1e-6;
constexpr std::uint32_t kNotHere = static_cast<std::uint32_t>(-1);
constexpr std::size_t kAroundMost =
    1500;                          ///< Cells; a program of so many is solved in some hundredths of a second.
constexpr std::int64_t kRoom = 8;  ///< How many widths another cell may grow by in a deviation.

std::vector<Cell> needy(Widths const& widths, Table const& table) {
    std::vector<Cell> out;
    for (Cell c = 0; c < table.size(); ++c)
        if (widths[c] > 0) out.push_back(c);
    std::stable_sort(out.begin(), out.end(), [&](Cell a, Cell b) {
        return std::pair{widths[a], table.count(a)} > std::pair{widths[b], table.count(b)};
    });
    return out;
}

/// S7: the part of a table in which a deviation of a cell is looked for.
class Around {
  public:
    Around(Table const& table, std::vector<std::int64_t> const& costs, Plan const& plan)
        : table_{table}, costs_{costs}, plan_{plan}, of_(table.size()) {
        auto const& relations = table.relations();
        for (std::uint32_t r = 0; r < relations.size(); ++r) {
            of_[relations[r].total].push_back(r);
            for (Cell const part : relations[r].parts) of_[part].push_back(r);
        }
    }

    /// The cell, the `mates` cheapest others of each of its relations, and again and again what lies in two relations of
    /// what is there: of a grid a smaller one. In the order it was found, kAroundMost at most.
    std::vector<Cell> of(Cell cell, std::size_t mates) {
        in_.assign(table_.size(), false);
        touched_.assign(table_.size(), 0);
        is_open_.assign(table_.relations().size(), false);
        std::vector<Cell> out;
        add(cell, out);
        for (std::uint32_t const r : of_[cell])
            for (Cell const mate : cheapest(r, cell, mates)) add(mate, out);
        for (std::size_t i = 0; i < out.size() && out.size() < kAroundMost; ++i)
            for (std::uint32_t const r : of_[out[i]]) {
                if (is_open_[r]) continue;
                is_open_[r] = true;
                for (Cell const other : members(r))
                    if (++touched_[other] >= 2) add(other, out);
            }
        return out;
    }

  private:
    void add(Cell cell, std::vector<Cell>& out) {
        if (in_[cell] || out.size() >= kAroundMost) return;
        in_[cell] = true;
        out.push_back(cell);
    }
    [[nodiscard]] std::vector<Cell> members(std::uint32_t relation) const {
        Relation const& of = table_.relations()[relation];
        std::vector<Cell> out{of.total};
        out.insert(out.end(), of.parts.begin(), of.parts.end());
        return out;
    }
    [[nodiscard]] std::vector<Cell> cheapest(std::uint32_t relation, Cell than, std::size_t mates) const {
        auto out = members(relation);
        out.erase(std::find(out.begin(), out.end(), than));
        std::stable_sort(out.begin(), out.end(), [this](Cell a, Cell b) { return cost(a) < cost(b); });
        if (out.size() > mates) out.resize(mates);
        return out;
    }
    [[nodiscard]] std::int64_t cost(Cell cell) const { return plan_.hidden[cell] ? 0 : costs_[cell]; }

    Table const& table_;
    std::vector<std::int64_t> const& costs_;
    Plan const& plan_;
    std::vector<std::vector<std::uint32_t>> of_;
    std::vector<bool> in_;
    std::vector<std::uint8_t> touched_;
    std::vector<bool> is_open_;
};

/// For one cell after the other the cheapest deviation, of `cells`. Column 2i is by how much the i-th of them grows, 2i + 1
/// by how much it shrinks.
class OneByOne {
  public:
    OneByOne(Table const& table, Widths const& widths, std::vector<std::int64_t> const& costs, Solver& solver,
             Plan& plan)
        : table_{table},
          widths_{widths},
          costs_{costs},
          solver_{solver},
          plan_{plan},
          up_(table.size(), 0),
          down_(table.size(), 0) {
        std::int64_t const widest = *std::max_element(widths.begin(), widths.end());
        most_ = static_cast<double>(widest * kRoom);
    }

    /// In all of the table.
    void run() {
        cells_.resize(table_.size());
        std::iota(cells_.begin(), cells_.end(), Cell{0});
        if (!solver_.load(program()).ok()) return;
        for (Cell const cell : needy(widths_, table_))
            if (is_narrow(cell)) (void)widen(cell, cell);
    }

    /// S7: in what lies around each, and farther as long as nothing is found.
    void run_around() {
        Around around{table_, costs_, plan_};
        for (Cell const cell : needy(widths_, table_)) {
            if (!is_narrow(cell)) continue;
            for (std::size_t const mates : {3U, 8U, 24U}) {
                cells_ = around.of(cell, mates);
                if (solver_.load(program()).ok() && widen(0, cell)) break;
            }
        }
    }

  private:
    static std::uint32_t grows(std::uint32_t at) { return 2 * at; }
    static std::uint32_t shrinks(std::uint32_t at) { return 2 * at + 1; }

    [[nodiscard]] bool is_narrow(Cell cell) const { return up_[cell] + down_[cell] < widths_[cell]; }

    Program program() const {
        Program out;
        std::vector<std::uint32_t> at(table_.size(), kNotHere);
        for (std::uint32_t i = 0; i < cells_.size(); ++i) {
            Cell const c = cells_[i];
            at[c] = i;
            double const cost = plan_.hidden[c] ? 0 : static_cast<double>(costs_[c]);
            out.columns.push_back({0, most_, cost, false});
            out.columns.push_back({0, static_cast<double>(table_.count(c)), cost, false});
        }
        for (Relation const& relation : table_.relations()) {
            Program::Row row;
            auto const take = [&](Cell c, double times) {
                if (at[c] == kNotHere) return;
                row.terms.push_back({grows(at[c]), times});
                row.terms.push_back({shrinks(at[c]), -times});
            };
            take(relation.total, 1);
            for (Cell const part : relation.parts) take(part, -1);
            if (!row.terms.empty()) out.rows.push_back(std::move(row));
        }
        return out;
    }

    [[nodiscard]] bool widen(std::uint32_t at, Cell cell) {
        auto const width = static_cast<double>(widths_[cell]);
        solver_.set_limits(grows(at), width, width);
        solver_.set_limits(shrinks(at), 0, 0);
        auto const found = solver_.minimise();
        solver_.set_limits(grows(at), 0, most_);
        solver_.set_limits(shrinks(at), 0, static_cast<double>(table_.count(cell)));
        if (found.ok()) take(found.value());
        return found.ok();
    }

    void take(std::vector<double> const& columns) {
        Deviation deviation;
        bool whole = true;
        for (std::uint32_t i = 0; i < cells_.size(); ++i) {
            double const by = columns[grows(i)] - columns[shrinks(i)];
            if (std::abs(by) < kTolerance) continue;
            whole = whole && std::abs(by - std::nearbyint(by)) < kTolerance;
            deviation.push_back({cells_[i], static_cast<std::int64_t>(std::nearbyint(by))});
            hide(i);
        }
        if (!whole) return;
        for (Change const change : deviation) {
            up_[change.column] = std::max(up_[change.column], change.by);
            down_[change.column] = std::max(down_[change.column], -change.by);
        }
        plan_.witnesses.push_back(std::move(deviation));
    }

    void hide(std::uint32_t at) {
        if (plan_.hidden[cells_[at]]) return;
        plan_.hidden[cells_[at]] = true;
        solver_.set_cost(grows(at), 0);
        solver_.set_cost(shrinks(at), 0);
    }

    Table const& table_;
    Widths const& widths_;
    std::vector<std::int64_t> const& costs_;
    Solver& solver_;
    Plan& plan_;
    std::vector<std::int64_t> up_;
    std::vector<std::int64_t> down_;
    std::vector<Cell> cells_;
    double most_ = 0;
};

/// The cheapest choice of all: for each needy cell a deviation up and one down, which touch only what is hidden.
class AllAtOnce {
  public:
    AllAtOnce(Table const& table, Widths const& widths, std::vector<std::int64_t> const& costs, Plan& plan)
        : table_{table}, widths_{widths}, costs_{costs}, plan_{plan}, cells_{needy(widths, table)} {}

    [[nodiscard]] std::size_t columns() const { return table_.size() * (1 + 2 * cells_.size()); }

    [[nodiscard]] bool run(Solver& solver) {
        if (!solver.load(program()).ok()) return false;
        auto const found = solver.minimise_whole(-Program::kInfinity);
        if (!found.ok()) return false;
        for (Cell c = 0; c < table_.size(); ++c)
            if (found.value()[c] > 0.5) plan_.hidden[c] = true;
        return true;
    }

  private:
    std::uint32_t deviation(std::size_t k, bool down, Cell c) const {
        return static_cast<std::uint32_t>(table_.size() * (1 + 2 * k + (down ? 1U : 0U)) + c);
    }

    Program program() const {
        Program out;
        std::int64_t const widest = *std::max_element(widths_.begin(), widths_.end());
        auto const most = static_cast<double>(widest * kRoom);
        for (Cell c = 0; c < table_.size(); ++c)
            out.columns.push_back({plan_.hidden[c] ? 1.0 : 0.0, 1, static_cast<double>(costs_[c]), true});
        for (std::size_t k = 0; k < cells_.size(); ++k)
            for (bool const down : {false, true}) {
                for (Cell c = 0; c < table_.size(); ++c) {
                    auto const count = static_cast<double>(table_.count(c));
                    out.columns.push_back({-count, most, 0, false});
                }
                add_sums(k, down, out);
                add_links(k, down, most, out);
            }
        for (std::size_t k = 0; k < cells_.size(); ++k) {
            Cell const cell = cells_[k];
            out.rows.push_back({{{deviation(k, false, cell), 1}, {deviation(k, true, cell), -1}},
                                static_cast<double>(widths_[cell]),
                                Program::kInfinity});
        }
        return out;
    }

    void add_sums(std::size_t k, bool down, Program& out) const {
        for (Relation const& relation : table_.relations()) {
            Program::Row row;
            row.terms.push_back({deviation(k, down, relation.total), 1});
            for (Cell const part : relation.parts) row.terms.push_back({deviation(k, down, part), -1});
            out.rows.push_back(std::move(row));
        }
    }

    /// A cell that is shown does not deviate.
    void add_links(std::size_t k, bool down, double most, Program& out) const {
        for (Cell c = 0; c < table_.size(); ++c) {
            if (plan_.hidden[c]) continue;
            std::uint32_t const at = deviation(k, down, c);
            auto const count = static_cast<double>(table_.count(c));
            out.rows.push_back({{{at, 1}, {c, -most}}, -Program::kInfinity, 0});
            out.rows.push_back({{{at, 1}, {c, count}}, 0, Program::kInfinity});
        }
    }

    Table const& table_;
    Widths const& widths_;
    std::vector<std::int64_t> const& costs_;
    Plan& plan_;
    std::vector<Cell> cells_;
};

}  // namespace

void choose_one_by_one(Table const& table, Widths const& widths, std::vector<std::int64_t> const& costs,
                       Solver& solver, std::size_t cells_max, Plan& plan) {
    if (needy(widths, table).empty()) return;
    OneByOne one{table, widths, costs, solver, plan};
    if (table.size() <= cells_max)
        one.run();
    else
        one.run_around();
}

bool choose_all_at_once(Table const& table, Widths const& widths, std::vector<std::int64_t> const& costs,
                        Solver& solver, std::size_t columns_max, Plan& plan) {
    AllAtOnce all{table, widths, costs, plan};
    return all.columns() <= columns_max && all.columns() > table.size() && all.run(solver);
}

}  // namespace amparo::protection
