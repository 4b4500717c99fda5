// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A storage that fails when told to: what a full disk, a pulled stick or a dying drive do to whoever writes.
#include "amparo/reclog/storage.hpp"

#include <cstddef>
#include <optional>

namespace amparo::store_memory {

/// The one failure to come. Only create(), lock(), append() and replace() are counted, from 0: a test that
/// lets `operation` run from 0 until a script succeeds has failed it at each of its steps.
struct Fault {
    std::size_t operation = 0;
    reclog::StorageError error = reclog::StorageError::kFull;
    /// Of an append that fails, how many bytes reach the file all the same: the tail that a power cut leaves.
    std::size_t append_bytes_kept = 0;
    /// The next operations succeed again, unless `error` is kIo, which is for good.
    bool once = true;
};

class FaultyStorage final : public reclog::Storage {
  public:
    explicit FaultyStorage(reclog::Storage& inner, std::optional<Fault> fault = std::nullopt);

    void plan(Fault fault);
    /// How many operations were counted, failed ones too.
    [[nodiscard]] std::size_t operations() const noexcept { return operations_; }
    /// The planned fault was met.
    [[nodiscard]] bool has_failed() const noexcept { return has_failed_; }

    Result<State, reclog::StorageError> state() override;
    Result<Bytes, reclog::StorageError> read(std::uint64_t offset, std::size_t count) override;
    Result<Done, reclog::StorageError> create(ByteView bytes) override;
    Result<std::unique_ptr<reclog::StorageLock>, reclog::StorageError> lock() override;
    Result<Done, reclog::StorageError> append(ByteView bytes) override;
    Result<Done, reclog::StorageError> replace(ByteView bytes) override;

  private:
    std::optional<reclog::StorageError> next_fails();
    reclog::Storage& inner_;
    std::optional<Fault> fault_;
    std::size_t operations_ = 0;
    bool has_failed_ = false;
    bool is_poisoned_ = false;
};

}  // namespace amparo::store_memory
