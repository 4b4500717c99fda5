// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/plan/calendar.hpp"

#include <algorithm>

namespace amparo::plan {
namespace {

constexpr std::size_t kOctetsMax = 75;

/// I2: a long line goes on after CRLF and a space; never inside a letter.
void line(std::string& out, std::string_view text) {
    std::size_t room = kOctetsMax;
    while (text.size() > room) {
        std::size_t cut = room;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
        out.append(text.substr(0, cut)).append("\r\n ");
        text.remove_prefix(cut);
        room = kOctetsMax - 1;
    }
    out.append(text).append("\r\n");
}

std::string escaped(std::string_view word) {
    std::string out;
    for (char const c : word) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return out;
}

std::string digits_of(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '-' || c == ':'; }),
               text.end());
    return text;
}

std::string day_text(Date day) {
    return digits_of(text(day));
}
/// "20310301T183000Z".
std::string moment_text(Instant at) {
    return digits_of(text(at).substr(0, 19)) + "Z";
}

/// "20310301T093000": as the clock of the place shows it.
std::string wall_text(Date day, std::chrono::minutes at) {
    std::chrono::sys_days const midnight{day};
    return digits_of(text(Instant{midnight} + at).substr(0, 19));
}

}  // namespace

std::string calendar_text(std::span<CalendarEntry const> entries, std::string_view word, Instant made) {
    std::string out;
    line(out, "BEGIN:VCALENDAR");
    line(out, "VERSION:2.0");
    line(out, "PRODID:-//calendar//EN");
    for (CalendarEntry const& entry : entries) {
        line(out, "BEGIN:VEVENT");
        line(out, "UID:" + entry.uid);
        line(out, "DTSTAMP:" + moment_text(made));
        if (entry.starts) {
            line(out, "DTSTART:" + moment_text(*entry.starts));
            line(out, "DTEND:" + moment_text(*entry.starts + entry.lasts));
        } else if (entry.at) {
            line(out, "DTSTART:" + wall_text(entry.day, *entry.at));
            line(out, "DTEND:" + wall_text(entry.day, *entry.at + entry.lasts));
        } else {
            line(out, "DTSTART;VALUE=DATE:" + day_text(entry.day));
            line(out, "DTEND;VALUE=DATE:" +
                          day_text(Date{std::chrono::sys_days{entry.day} + std::chrono::days{1}}));
        }
        line(out, "SUMMARY:" + escaped(word));
        line(out, "CLASS:PRIVATE");
        line(out, "END:VEVENT");
    }
    line(out, "END:VCALENDAR");
    return out;
}

}  // namespace amparo::plan
