// SPDX-License-Identifier: AGPL-3.0-or-later
// T32 of confidentiality.md: whether the time an answer takes tells of a person's papers, work, contact with the police
// or releases. People in pairs that differ in these alone ask in turns. Budget: 1 ms between the 95th percentiles.
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/store_memory/memory.hpp"

#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

namespace amparo::bench {
namespace {

constexpr double kBudgetMs = 1;
constexpr std::size_t kPairs = 50;
constexpr Instant kNow{std::chrono::seconds{1'930'000'000}};

std::size_t rounds() {
    return scaled(4000);
}

std::string demo_network() {
    std::ifstream file{AMPARO_SOURCE_DIR "/data/directory/demo_network.json"};
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

class Office {
  public:
    Office() {
        ask("vault.init", {{"organization", "Bench"}, {"member", "Ana"}, {"passphrase", "of the bench"}});
        ask("directory.import",
            {{"source", "network"},
             {"files", Json::array({Json{{"name", "network.json"}, {"text", demo_network()}}})}});
        Json const house = record("house", {}, {{"name", "North"}})["id"];
        for (int n = 1; n <= 20; ++n)
            record("unit", {},
                   {{"house", house}, {"name", "Unit " + std::to_string(n)}, {"places", 1 + n % 4}});
    }

    Json ask(std::string_view method, Json const& params) {
        auto answer = engine_.call(method, params);
        AMPARO_CHECK(answer.ok());
        return std::move(answer).value();
    }

    Json person() {
        return record("contact", {},
                      {{"chosen_name", "Marisol"},
                       {"languages", {"es"}},
                       {"needs", {"bed_tonight", "attorney_immigration", "interpreter"}}})["person"];
    }

    /// All that must not count.
    void say_other_facts(Json const& person) {
        record("immigration_note", person,
               {{"status", "without_papers"},
                {"contact_with_authorities", "yes"},
                {"wants_contact_with_authorities", "no"},
                {"text", "said so"}});
        record("finding", person, {{"sector", "farm_work"}});
        Json const release = ask("release.sign", {{"person", person},
                                                  {"recipient", "Casa Azahar"},
                                                  {"fields", {"contact.chosen_name"}},
                                                  {"purpose", "a bed"},
                                                  {"signed_how", "on_paper"},
                                                  {"explained_by", "Ana"},
                                                  {"language", "es"}});
        ask("release.withdraw", {{"id", release["id"]}, {"by", "in_person"}, {"reason", "changed mind"}});
    }

  private:
    Json record(std::string_view kind, Json const& person, Json const& data) {
        Json params{{"kind", kind}, {"data", data}};
        if (!person.is_null()) params["person"] = person;
        return ask("record.create", params);
    }

    store_memory::MemoryStorage storage_;
    engine::Engine engine_{{storage_, [] { return kNow; }, crypto::kCostFloor}};
};

Measure alike(std::filesystem::path const&) {
    Office office;
    std::array<std::vector<Json>, 2> people;
    for (std::size_t i = 0; i < kPairs; ++i) {
        for (auto& group : people) group.push_back(office.person());
        office.say_other_facts(people[1].back());
    }
    std::array<std::vector<double>, 2> took;
    for (std::size_t round = 0; round < rounds(); ++round) {
        for (std::size_t turn = 0; turn < 2; ++turn) {
            std::size_t const group = (round + turn) % 2;
            Json const about{{"person", people[group][round % kPairs]}};
            took[group].push_back(milliseconds([&] {
                AMPARO_CHECK(!codec::list_at(office.ask("match", about), "needs").empty());
                office.ask("bed.find", {{"household", 2}});
            }));
        }
    }
    double const plain = percentile(took[0], 95);
    double const other = percentile(took[1], 95);
    return {std::abs(other - plain), kBudgetMs, "ms",
            "p95 of a match and a bed found, " + std::to_string(plain) +
                " ms of those of whom nothing else is known, " + std::to_string(other) +
                " ms of the others, " + std::to_string(rounds()) + " of each; limit: the budget"};
}

Workload const kRegistered{"alike", alike};

}  // namespace
}  // namespace amparo::bench
