// SPDX-License-Identifier: AGPL-3.0-or-later
#include "choice.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace amparo::protection {
namespace {

constexpr double kTolerance = 1e-6;
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

/// For one cell after the other the cheapest deviation. Column 2c is by how much cell c grows, 2c + 1 by how
/// much it shrinks.
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

    void run() {
        if (!solver_.load(program()).ok()) return;
        for (Cell const cell : needy(widths_, table_))
            if (up_[cell] + down_[cell] < widths_[cell]) widen(cell);
    }

  private:
    static std::uint32_t grows(Cell c) { return 2 * c; }
    static std::uint32_t shrinks(Cell c) { return 2 * c + 1; }

    Program program() const {
        Program out;
        for (Cell c = 0; c < table_.size(); ++c) {
            double const cost = plan_.hidden[c] ? 0 : static_cast<double>(costs_[c]);
            out.columns.push_back({0, most_, cost, false});
            out.columns.push_back({0, static_cast<double>(table_.count(c)), cost, false});
        }
        for (Relation const& relation : table_.relations()) {
            Program::Row row;
            auto const take = [&](Cell c, double times) {
                row.terms.push_back({grows(c), times});
                row.terms.push_back({shrinks(c), -times});
            };
            take(relation.total, 1);
            for (Cell const part : relation.parts) take(part, -1);
            out.rows.push_back(std::move(row));
        }
        return out;
    }

    void widen(Cell cell) {
        auto const width = static_cast<double>(widths_[cell]);
        solver_.set_limits(grows(cell), width, width);
        solver_.set_limits(shrinks(cell), 0, 0);
        auto const found = solver_.minimise();
        solver_.set_limits(grows(cell), 0, most_);
        solver_.set_limits(shrinks(cell), 0, static_cast<double>(table_.count(cell)));
        if (found.ok()) take(found.value());
    }

    void take(std::vector<double> const& columns) {
        Deviation deviation;
        bool whole = true;
        for (Cell c = 0; c < table_.size(); ++c) {
            double const by = columns[grows(c)] - columns[shrinks(c)];
            if (std::abs(by) < kTolerance) continue;
            whole = whole && std::abs(by - std::nearbyint(by)) < kTolerance;
            deviation.push_back({c, static_cast<std::int64_t>(std::nearbyint(by))});
            hide(c);
        }
        if (!whole) return;
        for (Change const change : deviation) {
            up_[change.column] = std::max(up_[change.column], change.by);
            down_[change.column] = std::max(down_[change.column], -change.by);
        }
        plan_.witnesses.push_back(std::move(deviation));
    }

    void hide(Cell c) {
        if (plan_.hidden[c]) return;
        plan_.hidden[c] = true;
        solver_.set_cost(grows(c), 0);
        solver_.set_cost(shrinks(c), 0);
    }

    Table const& table_;
    Widths const& widths_;
    std::vector<std::int64_t> const& costs_;
    Solver& solver_;
    Plan& plan_;
    std::vector<std::int64_t> up_;
    std::vector<std::int64_t> down_;
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
                       Solver& solver, Plan& plan) {
    if (!needy(widths, table).empty()) OneByOne{table, widths, costs, solver, plan}.run();
}

bool choose_all_at_once(Table const& table, Widths const& widths, std::vector<std::int64_t> const& costs,
                        Solver& solver, std::size_t columns_max, Plan& plan) {
    AllAtOnce all{table, widths, costs, plan};
    return all.columns() <= columns_max && all.columns() > table.size() && all.run(solver);
}

}  // namespace amparo::protection
