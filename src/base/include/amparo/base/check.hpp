// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Invariants. A failed check is a bug in Amparo, never bad input: input is refused with a Result.
#include <cstdio>
#include <cstdlib>

namespace amparo::detail {
[[noreturn]] inline void check_failed(char const* rule, char const* file, int line) noexcept {
    // The rule text and the place only: values could be case data.
    std::fprintf(stderr, "amparo: broken invariant: %s (%s:%d)\n", rule, file, line);
    std::abort();
}
}  // namespace amparo::detail

/// Always on, in release too: a wrong record written is worse than a process that stops.
#define AMPARO_CHECK(cond) \
    ((cond) ? static_cast<void>(0) : ::amparo::detail::check_failed(#cond, __FILE__, __LINE__))
