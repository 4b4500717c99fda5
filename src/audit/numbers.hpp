// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Numbers in digits and in words.
#include "tokens.hpp"

#include <optional>
#include <span>

namespace amparo::audit {

struct Number {
    std::size_t end = 0;  ///< The token after it.
    bool is_in_words = false;
    bool is_count = false;
    bool is_figure = false;
    std::uint64_t count = 0;
    Printed figure;
};

/// The number that begins at token i: digits, digits in groups of three, or words.
[[nodiscard]] std::optional<Number> number_at(std::span<Token const> tokens, std::size_t i,
                                              std::string_view text);

}  // namespace amparo::audit
