// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fake_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace amparo;
using namespace amparo::cli;
using test::FakeWorld;

namespace {
std::string const kUnit = "rec_" + std::string(32, 'a');
std::string const kOther = "rec_" + std::string(32, 'b');
}  // namespace

TEST(Shows, APlaceHasItsNameAndSomebodyWhoseNameIsSealedTheirId) {
    FakeWorld fake;
    fake.world.columns = 200;
    fake.answers["unit.list"] =
        Json{{"units",
              Json::array({Json{{"places", Json::array({Json{{"place", kUnit}, {"name", "Unit 1"}}})}}})}};
    Json const row{{"id", "rec_r"},
                   {"person", "per_1"},
                   {"chosen_name", ""},
                   {"household", 2},
                   {"places", Json::array({kUnit, kOther})}};
    fake.answers["bed.waiting"] = Json{{"waiting", Json::array({row})}, {"asked", 1}};
    ASSERT_EQ(fake.run_on_vault({"bed", "waiting"}), 0) << fake.err;
    EXPECT_NE(fake.out.find("1  per_1  rec_r\n"), std::string::npos) << fake.out;
    EXPECT_NE(fake.out.find("Unit 1  " + kUnit + "\n"), std::string::npos) << fake.out;
    EXPECT_NE(fake.out.find("  " + kOther + "\n"), std::string::npos) << fake.out;
    EXPECT_EQ(fake.out.find("Unit 1  " + kOther), std::string::npos);
}

TEST(Shows, AFormsGroupsShowWhatTheirRowsAsk) {
    FakeWorld fake;
    Json const step{
        {"name", "step"}, {"label", "Step"}, {"type", "text"}, {"part", "plan"}, {"required", true}};
    Json const steps{{"name", "steps"},
                     {"label", "Steps"},
                     {"type", "group"},
                     {"part", "plan"},
                     {"fields", Json::array({step})}};
    fake.answers["form.show"] = Json{{"name", "goal"}, {"label", "Goal"}, {"fields", Json::array({steps})}};
    ASSERT_EQ(fake.run_on_vault({"form", "show", "goal"}), 0) << fake.err;
    EXPECT_NE(fake.out.find("  steps   Steps · group · plan\n    step  Step · required · text · plan\n"),
              std::string::npos)
        << fake.out;
}

TEST(Shows, AJurisdictionOfWhichNothingIsKnownIsRefusedWithThoseThatAre) {
    FakeWorld fake;
    fake.answers["relief.options"] = Json{{"options", Json::array()}};
    EXPECT_EQ(fake.run({"relief", "options", "--jurisdiction", "Atlantis"}), 3);
    EXPECT_EQ(fake.run({"relief", "options"}), 0);
    fake.answers["deadline.rules"] =
        Json{{"rules", Json::array({Json{{"rule", "r"}, {"jurisdiction", "US"}}})}};
    EXPECT_EQ(fake.run({"deadline", "rules", "--jurisdiction", "US"}), 0);
}

TEST(Shows, TheCountOfRequestsSaysWhatItCounts) {
    FakeWorld fake;
    fake.answers["request.count"] = Json{{"year", "2031"},
                                         {"received", 1},
                                         {"instruments", {{"subpoena", 1}}},
                                         {"decisions", {{"refused", 1}}},
                                         {"left_under", Json::object()}};
    ASSERT_EQ(fake.run_on_vault({"request", "count", "--year", "2031"}), 0) << fake.err;
    EXPECT_NE(fake.out.find("  instrument:\n    subpoena  1\n  decision:\n    refused  1\n"),
              std::string::npos)
        << fake.out;
    EXPECT_EQ(fake.out.find("left_under"), std::string::npos);
}

TEST(Shows, AVerySmallPIsNeverNone) {
    FakeWorld fake;
    fake.world.columns = 200;
    Json const column{{"figures", Json::array({Json{{"code", "yes"}, {"label", "Yes"}}})}};
    auto const said_of = [&](double p) {
        Json const one{{"code", "yes"}, {"fisher_p", p}};
        fake.answers["evidence.table"] =
            Json{{"columns", Json::array({column})}, {"comparisons", Json::array({one})}};
        EXPECT_EQ(fake.run_on_vault({"evidence", "table", "everybody", "paid"}), 0) << fake.err;
        return fake.out.substr(std::min(fake.out.find("Fisher"), fake.out.size()));
    };
    EXPECT_EQ(said_of(0).substr(0, 23), "Fisher's exact p <0.001");
    EXPECT_EQ(said_of(1e-12).substr(0, 23), "Fisher's exact p <0.001");
    EXPECT_EQ(said_of(0.00049).substr(0, 23), "Fisher's exact p <0.001");
    EXPECT_EQ(said_of(0.00051).substr(0, 22), "Fisher's exact p 0.001");
    EXPECT_EQ(said_of(0.0431).substr(0, 22), "Fisher's exact p 0.043");
    EXPECT_EQ(said_of(1).substr(0, 22), "Fisher's exact p 1.000");
}
