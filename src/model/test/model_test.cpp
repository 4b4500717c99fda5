// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/model/ids.hpp"
#include "amparo/model/part.hpp"

#include <gtest/gtest.h>

using namespace amparo;

TEST(Part, EveryPartAndRoleHasANameThatReadsBack) {
    for (Part const p : kAllParts) {
        EXPECT_EQ(part_named(name(p)), p);
        EXPECT_EQ(part_numbered(static_cast<std::uint8_t>(p)), p);
    }
    for (Role const r : kAllRoles) EXPECT_EQ(role_named(name(r)), r);
    EXPECT_FALSE(part_named("police"));
    EXPECT_FALSE(part_numbered(9));
}

TEST(Role, T28_OnlyAttorneyAndCoordinatorHoldPrivilegedAndImmigrationParts) {
    for (Role const r : kAllRoles) {
        bool const may = r == Role::kAttorney || r == Role::kCoordinator;
        EXPECT_EQ(parts_of(r).contains(Part::kLegal), may) << name(r);
        EXPECT_EQ(parts_of(r).contains(Part::kImmigration), may) << name(r);
        EXPECT_TRUE(parts_of(r).contains(Part::kOrganization)) << name(r);
    }
    EXPECT_FALSE(parts_of(Role::kShelter).contains(Part::kNarrative));
    EXPECT_FALSE(parts_of(Role::kStatistician).contains(Part::kIdentity));
}
