// SPDX-License-Identifier: AGPL-3.0-or-later
#include "near.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace amparo::protection {
namespace {

constexpr double kTolerance = 1e-6;
constexpr std::size_t kFirstColumns = 60;
constexpr std::size_t kTimesMore = 3;

double less(std::int64_t limit, std::int64_t by) {
    if (limit == kNoLimit) return Program::kInfinity;
    if (limit == -kNoLimit) return -Program::kInfinity;
    return static_cast<double>(limit) - static_cast<double>(by);
}

/// Column 2i is by how much the i-th asked grows, 2i + 1 by how much it shrinks.
void add(Program::Row& row, std::uint32_t at, std::int64_t times) {
    row.terms.push_back({2 * at, static_cast<double>(times)});
    row.terms.push_back({2 * at + 1, -static_cast<double>(times)});
}

}  // namespace

/// Those of the target, then by how many rows lie between, then by how many rows they do not share.
std::vector<std::uint32_t> Near::closest(Target const& target) const {
    std::size_t const columns = system_.columns;
    std::vector<std::uint32_t> steps(columns, static_cast<std::uint32_t>(columns));
    std::vector<std::uint32_t> queue;
    std::vector<bool> is_of_target(system_.rows.size(), false);
    for (Term const term : target.terms) {
        if (steps[term.column] == 0) continue;
        steps[term.column] = 0;
        queue.push_back(term.column);
        for (Term const row : rows_of_[term.column]) is_of_target[row.column] = true;
    }
    std::vector<bool> is_done(system_.rows.size(), false);
    for (std::size_t i = 0; i < queue.size(); ++i)
        for (Term const row : rows_of_[queue[i]]) {
            if (is_done[row.column]) continue;
            is_done[row.column] = true;
            for (Term const term : system_.rows[row.column].terms) {
                if (steps[term.column] < columns) continue;
                steps[term.column] = steps[queue[i]] + 1;
                queue.push_back(term.column);
            }
        }
    auto const apart = [&](std::uint32_t column) {
        std::ptrdiff_t shared = 0;
        for (Term const row : rows_of_[column]) shared += is_of_target[row.column] ? 1 : 0;
        return static_cast<std::ptrdiff_t>(rows_of_[column].size()) - 2 * shared;
    };
    std::vector<std::tuple<std::uint32_t, std::ptrdiff_t, std::uint32_t>> order;
    for (std::uint32_t const column : queue) order.emplace_back(steps[column], apart(column), column);
    std::sort(order.begin(), order.end());
    std::vector<std::uint32_t> out;
    for (auto const& one : order) out.push_back(std::get<2>(one));
    return out;
}

Program Near::program(std::vector<std::uint32_t> const& columns, Target const& target,
                      std::int64_t by) const {
    Program out;
    std::vector<Program::Row> rows(reduced_.rows.size());
    for (std::uint32_t i = 0; i < columns.size(); ++i) {
        out.columns.push_back({0, most_, 1, true});
        out.columns.push_back({0, static_cast<double>(truth_[columns[i]]), 1, true});
        for (Term const row : reduced_rows_of_[columns[i]]) add(rows[row.column], i, row.times);
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].terms.empty()) continue;
        std::int64_t now = 0;
        for (Term const term : reduced_.rows[r].terms) now += term.times * truth_[term.column];
        rows[r].least = less(reduced_.rows[r].least, now);
        rows[r].most = less(reduced_.rows[r].most, now);
        out.rows.push_back(std::move(rows[r]));
    }
    Program::Row changed{{}, -Program::kInfinity, Program::kInfinity};
    (by > 0 ? changed.least : changed.most) = static_cast<double>(by);
    for (Term const term : target.terms) {
        auto const at = std::find(columns.begin(), columns.end(), term.column) - columns.begin();
        add(changed, static_cast<std::uint32_t>(at), term.times);
    }
    out.rows.push_back(std::move(changed));
    return out;
}

std::optional<Deviation> Near::find(Target const& target, std::int64_t by) {
    auto const all = closest(target);
    for (std::size_t count = std::max(kFirstColumns, 2 * target.terms.size());; count *= kTimesMore) {
        std::vector<std::uint32_t> const columns(
            all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size())));
        if (!solver_.load(program(columns, target, by)).ok()) return std::nullopt;
        if (auto out = solve(columns); out || count >= all.size()) return out;
    }
}

std::optional<Deviation> Near::solve(std::vector<std::uint32_t> const& columns) {
    auto const found = solver_.minimise();
    if (!found.ok()) return std::nullopt;
    if (auto out = read(columns, found.value()); out) return out;
    auto const whole = solver_.minimise_whole(Program::kInfinity);
    return whole.ok() ? read(columns, whole.value()) : std::nullopt;
}

std::optional<Deviation> Near::read(std::vector<std::uint32_t> const& columns,
                                    std::vector<double> const& values) const {
    Deviation out;
    for (std::uint32_t i = 0; i < columns.size(); ++i) {
        double const by = values[2 * i] - values[2 * i + 1];
        double const near = std::nearbyint(by);
        if (std::abs(near - by) > kTolerance) return std::nullopt;
        if (near != 0) out.push_back({columns[i], static_cast<std::int64_t>(near)});
    }
    std::sort(out.begin(), out.end(), [](Change a, Change b) { return a.column < b.column; });
    return out;
}

}  // namespace amparo::protection
