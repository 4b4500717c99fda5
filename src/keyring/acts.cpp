// SPDX-License-Identifier: AGPL-3.0-or-later
// Acts that change who holds which key. What each gives is one batch of the file.
#include "amparo/base/check.hpp"

#include "internal.hpp"

namespace amparo::keyring {

using reclog::ItemType;

KitSeeds kit_seeds(KitBytes const& kit) {
    auto const root = crypto::KitSecret::made_by(
        [&](auto out) { std::copy(kit.begin(), kit.end(), std::copy(kit.begin(), kit.end(), out.begin())); });
    auto const stretched = crypto::derive_key<crypto::KitSecret>(root, "amp.kit");
    return {crypto::derive_key<crypto::BoxSeed>(stretched, "amp.kit.box"),
            crypto::derive_key<crypto::SignSeed>(stretched, "amp.kit.sign")};
}

namespace {

template <class Key>
Bytes exposed(Key const& key) {
    return key.expose_to([](ByteView k) { return Bytes(k.begin(), k.end()); });
}

/// `key` sealed under another, for the item that `head` begins.
template <class Key, class Wrap>
Bytes sealed_key(codec::Writer head, Wrap const& wrap, ByteView context, Key const& key) {
    Bytes plain = exposed(key);
    head.raw(crypto::seal(wrap, context, plain));
    crypto::detail::wipe(plain);
    return std::move(head).bytes();
}

Bytes organization_secret_item(crypto::Hash const& org_id, std::uint32_t epoch, crypto::TeamKey const& team,
                               crypto::OrganizationSecret const& secret) {
    auto const wrap = crypto::derive_key<crypto::OrganizationKey>(team, kOrganizationLabel, org_id);
    codec::Writer head;
    head.u32(epoch);
    return sealed_key(std::move(head), wrap, organization_context(org_id, epoch), secret);
}

/// New team keys, and the detail of the NEW_EPOCH that names them.
struct FreshEpoch {
    std::map<Part, crypto::TeamKey> team;
    codec::Writer detail;

    FreshEpoch(std::uint32_t epoch, crypto::OrganizationSecret const& secret) {
        detail.u32(epoch);
        for (Part const part : kAllParts) {
            auto const at = team.emplace(part, crypto::make_key<crypto::TeamKey>()).first;
            detail.raw(crypto::derive_key_id(at->second));
        }
        detail.raw(crypto::derive_key_id(secret));
    }
};

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
    out.raw(keys.member.bytes()).raw(keys.device.bytes()).u64(counter);
    out.u32(cost.operations).u32(cost.memory_kib).raw(salt);
    out.raw(crypto::derive_commitment(key.value(), nonce));
    Bytes const context = device_context(org_id, out.bytes());
    Bytes seed = exposed(keys.seed);
    Bytes secret = exposed(keys.secret);
    Bytes plain(seed.size() + secret.size());
    std::copy(secret.begin(), secret.end(), std::copy(seed.begin(), seed.end(), plain.begin()));
    out.lp(crypto::seal(key.value(), nonce, context, plain));
    for (Bytes* const bytes : {&seed, &secret, &plain}) crypto::detail::wipe(*bytes);
    out.raw(crypto::sign(keys.seed, kDeviceSignLabel, device_vault_hash(org_id, out.bytes())));
    return std::move(out).bytes();
}

Keys fresh_keys() {
    return Keys{crypto::make_id<MemberId>(),
                crypto::make_id<DeviceId>(),
                crypto::make_key<crypto::DeviceSeed>(),
                crypto::make_key<crypto::MemberSecret>(),
                {},
                {},
                {},
                std::nullopt,
                {}};
}

Bytes name_detail(SealedName const& name) {
    return codec::Writer{}.lp(name).bytes();
}

}  // namespace

/// An act in the making: each item is taken at once, so that the next can stand on it.
struct Keyring::Draft {
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
    Result<Done, KeyringError> grant_to(Member const& m, crypto::TeamKey const& key, Part part) {
        return add(ItemType::kGrant,
                   ring.make_grant(key, ring.chain().epoch(), part, false, m.id.bytes(), m.box));
    }
    Result<Done, KeyringError> grant_to_kit(crypto::TeamKey const& key, Part part) {
        return add(ItemType::kGrant, ring.make_grant(key, ring.chain().epoch(), part, true,
                                                     kit_member().bytes(), ring.chain().kit()->box));
    }
    Result<Done, KeyringError> grant_to_all(crypto::TeamKey const& key, Part part) {
        std::vector<Member> const members = ring.chain().members();
        for (Member const& m : members)
            if (m.active() && m.parts.contains(part)) AMPARO_DO(grant_to(m, key, part));
        return ring.chain().kit() ? grant_to_kit(key, part) : Result<Done, KeyringError>{Done{}};
    }

    /// New team keys for all; the old ones and the organisation's secret sealed under them.
    Result<Done, KeyringError> begin_epoch(Keys const& keys, Instant now) {
        if (!keys.organization) return Fail{KeyringError::kDamaged};
        return begin_epoch(keys, *keys.organization, now);
    }
    Result<Done, KeyringError> begin_epoch(Keys const& keys, crypto::OrganizationSecret const& secret,
                                           Instant now) {
        std::uint32_t const before = ring.chain().epoch();
        crypto::Hash const org_id = ring.chain().org_id();
        FreshEpoch const fresh{before + 1, secret};
        AMPARO_DO(entry(keys, Action::kNewEpoch, fresh.detail.bytes(), now));
        for (auto const& [part, key] : fresh.team) {
            AMPARO_DO(grant_to_all(key, part));
            if (!ring.chain().kid(part, before)) continue;
            crypto::TeamKey const* const old = keys.team_key(before, part);
            if (old == nullptr) return Fail{KeyringError::kNotAllowed};
            codec::Writer head;
            head.u8(static_cast<std::uint8_t>(part)).u32(before);
            AMPARO_DO(add(ItemType::kHistory,
                          sealed_key(std::move(head), key, history_context(org_id, part, before), *old)));
        }
        return add(ItemType::kOrganizationSecret,
                   organization_secret_item(org_id, before + 1, fresh.team.at(Part::kOrganization), secret));
    }
};

Bytes Keyring::make_grant(crypto::TeamKey const& key, std::uint32_t epoch, Part part, bool to_kit,
                          std::array<std::byte, 16> const& recipient, crypto::BoxPublicKey const& to) const {
    codec::Writer out;
    out.u8(to_kit ? 2 : 1).raw(recipient).raw(to.bytes).u8(static_cast<std::uint8_t>(part)).u32(epoch);
    codec::Writer header = labelled(kGrantLabel, chain_.org_id());
    header.raw(out.bytes());
    out.raw(crypto::grant(key, crypto::hash(header.bytes()), to));
    return std::move(out).bytes();
}

SealedName Keyring::seal_name(crypto::RosterKey const& roster, std::uint32_t epoch, Action action,
                              MemberId const& subject, std::string_view name) const {
    codec::Writer context = labelled(kRosterLabel, chain_.org_id());
    context.u8(static_cast<std::uint8_t>(action)).raw(subject.bytes());
    return codec::Writer{}
        .u32(epoch)
        .raw(crypto::seal(roster, context.bytes(), crypto::pad(as_bytes(name))))
        .bytes();
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
    if (chain_.is_of_eight()) {
        AMPARO_DO(draft.begin_epoch(keys, now));  // So that `safety` has a key of its own (C9).
    } else {
        for (Part const part : kAllParts) {
            if (!member.parts.contains(part)) continue;
            crypto::TeamKey const* const key = keys.team_key(chain_.epoch(), part);
            if (key == nullptr) return Fail{KeyringError::kNotAllowed};
            AMPARO_DO(draft.grant_to(member, *key, part));
        }
    }
    AMPARO_TRY(auto vault, seal_device_vault(chain_.org_id(), fresh, 1, passphrase, cost));
    AMPARO_DO(draft.add(ItemType::kDeviceVault, std::move(vault)));
    if (added != nullptr) *added = fresh.member;
    return std::move(draft.items);
}

Result<NewItems, KeyringError> Keyring::remove_member(Keys const& keys, MemberId const& id,
                                                      LastCommit const& last, Instant now) const {
    Draft draft{*this, {}};
    AMPARO_DO(draft.entry(keys, Action::kRemoveMember, removal_detail(id, last), now));
    AMPARO_DO(draft.begin_epoch(keys, now));
    return std::move(draft.items);
}

Result<NewItems, KeyringError> Keyring::new_epoch(Keys const& keys, Instant now) const {
    Draft draft{*this, {}};
    AMPARO_DO(draft.begin_epoch(keys, now));
    return std::move(draft.items);
}

Result<NewItems, KeyringError> Keyring::renew_organization(Keys const& keys, Instant now) const {
    Draft draft{*this, {}};
    AMPARO_DO(draft.begin_epoch(keys, crypto::make_key<crypto::OrganizationSecret>(), now));
    return std::move(draft.items);
}

Result<NewItems, KeyringError> Keyring::change_passphrase(Keys const& keys, std::string_view passphrase,
                                                          crypto::PassphraseCost cost) const {
    auto const vault = vaults_.find(keys.device);
    std::uint64_t const counter = vault == vaults_.end() ? 1 : vault->second.counter + 1;
    AMPARO_TRY(auto content, seal_device_vault(chain_.org_id(), keys, counter, passphrase, cost));
    Draft draft{*this, {}};
    AMPARO_DO(draft.add(ItemType::kDeviceVault, std::move(content)));
    return std::move(draft.items);
}

Result<NewItems, KeyringError> Keyring::make_kit(Keys const& keys, KitBytes const& kit, Instant now) const {
    KitSeeds const seeds = kit_seeds(kit);
    codec::Writer detail;
    detail.raw(crypto::derive_box_public_key(seeds.box).bytes);
    detail.raw(crypto::derive_sign_public_key(seeds.sign).bytes);
    Draft draft{*this, {}};
    AMPARO_DO(draft.entry(keys, Action::kNewKit, detail.bytes(), now));
    if (chain_.kit()) {  // Whoever holds the old paper must not read what comes.
        AMPARO_DO(draft.begin_epoch(keys, now));
        return std::move(draft.items);
    }
    for (Part const part : kAllParts) {
        if (!chain_.kid(part, chain_.epoch())) continue;
        crypto::TeamKey const* const key = keys.team_key(chain_.epoch(), part);
        if (key == nullptr) return Fail{KeyringError::kNotAllowed};
        AMPARO_DO(draft.grant_to_kit(*key, part));
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
    AMPARO_DO(open_team_keys(held, seeds.box, true));
    Keys fresh = fresh_keys();
    AMPARO_TRY(auto member, new_member(fresh, name, Role::kCoordinator, held.rosters.at(chain_.epoch())));
    Draft draft{*this, {}};
    bool const of_eight = chain_.is_of_eight();  // C9: the kit begins no epoch.
    AMPARO_DO(
        draft.add(ItemType::kChainEntry,
                  chain_.make_entry(seeds.sign, kit_member(), kit_device(),
                                    of_eight ? Action::kAddMemberOfEight : Action::kAddMember,
                                    of_eight ? member_detail_of_eight(member) : member_detail(member), now)));
    for (Part const part : kAllParts) {
        if (!chain_.kid(part, chain_.epoch())) continue;
        crypto::TeamKey const* const key = held.team_key(chain_.epoch(), part);
        if (key == nullptr) return Fail{KeyringError::kDamaged};
        AMPARO_DO(draft.grant_to(member, *key, part));
    }
    AMPARO_TRY(auto vault, seal_device_vault(chain_.org_id(), fresh, 1, passphrase, cost));
    AMPARO_DO(draft.add(ItemType::kDeviceVault, std::move(vault)));
    if (added != nullptr) *added = fresh.member;
    return std::move(draft.items);
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

    Keyring::Draft draft{Keyring{}, {}};
    AMPARO_DO(draft.entry(keys, Action::kGenesis, genesis_detail(founder), now));
    crypto::Hash const org_id = draft.ring.chain().org_id();
    auto const secret = crypto::make_key<crypto::OrganizationSecret>();
    FreshEpoch const fresh{1, secret};
    AMPARO_DO(draft.entry(keys, Action::kNewEpoch, fresh.detail.bytes(), now));
    for (auto const& [part, key] : fresh.team) AMPARO_DO(draft.grant_to_all(key, part));
    AMPARO_TRY(auto vault, seal_device_vault(org_id, keys, 1, passphrase, cost));
    AMPARO_DO(draft.add(ItemType::kDeviceVault, std::move(vault)));
    crypto::TeamKey const& own = fresh.team.at(Part::kOrganization);
    AMPARO_DO(draft.add(ItemType::kOrganizationSecret, organization_secret_item(org_id, 1, own, secret)));
    auto const roster = crypto::derive_key<crypto::RosterKey>(own, kRosterLabel, org_id);
    MemberId const nobody{MemberId::Bytes{}};
    AMPARO_DO(draft.entry(
        keys, Action::kSetProfile,
        name_detail(draft.ring.seal_name(roster, 1, Action::kSetProfile, nobody, organization)), now));
    codec::Writer named;
    named.raw(keys.member.bytes());
    named.lp(draft.ring.seal_name(roster, 1, Action::kSetName, keys.member, member));
    AMPARO_DO(draft.entry(keys, Action::kSetName, named.bytes(), now));
    return Founding{org_id, std::move(draft.items)};
}

}  // namespace amparo::keyring
