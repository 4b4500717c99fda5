// SPDX-License-Identifier: AGPL-3.0-or-later
// Which record speaks for whom, and which record counts nowhere: microdata.hpp.
#include "amparo/evidence/microdata.hpp"

#include "support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace amparo::evidence {
namespace {

Json const kCitizen{{"status", "citizen"}, {"abroad", "no"}};
Json const kVisitor{{"status", "visitor"}, {"abroad", "yes"}};

Microdata cases_in(Scope scope) {
    return Microdata{
        {Variable::of(test::frame(), "status").value(), Variable::of(test::frame(), "abroad").value()},
        std::move(scope)};
}

/// Whether a case replies to every question as somebody who said this.
bool says(Microdata const& cases, std::size_t row, Json const& what) {
    Microdata other = cases_in({});
    other.add({"", "one", "2030", "2030-01-01", false, &what});
    for (std::size_t v = 0; v < cases.variables().size(); ++v) {
        Reply const& here = cases.replies(v)[cases.column(v)[row]];
        if (!(here == other.replies(v)[other.column(v)[0]])) return false;
    }
    return true;
}

/// Who speaks for one person of these records, in whichever order they come.
void expect_visitor_speaks(std::vector<Row> rows) {
    std::sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) { return a.record < b.record; });
    do {
        Microdata cases = cases_in({});
        for (Row const& row : rows) cases.add(row);
        ASSERT_EQ(cases.size(), 1U);
        EXPECT_TRUE(says(cases, 0, kVisitor)) << rows.front().record << " first";
        EXPECT_EQ(cases.intake().repeated, rows.size() - 1);
    } while (std::next_permutation(rows.begin(), rows.end(),
                                   [](Row const& a, Row const& b) { return a.record < b.record; }));
}

std::size_t counted(Scope scope, std::string_view day, std::string_view recorded = "2030-06-01") {
    Microdata cases = cases_in(std::move(scope));
    cases.add({"", "one", day, recorded, false, &kCitizen});
    return cases.size();
}

TEST(Cases, M1_OfOneDayTheRecordMadeLastSpeaks) {
    expect_visitor_speaks({{"per_a", "rec_9", "2030-05-01", "2030-05-01T09:00:00Z", false, &kCitizen},
                           {"per_a", "rec_1", "2030-05-01", "2030-05-01T10:00:00Z", false, &kVisitor}});
}

TEST(Cases, M1_OfOneInstantTheGreaterIdSpeaks) {
    expect_visitor_speaks({{"per_a", "rec_1", "2030-05-01", "2030-05-01", false, &kCitizen},
                           {"per_a", "rec_2", "2030-05-01", "2030-05-01", false, &kVisitor}});
}

TEST(Cases, M1_OfThreeTheLastSpeaksThoughItCameFirstOrBetween) {
    expect_visitor_speaks({{"per_a", "rec_1", "2030-03-01", "2030-03-01", false, &kCitizen},
                           {"per_a", "rec_2", "2030-04-01", "2030-04-01", false, &kCitizen},
                           {"per_a", "rec_3", "2030-05-01", "2030-05-01", false, &kVisitor}});
}

TEST(Cases, M1_WhoHasNoNameIsNobodyElse) {
    Microdata cases = cases_in({});
    cases.add({"", "rec_1", "2030-05-01", "2030-05-01", false, &kCitizen});
    cases.add({"", "rec_2", "2030-05-01", "2030-05-01", false, &kVisitor});
    EXPECT_EQ(cases.size(), 2U);
    EXPECT_EQ(cases.intake().repeated, 0U);
}

TEST(Cases, M2_EitherEndMayBeOpen) {
    EXPECT_EQ(counted({.from = "2030-05-01", .to = {}, .as_of = {}}, "2030-05-01"), 1U);
    EXPECT_EQ(counted({.from = "2030-05-02", .to = {}, .as_of = {}}, "2030-05-01"), 0U);
    EXPECT_EQ(counted({.from = {}, .to = "2030-05-01", .as_of = {}}, "2030-05-01"), 1U);
    EXPECT_EQ(counted({.from = {}, .to = "2030-04-30", .as_of = {}}, "2030-05-01"), 0U);
}

TEST(Cases, M2_WithoutADateNobodyIsInAPeriodAndEverybodyIsWithoutOne) {
    for (char const* none : {"", "May", "2030-5-1"}) {
        EXPECT_EQ(counted({}, none), 1U) << none;
        EXPECT_EQ(counted({.from = {}, .to = "2039-12-31", .as_of = {}}, none), 0U) << none;
        EXPECT_EQ(counted({.from = "1900-01-01", .to = {}, .as_of = {}}, none), 0U) << none;
    }
}

TEST(Cases, M3_WhatWasRecordedLaterIsNotCountedHoweverEarlyItsDay) {
    Scope const scope{.from = {}, .to = {}, .as_of = "2030-06-01"};
    EXPECT_EQ(counted(scope, "2030-05-01", "2030-06-01T23:59:59Z"), 1U) << "the day belongs to it";
    EXPECT_EQ(counted(scope, "2030-05-01", "2030-06-02T00:00:00Z"), 0U);
    EXPECT_EQ(counted(scope, "2031-01-01", "2030-06-01"), 1U) << "of a day to come, written down before";
}

TEST(Cases, M4_OfWhomAnotherRecordCountsIsNotExcluded) {
    Microdata cases = cases_in({});
    cases.add({"per_a", "rec_1", "2030-05-01", "2030-05-01", false, &kCitizen});
    cases.add({"per_a", "rec_2", "2030-05-02", "2030-05-02", true, &kVisitor});
    cases.add({"per_b", "rec_3", "2030-05-01", "2030-05-01", true, &kVisitor});
    cases.add({"per_b", "rec_4", "2030-05-02", "2030-05-02", true, &kVisitor});
    EXPECT_EQ(cases.intake().excluded, 3U) << "records";
    EXPECT_EQ(cases.intake().excluded_cases, 1U) << "people of whom nothing is counted";
    EXPECT_TRUE(says(cases, 0, kCitizen)) << "what they did not agree to is not read";
}

TEST(Cases, WhoDidNotAgreeToResearchIsSaidAmongThoseCounted) {
    Microdata cases = cases_in({});
    cases.add({"per_a", "rec_1", "2030-05-01", "2030-05-01", false, &kCitizen, true});
    cases.add({"per_b", "rec_2", "2030-05-01", "2030-05-01", false, &kCitizen, false});
    cases.add({"per_b", "rec_3", "2030-05-02", "2030-05-02", false, &kCitizen, false});
    cases.add({"per_c", "rec_4", "2030-05-01", "2030-05-01", true, &kCitizen, false});
    EXPECT_EQ(cases.intake().unasked, 2U) << "the excluded one is counted nowhere";
}

}  // namespace
}  // namespace amparo::evidence
