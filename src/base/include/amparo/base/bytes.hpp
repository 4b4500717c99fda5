// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Byte strings, owned and viewed.
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace amparo {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<std::byte const>;

[[nodiscard]] inline ByteView as_bytes(std::string_view text) noexcept {
    return {reinterpret_cast<std::byte const*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view as_text(ByteView bytes) noexcept {
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}
inline void append(Bytes& to, ByteView more) {
    to.insert(to.end(), more.begin(), more.end());
}

}  // namespace amparo
