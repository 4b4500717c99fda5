// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/apart.hpp"

#include "descriptor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>

namespace amparo::os {
namespace {

struct Pipe {
    Descriptor read;
    Descriptor write;
};

std::optional<Pipe> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    return Pipe{Descriptor{ends[0]}, Descriptor{ends[1]}};
}

/// A socket and no pipe: writing to a process that ended is an error then, not a signal.
std::optional<Pipe> make_socket() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return std::nullopt;
    return Pipe{Descriptor{ends[0]}, Descriptor{ends[1]}};
}

/// The child's end: blocking; ours: not.
void set_nonblocking(Descriptor const& fd) {
    (void)::fcntl(fd.get(), F_SETFL, O_NONBLOCK);
}

std::optional<pid_t> spawn(std::vector<std::string> const& arguments, std::array<int, 3> const& streams) {
    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};
    if (::posix_spawn_file_actions_init(&files) != 0) return std::nullopt;
    if (::posix_spawnattr_init(&attributes) != 0) {
        ::posix_spawn_file_actions_destroy(&files);
        return std::nullopt;
    }
    for (int stream = 0; stream < 3; ++stream)
        ::posix_spawn_file_actions_adddup2(&files, streams[static_cast<std::size_t>(stream)], stream);
    ::posix_spawn_file_actions_addclosefrom_np(&files, 3);  // Whatever was opened without O_CLOEXEC.
    sigset_t usual;
    ::sigemptyset(&usual);
    for (int const signal : {SIGXFSZ, SIGPIPE, SIGINT, SIGTERM}) ::sigaddset(&usual, signal);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigdefault(&attributes, &usual);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setflags(&attributes,
                               POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    std::vector<std::string> words{"amparo"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    std::string locale = "LC_ALL=C.UTF-8";
    std::array<char*, 2> environment{locale.data(), nullptr};
    pid_t child = 0;
    int const error =
        ::posix_spawn(&child, "/proc/self/exe", &files, &attributes, pointers.data(), environment.data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&files);
    return error == 0 ? std::optional{child} : std::nullopt;
}

void bound(pid_t child, ApartBounds const& bounds) {
    rlimit const memory{bounds.memory_bytes_max, bounds.memory_bytes_max};
    rlimit const seconds{bounds.seconds_max, bounds.seconds_max};
    rlimit const none{0, 0};
    (void)::prlimit(child, RLIMIT_AS, &memory, nullptr);
    (void)::prlimit(child, RLIMIT_CPU, &seconds, nullptr);
    (void)::prlimit(child, RLIMIT_FSIZE, &none, nullptr);
}

/// Reads what is there. False: the other end is closed.
bool drain(Descriptor const& fd, std::string& to) {
    std::array<char, 65'536> piece{};
    for (;;) {
        ssize_t const n = retried([&] { return ::read(fd.get(), piece.data(), piece.size()); });
        if (n > 0)
            to.append(piece.data(), static_cast<std::size_t>(n));
        else
            return n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (to.size() >= (std::size_t{1} << 30U)) return false;
    }
}

class Talk {
  public:
    Talk(Descriptor in, Descriptor out, Descriptor err, ByteView input, ApartBounds const& bounds)
        : in_{std::move(in)}, out_{std::move(out)}, err_{std::move(err)}, input_{input}, bounds_{bounds} {}

    /// False when a bound was met.
    bool run(ApartEnded& ended) {
        auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{bounds_.seconds_max};
        while (out_ || err_) {
            auto const left =
                std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now())
                    .count();
            if (left <= 0) return false;
            std::array<pollfd, 3> wanted{
                {{in_.get(), POLLOUT, 0}, {out_.get(), POLLIN, 0}, {err_.get(), POLLIN, 0}}};
            if (retried([&] { return ::poll(wanted.data(), wanted.size(), static_cast<int>(left)); }) < 0)
                return false;
            if (wanted[0].revents != 0) give();
            if (wanted[1].revents != 0 && !drain(out_, ended.out)) out_ = Descriptor{};
            if (wanted[2].revents != 0 && !drain(err_, ended.err)) err_ = Descriptor{};
            if (ended.out.size() + ended.err.size() > bounds_.output_bytes_max) return false;
        }
        return true;
    }

  private:
    void give() {
        while (!input_.empty()) {
            ssize_t const n =
                retried([&] { return ::send(in_.get(), input_.data(), input_.size(), MSG_NOSIGNAL); });
            if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
            if (n < 0) break;  // It reads no more.
            input_ = input_.subspan(static_cast<std::size_t>(n));
        }
        in_ = Descriptor{};
    }

    Descriptor in_;
    Descriptor out_;
    Descriptor err_;
    ByteView input_;
    ApartBounds const& bounds_;
};

}  // namespace

std::optional<ApartEnded> run_apart(std::vector<std::string> const& arguments, ByteView input,
                                    ApartBounds const& bounds) {
    auto in = make_socket();
    auto out = make_pipe();
    auto err = make_pipe();
    if (!in || !out || !err) return std::nullopt;
    auto const child = spawn(arguments, {in->read.get(), out->write.get(), err->write.get()});
    if (!child) return std::nullopt;
    bound(*child, bounds);
    in->read = Descriptor{};
    out->write = Descriptor{};
    err->write = Descriptor{};
    for (Descriptor const* const ours : {&in->write, &out->read, &err->read}) set_nonblocking(*ours);
    ApartEnded ended;
    bool const is_whole =
        Talk{std::move(in->write), std::move(out->read), std::move(err->read), input, bounds}.run(ended);
    if (!is_whole) ::kill(*child, SIGKILL);
    int status = 0;
    if (retried([&] { return ::waitpid(*child, &status, 0); }) != *child || !is_whole || !WIFEXITED(status))
        return std::nullopt;
    ended.code = WEXITSTATUS(status);
    return ended;
}

}  // namespace amparo::os
