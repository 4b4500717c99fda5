// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a file is, by its first bytes. A name says nothing: whoever sent it chose it.
#include "amparo/base/bytes.hpp"

#include <string_view>

namespace amparo::engine {

inline constexpr std::size_t kSniffedBytes = 4096;

/// image/png, image/jpeg, image/gif, image/webp, application/pdf, text/plain, application/zip or
/// application/octet-stream. Text is UTF-8 without control characters, whatever it says: HTML and SVG are text.
[[nodiscard]] std::string_view type_of(ByteView first_bytes) noexcept;
/// Of these a page may show: they are pictures, pages or words, and run nothing.
[[nodiscard]] bool is_inert(std::string_view type) noexcept;

}  // namespace amparo::engine
