// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One character of UTF-8 at a time, and what it is for a reader of claims.
#include <cstddef>
#include <string_view>

namespace amparo::audit {

struct Letter {
    char32_t value = 0;
    std::size_t bytes = 1;
};

/// A byte that is not UTF-8 is U+FFFD, one byte long. `p` lies in `text`.
[[nodiscard]] inline Letter letter_at(std::string_view text, std::size_t p) noexcept {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned const first = byte(p);
    if (first < 0x80) return {first, 1};
    std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() - p < length) return {0xFFFD, 1};
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(p + i) & 0xC0U) != 0x80) return {0xFFFD, 1};
        value = value << 6U | (byte(p + i) & 0x3FU);
    }
    return {value, length};
}

[[nodiscard]] constexpr bool is_space(char32_t c) noexcept {
    return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
           c == 0x3000 || c == 0x2028 || c == 0x2029 || c == 0x85;
}

/// Takes no room: soft hyphen, joiners, direction marks.
[[nodiscard]] constexpr bool is_invisible(char32_t c) noexcept {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

[[nodiscard]] constexpr bool is_note_mark(char32_t c) noexcept {
    return c == 0xB9 || c == 0xB2 || c == 0xB3 || c == 0xAA || (c >= 0x2070 && c <= 0x208E) || c == 0x2020 ||
           c == 0x2021 || c == 0xA7 || c == 0xB6 || c == 0x2217 || c == 0x204E;
}

[[nodiscard]] constexpr bool is_quote(char32_t c) noexcept {
    return (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A || c == 0xAB || c == 0xBB ||
           c == 0x2032 || c == 0x2033;
}

/// Letters beyond ASCII, roughly: what is neither a sign above nor punctuation.
[[nodiscard]] constexpr bool is_letter(char32_t c) noexcept {
    return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x300 && c <= 0x1FFF) ||
           (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3040 && c < 0xE000) || (c >= 0xFB00 && c < 0xFE00) ||
           c >= 0x10000;
}

}  // namespace amparo::audit
