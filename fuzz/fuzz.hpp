// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A fuzz target defines this: it takes any bytes, and checks with AMPARO_CHECK what has to hold for them.
#include "amparo/base/bytes.hpp"
#include "amparo/base/check.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace amparo::fuzz {

inline ByteView bytes_of(std::uint8_t const* data, std::size_t size) {
    return {reinterpret_cast<std::byte const*>(data), size};
}

}  // namespace amparo::fuzz
