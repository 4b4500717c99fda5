// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/table.hpp"

#include "study.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

#include <random>

namespace amparo::evidence {
namespace {

using test::frame;
using test::population;

Question question_of(std::string_view rows, std::string_view columns = {},
                     std::shared_ptr<Population const> of = population({}), Scope scope = {}) {
    Question out{std::move(of), Variable::of(frame(), rows).value(), std::nullopt, std::move(scope)};
    if (!columns.empty()) out.columns = Variable::of(frame(), columns).value();
    return out;
}

Microdata cases(Question const& question, std::vector<Json> const& data) {
    Microdata out{question.variables(), question.scope};
    std::size_t n = 0;
    for (Json const& one : data) out.add({"", std::to_string(n++), "2030-05-01", "2030-05-01", false, &one});
    return out;
}

Result<Table, Refusal> table_of(Question const& question, std::vector<Json> const& data) {
    return tabulate(question, cases(question, data));
}

TEST(Table, T1_TheWorkedExampleOfTheCtdcCodebook) {
    Json const oracle = test::json_file("ctdc_codebook.json");
    char const* const flags[][2] = {
        {"isForcedLabour", "friend"}, {"isSexualExploit", "work"}, {"isOtherExploit", "other"}};
    std::vector<Json> data;
    for (Json const& record : oracle["records"]) {
        Json one{{"ways", Json::array()}};
        for (auto const& [flag, code] : flags)
            if (record[flag] == 1) one["ways"].push_back(code);
        data.push_back(one["ways"].empty() ? Json::object() : one);
    }
    Table const table = table_of(question_of("ways"), data).value();
    EXPECT_TRUE(table.is_multiple());
    EXPECT_EQ(table.figure(table.all, 0, "en").text(), oracle["recommended"]["forced_labour"]);
    EXPECT_EQ(table.figure(table.all, 1, "en").text(), oracle["recommended"]["sexual"]);
    EXPECT_EQ(table.figure(table.all, 2, "en").text(), oracle["recommended"]["other"]);
    EXPECT_EQ(table.all.answered(), oracle["recommended"]["denominator"]);
    EXPECT_EQ(table.figure(table.all, 0, "en").absent().missing, oracle["recommended"]["missing"]);
}

TEST(Table, T2_EveryKindOfNoAnswerStandsApart) {
    Table const table = table_of(question_of("fears"), {{{"status", "visitor"}, {"fears", "yes"}},
                                                        {{"status", "visitor"}, {"fears", "no"}},
                                                        {{"status", "visitor"}, {"fears", "declined"}},
                                                        {{"status", "visitor"}, {"fears", "not_asked"}},
                                                        {{"status", "visitor"}, {"fears", "unknown"}},
                                                        {{"status", "visitor"}},
                                                        {{"status", "citizen"}}})
                            .value();
    auto const figure = table.figure(table.all, 0, "en");
    EXPECT_EQ(figure.counts(), (statistics::Counts{1, 2}));
    EXPECT_EQ(figure.absent(),
              (statistics::Absent{.missing = 1, .not_asked = 1, .declined = 1, .excluded = 0, .unknown = 1}));
    EXPECT_EQ(table.all.states[static_cast<std::size_t>(State::kDoesNotApply)], 1U);
    EXPECT_EQ(figure.population(), "people, and answered");
}

TEST(Table, T3_T4_ByAnotherQuestion) {
    std::vector<Json> data;
    for (int i = 0; i < 20; ++i)
        data.push_back({{"abroad", i < 12 ? "yes" : "no"}, {"status", i % 3 == 0 ? "citizen" : "visitor"}});
    data.push_back({{"status", "citizen"}});
    Table const table = table_of(question_of("status", "abroad"), data).value();
    ASSERT_EQ(table.columns.size(), 2U);
    EXPECT_EQ(table.figure(table.columns[0], 0, "en").text(), "4 of 12 (33%)");
    EXPECT_EQ(table.figure(table.columns[1], 0, "en").text(), "3 of 8 (38%)");
    EXPECT_EQ(table.rest->seen[0], 1U);
    EXPECT_EQ(table.figure(table.all, 0, "en").text(), "8 of 21 (38%)");
    EXPECT_EQ(table.whom(table.columns[0], "en"), "people, with Born abroad: Yes");
    EXPECT_EQ(table.whom(table.columns[0], "es"), "personas, con Nació fuera: Sí");
    ASSERT_EQ(table.comparisons.size(), 3U);
    EXPECT_TRUE(table.comparisons[0].difference);
    EXPECT_TRUE(table.comparisons[0].ratio);
    auto const& first = table.comparisons[0];
    EXPECT_GE(*first.difference_seen, first.difference->low);
    EXPECT_LE(*first.difference_seen, first.difference->high);
    EXPECT_GE(*first.ratio_seen, first.ratio->low);
    EXPECT_LE(*first.ratio_seen, first.ratio->high);
    EXPECT_NEAR(*table.comparisons[0].fisher_p, 1.0, 1e-9);
    EXPECT_FALSE(table.comparisons[1].ratio) << "nobody is a resident";
}

TEST(Table, T5_NoCasesAndAnEmptyPopulationAreRefused) {
    EXPECT_EQ(table_of(question_of("status"), {}).error().code, RefusalCode::kNoCases);
    auto const of = population({{"where", {{"field", "status"}, {"is", {"citizen"}}}}});
    EXPECT_EQ(table_of(question_of("abroad", {}, of), {{{"status", "visitor"}}}).error().code,
              RefusalCode::kEmptyPopulation);
    EXPECT_EQ(table_of(question_of("abroad", {}, of), {Json::object()}).error().code,
              RefusalCode::kEmptyPopulation);
}

TEST(Table, T6_TheHashIsOfTheWholeQuestion) {
    auto const hash = [](Question const& question) { return hash_of(question.query()); };
    Question const one = question_of("status");
    EXPECT_EQ(hash(one), hash(question_of("status")));
    for (Scope const& scope : {Scope{.from = "2030-01-01", .to = {}, .as_of = {}},
                               Scope{.from = {}, .to = "2030-01-01", .as_of = {}},
                               Scope{.from = {}, .to = {}, .as_of = "2030-01-01"},
                               Scope{.from = {}, .to = {}, .as_of = {}, .unit = Unit::kRecord}})
        EXPECT_NE(hash(one), hash(question_of("status", {}, population({}), scope)));
    EXPECT_NE(hash(one), hash(question_of("abroad")));
    EXPECT_NE(hash(one), hash(question_of("status", "abroad")));
}

TEST(Microdata, M1_APersonCountsOnceByTheLastRecord) {
    Json const citizen{{"status", "citizen"}};
    Json const visitor{{"status", "visitor"}};
    for (bool const last_first : {false, true}) {
        Question question = question_of("status");
        Microdata data{question.variables(), question.scope};
        Row const early{"per_a", "rec_1", "2030-05-01", "2030-05-01", false, &visitor};
        Row const late{"per_a", "rec_2", "2030-06-01", "2030-06-01", false, &citizen};
        data.add(last_first ? late : early);
        data.add(last_first ? early : late);
        data.add({"per_b", "rec_3", "2030-05-01", "2030-05-01", false, &citizen});
        EXPECT_EQ(data.intake().repeated, 1U);
        Table const table = tabulate(question, data).value();
        EXPECT_EQ(table.figure(table.all, 0, "en").text(), "2 of 2 (100%)");
    }
    Question by_record =
        question_of("status", {}, population({}), {.from = {}, .to = {}, .as_of = {}, .unit = Unit::kRecord});
    Microdata data{by_record.variables(), by_record.scope};
    data.add({"per_a", "rec_1", "2030-05-01", "2030-05-01", false, &visitor});
    data.add({"per_a", "rec_2", "2030-06-01", "2030-06-01", false, &citizen});
    EXPECT_EQ(data.size(), 2U);
}

TEST(Microdata, M2_M3_PeriodAndDay) {
    Json const citizen{{"status", "citizen"}};
    Question const question = question_of("status", {}, population({}),
                                          {.from = "2030-01-01", .to = "2030-12-31", .as_of = "2031-02-01"});
    Microdata data{question.variables(), question.scope};
    char const* const days[] = {"2030-01-01", "2030-12-31", "2029-12-31", "2031-01-01",
                                "2030",       "2030-12",    "2029",       ""};
    std::size_t n = 0;
    for (char const* day : days)
        data.add({"", std::to_string(n++), day, "2031-02-01T23:00:00Z", false, &citizen});
    data.add({"", "late", "2030-05-01", "2031-02-02T00:00:00Z", false, &citizen});
    EXPECT_EQ(data.size(), 4U);
    EXPECT_EQ(data.intake().outside, 3U);
    EXPECT_EQ(data.intake().undated, 1U);
    EXPECT_EQ(data.intake().later, 1U);
}

TEST(Microdata, M2_APartialDateThatBeginsOrEndsOutsideIsOutside) {
    Json const citizen{{"status", "citizen"}};
    Question const question =
        question_of("status", {}, population({}), {.from = "2030-02-10", .to = "2030-12-15", .as_of = {}});
    Microdata data{question.variables(), question.scope};
    for (char const* day : {"2030-02", "2030-12", "2030", "2030-03"})
        data.add({"", day, day, "2031-02-01", false, &citizen});
    EXPECT_EQ(data.size(), 1U);
    EXPECT_EQ(data.intake().outside, 3U);
}

TEST(Microdata, M4_WhoseConsentIsMissingIsOnlyCountedAsExcluded) {
    Json const citizen{{"status", "citizen"}};
    Question const question = question_of("status");
    Microdata data{question.variables(), question.scope};
    data.add({"per_a", "rec_1", "2030-05-01", "2030-05-01", false, &citizen});
    data.add({"per_b", "rec_2", "2030-05-01", "2030-05-01", true, &citizen});
    data.add({"per_b", "rec_3", "2030-05-02", "2030-05-01", true, &citizen});
    data.add({"per_a", "rec_4", "2030-05-02", "2030-05-01", true, &citizen});
    Table const table = tabulate(question, data).value();
    EXPECT_EQ(table.figure(table.all, 0, "en").text(), "1 of 1 (100%)");
    EXPECT_EQ(table.intake.excluded, 3U);
    EXPECT_EQ(table.figure(table.all, 0, "en").absent().excluded, 1U);
}

TEST(Study, EveryPublishedFigureComesOutOfTheInterviews) {
    auto const study = test::Study::load();
    auto const figures = test::csv_file("study_figures.csv");
    ASSERT_EQ(figures.size(), 17U);
    std::vector<std::string> not_as_printed;
    for (auto const& row : figures) {
        Question const question{study.populations.at(row.at("population")),
                                Variable::of(study.frame, row.at("question")).value(),
                                std::nullopt,
                                {}};
        Table const table = tabulate(question, study.cases(question)).value();
        auto const at = question.rows.position(row.at("answer"));
        ASSERT_TRUE(at) << row.at("id");
        std::string const text = table.figure(table.all, *at, "en").text();
        std::string const counts = row.at("numerator") + " of " + row.at("denominator");
        EXPECT_EQ(text.substr(0, counts.size()), counts) << row.at("id");
        EXPECT_EQ(table.all.total(), table.all.answered()) << row.at("id");
        if (text != counts + " (" + row.at("printed_percent") + "%)") not_as_printed.push_back(row.at("id"));
    }
    EXPECT_EQ(not_as_printed, std::vector<std::string>{"citizen"}) << "5 of 21 is 24%, printed as 23%";
}

TEST(Study, AFigureNamesWhoWasCounted) {
    auto const study = test::Study::load();
    auto const said = [&](char const* population, char const* question, std::string_view language) {
        Question const asked{
            study.populations.at(population), Variable::of(study.frame, question).value(), std::nullopt, {}};
        Table const table = tabulate(asked, study.cases(asked)).value();
        return table.sentence(table.all, 0, language);
    };
    EXPECT_EQ(
        said("not_citizens", "worries_about_immigration", "en"),
        "13 of the 16 who were not citizens, of those who were born abroad, of the people interviewed (81%; "
        "95% interval 57% to 93%)");
    EXPECT_EQ(
        said("not_citizens", "worries_about_immigration", "es"),
        "13 de 16 que no tenían la ciudadanía, de las personas que nacieron en otro país, de las personas "
        "entrevistadas (81 %; intervalo del 95 %: 57 % a 93 %)");
    EXPECT_EQ(said("everybody", "born_abroad", "en"),
              "21 of the 52 people interviewed (40%; 95% interval 28% to 54%)");
}

Json random_case(std::mt19937& random) {
    char const* const statuses[] = {"citizen", "resident", "visitor", "unknown", "declined", "not_asked", ""};
    char const* const yes_no[] = {"yes", "no", "declined", ""};
    char const* const ways[] = {"friend", "work", "other"};
    Json out = Json::object();
    auto const put = [&](char const* key, std::string const& value) {
        if (!value.empty()) out[key] = value;
    };
    put("status", statuses[random() % 7]);
    put("abroad", yes_no[random() % 4]);
    if (out.value("status", "") == "visitor") put("fears", yes_no[random() % 4]);
    Json several = Json::array();
    for (char const* way : ways)
        if (random() % 2 == 0) several.push_back(way);
    if (!several.empty()) out["ways"] = several;
    return out;
}

std::uint64_t sum(std::vector<std::uint64_t> const& numbers) {
    std::uint64_t out = 0;
    for (std::uint64_t const n : numbers) out += n;
    return out;
}

void expect_adds_up(Table const& table) {
    EXPECT_EQ(table.cases, table.all.total() + table.not_in + table.undetermined);
    if (!table.is_multiple()) {
        EXPECT_EQ(sum(table.all.seen), table.all.answered());
    }
    for (std::size_t row = 0; row < table.all.seen.size(); ++row)
        EXPECT_LE(table.all.seen[row], table.all.answered());
    if (!table.question.columns) return;
    for (std::size_t row = 0; row < table.all.seen.size(); ++row) {
        std::uint64_t seen = table.rest->seen[row];
        for (Column const& column : table.columns) seen += column.seen[row];
        if (table.question.columns->is_multiple())
            EXPECT_GE(seen, table.all.seen[row]);
        else
            EXPECT_EQ(seen, table.all.seen[row]);
    }
    std::uint64_t total = table.rest->total();
    for (Column const& column : table.columns) total += column.total();
    if (!table.question.columns->is_multiple()) {
        EXPECT_EQ(total, table.all.total());
    }
}

TEST(Table, T2_T3_FiguresAlwaysAddUp) {
    char const* const paths[] = {"status", "abroad", "fears", "ways"};
    auto const outer = population({{"where", {{"field", "abroad"}, {"is", {"yes"}}}}});
    auto const inner = population({{"where", {{"field", "status"}, {"is_not", {"citizen"}}}}}, outer);
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random{seed};
        std::vector<Json> data;
        for (std::size_t i = 1 + random() % 80; i > 0; --i) data.push_back(random_case(random));
        for (auto const& of : {population({}), outer, inner})
            for (char const* rows : paths)
                for (char const* columns : {"", "status", "ways", "fears"}) {
                    auto const made = table_of(question_of(rows, columns, of), data);
                    if (made.ok()) expect_adds_up(made.value());
                }
    }
}

TEST(Microdata, M5_EveryRecordGivenIsAccountedFor) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random{seed};
        Question const question = question_of(
            "status", {}, population({}), {.from = "2030-03-01", .to = "2030-09-30", .as_of = "2030-10-01"});
        Microdata data{question.variables(), question.scope};
        for (int i = 0; i < 200; ++i) {
            Json const one = random_case(random);
            std::string const month = std::to_string(10 + random() % 3);
            std::string const day = random() % 9 == 0 ? "" : "2030-0" + std::to_string(1 + random() % 9);
            data.add({"per_" + std::to_string(random() % 50), "rec_" + std::to_string(i), day,
                      "2030-" + month + "-01", random() % 7 == 0, &one});
        }
        Intake const in = data.intake();
        EXPECT_EQ(in.given, data.size() + in.repeated + in.excluded + in.outside + in.undated + in.later);
    }
}

}  // namespace
}  // namespace amparo::evidence
