// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reduce.hpp"

#include <algorithm>
#include <numeric>

namespace amparo::protection {
namespace {

constexpr std::size_t kRowsMax = 3'000;  ///< Each is held against each.
constexpr std::size_t kWordBits = 64;

/// A sum of columns, each once.
struct Sum {
    std::vector<std::uint64_t> words;
    std::size_t size = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
};

bool is_plain(Row const& row) {
    return row.least != -kNoLimit && row.most != kNoLimit &&
           std::all_of(row.terms.begin(), row.terms.end(), [](Term term) { return term.times == 1; });
}

Sum sum_of(Row const& row, std::size_t columns) {
    Sum out{std::vector<std::uint64_t>((columns + kWordBits - 1) / kWordBits), row.terms.size(), row.least,
            row.most};
    for (Term const term : row.terms)
        out.words[term.column / kWordBits] |= std::uint64_t{1} << (term.column % kWordBits);
    return out;
}

bool is_inside(Sum const& part, Sum const& whole) {
    if (part.size > whole.size) return false;
    for (std::size_t i = 0; i < part.words.size(); ++i)
        if ((part.words[i] & ~whole.words[i]) != 0) return false;
    return true;
}

void take_away(Sum& whole, Sum const& part) {
    for (std::size_t i = 0; i < part.words.size(); ++i) whole.words[i] &= ~part.words[i];
    whole.size -= part.size;
    whole.least -= part.least;
    whole.most -= part.least;
}

Row row_of(Sum const& sum) {
    Row out{{}, sum.least, sum.most};
    for (std::uint32_t column = 0; column < sum.words.size() * kWordBits; ++column)
        if (((sum.words[column / kWordBits] >> (column % kWordBits)) & 1U) != 0)
            out.terms.push_back({column, 1});
    return out;
}

}  // namespace

System reduced(System const& system) {
    System out{system.columns, {}};
    std::vector<Sum> sums;
    for (Row const& row : system.rows)
        if (is_plain(row))
            sums.push_back(sum_of(row, system.columns));
        else
            out.rows.push_back(row);
    if (sums.size() > kRowsMax) return system;
    // The smaller first; those of one number before ranges, as only they are taken away.
    std::stable_sort(sums.begin(), sums.end(), [](Sum const& a, Sum const& b) {
        return std::pair{a.size, a.least != a.most} < std::pair{b.size, b.least != b.most};
    });
    for (std::size_t i = 0; i < sums.size(); ++i) {
        Sum left = sums[i];
        for (std::size_t j = i; j-- > 0 && left.size > 0;)
            if (sums[j].least == sums[j].most && sums[j].size > 0 && is_inside(sums[j], left))
                take_away(left, sums[j]);
        if (left.size > 0) out.rows.push_back(row_of(left));
    }
    return out;
}

}  // namespace amparo::protection
