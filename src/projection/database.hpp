// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The word index: SQLite FTS5 in memory, without the texts themselves (they are in Bodies). The one file
/// that touches SQLite.
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace amparo::projection {

/// What one record is found by. Words are taken from each as letters::Words takes them.
struct Terms {
    std::string names;
    std::string sounds;
    std::string text;  ///< Everything, the names too: a search may mix them.
    std::string kind;  ///< One word.
};

enum class Index { kNames, kText };

class Database {
  public:
    Database();
    ~Database();
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    void begin();
    void commit();
    /// `row` must be new, or removed with the terms it was put in with.
    void put(std::uint32_t row, Terms const& terms);
    void remove(std::uint32_t row, Terms const& terms);
    /// Rows that match the FTS5 expression, the highest first, until `visit` says no.
    void match(Index index, std::string const& expression, std::function<bool(std::uint32_t)> const& visit);
    [[nodiscard]] std::size_t bytes() const;

  private:
    enum Statement {
        kBegin,
        kCommit,
        kPutName,
        kPutText,
        kRemoveName,
        kRemoveText,
        kFindName,
        kFindText,
        kCount
    };

    void run(char const* sql);
    void step(Statement s);
    void change(Statement name, Statement text, std::uint32_t row, Terms const& terms);
    void bind_text(Statement s, int at, std::string_view value);

    sqlite3* db_ = nullptr;
    std::array<sqlite3_stmt*, kCount> statements_{};
};

}  // namespace amparo::projection
