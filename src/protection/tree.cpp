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
/// kGiven and kNotGiven.
constexpr std::size_t kAnswers = 2;

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

void fit(std::vector<double>& table, std::vector<double> const& rows, std::vector<double> const& columns) {
    for (int round = 0; round < kFittings; ++round) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            fit_line(table, i * columns.size(), 1, columns, rows[i]);
        for (std::size_t j = 0; j < columns.size(); ++j) fit_line(table, j, columns.size(), rows, columns[j]);
    }
}

/// The mean of what the columns of one question say of who answered and of each way not to, each by how sure it is; then
/// each column's own answers, as near to its counts as that lets them be.
void share_alike(Tree& tree, std::vector<Measured> const& one_way, Several const& question) {
    std::vector<double> whole(one_way[question.front()].counts.size() - kAnswers + 1, 0);
    double weight = 0;
    for (std::size_t const column : question) {
        auto const& [counts, variance] = one_way[column];
        weight += 1 / variance;
        for (std::size_t v = 0; v < counts.size(); ++v)
            whole[v < kAnswers ? 0 : v - kAnswers + 1] += counts[v] / variance;
    }
    for (double& count : whole) count /= weight;
    whole = nearest(whole, tree.total);
    scale_to_one(whole);
    for (std::size_t const column : question) {
        std::vector<double> own =
            nearest(std::span{one_way[column].counts}.first(kAnswers), whole[0] * tree.total);
        scale_to_one(own);
        std::vector<double>& shares = tree.shares[column];
        for (std::size_t v = 0; v < shares.size(); ++v)
            shares[v] = v < kAnswers ? whole[0] * own[v] : whole[v - kAnswers + 1];
    }
}

/// Who answered one column of a question answered the other; who did not gave no answer in the same way.
std::vector<double> table_of_one_question(Tree const& tree, std::size_t a, std::size_t b,
                                          std::vector<std::int64_t> const& counts) {
    std::vector<double> const rows(tree.shares[a].begin(), tree.shares[a].begin() + kAnswers);
    std::vector<double> const columns(tree.shares[b].begin(), tree.shares[b].begin() + kAnswers);
    std::size_t const size = tree.shares[b].size();
    std::vector<double> answered;
    for (std::size_t at = 0; at < kAnswers * kAnswers; ++at)
        answered.push_back(static_cast<double>(counts[at / kAnswers * size + at % kAnswers]));
    answered = nearest(answered, (rows[0] + rows[1]) * tree.total);
    fit(answered, rows, columns);
    std::vector<double> out(counts.size(), 0);
    for (std::size_t at = 0; at < answered.size(); ++at)
        out[at / kAnswers * size + at % kAnswers] = answered[at];
    for (std::size_t way = kAnswers; way < size; ++way) out[way * size + way] = tree.shares[a][way];
    return out;
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
        leaders_.resize(columns.size());
        std::iota(leaders_.begin(), leaders_.end(), std::size_t{0});
        rows_ = static_cast<std::size_t>(std::llround(std::max(0.0, tree.total)));
        values_.assign(columns.size(), std::vector<Code>(rows_, kBlank));
    }

    std::vector<std::vector<Code>> run() {
        std::vector<std::uint32_t> all(rows_);
        std::iota(all.begin(), all.end(), 0U);
        for (std::size_t root = 0; root < columns_.size(); ++root) {
            if (drawn_[root]) continue;
            give(all, tree_.shares[root], root);
            mark_drawn(root);
            spread(root);
        }
        for (Several const& question : tree_.several) answer_at_least_once(question);
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
                mark_drawn(child);
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
            give(groups[p], shares, child);
        }
    }

    void mark_drawn(std::size_t column) {
        drawn_[column] = true;
        for (Several const& question : tree_.several)
            if (leaders_[column] == column &&
                std::find(question.begin(), question.end(), column) != question.end())
                for (std::size_t const other : question) leaders_[other] = column;
    }

    /// Where another column of the question was drawn before, that one says who gave no answer.
    void give(std::vector<std::uint32_t> const& rows, std::vector<double> const& shares, std::size_t column) {
        if (leaders_[column] == column) return deal(rows, shares, columns_[column], chance_, values_[column]);
        std::vector<std::uint32_t> answered;
        for (std::uint32_t const r : rows) {
            Code const said = values_[leaders_[column]][r];
            if (said < kAnswers)
                answered.push_back(r);
            else
                values_[column][r] = said;
        }
        std::vector<double> const& of =
            shares[kGiven] + shares[kNotGiven] > 0 ? shares : tree_.shares[column];
        deal(answered, std::span{of}.first(kAnswers), columns_[column], chance_, values_[column]);
    }

    /// Who answered and was dealt nothing takes an answer from somebody who has several, so that each answer is given as
    /// often as before; only where nobody has several, one more by the answers' shares.
    void answer_at_least_once(Several const& question) {
        std::vector<std::uint32_t> without;
        std::vector<std::uint32_t> with_several;
        auto const given_by = [&](std::uint32_t row) {
            Several out;
            for (std::size_t const column : question)
                if (values_[column][row] == kGiven) out.push_back(column);
            return out;
        };
        for (std::uint32_t r = 0; r < rows_; ++r) {
            std::size_t const given = given_by(r).size();
            if (given > 1) with_several.push_back(r);
            if (given == 0 && values_[question.front()][r] == kNotGiven) without.push_back(r);
        }
        while (!without.empty() && !with_several.empty()) {
            std::uint32_t& from = with_several[chance_.below(with_several.size())];
            Several const has = given_by(from);
            std::size_t const column = has[chance_.below(has.size())];
            values_[column][from] = kNotGiven;
            values_[column][without.back()] = kGiven;
            without.pop_back();
            bool const has_several_still = has.size() - 1 > 1;
            if (has_several_still) continue;
            from = with_several.back();
            with_several.pop_back();
        }
        std::vector<double> shares;
        for (std::size_t const column : question) shares.push_back(tree_.shares[column][kGiven]);
        std::vector<std::size_t> const numbers = apportion(shares, without.size(), chance_);
        for (std::size_t i = 0; i < question.size(); ++i)
            for (std::size_t n = 0; n < numbers[i]; ++n, without.pop_back())
                values_[question[i]][without.back()] = kGiven;
    }

    Tree const& tree_;
    std::vector<Column> const& columns_;
    Chance& chance_;
    std::size_t rows_ = 0;
    std::vector<bool> drawn_;
    std::vector<std::size_t>
        leaders_;  ///< Of each column's question the one drawn first; itself if none was.
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

Tree tree_of(std::vector<Measured> const& one_way, std::vector<Several> several) {
    Tree out;
    out.several = std::move(several);
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
    for (Several const& question : out.several) share_alike(out, one_way, question);
    return out;
}

void add_pair(Tree& tree, std::size_t a, std::size_t b, std::vector<std::int64_t> const& counts) {
    bool const are_of_one =
        std::any_of(tree.several.begin(), tree.several.end(), [&](Several const& question) {
            return std::count(question.begin(), question.end(), a) +
                       std::count(question.begin(), question.end(), b) ==
                   2;
        });
    if (are_of_one) {
        tree.pairs.push_back({a, b, table_of_one_question(tree, a, b, counts)});
        return;
    }
    Tree::Pair pair{a, b, nearest(std::vector<double>(counts.begin(), counts.end()), tree.total)};
    scale_to_one(pair.shares);
    fit(pair.shares, tree.shares[a], tree.shares[b]);
    tree.pairs.push_back(std::move(pair));
}

std::vector<std::vector<Code>> draw(Tree const& tree, std::vector<Column> const& columns, Chance& chance) {
    return Drawing{tree, columns, chance}.run();
}

}  // namespace amparo::protection
