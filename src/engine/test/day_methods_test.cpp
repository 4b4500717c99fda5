// SPDX-License-Identifier: AGPL-3.0-or-later
// today.
#include "support.hpp"

namespace amparo::engine {
namespace {

class Day : public testing::Test {
  protected:
    void SetUp() override { rosa.founded(); }
    Json section(std::string const& code) {
        Json const today = rosa.ok("today");
        for (Json const& s : today["sections"])
            if (s["code"] == code) return s["items"];
        return {};
    }

    Office rosa;
};

TEST_F(Day, TodayListsWhatWaitsEarliestFirst) {
    rosa.ok("directory.import",
            {{"source", "network"},
             {"files", {{{"name", "n.json"}, {"text", file_text("data/directory/demo_network.json")}}}}});
    Json data = contact_data();
    data["call_promised_at"] = "2031-03-02T19:00:00Z";
    Json const contact = rosa.ok("record.create", {{"kind", "contact"}, {"data", data}});
    for (char const* day : {"2031-03-05", "2031-02-20", "2031-03-08", "2031-03-09"})
        rosa.ok("record.create", {{"kind", "note"},
                                  {"person", contact["person"]},
                                  {"data", {{"text", "Ask about the room"}, {"follow_up_on", day}}}});
    Json params = release_params(contact["person"]);
    params["ends"] = "2031-03-06";
    Json const release = rosa.ok("release.sign", params);
    rosa.ok("referral.send", {{"release", release["id"]}});

    ASSERT_EQ(section("call_promised").size(), 1U);
    EXPECT_EQ(section("call_promised")[0]["title"], "Alma");
    EXPECT_EQ(section("call_promised")[0]["record"], contact["id"]);
    Json const follow_ups = section("follow_up");
    ASSERT_EQ(follow_ups.size(), 3U) << "the ninth is beyond seven days";
    EXPECT_EQ(follow_ups[0]["due"], "2031-02-20");
    EXPECT_EQ(follow_ups[2]["due"], "2031-03-08");
    EXPECT_EQ(section("answer_awaited").size(), 1U);
    ASSERT_EQ(section("release_ending").size(), 1U);
    EXPECT_EQ(section("release_ending")[0]["partner"], "Casa Azahar");
    EXPECT_TRUE(section("answer_owed").empty());

    rosa.ok("record.update", {{"id", contact["id"]}, {"data", {{"call_made", "yes"}}}});
    rosa.ok("record.update", {{"id", follow_ups[0]["record"]}, {"data", {{"followed_up", "yes"}}}});
    rosa.ok("release.withdraw", {{"id", release["id"]}});
    EXPECT_TRUE(section("call_promised").empty());
    EXPECT_EQ(section("follow_up").size(), 2U);
    EXPECT_TRUE(section("release_ending").empty());
}

TEST_F(Day, WhatAPartnerAskedAndWhoLeavesInTheMorningWaits) {
    auto const record = [&](std::string const& kind, Json const& data) {
        return rosa.ok("record.create", {{"kind", kind}, {"data", data}})["id"].get<std::string>();
    };
    std::string const house = record("house", {{"name", "North"}});
    auto const unit = [&](char const* name) {
        return record("unit", {{"house", house}, {"name", name}, {"places", 1}, {"shared", "no"}});
    };
    std::vector<std::string> stays;
    for (auto const& [name, until] : {std::pair{"One", "2031-03-02"}, {"Two", "2031-03-03"}, {"Three", ""}}) {
        std::string const person =
            rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", name}}}})["person"];
        Json params{{"person", person}, {"places", {unit(name)}}};
        if (*until != '\0') params["until"] = until;
        stays.push_back(rosa.ok("stay.start", params)["id"]);
    }
    Json const token = rosa.ok("token.take", {{"household", 2}, {"call_back", "555 0140"}});
    ASSERT_EQ(section("bed_asked").size(), 1U);
    EXPECT_EQ(section("bed_asked")[0]["title"], token["code"]);
    EXPECT_EQ(section("bed_asked")[0]["due"], token["expires_at"]);
    ASSERT_EQ(section("stay_ending").size(), 1U);
    EXPECT_EQ(section("stay_ending")[0]["record"], stays[0]);
    EXPECT_EQ(section("stay_ending")[0]["title"], "One");
    EXPECT_EQ(section("stay_ending")[0]["due"], "2031-03-02");
    EXPECT_EQ(section("stay_ending")[0]["about"], "One") << "the place";
    rosa.ok("token.answer", {{"id", token["id"]}, {"answer", "accept"}});
    EXPECT_TRUE(section("bed_asked").empty());
    rosa.now += std::chrono::hours{24};
    ASSERT_EQ(section("stay_ending").size(), 2U) << "also who should have left";
    rosa.ok("stay.leave", {{"id", stays[0]}, {"destination", "family"}, {"feels_safe", "safe"}});
    EXPECT_EQ(section("stay_ending").size(), 1U);
    rosa.ok("token.take", {{"household", 2}, {"call_back", "555 0140"}, {"hours", 1}});
    EXPECT_EQ(section("bed_asked").size(), 1U);
    rosa.now += std::chrono::hours{1};
    EXPECT_TRUE(section("bed_asked").empty()) << "it ran out";
}

TEST_F(Day, AReferralWaitsHoweverManyCameAfterIt) {
    Json const contact = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Json const release = rosa.ok("release.sign", release_params(contact["person"]));
    for (int i = 0; i < 3; ++i) {
        rosa.ok("referral.send", {{"release", release["id"]}});
        EXPECT_EQ(section("answer_awaited").size(), static_cast<std::size_t>(i) + 1);
    }
    Json const first = section("answer_awaited")[0];
    rosa.ok("referral.step", {{"id", first["record"]}, {"event", "accepted"}});
    Json const left = section("answer_awaited");
    ASSERT_EQ(left.size(), 2U);
    EXPECT_NE(left[0]["record"], first["record"]);
}

TEST_F(Day, AnOrganisationsOwnFormTakesPartInTheDay) {
    rosa.ok(
        "form.add",
        {{"form",
          {{"name", "visit"},
           {"version", 1},
           {"labels", {{"en", "Visit"}}},
           {"about_person", "no"},
           {"title", "place"},
           {"fields",
            {{{"name", "place"}, {"type", "text"}, {"part", "organization"}, {"labels", {{"en", "Place"}}}},
             {{"name", "again_on"},
              {"type", "date"},
              {"part", "organization"},
              {"labels", {{"en", "Again on"}}},
              {"due", "follow_up"},
              {"done_by", "done"}},
             {{"name", "done"},
              {"type", "yes_no"},
              {"part", "organization"},
              {"labels", {{"en", "Done"}}}}}}}}});
    rosa.ok("record.create",
            {{"kind", "visit"}, {"data", {{"place", "Market"}, {"again_on", "2031-03-03"}}}});
    ASSERT_EQ(section("follow_up").size(), 1U);
    EXPECT_EQ(section("follow_up")[0]["title"], "Market");
}

}  // namespace
}  // namespace amparo::engine
