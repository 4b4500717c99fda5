// SPDX-License-Identifier: AGPL-3.0-or-later
// N1-N5 (names.hpp).
#include "amparo/templates/names.hpp"

#include <gtest/gtest.h>

#include <set>

namespace amparo::templates {
namespace {

std::vector<Name> all() {
    return names(forms::Registry{});
}

TEST(Names, N1_EveryNameIsThereOnceAndEveryFieldOfItsForm) {
    forms::Registry const forms;
    std::set<std::string> seen;
    for (Name const& name : all()) {
        SCOPED_TRACE(name.name);
        EXPECT_TRUE(seen.insert(name.name).second);
        EXPECT_TRUE(name.labels.has("en") && name.labels.has("es"));
        for (std::string const& kind : name.kinds) {
            ASSERT_NE(forms.find(kind), nullptr);
            EXPECT_NE(forms.find(kind)->find(name.field), nullptr);
        }
    }
    for (char const* name : {"today", "person.given_names", "person.birth_date", "person.chosen_name",
                             "person.name", "matter.number", "deadlines.date", "dates.where",
                             "documents.name", "attorney.name", "readiness.answer", "status.status"})
        EXPECT_TRUE(seen.contains(name)) << name;
}

TEST(Names, N2_N3_WhatHasNoWordsOrNeverLeavesIsNoPlace) {
    auto const list = all();
    for (char const* name :
         {"person.trusted_people", "person.staying_at", "person.notes", "person.near", "matter.check",
          "matter.responsible", "documents.key", "documents.matter", "deadlines.facts", "finding.act"})
        EXPECT_EQ(find(list, name), nullptr) << name;
    forms::Registry const forms;
    for (Name const& name : list)
        for (std::string const& kind : name.kinds) {
            forms::Field const& field = *forms.find(kind)->find(name.field);
            EXPECT_FALSE(field.engine_only) << name.name;
            EXPECT_TRUE(!field.confidential || name.needs_matter) << name.name;
        }
}

TEST(Names, N4_ReadinessAndStatusAreOfAMatterOnly) {
    forms::Registry const forms;
    for (Name const& name : all()) {
        bool const is_of_the_person = name.group == "person";
        EXPECT_FALSE(name.needs_matter && is_of_the_person) << name.name;
        for (std::string const& kind : name.kinds) {
            Part const part = forms.find(kind)->find(name.field)->part;
            bool const is_a_matters = part == Part::kImmigration || part == Part::kLegal;
            EXPECT_TRUE(name.needs_matter || !is_a_matters) << name.name;
        }
    }
}

TEST(Names, N1_AnUnknownNameHasANearest) {
    auto const list = all();
    EXPECT_EQ(nearest(list, "person.birthdate"), "person.birth_date");
    EXPECT_EQ(nearest(list, "matter.numer"), "matter.number");
    EXPECT_EQ(nearest(list, "Today"), "today");
}

TEST(Names, N5_AskedIsAskedByItsFirstWord) {
    EXPECT_TRUE(is_asked("ask.what"));
    EXPECT_FALSE(is_asked("ask."));
    EXPECT_FALSE(is_asked("asked.what"));
}

}  // namespace
}  // namespace amparo::templates
