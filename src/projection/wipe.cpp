// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wipe.hpp"

#include <cstring>

namespace amparo::projection {

void wipe(void* memory, std::size_t size) noexcept {
    std::memset(memory, 0, size);
    // The bytes may be looked at from here on, says this line to the compiler.
    __asm__ __volatile__("" : : "r"(memory) : "memory");
}

}  // namespace amparo::projection
