// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/binary.hpp"
#include "amparo/courier/courier.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/text/unicode.hpp"
#include "keys.hpp"

#include <algorithm>

namespace amparo::courier {
namespace {

constexpr std::string_view kMagic = "AMPCARD1";
constexpr std::string_view kCardLabel = "amp.card.v1";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kFingerprintBytes = 10;
/// The end of the year 9999, the last a date can be written in.
constexpr std::uint64_t kLastMs = 253'402'300'799'999;

/// Valid UTF-8 is looked through by its bytes: no character's bytes occur inside another's.
bool holds_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

bool has_control(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 || c == 0x7F) return true;
        if (c == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;  // U+0080 to U+009F
    }
    return false;
}

/// The sixteen letters, without what parts them.
std::string letters_of(Correspondent const& of) {
    codec::Writer keys;
    keys.raw(of.org_id).raw(of.sign.bytes).raw(of.box.bytes);
    crypto::Hash const hash = crypto::hash(keys.bytes());
    std::string out;
    unsigned bits = 0;
    int held = 0;
    for (std::byte const b : ByteView{hash}.first(kFingerprintBytes)) {
        bits = bits << 8U | std::to_integer<unsigned>(b);
        for (held += 8; held >= 5; held -= 5) out += kBase32[bits >> (held - 5) & 31U];
    }
    return out;
}

}  // namespace

bool is_name(std::string_view text) noexcept {
    if (text.empty() || text.size() > kNameBytesMax || !letters::is_valid_utf8(text) || has_control(text))
        return false;
    if (text.find_first_not_of(' ') == std::string_view::npos) return false;
    return !holds_any(text, {"\u2028", "\u2029", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066",
                             "\u2067", "\u2068", "\u2069", "\uFEFF"});
}

Result<Bytes, CourierError> make_card(crypto::OrganizationSecret const& secret, crypto::Hash const& org_id,
                                      std::string_view name, Instant now) {
    // A moment before 1970 becomes one beyond the last.
    auto const made = static_cast<std::uint64_t>(now.time_since_epoch().count());
    if (!is_name(name) || made > kLastMs) return Fail{CourierError::kMalformed};
    crypto::SignSeed const sign = sign_seed(secret);
    codec::Writer out;
    out.raw(as_bytes(kMagic)).raw(org_id).raw(crypto::derive_sign_public_key(sign).bytes);
    out.raw(crypto::derive_box_public_key(box_seed(secret)).bytes).u64(made).lp(name);
    out.raw(crypto::sign(sign, kCardLabel, crypto::hash(out.bytes())));
    return std::move(out).bytes();
}

Result<Card, CourierError> read_card(ByteView file) {
    codec::Reader in{file};
    std::string_view const magic = as_text(in.raw(kMagic.size()));
    if (magic != kMagic)
        return Fail{is_other_version(magic, kMagic, 1) ? CourierError::kNewer : CourierError::kNotACard};
    Card card;
    card.org_id = in.fixed<32>();
    card.sign.bytes = in.fixed<32>();
    card.box.bytes = in.fixed<32>();
    std::uint64_t const made = in.u64();
    card.name = as_text(in.lp(kNameBytesMax));
    std::size_t const signed_bytes = file.size() - in.left();
    crypto::Signature const signature = in.fixed<64>();
    if (!in.ok_at_end()) return Fail{CourierError::kMalformed};
    if (!crypto::verify(card.sign, kCardLabel, crypto::hash(file.first(signed_bytes)), signature))
        return Fail{CourierError::kForged};
    if (!is_name(card.name) || made > kLastMs || !crypto::is_usable(card.box))
        return Fail{CourierError::kMalformed};
    card.made = Instant{std::chrono::milliseconds{static_cast<std::int64_t>(made)}};
    return card;
}

std::string fingerprint(Correspondent const& of) {
    std::string out = letters_of(of);
    for (std::size_t const at : {12U, 8U, 4U}) out.insert(at, 1, '-');
    return out;
}

bool same_fingerprint(std::string_view typed, Correspondent const& of) {
    std::string letters;
    for (char const c : typed) {
        if (c == ' ' || c == '-') continue;
        letters += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return letters == letters_of(of);
}

bool same_keys(Correspondent const& a, Correspondent const& b) noexcept {
    return a.org_id == b.org_id && a.sign == b.sign && a.box == b.box;
}

ReplyKey make_reply_key() {
    auto const seed = crypto::make_key<crypto::BoxSeed>();
    return {seed.expose_to([](ByteView bytes) { return crypto::to_hex(bytes); }),
            crypto::derive_box_public_key(seed)};
}

Result<crypto::BoxSeed, CourierError> reply_seed(std::string_view seed_text) {
    auto bytes = crypto::from_hex(seed_text);
    if (!bytes || bytes->size() != crypto::BoxSeed::kSize) return Fail{CourierError::kMalformed};
    auto seed =
        crypto::BoxSeed::made_by([&](auto out) { std::copy(bytes->begin(), bytes->end(), out.begin()); });
    crypto::detail::wipe(*bytes);
    return seed;
}

std::string key_text(crypto::BoxPublicKey const& key) {
    return crypto::to_hex(key.bytes);
}

Result<crypto::BoxPublicKey, CourierError> read_key(std::string_view text) {
    auto const bytes = crypto::from_hex(text);
    crypto::BoxPublicKey key;
    if (!bytes || bytes->size() != key.bytes.size()) return Fail{CourierError::kMalformed};
    std::copy(bytes->begin(), bytes->end(), key.bytes.begin());
    if (!crypto::is_usable(key)) return Fail{CourierError::kMalformed};
    return key;
}

}  // namespace amparo::courier
