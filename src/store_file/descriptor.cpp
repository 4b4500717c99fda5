// SPDX-License-Identifier: AGPL-3.0-or-later
#include "descriptor.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

namespace amparo::store_file {

Fd::~Fd() {
    if (fd_ >= 0) ::close(fd_);
}

Fd open_file(char const* path, int flags) {
    // O_NONBLOCK: a pipe by that name must not make the program wait.
    return Fd{retried([&] { return ::open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0600); })};
}

int set_lock(int fd, short kind) {
    struct flock whole {};
    whole.l_type = kind;
    whole.l_whence = SEEK_SET;
    if (::fcntl(fd, F_OFD_SETLK, &whole) == 0) return 0;
    return errno == EACCES ? EAGAIN : errno;  // Both are allowed for "another has it".
}

int write_all(int fd, ByteView bytes, std::uint64_t offset) {
    while (!bytes.empty()) {
        ssize_t const n =
            retried([&] { return ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset)); });
        if (n < 0) return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(n));
        offset += static_cast<std::uint64_t>(n);
    }
    return 0;
}

int read_into(int fd, Bytes& out, std::uint64_t offset) {
    std::size_t filled = 0;
    while (filled < out.size()) {
        ssize_t const n = retried([&] {
            return ::pread(fd, out.data() + filled, out.size() - filled, static_cast<off_t>(offset + filled));
        });
        if (n < 0) return errno;
        if (n == 0) break;  // Cut back by a writer whose disk was full.
        filled += static_cast<std::size_t>(n);
    }
    out.resize(filled);
    return 0;
}

int sync_folder_of(std::string const& path) {
    std::string const folder = std::filesystem::path{path}.parent_path().string();
    Fd const fd{retried(
        [&] { return ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); })};
    if (!fd) return errno;
    if (::fsync(fd.get()) == 0 || errno == EINVAL)
        return 0;  // EINVAL: a file system that syncs names by itself.
    return errno;
}

int rename_to_free_name(std::string const& from, std::string const& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    if (::link(from.c_str(), to.c_str()) != 0) return errno;
    ::unlink(from.c_str());
    return 0;
}

std::string followed(std::string path) {
    std::error_code error;
    auto const real = std::filesystem::weakly_canonical(path, error);
    return error ? path : real.string();
}

}  // namespace amparo::store_file
