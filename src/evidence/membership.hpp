// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Who of the cases is in a population.
#include "amparo/evidence/microdata.hpp"
#include "amparo/evidence/population.hpp"

#include <vector>

namespace amparo::evidence {

/// The population's questions and those around it have to be in the microdata.
class Membership {
  public:
    Membership(Population const& population, Microdata const& data);
    [[nodiscard]] Truth of(std::size_t row) const;

  private:
    /// A population's conditions on replies, with each question's place in the microdata.
    struct Layer {
        Condition const* condition = nullptr;
        std::vector<std::size_t> at;
    };
    Microdata const& data_;
    std::vector<Layer> layers_;
};

/// Those of the populations, each once, after `first`.
[[nodiscard]] std::vector<Variable> with_conditions(std::vector<Variable> first,
                                                    Population const& population);

}  // namespace amparo::evidence
