// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// From a code back to the value it is the name of, for enums with a function `name` beside them.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace amparo {

template <class T, std::size_t N>
[[nodiscard]] std::optional<T> named(std::array<T, N> const& all, std::string_view wanted) noexcept {
    auto const at = std::find_if(all.begin(), all.end(), [&](T t) { return name(t) == wanted; });
    return at == all.end() ? std::nullopt : std::optional<T>{*at};
}

}  // namespace amparo
