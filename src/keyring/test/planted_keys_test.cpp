// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody with the file can put beside the right keys.
#include "staff.hpp"

#include <algorithm>

using namespace amparo;
using namespace amparo::keyring;

namespace {

/// A grant to Bea of a key that the chain does not name.
Bytes planted_grant(Staff const& s, Part part) {
    Member const& bea = *s.ring.chain().member(s.bea_id);
    codec::Writer out;
    out.u8(1).raw(bea.id.bytes()).raw(bea.box.bytes).u8(static_cast<std::uint8_t>(part)).u32(1);
    Bytes label(16);
    std::copy_n(as_bytes("amp.grant").begin(), 9, label.begin());
    Bytes const header = codec::Writer{}.raw(label).raw(s.ring.chain().org_id()).raw(out.bytes()).bytes();
    out.raw(crypto::grant(crypto::make_key<crypto::TeamKey>(), crypto::hash(header), bea.box));
    return std::move(out).bytes();
}

std::vector<Bytes> chain_of(Keyring const& ring) {
    std::vector<Bytes> out;
    for (auto const& [type, content] : ring.current_items())
        if (type == reclog::ItemType::kChainEntry) out.push_back(content);
    return out;
}

/// A device vault as `by` would sign it.
Bytes signed_again(Staff const& s, ByteView vault, Keys const& by) {
    ByteView const content = vault.first(vault.size() - sizeof(crypto::Signature));
    Bytes out(content.begin(), content.end());
    append(out,
           crypto::sign(by.seed, "amp.device.v1",
                        crypto::hash(codec::Writer{}.raw(s.ring.chain().org_id()).raw(content).bytes())));
    return out;
}

}  // namespace

TEST(Keyring, AKeySlippedIntoTheFileIsPassedOverBecauseTheChainNamesEveryTeamKey) {
    Staff s;
    // A stranger writes grants of keys they know to Bea: of a part she holds and of one she may not.
    Keyring attacked = s.ring;
    for (Part const part : {Part::kPlan, Part::kLegal})
        ASSERT_TRUE(attacked.take(reclog::Item{2, planted_grant(s, part)}).ok());
    // And before the right ones.
    Keyring first;
    for (Bytes const& entry : chain_of(s.ring)) ASSERT_TRUE(first.take(reclog::Item{1, entry}).ok());
    ASSERT_TRUE(first.take(reclog::Item{2, planted_grant(s, Part::kPlan)}).ok());
    ASSERT_TRUE(first.take(s.ring.current_items()).ok());
    for (Keyring const* ring : {&attacked, &first}) {
        Keys const bea = ring->unlock("passphrase bea").value();
        EXPECT_TRUE(bea.team_key(1, Part::kPlan)->same_as(*s.bea->team_key(1, Part::kPlan)));
        EXPECT_EQ(bea.team_key(1, Part::kLegal), nullptr);
    }
    EXPECT_EQ(attacked.unlock("passphrase bea").value().problems.size(), 1U);  // The legal part's.
    EXPECT_EQ(attacked.audit().size(), 1U);                                    // Bea may not hold it.
    EXPECT_TRUE(s.ring.audit().empty());
}

TEST(Keyring, AHistoryOrOrganisationSecretSlippedInIsPassedOver) {
    Staff s;
    ASSERT_TRUE(s.ring.take(s.ring.new_epoch(*s.ana, at(5)).value()).ok());
    ASSERT_TRUE(s.ring.refresh(*s.ana).ok());
    // Dia was granted the second epoch's keys alone: the first she has from the history.
    ASSERT_TRUE(s.ring
                    .take(s.ring
                              .add_member(*s.ana, "Dia", Role::kCoordinator, "passphrase dia",
                                          crypto::kCostFloor, at(6), nullptr)
                              .value())
                    .ok());
    auto const stranger = crypto::make_key<crypto::TeamKey>();
    Keyring first;
    for (Bytes const& entry : chain_of(s.ring)) ASSERT_TRUE(first.take(reclog::Item{1, entry}).ok());
    Bytes const junk = crypto::seal(stranger, {}, Bytes(32));
    for (Part const part : kAllParts)
        ASSERT_TRUE(first
                        .take(reclog::Item{
                            3, codec::Writer{}.u8(static_cast<std::uint8_t>(part)).u32(1).raw(junk).bytes()})
                        .ok());
    ASSERT_TRUE(first.take(reclog::Item{9, codec::Writer{}.u32(2).raw(junk).bytes()}).ok());
    // An insider can even seal another secret rightly: the chain names which is the organisation's.
    Keys const cruz = s.ring.unlock("passphrase cruz").value();
    auto const wrap = crypto::derive_key<crypto::OrganizationKey>(*cruz.team_key(2, Part::kOrganization),
                                                                  "amp.org", s.ring.chain().org_id());
    Bytes label(16);
    std::copy_n(as_bytes("amp.org").begin(), 7, label.begin());
    Bytes const context = codec::Writer{}.raw(label).raw(s.ring.chain().org_id()).u32(2).bytes();
    ASSERT_TRUE(
        first
            .take(reclog::Item{9, codec::Writer{}.u32(2).raw(crypto::seal(wrap, context, Bytes(32))).bytes()})
            .ok());
    // As they can an older key.
    Bytes history_label(16);
    std::copy_n(as_bytes("amp.history").begin(), 11, history_label.begin());
    Bytes const where = codec::Writer{}.u8(static_cast<std::uint8_t>(Part::kLegal)).u32(1).bytes();
    Bytes const history_context =
        codec::Writer{}.raw(history_label).raw(s.ring.chain().org_id()).raw(where).bytes();
    Bytes const other_key = crypto::seal(*cruz.team_key(2, Part::kLegal), history_context, Bytes(32));
    ASSERT_TRUE(first.take(reclog::Item{3, codec::Writer{}.raw(where).raw(other_key).bytes()}).ok());
    EXPECT_FALSE(first.unlock("passphrase ana").ok());  // Without grants there is nothing to open.
    ASSERT_TRUE(first.take(s.ring.current_items()).ok());
    Keys const keys = first.unlock("passphrase dia").value();
    EXPECT_TRUE(keys.problems.empty());
    EXPECT_TRUE(keys.team_key(1, Part::kLegal)->same_as(*s.ana->team_key(1, Part::kLegal)));
    EXPECT_TRUE(keys.organization->same_as(*s.ana->organization));
}

TEST(Keyring, ARenewedOrganisationHasAnotherSecretAndTheOneBeforeStillOpens) {
    Staff s;
    auto const first = crypto::derive_key_id(*s.ana->organization);
    ASSERT_TRUE(s.ring.take(s.ring.new_epoch(*s.ana, at(5)).value()).ok());
    ASSERT_TRUE(s.ring.refresh(*s.ana).ok());
    EXPECT_EQ(crypto::derive_key_id(*s.ana->organization), first);
    EXPECT_TRUE(s.ana->earlier_organization.empty());
    ASSERT_TRUE(s.ring.take(s.ring.renew_organization(*s.ana, at(6)).value()).ok());
    ASSERT_TRUE(
        s.ring.take(s.ring.renew_organization(s.ring.unlock("passphrase cruz").value(), at(7)).value()).ok());
    EXPECT_FALSE(s.ring.renew_organization(*s.bea, at(8)).ok());
    Keyring compacted;
    ASSERT_TRUE(compacted.take(s.ring.current_items()).ok());
    for (Keyring const* ring : {&s.ring, &compacted}) {
        Keys const keys = ring->unlock("passphrase bea").value();
        EXPECT_TRUE(keys.problems.empty());
        ASSERT_EQ(keys.earlier_organization.size(), 2U);
        EXPECT_EQ(crypto::derive_key_id(keys.earlier_organization[1]), first);
        EXPECT_NE(crypto::derive_key_id(*keys.organization), first);
    }
    ASSERT_TRUE(s.ring.refresh(*s.ana).ok());
    EXPECT_TRUE(s.ana->organization->same_as(*s.ring.unlock("passphrase bea").value().organization));
}

TEST(Keyring, ADeviceVaultThatItsDeviceDidNotWriteIsRefused) {
    Staff s;
    NewItems const changed =
        s.ring.change_passphrase(*s.bea, "another passphrase", crypto::kCostFloor).value();
    Bytes const& good = changed.front().second;
    for (std::size_t byte = 0; byte < good.size(); ++byte) {
        Bytes bad = good;
        bad[byte] ^= std::byte{1};
        Keyring copy = s.ring;
        ASSERT_FALSE(copy.take(reclog::Item{4, bad}).ok()) << byte;
    }
    for (std::size_t n = 0; n < good.size(); ++n) {
        Keyring copy = s.ring;
        ASSERT_FALSE(copy.take(reclog::Item{4, ByteView{good}.first(n)}).ok()) << n;
    }
    // Ana can't write Bea's, though she may do much.
    Keyring copy = s.ring;
    EXPECT_FALSE(copy.take(reclog::Item{4, signed_again(s, good, *s.ana)}).ok());
    ASSERT_TRUE(copy.take(reclog::Item{4, good}).ok());
    ASSERT_TRUE(copy.take(reclog::Item{4, good}).ok());  // Twice is once.
    EXPECT_EQ(copy.unlock("passphrase bea").error(), KeyringError::kWrongPassphrase);
    EXPECT_TRUE(copy.unlock("another passphrase").ok());
    // An older one, put behind the newer, opens nothing.
    for (auto const& [type, content] : s.ring.current_items())
        if (type == reclog::ItemType::kDeviceVault) {
            ASSERT_TRUE(copy.take(reclog::Item{4, content}).ok());
        }
    EXPECT_EQ(copy.unlock("passphrase bea").error(), KeyringError::kWrongPassphrase);
}

TEST(Keyring, T20_ADeviceVaultWithACostBelowTheFloorOrAboveTheCeilingIsNeverTried) {
    Staff s;
    constexpr std::size_t kCounterAt = 32;
    constexpr std::size_t kOperationsAt = kCounterAt + 8;
    struct Row {
        std::size_t at;
        std::uint32_t value;
    };
    for (Row const row : {Row{kOperationsAt, 2}, Row{kOperationsAt, 17}, Row{kOperationsAt, 0xFFFFFFFF},
                          Row{kOperationsAt + 4, 65'535}, Row{kOperationsAt + 4, 2'097'153},
                          Row{kOperationsAt + 4, 0xFFFFFFFF}}) {
        NewItems const changed =
            s.ring.change_passphrase(*s.bea, "passphrase bea", crypto::kCostFloor).value();
        Bytes planted = changed.front().second;
        Bytes const value = codec::Writer{}.u32(row.value).bytes();
        std::copy(value.begin(), value.end(), planted.begin() + static_cast<std::ptrdiff_t>(row.at));
        Keyring weak = s.ring;
        EXPECT_FALSE(weak.take(reclog::Item{4, planted}).ok());
        ASSERT_TRUE(weak.take(reclog::Item{4, signed_again(s, planted, *s.bea)})
                        .ok());  // Even if she wrote it herself.
        EXPECT_EQ(weak.unlock("passphrase bea").error(), KeyringError::kWeakCost);
        EXPECT_TRUE(weak.unlock("passphrase ana").ok());
    }
}

// Her own device wrote it, so that one text could be shown to one passphrase and another to the next.
TEST(Keyring, T22_ADeviceVaultThatIsCommittedToAnotherKeyOpensUnderNeither) {
    Staff s;
    constexpr std::size_t kSaltAt = 48;
    constexpr std::size_t kCommitmentAt = kSaltAt + 16;
    constexpr std::size_t kSealedAt = kCommitmentAt + 32 + 4;
    Bytes const good =
        s.ring.change_passphrase(*s.bea, "a lamp at noon", crypto::kCostFloor).value().front().second;
    auto const context = [&](ByteView vault) {
        Bytes label(16);
        std::copy_n(as_bytes("amp.device").begin(), 10, label.begin());
        return codec::Writer{}
            .raw(label)
            .raw(s.ring.chain().org_id())
            .raw(vault.first(kCommitmentAt + 32))
            .bytes();
    };
    ByteView const sealed =
        ByteView{good}.subspan(kSealedAt, good.size() - sizeof(crypto::Signature) - kSealedAt);
    crypto::Nonce nonce{};
    std::copy_n(sealed.begin(), nonce.size(), nonce.begin());
    std::array<std::byte, 16> salt{};
    std::copy_n(good.begin() + kSaltAt, salt.size(), salt.begin());
    auto const key = crypto::derive_device_key("a lamp at noon", salt, crypto::kCostFloor).value();
    auto const other = crypto::derive_device_key("a lamp at dusk", salt, crypto::kCostFloor).value();
    Bytes const plain = crypto::open_sealed(key, context(good), sealed).value();
    for (bool const is_committed_to_it : {true, false}) {
        Bytes crafted = good;
        auto const commitment = crypto::derive_commitment(is_committed_to_it ? key : other, nonce);
        std::copy(commitment.begin(), commitment.end(), crafted.begin() + kCommitmentAt);
        Bytes const again = crypto::seal(key, nonce, context(crafted), plain);
        std::copy(again.begin(), again.end(), crafted.begin() + kSealedAt);
        Keyring copy = s.ring;
        ASSERT_TRUE(copy.take(reclog::Item{4, signed_again(s, crafted, *s.bea)}).ok());
        EXPECT_EQ(copy.unlock("a lamp at noon").ok(), is_committed_to_it);
        EXPECT_FALSE(copy.unlock("a lamp at dusk").ok());
    }
}

TEST(Keyring, AReplacedKitOpensNothingOfWhatComes) {
    Staff s;
    KitBytes const lost = crypto::make_random<16>();
    ASSERT_TRUE(s.ring.take(s.ring.make_kit(*s.ana, lost, at(3)).value()).ok());
    EXPECT_EQ(s.ring.chain().epoch(), 1U);
    ASSERT_TRUE(s.ring.take(s.ring.make_kit(*s.ana, crypto::make_random<16>(), at(4)).value()).ok());
    EXPECT_EQ(s.ring.chain().epoch(), 2U);
    EXPECT_TRUE(s.ring.audit().empty());
    EXPECT_EQ(s.ring.use_kit(lost, "Eva", "passphrase eva", crypto::kCostFloor, at(5), nullptr).error(),
              KeyringError::kWords);
    for (auto const& [type, content] : s.ring.current_items())
        if (type == reclog::ItemType::kGrant && content[0] == std::byte{2}) {
            EXPECT_NE(content[50], std::byte{1}) << "a grant of the first epoch to a kit";
        }
}

TEST(Keyring, ANewEpochIsTheWayOutWhenAStrangerHoldsAKey) {
    Staff s;
    ASSERT_TRUE(s.ring.take(reclog::Item{2, planted_grant(s, Part::kLegal)}).ok());
    ASSERT_EQ(s.ring.audit().size(), 1U);
    ASSERT_TRUE(s.ring.take(s.ring.new_epoch(*s.ana, at(5)).value()).ok());
    EXPECT_TRUE(s.ring.audit().empty());
    Keys const bea = s.ring.unlock("passphrase bea").value();
    EXPECT_NE(bea.team_key(2, Part::kPlan), nullptr);
    EXPECT_TRUE(bea.team_key(1, Part::kPlan)->same_as(*s.bea->team_key(1, Part::kPlan)));
}
