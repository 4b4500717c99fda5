// SPDX-License-Identifier: AGPL-3.0-or-later
// What the attacker finds of the hidden cells of some tables, with the tables, as JSON: for against_glpsol.py.
#include "amparo/codec/json.hpp"
#include "amparo/protection/suppress.hpp"
#include "amparo/solver/glpk.hpp"

#include <cstdio>
#include <random>

using namespace amparo;
using namespace amparo::protection;

namespace {

constexpr std::int64_t kWidth = 10;

Table grid(std::mt19937& chance, std::vector<std::size_t> const& sizes) {
    std::vector<Axis> axes;
    std::size_t cells = 1;
    for (std::size_t const size : sizes) {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < size; ++i) parts.push_back(std::to_string(i));
        axes.push_back(Axis::flat("axis", "all", parts));
        cells *= size;
    }
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < cells; ++i) counts.push_back(static_cast<std::int64_t>(chance() % 60));
    Table out;
    if (!out.add_grid(axes, counts).ok()) std::abort();
    return out;
}

Json described(Table const& table, std::vector<bool> const& hidden) {
    solver::Glpk solver;
    Exposure const found = exposure(table, Widths(table.size(), kWidth), {hidden, {}}, &solver);
    Json out{{"counts", Json::array()}, {"relations", Json::array()}, {"found", Json::array()}};
    for (Cell c = 0; c < table.size(); ++c) out["counts"].push_back(table.count(c));
    for (Relation const& one : table.relations())
        out["relations"].push_back(Json{{"total", one.total}, {"parts", one.parts}});
    for (std::size_t i = 0; i < found.cells.size(); ++i)
        out["found"].push_back(Json{
            {"cell", found.cells[i]}, {"least", found.findings[i].least}, {"most", found.findings[i].most}});
    return out;
}

}  // namespace

int main() {
    std::mt19937 chance{29};
    Json out = Json::array();
    for (std::vector<std::size_t> const& sizes :
         {std::vector<std::size_t>{4, 4}, {3, 6}, {5, 5}, {3, 3, 2}, {4, 3, 3}}) {
        Table const table = grid(chance, sizes);
        std::vector<bool> hidden(table.size(), false);
        for (Cell c = 0; c < table.size(); ++c) hidden[c] = !table.is_total(c) && chance() % 3 != 0;
        out.push_back(described(table, hidden));
    }
    std::puts(codec::to_text(out).c_str());
    return 0;
}
