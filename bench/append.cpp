// SPDX-License-Identifier: AGPL-3.0-or-later
// An acknowledged write: lock, append, sync, unlock; alone, 64 together, and with all that saving a record
// does. Against SQLite committing the same bytes durably. Budget: at most 1.3 times the peer (DESIGN.md
// section 6).
#include "vault_corpus.hpp"
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/store_file/file.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace amparo::bench {
namespace {

constexpr std::size_t kWritesARound = 20;
constexpr std::size_t kBytes = 4096;
constexpr std::size_t kTogether = 64;

std::size_t rounds() {
    return scaled(2'000) / 100 + 1;
}

class PlainSqlite {
  public:
    explicit PlainSqlite(std::string const& path) {
        AMPARO_CHECK(sqlite3_open(path.c_str(), &db_) == SQLITE_OK);
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = FULL");
        run("CREATE TABLE log (bytes BLOB)");
        AMPARO_CHECK(sqlite3_prepare_v2(db_, "INSERT INTO log VALUES (?)", -1, &insert_, nullptr) ==
                     SQLITE_OK);
    }
    ~PlainSqlite() {
        sqlite3_finalize(insert_);
        sqlite3_close(db_);
    }
    PlainSqlite(PlainSqlite const&) = delete;
    PlainSqlite& operator=(PlainSqlite const&) = delete;
    /// `bytes` in rows of at most kBytes, in one transaction.
    void commit(ByteView bytes) {
        run("BEGIN");
        for (; !bytes.empty(); bytes = bytes.subspan(std::min(kBytes, bytes.size()))) {
            ByteView const row = bytes.first(std::min(kBytes, bytes.size()));
            sqlite3_bind_blob(insert_, 1, row.data(), static_cast<int>(row.size()), SQLITE_STATIC);
            AMPARO_CHECK(sqlite3_step(insert_) == SQLITE_DONE);
            sqlite3_reset(insert_);
        }
        run("COMMIT");
    }

  private:
    void run(char const* sql) {
        AMPARO_CHECK(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    sqlite3* db_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

/// In turns: whatever else the disk does hits both.
template <class Ours, class Limit>
Measure in_turns(Ours&& write, Limit&& commit, std::string const& what) {
    std::vector<double> ours;
    std::vector<double> limit;
    for (std::size_t round = 0; round < rounds(); ++round) {
        for (std::size_t n = 0; n < kWritesARound; ++n) ours.push_back(milliseconds(write));
        for (std::size_t n = 0; n < kWritesARound; ++n) limit.push_back(milliseconds(commit));
    }
    return {median(ours), median(limit), "ms per acknowledged write",
            "median of " + std::to_string(ours.size()) + " writes of " + what + "; limit: SQLite " +
                sqlite3_libversion() + ", WAL, synchronous=FULL"};
}

Measure append_bytes(std::filesystem::path const& folder, std::size_t count) {
    Bytes bytes(count);
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::byte>(i * 2654435761U >> 13U);
    store_file::FileStorage store{(folder / "vault.amparo").string()};
    AMPARO_CHECK(store.create({}).ok());
    PlainSqlite peer{(folder / "plain.sqlite").string()};
    auto const write = [&] {
        auto const lock = store.lock();
        AMPARO_CHECK(lock.ok());
        AMPARO_CHECK(store.append(bytes).ok());
    };
    return in_turns(
        write, [&] { peer.commit(bytes); }, std::to_string(count) + " bytes");
}

Measure append(std::filesystem::path const& folder) {
    return append_bytes(folder, kBytes);
}
Measure append_batch(std::filesystem::path const& folder) {
    return append_bytes(folder, kBytes * kTogether);
}

/// As a person saves: one revision sealed, signed, appended, synced and taken in again.
Measure save(std::filesystem::path const& folder) {
    auto const path = folder / "vault.amparo";
    store_file::FileStorage storage{path.string()};
    Corpus const corpus = make_corpus(rounds() * kWritesARound + 1);
    write_vault(storage, {}, 0, 1);
    auto const empty = std::filesystem::file_size(path);
    vault::Vault vault{storage};
    auto const nowhere = [](vault::OpenedEntry&&) {};
    AMPARO_CHECK(vault.unlock(kPassphrase, nowhere).ok());
    std::size_t saved = 0;
    auto const write = [&] {
        auto writing = vault.begin_writing(nowhere, [] {});
        AMPARO_CHECK(writing.ok());
        std::vector<vault::NewEntry> entries{entry_of(corpus, saved, corpus.records.size())};
        Instant const now = entries.front().header.time;
        AMPARO_CHECK(writing.value().append(std::move(entries), now, nowhere).ok());
        ++saved;
    };
    write();
    Bytes const same(static_cast<std::size_t>(std::filesystem::file_size(path) - empty));
    PlainSqlite peer{(folder / "plain.sqlite").string()};
    return in_turns(
        write, [&] { peer.commit(same); },
        "one revision, sealed and signed, " + std::to_string(same.size()) + " bytes");
}

Workload const kRegistered{"append", append};
Workload const kBatch{"append_batch", append_batch};
Workload const kSave{"save", save};

}  // namespace
}  // namespace amparo::bench
