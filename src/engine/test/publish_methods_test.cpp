// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence.publish: what it says when it refuses, and what a refused try leaves behind.
#include "study.hpp"

#include "amparo/store_memory/faulty.hpp"

#include <set>

namespace amparo::engine {
namespace {

class Publishing : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        study = add_study(rosa);
    }
    void interview(int people, Json const& data) {
        for (int i = 0; i < people; ++i) add_interview(rosa, study, ++interviews, data);
    }
    [[nodiscard]] Json table(char const* population, char const* rows, Json more = Json::object()) const {
        more.update({{"population", population}, {"rows", rows}, {"study", study}});
        return more;
    }
    static Json bundle(char const* profile, Json tables) {
        return {{"bundle", {{"title", "Papers"}, {"profile", profile}, {"tables", std::move(tables)}}}};
    }

    Office rosa;
    Json study;
    int interviews = 0;
};

/// Each table alone could be published; how many the second is of says what the first withholds of everybody.
TEST_F(Publishing, W11_TablesThatGiveOneAnotherAwayAreRefusedWhereNothingElseIsLeftOfThem) {
    for (char const* money : {"yes", "no"})
        interview(7, {{"born_abroad", "yes"}, {"status", "temporary_visa"}, {"sends_money_home", money}});
    rosa.ok("evidence.define",
            {{"population",
              {{"name", "with_papers"},
               {"form", "study_answers"},
               {"within", "born_abroad"},
               {"words", {{"en", "who had papers"}, {"es", "que tenían papeles"}}},
               {"where",
                {{"any", Json::array({{{"field", "status"}, {"is", {"temporary_visa"}}},
                                      {{"field", "status"}, {"is", {"permanent_resident"}}}})}}}}}});
    Json const both =
        bundle("research_consented",
               Json::array({table("born_abroad", "status"), table("with_papers", "sends_money_home")}));
    Failure const refused = rosa.fails(Code::kRefused, "bundle.tables[1]", "evidence.publish", both);
    EXPECT_EQ(refused.message, "the tables of this bundle alone say how many these are");
    EXPECT_EQ(
        refused.list,
        (std::vector<std::string>{
            "Table 2 (Sends money home): of those who had papers, of those who were born abroad, of the "
            "people interviewed, whose number together with that of Immigration status at the "
            "interview, of those who were born abroad, of the people interviewed, says what is withheld "
            "as it is so of all or of none"}));
    EXPECT_TRUE(rosa.ok("evidence.published")["publications"].empty());
    Json alone = both;
    alone["bundle"]["tables"].erase(0);
    rosa.ok("evidence.publish", alone);
}

TEST_F(Publishing, W6_WhoIsGivenAwayIsNamedInSentencesTenAtMostAndHowManyMore) {
    std::vector<Json> kinds;
    for (char const* money : {"yes", "no", "declined", "unknown"})
        for (char const* work : {"yes", "no", "declined"})
            kinds.push_back(
                {{"born_abroad", "yes"}, {"sends_money_home", money}, {"same_work_before", work}});
    for (Json const& kind : kinds) interview(12, kind);
    Json const params = bundle(
        "open_data", Json::array({table("born_abroad", "sends_money_home", {{"by", "same_work_before"}})}));
    rosa.ok("evidence.publish", params);
    for (Json const& kind : kinds) interview(1, kind);
    Failure const refused = rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", params);
    EXPECT_EQ(refused.message, "with what was published before, it could be worked out how many these are");
    EXPECT_EQ(refused.list.size(), 10U);
    EXPECT_EQ(refused.more, kinds.size() - 10);
    EXPECT_EQ(to_json(refused)["list"].size(), 10U);
    EXPECT_EQ(to_json(refused)["more"], kinds.size() - 10);
    EXPECT_EQ(std::set<std::string>(refused.list.begin(), refused.list.end()).size(), 10U);
    for (std::string const& one : refused.list) {
        EXPECT_TRUE(
            one.starts_with("Table 1 (Sends money home by Did this work before coming): of those who "
                            "were born abroad, of the people interviewed, with Sends money home: "))
            << one;
        EXPECT_TRUE(one.ends_with(", who are not in Papers (2031-03-01)")) << one;
        for (char const* code : {"sends_money_home", "missing", "yes,", "unknown"})
            EXPECT_EQ(one.find(code), std::string::npos) << one;
    }
    Json spanish = params;
    spanish["language"] = "es";
    Failure const said = rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", spanish);
    EXPECT_TRUE(said.list.front().starts_with("Tabla 1 (")) << said.list.front();
    EXPECT_NE(said.list.front().find(" de las personas que nacieron en otro país, de las personas "
                                     "entrevistadas, con "),
              std::string::npos)
        << said.list.front();
    EXPECT_FALSE(to_json(Failure{}).contains("list"));
}

TEST_F(Publishing, W12_ARefusalIsInOneLanguageWhicheverWasPublishedBefore) {
    for (char const* money : {"yes", "no"})
        interview(13, {{"born_abroad", "yes"}, {"sends_money_home", money}});
    Json english = bundle("open_data", Json::array({table("born_abroad", "sends_money_home")}));
    Json spanish = english;
    spanish["language"] = "es";
    rosa.ok("evidence.publish", spanish);
    rosa.ok("study.withdraw", {{"interview", "P-1"}});
    Failure const told = rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", english);
    EXPECT_EQ(
        told.list,
        (std::vector<std::string>{
            "Table 1 (Sends money home): of those who were born abroad, of the people interviewed, with "
            "Sends money home: Yes, who are not in Papers (2031-03-01)"}));
}

/// Otherwise who is refused asks again until a draw passes, and the draws of all who are refused tell more than one.
TEST_F(Publishing, ARoundedBundleIsDrawnFromTheVaultAndNotAnewEachTimeItIsAskedFor) {
    interview(21, {{"born_abroad", "yes"}});
    interview(31, {{"born_abroad", "no"}});
    Json params = bundle("open_data", Json::array({table("everybody", "born_abroad")}));
    params["bundle"]["rounding"] = {{"base", 15}, {"how", "random"}};
    std::set<Json> drawn;
    for (int i = 0; i < 6; ++i) {
        Office copy{std::make_shared<store_memory::MemoryFile>(*rosa.file), rosa.now};
        copy.ok("vault.unlock", {{"passphrase", kPassphrase}});
        drawn.insert(copy.ok("evidence.publish", params)["file"]);
    }
    EXPECT_EQ(drawn.size(), 1U);
}

/// Whoever is refused must not have drawn: the next draw would be another, and both together tell more than one.
TEST_F(Publishing, U9_TriesThatWereRefusedDoNotChangeWhatIsDrawn) {
    interview(21, {{"born_abroad", "yes"}});
    interview(31, {{"born_abroad", "no"}});
    Json params = bundle("open_data", Json::array({table("everybody", "born_abroad")}));
    Json too_small = params;
    params["bundle"]["rounding"] = {{"base", 15}, {"how", "random"}};
    too_small["bundle"]["rounding"] = {{"base", 10}, {"how", "random"}};
    auto const copied = [this] { return std::make_shared<store_memory::MemoryFile>(*rosa.file); };
    Office at_once{copied(), rosa.now};
    at_once.ok("vault.unlock", {{"passphrase", kPassphrase}});
    Json const accepted = at_once.ok("evidence.publish", params)["file"];

    Office tried{copied(), rosa.now};
    store_memory::FaultyStorage faulty{tried.storage};
    solver::Glpk solver;
    Engine engine{Ports{faulty, [this] { return rosa.now; }, crypto::kCostFloor, &solver}};
    ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
    EXPECT_FALSE(engine.call("evidence.publish", too_small).ok());
    std::size_t refused = 0;
    auto answer = engine.call("evidence.publish", too_small);
    for (std::size_t operation = 0; operation < 20 && !answer.ok(); ++operation) {
        faulty.plan({.operation = operation});
        answer = engine.call("evidence.publish", params);
        refused += answer.ok() ? 0 : 1;
    }
    ASSERT_TRUE(answer.ok());
    EXPECT_GE(refused, 2U) << "drawn, and not kept";
    EXPECT_EQ(answer.value()["file"], accepted);
}

}  // namespace
}  // namespace amparo::engine
