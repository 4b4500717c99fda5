// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/base/date_words.hpp"
#include "amparo/base/id.hpp"
#include "amparo/base/instant.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

using namespace amparo;

namespace {
struct CaseTag {
    static constexpr std::string_view kPrefix = "cas";
};
struct HouseTag {
    static constexpr std::string_view kPrefix = "hou";
};
static_assert(!std::is_constructible_v<Id<CaseTag>, Id<HouseTag>>);
}  // namespace

TEST(Id, ATextIsReadBackAsTheSameIdAndNeverAsAnotherKind) {
    Id<CaseTag> const id{Id<CaseTag>::Bytes{std::byte{0xAB}, std::byte{1}}};
    EXPECT_EQ(Id<CaseTag>::parse(id.text()).value(), id);
    EXPECT_EQ(Id<HouseTag>::parse(id.text()).error(), IdError::kWrongKind);
    EXPECT_EQ(Id<CaseTag>::parse("cas_AB010000000000000000000000000000").error(), IdError::kMalformed);
}

TEST(Instant, DatesThatDoNotExistAreRefused) {
    EXPECT_EQ(text(*parse_date("2032-02-29")), "2032-02-29");
    for (auto bad :
         {"2031-02-29", "2031-13-01", "2031-00-10", "31-01-01", "2031-1-1", "2031-01-01x", "0000-01-01", ""})
        EXPECT_FALSE(parse_date(bad)) << bad;
}

TEST(Instant, ATimeIsUtcAndRoundTrips) {
    EXPECT_EQ(text(*parse_instant("2031-03-01T18:30:05Z")), "2031-03-01T18:30:05.000Z");
    EXPECT_EQ(text(*parse_instant("2031-03-01T18:30:05.25Z")), "2031-03-01T18:30:05.250Z");
    for (auto bad : {"2031-03-01T18:30:05", "2031-03-01T24:00:00Z", "2031-03-01T18:60:00Z",
                     "2031-03-01T18:30:05+02:00", "2031-03-01T18:30:05.Z", "2031-03-01T18:30:05.1234Z"})
        EXPECT_FALSE(parse_instant(bad)) << bad;
    EXPECT_EQ(date_of(*parse_instant("1969-12-31T23:59:59.999Z")), *parse_date("1969-12-31"));
}

TEST(DateWords, ADateIsWrittenOutInBothLanguages) {
    EXPECT_EQ(written_out(*parse_date("2024-05-03"), "en"), "3 May 2024");
    EXPECT_EQ(written_out(*parse_date("2031-09-30"), "es"), "30 de septiembre de 2031");
    EXPECT_EQ(written_out(*parse_date("2024-05-03"), "fr"), "3 May 2024");
    EXPECT_EQ(written_out(std::chrono::year{2024} / 5, "en"), "May 2024");
    EXPECT_EQ(written_out(std::chrono::year{2024} / 5, "es"), "mayo de 2024");
    std::set<std::string> seen;
    for (int month = 1; month <= 12; ++month)
        for (auto language : {"en", "es"})
            seen.insert(written_out(std::chrono::year{2031} / month, language));
    EXPECT_EQ(seen.size(), 24U);
}
