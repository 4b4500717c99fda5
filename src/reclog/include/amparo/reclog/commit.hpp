// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Commits: the signed, permanent part of the record log. A commit holds hashes of sealed entries only, so
/// entries can be erased and the chain still verifies. Spec: protocol/vault_file.md, "Commits" and
/// "Revisions".
#include "amparo/base/instant.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/model/ids.hpp"
#include "amparo/model/part.hpp"
#include "amparo/revisions/merge.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace amparo::reclog {

inline constexpr std::size_t kEntriesMax = 256;  ///< Entries one commit may hold.
inline constexpr std::size_t kParentsMax = 16;
inline constexpr std::size_t kKindBytesMax = 60;
inline constexpr std::string_view kCommitLabel = "amp.commit.v1";

using StreamId = std::array<std::byte, 16>;

struct EntryRef {
    crypto::Hash header_hash{};
    crypto::Hash body_hash{};
    std::uint8_t size_class = 0;  ///< log2 of the body's padded size, rounded up.
};

struct Commit {
    StreamId stream{};
    DeviceId author{DeviceId::Bytes{}};
    std::uint64_t seq = 0;
    crypto::Hash prev_self{};
    std::vector<crypto::Hash> parents;
    crypto::Hash chain_head{};
    std::uint32_t epoch = 0;
    crypto::KeyId header_key{};
    std::uint32_t hour = 0;
    std::vector<EntryRef> refs;
    crypto::Signature signature{};
};

/// Everything but the signature.
[[nodiscard]] Bytes encode_outer(Commit const& commit);
[[nodiscard]] Bytes encode(Commit const& commit);
/// Nothing for bytes that are not exactly one commit within bounds.
[[nodiscard]] std::optional<Commit> decode_commit(ByteView content);
/// What the author signs.
[[nodiscard]] crypto::Hash signed_hash(crypto::Hash const& org_id, Commit const& commit);

/// The sealed header of one entry, opened.
struct EntryHeader {
    RevisionId revision{RevisionId::Bytes{}};
    RecordId record{RecordId::Bytes{}};
    std::optional<PersonId> person;
    Part part = Part::kOrganization;
    revisions::Op op = revisions::Op::kCreate;
    Instant time;
    std::uint32_t form_version = 0;
    crypto::Hash commitment{};
    std::vector<RevisionId> parents;
    std::string kind;
};

[[nodiscard]] Bytes encode(EntryHeader const& header);
[[nodiscard]] std::optional<EntryHeader> decode_header(ByteView bytes);

/// Where in the log an entry stands: part of everything that is authenticated about it.
struct EntryPlace {
    crypto::Hash org_id{};
    StreamId stream{};
    std::uint32_t epoch = 0;
    DeviceId author{DeviceId::Bytes{}};
    std::uint64_t seq = 0;
    std::uint16_t index = 0;
};
[[nodiscard]] Bytes header_context(EntryPlace const& place);
[[nodiscard]] Bytes body_context(EntryPlace const& place, EntryHeader const& header);
[[nodiscard]] Bytes shelf_context(EntryPlace const& place, EntryHeader const& header);
[[nodiscard]] Bytes record_key_context(RecordId const& record, Part part);

}  // namespace amparo::reclog
