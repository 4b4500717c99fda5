// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the records of legal matters have beside others: whom they are for is sealed with them, and a matter
/// may have a wall. Spec of what is stored: protocol/walls.md. Why so: docs/adr/0011.
///
///   N1 Whom for.  Of a kind that begins with "matter", and of a record that was made in a matter, the log's
///                 header names no person; the sealed body does. Why: that somebody has an attorney, and what
///                 for, is nobody's who does not hold the part.
///   N2 Wall.      A key of the matter's own, sealed to each member inside. Every record of the matter is sealed
///                 under it before it is sealed under its part. Who is outside sees what they see of a part
///                 they do not hold: that a record is there.
///   N3 Whose.     The first wall of a matter can be put up by anybody who holds the part; after that only who
///                 is inside lets others in, or puts up another. What an outsider writes is passed over.
///   N4 Two.       Two members at least are inside, so that one lost passphrase loses no matter.
///   N5 Smaller.   A wall that keeps somebody out who was not kept out has a new key, and every record of the
///                 matter is sealed anew; what stood there before is erased, its history with it. What was read
///                 before, or lies in an older copy of the file, stays read.
///   N6 Compared.  The blind names of the parties stay outside of the wall, or nothing could be compared.
///   N7 Every kind. A wall covers whatever its form links to a matter (forms F22), and a record that is put
///                 into a walled matter later is sealed anew. That the person has a record of its kind was
///                 in its header and stays there. Who is outside neither changes nor erases what is behind.
#include "amparo/codec/json.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/keyring/keyring.hpp"
#include "amparo/model/ids.hpp"
#include "amparo/vault/vault.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace amparo::engine {

inline constexpr std::string_view kWallKind = "matter_wall";
/// The same around the register of one study, kept by its keepers (methods_study.cpp J1).
inline constexpr std::string_view kRegisterWallKind = "study_register";
inline constexpr std::string_view kRegisterKind = "pseudonym";
inline constexpr std::size_t kInsideMin = 2;  ///< N4

/// N1.
[[nodiscard]] bool is_of_matters(std::string_view kind) noexcept;

struct Wall {
    std::string number;         ///< Of the matter.
    std::set<MemberId> inside;  ///< Nobody: it was taken down.
    std::string key_name;
    [[nodiscard]] bool stands() const noexcept { return !inside.empty(); }
    /// Whether these are all who are inside, and others.
    [[nodiscard]] bool only_lets_in(std::set<MemberId> const& members) const;
};

class Walls {
  public:
    /// The matter, and its wall as one revision's fields say.
    [[nodiscard]] static std::optional<std::pair<RecordId, Wall>> read(Json const& fields);
    /// One revision of a wall, in the order of the log. True if it gave this member a key.
    bool take(vault::OpenedEntry const& entry, keyring::Keys const& mine);

    /// Nothing: no wall.
    [[nodiscard]] Wall const* of(RecordId const& matter) const;
    /// Around the register of a study.
    [[nodiscard]] Wall const* of_register(RecordId const& study) const;
    [[nodiscard]] std::map<RecordId, Wall> const& all() const noexcept { return by_matter_; }
    [[nodiscard]] std::map<RecordId, Wall> const& registers() const noexcept { return by_study_; }
    [[nodiscard]] bool holds_key(Wall const& wall) const { return keys_.contains(wall.key_name); }

    /// Whether no other active member is inside.
    [[nodiscard]] static bool is_last_inside(Wall const& wall, MemberId const& member,
                                             keyring::Chain const& chain);
    /// What the log holds of one part of a revision: `fields` with whom they are for, behind the wall if there
    /// is one whose key this member holds.
    [[nodiscard]] Bytes body_of(reclog::EntryHeader const& header, Json const& fields,
                                std::optional<PersonId> const& person, Wall const* wall) const;
    /// The other way round: sets the person of the header and the body's fields. Without the key the body goes.
    /// Whether the body names the person, and the header does not.
    bool open(vault::OpenedEntry& entry) const;

    /// A new key, and the fields of a wall that grant it to `inside`.
    struct Raised {
        Json fields;
        std::string key_name;
    };
    [[nodiscard]] Raised raise(std::set<MemberId> const& inside, keyring::Chain const& chain);
    /// The fields that grant the key in force to `inside`.
    [[nodiscard]] Json widen(Wall const& wall, std::set<MemberId> const& inside,
                             keyring::Chain const& chain) const;

  private:
    std::map<RecordId, Wall> by_matter_;
    /// Apart: whoever holds `identity` may begin a register, and nobody a wall of a matter with it.
    std::map<RecordId, Wall> by_study_;
    std::map<std::string, crypto::WallKey> keys_;  ///< By name.
};

}  // namespace amparo::engine
