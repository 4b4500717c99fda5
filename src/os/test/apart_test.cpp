// SPDX-License-Identifier: AGPL-3.0-or-later
// The program that is run apart is this test's own.
#include "amparo/os/apart.hpp"

#include <gtest/gtest.h>

#include <limits>

using namespace amparo;
using namespace amparo::os;

TEST(Apart, ItsOutputAndItsCodeComeBack) {
    Bytes const input(3U << 20U);  // More than a socket holds, and never read: no signal, no waiting.
    ApartBounds bounds;
    bounds.memory_bytes_max =
        std::numeric_limits<std::size_t>::max();  // A sanitizer's shadow is some tebibytes.
    auto const ended = run_apart({"--gtest_list_tests"}, input, bounds);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->code, 0);
    EXPECT_NE(ended->out.find("ItsOutputAndItsCodeComeBack"), std::string::npos);
}

TEST(Apart, MoreThanItsBoundIsNoAnswer) {
    ApartBounds bounds;
    bounds.output_bytes_max = 10;
    EXPECT_FALSE(run_apart({"--gtest_list_tests"}, {}, bounds));
}
