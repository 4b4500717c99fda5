// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The vault as one file of a POSIX system.
///
/// Rules, each for a loss that has happened to somebody:
///   F1 Lock.     One writer at a time, by a lock the kernel drops when its process dies. After it is given,
///                the name must still lead to the locked file, or the wait starts again: the vault may have
///                been replaced meanwhile. A file system whose locks do nothing is found out, once per file,
///                and refused.
///   F2 Append.   Bytes are written at the end and synced before it returns. When they don't fit, the file is
///                cut back to what it was: kFull, and nothing was changed.
///   F3 Sync.     After a failed sync the kernel may have dropped the bytes and say "done" next time, so
///                nothing is written through this object again: kIo for good. Whoever wants to go on opens
///                the file anew.
///   F4 Replace.  A new file beside it (the name with ".new"), synced, locked, then renamed over: readers and
///                crashes see one or the other. It keeps the owner group and the permissions of the old one.
///   F5 Create.   The same, but never over a file that is there. Only its owner may read it (0600).
///   F6 Leftover. A ".new" that a crash left is removed by the next create or replace, unless its maker
///                lives.
///   F7 Moved.    When the name no longer leads to the locked file (someone moved a back-up over it), an
///                append would be lost with the old file: kIo.
///   F8 Inherit.  A process that died may have written or renamed what it did not live to sync. Whoever gets
///                the lock after it syncs that first: what is written behind it would else be acknowledged
///                while what it builds upon, or the name itself, can still vanish with the power.
#include "amparo/reclog/storage.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace amparo::store_file {

struct FileOptions {
    /// How long lock() waits for another process before it gives up with kBusy.
    std::chrono::milliseconds lock_wait_max{30'000};
};

/// Not thread-safe. The file is opened when it is first needed.
class FileStorage final : public reclog::Storage {
  public:
    /// A link is followed once, here: the file it leads to is the vault, and replacing it keeps the link.
    explicit FileStorage(std::string path, FileOptions options = {});
    ~FileStorage() override;
    FileStorage(FileStorage const&) = delete;
    FileStorage& operator=(FileStorage const&) = delete;

    Result<State, reclog::StorageError> state() override;
    Result<Bytes, reclog::StorageError> read(std::uint64_t offset, std::size_t count) override;
    Result<Done, reclog::StorageError> create(ByteView bytes) override;
    Result<std::unique_ptr<reclog::StorageLock>, reclog::StorageError> lock() override;
    Result<Done, reclog::StorageError> append(ByteView bytes) override;
    Result<Done, reclog::StorageError> replace(ByteView bytes) override;

  private:
    struct OpenFile;
    class Lock;
    [[nodiscard]] Result<Done, reclog::StorageError> follow_name();
    [[nodiscard]] Result<bool, reclog::StorageError> try_lock_current();
    [[nodiscard]] Result<Done, reclog::StorageError> sync_what_others_left();
    [[nodiscard]] Fail<reclog::StorageError> failed(reclog::StorageError error);

    std::string path_;
    FileOptions options_;
    std::shared_ptr<OpenFile> file_;  ///< Shared with the lock, which may outlive this object.
    bool is_poisoned_ = false;
};

}  // namespace amparo::store_file
