// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Bare counts that are said to make up a whole (W2): "The 21 women comprised 8 citizens, 9 without papers and 4 visitors."
#include "tokens.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace amparo::audit {

struct PartsSaid {
    std::size_t begin = 0;  ///< Tokens.
    std::size_t end = 0;
    std::uint64_t whole = 0;
    std::uint64_t sum = 0;
};

/// Of one sentence. Nothing where a part has no number, or one of its numbers may be something else.
[[nodiscard]] std::optional<PartsSaid> parts_said(std::span<Token const> tokens, std::string_view text,
                                                  std::size_t begin, std::size_t end);

}  // namespace amparo::audit
