// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/clock.hpp"

#include "amparo/base/check.hpp"

#include <ctime>

namespace amparo::os {

Instant now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::minutes utc_offset(Instant instant) {
    std::time_t const seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
    std::tm there{};
    ::tzset();
    AMPARO_CHECK(::localtime_r(&seconds, &there) != nullptr);
    return std::chrono::duration_cast<std::chrono::minutes>(std::chrono::seconds{there.tm_gmtoff});
}

std::chrono::milliseconds since_start() {
    timespec time{};
    AMPARO_CHECK(::clock_gettime(CLOCK_BOOTTIME, &time) == 0);
    return std::chrono::seconds{time.tv_sec} +
           std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds{time.tv_nsec});
}

}  // namespace amparo::os
