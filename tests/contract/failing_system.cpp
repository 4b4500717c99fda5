// SPDX-License-Identifier: AGPL-3.0-or-later
#include "contract/failing_system.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>

namespace amparo::contract {
namespace {

SystemFault in_force;
std::size_t counted = 0;
bool failed = false;
bool was_interrupted = false;

/// errno that this call has to give, or 0.
int next_error() {
    bool const fails = counted++ == in_force.nth;
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

}  // namespace

FailingSystem::FailingSystem(SystemFault fault) {
    in_force = fault;
    counted = 0;
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
    count = std::min(count, in_force.write_bytes_max);
    if (counted == in_force.nth && in_force.write_bytes_kept > 0) {
        count = std::min(count, in_force.write_bytes_kept);
        in_force.write_bytes_kept = 0;
        return ::syscall(SYS_pwrite64, fd, bytes, count, offset);
    }
    return answer(SYS_pwrite64, fd, reinterpret_cast<long>(bytes), static_cast<long>(count), offset);
}
int fsync(int fd) {
    return static_cast<int>(answer(SYS_fsync, fd));
}
int fdatasync(int fd) {
    return static_cast<int>(answer(SYS_fdatasync, fd));
}
int ftruncate(int fd, off_t length) noexcept {
    return static_cast<int>(answer(SYS_ftruncate, fd, length));
}
int rename(char const* from, char const* to) noexcept {
    return static_cast<int>(answer(SYS_renameat2, AT_FDCWD, reinterpret_cast<long>(from), AT_FDCWD,
                                   reinterpret_cast<long>(to), 0));
}
int renameat2(int from_folder, char const* from, int to_folder, char const* to, unsigned flags) noexcept {
    return static_cast<int>(answer(SYS_renameat2, from_folder, reinterpret_cast<long>(from), to_folder,
                                   reinterpret_cast<long>(to), static_cast<long>(flags)));
}
int fcntl(int fd, int command, ...) {
    va_list rest;
    va_start(rest, command);
    long const argument = va_arg(rest, long);
    va_end(rest);
    if (command == F_OFD_SETLK && in_force.locks != Locks::kWork) {
        if (in_force.locks == Locks::kDoNothing) return 0;
        errno = ENOLCK;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_fcntl, fd, command, argument));
}
}
