// SPDX-License-Identifier: AGPL-3.0-or-later
#include "counting.hpp"
#include "levels.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace amparo::protection {
namespace {

using Set = std::uint32_t;

/// Sets of keys: the smaller first, and of one size those whose keys have the most codes.
std::vector<Set> sets(std::vector<std::size_t> const& sizes) {
    std::vector<Set> out;
    for (Set set = 1; set < Set{1} << sizes.size(); ++set) out.push_back(set);
    auto const codes = [&](Set set) {
        std::size_t sum = 0;
        for (std::size_t k = 0; k < sizes.size(); ++k) sum += (set >> k & 1U) != 0 ? sizes[k] : 0;
        return sum;
    };
    std::stable_sort(out.begin(), out.end(), [&](Set a, Set b) {
        return std::popcount(a) != std::popcount(b) ? std::popcount(a) < std::popcount(b)
                                                    : codes(a) > codes(b);
    });
    return out;
}

class Withholding {
  public:
    Withholding(Microdata& records, std::vector<std::size_t> const& keys, AnonymityRequest const& request)
        : records_{records}, keys_{keys}, request_{request} {
        for (std::size_t const key : keys) {
            sizes_.push_back(size_with_blank(records.columns[key]));
            blanks_.push_back(static_cast<Code>(records.columns[key].codes.size()));
        }
        auto steps = steps_of(sizes_);
        AMPARO_CHECK(steps.has_value());  // Those of all levels did.
        steps_ = std::move(*steps);
    }

    std::vector<bool> run() {
        find_alone();
        if (request_.withhold == Withhold::kAnswers) {
            if (request_.blank == Blank::kItself)
                join_each_other();
            else
                blank_for_company();
        }
        return leave_out();
    }

  private:
    Combinations now() const { return combinations(records_, keys_, steps_, {}); }

    std::vector<std::uint32_t> company(Combinations const& those) const {
        return request_.blank == Blank::kItself ? those.counts : match_anything(those, blanks_).records;
    }

    void find_alone() {
        Combinations const those = now();
        std::vector<std::uint32_t> const records = company(those);
        alone_.clear();
        for (std::uint32_t r = 0; r < those.of_row.size(); ++r)
            if (records[those.of_row[r]] < request_.k) alone_.push_back(r);
    }

    std::uint64_t number(std::uint32_t row, Set blanked) const {
        std::uint64_t out = 0;
        for (std::size_t k = 0; k < keys_.size(); ++k) {
            Code const code = records_.values[keys_[k]][row];
            out += steps_[k] * ((blanked >> k & 1U) != 0 || code == kBlank ? blanks_[k] : code);
        }
        return out;
    }

    void blank(std::uint32_t row, Set set) {
        for (std::size_t k = 0; k < keys_.size(); ++k)
            if ((set >> k & 1U) != 0) records_.values[keys_[k]][row] = kBlank;
    }

    /// Those of the records without company that would be alike and k of them, or like ones that have company.
    std::vector<std::uint32_t> helped(Set set, Places const& settled) const {
        Places places{alone_.size()};
        std::vector<std::uint32_t> counts;
        std::vector<std::uint32_t> place_of;
        std::vector<bool> joins;
        for (std::uint32_t const row : alone_) {
            std::uint64_t const there = number(row, set);
            std::uint32_t const at = places.of(there);
            if (at == counts.size()) {
                counts.push_back(0);
                joins.push_back(settled.find(there) != Places::kNone);
            }
            ++counts[at];
            place_of.push_back(at);
        }
        std::vector<std::uint32_t> out;
        for (std::size_t i = 0; i < alone_.size(); ++i)
            if (joins[place_of[i]] || counts[place_of[i]] >= request_.k) out.push_back(alone_[i]);
        return out;
    }

    void join_each_other() {
        Places settled{records_.rows() / 4};
        std::vector<bool> is_alone(records_.rows(), false);
        for (std::uint32_t const row : alone_) is_alone[row] = true;
        for (std::uint32_t r = 0; r < records_.rows(); ++r)
            if (!is_alone[r]) (void)settled.of(number(r, 0));
        std::vector<Set> const all = sets(sizes_);
        for (int size = 1; std::cmp_less_equal(size, keys_.size()); ++size) {
            for (;;) {
                Set best = 0;
                std::vector<std::uint32_t> most;
                for (Set const set : all) {
                    if (std::popcount(set) != size) continue;
                    std::vector<std::uint32_t> rows = helped(set, settled);
                    if (rows.size() <= most.size()) continue;
                    most = std::move(rows);
                    best = set;
                }
                if (best == 0) break;
                for (std::uint32_t const row : most) {
                    blank(row, best);
                    (void)settled.of(number(row, 0));
                    is_alone[row] = false;
                }
                std::erase_if(alone_, [&](std::uint32_t row) { return !is_alone[row]; });
            }
        }
    }

    /// A blank takes company from nobody here.
    void blank_for_company() {
        for (Set const set : sets(sizes_)) {
            if (alone_.empty()) return;
            Combinations const those = now();
            std::vector<std::uint32_t> const records = match_anything(those, blanks_, set).records;
            bool found = false;
            for (std::uint32_t const row : alone_) {
                if (records[those.of_row[row]] < request_.k) continue;
                blank(row, set);
                found = true;
            }
            if (found) find_alone();
        }
    }

    std::vector<bool> leave_out() {
        std::vector<bool> out(records_.rows(), false);
        Combinations those = now();
        for (bool left = true; left;) {
            left = false;
            std::vector<std::uint32_t> const records = company(those);
            for (std::size_t c = 0; c < those.size(); ++c) {
                if (those.counts[c] == 0 || records[c] >= request_.k) continue;
                those.counts[c] = 0;
                left = true;
            }
        }
        for (std::size_t r = 0; r < out.size(); ++r) out[r] = those.counts[those.of_row[r]] == 0;
        return out;
    }

    Microdata& records_;
    std::vector<std::size_t> const& keys_;
    AnonymityRequest const& request_;
    std::vector<std::size_t> sizes_;
    std::vector<Code> blanks_;
    std::vector<std::uint64_t> steps_;
    std::vector<std::uint32_t> alone_;
};

}  // namespace

std::vector<bool> withhold(Microdata& records, std::vector<std::size_t> const& keys,
                           AnonymityRequest const& request) {
    return Withholding{records, keys, request}.run();
}

}  // namespace amparo::protection
