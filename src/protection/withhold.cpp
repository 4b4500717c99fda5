// SPDX-License-Identifier: AGPL-3.0-or-later
#include "counting.hpp"
#include "levels.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>

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
    Withholding(Microdata& records, std::vector<std::size_t> const& keys, Others const& others,
                AnonymityRequest const& request, std::uint64_t work_max)
        : records_{records}, keys_{keys}, others_{others}, request_{request}, work_max_{work_max} {
        for (std::size_t const key : keys) {
            sizes_.push_back(size_with_blank(records.columns[key]));
            blanks_.push_back(static_cast<Code>(records.columns[key].codes.size()));
        }
        auto steps = steps_of(sizes_);
        AMPARO_CHECK(steps.has_value());  // Those of all levels did.
        steps_ = std::move(*steps);
    }

    Withheld run() {
        find_alone();
        if (request_.withhold == Withhold::kAnswers) {
            if (request_.blank == Blank::kItself) {
                join_each_other();
                take_company();
            } else {
                blank_for_company();
            }
        }
        bool const is_cut_short = is_spent();
        return {leave_out(), work_, is_cut_short};
    }

  private:
    bool is_spent() const { return work_ > work_max_; }

    Combinations now() const {
        work_ += records_.rows() * keys_.size();
        return combinations(records_, keys_, steps_, {});
    }

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
        work_ += keys_.size();
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
                if (best == 0 || is_spent()) break;
                for (std::uint32_t const row : most) {
                    blank(row, best);
                    (void)settled.of(number(row, 0));
                    is_alone[row] = false;
                }
                std::erase_if(alone_, [&](std::uint32_t row) { return !is_alone[row]; });
            }
        }
    }

    std::size_t answers_in(std::uint32_t row, Set set) const {
        std::size_t out = 0;
        for (std::size_t k = 0; k < keys_.size(); ++k)
            out += (set >> k & 1U) != 0 && records_.values[keys_[k]][row] != kBlank ? 1 : 0;
        return out;
    }

    /// Some without company, and others beside whom they have it once these keys of all of them are blank.
    struct Joined {
        Set set = 0;
        std::vector<std::uint32_t> rows;
        std::int64_t saved = 0;  ///< Answers that stay, which would be gone were those left out.
    };

    /// Rows with company, alike ones together.
    std::vector<std::vector<std::uint32_t>> in_company() const {
        std::vector<bool> is_alone(records_.rows(), false);
        for (std::uint32_t const row : alone_) is_alone[row] = true;
        Places places{records_.rows() / 4};
        std::vector<std::vector<std::uint32_t>> out;
        for (std::uint32_t r = 0; r < records_.rows(); ++r) {
            if (is_alone[r]) continue;
            std::uint32_t const at = places.of(number(r, 0));
            if (at == out.size()) out.emplace_back();
            out[at].push_back(r);
        }
        return out;
    }

    /// The rows that cost the fewest answers: those to spare of each group, or a whole group.
    std::vector<std::uint32_t> company_for(std::size_t needed, Set set,
                                           std::vector<std::vector<std::uint32_t> const*> groups) const {
        std::stable_sort(groups.begin(), groups.end(), [&](auto const* a, auto const* b) {
            std::size_t const x = answers_in(a->front(), set);
            std::size_t const y = answers_in(b->front(), set);
            return x != y ? x < y : number(a->front(), 0) < number(b->front(), 0);
        });
        std::vector<std::uint32_t> spared;
        std::vector<std::uint32_t> const* whole = nullptr;
        auto const cost = [&](std::vector<std::uint32_t> const& rows) {
            return std::transform_reduce(rows.begin(), rows.end(), std::size_t{0}, std::plus<>{},
                                         [&](std::uint32_t row) { return answers_in(row, set); });
        };
        for (auto const* group : groups) {
            if (whole == nullptr || cost(*group) < cost(*whole)) whole = group;
            std::size_t const spare = std::min(group->size() - request_.k, needed - spared.size());
            std::vector<std::uint32_t> rows = *group;
            std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
                return others_.turn[a] < others_.turn[b];
            });
            spared.insert(spared.end(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(spare));
        }
        if (whole == nullptr) return {};
        return spared.size() == needed && cost(spared) <= cost(*whole) ? spared : *whole;
    }

    std::optional<Joined> best_joined() const {
        std::optional<Joined> best;
        auto const company = in_company();
        for (Set const set : sets(sizes_)) {
            Places places{alone_.size()};
            std::vector<std::vector<std::uint32_t>> alike;
            for (std::uint32_t const row : alone_) {
                std::uint32_t const at = places.of(number(row, set));
                if (at == alike.size()) alike.emplace_back();
                alike[at].push_back(row);
            }
            std::vector<std::vector<std::vector<std::uint32_t> const*>> beside(alike.size());
            for (auto const& group : company) {
                std::uint32_t const at = places.find(number(group.front(), set));
                if (at != Places::kNone) beside[at].push_back(&group);
            }
            for (std::size_t at = 0; at < alike.size(); ++at) {
                Joined one{set, company_for(request_.k - alike[at].size(), set, beside[at]), 0};
                if (one.rows.empty()) continue;
                for (std::uint32_t const row : one.rows)
                    one.saved -= static_cast<std::int64_t>(answers_in(row, set));
                for (std::uint32_t const row : alike[at])
                    one.saved += static_cast<std::int64_t>(others_.answers[row] + answers_in(row, ~set));
                one.rows.insert(one.rows.end(), alike[at].begin(), alike[at].end());
                if (one.saved > (best ? best->saved : 0)) best = std::move(one);
            }
        }
        return best;
    }

    void take_company() {
        while (!alone_.empty() && !is_spent()) {
            auto const one = best_joined();
            if (!one) return;
            for (std::uint32_t const row : one->rows) blank(row, one->set);
            find_alone();
            join_each_other();
        }
    }

    /// A blank takes company from nobody here.
    void blank_for_company() {
        for (Set const set : sets(sizes_)) {
            if (alone_.empty() || is_spent()) return;
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
    Others const& others_;
    AnonymityRequest const& request_;
    std::vector<std::size_t> sizes_;
    std::vector<Code> blanks_;
    std::vector<std::uint64_t> steps_;
    std::vector<std::uint32_t> alone_;
    std::uint64_t work_max_;
    mutable std::uint64_t work_ = 0;
};

}  // namespace

Withheld withhold(Microdata& records, std::vector<std::size_t> const& keys, Others const& others,
                  AnonymityRequest const& request, std::uint64_t work_max) {
    return Withholding{records, keys, others, request, work_max}.run();
}

}  // namespace amparo::protection
