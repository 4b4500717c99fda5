// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/reclog/pieces.hpp"

#include "amparo/crypto/base64.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace amparo::reclog {
namespace {

/// Bytes that can be read, and a count of what was.
class Kept final : public Storage {
  public:
    explicit Kept(Bytes bytes) : bytes_{std::move(bytes)} {}
    Result<State, StorageError> state() override { return State{1, bytes_.size()}; }
    Result<Bytes, StorageError> read(std::uint64_t offset, std::size_t count) override {
        std::size_t const from = std::min<std::size_t>(offset, bytes_.size());
        std::size_t const size = std::min(count, bytes_.size() - from);
        read_ += size;
        ByteView const some = ByteView{bytes_}.subspan(from, size);
        return Bytes{some.begin(), some.end()};
    }
    Result<Done, StorageError> create(ByteView) override { return Fail{StorageError::kIo}; }
    Result<std::unique_ptr<StorageLock>, StorageError> lock() override { return Fail{StorageError::kIo}; }
    Result<Done, StorageError> append(ByteView) override { return Fail{StorageError::kIo}; }
    Result<Done, StorageError> replace(ByteView) override { return Fail{StorageError::kIo}; }
    [[nodiscard]] std::size_t bytes_read() const noexcept { return read_; }

  private:
    Bytes bytes_;
    std::size_t read_ = 0;
};

Bytes batch(std::size_t content, std::mt19937& random) {
    BatchWriter writer;
    Bytes bytes(content);
    for (std::byte& b : bytes) b = static_cast<std::byte>(random());
    EXPECT_TRUE(writer.add(ItemType::kBody, bytes));
    return std::move(writer).finish();
}

/// Batches, some of them cut off or spoilt, and bytes that are none.
Bytes file(std::mt19937& random) {
    Bytes out;
    for (std::size_t left = 1 + random() % 8; left > 0; --left) {
        Bytes next = batch(random() % 300, random);
        std::size_t const what = random() % 5;
        if (what == 0) next.resize(random() % next.size());
        if (what == 1) next[random() % next.size()] ^= std::byte{1};
        if (what == 2) next.assign(random() % 200, std::byte{0});
        append(out, next);
    }
    return out;
}

std::string told(Scan const& scanned) {
    std::string out;
    for (Batch const& b : scanned.batches) {
        out += "batch " + std::to_string(b.offset) + ":";
        for (Item const& item : b.items) out += " " + crypto::to_hex(crypto::hash(item.content));
        out += "\n";
    }
    for (Gap const& g : scanned.gaps)
        out += "gap " + std::to_string(g.offset) + "+" + std::to_string(g.size) +
               (g.unfinished ? " cut\n" : "\n");
    return out;
}

TEST(Pieces, WhateverTheirSizeTheySayWhatTheWholeSays) {
    constexpr std::uint64_t kFrom = kPreambleBytes;
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 random{seed};
        Bytes const bytes = file(random);
        Bytes whole(kFrom);
        append(whole, bytes);
        std::string const expected = told(scan(bytes, kFrom));
        for (std::size_t const piece : {1U, 40U, 333U, 1'000'000U}) {
            Kept storage{whole};
            auto const read = Pieces::read(storage, kFrom, bytes.size(), piece);
            ASSERT_TRUE(read.ok());
            ASSERT_EQ(told(read.value().scanned()), expected) << "seed " << seed << ", pieces of " << piece;
            ASSERT_EQ(read.value().end(), whole.size());
        }
    }
}

TEST(Pieces, WhatIsReadGrowsWithTheFileAlone) {
    std::mt19937 random{7};
    Bytes bytes;
    for (int i = 0; i < 200; ++i) append(bytes, batch(100, random));
    bytes.insert(bytes.end(), 100'000, std::byte{'x'});
    append(bytes, batch(100, random));
    Kept storage{bytes};
    auto const read = Pieces::read(storage, 0, bytes.size(), 1000);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().scanned().batches.size(), 201U);
    EXPECT_LT(storage.bytes_read(), 4 * bytes.size());
}

TEST(Pieces, WhatIsForgottenIsBehindAndTheRestStays) {
    std::mt19937 random{11};
    Bytes bytes;
    for (int i = 0; i < 50; ++i) append(bytes, batch(100, random));
    Kept storage{bytes};
    auto read = Pieces::read(storage, 0, bytes.size(), 500);
    ASSERT_TRUE(read.ok());
    Pieces& pieces = read.value();
    for (Batch const& b : pieces.scanned().batches) {
        pieces.forget_before(b.offset);
        std::vector<Bytes> const others(
            50, Bytes(500, std::byte{0xFF}));  // They take the place of what was freed.
        ASSERT_EQ(b.items.size(), 1U);
        auto const from = ByteView{bytes}.subspan(b.offset + kBatchHeaderBytes + kItemOverheadBytes, 100);
        EXPECT_TRUE(std::equal(from.begin(), from.end(), b.items[0].content.begin())) << b.offset;
    }
}

TEST(Pieces, AFileThatEndsSoonerIsReadToItsEnd) {
    std::mt19937 random{13};
    Bytes const bytes = batch(100, random);
    Kept storage{bytes};
    auto const read = Pieces::read(storage, 0, bytes.size() + 50, 64);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().end(), bytes.size());
    EXPECT_EQ(read.value().scanned().batches.size(), 1U);
}

}  // namespace
}  // namespace amparo::reclog
