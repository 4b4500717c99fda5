// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/reclog/frames.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace amparo;
using namespace amparo::reclog;

namespace {
Bytes batch(std::string_view text, int items = 1) {
    BatchWriter w;
    for (int i = 0; i < items; ++i) EXPECT_TRUE(w.add(ItemType::kCommit, as_bytes(text)));
    return std::move(w).finish();
}
Bytes three_batches() {
    Bytes file = batch("first");
    append(file, batch("second", 3));
    append(file, batch("third"));
    return file;
}
}  // namespace

TEST(Frames, BatchesAndItemsAreReadBackInOrder) {
    Bytes const file = three_batches();
    Scan const scanned = scan(file, 64);
    ASSERT_EQ(scanned.batches.size(), 3U);
    EXPECT_TRUE(scanned.gaps.empty());
    EXPECT_EQ(scanned.batches[0].offset, 64U);
    EXPECT_EQ(scanned.batches[1].items.size(), 3U);
    EXPECT_EQ(as_text(scanned.batches[2].items[0].content), "third");
}

TEST(Frames, T2_AFileCutAnywhereKeepsEveryWholeBatchAndCallsTheRestUnfinished) {
    Bytes const file = three_batches();
    std::size_t const one = batch("first").size();
    std::size_t const two = one + batch("second", 3).size();
    for (std::size_t n = 0; n <= file.size(); ++n) {
        Scan const s = scan(ByteView{file}.first(n), 0);
        ASSERT_EQ(s.batches.size(), (n >= one) + (n >= two) + (n == file.size())) << n;
        bool const whole = n == 0 || n == one || n == two || n == file.size();
        ASSERT_EQ(s.gaps.empty(), whole) << n;
        if (!whole) {
            ASSERT_TRUE(s.gaps[0].unfinished) << n;
        }
    }
}

TEST(Frames, T6_AFlippedBitAtEveryByteIsNamedAndTheOtherBatchesStillOpen) {
    Bytes const file = three_batches();
    std::size_t const one = batch("first").size();
    std::size_t const two = one + batch("second", 3).size();
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        Bytes bad = file;
        bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        Scan const s = scan(bad, 0);
        ASSERT_EQ(s.batches.size(), 2U) << bit;
        ASSERT_EQ(s.gaps.size(), 1U) << bit;
        std::size_t const start = bit / 8 < one ? 0 : bit / 8 < two ? one : two;
        std::size_t const end = start == 0 ? one : start == one ? two : file.size();
        ASSERT_EQ(s.gaps[0], (Gap{start, end - start, false})) << bit;
    }
}

TEST(Frames, WhereTheDiskGivesZerosBackIsAnUnfinishedWriteAndOtherStrayBytesAreDamage) {
    for (std::size_t const n : {std::size_t{1}, std::size_t{12}, std::size_t{500}}) {
        Bytes file = batch("first");
        std::size_t const from = file.size();
        file.resize(from + n);
        append(file, batch("second"));
        EXPECT_EQ(scan(file, 0).gaps, (std::vector<Gap>{{from, n, true}}));
        file[from] = std::byte{1};
        EXPECT_EQ(scan(file, 0).gaps, (std::vector<Gap>{{from, n, false}}));
    }
}

TEST(Frames, HalfAnItemUnderARightCheckIsNoBatch) {
    Bytes body(3, std::byte{1});
    Bytes file(4);
    std::copy_n(as_bytes("AMPB").begin(), 4, file.begin());
    append(file, Bytes{std::byte{3}, std::byte{0}, std::byte{0}, std::byte{0}});
    append(file, ByteView{crypto::checksum(file)}.first(4));
    append(file, body);
    append(file, crypto::checksum(file));
    EXPECT_TRUE(scan(file, 0).batches.empty());
    EXPECT_EQ(scan(file, 0).gaps, (std::vector<Gap>{{0, file.size(), false}}));
}

TEST(Frames, AppendingBehindAnUnfinishedWriteLosesNothing) {
    std::mt19937 rng{7};
    for (int round = 0; round < 200; ++round) {
        Bytes file;
        std::size_t whole = 0;
        std::vector<Gap> gaps;
        bool was_torn = false;
        for (int i = 0; i < 8; ++i) {
            Bytes const b = batch("entry " + std::to_string(i), 1 + static_cast<int>(rng() % 3));
            bool const torn = rng() % 2 != 0;
            // Of two beginnings that are too short for a header nobody can tell where the second begins.
            std::size_t const least = was_torn ? kBatchHeaderBytes : 1;
            std::size_t const kept = torn ? least + rng() % (b.size() - least) : b.size();
            if (torn) gaps.push_back({file.size(), kept, true});
            append(file, ByteView{b}.first(kept));
            whole += torn ? 0 : 1;
            was_torn = torn;
        }
        ASSERT_EQ(scan(file, 0).batches.size(), whole) << round;
        ASSERT_EQ(scan(file, 0).gaps, gaps) << round;
    }
}

TEST(Frames, RandomBytesNeverCrashAndNeverGiveABatch) {
    std::mt19937 rng{11};
    for (int round = 0; round < 2000; ++round) {
        Bytes junk(rng() % 200);
        for (auto& b : junk)
            b = static_cast<std::byte>(rng() % 4 == 0 ? "AMPB"[rng() % 4] : static_cast<char>(rng()));
        ASSERT_TRUE(scan(junk, 0).batches.empty());
    }
}

TEST(Frames, APreambleNamesItsOrganisationAndRefusesWhatIsNewerOrDamaged) {
    crypto::Hash const org = crypto::hash(as_bytes("org"));
    Bytes const good = preamble(org);
    EXPECT_EQ(read_preamble(good).value(), org);
    for (std::size_t i = 0; i < good.size(); ++i) {
        Bytes bad = good;
        bad[i] ^= std::byte{1};
        EXPECT_EQ(read_preamble(bad).error(), i < 8 ? PreambleError::kNotAVault : PreambleError::kDamaged);
    }
    Bytes newer = good;
    newer[8] = std::byte{2};
    auto const check = crypto::checksum(ByteView{newer}.first(48));
    std::copy(check.begin(), check.end(), newer.begin() + 48);
    EXPECT_EQ(read_preamble(newer).error(), PreambleError::kNewer);
}

TEST(Frames, ABatchHasAnUpperBound) {
    BatchWriter w;
    Bytes const big(kBatchBodyBytesMax / 2);
    EXPECT_TRUE(w.add(ItemType::kBody, big));
    EXPECT_FALSE(w.add(ItemType::kBody, big));
}

TEST(Frames, T65_ManyFalseBeginningsAreGivenUpInsteadOfCheckedForHours) {
    // Headers with right head checks that each promise most of the file.
    Bytes const empty = BatchWriter{}.finish();
    auto const header_of = [](std::uint32_t body) {
        Bytes head(4);
        std::copy_n(as_bytes("AMPB").begin(), 4, head.begin());
        for (int i = 0; i < 4; ++i) head.push_back(static_cast<std::byte>(body >> (8 * i)));
        append(head, ByteView{crypto::checksum(head)}.first(4));
        return head;
    };
    ASSERT_EQ(header_of(0), Bytes(empty.begin(), empty.begin() + 12));
    Bytes file = batch("first");
    std::size_t const from = file.size();
    for (int i = 0; i < 20; ++i) append(file, header_of(2000));
    file.resize(file.size() + 2100);
    append(file, batch("second"));
    Scan const scanned = scan(file, 0);
    EXPECT_EQ(scanned.batches.size(), 1U);
    ASSERT_FALSE(scanned.gaps.empty());
    EXPECT_EQ(scanned.gaps.front().offset, from);
    EXPECT_EQ(scanned.gaps.back().offset + scanned.gaps.back().size, file.size());
    EXPECT_FALSE(scanned.gaps.back().unfinished);
    // A few cost little, and what stands behind them is found.
    Bytes some = batch("first");
    for (int i = 0; i < 5; ++i) append(some, header_of(2000));
    some.resize(some.size() + 2100);
    append(some, batch("second"));
    EXPECT_EQ(scan(some, 0).batches.size(), 2U);
}

TEST(Frames, LengthsThatPromiseMoreThanThereIsAreNoBatchAndTakeNoMemory) {
    for (std::uint32_t const length :
         {kBatchBodyBytesMax, kBatchBodyBytesMax + 1, 0x7FFFFFFFU, 0xFFFFFFE3U, 0xFFFFFFFFU}) {
        Bytes file(4);
        std::copy_n(as_bytes("AMPB").begin(), 4, file.begin());
        for (int i = 0; i < 4; ++i) file.push_back(static_cast<std::byte>(length >> (8 * i)));
        append(file, ByteView{crypto::checksum(file)}.first(4));
        append(file, batch("behind"));
        Scan const scanned = scan(file, 0);
        ASSERT_EQ(scanned.batches.size(), 1U) << length;
        ASSERT_EQ(scanned.batches[0].offset, 12U) << length;
    }
}

TEST(Frames, ABatchOfMoreItemsThanAnybodyWritesIsNone) {
    BatchWriter w;
    for (std::size_t i = 0; i < kBatchItemsMax; ++i) ASSERT_TRUE(w.add(200, {}));
    EXPECT_FALSE(w.add(200, {}));
    Bytes const most = std::move(w).finish();
    EXPECT_EQ(scan(most, 0).batches.at(0).items.size(), kBatchItemsMax);
    // The same with one more, its lengths and checks right.
    Bytes more(most.begin() + 12, most.end() - 16);
    append(more, Bytes{std::byte{200}, std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0}});
    Bytes head(most.begin(), most.begin() + 4);
    for (int i = 0; i < 4; ++i) head.push_back(static_cast<std::byte>(more.size() >> (8 * i)));
    append(head, ByteView{crypto::checksum(head)}.first(4));
    append(head, more);
    append(head, crypto::checksum(head));
    EXPECT_TRUE(scan(head, 0).batches.empty());
}
