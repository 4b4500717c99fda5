// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/processors.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

namespace amparo::os {
namespace {

TEST(Processors, EachPieceIsDoneOnceAndAllAreDoneWhenItReturns) {
    for (std::size_t const count : {0U, 1U, 2U, 3U, 1000U}) {
        std::vector<int> times(count);  // Of each piece, by whoever does it.
        on_all_processors(count, [&](std::size_t i) { ++times[i]; });
        EXPECT_EQ(times, std::vector<int>(count, 1));
    }
}

TEST(Processors, WithoutAThreadTheCallersDoesAll) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_AS, &before), 0);
    rlimit const none{1, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_AS, &none), 0);
    std::array<int, 4> times{};
    on_all_processors(times.size(), [&](std::size_t i) { ++times[i]; });
    ASSERT_EQ(::setrlimit(RLIMIT_AS, &before), 0);
    EXPECT_EQ(times, (std::array{1, 1, 1, 1}));
}

/// Does both pieces, each in a thread of its own where there are two processors. True if so.
bool apart(std::function<void(bool is_caller)> const& each) {
    if (std::thread::hardware_concurrency() < 2) return false;
    pthread_t const caller = ::pthread_self();
    std::atomic<int> begun{0};
    on_all_processors(2, [&](std::size_t) {
        ++begun;
        while (begun < 2) std::this_thread::yield();
        each(::pthread_equal(caller, ::pthread_self()) != 0);
    });
    return true;
}

TEST(Processors, SignalsStayWithTheCaller) {
    auto const is_closed = [] {
        sigset_t mine;
        return ::pthread_sigmask(SIG_SETMASK, nullptr, &mine) == 0 && ::sigismember(&mine, SIGTERM) == 1;
    };
    bool closed_here = true;
    bool closed_there = false;
    bool const is_apart =
        apart([&](bool is_caller) { (is_caller ? closed_here : closed_there) = is_closed(); });
    EXPECT_EQ(closed_there, is_apart);
    EXPECT_EQ(closed_here, !is_apart);
    EXPECT_FALSE(is_closed());
}

TEST(Processors, T13_WhatStoodOnAHelpersStackIsGone) {
    std::uintptr_t stack = 0;
    bool const is_apart = apart([&](bool is_caller) {
        std::array<char, 64> words{};
        if (!is_caller) stack = reinterpret_cast<std::uintptr_t>(words.data());
    });
    ASSERT_EQ(stack != 0, is_apart);
    std::uintptr_t const page = stack & ~(static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE)) - 1);
    unsigned char resident = 0;
    if (is_apart) {
        EXPECT_EQ(::mincore(reinterpret_cast<void*>(page), 1, &resident), -1)
            << "the page is no longer there";
        EXPECT_EQ(errno, ENOMEM);
    }
}

}  // namespace
}  // namespace amparo::os
