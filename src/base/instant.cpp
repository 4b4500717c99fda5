// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/base/instant.hpp"

#include <cstdio>

namespace amparo {
namespace {

/// The next `count` characters as a decimal number, or nothing; `text` moves past them.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (char const c : text.substr(0, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Date> take_date(std::string_view& text) {
    auto const year = take_digits(text, 4);
    if (!year || *year < 1000 || !take(text, '-')) return std::nullopt;
    auto const month = take_digits(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    auto const day = take_digits(text, 2);
    if (!day) return std::nullopt;
    Date const date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                    std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    auto const date = take_date(text);
    if (!text.empty()) return std::nullopt;
    return date;
}

std::optional<Instant> parse_instant(std::string_view text) {
    auto const date = take_date(text);
    if (!date || !take(text, 'T')) return std::nullopt;
    auto const hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    auto const minute = take_digits(text, 2);
    if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
    auto const second = take_digits(text, 2);
    if (!second || *second > 59) return std::nullopt;
    int millis = 0;
    if (take(text, '.')) {
        int scale = 100;
        int digits = 0;
        while (auto const digit = take_digits(text, 1)) {
            if (++digits > 3) return std::nullopt;
            millis += *digit * scale;
            scale /= 10;
        }
        if (digits == 0) return std::nullopt;
    }
    if (!take(text, 'Z') || !text.empty()) return std::nullopt;
    return Instant{std::chrono::sys_days{*date}} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second} + std::chrono::milliseconds{millis};
}

std::string text(Date date) {
    char out[40];
    int const n = std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()),
                                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {out, static_cast<std::size_t>(n)};
}

Date date_of(Instant instant) {
    return Date{std::chrono::floor<std::chrono::days>(instant)};
}

std::string text(Instant instant) {
    auto const day = std::chrono::floor<std::chrono::days>(instant);
    auto const ms = static_cast<int>((instant - day).count());
    char out[40];
    int const n = std::snprintf(out, sizeof out, "T%02d:%02d:%02d.%03dZ", ms / 3'600'000, ms / 60'000 % 60,
                                ms / 1000 % 60, ms % 1000);
    return text(Date{day}) + std::string{out, static_cast<std::size_t>(n)};
}

}  // namespace amparo
