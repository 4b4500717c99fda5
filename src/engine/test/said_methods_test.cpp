// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence.said.
#include "study.hpp"

#include <array>

namespace amparo::engine {
namespace {

class SaidInAText : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        study = add_study(rosa);
        more(21, 31);
    }
    void more(int yes, int no) {
        for (int i = 0; i < yes + no; ++i)
            add_interview(rosa, study, ++interviews, {{"born_abroad", i < yes ? "yes" : "no"}});
    }
    /// 21 of 52 answered so, before there are more.
    [[nodiscard]] Json talk(Json said) const {
        said.update({{"population", "everybody"},
                     {"rows", "born_abroad"},
                     {"study", study},
                     {"title", "A talk"},
                     {"answer", "yes"}});
        return said;
    }
    [[nodiscard]] Json bundle() const {
        Json const table{{"population", "everybody"}, {"rows", "born_abroad"}, {"study", study}};
        return {{"bundle",
                 {{"title", "Born abroad"}, {"profile", "open_data"}, {"tables", Json::array({table})}}}};
    }

    Office rosa;
    Json study;
    int interviews = 0;
};

TEST_F(SaidInAText, X5_AFigureThatLeftInATextIsHeldAgainstLaterBundles) {
    Json const said = talk({{"n", 21}, {"of", 52}});
    rosa.fails(Code::kUsage, "n", "evidence.said", [&] {
        Json wrong = said;
        wrong["n"] = 20;
        return wrong;
    }());
    rosa.fails(Code::kUsage, "left_on", "evidence.said", [&] {
        Json wrong = said;
        wrong["left_on"] = "2999-01-01";
        return wrong;
    }());
    EXPECT_TRUE(rosa.ok("evidence.published")["publications"].empty());
    Json const kept = rosa.ok("evidence.said", said);
    EXPECT_EQ(kept["least"], 21);
    EXPECT_EQ(kept["most"], 21);
    EXPECT_EQ(rosa.ok("evidence.published")["publications"][0]["title"], "A talk");
    more(1, 20);
    Failure const refused = rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", bundle());
    EXPECT_NE(refused.list.at(0).find("Yes, who are not in A talk"), std::string::npos) << refused.list[0];
}

TEST_F(SaidInAText, X2_ItIsHeldToTheRecordsOfTheDayItLeft) {
    rosa.now += std::chrono::days{10};
    more(1, 20);
    Json const kept = rosa.ok("evidence.said", talk({{"n", 21}, {"of", 52}, {"left_on", "2031-03-05"}}));
    EXPECT_EQ(kept["as_of"], "2031-03-05");
    EXPECT_EQ(rosa.ok("evidence.published")["publications"][0]["day"], "2031-03-05");
    rosa.fails(Code::kUsage, "n", "evidence.said", talk({{"n", 22}, {"left_on", "2031-03-05"}}));
    EXPECT_EQ(rosa.ok("evidence.said", talk({{"n", 22}}))["as_of"], "2031-03-11");
    Json const earlier =
        rosa.ok("evidence.said", talk({{"n", 21}, {"left_on", "2031-03-09"}, {"as_of", "2031-03-04"}}));
    EXPECT_EQ(earlier["as_of"], "2031-03-04") << "a report of the 9th may be of what there was on the 4th";
}

TEST_F(SaidInAText, X4_AnIntervalIsReadByTheMethodAndConfidenceThatAreNamed) {
    Json const ends{{"low", "27.0"}, {"high", "54.9"}};
    Json clopper = talk(ends);
    clopper["method"] = "clopper_pearson";
    rosa.fails(Code::kUsage, "low", "evidence.said", talk(ends));
    EXPECT_EQ(rosa.ok("evidence.said", clopper)["least"], 21);
    clopper["confidence"] = 0.8;
    rosa.fails(Code::kUsage, "low", "evidence.said", clopper);
}

TEST_F(SaidInAText, X5_WhatWasReadInsideIsHeldToWhatIsAskedInside) {
    rosa.ok("evidence.said", talk({{"n", 21}, {"of", 52}, {"read_by", "internal"}}));
    more(6, 20);
    rosa.ok("evidence.publish", bundle());
}

TEST_F(SaidInAText, X5_WhatTheOfficeAskedForWhenItWasEnteredStaysAsked) {
    rosa.ok("evidence.policy", {{"of_what", "open_data"}, {"least", 20}});
    rosa.ok("evidence.said", talk({{"n", 21}, {"of", 52}}));
    rosa.ok("evidence.policy", {{"of_what", "open_data"}, {"least", 10}});
    more(12, 12);
    rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", bundle());
}

TEST_F(SaidInAText, X5_WhatOthersEnterMeanwhileIsNotOverlooked) {
    bool is_refused = false;
    for (std::size_t look = 1; look <= 6 && !is_refused; ++look) {
        std::size_t looks = 0;
        store_memory::MemoryStorage storage{rosa.file};
        Engine other{Ports{storage,
                           [&] {
                               if (++looks == look) rosa.ok("evidence.said", talk({{"n", 21}}));
                               return rosa.now;
                           },
                           crypto::kCostFloor, nullptr}};
        ASSERT_TRUE(other.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
        auto const answer = other.call("evidence.said", talk({{"n", 21}}));
        is_refused = !answer.ok();
        if (is_refused) {
            EXPECT_EQ(answer.error().field, "title") << answer.error().message;
        }
    }
    EXPECT_TRUE(is_refused);
}

/// People asked how safe they felt, 1 to 5: 40, 15, 12, 4 and 11 of them.
class MeanInAText : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        Json options = Json::array();
        for (char const* code : {"1", "2", "3", "4", "5"})
            options.push_back({{"code", code}, {"labels", {{"en", code}, {"es", code}}}});
        auto const field = [](char const* name, char const* type) {
            return Json{{"name", name}, {"type", type}, {"part", "statistics"}, {"labels", {{"en", name}}}};
        };
        Json safe = field("safe", "choice");
        safe["options"] = options;
        rosa.ok("form.add", {{"form",
                              {{"name", "safety_answers"},
                               {"version", 1},
                               {"labels", {{"en", "Safety"}}},
                               {"about_person", "yes"},
                               {"title", "safe"},
                               {"fields", Json::array({safe, field("paid", "yes_no")})}}}});
        study = rosa.ok(
            "record.create",
            {{"kind", "study"}, {"data", {{"name", "Safety"}, {"instrument", "safety_answers"}}}})["id"];
        rosa.ok("evidence.define", {{"population",
                                     {{"name", "asked"},
                                      {"form", "safety_answers"},
                                      {"words", {{"en", "people asked"}, {"es", "personas preguntadas"}}}}}});
        int interviews = 0;
        std::array<int, 5> const counts{40, 15, 12, 4, 11};
        for (std::size_t code = 0; code < counts.size(); ++code)
            for (int i = 0; i < counts[code]; ++i)
                add_interview(rosa, study, ++interviews, {{"safe", std::to_string(code + 1)}});
    }
    [[nodiscard]] Json talk(Json said) const {
        said.update({{"population", "asked"}, {"rows", "safe"}, {"study", study}, {"title", "A talk"}});
        return said;
    }
    [[nodiscard]] Json bundle() const {
        Json const table{{"population", "asked"}, {"rows", "safe"}, {"study", study}};
        return {
            {"bundle", {{"title", "Safety"}, {"profile", "open_data"}, {"tables", Json::array({table})}}}};
    }

    Office rosa;
    Json study;
};

TEST_F(MeanInAText, X6_ABundleThatGivesASmallCellAwayWithAMeanIsRefused) {
    Json const kept = rosa.ok("evidence.said", talk({{"mean", "2,2"}, {"n", 82}}));
    EXPECT_EQ(kept["least"], 177);
    EXPECT_EQ(kept["most"], 184);
    EXPECT_EQ(kept["mean_of"], 82);
    EXPECT_EQ(rosa.ok("evidence.published")["publications"][0]["title"], "A talk");
    Failure const refused = rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", bundle());
    EXPECT_NE(refused.list.at(0).find("of the people asked, with safe: 4"), std::string::npos)
        << refused.list[0];
    Json held_back = bundle();
    held_back["hold_back"] = true;
    rosa.ok("evidence.publish", held_back);
}

TEST_F(MeanInAText, X6_WithoutAMeanOrWithOneThatSaysLittleItIsPublished) {
    rosa.ok("evidence.said", talk({{"mean", "2"}}));
    rosa.ok("evidence.publish", bundle());
}

TEST_F(MeanInAText, X6_AMeanThatCanNotBeAndOneOfNoNumbersAreRefused) {
    Failure const none = rosa.fails(Code::kUsage, "mean", "evidence.said", talk({{"mean", "2.14"}}));
    EXPECT_NE(none.message.find("2.13 and 2.15"), std::string::npos) << none.message;
    rosa.fails(Code::kUsage, "n", "evidence.said", talk({{"mean", "2.16"}, {"n", 83}}));
    rosa.fails(Code::kUsage, "mean", "evidence.said", talk({{"mean", "2.16"}, {"answer", "4"}}));
    Json paid = talk({{"mean", "2.16"}});
    paid["rows"] = "paid";
    rosa.fails(Code::kUsage, "rows", "evidence.said", paid);
    EXPECT_TRUE(rosa.ok("evidence.published")["publications"].empty());
}

}  // namespace
}  // namespace amparo::engine
