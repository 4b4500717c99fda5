// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_memory/memory.hpp"

#include <algorithm>
#include <utility>

namespace amparo::store_memory {

using reclog::StorageError;

class MemoryStorage::Lock final : public reclog::StorageLock {
  public:
    Lock(std::shared_ptr<MemoryFile> file, std::shared_ptr<bool> holds_lock)
        : file_{std::move(file)}, holds_lock_{std::move(holds_lock)} {
        file_->locked = *holds_lock_ = true;
    }
    ~Lock() override { file_->locked = *holds_lock_ = false; }

  private:
    std::shared_ptr<MemoryFile> file_;
    std::shared_ptr<bool> holds_lock_;
};

MemoryStorage::MemoryStorage(std::shared_ptr<MemoryFile> file)
    : file_{std::move(file)}, holds_lock_{std::make_shared<bool>(false)} {}
MemoryStorage::~MemoryStorage() = default;

Result<reclog::Storage::State, StorageError> MemoryStorage::state() {
    if (!file_->exists) return Fail{StorageError::kMissing};
    return State{file_->generation, file_->bytes.size()};
}

Result<Bytes, StorageError> MemoryStorage::read(std::uint64_t offset, std::size_t count) {
    if (!file_->exists) return Fail{StorageError::kMissing};
    if (offset >= file_->bytes.size()) return Bytes{};
    ByteView const rest = ByteView{file_->bytes}.subspan(static_cast<std::size_t>(offset));
    ByteView const wanted = rest.first(std::min(count, rest.size()));
    return Bytes{wanted.begin(), wanted.end()};
}

Result<Done, StorageError> MemoryStorage::create(ByteView bytes) {
    if (file_->exists) return Fail{StorageError::kExists};
    file_->exists = true;
    ++file_->generation;
    file_->bytes.assign(bytes.begin(), bytes.end());
    return Done{};
}

Result<std::unique_ptr<reclog::StorageLock>, StorageError> MemoryStorage::lock() {
    AMPARO_CHECK(!*holds_lock_);
    if (!file_->exists) return Fail{StorageError::kMissing};
    if (file_->locked) return Fail{StorageError::kBusy};
    return std::unique_ptr<reclog::StorageLock>{std::make_unique<Lock>(file_, holds_lock_)};
}

Result<Done, StorageError> MemoryStorage::append(ByteView bytes) {
    AMPARO_CHECK(*holds_lock_);
    amparo::append(file_->bytes, bytes);
    return Done{};
}

Result<Done, StorageError> MemoryStorage::replace(ByteView bytes) {
    AMPARO_CHECK(*holds_lock_);
    ++file_->generation;
    file_->bytes.assign(bytes.begin(), bytes.end());
    return Done{};
}

}  // namespace amparo::store_memory
