// SPDX-License-Identifier: AGPL-3.0-or-later
// draft.* (W1-W5) and today.
#include "support.hpp"

#include "amparo/store_memory/faulty.hpp"

namespace amparo::engine {
namespace {

class Day : public testing::Test {
  protected:
    void SetUp() override { rosa.founded(); }
    Json draft(Json data, Json more = Json::object()) {
        more["kind"] = more.value("kind", "contact");
        more["data"] = std::move(data);
        return rosa.ok("draft.save", more);
    }
    Json drafts(Office& of) { return of.ok("draft.list")["drafts"]; }
    Json section(std::string const& code) {
        Json const today = rosa.ok("today");
        for (Json const& s : today["sections"])
            if (s["code"] == code) return s["items"];
        return {};
    }

    Office rosa;
};

TEST_F(Day, W2_ADraftHoldsWhatWasTypedValidOrNot) {
    Json const typed{
        {"aliases", {"Al"}}, {"happened_on", "2031-0"}, {"children", "two"}, {"needs_note", "A bed, and"}};
    Json const saved = draft(typed);
    Json const shown = rosa.ok("draft.show", {{"draft", saved["draft"]}});
    EXPECT_EQ(shown["data"], typed);
    EXPECT_EQ(shown["kind"], "contact");
    rosa.fails(Code::kUsage, "data.shoe_size", "draft.save",
               {{"kind", "contact"}, {"data", {{"shoe_size", 38}}}});
    rosa.fails(Code::kUsage, "kind", "draft.save", {{"kind", "castle"}, {"data", Json::object()}});
    rosa.fails(Code::kRefused, "kind", "draft.save", {{"kind", "release"}, {"data", Json::object()}});
    std::string const large(2'000'000, 'a');
    rosa.fails(Code::kRefused, "data", "draft.save",
               {{"kind", "contact"}, {"data", {{"needs_note", large}}}});
    EXPECT_EQ(drafts(rosa).size(), 1U);
}

TEST_F(Day, W2_SavingAgainReplaces) {
    Json const first = draft({{"chosen_name", "Alma"}, {"needs_note", "A bed"}});
    draft({{"chosen_name", "Alma R."}}, {{"draft", first["draft"]}});
    EXPECT_EQ(rosa.ok("draft.show", {{"draft", first["draft"]}})["data"], (Json{{"chosen_name", "Alma R."}}));
    EXPECT_EQ(drafts(rosa).size(), 1U);
    EXPECT_EQ(drafts(rosa)[0]["title"], "Alma R.");
}

TEST_F(Day, W1_NobodyReadsInADraftWhatTheyMayNotReadInTheRecord) {
    Json const saved = draft({{"chosen_name", "Alma"}, {"needs_note", "The manager keeps her papers"}});
    rosa.ok("member.add", {{"name", "Teo"}, {"role", "outreach"}, {"passphrase", "orange trees in rain"}});
    Office teo{rosa.file, rosa.now};
    teo.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    Json const shown = teo.ok("record.show", {{"id", saved["draft"]}});
    EXPECT_EQ(shown["data"], Json::object());
    EXPECT_EQ(shown["sealed"], (Json{"narrative"}));
    teo.fails(Code::kRefused, "data.needs_note", "draft.save",
              {{"kind", "contact"}, {"data", {{"needs_note", "x"}}}});
}

TEST_F(Day, W3_ADraftIsInNoListButItsWritersOwn) {
    Json const contact = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Json const saved = draft({{"text", "Quillfeather"}}, {{"kind", "note"}, {"person", contact["person"]}});
    draft({{"chosen_name", "Quillfeather"}});
    EXPECT_TRUE(rosa.ok("search", {{"text", "Quillfeather"}})["hits"].empty());
    EXPECT_TRUE(rosa.ok("person.similar", {{"name", "Quillfeather"}})["people"].empty());
    EXPECT_EQ(rosa.ok("record.list")["records"].size(), 1U);
    EXPECT_EQ(rosa.ok("person.show", {{"person", contact["person"]}})["records"].size(), 1U);
    EXPECT_FALSE(rosa.ok("vault.info")["records"].contains("draft"));
    rosa.ok("member.add",
            {{"name", "Ines"}, {"role", "coordinator"}, {"passphrase", "orange trees in rain"}});
    Office ines{rosa.file, rosa.now};
    ines.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    EXPECT_TRUE(drafts(ines).empty());
    ines.fails(Code::kNotFound, "draft", "draft.show", {{"draft", saved["draft"]}});
    ines.fails(Code::kNotFound, "draft", "draft.discard", {{"draft", saved["draft"]}});
    EXPECT_EQ(drafts(rosa).size(), 2U);
    EXPECT_EQ(section("draft").size(), 2U);
}

TEST_F(Day, W4_WhenTheRecordIsThereTheDraftIsGoneAndItsBytesAtTheNextUnlock) {
    Json const saved = draft({{"chosen_name", "Alma"}, {"needs_note", "Typed by mistake"}});
    draft({{"chosen_name", "Alma"}}, {{"draft", saved["draft"]}});
    Json const made =
        rosa.ok("record.create",
                {{"kind", "contact"}, {"data", {{"chosen_name", "Alma"}}}, {"draft", saved["draft"]}});
    EXPECT_TRUE(drafts(rosa).empty());
    EXPECT_EQ(rosa.ok("search", {{"text", "Alma"}})["hits"].size(), 1U);
    rosa.fails(Code::kNotFound, "draft", "draft.show", {{"draft", saved["draft"]}});
    auto const before = rosa.file->bytes.size();
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_LT(rosa.file->bytes.size(), before);
    EXPECT_TRUE(drafts(rosa).empty());
    EXPECT_EQ(rosa.ok("record.show", {{"id", made["id"]}})["data"]["chosen_name"], "Alma");
    EXPECT_EQ(rosa.ok("vault.verify")["ok"], true);
}

TEST_F(Day, W4_AColleaguesWindowSeesTheDraftGoWithoutReadingEverythingAnew) {
    Office other{rosa.file, rosa.now};
    other.ok("vault.unlock", {{"passphrase", kPassphrase}});
    Json const saved = draft({{"chosen_name", "Alma"}});
    EXPECT_EQ(drafts(other).size(), 1U);
    rosa.ok("draft.discard", {{"draft", saved["draft"]}});
    EXPECT_TRUE(drafts(other).empty());
    for (Event const& event : other.engine.take_events()) EXPECT_NE(event["event"], "vault.reloaded");
}

TEST_F(Day, W4_AFaultAnywhereLeavesTheDraftOrTheRecordNeverNoneAndNeverBoth) {
    Json const saved = draft({{"chosen_name", "Alma"}});
    Bytes const before = rosa.file->bytes;
    bool done = false;
    for (std::size_t operation = 0; !done; ++operation) {
        ASSERT_LT(operation, 20U);
        for (std::size_t const tail : {0U, 100U, 100'000U}) {
            rosa.file->bytes = before;
            store_memory::FaultyStorage faulty{rosa.storage};
            Engine engine{Ports{faulty, [&] { return rosa.now; }, crypto::kCostFloor}};
            ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
            store_memory::Fault fault;
            fault.operation = operation;
            fault.append_bytes_kept = tail;
            faulty.plan(fault);
            done = engine
                       .call("record.create", {{"kind", "contact"},
                                               {"data", {{"chosen_name", "Alma"}}},
                                               {"draft", saved["draft"]}})
                       .ok();
            Office after{rosa.file, rosa.now};
            after.ok("vault.unlock", {{"passphrase", kPassphrase}});
            bool const is_draft = !drafts(after).empty();
            bool const is_record = !after.ok("record.list", {{"kind", "contact"}})["records"].empty();
            EXPECT_NE(is_draft, is_record) << "operation " << operation << ", tail " << tail;
            EXPECT_TRUE(!done || is_record);
        }
    }
}

TEST_F(Day, W5_ADraftSurvivesALockAndAnotherProgramOfTheSamePersonGoesOn) {
    Json const contact = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Json const saved = draft({{"phone", "+1 312"}}, {{"of", contact["id"]}});
    Office again{rosa.file, rosa.now};
    again.ok("vault.unlock", {{"passphrase", kPassphrase}});
    Json const shown = again.ok("draft.show", {{"draft", saved["draft"]}});
    EXPECT_EQ(shown["of"], contact["id"]);
    EXPECT_EQ(shown["base"], Json::array({contact["revision"]}));
    rosa.ok("record.update", {{"id", contact["id"]}, {"data", {{"phone", "+1 312 555 0190"}}}});
    Json const updated = again.ok("record.update", {{"id", contact["id"]},
                                                    {"data", {{"phone", "+1 312 555 0191"}}},
                                                    {"parents", shown["base"]},
                                                    {"draft", saved["draft"]}});
    EXPECT_EQ(updated["conflicts"].size(), 1U);
    EXPECT_TRUE(drafts(again).empty());
}

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
