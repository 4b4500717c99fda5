// SPDX-License-Identifier: AGPL-3.0-or-later
#include "checks.hpp"

#include "amparo/forms/form.hpp"

#include <algorithm>
#include <numeric>

namespace amparo::forms {
namespace {

unsigned char byte_at(std::string_view text, std::size_t i) noexcept {
    return static_cast<unsigned char>(text[i]);
}

/// Bytes of the well-formed character at `i` (Unicode table 3-7), 0 if there is none.
std::size_t character_length(std::string_view text, std::size_t i) noexcept {
    unsigned char const lead = byte_at(text, i);
    if (lead < 0x80) return 1;
    std::size_t const length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - i < length) return 0;
    unsigned char const second = byte_at(text, i + 1);
    unsigned char const low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char const high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) return 0;
    for (std::size_t k = 2; k < length; ++k)
        if ((byte_at(text, i + k) & 0xC0U) != 0x80) return 0;
    return length;
}

bool is_space(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

bool is_name(std::string_view text) noexcept {
    if (text.empty() || text.size() > kNameLengthMax || text[0] < 'a' || text[0] > 'z') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_utf8(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size();) {
        std::size_t const length = character_length(text, i);
        if (length == 0) return false;
        i += length;
    }
    return true;
}

std::size_t code_points(std::string_view utf8) noexcept {
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

std::string_view first_code_points(std::string_view utf8, std::size_t count) noexcept {
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        bool const starts = (byte_at(utf8, i) & 0xC0U) != 0x80;
        if (starts && count-- == 0) return utf8.substr(0, i);
    }
    return utf8;
}

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view nearest(std::string_view wanted, std::vector<std::string_view> const& names) {
    if (wanted.size() > kNameLengthMax) return {};
    std::string_view best;
    std::size_t fewest = std::max<std::size_t>(1, wanted.size() / 3) + 1;
    for (std::string_view const name : names) {
        std::size_t const d = distance(wanted, name);
        if (d < fewest) {
            fewest = d;
            best = name;
        }
    }
    return best;
}

std::string at(std::string_view list, std::size_t index) {
    return std::string{list} + "[" + std::to_string(index) + "]";
}

std::string under(std::string_view place, std::string_view name) {
    return place.empty() ? std::string{name} : std::string{place} + "." + std::string{name};
}

}  // namespace amparo::forms
