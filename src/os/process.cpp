// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/process.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>

namespace amparo::os {

bool harden_process() {
    ::umask(077);
    rlimit const no_core{0, 0};
    bool const has_no_core = ::setrlimit(RLIMIT_CORE, &no_core) == 0;
    bool const has_no_debugger = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    bool const has_no_size_signal = ::signal(SIGXFSZ, SIG_IGN) != SIG_ERR;
    return has_no_core && has_no_debugger && has_no_size_signal;
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
