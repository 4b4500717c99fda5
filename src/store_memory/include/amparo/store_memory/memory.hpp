// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A vault file in memory: for the simulator, for tests, and for a host that keeps the bytes somewhere else.
#include "amparo/reclog/storage.hpp"

#include <memory>

namespace amparo::store_memory {

/// The file itself. Several MemoryStorage objects over one file behave as several processes would.
struct MemoryFile {
    bool exists = false;
    bool locked = false;
    std::uint64_t generation = 0;
    Bytes bytes;
};

/// One thread only, so nothing could end a wait for the lock: a held lock is kBusy at once.
class MemoryStorage final : public reclog::Storage {
  public:
    explicit MemoryStorage(std::shared_ptr<MemoryFile> file = std::make_shared<MemoryFile>());
    ~MemoryStorage() override;

    Result<State, reclog::StorageError> state() override;
    Result<Bytes, reclog::StorageError> read(std::uint64_t offset, std::size_t count) override;
    Result<Done, reclog::StorageError> create(ByteView bytes) override;
    Result<std::unique_ptr<reclog::StorageLock>, reclog::StorageError> lock() override;
    Result<Done, reclog::StorageError> append(ByteView bytes) override;
    Result<Done, reclog::StorageError> replace(ByteView bytes) override;

  private:
    class Lock;
    std::shared_ptr<MemoryFile> file_;
    std::shared_ptr<bool> holds_lock_;  ///< Shared with the lock, which may outlive this object.
};

}  // namespace amparo::store_memory
