// SPDX-License-Identifier: AGPL-3.0-or-later
// An acknowledged write: lock, append, sync, unlock, against SQLite committing the same bytes durably.
// Budget: at most 1.3 times the peer (DESIGN.md section 6).
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/store_file/file.hpp"

#include <sqlite3.h>

namespace amparo::bench {
namespace {

constexpr int kRounds = 20;
constexpr int kWritesARound = 20;
constexpr std::size_t kBytes = 4096;

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
    void commit(ByteView bytes) {
        sqlite3_bind_blob(insert_, 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
        AMPARO_CHECK(sqlite3_step(insert_) == SQLITE_DONE);
        sqlite3_reset(insert_);
    }

  private:
    void run(char const* sql) {
        AMPARO_CHECK(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    sqlite3* db_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

Measure append(std::filesystem::path const& folder) {
    Bytes bytes(kBytes);
    for (std::size_t i = 0; i < kBytes; ++i) bytes[i] = static_cast<std::byte>(i * 2654435761U >> 13U);
    store_file::FileStorage store{(folder / "vault.amparo").string()};
    AMPARO_CHECK(store.create({}).ok());
    PlainSqlite peer{(folder / "plain.sqlite").string()};
    std::vector<double> ours;
    std::vector<double> limit;
    for (int round = 0; round < kRounds; ++round) {  // In turns: whatever else the disk does hits both.
        for (int n = 0; n < kWritesARound; ++n)
            ours.push_back(milliseconds([&] {
                auto const lock = store.lock();
                AMPARO_CHECK(lock.ok());
                AMPARO_CHECK(store.append(bytes).ok());
            }));
        for (int n = 0; n < kWritesARound; ++n) limit.push_back(milliseconds([&] { peer.commit(bytes); }));
    }
    return {median(ours), median(limit), "ms per acknowledged write",
            "median of " + std::to_string(kRounds * kWritesARound) + " writes of " + std::to_string(kBytes) +
                " bytes; limit: SQLite " + sqlite3_libversion() + ", WAL, synchronous=FULL"};
}

Workload const kRegistered{"append", append};

}  // namespace
}  // namespace amparo::bench
