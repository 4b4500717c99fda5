// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/bed_token.hpp"
#include "house.hpp"

using namespace amparo;
using namespace amparo::shelter;

namespace {

BedToken token(TokenState state = TokenState::kAsked) {
    BedToken out{state, kEvening + kTokenHours, std::nullopt};
    if (state != TokenState::kAsked) out.answered_at = kEvening;
    return out;
}

}  // namespace

TEST(BedToken, K2_OneAnswerWhileItIsGood) {
    EXPECT_EQ(answered(token(), true, false, kEvening).value(), TokenState::kAccepted);
    EXPECT_EQ(answered(token(), false, true, kEvening).value(), TokenState::kDeclined);
    EXPECT_EQ(answered(token(), false, false, kEvening).error(), TokenError::kReasonMissing);
    EXPECT_EQ(answered(token(), true, true, kEvening).error(), TokenError::kReasonWithoutNo);
    EXPECT_EQ(answered(token(), true, false, kEvening + kTokenHours).error(), TokenError::kOver);
    EXPECT_TRUE(answered(token(), true, false, kEvening + kTokenHours - std::chrono::milliseconds{1}).ok());
    for (TokenState const state : {TokenState::kAccepted, TokenState::kDeclined})
        EXPECT_EQ(answered(token(state), true, false, kEvening).error(), TokenError::kOver);
}

TEST(BedToken, K4_ItGoesWithinADayOfItsEnd) {
    static_assert(kGoneAfter < std::chrono::hours{24});
    EXPECT_FALSE(must_go(token(), kEvening));
    EXPECT_FALSE(must_go(token(), kEvening + kTokenHours + kGoneAfter - std::chrono::milliseconds{1}));
    EXPECT_TRUE(must_go(token(), kEvening + kTokenHours + kGoneAfter));
    for (TokenState const state : {TokenState::kAccepted, TokenState::kDeclined}) {
        EXPECT_FALSE(must_go(token(state), kEvening + kGoneAfter - std::chrono::milliseconds{1}));
        EXPECT_TRUE(must_go(token(state), kEvening + kGoneAfter));
    }
}

TEST(BedToken, ACodeIsReadOutWithoutMixingUpLetters) {
    std::array<std::byte, 8> bytes{};
    for (unsigned n = 0; n < 256; ++n) {
        bytes.fill(static_cast<std::byte>(n));
        std::string const code = code_of(bytes);
        EXPECT_EQ(code.size(), 9U);
        EXPECT_EQ(code.find_first_of("01IO"), std::string::npos);
    }
}

TEST(BedToken, IsReadFromItsRecord) {
    Json const data{{"state", "turned_down"},
                    {"expires_at", "2031-03-01T22:00:00.000Z"},
                    {"answered_at", "2031-03-01T18:00:00.000Z"}};
    auto const read = token_from(data).value();
    EXPECT_EQ(read.state, TokenState::kDeclined);
    EXPECT_TRUE(must_go(read, kEvening + kGoneAfter));
    EXPECT_FALSE(token_from(Json::object()).has_value());
}
