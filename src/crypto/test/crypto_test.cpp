// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/crypto/crypto.hpp"
#include "amparo/crypto/base64.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <type_traits>
#include <vector>

using namespace amparo;
using namespace amparo::crypto;

static_assert(!std::is_copy_constructible_v<TeamKey>, "a key exists once");
static_assert(!std::is_constructible_v<TeamKey, DeviceKey>, "a key of one kind is never used as another");

namespace {
Bytes flipped(Bytes bytes, std::size_t bit) {
    bytes[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    return bytes;
}
SealedBody sealed_hello(TeamKey const& team, Bytes const& padded) {
    return seal_body(team, {as_bytes("record+part"), as_bytes("wrap")}, as_bytes("body"), padded);
}
}  // namespace

TEST(Seal, AnySingleFlippedBitIsRefusedAndSoIsAnotherContextOrKey) {
    auto const key = make_key<TeamKey>();
    Bytes const sealed = seal(key, as_bytes("here"), as_bytes("what was said"));
    EXPECT_EQ(as_text(open_sealed(key, as_bytes("here"), sealed).value()), "what was said");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit)
        ASSERT_FALSE(open_sealed(key, as_bytes("here"), flipped(sealed, bit)).ok()) << bit;
    EXPECT_FALSE(open_sealed(key, as_bytes("there"), sealed).ok());
    EXPECT_FALSE(open_sealed(make_key<TeamKey>(), as_bytes("here"), sealed).ok());
}

TEST(Seal, T17_EveryTruncationIsRefused) {
    auto const key = make_key<TeamKey>();
    Bytes const sealed = seal(key, {}, as_bytes("what was said"));
    for (std::size_t n = 0; n < sealed.size(); ++n)
        ASSERT_FALSE(open_sealed(key, {}, ByteView{sealed}.first(n)).ok()) << n;
}

TEST(Seal, T24_TwoSealsOfTheSameBytesShareNoNonce) {
    auto const team = make_key<TeamKey>();
    std::set<Bytes> nonces;
    for (int i = 0; i < 1000; ++i) {
        SealedBody const s = sealed_hello(team, pad(as_bytes("hello")));
        nonces.insert(Bytes(s.body.begin(), s.body.begin() + 24));
        nonces.insert(Bytes(s.wrapped.begin(), s.wrapped.begin() + 24));
    }
    EXPECT_EQ(nonces.size(), 2000U);
    for (int i = 0; i < 1000; ++i) {
        Bytes const sealed = seal(team, as_bytes("here"), as_bytes("hello"));
        nonces.insert(Bytes(sealed.begin(), sealed.begin() + 24));
    }
    EXPECT_EQ(nonces.size(), 3000U);
}

namespace {
/// `./run soak` takes more.
std::size_t count_of(char const* variable, std::size_t ordinary) {
    char const* const given = std::getenv(variable);
    return given == nullptr ? ordinary : static_cast<std::size_t>(std::strtoull(given, nullptr, 10));
}

/// Chi square over 256 byte values: 255 is expected, 348 and more has a chance of one in 10^4.
class ChiSquare {
  public:
    void take(ByteView bytes) {
        for (std::byte const b : bytes) ++seen_[std::to_integer<std::size_t>(b)];
        total_ += bytes.size();
    }
    [[nodiscard]] double value() const {
        double const expected = static_cast<double>(total_) / 256;
        double sum = 0;
        for (auto const n : seen_)
            sum += (static_cast<double>(n) - expected) * (static_cast<double>(n) - expected) / expected;
        return sum;
    }

  private:
    std::array<std::uint64_t, 256> seen_{};
    std::size_t total_ = 0;
};
}  // namespace

TEST(Seal, T16_WhatIsSealedHasNoPatternHoweverRegularItWas) {
    std::size_t const mebibytes = count_of("AMPARO_SEALED_MIB", 16);
    auto const team = make_key<TeamKey>();
    Bytes const regular(32'768, std::byte{'a'});
    ChiSquare before;
    ChiSquare after;
    for (std::size_t i = 0; i < mebibytes * 16; ++i) {  // Each is padded to 64 KiB.
        before.take(regular);
        after.take(sealed_hello(team, pad(regular)).body);
    }
    EXPECT_LT(after.value(), 348);
    EXPECT_GT(before.value(), 348);
}

TEST(Seal, T16_NoNonceIsDrawnTwice) {
    std::size_t const count = count_of("AMPARO_NONCES", 200'000);
    std::vector<std::array<std::byte, 16>> drawn;  // Of each 24 bytes so many: there are 10^8 in a soak.
    drawn.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto const nonce = make_random<24>();
        std::copy_n(nonce.begin(), 16, drawn.emplace_back().begin());
    }
    std::sort(drawn.begin(), drawn.end());
    EXPECT_EQ(std::adjacent_find(drawn.begin(), drawn.end()), drawn.end());
}

namespace {
BoxPublicKey box_key(std::string_view hex) {
    BoxPublicKey key;
    auto const bytes = from_hex(hex).value();
    std::copy(bytes.begin(), bytes.end(), key.bytes.begin());
    return key;
}
}  // namespace

TEST(BoxKey, EveryKnownPointOfSmallOrderIsNotUsable) {
    // libsodium's list, and what an implementation that keeps the top bit would meet besides.
    for (std::string_view const hex : {
             "0000000000000000000000000000000000000000000000000000000000000000",  // 0, order 4
             "0100000000000000000000000000000000000000000000000000000000000000",  // 1, order 1
             "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",  // order 8
             "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",  // order 8
             "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // p - 1, order 2
             "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // p
             "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // p + 1
             "cdeb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",  // p + an order-8 point
             "4c9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7",  // the other
             "d9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",  // 2p - 1
             "daffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",  // 2p
             "dbffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",  // 2p + 1
         }) {
        BoxPublicKey key = box_key(hex);
        EXPECT_FALSE(is_usable(key)) << hex;
        key.bytes[31] |= std::byte{0x80};
        EXPECT_FALSE(is_usable(key)) << hex << " with the top bit";
    }
}

TEST(BoxKey, OneKeyHasOneForm) {
    BoxPublicKey base;
    base.bytes[0] = std::byte{9};
    EXPECT_TRUE(is_usable(base));
    // p + 2 to p + 18 are other forms of 2 to 18; p + 9 is the base point's.
    BoxPublicKey beyond = box_key("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    for (unsigned low = 0xED; low <= 0xFF; ++low) {
        beyond.bytes[0] = static_cast<std::byte>(low);
        EXPECT_FALSE(is_usable(beyond)) << low;
    }
    beyond.bytes[0] = std::byte{0xEB};  // p - 2 is below.
    EXPECT_TRUE(is_usable(beyond));
    for (int i = 0; i < 200; ++i) {
        BoxPublicKey key = derive_box_public_key(make_key<BoxSeed>());
        ASSERT_TRUE(is_usable(key));
        (void)grant(make_key<TeamKey>(), Hash{}, key);
        key.bytes[31] |= std::byte{0x80};
        ASSERT_FALSE(is_usable(key));
    }
}

TEST(BoxKeyDeathTest, AGrantToOneThatIsNotUsableStopsTheProcess) {
    EXPECT_DEATH((void)grant(make_key<TeamKey>(), Hash{}, BoxPublicKey{}), "broken invariant");
}

TEST(Hex, OneTextForOneStringOfBytes) {
    Bytes const bytes{std::byte{0}, std::byte{0x0F}, std::byte{0xA0}, std::byte{0xFF}};
    EXPECT_EQ(to_hex(bytes), "000fa0ff");
    EXPECT_EQ(from_hex("000fa0ff"), bytes);
    EXPECT_EQ(to_hex({}), "");
    EXPECT_EQ(from_hex(""), Bytes{});
    for (std::string_view const bad : {"0", "000", "0G", "0F", " 00", "00 ", "0x00", "00:00"})
        EXPECT_FALSE(from_hex(bad)) << bad;
}

TEST(Body, T22_ABodyOpensOnlyWithItsOwnWrapContextAndCommitment) {
    auto const team = make_key<TeamKey>();
    Bytes const padded = pad(as_bytes("hello"));
    SealedBody const s = sealed_hello(team, padded);
    BodyContext const context{as_bytes("record+part"), as_bytes("wrap")};
    EXPECT_EQ(open_body(team, context, as_bytes("body"), s.body, s.wrapped, s.commitment).value(), padded);
    EXPECT_EQ(s.wrapped.size(), kWrappedKeyBytes);

    SealedBody const other = sealed_hello(team, padded);
    EXPECT_FALSE(open_body(team, context, as_bytes("body"), s.body, other.wrapped, s.commitment).ok());
    EXPECT_FALSE(open_body(team, context, as_bytes("body"), s.body, s.wrapped, other.commitment).ok());
    EXPECT_FALSE(open_body(team, context, as_bytes("ydob"), s.body, s.wrapped, s.commitment).ok());
    EXPECT_FALSE(open_body(team, {as_bytes("other"), as_bytes("wrap")}, as_bytes("body"), s.body, s.wrapped,
                           s.commitment)
                     .ok());
    EXPECT_FALSE(open_body(team, {as_bytes("record+part"), as_bytes("parw")}, as_bytes("body"), s.body,
                           s.wrapped, s.commitment)
                     .ok());
    EXPECT_FALSE(
        open_body(make_key<TeamKey>(), context, as_bytes("body"), s.body, s.wrapped, s.commitment).ok());
}

// Poly1305 binds no key: this ciphertext, made by solving for its second block, is authentic under both keys
// below. Who could write such a body would show one text to one reader and another to the next.
TEST(Body, T22_ACiphertextThatIsAuthenticUnderTwoKeysOpensOnlyUnderTheOneThatIsCommittedTo) {
    Bytes const body = *from_hex(
        "03030303030303030303030303030303030303030303000074776f206b6579732c206f6e6520746f5952909c3185b502399a"
        "cbd820b375736b656e2c206e6f2073656372657421213944b1564133913d1e9180db6976c50c");
    Bytes const one(32, std::byte{1});
    Bytes const two(32, std::byte{2});
    auto const first = crypto::detail::open_sealed(one, as_bytes("body"), body);
    auto const second = crypto::detail::open_sealed(two, as_bytes("body"), body);
    ASSERT_TRUE(first.ok() && second.ok());
    ASSERT_NE(first.value(), second.value());

    auto const team = make_key<TeamKey>();
    BodyContext const context{as_bytes("record+part"), as_bytes("wrap")};
    auto const record_key = derive_key<TeamKey>(team, "amp.rk", context.record_key);
    Nonce nonce{};
    std::copy_n(body.begin(), nonce.size(), nonce.begin());
    for (Bytes const* committed : {&one, &two})
        for (Bytes const* wrapped : {&one, &two}) {
            auto const opened =
                open_body(team, context, as_bytes("body"), body, seal(record_key, context.wrap, *wrapped),
                          crypto::detail::commitment(*committed, nonce));
            EXPECT_EQ(opened.ok(), committed == wrapped);
        }
}

TEST(Body, AWrapOfAnotherSizeAndABodyWithoutANonceAreRefused) {
    auto const team = make_key<TeamKey>();
    BodyContext const context{as_bytes("record+part"), as_bytes("wrap")};
    SealedBody const s = sealed_hello(team, pad(as_bytes("hello")));
    for (std::size_t const size : {0U, 39U, 71U, 73U}) {
        Bytes wrapped = s.wrapped;
        wrapped.resize(size);
        EXPECT_FALSE(open_body(team, context, as_bytes("body"), s.body, wrapped, s.commitment).ok()) << size;
    }
    auto const record_key = derive_key<TeamKey>(team, "amp.rk", context.record_key);
    Bytes const longer = seal(record_key, context.wrap, Bytes(33));
    EXPECT_FALSE(open_body(team, context, as_bytes("body"), s.body, longer, s.commitment).ok());
    for (std::size_t const size : {0U, 1U, 23U, 24U, 39U}) {
        Bytes const shorter(s.body.begin(), s.body.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_FALSE(open_body(team, context, as_bytes("body"), shorter, s.wrapped, s.commitment).ok())
            << size;
    }
}

TEST(Sign, ASignatureHoldsForOneLabelOneHashOneKey) {
    auto const seed = make_key<MemberSecret>();
    auto const pub = derive_sign_public_key(seed);
    Hash const what = hash(as_bytes("commit"));
    Signature const sig = sign(seed, "amp.commit.v1", what);
    EXPECT_TRUE(verify(pub, "amp.commit.v1", what, sig));
    EXPECT_FALSE(verify(pub, "amp.chain.v1", what, sig));
    EXPECT_FALSE(verify(pub, "amp.commit.v1", hash(as_bytes("other")), sig));
    EXPECT_FALSE(verify(derive_sign_public_key(make_key<MemberSecret>()), "amp.commit.v1", what, sig));
}

TEST(Grant, AGrantOpensOnlyForItsRecipientAndItsHeader) {
    auto const seed = make_key<MemberSecret>();
    auto const key = make_key<TeamKey>();
    Hash const header = hash(as_bytes("header"));
    Bytes const sealed = grant(key, header, derive_box_public_key(seed));
    EXPECT_TRUE((open_grant<TeamKey>(seed, header, sealed).value().same_as(key)));
    EXPECT_FALSE((open_grant<TeamKey>(seed, hash(as_bytes("other")), sealed).ok()));
    EXPECT_FALSE((open_grant<TeamKey>(make_key<MemberSecret>(), header, sealed).ok()));
    EXPECT_FALSE((open_grant<TeamKey>(seed, header, ByteView{sealed}.first(40)).ok()));
}

TEST(Derive, TheSameLabelAndContextGiveTheSameKeyAndNothingElseDoes) {
    auto const root = make_key<TeamKey>();
    auto const a = derive_key<HeaderKey>(root, "amp.hdr", as_bytes("stream"));
    EXPECT_TRUE(a.same_as(derive_key<HeaderKey>(root, "amp.hdr", as_bytes("stream"))));
    EXPECT_FALSE(a.same_as(derive_key<HeaderKey>(root, "amp.hdr", as_bytes("streams"))));
    EXPECT_FALSE(a.same_as(derive_key<HeaderKey>(root, "amp.hdx", as_bytes("stream"))));
    EXPECT_FALSE(a.same_as(derive_key<HeaderKey>(root, "amp.hdr", as_bytes("streak"))));
    EXPECT_NE(derive_key_id(root), derive_key_id(a));
}

// From protocol/keys.md alone, with the BLAKE2b of another library.
TEST(Derive, KeysAndCommitmentsAreThoseOfThePage) {
    auto const counting = [](std::byte first) {
        return [first](auto out) {
            for (std::size_t i = 0; i < out.size(); ++i)
                out[i] = static_cast<std::byte>(std::to_integer<std::size_t>(first) + i);
        };
    };
    auto const root = TeamKey::made_by(counting(std::byte{0}));
    Nonce nonce{};
    counting(std::byte{100})(std::span{nonce});
    auto const derived = derive_key<HeaderKey>(root, "amp.hdr", as_bytes("stream"));
    EXPECT_EQ(derived.expose_to([](ByteView key) { return to_hex(key); }),
              "d0900ef7a9c2494125a914eed0284ad2e7199b7604bcdaf573e518ca0498d656");
    EXPECT_EQ(to_hex(derive_commitment(root, nonce)),
              "faae6d9837eb8489f45e1bf0c09f3b811821c51bbc442cc804c3f37338390ef2");
}

TEST(Passphrase, T20_CostsBelowTheFloorOrAboveTheCeilingAreRefusedBeforeAnyWork) {
    Salt const salt{};
    for (PassphraseCost cost :
         {PassphraseCost{2, 64 * 1024}, PassphraseCost{3, 64 * 1024 - 1}, PassphraseCost{17, 64 * 1024},
          PassphraseCost{3, 2 * 1024 * 1024 + 1}, PassphraseCost{0, 0}})
        EXPECT_EQ(derive_device_key("a passphrase", salt, cost).error(), CryptoError::kWeakCost);
    auto const key = derive_device_key("a passphrase", salt, kCostFloor).value();
    EXPECT_TRUE(key.same_as(derive_device_key("a passphrase", salt, kCostFloor).value()));
    EXPECT_FALSE(key.same_as(derive_device_key("A passphrase", salt, kCostFloor).value()));
}

TEST(Padding, T18_LengthsFallIntoClassesAndPaddingIsStrict) {
    EXPECT_EQ(size_class(0), 128U);
    EXPECT_EQ(size_class(127), 128U);
    EXPECT_EQ(size_class(128), 256U);
    EXPECT_EQ(size_class(65535), 65536U);
    EXPECT_EQ(size_class(70'000), 71'680U);
    EXPECT_EQ(size_class(1'000'000), 1'015'808U);
    for (std::size_t n : {0U, 1U, 127U, 128U, 255U, 1000U, 65535U, 65536U, 70000U, 1000000U}) {
        Bytes const plain(n, std::byte{0x80});
        Bytes const padded = pad(plain);
        EXPECT_EQ(padded.size(), size_class(n));
        EXPECT_LE(padded.size(), n < 65536 ? std::max<std::size_t>(128, 2 * n + 2) : n + n / 8);
        EXPECT_EQ(unpad(padded).value(), plain);
    }
    EXPECT_FALSE(unpad(Bytes(128)).ok());
    EXPECT_FALSE(unpad({}).ok());
    Bytes other_mark = pad(as_bytes("hello"));
    other_mark[5] = std::byte{0x81};
    EXPECT_FALSE(unpad(other_mark).ok());
    Bytes too_wide(256);
    too_wide[3] = std::byte{0x80};  // Three bytes belong into the 128 B class.
    EXPECT_FALSE(unpad(too_wide).ok());
}

TEST(Base64, RoundTripsAndRefusesAnythingElse) {
    for (std::string_view plain : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
        EXPECT_EQ(as_text(from_base64(to_base64(as_bytes(plain))).value()), plain);
    EXPECT_EQ(to_base64(as_bytes("foob")), "Zm9vYg==");  // RFC 4648 section 10.
    for (std::string_view bad : {"Zm9vYg", "Zm9vYg=", "Zm9v Yg==", "Zm9vYg==\n", "Zm9v_g==", "Zm9vYh=="})
        EXPECT_FALSE(from_base64(bad)) << bad;
}

TEST(TableHash, OneTableAgreesWithItselfAndWithNoOther) {
    TableHash const one;
    TableHash const other;
    EXPECT_EQ(one("ana"), one(std::string{"ana"}));
    EXPECT_NE(one("ana"), one("anna"));
    EXPECT_NE(one(""), one(std::string_view{"\0", 1}));
    EXPECT_NE(one("ana"), other("ana"));
}
