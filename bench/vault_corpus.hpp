// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Vaults of any size, and unlocking them as the engine does, for the workloads that load.
#include "corpus.hpp"

#include "amparo/projection/projection.hpp"
#include "amparo/reclog/storage.hpp"
#include "amparo/vault/vault.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace amparo::bench {

inline constexpr std::string_view kPassphrase = "a passphrase of the bench";

/// What revision `i` of `revisions` says: of five, four make a record and one corrects one.
[[nodiscard]] std::string body_of(Corpus const& corpus, std::size_t i, std::size_t revisions);
[[nodiscard]] vault::NewEntry entry_of(Corpus const& corpus, std::size_t i, std::size_t revisions);
[[nodiscard]] std::size_t records_of(std::size_t revisions);

/// `at_once` revisions are saved together: 1 as people write, more as an import does.
void write_vault(reclog::Storage& storage, Corpus const& corpus, std::size_t revisions, std::size_t at_once);

/// A new vault with these, saved as an import does.
void write_entries(reclog::Storage& storage, std::vector<vault::NewEntry> const& entries, Instant at);

/// Bytes of the same revisions as plain JSON: the fields alone, or with what else a record has (ids, time,
/// author).
struct PlainBytes {
    std::size_t fields = 0;
    std::size_t records = 0;
};
[[nodiscard]] PlainBytes plain_bytes(Corpus const& corpus, std::size_t revisions);

struct Times {
    double opened = 0;
    double added = 0;
    double indexed = 0;
    [[nodiscard]] double all() const noexcept { return opened + added + indexed; }
};
/// A vault unlocked as the engine does it.
class Unlocked {
  public:
    explicit Unlocked(reclog::Storage& storage);
    void index();
    [[nodiscard]] Times const& times() const noexcept { return times_; }
    [[nodiscard]] projection::Projection const& projection() const noexcept { return projection_; }

  private:
    vault::Vault vault_;
    projection::Projection projection_;
    Times times_;
};

}  // namespace amparo::bench
