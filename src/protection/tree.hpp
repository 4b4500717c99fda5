// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the noisy counts of a tree of pairs amount to, and records drawn from it. Sees no data.
#include "amparo/protection/chance.hpp"
#include "amparo/protection/microdata.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace amparo::protection {

struct Tree {
    double total = 0;                         ///< Records.
    std::vector<std::vector<double>> shares;  ///< Of each column's values; each list sums to 1.
    struct Pair {
        std::size_t a = 0;
        std::size_t b = 0;
        std::vector<double> shares;  ///< `b` fastest; its sums are the columns' shares.
    };
    std::vector<Pair> pairs;
    std::vector<Several> several;
};

/// Counts of one column's values, as they were measured.
struct Measured {
    std::vector<double> counts;
    double variance = 1;  ///< Of each count.
};
/// Two measurements of the same counts in one, each by how sure it is.
[[nodiscard]] Measured joined(Measured const& a, Measured const& b);
/// What a pair's noisy counts say of its columns alone; `b` fastest. `variance` is that of each count.
[[nodiscard]] std::pair<Measured, Measured> sums_of(std::vector<std::int64_t> const& counts,
                                                    std::size_t b_values, double variance);

/// From one-way counts: the number of records is their mean sum, each by how sure it is; each list is the nearest one to
/// its counts that has no negative number and that sum. The columns of one question have the same shares of each way to
/// give no answer (synthesis.hpp Z7).
[[nodiscard]] Tree tree_of(std::vector<Measured> const& one_way, std::vector<Several> several = {});
/// From noisy counts of a pair: the nearest table, then proportional fitting to the columns' shares. Of two columns of one
/// question only what can be together is in it.
void add_pair(Tree& tree, std::size_t a, std::size_t b, std::vector<std::int64_t> const& counts);
/// One list of codes a column. Columns that no pair reaches are drawn alone.
[[nodiscard]] std::vector<std::vector<Code>> draw(Tree const& tree, std::vector<Column> const& columns,
                                                  Chance& chance);

}  // namespace amparo::protection
