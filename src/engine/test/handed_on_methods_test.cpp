// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence.microdata, evidence.synthesize.
#include "study.hpp"

#include "amparo/crypto/base64.hpp"

#include <map>
#include <random>
#include <set>
#include <sstream>

namespace amparo::engine {
namespace {

class Seeded final : public protection::Chance {
  public:
    std::uint64_t bits() override { return source_(); }

  private:
    std::mt19937_64 source_{7};
};

class HandedOn : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        study = add_study(rosa);
        for (int i = 0; i < 40; ++i) interview(i, true);
    }

    void interview(int i, bool consent) {
        Json data{{"born_abroad", i % 2 == 0 ? "yes" : "no"}};
        if (i == 39) data = Json{{"born_abroad", "declined"}};
        rosa.ok("study.interview", {{"study", study},
                                    {"pseudonym", "P-" + std::to_string(i)},
                                    {"given_by", "person"},
                                    {"day", "2031-02-01"},
                                    {"research_consent", consent},
                                    {"data", data}});
    }

    Json microdata(Json more = Json::object()) const {
        Json file{{"population", "everybody"},
                  {"questions", {"born_abroad", "interview.given_by"}},
                  {"keys", {{{"question", "born_abroad"}}}},
                  {"study", study},
                  {"k", 5}};
        file.update(more);
        return Json{{"file", std::move(file)}};
    }
    static Json synthetic(Json more = Json::object()) {
        Json file{{"population", "everybody"}, {"questions", {"born_abroad", "interview.given_by"}}};
        file.update(more);
        return Json{{"file", std::move(file)}};
    }

    static std::vector<std::string> lines(Json const& result) {
        auto const bytes = crypto::from_base64(result["file"].get<std::string>()).value();
        std::istringstream in{std::string{reinterpret_cast<char const*>(bytes.data()), bytes.size()}};
        std::vector<std::string> out;
        for (std::string line; std::getline(in, line);) out.push_back(line.substr(0, line.find('\r')));
        return out;
    }

    Office rosa;
    Json study;
};

TEST_F(HandedOn, H1_AFileHasNobodyWhoDidNotAgreeAndNothingThatNamesAnybody) {
    interview(100, false);
    Json const out = rosa.ok("evidence.microdata", microdata());
    auto const all = lines(out);
    EXPECT_EQ(all.front(), "born_abroad,interview.given_by");
    EXPECT_EQ(out["excluded"], 1);
    EXPECT_EQ(out["records"], 39);
    EXPECT_EQ(out["left_out"], 1);  // Who declined, alone.
    EXPECT_EQ(all.size(), 40U);
    std::map<std::string, int> times;
    for (std::size_t i = 1; i < all.size(); ++i) ++times[all[i]];
    for (auto const& [line, count] : times) EXPECT_GE(count, 5) << line;
    EXPECT_GE(out["least"].get<int>(), 5);
    EXPECT_EQ(out["keys"][0]["question"], "born_abroad");
    EXPECT_FALSE(rosa.fails(Code::kUsage, "file.study", "evidence.microdata",
                            {{"file",
                              {{"population", "everybody"},
                               {"questions", {"born_abroad"}},
                               {"keys", {{{"question", "born_abroad"}}}}}}})
                     .message.empty());
}

TEST_F(HandedOn, H2_ASecondFileOfAStudyNeedsAReasonWhichIsKept) {
    rosa.ok("evidence.microdata", microdata());
    rosa.fails(Code::kRefused, "file.again", "evidence.microdata", microdata({{"k", 7}}));
    Json const out =
        rosa.ok("evidence.microdata", microdata({{"k", 7}, {"again", "The first had a wrong question."}}));
    Json const kept = rosa.ok("record.show", {{"id", out["publication"]}});
    EXPECT_EQ(kept["data"]["reason"], "The first had a wrong question.");
    EXPECT_EQ(kept["data"]["k"], 7);
}

TEST_F(HandedOn, LevelsAndKeysThatAreNoneAreRefusedAndNothingIsWritten) {
    rosa.fails(Code::kUsage, "file.keys[0]", "evidence.microdata",
               microdata({{"keys", {{{"question", "was_coerced"}}}}}));
    rosa.fails(Code::kUsage, "file.keys[0].levels[0]", "evidence.microdata",
               microdata({{"keys", {{{"question", "born_abroad"}, {"levels", {{{"any", {"yes"}}}}}}}}}));
    rosa.fails(Code::kRefused, "file.k", "evidence.microdata", microdata({{"k", 1000}}));
    rosa.fails(Code::kUsage, "file.questions[1]", "evidence.microdata",
               microdata({{"questions", {"born_abroad", "born_abroad"}}}));
    rosa.ok("evidence.microdata", microdata());
}

TEST_F(HandedOn, Z4_FewAreRefusedWithTheNoiseInPointsAndAnExpertsReasonIsKept) {
    Failure const failure =
        rosa.fails(Code::kRefused, "file.reason_for_few", "evidence.synthesize", synthetic());
    EXPECT_NE(failure.message.find("in percentage points it is here 28.9"), std::string::npos)
        << failure.message;
    Json const out =
        rosa.ok("evidence.synthesize", synthetic({{"reason_for_few", "To show how it is done."}}));
    EXPECT_EQ(out["original_records"], 40);
    EXPECT_NEAR(out["noise_points"].get<double>(), 28.9, 0.05);
    EXPECT_EQ(rosa.ok("record.show", {{"id", out["publication"]}})["data"]["reason"],
              "To show how it is done.");
}

TEST_F(HandedOn, H3_WhatWasSpentAddsUp) {
    Json const few{{"reason_for_few", "A test."}, {"epsilon", 2}};
    EXPECT_EQ(rosa.ok("evidence.synthesize", synthetic(few))["spent"], 2.0);
    Json const again = rosa.ok("evidence.synthesize", synthetic(few));
    EXPECT_EQ(again["spent"], 4.0);
    EXPECT_EQ(again["files"], 2);
}

TEST_F(HandedOn, H3_WhatIsSpentIsBounded) {
    Json const few{{"reason_for_few", "A test."}, {"epsilon", 6}};
    rosa.ok("evidence.synthesize", synthetic(few));
    Failure const refused = rosa.fails(Code::kRefused, "file.epsilon", "evidence.synthesize", synthetic(few));
    EXPECT_NE(refused.message.find("spent is 6.0"), std::string::npos) << refused.message;
    Json const said = rosa.ok("evidence.published")["spent"];
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0]["epsilon"], 6.0);
    EXPECT_EQ(said[0]["most"], 10.0);
    rosa.ok("evidence.synthesize", synthetic({{"reason_for_few", "A test."}, {"epsilon", 4}}));
    Json const file = rosa.ok("record.list", {{"kind", "records_file"}})["records"][0]["id"];
    rosa.fails(Code::kRefused, "id", "record.erase", {{"id", file}, {"basis", "asked"}});
}

TEST_F(HandedOn, H3_TheChanceThatThePromiseFailsAddsUpAndIsBoundedToo) {
    Json const few{{"reason_for_few", "A test."}, {"epsilon", 0.5}, {"delta", 0.004}};
    rosa.ok("evidence.synthesize", synthetic(few));
    rosa.ok("evidence.synthesize", synthetic(few));
    Failure const refused = rosa.fails(Code::kRefused, "file.delta", "evidence.synthesize", synthetic(few));
    EXPECT_NE(refused.message.find("delta"), std::string::npos) << refused.message;
    rosa.ok("evidence.synthesize", synthetic({{"reason_for_few", "A test."}, {"epsilon", 0.5}}));
}

TEST_F(HandedOn, H6_ALineIsAPersonAndNoRecord) {
    rosa.fails(Code::kRefused, "file.unit", "evidence.microdata", microdata({{"unit", "record"}}));
    rosa.fails(Code::kRefused, "file.unit", "evidence.synthesize",
               synthetic({{"reason_for_few", "A test."}, {"unit", "record"}}));
    rosa.ok("evidence.microdata", microdata({{"unit", "person"}}));
}

Json open_data(Json const& table) {
    return Json{
        {"bundle", {{"title", "Born abroad"}, {"profile", "open_data"}, {"tables", Json::array({table})}}}};
}

TEST_F(HandedOn, A1_AnOfficeMayAskForMorePeopleNeverForFewer) {
    rosa.fails(Code::kRefused, "least", "evidence.policy", {{"of_what", "open_data"}, {"least", 9}});
    rosa.fails(Code::kRefused, "least", "evidence.policy", {{"of_what", "internal"}, {"least", 4}});
    rosa.fails(Code::kUsage, "least", "evidence.policy", {{"of_what", "internal"}});
    rosa.fails(Code::kUsage, "of_what", "evidence.policy", {{"least", 20}});
    Json const own = rosa.ok("evidence.policy")["policy"];
    ASSERT_EQ(own.size(), 3U);
    EXPECT_EQ(own[0]["least"], 10);
    rosa.ok("evidence.policy", {{"of_what", "records"}, {"least", 12}});
    Json few = microdata();
    few["file"]["k"] = 11;
    rosa.fails(Code::kRefused, "file.k", "evidence.microdata", few);
    few["file"].erase("k");
    EXPECT_EQ(rosa.ok("evidence.microdata", few)["k"], 12);
    rosa.ok("evidence.policy", {{"of_what", "open_data"}, {"least", 1000}});
    rosa.fails(Code::kRefused, "bundle.profile", "evidence.publish",
               open_data({{"population", "everybody"}, {"rows", "born_abroad"}}));
    rosa.ok("evidence.policy", {{"of_what", "open_data"}, {"least", 10}});
    EXPECT_EQ(rosa.ok("evidence.policy")["policy"][0]["least"], 10)
        << "what it asked for itself, it may take back";
    rosa.ok("member.add", {{"name", "Ada"}, {"role", "statistician"}, {"passphrase", "three small boats"}});
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", "three small boats"}});
    rosa.fails(Code::kRefused, "", "evidence.policy", {{"of_what", "open_data"}, {"least", 20}});
    EXPECT_EQ(rosa.ok("evidence.policy")["policy"][2]["least"], 12) << "everybody may know it";
}

/// On two devices, which don't know of one another: what their records are called decides their order.
TEST_F(HandedOn, A2_OfTwoEnteredAtTheSameInstantTheHigherStands) {
    for (int round = 0; round < 8; ++round) {
        rosa.now += std::chrono::seconds{1};
        Instant const both = rosa.now;
        for (int const least : {20, 30, 25}) {
            rosa.now = both;
            rosa.ok("evidence.policy", {{"of_what", "open_data"}, {"least", least}});
        }
        EXPECT_EQ(rosa.ok("evidence.policy")["policy"][0]["least"], 30);
        rosa.ok("evidence.policy", {{"of_what", "open_data"}, {"least", 15}});
        EXPECT_EQ(rosa.ok("evidence.policy")["policy"][0]["least"], 15) << "the newest stands";
    }
}

/// A talk said 20 of 39. Twelve more say yes: enough for Amparo, and too few for an office that asks for twenty.
TEST_F(HandedOn, A1_WhatATextAndABundleGiveTogetherIsHeldToWhatTheOfficeAsksFor) {
    Json const bundle = open_data({{"population", "everybody"}, {"rows", "born_abroad"}});
    rosa.ok("evidence.said", {{"population", "everybody"},
                              {"rows", "born_abroad"},
                              {"title", "A talk"},
                              {"answer", "yes"},
                              {"n", 20},
                              {"of", 39}});
    for (int i = 200; i < 224; ++i) interview(i, true);
    rosa.ok("evidence.policy", {{"of_what", "open_data"}, {"least", 20}});
    Failure const refused = rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", bundle);
    EXPECT_NE(refused.list.at(0).find("Yes, who are not in A talk"), std::string::npos) << refused.list[0];
    rosa.ok("evidence.policy", {{"of_what", "open_data"}, {"least", 10}});
    rosa.ok("evidence.publish", bundle);
}

TEST_F(HandedOn, H5_ABundleIsHeldAgainstAFile) {
    Json const bundle = open_data({{"population", "everybody"}, {"rows", "born_abroad"}});
    rosa.ok("evidence.microdata", microdata());
    Json const kept = rosa.ok("evidence.published")["publications"];
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0]["figures"], 39);
    for (int i = 200; i < 203; ++i) interview(i, true);
    Failure const refused = rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", bundle);
    EXPECT_NE(refused.list.at(0).find("people interviewed"), std::string::npos) << refused.list[0];
    for (int i = 203; i < 260; ++i) interview(i, true);
    rosa.ok("evidence.publish", bundle);
}

TEST_F(HandedOn, H5_AFileDoesNotSayWhatABundleWithheld) {
    for (int i = 200; i < 203; ++i)
        rosa.ok("study.interview", {{"study", study},
                                    {"pseudonym", "P-" + std::to_string(i)},
                                    {"given_by", "advocate"},
                                    {"day", "2031-02-01"},
                                    {"research_consent", true},
                                    {"data", {{"born_abroad", "yes"}}}});
    Json bundle =
        open_data({{"population", "everybody"}, {"rows", "born_abroad"}, {"by", "interview.given_by"}});
    bundle["hold_back"] = true;
    EXPECT_GT(rosa.ok("evidence.publish", bundle)["withheld"], 0);
    Failure const refused = rosa.fails(Code::kRefused, "file", "evidence.microdata", microdata());
    EXPECT_NE(refused.list.at(0).find("advocate"), std::string::npos) << refused.list[0];
    EXPECT_EQ(rosa.ok("evidence.published")["publications"].size(), 1U);
    EXPECT_TRUE(rosa.ok("record.list", {{"kind", "records_file"}})["records"].empty());
}

TEST_F(HandedOn, Z3_WhatNobodyAnsweredIsInTheDomainToo) {
    Json const out =
        rosa.ok("evidence.synthesize",
                synthetic({{"reason_for_few", "A test."}, {"epsilon", 0.1}, {"format", "ctdc"}}));
    std::set<std::string> seen;
    auto const all = lines(out);
    for (std::size_t i = 1; i < all.size(); ++i) seen.insert(all[i].substr(0, all[i].find(',')));
    for (std::string const& value : seen)
        EXPECT_TRUE(value == "yes" || value == "no" || value == "-99") << value;
}

TEST_F(HandedOn, Z7_OfAQuestionWithSeveralAnswersALineIsOneThatSomebodyCouldHaveGiven) {
    Json const options = Json::array({{{"code", "friend"}, {"labels", {{"en", "Friend"}}}},
                                      {{"code", "work"}, {"labels", {{"en", "Work"}}}},
                                      {{"code", "other"}, {"labels", {{"en", "Other"}}}}});
    Json const ways{{"name", "ways"},
                    {"type", "choices"},
                    {"part", "statistics"},
                    {"labels", {{"en", "Ways"}}},
                    {"options", options}};
    Json const town{{"name", "town"},
                    {"type", "text"},
                    {"part", "statistics"},
                    {"labels", {{"en", "Town"}}},
                    {"max_length", 40}};
    rosa.ok("form.add", {{"form",
                          {{"name", "found_by"},
                           {"version", 1},
                           {"labels", {{"en", "Found by"}}},
                           {"about_person", "yes"},
                           {"title", "town"},
                           {"fields", Json::array({ways, town})}}}});
    rosa.ok("evidence.define",
            {{"population", {{"name", "found"}, {"form", "found_by"}, {"words", {{"en", "people"}}}}}});
    for (int i = 0; i < 30; ++i) {
        Json const person =
            rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Alma"}}}})["person"];
        rosa.ok("record.create",
                {{"kind", "found_by"},
                 {"person", person},
                 {"data", {{"ways", i % 3 == 0 ? Json("declined") : Json::array({"work"})}}}});
    }
    auto const all = lines(rosa.ok("evidence.synthesize", {{"file",
                                                            {{"population", "found"},
                                                             {"questions", Json::array({"ways"})},
                                                             {"epsilon", 0.2},
                                                             {"reason_for_few", "A test."}}}}));
    for (std::size_t i = 1; i < all.size(); ++i) {
        bool const answered = all[i].find_first_not_of("01,") == std::string::npos && all[i] != ",,";
        std::string const way = all[i].substr(0, all[i].find(','));
        EXPECT_TRUE(answered ? all[i].find('1') != std::string::npos : all[i] == way + "," + way + "," + way)
            << all[i];
    }
}

TEST(HandedOnChance, Z5_ASeedGivesTheSameRecordsAndTheSystemOthers) {
    auto const made = [](protection::Chance* chance, int files) {
        auto const file = std::make_shared<store_memory::MemoryFile>();
        store_memory::MemoryStorage storage{file};
        Instant now = parse_instant("2031-03-01T18:00:00Z").value();
        Engine engine{Ports{storage, [&now] { return now; }, crypto::kCostFloor, nullptr, chance}};
        auto const ok = [&](char const* method, Json const& params) {
            now += std::chrono::milliseconds{1};
            auto const result = engine.call(method, params);
            EXPECT_TRUE(result.ok()) << method;
            return result.ok() ? result.value() : Json::object();
        };
        ok("vault.init", {{"organization", "Puente"}, {"member", "Rosa"}, {"passphrase", kPassphrase}});
        ok("form.add", {{"form", file_json(std::string{kStudyData} + "study_form.json")}});
        ok("evidence.define",
           {{"population",
             {{"name", "all_of_them"}, {"form", "study_answers"}, {"words", {{"en", "people"}}}}}});
        for (int i = 0; i < 30; ++i) {
            Json const person =
                ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Alma"}}}});
            ok("record.create", {{"kind", "study_answers"},
                                 {"person", person.value("person", "")},
                                 {"data", {{"born_abroad", i % 3 == 0 ? "yes" : "no"}}}});
        }
        std::vector<std::string> out;
        while (std::ssize(out) < files)
            out.push_back(ok("evidence.synthesize", {{"file",
                                                      {{"population", "all_of_them"},
                                                       {"questions", {"born_abroad", "was_coerced"}},
                                                       {"epsilon", 0.1},
                                                       {"reason_for_few", "A test."}}}})["file"]);
        return out;
    };
    Seeded one;
    Seeded two;
    EXPECT_EQ(made(&one, 3), made(&two, 3));
    // Two files by the system's chance may well be alike; sixty-four all alike would be a constant.
    auto const many = made(nullptr, 64);
    EXPECT_GT(std::set<std::string>(many.begin(), many.end()).size(), 1U);
}

}  // namespace
}  // namespace amparo::engine
