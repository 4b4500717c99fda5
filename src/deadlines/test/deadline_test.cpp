// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/deadlines/deadline.hpp"
#include "amparo/deadlines/table.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

using namespace amparo;
using namespace amparo::deadlines;

namespace {

using std::chrono::days;
using std::chrono::sys_days;

Date day(std::string_view text) {
    return parse_date(text).value();
}
Rule const& rule(std::string_view id) {
    Rule const* const found = shipped().find(id);
    EXPECT_NE(found, nullptr) << id;
    return *found;
}
Computed computed(std::string_view id, Json const& facts) {
    auto const read = facts_in(rule(id), facts);
    EXPECT_TRUE(read.ok()) << id;
    auto const out = compute(shipped(), rule(id), read.value());
    EXPECT_TRUE(out.ok()) << id;
    return out.value();
}
std::string last_day(std::string_view id, Json const& facts) {
    return text(computed(id, facts).date);
}
FactCode refused(std::string_view id, Json const& facts) {
    auto const read = facts_in(rule(id), facts);
    if (!read.ok()) return read.error().code;
    auto const out = compute(shipped(), rule(id), read.value());
    EXPECT_FALSE(out.ok());
    return out.error().code;
}
bool has(Computed const& c, StepCode code) {
    return std::any_of(c.steps.begin(), c.steps.end(), [&](Step const& s) { return s.code == code; });
}
bool moves(Step const& s) {
    return s.code != StepCode::kNotCounted && s.code != StepCode::kNotKnown;
}

}  // namespace

TEST(Deadline, D1_TheCasesWorkedByHand) {
    std::ifstream in{AMPARO_SOURCE_DIR "/src/deadlines/test/oracle_cases.json"};
    std::string const file{std::istreambuf_iterator<char>{in}, {}};
    auto const parsed = codec::parse_json(file);
    ASSERT_TRUE(parsed.ok());
    Json const& cases = codec::list_at(parsed.value(), "cases");
    ASSERT_EQ(cases.size(), 8U);
    for (Json const& c : cases) {
        SCOPED_TRACE(codec::to_text(c));
        Computed const got = computed(codec::string_or(c, "rule"), codec::list_at(c, "facts"));
        for (auto const& [what, expected] : codec::list_at(c, "expected").items()) {
            if (what == "continuous") {
                ASSERT_TRUE(got.absences);
                EXPECT_EQ(!got.absences->is_broken, expected.get<bool>());
            } else {
                EXPECT_EQ(text(got.date), expected.get<std::string>());
            }
            if (what == "minimum_end") {
                EXPECT_EQ(got.means, Means::kAtLeastUntil);
            }
            if (what == "ends") {
                EXPECT_EQ(got.means, Means::kEnds);
            }
        }
        if (codec::bool_at(c, "convention").value_or(false)) {
            EXPECT_TRUE(got.is_convention);
        }
    }
}

TEST(Deadline, D1_EveryRuleSaysWhereItIsFromAndThatNoAttorneyConfirmedItYet) {
    for (Rule const& r : shipped().rules) {
        SCOPED_TRACE(r.id);
        EXPECT_FALSE(r.cite.empty());
        EXPECT_FALSE(r.as_of.empty());
        EXPECT_TRUE(
            r.verified_by.empty());  // A name goes in with the attorney's date, by a commit that says who.
        EXPECT_FALSE(r.warn_days.empty());
    }
    EXPECT_EQ(rule("eu_2004_81_permit").reading, Reading::kNotRead);
    EXPECT_EQ(rule("us_continued_presence").reading, Reading::kSecondary);
}

TEST(Deadline, D2_TheStepsDoneAgainGiveTheDateInEveryRule) {
    std::mt19937 random{20310301};
    std::uniform_int_distribution<int> offset{0, 36'500};
    std::uniform_int_distribution<int> coin{0, 1};
    for (int i = 0; i < 20'000; ++i) {
        SCOPED_TRACE(i);
        Rule const& r = shipped().rules[static_cast<std::size_t>(i) % shipped().rules.size()];
        Facts facts;
        sys_days const start = sys_days{day("1990-01-01")} + days{offset(random)};
        for (FactAsked const& f : r.facts) {
            if (!f.required && coin(random) == 0) continue;
            if (f.type == FactType::kDate) facts.emplace(f.name, Date{start + days{offset(random) / 20}});
            if (f.type == FactType::kYesNo) facts.emplace(f.name, coin(random) == 1);
            if (f.type == FactType::kPeriods)
                facts.emplace(f.name, std::vector<Period>{{start + days{2000}, start + days{2030}}});
        }
        auto const out = compute(shipped(), r, facts);
        ASSERT_TRUE(out.ok()) << r.id;
        std::optional<Date> at;
        for (Step const& s : out.value().steps) {
            if (!moves(s)) continue;
            if (s.code != StepCode::kStart && s.code != StepCode::kTaken) {
                EXPECT_EQ(s.from, *at) << r.id;
            }
            at = s.to;
        }
        EXPECT_EQ(at, out.value().date) << r.id;
        for (Step const& s : out.value().steps)
            for (char const* language : {"en", "es"}) EXPECT_FALSE(words(s, language).empty());
    }
}

TEST(Deadline, D3_DaysAfterLeaveTheFirstDayOutAPeriodCountsIt) {
    EXPECT_EQ(last_day("us_u_revocation_rebut", {{"notice", "2025-01-01"}}), "2025-01-31");
    EXPECT_EQ(last_day("uk_recovery_30d", {{"rg_decision", "2025-01-01"}}), "2025-01-30");
    EXPECT_EQ(last_day("us_u_status_4y", {{"approved", "2024-03-01"}}), "2028-02-29");
    EXPECT_EQ(last_day("us_u_status_4y", {{"approved", "2024-02-29"}}), "2028-02-28");
}

TEST(Deadline, D3_WhereTheMonthHasNoSuchDayItsLastIsTakenAndSaidToBeAConvention) {
    Computed const c = computed("us_u_supb_6mo", {{"signed", "2025-08-31"}});
    EXPECT_EQ(text(c.date), "2026-02-28");
    EXPECT_TRUE(c.is_convention);
    EXPECT_TRUE(has(c, StepCode::kMonthEnd));
    EXPECT_FALSE(computed("us_u_supb_6mo", {{"signed", "2025-08-28"}}).is_convention);
    EXPECT_EQ(last_day("us_civil_1595",
                       {{"cause_arose", "2010-01-01"}, {"victim_minor", "yes"}, {"dob", "2000-02-29"}}),
              "2028-02-28");
}

// A model that walks the days one by one, over a century.
TEST(Deadline, D4_ALastDayRunsToTheFirstOpenOneAndNoFurther) {
    Calendar const& us = *shipped().calendar("us_federal");
    for (sys_days d = day("1998-01-01"); d < sys_days{day("2098-01-01")}; d += days{1}) {
        Date const arrived{d};
        Date anniversary = arrived + std::chrono::years{1};
        if (!anniversary.ok()) anniversary = anniversary.year() / 2 / 28;
        Date const got = computed("us_asylum_1yr", {{"last_arrival", text(arrived)}}).date;
        ASSERT_FALSE(us.closed(got)) << text(arrived);
        ASSERT_LE(anniversary, got);
        for (sys_days between = anniversary; between < sys_days{got}; between += days{1})
            ASSERT_TRUE(us.closed(between)) << text(arrived);
        ASSERT_LE((sys_days{got} - sys_days{anniversary}).count(), 4);
    }
}

TEST(Deadline, D4_WorkingDaysLeaveClosedDaysOut) {
    // Christmas 2021: Saturday 25 and Sunday 26 are kept on Monday 27 and Tuesday 28; 3 January 2022 too.
    EXPECT_EQ(last_day("uk_rg_5wd", {{"referred", "2021-12-23"}}), "2022-01-04");
    EXPECT_EQ(last_day("uk_rg_5wd", {{"referred", "2025-03-03"}}), "2025-03-10");
    Calendar const& uk = *shipped().calendar("uk_england_wales");
    for (sys_days d = day("2001-01-01"); d < sys_days{day("2060-01-01")}; d += days{1}) {
        sys_days at = d;
        for (int open = 0; open < 5;) open += uk.closed(at += days{1}) ? 0 : 1;
        ASSERT_EQ(last_day("uk_rg_5wd", {{"referred", text(Date{d})}}), text(Date{at}));
    }
}

TEST(Deadline, D4_ARuleThatDoesNotSaySoNeverMovesADate) {
    // A Saturday.
    EXPECT_EQ(last_day("us_civil_1595", {{"cause_arose", "2018-09-09"}}), "2028-09-09");
}

TEST(Deadline, D4_ACalendarThatDoesNotReachSoFarBackSaysSo) {
    Computed const c = computed("uk_rg_5wd", {{"referred", "1999-03-01"}});
    EXPECT_TRUE(has(c, StepCode::kNotKnown));
    EXPECT_TRUE(c.is_convention);
}

TEST(Deadline, D4_AHolidayOnlyObservedIsSaidToBeAConvention) {
    // 5 July 2021, a Monday, stood for Sunday the 4th.
    Computed const c = computed("us_asylum_1yr", {{"last_arrival", "2020-07-05"}});
    EXPECT_EQ(text(c.date), "2021-07-06");
    EXPECT_TRUE(c.is_convention);
    EXPECT_FALSE(computed("us_asylum_1yr", {{"last_arrival", "2024-03-15"}}).is_convention);
}

TEST(Deadline, D5_WhatIsNotKnownNeverMakesItLaterAndIsNamed) {
    Json const facts{{"cause_arose", "2015-05-01"}};
    Computed const c = computed("us_civil_1595", facts);
    EXPECT_EQ(text(c.date), "2025-05-01");
    EXPECT_EQ(c.not_known, std::vector<std::string>{"victim_minor"});
    EXPECT_TRUE(has(c, StepCode::kNotCounted));
    Json adult = facts;
    adult["victim_minor"] = "no";
    EXPECT_TRUE(computed("us_civil_1595", adult).not_known.empty());
}

TEST(Deadline, D6_TheEarlierOrTheLaterAsTheRuleSays) {
    Json facts{{"admitted", "2022-06-01"}, {"case_complete", "2024-01-10"}};
    EXPECT_EQ(last_day("us_t_aos_3y", facts), "2024-01-10");
    facts["case_complete"] = "2026-01-10";
    EXPECT_EQ(last_day("us_t_aos_3y", facts), "2025-06-01");
}

TEST(Deadline, D7_TimeTheClockStoodStillIsAdded) {
    Json facts{{"received", "2025-01-01"}};
    EXPECT_EQ(last_day("us_asylum_ead_150", facts), "2025-05-31");
    facts["delays"] = Json::parse(R"([["2025-02-01","2025-02-11"],["2025-03-01","2025-03-02"]])");
    Computed const c = computed("us_asylum_ead_150", facts);
    EXPECT_EQ(text(c.date), "2025-06-11");
    EXPECT_TRUE(has(c, StepCode::kStopped));
}

TEST(Deadline, D8_OneLongAbsenceOrManyBreakAStayAtTheBound) {
    auto const broken = [](char const* absences) {
        return computed("us_u_aos_3y", {{"admitted", "2022-06-01"}, {"absences", Json::parse(absences)}})
            .absences.value();
    };
    EXPECT_FALSE(broken(R"([["2023-01-01","2023-04-01"]])").is_broken);  // 90 days
    EXPECT_TRUE(broken(R"([["2023-01-01","2023-04-02"]])").is_broken);
    Absences const together =
        broken(R"([["2023-01-01","2023-04-01"],["2024-01-01","2024-03-31"]])");  // 90 and 90
    EXPECT_EQ(together.total_days, 180);
    EXPECT_FALSE(together.is_broken);
    EXPECT_TRUE(
        broken(R"([["2023-01-01","2023-04-01"],["2024-01-01","2024-03-31"],["2024-06-01","2024-06-02"]])")
            .is_broken);
}

TEST(Deadline, D8_D12_PeriodsThatCannotBeAreRefused) {
    auto const code = [](char const* absences) {
        return refused("us_u_aos_3y", {{"admitted", "2022-06-01"}, {"absences", Json::parse(absences)}});
    };
    EXPECT_EQ(code(R"([["2023-04-01","2023-01-01"]])"), FactCode::kPeriodBackwards);
    EXPECT_EQ(code(R"([["2023-02-01","2023-03-01"],["2023-01-01","2023-02-02"]])"),
              FactCode::kPeriodsOverlap);
    EXPECT_EQ(code(R"([["2022-05-31","2022-06-02"]])"), FactCode::kPeriodBeforeStart);
    EXPECT_EQ(code(R"([["2023-04-01"]])"), FactCode::kWrongType);
}

TEST(Deadline, D9_ADocumentsDateComesBeforeTheCount) {
    Standing const s = standing({day("2029-01-09"), day("2028-12-31")}, day("2029-01-09"));
    EXPECT_EQ(s.date, day("2028-12-31"));
    EXPECT_EQ(s.act_by, day("2028-12-31"));
    EXPECT_FALSE(s.now_is);
    // And a new version of the rule does not touch it.
    EXPECT_FALSE(standing({day("2029-01-09"), day("2028-12-31")}, day("2027-01-09")).now_is);
}

TEST(Deadline, D10_ANewVersionOfARuleNeverMovesAKeptDateAndIsShown) {
    Standing const earlier = standing({day("2026-03-15"), {}}, day("2026-03-01"));
    EXPECT_EQ(earlier.date, day("2026-03-15"));
    EXPECT_EQ(earlier.act_by, day("2026-03-01"));
    EXPECT_EQ(earlier.now_is, day("2026-03-01"));
    Standing const later = standing({day("2026-03-15"), {}}, day("2026-04-01"));
    EXPECT_EQ(later.date, day("2026-03-15"));
    EXPECT_EQ(later.act_by, day("2026-03-15"));
    EXPECT_EQ(later.now_is, day("2026-04-01"));
    EXPECT_FALSE(standing({day("2026-03-15"), {}}, day("2026-03-15")).now_is);
    EXPECT_FALSE(standing({day("2026-03-15"), {}}, std::nullopt).now_is);
}

TEST(Deadline, D11_WarningsComeInTheirOrderAndStayWhenItIsOver) {
    std::vector<int> const ahead{90, 30, 7};
    Date const due = day("2026-06-30");
    int last = 1000;
    for (int left = 120; left > 0; --left) {
        Warning const w = warning(Date{sys_days{due} - days{left}}, due, ahead);
        EXPECT_EQ(w.days_left, left);
        EXPECT_EQ(w.urgency, left > 90 ? Urgency::kNone : Urgency::kAhead);
        int const expected = left > 90 ? 0 : left > 30 ? 90 : left > 7 ? 30 : 7;
        EXPECT_EQ(w.step_days, expected) << left;
        if (w.step_days > 0) {
            EXPECT_LE(w.step_days, last);
            last = w.step_days;
        }
    }
    EXPECT_EQ(warning(due, due, ahead).urgency, Urgency::kToday);
    EXPECT_EQ(warning(Date{sys_days{due} + days{400}}, due, ahead).urgency, Urgency::kOverdue);
}

TEST(Deadline, D12_AFactThatIsMissingOrOfAnotherKindIsRefusedByName) {
    EXPECT_EQ(refused("us_asylum_1yr", Json::object()), FactCode::kMissing);
    EXPECT_EQ(refused("us_asylum_1yr", {{"last_arrival", "2024-02-30"}}), FactCode::kWrongType);
    EXPECT_EQ(refused("us_asylum_1yr", {{"last_arrival", "yes"}}), FactCode::kWrongType);
    EXPECT_EQ(refused("us_asylum_1yr", {{"last_arrival", "1776-07-04"}}), FactCode::kOutOfRange);
    EXPECT_EQ(refused("us_asylum_1yr", {{"last_arrival", "2024-03-15"}, {"approved", "2024-03-15"}}),
              FactCode::kNotOfThisRule);
    EXPECT_EQ(refused("us_civil_1595", {{"cause_arose", "2015-05-01"}, {"victim_minor", "maybe"}}),
              FactCode::kWrongType);
}

TEST(Deadline, WordsSayTheStepInBothLanguages) {
    Step const s{StepCode::kAdd, day("2024-03-15"), day("2025-03-15"), 1, Unit::kYears, false, {}, {}};
    EXPECT_EQ(words(s, "en"), "1 year after 15 March 2024: 15 March 2025.");
    EXPECT_EQ(words(s, "es"), "1 año después del 15 de marzo de 2024: 15 de marzo de 2025.");
}
