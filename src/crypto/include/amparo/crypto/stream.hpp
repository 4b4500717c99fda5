// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// For what is larger than memory: a hash that takes pieces, and the key of one sealed file
/// (protocol/documents.md).
#include "amparo/crypto/crypto.hpp"

namespace amparo::crypto {

/// Seals the chunks of one document's file, and nothing else.
using DocumentKey = Secret<struct DocumentKeyTag>;

/// BLAKE2b-256 of pieces, as hash() of the whole.
class Hasher {
  public:
    Hasher() noexcept;
    ~Hasher();
    Hasher(Hasher const&) = delete;
    Hasher& operator=(Hasher const&) = delete;
    void add(ByteView piece) noexcept;
    /// Nothing is added after it.
    [[nodiscard]] Hash finish() noexcept;

  private:
    static constexpr std::size_t kStateBytes = 384;
    alignas(64) std::array<std::byte, kStateBytes> state_{};
};

}  // namespace amparo::crypto
