// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Files that go between organisations: cards, sealed referrals and the answers to them. They come from
/// outside, so all of it is refused with a value. Spec: protocol/referral_file.md.
///
///   E1 Bounds.   8 MiB a file, 1 MiB its JSON, held before memory is taken.
///   E2 Whole.    Read whole or not at all: no byte after the last field, no other padding, JSON with exactly
///                the keys of its type.
///   E3 In place. Type, recipient, referral and last day stand in the header, and its hash is in the granted
///                key, in the seal and under the signature. Why: nothing can be taken from one file into
///                another.
///   E4 One key.  The header names the one key that opens it (commitment), so two people never read two
///                texts.
///   E5 For us.   A file for another organisation is refused before anything is opened.
///   E6 Until.    Refused after its last day (UTC), and a referral at the very end of its release.
///   E7 From whom. Signed by the sender it names; an answer only by the organisation the referral went to.
///   E8 Keys.     A public key that agrees on no secret is refused wherever it is read.
///   E9 Covered.  A referral's fields are among those its release names. Why: a release is the only ground
///                for sending.
#include "amparo/base/bytes.hpp"
#include "amparo/base/instant.hpp"
#include "amparo/base/result.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/crypto/crypto.hpp"

#include <array>
#include <string>
#include <string_view>

namespace amparo::courier {

enum class CourierError {
    kNotACard,
    kMalformed,
    kForged,         ///< Another key, place or byte than the sender's.
    kNotForUs,       ///< E5
    kExpired,        ///< E6
    kTooLarge,       ///< E1
    kUnknownSender,  ///< E7
    kNewer,          ///< A format this program does not know.
};

inline constexpr std::size_t kFileBytesMax = std::size_t{8} << 20U;
inline constexpr std::size_t kJsonBytesMax = std::size_t{1} << 20U;
inline constexpr std::size_t kNameBytesMax = 200;

/// Names one referral, in its file and in the answer to it.
using ReferralToken = std::array<std::byte, 16>;

// --- cards
struct Correspondent {
    crypto::Hash org_id{};
    crypto::SignPublicKey sign;
    crypto::BoxPublicKey box;
    std::string name;
};
struct Card : Correspondent {
    Instant made;
};

/// What an organisation may be called: UTF-8, 1 to 200 bytes, not blank, nothing that moves or hides other
/// text (control characters, line ends, direction overrides).
[[nodiscard]] bool is_name(std::string_view text) noexcept;

[[nodiscard]] Result<Bytes, CourierError> make_card(crypto::OrganizationSecret const& secret,
                                                    crypto::Hash const& org_id, std::string_view name,
                                                    Instant now);
[[nodiscard]] Result<Card, CourierError> read_card(ByteView file);

/// Of the keys, for a telephone: "ABCD-EFGH-IJKL-MNOP" (RFC 4648 base32 of 10 bytes).
[[nodiscard]] std::string fingerprint(Correspondent const& of);
/// Case, spaces and dashes don't count; all sixteen letters do.
[[nodiscard]] bool same_fingerprint(std::string_view typed, Correspondent const& of);
/// The same organisation with the same keys, whatever it is called.
[[nodiscard]] bool same_keys(Correspondent const& a, Correspondent const& b) noexcept;

// --- reply keys
/// Of one referral: `pub` goes into it, the seed stays in the sender's vault and opens the answer.
struct ReplyKey {
    std::string seed_text;
    crypto::BoxPublicKey pub;
};
[[nodiscard]] ReplyKey make_reply_key();
[[nodiscard]] Result<crypto::BoxSeed, CourierError> reply_seed(std::string_view seed_text);
/// 64 lower-case hex digits.
[[nodiscard]] std::string key_text(crypto::BoxPublicKey const& key);
[[nodiscard]] Result<crypto::BoxPublicKey, CourierError> read_key(std::string_view text);

// --- referrals and answers
enum class What : std::uint8_t { kReferral = 1, kAnswer = 2 };  // Sent: never renumber.

/// What anybody can read of a file. Nothing of it is proven before the file is opened.
struct Peeked {
    What what;
    ReferralToken id;
    crypto::Hash recipient;
    Date expires;
};
[[nodiscard]] Result<Peeked, CourierError> peek(ByteView file);

struct Sender {
    crypto::Hash org_id;
    std::string name;
    crypto::OrganizationSecret const& secret;
};

/// `expires` is the day on which the release of `payload` ends. kMalformed for a payload that the spec does
/// not allow.
[[nodiscard]] Result<Bytes, CourierError> seal_referral(Sender const& sender, Card const& to,
                                                        ReferralToken const& id, Date expires,
                                                        Json const& payload);
[[nodiscard]] Result<Bytes, CourierError> seal_answer(Sender const& sender, crypto::Hash const& to,
                                                      crypto::BoxPublicKey const& reply_key,
                                                      ReferralToken const& id, Date expires,
                                                      Json const& payload);

struct Opened {
    ReferralToken id;
    Correspondent sender;  ///< As they say; a referral's is known only if a card with the same keys is.
    Json payload;
    Date expires;
};
[[nodiscard]] Result<Opened, CourierError> open_referral(crypto::OrganizationSecret const& secret,
                                                         crypto::Hash const& us, ByteView file, Instant now);
/// `from_key` and `from` are of the card the referral went to.
[[nodiscard]] Result<Opened, CourierError> open_answer(crypto::BoxSeed const& reply, crypto::Hash const& us,
                                                       crypto::SignPublicKey const& from_key,
                                                       crypto::Hash const& from, ByteView file, Instant now);

}  // namespace amparo::courier
