// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault_corpus.hpp"

#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/os/processors.hpp"

#include <algorithm>
#include <utility>

namespace amparo::bench {
namespace {

constexpr Instant kNow{std::chrono::seconds{1'900'000'000}};

}  // namespace

std::size_t records_of(std::size_t revisions) {
    return revisions * 4 / 5;
}

std::string body_of(Corpus const& corpus, std::size_t i, std::size_t revisions) {
    CorpusRecord const& record = corpus.records[i];
    if (i < records_of(revisions)) return record.json();
    return codec::to_text({{"note", record.note}, {"phone", record.phone}});
}

vault::NewEntry entry_of(Corpus const& corpus, std::size_t i, std::size_t revisions) {
    std::size_t const records = records_of(revisions);
    std::size_t const record = i % records;
    vault::NewEntry entry;
    entry.header.revision = id_numbered<RevisionId>(i);
    entry.header.record = id_numbered<RecordId>(record + 1'000'000);
    entry.header.person = id_numbered<PersonId>(record + 2'000'000);
    entry.header.part = Part::kIdentity;
    entry.header.op = i < records ? revisions::Op::kCreate : revisions::Op::kUpdate;
    entry.header.time = kNow + std::chrono::seconds{i};
    if (i >= records) entry.header.parents = {id_numbered<RevisionId>(record)};
    entry.header.kind = "contact";
    std::string const body = body_of(corpus, i, revisions);
    entry.body.assign(as_bytes(body).begin(), as_bytes(body).end());
    return entry;
}

void write_vault(reclog::Storage& storage, Corpus const& corpus, std::size_t revisions, std::size_t at_once) {
    auto const nowhere = [](vault::OpenedEntry&&) {};
    vault::Vault vault{storage};
    AMPARO_CHECK(vault.create("Bench", "Ana", kPassphrase, crypto::kCostFloor, kNow).ok());
    AMPARO_CHECK(vault.unlock(kPassphrase, nowhere).ok());
    auto writing = vault.begin_writing(nowhere, [] {});
    AMPARO_CHECK(writing.ok());
    for (std::size_t first = 0; first < revisions; first += at_once) {
        std::vector<vault::NewEntry> entries;
        for (std::size_t i = first; i < std::min(first + at_once, revisions); ++i)
            entries.push_back(entry_of(corpus, i, revisions));
        AMPARO_CHECK(writing.value().append(std::move(entries), kNow, nowhere).ok());
    }
}

void write_entries(reclog::Storage& storage, std::vector<vault::NewEntry> const& entries, Instant at) {
    constexpr std::size_t kAtOnce = 5000;
    auto const nowhere = [](vault::OpenedEntry&&) {};
    vault::Vault vault{storage};
    AMPARO_CHECK(vault.create("Bench", "Ana", kPassphrase, crypto::kCostFloor, at).ok());
    AMPARO_CHECK(vault.unlock(kPassphrase, nowhere).ok());
    auto writing = vault.begin_writing(nowhere, [] {});
    AMPARO_CHECK(writing.ok());
    for (std::size_t first = 0; first < entries.size(); first += kAtOnce) {
        auto const from = entries.begin() + static_cast<std::ptrdiff_t>(first);
        auto const to =
            entries.begin() + static_cast<std::ptrdiff_t>(std::min(first + kAtOnce, entries.size()));
        AMPARO_CHECK(writing.value().append({from, to}, at, nowhere).ok());
    }
}

PlainBytes plain_bytes(Corpus const& corpus, std::size_t revisions) {
    PlainBytes out;
    for (std::size_t i = 0; i < revisions; ++i) {
        vault::NewEntry const entry = entry_of(corpus, i, revisions);
        reclog::EntryHeader const& h = entry.header;
        Json plain{{"id", h.record.text()},
                   {"revision", h.revision.text()},
                   {"person", h.person->text()},
                   {"kind", h.kind},
                   {"part", name(h.part)},
                   {"time", text(h.time)},
                   {"author", id_numbered<MemberId>(1).text()},
                   {"device", id_numbered<DeviceId>(2).text()},
                   {"parents", Json::array()}};
        for (RevisionId const& parent : h.parents) plain["parents"].push_back(parent.text());
        out.fields += entry.body.size();
        constexpr std::string_view kAround = ",\"fields\":\n";
        out.records += codec::to_text(plain).size() + kAround.size() + entry.body.size();
    }
    return out;
}

Unlocked::Unlocked(reclog::Storage& storage)
    : vault_{storage, os::on_all_processors}, projection_{os::on_all_processors} {
    std::vector<vault::OpenedEntry> opened;
    times_.opened = milliseconds([&] {
        AMPARO_CHECK(
            vault_.unlock(kPassphrase, [&](vault::OpenedEntry&& e) { opened.push_back(std::move(e)); }).ok());
    });
    projection_.plan("contact", contact_plan());
    times_.added = milliseconds([&] {
        std::vector<projection::Entry> entries;
        entries.reserve(opened.size());
        for (vault::OpenedEntry const& e : opened)
            entries.push_back({e.header.revision, e.header.record, e.header.kind, e.header.person,
                               e.header.parents, e.header.time, e.author, e.device, e.header.op,
                               e.header.part, as_text(*e.body)});
        AMPARO_CHECK(projection_.add(entries).empty());
        opened = {};
    });
}

void Unlocked::index() {
    times_.indexed = milliseconds([&] { projection_.index_pending(); });
}

}  // namespace amparo::bench
