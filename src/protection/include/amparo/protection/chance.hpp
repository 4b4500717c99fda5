// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Port: random bits. A real run draws them from src/crypto; a test hands in a seeded source.
///
///   N1 Even.  `below(n)` gives each of 0 … n - 1 with exactly the same chance: what would favour some is drawn
///             again.
#include "amparo/base/check.hpp"

#include <cstdint>

namespace amparo::protection {

class Chance {
  public:
    virtual ~Chance() = default;
    /// 64 independent even bits.
    [[nodiscard]] virtual std::uint64_t bits() = 0;

    /// `count` is not 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t count) {
        AMPARO_CHECK(count > 0);
        std::uint64_t const reject_below = (0 - count) % count;
        std::uint64_t drawn = bits();
        while (drawn < reject_below) drawn = bits();
        return drawn % count;
    }
};

}  // namespace amparo::protection
