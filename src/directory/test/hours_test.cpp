// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/hours.hpp"

#include <gtest/gtest.h>

#include <random>

namespace amparo::directory {
namespace {

using Openings = std::vector<OpenHours>;

Openings read(std::string_view text) {
    auto const hours = parse_hours(text);
    EXPECT_TRUE(hours.ok()) << text;
    return hours.ok() ? hours.value() : Openings{};
}
HoursError refused(std::string_view text) {
    auto const hours = parse_hours(text);
    EXPECT_FALSE(hours.ok()) << text;
    return hours.ok() ? HoursError::kEmpty : hours.error();
}

TEST(Hours, AWeekAsLegalAidWritesIt) {
    EXPECT_EQ(read("Sunday: Closed Monday: 8:30-12:00 , 13:00-17:00  Tuesday: 9:00-17:00  Saturday: Closed"),
              (Openings{{0, 510, 720}, {0, 780, 1020}, {1, 540, 1020}}));
}

TEST(Hours, RangesListsAndWordsOfWeekdays) {
    EXPECT_EQ(read("Mon-Wed 9am to 5pm"), (Openings{{0, 540, 1020}, {1, 540, 1020}, {2, 540, 1020}}));
    EXPECT_EQ(read("Tuesdays, Thurs & Sat: 10:00 am - 2:30 p.m."),
              (Openings{{1, 600, 870}, {3, 600, 870}, {5, 600, 870}}));
    EXPECT_EQ(read("Sat through Mon noon to midnight"),
              (Openings{{0, 720, 1440}, {5, 720, 1440}, {6, 720, 1440}}));
    EXPECT_EQ(read("Monday 9:00:00\xE2\x80\x93"
                   "12:00:00, 9:00:00-12:00:00"),
              (Openings{{0, 540, 720}}));
    EXPECT_EQ(read("24/7").size(), 7U);
    EXPECT_EQ(read("Mon 24 hours"), (Openings{{0, 0, 1440}}));
    EXPECT_EQ(read("closed"), Openings{});
}

TEST(Hours, D20_OneWordThatIsNotUnderstoodLeavesAllUnread) {
    EXPECT_EQ(refused("Monday 9:00-17:00, Tuesday by appointment"), HoursError::kNotWeekly);
    EXPECT_EQ(refused("2nd & 4th Tuesday 12:00pm - 4:00pm"), HoursError::kNotWeekly);
    EXPECT_EQ(refused("Monday: 3rd Monday of the Month, 10am (except holidays)"), HoursError::kNotWeekly);
    EXPECT_EQ(refused("9:00am"), HoursError::kNoWeekday);
    EXPECT_EQ(refused("9:00-17:00"), HoursError::kNoWeekday);
    EXPECT_EQ(refused("Monday 9:00"), HoursError::kNotWeekly);
    EXPECT_EQ(refused("Monday"), HoursError::kNotWeekly);
    EXPECT_EQ(refused("  "), HoursError::kEmpty);
    EXPECT_EQ(refused("Monday 25:00-26:00"), HoursError::kBadTime);
    EXPECT_EQ(refused("Monday 13pm-15pm"), HoursError::kBadTime);
    EXPECT_EQ(refused("Monday 9:75-10:00"), HoursError::kBadTime);
    EXPECT_EQ(refused(std::string(5000, ' ') + "Monday 9:00-17:00"), HoursError::kNotWeekly);
}

TEST(Hours, D21_TimesThatMayMeanMorningOrAfternoonAreNotRead) {
    EXPECT_EQ(refused("Monday 9:00-5:00"), HoursError::kAmbiguous);
    EXPECT_EQ(refused("Monday 10-4"), HoursError::kAmbiguous);
    EXPECT_EQ(refused("Thursday 1:00-17:00"), HoursError::kAmbiguous);
    EXPECT_EQ(read("Thursday 01:00-05:00"), (Openings{{3, 60, 300}}));
    EXPECT_EQ(read("Monday 8:30a-4:30"), (Openings{{0, 510, 990}}));
    EXPECT_EQ(read("Monday 9-5pm"), (Openings{{0, 540, 1020}}));
    EXPECT_EQ(read("Monday 1-5pm"), (Openings{{0, 780, 1020}}));
    EXPECT_EQ(read("Monday 12-4pm"), (Openings{{0, 720, 960}}));
    EXPECT_EQ(read("Monday 9:00-1:00 PM"), (Openings{{0, 540, 780}}));
}

TEST(Hours, D22_ClosingBeforeOpeningIsAfterMidnight) {
    EXPECT_EQ(read("Friday 20:00-04:00"), (Openings{{4, 1200, 1680}}));
    EXPECT_EQ(read("Friday 10pm-2am"), (Openings{{4, 1320, 1560}}));
    EXPECT_EQ(read("Friday 0:00-24:00"), (Openings{{4, 0, 1440}}));
    EXPECT_EQ(read("Friday 00:00-00:00"), (Openings{{4, 0, 1440}}));
}

TEST(Hours, D22_TheNightAfterSundayIsMonday) {
    Openings const hours{{6, 1200, 1680}};
    EXPECT_EQ(open_at(hours, 6, 1199), false);
    EXPECT_EQ(open_at(hours, 6, 1200), true);
    EXPECT_EQ(open_at(hours, 0, 239), true);
    EXPECT_EQ(open_at(hours, 0, 240), false);
    EXPECT_EQ(open_at(hours, 5, 60), false);
}

TEST(Hours, D23_WithoutHoursNothingIsKnown) {
    EXPECT_EQ(open_at({}, 0, 600), std::nullopt);
    EXPECT_EQ(open_at(Openings{{1, 0, 1440}}, 0, 600), false);
}

TEST(Hours, OneOpeningFromTwoTimes) {
    EXPECT_EQ(parse_opening(2, "9:00am", "5:00pm").value(), (OpenHours{2, 540, 1020}));
    EXPECT_EQ(parse_opening(2, "10:00:00", "18:00:00").value(), (OpenHours{2, 600, 1080}));
    EXPECT_FALSE(parse_opening(2, "morning", "18:00").ok());
    EXPECT_FALSE(parse_opening(2, "24:00", "18:00").ok());
}

TEST(Hours, WhatIsWrittenIsReadAgain) {
    std::mt19937 chance{20310301};
    SCOPED_TRACE("seed 20310301");
    for (int round = 0; round < 2000; ++round) {
        Openings hours;
        std::string text;
        for (unsigned i = 0; i <= chance() % 6; ++i) {
            OpenHours open{static_cast<std::uint8_t>(chance() % 7),
                           static_cast<std::uint16_t>(chance() % 1440), 0};
            open.closes = static_cast<std::uint16_t>(open.opens + 1 + chance() % (1440 - open.opens));
            hours.push_back(open);
            text += std::string{weekday_name(open.weekday)} + " " + clock_text(open.opens) + "-" +
                    clock_text(open.closes) + "; ";
        }
        put_in_order(hours);
        ASSERT_EQ(read(text), hours) << text;
    }
}

TEST(Hours, AnyBytesAreReadOrRefused) {
    std::mt19937 chance{7};
    SCOPED_TRACE("seed 7");
    constexpr std::string_view kPieces[] = {"Mon", "-",      "9",    ":00",          "am",   " ",
                                            ",",   "closed", "24/7", "\xE2\x80\x93", "\xFF", "to",
                                            "sun", "99",     "and",  "\n",           "."};
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (unsigned i = 0; i < chance() % 14; ++i) text += kPieces[chance() % std::size(kPieces)];
        auto const hours = parse_hours(text);
        if (!hours.ok()) continue;
        for (OpenHours const& open : hours.value()) {
            ASSERT_LT(open.weekday, 7);
            ASSERT_LT(open.opens, 1440);
            ASSERT_GT(open.closes, open.opens);
            ASSERT_LE(open.closes, open.opens + 1440);
        }
    }
}

}  // namespace
}  // namespace amparo::directory
