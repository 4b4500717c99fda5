// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Memory that held a person's words is zeroed before it is given back.
#include <cstddef>
#include <new>
#include <vector>

namespace amparo::projection {

/// Zeroes, and may not be optimised away.
void wipe(void* memory, std::size_t size) noexcept;

template <class T>
struct WipingAllocator {
    using value_type = T;
    WipingAllocator() noexcept = default;
    template <class U>
    explicit WipingAllocator(WipingAllocator<U> const&) noexcept {}
    [[nodiscard]] T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T))); }
    void deallocate(T* memory, std::size_t n) noexcept {
        wipe(memory, n * sizeof(T));
        ::operator delete(memory);
    }
    friend bool operator==(WipingAllocator const&, WipingAllocator const&) noexcept { return true; }
};

template <class T>
using WipedVector = std::vector<T, WipingAllocator<T>>;

}  // namespace amparo::projection
