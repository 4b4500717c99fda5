// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

namespace amparo::standards {

/// Letters and digits, small (C4). What is not ASCII falls away, as points and blanks do.
[[nodiscard]] inline std::string folded(std::string_view text) {
    std::string out;
    for (char const c : text) {
        bool const is_small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_small) out += c;
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    std::size_t const first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace amparo::standards
