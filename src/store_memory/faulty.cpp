// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_memory/faulty.hpp"

#include <algorithm>

namespace amparo::store_memory {

using reclog::StorageError;

FaultyStorage::FaultyStorage(reclog::Storage& inner, std::optional<Fault> fault)
    : inner_{inner}, fault_{fault} {}

void FaultyStorage::plan(Fault fault) {
    fault_ = fault;
    operations_ = 0;
    has_failed_ = false;
}

std::optional<StorageError> FaultyStorage::next_fails() {
    std::size_t const operation = operations_++;
    if (is_poisoned_) return StorageError::kIo;
    if (!fault_ || operation < fault_->operation || (fault_->once && operation > fault_->operation))
        return std::nullopt;
    has_failed_ = true;
    is_poisoned_ = fault_->error == StorageError::kIo;
    return fault_->error;
}

Result<reclog::Storage::State, StorageError> FaultyStorage::state() {
    return inner_.state();
}

Result<Bytes, StorageError> FaultyStorage::read(std::uint64_t offset, std::size_t count) {
    return inner_.read(offset, count);
}

Result<Done, StorageError> FaultyStorage::create(ByteView bytes) {
    if (auto const error = next_fails()) return Fail{*error};
    return inner_.create(bytes);
}

Result<std::unique_ptr<reclog::StorageLock>, StorageError> FaultyStorage::lock() {
    if (auto const error = next_fails()) return Fail{*error};
    return inner_.lock();
}

Result<Done, StorageError> FaultyStorage::append(ByteView bytes) {
    bool const was_poisoned = is_poisoned_;
    auto const error = next_fails();
    if (!error) return inner_.append(bytes);
    if (!was_poisoned)
        AMPARO_DO(inner_.append(bytes.first(std::min(fault_->append_bytes_kept, bytes.size()))));
    return Fail{*error};
}

Result<Done, StorageError> FaultyStorage::replace(ByteView bytes) {
    if (auto const error = next_fails()) return Fail{*error};
    return inner_.replace(bytes);
}

}  // namespace amparo::store_memory
