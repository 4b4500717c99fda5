// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/matters/relief.hpp"

#include <gtest/gtest.h>

#include <set>

using namespace amparo;
using namespace amparo::matters;

namespace {

Json both() {
    return {{"en", "a"}, {"es", "b"}};
}

Json option() {
    Json const exception{{"id", "trauma"}, {"labels", both()}, {"cite", "8 CFR 1(b)"}};
    Json const element{{"id", "e"},
                       {"labels", both()},
                       {"cite", "8 CFR 1(a)"},
                       {"cooperation", true},
                       {"exceptions", Json::array({exception})}};
    Json const evidence{{"id", "v"}, {"labels", both()}};
    return {{"id", "x"},
            {"version", 1},
            {"jurisdiction", "US"},
            {"labels", both()},
            {"about", both()},
            {"decides", both()},
            {"cite", "8 CFR 1"},
            {"as_of", "2025-01"},
            {"reading", "primary"},
            {"verified_by", ""},
            {"verified_on", ""},
            {"elements", Json::array({element})},
            {"evidence", Json::array({evidence})}};
}

std::string problem_with(Json const& one) {
    ReliefTable table;
    auto const done = table.read(Json{{"options", Json::array({one})}});
    EXPECT_EQ(table.options().size(), done.ok() ? 1U : 0U);
    return done.ok() ? "" : done.error().place;
}

}  // namespace

TEST(Relief, E1_AFileThatIsNotAsItMustBeIsRefusedWithThePlace) {
    EXPECT_EQ(problem_with(option()), "");
    for (char const* key :
         {"version", "jurisdiction", "labels", "about", "decides", "cite", "as_of", "reading", "elements"}) {
        Json broken = option();
        broken.erase(key);
        EXPECT_EQ(problem_with(broken), std::string{"x."} + key);
    }
    Json broken = option();
    broken["elements"][0]["excepions"] = Json::array();
    EXPECT_EQ(problem_with(broken), "x.excepions");
    broken = option();
    broken["evidence"][0]["id"] = "e";
    EXPECT_EQ(problem_with(broken), "x.evidence");
    broken = option();
    broken["verified_by"] = "an attorney";
    EXPECT_EQ(problem_with(broken), "x.verified_on");
    broken = option();
    broken["elements"][0].erase("cite");
    EXPECT_EQ(problem_with(broken), "x.cite");
    for (char const* language : {"en", "es"}) {
        broken = option();
        broken["elements"][0]["labels"].erase(language);
        EXPECT_EQ(problem_with(broken), "x.labels") << language;
    }
    broken = option();
    broken["reading"] = "carefully";
    EXPECT_EQ(problem_with(broken), "x.reading");
    broken = option();
    broken["version"] = 0;
    EXPECT_EQ(problem_with(broken), "x.version");
    broken = option();
    Json const exception{{"id", "y"}, {"labels", {{"en", "Y"}, {"es", "Y"}}}, {"cite", "s. 2"}};
    broken["elements"][0]["exceptions"] = Json::array({exception, exception});
    EXPECT_EQ(problem_with(broken), "x.exceptions");
    ReliefTable table;
    EXPECT_FALSE(table.read(Json{{"options", Json::array({option(), broken})}}).ok());
    EXPECT_EQ(table.find("x"), nullptr) << "none of a file with a fault";
    EXPECT_TRUE(table.read(Json{{"options", Json::array({option()})}}).ok());
    EXPECT_EQ(table.read(Json{{"options", Json::array({option()})}}).error().place, "x.id");
}

TEST(Relief, E2_UnknownDeclinedAndNotAskedAreNeverMerged) {
    std::set<std::string> seen;
    for (char const* answer : {"present", "missing", "excepted", "unknown", "declined", "not_asked"}) {
        EXPECT_EQ(name(standing_of(answer)), answer);
        seen.insert(std::string{name(standing_of(answer))});
    }
    EXPECT_EQ(seen.size(), 6U);
    EXPECT_EQ(standing_of(std::nullopt), Standing::kNotAsked);
}

TEST(Relief, E1_WhatShipsNamesItsLawAndSaysThatNobodyConfirmedItYet) {
    std::set<std::string> ids;
    for (Option const& each : shipped_relief().options()) {
        ids.insert(each.id);
        EXPECT_FALSE(each.cite.empty());
        EXPECT_TRUE(each.verified_by.empty() && each.verified_on.empty()) << each.id;
    }
    EXPECT_EQ(ids, (std::set<std::string>{"us_t", "us_u", "us_cp", "us_asylum", "us_vawa", "us_sij",
                                          "us_ny_vacatur", "us_civil", "us_hhs", "uk_nrm", "coe_reflection",
                                          "eu_reflection"}));
}

TEST(Relief, E4_E5_TheCooperationElementOfTStatusHasItsTwoExceptions) {
    Item const* const item = shipped_relief().find("us_t")->item("reasonable_requests");
    ASSERT_NE(item, nullptr);
    EXPECT_TRUE(item->is_of_cooperation);
    EXPECT_NE(item->exception("trauma"), nullptr);
    EXPECT_NE(item->exception("under_18"), nullptr);
    EXPECT_EQ(item->exception("other"), nullptr);
    EXPECT_FALSE(shipped_relief().find("us_t")->item("hardship")->is_of_cooperation);
}
