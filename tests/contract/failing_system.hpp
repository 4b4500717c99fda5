// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A system that fails when told to. Linked into a test program, it stands between the code under test and
/// the kernel: pwrite, write to a file, fsync, fdatasync, rename, renameat2, link, unlink, ftruncate, pread and the locks of
/// fcntl.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace amparo::contract {

enum class Locks { kWork, kUnsupported, kDoNothing };

/// What becomes of the call that fails, and of those after it.
enum class Ending {
    kOneError,
    kErrorsForGood,  ///< As if the process were dead: it changes nothing any more.
    kKill,           ///< SIGKILL in place of the call.
};

struct SystemFault {
    static constexpr std::size_t kNever = ~std::size_t{0};
    /// Which call fails, counted from 0 over all calls named above but pread and the locks.
    std::size_t nth = kNever;
    int error = 0;  ///< errno
    Ending ending = Ending::kOneError;
    /// If that call is a pwrite: so many bytes are written first, and the call after it fails.
    std::size_t write_bytes_kept = 0;
    /// No pwrite takes more than this.
    std::size_t write_bytes_max = kNever;
    /// Each pwrite is interrupted by a signal before it succeeds.
    bool interrupts_writes = false;
    Locks locks = Locks::kWork;
    /// Which pread fails with `error`, counted from 0.
    std::size_t nth_read = kNever;
    /// A slow disk: this happens before the first sync returns.
    std::function<void()> during_sync = nullptr;
    /// Another process is quicker: this happens before the first lock is asked for.
    std::function<void()> before_lock = nullptr;
};

/// In force while it lives; one at a time.
class FailingSystem {
  public:
    explicit FailingSystem(SystemFault fault);
    ~FailingSystem();
    FailingSystem(FailingSystem const&) = delete;
    FailingSystem& operator=(FailingSystem const&) = delete;

    [[nodiscard]] bool has_failed() const noexcept;
    /// Calls so far that can be made to fail.
    [[nodiscard]] std::size_t calls() const noexcept;
};

/// A call that changed something, or made a change durable.
struct SystemCall {
    enum class Kind { kWrite, kSync, kTruncate, kRename, kLink, kUnlink };
    Kind kind = Kind::kWrite;
    int fd = -1;                  ///< Of a write, sync or truncate.
    std::uint64_t offset = 0;     ///< Of a write; of a truncate, the new size.
    std::string_view bytes = {};  ///< Of a write.
    char const* from = nullptr;   ///< Of a rename, link or unlink.
    char const* to = nullptr;     ///< Of a rename or link.
};

/// While it lives, `watch` is told of each call that succeeded, before the caller is; one at a time.
class WatchedSystem {
  public:
    explicit WatchedSystem(std::function<void(SystemCall const&)> watch);
    ~WatchedSystem();
    WatchedSystem(WatchedSystem const&) = delete;
    WatchedSystem& operator=(WatchedSystem const&) = delete;
};

}  // namespace amparo::contract
