// SPDX-License-Identifier: AGPL-3.0-or-later
// Membership entries with right signatures and any detail, and any item of the keyring. What is refused
// changes nothing, somebody can always add members, and what compacting keeps says the same.
#include "fuzz.hpp"

#include "amparo/codec/binary.hpp"
#include "amparo/keyring/keyring.hpp"

#include <algorithm>

using namespace amparo;
using keyring::Action;

namespace {

template <class Key>
Key key_of(unsigned number) {
    return Key::made_by([&](auto out) { std::fill(out.begin(), out.end(), static_cast<std::byte>(number)); });
}

/// Someone whose every key is known.
struct Person {
    keyring::Member member;
    crypto::DeviceSeed seed;

    Person(unsigned number, Role role) : seed{key_of<crypto::DeviceSeed>(number)} {
        MemberId::Bytes id{};
        id.fill(static_cast<std::byte>(number));
        member.id = MemberId{id};
        member.device = DeviceId{id};
        member.role = role;
        member.parts = parts_of(role);
        member.box = crypto::derive_box_public_key(key_of<crypto::BoxSeed>(number));
        member.sign = crypto::derive_sign_public_key(key_of<crypto::SignSeed>(number));
        member.device_key = crypto::derive_sign_public_key(seed);
    }
};

struct Ring {
    Person ana{1, Role::kCoordinator};
    Person bea{2, Role::kAdvocate};
    crypto::SignSeed kit = key_of<crypto::SignSeed>(3);
    keyring::Keyring ring;

    explicit Ring(bool of_eight) {
        // Founding with a nonce of zeros: the same for every input.
        auto const detail = of_eight ? keyring::member_detail_of_eight : keyring::member_detail;
        Bytes const keys = detail(ana.member);
        AMPARO_CHECK(take(ana, of_eight ? Action::kGenesisOfEight : Action::kGenesis,
                          codec::Writer{}.raw(Bytes(32)).raw(ByteView{keys}.first(keys.size() - 4)).bytes()));
        AMPARO_CHECK(take(ana, of_eight ? Action::kNewEpochOfEight : Action::kNewEpoch,
                          codec::Writer{}.u32(1).raw(Bytes(of_eight ? 144 : 160)).bytes()));
        AMPARO_CHECK(
            take(ana, of_eight ? Action::kAddMemberOfEight : Action::kAddMember, detail(bea.member)));
        AMPARO_CHECK(take(ana, Action::kNewKit,
                          codec::Writer{}
                              .raw(bea.member.box.bytes)
                              .raw(crypto::derive_sign_public_key(kit).bytes)
                              .bytes()));
    }
    bool take(reclog::ItemType type, ByteView content) {
        return ring.take(reclog::Item{static_cast<std::uint8_t>(type), content}).ok();
    }
    bool take(Person const& by, Action action, ByteView detail) {
        return take(
            reclog::ItemType::kChainEntry,
            ring.chain().make_entry(by.seed, by.member.id, by.member.device, action, detail, Instant{}));
    }
    bool take_of_kit(Action action, ByteView detail) {
        return take(reclog::ItemType::kChainEntry,
                    ring.chain().make_entry(kit, keyring::kit_member(), keyring::kit_device(), action, detail,
                                            Instant{}));
    }
    void check() const {
        auto const& members = ring.chain().members();
        AMPARO_CHECK(std::any_of(members.begin(), members.end(), [](keyring::Member const& m) {
            return m.active() && may_change_members(m.role);
        }));
        for (keyring::Member const& m : members) {
            AMPARO_CHECK(ring.chain().member(m.id) == &m && ring.chain().by_device(m.device) == &m);
            AMPARO_CHECK(m.active() || m.removed_at_seq < ring.chain().length());
        }
    }
};

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    codec::Reader in{fuzz::bytes_of(data, size)};
    Ring r{in.u8() % 2 == 1};
    while (in.left() > 0 && in.ok()) {
        auto const what = in.u8();
        auto const by = in.u8();
        ByteView const detail = in.raw(std::min<std::size_t>(in.u16(), in.left()));
        auto const length = r.ring.chain().length();
        auto const head = r.ring.chain().head();
        if (what % 2 == 0) {
            auto const action = static_cast<Action>(what / 2 % 12);
            bool const taken = by % 3 == 0   ? r.take(r.ana, action, detail)
                               : by % 3 == 1 ? r.take(r.bea, action, detail)
                                             : r.take_of_kit(action, detail);
            AMPARO_CHECK(r.ring.chain().length() == length + (taken ? 1 : 0));
            AMPARO_CHECK(taken || r.ring.chain().head() == head);
        } else {
            (void)r.take(static_cast<reclog::ItemType>(what / 2 % 10), detail);
            AMPARO_CHECK(r.ring.chain().head() == head);  // Nobody signed it.
        }
        r.check();
    }
    (void)r.ring.audit();
    keyring::Keyring again;
    auto const kept = r.ring.current_items();
    for (auto const& [type, content] : kept)
        (void)again.take(reclog::Item{static_cast<std::uint8_t>(type), content});
    AMPARO_CHECK(again.chain().head() == r.ring.chain().head() && again.current_items() == kept);
    return 0;
}
