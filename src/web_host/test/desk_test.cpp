// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/web_host/desk.hpp"

#include "serving.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::web_host;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr Moment kStart = minutes{1'000};

Json parsed(std::string const& text) {
    auto value = codec::parse_json(text);
    return value.ok() ? value.value() : Json{};
}
Reply settings(Desk& desk, Json const& body) {
    return desk.settings(codec::to_text(body));
}

}  // namespace

TEST(Desk, K1_AnOpenVaultIsLockedOnceAfterTheTimeWithoutAnyone) {
    Desk desk{kLockAfterUsual, true, kStart};
    EXPECT_FALSE(desk.takes_lock(kStart + minutes{10} - Moment{1}));
    EXPECT_TRUE(desk.takes_lock(kStart + minutes{10}));
    EXPECT_FALSE(desk.takes_lock(kStart + minutes{30}));
}

TEST(Desk, K1_WhoIsActiveIsNotLockedOut) {
    Desk desk{kLockAfterUsual, true, kStart};
    EXPECT_EQ(desk.active(kStart + minutes{9}).status, Status::kNoContent);
    EXPECT_FALSE(desk.takes_lock(kStart + minutes{18}));
    EXPECT_TRUE(desk.takes_lock(kStart + minutes{19}));
}

TEST(Desk, K1_OpeningCountsAndALockedVaultIsLeftAlone) {
    Desk desk{kLockAfterUsual, false, kStart};
    EXPECT_FALSE(desk.takes_lock(kStart + minutes{60}));
    desk.note_open(true, kStart + minutes{60});
    EXPECT_FALSE(desk.takes_lock(kStart + minutes{69}));
    desk.note_open(false, kStart + minutes{69});
    EXPECT_FALSE(desk.takes_lock(kStart + minutes{90}));
    desk.note_open(true, kStart + minutes{90});
    EXPECT_TRUE(desk.takes_lock(kStart + minutes{100}));
}

TEST(Desk, K1_TheTimeIsTwoToThirtyMinutes) {
    Desk desk{kLockAfterUsual, true, kStart};
    for (Json const& wrong : {Json(1), Json(31), Json(0), Json(-10), Json("10"), Json(nullptr), Json(2.5)})
        EXPECT_EQ(settings(desk, {{"lock_after", wrong}}).status, Status::kBadRequest) << wrong;
    EXPECT_EQ(settings(desk, {{"lock_after", 5}, {"never", true}}).status, Status::kBadRequest);
    EXPECT_EQ(settings(desk, Json::object()).status, Status::kBadRequest);
    EXPECT_FALSE(desk.takes_lock(kStart + minutes{9}));
    EXPECT_EQ(settings(desk, {{"lock_after", 30}}).status, Status::kNoContent);
    EXPECT_FALSE(desk.takes_lock(kStart + minutes{29}));
    EXPECT_EQ(settings(desk, {{"lock_after", 2}}).status, Status::kNoContent);
    EXPECT_TRUE(desk.takes_lock(kStart + minutes{2}));
}

TEST(Desk, ASecretBecomesATokenAndANextSecret) {
    Desk desk{kLockAfterUsual, false, kStart};
    Reply const first = desk.open_session(codec::to_text(Json{{"secret", desk.gate().make_secret()}}));
    ASSERT_EQ(first.status, Status::kOk);
    EXPECT_TRUE(desk.gate().admits(codec::string_or(parsed(first.body), "token")));
    Json const next{{"secret", codec::string_or(parsed(first.body), "next")}};
    EXPECT_EQ(desk.open_session(codec::to_text(next)).status, Status::kOk);
    EXPECT_EQ(desk.open_session(codec::to_text(next)).status, Status::kForbidden);
    Reply const another = desk.another_secret();
    EXPECT_EQ(desk.open_session(another.body).status, Status::kOk);
}

TEST(Desk, K3_AfterLeavingNothingIsAdmitted) {
    Desk desk{kLockAfterUsual, true, kStart};
    Reply const session = desk.open_session(codec::to_text(Json{{"secret", desk.gate().make_secret()}}));
    desk.leave();
    EXPECT_FALSE(desk.gate().admits(codec::string_or(parsed(session.body), "token")));
}

TEST(Call, AnswersAsTheEngineDoes) {
    test::FakeEngine fake;
    Engine engine = fake.port();
    Called const echoed = answer_call(engine, R"({"method":"echo","params":{"a":[1,"ñ"]}})");
    EXPECT_EQ(echoed.reply.status, Status::kOk);
    EXPECT_EQ(parsed(echoed.reply.body), (Json{{"result", {{"a", {1, "ñ"}}}}}));
    EXPECT_FALSE(echoed.is_open);
    EXPECT_EQ(parsed(answer_call(engine, R"({"method":"echo"})").reply.body),
              (Json{{"result", Json::object()}}));
    Called const refused = answer_call(engine, R"({"method":"refused","params":{}})");
    EXPECT_EQ(refused.reply.status, Status::kOk);
    EXPECT_EQ(
        parsed(refused.reply.body),
        (Json{{"error",
               {{"code", "refused"}, {"message", "a rule says no"}, {"field", "data.x"}, {"hint", "ask"}}}}));
}

TEST(Call, WhatOpensOrLocksIsToldToEveryWindow) {
    test::FakeEngine fake;
    Engine engine = fake.port();
    for (char const* const opens : {"vault.init", "vault.unlock", "recovery.use"}) {
        Called const called = answer_call(engine, codec::to_text(Json{{"method", opens}}));
        EXPECT_EQ(called.is_open, true);
        EXPECT_EQ(called.events, std::vector<std::string>{R"({"event":"vault.unlocked"})"});
    }
    for (int part = 0; part < 3; ++part) fake.add_event(Json{{"event", "record.changed"}, {"id", "rec_1"}});
    Called const locked = answer_call(engine, R"({"method":"vault.lock"})");
    EXPECT_EQ(locked.is_open, false);
    EXPECT_EQ(locked.events, (std::vector<std::string>{R"({"event":"record.changed","id":"rec_1"})",
                                                       R"({"event":"vault.locked"})"}));
    EXPECT_TRUE(answer_call(engine, R"({"method":"refused"})").events.empty());
}
