// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/deadlines/table.hpp"

#include <gtest/gtest.h>

#include <functional>

using namespace amparo;
using namespace amparo::deadlines;

namespace {

Json words(char const* en) {
    return Json{{"en", en}, {"es", en}};
}
Json file() {
    return Json{
        {"calendars",
         Json::array({Json{
             {"id", "c"},
             {"name", words("C")},
             {"source", "s"},
             {"known_from", 2000},
             {"holidays",
              Json::array({Json{{"name", words("H")}, {"kind", "fixed"}, {"month", 1}, {"day", 1}}})}}})},
        {"rules",
         Json::array({Json{
             {"id", "r"},
             {"version", 1},
             {"jurisdiction", "US"},
             {"labels", words("R")},
             {"rule", words("t")},
             {"cite", "c"},
             {"as_of", "2025"},
             {"reading", "primary"},
             {"means", "ends"},
             {"facts", Json::array({Json{
                           {"name", "f"}, {"type", "date"}, {"required", true}, {"labels", words("F")}}})},
             {"branches", Json::array({Json{{"from", "f"}}})},
             {"roll", "c"},
             {"warn_days", Json::array({7, 1})}}})}};
}
std::string place(std::function<void(Json& rule)> const& change) {
    Json f = file();
    change(f["rules"][0]);
    Table into;
    auto const read_one = read(f, into);
    EXPECT_FALSE(read_one.ok());
    EXPECT_TRUE(into.rules.empty() && into.calendars.empty());
    return read_one.ok() ? "" : read_one.error().place;
}

}  // namespace

TEST(DeadlineTable, AFileIsReadWholeOrNotAtAllWithThePlace) {
    Table into;
    ASSERT_TRUE(read(file(), into).ok());
    EXPECT_EQ(into.rules.size(), 1U);
    EXPECT_EQ(read(file(), into).error().code, TableCode::kTwice);

    EXPECT_EQ(place([](Json& r) { r.erase("cite"); }), "r.cite");
    EXPECT_EQ(place([](Json& r) { r["means"] = "sometime"; }), "r.means");
    EXPECT_EQ(place([](Json& r) { r["labels"].erase("es"); }), "r.labels");
    EXPECT_EQ(place([](Json& r) { r["version"] = 0; }), "r.version");
    EXPECT_EQ(place([](Json& r) { r["roll"] = "nowhere"; }), "r.roll");
    EXPECT_EQ(place([](Json& r) { r["branches"][0]["from"] = "g"; }), "r.branches.from");
    EXPECT_EQ(place([](Json& r) { r["branches"] = Json::array(); }), "r.branches");
    EXPECT_EQ(place([](Json& r) { r["facts"][0]["required"] = false; }), "r.branches");
    EXPECT_EQ(place([](Json& r) { r["warn_days"] = Json::array({1, 7}); }), "r.warn_days");
    EXPECT_EQ(place([](Json& r) { r["verified_by"] = "an attorney"; }), "r.verified_on");
    EXPECT_EQ(place([](Json& r) {
                  r["branches"][0]["add"] = Json::array({Json{{"unit", "business_days"}, {"count", 1}}});
              }),
              "r.business_calendar");
    EXPECT_EQ(place([](Json& r) {
                  r["branches"][0]["add"] = Json::array({Json{{"unit", "fortnights"}, {"count", 1}}});
              }),
              "r.branches.add.unit");
}
