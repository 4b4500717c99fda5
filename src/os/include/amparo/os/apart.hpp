// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// This program again, as a process of its own that shares no memory with this one: for reading what came from
/// anywhere while keys are in memory here. It gets a clean environment, and bounds on memory and time.
#include "amparo/base/bytes.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace amparo::os {

struct ApartBounds {
    std::size_t output_bytes_max = std::size_t{64} << 20U;
    std::size_t memory_bytes_max = std::size_t{2} << 30U;
    unsigned seconds_max = 60;
};
struct ApartEnded {
    int code = 0;
    std::string out;
    std::string err;
};

/// `input` becomes its standard input. Nothing: it could not be started, was ended by a signal or by a bound.
[[nodiscard]] std::optional<ApartEnded> run_apart(std::vector<std::string> const& arguments, ByteView input,
                                                  ApartBounds const& bounds = {});

}  // namespace amparo::os
