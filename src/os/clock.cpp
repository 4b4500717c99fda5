// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/clock.hpp"

namespace amparo::os {

Instant now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace amparo::os
