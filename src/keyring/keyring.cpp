// SPDX-License-Identifier: AGPL-3.0-or-later
// What the file says of keys, and what one passphrase opens of it.
#include "amparo/base/check.hpp"

#include "internal.hpp"

namespace amparo::keyring {

using reclog::ItemType;

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

Bytes device_context(crypto::Hash const& org_id, ByteView up_to_commitment) {
    codec::Writer out = labelled(kDeviceLabel, org_id);
    out.raw(up_to_commitment);
    return std::move(out).bytes();
}

crypto::Hash device_vault_hash(crypto::Hash const& org_id, ByteView content) {
    return crypto::hash(codec::Writer{}.raw(org_id).raw(content).bytes());
}

crypto::BoxSeed member_box(crypto::MemberSecret const& secret) {
    return crypto::derive_key<crypto::BoxSeed>(secret, "amp.member.box");
}
crypto::SignSeed member_sign(crypto::MemberSecret const& secret) {
    return crypto::derive_key<crypto::SignSeed>(secret, "amp.member.sign");
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

namespace {

template <class Key>
void add_once(std::multimap<Key, Bytes>& to, Key const& key, ByteView content) {
    auto const [first, last] = to.equal_range(key);
    bool const known = std::any_of(first, last, [&](auto const& item) {
        return std::equal(content.begin(), content.end(), item.second.begin(), item.second.end());
    });
    if (!known) to.emplace(key, Bytes(content.begin(), content.end()));
}

template <class Key>
std::optional<Key> key_from(Result<Bytes, crypto::CryptoError> opened) {
    if (!opened.ok() || opened.value().size() != Key::kSize) return std::nullopt;
    Key key = Key::made_by([&](auto out) { std::copy_n(opened.value().begin(), out.size(), out.begin()); });
    crypto::detail::wipe(opened.value());
    return key;
}

std::string no_key(Part part, std::uint32_t epoch) {
    return "no key of part " + std::string{name(part)} + ", epoch " + std::to_string(epoch) + ", opens";
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

Result<Done, KeyringError> Keyring::take(reclog::Item const& item) {
    switch (static_cast<ItemType>(item.type)) {
        case ItemType::kChainEntry:
            return take_chain_entry(item.content);
        case ItemType::kGrant:
            return take_grant(item.content);
        case ItemType::kHistory:
            return take_history(item.content);
        case ItemType::kDeviceVault:
            return take_device_vault(item.content);
        case ItemType::kOrganizationSecret:
            return take_organization_secret(item.content);
        default:
            return Done{};
    }
}

Result<Done, KeyringError> Keyring::take(NewItems const& items) {
    for (auto const& [type, content] : items)
        AMPARO_DO(take(reclog::Item{static_cast<std::uint8_t>(type), content}));
    return Done{};
}

Result<Done, KeyringError> Keyring::take_chain_entry(ByteView content) {
    if (chain_.position(crypto::hash(content))) return Done{};
    auto const taken = chain_.take(content);
    if (!taken.ok()) return Fail{from(taken.error())};
    chain_items_.emplace_back(content.begin(), content.end());
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
    if (!grants_taken_.insert(crypto::hash(content)).second) return Done{};
    g.part = *part;
    g.sealed.assign(sealed.begin(), sealed.end());
    g.content.assign(content.begin(), content.end());
    grants_.push_back(std::move(g));
    return Done{};
}

Result<Done, KeyringError> Keyring::take_history(ByteView content) {
    codec::Reader in{content};
    auto const part = part_numbered(in.u8());
    auto const epoch = in.u32();
    if (in.raw(kSealedKeyBytes).empty() || !in.ok_at_end() || !part) return Fail{KeyringError::kDamaged};
    add_once(history_, EpochPart{epoch, *part}, content);
    return Done{};
}

Result<Done, KeyringError> Keyring::take_organization_secret(ByteView content) {
    codec::Reader in{content};
    auto const epoch = in.u32();
    if (in.raw(kSealedKeyBytes).empty() || !in.ok_at_end()) return Fail{KeyringError::kDamaged};
    add_once(organization_secrets_, epoch, content);
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
    ByteView const what_is_signed = content.first(content.size() - in.left());
    crypto::Signature const signature = in.fixed<64>();
    if (!in.ok_at_end() || sealed.size() != kSealedDeviceBytes) return Fail{KeyringError::kDamaged};
    // Only its own device may write one: a planted one would lock its member out, or cost them an hour.
    Member const* const member = chain_.by_device(device);
    if (member == nullptr || member->id != v.member ||
        !crypto::verify(member->device_key, kDeviceSignLabel,
                        device_vault_hash(chain_.org_id(), what_is_signed), signature))
        return Fail{KeyringError::kDamaged};
    auto const known = vaults_.find(device);
    if (known != vaults_.end() && known->second.counter >= v.counter) return Done{};
    v.context.assign(context.begin(), context.end());
    v.sealed.assign(sealed.begin(), sealed.end());
    v.content.assign(content.begin(), content.end());
    vaults_.insert_or_assign(device, std::move(v));
    return Done{};
}

// --- unlocking

bool Keyring::is_named(crypto::TeamKey const& key, std::uint32_t epoch, Part part) const {
    auto const kid = chain_.kid(part, epoch);
    return kid && *kid == crypto::derive_key_id(key);
}

std::optional<crypto::TeamKey> Keyring::open_grant(Grant const& grant, crypto::BoxSeed const& seed) const {
    codec::Writer header = labelled(kGrantLabel, chain_.org_id());
    header.raw(ByteView{grant.content}.first(grant.content.size() - kSealedGrantBytes));
    auto key = crypto::open_grant<crypto::TeamKey>(seed, crypto::hash(header.bytes()), grant.sealed);
    if (!key.ok() || !is_named(key.value(), grant.epoch, grant.part)) return std::nullopt;
    return std::move(key).value();
}

void Keyring::open_grants(Keys& keys, crypto::BoxSeed const& seed, bool of_kit) const {
    auto const own = crypto::derive_box_public_key(seed);
    auto const id = of_kit ? kit_member().bytes() : keys.member.bytes();
    std::set<EpochPart> closed;
    for (Grant const& grant : grants_) {
        EpochPart const what{grant.epoch, grant.part};
        bool const mine = grant.to_kit == of_kit && grant.recipient == id && grant.recipient_key == own;
        if (!mine || keys.team.contains(what)) continue;
        if (auto key = open_grant(grant, seed)) {
            keys.team.emplace(what, std::move(*key));
        } else {
            closed.insert(what);
        }
    }
    for (EpochPart const& what : closed)
        if (!keys.team.contains(what)) keys.problems.push_back(no_key(what.second, what.first));
}

void Keyring::open_history(Keys& keys) const {
    for (std::uint32_t epoch = chain_.epoch(); epoch > 1; --epoch) {
        for (Part const part : kAllParts) {
            crypto::TeamKey const* const newer = keys.team_key(epoch, part);
            if (newer == nullptr || !chain_.kid(part, epoch - 1)) continue;
            auto const [first, last] = history_.equal_range({epoch - 1, part});
            for (auto at = first; at != last && keys.team_key(epoch - 1, part) == nullptr; ++at) {
                auto key = key_from<crypto::TeamKey>(
                    crypto::open_sealed(*newer, history_context(chain_.org_id(), part, epoch - 1),
                                        ByteView{at->second}.last(kSealedKeyBytes)));
                if (key && is_named(*key, epoch - 1, part))
                    keys.team.emplace(EpochPart{epoch - 1, part}, std::move(*key));
            }
            if (keys.team_key(epoch - 1, part) == nullptr) keys.problems.push_back(no_key(part, epoch - 1));
        }
    }
}

std::optional<crypto::OrganizationSecret> Keyring::organization_secret(Keys const& keys,
                                                                       std::uint32_t epoch) const {
    crypto::TeamKey const* const team = keys.team_key(epoch, Part::kOrganization);
    if (team == nullptr) return std::nullopt;
    auto const wrap = crypto::derive_key<crypto::OrganizationKey>(*team, kOrganizationLabel, chain_.org_id());
    auto const [first, last] = organization_secrets_.equal_range(epoch);
    for (auto at = first; at != last; ++at) {
        auto secret = key_from<crypto::OrganizationSecret>(crypto::open_sealed(
            wrap, organization_context(chain_.org_id(), epoch), ByteView{at->second}.last(kSealedKeyBytes)));
        if (secret && crypto::derive_key_id(*secret) == chain_.organization_kid(epoch)) return secret;
    }
    return std::nullopt;
}

void Keyring::open_organization_secrets(Keys& keys) const {
    bool const is_current = keys.organization && crypto::derive_key_id(*keys.organization) ==
                                                     chain_.organization_kid(chain_.epoch());
    if (is_current) return;
    keys.organization = organization_secret(keys, chain_.epoch());
    keys.earlier_organization.clear();
    if (!keys.organization) {
        if (keys.team_key(chain_.epoch(), Part::kOrganization) != nullptr)
            keys.problems.emplace_back("the organisation's secret does not open");
        return;
    }
    for (std::uint32_t epoch = chain_.epoch() - 1; epoch > 0; --epoch)
        if (is_last_of_its_secret(epoch))
            if (auto secret = organization_secret(keys, epoch))
                keys.earlier_organization.push_back(std::move(*secret));
}

bool Keyring::is_last_of_its_secret(std::uint32_t epoch) const {
    return chain_.organization_kid(epoch) != chain_.organization_kid(epoch + 1);
}

Result<Done, KeyringError> Keyring::open_team_keys(Keys& keys, crypto::BoxSeed const& seed,
                                                   bool of_kit) const {
    keys.problems.clear();
    open_grants(keys, seed, of_kit);
    open_history(keys);
    auto const stream = stream_of(chain_.org_id());
    for (auto const& [where, key] : keys.team) {
        if (where.second != Part::kOrganization || keys.headers.contains(where.first)) continue;
        keys.headers.emplace(where.first, crypto::derive_key<crypto::HeaderKey>(key, "amp.hdr", stream));
        keys.rosters.emplace(where.first,
                             crypto::derive_key<crypto::RosterKey>(key, kRosterLabel, chain_.org_id()));
    }
    if (!keys.headers.contains(chain_.epoch())) return Fail{KeyringError::kDamaged};
    open_organization_secrets(keys);
    return Done{};
}

bool Keyring::opens(DeviceVault const& vault, crypto::DeviceKey const& key) const {
    crypto::Nonce nonce{};
    std::copy_n(vault.sealed.begin(), nonce.size(), nonce.begin());
    return crypto::derive_commitment(key, nonce) == vault.commitment;
}

Result<Keys, KeyringError> Keyring::keys_in(Member const& member, DeviceVault const& vault,
                                            crypto::DeviceKey const& key) const {
    auto opened = crypto::open_sealed(key, device_context(chain_.org_id(), vault.context), vault.sealed);
    if (!opened.ok() || opened.value().size() != 64) return Fail{KeyringError::kDamaged};
    Bytes& plain = opened.value();
    Keys keys{
        member.id,
        member.device,
        crypto::DeviceSeed::made_by([&](auto out) { std::copy_n(plain.begin(), 32, out.begin()); }),
        crypto::MemberSecret::made_by([&](auto out) { std::copy_n(plain.begin() + 32, 32, out.begin()); }),
        {},
        {},
        {},
        std::nullopt,
        {}};
    crypto::detail::wipe(plain);
    if (crypto::derive_sign_public_key(keys.seed) != member.device_key ||
        crypto::derive_box_public_key(member_box(keys.secret)) != member.box)
        return Fail{KeyringError::kDamaged};
    AMPARO_DO(refresh(keys));
    return keys;
}

Result<Keys, KeyringError> Keyring::unlock(std::string_view passphrase) const {
    if (!chain_.founded()) return Fail{KeyringError::kDamaged};
    KeyringError why = KeyringError::kWrongPassphrase;
    for (Member const& member : chain_.members()) {
        auto const vault = vaults_.find(member.device);
        if (!member.active() || vault == vaults_.end()) continue;
        auto const key = crypto::derive_device_key(passphrase, vault->second.salt, vault->second.cost);
        if (!key.ok()) {
            why = key.error() == crypto::CryptoError::kWeakCost ? KeyringError::kWeakCost
                                                                : KeyringError::kNoMemory;
            continue;
        }
        if (opens(vault->second, key.value())) return keys_in(member, vault->second, key.value());
    }
    return Fail{why};
}

Result<Done, KeyringError> Keyring::refresh(Keys& keys) const {
    Member const* const me = chain_.member(keys.member);
    if (me == nullptr || !me->active()) return Fail{KeyringError::kUnknownMember};
    AMPARO_DO(open_team_keys(keys, member_box(keys.secret), false));
    for (Part const part : kAllParts)
        if (me->parts.contains(part) && chain_.kid(part, chain_.epoch()) &&
            keys.team_key(chain_.epoch(), part) == nullptr)
            keys.problems.push_back(no_key(part, chain_.epoch()));
    return Done{};
}

bool Keyring::is_passphrase_of(Keys const& keys, std::string_view passphrase) const {
    auto const vault = vaults_.find(keys.device);
    if (vault == vaults_.end()) return false;
    auto const key = crypto::derive_device_key(passphrase, vault->second.salt, vault->second.cost);
    return key.ok() && opens(vault->second, key.value());
}

// --- names

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
    if (chain_.needs_epoch())
        problems.emplace_back(
            "someone was removed, or a kit replaced, and still holds the keys: no new epoch was begun");
    for (Grant const& g : grants_) {
        if (g.epoch != chain_.epoch()) continue;
        Member const* const m = g.to_kit ? nullptr : chain_.member(MemberId{g.recipient});
        bool const named =
            g.to_kit ? chain_.kit() && chain_.kit()->box == g.recipient_key
                     : m != nullptr && m->active() && m->parts.contains(g.part) && m->box == g.recipient_key;
        if (named) continue;
        std::string const to =
            g.to_kit ? "a kit that is not yours" : MemberId{g.recipient}.text() + ", who may not hold it";
        problems.push_back("a key of part " + std::string{name(g.part)} + " was granted to " + to);
    }
    return problems;
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
        if (is_last_of_its_secret(epoch)) out.emplace_back(ItemType::kOrganizationSecret, content);
    for (auto const& [device, vault] : vaults_) {
        Member const* const m = chain_.by_device(device);
        if (m != nullptr && m->active()) out.emplace_back(ItemType::kDeviceVault, vault.content);
    }
    return out;
}

}  // namespace amparo::keyring
