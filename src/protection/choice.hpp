// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Choosing complementary cells by programs (S3).
#include "amparo/protection/suppress.hpp"

namespace amparo::protection {

/// Each hides more in `plan`, and may propose witnesses. What it misses is for the attacker to find. Of a table of more than
/// `cells_max` a cell's program is of what lies around it (S7).
void choose_one_by_one(Table const& table, Widths const& widths, std::vector<std::int64_t> const& costs,
                       Solver& solver, std::size_t cells_max, Plan& plan);
/// False when the program is larger than `columns_max`, or the solver gave up.
[[nodiscard]] bool choose_all_at_once(Table const& table, Widths const& widths,
                                      std::vector<std::int64_t> const& costs, Solver& solver,
                                      std::size_t columns_max, Plan& plan);

}  // namespace amparo::protection
