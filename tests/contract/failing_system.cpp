// SPDX-License-Identifier: AGPL-3.0-or-later
#include "contract/failing_system.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <utility>

namespace amparo::contract {
namespace {

SystemFault in_force;
std::size_t counted = 0;
std::size_t reads_counted = 0;
bool failed = false;
bool was_interrupted = false;
std::function<void(SystemCall const&)> told;

/// errno that this call has to give, or 0.
int next_error() {
    bool const is_after = failed && in_force.ending == Ending::kErrorsForGood;
    bool const fails = counted++ == in_force.nth || is_after;
    if (fails && in_force.ending == Ending::kKill) ::raise(SIGKILL);
    failed = failed || fails;
    return fails ? in_force.error : 0;
}

long answer(long number, long a, long b = 0, long c = 0, long d = 0, long e = 0) {
    if (int const error = next_error()) {
        errno = error;
        return -1;
    }
    return ::syscall(number, a, b, c, d, e);
}

int tell(long result, SystemCall const& call) {
    if (result >= 0 && told) told(call);
    return static_cast<int>(result);
}

long as_long(void const* pointer) {
    return reinterpret_cast<long>(pointer);
}

int rename_or_fail(int from_folder, char const* from, int to_folder, char const* to, unsigned flags) {
    return tell(
        answer(SYS_renameat2, from_folder, as_long(from), to_folder, as_long(to), static_cast<long>(flags)),
        {.kind = SystemCall::Kind::kRename, .from = from, .to = to});
}

ssize_t write_some(int fd, void const* bytes, size_t count, off_t offset) {
    count = std::min(count, in_force.write_bytes_max);
    if (counted == in_force.nth && in_force.write_bytes_kept > 0) {
        count = std::min(count, in_force.write_bytes_kept);
        in_force.write_bytes_kept = 0;
        return ::syscall(SYS_pwrite64, fd, bytes, count, offset);
    }
    return answer(SYS_pwrite64, fd, as_long(bytes), static_cast<long>(count), offset);
}

void happen(std::function<void()>& what) {
    if (auto const happens = std::exchange(what, nullptr)) happens();
}

}  // namespace

FailingSystem::FailingSystem(SystemFault fault) {
    in_force = fault;
    counted = reads_counted = 0;
    failed = was_interrupted = false;
}
FailingSystem::~FailingSystem() {
    in_force = {};
}
bool FailingSystem::has_failed() const noexcept {
    return failed;
}
std::size_t FailingSystem::calls() const noexcept {
    return counted;
}

WatchedSystem::WatchedSystem(std::function<void(SystemCall const&)> watch) {
    told = std::move(watch);
}
WatchedSystem::~WatchedSystem() {
    told = nullptr;
}

}  // namespace amparo::contract

using namespace amparo::contract;

extern "C" {

ssize_t pwrite(int fd, void const* bytes, size_t count, off_t offset) {
    if (in_force.interrupts_writes && !was_interrupted) {
        was_interrupted = true;
        errno = EINTR;
        return -1;
    }
    was_interrupted = false;
    ssize_t const written = write_some(fd, bytes, count, offset);
    if (written > 0)
        tell(0, {.fd = fd,
                 .offset = static_cast<std::uint64_t>(offset),
                 .bytes = {static_cast<char const*>(bytes), static_cast<std::size_t>(written)}});
    return written;
}
#ifndef AMPARO_SANITIZED  // A sanitizer stands here itself.
/// Only to files: pipes and terminals are how tests speak.
ssize_t write(int fd, void const* bytes, size_t count) {
    struct stat status {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return ::syscall(SYS_write, fd, bytes, count);
    off_t const offset = ::lseek(fd, 0, SEEK_CUR);
    ssize_t const written = ::pwrite(fd, bytes, count, offset);
    if (written > 0) (void)::lseek(fd, offset + written, SEEK_SET);
    return written;
}
#endif
ssize_t pread(int fd, void* bytes, size_t count, off_t offset) {
    if (reads_counted++ == in_force.nth_read) {
        failed = true;
        errno = in_force.error;
        return -1;
    }
    return ::syscall(SYS_pread64, fd, bytes, count, offset);
}
int fsync(int fd) {
    happen(in_force.during_sync);
    return tell(answer(SYS_fsync, fd), {.kind = SystemCall::Kind::kSync, .fd = fd});
}
int fdatasync(int fd) {
    happen(in_force.during_sync);
    return tell(answer(SYS_fdatasync, fd), {.kind = SystemCall::Kind::kSync, .fd = fd});
}
int ftruncate(int fd, off_t length) noexcept {
    return tell(
        answer(SYS_ftruncate, fd, length),
        {.kind = SystemCall::Kind::kTruncate, .fd = fd, .offset = static_cast<std::uint64_t>(length)});
}
int rename(char const* from, char const* to) noexcept {
    return rename_or_fail(AT_FDCWD, from, AT_FDCWD, to, 0);
}
int renameat2(int from_folder, char const* from, int to_folder, char const* to, unsigned flags) noexcept {
    return rename_or_fail(from_folder, from, to_folder, to, flags);
}
int link(char const* from, char const* to) noexcept {
    return tell(answer(SYS_linkat, AT_FDCWD, as_long(from), AT_FDCWD, as_long(to)),
                {.kind = SystemCall::Kind::kLink, .from = from, .to = to});
}
int unlink(char const* name) noexcept {
    return tell(answer(SYS_unlinkat, AT_FDCWD, as_long(name)),
                {.kind = SystemCall::Kind::kUnlink, .from = name});
}
int fcntl(int fd, int command, ...) {
    va_list rest;
    va_start(rest, command);
    long const argument = va_arg(rest, long);
    va_end(rest);
    if (command == F_OFD_SETLK) happen(in_force.before_lock);
    if (command == F_OFD_SETLK && in_force.locks != Locks::kWork) {
        if (in_force.locks == Locks::kDoNothing) return 0;
        errno = ENOLCK;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_fcntl, fd, command, argument));
}
}
