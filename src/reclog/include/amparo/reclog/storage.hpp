// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Port: where the one vault file lives. Sees ciphertext only. Implementations: store_memory, store_file;
/// each passes tests/contract/storage_contract.hpp.
#include "amparo/base/bytes.hpp"
#include "amparo/base/result.hpp"

#include <cstdint>
#include <memory>

namespace amparo::reclog {

enum class StorageError {
    kMissing,   ///< No vault there.
    kExists,    ///< create() on a vault that is there.
    kFull,      ///< No space left; what was there before is whole.
    kReadOnly,  ///< This user may not write the file or its folder, or not even read it.
    kNotAFile,  ///< A folder, a pipe, a device.
    kBusy,      ///< Another process holds the lock for longer than the store is willing to wait.
    kNoLocks,   ///< The file system has no working locks: writing would risk another process's work.
    kIo,        ///< The system reported another error; nothing more is written through this object.
};

/// Held while its owner may write; other processes wait. Releasing is its destructor.
class StorageLock {
  public:
    virtual ~StorageLock() = default;
};

/// One file of bytes that grows at its end, or is replaced whole.
class Storage {
  public:
    virtual ~Storage() = default;

    /// Changes whenever the bytes may no longer extend what was read before: the file was replaced. Together
    /// with size() it tells a reader whether to read on or to start again. kMissing when there is none.
    struct State {
        std::uint64_t generation = 0;
        std::uint64_t size = 0;
        friend bool operator==(State const&, State const&) = default;
    };
    [[nodiscard]] virtual Result<State, StorageError> state() = 0;
    /// `count` bytes at `offset`, fewer only at the end of the file.
    [[nodiscard]] virtual Result<Bytes, StorageError> read(std::uint64_t offset, std::size_t count) = 0;
    /// Makes the file with these bytes, durable when it returns, or leaves nothing. kExists if there is one.
    [[nodiscard]] virtual Result<Done, StorageError> create(ByteView bytes) = 0;
    /// Waits for the one writer's lock. Needed for append() and replace().
    [[nodiscard]] virtual Result<std::unique_ptr<StorageLock>, StorageError> lock() = 0;
    /// Durable when it returns. On failure no reader sees more than a cut-off tail, and the caller may not
    /// assume that any byte was kept. After kIo every later append fails too: a failed sync is never retried.
    [[nodiscard]] virtual Result<Done, StorageError> append(ByteView bytes) = 0;
    /// All bytes at once: readers and crashes see the old file or the new one. A new generation.
    [[nodiscard]] virtual Result<Done, StorageError> replace(ByteView bytes) = 0;
};

}  // namespace amparo::reclog
