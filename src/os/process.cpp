// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/process.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

namespace amparo::os {

bool harden_process() {
    ::umask(077);
    rlimit const no_core{0, 0};
    bool const has_no_core = ::setrlimit(RLIMIT_CORE, &no_core) == 0;
    bool const has_no_debugger = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    bool const has_no_size_signal = ::signal(SIGXFSZ, SIG_IGN) != SIG_ERR;
    return has_no_core && has_no_debugger && has_no_size_signal;
}

}  // namespace amparo::os
