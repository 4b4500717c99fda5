// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Shared by the readers of declarations and of data.
#include "amparo/forms/problem.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::forms {

/// snake_case, from a letter, kNameLengthMax at most.
[[nodiscard]] bool is_name(std::string_view text) noexcept;

/// The number of code points, or nothing if it is not UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;
[[nodiscard]] std::size_t code_points(std::string_view utf8) noexcept;
/// The first `count` code points.
[[nodiscard]] std::string_view first_code_points(std::string_view utf8, std::size_t count) noexcept;
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// The one of `names` that differs from `wanted` by the fewest keystrokes, if by few enough to be a slip.
[[nodiscard]] std::string_view nearest(std::string_view wanted, std::vector<std::string_view> const& names);

[[nodiscard]] std::string at(std::string_view list, std::size_t index);          ///< "work[2]"
[[nodiscard]] std::string under(std::string_view place, std::string_view name);  ///< "work[2].sector"

}  // namespace amparo::forms
