// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/crypto/stream.hpp"

#include <sodium.h>

namespace amparo::crypto {
namespace {

crypto_generichash_state* state_of(std::byte* bytes) noexcept {
    return reinterpret_cast<crypto_generichash_state*>(bytes);
}

}  // namespace

Hasher::Hasher() noexcept {
    static_assert(sizeof(crypto_generichash_state) <= kStateBytes && alignof(crypto_generichash_state) <= 64);
    crypto_generichash_init(state_of(state_.data()), nullptr, 0, std::tuple_size_v<Hash>);
}
Hasher::~Hasher() {
    sodium_memzero(state_.data(), state_.size());
}
void Hasher::add(ByteView piece) noexcept {
    crypto_generichash_update(state_of(state_.data()), reinterpret_cast<unsigned char const*>(piece.data()),
                              piece.size());
}
Hash Hasher::finish() noexcept {
    Hash out{};
    crypto_generichash_final(state_of(state_.data()), reinterpret_cast<unsigned char*>(out.data()),
                             out.size());
    return out;
}

}  // namespace amparo::crypto
