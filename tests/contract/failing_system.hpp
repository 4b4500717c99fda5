// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A system that fails when told to. Linked into a test program, it stands between the code under test and
/// the kernel: pwrite, fsync, fdatasync, rename, renameat2, ftruncate and the locks of fcntl.
#include <cstddef>

namespace amparo::contract {

enum class Locks { kWork, kUnsupported, kDoNothing };

struct SystemFault {
    static constexpr std::size_t kNever = ~std::size_t{0};
    /// Which call fails, counted from 0 over all calls named above but the locks.
    std::size_t nth = kNever;
    int error = 0;  ///< errno
    /// If that call is a pwrite: so many bytes are written first, and the call after it fails.
    std::size_t write_bytes_kept = 0;
    /// No pwrite takes more than this.
    std::size_t write_bytes_max = kNever;
    /// Each pwrite is interrupted by a signal before it succeeds.
    bool interrupts_writes = false;
    Locks locks = Locks::kWork;
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

}  // namespace amparo::contract
