// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The membership chain: who works here, with which role, parts and device keys. Everything is checked when
/// it is taken; what is refused changes nothing. Spec: protocol/vault_file.md, "The membership chain".
///
///   C1 Order.      Each entry names the hash of the one before; the first is GENESIS and its hash is the
///                  organisation.
///   C2 Signature.  By a device whose member was active just before the entry, or by the current kit.
///   C3 Authority.  Members, profile and kit change by a coordinator. The kit may only add a coordinator.
///   C4 No dead end. The last coordinator can't be removed. Why: nobody could ever add anyone again.
///   C5 Once.       A member id, a device id and an epoch number are used once.
///   C6 Keys.       A box key that agrees on no secret is refused. Why: every later grant goes to it.
///   C7 New keys.   Who was removed, and a kit that was replaced, still hold the epoch's keys: until the next
///                  epoch begins, needs_epoch() says so.
///   C8 Known end.  Where an entry signed by a member does not fit, or a coordinator's is of a kind that this
///                  program does not know, more happened than is known here: follows() says so, and nothing
///                  may be written. Why: it may be a removal. What nobody here signed says nothing.
///   C9 Eight parts. Vaults founded before there was the part `safety` have entries of eight parts. Who holds `location`
///                  there, in a role that holds `safety`, holds it from the next epoch on; until then it has no key.
///                  After an entry of nine none of eight is taken, and a member added by one needs an epoch (C7).
///                  Only the kit, which begins no epoch, adds by one of eight.
#include "amparo/base/instant.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/model/ids.hpp"
#include "amparo/model/part.hpp"

#include <map>
#include <optional>
#include <vector>

namespace amparo::keyring {

enum class ChainError {
    kMalformed,
    kOutOfOrder,       ///< C1
    kUnknownAuthor,    ///< C2
    kForged,           ///< C2
    kNotAllowed,       ///< C3
    kLastCoordinator,  ///< C4
    kUsedTwice,        ///< C5
    kUnknownMember,
    kNewer,  ///< An action, role or part this program does not know.
};

/// How far the chain could be followed (C8).
enum class Follows { kWhole, kIncomplete, kNewer };

enum class Action : std::uint8_t {
    kGenesisOfEight = 1,    ///< C9
    kAddMemberOfEight = 2,  ///< C9
    kRemoveMember = 3,
    kNewEpochOfEight = 4,  ///< C9
    kSetProfile = 5,
    kSetName = 6,
    kNewKit = 7,
    kGenesis = 8,
    kAddMember = 9,
    kNewEpoch = 10,
};  // Stored: never renumber.

/// u32 epoch || sealed name, as it stands in the chain.
using SealedName = Bytes;
inline constexpr std::size_t kNameBytesMax = 1024;
inline constexpr std::string_view kChainLabel = "amp.chain.v1";

/// The last commit of a device; seq 0 when it made none.
struct LastCommit {
    std::uint64_t seq = 0;
    crypto::Hash id{};
    friend bool operator==(LastCommit const&, LastCommit const&) = default;
};

struct Member {
    MemberId id{MemberId::Bytes{}};
    DeviceId device{DeviceId::Bytes{}};
    Role role = Role::kAdvocate;
    Parts parts;
    crypto::BoxPublicKey box;
    crypto::SignPublicKey sign;
    crypto::SignPublicKey device_key;
    SealedName name;
    Instant added;
    std::uint64_t added_at_seq = 0;
    std::optional<std::uint64_t> removed_at_seq;
    LastCommit last;  ///< Of who was removed: nothing their device signed beyond it counts.
    [[nodiscard]] bool active() const noexcept { return !removed_at_seq.has_value(); }
};

struct Kit {
    crypto::BoxPublicKey box;
    crypto::SignPublicKey sign;
    Instant made;
};

struct EpochKids {
    std::array<crypto::KeyId, kAllParts.size()> kids{};  ///< Of eight parts: none of `safety` (C9).
    crypto::KeyId organization{};                        ///< Of the organisation's secret.
};

/// The author of an entry made with the paper kit.
[[nodiscard]] MemberId kit_member();
[[nodiscard]] DeviceId kit_device();

class Chain {
  public:
    /// Checks C1–C6 and takes the entry; what is refused changes follows() at most.
    [[nodiscard]] Result<Done, ChainError> take(ByteView content);

    [[nodiscard]] bool founded() const noexcept { return !heads_.empty(); }
    [[nodiscard]] crypto::Hash const& org_id() const;
    [[nodiscard]] crypto::Hash const& head() const;
    [[nodiscard]] std::uint64_t length() const noexcept { return heads_.size(); }
    [[nodiscard]] std::vector<Member> const& members() const noexcept { return members_; }
    [[nodiscard]] Member const* member(MemberId const& id) const noexcept;
    [[nodiscard]] Member const* by_device(DeviceId const& id) const noexcept;
    /// Which entry has this hash, from 0.
    [[nodiscard]] std::optional<std::uint64_t> position(crypto::Hash const& entry) const noexcept;
    /// True if the device's member was active when the entry at `position` was the head. R2 of
    /// confidentiality.md 4.4.
    [[nodiscard]] bool was_active(DeviceId const& device, std::uint64_t position) const noexcept;
    /// The epoch when the entry at `position` was the head.
    [[nodiscard]] std::uint32_t epoch_at(std::uint64_t position) const;
    [[nodiscard]] Follows follows() const noexcept { return follows_; }
    [[nodiscard]] bool needs_epoch() const noexcept { return needs_epoch_; }
    [[nodiscard]] std::optional<Kit> const& kit() const noexcept { return kit_; }
    [[nodiscard]] SealedName const& profile() const noexcept { return profile_; }
    [[nodiscard]] std::uint32_t epoch() const noexcept { return static_cast<std::uint32_t>(epochs_.size()); }
    /// Whether the current epoch lacks a key for `safety` (C9).
    [[nodiscard]] bool is_of_eight() const noexcept {
        return !epochs_.empty() && epochs_of_eight_ == epochs_.size();
    }
    /// What the chain says the team key of a part and epoch is called; nothing for an epoch that never was, and
    /// for `safety` in one of eight parts.
    [[nodiscard]] std::optional<crypto::KeyId> kid(Part part, std::uint32_t epoch) const noexcept;
    /// The same for the organisation's secret.
    [[nodiscard]] std::optional<crypto::KeyId> organization_kid(std::uint32_t epoch) const noexcept;

    /// Makes the next entry; `Seed` is the author's device seed, or the kit's signing seed.
    template <class Seed>
    [[nodiscard]] Bytes make_entry(Seed const& seed, MemberId const& author, DeviceId const& device,
                                   Action action, ByteView detail, Instant now) const {
        Bytes body = next_body(author, device, action, detail, now);
        append(body, crypto::sign(seed, kChainLabel, to_sign(body)));
        return body;
    }

  private:
    [[nodiscard]] Bytes next_body(MemberId const& author, DeviceId const& device, Action action,
                                  ByteView detail, Instant now) const;
    [[nodiscard]] crypto::Hash to_sign(ByteView body) const;
    [[nodiscard]] Result<Done, ChainError> add(Member member);
    [[nodiscard]] Member* find(MemberId const& id) noexcept;
    [[nodiscard]] std::size_t active_coordinators() const noexcept;
    struct Entry;
    [[nodiscard]] Result<Done, ChainError> apply(Entry const& entry);
    [[nodiscard]] Result<Done, ChainError> found(Entry const& entry);
    [[nodiscard]] Result<Done, ChainError> add_member(Entry const& entry);
    [[nodiscard]] Result<Done, ChainError> remove_member(Entry const& entry);
    [[nodiscard]] Result<Done, ChainError> begin_epoch(Entry const& entry);
    [[nodiscard]] Result<Done, ChainError> set_profile(Entry const& entry);
    [[nodiscard]] Result<Done, ChainError> set_name(Entry const& entry);
    [[nodiscard]] Result<Done, ChainError> set_kit(Entry const& entry);

    std::vector<crypto::Hash> heads_;  ///< Hash of each entry; the first is the organisation's id.
    std::map<crypto::Hash, std::uint64_t> seq_of_head_;
    std::vector<std::uint32_t> epoch_at_;  ///< After each entry.
    std::vector<Member> members_;
    std::vector<EpochKids> epochs_;
    std::size_t epochs_of_eight_ = 0;  ///< The first ones.
    bool is_of_nine_ = false;
    std::optional<Kit> kit_;
    SealedName profile_;
    bool needs_epoch_ = false;
    Follows follows_ = Follows::kWhole;
};

[[nodiscard]] Bytes genesis_detail(Member const& founder);
[[nodiscard]] Bytes member_detail(Member const& member);
/// C9: as the kit adds a coordinator where the epoch is of eight.
[[nodiscard]] Bytes member_detail_of_eight(Member const& member);
[[nodiscard]] Bytes removal_detail(MemberId const& member, LastCommit const& last);

}  // namespace amparo::keyring
