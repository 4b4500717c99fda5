// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/clock.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

using namespace amparo;

namespace {

/// By rules in the form of POSIX, so that no table of zones is needed.
std::chrono::minutes offset(char const* zone, char const* instant) {
    char const* const before = std::getenv("TZ");
    std::string const kept = before == nullptr ? "" : before;
    ::setenv("TZ", zone, 1);
    auto const out = os::utc_offset(*parse_instant(instant));
    if (before == nullptr)
        ::unsetenv("TZ");
    else
        ::setenv("TZ", kept.c_str(), 1);
    return out;
}

TEST(Clock, TheOffsetIsThatOfTheDayItIsAskedOf) {
    using std::chrono::minutes;
    EXPECT_EQ(offset("UTC0", "2031-03-01T12:00:00Z"), minutes{0});
    EXPECT_EQ(offset("PET5", "2031-03-01T12:00:00Z"), minutes{-300});
    char const* const madrid = "CET-1CEST,M3.5.0,M10.5.0/3";
    EXPECT_EQ(offset(madrid, "2031-03-30T00:59:59Z"), minutes{60});
    EXPECT_EQ(offset(madrid, "2031-03-30T01:00:00Z"), minutes{120});
    EXPECT_EQ(offset("<+0545>-5:45", "2031-03-01T12:00:00Z"), minutes{345});
}

}  // namespace
