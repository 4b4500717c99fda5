// SPDX-License-Identifier: AGPL-3.0-or-later
#include "membership.hpp"

#include <algorithm>
#include <utility>

namespace amparo::evidence {

Membership::Membership(Population const& population, Microdata const& data) : data_{data} {
    for (Population const* one = &population; one != nullptr; one = one->within().get()) {
        Layer layer{&one->condition(), {}};
        for (Variable const& variable : one->variables()) layer.at.push_back(data.find(variable.path()));
        layers_.push_back(std::move(layer));
    }
}

Truth Membership::of(std::size_t row) const {
    Truth out = Truth::kYes;
    for (Layer const& layer : layers_) {
        Truth const one = holds(*layer.condition, [&](std::size_t variable) -> Reply const& {
            std::size_t const at = layer.at[variable];
            return data_.replies(at)[data_.column(at)[row]];
        });
        if (one == Truth::kNo) return one;
        if (one == Truth::kUndetermined) out = one;
    }
    return out;
}

std::vector<Variable> with_conditions(std::vector<Variable> first, Population const& population) {
    auto const add_once = [&](Variable const& variable) {
        bool const is_there = std::any_of(first.begin(), first.end(),
                                          [&](Variable const& one) { return one.path() == variable.path(); });
        if (!is_there) first.push_back(variable);
    };
    for (Population const* one = &population; one != nullptr; one = one->within().get())
        for (Variable const& variable : one->variables()) add_once(variable);
    return first;
}

}  // namespace amparo::evidence
