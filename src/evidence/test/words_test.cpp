// SPDX-License-Identifier: AGPL-3.0-or-later
// Of whom is spoken, in every file and in what is refused.
#include "office.hpp"

#include <gtest/gtest.h>

namespace amparo::evidence {
namespace {

using protection::Profile;
using test::blind;
using test::frame;
using test::Office;
using test::population;
using Asked = Office::Asked;

std::vector<File> published(Table const& table, Profile profile) {
    About about;
    about.title = "Work and papers";
    about.profile = profile;
    solver::Glpk solver;
    return publish(protect({table}, about, &solver), about).value();
}

TEST(EvidenceWords, P1_EveryFileNamesAPopulationWithAllAroundIt) {
    auto const nested = population(
        {{"words", {{"en", "who came from abroad"}}}, {"where", {{"field", "abroad"}, {"is", {"yes"}}}}},
        population({{"words", {{"en", "workers interviewed"}}}}));
    Office office;
    for (char const* status : {"citizen", "resident"}) office.add(status, 40);
    for (Profile const profile : {Profile::kOpenData, Profile::kInternal}) {
        auto const made = office.bundle({Asked{"status", "", nested}}, profile, "First");
        std::string const around = ", of the workers interviewed";
        for (File const& one : published(made->tables[0], profile)) {
            std::size_t named = 0;
            for (std::size_t at = one.text.find("who came from abroad"); at != std::string::npos;
                 at = one.text.find("who came from abroad", at + 1), ++named) {
                std::size_t const end = one.text.find(around, at);
                ASSERT_NE(end, std::string::npos) << one.name << ": " << one.text.substr(at, 80);
                EXPECT_EQ(end - at, std::string_view{"who came from abroad"}.size())
                    << one.name << ": " << one.text.substr(at, 80);
            }
            EXPECT_GT(named, 0U) << one.name;
        }
        EXPECT_EQ(made->publication.tables[0].words, "who came from abroad" + around);
    }
}

TEST(EvidenceWords, W6_AQuestionIsNamedByItsWordsAlsoOfABundleThatWasReadBack) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 40);
    auto const made = office.bundle({Asked{"status", "abroad"}}, Profile::kOpenData, "First");
    CountedTable const& table = made->publication.tables[0];
    EXPECT_EQ(question_of(table, "en"), "Status by Born abroad");
    EXPECT_EQ(question_of(table, "es"), "Status por Born abroad") << "as the bundle said it";
    Json kept = made->publication.to_json();
    EXPECT_EQ(question_of(Publication::from_json(kept, blind)->tables[0], "en"), "Status by Born abroad");
    for (char const* key : {"rows_words", "columns_words"}) kept["tables"][0].erase(key);
    EXPECT_EQ(question_of(Publication::from_json(kept, blind)->tables[0], "en"), "Status by Born abroad")
        << "written before questions were";
}

TEST(EvidenceWords, U5_WhoIsExcludedByConsentIsSaidOnceForATableAndNotHowMany) {
    auto const table = [](bool is_somebody_excluded) {
        Question question{population({}),
                          Variable::of(frame(), "status").value(),
                          Variable::of(frame(), "abroad").value(),
                          {}};
        Microdata cases{question.variables(), question.scope};
        std::size_t n = 0;
        std::vector<Json> data;
        for (auto const& [status, count] : {std::pair{"citizen", 40}, {"resident", 30}, {"visitor", 50}})
            for (int i = 0; i < count; ++i)
                data.push_back({{"status", status}, {"abroad", i % 2 == 0 ? "yes" : "no"}});
        for (Json const& one : data)
            cases.add({"", std::to_string(n++), "2030-05-01", "2030-05-01", false, &one});
        if (is_somebody_excluded)
            cases.add({"", "one more", "2030-05-01", "2030-05-01", true, &data.front()});
        return tabulate(std::move(question), cases).value();
    };
    ASSERT_EQ(table(true).intake.excluded_cases, 1U);
    for (Profile const profile : {Profile::kOpenData, Profile::kResearchConsented, Profile::kInternal}) {
        auto const files = published(table(true), profile);
        auto const without = published(table(false), profile);
        for (std::size_t i = 0; i < files.size(); ++i) {
            std::string const& text = files[i].text;
            EXPECT_EQ(text, without[i].text) << "or two bundles would say that somebody withdrew";
            std::size_t const at = text.find("excluded by consent (they did not agree");
            EXPECT_NE(at, std::string::npos) << files[i].name;
            EXPECT_EQ(text.find("excluded by consent (", at + 1), std::string::npos) << files[i].name;
        }
    }
}

}  // namespace
}  // namespace amparo::evidence
