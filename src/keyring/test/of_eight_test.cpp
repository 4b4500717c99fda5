// SPDX-License-Identifier: AGPL-3.0-or-later
// C9 on a vault that was written before there was the part `safety`: Rosa coordinates, Bea keeps the house at night.
#include "amparo/reclog/frames.hpp"
#include "staff.hpp"

#include <fstream>
#include <iterator>

using namespace amparo;
using namespace amparo::keyring;

namespace {

constexpr char const* kRosa = "seven quiet rivers";
constexpr char const* kBea = "a lighthouse made of paper";

struct OfEight {
    std::string file;
    Keyring ring;
    std::optional<Keys> rosa;
    std::uint32_t old = 0;

    OfEight() {
        std::ifstream in{AMPARO_SOURCE_DIR "/tests/golden/format_1.amparo", std::ios::binary};
        file.assign(std::istreambuf_iterator<char>{in}, {});

        ByteView const bytes = as_bytes(file);
        for (reclog::Batch const& batch :
             reclog::scan(bytes.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes).batches)
            for (reclog::Item const& item : batch.items) EXPECT_TRUE(ring.take(item).ok());
        rosa = ring.unlock(kRosa).value();
        old = ring.chain().epoch();
    }
    Keys add(Role role, std::string const& passphrase) {
        auto items = ring.add_member(*rosa, "Uma", role, passphrase, crypto::kCostFloor, at(1), nullptr);
        EXPECT_TRUE(ring.take(items.value()).ok());
        EXPECT_TRUE(ring.refresh(*rosa).ok());
        return ring.unlock(passphrase).value();
    }
    static bool same(crypto::TeamKey const* a, crypto::TeamKey const* b) {
        return a != nullptr && b != nullptr && a->same_as(*b);
    }
};

}  // namespace

TEST(VaultOfEight, C9_SafetyHasNoKeyBeforeTheNextEpoch) {
    OfEight v;
    ASSERT_GE(v.old, 2U);
    EXPECT_TRUE(v.ring.chain().is_of_eight());
    EXPECT_FALSE(v.ring.chain().kid(Part::kSafety, v.old));
    EXPECT_TRUE(v.ring.audit().empty());
    Keys const bea = v.ring.unlock(kBea).value();
    for (Keys const* keys : {static_cast<Keys const*>(&*v.rosa), &bea}) {
        EXPECT_TRUE(keys->problems.empty());
        EXPECT_TRUE(v.ring.chain().member(keys->member)->parts.contains(Part::kSafety));
        EXPECT_EQ(keys->team_key(v.old, Part::kSafety), nullptr);
        EXPECT_NE(keys->team_key(v.old, Part::kLocation), nullptr);
    }
    ASSERT_TRUE(v.ring.take(v.ring.new_epoch(*v.rosa, at(1)).value()).ok());
    EXPECT_FALSE(v.ring.chain().is_of_eight());
    EXPECT_NE(v.ring.unlock(kBea).value().team_key(v.old + 1, Part::kSafety), nullptr);
}

TEST(VaultOfEight, C9_TheFirstWhoJoinsBringsTheKeyAndWhoHoldsThePartGetsIt) {
    OfEight v;
    Keys const uma = v.add(Role::kOutreach, "a lamp of green glass");
    EXPECT_EQ(v.ring.chain().epoch(), v.old + 1);
    EXPECT_FALSE(v.ring.chain().needs_epoch());
    EXPECT_TRUE(v.ring.audit().empty());
    Keys const ian = v.add(Role::kAttorney, "copper kettles sing twice");
    Keys const ada = v.add(Role::kAdvocate, "paper boats at noon");
    EXPECT_EQ(v.ring.chain().epoch(), v.old + 1) << "once";
    Keys const bea = v.ring.unlock(kBea).value();
    for (Keys const* keys : {static_cast<Keys const*>(&*v.rosa), &bea, &ada}) {
        EXPECT_TRUE(keys->problems.empty());
        EXPECT_TRUE(OfEight::same(keys->team_key(v.old + 1, Part::kSafety),
                                  v.rosa->team_key(v.old + 1, Part::kSafety)));
    }
    for (Keys const* keys : {&uma, &ian}) {
        EXPECT_TRUE(keys->problems.empty());
        EXPECT_EQ(keys->team_key(v.old + 1, Part::kSafety), nullptr);
    }
    EXPECT_NE(ian.team_key(v.old, Part::kLocation), nullptr);
    for (auto const& [type, content] : v.ring.current_items())
        EXPECT_FALSE(type == reclog::ItemType::kHistory && content[0] == std::byte{8});
}

TEST(VaultOfEight, C9_WhoJoinsByAnEntryOfNineNeedsTheEpoch) {
    OfEight v;
    Member newcomer = *v.ring.chain().member(v.rosa->member);
    newcomer.id = crypto::make_id<MemberId>();
    newcomer.device = crypto::make_id<DeviceId>();
    Chain chain = v.ring.chain();
    auto const entry = [&](Action action, Bytes const& detail) {
        return chain.make_entry(v.rosa->seed, v.rosa->member, v.rosa->device, action, detail, at(9));
    };
    ASSERT_TRUE(chain.take(entry(Action::kAddMember, member_detail(newcomer))).ok());
    EXPECT_TRUE(chain.needs_epoch());
    EXPECT_EQ(
        chain.take(entry(Action::kNewEpochOfEight, codec::Writer{}.u32(v.old + 1).raw(Bytes(144)).bytes()))
            .error(),
        ChainError::kMalformed);
    ASSERT_TRUE(
        chain.take(entry(Action::kNewEpoch, codec::Writer{}.u32(v.old + 1).raw(Bytes(160)).bytes())).ok());
    EXPECT_FALSE(chain.needs_epoch());
}

TEST(VaultOfEight, C9_NobodyGoesBackToEight) {
    OfEight v;
    auto const epoch_of_eight = [&] {
        return v.ring.chain().make_entry(
            v.rosa->seed, v.rosa->member, v.rosa->device, Action::kNewEpochOfEight,
            codec::Writer{}.u32(v.ring.chain().epoch() + 1).raw(Bytes(144)).bytes(), at(9));
    };
    Chain before = v.ring.chain();
    EXPECT_TRUE(before.take(epoch_of_eight()).ok());
    ASSERT_TRUE(v.ring.take(v.ring.new_epoch(*v.rosa, at(1)).value()).ok());
    Chain after = v.ring.chain();
    EXPECT_EQ(after.take(epoch_of_eight()).error(), ChainError::kMalformed);
    EXPECT_EQ(after.epoch(), v.old + 1);
}

TEST(VaultOfEight, C9_APaperKitAddsThereAndOpensWhatComesAfterwards) {
    OfEight v;
    KitBytes const kit{std::byte{7}};
    ASSERT_TRUE(v.ring.take(v.ring.make_kit(*v.rosa, kit, at(1)).value()).ok());
    auto const with_kit = [&](char const* passphrase) {
        auto items = v.ring.use_kit(kit, "Eva", passphrase, crypto::kCostFloor, at(2), nullptr);
        EXPECT_TRUE(v.ring.take(items.value()).ok());
        return v.ring.unlock(passphrase).value();
    };
    Keys const eva = with_kit("a bridge over the valley");
    EXPECT_TRUE(eva.problems.empty());
    EXPECT_TRUE(v.ring.chain().is_of_eight()) << "an older program follows still";
    EXPECT_FALSE(v.ring.chain().needs_epoch());
    ASSERT_TRUE(v.ring.take(v.ring.new_epoch(eva, at(3)).value()).ok());
    ASSERT_TRUE(v.ring.refresh(*v.rosa).ok());
    Keys const ines = with_kit("seven lemons in a row");
    EXPECT_TRUE(ines.problems.empty());
    EXPECT_TRUE(
        OfEight::same(ines.team_key(v.old + 1, Part::kSafety), v.rosa->team_key(v.old + 1, Part::kSafety)));
}
