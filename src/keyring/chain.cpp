// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/keyring/chain.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/binary.hpp"

#include <algorithm>

namespace amparo::keyring {
namespace {

constexpr std::size_t kDetailBytesMax = 4096;

std::array<std::byte, 16> all_ones() {
    std::array<std::byte, 16> out{};
    out.fill(std::byte{0xFF});
    return out;
}

codec::Writer write_keys(Member const& m) {
    codec::Writer out;
    out.raw(m.id.bytes()).raw(m.device.bytes()).u8(static_cast<std::uint8_t>(m.role)).u8(m.parts.bits());
    out.raw(m.box.bytes).raw(m.sign.bytes).raw(m.device_key.bytes);
    return out;
}

std::optional<Member> read_keys(codec::Reader& in) {
    Member m;
    m.id = MemberId{in.fixed<16>()};
    m.device = DeviceId{in.fixed<16>()};
    auto const role = in.u8();
    if (role < 1 || role > kAllRoles.size()) return std::nullopt;
    m.role = static_cast<Role>(role);
    m.parts = Parts::of_bits(in.u8());
    m.box.bytes = in.fixed<32>();
    m.sign.bytes = in.fixed<32>();
    m.device_key.bytes = in.fixed<32>();
    if (!in.ok() || m.id == kit_member() || m.device == kit_device()) return std::nullopt;
    if (!crypto::is_usable(m.box)) return std::nullopt;  // C6
    return m;
}

}  // namespace

MemberId kit_member() {
    return MemberId{all_ones()};
}
DeviceId kit_device() {
    return DeviceId{all_ones()};
}

Bytes genesis_detail(Member const& founder) {
    auto const nonce = crypto::make_random<32>();
    codec::Writer out;
    out.raw(nonce).raw(write_keys(founder).bytes());
    return std::move(out).bytes();
}

Bytes member_detail(Member const& member) {
    codec::Writer out = write_keys(member);
    out.lp(member.name);
    return std::move(out).bytes();
}

crypto::Hash const& Chain::org_id() const {
    AMPARO_CHECK(founded());
    return heads_.front();
}
crypto::Hash const& Chain::head() const {
    AMPARO_CHECK(founded());
    return heads_.back();
}

Member const* Chain::member(MemberId const& id) const noexcept {
    auto const at =
        std::find_if(members_.begin(), members_.end(), [&](Member const& m) { return m.id == id; });
    return at == members_.end() ? nullptr : &*at;
}
Member* Chain::find(MemberId const& id) noexcept {
    return const_cast<Member*>(member(id));
}

Member const* Chain::by_device(DeviceId const& id) const noexcept {
    auto const at =
        std::find_if(members_.begin(), members_.end(), [&](Member const& m) { return m.device == id; });
    return at == members_.end() ? nullptr : &*at;
}

bool Chain::was_active(DeviceId const& device, crypto::Hash const& chain_head) const noexcept {
    auto const seq = seq_of_head_.find(chain_head);
    Member const* const m = by_device(device);
    if (m == nullptr || seq == seq_of_head_.end()) return false;
    return m->added_at_seq <= seq->second && (!m->removed_at_seq || seq->second < *m->removed_at_seq);
}

std::optional<crypto::KeyId> Chain::kid(Part part, std::uint32_t epoch) const noexcept {
    if (epoch == 0 || epoch > epochs_.size()) return std::nullopt;
    return epochs_[epoch - 1].kids[static_cast<std::size_t>(part)];
}

std::size_t Chain::active_coordinators() const noexcept {
    return static_cast<std::size_t>(std::count_if(members_.begin(), members_.end(), [](Member const& m) {
        return m.active() && may_change_members(m.role);
    }));
}

Bytes Chain::next_body(MemberId const& author, DeviceId const& device, Action action, ByteView detail,
                       Instant now) const {
    codec::Writer out;
    out.u64(heads_.size()).raw(heads_.empty() ? crypto::Hash{} : heads_.back());
    out.u64(static_cast<std::uint64_t>(now.time_since_epoch().count()))
        .raw(author.bytes())
        .raw(device.bytes());
    out.u8(static_cast<std::uint8_t>(action)).lp(detail);
    return std::move(out).bytes();
}

crypto::Hash Chain::to_sign(ByteView body) const {
    crypto::Hash const org = founded() ? org_id() : crypto::Hash{};
    Bytes bytes(org.begin(), org.end());
    append(bytes, body);
    return crypto::hash(bytes);
}

Result<Done, ChainError> Chain::add(Member m) {
    for (Member const& known : members_)
        if (known.id == m.id || known.device == m.device) return Fail{ChainError::kUsedTwice};
    m.added_at_seq = heads_.size();
    members_.push_back(std::move(m));
    return Done{};
}

Result<Done, ChainError> Chain::take(ByteView content) {
    constexpr std::size_t kSignatureBytes = sizeof(crypto::Signature);
    if (content.size() < kSignatureBytes) return Fail{ChainError::kMalformed};
    ByteView const body = content.first(content.size() - kSignatureBytes);
    codec::Reader in{body};
    auto const seq = in.u64();
    auto const prev = in.fixed<32>();
    Instant const time{std::chrono::milliseconds{static_cast<std::int64_t>(in.u64())}};
    MemberId const author{in.fixed<16>()};
    DeviceId const device{in.fixed<16>()};
    auto const action = in.u8();
    ByteView const detail = in.lp(kDetailBytesMax);
    if (!in.ok_at_end()) return Fail{ChainError::kMalformed};
    crypto::Signature signature{};
    std::copy(content.end() - kSignatureBytes, content.end(), signature.begin());
    crypto::Hash const signed_hash = to_sign(body);

    if (seq != heads_.size() || prev != (founded() ? head() : crypto::Hash{}))
        return Fail{ChainError::kOutOfOrder};  // C1
    codec::Reader d{detail};
    bool coordinator = false;
    bool by_kit = false;
    if (founded()) {  // C2
        Member const* const m = member(author);
        by_kit = kit_ && author == kit_member() && device == kit_device();
        if (!by_kit && (m == nullptr || m->device != device || !m->active()))
            return Fail{ChainError::kUnknownAuthor};
        if (!crypto::verify(by_kit ? kit_->sign : m->device_key, kChainLabel, signed_hash, signature))
            return Fail{ChainError::kForged};
        coordinator = !by_kit && may_change_members(m->role);
    } else if (action != static_cast<std::uint8_t>(Action::kGenesis)) {
        return Fail{ChainError::kOutOfOrder};
    }

    switch (static_cast<Action>(action)) {
        case Action::kGenesis: {
            if (founded()) return Fail{ChainError::kUsedTwice};
            (void)d.raw(32);
            auto founder = read_keys(d);
            if (!founder || !d.ok_at_end() || founder->id != author || founder->device != device ||
                !may_change_members(founder->role))
                return Fail{ChainError::kMalformed};
            if (!crypto::verify(founder->device_key, kChainLabel, signed_hash, signature))
                return Fail{ChainError::kForged};
            founder->added = time;
            AMPARO_DO(add(std::move(*founder)));
            break;
        }
        case Action::kAddMember: {
            auto added = read_keys(d);
            if (!added) return Fail{ChainError::kMalformed};
            ByteView const name = d.lp(kNameBytesMax);
            if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
            if (!coordinator && !(by_kit && may_change_members(added->role)))
                return Fail{ChainError::kNotAllowed};  // C3
            added->name.assign(name.begin(), name.end());
            added->added = time;
            AMPARO_DO(add(std::move(*added)));
            break;
        }
        case Action::kRemoveMember: {
            MemberId const id{d.fixed<16>()};
            if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
            if (!coordinator) return Fail{ChainError::kNotAllowed};
            Member* const m = find(id);
            if (m == nullptr || !m->active()) return Fail{ChainError::kUnknownMember};
            if (may_change_members(m->role) && active_coordinators() == 1)
                return Fail{ChainError::kLastCoordinator};  // C4
            m->removed_at_seq = heads_.size();
            break;
        }
        case Action::kNewEpoch: {
            auto const epoch = d.u32();
            EpochKids kids;
            for (auto& kid : kids.kids) kid = d.fixed<16>();
            if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
            if (!coordinator) return Fail{ChainError::kNotAllowed};
            if (epoch != epochs_.size() + 1) return Fail{ChainError::kUsedTwice};  // C5
            epochs_.push_back(kids);
            break;
        }
        case Action::kSetProfile: {
            ByteView const name = d.lp(kNameBytesMax);
            if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
            if (!coordinator) return Fail{ChainError::kNotAllowed};
            profile_.assign(name.begin(), name.end());
            break;
        }
        case Action::kSetName: {
            MemberId const id{d.fixed<16>()};
            ByteView const name = d.lp(kNameBytesMax);
            if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
            if (!coordinator && id != author) return Fail{ChainError::kNotAllowed};
            Member* const m = find(id);
            if (m == nullptr) return Fail{ChainError::kUnknownMember};
            m->name.assign(name.begin(), name.end());
            break;
        }
        case Action::kNewKit: {
            Kit kit;
            kit.box.bytes = d.fixed<32>();
            kit.sign.bytes = d.fixed<32>();
            kit.made = time;
            if (!d.ok_at_end() || !crypto::is_usable(kit.box)) return Fail{ChainError::kMalformed};  // C6
            if (!coordinator) return Fail{ChainError::kNotAllowed};
            kit_ = kit;
            break;
        }
        default:
            return Fail{ChainError::kNewer};
    }
    heads_.push_back(crypto::hash(content));
    seq_of_head_.emplace(heads_.back(), seq);
    return Done{};
}

}  // namespace amparo::keyring
