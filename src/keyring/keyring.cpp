// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/keyring/keyring.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>

namespace amparo::keyring {
namespace {

using reclog::ItemType;

constexpr std::string_view kGrantLabel = "amp.grant";
constexpr std::string_view kHistoryLabel = "amp.history";
constexpr std::string_view kDeviceLabel = "amp.device";
constexpr std::string_view kRosterLabel = "amp.roster";
constexpr std::string_view kOrganizationLabel = "amp.org";
constexpr std::size_t kSealedKeyBytes = 24 + 32 + 16;
constexpr std::size_t kSealedGrantBytes = 64 + 48;
constexpr std::size_t kSealedDeviceBytes = 24 + 64 + 16;

codec::Writer labelled(std::string_view label, crypto::Hash const& org_id) {
    Bytes head(16);
    std::copy_n(as_bytes(label).begin(), label.size(), head.begin());
    codec::Writer out;
    out.raw(head).raw(org_id);
    return out;
}

Bytes history_context(crypto::Hash const& org_id, Part part, std::uint32_t epoch) {
    codec::Writer out = labelled(kHistoryLabel, org_id);
    out.u8(static_cast<std::uint8_t>(part)).u32(epoch);
    return std::move(out).bytes();
}

Bytes organization_context(crypto::Hash const& org_id, std::uint32_t epoch) {
    codec::Writer out = labelled(kOrganizationLabel, org_id);
    out.u32(epoch);
    return std::move(out).bytes();
}

template <class Key>
Result<Key, KeyringError> key_from(Result<Bytes, crypto::CryptoError> opened) {
    if (!opened.ok() || opened.value().size() != Key::kSize) return Fail{KeyringError::kDamaged};
    Key key = Key::made_by([&](auto out) { std::copy_n(opened.value().begin(), out.size(), out.begin()); });
    crypto::detail::wipe(opened.value());
    return key;
}

template <class Key>
Bytes exposed(Key const& key) {
    return key.expose_to([](ByteView k) { return Bytes(k.begin(), k.end()); });
}

crypto::BoxSeed member_box(crypto::MemberSecret const& s) {
    return crypto::derive_key<crypto::BoxSeed>(s, "amp.member.box");
}
crypto::SignSeed member_sign(crypto::MemberSecret const& s) {
    return crypto::derive_key<crypto::SignSeed>(s, "amp.member.sign");
}

struct KitSeeds {
    crypto::BoxSeed box;
    crypto::SignSeed sign;
};
KitSeeds kit_seeds(KitBytes const& kit) {
    auto const root = crypto::KitSecret::made_by([&](auto out) {
        std::copy(kit.begin(), kit.end(), out.begin());
        std::copy(kit.begin(), kit.end(), out.begin() + kit.size());
    });
    auto const stretched = crypto::derive_key<crypto::KitSecret>(root, "amp.kit");
    return {crypto::derive_key<crypto::BoxSeed>(stretched, "amp.kit.box"),
            crypto::derive_key<crypto::SignSeed>(stretched, "amp.kit.sign")};
}

/// Everything a device vault holds before it is sealed; its context is the content so far.
Result<Bytes, KeyringError> seal_device_vault(crypto::Hash const& org_id, Keys const& keys,
                                              std::uint64_t counter, std::string_view passphrase,
                                              crypto::PassphraseCost cost) {
    auto const salt = crypto::make_random<16>();
    auto const nonce = crypto::make_random<24>();
    auto key = crypto::derive_device_key(passphrase, salt, cost);
    if (!key.ok())
        return Fail{key.error() == crypto::CryptoError::kWeakCost ? KeyringError::kWeakCost
                                                                  : KeyringError::kNoMemory};
    codec::Writer out;
    out.raw(keys.member.bytes())
        .raw(keys.device.bytes())
        .u64(counter)
        .u32(cost.operations)
        .u32(cost.memory_kib)
        .raw(salt);
    out.raw(crypto::derive_commitment(key.value(), nonce));
    codec::Writer context = labelled(kDeviceLabel, org_id);
    context.raw(out.bytes());
    Bytes plain = exposed(keys.seed);
    Bytes more = exposed(keys.secret);
    append(plain, more);
    out.lp(crypto::seal(key.value(), nonce, context.bytes(), plain));
    crypto::detail::wipe(plain);
    crypto::detail::wipe(more);
    return std::move(out).bytes();
}

KeyringError from(ChainError error) {
    switch (error) {
        case ChainError::kNewer:
            return KeyringError::kNewer;
        case ChainError::kNotAllowed:
            return KeyringError::kNotAllowed;
        case ChainError::kLastCoordinator:
            return KeyringError::kLastCoordinator;
        case ChainError::kUnknownMember:
            return KeyringError::kUnknownMember;
        case ChainError::kMalformed:
        case ChainError::kOutOfOrder:
        case ChainError::kUnknownAuthor:
        case ChainError::kForged:
        case ChainError::kUsedTwice:
            return KeyringError::kBrokenChain;
    }
    return KeyringError::kBrokenChain;
}

Keys fresh_keys() {
    return Keys{crypto::make_id<MemberId>(),
                crypto::make_id<DeviceId>(),
                crypto::make_key<crypto::DeviceSeed>(),
                crypto::make_key<crypto::MemberSecret>(),
                {},
                {},
                {},
                std::nullopt};
}

/// Collects items and takes each at once, so that the next can stand on it.
struct Draft {
    Keyring ring;
    NewItems items;

    Result<Done, KeyringError> add(ItemType type, Bytes content) {
        AMPARO_DO(ring.take(reclog::Item{static_cast<std::uint8_t>(type), content}));
        items.emplace_back(type, std::move(content));
        return Done{};
    }
    Result<Done, KeyringError> entry(Keys const& keys, Action action, ByteView detail, Instant now) {
        return add(ItemType::kChainEntry,
                   ring.chain().make_entry(keys.seed, keys.member, keys.device, action, detail, now));
    }
};

Bytes name_detail(SealedName const& name) {
    return codec::Writer{}.lp(name).bytes();
}

}  // namespace

crypto::TeamKey const* Keys::team_key(std::uint32_t epoch, Part part) const {
    auto const at = team.find({epoch, part});
    return at == team.end() ? nullptr : &at->second;
}

reclog::StreamId stream_of(crypto::Hash const& org_id) {
    reclog::StreamId out{};
    std::copy_n(org_id.begin(), out.size(), out.begin());
    return out;
}

// --- what the file says
// ------------------------------------------------------------------------------------------

Result<Done, KeyringError> Keyring::take(reclog::Item const& item) {
    if (is(item, ItemType::kChainEntry)) {
        auto const taken = chain_.take(item.content);
        if (!taken.ok()) return Fail{from(taken.error())};
        chain_items_.emplace_back(item.content.begin(), item.content.end());
        return Done{};
    }
    if (is(item, ItemType::kGrant)) return take_grant(item.content);
    if (is(item, ItemType::kDeviceVault)) return take_device_vault(item.content);
    if (is(item, ItemType::kHistory)) {
        codec::Reader in{item.content};
        auto const part = part_numbered(in.u8());
        auto const epoch = in.u32();
        ByteView const sealed = in.raw(kSealedKeyBytes);
        if (!in.ok_at_end() || !part) return Fail{KeyringError::kDamaged};
        history_[{epoch, *part}] = Bytes(item.content.begin(), item.content.end());
        (void)sealed;
        return Done{};
    }
    if (is(item, ItemType::kOrganizationSecret)) {
        codec::Reader in{item.content};
        auto const epoch = in.u32();
        if (in.raw(kSealedKeyBytes).empty() || !in.ok_at_end()) return Fail{KeyringError::kDamaged};
        organization_secrets_[epoch] = Bytes(item.content.begin(), item.content.end());
        return Done{};
    }
    return Done{};
}

Result<Done, KeyringError> Keyring::take(NewItems const& items) {
    for (auto const& [type, content] : items)
        AMPARO_DO(take(reclog::Item{static_cast<std::uint8_t>(type), content}));
    return Done{};
}

Result<Done, KeyringError> Keyring::take_grant(ByteView content) {
    codec::Reader in{content};
    Grant g;
    auto const kind = in.u8();
    g.to_kit = kind == 2;
    g.recipient = in.fixed<16>();
    g.recipient_key.bytes = in.fixed<32>();
    auto const part = part_numbered(in.u8());
    g.epoch = in.u32();
    ByteView const sealed = in.raw(kSealedGrantBytes);
    if (!in.ok_at_end() || !part || kind < 1 || kind > 2) return Fail{KeyringError::kDamaged};
    g.part = *part;
    g.sealed.assign(sealed.begin(), sealed.end());
    g.content.assign(content.begin(), content.end());
    grants_.push_back(std::move(g));
    return Done{};
}

Result<Done, KeyringError> Keyring::take_device_vault(ByteView content) {
    codec::Reader in{content};
    DeviceVault v;
    v.member = MemberId{in.fixed<16>()};
    DeviceId const device{in.fixed<16>()};
    v.counter = in.u64();
    v.cost.operations = in.u32();
    v.cost.memory_kib = in.u32();
    v.salt = in.fixed<16>();
    v.commitment = in.fixed<32>();
    ByteView const context = content.first(content.size() - in.left());
    ByteView const sealed = in.lp(kSealedDeviceBytes);
    if (!in.ok_at_end() || sealed.size() != kSealedDeviceBytes) return Fail{KeyringError::kDamaged};
    auto const known = vaults_.find(device);
    if (known != vaults_.end() && known->second.counter >= v.counter) return Done{};
    v.context.assign(context.begin(), context.end());
    v.sealed.assign(sealed.begin(), sealed.end());
    v.content.assign(content.begin(), content.end());
    vaults_.insert_or_assign(device, std::move(v));
    return Done{};
}

// --- unlocking
// ---------------------------------------------------------------------------------------------------

bool Keyring::is_named(crypto::TeamKey const& key, std::uint32_t epoch, Part part) const {
    auto const kid = chain_.kid(part, epoch);
    return kid && *kid == crypto::derive_key_id(key);
}

Result<crypto::TeamKey, KeyringError> Keyring::open_grant(Grant const& grant,
                                                          crypto::BoxSeed const& seed) const {
    codec::Writer header = labelled(kGrantLabel, chain_.org_id());
    header.raw(ByteView{grant.content}.first(grant.content.size() - kSealedGrantBytes));
    auto key = crypto::open_grant<crypto::TeamKey>(seed, crypto::hash(header.bytes()), grant.sealed);
    if (!key.ok() || !is_named(key.value(), grant.epoch, grant.part)) return Fail{KeyringError::kDamaged};
    return std::move(key).value();
}

template <class IsMine>
Result<Done, KeyringError> Keyring::open_team_keys(Keys& keys, crypto::BoxSeed const& seed,
                                                   IsMine is_mine) const {
    for (Grant const& grant : grants_) {
        if (!is_mine(grant) || keys.team_key(grant.epoch, grant.part) != nullptr) continue;
        AMPARO_TRY(auto key, open_grant(grant, seed));
        keys.team.emplace(EpochPart{grant.epoch, grant.part}, std::move(key));
    }
    for (std::uint32_t epoch = chain_.epoch(); epoch > 1; --epoch) {
        for (Part const part : kAllParts) {
            crypto::TeamKey const* const newer = keys.team_key(epoch, part);
            auto const sealed = history_.find({epoch - 1, part});
            if (newer == nullptr || keys.team_key(epoch - 1, part) != nullptr || sealed == history_.end())
                continue;
            AMPARO_TRY(auto key, key_from<crypto::TeamKey>(crypto::open_sealed(
                                     *newer, history_context(chain_.org_id(), part, epoch - 1),
                                     ByteView{sealed->second}.last(kSealedKeyBytes))));
            if (!is_named(key, epoch - 1, part)) return Fail{KeyringError::kDamaged};
            keys.team.emplace(EpochPart{epoch - 1, part}, std::move(key));
        }
    }
    auto const stream = stream_of(chain_.org_id());
    for (auto const& [where, key] : keys.team) {
        if (where.second != Part::kOrganization || keys.headers.contains(where.first)) continue;
        keys.headers.emplace(where.first, crypto::derive_key<crypto::HeaderKey>(key, "amp.hdr", stream));
        keys.rosters.emplace(where.first,
                             crypto::derive_key<crypto::RosterKey>(key, kRosterLabel, chain_.org_id()));
    }
    if (!keys.headers.contains(chain_.epoch())) return Fail{KeyringError::kDamaged};
    auto const secret = organization_secrets_.find(chain_.epoch());
    if (!keys.organization && secret != organization_secrets_.end()) {
        auto const wrap = crypto::derive_key<crypto::OrganizationKey>(
            *keys.team_key(chain_.epoch(), Part::kOrganization), kOrganizationLabel, chain_.org_id());
        AMPARO_TRY(auto opened, key_from<crypto::OrganizationSecret>(crypto::open_sealed(
                                    wrap, organization_context(chain_.org_id(), chain_.epoch()),
                                    ByteView{secret->second}.last(kSealedKeyBytes))));
        keys.organization = std::move(opened);
    }
    return Done{};
}

Result<Keys, KeyringError> Keyring::unlock(std::string_view passphrase) const {
    if (!chain_.founded()) return Fail{KeyringError::kDamaged};
    KeyringError why = KeyringError::kWrongPassphrase;
    for (Member const& member : chain_.members()) {
        auto const vault = vaults_.find(member.device);
        if (!member.active() || vault == vaults_.end() || vault->second.member != member.id) continue;
        DeviceVault const& v = vault->second;
        auto const device_key = crypto::derive_device_key(passphrase, v.salt, v.cost);
        if (!device_key.ok()) {
            why = device_key.error() == crypto::CryptoError::kWeakCost ? KeyringError::kWeakCost
                                                                       : KeyringError::kNoMemory;
            continue;
        }
        crypto::Nonce nonce{};
        std::copy_n(v.sealed.begin(), nonce.size(), nonce.begin());
        if (crypto::derive_commitment(device_key.value(), nonce) != v.commitment) continue;
        codec::Writer context = labelled(kDeviceLabel, chain_.org_id());
        context.raw(v.context);
        auto opened = crypto::open_sealed(device_key.value(), context.bytes(), v.sealed);
        if (!opened.ok() || opened.value().size() != 64) return Fail{KeyringError::kDamaged};
        Bytes& plain = opened.value();
        Keys keys{member.id,
                  member.device,
                  crypto::DeviceSeed::made_by([&](auto out) { std::copy_n(plain.begin(), 32, out.begin()); }),
                  crypto::MemberSecret::made_by(
                      [&](auto out) { std::copy_n(plain.begin() + 32, 32, out.begin()); }),
                  {},
                  {},
                  {},
                  std::nullopt};
        crypto::detail::wipe(plain);
        if (crypto::derive_sign_public_key(keys.seed) != member.device_key)
            return Fail{KeyringError::kDamaged};
        AMPARO_DO(refresh(keys));
        return keys;
    }
    return Fail{why};
}

Result<Done, KeyringError> Keyring::refresh(Keys& keys) const {
    Member const* const me = chain_.member(keys.member);
    if (me == nullptr || !me->active()) return Fail{KeyringError::kUnknownMember};
    return open_team_keys(keys, member_box(keys.secret), [&](Grant const& g) {
        return !g.to_kit && g.recipient == keys.member.bytes() && g.recipient_key == me->box;
    });
}

bool Keyring::is_passphrase_of(Keys const& keys, std::string_view passphrase) const {
    auto const vault = vaults_.find(keys.device);
    if (vault == vaults_.end()) return false;
    DeviceVault const& v = vault->second;
    auto const key = crypto::derive_device_key(passphrase, v.salt, v.cost);
    if (!key.ok()) return false;
    crypto::Nonce nonce{};
    std::copy_n(v.sealed.begin(), nonce.size(), nonce.begin());
    return crypto::derive_commitment(key.value(), nonce) == v.commitment;
}

// --- names
// -------------------------------------------------------------------------------------------------------

SealedName Keyring::seal_name(crypto::RosterKey const& roster, std::uint32_t epoch, Action action,
                              MemberId const& subject, std::string_view name) const {
    codec::Writer context = labelled(kRosterLabel, chain_.org_id());
    context.u8(static_cast<std::uint8_t>(action)).raw(subject.bytes());
    return codec::Writer{}
        .u32(epoch)
        .raw(crypto::seal(roster, context.bytes(), crypto::pad(as_bytes(name))))
        .bytes();
}

std::string Keyring::open_name(Keys const& keys, Action action, MemberId const& subject,
                               SealedName const& name) const {
    codec::Reader in{name};
    auto const roster = keys.rosters.find(in.u32());
    if (!in.ok() || roster == keys.rosters.end()) return {};
    codec::Writer context = labelled(kRosterLabel, chain_.org_id());
    context.u8(static_cast<std::uint8_t>(action)).raw(subject.bytes());
    auto opened = crypto::open_sealed(roster->second, context.bytes(), in.raw(in.left()));
    if (!opened.ok()) return {};
    auto const plain = crypto::unpad(std::move(opened).value());
    return plain.ok() ? std::string{as_text(plain.value())} : std::string{};
}

std::string Keyring::organization_name(Keys const& keys) const {
    return open_name(keys, Action::kSetProfile, MemberId{MemberId::Bytes{}}, chain_.profile());
}
std::string Keyring::member_name(Keys const& keys, MemberId const& id) const {
    Member const* const m = chain_.member(id);
    return m == nullptr ? std::string{} : open_name(keys, Action::kSetName, id, m->name);
}

std::vector<std::string> Keyring::audit() const {
    std::vector<std::string> problems;
    for (Grant const& g : grants_) {
        if (g.epoch != chain_.epoch()) continue;
        bool named = false;
        if (g.to_kit) {
            named = chain_.kit() && chain_.kit()->box == g.recipient_key;
        } else {
            Member const* const m = chain_.member(MemberId{g.recipient});
            named = m != nullptr && m->active() && m->parts.contains(g.part) && m->box == g.recipient_key;
        }
        // A kit that was replaced keeps its old grants: it opens what was written before, and the chain says
        // so.
        if (!named && !g.to_kit)
            problems.push_back("a key of part " + std::string{name(g.part)} + " was granted to " +
                               MemberId{g.recipient}.text() + ", who may not hold it");
    }
    return problems;
}

// --- acts
// --------------------------------------------------------------------------------------------------------

Bytes Keyring::make_grant(crypto::TeamKey const& key, std::uint32_t epoch, Part part, bool to_kit,
                          std::array<std::byte, 16> const& recipient, crypto::BoxPublicKey const& to) const {
    codec::Writer out;
    out.u8(to_kit ? 2 : 1).raw(recipient).raw(to.bytes).u8(static_cast<std::uint8_t>(part)).u32(epoch);
    codec::Writer header = labelled(kGrantLabel, chain_.org_id());
    header.raw(out.bytes());
    out.raw(crypto::grant(key, crypto::hash(header.bytes()), to));
    return std::move(out).bytes();
}

Result<Member, KeyringError> Keyring::new_member(Keys& fresh, std::string_view name, Role role,
                                                 crypto::RosterKey const& roster) const {
    if (name.size() > kNameBytesMax / 2) return Fail{KeyringError::kDamaged};
    Member m;
    m.id = fresh.member;
    m.device = fresh.device;
    m.role = role;
    m.parts = parts_of(role);
    m.box = crypto::derive_box_public_key(member_box(fresh.secret));
    m.sign = crypto::derive_sign_public_key(member_sign(fresh.secret));
    m.device_key = crypto::derive_sign_public_key(fresh.seed);
    m.name = seal_name(roster, chain_.epoch(), Action::kSetName, m.id, name);
    return m;
}

Result<NewItems, KeyringError> Keyring::add_member(Keys const& keys, std::string_view name, Role role,
                                                   std::string_view passphrase, crypto::PassphraseCost cost,
                                                   Instant now, MemberId* added) const {
    Keys fresh = fresh_keys();
    AMPARO_TRY(auto member, new_member(fresh, name, role, keys.rosters.at(chain_.epoch())));
    Draft draft{*this, {}};
    AMPARO_DO(draft.entry(keys, Action::kAddMember, member_detail(member), now));
    for (Part const part : kAllParts) {
        if (!member.parts.contains(part)) continue;
        crypto::TeamKey const* const key = keys.team_key(chain_.epoch(), part);
        if (key == nullptr) return Fail{KeyringError::kNotAllowed};
        AMPARO_DO(draft.add(ItemType::kGrant,
                            make_grant(*key, chain_.epoch(), part, false, member.id.bytes(), member.box)));
    }
    AMPARO_TRY(auto vault, seal_device_vault(chain_.org_id(), fresh, 1, passphrase, cost));
    AMPARO_DO(draft.add(ItemType::kDeviceVault, std::move(vault)));
    if (added != nullptr) *added = fresh.member;
    return std::move(draft.items);
}

Result<NewItems, KeyringError> Keyring::remove_member(Keys const& keys, MemberId const& id,
                                                      Instant now) const {
    Draft draft{*this, {}};
    AMPARO_DO(draft.entry(keys, Action::kRemoveMember, id.bytes(), now));
    std::uint32_t const epoch = chain_.epoch() + 1;
    std::map<Part, crypto::TeamKey> fresh;
    codec::Writer detail;
    detail.u32(epoch);
    for (Part const part : kAllParts) {
        auto const at = fresh.emplace(part, crypto::make_key<crypto::TeamKey>()).first;
        detail.raw(crypto::derive_key_id(at->second));
    }
    AMPARO_DO(draft.entry(keys, Action::kNewEpoch, detail.bytes(), now));
    Chain const& after = draft.ring.chain();
    for (auto const& [part, key] : fresh) {
        for (Member const& m : after.members())
            if (m.active() && m.parts.contains(part))
                AMPARO_DO(
                    draft.add(ItemType::kGrant, make_grant(key, epoch, part, false, m.id.bytes(), m.box)));
        if (after.kit())
            AMPARO_DO(draft.add(ItemType::kGrant,
                                make_grant(key, epoch, part, true, kit_member().bytes(), after.kit()->box)));
        crypto::TeamKey const* const old = keys.team_key(epoch - 1, part);
        if (old == nullptr) return Fail{KeyringError::kNotAllowed};
        Bytes plain = exposed(*old);
        Bytes const sealed = crypto::seal(key, history_context(chain_.org_id(), part, epoch - 1), plain);
        crypto::detail::wipe(plain);
        AMPARO_DO(draft.add(
            ItemType::kHistory,
            codec::Writer{}.u8(static_cast<std::uint8_t>(part)).u32(epoch - 1).raw(sealed).bytes()));
    }
    if (!keys.organization) return Fail{KeyringError::kDamaged};
    auto const wrap = crypto::derive_key<crypto::OrganizationKey>(fresh.at(Part::kOrganization),
                                                                  kOrganizationLabel, chain_.org_id());
    Bytes plain = exposed(*keys.organization);
    Bytes const sealed = crypto::seal(wrap, organization_context(chain_.org_id(), epoch), plain);
    crypto::detail::wipe(plain);
    AMPARO_DO(draft.add(ItemType::kOrganizationSecret, codec::Writer{}.u32(epoch).raw(sealed).bytes()));
    return std::move(draft.items);
}

Result<NewItems, KeyringError> Keyring::change_passphrase(Keys const& keys, std::string_view passphrase,
                                                          crypto::PassphraseCost cost) const {
    auto const vault = vaults_.find(keys.device);
    std::uint64_t const counter = vault == vaults_.end() ? 1 : vault->second.counter + 1;
    AMPARO_TRY(auto content, seal_device_vault(chain_.org_id(), keys, counter, passphrase, cost));
    NewItems items;
    items.emplace_back(ItemType::kDeviceVault, std::move(content));
    return items;
}

Result<NewItems, KeyringError> Keyring::make_kit(Keys const& keys, KitBytes const& kit, Instant now) const {
    KitSeeds const seeds = kit_seeds(kit);
    auto const box = crypto::derive_box_public_key(seeds.box);
    Draft draft{*this, {}};
    AMPARO_DO(draft.entry(
        keys, Action::kNewKit,
        codec::Writer{}.raw(box.bytes).raw(crypto::derive_sign_public_key(seeds.sign).bytes).bytes(), now));
    for (Part const part : kAllParts) {
        crypto::TeamKey const* const key = keys.team_key(chain_.epoch(), part);
        if (key == nullptr) return Fail{KeyringError::kNotAllowed};
        AMPARO_DO(draft.add(ItemType::kGrant,
                            make_grant(*key, chain_.epoch(), part, true, kit_member().bytes(), box)));
    }
    return std::move(draft.items);
}

Result<NewItems, KeyringError> Keyring::use_kit(KitBytes const& kit, std::string_view name,
                                                std::string_view passphrase, crypto::PassphraseCost cost,
                                                Instant now, MemberId* added) const {
    if (!chain_.founded()) return Fail{KeyringError::kDamaged};
    if (!chain_.kit()) return Fail{KeyringError::kNoKit};
    KitSeeds const seeds = kit_seeds(kit);
    if (crypto::derive_box_public_key(seeds.box) != chain_.kit()->box) return Fail{KeyringError::kWords};
    Keys held = fresh_keys();
    AMPARO_DO(open_team_keys(
        held, seeds.box, [&](Grant const& g) { return g.to_kit && g.recipient_key == chain_.kit()->box; }));
    Keys fresh = fresh_keys();
    AMPARO_TRY(auto member, new_member(fresh, name, Role::kCoordinator, held.rosters.at(chain_.epoch())));
    Draft draft{*this, {}};
    AMPARO_DO(
        draft.add(ItemType::kChainEntry, chain_.make_entry(seeds.sign, kit_member(), kit_device(),
                                                           Action::kAddMember, member_detail(member), now)));
    for (Part const part : kAllParts) {
        crypto::TeamKey const* const key = held.team_key(chain_.epoch(), part);
        if (key == nullptr) return Fail{KeyringError::kDamaged};
        AMPARO_DO(draft.add(ItemType::kGrant,
                            make_grant(*key, chain_.epoch(), part, false, member.id.bytes(), member.box)));
    }
    AMPARO_TRY(auto vault, seal_device_vault(chain_.org_id(), fresh, 1, passphrase, cost));
    AMPARO_DO(draft.add(ItemType::kDeviceVault, std::move(vault)));
    if (added != nullptr) *added = fresh.member;
    return std::move(draft.items);
}

NewItems Keyring::current_items() const {
    NewItems out;
    for (Bytes const& entry : chain_items_) out.emplace_back(ItemType::kChainEntry, entry);
    for (Grant const& g : grants_) {
        Member const* const m = g.to_kit ? nullptr : chain_.member(MemberId{g.recipient});
        bool const kept =
            g.to_kit ? chain_.kit() && chain_.kit()->box == g.recipient_key : m != nullptr && m->active();
        if (kept) out.emplace_back(ItemType::kGrant, g.content);
    }
    for (auto const& [where, content] : history_) out.emplace_back(ItemType::kHistory, content);
    for (auto const& [epoch, content] : organization_secrets_)
        if (epoch == chain_.epoch()) out.emplace_back(ItemType::kOrganizationSecret, content);
    for (auto const& [device, vault] : vaults_) {
        Member const* const m = chain_.by_device(device);
        if (m != nullptr && m->active()) out.emplace_back(ItemType::kDeviceVault, vault.content);
    }
    return out;
}

Result<Founding, KeyringError> Founding::make(std::string_view organization, std::string_view member,
                                              std::string_view passphrase, crypto::PassphraseCost cost,
                                              Instant now) {
    Keys keys = fresh_keys();
    Member founder;
    founder.id = keys.member;
    founder.device = keys.device;
    founder.role = Role::kCoordinator;
    founder.parts = parts_of(founder.role);
    founder.box = crypto::derive_box_public_key(member_box(keys.secret));
    founder.sign = crypto::derive_sign_public_key(member_sign(keys.secret));
    founder.device_key = crypto::derive_sign_public_key(keys.seed);

    Draft draft{Keyring{}, {}};
    AMPARO_DO(draft.entry(keys, Action::kGenesis, genesis_detail(founder), now));
    crypto::Hash const org_id = draft.ring.chain().org_id();
    codec::Writer detail;
    detail.u32(1);
    for (Part const part : kAllParts) {
        auto const at =
            keys.team.emplace(std::pair{std::uint32_t{1}, part}, crypto::make_key<crypto::TeamKey>()).first;
        detail.raw(crypto::derive_key_id(at->second));
    }
    AMPARO_DO(draft.entry(keys, Action::kNewEpoch, detail.bytes(), now));
    for (Part const part : kAllParts)
        AMPARO_DO(draft.add(ItemType::kGrant, draft.ring.make_grant(*keys.team_key(1, part), 1, part, false,
                                                                    founder.id.bytes(), founder.box)));
    AMPARO_TRY(auto vault, seal_device_vault(org_id, keys, 1, passphrase, cost));
    AMPARO_DO(draft.add(ItemType::kDeviceVault, std::move(vault)));
    auto const wrap = crypto::derive_key<crypto::OrganizationKey>(*keys.team_key(1, Part::kOrganization),
                                                                  kOrganizationLabel, org_id);
    auto const secret = crypto::make_key<crypto::OrganizationSecret>();
    Bytes plain = exposed(secret);
    AMPARO_DO(draft.add(
        ItemType::kOrganizationSecret,
        codec::Writer{}.u32(1).raw(crypto::seal(wrap, organization_context(org_id, 1), plain)).bytes()));
    crypto::detail::wipe(plain);
    auto const roster =
        crypto::derive_key<crypto::RosterKey>(*keys.team_key(1, Part::kOrganization), kRosterLabel, org_id);
    AMPARO_DO(draft.entry(keys, Action::kSetProfile,
                          name_detail(draft.ring.seal_name(roster, 1, Action::kSetProfile,
                                                           MemberId{MemberId::Bytes{}}, organization)),
                          now));
    codec::Writer named;
    named.raw(keys.member.bytes()).lp(draft.ring.seal_name(roster, 1, Action::kSetName, keys.member, member));
    AMPARO_DO(draft.entry(keys, Action::kSetName, named.bytes(), now));
    return Founding{org_id, std::move(draft.items)};
}

}  // namespace amparo::keyring
