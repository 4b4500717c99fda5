// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/table.hpp"

#include <algorithm>
#include <utility>

namespace amparo::protection {
namespace {

/// The crosses of the nodes of several axes, numbered with the last axis fastest.
class Crosses {
  public:
    explicit Crosses(std::span<Axis const> axes) : axes_{axes}, strides_(axes.size(), 1) {
        for (std::size_t a = axes.size(); a-- > 0;) {
            strides_[a] = size_;
            size_ *= axes[a].nodes.size();
            if (size_ > Table::kCellsMax) break;
        }
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t stride(std::size_t axis) const { return strides_[axis]; }
    [[nodiscard]] std::size_t node(std::size_t cross, std::size_t axis) const {
        return cross / strides_[axis] % axes_[axis].nodes.size();
    }
    [[nodiscard]] std::string name(std::size_t cross) const {
        std::string out;
        for (std::size_t a = 0; a < axes_.size(); ++a)
            out += (a == 0 ? "" : " · ") + axes_[a].nodes[node(cross, a)].name;
        return out;
    }

  private:
    std::span<Axis const> axes_;
    std::vector<std::size_t> strides_;
    std::size_t size_ = 1;
};

bool is_tree(Axis const& axis) {
    if (axis.nodes.empty()) return false;
    for (std::size_t i = 1; i < axis.nodes.size(); ++i)
        if (axis.nodes[i].parent >= i) return false;
    return true;
}

std::vector<std::vector<std::uint32_t>> children(Axis const& axis) {
    std::vector<std::vector<std::uint32_t>> out(axis.nodes.size());
    for (std::uint32_t i = 1; i < axis.nodes.size(); ++i) out[axis.nodes[i].parent].push_back(i);
    return out;
}

std::vector<std::size_t> leaf_crosses(std::span<Axis const> axes, Crosses const& crosses) {
    std::vector<std::size_t> out{0};
    for (std::size_t a = 0; a < axes.size(); ++a) {
        std::vector<std::size_t> more;
        for (std::size_t const base : out)
            for (std::uint32_t const leaf : axes[a].leaves()) more.push_back(base + leaf * crosses.stride(a));
        out = std::move(more);
    }
    return out;
}

/// Adds children into parents, axis by axis; a node's children stand behind it.
void roll_up(std::span<Axis const> axes, Crosses const& crosses, std::vector<std::int64_t>& counts) {
    for (std::size_t a = 0; a < axes.size(); ++a)
        for (std::size_t n = axes[a].nodes.size(); n-- > 1;) {
            std::size_t const up = (n - axes[a].nodes[n].parent) * crosses.stride(a);
            for (std::size_t c = 0; c < counts.size(); ++c)
                if (crosses.node(c, a) == n) counts[c - up] += counts[c];
        }
}

}  // namespace

Axis Axis::flat(std::string name, std::string whole, std::span<std::string const> parts) {
    Axis out{std::move(name), {{std::move(whole), 0}}};
    for (std::string const& part : parts) out.nodes.push_back({part, 0});
    return out;
}

std::vector<std::uint32_t> Axis::leaves() const {
    std::vector<bool> parent(nodes.size(), false);
    for (std::size_t i = 1; i < nodes.size(); ++i) parent[nodes[i].parent] = true;
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < nodes.size(); ++i)
        if (!parent[i]) out.push_back(i);
    return out;
}

Result<Cell, TableError> Table::add(std::string name, std::int64_t count) {
    if (count < 0) return Fail{TableError::kNegative};
    if (size() >= kCellsMax) return Fail{TableError::kTooLarge};
    counts_.push_back(count);
    names_.push_back(std::move(name));
    totals_.push_back(false);
    return static_cast<Cell>(size() - 1);
}

Result<Done, TableError> Table::relate(Cell total, std::vector<Cell> parts) {
    std::int64_t sum = 0;
    std::sort(parts.begin(), parts.end());
    bool const twice = std::adjacent_find(parts.begin(), parts.end()) != parts.end();
    if (twice || parts.empty() || parts.back() >= size() || total >= size())
        return Fail{TableError::kNoSuchCell};
    for (Cell const part : parts) sum += counts_[part];
    if (sum != counts_[total]) return Fail{TableError::kNotTheSum};  // B1
    totals_[total] = true;
    relations_.push_back({total, std::move(parts)});
    return Done{};
}

Result<Cell, TableError> Table::add_grid(std::span<Axis const> axes, std::span<std::int64_t const> counts) {
    if (axes.empty() || !std::all_of(axes.begin(), axes.end(), is_tree)) return Fail{TableError::kBadAxis};
    Crosses const crosses{axes};
    if (crosses.size() + size() > kCellsMax) return Fail{TableError::kTooLarge};
    std::vector<std::size_t> const leaves = leaf_crosses(axes, crosses);
    if (leaves.size() != counts.size()) return Fail{TableError::kBadAxis};

    std::vector<std::int64_t> all(crosses.size(), 0);
    for (std::size_t i = 0; i < leaves.size(); ++i) all[leaves[i]] = counts[i];
    if (std::any_of(all.begin(), all.end(), [](std::int64_t c) { return c < 0; }))
        return Fail{TableError::kNegative};
    roll_up(axes, crosses, all);

    Cell const first = static_cast<Cell>(size());
    for (std::size_t c = 0; c < all.size(); ++c) {
        AMPARO_TRY([[maybe_unused]] Cell const cell, add(crosses.name(c), all[c]));
    }
    for (std::size_t a = 0; a < axes.size(); ++a) {
        auto const below = children(axes[a]);
        for (std::size_t c = 0; c < all.size(); ++c) {
            std::size_t const node = crosses.node(c, a);
            if (below[node].empty()) continue;
            std::vector<Cell> parts;
            for (std::uint32_t const child : below[node])
                parts.push_back(first + static_cast<Cell>(c + (child - node) * crosses.stride(a)));
            AMPARO_DO(relate(first + static_cast<Cell>(c), std::move(parts)));
        }
    }
    return first;
}

}  // namespace amparo::protection
