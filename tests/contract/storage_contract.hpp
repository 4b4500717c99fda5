// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What amparo/reclog/storage.hpp promises, as tests. An adapter's test file says
///
///   struct MemoryPlace {
///       std::unique_ptr<reclog::Storage> open();   // each call: one more process on the same vault file
///   };
///   INSTANTIATE_TYPED_TEST_SUITE_P(Memory, StorageContract, MemoryPlace);
#include "amparo/reclog/storage.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>

namespace amparo::contract {

using reclog::Storage;
using reclog::StorageError;

/// A place is made anew for each test.
template <class Place>
class StorageContract : public testing::Test {
  protected:
    Place place;
};
TYPED_TEST_SUITE_P(StorageContract);

inline std::string all_of(Storage& storage) {
    auto const state = storage.state().value();
    return std::string{as_text(storage.read(0, static_cast<std::size_t>(state.size)).value())};
}

TYPED_TEST_P(StorageContract, WhereNothingWasMadeEverythingIsMissing) {
    auto const storage = this->place.open();
    EXPECT_EQ(storage->state().error(), StorageError::kMissing);
    EXPECT_EQ(storage->read(0, 1).error(), StorageError::kMissing);
    EXPECT_EQ(storage->lock().error(), StorageError::kMissing);
}

TYPED_TEST_P(StorageContract, WhatWasCreatedIsReadByEveryone) {
    auto const one = this->place.open();
    auto const two = this->place.open();
    ASSERT_TRUE(one->create(as_bytes("head")).ok());
    EXPECT_EQ(all_of(*one), "head");
    EXPECT_EQ(all_of(*two), "head");
    EXPECT_EQ(one->state().value(), one->state().value());
}

TYPED_TEST_P(StorageContract, CreatingOverAVaultIsRefusedAndLeavesItWhole) {
    auto const one = this->place.open();
    auto const two = this->place.open();
    ASSERT_TRUE(one->create(as_bytes("first")).ok());
    EXPECT_EQ(one->create(as_bytes("second")).error(), StorageError::kExists);
    EXPECT_EQ(two->create(as_bytes("third")).error(), StorageError::kExists);
    EXPECT_EQ(all_of(*two), "first");
}

TYPED_TEST_P(StorageContract, AnEmptyVaultIsThere) {
    auto const storage = this->place.open();
    ASSERT_TRUE(storage->create({}).ok());
    EXPECT_EQ(storage->state().value().size, 0U);
    EXPECT_TRUE(storage->read(0, 10).value().empty());
}

TYPED_TEST_P(StorageContract, ReadGivesFewerBytesOnlyAtTheEnd) {
    auto const storage = this->place.open();
    ASSERT_TRUE(storage->create(as_bytes("0123456789")).ok());
    for (std::size_t offset = 0; offset <= 12; ++offset)
        for (std::size_t count = 0; count <= 12; ++count) {
            std::string const expected = offset < 10 ? std::string{"0123456789"}.substr(offset, count) : "";
            EXPECT_EQ(as_text(storage->read(offset, count).value()), expected) << offset << "+" << count;
        }
    EXPECT_TRUE(storage->read(~std::uint64_t{0}, ~std::size_t{0}).value().empty());
    EXPECT_EQ(storage->read(0, ~std::size_t{0}).value().size(),
              10U);  // Takes no memory for what is not there.
}

TYPED_TEST_P(StorageContract, AppendsGrowTheFileForEveryoneWithinOneGeneration) {
    auto const writer = this->place.open();
    auto const reader = this->place.open();
    ASSERT_TRUE(writer->create(as_bytes("a")).ok());
    auto const before = reader->state().value();
    {
        auto const lock = writer->lock();
        ASSERT_TRUE(lock.ok());
        ASSERT_TRUE(writer->append(as_bytes("bc")).ok());
        ASSERT_TRUE(writer->append({}).ok());
        ASSERT_TRUE(writer->append(as_bytes("def")).ok());
    }
    auto const after = reader->state().value();
    EXPECT_EQ(after.generation, before.generation);
    EXPECT_EQ(after.size, 6U);
    EXPECT_EQ(as_text(reader->read(before.size, 5).value()), "bcdef");
}

TYPED_TEST_P(StorageContract, ReplacingGivesAllNewBytesAndANewGeneration) {
    auto const writer = this->place.open();
    auto const reader = this->place.open();
    ASSERT_TRUE(writer->create(as_bytes("version 0")).ok());
    for (int n = 1; n <= 5; ++n) {
        auto const before = reader->state().value();
        auto const own_before = writer->state().value();
        std::string const bytes = "version " + std::to_string(n);
        {
            auto const lock = writer->lock();
            ASSERT_TRUE(lock.ok());
            ASSERT_TRUE(writer->replace(as_bytes(bytes)).ok());
            ASSERT_TRUE(writer->append(as_bytes("+")).ok());  // The lock still holds, and on the new file.
        }
        EXPECT_NE(reader->state().value().generation, before.generation);
        EXPECT_NE(writer->state().value().generation, own_before.generation);
        EXPECT_EQ(all_of(*reader), bytes + "+");
        EXPECT_EQ(all_of(*writer), bytes + "+");
    }
}

TYPED_TEST_P(StorageContract, OneWriterAtATimeAndTheNextOneAfterIt) {
    auto const one = this->place.open();
    auto const two = this->place.open();
    ASSERT_TRUE(one->create(as_bytes("x")).ok());
    {
        auto const lock = one->lock();
        ASSERT_TRUE(lock.ok());
        EXPECT_EQ(two->lock().error(), StorageError::kBusy);
        ASSERT_TRUE(one->replace(as_bytes("y")).ok());
        EXPECT_EQ(two->lock().error(), StorageError::kBusy);
    }
    {
        auto const lock = two->lock();
        ASSERT_TRUE(lock.ok());
        ASSERT_TRUE(two->append(as_bytes("z")).ok());
    }
    EXPECT_TRUE(one->lock().ok());
    EXPECT_EQ(all_of(*one), "yz");
}

TYPED_TEST_P(StorageContract, ALockMayOutliveTheStorageThatGaveIt) {
    auto one = this->place.open();
    auto const two = this->place.open();
    ASSERT_TRUE(one->create(as_bytes("x")).ok());
    auto lock = one->lock().value();
    one.reset();
    EXPECT_EQ(two->lock().error(), StorageError::kBusy);
    lock.reset();
    EXPECT_TRUE(two->lock().ok());
}

TYPED_TEST_P(StorageContract, WritingWithoutTheLockIsABrokenInvariant) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    auto const storage = this->place.open();
    ASSERT_TRUE(storage->create(as_bytes("x")).ok());
    EXPECT_DEATH((void)storage->append(as_bytes("y")), "broken invariant");
    EXPECT_DEATH((void)storage->replace(as_bytes("y")), "broken invariant");
    auto const lock = storage->lock();
    EXPECT_DEATH((void)storage->lock(), "broken invariant");
}

TYPED_TEST_P(StorageContract, AnyOrderOfWritersGivesTheBytesOfOneStringKeptInOrder) {
    for (unsigned seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(seed);
        TypeParam fresh;
        std::mt19937 rng{seed};
        std::unique_ptr<Storage> const stores[] = {fresh.open(), fresh.open(), fresh.open()};
        std::string model = "start";
        ASSERT_TRUE(stores[0]->create(as_bytes(model)).ok());
        for (int step = 0; step < 30; ++step) {
            Storage& store = *stores[rng() % 3];
            std::string const bytes(rng() % 50, static_cast<char>('a' + rng() % 26));
            auto const lock = store.lock();
            ASSERT_TRUE(lock.ok());
            if (rng() % 5 == 0) {
                ASSERT_TRUE(store.replace(as_bytes(bytes)).ok());
                model = bytes;
            } else {
                ASSERT_TRUE(store.append(as_bytes(bytes)).ok());
                model += bytes;
            }
            ASSERT_EQ(all_of(*stores[rng() % 3]), model);
        }
    }
}

REGISTER_TYPED_TEST_SUITE_P(StorageContract, WhereNothingWasMadeEverythingIsMissing,
                            WhatWasCreatedIsReadByEveryone, CreatingOverAVaultIsRefusedAndLeavesItWhole,
                            AnEmptyVaultIsThere, ReadGivesFewerBytesOnlyAtTheEnd,
                            AppendsGrowTheFileForEveryoneWithinOneGeneration,
                            ReplacingGivesAllNewBytesAndANewGeneration, OneWriterAtATimeAndTheNextOneAfterIt,
                            ALockMayOutliveTheStorageThatGaveIt, WritingWithoutTheLockIsABrokenInvariant,
                            AnyOrderOfWritersGivesTheBytesOfOneStringKeptInOrder);

}  // namespace amparo::contract
