// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/anonymity.hpp"

#include "counting.hpp"
#include "levels.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace amparo::protection {
namespace {

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

/// The keys at their levels.
Microdata raise(Microdata const& original, AnonymityRequest const& request, Prepared const& prepared,
                std::vector<std::size_t> const& levels) {
    Microdata out = original;
    for (std::size_t k = 0; k < request.keys.size(); ++k) {
        Key const& key = request.keys[k];
        Ladder const& ladder = prepared.ladders[k];
        std::size_t const level = levels[k];
        if (level == ladder.top())
            out.columns[key.column].codes = {"*"};
        else if (level > 0)
            out.columns[key.column].codes = key.levels[level - 1].names;
        for (Code& code : out.values[key.column]) {
            Code const group = ladder.group[level][place(code, original.columns[key.column])];
            code = group == ladder.blank[level] ? kBlank : group;
        }
    }
    return out;
}

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

std::size_t answers(std::vector<Code> const& column) {
    return column.size() - static_cast<std::size_t>(std::count(column.begin(), column.end(), kBlank));
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

double key_loss(Microdata const& original, Microdata const& raised, Key const& key, Ladder const& ladder,
                std::size_t level, std::vector<bool> const& left_out) {
    double sum = 0;
    double given = 0;
    std::vector<Code> const& before = original.values[key.column];
    for (std::size_t r = 0; r < before.size(); ++r) {
        if (before[r] == kBlank) continue;
        ++given;
        bool const gone = left_out[r] || raised.values[key.column][r] == kBlank;
        sum += gone ? 1 : ladder.loss[level][before[r]];
    }
    return given > 0 ? sum / given : 0;
}

}  // namespace

Result<Anonymised, AnonymityError> anonymise(Microdata const& original, AnonymityRequest const& request) {
    AMPARO_TRY(Prepared const prepared, prepare(original, request));
    Combinations const those = combinations(original, prepared.columns, prepared.steps, {});
    Choice const choice = choose_levels(those, prepared.ladders, request);
    Anonymised out;
    out.is_cheapest = choice.is_cheapest;
    out.choices_checked = choice.checked;
    out.records = raise(original, request, prepared, choice.levels);
    std::vector<std::size_t> before;
    for (Key const& key : request.keys) before.push_back(answers(out.records.values[key.column]));
    std::vector<bool> const left_out = withhold(out.records, prepared.columns, request);
    out.left_out = static_cast<std::size_t>(std::count(left_out.begin(), left_out.end(), true));

    double product = 1;
    for (std::size_t k = 0; k < request.keys.size(); ++k) {
        Key const& key = request.keys[k];
        KeyUse use;
        use.level = choice.levels[k];
        use.answers = answers(original.values[key.column]);
        use.withheld = before[k] - answers(out.records.values[key.column]);
        use.loss = key_loss(original, out.records, key, prepared.ladders[k], use.level, left_out);
        product *= 1 + use.loss;
        out.keys.push_back(use);
    }
    out.loss = std::pow(product, 1 / static_cast<double>(request.keys.size())) - 1;
    out.of = leave_out_and_order(out.records, left_out);
    count_once_more(out, prepared.columns, request);
    return out;
}

}  // namespace amparo::protection
