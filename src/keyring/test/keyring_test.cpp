// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/keyring/keyring.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace amparo;
using namespace amparo::keyring;

namespace {

Instant at(int minute) {
    return *parse_instant("2031-03-01T08:00:00Z") + std::chrono::minutes{minute};
}

/// Coordinators Ana and Cruz and an advocate Bea; everything a test bends starts from this.
struct Staff {
    Keyring ring;
    std::optional<Keys> ana;
    std::optional<Keys> bea;
    MemberId bea_id{MemberId::Bytes{}};
    MemberId cruz_id{MemberId::Bytes{}};

    Staff() {
        EXPECT_TRUE(ring.take(Founding::make("Casa Norte", "Ana", "passphrase ana", crypto::kCostFloor, at(0))
                                  .value()
                                  .items)
                        .ok());
        ana = ring.unlock("passphrase ana").value();
        EXPECT_TRUE(ring.take(ring.add_member(*ana, "Bea", Role::kAdvocate, "passphrase bea",
                                              crypto::kCostFloor, at(1), &bea_id)
                                  .value())
                        .ok());
        EXPECT_TRUE(ring.take(ring.add_member(*ana, "Cruz", Role::kCoordinator, "passphrase cruz",
                                              crypto::kCostFloor, at(2), &cruz_id)
                                  .value())
                        .ok());
        bea = ring.unlock("passphrase bea").value();
    }
    [[nodiscard]] Bytes entry(Keys const& by, Action action, ByteView detail) const {
        return ring.chain().make_entry(by.seed, by.member, by.device, action, detail, at(9));
    }
    [[nodiscard]] Result<Done, ChainError> take(Bytes const& entry) const {
        Chain copy = ring.chain();
        return copy.take(entry);
    }
};

}  // namespace

TEST(Chain, C1_AnEntryOutOfOrderOrForAnotherOrganisationIsRefused) {
    Staff s;
    Bytes const good = s.entry(*s.ana, Action::kRemoveMember, s.bea_id.bytes());
    ASSERT_TRUE(s.take(good).ok());
    Chain moved = s.ring.chain();
    ASSERT_TRUE(moved.take(good).ok());
    EXPECT_EQ(moved.take(good).error(), ChainError::kOutOfOrder);
    EXPECT_EQ(Staff{}.take(good).error(), ChainError::kOutOfOrder);
    EXPECT_EQ(Chain{}.take(good).error(), ChainError::kOutOfOrder);
}

TEST(Chain, C2_AnyFlippedBitIsRefusedAndChangesNothing) {
    Staff s;
    Bytes const good = s.entry(*s.ana, Action::kRemoveMember, s.bea_id.bytes());
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
    ASSERT_TRUE(s.ring.take(s.ring.remove_member(*s.ana, s.cruz_id, at(5)).value()).ok());
    EXPECT_EQ(s.take(s.entry(cruz, Action::kRemoveMember, s.bea_id.bytes())).error(),
              ChainError::kUnknownAuthor);
    EXPECT_EQ(s.ring.unlock("passphrase cruz").error(), KeyringError::kWrongPassphrase);
}

TEST(Chain, C3_OnlyACoordinatorChangesMembersProfileEpochAndKit) {
    Staff s;
    Bytes const some_name = codec::Writer{}.lp("x").bytes();
    Bytes const epoch = codec::Writer{}.u32(2).raw(Bytes(128)).bytes();
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
          Row{Action::kRemoveMember, {s.cruz_id.bytes().begin(), s.cruz_id.bytes().end()}},
          Row{Action::kNewEpoch, epoch}, Row{Action::kSetProfile, some_name}, Row{Action::kNewKit, kit}}) {
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
    ASSERT_TRUE(s.ring.take(s.ring.remove_member(*s.ana, s.cruz_id, at(5)).value()).ok());
    EXPECT_EQ(s.ring.remove_member(*s.ana, s.ana->member, at(6)).error(), KeyringError::kLastCoordinator);
}

TEST(Chain, C5_IdsAndEpochsAreUsedOnce) {
    Staff s;
    EXPECT_EQ(
        s.take(s.entry(*s.ana, Action::kAddMember, member_detail(*s.ring.chain().member(s.bea_id)))).error(),
        ChainError::kUsedTwice);
    EXPECT_EQ(
        s.take(s.entry(*s.ana, Action::kNewEpoch, codec::Writer{}.u32(1).raw(Bytes(128)).bytes())).error(),
        ChainError::kUsedTwice);
    EXPECT_EQ(
        s.take(s.entry(*s.ana, Action::kNewEpoch, codec::Writer{}.u32(3).raw(Bytes(128)).bytes())).error(),
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
            return s.take(s.entry(*s.ana, Action::kNewKit, codec::Writer{}.raw(box.bytes).raw(Bytes(32)).bytes()));
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

TEST(Chain, AnActionOfANewerAmparoIsNamedAsSuch) {
    Staff s;
    EXPECT_EQ(s.take(s.entry(*s.ana, static_cast<Action>(99), {})).error(), ChainError::kNewer);
}

TEST(Keyring, AKeySlippedIntoTheFileIsRefusedBecauseTheChainNamesEveryTeamKey) {
    Staff s;
    // A stranger writes a grant of a key they know to Bea's public key.
    auto const planted = crypto::make_key<crypto::TeamKey>();
    Member const& bea = *s.ring.chain().member(s.bea_id);
    codec::Writer out;
    out.u8(1).raw(bea.id.bytes()).raw(bea.box.bytes).u8(static_cast<std::uint8_t>(Part::kLegal)).u32(1);
    Bytes label(16);
    std::copy_n(as_bytes("amp.grant").begin(), 9, label.begin());
    Bytes const header = codec::Writer{}.raw(label).raw(s.ring.chain().org_id()).raw(out.bytes()).bytes();
    out.raw(crypto::grant(planted, crypto::hash(header), bea.box));
    Keyring attacked = s.ring;
    ASSERT_TRUE(attacked.take(reclog::Item{2, out.bytes()}).ok());
    EXPECT_EQ(attacked.unlock("passphrase bea").error(), KeyringError::kDamaged);
    EXPECT_EQ(attacked.audit().size(), 1U);  // Bea may not hold the legal part.
    EXPECT_TRUE(s.ring.audit().empty());
}

TEST(Keyring, T28_AMemberHoldsTeamKeysOfTheirPartsOnly) {
    Staff s;
    for (Part const part : kAllParts) {
        EXPECT_EQ(s.bea->team_key(1, part) != nullptr, parts_of(Role::kAdvocate).contains(part))
            << name(part);
        EXPECT_NE(s.ana->team_key(1, part), nullptr);
    }
}

TEST(Keyring, T20_ADeviceVaultWithWeakerCostThanTheFloorIsNeverTried) {
    Staff s;
    NewItems items = Founding::make("Casa", "Ana", "passphrase ana", crypto::kCostFloor, at(0)).value().items;
    for (auto& [type, content] : items)
        if (type == reclog::ItemType::kDeviceVault) content[16 + 16 + 8] = std::byte{2};  // operations
    Keyring weak;
    ASSERT_TRUE(weak.take(items).ok());
    EXPECT_EQ(weak.unlock("passphrase ana").error(), KeyringError::kWeakCost);
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
        ASSERT_TRUE(s.ring.take(s.ring.remove_member(*s.ana, id, at(11)).value()).ok());
        ASSERT_TRUE(s.ring.refresh(*s.ana).ok());
    }
    EXPECT_EQ(s.ring.chain().epoch(), 4U);
    Keys const late = s.ring.unlock("passphrase cruz").value();
    for (std::uint32_t epoch = 1; epoch <= 4; ++epoch)
        EXPECT_TRUE(late.team_key(epoch, Part::kLegal)->same_as(*s.ana->team_key(epoch, Part::kLegal)));
    EXPECT_TRUE(late.organization->same_as(*s.ana->organization));
}

TEST(Words, EveryKitReadsBackInEitherLanguageAndCase) {
    std::mt19937 rng{5};
    for (int round = 0; round < 200; ++round) {
        KitBytes kit{};
        for (auto& b : kit) b = static_cast<std::byte>(rng());
        for (auto language : {WordLanguage::kEnglish, WordLanguage::kSpanish}) {
            auto words = to_words(kit, language);
            ASSERT_EQ(words.size(), kKitWords);
            words[3][0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[3][0])));
            ASSERT_EQ(from_words(words).value(), kit) << round;
        }
    }
}

TEST(Words, T54_FifteenOfSixteenWrongWordsAreCaught) {
    std::mt19937 rng{6};
    auto const list = to_words(KitBytes{}, WordLanguage::kEnglish);
    int caught = 0;
    constexpr int kTries = 4000;
    for (int i = 0; i < kTries; ++i) {
        KitBytes kit{};
        for (auto& b : kit) b = static_cast<std::byte>(rng());
        KitBytes other{};
        for (auto& b : other) b = static_cast<std::byte>(rng());
        auto words = to_words(kit, WordLanguage::kEnglish);
        auto const swap = to_words(other, WordLanguage::kEnglish)[rng() % (kKitWords - 1)];
        auto& at_word = words[rng() % kKitWords];
        if (at_word == swap) continue;
        at_word = swap;
        caught += from_words(words).ok() ? 0 : 1;
    }
    EXPECT_GE(caught, kTries * 92 / 100);
    EXPECT_EQ(from_words({}).error(), WordsError::kCount);
    auto unknown = list;
    unknown[0] = "amparo";
    EXPECT_EQ(from_words(unknown).error(), WordsError::kUnknownWord);
}
