// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Bytes as text where a boundary has only text: RFC 4648 base64 with padding, and lower-case hex. In
/// constant time for the bytes, so key material may pass.
#include "amparo/base/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace amparo::crypto {

[[nodiscard]] std::string to_base64(ByteView bytes);
/// Nothing for anything but one whole, padded text without line breaks.
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);

[[nodiscard]] std::string to_hex(ByteView bytes);
/// Nothing for anything but to_hex() of some bytes.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);

}  // namespace amparo::crypto
