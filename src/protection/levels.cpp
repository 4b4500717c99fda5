// SPDX-License-Identifier: AGPL-3.0-or-later
#include "levels.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace amparo::protection {

namespace {

bool is_coarser(Level const& fine, Level const& coarse) {
    std::vector<std::optional<Code>> above(fine.names.size());
    for (std::size_t code = 0; code < fine.of.size(); ++code) {
        std::optional<Code>& group = above[fine.of[code]];
        if (group && *group != coarse.of[code]) return false;
        group = coarse.of[code];
    }
    return true;
}

bool is_level(Column const& column, Level const& level) {
    return level.of.size() == column.codes.size() && level.names.size() < kBlank &&
           std::all_of(level.of.begin(), level.of.end(),
                       [&](Code group) { return group < level.names.size(); });
}

void add_level(Ladder& ladder, std::vector<Code> const& of, std::size_t groups) {
    std::size_t const codes = of.size();
    std::vector<std::size_t> members(groups, 0);
    for (Code const group : of) ++members[group];
    std::vector<double> loss;
    for (Code const group : of)
        loss.push_back(codes > 1 ? static_cast<double>(members[group] - 1) / static_cast<double>(codes - 1)
                                 : 0);
    loss.push_back(0);
    ladder.loss.push_back(std::move(loss));
    ladder.group.push_back(of);
    ladder.group.back().push_back(static_cast<Code>(groups));
    ladder.sizes.push_back(groups + 1);
    ladder.blank.push_back(static_cast<Code>(groups));
}

}  // namespace

std::optional<Ladder> ladder_of(Column const& column, Key const& key) {
    Ladder out;
    std::size_t const codes = column.codes.size();
    std::vector<Code> same(codes);
    std::iota(same.begin(), same.end(), Code{0});
    add_level(out, same, codes);
    for (std::size_t l = 0; l < key.levels.size(); ++l) {
        Level const& level = key.levels[l];
        if (!is_level(column, level)) return std::nullopt;
        if (l > 0 && !is_coarser(key.levels[l - 1], level)) return std::nullopt;
        add_level(out, level.of, level.names.size());
    }
    out.group.emplace_back(codes + 1, Code{0});
    std::vector<double> all(codes, 1);
    all.push_back(0);
    out.loss.push_back(std::move(all));
    out.sizes.push_back(1);
    out.blank.push_back(kBlank);
    return out;
}

namespace {

using Node = std::size_t;

/// Combinations as they stand at some choice: one for each distinct one, with any of its codes.
struct Standing {
    std::vector<std::size_t> levels;
    std::vector<Code> codes;
    std::vector<std::uint32_t> counts;
};

class Search {
  public:
    Search(Combinations const& those, std::vector<Ladder> const& ladders, AnonymityRequest const& request)
        : those_{those}, ladders_{ladders}, request_{request} {
        std::size_t rows = 0;
        for (std::uint32_t const count : those.counts) rows += count;
        withheld_max_ =
            static_cast<std::size_t>(std::floor(request.most_withheld * static_cast<double>(rows)));
        for (Ladder const& ladder : ladders) {
            strides_.push_back(nodes_);
            nodes_ = nodes_ > kChoicesMax ? nodes_ : nodes_ * ladder.levels();
        }
        kept_.push_back({std::vector<std::size_t>(ladders.size(), 0), those.codes, those.counts});
        for (std::size_t k = 0; k < ladders.size(); ++k) measure_levels(k);
    }

    Choice run() {
        std::vector<std::size_t> levels;
        for (Ladder const& ladder : ladders_) levels.push_back(ladder.top());
        if (nodes_ <= kChoicesMax) tags_.assign(nodes_, kOpen);
        check(levels);
        descend(levels);
        bool const all = nodes_ <= kChoicesMax && search_all();
        return {best_, all, checked_, best_loss_};
    }

  private:
    enum Tag : std::uint8_t { kOpen, kTooFew, kEnough, kMeasured };
    static constexpr std::uint64_t kWorkMax = 4'000'000'000;
    static constexpr std::size_t kKeptMax = 48;
    static constexpr double kSame = 1e-12;

    void measure_levels(std::size_t k) {
        std::vector<double>& mean = level_loss_.emplace_back();
        double answers = 0;
        for (std::size_t level = 0; level < ladders_[k].levels(); ++level) {
            double sum = 0;
            answers = 0;
            for (std::size_t c = 0; c < those_.size(); ++c) {
                if (those_.at(c, k) == ladders_[k].blank[0]) continue;
                answers += those_.counts[c];
                sum += those_.counts[c] * ladders_[k].loss[level][those_.at(c, k)];
            }
            mean.push_back(answers > 0 ? sum / answers : 0);
        }
        answers_.push_back(answers);
    }

    static double joined(std::vector<double> const& losses) {
        double product = 1;
        for (double const loss : losses) product *= 1 + loss;
        return std::pow(product, 1 / static_cast<double>(losses.size())) - 1;
    }

    double least_loss(std::vector<std::size_t> const& levels) const {
        std::vector<double> losses;
        for (std::size_t k = 0; k < levels.size(); ++k) losses.push_back(level_loss_[k][levels[k]]);
        return joined(losses);
    }

    Node node_of(std::vector<std::size_t> const& levels) const {
        Node out = 0;
        for (std::size_t k = 0; k < levels.size(); ++k) out += strides_[k] * levels[k];
        return out;
    }
    std::vector<std::size_t> levels_of(Node node) const {
        std::vector<std::size_t> out;
        for (std::size_t k = 0; k < ladders_.size(); ++k)
            out.push_back(node / strides_[k] % ladders_[k].levels());
        return out;
    }

    /// The smallest of those kept that is nowhere coarser.
    Standing const& start_for(std::vector<std::size_t> const& levels) const {
        Standing const* best = &kept_.front();
        for (Standing const& one : kept_) {
            bool const fits = std::equal(one.levels.begin(), one.levels.end(), levels.begin(),
                                         [](std::size_t a, std::size_t b) { return a <= b; });
            if (fits && one.counts.size() < best->counts.size()) best = &one;
        }
        return *best;
    }

    /// Which of `from` have company at these levels.
    std::vector<bool> in_company(Standing const& from, std::vector<std::size_t> const& levels,
                                 Standing& grouped) const {
        std::size_t const width = ladders_.size();
        std::vector<std::vector<std::uint64_t>> adds;
        for (std::size_t k = 0; k < width; ++k) {
            std::vector<std::uint64_t>& add = adds.emplace_back();
            for (Code const group : ladders_[k].group[levels[k]]) add.push_back(those_.steps[k] * group);
        }
        Places places{from.counts.size() / 4};
        std::vector<std::uint32_t> place_of(from.counts.size());
        grouped.levels = levels;
        for (std::size_t c = 0; c < from.counts.size(); ++c) {
            std::uint64_t number = 0;
            Code const* const codes = from.codes.data() + c * width;
            for (std::size_t k = 0; k < width; ++k) number += adds[k][codes[k]];
            std::uint32_t const at = places.of(number);
            if (at == grouped.counts.size()) {
                grouped.counts.push_back(0);
                grouped.codes.insert(grouped.codes.end(), codes, codes + width);
            }
            grouped.counts[at] += from.counts[c];
            place_of[c] = at;
        }
        std::vector<bool> const company = company_of(grouped);
        std::vector<bool> out(from.counts.size());
        for (std::size_t c = 0; c < out.size(); ++c) out[c] = company[place_of[c]];
        return out;
    }

    std::vector<bool> company_of(Standing const& grouped) const {
        std::vector<bool> out(grouped.counts.size());
        if (request_.blank == Blank::kItself) {
            for (std::size_t g = 0; g < out.size(); ++g) out[g] = grouped.counts[g] >= request_.k;
            return out;
        }
        return company_anything(grouped);
    }

    /// Who leaves takes company away from others, until nobody leaves any more.
    std::vector<bool> company_anything(Standing const& grouped) const {
        Combinations there;
        there.width = ladders_.size();
        there.steps = those_.steps;
        std::vector<Code> blanks;
        for (std::size_t k = 0; k < there.width; ++k) blanks.push_back(ladders_[k].blank[grouped.levels[k]]);
        for (std::size_t i = 0; i < grouped.codes.size(); ++i)
            there.codes.push_back(
                ladders_[i % there.width].group[grouped.levels[i % there.width]][grouped.codes[i]]);
        there.counts = grouped.counts;
        std::vector<bool> out(grouped.counts.size(), true);
        for (bool left = true; left;) {
            left = false;
            Matches const matches = match_anything(there, blanks);
            for (std::size_t g = 0; g < out.size(); ++g) {
                if (!out[g] || matches.records[g] >= request_.k) continue;
                out[g] = false;
                there.counts[g] = 0;
                left = true;
            }
        }
        return out;
    }

    double loss_of(Standing const& from, std::vector<bool> const& company,
                   std::vector<std::size_t> const& levels) const {
        std::size_t const width = ladders_.size();
        std::vector<double> losses;
        for (std::size_t k = 0; k < width; ++k) {
            if (levels[k] == ladders_[k].top() || answers_[k] <= 0) {
                losses.push_back(answers_[k] > 0 ? 1 : 0);
                continue;
            }
            std::vector<double> const& loss = ladders_[k].loss[levels[k]];
            double sum = 0;
            for (std::size_t c = 0; c < company.size(); ++c) {
                Code const code = from.codes[c * width + k];
                if (code != ladders_[k].blank[0]) sum += from.counts[c] * (company[c] ? loss[code] : 1);
            }
            losses.push_back(sum / answers_[k]);
        }
        return joined(losses);
    }

    /// Of two that lose the same, the one with finer levels.
    bool is_better(double loss, std::vector<std::size_t> const& levels) const {
        if (best_.empty() || loss < best_loss_ - kSame) return true;
        auto const height = [](std::vector<std::size_t> const& of) {
            return std::accumulate(of.begin(), of.end(), std::size_t{0});
        };
        return loss <= best_loss_ + kSame && height(levels) < height(best_);
    }

    /// True: few enough would have to go.
    bool check(std::vector<std::size_t> const& levels) {
        ++checked_;
        Standing const& from = start_for(levels);
        work_ += from.counts.size() * ladders_.size() * (request_.blank == Blank::kItself ? 1 : 8);
        Standing grouped;
        std::vector<bool> const company = in_company(from, levels, grouped);
        std::size_t withheld = 0;
        for (std::size_t c = 0; c < company.size(); ++c) withheld += company[c] ? 0 : from.counts[c];
        bool const enough = withheld <= withheld_max_;
        if (enough) {
            double const loss = loss_of(from, company, levels);
            if (is_better(loss, levels)) {
                best_loss_ = loss;
                best_ = levels;
            }
        }
        if (!tags_.empty()) {
            Node const node = node_of(levels);
            spread(node, enough);
            if (enough) tags_[node] = kMeasured;
        }
        if (grouped.counts.size() * 2 < from.counts.size()) keep(std::move(grouped));
        return enough;
    }

    void keep(Standing&& standing) {
        if (kept_.size() >= kKeptMax) kept_.erase(kept_.begin() + 1);
        kept_.push_back(std::move(standing));
    }

    /// What is finer than too fine is too fine; what is coarser than coarse enough is coarse enough.
    void spread(Node from, bool enough) {
        std::vector<Node> open{from};
        Tag const tag = enough ? kEnough : kTooFew;
        if (tags_[from] == kOpen) tags_[from] = tag;
        while (!open.empty()) {
            Node const node = open.back();
            open.pop_back();
            for (std::size_t k = 0; k < ladders_.size(); ++k) {
                std::size_t const level = node / strides_[k] % ladders_[k].levels();
                if (level == (enough ? ladders_[k].top() : 0)) continue;
                Node const next = enough ? node + strides_[k] : node - strides_[k];
                if (tags_[next] != kOpen) continue;
                tags_[next] = tag;
                open.push_back(next);
            }
        }
    }

    /// From the coarsest, one key a level finer at a time while that still does.
    void descend(std::vector<std::size_t> levels) {
        for (;;) {
            std::vector<std::vector<std::size_t>> finer;
            for (std::size_t k = 0; k < levels.size(); ++k) {
                if (levels[k] == 0) continue;
                finer.push_back(levels);
                --finer.back()[k];
            }
            std::sort(finer.begin(), finer.end(),
                      [&](auto const& a, auto const& b) { return least_loss(a) < least_loss(b); });
            auto const next =
                std::find_if(finer.begin(), finer.end(), [&](auto const& one) { return check(one); });
            if (next == finer.end()) return;
            levels = *next;
        }
    }

    /// All choices that could lose less than the best, by chains from fine to coarse, each halved until it is known where
    /// company begins. False where the limit was reached.
    bool search_all() {
        std::vector<std::pair<double, Node>> order;
        for (Node node = 0; node < nodes_; ++node) {
            double const least = least_loss(levels_of(node));
            if (least <= best_loss_ + kSame) order.emplace_back(least, node);
        }
        std::sort(order.begin(), order.end());
        for (auto const& [least, node] : order) {
            if (work_ > kWorkMax) return false;
            if (least > best_loss_ + kSame || tags_[node] != kOpen) continue;
            halve(chain_from(node));
        }
        for (auto const& [least, node] : order) {
            if (work_ > kWorkMax) return false;
            // What is coarser than enough loses more, but for what is withheld.
            if (least <= best_loss_ + kSame && tags_[node] == kEnough && withheld_max_ > 0)
                check(levels_of(node));
        }
        return true;
    }

    std::vector<Node> chain_from(Node node) const {
        std::vector<Node> out{node};
        for (;;) {
            Node next = nodes_;
            double least = best_loss_ + kSame;
            for (std::size_t k = 0; k < ladders_.size(); ++k) {
                std::vector<std::size_t> const levels = levels_of(out.back());
                if (levels[k] == ladders_[k].top()) continue;
                Node const above = out.back() + strides_[k];
                if (tags_[above] != kOpen) continue;
                double const loss = least_loss(levels_of(above));
                if (loss > least) continue;
                least = loss;
                next = above;
            }
            if (next == nodes_) return out;
            out.push_back(next);
        }
    }

    void halve(std::vector<Node> const& chain) {
        std::size_t low = 0;
        std::size_t high = chain.size();
        while (low < high) {
            std::size_t const middle = (low + high) / 2;
            if (check(levels_of(chain[middle])))
                high = middle;
            else
                low = middle + 1;
        }
    }

    Combinations const& those_;
    std::vector<Ladder> const& ladders_;
    AnonymityRequest const& request_;
    std::size_t withheld_max_ = 0;
    std::vector<Node> strides_;
    Node nodes_ = 1;
    std::vector<Standing> kept_;
    std::vector<std::vector<double>> level_loss_;
    std::vector<double> answers_;
    std::vector<std::uint8_t> tags_;
    std::vector<std::size_t> best_;
    double best_loss_ = 2;
    std::size_t checked_ = 0;
    std::uint64_t work_ = 0;
};

}  // namespace

Choice choose_levels(Combinations const& those, std::vector<Ladder> const& ladders,
                     AnonymityRequest const& request) {
    return Search{those, ladders, request}.run();
}

}  // namespace amparo::protection
