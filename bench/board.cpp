// SPDX-License-Identifier: AGPL-3.0-or-later
// The board of 500 beds over 90 nights, each bed with a household after the other. Budget: 50 ms after each change, so
// that the page may ask whenever something changed.
#include "corpus.hpp"
#include "vault_corpus.hpp"
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/store_memory/memory.hpp"

namespace amparo::bench {
namespace {

constexpr double kBudgetMs = 50;
constexpr std::size_t kCalls = 20;
constexpr int kNights = 90;
constexpr int kStayNights = 15;
constexpr int kStaysEach = kNights / kStayNights;
constexpr Instant kTonight{std::chrono::seconds{1'900'000'000}};

std::size_t beds() {
    return scaled(500);
}

class House {
  public:
    House() {
        Corpus const corpus = make_corpus(beds() * kStaysEach);
        std::string const house = add("house", Part::kOrganization, Json{{"name", "Casa Azahar"}});
        for (std::size_t bed = 0; bed < beds(); ++bed) {
            units.push_back(
                add("unit", Part::kOrganization,
                    Json{{"house", house}, {"name", "Room " + std::to_string(bed)}, {"places", 1}}));
            for (int turn = 0; turn < kStaysEach; ++turn)
                stay(corpus.records[bed * kStaysEach + static_cast<std::size_t>(turn)].name, turn);
        }
    }
    std::vector<vault::NewEntry> entries;
    std::vector<std::string> units;

  private:
    void stay(std::string const& name, int turn) {
        ++people_;
        auto const day = [](int nights) { return text(kTonight + std::chrono::days{nights}).substr(0, 10); };
        add("contact", Part::kIdentity, Json{{"chosen_name", name}});
        add("stay", Part::kPlan,
            Json{{"state", "staying"},
                 {"household", 1},
                 {"arrived_at", text(kTonight)},
                 {"places", Json::array({Json{{"unit", units.back()},
                                              {"from", day(turn * kStayNights)},
                                              {"until", day((turn + 1) * kStayNights)}}})}});
    }

    std::string add(std::string const& kind, Part part, Json const& fields) {
        vault::NewEntry entry;
        entry.header.revision = id_numbered<RevisionId>(entries.size());
        entry.header.record = id_numbered<RecordId>(entries.size() + 1'000'000);
        if (part != Part::kOrganization) entry.header.person = id_numbered<PersonId>(people_ + 2'000'000);
        entry.header.part = part;
        entry.header.time = kTonight;
        entry.header.kind = kind;
        std::string const body = codec::to_text(fields);
        entry.body.assign(as_bytes(body).begin(), as_bytes(body).end());
        entries.push_back(std::move(entry));
        return entries.back().header.record.text();
    }

    std::size_t people_ = 0;
};

std::size_t spans_in(Json const& board) {
    std::size_t out = 0;
    for (Json const& row : codec::list_at(board, "rows")) out += codec::list_at(row, "spans").size();
    return out;
}

Measure board(std::filesystem::path const&) {
    House const made;
    store_memory::MemoryStorage storage;
    write_entries(storage, made.entries, kTonight);
    engine::Engine engine{{storage, [] { return kTonight; }, crypto::kCostFloor}};
    auto const ask = [&](std::string_view method, Json const& params) {
        auto answer = engine.call(method, params);
        AMPARO_CHECK(answer.ok());
        return std::move(answer).value();
    };
    ask("vault.unlock", {{"passphrase", kPassphrase}});
    Json const nights{{"nights", kNights}};
    AMPARO_CHECK(spans_in(ask("board", nights)) == beds() * kStaysEach);
    std::vector<double> ours;
    for (std::size_t i = 0; i < kCalls; ++i) {
        ask("record.update",
            {{"id", made.units[i % made.units.size()]}, {"data", {{"note", std::to_string(i)}}}});
        double const before = processor_ms();
        ask("board", nights);
        ours.push_back(processor_ms() - before);
    }
    return {median(ours), kBudgetMs, "ms",
            std::to_string(beds()) + " beds, " + std::to_string(kNights) + " nights, " +
                std::to_string(beds() * kStaysEach) + " stays, processor time; limit: the budget"};
}

Workload const kRegistered{"board", board};

}  // namespace
}  // namespace amparo::bench
