// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Days and hours for the calendar of a telephone, which others look at and companies copy.
///
///   I1  Nothing told. Every entry has the same word. No name, place, kind, note, alarm text, organiser or guest:
///       there is no parameter for one.
///   I2  Form.        RFC 5545: CRLF, lines of at most 75 octets, times in UTC; an hour of which only the place's
///       clock is known stands without a zone; a day without an hour is a whole day.
///   I3  Again.       Each entry's uid is the caller's, opaque, and stays: importing again changes what is there.
#include "amparo/base/instant.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace amparo::plan {

struct CalendarEntry {
    std::string uid;  ///< Hex digits.
    Date day;
    std::optional<Instant> starts;  ///< Nothing: the whole day, or `at`.
    std::chrono::minutes lasts{30};
    std::optional<std::chrono::minutes> at{};  ///< After midnight, by the clock of the place.
};

/// `word`: what each entry is called. `made`: when this was written.
[[nodiscard]] std::string calendar_text(std::span<CalendarEntry const> entries, std::string_view word,
                                        Instant made);

}  // namespace amparo::plan
