// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/crypto/crypto.hpp"

#include "amparo/base/check.hpp"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace amparo::crypto {
namespace {

using U8 = unsigned char;
U8 const* raw(ByteView bytes) {
    return reinterpret_cast<U8 const*>(bytes.data());
}
U8* raw_out(std::span<std::byte> bytes) {
    return reinterpret_cast<U8*>(bytes.data());
}

constexpr std::byte kPaddingMark{0x80};
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static_assert(kNonceBytes == sizeof(Nonce) && crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);
static_assert(kWrappedKeyBytes == kNonceBytes + 32 + kTagBytes);
static_assert(crypto_sign_SEEDBYTES == 32 && crypto_box_SEEDBYTES == 32);

/// 32 secret bytes for the length of one call, where a guarded page each would cost more than the cipher.
struct Transient {
    std::array<std::byte, 32> bytes{};
    Transient() = default;
    Transient(Transient const&) = delete;
    Transient& operator=(Transient const&) = delete;
    ~Transient() { sodium_memzero(bytes.data(), bytes.size()); }
};

std::array<std::byte, 16> padded_label(std::string_view label) {
    std::array<std::byte, 16> out{};
    AMPARO_CHECK(label.size() <= out.size());
    std::copy_n(as_bytes(label).begin(), label.size(), out.begin());
    return out;
}

void seal_into(std::span<std::byte> out, ByteView key, Nonce const& nonce, ByteView context, ByteView plain) {
    AMPARO_CHECK(out.size() == kNonceBytes + plain.size() + kTagBytes && key.size() == 32);
    std::copy(nonce.begin(), nonce.end(), out.begin());
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw_out(out.subspan(kNonceBytes)), nullptr, raw(plain),
                                               plain.size(), raw(context), context.size(), nullptr,
                                               raw(ByteView{nonce}), raw(key));
}

bool open_into(std::span<std::byte> out, ByteView key, ByteView context, ByteView sealed) {
    if (sealed.size() < kNonceBytes + kTagBytes) return false;
    AMPARO_CHECK(out.size() == sealed.size() - kNonceBytes - kTagBytes && key.size() == 32);
    ByteView const cipher = sealed.subspan(kNonceBytes);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(raw_out(out), nullptr, nullptr, raw(cipher),
                                                      cipher.size(), raw(context), context.size(),
                                                      raw(sealed), raw(key)) == 0;
}

struct SignPair {
    std::array<U8, 32> pub{};
    std::array<U8, 64> secret{};
    explicit SignPair(ByteView seed) { crypto_sign_seed_keypair(pub.data(), secret.data(), raw(seed)); }
    ~SignPair() { sodium_memzero(secret.data(), secret.size()); }
    SignPair(SignPair const&) = delete;
    SignPair& operator=(SignPair const&) = delete;
};
struct BoxPair {
    std::array<U8, 32> pub{};
    std::array<U8, 32> secret{};
    explicit BoxPair(ByteView seed) { crypto_box_seed_keypair(pub.data(), secret.data(), raw(seed)); }
    ~BoxPair() { sodium_memzero(secret.data(), secret.size()); }
    BoxPair(BoxPair const&) = delete;
    BoxPair& operator=(BoxPair const&) = delete;
};

std::array<std::byte, 48> signed_message(std::string_view label, Hash const& what) {
    std::array<std::byte, 48> out{};
    auto const head = padded_label(label);
    std::copy(head.begin(), head.end(), out.begin());
    std::copy(what.begin(), what.end(), out.begin() + head.size());
    return out;
}

/// libsodium chooses its fastest code once; before that, all work but slower.
void choose_code() {
    static int const ready = sodium_init();
    AMPARO_CHECK(ready >= 0);
}

constexpr std::string_view kRecordKeyLabel = "amp.rk";

}  // namespace

Hash hash(ByteView bytes) {
    choose_code();
    Hash out{};
    crypto_generichash(raw_out(out), out.size(), raw(bytes), bytes.size(), nullptr, 0);
    return out;
}

Checksum checksum(ByteView bytes) {
    choose_code();
    Checksum out{};
    crypto_generichash(raw_out(out), out.size(), raw(bytes), bytes.size(), nullptr, 0);
    return out;
}

namespace detail {

void fill_random(std::span<std::byte> out) {
    choose_code();
    randombytes_buf(out.data(), out.size());
}

void wipe(Bytes& bytes) noexcept {
    sodium_memzero(bytes.data(), bytes.size());
}

void keyed_hash(ByteView key, std::string_view label, ByteView context, std::span<std::byte, 32> out) {
    AMPARO_CHECK(context.size() <= UINT32_MAX);
    auto const head = padded_label(label);
    auto const size = static_cast<std::uint32_t>(context.size());
    std::array<U8, 4> const length{static_cast<U8>(size), static_cast<U8>(size >> 8U),
                                   static_cast<U8>(size >> 16U), static_cast<U8>(size >> 24U)};
    crypto_generichash_state state;
    crypto_generichash_init(&state, raw(key), key.size(), out.size());
    crypto_generichash_update(&state, raw(ByteView{head}), head.size());
    crypto_generichash_update(&state, length.data(), length.size());
    crypto_generichash_update(&state, raw(context), context.size());
    crypto_generichash_final(&state, raw_out(out), out.size());
    sodium_memzero(&state, sizeof state);
}

KeyId key_id(ByteView key) {
    Transient full;
    keyed_hash(key, "amp.kid", {}, full.bytes);
    KeyId out{};
    std::copy_n(full.bytes.begin(), out.size(), out.begin());
    return out;
}

Hash commitment(ByteView key, Nonce const& nonce) {
    std::array<std::byte, 7 + sizeof(Nonce)> in{};
    auto const label = as_bytes("amp.com");
    std::copy(nonce.begin(), nonce.end(), std::copy(label.begin(), label.end(), in.begin()));
    Hash out{};
    crypto_generichash(raw_out(out), out.size(), raw(ByteView{in}), in.size(), raw(key), key.size());
    return out;
}

Bytes seal(ByteView key, Nonce const& nonce, ByteView context, ByteView plain) {
    Bytes out(kNonceBytes + plain.size() + kTagBytes);
    seal_into(out, key, nonce, context, plain);
    return out;
}

Result<Bytes, CryptoError> open_sealed(ByteView key, ByteView context, ByteView sealed) {
    if (sealed.size() < kNonceBytes + kTagBytes) return Fail{CryptoError::kForged};
    Bytes out(sealed.size() - kNonceBytes - kTagBytes);
    if (!open_into(out, key, context, sealed)) return Fail{CryptoError::kForged};
    return out;
}

SignPublicKey sign_public_key(ByteView seed) {
    SignPair const pair{seed};
    SignPublicKey out;
    std::memcpy(out.bytes.data(), pair.pub.data(), out.bytes.size());
    return out;
}

Signature sign(ByteView seed, std::string_view label, Hash const& what) {
    SignPair const pair{seed};
    auto const message = signed_message(label, what);
    Signature out{};
    crypto_sign_detached(raw_out(out), nullptr, raw(ByteView{message}), message.size(), pair.secret.data());
    return out;
}

BoxPublicKey box_public_key(ByteView seed) {
    BoxPair const pair{seed};
    BoxPublicKey out;
    std::memcpy(out.bytes.data(), pair.pub.data(), out.bytes.size());
    return out;
}

Result<Bytes, CryptoError> open_box(ByteView seed, ByteView sealed) {
    if (sealed.size() < crypto_box_SEALBYTES) return Fail{CryptoError::kForged};
    BoxPair const pair{seed};
    Bytes out(sealed.size() - crypto_box_SEALBYTES);
    if (crypto_box_seal_open(raw_out(out), raw(sealed), sealed.size(), pair.pub.data(), pair.secret.data()) !=
        0)
        return Fail{CryptoError::kForged};
    return out;
}

Bytes grant(ByteView key, Hash const& header_hash, BoxPublicKey const& to) {
    std::array<std::byte, 64> plain{};
    std::copy(header_hash.begin(), header_hash.end(), std::copy(key.begin(), key.end(), plain.begin()));
    Bytes out(plain.size() + crypto_box_SEALBYTES);
    AMPARO_CHECK(crypto_box_seal(raw_out(out), raw(ByteView{plain}), plain.size(), raw(ByteView{to.bytes})) ==
                 0);
    sodium_memzero(plain.data(), plain.size());
    return out;
}

Result<Bytes, CryptoError> open_grant(ByteView seed, Hash const& header_hash, ByteView sealed) {
    auto plain = open_box(seed, sealed);
    if (!plain.ok()) return Fail{plain.error()};
    Bytes& bytes = plain.value();
    if (bytes.size() != 64 || !equal_in_constant_time(ByteView{bytes}.last(32), header_hash)) {
        wipe(bytes);
        return Fail{CryptoError::kForged};
    }
    sodium_memzero(bytes.data() + 32, 32);
    bytes.resize(32);
    return std::move(bytes);
}

}  // namespace detail

std::uint64_t TableHash::operator()(std::string_view text) const noexcept {
    static_assert(crypto_shorthash_KEYBYTES == sizeof key_ &&
                  crypto_shorthash_BYTES == sizeof(std::uint64_t));
    std::array<U8, crypto_shorthash_BYTES> out{};
    crypto_shorthash(out.data(), raw(as_bytes(text)), text.size(), raw(key_));
    std::uint64_t hash = 0;
    std::memcpy(&hash, out.data(), sizeof hash);
    return hash;
}

bool verify(SignPublicKey const& key, std::string_view label, Hash const& what, Signature const& signature) {
    auto const message = signed_message(label, what);
    return crypto_sign_verify_detached(raw(ByteView{signature}), raw(ByteView{message}), message.size(),
                                       raw(ByteView{key.bytes})) == 0;
}

bool is_usable(BoxPublicKey const& key) {
    constexpr U8 kTopBit = 0x80;
    auto const& b = key.bytes;
    U8 const last = std::to_integer<U8>(b.back());
    // The prime is 2^255 - 19: ED FF ... FF 7F.
    bool const beyond_prime =
        last == 0x7F && std::to_integer<U8>(b.front()) >= 0xED &&
        std::all_of(b.begin() + 1, b.end() - 1, [](std::byte v) { return v == std::byte{0xFF}; });
    if ((last & kTopBit) != 0 || beyond_prime) return false;
    // Any clamped scalar takes a point to zero if, and only if, its order divides the cofactor.
    std::array<U8, crypto_scalarmult_SCALARBYTES> const any{1};
    std::array<U8, crypto_scalarmult_BYTES> shared{};
    return crypto_scalarmult(shared.data(), any.data(), raw(ByteView{b})) == 0;
}

Result<DeviceKey, CryptoError> derive_device_key(std::string_view passphrase, Salt const& salt,
                                                 PassphraseCost cost) {
    static_assert(sizeof(Salt) == crypto_pwhash_SALTBYTES);
    if (cost.operations < kCostFloor.operations || cost.memory_kib < kCostFloor.memory_kib ||
        cost.operations > kCostCeiling.operations || cost.memory_kib > kCostCeiling.memory_kib)
        return Fail{CryptoError::kWeakCost};
    bool made = false;
    bool zero = true;
    DeviceKey key = DeviceKey::made_by([&](auto out) {
        made = crypto_pwhash(raw_out(out), out.size(), passphrase.data(), passphrase.size(),
                             raw(ByteView{salt}), cost.operations, std::size_t{cost.memory_kib} * 1024,
                             crypto_pwhash_ALG_ARGON2ID13) == 0;
        zero = sodium_is_zero(raw_out(out), out.size()) != 0;
    });
    // Out of memory has once given a buffer of zeros in place of an error (libsodium.js issue 235).
    if (!made || zero) return Fail{CryptoError::kNoMemory};
    return key;
}

SealedBody seal_body(TeamKey const& team, BodyContext const& context, ByteView body_aad, ByteView padded) {
    Transient record_key;
    Transient content_key;
    team.expose_to(
        [&](ByteView k) { detail::keyed_hash(k, kRecordKeyLabel, context.record_key, record_key.bytes); });
    detail::fill_random(content_key.bytes);
    Nonce const nonce = make_random<24>();
    return {detail::seal(content_key.bytes, nonce, body_aad, padded),
            detail::seal(record_key.bytes, make_random<24>(), context.wrap, content_key.bytes),
            detail::commitment(content_key.bytes, nonce)};
}

Result<Bytes, CryptoError> open_body(TeamKey const& team, BodyContext const& context, ByteView body_aad,
                                     ByteView body, ByteView wrapped, Hash const& commitment) {
    if (wrapped.size() != kWrappedKeyBytes || body.size() < kNonceBytes) return Fail{CryptoError::kForged};
    Transient record_key;
    Transient content_key;
    team.expose_to(
        [&](ByteView k) { detail::keyed_hash(k, kRecordKeyLabel, context.record_key, record_key.bytes); });
    if (!open_into(content_key.bytes, record_key.bytes, context.wrap, wrapped))
        return Fail{CryptoError::kForged};
    Nonce nonce{};
    std::copy_n(body.begin(), nonce.size(), nonce.begin());
    if (!detail::equal_in_constant_time(detail::commitment(content_key.bytes, nonce), commitment))
        return Fail{CryptoError::kForged};
    return detail::open_sealed(content_key.bytes, body_aad, body);
}

std::size_t size_class(std::size_t plain_bytes) {
    std::size_t const least = plain_bytes + 1;  // The padding's own mark.
    if (least <= 128) return 128;
    if (least <= 64U * 1024U) return std::bit_ceil(least);
    auto const exponent = static_cast<unsigned>(std::bit_width(least) - 1);
    auto const zero_bits = exponent - static_cast<unsigned>(std::bit_width(exponent));
    std::size_t const mask = (std::size_t{1} << zero_bits) - 1;
    return (least + mask) & ~mask;
}

Bytes pad(ByteView plain) {
    std::size_t const size = size_class(plain.size());
    Bytes out(size);
    std::copy(plain.begin(), plain.end(), out.begin());
    out[plain.size()] = kPaddingMark;
    return out;
}

/// Not in constant time: who could measure it holds the key.
Result<Bytes, CryptoError> unpad(Bytes padded) {
    auto const mark =
        std::find_if(padded.rbegin(), padded.rend(), [](std::byte b) { return b != std::byte{0}; });
    if (mark == padded.rend() || *mark != kPaddingMark) return Fail{CryptoError::kForged};
    auto const size = static_cast<std::size_t>(padded.rend() - mark) - 1;
    if (size_class(size) != padded.size()) return Fail{CryptoError::kForged};
    return Bytes{padded.begin(), padded.begin() + static_cast<std::ptrdiff_t>(size)};
}

}  // namespace amparo::crypto
