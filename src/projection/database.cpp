// SPDX-License-Identifier: AGPL-3.0-or-later
#include "database.hpp"

#include "amparo/base/check.hpp"
#include "amparo/text/unicode.hpp"
#include "wipe.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace amparo::projection {
namespace {

// ── Memory: each block carries its size before it, so that it can be wiped when it is freed ──

constexpr std::size_t kSizeBytes = alignof(std::max_align_t);

char* block_of(void* memory) noexcept {
    return static_cast<char*>(memory) - kSizeBytes;
}
int size_of(void* memory) {
    int size = 0;
    std::memcpy(&size, block_of(memory), sizeof size);
    return size;
}
void* allocate(int size) {
    auto* const block = static_cast<char*>(std::malloc(static_cast<std::size_t>(size) + kSizeBytes));
    if (block == nullptr) return nullptr;
    std::memcpy(block, &size, sizeof size);
    return block + kSizeBytes;
}
void release(void* memory) {
    if (memory == nullptr) return;
    wipe(memory, static_cast<std::size_t>(size_of(memory)));
    std::free(block_of(memory));
}
void* reallocate(void* memory, int size) {
    void* const larger = allocate(size);
    if (larger == nullptr) return nullptr;
    std::memcpy(larger, memory, static_cast<std::size_t>(std::min(size, size_of(memory))));
    release(memory);
    return larger;
}
int round_up(int size) {
    return (size + 7) & ~7;
}
int start_memory(void*) {
    return SQLITE_OK;
}
void stop_memory(void*) {}

void configure_once() {
    static bool const is_done = [] {
        static sqlite3_mem_methods const methods{allocate, release,      reallocate,  size_of,
                                                 round_up, start_memory, stop_memory, nullptr};
        AMPARO_CHECK(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK);
        AMPARO_CHECK(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK);
        AMPARO_CHECK(sqlite3_initialize() == SQLITE_OK);
        return true;
    }();
    static_cast<void>(is_done);
}

// ── Words: the index and the question take them the same way ──

using Token = int (*)(void*, int, char const*, int, int, int);

int make_tokenizer(void*, char const**, int, Fts5Tokenizer** out) {
    static int stateless = 0;
    *out = reinterpret_cast<Fts5Tokenizer*>(&stateless);
    return SQLITE_OK;
}
void free_tokenizer(Fts5Tokenizer*) {}
int tokenize(Fts5Tokenizer*, void* context, int why, char const* text, int size, Token token) {
    if ((why & FTS5_TOKENIZE_QUERY) != 0)
        return token(context, 0, text, size, 0, size);  // Is a word of Words.
    if (text == nullptr) return SQLITE_OK;
    letters::Words words{{text, static_cast<std::size_t>(size)}};
    while (words.next()) {
        std::string_view const word = words.word();
        int const result = token(context, 0, word.data(), static_cast<int>(word.size()),
                                 static_cast<int>(words.begin()), static_cast<int>(words.end()));
        if (result != SQLITE_OK) return result;
    }
    return SQLITE_OK;
}

fts5_api* fts5_of(sqlite3* db) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    AMPARO_CHECK(sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK);
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    AMPARO_CHECK(api != nullptr);
    return api;
}

// Measured at 100,000 records of 600 bytes: see docs/performance.md.
constexpr char const* kSchema = R"sql(
PRAGMA page_size = 4096;
PRAGMA temp_store = MEMORY;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA trusted_schema = OFF;
CREATE VIRTUAL TABLE names USING fts5(name, sound, kind, content = '', columnsize = 0, detail = column,
                                      tokenize = 'amparo', prefix = '1 2 3');
CREATE VIRTUAL TABLE words USING fts5(text, kind, content = '', columnsize = 0, detail = column,
                                      tokenize = 'amparo', prefix = '2 3');
INSERT INTO names (names, rank) VALUES ('hashsize', 16777216);
INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);
)sql";

constexpr std::array<char const*, 8> kStatements{
    "BEGIN",
    "COMMIT",
    "INSERT INTO names (rowid, name, sound, kind) VALUES (?1, ?2, ?3, ?4)",
    "INSERT INTO words (rowid, text, kind) VALUES (?1, ?2, ?3)",
    "INSERT INTO names (names, rowid, name, sound, kind) VALUES ('delete', ?1, ?2, ?3, ?4)",
    "INSERT INTO words (words, rowid, text, kind) VALUES ('delete', ?1, ?2, ?3)",
    "SELECT rowid FROM names WHERE names MATCH ?1 ORDER BY rowid DESC",
    "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC"};

}  // namespace

Database::Database() {
    configure_once();
    static_assert(kStatements.size() == kCount);
    int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX |
                      SQLITE_OPEN_PRIVATECACHE;
    AMPARO_CHECK(sqlite3_open_v2(":memory:", &db_, flags, nullptr) == SQLITE_OK);
    AMPARO_CHECK(sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr) == SQLITE_OK);
    AMPARO_CHECK(sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr) == SQLITE_OK);
    sqlite3_limit(db_, SQLITE_LIMIT_ATTACHED, 0);
    fts5_tokenizer words{make_tokenizer, free_tokenizer, tokenize};
    fts5_api* const fts5 = fts5_of(db_);
    AMPARO_CHECK(fts5->xCreateTokenizer(fts5, "amparo", nullptr, &words, nullptr) == SQLITE_OK);
    run(kSchema);
    for (std::size_t i = 0; i < kStatements.size(); ++i) {
        AMPARO_CHECK(sqlite3_prepare_v3(db_, kStatements[i], -1, SQLITE_PREPARE_PERSISTENT, &statements_[i],
                                        nullptr) == SQLITE_OK);
    }
}

Database::~Database() {
    for (sqlite3_stmt* const statement : statements_) sqlite3_finalize(statement);
    AMPARO_CHECK(sqlite3_close(db_) == SQLITE_OK);
}

void Database::run(char const* sql) {
    AMPARO_CHECK(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

void Database::step(Statement s) {
    AMPARO_CHECK(sqlite3_step(statements_[s]) == SQLITE_DONE);
    AMPARO_CHECK(sqlite3_reset(statements_[s]) == SQLITE_OK);
}

void Database::bind_text(Statement s, int at, std::string_view value) {
    // SQLITE_STATIC: the text outlives the step that follows, and each later step binds anew.
    AMPARO_CHECK(sqlite3_bind_text64(statements_[s], at, value.data(), value.size(), SQLITE_STATIC,
                                     SQLITE_UTF8) == SQLITE_OK);
}

void Database::begin() {
    step(kBegin);
}
void Database::commit() {
    step(kCommit);
}

void Database::change(Statement name, Statement text, std::uint32_t row, Terms const& terms) {
    if (!terms.names.empty()) {
        AMPARO_CHECK(sqlite3_bind_int64(statements_[name], 1, row) == SQLITE_OK);
        bind_text(name, 2, terms.names);
        bind_text(name, 3, terms.sounds);
        bind_text(name, 4, terms.kind);
        step(name);
    }
    if (!terms.text.empty()) {
        AMPARO_CHECK(sqlite3_bind_int64(statements_[text], 1, row) == SQLITE_OK);
        bind_text(text, 2, terms.text);
        bind_text(text, 3, terms.kind);
        step(text);
    }
}

void Database::put(std::uint32_t row, Terms const& terms) {
    change(kPutName, kPutText, row, terms);
}
void Database::remove(std::uint32_t row, Terms const& terms) {
    change(kRemoveName, kRemoveText, row, terms);
}

void Database::match(Index index, std::string const& expression,
                     std::function<bool(std::uint32_t)> const& visit) {
    Statement const s = index == Index::kNames ? kFindName : kFindText;
    bind_text(s, 1, expression);
    for (;;) {
        int const result = sqlite3_step(statements_[s]);
        AMPARO_CHECK(result == SQLITE_ROW || result == SQLITE_DONE);
        if (result == SQLITE_DONE ||
            !visit(static_cast<std::uint32_t>(sqlite3_column_int64(statements_[s], 0))))
            break;
    }
    AMPARO_CHECK(sqlite3_reset(statements_[s]) == SQLITE_OK);
}

std::size_t Database::bytes() const {
    int used = 0;
    int unused = 0;
    AMPARO_CHECK(sqlite3_db_status(db_, SQLITE_DBSTATUS_CACHE_USED, &used, &unused, 0) == SQLITE_OK);
    return static_cast<std::size_t>(used);
}

}  // namespace amparo::projection
