// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the rest of Amparo may do with keys. libsodium only; spec: protocol/keys.md. `derive_*` gives the
/// same key again, `make_*` never does. Random bytes are libsodium's (a simulator replaces its source for a
/// run).
#include "amparo/base/bytes.hpp"
#include "amparo/base/id.hpp"
#include "amparo/base/result.hpp"
#include "amparo/crypto/secret.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace amparo::crypto {

enum class CryptoError {
    kForged,    ///< Not what its author sealed: another key, place or byte.
    kWeakCost,  ///< Passphrase parameters below the floor compiled in.
    kNoMemory,  ///< The passphrase function could not have its memory.
};

using Hash = std::array<std::byte, 32>;
using Checksum = std::array<std::byte, 16>;
using KeyId = std::array<std::byte, 16>;
using Salt = std::array<std::byte, 16>;
using Nonce = std::array<std::byte, 24>;
using Signature = std::array<std::byte, 64>;
struct SignPublicKey {
    std::array<std::byte, 32> bytes{};
    friend bool operator==(SignPublicKey const&, SignPublicKey const&) = default;
};
struct BoxPublicKey {
    std::array<std::byte, 32> bytes{};
    friend bool operator==(BoxPublicKey const&, BoxPublicKey const&) = default;
};

/// BLAKE2b-256.
[[nodiscard]] Hash hash(ByteView bytes);
/// BLAKE2b-128: finds accidents, not attackers.
[[nodiscard]] Checksum checksum(ByteView bytes);

namespace detail {
void fill_random(std::span<std::byte> out);
void keyed_hash(ByteView key, std::string_view label, ByteView context, std::span<std::byte, 32> out);
KeyId key_id(ByteView key);
Hash commitment(ByteView key, Nonce const& nonce);
Bytes seal(ByteView key, Nonce const& nonce, ByteView context, ByteView plain);
Result<Bytes, CryptoError> open_sealed(ByteView key, ByteView context, ByteView sealed);
SignPublicKey sign_public_key(ByteView seed);
Signature sign(ByteView seed, std::string_view label, Hash const& what);
BoxPublicKey box_public_key(ByteView seed);
Result<Bytes, CryptoError> open_box(ByteView seed, ByteView sealed);
}  // namespace detail

template <std::size_t N>
[[nodiscard]] std::array<std::byte, N> make_random() {
    std::array<std::byte, N> out{};
    detail::fill_random(out);
    return out;
}
template <class IdType>
[[nodiscard]] IdType make_id() {
    return IdType{make_random<16>()};
}
template <class Key>
[[nodiscard]] Key make_key() {
    return Key::made_by([](auto out) { detail::fill_random(out); });
}

/// SipHash-2-4 under a random key of its own, for tables in memory that a stranger's text may fill: who does
/// not know the key cannot make texts that collide. Never stored or sent.
class TableHash {
  public:
    [[nodiscard]] std::uint64_t operator()(std::string_view text) const noexcept;

  private:
    std::array<std::byte, 16> key_ = make_random<16>();
};

/// kdf(K, label, ctx) of protocol/keys.md: BLAKE2b-256 keyed with `from` over pad16(label) || LP(ctx).
/// `label` has at most 16 bytes.
template <class To, class From>
[[nodiscard]] To derive_key(From const& from, std::string_view label, ByteView context = {}) {
    return To::made_by([&](auto out) {
        from.expose_to([&](ByteView key) { detail::keyed_hash(key, label, context, out); });
    });
}
/// kdf(K, label, ctx), cut to 16 bytes: what stands for a text that may not be told. Not a key.
template <class Key>
[[nodiscard]] std::array<std::byte, 16> derive_token(Key const& key, std::string_view label,
                                                     ByteView context) {
    return key.expose_to([&](ByteView k) {
        Hash whole{};
        detail::keyed_hash(k, label, context, whole);
        std::array<std::byte, 16> out{};
        std::copy_n(whole.begin(), out.size(), out.begin());
        return out;
    });
}
/// Names a key without telling it.
template <class Key>
[[nodiscard]] KeyId derive_key_id(Key const& key) {
    return key.expose_to([](ByteView k) { return detail::key_id(k); });
}
/// Binds a ciphertext to one key: XChaCha20-Poly1305 alone may open under two. Kept in the header it
/// authenticates.
template <class Key>
[[nodiscard]] Hash derive_commitment(Key const& key, Nonce const& nonce) {
    return key.expose_to([&](ByteView k) { return detail::commitment(k, nonce); });
}

/// nonce[24] || XChaCha20-Poly1305-IETF ciphertext, `context` authenticated beside it.
template <class Key>
[[nodiscard]] Bytes seal(Key const& key, Nonce const& nonce, ByteView context, ByteView plain) {
    return key.expose_to([&](ByteView k) { return detail::seal(k, nonce, context, plain); });
}
template <class Key>
[[nodiscard]] Bytes seal(Key const& key, ByteView context, ByteView plain) {
    return seal(key, make_random<24>(), context, plain);
}
template <class Key>
[[nodiscard]] Result<Bytes, CryptoError> open_sealed(Key const& key, ByteView context, ByteView sealed) {
    return key.expose_to([&](ByteView k) { return detail::open_sealed(k, context, sealed); });
}

// --- signatures: Ed25519 over pad16(label) || hash
// -------------------------------------------------------------
template <class Seed>
[[nodiscard]] SignPublicKey derive_sign_public_key(Seed const& seed) {
    return seed.expose_to([](ByteView s) { return detail::sign_public_key(s); });
}
template <class Seed>
[[nodiscard]] Signature sign(Seed const& seed, std::string_view label, Hash const& what) {
    return seed.expose_to([&](ByteView s) { return detail::sign(s, label, what); });
}
[[nodiscard]] bool verify(SignPublicKey const& key, std::string_view label, Hash const& what,
                          Signature const& signature);

// --- sealed boxes (X25519, anonymous sender): always over K || H(header), the sender signs beside
// ---------------
template <class Seed>
[[nodiscard]] BoxPublicKey derive_box_public_key(Seed const& seed) {
    return seed.expose_to([](ByteView s) { return detail::box_public_key(s); });
}
/// Whether a secret can be agreed with this key: canonical (RFC 7748) and not of small order. Asked of every
/// key that somebody else wrote, before it is kept.
[[nodiscard]] bool is_usable(BoxPublicKey const& key);
/// `to` is usable.
template <class Key>
[[nodiscard]] Bytes grant(Key const& key, Hash const& header_hash, BoxPublicKey const& to);
/// The key of a grant whose header has this hash; kForged for any other.
template <class Key, class Seed>
[[nodiscard]] Result<Key, CryptoError> open_grant(Seed const& seed, Hash const& header_hash, ByteView sealed);

// --- passphrases
// -------------------------------------------------------------------------------------------------
struct PassphraseCost {
    std::uint32_t operations = 3;
    std::uint32_t memory_kib = 128U * 1024U;
    friend bool operator==(PassphraseCost const&, PassphraseCost const&) = default;
};
/// Argon2id, floor of protocol/keys.md. Whoever stored less is refused, whatever the file says.
inline constexpr PassphraseCost kCostFloor{3, 64U * 1024U};
/// An upper bound too: a planted header must not take all memory or an hour.
inline constexpr PassphraseCost kCostCeiling{16, 2U * 1024U * 1024U};

/// `passphrase` as NFKC UTF-8.
[[nodiscard]] Result<DeviceKey, CryptoError> derive_device_key(std::string_view passphrase, Salt const& salt,
                                                               PassphraseCost cost);

// --- revision bodies: a single-use content key, wrapped under a record-part key, kept apart from the body
// ---------
struct SealedBody {
    Bytes body;       ///< nonce[24] || ciphertext of the padded plaintext.
    Bytes wrapped;    ///< nonce[24] || the content key, sealed: the shelf row, 72 bytes.
    Hash commitment;  ///< com(content key, body nonce); goes into the header.
};
/// Where a body belongs; every field is authenticated.
struct BodyContext {
    ByteView record_key;  ///< LP'd context of the record-part key: record id || part.
    ByteView wrap;        ///< Authenticated with the wrapped key.
};
inline constexpr std::size_t kWrappedKeyBytes = 72;
/// The content key lives only inside this call. `body_aad` must already name everything but the commitment.
[[nodiscard]] SealedBody seal_body(TeamKey const& team, BodyContext const& context, ByteView body_aad,
                                   ByteView padded);
[[nodiscard]] Result<Bytes, CryptoError> open_body(TeamKey const& team, BodyContext const& context,
                                                   ByteView body_aad, ByteView body, ByteView wrapped,
                                                   Hash const& commitment);

/// Padding (ISO/IEC 7816-4) to a size class: powers of two from 128 B to 64 KiB, Padmé above.
/// Source: Padmé, PURBs (Nikitin et al., PoPETs 2019).
[[nodiscard]] std::size_t size_class(std::size_t plain_bytes);
[[nodiscard]] Bytes pad(ByteView plain);
[[nodiscard]] Result<Bytes, CryptoError> unpad(Bytes padded);

namespace detail {
Bytes grant(ByteView key, Hash const& header_hash, BoxPublicKey const& to);
Result<Bytes, CryptoError> open_grant(ByteView seed, Hash const& header_hash, ByteView sealed);
void wipe(Bytes& bytes) noexcept;
}  // namespace detail

template <class Key>
Bytes grant(Key const& key, Hash const& header_hash, BoxPublicKey const& to) {
    return key.expose_to([&](ByteView k) { return detail::grant(k, header_hash, to); });
}
template <class Key, class Seed>
Result<Key, CryptoError> open_grant(Seed const& seed, Hash const& header_hash, ByteView sealed) {
    auto opened = seed.expose_to([&](ByteView s) { return detail::open_grant(s, header_hash, sealed); });
    if (!opened.ok()) return Fail{opened.error()};
    Key key = Key::made_by([&](auto out) { std::copy_n(opened.value().begin(), out.size(), out.begin()); });
    detail::wipe(opened.value());
    return key;
}

}  // namespace amparo::crypto
