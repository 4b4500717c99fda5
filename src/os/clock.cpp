// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/clock.hpp"

#include "amparo/base/check.hpp"

#include <ctime>

namespace amparo::os {

Instant now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::milliseconds since_start() {
    timespec time{};
    AMPARO_CHECK(::clock_gettime(CLOCK_BOOTTIME, &time) == 0);
    return std::chrono::seconds{time.tv_sec} +
           std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds{time.tv_nsec});
}

}  // namespace amparo::os
