// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One piece of the file while it is taken in. Views into its bytes.
#include "amparo/vault/vault.hpp"

namespace amparo::vault {

struct EntryBytes {
    ByteView header;
    ByteView body;
    ByteView shelf;
};

/// A commit as it stands in the file, before it is known whether it counts.
struct Vault::Found {
    crypto::Hash id{};
    reclog::Commit commit;
    std::uint64_t offset = 0;
    std::uint64_t chain_position = 0;
    std::vector<EntryBytes> entries;
    bool counts = false;
};

/// An entry of a commit that counts.
struct Vault::EntryFound {
    enum class State : std::uint8_t { kMissing, kWrongBytes, kWrongHeader, kSealed, kOpen };
    std::size_t commit = 0;  ///< In `commits`.
    std::uint16_t index = 0;
    State state = State::kMissing;
    std::optional<reclog::EntryHeader> header;  ///< Of an open one.
};

struct Vault::Loading {
    std::uint64_t offset = 0;  ///< Of the batch at hand.
    std::vector<Found> commits;
    std::map<crypto::Hash, std::size_t> at;
    std::vector<EntryFound> found;
    std::vector<EntryName> missing;
};

[[nodiscard]] bool is_keyring_item(reclog::Item const& item);
[[nodiscard]] bool is_entry_item(reclog::Item const& item);
/// Which entry of the commit before it an entry item belongs to.
[[nodiscard]] std::optional<std::uint16_t> index_of(reclog::Item const& item);
[[nodiscard]] VaultError from(reclog::StorageError error);
[[nodiscard]] VaultError from(keyring::KeyringError error);
[[nodiscard]] VaultError from(reclog::PreambleError error);

template <class T, class E>
Result<T, VaultError> lifted(Result<T, E> result) {
    if (!result.ok()) return Fail{from(result.error())};
    return std::move(result).value();
}

}  // namespace amparo::vault
