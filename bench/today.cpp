// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of the day at 20,000 people, each with a first contact, a note to follow up, a release and, of one in
// four, a referral. Budget: 50 ms after each change, so that the page may ask whenever something changed.
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
constexpr std::size_t kDays = 1000;  ///< Over which what is due is spread; the bench lives in the middle.
constexpr std::size_t kOpenDays = 10;
constexpr Instant kToday{std::chrono::seconds{1'900'000'000}};

std::size_t people() {
    return scaled(20'000);
}

/// Of what was due before, all is done but the last days' worth.
std::string day_of(std::size_t i) {
    return text(kToday + std::chrono::days{static_cast<int>(i % kDays) - static_cast<int>(kDays / 2)});
}
bool is_done(std::size_t i) {
    return i % kDays < kDays / 2 - kOpenDays;
}

class People {
  public:
    explicit People(Corpus const& corpus) {
        for (std::size_t i = 0; i < people(); ++i) {
            Instant const at = kToday - std::chrono::days{1} + std::chrono::milliseconds{i};
            std::string const name = corpus.records[i].name;
            add(i, "contact", at, Part::kIdentity, Json{{"chosen_name", name}});
            add(i, "note", at, Part::kNarrative,
                Json{{"text", corpus.records[i].note},
                     {"follow_up_on", day_of(i).substr(0, 10)},
                     {"followed_up", is_done(i) ? "yes" : "no"}});
            add(i, "release", at, Part::kPlan,
                Json{{"recipient", "Casa Azahar"},
                     {"fields", {"contact.chosen_name"}},
                     {"purpose", "A bed"},
                     {"starts", text(kToday - std::chrono::days{2 * kDays})},
                     {"ends", day_of(i)},
                     {"signed_at", text(kToday - std::chrono::days{2 * kDays})},
                     {"signed_how", "on_paper"},
                     {"explained_by", "Ana"},
                     {"language", "es"},
                     {"signatory", "person"},
                     {"person_is_minor", "no"}});
            if (i % 4 == 0)
                add(i, "referral", at, Part::kPlan,
                    Json{{"direction", i % 8 == 0 ? "in" : "out"},
                         {"state", is_done(i) || i % 100 != 0 ? "completed" : "requested"},
                         {"recipient", "Casa Azahar"},
                         {"sent_at", day_of(i)}});
        }
    }
    std::vector<vault::NewEntry> entries;

  private:
    void add(std::size_t person, char const* kind, Instant at, Part part, Json const& fields) {
        vault::NewEntry entry;
        entry.header.revision = id_numbered<RevisionId>(entries.size());
        entry.header.record = id_numbered<RecordId>(entries.size() + 1'000'000);
        entry.header.person = id_numbered<PersonId>(person + 2'000'000);
        entry.header.part = part;
        entry.header.time = at;
        entry.header.kind = kind;
        std::string const body = codec::to_text(fields);
        entry.body.assign(as_bytes(body).begin(), as_bytes(body).end());
        entries.push_back(std::move(entry));
    }
};

std::size_t items_in(Json const& day) {
    std::size_t out = 0;
    for (Json const& section : codec::list_at(day, "sections"))
        out += codec::list_at(section, "items").size();
    return out;
}

Measure today(std::filesystem::path const&) {
    store_memory::MemoryStorage storage;
    People const made{make_corpus(people())};
    write_entries(storage, made.entries, kToday);
    engine::Engine engine{{storage, [] { return kToday; }, crypto::kCostFloor}};
    auto const ask = [&](std::string_view method, Json const& params) {
        auto answer = engine.call(method, params);
        AMPARO_CHECK(answer.ok());
        return std::move(answer).value();
    };
    ask("vault.unlock", {{"passphrase", kPassphrase}});
    std::size_t items = 0;
    double const first = milliseconds([&] { items = items_in(ask("today", Json::object())); });
    std::vector<double> ours;
    for (std::size_t i = 0; i < kCalls; ++i) {
        std::size_t const note = made.entries.size() / kCalls * i / 13 * 13 + 1;
        if (made.entries[note].header.kind == "note")
            ask("record.update",
                {{"id", made.entries[note].header.record.text()}, {"data", {{"followed_up", "yes"}}}});
        ours.push_back(milliseconds([&] { ask("today", Json::object()); }));
    }
    return {median(ours), kBudgetMs, "ms",
            std::to_string(people()) + " people, " + std::to_string(made.entries.size()) + " records, " +
                std::to_string(items) + " items; the first after unlocking took " +
                std::to_string(static_cast<int>(first)) + " ms; limit: the budget"};
}

Workload const kRegistered{"today", today};

}  // namespace
}  // namespace amparo::bench
