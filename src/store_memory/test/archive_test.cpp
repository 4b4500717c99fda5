// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_memory/archive.hpp"

#include "contract/archive_contract.hpp"

namespace amparo::contract {
namespace {

struct MemoryShelf {
    std::shared_ptr<store_memory::MemoryFolder> folder = std::make_shared<store_memory::MemoryFolder>();
    std::unique_ptr<archive::Store> open() { return std::make_unique<store_memory::MemoryArchive>(folder); }
};
INSTANTIATE_TYPED_TEST_SUITE_P(Memory, ArchiveContract, MemoryShelf);

TEST(MemoryArchive, FailsWhereItWasToldTo) {
    store_memory::MemoryArchive store;
    store.folder().fails_at = 1;
    auto file = store.begin("a");
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(file.value()->append(as_bytes("x")).error(), archive::StoreError::kFull);
    EXPECT_TRUE(store.list().value().empty());
}

}  // namespace
}  // namespace amparo::contract
