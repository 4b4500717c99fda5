// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Tables of counts, as cells and the sums among them: one-way, many-way, hierarchical, or several that share
/// cells (linked). A cell that two tables share is one cell.
///
///   B1 Counts.  Whole and not negative. A total is the sum of its parts, or the relation is refused.
///   B2 Grid.    `add_grid` makes every cross of the nodes of its axes; each axis is a tree, so a region has
///               its counties. Every line of siblings is a relation with its parent.
#include "amparo/base/result.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace amparo::protection {

using Cell = std::uint32_t;

enum class TableError : std::uint8_t { kNegative, kNotTheSum, kNoSuchCell, kBadAxis, kTooLarge };

struct Relation {
    Cell total = 0;
    std::vector<Cell> parts;
};

/// Node 0 is the whole; another's parent stands before it. Leaves are the nodes that are nobody's parent.
struct Axis {
    struct Node {
        std::string name;
        std::uint32_t parent = 0;
    };
    std::string name;
    std::vector<Node> nodes;

    /// The whole and its parts.
    [[nodiscard]] static Axis flat(std::string name, std::string whole, std::span<std::string const> parts);
    [[nodiscard]] std::vector<std::uint32_t> leaves() const;
};

class Table {
  public:
    static constexpr std::size_t kCellsMax = 2'000'000;

    [[nodiscard]] Result<Cell, TableError> add(std::string name, std::int64_t count);
    [[nodiscard]] Result<Done, TableError> relate(Cell total, std::vector<Cell> parts);
    /// `counts` of the crosses of leaves, the last axis fastest. The cells come in the order of the crosses of
    /// all nodes, the last axis fastest; the answer is the first.
    [[nodiscard]] Result<Cell, TableError> add_grid(std::span<Axis const> axes,
                                                    std::span<std::int64_t const> counts);

    [[nodiscard]] std::size_t size() const noexcept { return counts_.size(); }
    [[nodiscard]] std::int64_t count(Cell cell) const { return counts_.at(cell); }
    [[nodiscard]] std::string const& name(Cell cell) const { return names_.at(cell); }
    [[nodiscard]] std::vector<Relation> const& relations() const noexcept { return relations_; }
    /// Whether other cells add up to it.
    [[nodiscard]] bool is_total(Cell cell) const { return totals_.at(cell); }

  private:
    std::vector<std::int64_t> counts_;
    std::vector<std::string> names_;
    std::vector<bool> totals_;
    std::vector<Relation> relations_;
};

}  // namespace amparo::protection
