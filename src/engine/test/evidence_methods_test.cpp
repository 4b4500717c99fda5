// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence.*, study.*.
#include "study.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/store_memory/faulty.hpp"

#include <sstream>

namespace amparo::engine {
namespace {

std::vector<Json> interviews_of_the_fixture() {
    std::istringstream in{file_text(std::string{kStudyData} + "study_interviews.csv")};
    std::vector<std::string> names;
    std::vector<Json> out;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::vector<std::string> cells(1);
        for (char const c : line)
            if (c == ',')
                cells.emplace_back();
            else
                cells.back() += c;
        if (names.empty()) {
            names = cells;
            continue;
        }
        Json row = Json::object();
        for (std::size_t i = 0; i < names.size(); ++i)
            if (!cells[i].empty()) row[names[i]] = cells[i];
        out.push_back(std::move(row));
    }
    return out;
}

class Evidence : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        study = add_study(rosa);
    }

    Json interview(Json row, bool consent = true) {
        Json params{{"study", study},      {"pseudonym", row["pseudonym"]}, {"given_by", row["given_by"]},
                    {"day", "2031-02-01"}, {"channel", "outreach"},         {"research_consent", consent}};
        row.erase("pseudonym");
        row.erase("given_by");
        params["data"] = row;
        return rosa.ok("study.interview", params);
    }
    void interview_all() {
        for (Json const& row : interviews_of_the_fixture()) made.push_back(interview(row));
    }
    Json table(char const* population, char const* rows, Json more = Json::object()) {
        Json params{{"population", population}, {"rows", rows}};
        params.update(more);
        return rosa.ok("evidence.table", params);
    }
    static std::string first(Json const& table) { return table["columns"][0]["figures"][0]["sentence"]; }

    Office rosa;
    Json study;
    std::vector<Json> made;
};

TEST_F(Evidence, TheFiguresOfAStudyComeOutOfItsInterviews) {
    interview_all();
    EXPECT_EQ(
        first(table("not_citizens", "worries_about_immigration", {{"study", study}})),
        "13 of the 16 who were not citizens, of those who were born abroad, of the people interviewed (81%; "
        "95% interval 57% to 93%)");
    EXPECT_EQ(first(table("everybody", "born_abroad")),
              "21 of the 52 people interviewed (40%; 95% interval 28% to 54%)");
    Json const by =
        table("born_abroad", "was_coerced", {{"by", "interview.given_by"}, {"method", "clopper_pearson"}});
    EXPECT_EQ(by["columns"][2]["figures"][0]["text"], "4 of 4 (100%)");
    EXPECT_EQ(
        by["columns"][2]["words"],
        "who were born abroad, of the people interviewed, with Who answered: An advocate, for the person");
    EXPECT_EQ(by["comparisons"].size(), 2U);
    EXPECT_EQ(by["population"]["query"].get<std::string>().size(), 64U);
    EXPECT_EQ(by["query"].get<std::string>().size(), 64U);
    EXPECT_EQ(by["intake"]["records"], 52);
}

TEST_F(Evidence, AWithdrawalRemovesTheInterviewFromEveryLaterFigure) {
    interview_all();
    Json const abroad = made[1];
    rosa.ok("study.withdraw", {{"interview", abroad["interview"]}});
    rosa.now += std::chrono::hours{48};
    for (Json const& more : {Json::object(), Json{{"as_of", "2031-03-01"}}, Json{{"study", study}}}) {
        Json const now = table("everybody", "born_abroad", more);
        EXPECT_EQ(now["columns"][0]["figures"][0]["text"], "20 of 51 (39%)") << more;
        EXPECT_EQ(now["excluded"], 1) << more;
    }
    EXPECT_EQ(rosa.ok("study.list")["studies"][0]["excluded"], 1);
    rosa.fails(Code::kRefused, "id", "record.update",
               {{"id", abroad["interview"]}, {"data", {{"withdrawn_at", nullptr}}}});
}

TEST_F(Evidence, WithoutConsentToResearchAnInterviewIsKeptAndNotCounted) {
    interview({{"pseudonym", "P-1"}, {"given_by", "person"}, {"born_abroad", "yes"}});
    interview({{"pseudonym", "P-2"}, {"given_by", "person"}, {"born_abroad", "no"}}, false);
    Json const now = table("everybody", "born_abroad");
    EXPECT_EQ(now["columns"][0]["figures"][0]["text"], "1 of 1 (100%)");
    EXPECT_EQ(now["excluded"], 1);
}

TEST_F(Evidence, ThePseudonymRegisterLiesInItsOwnPart) {
    Json const contact = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Json const kept =
        rosa.ok("study.interview", {{"study", study},
                                    {"pseudonym", "P-9"},
                                    {"given_by", "person"},
                                    {"research_consent", true},
                                    {"data", {{"born_abroad", "yes"}}},
                                    {"register", {{"name", "Alma"}, {"person", contact["person"]}}}});
    Json const entry = rosa.ok("record.show", {{"id", kept["register"]}});
    EXPECT_EQ(entry["data"]["served_person"], contact["person"]);
    for (char const* what : {"interview", "answers"}) {
        std::string const text = rosa.ok("record.show", {{"id", kept[what]}}).dump();
        EXPECT_EQ(text.find("Alma"), std::string::npos) << what;
        EXPECT_EQ(text.find(contact["person"].get<std::string>()), std::string::npos) << what;
    }
    rosa.ok("member.add",
            {{"name", "Nadia"}, {"role", "statistician"}, {"passphrase", "eight quiet rivers"}});
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", "eight quiet rivers"}});
    EXPECT_EQ(first(table("everybody", "born_abroad")),
              "1 of the 1 people interviewed (100%; 95% interval 21% to 100%)");
    auto const shown = rosa.call("record.show", {{"id", kept["register"]}});
    std::string const text = shown.ok() ? shown.value().dump() : "";
    EXPECT_EQ(text.find("Alma"), std::string::npos);
    rosa.ok("evidence.define",
            {{"population", {{"name", "helped"}, {"form", "finding"}, {"words", {{"en", "findings"}}}}}});
    rosa.fails(Code::kRefused, "acts.act", "evidence.table",
               {{"population", "helped"}, {"rows", "acts.act"}});
}

TEST_F(Evidence, AStudyIsStartedWithAFormThatIsThere) {
    rosa.fails(Code::kUsage, "instrument", "study.new", {{"name", "Homes"}, {"instrument", "nothing"}});
    rosa.fails(Code::kUsage, "instrument", "study.new", {{"name", "Homes"}, {"instrument", "service"}});
    for (char const* of_ours : {"study_interview", "contact", "satisfaction"})
        rosa.fails(Code::kUsage, "instrument", "study.new", {{"name", "Homes"}, {"instrument", of_ours}});
    Json const started = rosa.ok("study.new", {{"name", "Homes"},
                                               {"instrument", "study_answers"},
                                               {"channels", Json::array({"outreach"})},
                                               {"approached", 60},
                                               {"limits", "Only this town."}});
    Json const kept = rosa.ok("record.show", {{"id", started["study"]}})["data"];
    EXPECT_EQ(kept["limits"], "Only this town.");
    EXPECT_EQ(kept["approached"], 60);
    study = started["study"];
    interview_all();
    Json bundle{{"title", "Homes"},
                {"profile", "research_consented"},
                {"tables", {{{"population", "everybody"}, {"rows", "born_abroad"}, {"study", study}}}}};
    auto const text = [&] {
        auto const file = rosa.ok("evidence.publish", {{"bundle", bundle}})["file"].get<std::string>();
        auto const bytes = crypto::from_base64(file).value();
        return std::string{as_text(bytes)};
    };
    std::string const research = text();
    EXPECT_NE(research.find("Homes: Only this town."), std::string::npos);
    EXPECT_NE(research.find("people asked to take part: 60"), std::string::npos);
    EXPECT_EQ(research.find("Work and papers"), std::string::npos) << "another study";
    bundle["profile"] = "open_data";
    bundle["tables"][0].erase("study");
    std::string const open = text();
    EXPECT_NE(open.find("Homes: Only this town."), std::string::npos) << "its instrument is the form";
    EXPECT_EQ(open.find("people asked to take part"), std::string::npos);
}

TEST_F(Evidence, AnInterviewIsFoundByItsPseudonym) {
    interview({{"pseudonym", "P-1"}, {"given_by", "person"}, {"born_abroad", "yes"}});
    Json const two = interview({{"pseudonym", "P-2"}, {"given_by", "person"}, {"born_abroad", "yes"}});
    rosa.fails(Code::kNotFound, "interview", "study.withdraw", {{"interview", "P-3"}});
    EXPECT_EQ(rosa.ok("study.withdraw", {{"interview", "P-2"}})["interview"], two["interview"]);
    Json const listed = rosa.ok("study.list", {{"study", study}})["studies"];
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0]["under"][0]["pseudonym"], "P-1");
    EXPECT_EQ(listed[0]["under"][0]["counted"], true);
    EXPECT_EQ(listed[0]["under"][1]["interview"], two["interview"]);
    EXPECT_EQ(listed[0]["under"][1]["counted"], false);
    EXPECT_FALSE(rosa.ok("study.list")["studies"][0].contains("under"));
    Json const other = rosa.ok("study.new", {{"name", "Homes"}, {"instrument", "study_answers"}})["study"];
    Json const first_study = study;
    study = other;
    interview({{"pseudonym", "P-1"}, {"given_by", "person"}, {"born_abroad", "yes"}});
    rosa.fails(Code::kUsage, "study", "study.withdraw", {{"interview", "P-1"}});
    rosa.ok("study.withdraw", {{"interview", "P-1"}, {"study", other}});
    EXPECT_EQ(rosa.ok("study.list", {{"study", first_study}})["studies"][0]["excluded"], 1);
}

TEST_F(Evidence, J1_OnlyKeepersOpenTheRegisterWhateverTheirRole) {
    auto const member = [&](char const* name, char const* role) {
        return rosa.ok("member.add",
                       {{"name", name},
                        {"role", role},
                        {"passphrase", std::string{name} + " has three small boats"}})["member_id"];
    };
    Json const bea = member("Bea", "coordinator");
    Json const ada = member("Ada", "shelter");
    Json const me = rosa.ok("member.list")["members"][0]["member_id"];
    Json const registered{{"study", study},
                          {"pseudonym", "P-1"},
                          {"given_by", "person"},
                          {"research_consent", true},
                          {"data", {{"born_abroad", "yes"}}},
                          {"register", {{"name", "Alma"}}}};
    EXPECT_TRUE(rosa.ok("study.keepers", {{"study", study}})["keepers"].empty());
    Json const entry = rosa.ok("study.interview", registered)["register"];
    EXPECT_EQ(rosa.ok("study.keepers", {{"study", study}})["keepers"], Json::array({me}));
    auto const sees = [&](char const* passphrase) {
        rosa.ok("vault.lock");
        rosa.ok("vault.unlock", {{"passphrase", passphrase}});
        auto const shown = rosa.call("record.show", {{"id", entry}});
        auto const found = rosa.call("search", {{"text", "Alma"}});
        std::string const all = (shown.ok() ? codec::to_text(shown.value()) : "") +
                                (found.ok() ? codec::to_text(found.value()) : "");
        return all.find("Alma") != std::string::npos;
    };
    constexpr char const* kBea = "Bea has three small boats";
    constexpr char const* kAda = "Ada has three small boats";
    EXPECT_FALSE(sees(kAda));
    EXPECT_FALSE(sees(kBea)) << "a coordinator holds every part, and no key of the register";
    Json second = registered;
    second["pseudonym"] = "P-2";
    rosa.fails(Code::kRefused, "register", "study.interview", second);
    EXPECT_EQ(rosa.ok("study.list", {{"study", study}})["studies"][0]["interviews"], 1) << "nothing was kept";
    rosa.fails(Code::kRefused, "study", "study.keepers", {{"study", study}, {"inside", Json::array({bea})}});
    rosa.fails(Code::kRefused, "member", "member.remove", {{"member", me}});
    EXPECT_TRUE(sees(kPassphrase));
    rosa.fails(Code::kRefused, "inside", "study.keepers", {{"study", study}, {"inside", Json::array({bea})}});
    Json const both = rosa.ok("study.keepers", {{"study", study}, {"inside", {me, bea}}});
    EXPECT_EQ(both["sealed_anew"], false);
    EXPECT_TRUE(sees(kBea));
    EXPECT_TRUE(rosa.ok("matter.walls")["walls"].empty());
    Json const alone = rosa.ok("study.keepers", {{"study", study}, {"inside", Json::array({bea})}});
    EXPECT_EQ(alone["sealed_anew"], true);
    EXPECT_TRUE(sees(kBea));
    EXPECT_FALSE(sees(kPassphrase)) << "who was left out opens nothing, also not what stood there before";
    EXPECT_FALSE(sees(kAda));
}

TEST_F(Evidence, J2_NothingOutsideOfTheRegisterSaysOfWhomAnEntryIs) {
    Json const kept = rosa.ok("study.interview", {{"study", study},
                                                  {"pseudonym", "P-1"},
                                                  {"given_by", "person"},
                                                  {"research_consent", true},
                                                  {"data", {{"born_abroad", "yes"}}},
                                                  {"register", {{"name", "Alma"}}}});
    EXPECT_EQ(rosa.ok("record.show", {{"id", kept["register"]}})["person"], kept["person"]);
    rosa.ok("member.add", {{"name", "Ada"}, {"role", "advocate"}, {"passphrase", "three small boats"}});
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", "three small boats"}});
    auto const shown = rosa.call("record.show", {{"id", kept["register"]}});
    EXPECT_TRUE(!shown.ok() || !shown.value().contains("person"))
        << "an advocate reads identity and the answers, and can't join them";
    rosa.fails(Code::kRefused, "id", "record.erase", {{"id", kept["register"]}, {"basis", "asked"}});
}

TEST_F(Evidence, ASecondSourceConfirmsOrContradicts) {
    Json const one = interview({{"pseudonym", "P-1"}, {"given_by", "person"}, {"born_abroad", "yes"}});
    Json const two = interview({{"pseudonym", "P-2"}, {"given_by", "person"}, {"born_abroad", "yes"}});
    auto const source = [&](Json const& of, char const* says, char const* independent,
                            char const* reliability) {
        rosa.ok("record.create", {{"kind", "corroboration"},
                                  {"person", of["person"]},
                                  {"data",
                                   {{"interview", of["interview"]},
                                    {"source", "document"},
                                    {"independent", independent},
                                    {"says", says},
                                    {"source_reliability", reliability}}}});
    };
    auto const counts = [&] {
        std::vector<int> out;
        Json const now = table("everybody", "interview.corroboration");
        for (Json const& figure : now["columns"][0]["figures"]) out.push_back(figure["numerator"]);
        return out;
    };
    EXPECT_EQ(counts(), (std::vector<int>{2, 0, 0}));
    source(one, "confirms", "no", "a");
    source(one, "confirms", "yes", "e");
    source(one, "partly", "yes", "a");
    EXPECT_EQ(counts(), (std::vector<int>{2, 0, 0}));
    source(one, "confirms", "yes", "b");
    EXPECT_EQ(counts(), (std::vector<int>{1, 1, 0}));
    source(one, "contradicts", "yes", "c");
    source(two, "confirms", "yes", "a");
    EXPECT_EQ(counts(), (std::vector<int>{0, 1, 1}));
}

TEST_F(Evidence, AStaleDefinitionIsRefusedUntilItIsDefinedAgain) {
    interview_all();
    Json changed = file_json(std::string{kStudyData} + "study_populations.json")[1];
    changed["where"] = {{"field", "born_abroad"}, {"is", {"no"}}};
    EXPECT_EQ(rosa.ok("evidence.define", {{"population", changed}})["version"], 2);
    rosa.fails(Code::kRefused, "population", "evidence.table",
               {{"population", "not_citizens"}, {"rows", "status"}});
    int stale = 0;
    Json const listed = rosa.ok("evidence.list");
    for (Json const& one : listed["populations"]) stale += one["stale"] == true ? 1 : 0;
    EXPECT_EQ(stale, 2);
    changed["where"] = {{"field", "born_abroad"}, {"is", {"yes"}}};
    rosa.ok("evidence.define", {{"population", changed}});
    EXPECT_EQ(first(table("not_citizens", "worries_about_immigration")).substr(0, 12), "13 of the 16");
}

TEST_F(Evidence, ARecordIsReadAsItWasOnTheDay) {
    Json const one = interview({{"pseudonym", "P-1"}, {"given_by", "person"}, {"born_abroad", "yes"}});
    rosa.now += std::chrono::hours{48};
    rosa.ok("record.update", {{"id", one["answers"]}, {"data", {{"born_abroad", "no"}}}});
    EXPECT_EQ(table("everybody", "born_abroad")["columns"][0]["figures"][0]["numerator"], 0);
    EXPECT_EQ(
        table("everybody", "born_abroad", {{"as_of", "2031-03-01"}})["columns"][0]["figures"][0]["numerator"],
        1);
    rosa.fails(Code::kRefused, "", "evidence.table",
               {{"population", "everybody"}, {"rows", "born_abroad"}, {"as_of", "2031-02-01"}});
}

TEST_F(Evidence, ABundleIsMadeWholeOrNotAtAll) {
    interview_all();
    Json bundle{
        {"title", "Work and papers"},
        {"profile", "research_consented"},
        {"tables",
         {{{"population", "not_citizens"}, {"rows", "worries_about_immigration"}, {"study", study}}}}};
    Json const published = rosa.ok("evidence.publish", {{"bundle", bundle}});
    EXPECT_EQ(published["names"], (Json{"index.html", "table_1.csv", "figures.json", "codebook.xml"}));
    EXPECT_EQ(published["figures"], 2);
    EXPECT_EQ(published["withheld"], 0);
    auto const archive = crypto::from_base64(published["file"].get<std::string>()).value();
    EXPECT_NE(as_text(archive).find("13 of 16 (81%; 95% interval 57% to 93%)"), std::string_view::npos);
    EXPECT_NE(as_text(archive).find("Puente Legal Aid"), std::string_view::npos);
    bundle["tables"].push_back({{"population", "everybody"}, {"rows", "nothing"}});
    rosa.fails(Code::kUsage, "bundle.tables[1].rows", "evidence.publish", {{"bundle", bundle}});
    Json none = bundle;
    none["tables"] = Json::array();
    rosa.fails(Code::kUsage, "bundle.tables", "evidence.publish", {{"bundle", none}});
    bundle["tables"].erase(1);
    bundle["profile"] = "open_data";
    rosa.fails(Code::kRefused, "bundle.profile", "evidence.publish", {{"bundle", bundle}});
}

/// Of `yes` interviews with people born abroad and `no` with others, as open data.
Json open_data(Json const& study) {
    return Json{{"title", "Born abroad"},
                {"profile", "open_data"},
                {"tables", {{{"population", "everybody"}, {"rows", "born_abroad"}, {"study", study}}}}};
}

TEST_F(Evidence, ABundleThatGivesSomebodyAwayWithAnEarlierOneIsRefused) {
    interview_all();
    Json const bundle = open_data(study);
    EXPECT_EQ(rosa.ok("evidence.publish", {{"bundle", bundle}})["figures"], 2);
    rosa.ok("evidence.publish", {{"bundle", bundle}});
    interview({{"pseudonym", "P-90"}, {"given_by", "person"}, {"born_abroad", "yes"}});
    Failure const refused =
        rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", {{"bundle", bundle}});
    EXPECT_TRUE(refused.message.starts_with("with what was published before")) << refused.message;
    ASSERT_EQ(refused.list.size(), 1U);
    EXPECT_EQ(refused.list[0],
              "Table 1 (Born abroad): of the people interviewed, with Born abroad: Yes, who are not in Born "
              "abroad (2031-03-01)");
    EXPECT_EQ(refused.more, 0U);
    EXPECT_EQ(rosa.ok("evidence.published")["publications"].size(), 2U) << "nothing of a refused one is kept";
    Json internal = bundle;
    internal["profile"] = "internal";
    rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", {{"bundle", internal}});
    rosa.fails(Code::kRefused, "bundle.profile", "evidence.publish",
               {{"bundle", bundle}, {"hold_back", true}});
    for (int i = 0; i < 20; ++i)
        for (char const* abroad : {"yes", "no"})
            interview({{"pseudonym", "P-" + std::to_string(100 + i) + abroad},
                       {"given_by", "person"},
                       {"born_abroad", abroad}});
    EXPECT_EQ(rosa.ok("evidence.publish", {{"bundle", bundle}, {"hold_back", true}})["withheld"], 0);
}

/// One table by the question of the other, and the other way round: either alone is protected.
TEST_F(Evidence, WhatTwoTablesOfABundleGiveAwayTogetherIsWithheldUnasked) {
    char const* const replies[] = {"yes", "no", "declined"};
    int const people[3][3] = {{9, 12, 8}, {15, 15, 4}, {11, 10, 0}};
    int number = 100;
    for (std::size_t sends = 0; sends < 3; ++sends)
        for (std::size_t same = 0; same < 3; ++same)
            for (int i = 0; i < people[sends][same]; ++i)
                interview({{"pseudonym", "P-" + std::to_string(number++)},
                           {"given_by", "person"},
                           {"born_abroad", "yes"},
                           {"sends_money_home", replies[sends]},
                           {"same_work_before", replies[same]}});
    Json bundle = open_data(study);
    bundle["tables"] = Json::array();
    for (auto const& [rows, by] : {std::pair{"sends_money_home", "same_work_before"},
                                   std::pair{"same_work_before", "sends_money_home"}})
        bundle["tables"].push_back(
            {{"population", "everybody"}, {"rows", rows}, {"by", by}, {"study", study}});
    Json const published = rosa.ok("evidence.publish", {{"bundle", bundle}});
    EXPECT_GT(published["withheld"], 8) << "which is what they withhold table by table";
    EXPECT_LT(published["withheld"], published["figures"]);
}

TEST_F(Evidence, ARoundedBundleIsKeptAsWhatItsCountsMayBe) {
    interview_all();
    Json bundle = open_data(study);
    bundle["rounding"] = {{"base", 10}, {"how", "random"}};
    rosa.fails(Code::kRefused, "bundle.rounding.base", "evidence.publish", {{"bundle", bundle}});
    bundle["rounding"]["base"] = 15;
    Json const once = rosa.ok("evidence.publish", {{"bundle", bundle}});
    EXPECT_EQ(rosa.ok("evidence.publish", {{"bundle", bundle}})["file"], once["file"]);
    bundle["rounding"]["how"] = "controlled";
    rosa.ok("evidence.publish", {{"bundle", bundle}});
    rosa.ok("evidence.policy", {{"of_what", "open_data"}, {"least", 12}});
    bundle["rounding"]["base"] = 12;
    EXPECT_EQ(
        rosa.fails(Code::kRefused, "bundle.rounding.base", "evidence.publish", {{"bundle", bundle}}).hint,
        "Under this profile 13 or more.");
}

TEST_F(Evidence, ABundleThatCannotBeKeptDoesNotLeave) {
    interview_all();
    Json const params{{"bundle", open_data(study)}};
    bool is_done = false;
    for (std::size_t operation = 0; operation < 20 && !is_done; ++operation) {
        store_memory::FaultyStorage faulty{rosa.storage};
        solver::Glpk solver;
        Engine engine{Ports{faulty, [this] { return rosa.now; }, crypto::kCostFloor, &solver}};
        ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
        std::size_t const before =
            engine.call("evidence.published", Json::object()).value()["publications"].size();
        faulty.plan({.operation = operation});
        is_done = engine.call("evidence.publish", params).ok();
        std::size_t const after =
            engine.call("evidence.published", Json::object()).value()["publications"].size();
        EXPECT_EQ(after, before + (is_done ? 1 : 0)) << operation;
    }
    EXPECT_TRUE(is_done);
}

TEST_F(Evidence, WhatWasPublishedCannotBeErased) {
    interview_all();
    Json const published = rosa.ok("evidence.publish", {{"bundle", open_data(study)}});
    rosa.fails(Code::kRefused, "id", "record.erase", {{"id", published["publication"]}, {"basis", "asked"}});
    rosa.fails(Code::kRefused, "id", "record.erase",
               {{"id", published["publication"]}, {"part", "statistics"}, {"basis", "asked"}});
    rosa.ok("evidence.publish", {{"bundle", open_data(study)}});
}

TEST_F(Evidence, WhatOthersPublishMeanwhileIsNotOverlooked) {
    interview_all();
    Json const params{{"bundle", open_data(study)}};
    bool is_refused = false;
    std::size_t published = 0;
    for (std::size_t look = 1; look <= 6 && !is_refused; ++look) {
        std::size_t looks = 0;
        solver::Glpk solver;
        store_memory::MemoryStorage storage{rosa.file};
        Engine other{Ports{storage,
                           [&] {
                               if (++looks == look) rosa.ok("evidence.publish", params);
                               return rosa.now;
                           },
                           crypto::kCostFloor, &solver}};
        ASSERT_TRUE(other.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
        auto const answer = other.call("evidence.publish", params);
        is_refused = !answer.ok();
        published += answer.ok() ? 1 : 0;
        if (looks >= look) ++published;
        if (is_refused) {
            EXPECT_EQ(answer.error().code, Code::kRefused);
            EXPECT_NE(answer.error().message.find("meanwhile"), std::string::npos) << answer.error().message;
        }
    }
    EXPECT_TRUE(is_refused);
    EXPECT_EQ(rosa.ok("evidence.published")["publications"].size(), published);
}

TEST_F(Evidence, WhoWithdrewIsNotToldByAnotherPeriod) {
    interview_all();
    Json bundle{{"title", "Born abroad"},
                {"profile", "research_consented"},
                {"tables", {{{"population", "everybody"}, {"rows", "born_abroad"}, {"study", study}}}}};
    rosa.ok("evidence.publish", {{"bundle", bundle}});
    bundle["tables"][0]["from"] = "2031-01-01";
    rosa.ok("evidence.publish", {{"bundle", bundle}});
    rosa.ok("study.withdraw", {{"interview", made[1]["interview"]}});
    bundle["tables"][0]["to"] = "2031-12-31";
    rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", {{"bundle", bundle}});
}

TEST_F(Evidence, AnErasedInterviewDoesNotComeBackAsAServiceRecord) {
    interview_all();
    rosa.ok("study.withdraw", {{"interview", made[1]["interview"]}});
    rosa.ok("record.erase", {{"id", made[1]["interview"]}, {"basis", "asked"}});
    EXPECT_EQ(table("everybody", "born_abroad")["columns"][0]["figures"][0]["text"], "20 of 51 (39%)");
    rosa.ok("record.create",
            {{"kind", "study_answers"}, {"person", made[1]["person"]}, {"data", {{"born_abroad", "yes"}}}});
    rosa.ok("record.create", {{"kind", "study_answers"}, {"data", {{"born_abroad", "yes"}}}});
    EXPECT_EQ(table("everybody", "born_abroad")["columns"][0]["figures"][0]["text"], "20 of 51 (39%)");
}

TEST_F(Evidence, WhoseInterviewIsExcludedIsCountedInNoOtherFormEither) {
    Json const refused =
        interview({{"pseudonym", "P-1"}, {"given_by", "person"}, {"born_abroad", "yes"}}, false);
    rosa.ok("evidence.define",
            {{"population", {{"name", "met"}, {"form", "contact"}, {"words", {{"en", "people met"}}}}}});
    rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    rosa.ok("record.create", {{"kind", "contact"}, {"person", refused["person"]}, {"data", contact_data()}});
    Json const met = table("met", "needs");
    EXPECT_EQ(met["excluded"], 1);
    EXPECT_EQ(met["columns"][0]["figures"][0]["denominator"], 1);
}

TEST_F(Evidence, WhoDoesNotReadTheInterviewsMakesNoTable) {
    interview({{"pseudonym", "P-1"}, {"given_by", "person"}, {"born_abroad", "yes"}}, false);
    rosa.ok("evidence.define",
            {{"population", {{"name", "met"}, {"form", "contact"}, {"words", {{"en", "people met"}}}}}});
    rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    table("met", "needs");
    rosa.ok("member.add", {{"name", "Ada"}, {"role", "outreach"}, {"passphrase", "three small boats"}});
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", "three small boats"}});
    rosa.fails(Code::kRefused, "population", "evidence.table", {{"population", "met"}, {"rows", "needs"}});
}

TEST_F(Evidence, ResearchWithConsentIsOfInterviewsOnly) {
    rosa.ok("evidence.define",
            {{"population", {{"name", "met"}, {"form", "contact"}, {"words", {{"en", "people met"}}}}}});
    rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Json const bundle{{"title", "Needs"},
                      {"profile", "research_consented"},
                      {"tables", {{{"population", "met"}, {"rows", "needs"}}}}};
    Failure const refused =
        rosa.fails(Code::kRefused, "bundle.tables[0]", "evidence.publish", {{"bundle", bundle}});
    EXPECT_EQ(refused.message, "not everybody in this table agreed to research");
}

TEST_F(Evidence, WhatLeavesCountsPeople) {
    interview_all();
    Json bundle = open_data(study);
    bundle["tables"][0]["unit"] = "record";
    for (char const* profile : {"open_data", "research_consented"}) {
        bundle["profile"] = profile;
        rosa.fails(Code::kRefused, "bundle.tables[0].unit", "evidence.publish", {{"bundle", bundle}});
    }
    bundle["profile"] = "internal";
    rosa.ok("evidence.publish", {{"bundle", bundle}});
}

TEST_F(Evidence, WhoMayNotReadWhatWasPublishedPublishesNothing) {
    interview_all();
    rosa.ok("evidence.publish", {{"bundle", open_data(study)}});
    rosa.ok("member.add", {{"name", "Ada"}, {"role", "shelter"}, {"passphrase", "three small boats"}});
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", "three small boats"}});
    rosa.fails(Code::kRefused, "bundle", "evidence.publish", {{"bundle", open_data(study)}});
}

TEST_F(Evidence, BadInputSaysWhatIsWrong) {
    auto const fails = [&](Code code, char const* field, Json params) {
        params.update(Json{{"population", params.value("population", "everybody")},
                           {"rows", params.value("rows", "born_abroad")}});
        rosa.fails(code, field, "evidence.table", params);
    };
    fails(Code::kRefused, "", Json::object());
    interview({{"pseudonym", "P-1"}, {"given_by", "person"}, {"born_abroad", "no"}});
    fails(Code::kNotFound, "population", {{"population", "nobody_defined_it"}});
    fails(Code::kRefused, "population", {{"population", "born_abroad"}});
    fails(Code::kUsage, "rows", {{"rows", "nothing"}});
    fails(Code::kUsage, "by", {{"by", "nothing"}});
    fails(Code::kUsage, "day", {{"day", "born_abroad"}});
    fails(Code::kNotFound, "study", {{"study", "rec_00000000000000000000000000000000"}});
    auto const define = [&](char const* field, Json const& population, Code code = Code::kUsage) {
        rosa.fails(code, field, "evidence.define", {{"population", population}});
    };
    Json const words{{"en", "people"}};
    define("form", {{"name", "a"}, {"words", words}, {"form", "nothing"}});
    define("form", {{"name", "a"}, {"words", words}, {"form", "service"}});
    define("population", {{"name", "a"}, {"words", words}, {"form", "study_answers"}, {"were", 1}});
    define("population.within",
           {{"name", "a"}, {"words", words}, {"form", "study_answers"}, {"within", "a"}});
    define("population.where.field", {{"name", "a"},
                                      {"words", words},
                                      {"form", "study_answers"},
                                      {"where", {{"field", "nothing"}, {"answered", true}}}});
    rosa.fails(
        Code::kRefused, "pseudonym", "study.interview",
        {{"study", study}, {"pseudonym", "P-1"}, {"given_by", "person"}, {"data", {{"born_abroad", "yes"}}}});
}

}  // namespace
}  // namespace amparo::engine
