// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Points in time and calendar dates, and their one text form (RFC 3339, UTC; ISO 8601 dates).
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace amparo {

/// UTC, whole milliseconds. The engine never reads a clock: a host hands `now` in.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Date = std::chrono::year_month_day;
/// How far the clocks of a place are ahead of UTC at an instant; where people put them forward it changes with the year.
using UtcOffset = std::function<std::chrono::minutes(Instant)>;

/// "2031-03-01". Nothing for another form or a day that does not exist (30 February); years 1000 to 9999.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// "2031-03-01T18:30:00Z", seconds optional fraction of 1-3 digits. Only UTC: an offset is refused.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

[[nodiscard]] std::string text(Date date);
/// Always with milliseconds: "2031-03-01T18:30:00.000Z".
[[nodiscard]] std::string text(Instant instant);
[[nodiscard]] Date date_of(Instant instant);

}  // namespace amparo
