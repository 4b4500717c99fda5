// SPDX-License-Identifier: AGPL-3.0-or-later
#include "plain_fts5.hpp"

#include "amparo/base/check.hpp"
#include "amparo/text/sound.hpp"
#include "amparo/text/unicode.hpp"

#include <sqlite3.h>

namespace amparo::bench {
namespace {

std::string sound_text(std::string_view name) {
    std::string out;
    for (letters::SoundWord const& word : letters::sound_words(name))
        for (std::string const& key : word.keys) out += key + ' ';
    return out;
}

}  // namespace

PlainFts5::PlainFts5() {
    AMPARO_CHECK(sqlite3_open(":memory:", &db_) == SQLITE_OK);
    run("CREATE VIRTUAL TABLE plain USING fts5(name, sound, note, tokenize = 'unicode61 remove_diacritics "
        "2')");
    run("CREATE VIRTUAL TABLE phones USING fts5(digits, tokenize = 'trigram')");
}

PlainFts5::~PlainFts5() {
    sqlite3_finalize(find_text_);
    sqlite3_finalize(find_phone_);
    sqlite3_close(db_);
}

void PlainFts5::fill(Corpus const& corpus) {
    sqlite3_stmt* const text = prepared("INSERT INTO plain (rowid, name, sound, note) VALUES (?, ?, ?, ?)");
    sqlite3_stmt* const phone = prepared("INSERT INTO phones (rowid, digits) VALUES (?, ?)");
    run("BEGIN");
    for (std::size_t i = 0; i < corpus.records.size(); ++i) {
        CorpusRecord const& record = corpus.records[i];
        insert(text, i, {record.name, sound_text(record.name), record.note});
        insert(phone, i, {letters::phone_digits(record.phone)});
    }
    run("COMMIT");
    sqlite3_finalize(text);
    sqlite3_finalize(phone);
}

std::size_t PlainFts5::count(std::string const& table, std::string const& expression, std::size_t limit) {
    sqlite3_stmt*& find = table == "plain" ? find_text_ : find_phone_;
    if (find == nullptr)
        find = prepared("SELECT rowid FROM " + table + " WHERE " + table +
                        " MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
    sqlite3_bind_text(find, 1, expression.data(), static_cast<int>(expression.size()), SQLITE_STATIC);
    sqlite3_bind_int64(find, 2, static_cast<sqlite3_int64>(limit));
    std::size_t rows = 0;
    while (sqlite3_step(find) == SQLITE_ROW) ++rows;
    AMPARO_CHECK(sqlite3_reset(find) == SQLITE_OK);
    return rows;
}

std::string PlainFts5::version() {
    return sqlite3_libversion();
}

void PlainFts5::run(char const* sql) {
    AMPARO_CHECK(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

sqlite3_stmt* PlainFts5::prepared(std::string const& sql) {
    sqlite3_stmt* statement = nullptr;
    AMPARO_CHECK(sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    return statement;
}

void PlainFts5::insert(sqlite3_stmt* statement, std::size_t row, std::vector<std::string> const& texts) {
    sqlite3_bind_int64(statement, 1, static_cast<sqlite3_int64>(row));
    for (std::size_t i = 0; i < texts.size(); ++i)
        sqlite3_bind_text(statement, static_cast<int>(i) + 2, texts[i].data(),
                          static_cast<int>(texts[i].size()), SQLITE_STATIC);
    AMPARO_CHECK(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
}

}  // namespace amparo::bench
