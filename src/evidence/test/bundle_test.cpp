// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/bundle.hpp"
#include "amparo/codec/csv.hpp"

#include "study.hpp"
#include "support.hpp"

#include "amparo/solver/glpk.hpp"

#include <gtest/gtest.h>

#include <random>
#include <regex>

namespace amparo::evidence {
namespace {

using protection::Profile;
using test::frame;
using test::population;
using test::table_of;

std::vector<Json> people(int citizens, int residents, int visitors, int declined = 0) {
    std::vector<Json> out;
    for (auto const& [code, count] : {std::pair{"citizen", citizens},
                                      {"resident", residents},
                                      {"visitor", visitors},
                                      {"declined", declined}})
        for (int i = 0; i < count; ++i)
            out.push_back({{"status", code}, {"abroad", i % 2 == 0 ? "yes" : "no"}});
    return out;
}

About about(Profile profile) {
    About out;
    out.title = "Work & papers";
    out.organization = "Puente Legal Aid";
    out.made_on = "2031-03-01";
    out.limits = "Nobody was drawn at random.";
    out.profile = profile;
    return out;
}

Result<std::vector<File>, Refusal> published(std::vector<Table> const& tables, About const& as,
                                             protection::Solver* solver) {
    return publish(protect(tables, as, solver), as);
}

std::string file(std::vector<File> const& files, std::string const& name) {
    for (File const& one : files)
        if (one.name == name) return one.text;
    ADD_FAILURE() << name;
    return {};
}

std::vector<bool> shown_in(std::vector<Table> const& tables, Profile profile, std::size_t table = 0,
                           std::size_t column = 0) {
    return protect(tables, about(profile), nullptr).tables.at(table).columns.at(column).shown;
}

TEST(Bundle, U2_U3_ASmallCellTakesAnotherWithIt) {
    std::vector<Table> const large{table_of(people(40, 30, 50), "status")};
    EXPECT_EQ(shown_in(large, Profile::kOpenData), (std::vector<bool>{true, true, true}));
    std::vector<Table> const small{table_of(people(40, 3, 50), "status")};
    auto const shown = shown_in(small, Profile::kOpenData);
    EXPECT_FALSE(shown[1]);
    EXPECT_FALSE(shown[0] && shown[2]) << "the third is the total less the other two";
}

TEST(Bundle, U3_WhatIsLeftOfTheDenominatorIsACountInTheDifferenceOfTwoPopulationsToo) {
    std::vector<Json> data;
    auto const add = [&](int count, char const* abroad, Json const& ways) {
        data.insert(data.end(), static_cast<std::size_t>(count), Json{{"abroad", abroad}, {"ways", ways}});
    };
    for (auto const& [abroad, friends] : {std::pair{"yes", 20}, {"no", 17}}) {
        add(friends, abroad, {"friend", "work"});
        add(20, abroad, {"friend", "other"});
    }
    add(30, "yes", Json::array({"work"}));
    add(3, "no", Json::array({"work"}));
    auto const inner =
        population({{"name", "abroad"}, {"where", {{"field", "abroad"}, {"is", {"yes"}}}}}, population({}));
    std::vector<Table> const tables{table_of(data, "ways"), table_of(data, "ways", {}, inner)};
    solver::Glpk solver;
    auto const shown = protect(tables, about(Profile::kOpenData), &solver);
    auto const says = [&](std::size_t table) {
        auto const& column = shown.tables[table].columns[0];
        return column.answered && column.shown[0];
    };
    EXPECT_FALSE(says(0) && says(1)) << "110 less 77, less 70 less 40, are three people";
    EXPECT_TRUE(says(0) || says(1));
}

TEST(Bundle, U3_WhoIsNotCountedIsProtectedToo) {
    std::vector<Table> const tables{table_of(people(40, 30, 50, 2), "status")};
    auto const column = protect(tables, about(Profile::kOpenData), nullptr).tables[0].columns[0];
    EXPECT_FALSE(column.states[static_cast<std::size_t>(State::kDeclined)]);
}

TEST(Bundle, U3_WhoGaveNoAnswerAddsUpOverTheColumnsToo) {
    auto data = people(40, 40, 40, 9);
    std::vector<Table> const tables{table_of(data, "status", "abroad")};
    constexpr auto kDeclined = static_cast<std::size_t>(State::kDeclined);
    ASSERT_EQ(tables[0].columns[0].states[kDeclined], 5U);
    ASSERT_EQ(tables[0].columns[1].states[kDeclined], 4U);
    solver::Glpk solver;
    for (protection::Solver* const one :
         {static_cast<protection::Solver*>(nullptr), static_cast<protection::Solver*>(&solver)}) {
        auto const columns = protect(tables, about(Profile::kInternal), one).tables[0].columns;
        EXPECT_FALSE(columns[2].states[kDeclined]);
        EXPECT_FALSE(columns[0].states[kDeclined] && columns[1].states[kDeclined])
            << "9 less 5 are four people";
    }
}

TEST(Bundle, U2_APopulationInsideAnotherIsTakenAwayFromIt) {
    auto data = people(40, 30, 50);
    for (std::size_t i = 0; i < data.size(); ++i) data[i]["abroad"] = i == 45 ? "no" : "yes";
    auto const inner =
        population({{"name", "abroad"}, {"where", {{"field", "abroad"}, {"is", {"yes"}}}}}, population({}));
    std::vector<Table> const tables{table_of(data, "status"), table_of(data, "status", {}, inner)};
    auto const shown = protect(tables, about(Profile::kOpenData), nullptr);
    bool const outer_resident = shown.tables[0].columns[0].shown[1];
    bool const inner_resident = shown.tables[1].columns[0].shown[1];
    EXPECT_FALSE(outer_resident && inner_resident) << "their difference is one resident";
}

TEST(Bundle, U2_TablesAlikeInWordsMayCountOtherCases) {
    std::vector<Table> const tables{table_of(people(40, 30, 50), "status"),
                                    table_of(people(44, 31, 52), "status")};
    auto const shown = protect(tables, about(Profile::kOpenData), nullptr);
    EXPECT_EQ(shown.tables[0].columns[0].answered, 120U);
    EXPECT_EQ(shown.tables[1].columns[0].answered, 127U);
}

TEST(Bundle, U4_NothingOfAWithheldFigureIsInAnyFile) {
    auto data = people(47, 3, 61);
    solver::Glpk solver;
    auto const files = published({table_of(data, "status")}, about(Profile::kOpenData), &solver).value();
    EXPECT_NE(file(files, "index.html").find("61 of 111"), std::string::npos);
    for (File const& one : files) {
        EXPECT_EQ(one.text.find("3 of 111"), std::string::npos) << one.name;
        EXPECT_EQ(one.text.find("resident,3"), std::string::npos) << one.name;
    }
    EXPECT_NE(file(files, "table_1.csv").find("Resident,resident,,,,,,withheld"), std::string::npos);
    EXPECT_NE(file(files, "index.html").find("withheld"), std::string::npos);
    EXPECT_EQ(
        published({table_of(people(3, 2, 1), "status")}, about(Profile::kOpenData), nullptr).error().code,
        RefusalCode::kTooFew);
}

TEST(Bundle, U2_ResearchSaysNothingOfEverybodyUnlessTheGroupAgreed) {
    auto const study = test::Study::load();
    Question const question{study.populations.at("no_lasting_status"),
                            Variable::of(study.frame, "wants_lasting_status").value(),
                            std::nullopt,
                            {}};
    std::vector<Table> const tables{tabulate(question, study.cases(question)).value()};
    About as = about(Profile::kResearchConsented);
    EXPECT_FALSE(protect(tables, as, nullptr).tables[0].columns[0].shown[0]);
    as.group_agreed = true;
    EXPECT_TRUE(protect(tables, as, nullptr).tables[0].columns[0].shown[0]);
}

TEST(Bundle, U5_U6_ThePageSaysWhatItIsAndIsReadAloud) {
    auto const files =
        published({table_of(people(40, 30, 50), "status", "abroad")}, about(Profile::kOpenData), nullptr)
            .value();
    std::string const page = file(files, "index.html");
    for (char const* said :
         {"Work &amp; papers", "Nobody was drawn at random.", "<caption>Of the people asked: people",
          "scope=\"row\"", "role=\"img\"", "40 of 120 (33%; 95% interval 26% to 42%)", "<html lang=\"en\">"})
        EXPECT_NE(page.find(said), std::string::npos) << said;
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("href="), std::string::npos);
    std::size_t plots = 0;
    for (std::size_t at = page.find("<svg"); at != std::string::npos; at = page.find("<svg", at + 1)) {
        ++plots;
        std::string const plot = page.substr(at, page.find("</svg>", at) - at);
        EXPECT_NE(plot.find("<title id="), std::string::npos);
        EXPECT_NE(plot.find("<desc id="), std::string::npos);
    }
    EXPECT_GE(plots, 3U);
}

TEST(Bundle, U5_WhatIsInternalSaysSoBeforeItsFirstFigure) {
    std::vector<Table> const tables{table_of(people(40, 30, 50), "status")};
    for (Profile const profile : {Profile::kOpenData, Profile::kResearchConsented, Profile::kInternal}) {
        std::string const page = file(published(tables, about(profile), nullptr).value(), "index.html");
        std::size_t const at = page.find("<strong>Internal: not for publication.</strong>");
        EXPECT_EQ(at < page.find("<table>"), profile == Profile::kInternal) << page;
    }
}

TEST(Bundle, U5_HowPeopleCameToBeAskedAndWhatEachStudyLimitsStandsInAll) {
    Table table = table_of(people(40, 30, 50), "status");
    About as = about(Profile::kResearchConsented);
    as.studies = {{"Work", "Only who speaks Spanish.", "A committee", 160}, {"Homes", "", "", std::nullopt}};
    auto const everywhere = [&](std::string const& said, bool is_there) {
        for (File const& one : published({table}, as, nullptr).value()) {
            if (one.name == "table_1.csv") continue;
            EXPECT_EQ(one.text.find(said) != std::string::npos, is_there) << one.name << ": " << said;
        }
    };
    everywhere("Nobody was drawn at random.", true);
    everywhere("Work: Only who speaks Spanish.", true);
    everywhere("Homes: ", false);
    everywhere("Whoever could be reached was asked", true);
    everywhere("Work: people asked to take part: 160", true);
    table.question.drawn = statistics::Drawn::kRandom;
    everywhere("Who was asked was drawn at random.", true);
    table.question.drawn = statistics::Drawn::kWhole;
    everywhere("Everybody was asked", true);
    as.profile = Profile::kOpenData;
    everywhere("160", false);
    everywhere("Work: Only who speaks Spanish.", true);
}

TEST(Bundle, U11_InOpenDataNothingSaysThatSomebodyGaveNoAnswer) {
    auto const files = [](int declined, int no_second) {
        auto data = people(40, 30, 50, declined);
        for (int i = 0; i < no_second; ++i) data[static_cast<std::size_t>(i)]["abroad"] = "declined";
        solver::Glpk solver;
        std::vector<std::string> out;
        for (File const& one : published({table_of(data, "status"), table_of(data, "ways", "abroad")},
                                         about(Profile::kOpenData), &solver)
                                   .value())
            out.push_back(one.text);
        return out;
    };
    auto const nobody = files(0, 0);
    EXPECT_NE(nobody[0].find("people, and answered"), std::string::npos);
    EXPECT_EQ(nobody[0].find("declined:"), std::string::npos);
    EXPECT_EQ(nobody[0].find("without an answer"), std::string::npos);
    EXPECT_EQ(files(4, 0)[0].find("declined:"), std::string::npos);
    EXPECT_EQ(files(0, 4)[0].find("without an answer"), std::string::npos);
    // Of who answered the same may be said of one table; then nothing else differs.
    solver::Glpk solver;
    auto const one = [&](int declined) {
        return file(
            published({table_of(people(40, 30, 50, declined), "status")}, about(Profile::kOpenData), &solver)
                .value(),
            "figures.json");
    };
    EXPECT_EQ(one(0), one(4));
    EXPECT_NE(one(14).find("\"declined\": 14"), std::string::npos);
    auto const inside =
        published({table_of(people(40, 30, 50, 6), "status")}, about(Profile::kInternal), &solver);
    EXPECT_NE(file(inside.value(), "index.html").find("declined: 6"), std::string::npos);
}

TEST(Bundle, U7_NoCellIsAFormula) {
    for (char const* text : {"=1+1", "+1", "-a", "@x", "\tx", "\rx", "\nx"})
        EXPECT_EQ(codec::csv_cell(text).find('\''), codec::csv_cell(text)[0] == '"' ? 1U : 0U) << text;
}

std::vector<Json> abroad_or_not(int citizens_abroad, int residents_abroad, int citizens, int residents) {
    std::vector<Json> out;
    auto const add = [&](char const* status, char const* abroad, int count) {
        for (int i = 0; i < count; ++i) out.push_back({{"status", status}, {"abroad", abroad}});
    };
    add("citizen", "yes", citizens_abroad);
    add("resident", "yes", residents_abroad);
    add("citizen", "no", citizens);
    add("resident", "no", residents);
    return out;
}

TEST(Bundle, U12_TwoColumnsAreComparedByWhatIsShownOfThem) {
    std::vector<Table> const tables{table_of(abroad_or_not(20, 30, 30, 10), "status", "abroad")};
    auto const internal = published(tables, about(Profile::kInternal), nullptr);
    ASSERT_TRUE(internal.ok());
    Json const said = codec::parse_json(file(internal.value(), "figures.json")).value()["tables"][0];
    ASSERT_EQ(said["compared"].size(), 2U);
    ASSERT_EQ(said["comparisons"].size(), 3U);
    EXPECT_EQ(said["comparisons"][0]["code"], "citizen");
    double const seen = said["comparisons"][0]["difference_seen"];
    EXPECT_NEAR(std::abs(seen), 0.35, 1e-9);
    EXPECT_EQ(said["comparisons"][0]["difference"].size(), 2U);
    EXPECT_NE(file(internal.value(), "index.html").find("Newcombe"), std::string::npos);
}

TEST(Bundle, U12_WhatIsWithheldIsComparedWithNothing) {
    std::size_t compared_rows = 0;
    for (Profile const profile : {Profile::kOpenData, Profile::kInternal})
        for (int const residents : {4, 12}) {
            std::vector<Table> const tables{
                table_of(abroad_or_not(20, 30, 30, residents), "status", "abroad")};
            auto const made = published(tables, about(profile), nullptr);
            if (!made.ok()) continue;
            Json const said = codec::parse_json(file(made.value(), "figures.json")).value()["tables"][0];
            for (Json const& one : codec::list_at(said, "comparisons")) {
                ++compared_rows;
                for (Json const& column : said["columns"]) {
                    if (column["column"] == "") continue;
                    for (Json const& figure : column["figures"])
                        EXPECT_FALSE(figure["code"] == one["code"] && figure.contains("withheld")) << said;
                }
            }
        }
    EXPECT_GT(compared_rows, 0U);
}

TEST(Bundle, U12_WhereEverybodyWasAskedThereIsNoInterval) {
    auto const one = compared(0, {5, 10}, {2, 10}, statistics::Drawn::kWhole);
    EXPECT_NEAR(*one.difference_seen, 0.3, 1e-9);
    EXPECT_NEAR(*one.ratio_seen, 2.5, 1e-9);
    EXPECT_FALSE(one.difference || one.ratio || one.fisher_p);
    EXPECT_FALSE(compared(0, {5, 10}, {0, 10}, statistics::Drawn::kRandom).ratio_seen);
}

TEST(Bundle, U8_WhatIsNoCharacterOfXmlIsLeftOut) {
    About as = about(Profile::kOpenData);
    as.title = "Work\xEF\xBF\xBF & \x01papers\xEF\xBF\xBD";
    auto const files = published({table_of(people(40, 30, 50), "status")}, as, nullptr).value();
    EXPECT_NE(file(files, "codebook.xml").find("Work  &amp;  papers\xEF\xBF\xBD"), std::string::npos);
}

/// Counts of a table's column that are shown, as an attacker writes them down: `cells` are codes, then states.
void put_column(protection::System& system, protection::Counts& truth, ShownColumn const& column,
                std::vector<protection::Target>& targets, std::int64_t least) {
    auto const first = static_cast<std::uint32_t>(truth.size());
    std::vector<protection::Term> answered;
    for (std::size_t code = 0; code < column.column->seen.size(); ++code) {
        auto const at = static_cast<std::uint32_t>(first + code);
        auto const count = static_cast<std::int64_t>(column.column->seen[code]);
        truth.push_back(count);
        answered.push_back({at, 1});
        if (column.shown[code]) system.rows.push_back({{{at, 1}}, count, count});
        if (count < least) targets.push_back({{{at, 1}}, least});
    }
    if (column.answered) {
        auto const count = static_cast<std::int64_t>(*column.answered);
        system.rows.push_back({answered, count, count});
    }
    system.columns = truth.size();
}

TEST(Bundle, U2_NoBundleOfInventedPeopleGivesASmallCountAway) {
    std::mt19937 chance{2031};
    solver::Glpk solver;
    std::size_t published_figures = 0;
    for (int round = 0; round < 60; ++round) {
        auto const some = [&] { return static_cast<int>(chance() % (round % 3 == 0 ? 15 : 60)); };
        std::vector<Table> const tables{
            table_of(people(some() + 1, some(), some(), some() / 4), "status", "abroad")};
        Shown const shown = protect(tables, about(Profile::kOpenData), &solver);
        protection::System system;
        protection::Counts truth;
        std::vector<protection::Target> targets;
        // All = yes + no, code by code: the columns of the table are taken from one another too.
        for (std::size_t c = 0; c < 3; ++c)
            put_column(system, truth, shown.tables[0].columns[c], targets, 10);
        for (std::uint32_t code = 0; code < 3; ++code)
            system.rows.push_back({{{code, 1}, {code + 3, -1}, {code + 6, -1}}, 0, 0});
        auto const report = protection::attack(system, truth, targets, {}, &solver).value();
        for (std::size_t i = 0; i < targets.size(); ++i)
            EXPECT_EQ(report.findings[i].standing, protection::Standing::kSafe) << round << ": " << i;
        published_figures += shown.figures - shown.withheld;
    }
    EXPECT_GT(published_figures, 100U);
}

About rounded_about(bool is_controlled, std::int64_t base = 11) {
    About out = about(Profile::kOpenData);
    out.rounded = {base, is_controlled, "a key of the vault"};
    return out;
}

TEST(Bundle, U10_ALongListSaysNothingOfAnAnswerThatIsWithheld) {
    Json tongue = test::question("tongue", "choice", "Tongue", "Lengua");
    tongue["options"] = Json::array();
    for (int i = 0; i < 40; ++i) {
        std::string const code = "tongue_" + std::to_string(100 + i);
        tongue["options"].push_back(test::term(code.c_str(), code.c_str(), code.c_str()));
    }
    auto parsed = forms::Form::parse(Json{{"name", "talk"},
                                          {"version", 1},
                                          {"labels", {{"en", "Talk"}}},
                                          {"about_person", "yes"},
                                          {"title", "tongue"},
                                          {"fields", {tongue}}},
                                     forms::Registry{}.vocabularies());
    auto const* const form = std::get_if<forms::Form>(&parsed);
    ASSERT_NE(form, nullptr);
    Frame const long_list{form, {}};
    Question question{population({}), Variable::of(long_list, "tongue").value(), std::nullopt, {}};
    Microdata cases{question.variables(), question.scope};
    std::vector<Json> said(52, Json{{"tongue", "tongue_101"}});
    for (std::size_t i = 0; i < 20; ++i) said[i]["tongue"] = "tongue_102";
    for (std::size_t i = 20; i < 31; ++i) said[i]["tongue"] = "tongue_103";
    said[51]["tongue"] = "tongue_117";
    for (std::size_t i = 0; i < said.size(); ++i)
        cases.add({"", std::to_string(i), "2030-05-01", "2030-05-01", false, &said[i]});
    std::vector<Table> const tables{tabulate(std::move(question), cases).value()};
    solver::Glpk solver;
    auto const shown = protect(tables, about(Profile::kOpenData), &solver);
    ASSERT_EQ(shown.figures, 4U);
    ASSERT_GT(shown.withheld, 0U);
    ASSERT_LT(shown.withheld, 4U);
    for (File const& one : publish(shown, about(Profile::kOpenData)).value()) {
        EXPECT_EQ(one.text.find("tongue_117"), std::string::npos) << one.name;
        EXPECT_EQ(one.text.find("\"withheld\": true"), std::string::npos) << one.name;
        EXPECT_TRUE(one.name != "figures.json" || one.text.find("\"withheld\": 0") != std::string::npos);
    }
    for (File const& one : publish(shown, about(Profile::kInternal)).value())
        EXPECT_TRUE(one.name != "figures.json" || one.text.find("tongue_117") != std::string::npos);
}

TEST(Bundle, U8_TheUnitIsThatOfTheTables) {
    auto tables = std::vector<Table>{table_of(people(40, 30, 50), "status")};
    auto const as = about(Profile::kOpenData);
    auto const codebook = [&] { return file(published(tables, as, nullptr).value(), "codebook.xml"); };
    EXPECT_NE(codebook().find("<anlyUnit>person<"), std::string::npos);
    tables[0].question.scope.unit = Unit::kRecord;
    EXPECT_NE(codebook().find("<anlyUnit>record<"), std::string::npos);
    EXPECT_EQ(codebook().find("<anlyUnit>person<"), std::string::npos);
}

TEST(Bundle, U9_EveryCountIsAMultipleThatMayBeIt) {
    solver::Glpk solver;
    std::vector<Table> const tables{table_of(people(47, 3, 61, 2), "status", "abroad")};
    for (bool const is_controlled : {false, true}) {
        About as = rounded_about(is_controlled);
        auto const [made, steps] = rounded(tables, as, &solver).value();
        as.rounded.steps = steps;
        auto const check = [&](std::uint64_t truth, std::uint64_t shown) {
            EXPECT_EQ(shown % 11, 0U);
            auto const range = as.rounded.may_have_been(shown);
            EXPECT_TRUE(range.least <= static_cast<std::int64_t>(truth) &&
                        static_cast<std::int64_t>(truth) <= range.most)
                << truth << " as " << shown;
            EXPECT_GE(range.most - range.least, 10);
        };
        for (std::size_t state = 0; state < kStates; ++state)
            check(tables[0].all.states[state], made[0].all.states[state]);
        std::uint64_t sum = 0;
        for (std::size_t code = 0; code < 3; ++code) {
            check(tables[0].all.seen[code], made[0].all.seen[code]);
            sum += made[0].all.seen[code];
            EXPECT_LE(made[0].all.seen[code], made[0].all.answered());
        }
        if (is_controlled) {
            EXPECT_EQ(sum, made[0].all.answered());
        }
        auto const files = publish(show_all(made), as).value();
        EXPECT_EQ(file(files, "index.html").find("47 of"), std::string::npos);
        EXPECT_NE(file(files, "index.html").find("rounded to a multiple of 11"), std::string::npos);
        for (File const& one : files) EXPECT_EQ(one.text.find("withheld\n"), std::string::npos);
    }
}

TEST(Bundle, U9_NothingIsWorkedOutOfRoundedCounts) {
    solver::Glpk solver;
    std::vector<Table> const tables{table_of(people(20, 5, 9, 40), "status", "abroad")};
    for (bool const is_controlled : {false, true})
        for (Profile const profile : {Profile::kOpenData, Profile::kResearchConsented, Profile::kInternal})
            for (bool const is_spanish : {false, true}) {
                About as = rounded_about(is_controlled, 15);
                as.profile = profile;
                as.as.language = is_spanish ? "es" : "en";
                auto const [made, steps] = rounded(tables, as, &solver).value();
                as.rounded.steps = is_controlled ? steps + 1 : steps;
                std::string const furthest = is_controlled ? "29" : "14";
                std::string const figure = std::to_string(made[0].all.seen[0]) +
                                           (is_spanish ? " de aprox. " : " of about ") +
                                           std::to_string(made[0].all.answered());
                for (File const& one : publish(show_all(made), as).value()) {
                    for (char const* word :
                         {"%)", "% to", "95%", "Newcombe", "<svg", "wilson", "\"low\"", "comparisons"})
                        EXPECT_EQ(one.text.find(word), std::string::npos) << one.name << ": " << word;
                    EXPECT_NE(one.text.find((is_spanish ? "en " : "at most ") + furthest), std::string::npos);
                    EXPECT_EQ(one.text.find(figure) == std::string::npos, one.name == "codebook.xml");
                }
            }
}

TEST(Bundle, U9_ThatAFigureIsOfWhoAnsweredIsSaidThoughNobodyElseIsLeftByRounding) {
    auto data = people(47, 30, 61);
    data.push_back({{"abroad", "yes"}});
    About as = rounded_about(false);
    as.profile = Profile::kInternal;
    bool was_none_left = false;
    for (int i = 0; i < 20; ++i) {
        as.rounded.key = "a key " + std::to_string(i);
        auto const made = rounded({table_of(data, "status")}, as, nullptr).value().tables;
        was_none_left = was_none_left || made[0].all.answered() == made[0].all.total();
        std::string const page = file(publish(show_all(made), as).value(), "index.html");
        EXPECT_NE(page.find(", and answered"), std::string::npos);
        EXPECT_NE(page.find("not recorded: about "), std::string::npos);
    }
    EXPECT_TRUE(was_none_left);
}

TEST(Bundle, U12_ASmallPIsNotNothing) {
    auto data = people(60, 60, 0);
    for (std::size_t i = 0; i < data.size(); ++i)
        if (i % 5 != 0) data[i]["abroad"] = i < 60 ? "yes" : "no";
    solver::Glpk solver;
    std::string const page =
        file(published({table_of(data, "status", "abroad")}, about(Profile::kInternal), &solver).value(),
             "index.html");
    EXPECT_NE(page.find("exact p &lt;0.001"), std::string::npos) << page;
    EXPECT_EQ(page.find("0.000"), std::string::npos);
}

TEST(Bundle, U5_ATableSaysInNumbersWhatThePageSays) {
    auto data = people(40, 30, 50);
    for (int i = 0; i < 12; ++i) data.push_back({{"abroad", "yes"}});
    std::string const csv = file(
        published({table_of(data, "status")}, about(Profile::kInternal), nullptr).value(), "table_1.csv");
    EXPECT_NE(
        csv.find("kind,of whom,question,answer,code,n,N,low,high,method,figure,period,protection,query"),
        std::string::npos)
        << csv;
    EXPECT_TRUE(std::regex_search(csv, std::regex{",\\d+,\\d+,0\\.\\d{4},0\\.\\d{4},wilson,\"\\d+ of"}))
        << csv;
    EXPECT_NE(csv.find("not_counted,people,Status,not recorded,missing,12,,,,,12,from the beginning"),
              std::string::npos)
        << csv;
    EXPECT_NE(csv.find("Internal: counts below 5"), std::string::npos) << csv;
}

TEST(Bundle, U9_ControlledEachWayToGiveNoAnswerAddsUpToo) {
    solver::Glpk solver;
    auto data = people(47, 30, 61, 7);
    for (int i = 0; i < 7; ++i) data.push_back({{"abroad", i < 3 ? "yes" : "no"}});
    std::vector<Table> const tables{table_of(data, "status", "abroad")};
    Table const made = rounded(tables, rounded_about(true), &solver).value().tables.front();
    for (std::size_t state = 0; state < kStates; ++state)
        EXPECT_EQ(made.columns[0].states[state] + made.columns[1].states[state], made.all.states[state]);
}

TEST(Bundle, U11_OfWhatIsWithheldNothingSaysWhetherItIsNone) {
    auto data = people(47, 30, 61);
    for (int i = 0; i < 3; ++i) data.push_back({{"status", "declined"}, {"abroad", "yes"}});
    std::vector<Table> const tables{table_of(data, "status", "abroad")};
    for (Profile const profile : {Profile::kInternal, Profile::kResearchConsented}) {
        Shown shown = show_all(tables);
        ShownColumn& abroad = shown.tables[0].columns[1];
        ShownColumn& from_here = shown.tables[0].columns[2];
        for (State const state : {State::kDeclined, State::kUnknown}) {
            abroad.states[static_cast<std::size_t>(state)].reset();
            from_here.states[static_cast<std::size_t>(state)].reset();
        }
        auto const files = publish(shown, about(profile)).value();
        std::string const page = file(files, "index.html");
        std::string const both = "<p>Not counted: not known: withheld; declined: withheld.</p>";
        std::size_t const first = page.find(both);
        ASSERT_NE(first, std::string::npos) << page;
        EXPECT_NE(page.find(both, first + 1), std::string::npos)
            << "of the second three declined, of the third nobody";
        EXPECT_NE(page.find("with Born abroad: No, and answered"), std::string::npos) << page;
        std::string const csv = file(files, "table_1.csv");
        EXPECT_NE(csv.find("Born abroad: No\",Status,declined,declined,,,,,,withheld"), std::string::npos)
            << csv;
    }
}

TEST(Bundle, U10_U11_ARoundedZeroSaysNotThatSomebodyGaveIt) {
    auto data = people(47, 30, 61);
    data[0]["abroad"] = "declined";
    std::vector<Table> const tables{table_of(data, "status", "abroad")};
    About as = rounded_about(false);
    for (int i = 0; i < 40; ++i) {
        as.rounded.key = "a key " + std::to_string(i);
        auto const made = rounded(tables, as, nullptr).value().tables;
        bool const is_said = made[0].rest->total() > 0;
        Shown const shown = show_all(made);
        std::string const page = file(publish(shown, as).value(), "index.html");
        EXPECT_EQ(page.find("without an answer to") != std::string::npos, is_said) << i;
        EXPECT_NE(page.find("Withheld: 0 of "), std::string::npos) << page;
    }
}

TEST(Bundle, TheSeventeenFiguresArePublishableAsResearch) {
    auto const study = test::Study::load();
    std::vector<Table> tables;
    for (auto const& row : test::csv_file("study_figures.csv")) {
        Question const question{study.populations.at(row.at("population")),
                                Variable::of(study.frame, row.at("question")).value(),
                                std::nullopt,
                                {}};
        tables.push_back(tabulate(question, study.cases(question)).value());
    }
    About as = about(Profile::kResearchConsented);
    as.group_agreed = true;
    std::string const page = file(published(tables, as, nullptr).value(), "index.html");
    EXPECT_NE(page.find("is in no number of this table"), std::string::npos);
    for (auto const& row : test::csv_file("study_figures.csv")) {
        std::string const counts = row.at("numerator") + " of " + row.at("denominator") + " (";
        EXPECT_NE(page.find(counts), std::string::npos) << row.at("id");
    }
}

}  // namespace
}  // namespace amparo::evidence
