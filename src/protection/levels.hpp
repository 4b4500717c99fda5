// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The keys of a request with all their levels, the codes first and everything in one last; and the choice among them.
#include "amparo/protection/anonymity.hpp"
#include "combinations.hpp"

#include <cstdint>
#include <vector>

namespace amparo::protection {

/// One key. Codes have blank as their last; so have groups, but for the last level's one.
struct Ladder {
    std::vector<std::vector<Code>> group;   ///< [level][code]
    std::vector<std::vector<double>> loss;  ///< [level][code]; 0 of blank (K4).
    std::vector<std::size_t> sizes;         ///< [level]: how many groups, blank among them.
    std::vector<Code> blank;                ///< [level]: which group is blank; `kBlank` where none is.

    [[nodiscard]] std::size_t levels() const noexcept { return sizes.size(); }
    [[nodiscard]] std::size_t top() const noexcept { return sizes.size() - 1; }
};

/// Nothing where the levels are none (K2).
[[nodiscard]] std::optional<Ladder> ladder_of(Column const& column, Key const& key);

struct Choice {
    std::vector<std::size_t> levels;
    bool is_cheapest = false;
    std::size_t checked = 0;
    double loss = 0;  ///< Without K6: who has no company is left out.
};
/// K5. There are at least k records; `those` are the codes' combinations.
[[nodiscard]] Choice choose_levels(Combinations const& those, std::vector<Ladder> const& ladders,
                                   AnonymityRequest const& request);

/// K6, on records whose keys stand at their level. True for each that must be left out.
[[nodiscard]] std::vector<bool> withhold(Microdata& records, std::vector<std::size_t> const& keys,
                                         AnonymityRequest const& request);

}  // namespace amparo::protection
