// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_memory/faulty.hpp"
#include "amparo/store_memory/memory.hpp"

#include "contract/storage_contract.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::store_memory;
using amparo::contract::all_of;
using reclog::StorageError;

namespace {

struct MemoryPlace {
    std::shared_ptr<MemoryFile> file = std::make_shared<MemoryFile>();
    std::unique_ptr<reclog::Storage> open() { return std::make_unique<MemoryStorage>(file); }
};

/// Without a planned fault it keeps the whole contract of what it wraps.
struct FaultyPlace {
    struct Pair final : reclog::Storage {
        explicit Pair(std::shared_ptr<MemoryFile> file) : memory{std::move(file)}, faulty{memory} {}
        Result<State, StorageError> state() override { return faulty.state(); }
        Result<Bytes, StorageError> read(std::uint64_t o, std::size_t n) override {
            return faulty.read(o, n);
        }
        Result<Done, StorageError> create(ByteView b) override { return faulty.create(b); }
        Result<std::unique_ptr<reclog::StorageLock>, StorageError> lock() override { return faulty.lock(); }
        Result<Done, StorageError> append(ByteView b) override { return faulty.append(b); }
        Result<Done, StorageError> replace(ByteView b) override { return faulty.replace(b); }
        MemoryStorage memory;
        FaultyStorage faulty;
    };
    std::shared_ptr<MemoryFile> file = std::make_shared<MemoryFile>();
    std::unique_ptr<reclog::Storage> open() { return std::make_unique<Pair>(file); }
};

}  // namespace

namespace amparo::contract {
INSTANTIATE_TYPED_TEST_SUITE_P(Memory, StorageContract, MemoryPlace);
INSTANTIATE_TYPED_TEST_SUITE_P(Faulty, StorageContract, FaultyPlace);
}  // namespace amparo::contract

TEST(Faulty, TheChosenOperationFailsAndTheNextOneWorksAgain) {
    MemoryStorage memory;
    FaultyStorage storage{memory, Fault{.operation = 2, .error = StorageError::kFull}};
    ASSERT_TRUE(storage.create(as_bytes("a")).ok());
    auto const lock = storage.lock();
    EXPECT_EQ(storage.append(as_bytes("b")).error(), StorageError::kFull);
    EXPECT_TRUE(storage.has_failed());
    EXPECT_TRUE(storage.append(as_bytes("c")).ok());
    EXPECT_EQ(all_of(storage), "ac");
    EXPECT_EQ(storage.operations(), 4U);
}

TEST(Faulty, AFullDiskMayStayFull) {
    MemoryStorage memory;
    FaultyStorage storage{memory, Fault{.operation = 1, .error = StorageError::kFull, .once = false}};
    ASSERT_TRUE(storage.create({}).ok());
    EXPECT_EQ(storage.lock().error(), StorageError::kFull);
    EXPECT_EQ(storage.lock().error(), StorageError::kFull);
}

TEST(Faulty, AnInputOutputErrorIsForGood) {
    MemoryStorage memory;
    FaultyStorage storage{memory, Fault{.operation = 2, .error = StorageError::kIo, .append_bytes_kept = 1}};
    ASSERT_TRUE(storage.create({}).ok());
    auto const lock = storage.lock();
    EXPECT_EQ(storage.append(as_bytes("abc")).error(), StorageError::kIo);
    EXPECT_EQ(storage.append(as_bytes("def")).error(), StorageError::kIo);
    EXPECT_EQ(storage.replace(as_bytes("ghi")).error(), StorageError::kIo);
    EXPECT_EQ(all_of(storage), "a");
}

TEST(Faulty, AnAppendCanBeCutAfterAnyByte) {
    for (std::size_t kept = 0; kept <= 5; ++kept) {
        MemoryStorage memory;
        FaultyStorage storage{memory};
        ASSERT_TRUE(storage.create(as_bytes("head")).ok());
        auto const lock = storage.lock();
        storage.plan({.operation = 0, .error = StorageError::kFull, .append_bytes_kept = kept});
        EXPECT_EQ(storage.append(as_bytes("tail")).error(), StorageError::kFull);
        EXPECT_EQ(all_of(storage), std::string{"head"} + std::string{"tail"}.substr(0, kept));
    }
}
