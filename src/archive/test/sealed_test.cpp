// SPDX-License-Identifier: AGPL-3.0-or-later
// A1-A5 (sealed.hpp): what a sealed document gives back, and what it refuses.
#include "amparo/archive/sealed.hpp"

#include "amparo/archive/copy.hpp"

#include "amparo/store_memory/archive.hpp"

#include <gtest/gtest.h>

#include <random>

namespace amparo::archive {
namespace {

using store_memory::MemoryArchive;

Bytes content_of(std::size_t size, unsigned seed = 7) {
    std::mt19937 random{seed};
    Bytes out(size);
    for (std::byte& b : out) b = static_cast<std::byte>(random());
    return out;
}

crypto::DocumentKey copy_of(crypto::DocumentKey const& key) {
    return crypto::DocumentKey::made_by(
        [&](auto out) { key.expose_to([&](ByteView k) { std::copy(k.begin(), k.end(), out.begin()); }); });
}

struct Document {
    RecordId record = crypto::make_id<RecordId>();
    crypto::DocumentKey key;
    Sealed sealed;
    std::string name;
};

Document kept(Store& store, ByteView content, std::size_t piece = 50'000) {
    RecordId const record = crypto::make_id<RecordId>();
    auto writer = Writer::begin(store, record);
    EXPECT_TRUE(writer.ok());
    for (ByteView rest = content; !rest.empty(); rest = rest.subspan(std::min(piece, rest.size())))
        EXPECT_TRUE(writer.value().add(rest.first(std::min(piece, rest.size()))).ok());
    auto const sealed = writer.value().finish();
    EXPECT_TRUE(sealed.ok());
    auto key = copy_of(writer.value().key());
    std::string const name = file_name(record, key);
    return {record, std::move(key), sealed.value(), name};
}

Result<Bytes, SealedError> all_of(Store& store, Document const& document) {
    auto reader = Reader::open(store, document.record, copy_of(document.key), document.sealed.bytes);
    if (!reader.ok()) return Fail{reader.error()};
    Bytes out;
    auto const read = reader.value().read_all(document.sealed.hash, [&](ByteView piece) {
        append(out, piece);
        return true;
    });
    if (!read.ok()) return Fail{read.error()};
    return out;
}

constexpr std::size_t kSizes[] = {0,
                                  1,
                                  127,
                                  128,
                                  kChunkBytes - 2,
                                  kChunkBytes - 1,
                                  kChunkBytes,
                                  kChunkBytes + 1,
                                  2 * kChunkBytes - 1,
                                  2 * kChunkBytes,
                                  3 * kChunkBytes + 17,
                                  1'000'000};

TEST(Sealed, WhatWasKeptIsReadBackWholeAndInAnyPiece) {
    for (std::size_t const size : kSizes) {
        SCOPED_TRACE(size);
        MemoryArchive store;
        Bytes const content = content_of(size);
        Document const document = kept(store, content);
        EXPECT_EQ(document.sealed.bytes, size);
        EXPECT_EQ(document.sealed.hash, crypto::hash(content));
        EXPECT_EQ(all_of(store, document).value(), content);
        auto reader = Reader::open(store, document.record, copy_of(document.key), size);
        ASSERT_TRUE(reader.ok());
        for (std::size_t const at : {std::size_t{0}, size / 3, size - size / 5, size, size + 9}) {
            Bytes const piece = reader.value().read(at, 70'000).value();
            ASSERT_EQ(piece.size(), at >= size ? 0 : std::min<std::size_t>(70'000, size - at));
            EXPECT_TRUE(std::equal(piece.begin(), piece.end(),
                                   content.begin() + static_cast<std::ptrdiff_t>(std::min(at, size))));
        }
    }
}

TEST(Sealed, A4_TheFileTellsTheSizeClassAndNothingOfTheContent) {
    MemoryArchive store;
    std::string const words = "The landlord keeps our passports";
    Document const a = kept(store, as_bytes(words));
    Document const b = kept(store, content_of(100));
    EXPECT_EQ(store.size(a.name).value(), store.size(b.name).value());
    EXPECT_EQ(store.size(a.name).value(), 128 + kChunkOverheadBytes);
    std::string const file{as_text(store.folder().files.at(a.name))};
    EXPECT_EQ(file.find("passports"), std::string::npos);
    for (std::size_t const size : kSizes)
        EXPECT_EQ(store.size(kept(store, content_of(size)).name).value(), sealed_bytes(size));
}

TEST(Sealed, A1_EachFileHasAKeyOfItsOwnAndOpensUnderNoOther) {
    MemoryArchive store;
    Bytes const content = content_of(1000);
    Document const a = kept(store, content);
    Document b = kept(store, content);
    EXPECT_FALSE(a.key.same_as(b.key));
    EXPECT_NE(a.name.substr(33), b.name.substr(33));
    // The same bytes under another document's name and key.
    store.folder().files.at(b.name) = store.folder().files.at(a.name);
    EXPECT_EQ(all_of(store, b).error(), SealedError::kDamaged);
    // And under its own key, but for another record.
    Document const moved{b.record, copy_of(a.key), a.sealed, file_name(b.record, a.key)};
    store.folder().files[moved.name] = store.folder().files.at(a.name);
    EXPECT_EQ(all_of(store, moved).error(), SealedError::kDamaged);
}

/// One that holds several chunks, and what somebody who holds the disk can do to it.
class Attacked : public testing::Test {
  protected:
    Bytes& file() { return store.folder().files.at(document.name); }
    void expect_refused() {
        EXPECT_EQ(all_of(store, document).error(), SealedError::kDamaged);
        auto reader = Reader::open(store, document.record, copy_of(document.key), document.sealed.bytes);
        if (!reader.ok()) return;
        // Read in pieces, no piece is anything but what stands there in the document.
        for (std::size_t at = 0; at < content.size(); at += kChunkBytes) {
            auto const piece = reader.value().read(at, kChunkBytes);
            if (piece.ok()) {
                EXPECT_TRUE(std::equal(piece.value().begin(), piece.value().end(),
                                       content.begin() + static_cast<std::ptrdiff_t>(at)));
            }
        }
    }
    static constexpr std::size_t kSealedChunk = kChunkBytes + kChunkOverheadBytes;

    MemoryArchive store;
    Bytes content = content_of(4 * kChunkBytes + 99);
    Document document = kept(store, content);
};

TEST_F(Attacked, A3_ACutAtEveryChunkAndByteAroundItIsRefused) {
    Bytes const whole = file();
    for (std::size_t chunk = 0; chunk <= whole.size() / kSealedChunk; ++chunk)
        for (int const by : {-1, 0, 1}) {
            std::size_t const size = chunk * kSealedChunk + static_cast<std::size_t>(by);
            if (size > whole.size() || (chunk == 0 && by < 0) || size == whole.size()) continue;
            SCOPED_TRACE(size);
            file().assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            expect_refused();
        }
    file() = whole;
    file().push_back(std::byte{0});
    expect_refused();
}

TEST_F(Attacked, A2_A3_AShorterRecordDoesNotMakeACutFileWhole) {
    // Cut at a chunk's edge, and told a size that fits that length: the last chunk is not one that is last.
    Bytes const whole = file();
    document.sealed.bytes = 3 * kChunkBytes - 1;
    ASSERT_EQ(sealed_bytes(document.sealed.bytes), 3 * kSealedChunk);
    file().assign(whole.begin(), whole.begin() + 3 * static_cast<std::ptrdiff_t>(kSealedChunk));
    document.sealed.hash = crypto::hash(ByteView{content}.first(3 * kChunkBytes - 1));
    EXPECT_EQ(all_of(store, document).error(), SealedError::kDamaged);
    auto reader = Reader::open(store, document.record, copy_of(document.key), document.sealed.bytes);
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ(reader.value().read(2 * kChunkBytes, 10).error(), SealedError::kDamaged);
}

TEST_F(Attacked, A2_ChunksThatChangePlacesOrComeTwiceAreRefused) {
    Bytes const whole = file();
    auto const chunk = [&](std::size_t i) {
        return whole.begin() + static_cast<std::ptrdiff_t>(i * kSealedChunk);
    };
    for (std::size_t from = 0; from < 4; ++from)
        for (std::size_t to = 0; to < 4; ++to) {
            if (from == to) continue;
            SCOPED_TRACE(std::to_string(from) + " to " + std::to_string(to));
            file() = whole;
            std::copy(chunk(from), chunk(from + 1), file().begin() + (chunk(to) - whole.begin()));
            expect_refused();
        }
}

TEST_F(Attacked, A2_AChunkOfAnotherDocumentOrVersionIsRefused) {
    Document const other = kept(store, content_of(4 * kChunkBytes + 99, 8));
    Bytes const& theirs = store.folder().files.at(other.name);
    std::copy_n(theirs.begin(), kSealedChunk, file().begin());
    expect_refused();
}

TEST_F(Attacked, EveryFlippedBitInAnyFieldOfAChunkIsRefused) {
    Bytes const whole = file();
    for (std::size_t const at : {std::size_t{0}, std::size_t{23}, std::size_t{24}, kSealedChunk - 17,
                                 kSealedChunk - 1, kSealedChunk, whole.size() - 1}) {
        SCOPED_TRACE(at);
        file() = whole;
        file()[at] ^= std::byte{1};
        expect_refused();
    }
}

TEST_F(Attacked, A5_ContentThatTheRecordDoesNotNameIsRefused) {
    document.sealed.hash = crypto::hash(as_bytes("other words"));
    EXPECT_EQ(all_of(store, document).error(), SealedError::kDamaged);
}

TEST(Sealed, WhateverStepOfWritingFailsNothingIsKeptAndTheErrorIsSaid) {
    Bytes const content = content_of(3 * kChunkBytes);
    for (std::size_t nth = 0;; ++nth) {
        SCOPED_TRACE(nth);
        MemoryArchive store;
        store.folder().fails_at = nth;
        auto writer = Writer::begin(store, crypto::make_id<RecordId>());
        bool is_kept = writer.ok() && writer.value().add(content).ok();
        if (is_kept) {
            auto const sealed = writer.value().finish();
            is_kept = sealed.ok();
            if (!is_kept) {
                EXPECT_EQ(sealed.error(), SealedError::kFull);
            }
        }
        EXPECT_EQ(store.folder().files.size(), is_kept ? 1U : 0U);
        if (is_kept) break;
        ASSERT_LT(nth, 20U);
    }
}

TEST(Sealed, A6_InWhicheverOrderTheHashIsTakenBesideItIsTheSame) {
    std::size_t asked = 0;
    Workers const last_first = [&](std::size_t count, Piece const& piece) {
        ++asked;
        while (count > 0) piece(--count);
    };
    for (std::size_t const size :
         {std::size_t{0}, std::size_t{1}, kChunkBytes * 16 - 1, kChunkBytes * 16, kChunkBytes * 33 + 7}) {
        SCOPED_TRACE(size);
        MemoryArchive store;
        Bytes const content = content_of(size);
        auto writer = Writer::begin(store, crypto::make_id<RecordId>(), last_first);
        ASSERT_TRUE(writer.ok());
        for (std::size_t at = 0; at < size; at += kChunkBytes * 8)
            ASSERT_TRUE(
                writer.value().add(ByteView{content}.subspan(at, std::min(kChunkBytes * 8, size - at))).ok());
        auto const sealed = writer.value().finish();
        ASSERT_TRUE(sealed.ok());
        EXPECT_EQ(sealed.value().hash, crypto::hash(content));
        auto reader =
            Reader::open(store, writer.value().record(), copy_of(writer.value().key()), size, last_first);
        ASSERT_TRUE(reader.ok());
        Bytes read;
        ASSERT_TRUE(reader.value()
                        .read_all(sealed.value().hash,
                                  [&](ByteView piece) {
                                      append(read, piece);
                                      return true;
                                  })
                        .ok());
        EXPECT_TRUE(read == content);
    }
    EXPECT_GT(asked, 4U);
}

TEST(Sealed, AFileThatIsGoneIsMissing) {
    MemoryArchive store;
    Document const document = kept(store, content_of(10));
    ASSERT_TRUE(store.remove(document.name).ok());
    EXPECT_EQ(all_of(store, document).error(), SealedError::kMissing);
}

TEST(Sealed, MoreThanTwoGigabytesAreRefusedBeforeTheyAreRead) {
    MemoryArchive store;
    EXPECT_EQ(Reader::open(store, crypto::make_id<RecordId>(), crypto::make_key<crypto::DocumentKey>(),
                           kDocumentBytesMax + 1)
                  .error(),
              SealedError::kTooLarge);
}

TEST(Sealed, AFilesNameSaysItsRecordAndNothingElseIsAName) {
    MemoryArchive store;
    Document const document = kept(store, content_of(10));
    EXPECT_EQ(record_of(document.name), document.record);
    EXPECT_TRUE(is_of(document.name, document.record));
    EXPECT_FALSE(is_of(document.name, crypto::make_id<RecordId>()));
    for (std::string const& name :
         {std::string{}, std::string{"x"}, document.name + "0", "-" + document.name.substr(1),
          document.name.substr(0, 64) + "g", document.name.substr(0, 32) + "_" + document.name.substr(33)})
        EXPECT_EQ(record_of(name), std::nullopt) << name;
}

TEST(CopyAll, ACopyHoldsTheSameFilesAndNoOther) {
    MemoryArchive from;
    MemoryArchive to;
    Document const one = kept(from, content_of(3'000'000));
    Document const two = kept(from, content_of(10));
    to.folder().files["stale"] = content_of(5);
    to.folder().files[two.name] = content_of(168);  // Of the right length and other bytes.
    EXPECT_EQ(copy_all(from, to).value(), 2U);
    EXPECT_EQ(to.folder().files, from.folder().files);
    EXPECT_EQ(copy_all(from, to).value(), 2U);
    EXPECT_TRUE(all_of(to, one).ok());
    to.folder().files.clear();
    to.folder().operations = 0;
    to.folder().fails_at = 2;
    EXPECT_EQ(copy_all(from, to).error(), StoreError::kFull);
}

TEST(CopyMissing, WhatIsMissingIsCopiedAndWhatIsThereIsLeftAlone) {
    MemoryArchive from;
    MemoryArchive to;
    Document const one = kept(from, content_of(70'000));
    Document const two = kept(from, content_of(10));
    to.folder().files[one.name] = content_of(5);
    to.folder().files["ours"] = content_of(5);
    EXPECT_EQ(copy_missing(from, to).value(), 1U);
    EXPECT_EQ(to.folder().files.size(), 3U);
    EXPECT_EQ(to.folder().files[two.name], from.folder().files[two.name]);
    EXPECT_EQ(to.folder().files[one.name], content_of(5));
    EXPECT_EQ(copy_missing(from, to).value(), 0U);
}

}  // namespace
}  // namespace amparo::archive
