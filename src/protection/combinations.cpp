// SPDX-License-Identifier: AGPL-3.0-or-later
#include "combinations.hpp"

#include "counting.hpp"

#include <bit>
#include <map>

namespace amparo::protection {

Places::Places(std::size_t expected) {
    std::size_t const size = std::bit_ceil(std::max<std::size_t>(expected, 8) * 2);
    slots_.resize(size);
    mask_ = size - 1;
}

std::size_t Places::slot(std::uint64_t key) const {
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;
    std::uint64_t mixed = key * kSpread;
    mixed ^= mixed >> 32U;
    std::size_t at = mixed & mask_;
    while (slots_[at].place != kNone && slots_[at].key != key) at = (at + 1) & mask_;
    return at;
}

void Places::grow() {
    std::vector<Slot> const before = std::move(slots_);
    slots_ = std::vector<Slot>(before.size() * 2);
    mask_ = slots_.size() - 1;
    for (Slot const& old : before)
        if (old.place != kNone) slots_[slot(old.key)] = old;
}

std::uint32_t Places::of(std::uint64_t key) {
    std::size_t at = slot(key);
    if (slots_[at].place != kNone) return slots_[at].place;
    if ((std::size_t{used_} + 1) * 2 > slots_.size()) {
        grow();
        at = slot(key);
    }
    slots_[at] = {key, used_};
    return used_++;
}

std::uint32_t Places::find(std::uint64_t key) const {
    return slots_[slot(key)].place;
}

std::optional<std::vector<std::uint64_t>> steps_of(std::span<std::size_t const> sizes) {
    constexpr std::uint64_t kMost = std::uint64_t{1} << 63U;
    std::vector<std::uint64_t> out;
    std::uint64_t step = 1;
    for (std::size_t const size : sizes) {
        out.push_back(step);
        if (step > kMost / size) return std::nullopt;
        step *= size;
    }
    return out;
}

Combinations combinations(Microdata const& data, std::span<std::size_t const> keys,
                          std::vector<std::uint64_t> steps, std::span<double const> weights) {
    Combinations out;
    out.width = keys.size();
    out.steps = std::move(steps);
    out.of_row.resize(data.rows());
    Places places{data.rows() / 4};
    for (std::size_t r = 0; r < data.rows(); ++r) {
        std::uint64_t number = 0;
        for (std::size_t k = 0; k < keys.size(); ++k)
            number += out.steps[k] * place(data.values[keys[k]][r], data.columns[keys[k]]);
        std::uint32_t const at = places.of(number);
        if (at == out.counts.size()) {
            out.counts.push_back(0);
            if (!weights.empty()) out.weights.push_back(0);
            for (std::size_t const key : keys)
                out.codes.push_back(static_cast<Code>(place(data.values[key][r], data.columns[key])));
        }
        ++out.counts[at];
        if (!weights.empty()) out.weights[at] += weights[r];
        out.of_row[r] = at;
    }
    return out;
}

namespace {

using Pattern = std::uint32_t;

/// Combinations by which of their keys are blank.
std::map<Pattern, std::vector<std::uint32_t>> by_pattern(Combinations const& those,
                                                         std::span<Code const> blanks) {
    std::map<Pattern, std::vector<std::uint32_t>> out;
    for (std::uint32_t c = 0; c < those.size(); ++c) {
        Pattern pattern = 0;
        for (std::size_t k = 0; k < those.width; ++k)
            if (those.at(c, k) == blanks[k]) pattern |= Pattern{1} << k;
        out[pattern].push_back(c);
    }
    return out;
}

/// The number of a combination in those keys alone that are not in `left_out`.
class Projected {
  public:
    Projected(Combinations const& those, Pattern left_out) : those_{those} {
        for (std::size_t k = 0; k < those.width; ++k)
            if ((left_out >> k & 1U) == 0) keys_.push_back(k);
    }
    std::uint64_t operator()(std::uint32_t combination) const {
        std::uint64_t out = 0;
        for (std::size_t const k : keys_) out += those_.steps[k] * those_.at(combination, k);
        return out;
    }

  private:
    Combinations const& those_;
    std::vector<std::size_t> keys_;
};

struct Sums {
    explicit Sums(std::size_t expected) : places{expected} {}
    Places places;
    std::vector<std::uint32_t> records;
    std::vector<double> people;
};

void sum_up(Combinations const& those, std::vector<std::uint32_t> const& members, Projected const& number,
            Sums& to) {
    for (std::uint32_t const c : members) {
        std::uint32_t const at = to.places.of(number(c));
        if (at == to.records.size()) {
            to.records.push_back(0);
            to.people.push_back(0);
        }
        to.records[at] += those.counts[c];
        if (!those.weights.empty()) to.people[at] += those.weights[c];
    }
}

}  // namespace

Matches match_anything(Combinations const& those, std::span<Code const> blanks, std::uint32_t ignored) {
    Matches out{std::vector<std::uint32_t>(those.size(), 0), std::vector<double>(those.weights.size(), 0)};
    auto const patterns = by_pattern(those, blanks);
    for (auto const& [asking, askers] : patterns) {
        // Those that leave the same keys to compare are counted together.
        std::map<Pattern, std::vector<Pattern>> compared;
        for (auto const& [other, unused] : patterns) compared[asking | ignored | other].push_back(other);
        for (auto const& [left_out, others] : compared) {
            Projected const number{those, left_out};
            Sums sums{askers.size()};
            for (Pattern const other : others) sum_up(those, patterns.at(other), number, sums);
            for (std::uint32_t const c : askers) {
                std::uint32_t const at = sums.places.find(number(c));
                if (at == Places::kNone) continue;
                out.records[c] += sums.records[at];
                if (!those.weights.empty()) out.people[c] += sums.people[at];
            }
        }
    }
    return out;
}

}  // namespace amparo::protection
