// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/anonymity.hpp"

#include "counting.hpp"
#include "levels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace amparo::protection {
namespace {

/// Of the records without company at the choice that trials start from: few, so that it is soon found and dealt with.
constexpr double kStartAtMost = 0.05;

struct Prepared {
    std::vector<std::size_t> columns;
    std::vector<Ladder> ladders;
    std::vector<std::uint64_t> steps;
};

Result<Prepared, AnonymityError> prepare(Microdata const& original, AnonymityRequest const& request) {
    if (!original.valid()) return Fail{AnonymityError::kNotInCodebook};
    if (request.keys.empty()) return Fail{AnonymityError::kNoKeys};
    if (request.keys.size() > kKeysMax) return Fail{AnonymityError::kTooManyKeys};
    if (request.k < 2 || !(request.most_withheld >= 0 && request.most_withheld <= 1))
        return Fail{AnonymityError::kBadThreshold};
    if (original.rows() < request.k) return Fail{AnonymityError::kTooFew};
    Prepared out;
    std::vector<std::size_t> sizes;
    for (Key const& key : request.keys) {
        bool const known = key.column < original.columns.size();
        bool const twice = std::find(out.columns.begin(), out.columns.end(), key.column) != out.columns.end();
        if (!known || twice) return Fail{AnonymityError::kNoKeys};
        auto ladder = ladder_of(original.columns[key.column], key);
        if (!ladder) return Fail{AnonymityError::kBadLevels};
        out.columns.push_back(key.column);
        out.ladders.push_back(std::move(*ladder));
        std::vector<std::size_t> const& levels = out.ladders.back().sizes;
        sizes.push_back(std::max<std::size_t>(2, *std::max_element(levels.begin(), levels.end())));
    }
    auto steps = steps_of(sizes);
    if (!steps) return Fail{AnonymityError::kTooManyKeys};
    out.steps = std::move(*steps);
    return out;
}

/// What a choice of levels comes to once K6 is done to it. `keys` alone, in the request's order.
struct Outcome {
    Microdata keys;
    std::vector<bool> left_out;
    std::vector<KeyUse> uses;
    double loss = 0;
    bool is_cut_short = false;
};

/// 64 bits of which none says anything without the salt (splitmix64).
std::uint64_t mixed(std::uint64_t bits) {
    bits += 0x9E3779B97F4A7C15;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EB;
    return bits ^ (bits >> 31U);
}

Others others_of(Microdata const& original, std::vector<std::size_t> const& keys, std::uint64_t salt) {
    Others out;
    out.answers.assign(original.rows(), 0);
    out.turn.assign(original.rows(), mixed(salt));
    for (std::size_t c = 0; c < original.columns.size(); ++c) {
        bool const is_key = std::find(keys.begin(), keys.end(), c) != keys.end();
        for (std::size_t r = 0; r < original.rows(); ++r) {
            Code const code = original.values[c][r];
            out.answers[r] += is_key || code == kBlank ? 0 : 1;
            out.turn[r] = mixed(out.turn[r] ^ code);
        }
    }
    // Records that are alike in everything have turns of their own too.
    std::unordered_map<std::uint64_t, std::uint64_t> met;
    for (std::uint64_t& turn : out.turn) turn = mixed(turn + met[turn]++);
    return out;
}

std::size_t answers(std::vector<Code> const& column) {
    return column.size() - static_cast<std::size_t>(std::count(column.begin(), column.end(), kBlank));
}

double joined(std::vector<double> const& losses) {
    double product = 1;
    for (double const loss : losses) product *= 1 + loss;
    return std::pow(product, 1 / static_cast<double>(losses.size())) - 1;
}

/// K5: choices of levels, each with K6 done to it.
class Trials {
  public:
    Trials(Microdata const& original, AnonymityRequest const& request, Prepared const& prepared)
        : original_{original},
          request_{request},
          prepared_{prepared},
          others_{others_of(original, prepared.columns, request.salt)} {
        places_.resize(prepared.columns.size());
        std::iota(places_.begin(), places_.end(), std::size_t{0});
        for (std::size_t k = 0; k < places_.size(); ++k) {
            Ladder const& ladder = prepared.ladders[k];
            std::vector<Code> const& column = original.values[prepared.columns[k]];
            std::vector<double>& mean = level_loss_.emplace_back();
            for (std::size_t level = 0; level < ladder.levels(); ++level) {
                double sum = 0;
                for (Code const code : column) sum += code == kBlank ? 0 : ladder.loss[level][code];
                std::size_t const given = answers(column);
                mean.push_back(given > 0 ? sum / static_cast<double>(given) : 0);
            }
            all_ = all_ > kChoicesMax ? all_ : all_ * ladder.levels();
        }
    }

    Outcome of(std::vector<std::size_t> const& levels, std::uint64_t work_max = kNoLimit) {
        Outcome out;
        out.keys = raised(levels);
        std::vector<std::size_t> before;
        for (auto const& column : out.keys.values) before.push_back(answers(column));
        Withheld done = withhold(out.keys, places_, others_, request_, work_max);
        out.left_out = std::move(done.left_out);
        work_ += done.work;
        out.is_cut_short = done.is_cut_short;
        std::vector<double> losses;
        for (std::size_t k = 0; k < places_.size(); ++k) {
            KeyUse use;
            use.level = levels[k];
            use.answers = answers(original_.values[prepared_.columns[k]]);
            use.withheld = before[k] - answers(out.keys.values[k]);
            use.loss = key_loss(out, k, levels[k]);
            losses.push_back(use.loss);
            out.uses.push_back(use);
        }
        out.loss = joined(losses);
        ++checked_;
        return out;
    }

    /// The best from `start` on, and whether nothing that could lose less was left untried.
    std::pair<Outcome, bool> best(std::vector<std::size_t> const& start) {
        Outcome out = of(start);
        begun_ = work_;
        if (all_ > kChoicesMax) return {descended(std::move(out)), false};
        std::vector<std::pair<double, std::vector<std::size_t>>> order;
        std::vector<std::size_t> levels(places_.size(), 0);
        for (std::size_t choice = 0; choice < all_; ++choice) {
            double const least = least_loss(levels);
            if (least <= out.loss + kSame && levels != start) order.emplace_back(least, levels);
            for (std::size_t k = 0; k < levels.size() && ++levels[k] == prepared_.ladders[k].levels(); ++k)
                levels[k] = 0;
        }
        std::sort(order.begin(), order.end());
        for (auto const& [least, at] : order) {
            if (least > out.loss + kSame) break;
            if (is_spent()) return {std::move(out), false};
            take_better(out, at);
        }
        return {std::move(out), !is_cut_short_};
    }

    [[nodiscard]] std::size_t checked() const noexcept { return checked_; }

  private:
    static constexpr double kSame = 1e-12;
    static constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

    [[nodiscard]] bool is_spent() const noexcept { return work_ > begun_ + kTrialsMax; }

    Microdata raised(std::vector<std::size_t> const& levels) const {
        Microdata out;
        for (std::size_t k = 0; k < levels.size(); ++k) {
            Key const& key = request_.keys[k];
            Ladder const& ladder = prepared_.ladders[k];
            Column column = original_.columns[key.column];
            if (levels[k] == ladder.top())
                column.codes = {"*"};
            else if (levels[k] > 0)
                column.codes = key.levels[levels[k] - 1].names;
            out.columns.push_back(std::move(column));
            std::vector<Code>& values = out.values.emplace_back(original_.values[key.column]);
            for (Code& code : values) code = ladder.at(levels[k], code);
        }
        return out;
    }

    double key_loss(Outcome const& outcome, std::size_t k, std::size_t level) const {
        double sum = 0;
        double given = 0;
        std::vector<Code> const& before = original_.values[prepared_.columns[k]];
        for (std::size_t r = 0; r < before.size(); ++r) {
            if (before[r] == kBlank) continue;
            ++given;
            bool const gone = outcome.left_out[r] || outcome.keys.values[k][r] == kBlank;
            sum += gone ? 1 : prepared_.ladders[k].loss[level][before[r]];
        }
        return given > 0 ? sum / given : 0;
    }

    /// No more than with K6.
    double least_loss(std::vector<std::size_t> const& levels) const {
        std::vector<double> losses;
        for (std::size_t k = 0; k < levels.size(); ++k) losses.push_back(level_loss_[k][levels[k]]);
        return joined(losses);
    }

    bool is_allowed(std::vector<std::size_t> const& levels) {
        if (request_.most_withheld >= 1) return true;
        AnonymityRequest alone = request_;
        alone.withhold = Withhold::kRecords;
        Microdata records = raised(levels);
        Withheld const done = withhold(records, places_, others_, alone, kNoLimit);
        work_ += done.work;
        auto const most =
            static_cast<std::ptrdiff_t>(request_.most_withheld * static_cast<double>(original_.rows()));
        return std::count(done.left_out.begin(), done.left_out.end(), true) <= most;
    }

    bool take_better(Outcome& best, std::vector<std::size_t> const& levels) {
        if (!is_allowed(levels)) return false;
        Outcome other = of(levels, begun_ + kTrialsMax - std::min(work_, begun_ + kTrialsMax));
        is_cut_short_ = is_cut_short_ || other.is_cut_short;
        if (other.is_cut_short) return false;
        auto const height = [](Outcome const& one) {
            std::size_t sum = 0;
            for (KeyUse const& use : one.uses) sum += use.level;
            return sum;
        };
        bool const is_better = other.loss < best.loss - kSame ||
                               (other.loss <= best.loss + kSame && height(other) < height(best));
        if (is_better) best = std::move(other);
        return is_better;
    }

    /// One key a level coarser or finer at a time, while that loses less.
    Outcome descended(Outcome best) {
        for (bool again = true; again && !is_spent();) {
            again = false;
            for (std::size_t k = 0; k < places_.size(); ++k)
                for (int const step : {-1, 1}) {
                    std::vector<std::size_t> levels;
                    for (KeyUse const& use : best.uses) levels.push_back(use.level);
                    bool const is_end = step < 0 ? levels[k] == 0 : levels[k] == prepared_.ladders[k].top();
                    if (is_end || is_spent()) continue;
                    levels[k] = step < 0 ? levels[k] - 1 : levels[k] + 1;
                    again = take_better(best, levels) || again;
                }
        }
        return best;
    }

    Microdata const& original_;
    AnonymityRequest const& request_;
    Prepared const& prepared_;
    Others others_;
    std::vector<std::size_t> places_;
    std::vector<std::vector<double>> level_loss_;
    std::size_t all_ = 1;
    std::size_t checked_ = 0;
    std::uint64_t work_ = 0;
    std::uint64_t begun_ = 0;  ///< What the start took: one outcome there must be.
    bool is_cut_short_ = false;
};

/// Where each record went.
std::vector<std::uint32_t> leave_out_and_order(Microdata& records, std::vector<bool> const& left_out) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t r = 0; r < left_out.size(); ++r)
        if (!left_out[r]) order.push_back(r);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        for (auto const& column : records.values)
            if (column[a] != column[b]) return column[a] < column[b];
        return false;
    });
    for (auto& column : records.values) {
        std::vector<Code> ordered;
        ordered.reserve(order.size());
        for (std::uint32_t const r : order) ordered.push_back(column[r]);
        column = std::move(ordered);
    }
    std::vector<std::uint32_t> out(left_out.size(), kLeftOut);
    for (std::uint32_t at = 0; at < order.size(); ++at) out[order[at]] = at;
    return out;
}

/// Records that have one answer in common with all who share their keys.
std::size_t count_alike(Microdata const& records, std::vector<std::size_t> const& keys,
                        Combinations const& those) {
    std::vector<bool> alike(those.size(), false);
    for (std::size_t c = 0; c < records.columns.size(); ++c) {
        if (std::find(keys.begin(), keys.end(), c) != keys.end()) continue;
        std::vector<std::optional<Code>> first(those.size());
        std::vector<bool> same(those.size(), true);
        for (std::size_t r = 0; r < records.rows(); ++r) {
            std::uint32_t const group = those.of_row[r];
            Code const code = records.values[c][r];
            if (!first[group]) first[group] = code;
            if (*first[group] != code || code == kBlank) same[group] = false;
        }
        for (std::size_t g = 0; g < alike.size(); ++g) alike[g] = alike[g] || same[g];
    }
    std::size_t out = 0;
    for (std::size_t g = 0; g < alike.size(); ++g) out += alike[g] ? those.counts[g] : 0;
    return out;
}

/// K1: of what is released, and of nothing else.
void count_once_more(Anonymised& out, std::vector<std::size_t> const& keys, AnonymityRequest const& request) {
    if (out.records.rows() == 0) return;
    auto const itself = frequencies(out.records, keys, Blank::kItself).value();
    auto const anything = frequencies(out.records, keys, Blank::kAnything).value();
    out.least = *std::min_element(itself.records.begin(), itself.records.end());
    out.least_anything = *std::min_element(anything.records.begin(), anything.records.end());
    bool const strict = request.blank == Blank::kItself;
    AMPARO_CHECK((strict ? out.least : out.least_anything) >= request.k);
    std::vector<double> const risk = risks(strict ? itself : anything);
    out.mean_risk = std::accumulate(risk.begin(), risk.end(), 0.0) / static_cast<double>(risk.size());
    std::vector<std::size_t> sizes;
    for (std::size_t const key : keys) sizes.push_back(size_with_blank(out.records.columns[key]));
    Combinations const those = combinations(out.records, keys, steps_of(sizes).value(), {});
    out.groups = those.size();
    out.alike = count_alike(out.records, keys, those);
}

}  // namespace

Result<Anonymised, AnonymityError> anonymise(Microdata const& original, AnonymityRequest const& request) {
    AMPARO_TRY(Prepared const prepared, prepare(original, request));
    Combinations const those = combinations(original, prepared.columns, prepared.steps, {});
    bool const is_tried = request.withhold == Withhold::kAnswers;
    AnonymityRequest to_start = request;
    if (is_tried) to_start.most_withheld = std::min(request.most_withheld, kStartAtMost);
    Choice const choice = choose_levels(those, prepared.ladders, to_start);
    Trials trials{original, request, prepared};
    auto [best, is_best] =
        is_tried ? trials.best(choice.levels) : std::pair{trials.of(choice.levels), choice.is_cheapest};
    Anonymised out;
    out.is_cheapest = is_best;
    out.choices_checked = choice.checked + (is_tried ? trials.checked() : 0);
    out.keys = std::move(best.uses);
    out.loss = best.loss;
    std::vector<bool> const left_out = std::move(best.left_out);
    out.left_out = static_cast<std::size_t>(std::count(left_out.begin(), left_out.end(), true));
    out.records = original;
    for (std::size_t k = 0; k < prepared.columns.size(); ++k) {
        out.records.columns[prepared.columns[k]] = std::move(best.keys.columns[k]);
        out.records.values[prepared.columns[k]] = std::move(best.keys.values[k]);
    }
    out.of = leave_out_and_order(out.records, left_out);
    count_once_more(out, prepared.columns, request);
    return out;
}

}  // namespace amparo::protection
