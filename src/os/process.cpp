// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>

namespace amparo::os {

namespace {

/// Reading gives the end and writing fails, as on a stream that is closed.
bool keep_standard_streams_open() {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
        if (::fcntl(stream, F_GETFD) < 0 && ::open("/dev/null", O_RDONLY) != stream) return false;
    return true;
}

}  // namespace

bool harden_process() {
    bool const has_streams = keep_standard_streams_open();
    ::umask(077);
    rlimit const no_core{0, 0};
    bool const has_no_core = ::setrlimit(RLIMIT_CORE, &no_core) == 0;
    bool const has_no_debugger = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    bool const has_no_size_signal = ::signal(SIGXFSZ, SIG_IGN) != SIG_ERR;
    return has_streams && has_no_core && has_no_debugger && has_no_size_signal;
}

bool dumps_core() {
    // The limit on core files is no answer: a system that hands dumps to a program does not ask it.
    return ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0;
}

bool has_swap() {
    // One line of headings, then one line an area.
    std::ifstream areas{"/proc/swaps"};
    return std::count(std::istreambuf_iterator<char>{areas}, {}, '\n') > 1;
}

}  // namespace amparo::os
