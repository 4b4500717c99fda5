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

codec::Writer write_keys(Member const& m, bool of_eight) {
    codec::Writer out;
    out.raw(m.id.bytes()).raw(m.device.bytes()).u8(static_cast<std::uint8_t>(m.role));
    if (of_eight)
        out.u8(static_cast<std::uint8_t>(m.parts.bits()));
    else
        out.u16(m.parts.bits());
    out.raw(m.box.bytes).raw(m.sign.bytes).raw(m.device_key.bytes);
    return out;
}

/// The end of year 9999.
constexpr std::uint64_t kTimeMsMax = 253'402'300'799'999U;

constexpr Action kLastAction = Action::kNewEpoch;

bool is_entry_of_nine(std::uint8_t action) {
    switch (static_cast<Action>(action)) {
        case Action::kGenesis:
        case Action::kAddMember:
        case Action::kNewEpoch:
            return true;
        default:
            return false;
    }
}
bool is_entry_of_eight(std::uint8_t action) {
    switch (static_cast<Action>(action)) {
        case Action::kGenesisOfEight:
        case Action::kAddMemberOfEight:
        case Action::kNewEpochOfEight:
            return true;
        default:
            return false;
    }
}

Result<Member, ChainError> read_keys(codec::Reader& in, bool of_eight) {
    Member m;
    m.id = MemberId{in.fixed<16>()};
    m.device = DeviceId{in.fixed<16>()};
    auto const role = in.u8();
    std::uint16_t const bits = of_eight ? std::uint16_t{in.u8()} : in.u16();
    m.box.bytes = in.fixed<32>();
    m.sign.bytes = in.fixed<32>();
    m.device_key.bytes = in.fixed<32>();
    if (!in.ok() || role < 1 || m.id == kit_member() || m.device == kit_device())
        return Fail{ChainError::kMalformed};
    if (role > kAllRoles.size() || bits >> kAllParts.size() != 0) return Fail{ChainError::kNewer};
    m.role = static_cast<Role>(role);
    m.parts = Parts::of_bits(bits);
    if (of_eight && m.parts.contains(Part::kLocation) && parts_of(m.role).contains(Part::kSafety))
        m.parts.insert(Part::kSafety);                                   // C9
    if (!crypto::is_usable(m.box)) return Fail{ChainError::kMalformed};  // C6
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
    out.raw(nonce).raw(write_keys(founder, false).bytes());
    return std::move(out).bytes();
}

Bytes member_detail(Member const& member) {
    codec::Writer out = write_keys(member, false);
    out.lp(member.name);
    return std::move(out).bytes();
}

Bytes member_detail_of_eight(Member const& member) {
    codec::Writer out = write_keys(member, true);
    out.lp(member.name);
    return std::move(out).bytes();
}

Bytes removal_detail(MemberId const& member, LastCommit const& last) {
    return codec::Writer{}.raw(member.bytes()).u64(last.seq).raw(last.id).bytes();
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

std::optional<std::uint64_t> Chain::position(crypto::Hash const& entry) const noexcept {
    auto const seq = seq_of_head_.find(entry);
    return seq == seq_of_head_.end() ? std::nullopt : std::optional{seq->second};
}

bool Chain::was_active(DeviceId const& device, std::uint64_t position) const noexcept {
    Member const* const m = by_device(device);
    return m != nullptr && m->added_at_seq <= position &&
           (!m->removed_at_seq || position < *m->removed_at_seq);
}

std::uint32_t Chain::epoch_at(std::uint64_t position) const {
    AMPARO_CHECK(position < epoch_at_.size());
    return epoch_at_[position];
}

std::optional<crypto::KeyId> Chain::kid(Part part, std::uint32_t epoch) const noexcept {
    if (epoch == 0 || epoch > epochs_.size()) return std::nullopt;
    if (part == Part::kSafety && epoch <= epochs_of_eight_) return std::nullopt;  // C9
    return epochs_[epoch - 1].kids[static_cast<std::size_t>(part)];
}

std::optional<crypto::KeyId> Chain::organization_kid(std::uint32_t epoch) const noexcept {
    if (epoch == 0 || epoch > epochs_.size()) return std::nullopt;
    return epochs_[epoch - 1].organization;
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

/// One entry, read; who signed it is known to be right.
struct Chain::Entry {
    std::uint64_t seq = 0;
    crypto::Hash prev{};
    Instant time;
    MemberId author{MemberId::Bytes{}};
    DeviceId device{DeviceId::Bytes{}};
    std::uint8_t action = 0;
    ByteView detail;
    crypto::Hash signed_hash{};
    crypto::Signature signature{};
    bool by_kit = false;
    bool by_coordinator = false;
};

Result<Done, ChainError> Chain::take(ByteView content) {
    constexpr std::size_t kSignatureBytes = sizeof(crypto::Signature);
    if (content.size() < kSignatureBytes) return Fail{ChainError::kMalformed};
    ByteView const body = content.first(content.size() - kSignatureBytes);
    codec::Reader in{body};
    Entry e;
    e.seq = in.u64();
    e.prev = in.fixed<32>();
    auto const time_ms = in.u64();
    e.time = Instant{std::chrono::milliseconds{static_cast<std::int64_t>(std::min(time_ms, kTimeMsMax))}};
    e.author = MemberId{in.fixed<16>()};
    e.device = DeviceId{in.fixed<16>()};
    e.action = in.u8();
    e.detail = in.lp(kDetailBytesMax);
    if (!in.ok_at_end() || time_ms > kTimeMsMax) return Fail{ChainError::kMalformed};
    std::copy(content.end() - kSignatureBytes, content.end(), e.signature.begin());
    e.signed_hash = to_sign(body);

    bool const fits = e.seq == heads_.size() && e.prev == (founded() ? head() : crypto::Hash{});
    if (founded()) {
        Member const* const m = member(e.author);
        e.by_kit = kit_ && e.author == kit_member() && e.device == kit_device();
        bool const known = e.by_kit || (m != nullptr && m->device == e.device && m->active());
        bool const is_signed = known && crypto::verify(e.by_kit ? kit_->sign : m->device_key, kChainLabel,
                                                       e.signed_hash, e.signature);
        if (!fits) {  // C1
            if (is_signed && e.seq >= heads_.size() && follows_ == Follows::kWhole)
                follows_ = Follows::kIncomplete;  // C8
            return Fail{ChainError::kOutOfOrder};
        }
        if (!known) return Fail{ChainError::kUnknownAuthor};  // C2
        if (!is_signed) return Fail{ChainError::kForged};
        e.by_coordinator = !e.by_kit && may_change_members(m->role);
    } else if (e.action > static_cast<std::uint8_t>(kLastAction)) {
        return Fail{ChainError::kNewer};
    } else if (!fits || (e.action != static_cast<std::uint8_t>(Action::kGenesis) &&
                         e.action != static_cast<std::uint8_t>(Action::kGenesisOfEight))) {
        return Fail{ChainError::kOutOfOrder};
    }
    if (is_of_nine_ && is_entry_of_eight(e.action)) return Fail{ChainError::kMalformed};  // C9

    auto const applied = apply(e);
    if (!applied.ok()) {
        if (applied.error() != ChainError::kNewer) return applied;
        if (!e.by_coordinator) return Fail{ChainError::kNotAllowed};
        follows_ = Follows::kNewer;  // C8
        return applied;
    }
    is_of_nine_ = is_of_nine_ || is_entry_of_nine(e.action);
    heads_.push_back(crypto::hash(content));
    seq_of_head_.emplace(heads_.back(), e.seq);
    epoch_at_.push_back(epoch());
    return Done{};
}

Result<Done, ChainError> Chain::apply(Entry const& e) {
    switch (static_cast<Action>(e.action)) {
        case Action::kGenesisOfEight:
        case Action::kGenesis:
            return found(e);
        case Action::kAddMemberOfEight:
        case Action::kAddMember:
            return add_member(e);
        case Action::kRemoveMember:
            return remove_member(e);
        case Action::kNewEpochOfEight:
        case Action::kNewEpoch:
            return begin_epoch(e);
        case Action::kSetProfile:
            return set_profile(e);
        case Action::kSetName:
            return set_name(e);
        case Action::kNewKit:
            return set_kit(e);
    }
    return Fail{ChainError::kNewer};
}

Result<Done, ChainError> Chain::found(Entry const& e) {
    if (founded()) return Fail{ChainError::kUsedTwice};
    codec::Reader d{e.detail};
    (void)d.raw(32);
    AMPARO_TRY(auto founder, read_keys(d, is_entry_of_eight(e.action)));
    if (!d.ok_at_end() || founder.id != e.author || founder.device != e.device ||
        !may_change_members(founder.role))
        return Fail{ChainError::kMalformed};
    if (!crypto::verify(founder.device_key, kChainLabel, e.signed_hash, e.signature))
        return Fail{ChainError::kForged};
    founder.added = e.time;
    return add(std::move(founder));
}

Result<Done, ChainError> Chain::add_member(Entry const& e) {
    codec::Reader d{e.detail};
    AMPARO_TRY(auto added, read_keys(d, is_entry_of_eight(e.action)));
    ByteView const name = d.lp(kNameBytesMax);
    if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
    if (!e.by_coordinator && !(e.by_kit && may_change_members(added.role)))
        return Fail{ChainError::kNotAllowed};  // C3
    added.name.assign(name.begin(), name.end());
    added.added = e.time;
    AMPARO_DO(add(std::move(added)));
    needs_epoch_ = needs_epoch_ || (is_entry_of_nine(e.action) && is_of_eight());  // C9
    return Done{};
}

Result<Done, ChainError> Chain::remove_member(Entry const& e) {
    codec::Reader d{e.detail};
    MemberId const id{d.fixed<16>()};
    LastCommit last;
    last.seq = d.u64();
    last.id = d.fixed<32>();
    if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
    if (!e.by_coordinator) return Fail{ChainError::kNotAllowed};
    Member* const m = find(id);
    if (m == nullptr || !m->active()) return Fail{ChainError::kUnknownMember};
    if (may_change_members(m->role) && active_coordinators() == 1)
        return Fail{ChainError::kLastCoordinator};  // C4
    m->removed_at_seq = heads_.size();
    m->last = last;
    needs_epoch_ = true;  // C7
    return Done{};
}

Result<Done, ChainError> Chain::begin_epoch(Entry const& e) {
    codec::Reader d{e.detail};
    auto const epoch = d.u32();
    EpochKids kids;
    bool const of_eight = is_entry_of_eight(e.action);
    for (Part const part : kAllParts)
        if (part != Part::kSafety || !of_eight) kids.kids[static_cast<std::size_t>(part)] = d.fixed<16>();
    kids.organization = d.fixed<16>();
    if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
    if (!e.by_coordinator) return Fail{ChainError::kNotAllowed};
    if (epoch != epochs_.size() + 1) return Fail{ChainError::kUsedTwice};  // C5
    epochs_.push_back(kids);
    if (of_eight) ++epochs_of_eight_;
    needs_epoch_ = false;
    return Done{};
}

Result<Done, ChainError> Chain::set_profile(Entry const& e) {
    codec::Reader d{e.detail};
    ByteView const name = d.lp(kNameBytesMax);
    if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
    if (!e.by_coordinator) return Fail{ChainError::kNotAllowed};
    profile_.assign(name.begin(), name.end());
    return Done{};
}

Result<Done, ChainError> Chain::set_name(Entry const& e) {
    codec::Reader d{e.detail};
    MemberId const id{d.fixed<16>()};
    ByteView const name = d.lp(kNameBytesMax);
    if (!d.ok_at_end()) return Fail{ChainError::kMalformed};
    if (!e.by_coordinator && (e.by_kit || id != e.author)) return Fail{ChainError::kNotAllowed};
    Member* const m = find(id);
    if (m == nullptr) return Fail{ChainError::kUnknownMember};
    m->name.assign(name.begin(), name.end());
    return Done{};
}

Result<Done, ChainError> Chain::set_kit(Entry const& e) {
    codec::Reader d{e.detail};
    Kit kit;
    kit.box.bytes = d.fixed<32>();
    kit.sign.bytes = d.fixed<32>();
    kit.made = e.time;
    if (!d.ok_at_end() || !crypto::is_usable(kit.box)) return Fail{ChainError::kMalformed};  // C6
    if (!e.by_coordinator) return Fail{ChainError::kNotAllowed};
    needs_epoch_ = needs_epoch_ || kit_.has_value();  // C7
    kit_ = kit;
    return Done{};
}

}  // namespace amparo::keyring
