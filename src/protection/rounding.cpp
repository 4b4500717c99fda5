// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/rounding.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::protection {
namespace {

void check(std::int64_t count, std::int64_t base) {
    AMPARO_CHECK(base >= 2 && count >= 0);
}

/// Column 2c is the rounded count of cell c in units of the base, 2c + 1 how far it is from the one drawn.
Program controlled(Table const& table, std::int64_t base, std::int64_t steps, Counts const& drawn) {
    Program out;
    auto const unit = static_cast<double>(base);
    for (Cell c = 0; c < table.size(); ++c) {
        auto const choices = may_become(table.count(c), base, steps);
        out.columns.push_back({static_cast<double>(choices.front() / base),
                               static_cast<double>(choices.back() / base), 0, true});
        out.columns.push_back({0, Program::kInfinity, 1, false});
        auto const count = static_cast<double>(drawn[c]);
        out.rows.push_back({{{2 * c + 1, 1}, {2 * c, -unit}}, -count, Program::kInfinity});
        out.rows.push_back({{{2 * c + 1, 1}, {2 * c, unit}}, count, Program::kInfinity});
    }
    for (Relation const& relation : table.relations()) {
        Program::Row row;
        row.terms.push_back({2 * relation.total, 1});
        for (Cell const part : relation.parts) row.terms.push_back({2 * part, -1});
        out.rows.push_back(std::move(row));
    }
    return out;
}

bool allowed(Table const& table, std::int64_t base, std::int64_t steps, Counts const& rounded) {
    for (Cell c = 0; c < table.size(); ++c) {
        auto const choices = may_become(table.count(c), base, steps);
        if (!std::binary_search(choices.begin(), choices.end(), rounded[c])) return false;
    }
    return std::all_of(table.relations().begin(), table.relations().end(), [&](Relation const& relation) {
        std::int64_t sum = 0;
        for (Cell const part : relation.parts) sum += rounded[part];
        return sum == rounded[relation.total];
    });
}

}  // namespace

std::int64_t round_at_random(std::int64_t count, std::int64_t base, std::uint64_t key) {
    check(count, base);
    std::int64_t const rest = count % base;
    // The key as a fraction of its range: `drawn` is one of 0 … base - 1, each with the same chance but for
    // base / 2^64.
    auto const drawn = static_cast<std::int64_t>(static_cast<std::uint64_t>(
        (static_cast<unsigned __int128>(key) * static_cast<std::uint64_t>(base)) >> 64U));
    return count - rest + (drawn < rest ? base : 0);
}

std::vector<std::int64_t> may_become(std::int64_t count, std::int64_t base, std::int64_t steps) {
    check(count, base);
    std::int64_t const unit = count / base;
    std::int64_t const up = count % base == 0 ? steps : steps + 1;
    std::vector<std::int64_t> out;
    for (std::int64_t u = std::max<std::int64_t>(0, unit - steps); u <= unit + up; ++u)
        out.push_back(u * base);
    return out;
}

CountRange may_have_been(std::int64_t rounded, std::int64_t base, std::int64_t steps) {
    check(rounded, base);
    AMPARO_CHECK(rounded % base == 0);
    std::int64_t const reach = (steps + 1) * base - 1;
    return {std::max<std::int64_t>(0, rounded - reach), rounded + reach};
}

Result<Controlled, RoundingError> round_controlled(Table const& table, std::int64_t base,
                                                   std::int64_t steps_max, Counts const& drawn,
                                                   Solver& solver) {
    AMPARO_CHECK(drawn.size() == table.size());
    for (std::int64_t steps = 0; steps <= steps_max; ++steps) {
        if (!solver.load(controlled(table, base, steps, drawn)).ok())
            return Fail{RoundingError::kSolverGaveUp};
        auto const found = solver.minimise_whole(-Program::kInfinity);
        if (!found.ok()) {
            if (found.error() == SolverError::kInfeasible) continue;
            return Fail{RoundingError::kSolverGaveUp};
        }
        Controlled out{{}, steps};
        for (Cell c = 0; c < table.size(); ++c)
            out.counts.push_back(base * static_cast<std::int64_t>(std::nearbyint(found.value()[2 * c])));
        if (!allowed(table, base, steps, out.counts)) return Fail{RoundingError::kSolverGaveUp};
        return out;
    }
    return Fail{RoundingError::kNoSuchTable};
}

}  // namespace amparo::protection
