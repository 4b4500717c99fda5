// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Descriptors, locks and durable names, as both stores of this module need them.
#include "amparo/base/bytes.hpp"

#include <cerrno>
#include <cstdint>
#include <string>
#include <utility>

namespace amparo::store_file {

/// A descriptor that closes itself.
class Fd {
  public:
    Fd() noexcept = default;
    explicit Fd(int fd) noexcept : fd_{fd} {}
    Fd(Fd&& other) noexcept : fd_{std::exchange(other.fd_, -1)} {}
    Fd& operator=(Fd&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Fd();
    [[nodiscard]] int get() const noexcept { return fd_; }
    explicit operator bool() const noexcept { return fd_ >= 0; }

  private:
    int fd_ = -1;
};

template <class Call>
auto retried(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

[[nodiscard]] Fd open_file(char const* path, int flags);
/// 0, or errno: EAGAIN when another has it. The lock belongs to the open file, not to the process, so two
/// objects in one process exclude each other too, and closing another descriptor of the file does not drop it
/// (as fcntl's older locks do).
int set_lock(int fd, short kind);
/// 0, or errno. On failure some of the bytes may be there.
[[nodiscard]] int write_all(int fd, ByteView bytes, std::uint64_t offset);
/// Up to `count` bytes, fewer only at the end of the file; or errno.
[[nodiscard]] int read_into(int fd, Bytes& out, std::uint64_t offset);
/// Makes a name in the file's folder durable: a rename is otherwise only in memory. 0, or errno.
[[nodiscard]] int sync_folder_of(std::string const& path);
/// rename() that never takes the place of a file; 0, or errno.
[[nodiscard]] int rename_to_free_name(std::string const& from, std::string const& to);
/// Where the path leads, its links followed.
[[nodiscard]] std::string followed(std::string path);

}  // namespace amparo::store_file
