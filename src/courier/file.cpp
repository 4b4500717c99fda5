// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/binary.hpp"
#include "amparo/courier/courier.hpp"
#include "keys.hpp"
#include "payload.hpp"

#include <algorithm>
#include <optional>

namespace amparo::courier {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::string_view kMagic = "AMPREF01";
constexpr std::string_view kReferralLabel = "amp.ref.v1";
constexpr std::size_t kGrantBytes = 112;
constexpr std::size_t kNonceBytes = sizeof(crypto::Nonce);
/// The last day a date can be written for: 9999-12-31.
constexpr std::uint32_t kLastDay = 2'932'896;

struct Parsed {
    Peeked peeked;
    ByteView header;
    ByteView sealed_in;  ///< header || com, what is authenticated beside the sealed payload.
    crypto::Hash commitment;
    ByteView granted;
    ByteView sealed;
};

std::optional<std::uint32_t> day_number(Date date) {
    if (!date.ok()) return std::nullopt;
    std::int64_t const count = sys_days{date}.time_since_epoch().count();
    if (count < 0 || count > kLastDay) return std::nullopt;
    return static_cast<std::uint32_t>(count);
}

Result<Parsed, CourierError> parse(ByteView file) {
    if (file.size() > kFileBytesMax) return Fail{CourierError::kTooLarge};
    codec::Reader in{file};
    std::string_view const magic = as_text(in.raw(kMagic.size()));
    if (magic != kMagic)
        return Fail{is_other_version(magic, kMagic, 2) ? CourierError::kNewer : CourierError::kMalformed};
    std::uint8_t const type = in.u8();
    Parsed out{};
    out.peeked.recipient = in.fixed<32>();
    out.peeked.id = in.fixed<16>();
    std::uint32_t const day = in.u32();
    out.header = file.first(file.size() - in.left());
    out.commitment = in.fixed<32>();
    out.sealed_in = file.first(file.size() - in.left());
    out.granted = in.raw(kGrantBytes);
    out.sealed = in.lp(kFileBytesMax);
    if (!in.ok_at_end() || out.sealed.size() < kNonceBytes || day > kLastDay)
        return Fail{CourierError::kMalformed};
    if (type != static_cast<std::uint8_t>(What::kReferral) &&
        type != static_cast<std::uint8_t>(What::kAnswer))
        return Fail{CourierError::kNewer};
    out.peeked.what = static_cast<What>(type);
    out.peeked.expires = Date{sys_days{days{static_cast<int>(day)}}};
    return out;
}

crypto::Hash to_sign(ByteView header, ByteView payload) {
    Bytes bytes(header.begin(), header.end());
    append(bytes, payload);
    return crypto::hash(bytes);
}

Result<Bytes, CourierError> seal(Peeked const& head, crypto::BoxPublicKey const& to, Sender const& sender,
                                 std::string_view json) {
    auto const day = day_number(head.expires);
    if (!day || !is_name(sender.name) || !crypto::is_usable(to)) return Fail{CourierError::kMalformed};

    codec::Writer out;
    out.raw(as_bytes(kMagic))
        .u8(static_cast<std::uint8_t>(head.what))
        .raw(head.recipient)
        .raw(head.id)
        .u32(*day);
    Bytes const header = out.bytes();

    crypto::SignSeed const sign = sign_seed(sender.secret);
    codec::Writer plain;
    plain.raw(sender.org_id).raw(crypto::derive_sign_public_key(sign).bytes);
    plain.raw(crypto::derive_box_public_key(box_seed(sender.secret)).bytes).lp(sender.name).lp(json);
    plain.raw(crypto::sign(sign, kReferralLabel, to_sign(header, plain.bytes())));

    auto const key = crypto::make_key<crypto::LetterKey>();
    auto const nonce = crypto::make_random<kNonceBytes>();
    out.raw(crypto::derive_commitment(key, nonce));
    Bytes const sealed = crypto::seal(key, nonce, out.bytes(), crypto::pad(plain.bytes()));
    out.raw(crypto::grant(key, crypto::hash(header), to)).lp(sealed);
    return std::move(out).bytes();
}

/// The plain payload, without its padding. E3, E4.
Result<Bytes, CourierError> unsealed(Parsed const& file, crypto::BoxSeed const& seed) {
    auto const key = crypto::open_grant<crypto::LetterKey>(seed, crypto::hash(file.header), file.granted);
    if (!key.ok()) return Fail{CourierError::kForged};
    crypto::Nonce nonce{};
    std::copy_n(file.sealed.begin(), nonce.size(), nonce.begin());
    if (crypto::derive_commitment(key.value(), nonce) != file.commitment) return Fail{CourierError::kForged};
    auto padded = crypto::open_sealed(key.value(), file.sealed_in, file.sealed);
    if (!padded.ok()) return Fail{CourierError::kForged};
    auto plain = crypto::unpad(std::move(padded).value());
    if (!plain.ok()) return Fail{CourierError::kMalformed};
    return std::move(plain).value();
}

Result<Opened, CourierError> read_plain(Parsed const& file, ByteView plain) {
    Opened out{file.peeked.id, {}, {}, file.peeked.expires};
    codec::Reader in{plain};
    out.sender.org_id = in.fixed<32>();
    out.sender.sign.bytes = in.fixed<32>();
    out.sender.box.bytes = in.fixed<32>();
    out.sender.name = as_text(in.lp(kNameBytesMax));
    ByteView const json = in.lp(kFileBytesMax);
    std::size_t const signed_bytes = plain.size() - in.left();
    crypto::Signature const signature = in.fixed<64>();
    if (!in.ok_at_end()) return Fail{CourierError::kMalformed};
    if (!crypto::verify(out.sender.sign, kReferralLabel, to_sign(file.header, plain.first(signed_bytes)),
                        signature))
        return Fail{CourierError::kForged};
    if (!is_name(out.sender.name) || !crypto::is_usable(out.sender.box))
        return Fail{CourierError::kMalformed};
    AMPARO_TRY(out.payload, read_payload(file.peeked.what, as_text(json)));
    return out;
}

Result<Opened, CourierError> open(What what, crypto::BoxSeed const& seed, crypto::Hash const& us,
                                  ByteView bytes, Instant now) {
    AMPARO_TRY(Parsed const file, parse(bytes));
    if (file.peeked.what != what) return Fail{CourierError::kMalformed};
    if (file.peeked.recipient != us) return Fail{CourierError::kNotForUs};
    if (now >= sys_days{file.peeked.expires} + days{1}) return Fail{CourierError::kExpired};
    AMPARO_TRY(Bytes const plain, unsealed(file, seed));
    return read_plain(file, plain);
}

}  // namespace

Result<Peeked, CourierError> peek(ByteView file) {
    AMPARO_TRY(Parsed const parsed, parse(file));
    return parsed.peeked;
}

Result<Bytes, CourierError> seal_referral(Sender const& sender, Card const& to, ReferralToken const& id,
                                          Date expires, Json const& payload) {
    AMPARO_TRY(std::string const json, write_payload(What::kReferral, payload));
    if (date_of(release_end(payload)) != expires) return Fail{CourierError::kMalformed};
    return seal({What::kReferral, id, to.org_id, expires}, to.box, sender, json);
}

Result<Bytes, CourierError> seal_answer(Sender const& sender, crypto::Hash const& to,
                                        crypto::BoxPublicKey const& reply_key, ReferralToken const& id,
                                        Date expires, Json const& payload) {
    AMPARO_TRY(std::string const json, write_payload(What::kAnswer, payload));
    return seal({What::kAnswer, id, to, expires}, reply_key, sender, json);
}

Result<Opened, CourierError> open_referral(crypto::OrganizationSecret const& secret, crypto::Hash const& us,
                                           ByteView file, Instant now) {
    AMPARO_TRY(Opened opened, open(What::kReferral, box_seed(secret), us, file, now));
    Instant const end = release_end(opened.payload);
    if (date_of(end) != opened.expires) return Fail{CourierError::kMalformed};
    if (now >= end) return Fail{CourierError::kExpired};
    return opened;
}

Result<Opened, CourierError> open_answer(crypto::BoxSeed const& reply, crypto::Hash const& us,
                                         crypto::SignPublicKey const& from_key, crypto::Hash const& from,
                                         ByteView file, Instant now) {
    AMPARO_TRY(Opened opened, open(What::kAnswer, reply, us, file, now));
    if (opened.sender.org_id != from || opened.sender.sign != from_key)
        return Fail{CourierError::kUnknownSender};
    return opened;
}

}  // namespace amparo::courier
