// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What somebody who adds and subtracts can find out about counts nobody published: the attacker.
///
///   A1 Knowledge.  The attacker knows every row (a published number: a sum of counts lies between two whole
///                  numbers), and that counts are whole and not negative. Not which cells are small.
///   A2 Target.     A sum of counts with a width: it is safe when the published rows allow two values that are
///                  at least that far apart. As counts are not negative, a sum whose width is the threshold
///                  cannot be told to be below the threshold.
///   A3 Witness.    Safe is proved by two tables of whole numbers that satisfy every row and differ by the
///                  width in the target; each is checked in exact integers, whoever proposed it.
///   A4 Gives way.  The range of a linear program over the rows, rounded outward by a tolerance, is narrower
///                  than the width.
///   A5 Not proved. Everything else: no solver, its limits, no whole table found. Treated as giving way.
///   A6 Truth.      The true counts satisfy every row, or nothing is said at all.
///
/// Sources: M. Fischetti, J.J. Salazar, "Solving the cell suppression problem on tabular data with linear
/// constraints", Management Science 47 (2001): the attacker's two programs a cell. A. Hundepool et al.,
/// Statistical Disclosure Control (Wiley 2012), chapter 4: feasibility interval and protection level.
#include "amparo/protection/solver.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace amparo::protection {

struct Term {
    std::uint32_t column = 0;
    std::int64_t times = 1;
    friend bool operator==(Term, Term) = default;
};

inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

/// least <= sum of terms <= most. `-kNoLimit` and `kNoLimit` are no limit.
struct Row {
    std::vector<Term> terms;
    std::int64_t least = 0;
    std::int64_t most = 0;
};

/// Columns are counts.
struct System {
    std::size_t columns = 0;
    std::vector<Row> rows;
};

using Counts = std::vector<std::int64_t>;

/// Sums that do not fit 64 bits satisfy nothing.
[[nodiscard]] bool satisfies(System const& system, Counts const& counts);

struct Target {
    std::vector<Term> terms;
    std::int64_t width = 0;
};

enum class Standing : std::uint8_t { kSafe, kGivesWay, kNotProved };

struct Finding {
    Standing standing = Standing::kNotProved;
    /// What was found of the attacker's range; `kNoLimit` above: as large as one likes. With `Depth::kRange`
    /// and a solver both ends are the linear program's.
    std::int64_t least = 0;
    std::int64_t most = 0;
};

/// Another table, as what it adds to the true counts. Ascending columns, no zeros.
struct Change {
    std::uint32_t column = 0;
    std::int64_t by = 0;
    friend bool operator==(Change, Change) = default;
};
using Deviation = std::vector<Change>;

enum class Depth : std::uint8_t {
    kFirst,    ///< Stops altogether at the first target that is not safe.
    kEnds,     ///< Only what gives way is looked for (A4); the others may stay not proved.
    kVerdict,  ///< Stops at a target once it is known to be safe.
    kRange,    ///< Both ends for every target.
};

struct Report {
    std::vector<Finding> findings;  ///< One a target, in their order.
    std::vector<Deviation> proofs;  ///< The tables that proved something, each checked (A3).
};

enum class AttackError : std::uint8_t { kTruthDoesNotFit };

/// `hints` are tables that may be witnesses; each that satisfies the rows is used. `solver` may be null.
[[nodiscard]] Result<Report, AttackError> attack(System const& system, Counts const& truth,
                                                 std::span<Target const> targets,
                                                 std::span<Deviation const> hints, Solver* solver,
                                                 Depth depth = Depth::kVerdict);

}  // namespace amparo::protection
