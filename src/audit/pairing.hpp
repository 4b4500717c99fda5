// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Which figure belongs to which counts (rules P1–P8 in audit.hpp).
#include "phrases.hpp"

#include <vector>

namespace amparo::audit {

/// A claim, judged, with the items it was made of. Without its place and words.
struct Pair {
    Claim claim;
    std::size_t begin = 0;  ///< Tokens.
    std::size_t end = 0;
    std::size_t sentence = 0;
};

/// In the order of the text.
[[nodiscard]] std::vector<Pair> pairs_of(std::vector<Item> const& items, std::span<Token const> tokens);

}  // namespace amparo::audit
