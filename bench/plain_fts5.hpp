// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The peer of the projection: what someone would write with SQLite FTS5 in memory who needs each kind of
/// question.
#include "corpus.hpp"

#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace amparo::bench {

class PlainFts5 {
  public:
    PlainFts5();
    ~PlainFts5();
    PlainFts5(PlainFts5 const&) = delete;
    PlainFts5& operator=(PlainFts5 const&) = delete;

    void fill(Corpus const& corpus);
    /// How many match of `table`, "plain" or "phones": at most `limit`, the ones added last.
    std::size_t count(std::string const& table, std::string const& expression, std::size_t limit);
    [[nodiscard]] static std::string version();

  private:
    void run(char const* sql);
    sqlite3_stmt* prepared(std::string const& sql);
    void insert(sqlite3_stmt* statement, std::size_t row, std::vector<std::string> const& texts);

    sqlite3* db_ = nullptr;
    sqlite3_stmt* find_text_ = nullptr;
    sqlite3_stmt* find_phone_ = nullptr;
};

}  // namespace amparo::bench
