// SPDX-License-Identifier: AGPL-3.0-or-later
// A two-way table of a million cases, against SQLite's GROUP BY of the same codes in memory.
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/evidence/table.hpp"
#include "amparo/forms/registry.hpp"

#include <sqlite3.h>

#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace amparo::bench {
namespace {

constexpr std::size_t kRounds = 9;

/// Ten needs and forty sectors or so, and some who gave no answer: the same in every run.
struct Case {
    std::string need;
    std::string sector;
};

Case case_numbered(std::uint64_t n, evidence::Variable const& rows, evidence::Variable const& columns) {
    n = (n + 1) * 6364136223846793005U + 1442695040888963407U;
    std::uint64_t const r = n >> 33U;
    auto const pick = [](std::uint64_t of, evidence::Variable const& variable) {
        std::size_t const count = variable.terms().size();
        std::size_t const at = of % (count + 1);
        return at == count ? std::string{"declined"} : variable.terms()[at].code;
    };
    return {pick(r % 1009, rows), pick(r / 1009, columns)};
}

class PlainSqlite {
  public:
    PlainSqlite() {
        AMPARO_CHECK(sqlite3_open(":memory:", &db_) == SQLITE_OK);
        run("CREATE TABLE cases (a TEXT, b TEXT)");
        run("BEGIN");
        AMPARO_CHECK(sqlite3_prepare_v2(db_, "INSERT INTO cases VALUES (?, ?)", -1, &insert_, nullptr) ==
                     SQLITE_OK);
    }
    ~PlainSqlite() {
        sqlite3_finalize(insert_);
        sqlite3_finalize(count_);
        sqlite3_close(db_);
    }
    PlainSqlite(PlainSqlite const&) = delete;
    PlainSqlite& operator=(PlainSqlite const&) = delete;

    void add(Case const& one) {
        sqlite3_bind_text(insert_, 1, one.need.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(insert_, 2, one.sector.c_str(), -1, SQLITE_TRANSIENT);
        AMPARO_CHECK(sqlite3_step(insert_) == SQLITE_DONE);
        sqlite3_reset(insert_);
    }
    void filled() {
        run("COMMIT");
        AMPARO_CHECK(sqlite3_prepare_v2(db_, "SELECT a, b, count(*) FROM cases GROUP BY a, b", -1, &count_,
                                        nullptr) == SQLITE_OK);
    }
    std::map<std::pair<std::string, std::string>, std::uint64_t> table() {
        std::map<std::pair<std::string, std::string>, std::uint64_t> out;
        auto const text = [this](int column) {
            return std::string{reinterpret_cast<char const*>(sqlite3_column_text(count_, column))};
        };
        while (sqlite3_step(count_) == SQLITE_ROW)
            out[{text(0), text(1)}] = static_cast<std::uint64_t>(sqlite3_column_int64(count_, 2));
        sqlite3_reset(count_);
        return out;
    }

  private:
    void run(char const* sql) {
        AMPARO_CHECK(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    sqlite3* db_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    sqlite3_stmt* count_ = nullptr;
};

forms::Form two_questions(forms::Registry const& registry) {
    auto const question = [](char const* name, char const* list) {
        return Json{{"name", name},
                    {"type", "choice"},
                    {"part", "statistics"},
                    {"labels", {{"en", name}}},
                    {"vocabulary", list}};
    };
    Json const declaration{{"name", "cases"},
                           {"version", 1},
                           {"labels", {{"en", "Cases"}}},
                           {"about_person", "yes"},
                           {"title", "need"},
                           {"fields", {question("need", "means"), question("sector", "sectors")}}};
    auto parsed = forms::Form::parse(declaration, registry.vocabularies());
    AMPARO_CHECK(std::holds_alternative<forms::Form>(parsed));
    return std::move(*std::get_if<forms::Form>(&parsed));
}

Measure table(std::filesystem::path const&) {
    forms::Registry const registry;
    forms::Form const form = two_questions(registry);
    evidence::Frame const frame{&form, {}};
    forms::Labels words;
    words.set("en", "cases");
    evidence::Question question{std::make_shared<evidence::Population const>(
                                    evidence::Population::everybody(frame, std::move(words))),
                                evidence::Variable::of(frame, "need").value(),
                                evidence::Variable::of(frame, "sector").value(),
                                {}};
    evidence::Microdata cases{question.variables(), question.scope};
    PlainSqlite peer;
    std::size_t const count = scaled(1'000'000);
    for (std::size_t n = 0; n < count; ++n) {
        Case const one = case_numbered(n, question.rows, *question.columns);
        Json const data{{"need", one.need}, {"sector", one.sector}};
        cases.add({"", std::to_string(n), "2030-05-01", "2030-05-01", false, &data});
        peer.add(one);
    }
    peer.filled();
    std::vector<double> ours;
    std::vector<double> limit;
    for (std::size_t round = 0; round < kRounds; ++round) {
        std::optional<Result<evidence::Table, evidence::Refusal>> made;
        ours.push_back(milliseconds([&] { made.emplace(evidence::tabulate(question, cases)); }));
        std::map<std::pair<std::string, std::string>, std::uint64_t> theirs;
        limit.push_back(milliseconds([&] { theirs = peer.table(); }));
        AMPARO_CHECK(made->ok());
        for (evidence::Column const& column : made->value().columns)
            for (std::size_t row = 0; row < column.seen.size(); ++row)
                AMPARO_CHECK((column.seen[row] == theirs[{question.rows.terms()[row].code, column.code}]));
    }
    return {median(ours), median(limit), "ms a table",
            "median of " + std::to_string(ours.size()) + " two-way tables of " + std::to_string(count) +
                " cases with who gave no answer; limit: SQLite " + sqlite3_libversion() +
                " in memory, GROUP BY of two texts"};
}

Workload const kRegistered{"table", table};

}  // namespace
}  // namespace amparo::bench
