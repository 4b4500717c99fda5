// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/json.hpp"
#include "amparo/crypto/base64.hpp"

#include "office.hpp"

#include <random>

using namespace amparo;
using namespace amparo::vault;

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

namespace {

/// What one process knows of the file: given anew after a reload.
struct Process {
    MemoryStorage storage;
    Vault vault{storage};
    Read read;
    std::function<void()> forget = [this] { read.entries.clear(); };

    Process(std::shared_ptr<MemoryFile> const& file, std::string_view passphrase) : storage{file} {
        EXPECT_TRUE(vault.unlock(passphrase, read.sink()).ok());
    }
    [[nodiscard]] std::map<EntryName, std::string> known() {
        EXPECT_TRUE(vault.refresh(read.sink(), forget).ok());
        return read.all();
    }
};

}  // namespace

TEST(Vault, L2_WritersErasersAndCompactersInAnyOrderEndWithTheSame) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        SCOPED_TRACE(seed);
        Office office;
        auto const founder = office.open(kAna);
        (void)office.add(*founder, Role::kAdvocate, kBea);
        Process ana{office.file, kAna};
        Process bea{office.file, kBea};
        Process reader{office.file, kAna};
        std::mt19937 rng{seed};
        std::vector<RecordId> records;
        for (int step = 0; step < 40; ++step) {
            Process& p = rng() % 2 == 0 ? ana : bea;
            auto writing = p.vault.begin_writing(p.read.sink(), p.forget);
            ASSERT_TRUE(writing.ok());
            // Nobody else gets in between.
            ASSERT_EQ((&p == &ana ? bea : ana).vault.begin_writing(nowhere(), no_reload()).error(),
                      VaultError::kBusy);
            unsigned const act = rng() % 8;
            if (act == 0) {
                ASSERT_TRUE(writing.value().compact().ok());
            } else if (act == 1 && !records.empty()) {
                auto const names = p.vault.entries_of(records[rng() % records.size()], std::nullopt);
                Json entries = Json::array();
                for (EntryName const& n : names)
                    entries.push_back(Json{{"commit", crypto::to_hex(n.commit)}, {"index", n.index}});
                auto erasure = note(crypto::make_id<RecordId>(), Part::kOrganization,
                                    codec::to_text(Json{{"entries", entries}}), kErasureKind);
                ASSERT_TRUE(writing.value().append(one(std::move(erasure)), at(step), p.read.sink()).ok());
                ASSERT_TRUE(writing.value().remove(names).ok());
                p.forget();
                ASSERT_TRUE(p.vault.reload(p.read.sink()).ok());
            } else if (act == 2 && &p == &ana) {
                ASSERT_TRUE(
                    writing.value().append(p.vault.ring().new_epoch(p.vault.keys(), at(step)).value()).ok());
            } else {
                records.push_back(crypto::make_id<RecordId>());
                ASSERT_TRUE(writing.value()
                                .append(one(note(records.back(), Part::kPlan, std::to_string(step))),
                                        at(step), p.read.sink())
                                .ok());
            }
            if (rng() % 3 == 0) (void)reader.known();
        }
        auto const all = seen_in(ana.vault, office.file->bytes);
        EXPECT_TRUE(all.problems.empty());
        EXPECT_EQ(ana.known(), all.read.all());
        EXPECT_EQ(bea.known(), all.read.all());
        EXPECT_EQ(reader.known(), all.read.all());
        EXPECT_TRUE(ana.vault.problems().empty() && bea.vault.problems().empty() &&
                    reader.vault.problems().empty());
    }
}

TEST(Vault, L1_ItemsThatNoLongerFitAreRefusedBeforeTheyReachTheFile) {
    Office office;
    auto const one_process = office.open(kAna);
    auto const other = office.open(kAna);
    auto const stale = one_process->ring().new_epoch(one_process->keys(), at(3)).value();
    ASSERT_TRUE(
        change(*other, [](auto const& ring, auto const& keys) { return ring.new_epoch(keys, at(4)); }).ok());
    Bytes const before = office.file->bytes;
    auto writing = one_process->begin_writing(nowhere(), no_reload());
    ASSERT_TRUE(writing.ok());
    EXPECT_EQ(writing.value().append(stale).error(), VaultError::kDamaged);
    EXPECT_EQ(office.file->bytes, before);
    ASSERT_TRUE(
        writing.value().append(one_process->ring().new_epoch(one_process->keys(), at(5)).value()).ok());
    EXPECT_EQ(one_process->ring().chain().epoch(), 3U);
}

TEST(Vault, AWriteThatIsStillUnderWayIsReadOnceItIsWhole) {
    Office office;
    auto const writer = office.open(kAna);
    Process reader{office.file, kAna};
    std::size_t const before = office.file->bytes.size();
    write(*writer, Part::kPlan, "slowly");
    Bytes const whole = office.file->bytes;
    for (std::size_t n = before + 1; n < whole.size(); n += 97) {
        office.file->bytes.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n));
        EXPECT_TRUE(reader.known().empty());
        ASSERT_EQ(reader.vault.problems().size(), 1U);
        EXPECT_EQ(reader.vault.problems()[0].code, ProblemCode::kUnfinishedWrite);
    }
    office.file->bytes = whole;
    EXPECT_EQ(reader.known().size(), 1U);
    EXPECT_TRUE(reader.vault.problems().empty());
}

TEST(Vault, ManyLargeEntriesGoIntoAsManyBatchesAsTheyNeedAndOneTooLargeIntoNone) {
    Office office;
    auto const v = office.open(kAna);
    Bytes const before = office.file->bytes;
    std::string const large(std::size_t{24} << 20U, 'x');
    std::vector<NewEntry> entries;
    for (int i = 0; i < 3; ++i) entries.push_back(note(Part::kPlan, large));
    entries.push_back(note(Part::kPlan, std::string(std::size_t{65} << 20U, 'x')));
    auto writing = v->begin_writing(nowhere(), no_reload());
    EXPECT_EQ(writing.value().append(std::move(entries), at(1), nowhere()).error(), VaultError::kTooLarge);
    EXPECT_EQ(office.file->bytes, before);
    // One revision is never parted.
    std::vector<NewEntry> parts;
    for (Part const part : {Part::kPlan, Part::kLegal, Part::kIdentity}) {
        parts.push_back(note(part, large));
        parts.back().header.revision = parts.front().header.revision;
    }
    EXPECT_EQ(writing.value().append(std::move(parts), at(1), nowhere()).error(), VaultError::kTooLarge);
    EXPECT_EQ(office.file->bytes, before);
    std::vector<NewEntry> three;
    for (int i = 0; i < 3; ++i) three.push_back(note(Part::kPlan, large));
    Read read;
    ASSERT_TRUE(writing.value().append(std::move(three), at(1), read.sink()).ok());
    EXPECT_EQ(read.entries.size(), 3U);
    EXPECT_EQ(v->commit_count(), 2U);
    // What no header can say.
    auto heir = one(note(Part::kPlan, "{}"));
    for (int i = 0; i < 17; ++i) heir[0].header.parents.push_back(crypto::make_id<RevisionId>());
    EXPECT_EQ(writing.value().append(std::move(heir), at(1), nowhere()).error(), VaultError::kTooLarge);
    EXPECT_EQ(writing.value()
                  .append(one(note(crypto::make_id<RecordId>(), Part::kPlan, "{}", std::string(61, 'k'))),
                          at(1), nowhere())
                  .error(),
              VaultError::kTooLarge);
}
