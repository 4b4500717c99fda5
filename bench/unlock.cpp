// SPDX-License-Identifier: AGPL-3.0-or-later
// From a locked vault file to answers: passphrase, 100,000 revisions checked and opened, records, index.
// Against libsodium opening the same bytes with the same passphrase cost, and plain FTS5 taking in the same
// rows. Budgets: 1.3 times the peer and 1.5 s (DESIGN.md section 6).
#include "corpus.hpp"
#include "plain_fts5.hpp"
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/store_file/file.hpp"
#include "amparo/vault/vault.hpp"

#include <utility>

namespace amparo::bench {
namespace {

constexpr std::size_t kRevisions = 100'000;
constexpr std::size_t kRecords = 80'000;  // The rest are corrections.
constexpr std::size_t kWriteAtOnce = 10'000;
constexpr std::string_view kPassphrase = "a passphrase of the bench";
constexpr Instant kNow{std::chrono::seconds{1'900'000'000}};

std::string body_of(Corpus const& corpus, std::size_t i) {
    CorpusRecord const& record = corpus.records[i];
    if (i < kRecords) return record.json();
    return codec::to_text({{"note", record.note}, {"phone", record.phone}});
}

vault::NewEntry entry_of(Corpus const& corpus, std::size_t i) {
    std::size_t const record = i % kRecords;
    vault::NewEntry entry;
    entry.header.revision = id_numbered<RevisionId>(i);
    entry.header.record = id_numbered<RecordId>(record + 1'000'000);
    entry.header.person = id_numbered<PersonId>(record + 2'000'000);
    entry.header.part = Part::kIdentity;
    entry.header.op = i < kRecords ? revisions::Op::kCreate : revisions::Op::kUpdate;
    entry.header.time = kNow + std::chrono::seconds{i};
    if (i >= kRecords) entry.header.parents = {id_numbered<RevisionId>(record)};
    entry.header.kind = "contact";
    std::string const body = body_of(corpus, i);
    entry.body.assign(as_bytes(body).begin(), as_bytes(body).end());
    return entry;
}

void write_vault(store_file::FileStorage& storage, Corpus const& corpus) {
    auto const nowhere = [](vault::OpenedEntry&&) {};
    vault::Vault vault{storage};
    AMPARO_CHECK(vault.create("Bench", "Ana", kPassphrase, crypto::kCostFloor, kNow).ok());
    AMPARO_CHECK(vault.unlock(kPassphrase, nowhere).ok());
    auto writing = vault.begin_writing(nowhere, [] {});
    AMPARO_CHECK(writing.ok());
    for (std::size_t first = 0; first < kRevisions; first += kWriteAtOnce) {
        std::vector<vault::NewEntry> entries;
        for (std::size_t i = first; i < first + kWriteAtOnce; ++i) entries.push_back(entry_of(corpus, i));
        AMPARO_CHECK(writing.value().append(std::move(entries), kNow, nowhere).ok());
    }
}

struct Times {
    double opened = 0;
    double added = 0;
    double indexed = 0;
};

/// As the engine does it: everything opened, then everything added.
Times unlock_ours(store_file::FileStorage& storage) {
    Times times;
    vault::Vault vault{storage};
    std::vector<vault::OpenedEntry> opened;
    times.opened = milliseconds([&] {
        AMPARO_CHECK(
            vault.unlock(kPassphrase, [&](vault::OpenedEntry&& e) { opened.push_back(std::move(e)); }).ok());
    });
    AMPARO_CHECK(opened.size() == kRevisions);
    projection::Projection projection;
    projection.plan("contact", contact_plan());
    times.added = milliseconds([&] {
        std::vector<projection::Entry> entries;
        for (vault::OpenedEntry const& e : opened)
            entries.push_back({e.header.revision, e.header.record, e.header.kind, e.header.person,
                               e.header.parents, e.header.time, e.author, e.device, e.header.op,
                               e.header.part, as_text(*e.body)});
        AMPARO_CHECK(projection.add(entries).empty());
        opened = {};
    });
    times.indexed = milliseconds([&] { projection.index_pending(); });
    return times;
}

Measure unlock(std::filesystem::path const& folder) {
    Corpus const corpus = make_corpus(kRevisions);
    store_file::FileStorage storage{(folder / "vault.amparo").string()};
    write_vault(storage, corpus);
    auto const key = crypto::make_key<crypto::TeamKey>();
    std::vector<Bytes> sealed;
    for (std::size_t i = 0; i < kRevisions; ++i)
        sealed.push_back(crypto::seal(key, {}, crypto::pad(as_bytes(body_of(corpus, i)))));

    std::vector<double> ours;
    std::vector<double> limit;
    std::vector<Times> parts;
    for (int round = 0; round < 3; ++round) {
        parts.push_back(unlock_ours(storage));
        ours.push_back(parts.back().opened + parts.back().added + parts.back().indexed);
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
            std::to_string(kRevisions) + " revisions of " + std::to_string(kRecords) +
                " records; passphrase, checking and opening " + middle(&Times::opened) + ", adding " +
                middle(&Times::added) + ", indexing (at the first search) " + middle(&Times::indexed) +
                "; limit: passphrase, libsodium opening each padded body once, SQLite FTS5 in memory"};
}

Workload const kRegistered{"unlock", unlock};

}  // namespace
}  // namespace amparo::bench
