// SPDX-License-Identifier: AGPL-3.0-or-later
// From a locked vault file to answers: passphrase, revisions checked and opened, records, index. Against
// libsodium opening the same bytes with the same passphrase cost, and plain FTS5 taking in the same rows.
// Budgets: 1.3 times the peer; 1.5 s for 100,000 revisions and 0.4 s for 20,000 on two cores (DESIGN.md
// section 6). What is asked for first pays for the index; both figures are in the note.
#include "plain_fts5.hpp"
#include "vault_corpus.hpp"
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/store_file/file.hpp"
#include "amparo/store_memory/memory.hpp"

#include <utility>

namespace amparo::bench {
namespace {

constexpr int kRounds = 3;

Measure unlock(reclog::Storage& storage, std::size_t revisions, std::size_t at_once) {
    Corpus const corpus = make_corpus(revisions);
    write_vault(storage, corpus, revisions, at_once);
    auto const key = crypto::make_key<crypto::TeamKey>();
    std::vector<Bytes> sealed;
    for (std::size_t i = 0; i < revisions; ++i)
        sealed.push_back(crypto::seal(key, {}, crypto::pad(as_bytes(body_of(corpus, i, revisions)))));

    std::vector<double> ours;
    std::vector<double> limit;
    std::vector<double> processor;
    std::vector<Times> parts;
    for (int round = 0; round < kRounds; ++round) {
        double const before = processor_ms();
        Unlocked unlocked{storage};
        unlocked.index();
        parts.push_back(unlocked.times());
        processor.push_back(processor_ms() - before);
        AMPARO_CHECK(unlocked.projection().counts_by_kind().at("contact") == records_of(revisions));
        ours.push_back(parts.back().all());
        limit.push_back(milliseconds([&] {
            AMPARO_CHECK(crypto::derive_device_key(kPassphrase, {}, crypto::kCostFloor).ok());
            for (Bytes const& bytes : sealed) AMPARO_CHECK(crypto::open_sealed(key, {}, bytes).ok());
            PlainFts5 peer;
            peer.fill(corpus);
        }));
    }
    auto const middle = [&](double Times::*part) {
        std::vector<double> values;
        for (Times const& t : parts) values.push_back(t.*part);
        return std::to_string(static_cast<int>(median(values)));
    };
    return {median(ours), median(limit), "ms",
            std::to_string(revisions) + " revisions of " + std::to_string(records_of(revisions)) +
                " records, saved " + std::to_string(at_once) + " at once; passphrase, checking and opening " +
                middle(&Times::opened) + ", adding " + middle(&Times::added) +
                ", indexing (at the first search) " + middle(&Times::indexed) + "; processor time " +
                std::to_string(static_cast<int>(median(processor))) +
                "; limit: passphrase, libsodium opening each padded body once, SQLite FTS5 in memory"};
}

Measure of_a_file(std::filesystem::path const& folder, std::size_t revisions) {
    constexpr std::size_t kAtOnce = 10'000;
    store_file::FileStorage storage{(folder / "vault.amparo").string()};
    return unlock(storage, scaled(revisions), kAtOnce);
}

Measure unlock_100000(std::filesystem::path const& folder) {
    return of_a_file(folder, 100'000);
}
Measure unlock_20000(std::filesystem::path const& folder) {
    return of_a_file(folder, 20'000);
}
Measure unlock_singly(std::filesystem::path const&) {
    store_memory::MemoryStorage storage;
    return unlock(storage, scaled(20'000), 1);
}

Workload const kRegistered{"unlock", unlock_100000};
Workload const kSmaller{"unlock_20000", unlock_20000};
Workload const kSingly{"unlock_singly", unlock_singly};

}  // namespace
}  // namespace amparo::bench
