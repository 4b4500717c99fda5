// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tree.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <span>

namespace amparo::protection {
namespace {

constexpr int kFittings = 50;

/// The nearest list without negative numbers that sums to `total` (Euclidean projection on a simplex).
std::vector<double> nearest(std::span<double const> counts, double total) {
    std::vector<double> sorted(counts.begin(), counts.end());
    std::sort(sorted.begin(), sorted.end(), std::greater<>{});
    double sum = 0;
    double cut = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        sum += sorted[i];
        double const here = (sum - total) / static_cast<double>(i + 1);
        if (sorted[i] > here) cut = here;
    }
    std::vector<double> out;
    for (double const count : counts) out.push_back(std::max(0.0, count - cut));
    return out;
}

void scale_to_one(std::vector<double>& shares) {
    double const sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share = sum > 0 ? share / sum : 1 / static_cast<double>(shares.size());
}

/// Makes one line of a pair's table sum to `wanted`; where it is empty it takes the shape of `otherwise`.
void fit_line(std::span<double> table, std::size_t start, std::size_t step,
              std::vector<double> const& otherwise, double wanted) {
    double sum = 0;
    for (std::size_t i = 0; i < otherwise.size(); ++i) sum += table[start + i * step];
    for (std::size_t i = 0; i < otherwise.size(); ++i) {
        double& cell = table[start + i * step];
        cell = sum > 0 ? cell * wanted / sum : otherwise[i] * wanted;
    }
}

/// Whole numbers near `shares` of `count` that sum to it: what is left over goes by chance.
std::vector<std::size_t> apportion(std::span<double const> shares, std::size_t count, Chance& chance) {
    constexpr std::uint64_t kFine = std::uint64_t{1} << 40U;
    double const sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    std::vector<std::size_t> out(shares.size(), 0);
    if (shares.empty() || count == 0) return out;
    // One even offset for all: each value gets its share rounded up or down, with the right chance.
    double const offset = static_cast<double>(chance.below(kFine)) / static_cast<double>(kFine);
    double before = 0;
    std::size_t given = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        before += sum > 0 ? shares[i] / sum : 1 / static_cast<double>(shares.size());
        auto const upto = static_cast<std::size_t>(std::floor(before * static_cast<double>(count) + offset));
        out[i] = std::min(count, std::max(upto, given)) - given;
        given += out[i];
    }
    auto const most = std::max_element(shares.begin(), shares.end()) - shares.begin();
    out[static_cast<std::size_t>(most)] += count - given;
    return out;
}

Code code_at(std::size_t place, Column const& column) {
    return place == column.codes.size() ? kBlank : static_cast<Code>(place);
}

/// Gives the rows values in these numbers, in an order of chance.
void deal(std::span<std::uint32_t const> rows, std::span<double const> shares, Column const& column,
          Chance& chance, std::vector<Code>& to) {
    std::vector<std::size_t> const numbers = apportion(shares, rows.size(), chance);
    std::vector<Code> dealt;
    for (std::size_t v = 0; v < numbers.size(); ++v)
        dealt.insert(dealt.end(), numbers[v], code_at(v, column));
    for (std::size_t i = dealt.size(); i > 1; --i) std::swap(dealt[i - 1], dealt[chance.below(i)]);
    for (std::size_t i = 0; i < rows.size(); ++i) to[rows[i]] = dealt[i];
}

/// Draws the columns from a root outward.
class Drawing {
  public:
    Drawing(Tree const& tree, std::vector<Column> const& columns, Chance& chance)
        : tree_{tree}, columns_{columns}, chance_{chance}, drawn_(columns.size(), false) {
        rows_ = static_cast<std::size_t>(std::llround(std::max(0.0, tree.total)));
        values_.assign(columns.size(), std::vector<Code>(rows_, kBlank));
    }

    std::vector<std::vector<Code>> run() {
        std::vector<std::uint32_t> all(rows_);
        std::iota(all.begin(), all.end(), 0U);
        for (std::size_t root = 0; root < columns_.size(); ++root) {
            if (drawn_[root]) continue;
            deal(all, tree_.shares[root], columns_[root], chance_, values_[root]);
            drawn_[root] = true;
            spread(root);
        }
        return std::move(values_);
    }

  private:
    void spread(std::size_t root) {
        std::vector<std::size_t> open{root};
        for (std::size_t i = 0; i < open.size(); ++i)
            for (Tree::Pair const& pair : tree_.pairs) {
                bool const forward = pair.a == open[i];
                if (!forward && pair.b != open[i]) continue;
                std::size_t const child = forward ? pair.b : pair.a;
                if (drawn_[child]) continue;
                from_parent(open[i], child, pair, forward);
                drawn_[child] = true;
                open.push_back(child);
            }
    }

    void from_parent(std::size_t parent, std::size_t child, Tree::Pair const& pair, bool forward) {
        std::size_t const parents = tree_.shares[parent].size();
        std::size_t const children = tree_.shares[child].size();
        std::vector<std::vector<std::uint32_t>> groups(parents);
        for (std::uint32_t r = 0; r < rows_; ++r) {
            Code const code = values_[parent][r];
            groups[code == kBlank ? parents - 1 : code].push_back(r);
        }
        std::vector<double> shares(children);
        for (std::size_t p = 0; p < parents; ++p) {
            if (groups[p].empty()) continue;
            for (std::size_t c = 0; c < children; ++c)
                shares[c] = pair.shares[forward ? p * children + c : c * parents + p];
            deal(groups[p], shares, columns_[child], chance_, values_[child]);
        }
    }

    Tree const& tree_;
    std::vector<Column> const& columns_;
    Chance& chance_;
    std::size_t rows_ = 0;
    std::vector<bool> drawn_;
    std::vector<std::vector<Code>> values_;
};

}  // namespace

Measured joined(Measured const& a, Measured const& b) {
    double const of_a = b.variance / (a.variance + b.variance);
    Measured out{a.counts, a.variance * of_a};
    for (std::size_t i = 0; i < out.counts.size(); ++i)
        out.counts[i] = of_a * a.counts[i] + (1 - of_a) * b.counts[i];
    return out;
}

std::pair<Measured, Measured> sums_of(std::vector<std::int64_t> const& counts, std::size_t b_values,
                                      double variance) {
    std::size_t const a_values = counts.size() / b_values;
    Measured a{std::vector<double>(a_values, 0), variance * static_cast<double>(b_values)};
    Measured b{std::vector<double>(b_values, 0), variance * static_cast<double>(a_values)};
    for (std::size_t at = 0; at < counts.size(); ++at) {
        a.counts[at / b_values] += static_cast<double>(counts[at]);
        b.counts[at % b_values] += static_cast<double>(counts[at]);
    }
    return {std::move(a), std::move(b)};
}

Tree tree_of(std::vector<Measured> const& one_way) {
    Tree out;
    double sum = 0;
    double weight = 0;
    for (auto const& [counts, variance] : one_way) {
        double const surer = 1 / (variance * static_cast<double>(counts.size()));
        sum += surer * std::accumulate(counts.begin(), counts.end(), 0.0);
        weight += surer;
    }
    out.total = std::max(0.0, std::round(sum / weight));
    for (auto const& [counts, variance] : one_way) {
        out.shares.push_back(nearest(counts, out.total));
        scale_to_one(out.shares.back());
    }
    return out;
}

void add_pair(Tree& tree, std::size_t a, std::size_t b, std::vector<std::int64_t> const& counts) {
    Tree::Pair pair{a, b, nearest(std::vector<double>(counts.begin(), counts.end()), tree.total)};
    scale_to_one(pair.shares);
    std::vector<double> const& rows = tree.shares[a];
    std::vector<double> const& columns = tree.shares[b];
    for (int round = 0; round < kFittings; ++round) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            fit_line(pair.shares, i * columns.size(), 1, columns, rows[i]);
        for (std::size_t j = 0; j < columns.size(); ++j)
            fit_line(pair.shares, j, columns.size(), rows, columns[j]);
    }
    tree.pairs.push_back(std::move(pair));
}

std::vector<std::vector<Code>> draw(Tree const& tree, std::vector<Column> const& columns, Chance& chance) {
    return Drawing{tree, columns, chance}.run();
}

}  // namespace amparo::protection
