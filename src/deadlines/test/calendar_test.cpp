// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/deadlines/calendar.hpp"
#include "amparo/deadlines/table.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

using namespace amparo;
using namespace amparo::deadlines;

namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}
Calendar const& calendar(std::string_view id) {
    Calendar const* const found = shipped().calendar(id);
    EXPECT_NE(found, nullptr) << id;
    return *found;
}
/// Closed days of a year that are no weekend.
std::set<std::string> closed_weekdays(Calendar const& c, int year) {
    std::set<std::string> out;
    for (std::chrono::sys_days d = std::chrono::year{year} / 1 / 1; d < std::chrono::year{year + 1} / 1 / 1;
         d += std::chrono::days{1})
        if (auto const closed = c.closed(d); closed && !closed->holiday.en.empty()) out.insert(text(Date{d}));
    return out;
}

}  // namespace

TEST(Calendar, K1_SaturdayAndSundayAreClosedEverywhere) {
    Calendar const none;
    EXPECT_FALSE(none.closed(day("2025-03-14")));
    EXPECT_TRUE(none.closed(day("2025-03-15"))->holiday.en.empty());
    EXPECT_TRUE(none.closed(day("2025-03-16")));
    EXPECT_FALSE(none.closed(day("2025-03-17")));
}

// As the Office of Personnel Management publishes them.
TEST(Calendar, K2_K3_TheFederalHolidaysOfTheseYears) {
    Calendar const& us = calendar("us_federal");
    EXPECT_EQ(closed_weekdays(us, 2020),
              (std::set<std::string>{"2020-01-01", "2020-01-20", "2020-02-17", "2020-05-25", "2020-07-03",
                                     "2020-09-07", "2020-10-12", "2020-11-11", "2020-11-26", "2020-12-25"}));
    // 2022-01-01 is a Saturday, so it is kept in the year before.
    EXPECT_EQ(closed_weekdays(us, 2021),
              (std::set<std::string>{"2021-01-01", "2021-01-18", "2021-02-15", "2021-05-31", "2021-06-18",
                                     "2021-07-05", "2021-09-06", "2021-10-11", "2021-11-11", "2021-11-25",
                                     "2021-12-24", "2021-12-31"}));
    EXPECT_EQ(closed_weekdays(us, 2022),
              (std::set<std::string>{"2022-01-17", "2022-02-21", "2022-05-30", "2022-06-20", "2022-07-04",
                                     "2022-09-05", "2022-10-10", "2022-11-11", "2022-11-24", "2022-12-26"}));
}

// As gov.uk publishes them.
TEST(Calendar, K2_K3_TheBankHolidaysOfTheseYears) {
    Calendar const& uk = calendar("uk_england_wales");
    EXPECT_EQ(closed_weekdays(uk, 2020),
              (std::set<std::string>{"2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25",
                                     "2020-08-31", "2020-12-25", "2020-12-28"}));
    EXPECT_EQ(closed_weekdays(uk, 2021),
              (std::set<std::string>{"2021-01-01", "2021-04-02", "2021-04-05", "2021-05-03", "2021-05-31",
                                     "2021-08-30", "2021-12-27", "2021-12-28"}));
    EXPECT_EQ(closed_weekdays(uk, 2022),
              (std::set<std::string>{"2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-06-02",
                                     "2022-06-03", "2022-08-29", "2022-09-19", "2022-12-26", "2022-12-27"}));
}

TEST(Calendar, K3_NoTwoHolidaysOfAYearShareADay) {
    for (Calendar const& c : shipped().calendars)
        for (int year = 1990; year < 2090; ++year) {
            std::set<std::string> seen;
            for (Calendar::Kept const& kept : c.of_year(year)) {
                EXPECT_TRUE(seen.insert(text(kept.day)).second) << c.id << text(kept.day);
                EXPECT_TRUE(!is_weekend(kept.day)) << c.id << text(kept.day);
            }
        }
}

TEST(Calendar, EasterIsTheSundayOfTheTables) {
    for (char const* known : {"1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21",
                              "2024-03-31", "2025-04-20", "2038-04-25"})
        EXPECT_EQ(text(easter(std::stoi(std::string{known}.substr(0, 4)))), known);
}
