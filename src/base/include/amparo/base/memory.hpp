// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What happens when there is no memory left.
#include <cstdio>
#include <cstdlib>

namespace amparo {

/// Below the adapters nothing can be unwound, so the process ends as if it were killed, which loses nothing
/// that was acknowledged (T1). The code is the command line's for what the system refused.
[[noreturn]] inline void end_without_memory() noexcept {
    std::fputs("amparo: there is no memory left; everything that was acknowledged is kept\n", stderr);
    std::_Exit(6);
}

}  // namespace amparo
