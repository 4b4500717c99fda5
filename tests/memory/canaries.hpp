// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Words that are made while a test runs, and searched for, masked, in all of this process's writable memory:
/// so that only the program under test can have left one.
#include <cstddef>
#include <string>

namespace amparo::test {

inline constexpr std::size_t kCanaries = 200;

/// Letters like no other text. Short ones lie in place (inside a string object, often on the stack), long
/// ones on the heap.
[[nodiscard]] std::string canary(std::size_t number);
/// How often any canary's first 10 letters lie in memory, whatever holds them.
[[nodiscard]] std::size_t hits();

}  // namespace amparo::test
