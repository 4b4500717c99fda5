// SPDX-License-Identifier: AGPL-3.0-or-later
// protocol/vectors/courier.json, which tests/decoder/make_courier_vectors.py writes from the spec.
#include "partners.hpp"

#include "amparo/crypto/base64.hpp"

#include <fstream>
#include <iterator>
#include <map>

using namespace amparo;
using namespace amparo::courier;
using namespace amparo::courier::test;

namespace {

Json vectors() {
    std::ifstream in{AMPARO_SOURCE_DIR "/protocol/vectors/courier.json"};
    std::string const all{std::istreambuf_iterator<char>{in}, {}};
    return codec::parse_json(all).value();
}

Bytes bytes_at(Json const& object, std::string_view key) {
    return crypto::from_hex(codec::string_or(object, key)).value();
}

template <std::size_t N = 32>
std::array<std::byte, N> fixed_at(Json const& object, std::string_view key) {
    return codec::Reader{bytes_at(object, key)}.fixed<N>();
}

template <class Secret>
Secret secret_at(Json const& object, std::string_view key) {
    auto const bytes = fixed_at(object, key);
    return Secret::made_by([&](auto out) { std::copy(bytes.begin(), bytes.end(), out.begin()); });
}

Result<Opened, CourierError> opened(Json const& vector) {
    Json const& with = codec::list_at(vector, "opened_with");
    Instant const now = at(codec::string_or(with, "now"));
    Bytes const file = bytes_at(vector, "file");
    if (codec::text_at(with, "what") == "referral")
        return open_referral(secret_at<crypto::OrganizationSecret>(with, "secret"), fixed_at(with, "us"),
                             file, now);
    return open_answer(reply_seed(codec::string_or(with, "reply_seed")).value(), fixed_at(with, "us"),
                       {fixed_at(with, "from_key")}, fixed_at(with, "from"), file, now);
}

CourierError error_at(Json const& vector) {
    static std::map<std::string_view, CourierError> const kErrors{
        {"not_a_card", CourierError::kNotACard},
        {"malformed", CourierError::kMalformed},
        {"forged", CourierError::kForged},
        {"not_for_us", CourierError::kNotForUs},
        {"expired", CourierError::kExpired},
        {"too_large", CourierError::kTooLarge},
        {"unknown_sender", CourierError::kUnknownSender},
        {"newer", CourierError::kNewer}};
    return kErrors.at(*codec::text_at(vector, "error"));
}

}  // namespace

TEST(Vectors, KeysComeFromTheOrganisationsSecret) {
    Json const all = vectors();
    ASSERT_EQ(codec::list_at(all, "organizations").size(), 3U);
    for (Json const& of : codec::list_at(all, "organizations")) {
        auto const secret = secret_at<crypto::OrganizationSecret>(of, "secret");
        Card const card =
            read_card(
                make_card(secret, fixed_at(of, "org_id"), codec::string_or(of, "name"), Instant{}).value())
                .value();
        EXPECT_EQ(card.sign.bytes, fixed_at(of, "sign_pk"));
        EXPECT_EQ(card.box.bytes, fixed_at(of, "box_pk"));
    }
}

TEST(Vectors, CardsAreReadAndWrittenByteForByte) {
    Json const all = vectors();
    ASSERT_EQ(codec::list_at(all, "cards").size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        Json const& vector = codec::list_at(all, "cards")[i];
        Bytes const file = bytes_at(vector, "file");
        Card const card = read_card(file).value();
        EXPECT_EQ(card.org_id, fixed_at(vector, "org_id"));
        EXPECT_EQ(card.name, codec::string_or(vector, "name"));
        EXPECT_EQ(card.made.time_since_epoch().count(), codec::int_at(vector, "made_ms"));
        EXPECT_EQ(fingerprint(card), codec::string_or(vector, "fingerprint"));
        auto const secret =
            secret_at<crypto::OrganizationSecret>(codec::list_at(all, "organizations")[i], "secret");
        EXPECT_EQ(make_card(secret, card.org_id, card.name, card.made).value(), file);
    }
    for (Json const& vector : codec::list_at(all, "refused_cards"))
        EXPECT_EQ(error_of(read_card(bytes_at(vector, "file"))), error_at(vector))
            << codec::string_or(vector, "case");
}

TEST(Vectors, ReferralAndAnswerAreOpened) {
    Json const all = vectors();
    ASSERT_EQ(codec::list_at(all, "files").size(), 2U);
    for (Json const& vector : codec::list_at(all, "files")) {
        SCOPED_TRACE(codec::string_or(vector, "what"));
        Json const& gives = codec::list_at(vector, "gives");
        auto const result = opened(vector);
        ASSERT_TRUE(result.ok()) << static_cast<int>(result.error());
        EXPECT_EQ(result.value().id, fixed_at<16>(gives, "id"));
        EXPECT_EQ(text(result.value().expires), codec::string_or(gives, "expires"));
        EXPECT_EQ(result.value().sender.org_id, fixed_at(gives, "sender"));
        EXPECT_EQ(result.value().sender.name, codec::string_or(gives, "name"));
        EXPECT_EQ(codec::to_text(result.value().payload), codec::string_or(gives, "json"));
    }
    EXPECT_EQ(crypto::derive_box_public_key(
                  reply_seed(codec::string_or(codec::list_at(all, "reply"), "seed")).value())
                  .bytes,
              fixed_at(codec::list_at(all, "reply"), "pk"));
}

TEST(Vectors, EachRefusedFileIsRefusedForItsReason) {
    Json const all = vectors();
    ASSERT_GE(codec::list_at(all, "refused").size(), 20U);
    for (Json const& vector : codec::list_at(all, "refused"))
        EXPECT_EQ(error_of(opened(vector)), error_at(vector)) << codec::string_or(vector, "case");
}
