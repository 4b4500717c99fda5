// SPDX-License-Identifier: AGPL-3.0-or-later
#include "staff.hpp"

using namespace amparo;
using namespace amparo::keyring;

TEST(Keyring, T28_AMemberHoldsTeamKeysOfTheirPartsOnly) {
    Staff s;
    for (Part const part : kAllParts) {
        EXPECT_EQ(s.bea->team_key(1, part) != nullptr, parts_of(Role::kAdvocate).contains(part))
            << name(part);
        EXPECT_NE(s.ana->team_key(1, part), nullptr);
    }
}

TEST(Keyring, ANewEpochOpensTheOldOnesThroughTheHistory) {
    Staff s;
    for (int i = 0; i < 3; ++i) {
        MemberId id{MemberId::Bytes{}};
        ASSERT_TRUE(s.ring
                        .take(s.ring
                                  .add_member(*s.ana, "Dia", Role::kShelter, "passphrase dia",
                                              crypto::kCostFloor, at(10), &id)
                                  .value())
                        .ok());
        ASSERT_TRUE(s.ring.take(s.ring.remove_member(*s.ana, id, {}, at(11)).value()).ok());
        ASSERT_TRUE(s.ring.refresh(*s.ana).ok());
    }
    EXPECT_EQ(s.ring.chain().epoch(), 4U);
    Keys const late = s.ring.unlock("passphrase cruz").value();
    for (std::uint32_t epoch = 1; epoch <= 4; ++epoch)
        EXPECT_TRUE(late.team_key(epoch, Part::kLegal)->same_as(*s.ana->team_key(epoch, Part::kLegal)));
    EXPECT_TRUE(late.organization->same_as(*s.ana->organization));
}
