// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "amparo/protection/chance.hpp"

#include <random>

namespace amparo::protection {

class Seeded final : public Chance {
  public:
    explicit Seeded(std::uint64_t seed) : source_{seed} {}
    std::uint64_t bits() override { return source_(); }

  private:
    std::mt19937_64 source_;
};

}  // namespace amparo::protection
