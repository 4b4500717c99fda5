// SPDX-License-Identifier: AGPL-3.0-or-later
#include "staff.hpp"

using namespace amparo;
using namespace amparo::keyring;

TEST(Chain, C1_AnEntryOutOfOrderOrForAnotherOrganisationIsRefused) {
    Staff s;
    Bytes const good = s.entry(*s.ana, Action::kRemoveMember, removal_detail(s.bea_id, {}));
    ASSERT_TRUE(s.take(good).ok());
    Chain moved = s.ring.chain();
    ASSERT_TRUE(moved.take(good).ok());
    EXPECT_EQ(moved.take(good).error(), ChainError::kOutOfOrder);
    EXPECT_EQ(Staff{}.take(good).error(), ChainError::kOutOfOrder);
    EXPECT_EQ(Chain{}.take(good).error(), ChainError::kOutOfOrder);
}

TEST(Chain, C2_AnyFlippedBitIsRefusedAndChangesNothing) {
    Staff s;
    Bytes const good = s.entry(*s.ana, Action::kRemoveMember, removal_detail(s.bea_id, {}));
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        Bytes bad = good;
        bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        Chain copy = s.ring.chain();
        ASSERT_FALSE(copy.take(bad).ok()) << bit;
        ASSERT_EQ(copy.length(), s.ring.chain().length());
    }
    for (std::size_t n = 0; n < good.size(); ++n)
        ASSERT_FALSE(s.take(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(n))).ok());
}

TEST(Chain, C2_WhoWasRemovedSignsNothingMore) {
    Staff s;
    Keys const cruz = s.ring.unlock("passphrase cruz").value();
    ASSERT_TRUE(s.ring.take(s.ring.remove_member(*s.ana, s.cruz_id, {}, at(5)).value()).ok());
    EXPECT_EQ(s.take(s.entry(cruz, Action::kRemoveMember, removal_detail(s.bea_id, {}))).error(),
              ChainError::kUnknownAuthor);
    EXPECT_EQ(s.ring.unlock("passphrase cruz").error(), KeyringError::kWrongPassphrase);
}

TEST(Chain, C3_TheKitAddsACoordinatorAndNobodyElse) {
    Staff s;
    auto const kit = crypto::make_key<crypto::SignSeed>();
    Bytes const keys = codec::Writer{}
                           .raw(s.ring.chain().member(s.bea_id)->box.bytes)
                           .raw(crypto::derive_sign_public_key(kit).bytes)
                           .bytes();
    Chain with_kit = s.ring.chain();
    ASSERT_TRUE(with_kit.take(s.entry(*s.ana, Action::kNewKit, keys)).ok());
    for (Role const role : kAllRoles) {
        Member newcomer = *s.ring.chain().member(s.bea_id);
        newcomer.id = crypto::make_id<MemberId>();
        newcomer.device = crypto::make_id<DeviceId>();
        newcomer.role = role;
        newcomer.parts = parts_of(role);
        Chain chain = with_kit;
        auto const taken = chain.take(chain.make_entry(kit, kit_member(), kit_device(), Action::kAddMember,
                                                       member_detail(newcomer), at(6)));
        EXPECT_EQ(taken.ok(), role == Role::kCoordinator) << name(role);
        if (!taken.ok()) {
            EXPECT_EQ(taken.error(), ChainError::kNotAllowed) << name(role);
        }
    }
}

TEST(Chain, C3_OnlyACoordinatorChangesMembersProfileEpochAndKit) {
    Staff s;
    Bytes const some_name = codec::Writer{}.lp("x").bytes();
    Bytes const epoch = codec::Writer{}.u32(2).raw(Bytes(160)).bytes();
    Bytes const kit = codec::Writer{}.raw(s.ring.chain().member(s.bea_id)->box.bytes).raw(Bytes(32)).bytes();
    Member newcomer = *s.ring.chain().member(s.bea_id);
    newcomer.id = crypto::make_id<MemberId>();
    newcomer.device = crypto::make_id<DeviceId>();
    struct Row {
        Action action;
        Bytes detail;
    };
    for (Row const& row :
         {Row{Action::kAddMember, member_detail(newcomer)},
          Row{Action::kRemoveMember, removal_detail(s.cruz_id, {})}, Row{Action::kNewEpoch, epoch},
          Row{Action::kSetProfile, some_name}, Row{Action::kNewKit, kit}}) {
        EXPECT_TRUE(s.take(s.entry(*s.ana, row.action, row.detail)).ok()) << static_cast<int>(row.action);
        EXPECT_EQ(s.take(s.entry(*s.bea, row.action, row.detail)).error(), ChainError::kNotAllowed)
            << static_cast<int>(row.action);
    }
    Bytes const own = codec::Writer{}.raw(s.bea_id.bytes()).lp("x").bytes();
    Bytes const of_cruz = codec::Writer{}.raw(s.cruz_id.bytes()).lp("x").bytes();
    EXPECT_TRUE(s.take(s.entry(*s.bea, Action::kSetName, own)).ok());
    EXPECT_EQ(s.take(s.entry(*s.bea, Action::kSetName, of_cruz)).error(), ChainError::kNotAllowed);
}

TEST(Chain, C4_TheLastCoordinatorCannotBeRemoved) {
    Staff s;
    ASSERT_TRUE(s.ring.take(s.ring.remove_member(*s.ana, s.cruz_id, {}, at(5)).value()).ok());
    EXPECT_EQ(s.ring.remove_member(*s.ana, s.ana->member, {}, at(6)).error(), KeyringError::kLastCoordinator);
}

TEST(Chain, C5_IdsAndEpochsAreUsedOnce) {
    Staff s;
    EXPECT_EQ(
        s.take(s.entry(*s.ana, Action::kAddMember, member_detail(*s.ring.chain().member(s.bea_id)))).error(),
        ChainError::kUsedTwice);
    EXPECT_EQ(
        s.take(s.entry(*s.ana, Action::kNewEpoch, codec::Writer{}.u32(1).raw(Bytes(160)).bytes())).error(),
        ChainError::kUsedTwice);
    EXPECT_EQ(
        s.take(s.entry(*s.ana, Action::kNewEpoch, codec::Writer{}.u32(3).raw(Bytes(160)).bytes())).error(),
        ChainError::kUsedTwice);
}

TEST(Chain, C6_ABoxKeyThatAgreesOnNoSecretIsRefusedForMemberKitAndFounder) {
    Staff s;
    crypto::BoxPublicKey const zero;
    crypto::BoxPublicKey high = s.ring.chain().member(s.bea_id)->box;
    high.bytes[31] |= std::byte{0x80};
    for (crypto::BoxPublicKey const& bad : {zero, high}) {
        Member newcomer = *s.ring.chain().member(s.bea_id);
        newcomer.id = crypto::make_id<MemberId>();
        newcomer.device = crypto::make_id<DeviceId>();
        EXPECT_TRUE(s.take(s.entry(*s.ana, Action::kAddMember, member_detail(newcomer))).ok());
        newcomer.box = bad;
        EXPECT_EQ(s.take(s.entry(*s.ana, Action::kAddMember, member_detail(newcomer))).error(),
                  ChainError::kMalformed);

        auto const kit_with = [&](crypto::BoxPublicKey const& box) {
            return s.take(
                s.entry(*s.ana, Action::kNewKit, codec::Writer{}.raw(box.bytes).raw(Bytes(32)).bytes()));
        };
        EXPECT_TRUE(kit_with(s.ring.chain().member(s.bea_id)->box).ok());
        EXPECT_EQ(kit_with(bad).error(), ChainError::kMalformed);

        Member founder = *s.ring.chain().member(s.ana->member);
        Chain fresh;
        auto const genesis = [&] {
            return Chain{}.make_entry(s.ana->seed, s.ana->member, s.ana->device, Action::kGenesis,
                                      genesis_detail(founder), at(0));
        };
        EXPECT_TRUE(Chain{}.take(genesis()).ok());
        founder.box = bad;
        EXPECT_EQ(fresh.take(genesis()).error(), ChainError::kMalformed);
        EXPECT_FALSE(fresh.founded());
    }
}

TEST(Chain, C7_ARemovalAndAReplacedKitNeedANewEpoch) {
    Staff s;
    Bytes const epoch = codec::Writer{}.u32(2).raw(Bytes(160)).bytes();
    Bytes const kit = codec::Writer{}.raw(s.ring.chain().member(s.bea_id)->box.bytes).raw(Bytes(32)).bytes();
    Keyring ring = s.ring;
    auto const act = [&](Action action, Bytes const& detail) {
        Bytes const entry =
            ring.chain().make_entry(s.ana->seed, s.ana->member, s.ana->device, action, detail, at(9));
        ASSERT_TRUE(ring.take(reclog::Item{1, entry}).ok());
    };
    act(Action::kNewKit, kit);
    EXPECT_FALSE(ring.chain().needs_epoch());
    EXPECT_TRUE(ring.audit().empty());
    act(Action::kNewKit, kit);
    EXPECT_TRUE(ring.chain().needs_epoch());
    EXPECT_EQ(ring.audit().size(), 1U);
    act(Action::kNewEpoch, epoch);
    EXPECT_FALSE(ring.chain().needs_epoch());
    act(Action::kRemoveMember, removal_detail(s.bea_id, {}));
    EXPECT_TRUE(ring.chain().needs_epoch());
    EXPECT_EQ(ring.audit().size(), 1U);
}

TEST(Chain, C8_WhatAMemberSignedAndDoesNotFitSaysThatSomethingIsMissing) {
    Staff s;
    Bytes const removal = s.entry(*s.ana, Action::kRemoveMember, removal_detail(s.bea_id, {}));
    Chain after = s.ring.chain();
    ASSERT_TRUE(after.take(removal).ok());
    Bytes const later = after.make_entry(s.ana->seed, s.ana->member, s.ana->device, Action::kSetProfile,
                                         codec::Writer{}.lp("x").bytes(), at(9));

    Chain lacks = s.ring.chain();
    EXPECT_EQ(lacks.take(later).error(), ChainError::kOutOfOrder);
    EXPECT_EQ(lacks.follows(), Follows::kIncomplete);
    EXPECT_EQ(lacks.epoch_at(0), 0U);
    EXPECT_EQ(lacks.epoch_at(1), 1U);

    Chain forged = s.ring.chain();
    Bytes bad = later;
    bad.back() ^= std::byte{1};
    EXPECT_EQ(forged.take(bad).error(), ChainError::kOutOfOrder);
    EXPECT_EQ(forged.follows(), Follows::kWhole);  // Anybody could have written it.
    ASSERT_TRUE(after.take(later).ok());
    EXPECT_EQ(after.take(removal).error(), ChainError::kOutOfOrder);
    EXPECT_EQ(after.follows(), Follows::kWhole);  // It was taken before.
}

TEST(Chain, C8_AnUnknownActionOrRoleOfACoordinatorStopsTheChainAndOfOthersIsRefused) {
    Staff s;
    Member newcomer = *s.ring.chain().member(s.bea_id);
    newcomer.id = crypto::make_id<MemberId>();
    newcomer.device = crypto::make_id<DeviceId>();
    newcomer.role = static_cast<Role>(kAllRoles.size() + 1);
    for (auto const& [action, detail] : {std::pair{static_cast<Action>(99), Bytes{}},
                                         std::pair{Action::kAddMember, member_detail(newcomer)}}) {
        Chain chain = s.ring.chain();
        EXPECT_EQ(chain.take(s.entry(*s.bea, action, detail)).error(), ChainError::kNotAllowed);
        EXPECT_EQ(chain.follows(), Follows::kWhole);
        EXPECT_EQ(chain.take(s.entry(*s.ana, action, detail)).error(), ChainError::kNewer);
        EXPECT_EQ(chain.follows(), Follows::kNewer);
        EXPECT_EQ(chain.length(), s.ring.chain().length());
    }
    newcomer.role = static_cast<Role>(0);
    EXPECT_EQ(s.take(s.entry(*s.ana, Action::kAddMember, member_detail(newcomer))).error(),
              ChainError::kMalformed);
}
