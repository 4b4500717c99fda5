// SPDX-License-Identifier: AGPL-3.0-or-later
// A directory of CSV files taken in: read, checked against its forms, sealed, signed and synced, against
// `sqlite3 .import` of the same files, which keeps every cell as text in plain tables. No budget: DESIGN.md
// names the peer only.
#include "corpus.hpp"
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/store_file/file.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>

namespace amparo::bench {
namespace {

constexpr int kRounds = 3;
constexpr std::size_t kServicesOfOne = 4;  ///< Of one organisation.

std::size_t services() {
    return scaled(20'000);
}

/// Three tables of HSDS as CSV.
struct Tables {
    std::string organizations = "id,name,description\n";
    std::string locations = "id,organization_id,name,latitude,longitude\n";
    std::string services = "id,organization_id,name,description,status,email,url\n";
    std::size_t rows = 0;
};

Tables make_tables() {
    std::size_t const count = bench::services();
    std::size_t const organizations = std::max<std::size_t>(count / kServicesOfOne, 1);
    Corpus const corpus = make_corpus(count);
    Tables out;
    for (std::size_t i = 0; i < organizations; ++i) {
        std::string const n = std::to_string(i);
        out.organizations +=
            "o" + n + ",Organisation " + n + ",\"" + corpus.records[i].note.substr(0, 200) + "\"\n";
        out.locations += "l" + n + ",o" + n + ",Place " + n + ",41." + std::to_string(1000 + i % 9000) +
                         ",-87." + std::to_string(1000 + i % 8000) + "\n";
    }
    for (std::size_t i = 0; i < count; ++i) {
        std::string const n = std::to_string(i);
        out.services += "s" + n + ",o" + std::to_string(i % organizations) + ",Service " + n + ",\"" +
                        corpus.records[i].note + "\",active,office" + n +
                        "@example.org,https://example.org/" + n + "\n";
    }
    out.rows = 2 * organizations + count;
    return out;
}

double import_ours(std::filesystem::path const& folder, Tables const& tables) {
    store_file::FileStorage storage{(folder / "vault.amparo").string()};
    engine::Engine engine{
        {storage, [] { return Instant{std::chrono::seconds{1'900'000'000}}; }, crypto::kCostFloor}};
    AMPARO_CHECK(engine
                     .call("vault.init",
                           {{"organization", "Bench"}, {"member", "Ana"}, {"passphrase", "of the bench"}})
                     .ok());
    Json const files = Json::array({Json{{"name", "organizations.csv"}, {"text", tables.organizations}},
                                    Json{{"name", "locations.csv"}, {"text", tables.locations}},
                                    Json{{"name", "services.csv"}, {"text", tables.services}}});
    std::size_t created = 0;
    double const ms = milliseconds([&] {
        auto const answer = engine.call("directory.import", {{"source", "bench"}, {"files", files}});
        AMPARO_CHECK(answer.ok());
        created = answer.value().at("created").get<std::size_t>();
    });
    AMPARO_CHECK(created == tables.rows);
    std::filesystem::remove(folder / "vault.amparo");
    return ms;
}

double import_peer(std::filesystem::path const& folder) {
    std::string command = "cd '" + folder.string() + "' && sqlite3 plain.sqlite '.mode csv'";
    for (char const* table : {"organizations", "locations", "services"})
        command += std::string{" '.import "} + table + ".csv " + table + "'";
    double const ms = milliseconds([&] { AMPARO_CHECK(std::system(command.c_str()) == 0); });
    std::filesystem::remove(folder / "plain.sqlite");
    return ms;
}

Measure directory_import(std::filesystem::path const& folder) {
    Tables const tables = make_tables();
    std::ofstream{folder / "organizations.csv"} << tables.organizations;
    std::ofstream{folder / "locations.csv"} << tables.locations;
    std::ofstream{folder / "services.csv"} << tables.services;
    std::vector<double> ours;
    std::vector<double> limit;
    for (int round = 0; round < kRounds; ++round) {
        ours.push_back(import_ours(folder, tables));
        limit.push_back(import_peer(folder));
    }
    auto const rate = [&](double ms) {
        return std::to_string(static_cast<int>(static_cast<double>(tables.rows) * 1000 / ms));
    };
    return {median(ours), median(limit), "ms",
            std::to_string(tables.rows) + " rows of three tables: " + rate(median(ours)) +
                " rows a second, limit " + rate(median(limit)) +
                "; limit: sqlite3 .import of the same files, process start and sync included"};
}

Workload const kRegistered{"directory_import", directory_import};

}  // namespace
}  // namespace amparo::bench
