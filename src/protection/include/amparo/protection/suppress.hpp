// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Which cells of a table are not published, so that the published ones don't give small cells away.
///
///   S1 Primary.    A cell below the threshold needs a width of the threshold (A2). A zero needs it too where
///                  the policy says so: "none of them" is also said about people.
///   S2 Complement. Nothing else is small but what is left when published cells are taken away from a total: as
///                  the width is asked of each cell's range, a line with one small rest can't be published whole.
///   S3 Complement  cells are chosen to cost little: for each cell not yet safe, the cheapest other table in
///                  which it is larger by the width; the cells that differ are suppressed. Then what turned out
///                  not to be needed is published again, dearest first, if the attacker still fails. Where the
///                  table is small enough one mixed-integer program finds the cheapest choice of all.
///   S4 Fallback.   Without a solver, or when it gives up: a cell is hidden with every cell that counts the same
///                  people, up to the grand total; that is safe for itself. In the last resort nothing is
///                  published. Never less safe, only less useful.
///   S5 Released.   Only the attacker's failure makes a `Released`: there is no other way to one, and it holds
///                  no count that is suppressed.
///   S6 Silence.    A table of which no cell is published is not attacked: what it says does not depend on what
///                  is in it.
///   S7 Around.     In a large table a deviation is looked for in a part of it: the cell, the cheapest others of its sums, and
///                  whatever lies in two sums of these, which of a grid is a smaller grid. It may hide more than the cheapest
///                  choice would; that it is enough is for the attacker to say, who looks at the whole table (S5).
///
/// Sources: J.P. Kelly, B.L. Golden, A.A. Assad, "Cell suppression: disclosure protection for sensitive tabular
/// data", Networks 22 (1992): one program a cell, and the clean-up. M. Fischetti, J.J. Salazar, Management
/// Science 47 (2001): the mixed-integer program. Thresholds: Hundepool et al., Statistical Disclosure Control
/// (2012), 5.2.
#include "amparo/protection/attack.hpp"
#include "amparo/protection/table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace amparo::protection {

struct Threshold {
    std::int64_t least_shown = 10;
    bool zeros_are_small = true;
    [[nodiscard]] constexpr bool is_small(std::int64_t count) const noexcept {
        return count < least_shown && (count > 0 || zeros_are_small);
    }
};

/// One width a cell: 0 for a cell that needs no protection.
using Widths = std::vector<std::int64_t>;

[[nodiscard]] Widths primary(Table const& table, Threshold threshold);

struct Plan {
    std::vector<bool> hidden;
    /// Other tables that may satisfy all that is published, as proposals for the attacker (A3); columns are cells.
    std::vector<Deviation> witnesses;
};

/// What a choice may cost in work. Counted in steps, not in time: the same table gives the same plan.
struct Effort {
    std::size_t exact_columns = 250;   ///< S3: the mixed-integer program up to this size.
    std::size_t clean_up_cells = 400;  ///< S3: so many cells are tried again.
    std::size_t whole_cells = 3000;    ///< S7: a cell's program is of the whole table up to this size.
};

/// `hidden` beforehand, if given, stays hidden. `solver` may be null (S4). `costs` is what hiding a cell loses;
/// when empty, cells with more people and totals are dearer.
[[nodiscard]] Plan suppress(Table const& table, Widths const& widths, std::vector<bool> const& hidden,
                            Solver* solver, std::vector<std::int64_t> costs = {}, Effort effort = {});

/// The ranges of all hidden cells, in the order of cells.
struct Exposure {
    std::vector<Cell> cells;
    std::vector<Finding> findings;
    std::vector<Deviation> proofs;  ///< Columns are cells.
};
[[nodiscard]] Exposure exposure(Table const& table, Widths const& widths, Plan const& plan, Solver* solver,
                                Depth depth = Depth::kRange);

enum class BreachCode : std::uint8_t {
    kGivesWay,
    kNotProved,
    kShown,  ///< A cell that needs protection is not hidden.
    kWrongSize,
};
struct Breach {
    BreachCode code = BreachCode::kNotProved;
    Cell cell = 0;
};

/// A table that withstood the attacker (S5).
class Released {
  public:
    [[nodiscard]] std::size_t size() const noexcept { return shown_.size(); }
    /// Nothing for a suppressed cell.
    [[nodiscard]] std::optional<std::int64_t> count(Cell cell) const { return shown_.at(cell); }
    [[nodiscard]] std::string const& name(Cell cell) const { return names_.at(cell); }
    [[nodiscard]] std::size_t suppressed() const noexcept;

  private:
    friend Result<Released, Breach> release(Table const&, Widths const&, Plan const&, Solver*);
    Released(std::vector<std::optional<std::int64_t>> shown, std::vector<std::string> names)
        : shown_{std::move(shown)}, names_{std::move(names)} {}

    std::vector<std::optional<std::int64_t>> shown_;
    std::vector<std::string> names_;
};

[[nodiscard]] Result<Released, Breach> release(Table const& table, Widths const& widths, Plan const& plan,
                                               Solver* solver);

/// `suppress`, then `release`; what does not hold is hidden too, in the last resort all of it (S4).
[[nodiscard]] Released protect(Table const& table, Widths const& widths, Solver* solver,
                               std::vector<std::int64_t> costs = {}, Effort effort = {});

}  // namespace amparo::protection
