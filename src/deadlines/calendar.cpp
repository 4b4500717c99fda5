// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/deadlines/calendar.hpp"

#include <algorithm>

namespace amparo::deadlines {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

unsigned weekday_of(Date day) {
    return std::chrono::weekday{sys_days{day}}.iso_encoding();
}

Date own_day(Holiday const& h, int year) {
    std::chrono::year_month const month = std::chrono::year{year} / std::chrono::month{h.month};
    std::chrono::weekday const weekday{h.weekday};
    switch (h.kind) {
        case Holiday::Kind::kFixed:
            return month / std::chrono::day{h.day};
        case Holiday::Kind::kNth:
            return sys_days{month / weekday[h.nth]};
        case Holiday::Kind::kLast:
            return sys_days{month / weekday[std::chrono::last]};
        case Holiday::Kind::kEaster:
            return sys_days{easter(year)} + days{h.from_easter};
    }
    return month / std::chrono::day{1};
}

Date nearest_weekday(Date day) {
    if (!is_weekend(day)) return day;
    return sys_days{day} + (weekday_of(day) == 6 ? days{-1} : days{1});
}

}  // namespace

bool is_weekend(Date day) {
    return weekday_of(day) >= 6;
}

/// The computus for the Gregorian calendar ("Meeus/Jones/Butcher").
Date easter(int year) {
    int const a = year % 19;
    int const b = year / 100;
    int const c = year % 100;
    int const g = (b - (b + 8) / 25 + 1) / 3;
    int const h = (19 * a + b - b / 4 - g + 15) % 30;
    int const l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int const m = (a + 11 * h + 22 * l) / 451;
    int const n = h + l - 7 * m + 114;
    return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(n / 31)} /
           std::chrono::day{static_cast<unsigned>(n % 31 + 1)};
}

std::vector<Calendar::Kept> Calendar::of_year(int year) const {
    std::vector<Kept> out;
    std::vector<Holiday const*> to_move;
    auto const is_taken = [&](Date day) {
        return std::any_of(out.begin(), out.end(), [&](Kept const& k) { return k.day == day; });
    };
    for (Holiday const& h : holidays) {
        if (year < h.first_year || year > h.last_year) continue;
        Date const own = own_day(h, year);
        if (std::find(not_kept.begin(), not_kept.end(), own) != not_kept.end()) continue;
        if (is_weekend(own) && h.observed == Holiday::Observed::kNextOpen)
            to_move.push_back(&h);
        else if (h.observed == Holiday::Observed::kNearest)
            out.push_back({nearest_weekday(own), h.name, is_weekend(own)});
        else
            out.push_back({own, h.name, false});
    }
    for (Holiday const* h : to_move) {  // K3: after all that stay on their own day.
        Date day = own_day(*h, year);
        while (is_weekend(day) || is_taken(day)) day = sys_days{day} + days{1};
        out.push_back({day, h->name, true});
    }
    return out;
}

std::optional<Closed> Calendar::closed(Date day) const {
    if (is_weekend(day)) return Closed{};
    for (auto const& [single, single_name] : single_days)
        if (single == day) return Closed{single_name, false};
    int const year = static_cast<int>(day.year());
    for (int const of : {year, year + 1})  // 1 January on a Saturday is kept on 31 December.
        for (Kept const& kept : of_year(of))
            if (kept.day == day) return Closed{kept.name, kept.is_observed};
    return std::nullopt;
}

}  // namespace amparo::deadlines
