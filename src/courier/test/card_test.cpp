// SPDX-License-Identifier: AGPL-3.0-or-later
#include "partners.hpp"

using namespace amparo;
using namespace amparo::courier;
using namespace amparo::courier::test;

namespace {

Bytes north_card(Partners const& p) {
    return make_card(p.north.secret, p.north.org_id, p.north.name, p.now).value();
}

Bytes made_and_name(std::uint64_t made, std::string_view name) {
    return codec::Writer{}.u64(made).lp(name).bytes();
}

}  // namespace

TEST(Card, WhatAnOrganisationWroteIsRead) {
    Partners const p;
    Card const card = read_card(north_card(p)).value();
    EXPECT_EQ(card.name, "Casa Norte");
    EXPECT_EQ(card.made, p.now);
    EXPECT_TRUE(same_keys(card, p.north.correspondent()));
}

TEST(Card, E7_AnyFlippedBitIsRefused) {
    Partners const p;
    Bytes const good = north_card(p);
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        Bytes bad = good;
        bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        ASSERT_FALSE(read_card(bad).ok()) << bit;
    }
}

TEST(Card, E2_EveryTruncationAndAnyByteMoreIsRefused) {
    Partners const p;
    Bytes good = north_card(p);
    for (std::size_t n = 0; n < good.size(); ++n)
        ASSERT_EQ(error_of(read_card(ByteView{good}.first(n))),
                  n < 8 ? CourierError::kNotACard : CourierError::kMalformed)
            << n;
    good.push_back(std::byte{0});
    EXPECT_EQ(error_of(read_card(good)), CourierError::kMalformed);
}

TEST(Card, AnotherFileIsNotACardAndANewerOneIsNamedAsSuch) {
    Partners const p;
    EXPECT_EQ(error_of(read_card({})), CourierError::kNotACard);
    EXPECT_EQ(error_of(read_card(p.sent())), CourierError::kNotACard);
    Bytes newer = north_card(p);
    newer[7] = std::byte{'2'};
    EXPECT_EQ(error_of(read_card(newer)), CourierError::kNewer);
    newer[7] = std::byte{'x'};
    EXPECT_EQ(error_of(read_card(newer)), CourierError::kNotACard);
}

TEST(Card, E7_SignedByAnotherOrForAnotherPurposeIsRefused) {
    Partners const p;
    Bytes const said = made_and_name(0, "Casa Norte");
    auto const box = p.north.correspondent().box;
    EXPECT_TRUE(read_card(crafted_card(p.north, said, box)).ok());
    EXPECT_EQ(error_of(read_card(crafted_card(p.north, said, box, "amp.ref.v1"))), CourierError::kForged);
    Bytes stolen = crafted_card(p.north, said, box);
    Bytes const east = crafted_card(p.east, said, box);
    std::copy(east.end() - 64, east.end(), stolen.end() - 64);
    EXPECT_EQ(error_of(read_card(stolen)), CourierError::kForged);
}

TEST(Card, E8_ABoxKeyThatAgreesOnNoSecretIsRefused) {
    Partners const p;
    Bytes const said = made_and_name(0, "Casa Norte");
    EXPECT_EQ(error_of(read_card(crafted_card(p.north, said, small_order()))), CourierError::kMalformed);
    EXPECT_EQ(error_of(read_card(crafted_card(p.north, said, {}))), CourierError::kMalformed);
}

TEST(Card, ItsNameAndDateKeepToTheirBounds) {
    Partners const p;
    auto const box = p.north.correspondent().box;
    auto const read = [&](std::uint64_t made, std::string_view name) {
        return error_of(read_card(crafted_card(p.north, made_and_name(made, name), box)));
    };
    EXPECT_EQ(read(253'402'300'799'999, std::string(200, 'n')), std::nullopt);
    EXPECT_EQ(read(253'402'300'800'000, "Casa"), CourierError::kMalformed);
    EXPECT_EQ(read(UINT64_MAX, "Casa"), CourierError::kMalformed);
    EXPECT_EQ(read(0, std::string(201, 'n')), CourierError::kMalformed);
    EXPECT_EQ(read(0, "Casa\nNorte"), CourierError::kMalformed);
    EXPECT_EQ(read(0, ""), CourierError::kMalformed);

    auto const make = [&](std::string_view name, Instant when) {
        return error_of(make_card(p.north.secret, p.north.org_id, name, when));
    };
    EXPECT_EQ(make(std::string(200, 'n'), Instant{}), std::nullopt);
    EXPECT_EQ(make(std::string(201, 'n'), Instant{}), CourierError::kMalformed);
    EXPECT_EQ(make("Casa", Instant{} - std::chrono::milliseconds{1}), CourierError::kMalformed);
    EXPECT_EQ(make("Casa", at("9999-12-31T23:59:59.999Z")), std::nullopt);
    EXPECT_EQ(make("Casa", at("9999-12-31T23:59:59.999Z") + std::chrono::milliseconds{1}),
              CourierError::kMalformed);
}

TEST(Name, NothingInItMovesOrHidesOtherText) {
    for (std::string_view const good :
         {"A", "Casa Norte", "Refugio “La Ñ”", "بيت الأمان", "庇護所", "a\u200Db", "a\u00A0b"})
        EXPECT_TRUE(is_name(good)) << good;
    for (std::string_view const bad :
         {"",        " ",       "   ",      "a\nb",        "a\rb",    "a\tb",    "a\x7F",
          "a\u0080", "a\u009F", "a\u2028",  "a\u2029",     "\u202Aa", "\u202Ba", "a\u202C",
          "\u202Da", "\u202Ea", "\u2066a",  "\u2067a",     "\u2068a", "a\u2069", "\uFEFFa",
          "\xFF",    "a\xC3",   "\xC0\x80", "\xED\xA0\x80"})
        EXPECT_FALSE(is_name(bad)) << testing::PrintToString(bad);
    EXPECT_FALSE(is_name(std::string_view{"a\0b", 3}));
    EXPECT_TRUE(is_name(std::string(200, 'n')));
    EXPECT_FALSE(is_name(std::string(201, 'n')));
}

TEST(Fingerprint, CaseSpacesAndDashesDoNotCountAndEveryLetterDoes) {
    Partners const p;
    Correspondent const north = p.north.correspondent();
    std::string const shown = fingerprint(north);
    ASSERT_EQ(shown.size(), 19U);
    std::string letters;
    std::string low;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        ASSERT_EQ(shown[i] == '-', i % 5 == 4);
        if (shown[i] == '-') continue;
        letters += shown[i];
        low += static_cast<char>(std::tolower(shown[i]));
        low += ' ';
    }
    for (std::string const& typed : {shown, letters, low, "  " + shown + " "})
        EXPECT_TRUE(same_fingerprint(typed, north)) << typed;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        std::string other = letters;
        other[i] = other[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(same_fingerprint(other, north)) << i;
        EXPECT_FALSE(same_fingerprint(letters.substr(0, i), north)) << i;
    }
    EXPECT_FALSE(same_fingerprint(letters + "A", north));
    EXPECT_FALSE(same_fingerprint(letters + letters, north));
    EXPECT_FALSE(same_fingerprint("", north));
    EXPECT_FALSE(same_fingerprint("----", north));
    EXPECT_FALSE(same_fingerprint(shown, p.south.correspondent()));
}

TEST(Fingerprint, ItIsOfTheIdAndBothKeysAndNotOfTheName) {
    Partners const p;
    Correspondent const north = p.north.correspondent();
    Correspondent renamed = north;
    renamed.name = "Casa del Norte";
    EXPECT_EQ(fingerprint(renamed), fingerprint(north));
    EXPECT_TRUE(same_keys(renamed, north));
    for (int part = 0; part < 3; ++part) {
        Correspondent other = north;
        (part == 0 ? other.org_id : part == 1 ? other.sign.bytes : other.box.bytes)[31] ^= std::byte{1};
        EXPECT_NE(fingerprint(other), fingerprint(north)) << part;
        EXPECT_FALSE(same_keys(other, north)) << part;
    }
}

TEST(ReplyKey, ItsTextsReadBackAndNothingElseDoes) {
    ReplyKey const reply = make_reply_key();
    EXPECT_EQ(crypto::derive_box_public_key(reply_seed(reply.seed_text).value()), reply.pub);
    std::string const text = key_text(reply.pub);
    EXPECT_EQ(read_key(text).value(), reply.pub);
    EXPECT_NE(make_reply_key().seed_text, reply.seed_text);
    std::string upper = text;
    for (char& c : upper) c = static_cast<char>(std::toupper(c));
    for (std::string const& bad :
         {std::string{}, text.substr(1), text.substr(2), text + "00", text + " ", "g" + text.substr(1)}) {
        EXPECT_EQ(error_of(read_key(bad)), CourierError::kMalformed) << bad;
        EXPECT_EQ(error_of(reply_seed(bad)), CourierError::kMalformed) << bad;
    }
    EXPECT_EQ(error_of(read_key(upper)), CourierError::kMalformed);
    EXPECT_EQ(error_of(read_key(key_text(small_order()))), CourierError::kMalformed);  // E8
}
