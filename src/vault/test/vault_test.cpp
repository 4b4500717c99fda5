// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/vault/vault.hpp"

#include "amparo/codec/json.hpp"
#include "amparo/store_memory/faulty.hpp"
#include "amparo/store_memory/memory.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

using namespace amparo;
using namespace amparo::vault;
using store_memory::MemoryFile;
using store_memory::MemoryStorage;

namespace {

constexpr std::string_view kAna = "ana keeps a garden";
constexpr std::string_view kBea = "bea rides the train";
Instant at(int minute) {
    return *parse_instant("2031-03-01T08:00:00Z") + std::chrono::minutes{minute};
}
Sink nowhere() {
    return [](OpenedEntry&&) {};
}
std::function<void()> no_reload() {
    return [] {};
}

NewEntry note(RecordId const& record, Part part, std::string_view json, std::string_view kind = "note") {
    NewEntry e;
    e.header.revision = crypto::make_id<RevisionId>();
    e.header.record = record;
    e.header.part = part;
    e.header.time = at(1);
    e.header.kind = kind;
    e.body.assign(as_bytes(json).begin(), as_bytes(json).end());
    return e;
}

/// One vault file and how to reach it as another process would.
struct Office {
    std::shared_ptr<MemoryFile> file = std::make_shared<MemoryFile>();
    MemoryStorage storage{file};

    Office() {
        Vault v{storage};
        EXPECT_TRUE(v.create("Casa Norte Legal Aid", "Ana", kAna, crypto::kCostFloor, at(0)).ok());
    }
};

/// What a member reads, by kind and part: how often, and how many bodies.
struct Read {
    std::vector<OpenedEntry> entries;
    Sink sink() {
        return [this](OpenedEntry&& e) { entries.push_back(std::move(e)); };
    }
    [[nodiscard]] std::size_t bodies() const {
        return static_cast<std::size_t>(std::count_if(
            entries.begin(), entries.end(), [](OpenedEntry const& e) { return e.body.has_value(); }));
    }
};

void write(Vault& v, std::vector<NewEntry> entries) {
    auto writing = v.begin_writing(nowhere(), no_reload());
    ASSERT_TRUE(writing.ok());
    ASSERT_TRUE(writing.value().append(std::move(entries), at(2), nowhere()).ok());
}

void expect_sound(Vault& v) {
    std::vector<Problem> problems;
    auto const checked = v.verify(&problems);
    ASSERT_TRUE(checked.ok());
    for (Problem const& p : problems) ADD_FAILURE() << static_cast<int>(p.code) << ": " << p.what;
}

std::string erasure_of(std::set<EntryName> const& names) {
    Json entries = Json::array();
    for (EntryName const& n : names) {
        std::string hex;
        for (std::byte const b : n.commit) {
            char two[3];
            std::snprintf(two, sizeof two, "%02x", std::to_integer<unsigned>(b));
            hex += two;
        }
        entries.push_back(Json{{"commit", hex}, {"index", n.index}});
    }
    return codec::to_text(Json{{"entries", entries}});
}

}  // namespace

TEST(Vault, L1_WhatWasWrittenIsReadAfterUnlockingAgain) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    auto const record = crypto::make_id<RecordId>();
    write(v, {note(record, Part::kIdentity, R"({"name":"Luz"})"),
              note(record, Part::kLegal, R"({"memo":"privileged"})")});
    expect_sound(v);

    MemoryStorage elsewhere{office.file};
    Vault again{elsewhere};
    Read read;
    ASSERT_TRUE(again.unlock(kAna, read.sink()).ok());
    ASSERT_EQ(read.entries.size(), 2U);
    EXPECT_EQ(as_text(*read.entries[0].body), R"({"name":"Luz"})");
    EXPECT_EQ(read.entries[1].header.part, Part::kLegal);
    EXPECT_EQ(again.ring().organization_name(again.keys()), "Casa Norte Legal Aid");
    EXPECT_EQ(again.ring().member_name(again.keys(), read.entries[0].author), "Ana");
    EXPECT_TRUE(again.problems().empty());
}

TEST(Vault, T10_NoWordOfWhatWasSaidOrOfAnyNameStandsInTheFile) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    write(v, {note(crypto::make_id<RecordId>(), Part::kIdentity, R"({"chosen_name":"Luz Marina Quintero"})",
                   "contact")});
    std::string_view const file = as_text(office.file->bytes);
    for (std::string_view word : {"Luz", "Marina", "chosen_name", "contact", "Casa Norte", "Ana", "garden"})
        EXPECT_EQ(file.find(word), std::string_view::npos) << word;
    EXPECT_NE(file.find("AMPVAULT"), std::string_view::npos);  // The scan can find something.
}

TEST(Vault, AWrongPassphraseOpensNothing) {
    Office office;
    Vault v{office.storage};
    EXPECT_EQ(v.unlock("not the passphrase", nowhere()).error(), VaultError::kWrongPassphrase);
    EXPECT_FALSE(v.unlocked());
    EXPECT_EQ(v.begin_writing(nowhere(), no_reload())
                  .value()
                  .append({note(crypto::make_id<RecordId>(), Part::kPlan, "{}")}, at(1), nowhere())
                  .error(),
              VaultError::kLocked);
}

TEST(Vault, T28_EveryRoleOpensExactlyTheCellsOfTheMatrix) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    std::vector<NewEntry> entries;
    for (Part const part : kAllParts) entries.push_back(note(crypto::make_id<RecordId>(), part, "{}"));
    write(v, std::move(entries));
    for (Role const role : kAllRoles) {
        std::string const pass = "passphrase of " + std::string{name(role)};
        {
            auto writing = v.begin_writing(nowhere(), no_reload());
            auto const items =
                v.ring().add_member(v.keys(), "someone", role, pass, crypto::kCostFloor, at(3), nullptr);
            ASSERT_TRUE(writing.value().append(items.value()).ok());
        }
        MemoryStorage elsewhere{office.file};
        Vault theirs{elsewhere};
        Read read;
        ASSERT_TRUE(theirs.unlock(pass, read.sink()).ok()) << name(role);
        ASSERT_EQ(read.entries.size(), kAllParts.size());
        for (OpenedEntry const& e : read.entries)
            EXPECT_EQ(e.body.has_value(), parts_of(role).contains(e.header.part))
                << name(role) << " " << name(e.header.part);
        expect_sound(theirs);
    }
}

TEST(Vault, T26_WhoIsRemovedReadsNothingNewAndOthersReadEverything) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    MemberId bea{MemberId::Bytes{}};
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        ASSERT_TRUE(writing.value()
                        .append(v.ring()
                                    .add_member(v.keys(), "Bea", Role::kAdvocate, kBea, crypto::kCostFloor,
                                                at(1), &bea)
                                    .value())
                        .ok());
    }
    MemoryStorage hers{office.file};
    Vault theirs{hers};
    ASSERT_TRUE(theirs.unlock(kBea, nowhere()).ok());
    write(theirs, {note(crypto::make_id<RecordId>(), Part::kNarrative, R"({"by":"Bea"})")});
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        ASSERT_TRUE(writing.value().append(v.ring().remove_member(v.keys(), bea, v.last_commit_of(bea), at(5)).value()).ok());
    }
    write(v, {note(crypto::make_id<RecordId>(), Part::kNarrative, R"({"after":"Bea left"})")});
    EXPECT_EQ(v.ring().chain().epoch(), 2U);

    Read late;
    EXPECT_EQ(theirs.refresh(late.sink(), no_reload()).error(), VaultError::kUnknownMember);
    EXPECT_TRUE(late.entries.empty());
    EXPECT_EQ(Vault{hers}.unlock(kBea, nowhere()).error(), VaultError::kWrongPassphrase);

    MemoryStorage elsewhere{office.file};
    Vault again{elsewhere};
    Read read;
    ASSERT_TRUE(again.unlock(kAna, read.sink()).ok());
    EXPECT_EQ(read.bodies(), 2U);
    EXPECT_EQ(again.ring().member_name(again.keys(), bea), "Bea");
    expect_sound(again);
}

TEST(Vault, L2_TwoProcessesWriteInTurnAndBothSeeEverything) {
    Office office;
    MemoryStorage s1{office.file};
    MemoryStorage s2{office.file};
    Vault one{s1};
    Vault two{s2};
    Read r1;
    Read r2;
    ASSERT_TRUE(one.unlock(kAna, r1.sink()).ok());
    ASSERT_TRUE(two.unlock(kAna, r2.sink()).ok());
    std::mt19937 rng{3};
    for (int i = 0; i < 60; ++i) {
        bool const first = rng() % 2 != 0;
        Vault& v = first ? one : two;
        Read& r = first ? r1 : r2;
        auto writing = v.begin_writing(r.sink(), no_reload());
        ASSERT_TRUE(writing.ok());
        ASSERT_TRUE(writing.value()
                        .append({note(crypto::make_id<RecordId>(), Part::kPlan, "{}")}, at(i), r.sink())
                        .ok());
    }
    ASSERT_TRUE(one.refresh(r1.sink(), no_reload()).ok());
    ASSERT_TRUE(two.refresh(r2.sink(), no_reload()).ok());
    EXPECT_EQ(r1.entries.size(), 60U);
    EXPECT_EQ(r2.entries.size(), 60U);
    EXPECT_TRUE(one.problems().empty() && two.problems().empty());
    expect_sound(one);
}

TEST(Vault, T70_WhatWasErasedIsGoneFromTheFileAndTheChainStillVerifies) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    auto const record = crypto::make_id<RecordId>();
    write(v, {note(record, Part::kNarrative, R"({"told":"erase me"})"),
              note(record, Part::kPlan, R"({"need":"bed"})")});
    write(v, {note(record, Part::kNarrative, R"({"told":"more"})")});
    Bytes const backup = office.file->bytes;
    std::size_t const before = backup.size();

    MemoryStorage other{office.file};
    Vault second{other};
    Read seen;
    ASSERT_TRUE(second.unlock(kAna, seen.sink()).ok());
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        auto const names = v.entries_of(record, Part::kNarrative);
        ASSERT_EQ(names.size(), 2U);
        ASSERT_TRUE(writing.value()
                        .append({note(crypto::make_id<RecordId>(), Part::kOrganization, erasure_of(names),
                                      kErasureKind)},
                                at(9), nowhere())
                        .ok());
        EXPECT_EQ(v.unfinished_erasures(), names);
        ASSERT_TRUE(writing.value().remove(names).ok());
        EXPECT_TRUE(v.unfinished_erasures().empty());
    }
    EXPECT_LT(office.file->bytes.size(), before + 600);
    expect_sound(v);

    bool reloaded = false;
    Read anew;
    ASSERT_TRUE(second.refresh(anew.sink(), [&] { reloaded = true; }).value());
    EXPECT_TRUE(reloaded);
    for (OpenedEntry const& e : anew.entries) EXPECT_NE(e.header.part, Part::kNarrative);

    // The sealed bytes of what was erased stand nowhere in the file; a copy made before still has them.
    auto const shelf_and_bodies = [](Bytes const& file) {
        std::size_t bodies = 0;
        for (auto const& batch :
             reclog::scan(ByteView{file}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes).batches)
            for (auto const& item : batch.items) bodies += is(item, reclog::ItemType::kBody) ? 1 : 0;
        return bodies;
    };
    EXPECT_EQ(shelf_and_bodies(backup), 3U);
    EXPECT_EQ(shelf_and_bodies(office.file->bytes), 2U);  // The plan, and the erasure itself.
}

TEST(Vault, L5_AnEntryThatIsMissingWithoutAnErasureIsNamed) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, "{}"),
              note(crypto::make_id<RecordId>(), Part::kPlan, "{}")});
    // Someone with the file but no key cuts one body out and mends the batch's check.
    Bytes const file = office.file->bytes;
    Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(reclog::kPreambleBytes));
    bool done = false;
    for (auto const& batch :
         reclog::scan(ByteView{file}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes).batches) {
        reclog::BatchWriter w;
        for (auto const& item : batch.items) {
            if (!done && is(item, reclog::ItemType::kBody)) {
                done = true;
                continue;
            }
            ASSERT_TRUE(w.add(item.type, item.content));
        }
        append(cut, std::move(w).finish());
    }
    ASSERT_TRUE(done);
    ASSERT_TRUE(office.storage.lock().ok());
    office.file->bytes = cut;
    ++office.file->generation;
    MemoryStorage elsewhere{office.file};
    Vault again{elsewhere};
    Read read;
    ASSERT_TRUE(again.unlock(kAna, read.sink()).ok());
    EXPECT_EQ(read.entries.size(), 1U);
    std::vector<Problem> problems;
    ASSERT_TRUE(again.verify(&problems).ok());
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].code, ProblemCode::kMissingEntry);
}

TEST(Vault, T21_EntriesSwappedBetweenPlacesAreNotGivenOut) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    for (int i = 0; i < 3; ++i)
        write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, "{}"),
                  note(crypto::make_id<RecordId>(), Part::kLegal, "{}")});
    Bytes const file = office.file->bytes;
    auto const scanned = reclog::scan(ByteView{file}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
    // Every shelf row into every other slot; bodies and headers are held by the signed hashes as well.
    std::vector<ByteView> rows;
    for (auto type : {reclog::ItemType::kShelf, reclog::ItemType::kBody, reclog::ItemType::kHeader}) {
        rows.clear();
        for (auto const& batch : scanned.batches)
            for (auto const& item : batch.items)
                if (is(item, type)) rows.push_back(item.content.subspan(2));
        ASSERT_EQ(rows.size(), 6U);
        for (std::size_t from = 0; from < rows.size(); ++from) {
            for (std::size_t to = 0; to < rows.size(); ++to) {
                if (from == to) continue;
                Bytes swapped(file.begin(),
                              file.begin() + static_cast<std::ptrdiff_t>(reclog::kPreambleBytes));
                std::size_t row = 0;
                for (auto const& batch : scanned.batches) {
                    reclog::BatchWriter w;
                    for (auto const& item : batch.items) {
                        Bytes content(item.content.begin(), item.content.end());
                        if (is(item, type) && row++ == to) {
                            content.resize(2);
                            append(content, rows[from]);
                        }
                        ASSERT_TRUE(w.add(item.type, content));
                    }
                    append(swapped, std::move(w).finish());
                }
                auto forged = std::make_shared<MemoryFile>();
                forged->exists = true;
                forged->bytes = swapped;
                MemoryStorage storage{forged};
                Vault victim{storage};
                ASSERT_TRUE(victim.open().ok());
                std::vector<Problem> problems;
                // verify() with Ana's keys, without paying for Argon2id thirty times.
                Read read;
                ASSERT_TRUE(v.verify_with(storage, read.sink(), &problems).ok());
                ASSERT_EQ(read.entries.size(), 5U) << from << "->" << to;
                ASSERT_EQ(problems.size(), 1U);
            }
        }
    }
}

TEST(Vault, T3_AFullDiskAtAnyStepKeepsTheOldStateWholeAndTheNextWriteWorks) {
    for (std::size_t kept : {std::size_t{0}, std::size_t{1}, std::size_t{40}, std::size_t{500}}) {
        Office office;
        store_memory::FaultyStorage faulty{office.storage};
        Vault v{faulty};
        ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
        write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, R"({"n":1})")});
        faulty.plan({.operation = 1, .error = reclog::StorageError::kFull, .append_bytes_kept = kept});
        {
            auto writing = v.begin_writing(nowhere(), no_reload());
            ASSERT_TRUE(writing.ok());
            EXPECT_EQ(
                writing.value()
                    .append({note(crypto::make_id<RecordId>(), Part::kPlan, R"({"n":2})")}, at(1), nowhere())
                    .error(),
                VaultError::kFull);
        }
        ASSERT_TRUE(faulty.has_failed());
        write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, R"({"n":3})")});
        MemoryStorage elsewhere{office.file};
        Vault again{elsewhere};
        Read read;
        ASSERT_TRUE(again.unlock(kAna, read.sink()).ok());
        ASSERT_EQ(read.entries.size(), 2U) << kept;
        EXPECT_EQ(as_text(*read.entries[1].body), R"({"n":3})");
        for (Problem const& p : again.problems()) EXPECT_EQ(p.code, ProblemCode::kUnfinishedWrite);
    }
}

TEST(Vault, T6_AFlippedBitInAnyBatchIsNamedAndEverythingElseStillOpens) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    std::size_t const first = office.file->bytes.size();
    for (int i = 0; i < 3; ++i) write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, "{}")});
    Bytes const file = office.file->bytes;
    for (std::size_t byte = first; byte < file.size(); byte += 7) {
        auto damaged = std::make_shared<MemoryFile>();
        damaged->exists = true;
        damaged->bytes = file;
        damaged->bytes[byte] ^= std::byte{0x10};
        MemoryStorage storage{damaged};
        Read read;
        std::vector<Problem> problems;
        ASSERT_TRUE(v.verify_with(storage, read.sink(), &problems).ok()) << byte;
        EXPECT_EQ(read.entries.size(), 2U) << byte;
        ASSERT_FALSE(problems.empty());
        EXPECT_EQ(problems[0].code, ProblemCode::kDamage) << byte;
        EXPECT_GE(byte, problems[0].offset);
    }
}

TEST(Vault, T29_ThePaperKitOpensTheVaultWhenEveryPassphraseIsLost) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    write(v, {note(crypto::make_id<RecordId>(), Part::kLegal, R"({"n":1})")});
    keyring::KitBytes const kit = crypto::make_random<16>();
    EXPECT_EQ(
        Vault{office.storage}.use_kit(kit, "Cruz", "a new passphrase", crypto::kCostFloor, at(1)).error(),
        VaultError::kNoKit);
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        ASSERT_TRUE(writing.value().append(v.ring().make_kit(v.keys(), kit, at(2)).value()).ok());
    }
    auto const words = keyring::to_words(kit, keyring::WordLanguage::kSpanish);
    Vault rescued{office.storage};
    EXPECT_EQ(
        rescued.use_kit(crypto::make_random<16>(), "Cruz", "a new passphrase", crypto::kCostFloor, at(3))
            .error(),
        VaultError::kWords);
    ASSERT_TRUE(rescued
                    .use_kit(keyring::from_words(words).value(), "Cruz", "a new passphrase",
                             crypto::kCostFloor, at(3))
                    .ok());
    Read read;
    ASSERT_TRUE(rescued.unlock("a new passphrase", read.sink()).ok());
    EXPECT_EQ(read.bodies(), 1U);
    expect_sound(rescued);
}

TEST(Vault, CompactingKeepsEveryEntryAndDropsOldPassphrases) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, "{}")});
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        ASSERT_TRUE(
            writing.value()
                .append(
                    v.ring().change_passphrase(v.keys(), "a longer passphrase", crypto::kCostFloor).value())
                .ok());
        ASSERT_TRUE(writing.value().compact().ok());
    }
    write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, "{}")});
    MemoryStorage elsewhere{office.file};
    EXPECT_EQ(Vault{elsewhere}.unlock(kAna, nowhere()).error(), VaultError::kWrongPassphrase);
    Vault again{elsewhere};
    Read read;
    ASSERT_TRUE(again.unlock("a longer passphrase", read.sink()).ok());
    EXPECT_EQ(read.entries.size(), 2U);
    expect_sound(again);
}

TEST(Vault, ManyEntriesGoIntoOneBatchOfSeveralCommits) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    std::vector<NewEntry> entries;
    for (int i = 0; i < 1000; ++i)
        entries.push_back(note(crypto::make_id<RecordId>(), Part::kOrganization, "{}", "service"));
    std::size_t const before = v.commit_count();
    write(v, std::move(entries));
    EXPECT_EQ(v.commit_count() - before, 4U);
    expect_sound(v);
}
