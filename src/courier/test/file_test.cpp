// SPDX-License-Identifier: AGPL-3.0-or-later
#include "partners.hpp"

using namespace amparo;
using namespace amparo::courier;
using namespace amparo::courier::test;
using std::chrono::milliseconds;

namespace {

constexpr std::size_t kHeaderBytes = 8 + 1 + 32 + 16 + 4;

template <class Open>
void expect_every_flip_refused(Bytes const& good, Open open) {
    ASSERT_TRUE(open(good).ok());
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        Bytes bad = good;
        bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        ASSERT_FALSE(open(bad).ok()) << bit;
    }
}

template <class Open>
void expect_every_cut_refused(Bytes good, Open open) {
    for (std::size_t n = 0; n < good.size(); ++n) {
        ASSERT_EQ(error_of(open(ByteView{good}.first(n))), CourierError::kMalformed) << n;
        ASSERT_FALSE(peek(ByteView{good}.first(n)).ok()) << n;
    }
    good.push_back(std::byte{0});
    EXPECT_EQ(error_of(open(good)), CourierError::kMalformed);
    EXPECT_EQ(error_of(peek(good)), CourierError::kMalformed);
}

}  // namespace

TEST(Referral, WhatWasSealedIsOpenedWithItsSender) {
    Partners const p;
    Opened const opened = p.open_sent(p.sent()).value();
    EXPECT_EQ(opened.payload, p.referral());
    EXPECT_EQ(opened.id, p.id);
    EXPECT_EQ(opened.expires, p.last_day);
    EXPECT_EQ(opened.sender.name, "Casa Norte");
    EXPECT_TRUE(same_keys(opened.sender, p.north.correspondent()));
    Opened const answer = p.open_answered(p.answered()).value();
    EXPECT_EQ(answer.payload, p.answer());
    EXPECT_EQ(answer.id, p.id);
    EXPECT_TRUE(same_keys(answer.sender, p.south.correspondent()));
}

TEST(Referral, WhoSeesTheFileLearnsWhatTheHeaderSaysAndNoMore) {
    Partners const p;
    Peeked const peeked = peek(p.sent()).value();
    EXPECT_EQ(peeked.what, What::kReferral);
    EXPECT_EQ(peeked.id, p.id);
    EXPECT_EQ(peeked.recipient, p.south.org_id);
    EXPECT_EQ(peeked.expires, p.last_day);
    EXPECT_EQ(peek(p.answered()).value().what, What::kAnswer);
    for (std::string_view const secret : {"Casa Norte", "Luz", "contact", "shelter"})
        EXPECT_EQ(as_text(p.sent()).find(secret), std::string_view::npos);
    EXPECT_NE(p.sent(), p.sent());
}

TEST(Referral, E3_AnyFlippedBitIsRefused) {
    Partners const p;
    expect_every_flip_refused(p.sent(), [&](ByteView file) { return p.open_sent(file); });
    expect_every_flip_refused(p.answered(), [&](ByteView file) { return p.open_answered(file); });
}

TEST(Referral, E3_AChangedHeaderIsRefusedByTheGrantEvenWhereItWouldPassEveryOtherCheck) {
    Partners const p;
    Bytes const good = p.sent();
    // All but the type and the day's highest byte, which would name a day beyond the year 9999.
    for (std::size_t at_byte = 9; at_byte < kHeaderBytes - 1; ++at_byte) {
        Bytes bad = good;
        bad[at_byte] ^= std::byte{1};
        auto const head = peek(bad);
        ASSERT_TRUE(head.ok()) << at_byte;
        EXPECT_EQ(error_of(open_referral(p.south.secret, head.value().recipient, bad, Instant{})),
                  CourierError::kForged)
            << at_byte;
    }
    Craft bent = p.referral_craft();
    bent.grants_for_another_header = true;
    EXPECT_EQ(error_of(p.open_sent(crafted(bent))), CourierError::kForged);
}

TEST(Referral, E3_WhoeverOpenedOneCannotChangeItOrPassItOnAsTheSenders) {
    Partners const p;
    Craft craft = p.referral_craft();
    ASSERT_TRUE(p.open_sent(crafted(craft)).ok());
    Bytes signed_payload;
    craft.on_signed = [&](Bytes& plain) { signed_payload = plain; };
    (void)crafted(craft);
    for (std::size_t i = 0; i < signed_payload.size(); ++i) {
        craft.on_signed = [&](Bytes& plain) { plain[i] ^= std::byte{1}; };
        ASSERT_FALSE(p.open_sent(crafted(craft)).ok()) << i;
    }
    auto const swap_in = [&](Bytes& plain) { plain = signed_payload; };
    craft.on_signed = swap_in;
    EXPECT_TRUE(p.open_sent(crafted(craft)).ok());
    craft.id[0] = std::byte{9};
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kForged);
    Craft onward = p.referral_craft();
    onward.recipient = p.east.org_id;
    onward.to = p.east.correspondent().box;
    onward.on_signed = swap_in;
    EXPECT_EQ(error_of(open_referral(p.east.secret, p.east.org_id, crafted(onward), p.now)),
              CourierError::kForged);
}

TEST(Referral, E3_ASignatureForAnotherPurposeIsRefused) {
    Partners const p;
    Craft craft = p.referral_craft();
    craft.label = "amp.card.v1";
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kForged);
}

TEST(Referral, E3_AReferralIsNotAnAnswerAndAnAnswerNoReferral) {
    Partners const p;
    EXPECT_EQ(error_of(p.open_answered(p.sent())), CourierError::kMalformed);
    EXPECT_EQ(error_of(p.open_sent(p.answered())), CourierError::kMalformed);
    Craft craft = p.referral_craft();
    craft.json = codec::to_text(p.answer());
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kMalformed);
    craft = p.answer_craft();
    craft.json = codec::to_text(p.referral());
    EXPECT_EQ(error_of(p.open_answered(crafted(craft))), CourierError::kMalformed);
}

TEST(Referral, E2_EveryTruncationAndAnyByteMoreIsRefused) {
    Partners const p;
    expect_every_cut_refused(p.sent(), [&](ByteView file) { return p.open_sent(file); });
    expect_every_cut_refused(p.answered(), [&](ByteView file) { return p.open_answered(file); });
}

TEST(Referral, E2_ASealedPayloadIsReadToItsEndAndHasOnePadding) {
    Partners const p;
    Craft craft = p.referral_craft();
    craft.on_signed = [](Bytes& plain) { plain.push_back(std::byte{0}); };
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kMalformed);
    for (std::size_t n = 0; n < 300; n += 7) {
        craft.on_signed = [&](Bytes& plain) { plain.resize(n); };
        ASSERT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kMalformed) << n;
    }
    craft = p.referral_craft();
    craft.on_padded = [](Bytes& padded) { padded.resize(padded.size() * 2); };
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kMalformed);
    craft.on_padded = [](Bytes& padded) { padded.clear(); };
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kMalformed);
}

TEST(Referral, E2_ASealShorterThanItsNonceIsRefusedBeforeItIsLookedInto) {
    Partners const p;
    Bytes const whole = p.sent();
    ByteView const before = ByteView{whole}.first(kHeaderBytes + 32 + 112);
    for (std::size_t n = 0; n < 60; ++n) {
        ByteView const sealed = ByteView{whole}.subspan(before.size() + 4, n);
        Bytes const file = codec::Writer{}.raw(before).lp(sealed).bytes();
        ASSERT_EQ(peek(file).ok(), n >= 24) << n;
        ASSERT_EQ(error_of(p.open_sent(file)), n < 24 ? CourierError::kMalformed : CourierError::kForged)
            << n;
    }
}

TEST(Referral, ANewerFormatIsNamedAsSuch) {
    Partners const p;
    Craft craft = p.referral_craft();
    craft.magic = "AMPREF02";
    EXPECT_EQ(error_of(peek(crafted(craft))), CourierError::kNewer);
    craft.magic = "AMPREF0a";
    EXPECT_EQ(error_of(peek(crafted(craft))), CourierError::kMalformed);
    EXPECT_EQ(error_of(peek(make_card(p.north.secret, p.north.org_id, "Casa", p.now).value())),
              CourierError::kMalformed);
    craft = p.referral_craft();
    for (int const type : {0, 3, 255}) {
        craft.type = static_cast<std::uint8_t>(type);
        EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kNewer) << type;
    }
}

TEST(Referral, E4_T22_AKeyTheHeaderDoesNotNameOpensNothing) {
    Partners const p;
    Craft craft = p.referral_craft();
    craft.commits_to_another_key = true;
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kForged);
    craft = p.referral_craft();
    craft.commits_to_another_nonce = true;
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kForged);
}

TEST(Referral, E5_AFileForAnotherOrganisationIsRefusedBeforeItIsOpened) {
    Partners const p;
    EXPECT_EQ(error_of(open_referral(p.east.secret, p.east.org_id, p.sent(), p.now)),
              CourierError::kNotForUs);
    // Sealed to South's key under East's name, or to East's key under South's.
    Craft craft = p.referral_craft();
    craft.recipient = p.east.org_id;
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kNotForUs);
    craft = p.referral_craft();
    craft.to = p.east.correspondent().box;
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kForged);
    EXPECT_EQ(error_of(open_answer(reply_seed(p.reply.seed_text).value(), p.east.org_id, p.south_card.sign,
                                   p.south.org_id, p.answered(), p.now)),
              CourierError::kNotForUs);
}

TEST(Referral, E6_ItOpensUntilTheMomentItsReleaseEnds) {
    Partners const p;
    Bytes const file = p.sent();
    Instant const end = at("2031-03-31T12:00:00Z");
    EXPECT_TRUE(open_referral(p.south.secret, p.south.org_id, file, end - milliseconds{1}).ok());
    EXPECT_EQ(error_of(open_referral(p.south.secret, p.south.org_id, file, end)), CourierError::kExpired);
    EXPECT_EQ(error_of(open_referral(p.south.secret, p.south.org_id, file, at("2099-01-01T00:00:00Z"))),
              CourierError::kExpired);

    Json midnight = p.referral();
    midnight["release"]["ends"] = "2031-03-31T00:00:00.000Z";
    Bytes const until_midnight =
        seal_referral(p.north.sender(), p.south_card, p.id, p.last_day, midnight).value();
    Instant const start = at("2031-03-31T00:00:00Z");
    EXPECT_TRUE(open_referral(p.south.secret, p.south.org_id, until_midnight, start - milliseconds{1}).ok());
    EXPECT_EQ(error_of(open_referral(p.south.secret, p.south.org_id, until_midnight, start)),
              CourierError::kExpired);
}

TEST(Referral, E6_AnAnswerOpensThroughItsLastDayAndNoLonger) {
    Partners const p;
    auto const open_at = [&](Instant now) {
        return error_of(open_answer(reply_seed(p.reply.seed_text).value(), p.north.org_id, p.south_card.sign,
                                    p.south.org_id, p.answered(), now));
    };
    EXPECT_EQ(open_at(at("2031-03-31T23:59:59.999Z")), std::nullopt);
    EXPECT_EQ(open_at(at("2031-04-01T00:00:00Z")), CourierError::kExpired);
    // An ended one is refused before anything is opened, so with any key.
    EXPECT_EQ(error_of(open_referral(p.east.secret, p.south.org_id, p.sent(), at("2031-04-01T00:00:00Z"))),
              CourierError::kExpired);
    EXPECT_EQ(
        error_of(open_referral(p.east.secret, p.south.org_id, p.sent(), at("2031-03-31T23:59:59.999Z"))),
        CourierError::kForged);
}

TEST(Referral, E6_TheLastDayIsTheReleasesAndADateThatCanBeWritten) {
    Partners const p;
    for (char const* const other : {"2031-03-30", "2031-04-01"})
        EXPECT_EQ(
            error_of(seal_referral(p.north.sender(), p.south_card, p.id, *parse_date(other), p.referral())),
            CourierError::kMalformed);
    Craft craft = p.referral_craft();
    craft.day = p.day_number + 1;
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kMalformed);

    auto const seal_until = [&](Date day) {
        return error_of(seal_answer(p.south.sender(), p.north.org_id, p.reply.pub, p.id, day, p.answer()));
    };
    EXPECT_EQ(seal_until(*parse_date("1970-01-01")), std::nullopt);
    EXPECT_EQ(seal_until(*parse_date("9999-12-31")), std::nullopt);
    EXPECT_EQ(seal_until(*parse_date("1969-12-31")), CourierError::kMalformed);
    EXPECT_EQ(seal_until(Date{std::chrono::year{10'000}, std::chrono::month{1}, std::chrono::day{1}}),
              CourierError::kMalformed);
    EXPECT_EQ(seal_until(Date{std::chrono::year{2031}, std::chrono::month{2}, std::chrono::day{30}}),
              CourierError::kMalformed);
    Craft answer = p.answer_craft();
    answer.day = 2'932'896;
    EXPECT_EQ(text(peek(crafted(answer)).value().expires), "9999-12-31");
    for (std::uint32_t const day : {2'932'897U, UINT32_MAX}) {
        answer.day = day;
        EXPECT_EQ(error_of(peek(crafted(answer))), CourierError::kMalformed) << day;
    }
}

TEST(Answer, E7_OnlyFromTheOrganisationTheReferralWentTo) {
    Partners const p;
    Bytes const stranger =
        seal_answer(p.east.sender(), p.north.org_id, p.reply.pub, p.id, p.last_day, p.answer()).value();
    EXPECT_EQ(error_of(p.open_answered(stranger)), CourierError::kUnknownSender);
    // East says it is South: with its own key, with South's key, with South's id and name.
    Bytes const as_south = seal_answer({p.south.org_id, p.south.name, p.east.secret}, p.north.org_id,
                                       p.reply.pub, p.id, p.last_day, p.answer())
                               .value();
    EXPECT_EQ(error_of(p.open_answered(as_south)), CourierError::kUnknownSender);
    Craft craft{&p.east, p.north.org_id, p.reply.pub, codec::to_text(p.answer()), p.day_number};
    craft.type = 2;
    craft.sender_sign = p.south_card.sign;
    EXPECT_EQ(error_of(p.open_answered(crafted(craft))), CourierError::kForged);
    // South's key under another organisation's id.
    Bytes const other_id = seal_answer({p.east.org_id, p.south.name, p.south.secret}, p.north.org_id,
                                       p.reply.pub, p.id, p.last_day, p.answer())
                               .value();
    EXPECT_EQ(error_of(p.open_answered(other_id)), CourierError::kUnknownSender);
}

TEST(Answer, E3_AnAnswerToAnotherReferralIsRefused) {
    Partners const p;
    ReplyKey const other = make_reply_key();
    Bytes const to_other = seal_answer(p.south.sender(), p.north.org_id, other.pub, crypto::make_random<16>(),
                                       p.last_day, p.answer())
                               .value();
    EXPECT_EQ(error_of(p.open_answered(to_other)), CourierError::kForged);
    // Renamed to this referral, it is still sealed to the other's key.
    Bytes renamed = to_other;
    std::copy(p.id.begin(), p.id.end(), renamed.begin() + 41);
    EXPECT_EQ(peek(renamed).value().id, p.id);
    EXPECT_EQ(error_of(p.open_answered(renamed)), CourierError::kForged);
    EXPECT_EQ(error_of(open_answer(reply_seed(other.seed_text).value(), p.north.org_id, p.south_card.sign,
                                   p.south.org_id, renamed, p.now)),
              CourierError::kForged);
}

TEST(Referral, E8_NoFileIsSealedToOrTakenFromAKeyThatAgreesOnNoSecret) {
    Partners const p;
    Card bad = p.south_card;
    bad.box = small_order();
    EXPECT_EQ(error_of(seal_referral(p.north.sender(), bad, p.id, p.last_day, p.referral())),
              CourierError::kMalformed);
    EXPECT_EQ(error_of(seal_answer(p.south.sender(), p.north.org_id, {}, p.id, p.last_day, p.answer())),
              CourierError::kMalformed);
    Craft craft = p.referral_craft();
    craft.sender_box = small_order();
    EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kMalformed);
}

TEST(Referral, TheSendersNameIsOne) {
    Partners const p;
    EXPECT_EQ(error_of(seal_referral({p.north.org_id, "Casa\nNorte", p.north.secret}, p.south_card, p.id,
                                     p.last_day, p.referral())),
              CourierError::kMalformed);
    for (std::string const& bad : {std::string{}, std::string{"\u202ECasa"}, std::string(201, 'n')}) {
        Craft craft = p.referral_craft();
        craft.sender_name = bad;
        EXPECT_EQ(error_of(p.open_sent(crafted(craft))), CourierError::kMalformed);
    }
}
