// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Opening hours, from a provider's words to minutes, and the question "is it open then?".
///
/// Rules (tests in test/hours_test.cpp carry the numbers):
/// D20 Nothing is guessed. If any word of a text is not understood, none of it is read and the words are
///     kept: hours read in half would say "closed" of a day nobody read.
/// D21 Times without am or pm are read by the 24-hour clock, unless the writer plainly meant another: closing
///     at or before an opening in the morning ("9:00-5:00"), or opening at 1 to 5 written with one digit
///     ("1:00-4:00"). Those are not read. One am or pm in a pair serves both times ("9-5pm", "8:30a-4:30").
/// D22 A pair that ends at or before its start goes on after midnight, into the next day.
/// D23 Without hours nothing is known: open_at answers neither yes nor no.
#include "amparo/base/result.hpp"
#include "amparo/directory/entry.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::directory {

enum class HoursError {
    kEmpty,      ///< Nothing to read.
    kNoWeekday,  ///< Times, but not on which days.
    kAmbiguous,  ///< D21.
    kNotWeekly,  ///< A word that is not a weekday, a time or a joining word: "2nd Tuesday", "by appointment".
    kBadTime,    ///< 25:00, 9:75, 13 pm.
};

/// "Sunday: Closed Monday: 9:00-17:00", "Mon-Fri 9am to 5pm; Sat 10-12am", "24/7", … in English. Sorted by
/// weekday and time, each opening once. Closed all week gives an empty list. At most `kHoursTextBytesMax`
/// bytes are read.
[[nodiscard]] Result<std::vector<OpenHours>, HoursError> parse_hours(std::string_view text);
inline constexpr std::size_t kHoursTextBytesMax = 4096;

/// One opening from two times: "9:00am" and "17:00".
[[nodiscard]] Result<OpenHours, HoursError> parse_opening(std::uint8_t weekday, std::string_view opens,
                                                          std::string_view closes);

/// "monday", "Mon", "MO", "tues", … as 0 Monday … 6 Sunday.
[[nodiscard]] std::optional<std::uint8_t> parse_weekday(std::string_view text);
[[nodiscard]] std::string_view weekday_name(std::uint8_t weekday);  ///< 0..6: "monday" … "sunday".
[[nodiscard]] std::string clock_text(unsigned minutes);  ///< 0..2879: "09:00"; 1440 is "24:00", 1500 "01:00".

/// Whether it is open at `minute` (0..1439) of `weekday` (0 Monday … 6 Sunday); nothing if no hours are
/// stated.
[[nodiscard]] std::optional<bool> open_at(std::span<OpenHours const> hours, std::uint8_t weekday,
                                          std::uint16_t minute);

/// Sorted by weekday, opening and closing, each once.
void put_in_order(std::vector<OpenHours>& hours);

}  // namespace amparo::directory
