// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/plan/calendar.hpp"

#include <gtest/gtest.h>

#include <vector>

using namespace amparo;
using namespace amparo::plan;

namespace {

constexpr Date kDay{std::chrono::year{2031} / 2 / 28};
Instant const kMade = parse_instant("2031-02-01T09:00:00Z").value();

}  // namespace

TEST(Calendar, I1_I2_OneWordDaysAndHours) {
    std::vector<CalendarEntry> const entries{
        {"aa11", kDay, std::nullopt},
        {"bb22", kDay, parse_instant("2031-02-28T23:45:10Z"), std::chrono::minutes{30}}};
    EXPECT_EQ(calendar_text(entries, "Busy", kMade),
              "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//calendar//EN\r\n"
              "BEGIN:VEVENT\r\nUID:aa11\r\nDTSTAMP:20310201T090000Z\r\nDTSTART;VALUE=DATE:20310228\r\n"
              "DTEND;VALUE=DATE:20310301\r\nSUMMARY:Busy\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n"
              "BEGIN:VEVENT\r\nUID:bb22\r\nDTSTAMP:20310201T090000Z\r\nDTSTART:20310228T234510Z\r\n"
              "DTEND:20310301T001510Z\r\nSUMMARY:Busy\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n"
              "END:VCALENDAR\r\n");
}

TEST(Calendar, I2_LongLinesAreFoldedNeverInsideALetter) {
    std::string word;
    for (int i = 0; i < 60; ++i) word += "ñ,";
    std::vector<CalendarEntry> const entries{{std::string(64, 'a'), kDay, std::nullopt}};
    std::string const text = calendar_text(entries, word, kMade);
    std::string unfolded;
    for (std::size_t from = 0; from < text.size();) {
        std::size_t const end = text.find("\r\n", from);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - from, 75U);
        bool const goes_on = text[from] == ' ';
        EXPECT_NE(static_cast<unsigned char>(text[from + (goes_on ? 1 : 0)]) & 0xC0U, 0x80U);
        unfolded +=
            (goes_on ? "" : "\n") + text.substr(from + (goes_on ? 1 : 0), end - from - (goes_on ? 1 : 0));
        from = end + 2;
    }
    std::string expected = "\nSUMMARY:";
    for (int i = 0; i < 60; ++i) expected += "ñ\\,";
    EXPECT_NE(unfolded.find(expected + "\n"), std::string::npos);
    EXPECT_EQ(calendar_text(entries, "a\r\nDESCRIPTION:x", kMade).find("\nDESCRIPTION"), std::string::npos);
}
