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
/// A call from a window that has opened the vault.
Called asked(Engine& engine, std::string_view body) {
    Openings openings;
    Window window;
    openings.note_opened(window);
    return answer_call(engine, openings, window, body);
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
    Reply const another = desk.another_secret(Window{});
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
    Called const echoed = asked(engine, R"({"method":"echo","params":{"a":[1,"ñ"]}})");
    EXPECT_EQ(echoed.reply.status, Status::kOk);
    EXPECT_EQ(parsed(echoed.reply.body), (Json{{"result", {{"a", {1, "ñ"}}}}}));
    EXPECT_FALSE(echoed.is_open);
    EXPECT_EQ(parsed(asked(engine, R"({"method":"echo"})").reply.body), (Json{{"result", Json::object()}}));
    Called const refused = asked(engine, R"({"method":"refused","params":{}})");
    EXPECT_EQ(refused.reply.status, Status::kOk);
    EXPECT_EQ(
        parsed(refused.reply.body),
        (Json{{"error",
               {{"code", "refused"}, {"message", "a rule says no"}, {"field", "data.x"}, {"hint", "ask"}}}}));
}

TEST(Call, WhatIsWorkedOutAsideHasItsReplyAtTheEnd) {
    test::FakeEngine fake;
    Engine engine = fake.port();
    fake.release();
    Called const begun = asked(engine, R"({"method":"report.audit","params":{"a":1}})");
    ASSERT_TRUE(begun.aside);
    EXPECT_TRUE(begun.reply.body.empty());
    begun.aside->work();
    EXPECT_EQ(parsed(end_aside(engine, *begun.aside).reply.body), (Json{{"result", {{"a", 1}}}}));
    Called const twice = asked(engine, R"({"method":"report.audit","params":{"twice":1}})");
    Called const more = end_aside(engine, *twice.aside);
    ASSERT_TRUE(more.aside);
    EXPECT_TRUE(more.reply.body.empty());
    EXPECT_EQ(parsed(end_aside(engine, *more.aside).reply.body), (Json{{"result", {{"twice", 1}}}}));
    Called const wrong = asked(engine, R"({"method":"report.audit","params":{"wrong":1}})");
    EXPECT_FALSE(wrong.aside);
    EXPECT_EQ(codec::string_or(parsed(wrong.reply.body)["error"], "code"), "usage");
}

TEST(Call, WhatOpensOrLocksIsToldToEveryWindow) {
    test::FakeEngine fake;
    Engine engine = fake.port();
    for (char const* const opens : {"vault.init", "vault.unlock", "recovery.use"}) {
        Called const called = asked(engine, codec::to_text(Json{{"method", opens}}));
        EXPECT_EQ(called.is_open, true);
        EXPECT_EQ(called.events, std::vector<std::string>{R"({"event":"vault.unlocked"})"});
    }
    for (int part = 0; part < 3; ++part) fake.add_event(Json{{"event", "record.changed"}, {"id", "rec_1"}});
    Called const locked = asked(engine, R"({"method":"vault.lock"})");
    EXPECT_EQ(locked.is_open, false);
    EXPECT_EQ(locked.events, (std::vector<std::string>{R"({"event":"record.changed","id":"rec_1"})",
                                                       R"({"event":"vault.locked"})"}));
    EXPECT_TRUE(asked(engine, R"({"method":"refused"})").events.empty());
}

TEST(Call, K5_AWindowThatHasNotOpenedTheVaultIsToldWhatTheFileShows) {
    Engine engine;
    std::vector<std::string> called;
    engine.call = [&](std::string_view method, Json const&) -> Result<Json, engine::Failure> {
        called.emplace_back(method);
        return Json{{"unlocked", true}, {"format", 1},        {"bytes", 900},
                    {"members", 2},     {"member", "Rosa"},   {"organization", "Puente"},
                    {"records", 7},     {"recovery_kit", ""}, {"warnings", Json::array()}};
    };
    engine.take_events = [] { return std::vector<engine::Event>{}; };
    Openings openings;
    Window window;
    auto const info = [&] {
        return parsed(
            answer_call(engine, openings, window, R"({"method":"vault.info"})").reply.body)["result"];
    };
    EXPECT_EQ(
        info(),
        (Json{{"unlocked", false}, {"format", 1}, {"bytes", 900}, {"members", 2}, {"recovery_kit", ""}}));
    Called const refused = answer_call(engine, openings, window, R"({"method":"record.list"})");
    EXPECT_EQ(parsed(refused.reply.body)["error"]["code"], "locked");
    EXPECT_EQ(called, std::vector<std::string>{"vault.info"});
    (void)answer_call(engine, openings, window, R"({"method":"report.audit","params":{"text":"38%"}})");
    EXPECT_EQ(called.back(), "report.audit") << "a report's figures need no vault";
    (void)answer_call(engine, openings, window, R"({"method":"vault.unlock"})");
    EXPECT_EQ(info()["member"], "Rosa");
    openings.note_locked();
    EXPECT_FALSE(info().contains("member"));
}
