// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/crypto/secret.hpp"

#include "amparo/base/check.hpp"
#include "amparo/base/memory.hpp"

#include <sodium.h>

namespace amparo::crypto::detail {

void WipeAndFree::operator()(std::byte* bytes) const noexcept {
    // Wiped here and not left to sodium_free(): where libsodium is built without aligned malloc,
    // its sodium_free() is plain free() (libsodium/sodium/utils.c).
    sodium_memzero(bytes, size);
    sodium_free(bytes);
}

SecretBuffer new_secret_buffer(std::size_t size) {
    AMPARO_CHECK(sodium_init() >= 0);
    auto* bytes = static_cast<std::byte*>(sodium_malloc(size));
    if (bytes == nullptr) end_without_memory();
    return SecretBuffer{bytes, WipeAndFree{size}};
}

bool equal_in_constant_time(ByteView a, ByteView b) noexcept {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace amparo::crypto::detail
