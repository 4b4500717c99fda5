// SPDX-License-Identifier: AGPL-3.0-or-later
#include "canaries.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace amparo::test {
namespace {

constexpr unsigned char kMask = 0xA5;

constexpr std::size_t length(std::size_t number) {
    return number % 2 == 0 ? 11 : 40;
}

/// Lower-case letters, so that folding a text for search leaves it as it is. Each begins like no other text.
unsigned char letter(std::size_t number, std::size_t at) {
    constexpr char kHead[] = "qxzjvk";
    if (at < 6) return static_cast<unsigned char>(kHead[at]);
    std::uint64_t x = number * 0x9E3779B97F4A7C15ULL + at * 0xBF58476D1CE4E5B9ULL;
    x ^= x >> 29U;
    return static_cast<unsigned char>('a' + x % 26);
}
struct Region {
    std::uintptr_t from;
    std::uintptr_t to;
};

/// Writable regions of this process, without using the heap.
std::size_t regions(std::array<Region, 4096>& out) {
    static std::array<char, 1U << 20U> text;
    int const file = ::open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0 && size < text.size();) {
        got = ::read(file, text.data() + size, text.size() - size);
        if (got > 0) size += static_cast<std::size_t>(got);
    }
    ::close(file);
    std::size_t count = 0;
    for (char* line = text.data(); line < text.data() + size && count < out.size();) {
        char* end =
            static_cast<char*>(std::memchr(line, '\n', static_cast<std::size_t>(text.data() + size - line)));
        if (end == nullptr) break;
        *end = '\0';
        char* rest = nullptr;
        std::uintptr_t const from = std::strtoull(line, &rest, 16);
        std::uintptr_t const to = std::strtoull(rest + 1, &rest, 16);
        if (rest[1] == 'r' && rest[2] == 'w' && std::strstr(rest, "[vvar]") == nullptr)
            out[count++] = {from, to};
        line = end + 1;
    }
    return count;
}

}  // namespace

std::string canary(std::size_t number) {
    std::string out;
    for (std::size_t at = 0; at < length(number); ++at) out += static_cast<char>(letter(number, at));
    return out;
}

std::size_t hits() {
    static std::array<Region, 4096> found;
    static std::array<std::array<unsigned char, 10>, kCanaries> masked;
    for (std::size_t n = 0; n < kCanaries; ++n)
        for (std::size_t at = 0; at < 10; ++at) masked[n][at] = letter(n, at) ^ kMask;
    std::size_t out = 0;
    std::size_t const count = regions(found);
    for (std::size_t r = 0; r < count; ++r) {
        auto const* const begin = reinterpret_cast<unsigned char const*>(found[r].from);
        auto const* const end = reinterpret_cast<unsigned char const*>(found[r].to);
        for (auto const* p = begin; p + 10 <= end; ++p) {
            p = static_cast<unsigned char const*>(
                std::memchr(p, masked[0][0] ^ kMask, static_cast<std::size_t>(end - p)));
            if (p == nullptr || p + 10 > end) break;
            for (auto const& m : masked) {
                std::size_t at = 0;
                while (at < 10 && (p[at] ^ kMask) == m[at]) ++at;
                if (at == 10) {
                    ++out;
                    break;
                }
            }
        }
    }
    return out;
}

}  // namespace amparo::test
