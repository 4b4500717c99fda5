// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/web_host/server.hpp"

#include "serving.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

using namespace amparo;
using namespace amparo::web_host;
using namespace amparo::web_host::test;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

int error_of_connecting(char const* address, std::uint16_t port) {
    int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    EXPECT_EQ(::inet_pton(AF_INET, address, &to.sin_addr), 1);
    int const result = ::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to);
    int const error = result == 0 ? 0 : errno;
    ::close(socket);
    return error;
}

std::string call(std::string const& method, Json const& params = Json::object()) {
    Request request;
    request.body = codec::to_text(Json{{"method", method}, {"params", params}});
    return request.bytes();
}

/// A window that listens; returns when the server has taken it on.
void listen(Client& client, Serving const& serving) {
    client.send(serving.filled(get("/events").bytes()));
    ASSERT_TRUE(client.wait_for("{}\n"));
}

std::size_t count_of(std::string const& what, std::string const& in) {
    std::size_t count = 0;
    for (auto at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++count;
    return count;
}

}  // namespace

TEST(Server, S1_ItListensOnOneAddressOfThisComputer) {
    Serving const serving;
    EXPECT_EQ(error_of_connecting("127.0.0.1", serving.port()), 0);
    // Another address of the loopback network: were it bound to all, this would be answered too.
    EXPECT_EQ(error_of_connecting("127.0.0.2", serving.port()), ECONNREFUSED);
}

TEST(Server, APortThatIsTakenIsSaid) {
    Serving const serving;
    Options options;
    options.port = serving.port();
    Ports ports;
    ports.clock = [] { return Moment{}; };
    auto const second = Server::listen(options, std::move(ports));
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error(), ListenError::kPortTaken);
}

TEST(Server, TheBundleIsServedToAnyoneOfThisComputerAndTellsNothing) {
    Serving serving;
    for (auto const& [path, type] :
         {std::pair{"/", "text/html; charset=utf-8"}, std::pair{"/app.js", "text/javascript; charset=utf-8"},
          std::pair{"/icon.svg", "image/svg+xml"}}) {
        Request request = get(path);
        request.token.clear();
        Answer const answer = serving.ask(request);
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.field("Content-Type"), type);
        EXPECT_FALSE(answer.body.empty());
    }
    EXPECT_TRUE(serving.engine.methods().empty());
}

TEST(Server, EveryAnswerHasItsFields) {
    Serving serving;
    serving.begin_session();
    Client window{serving.port()};
    listen(window, serving);
    std::vector<std::string> heads{window.received()};
    for (std::string const& bytes : {get("/").bytes(), get("/none").bytes(), call("echo"), call("refused"),
                                     post("/active").bytes(), std::string{"x\r\n\r\n"}})
        heads.push_back(serving.ask(bytes).head);
    for (std::string const& head : heads) {
        for (char const* const field :
             {"Cache-Control: no-store\r\n",
              "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
              "connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; "
              "frame-ancestors 'none'\r\n",
              "Cross-Origin-Opener-Policy: same-origin\r\n", "Cross-Origin-Resource-Policy: same-origin\r\n",
              "Permissions-Policy: accelerometer=(), camera=()", "Referrer-Policy: no-referrer\r\n",
              "X-Content-Type-Options: nosniff\r\n", "X-Frame-Options: DENY\r\n", "Connection: close\r\n"})
            EXPECT_NE(head.find(field), std::string::npos) << field << "\n" << head;
        for (char const* const field : {"Set-Cookie", "Access-Control", "Server:", "Date:"})
            EXPECT_EQ(head.find(field), std::string::npos) << head;
    }
}

TEST(Server, ACallIsAnsweredWholeHoweverLargeItIs) {
    Serving serving;
    serving.begin_session();
    std::string const large(3'000'000, 'x');
    Request request;
    request.body = codec::to_text(Json{{"method", "echo"}, {"params", {{"text", large}}}});
    Answer const answer = serving.ask(request);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.json(), (Json{{"result", {{"text", large}}}}));
    EXPECT_EQ(answer.field("Content-Type"), "application/json");
}

TEST(Server, S4_WhoIsSilentGivesWayToWhoSpeaks) {
    Options options = Serving::unlocked();
    options.limits.connections_max = 4;
    Serving serving{options};
    serving.begin_session();
    Client window{serving.port()};
    listen(window, serving);
    std::vector<std::unique_ptr<Client>> silent;
    for (int i = 0; i < 20; ++i) silent.push_back(std::make_unique<Client>(serving.port()));
    EXPECT_EQ(serving.ask(call("echo")).status, 200);
    EXPECT_TRUE(silent.front()->to_end().raw.empty());
    serving.engine.add_event(Json{{"event", "still.there"}});
    EXPECT_EQ(serving.ask(call("echo")).status, 200);
    EXPECT_TRUE(window.wait_for("still.there"));
}

TEST(Server, S4_ThereIsABoundForWindowsThatListen) {
    Options options = Serving::unlocked();
    options.limits.streams_max = 2;
    Serving serving{options};
    serving.begin_session();
    Client one{serving.port()};
    listen(one, serving);
    {
        Client two{serving.port()};
        listen(two, serving);
        EXPECT_EQ(serving.ask(get("/events")).status, 503);
    }
    // One has gone: as soon as the server has seen that, there is room.
    for (bool has_room = false; !has_room;) {
        Client after{serving.port()};
        after.send(serving.filled(get("/events").bytes()));
        ASSERT_TRUE(after.wait_for("\r\n"));
        has_room = after.received().starts_with("HTTP/1.1 200 ");
    }
}

TEST(Server, S3_AnAnswerThatIsNotTakenHasADeadline) {
    Serving serving;
    serving.begin_session();
    Request request;
    // More than the system keeps for a socket that is not read.
    request.body =
        codec::to_text(Json{{"method", "echo"}, {"params", {{"text", std::string(16'000'000, 'x')}}}});
    Client client{serving.port()};
    client.send(serving.filled(request.bytes()));
    ASSERT_TRUE(client.wait_for("HTTP/1.1 200"));
    serving.move_clock(minutes{2});
    serving.settle();
    EXPECT_LT(client.to_end().raw.size(), request.body.size());
}

TEST(Server, S5_WhileTheEngineWorksTheRestIsReachable) {
    Serving serving;
    serving.begin_session();
    Client waits{serving.port()};
    waits.send(serving.filled(call("slow")));
    serving.engine.until_slow();
    EXPECT_EQ(serving.ask(get("/")).status, 200);
    EXPECT_EQ(serving.ask(post("/active")).status, 204);
    // However long the engine takes, who waits for it is not cut off.
    serving.move_clock(minutes{5});
    serving.settle();
    EXPECT_FALSE(waits.closes_within(0));
    serving.engine.release();
    EXPECT_EQ(waits.to_end().status, 200);
}

TEST(Server, S5_WhileSomethingIsWorkedOutAsideTheEngineAnswersAndLocks) {
    Serving serving;
    serving.begin_session();
    Client needs_vault{serving.port()};
    needs_vault.send(serving.filled(call("aside")));
    serving.engine.until_slow();
    Client needs_none{serving.port()};
    needs_none.send(serving.filled(call("report.audit")));
    EXPECT_EQ(serving.ask(call("echo")).status, 200);
    serving.move_clock(minutes{30});
    serving.settle();
    EXPECT_EQ(serving.ask(call("vault.lock")).status, 200);
    EXPECT_FALSE(needs_vault.closes_within(0));
    serving.engine.release();
    // What was opened when it began is shut when it ends.
    EXPECT_EQ(codec::string_or(needs_vault.to_end().json()["error"], "code"), "locked");
    EXPECT_EQ(needs_none.to_end().json(), (Json{{"result", Json::object()}}));
    EXPECT_GE(serving.engine.count("vault.lock"), 1U);
}

TEST(Server, S5_WhatHasMoreToWorkOutIsAnsweredWhenAllIsWorked) {
    Serving serving;
    serving.begin_session();
    serving.engine.release();
    EXPECT_EQ(serving.ask(call("aside", Json{{"twice", 1}})).json(), (Json{{"result", {{"twice", 1}}}}));
    EXPECT_EQ(serving.engine.count("slow"), 2U);
}

TEST(Server, S7_WhatWasWorkedOutAsideForWhoLeftIsToldToNobody) {
    Serving serving;
    serving.begin_session();
    Client waits{serving.port()};
    waits.send(serving.filled(call("aside")));
    serving.engine.until_slow();
    EXPECT_EQ(serving.ask(post("/leave")).status, 204);
    EXPECT_EQ(waits.to_end().status, 0);
    serving.engine.release();
    serving.end();
    EXPECT_EQ(serving.engine.count("echo"), 0U);
}

TEST(Server, S6_EveryWindowIsToldEachEventOnceInOrder) {
    Serving serving;
    serving.begin_session();
    Client one{serving.port()};
    Client two{serving.port()};
    listen(one, serving);
    listen(two, serving);
    for (int i = 0; i < 20; ++i) {
        serving.engine.add_event(Json{{"event", "record.changed"}, {"id", "rec_" + std::to_string(100 + i)}});
        EXPECT_EQ(serving.ask(call("echo")).status, 200);
    }
    for (Client* const window : {&one, &two}) {
        ASSERT_TRUE(window->wait_for("rec_119"));
        std::size_t last = 0;
        for (int i = 0; i < 20; ++i) {
            std::string const line =
                R"({"event":"record.changed","id":"rec_)" + std::to_string(100 + i) + "\"}\n";
            EXPECT_EQ(count_of(line, window->received()), 1U);
            EXPECT_GT(window->received().find(line), last);
            last = window->received().find(line);
        }
    }
}

TEST(Server, S6_SilenceIsToldToo) {
    Serving serving;
    serving.begin_session();
    Client window{serving.port()};
    listen(window, serving);
    serving.move_clock(seconds{14});
    serving.settle();
    EXPECT_FALSE(window.closes_within(0));
    EXPECT_EQ(count_of("{}\n", window.received()), 1U);
    serving.move_clock(seconds{1});
    EXPECT_TRUE(window.wait_for("{}\n\r\n3\r\n{}\n"));
}

TEST(Server, S6_WhoDoesNotReadIsCutOff) {
    Options options = Serving::unlocked();
    options.limits.stream_bytes_max = 10'000;
    Serving serving{options};
    serving.begin_session();
    Client window{serving.port()};
    listen(window, serving);
    serving.engine.add_event(Json{{"event", std::string(20'000, 'x')}});
    EXPECT_EQ(serving.ask(call("echo")).status, 200);
    EXPECT_TRUE(window.to_end().body.find("xxx") == std::string::npos);
}

TEST(Server, K1_WithoutAnyoneItLocksAndTellsEveryWindow) {
    Serving serving;
    serving.begin_session();
    Client window{serving.port()};
    listen(window, serving);
    EXPECT_EQ(serving.ask(call("vault.unlock")).status, 200);
    EXPECT_TRUE(window.wait_for("vault.unlocked"));
    serving.move_clock(minutes{9});
    EXPECT_EQ(serving.ask(post("/active")).status, 204);
    // The page's own calls keep nothing open.
    serving.move_clock(minutes{9});
    EXPECT_EQ(serving.ask(call("echo")).status, 200);
    EXPECT_EQ(serving.engine.count("vault.lock"), 0U);
    serving.move_clock(minutes{1});
    EXPECT_TRUE(window.wait_for(R"({"event":"vault.locked"})"));
    EXPECT_EQ(serving.engine.count("vault.lock"), 1U);
    // The session stays: who comes back unlocks in the same window.
    EXPECT_EQ(serving.ask(call("vault.unlock")).status, 200);
}

TEST(Server, K1_ThePageChoosesTheTime) {
    Serving serving;
    serving.begin_session();
    EXPECT_EQ(serving.ask(post("/settings", R"({"lock_after":1})")).status, 400);
    EXPECT_EQ(serving.ask(post("/settings", R"({"lock_after":2})")).status, 204);
    Client window{serving.port()};
    listen(window, serving);
    EXPECT_EQ(serving.ask(call("vault.unlock")).status, 200);
    serving.move_clock(minutes{2});
    EXPECT_TRUE(window.wait_for("vault.locked"));
}

TEST(Server, S7_LeavingEndsEverythingAtOnce) {
    Serving serving;
    serving.begin_session();
    std::string const waiting = codec::string_or(serving.ask(post("/session/again")).json(), "secret");
    Client window{serving.port()};
    listen(window, serving);
    Client waits{serving.port()};
    waits.send(serving.filled(call("slow")));
    serving.engine.until_slow();

    Client leaves{serving.port()};
    leaves.send(serving.filled(post("/leave").bytes()));
    // Before the engine is done with what it does, nobody hears any more.
    EXPECT_EQ(window.to_end().raw.find("locked"), std::string::npos);
    EXPECT_EQ(waits.to_end().status, 0);
    EXPECT_EQ(serving.ask(call("echo")).status, 401);
    serving.engine.release();
    EXPECT_EQ(leaves.to_end().status, 204);

    EXPECT_EQ(serving.engine.methods(), (std::vector<std::string>{"slow", "vault.lock"}));
    EXPECT_EQ(serving.ask(get("/events")).status, 401);
    EXPECT_EQ(serving.ask(post("/session/again")).status, 401);
    EXPECT_EQ(serving.ask(post("/leave")).status, 401);
    for (std::string const& secret : {waiting, serving.newest_secret()})
        EXPECT_EQ(serving.ask(post("/session", codec::to_text(Json{{"secret", secret}}))).status, 403);
}

TEST(Server, EnterShowsAFreshLinkAndTheEndOfInputNone) {
    std::array<int, 2> terminal{};
    ASSERT_EQ(::pipe(terminal.data()), 0);
    {
        Options options = Serving::unlocked();
        options.terminal = terminal[0];
        Serving serving{options};
        serving.begin_session();
        EXPECT_EQ(serving.ask(post("/leave")).status, 204);
        EXPECT_EQ(serving.links_shown(), 1U);
        ASSERT_EQ(::write(terminal[1], "\n", 1), 1);
        serving.until_links(2);
        serving.begin_session();
        EXPECT_EQ(serving.ask(call("echo")).status, 200);
        ASSERT_EQ(::write(terminal[1], "no line end", 11), 11);
        ::close(terminal[1]);
        serving.move_clock(seconds{1});
        serving.settle();
        EXPECT_EQ(serving.ask(call("echo")).status, 200);
        EXPECT_EQ(serving.links_shown(), 2U);
    }
    ::close(terminal[0]);
}

TEST(Server, S8_AtItsEndTheVaultIsLocked) {
    Serving serving;
    serving.begin_session();
    Client waits{serving.port()};
    waits.send(serving.filled(call("slow")));
    serving.engine.until_slow();
    serving.end();
    // What was begun was finished, and then it was locked.
    EXPECT_EQ(serving.engine.methods(), (std::vector<std::string>{"slow", "vault.lock"}));
}
