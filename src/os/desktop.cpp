// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/desktop.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace amparo::os {

bool open_on_desktop(std::string const& path) {
    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};
    if (::posix_spawn_file_actions_init(&files) != 0) return false;
    if (::posix_spawnattr_init(&attributes) != 0) {
        ::posix_spawn_file_actions_destroy(&files);
        return false;
    }
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
        ::posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
    // harden_process() ignores it; others expect the usual.
    sigset_t usual;
    ::sigemptyset(&usual);
    ::sigaddset(&usual, SIGXFSZ);
    ::posix_spawnattr_setsigdefault(&attributes, &usual);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF);

    std::string program = "xdg-open";
    std::string argument = path;
    std::array<char*, 3> arguments{program.data(), argument.data(), nullptr};
    pid_t child = 0;
    int const error =
        ::posix_spawnp(&child, program.c_str(), &files, &attributes, arguments.data(), ::environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&files);
    return error == 0;
}

}  // namespace amparo::os
