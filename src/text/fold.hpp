// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Inside text: one code point at a time.
#include <cstdint>
#include <string>
#include <string_view>

namespace amparo::letters {

/// Takes one code point from `s` at `at` and moves `at` past it. -1 and one byte on if it is not UTF-8.
[[nodiscard]] std::int32_t take_code_point(std::string_view s, std::size_t& at) noexcept;

void append_utf8(std::string& to, std::int32_t code_point);

/// What F1–F6 make of one code point, as UTF-8 at the end of `to`. True if what was added may still combine
/// with its neighbours, so that the whole has to be composed.
bool append_folded(std::string& to, std::int32_t code_point);

/// NFC of UTF-8 text.
[[nodiscard]] std::string composed(std::string_view s);

/// F1 and F6 with accents kept, composed. Bytes that are not UTF-8 are dropped.
[[nodiscard]] std::string composed_small(std::string_view s);

}  // namespace amparo::letters
