// SPDX-License-Identifier: AGPL-3.0-or-later
#include "office.hpp"

using namespace amparo;
using namespace amparo::vault;

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

namespace {

/// Two members and what they wrote, with so many letters in each of three records, in the last twice: small enough to be
/// spoilt at every byte.
struct SmallVault : Office {
    std::unique_ptr<Vault> ana = open(kAna);
    MemberId bea_id = add(*ana, Role::kAdvocate, kBea);

    explicit SmallVault(std::size_t letters = 0) {
        auto const bea = open(kBea);
        auto const text = [&](std::string const& who) {
            return R"({"by":")" + who + R"(","text":")" + std::string(letters, 'a') + R"("})";
        };
        write(*ana, Part::kPlan, text("ana"));
        write(*bea, Part::kPlan, text("bea"));
        write(*ana, Part::kLegal, text("ana, privileged " + std::string(letters, 'b')));
        EXPECT_TRUE(ana->refresh(nowhere(), no_reload()).ok());
    }
};

/// Nothing that was not written, and nothing changed.
void expect_part_of(std::map<EntryName, std::string> const& some, std::map<EntryName, std::string> const& all,
                    std::string const& where) {
    for (auto const& [name, content] : some) {
        auto const at = all.find(name);
        ASSERT_TRUE(at != all.end() && at->second == content) << where;
    }
}

}  // namespace

TEST(Vault, T6_AFlippedBitAtEveryByteIsNamedOrRefusedAndTheRestOpens) {
    SmallVault s{15'000};  // 16 KiB each once it is padded, and 32.
    Bytes const file = s.file->bytes;
    ASSERT_GE(file.size(), 65'536U);
    auto const whole = seen_in(*s.ana, file).read.all();
    ASSERT_EQ(whole.size(), 3U);
    auto const scanned = reclog::scan(ByteView{file}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
    ASSERT_EQ(scanned.batches.size(), 5U);
    std::size_t batch = 0;
    for (std::size_t byte = 0; byte < file.size(); byte += kSanitized ? 17 : 1) {
        while (batch + 1 < scanned.batches.size() && byte >= scanned.batches[batch + 1].offset) ++batch;
        std::string const where = "byte " + std::to_string(byte);
        Bytes bad = file;
        bad[byte] ^= static_cast<std::byte>(1U << (byte % 8));
        auto const seen = seen_in(*s.ana, bad);
        if (byte < scanned.batches[1].offset) {  // Without the founding there is nothing to stand on.
            ASSERT_FALSE(seen.loaded) << where;
            continue;
        }
        ASSERT_TRUE(seen.loaded) << where;
        ASSERT_TRUE(std::any_of(seen.problems.begin(), seen.problems.end(), [&](Problem const& p) {
            return p.code == ProblemCode::kDamage && p.offset == scanned.batches[batch].offset;
        })) << where;
        auto const given = seen.read.all();
        expect_part_of(given, whole, where);
        // Each entry stands in a batch of its own; Bea's needs hers, too.
        bool const of_bea = byte < scanned.batches[2].offset ||
                            (byte >= scanned.batches[3].offset && byte < scanned.batches[4].offset);
        ASSERT_EQ(given.size(), 2U) << where;
        std::size_t const by_bea = static_cast<std::size_t>(
            std::count_if(seen.read.entries.begin(), seen.read.entries.end(),
                          [&](OpenedEntry const& e) { return e.author == s.bea_id; }));
        ASSERT_EQ(by_bea, of_bea ? 0U : 1U) << where;
    }
}

TEST(Vault, T17_EveryTruncationOpensToWhatWasWholeThen) {
    SmallVault s;
    Bytes const file = s.file->bytes;
    auto const whole = seen_in(*s.ana, file).read.all();
    auto const scanned = reclog::scan(ByteView{file}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
    std::vector<std::size_t> ends;
    for (std::size_t i = 1; i < scanned.batches.size(); ++i)
        ends.push_back(static_cast<std::size_t>(scanned.batches[i].offset));
    ends.push_back(file.size());
    for (std::size_t n = 0; n <= file.size(); ++n) {
        std::string const where = std::to_string(n) + " bytes";
        auto const seen = seen_in(*s.ana, Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(n)));
        ASSERT_EQ(seen.loaded, n >= ends[0]) << where;
        if (!seen.loaded) continue;
        bool const at_an_end = std::find(ends.begin(), ends.end(), n) != ends.end();
        ASSERT_EQ(seen.problems.size(), at_an_end ? 0U : 1U) << where;
        if (!at_an_end) {
            ASSERT_EQ(seen.problems[0].code, ProblemCode::kUnfinishedWrite) << where;
        }
        auto const given = seen.read.all();
        ASSERT_EQ(given.size(), static_cast<std::size_t>(n >= ends[2]) + (n >= ends[3]) + (n >= ends[4]))
            << where;
        expect_part_of(given, whole, where);
    }
}

TEST(Vault, T17_AnItemCutOrLengthenedUnderARightCheckIsNamed) {
    SmallVault s;
    Bytes const file = s.file->bytes;
    auto const whole = seen_in(*s.ana, file).read.all();
    LooseBatches const batches = taken_apart(file);
    for (std::size_t b = 0; b < batches.size(); ++b) {
        for (std::size_t i = 0; i < batches[b].size(); ++i) {
            for (int const by : {-1, 1}) {
                LooseBatches altered = batches;
                Bytes& content = altered[b][i].content;
                content.resize(content.size() + static_cast<std::size_t>(by));
                std::string const where = "batch " + std::to_string(b) + ", item " + std::to_string(i);
                auto const seen = seen_in(*s.ana, put_together(file, altered));
                ASSERT_TRUE(!seen.loaded || !seen.problems.empty()) << where;
                expect_part_of(seen.read.all(), whole, where);
            }
        }
    }
}

TEST(Vault, T21_NoItemStandsForOneOfAnotherTypeOrPlace) {
    SmallVault s;
    Bytes const file = s.file->bytes;
    auto const whole = seen_in(*s.ana, file).read.all();
    LooseBatches const batches = taken_apart(file);
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (std::size_t b = 0; b < batches.size(); ++b)
        for (std::size_t i = 0; i < batches[b].size(); ++i) places.emplace_back(b, i);
    std::size_t cases = 0;
    auto const check = [&](LooseBatches const& altered, std::string const& where) {
        ++cases;
        auto const seen = seen_in(*s.ana, put_together(file, altered));
        auto const given = seen.read.all();
        expect_part_of(given, whole, where);
        // The newest commit gone is a file cut short: nothing can show it.
        bool const cut = altered.back()[0].content != batches.back()[0].content;
        ASSERT_TRUE(!seen.loaded || given == whole || !seen.problems.empty() || cut) << where;
    };
    for (auto const& [b, i] : places) {
        for (std::uint8_t type = 1; type <= 10; ++type) {
            LooseBatches altered = batches;
            if (altered[b][i].type == type) continue;
            altered[b][i].type = type;
            check(altered, "item " + std::to_string(i) + " of batch " + std::to_string(b) + " as type " +
                               std::to_string(type));
        }
        for (auto const& [c, j] : places) {
            if (c == b && j == i) continue;
            LooseBatches altered = batches;
            altered[b][i] = batches[c][j];
            check(altered, "item " + std::to_string(j) + " of batch " + std::to_string(c) + " in place of " +
                               std::to_string(i) + " of " + std::to_string(b));
        }
        LooseBatches without = batches;
        without[b].erase(without[b].begin() + static_cast<std::ptrdiff_t>(i));
        check(without, "without item " + std::to_string(i) + " of batch " + std::to_string(b));
    }
    EXPECT_GT(cases, 1000U);
}

TEST(Vault, AnUnfinishedWriteThatSomethingBuildsUponIsNotCompactedAway) {
    SmallVault s;
    auto const scanned =
        reclog::scan(ByteView{s.file->bytes}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
    // The disk gives back zeros where a batch began that was acknowledged long ago.
    Bytes spoilt = s.file->bytes;
    std::fill_n(spoilt.begin() + static_cast<std::ptrdiff_t>(scanned.batches[2].offset),
                reclog::kBatchHeaderBytes, std::byte{0});
    s.put(spoilt);
    auto const ana = s.open(kAna);
    EXPECT_TRUE(has(ana->problems(), ProblemCode::kUnfinishedWrite));
    EXPECT_TRUE(has(ana->problems(), ProblemCode::kBrokenLink));
    EXPECT_EQ(ana->begin_writing(nowhere(), no_reload()).value().compact().error(), VaultError::kDamaged);
    EXPECT_EQ(s.file->bytes, spoilt);
}

TEST(Vault, L4_DamageIsKeptWhereItStandsWhenSomethingIsErasedAndCompactingRefuses) {
    SmallVault s;
    auto const scanned =
        reclog::scan(ByteView{s.file->bytes}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
    std::size_t const from = static_cast<std::size_t>(scanned.batches[3].offset);
    Bytes spoilt = s.file->bytes;
    spoilt[from + 100] ^= std::byte{1};
    s.put(spoilt);
    auto const ana = s.open(kAna);
    EXPECT_EQ(ana->begin_writing(nowhere(), no_reload()).value().compact().error(), VaultError::kDamaged);
    ASSERT_TRUE(ana->begin_writing(nowhere(), no_reload()).value().remove({}).ok());
    EXPECT_EQ(s.file->bytes, spoilt);
    write(*ana, Part::kPlan, "behind the damage");
    EXPECT_EQ(seen_in(*ana, s.file->bytes).read.entries.size(), 3U);
}
