// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Who holds which key of a vault, and the acts that change it. `Keyring` is what the file shows (public
/// keys, sealed grants); `Keys` is what one unlocked member holds. Spec: protocol/keys.md,
/// protocol/vault_file.md.
#include "amparo/codec/binary.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/keyring/chain.hpp"
#include "amparo/keyring/words.hpp"
#include "amparo/reclog/commit.hpp"
#include "amparo/reclog/frames.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amparo::keyring {

enum class KeyringError {
    kWrongPassphrase,  ///< Opens no member's device vault.
    kWeakCost,
    kNoMemory,
    kDamaged,  ///< A device vault or grant that is not well-formed or not what it claims.
    kBrokenChain,
    kNewer,
    kNotAllowed,
    kUnknownMember,
    kLastCoordinator,
    kNoKit,
    kWords,  ///< The words are not this organisation's current kit.
};

/// An item for the file: type and content.
using NewItem = std::pair<reclog::ItemType, Bytes>;
using NewItems = std::vector<NewItem>;

/// What one member holds while the vault is unlocked.
struct Keys {
    MemberId member;
    DeviceId device;
    crypto::DeviceSeed seed;
    crypto::MemberSecret secret;
    std::map<std::pair<std::uint32_t, Part>, crypto::TeamKey> team;  ///< By epoch and part.
    std::map<std::uint32_t, crypto::HeaderKey> headers;              ///< By epoch.
    std::map<std::uint32_t, crypto::RosterKey> rosters;              ///< By epoch.
    std::optional<crypto::OrganizationSecret> organization;
    /// Those before it, newest first: what was sealed to an older card still opens.
    std::vector<crypto::OrganizationSecret> earlier_organization{};
    std::vector<std::string> problems{};  ///< What was written for this member and does not open.

    [[nodiscard]] crypto::TeamKey const* team_key(std::uint32_t epoch, Part part) const;
};

/// The seed of a member's box key, which opens what is granted to them.
[[nodiscard]] crypto::BoxSeed member_box(crypto::MemberSecret const& secret);
[[nodiscard]] reclog::StreamId stream_of(crypto::Hash const& org_id);

class Keyring {
  public:
    /// Takes one item of the file; other types are ignored. What was taken before changes nothing.
    [[nodiscard]] Result<Done, KeyringError> take(reclog::Item const& item);
    [[nodiscard]] Result<Done, KeyringError> take(NewItems const& items);

    [[nodiscard]] Chain const& chain() const noexcept { return chain_; }
    [[nodiscard]] std::size_t device_vaults() const noexcept { return vaults_.size(); }

    /// The member whose passphrase (NFKC) this is, with every key their grants and the history open.
    /// Tries each active member's device vault: Argon2id once a member.
    [[nodiscard]] Result<Keys, KeyringError> unlock(std::string_view passphrase) const;
    /// The same keys after the chain moved on: new grants and epochs. Fails with kUnknownMember once removed.
    [[nodiscard]] Result<Done, KeyringError> refresh(Keys& keys) const;

    [[nodiscard]] std::string open_name(Keys const& keys, Action action, MemberId const& subject,
                                        SealedName const& name) const;
    [[nodiscard]] std::string organization_name(Keys const& keys) const;
    [[nodiscard]] std::string member_name(Keys const& keys, MemberId const& id) const;

    /// Who holds a key of the current epoch without being named by the chain for that part. Not empty: no
    /// entry is written; a new epoch is the way out.
    [[nodiscard]] std::vector<std::string> audit() const;

    // --- acts: what they give is appended as one batch, then taken
    // --------------------------------------------------
    [[nodiscard]] Result<NewItems, KeyringError> add_member(Keys const& keys, std::string_view name,
                                                            Role role, std::string_view passphrase,
                                                            crypto::PassphraseCost cost, Instant now,
                                                            MemberId* added) const;
    /// `last` is the member's last commit: what their device signs beyond it will not count.
    [[nodiscard]] Result<NewItems, KeyringError> remove_member(Keys const& keys, MemberId const& id,
                                                               LastCommit const& last, Instant now) const;
    /// New keys for everyone, when somebody may hold the current ones who should not.
    [[nodiscard]] Result<NewItems, KeyringError> new_epoch(Keys const& keys, Instant now) const;
    /// The same, with a new secret of the organisation: its card has other keys from now on.
    [[nodiscard]] Result<NewItems, KeyringError> renew_organization(Keys const& keys, Instant now) const;
    [[nodiscard]] Result<NewItems, KeyringError> change_passphrase(Keys const& keys,
                                                                   std::string_view passphrase,
                                                                   crypto::PassphraseCost cost) const;
    /// True if this passphrase opens this member's own device vault.
    [[nodiscard]] bool is_passphrase_of(Keys const& keys, std::string_view passphrase) const;
    [[nodiscard]] Result<NewItems, KeyringError> make_kit(Keys const& keys, KitBytes const& kit,
                                                          Instant now) const;
    [[nodiscard]] Result<NewItems, KeyringError> use_kit(KitBytes const& kit, std::string_view name,
                                                         std::string_view passphrase,
                                                         crypto::PassphraseCost cost, Instant now,
                                                         MemberId* added) const;

    /// Items that are still needed: what compacting keeps.
    [[nodiscard]] NewItems current_items() const;

  private:
    struct Grant {
        bool to_kit = false;
        std::array<std::byte, 16> recipient{};
        crypto::BoxPublicKey recipient_key;
        Part part = Part::kOrganization;
        std::uint32_t epoch = 0;
        Bytes sealed;
        Bytes content;
    };
    struct DeviceVault {
        MemberId member{MemberId::Bytes{}};
        std::uint64_t counter = 0;
        crypto::PassphraseCost cost;
        crypto::Salt salt{};
        crypto::Hash commitment{};
        Bytes context;
        Bytes sealed;
        Bytes content;
    };
    using EpochPart = std::pair<std::uint32_t, Part>;
    struct Draft;

    [[nodiscard]] Result<Done, KeyringError> take_chain_entry(ByteView content);
    [[nodiscard]] Result<Done, KeyringError> take_grant(ByteView content);
    [[nodiscard]] Result<Done, KeyringError> take_history(ByteView content);
    [[nodiscard]] Result<Done, KeyringError> take_organization_secret(ByteView content);
    [[nodiscard]] Result<Done, KeyringError> take_device_vault(ByteView content);
    [[nodiscard]] std::optional<crypto::TeamKey> open_grant(Grant const& grant,
                                                            crypto::BoxSeed const& seed) const;
    [[nodiscard]] bool is_named(crypto::TeamKey const& key, std::uint32_t epoch, Part part) const;
    [[nodiscard]] bool opens(DeviceVault const& vault, crypto::DeviceKey const& key) const;
    [[nodiscard]] Result<Done, KeyringError> open_team_keys(Keys& keys, crypto::BoxSeed const& seed,
                                                            bool of_kit) const;
    [[nodiscard]] Result<Keys, KeyringError> keys_in(Member const& member, DeviceVault const& vault,
                                                     crypto::DeviceKey const& key) const;
    void open_grants(Keys& keys, crypto::BoxSeed const& seed, bool of_kit) const;
    void open_history(Keys& keys) const;
    [[nodiscard]] std::optional<crypto::OrganizationSecret> organization_secret(Keys const& keys,
                                                                                std::uint32_t epoch) const;
    void open_organization_secrets(Keys& keys) const;
    [[nodiscard]] bool is_last_of_its_secret(std::uint32_t epoch) const;
    [[nodiscard]] Bytes make_grant(crypto::TeamKey const& key, std::uint32_t epoch, Part part, bool to_kit,
                                   std::array<std::byte, 16> const& recipient,
                                   crypto::BoxPublicKey const& to) const;
    [[nodiscard]] SealedName seal_name(crypto::RosterKey const& roster, std::uint32_t epoch, Action action,
                                       MemberId const& subject, std::string_view name) const;
    [[nodiscard]] Result<Member, KeyringError> new_member(Keys& fresh, std::string_view name, Role role,
                                                          crypto::RosterKey const& roster) const;

    Chain chain_;
    std::vector<Bytes> chain_items_;
    std::vector<Grant> grants_;
    std::set<crypto::Hash> grants_taken_;
    // Of several, the one that opens to what the chain names counts: anybody could write another.
    std::multimap<EpochPart, Bytes> history_;
    std::multimap<std::uint32_t, Bytes> organization_secrets_;
    std::map<DeviceId, DeviceVault> vaults_;

    friend struct Founding;
};

/// A new organisation: its founder's keys and the first batch.
struct Founding {
    crypto::Hash org_id;
    NewItems items;

    [[nodiscard]] static Result<Founding, KeyringError> make(std::string_view organization,
                                                             std::string_view member,
                                                             std::string_view passphrase,
                                                             crypto::PassphraseCost cost, Instant now);
};

}  // namespace amparo::keyring
