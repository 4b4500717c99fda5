// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What amparo/archive/store.hpp promises, as tests. An adapter's test file says
///
///   struct MemoryShelf {
///       std::unique_ptr<archive::Store> open();   // each call: one more process on the same files
///   };
///   INSTANTIATE_TYPED_TEST_SUITE_P(Memory, ArchiveContract, MemoryShelf);
#include "amparo/archive/store.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace amparo::contract {

using archive::Store;
using archive::StoreError;

/// A shelf is made anew for each test.
template <class Shelf>
class ArchiveContract : public testing::Test {
  protected:
    Shelf shelf;
    static void keep(Store& store, std::string_view name, std::string_view text) {
        auto file = store.begin(name);
        ASSERT_TRUE(file.ok());
        ASSERT_TRUE(file.value()->append(as_bytes(text)).ok());
        ASSERT_TRUE(file.value()->finish().ok());
    }
};
TYPED_TEST_SUITE_P(ArchiveContract);

TYPED_TEST_P(ArchiveContract, WhereNothingWasKeptNothingIsThere) {
    auto const store = this->shelf.open();
    EXPECT_EQ(store->size("a").error(), StoreError::kMissing);
    EXPECT_EQ(store->read("a", 0, 1).error(), StoreError::kMissing);
    EXPECT_TRUE(store->list().value().empty());
    EXPECT_TRUE(store->remove("a").ok());
    EXPECT_EQ(store->remove_half_written().value(), 0U);
}

TYPED_TEST_P(ArchiveContract, S1_AFileIsThereWhenItIsWholeAndForEverybody) {
    auto const one = this->shelf.open();
    auto const two = this->shelf.open();
    auto file = one->begin("doc-1");
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(file.value()->append(as_bytes("first ")).ok());
    EXPECT_EQ(two->size("doc-1").error(), StoreError::kMissing);
    EXPECT_TRUE(one->list().value().empty());
    ASSERT_TRUE(file.value()->append(as_bytes("second")).ok());
    ASSERT_TRUE(file.value()->finish().ok());
    EXPECT_EQ(two->size("doc-1").value(), 12U);
    EXPECT_EQ(as_text(two->read("doc-1", 0, 12).value()), "first second");
    EXPECT_EQ(as_text(two->read("doc-1", 6, 100).value()), "second");
    EXPECT_EQ(as_text(two->read("doc-1", 2, 3).value()), "rst");
    EXPECT_TRUE(two->read("doc-1", 12, 5).value().empty());
    ASSERT_EQ(two->list().value().size(), 1U);
    EXPECT_EQ(two->list().value()[0], (archive::FileEntry{"doc-1", 12}));
}

TYPED_TEST_P(ArchiveContract, S1_OfOneThatWasGivenUpNothingStays) {
    auto const store = this->shelf.open();
    {
        auto file = store->begin("doc-1");
        ASSERT_TRUE(file.ok());
        ASSERT_TRUE(file.value()->append(as_bytes("half")).ok());
    }
    EXPECT_EQ(store->size("doc-1").error(), StoreError::kMissing);
    EXPECT_EQ(store->remove_half_written().value(), 0U);
    this->keep(*store, "doc-1", "whole");
    EXPECT_EQ(as_text(store->read("doc-1", 0, 9).value()), "whole");
}

TYPED_TEST_P(ArchiveContract, S2_NoFileTakesThePlaceOfAnother) {
    auto const store = this->shelf.open();
    auto late = store->begin("doc-1");
    ASSERT_TRUE(late.ok());
    ASSERT_TRUE(late.value()->append(as_bytes("late")).ok());
    auto const other = this->shelf.open();
    auto early = other->begin("doc-1");
    if (early.ok()) {  // Two may write one name; one of them gets it.
        ASSERT_TRUE(early.value()->finish().ok());
        EXPECT_EQ(late.value()->finish().error(), StoreError::kExists);
        EXPECT_EQ(store->size("doc-1").value(), 0U);
    } else {
        EXPECT_EQ(early.error(), StoreError::kExists);
        EXPECT_TRUE(late.value()->finish().ok());
    }
}

TYPED_TEST_P(ArchiveContract, WhatWasRemovedIsGoneForEverybody) {
    auto const one = this->shelf.open();
    auto const two = this->shelf.open();
    this->keep(*one, "doc-1", "words");
    this->keep(*one, "doc-2", "others");
    ASSERT_TRUE(two->remove("doc-1").ok());
    EXPECT_EQ(one->size("doc-1").error(), StoreError::kMissing);
    ASSERT_EQ(one->list().value().size(), 1U);
    EXPECT_EQ(one->list().value()[0].name, "doc-2");
}

REGISTER_TYPED_TEST_SUITE_P(ArchiveContract, WhereNothingWasKeptNothingIsThere,
                            S1_AFileIsThereWhenItIsWholeAndForEverybody, S1_OfOneThatWasGivenUpNothingStays,
                            S2_NoFileTakesThePlaceOfAnother, WhatWasRemovedIsGoneForEverybody);

}  // namespace amparo::contract
