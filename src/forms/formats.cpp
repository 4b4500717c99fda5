// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats.hpp"

#include <algorithm>
#include <string>

namespace amparo::forms {
namespace {

constexpr std::string_view kFarthestOffset = "14:00";  ///< Of any place.

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool has_no_space(std::string_view text) noexcept {
    return std::none_of(text.begin(), text.end(), [](char c) { return c == ' ' || is_control(c); });
}

}  // namespace

bool is_control(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool is_partial_date(std::string_view text) {
    if (text.size() == 4) return parse_date(std::string{text} + "-01-01").has_value();
    if (text.size() == 7) return parse_date(std::string{text} + "-01").has_value();
    return parse_date(text).has_value();
}

bool is_time(std::string_view text) noexcept {
    if (text.size() != 5 || text[2] != ':' || !is_digit(text[0]) || !is_digit(text[1]) ||
        !is_digit(text[3]) || !is_digit(text[4]))
        return false;
    int const hour = (text[0] - '0') * 10 + (text[1] - '0');
    int const minute = (text[3] - '0') * 10 + (text[4] - '0');
    return (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
}

std::optional<Instant> instant_of(std::string_view text) {
    constexpr std::size_t kOffset = 6;
    if (text.size() < kOffset || (text[text.size() - kOffset] != '+' && text[text.size() - kOffset] != '-'))
        return parse_instant(text);
    std::string_view const offset = text.substr(text.size() - kOffset);
    if (!is_time(offset.substr(1)) || offset.substr(1) > kFarthestOffset) return std::nullopt;
    auto const there = parse_instant(std::string{text.substr(0, text.size() - kOffset)} + "Z");
    if (!there) return std::nullopt;
    auto const two = [&](std::size_t at) { return (offset[at] - '0') * 10 + (offset[at + 1] - '0'); };
    std::chrono::minutes const ahead = std::chrono::hours{two(1)} + std::chrono::minutes{two(4)};
    // Read again, as the first and last year have an end.
    return parse_instant(amparo::text(offset[0] == '-' ? *there + ahead : *there - ahead));
}

bool is_phone(std::string_view text) noexcept {
    auto const digits = std::count_if(text.begin(), text.end(), is_digit);
    bool const clean = std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || std::string_view{"+ ()-./,;*#xX"}.find(c) != std::string_view::npos;
    });
    return clean && digits >= 3 && digits <= 25;
}

bool is_email(std::string_view text) noexcept {
    std::size_t const sign = text.find('@');
    if (sign == std::string_view::npos || sign == 0 || text.find('@', sign + 1) != std::string_view::npos)
        return false;
    std::string_view const host = text.substr(sign + 1);
    std::size_t const dot = host.rfind('.');
    return has_no_space(text) && dot != std::string_view::npos && dot > 0 && dot + 1 < host.size();
}

bool is_url(std::string_view text) noexcept {
    auto const begins_with = [text](std::string_view scheme) {
        return text.size() > scheme.size() &&
               std::equal(scheme.begin(), scheme.end(), text.begin(), [](char wanted, char c) {
                   return c == wanted || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == wanted);
               });
    };
    return has_no_space(text) && (begins_with("https://") || begins_with("http://"));
}

}  // namespace amparo::forms
