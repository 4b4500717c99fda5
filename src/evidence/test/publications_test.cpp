// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/publications.hpp"

#include "office.hpp"

#include "amparo/solver/glpk.hpp"

#include <gtest/gtest.h>

#include <random>

namespace amparo::evidence {
namespace {

using protection::Profile;
using test::frame;
using test::population;

using test::blind;
using test::Office;
using test::Person;
using Asked = Office::Asked;

TEST(Publications, W6_TheFirstOneIsHeldAgainstNothing) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 31);
    office.add("visitor", 4);
    EXPECT_TRUE(office.publish({Asked{}, Asked{"abroad"}, Asked{"status", "abroad"}}).empty());
}

TEST(Publications, W3_AFewPeopleMoreAreNotTakenFromTwoPublications) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    EXPECT_TRUE(office.publish({Asked{}}, Profile::kOpenData, "Again").empty())
        << "the same tells nothing new";
    office.add("resident", 3);
    auto const refused = office.publish({Asked{}}, Profile::kOpenData, "Second");
    ASSERT_FALSE(refused.empty());
    EXPECT_EQ(
        refused.front(),
        "of the people, with Status: Resident, who are not in First (2030-02-01) or Again (2030-02-01)");
    office.add("resident", 20);
    office.add("citizen", 25);
    EXPECT_TRUE(office.publish({Asked{}}, Profile::kOpenData, "Third").empty());
}

TEST(Publications, W4_WhatAVaultAskedForIsProtectedLaterToo) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 40);
    office.add("visitor", 30);
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    office.add("resident", 12);
    EXPECT_TRUE(office.publish({Asked{}}, Profile::kOpenData, "Second").empty()) << "twelve are enough";
    office.published.pop_back();
    auto bundle = office.bundle({Asked{}}, Profile::kOpenData, "Second");
    bundle->publication.least = 15;
    EXPECT_FALSE(given_away(office.published, bundle->publication, &office.solver, "en").empty());
    auto const read = Publication::from_json(bundle->publication.to_json(), blind);
    EXPECT_EQ(read->least, 15);
}

TEST(Publications, W3_WhoWithdrewIsNotTakenFromThem) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    office.people.pop_back();
    EXPECT_FALSE(office.publish({Asked{}}, Profile::kOpenData, "Second").empty());
}

TEST(Publications, W3_WhoWithdrewIsNotTakenFromTwoReportsEither) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    office.add("visitor", 3);
    ASSERT_TRUE(office.publish({Asked{}}, Profile::kResearchConsented).empty());
    EXPECT_TRUE(office.publish({Asked{}}, Profile::kResearchConsented, "Again").empty());
    office.people.pop_back();
    auto const refused = office.publish({Asked{}}, Profile::kResearchConsented, "Second");
    ASSERT_FALSE(refused.empty()) << "they agreed to it no more";
    EXPECT_NE(refused.front().find("of the people, with Status: Visitor"), std::string::npos)
        << refused.front();
    office.people.push_back({"p900", "2030-01-15", {{"status", "resident"}, {"abroad", "no"}}});
    EXPECT_FALSE(office.publish({Asked{}}, Profile::kResearchConsented, "Third").empty());
}

TEST(Publications, W9_WhoWithdrewIsNotTakenFromAnotherPeriodOrADefinitionThatSaysTheSame) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    office.add("visitor", 3);
    Scope longer;
    longer.from = "2029-01-01";
    longer.to = "2030-06-30";
    auto const redefined =
        population({{"name", "here"}, {"where", {{"field", "status"}, {"answered", true}}}});
    Asked const other_question{"abroad", "", redefined, longer};
    ASSERT_TRUE(office.publish({Asked{}}, Profile::kResearchConsented).empty());
    for (Asked const& one : {Asked{"status", "", population({}), longer}, Asked{"status", "", redefined}})
        EXPECT_TRUE(given_away(office.published,
                               office.bundle({one}, Profile::kResearchConsented, "Same")->publication,
                               &office.solver, "en")
                        .empty())
            << "nobody withdrew";
    office.people.pop_back();
    EXPECT_FALSE(
        office.publish({Asked{"status", "", population({}), longer}}, Profile::kResearchConsented, "Second")
            .empty());
    EXPECT_FALSE(
        office.publish({Asked{"status", "", redefined}}, Profile::kResearchConsented, "Second").empty());
    EXPECT_FALSE(office.publish({other_question}, Profile::kResearchConsented, "Second").empty())
        << "how many it is of says it too";
}

TEST(Publications, W9_OtherPeopleAreSpokenOfThoughSomebodyWithdrew) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    office.add("visitor", 3);
    ASSERT_TRUE(office.publish({Asked{}}, Profile::kResearchConsented).empty());
    office.people.pop_back();
    auto const residents =
        population({{"name", "residents"}, {"where", {{"field", "status"}, {"is", {"resident"}}}}});
    EXPECT_TRUE(
        office.publish({Asked{"abroad", "", residents}}, Profile::kResearchConsented, "Second").empty());
    Scope next_year;
    next_year.from = "2031-01-01";
    office.add("visitor", 4, "2031-02-01");
    EXPECT_TRUE(
        office.publish({Asked{"status", "", population({}), next_year}}, Profile::kResearchConsented, "Third")
            .empty());
}

TEST(Publications, W9_HoldBackLeavesOutWhatSaysWhoWithdrew) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    ASSERT_TRUE(office.publish({Asked{}}, Profile::kResearchConsented).empty());
    office.people.pop_back();
    Scope longer;
    longer.to = "2030-06-30";
    auto const made =
        office.bundle({Asked{"status", "", population({}), longer}}, Profile::kResearchConsented, "Second");
    ASSERT_FALSE(given_away(office.published, made->publication, &office.solver, "en").empty());
    hold_back(office.published, made->publication, made->shown, &office.solver);
    EXPECT_TRUE(given_away(office.published, made->publication, &office.solver, "en").empty());
}

TEST(Publications, W10_HowManyAnotherTableIsOfDoesNotSayWhatWasWithheldOfEverybody) {
    auto const visitors =
        population({{"name", "visitors"}, {"where", {{"field", "status"}, {"is", {"visitor"}}}}});
    Asked const by_answer{"abroad", "", visitors};
    Office office;
    office.add("visitor", 14);
    ASSERT_TRUE(office.publish({Asked{}}, Profile::kResearchConsented).empty());
    for (Told const& told : office.published[0].tables[0].told)
        ASSERT_NE(told.of.row, "=visitor") << "all were";
    EXPECT_TRUE(office.publish({Asked{"abroad"}}, Profile::kResearchConsented, "Other").empty());
    auto const refused = office.publish({by_answer}, Profile::kResearchConsented, "Second");
    ASSERT_FALSE(refused.empty()) << "of the 14 who were visitors";
    EXPECT_EQ(
        refused.front(),
        "of the people, whose number together with that of Status, of the people, in First (2030-02-01), "
        "says what is withheld as it is so of all or of none");
    auto const made = office.bundle({by_answer}, Profile::kResearchConsented, "Second");
    hold_back(office.published, made->publication, made->shown, &office.solver);
    EXPECT_TRUE(given_away(office.published, made->publication, &office.solver, "en").empty());
}

TEST(Publications, W10_OneBundleWithholdsIt) {
    auto const visitors =
        population({{"name", "visitors"}, {"where", {{"field", "status"}, {"is", {"visitor"}}}}});
    Office office;
    office.add("visitor", 14);
    auto const made =
        office.bundle({Asked{}, Asked{"abroad", "", visitors}}, Profile::kResearchConsented, "One");
    EXPECT_TRUE(made->shown.tables[0].columns[0].answered.has_value());
    EXPECT_FALSE(made->shown.tables[1].columns[0].answered.has_value()) << "it is the row that is withheld";
    EXPECT_FALSE(hold_back_within(made->publication, made->shown, &office.solver)) << "nothing more is";
    EXPECT_TRUE(given_away({}, made->publication, &office.solver, "en").empty());
}

TEST(Publications, W3_AnAnswerThatChangedIsNotTakenFromThem) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    office.people.back().data["status"] = "citizen";
    auto const refused = office.publish({Asked{}}, Profile::kOpenData, "Second");
    ASSERT_FALSE(refused.empty());
    EXPECT_EQ(refused.front(),
              "of the people, with Status: Citizen, and with Status: Resident in First (2030-02-01)");
}

TEST(Publications, W2_PeriodsAreTakenFromOneAnother) {
    Office office;
    office.add("citizen", 45, "2030-01-10");
    office.add("citizen", 52, "2030-02-10");
    office.add("citizen", 3, "2030-03-10");
    auto const of = [](char const* from, char const* to) {
        Scope scope;
        scope.from = from;
        scope.to = to;
        return std::vector<Asked>{Asked{"status", "", population({}), scope}};
    };
    ASSERT_TRUE(office.publish(of("2030-01-01", "2030-01-31")).empty());
    ASSERT_TRUE(office.publish(of("2030-02-01", "2030-02-28")).empty());
    EXPECT_FALSE(office.publish(of("2030-01-01", "2030-03-31")).empty()) << "March is what is left";
}

TEST(Publications, W2_APopulationInsideAnotherIsTakenFromIt) {
    Office office;
    office.add("citizen", 40);
    for (std::size_t i = 0; i < office.people.size(); ++i)
        office.people[i].data["abroad"] = i < 2 ? "no" : "yes";
    auto const abroad =
        population({{"name", "abroad"}, {"where", {{"field", "abroad"}, {"is", {"yes"}}}}}, population({}));
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    EXPECT_FALSE(office.publish({Asked{"status", "", abroad}}).empty()) << "two who were not abroad are left";
}

TEST(Publications, W7_APopulationThatIsNotDeclaredInsideIsTakenFromItByItsTotal) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 40);
    office.add("visitor", 3);
    auto const others = population({{"name", "others"},
                                    {"where",
                                     {{"any", Json::array({{{"field", "status"}, {"is", {"citizen"}}},
                                                           {{"field", "status"}, {"is", {"resident"}}}})}}}});
    auto const refused = office.publish({Asked{}, Asked{"abroad", "", others}});
    ASSERT_FALSE(refused.empty());
    EXPECT_EQ(refused.front(), "of the people, with Status: Visitor");
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    EXPECT_FALSE(office.publish({Asked{"abroad", "", others}}).empty());
}

TEST(Publications, U2_HowManyAPopulationIsOfIsWithheldWithTheAnswerItLeavesOut) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 40);
    office.add("visitor", 3);
    auto const others =
        population({{"name", "others"}, {"where", {{"field", "status"}, {"is_not", {"visitor"}}}}});
    EXPECT_TRUE(office.publish({Asked{}, Asked{"abroad", "", others}}).empty())
        << "the bundle has withheld it itself";
}

TEST(Publications, W7_HoldBackMendsTotalsOfTwoQuestions) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 40);
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    office.add("citizen", 1);
    auto const made = office.bundle({Asked{"abroad"}}, Profile::kOpenData, "Second");
    ASSERT_FALSE(given_away(office.published, made->publication, &office.solver, "en").empty());
    std::size_t const told = made->publication.tables[0].told.size();
    std::vector<std::pair<std::size_t, std::size_t>> progress;
    hold_back(office.published, made->publication, made->shown, &office.solver,
              [&](std::size_t done, std::size_t of) { progress.emplace_back(done, of); });
    ASSERT_GE(progress.size(), 2U);
    for (std::size_t i = 0; i < progress.size(); ++i)
        EXPECT_EQ(progress[i], std::pair(i, progress.size() - 1)) << "each group before it, and the end";
    EXPECT_TRUE(given_away(office.published, made->publication, &office.solver, "en").empty());
    EXPECT_LT(made->publication.tables[0].told.size(), told) << "something was held back";
    EXPECT_FALSE(made->publication.tables[0].told.empty()) << "not everything was";
}

TEST(Publications, W2_AColumnIsTakenFromThePopulationOfAnotherTable) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 40);
    auto const residents =
        population({{"name", "residents"}, {"where", {{"field", "status"}, {"is", {"resident"}}}}});
    ASSERT_TRUE(office.publish({Asked{"abroad", "", residents}}).empty());
    office.add("resident", 2);
    office.add("citizen", 20);
    EXPECT_FALSE(office.publish({Asked{"abroad", "status"}}, Profile::kOpenData, "Second").empty());
    EXPECT_FALSE(office.publish({Asked{}}, Profile::kOpenData, "Second").empty());
    office.add("resident", 20);
    EXPECT_TRUE(office.publish({Asked{}}, Profile::kOpenData, "Second").empty());
}

TEST(Publications, W3_AZeroThatOpenDataWithheldIsNotSaidLater) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    office.add("visitor", 12);
    for (std::size_t i = 70; i < 82; ++i) office.people[i].data["abroad"] = "yes";
    for (std::size_t i = 0; i < 70; ++i) office.people[i].data["abroad"] = i % 2 == 0 ? "yes" : "no";
    ASSERT_TRUE(office.publish({Asked{"status", "abroad"}}).empty());
    auto const& zeros = office.published[0].tables[0].withheld_zeros;
    ASSERT_TRUE(std::any_of(zeros.begin(), zeros.end(), [](Selected const& one) {
        return one.column == "=no" && one.row == "=visitor";
    }));
    office.group_agreed = true;
    auto const not_abroad = population({{"name", "here"}, {"where", {{"field", "abroad"}, {"is", {"no"}}}}});
    auto const refused =
        office.publish({Asked{"status", "", not_abroad}}, Profile::kResearchConsented, "Report");
    ASSERT_FALSE(refused.empty()) << "it would say that no visitor was from here";
    EXPECT_TRUE(std::count(refused.begin(), refused.end(),
                           "of the people, with Status: Visitor and Born abroad: No") > 0)
        << refused.front();
}

TEST(Publications, W7_WhoCameIsNotTakenFromTotalsOfTwoQuestions) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 40);
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    office.add("citizen", 1);
    EXPECT_FALSE(office.publish({Asked{"abroad"}}, Profile::kOpenData, "Second").empty());
    office.add("citizen", 9);
    EXPECT_TRUE(office.publish({Asked{"abroad"}}, Profile::kOpenData, "Second").empty());
}

TEST(Publications, W7_WhoAnsweredIsTakenFromAnotherTableOfTheSameBundle) {
    Office office;
    office.add("citizen", 20);
    office.add("resident", 30);
    office.add("declined", 5);
    EXPECT_EQ(office.publish({Asked{"status"}, Asked{"abroad"}}).size(), 1U)
        << "50 of them answered the one and all 55 the other";
    auto const made = office.bundle({Asked{"status"}, Asked{"abroad"}}, Profile::kOpenData, "First");
    EXPECT_TRUE(hold_back_within(made->publication, made->shown, &office.solver));
    EXPECT_EQ(office.publish({Asked{"status"}}), std::vector<std::string>{});
    EXPECT_EQ(office.publish({Asked{"abroad"}}).size(), 1U) << "over two bundles it is the same";
}

TEST(Publications, W7_WhatWasPublishedIsPublishedAgain) {
    std::minstd_rand chance{7};
    std::size_t published = 0;
    for (int round = 0; round < 12; ++round) {
        Office office;
        for (char const* status : {"citizen", "resident", "visitor"})
            office.add(status, 10 + static_cast<int>(chance() % 30));
        for (char const* status : {"declined", "unknown"}) office.add(status, static_cast<int>(chance() % 5));
        for (Person& person : office.people)
            if (round % 4 == 0 && chance() % 12 == 0) person.data.erase("abroad");
        std::vector<Asked> asked{Asked{"status"}, Asked{"abroad"}};
        if (round % 2 == 0) asked.emplace_back("status", "abroad");
        auto const profile = round % 3 == 0 ? Profile::kInternal : Profile::kOpenData;
        auto const made = office.bundle(asked, profile, "First");
        (void)hold_back_within(made->publication, made->shown, &office.solver);
        if (!given_away({}, made->publication, &office.solver, "en").empty()) continue;
        ++published;
        EXPECT_TRUE(given_away({made->publication}, made->publication, &office.solver, "en").empty())
            << round;
        auto again = office.bundle(asked, profile, "Again");
        (void)hold_back_within(again->publication, again->shown, &office.solver);
        EXPECT_TRUE(given_away({made->publication}, again->publication, &office.solver, "en").empty())
            << round;
    }
    EXPECT_GT(published, 6U);
}

TEST(Publications, W5_WhatResearchSaidBeforeIsNotItsFault) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    office.add("visitor", 3);
    ASSERT_TRUE(office.publish({Asked{}}, Profile::kResearchConsented).empty());
    EXPECT_TRUE(office.publish({Asked{}}, Profile::kOpenData).empty());
}

TEST(Publications, W3_WhatOpenDataWithheldResearchDoesNotSay) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    office.add("visitor", 3);
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    auto const refused = office.publish({Asked{}}, Profile::kResearchConsented, "Report");
    ASSERT_FALSE(refused.empty());
    EXPECT_EQ(refused.front(), "of the people, with Status: Visitor");
    EXPECT_TRUE(office.publish({Asked{"abroad"}}, Profile::kResearchConsented, "Report").empty());
}

TEST(Publications, W4_WhatIsInternalIsNotReadByAnybody) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    ASSERT_TRUE(office.publish({Asked{}}, Profile::kInternal).empty());
    office.add("resident", 7);
    EXPECT_TRUE(office.publish({Asked{}}, Profile::kOpenData).empty())
        << "anybody has nothing to take it from";
    office.add("resident", 2);
    office.add("citizen", 20);
    EXPECT_FALSE(office.publish({Asked{}}, Profile::kInternal).empty());
}

TEST(Publications, W6_WithoutASolverNothingIsProved) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    office.add("resident", 3);
    auto const made = office.bundle({Asked{}}, Profile::kOpenData, "Second");
    EXPECT_FALSE(given_away(office.published, made->publication, nullptr, "en").empty());
}

TEST(Publications, W1_WhoWasCountedStandsUnderAKey) {
    Office office;
    office.add("citizen", 20);
    Json const kept = office.bundle({Asked{}}, Profile::kOpenData, "First")->publication.to_json();
    std::string const text = codec::to_text(kept);
    for (Person const& person : office.people)
        EXPECT_EQ(text.find(hash_of("published|" + person.id).substr(0, 16)), std::string::npos)
            << "who knows an id can't look for it";
}

TEST(Publications, W1_WhatWasWrittenWithoutAKeyIsReadAsIfItHadHadOne) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    auto const made = office.bundle({Asked{}}, Profile::kOpenData, "First");
    Json old = made->publication.to_json();
    old["version"] = 1;
    std::string people;
    for (Person const& person : office.people)
        people += hash_of("published|" + person.id).substr(0, 16) +
                  (person.data["status"] == "citizen" ? "0,0;" : "1,0;");
    old["tables"][0]["people"] = people;
    auto const read = Publication::from_json(old, blind);
    ASSERT_TRUE(read.has_value());
    EXPECT_TRUE(read->had_no_key);
    EXPECT_EQ(read->tables[0].people, made->publication.tables[0].people);
    EXPECT_EQ(read->to_json()["version"], 2);
    EXPECT_FALSE(Publication::from_json(read->to_json(), blind)->had_no_key);
    office.published.push_back(*read);
    office.add("resident", 3);
    EXPECT_FALSE(office.publish({Asked{}}, Profile::kOpenData, "Second").empty())
        << "later bundles are held against it";
}

TEST(Publications, W7_WhoAnsweredIsTakenFromWhoAnsweredThoughOthersDidNot) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 40);
    office.add("declined", 6);
    for (std::size_t i = 79; i < office.people.size(); ++i) office.people[i].data["abroad"] = "declined";
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    ASSERT_FALSE(office.published[0].tables[0].told.empty());
    auto const refused = office.publish({Asked{"abroad"}}, Profile::kOpenData, "Second");
    ASSERT_FALSE(refused.empty()) << "80 who said their status; 79 of them whether they are from abroad";
    EXPECT_EQ(refused.front(),
              "of the people, those by whom its numbers differ from those of Status, of the people, in First "
              "(2030-02-01)");
    auto const made = office.bundle({Asked{"abroad"}}, Profile::kOpenData, "Second");
    hold_back(office.published, made->publication, made->shown, &office.solver);
    EXPECT_TRUE(given_away(office.published, made->publication, &office.solver, "en").empty());
    EXPECT_FALSE(made->shown.tables[0].columns[0].answered);
    for (Told const& told : made->publication.tables[0].told)
        EXPECT_FALSE(told.of.row.starts_with('=')) << told.of.row << " stands without its denominator";
}

/// A file of everybody's status and whether from abroad, whose first people are left out.
Publication file_of(Office const& office, std::size_t left_out = 0) {
    static auto const everybody = population({});
    std::vector<Variable> const questions{Variable::of(frame(), "status").value(),
                                          Variable::of(frame(), "abroad").value()};
    Microdata cases{variables_for(questions, *everybody), {}};
    for (Person const& person : office.people)
        cases.add({person.id, person.id, person.day, person.day, false, &person.data, true});
    Records const records = records_of(*everybody, questions, cases);
    protection::Microdata lines = records.data;
    std::vector<std::uint32_t> of;
    for (std::size_t i = 0; i < records.subjects.size(); ++i)
        of.push_back(i < left_out ? protection::kLeftOut : static_cast<std::uint32_t>(i - left_out));
    for (auto& column : lines.values)
        column.erase(column.begin(), column.begin() + static_cast<std::ptrdiff_t>(left_out));
    Publication out{"2030-03-01", "A file", Profile::kResearchConsented, {}, {}, false, {}};
    out.tables.push_back(counted(
        {everybody.get(), {"status", "abroad"}, &lines, &of, &records.subjects, Unit::kPerson}, "en", blind));
    return out;
}

TEST(Publications, W8_WhoIsInNoLineOfAFileIsNotTakenFromATable) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    office.published.push_back(file_of(office, 3));
    auto const refused = office.publish({Asked{}});
    ASSERT_FALSE(refused.empty()) << "three more than the file has lines";
    office.published.back() = file_of(office);
    EXPECT_TRUE(office.publish({Asked{}}).empty());
}

TEST(Publications, W8_LinesOfAFileAreNotCountedTogetherWithAnotherTableOfTheirQuestions) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    office.published.push_back(file_of(office));
    office.add("resident", 4);
    EXPECT_FALSE(office.publish({Asked{"abroad"}}, Profile::kOpenData, "Second").empty())
        << "four came since, known by who was from abroad";
    office.add("resident", 36);
    EXPECT_TRUE(office.publish({Asked{"abroad"}}, Profile::kOpenData, "Second").empty());
}

TEST(Publications, W8_AFileDoesNotSayWhatOpenDataWithheld) {
    Office office;
    office.add("citizen", 40);
    office.add("resident", 30);
    office.add("visitor", 3);
    ASSERT_TRUE(office.publish({Asked{}}).empty());
    auto const who = given_away(office.published, file_of(office), &office.solver, "en");
    ASSERT_FALSE(who.empty());
    EXPECT_NE(who.front().who.find("status: visitor"), std::string::npos) << who.front().who;
}

TEST(Publications, W8_AFileIsReadAsItWasWritten) {
    Office office;
    office.add("citizen", 12);
    Json const kept = file_of(office, 2).to_json();
    auto const read = Publication::from_json(kept, blind);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->to_json(), kept);
    EXPECT_EQ(read->tables[0].people.size(), 10U);
}

TEST(Publications, W1_IsReadAsItWasWritten) {
    Office office;
    office.add("citizen", 40);
    office.add("visitor", 3);
    auto const made = office.bundle({Asked{"status", "abroad"}}, Profile::kOpenData, "First");
    Json const kept = made->publication.to_json();
    auto const read = Publication::from_json(codec::parse_json(codec::to_text(kept)).value(), blind);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->to_json(), kept);
    EXPECT_EQ(codec::to_text(kept).find("p12"), std::string::npos) << "ids are not kept";
    Json bad = kept;
    bad["tables"][0]["people"] = "0123456789abcdef99,0;";
    EXPECT_FALSE(Publication::from_json(bad, blind).has_value());
    bad["tables"][0]["people"] = "0123456789abcdef0";
    EXPECT_FALSE(Publication::from_json(bad, blind).has_value());
}

/// An attacker of its own: base cells are answers, each publication moves them. It knows nothing of `Publication`'s check.
bool gives_something_away(std::vector<Publication> const& published,
                          std::vector<std::vector<int>> const& counts, protection::Solver* solver) {
    char const* const codes[] = {"citizen", "resident", "visitor"};
    protection::Ledger ledger;
    for (std::size_t p = 0; p < published.size(); ++p) {
        std::vector<protection::BaseCell> cells;
        for (std::size_t i = 0; i < 3; ++i) cells.push_back({codes[i], counts[p][i]});
        auto draft = ledger.draft(std::to_string(p), cells);
        for (Told const& told : published[p].tables.front().told) {
            if (told.of.row == "answered") draft.count("all", {codes[0], codes[1], codes[2]});
            if (told.of.row.front() == '=') draft.count(told.of.row, {told.of.row.substr(1)});
        }
        if (!ledger.admit(draft, {10, false}, solver).ok()) return true;
    }
    return false;
}

TEST(Publications, W6_OfTwelveMonthsNothingBelowTheThresholdComesOut) {
    std::mt19937 chance{12};
    Office office;
    office.add("citizen", 31);
    office.add("resident", 19);
    office.add("visitor", 6);
    std::vector<std::vector<int>> counts;
    std::size_t shown = 0;
    std::size_t held = 0;
    for (int month = 1; month <= 12; ++month) {
        office.add("citizen", static_cast<int>(chance() % 7));
        office.add("resident", static_cast<int>(chance() % 5));
        office.add("visitor", static_cast<int>(chance() % 3));
        auto const made = office.bundle({Asked{}}, Profile::kOpenData, "Month " + std::to_string(month));
        std::size_t const before = made->shown.withheld;
        hold_back(office.published, made->publication, made->shown, &office.solver);
        EXPECT_TRUE(given_away(office.published, made->publication, &office.solver, "en").empty()) << month;
        held += made->shown.withheld - before;
        shown += made->shown.figures - made->shown.withheld;
        office.published.push_back(made->publication);
        counts.emplace_back(3, 0);
        for (Person const& person : office.people)
            ++counts.back()[person.data["status"] == "citizen"    ? 0
                            : person.data["status"] == "resident" ? 1
                                                                  : 2];
        for (std::size_t i = 0; i < made->shown.tables[0].columns[0].shown.size(); ++i)
            EXPECT_TRUE(!made->shown.tables[0].columns[0].shown[i] ||
                        made->shown.tables[0].columns[0].answered);
    }
    EXPECT_FALSE(gives_something_away(office.published, counts, &office.solver));
    EXPECT_GT(shown, 3U);
    EXPECT_GT(held, 0U);
}

}  // namespace
}  // namespace amparo::evidence
