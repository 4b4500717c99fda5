// SPDX-License-Identifier: AGPL-3.0-or-later
// Attacks on a server that listens, as bytes on a socket. None may reach the engine, learn a word of it, get
// a token, or be told that another page may ask. Each is the page's own request but for the thing it is
// about; where it helps the attacker, it even has a valid token.
#include "serving.hpp"

#include <gtest/gtest.h>

#include <set>

using namespace amparo;
using namespace amparo::web_host;
using namespace amparo::web_host::test;

namespace {

struct Attack {
    std::string name;
    std::string bytes;
    int status;  ///< What it is answered; 0: closed without a word, after its time.
};

Request with(Request request, std::string Request::*part, std::string value) {
    request.*part = std::move(value);
    return request;
}
Request call_with(std::string Request::*part, std::string value) {
    return with(Request{}, part, std::move(value));
}
Request call_of_length(std::string length) {
    Request request;
    request.length = std::move(length);
    return request;
}

using Attacks = std::vector<Attack>;

void add_hosts(Attacks& to) {
    for (auto const& [name, host, status] : std::initializer_list<std::tuple<char const*, char const*, int>>{
             {"dns rebinding: a name that points here", "Host: attacker.example:{PORT}", 403},
             {"dns rebinding: a name below a wildcard", "Host: 127.0.0.1.attacker.example:{PORT}", 403},
             {"host: localhost", "Host: localhost:{PORT}", 403},
             {"host: without the port", "Host: 127.0.0.1", 403},
             {"host: another port", "Host: 127.0.0.1:1", 403},
             {"host: a dot at the end", "Host: 127.0.0.1.:{PORT}", 403},
             {"host: the other family", "Host: [::1]:{PORT}", 403},
             {"host: the address as one number", "Host: 2130706433:{PORT}", 403},
             {"host: the short address", "Host: 127.1:{PORT}", 403},
             {"host: a user before it", "Host: x@{HOST}", 403},
             {"host: two in one", "Host: {HOST}, {HOST}", 403},
             {"host: none", "", 403},
             {"host: empty", "Host:", 403},
             {"host: twice, the right one first", "Host: {HOST}\r\nHost: attacker.example", 400},
             {"host: twice, the right one last", "Host: attacker.example\r\nhost: {HOST}", 400},
             {"host: said to be forwarded", "Host: attacker.example\r\nX-Forwarded-Host: {HOST}", 403}}) {
        to.push_back({name, call_with(&Request::host, host).bytes(), status});
    }
    to.push_back({"dns rebinding: the page itself",
                  with(get("/"), &Request::host, "Host: attacker.example:{PORT}").bytes(), 403});
}

void add_origins(Attacks& to) {
    for (auto const& [name, origin, status] :
         std::initializer_list<std::tuple<char const*, char const*, int>>{
             {"csrf: another site's page", "Origin: https://attacker.example", 403},
             {"csrf: a page on another port of this computer", "Origin: http://127.0.0.1:1", 403},
             {"csrf: a page on localhost with this port", "Origin: http://localhost:{PORT}", 403},
             {"csrf: a sandboxed frame", "Origin: null", 403},
             {"csrf: a page of a file", "Origin: file://", 403},
             {"csrf: the other scheme", "Origin: https://{HOST}", 403},
             {"csrf: a name that begins as ours", "Origin: http://{HOST}.attacker.example", 403},
             {"csrf: a name that ends as ours", "Origin: http://attacker.example#http://{HOST}", 403},
             {"csrf: a slash more", "Origin: http://{HOST}/", 403},
             {"csrf: capitals", "Origin: HTTP://{HOST}", 403},
             {"csrf: empty", "Origin:", 403},
             {"csrf: no origin with a POST", "", 403},
             {"csrf: a referrer instead", "Referer: http://{HOST}/", 403},
             {"csrf: two origins", "Origin: http://{HOST}\r\nOrigin: https://attacker.example", 400},
             {"csrf: another site by its own word", "Origin: http://{HOST}\r\nSec-Fetch-Site: cross-site",
              403},
             {"csrf: another port by its own word", "Origin: http://{HOST}\r\nSec-Fetch-Site: same-site",
              403}}) {
        to.push_back({name, call_with(&Request::origin, origin).bytes(), status});
    }
    to.push_back(
        {"csrf: a form of another site wants a session",
         with(post("/session", "secret=x"), &Request::origin, "Origin: https://attacker.example").bytes(),
         403});
    to.push_back({"csrf: another page listens to events",
                  with(get("/events"), &Request::origin, "Origin: http://127.0.0.1:1").bytes(), 403});
    to.push_back({"csrf: an address bar as a call",
                  with(get("/events"), &Request::extra, "Sec-Fetch-Site: none").bytes(), 403});
    to.push_back({"csrf: an image as a call", get("/call?method=vault.info").bytes(), 404});
    for (char const* const origin : {"Origin: https://attacker.example", "Origin: http://127.0.0.1:1"})
        to.push_back(
            {std::string{"cors: a preflight, "} + origin,
             with(with(call_with(&Request::line, "OPTIONS /call HTTP/1.1"), &Request::origin, origin),
                  &Request::extra, "Access-Control-Request-Method: POST")
                 .bytes(),
             403});
    to.push_back({"cors: a preflight of ours is no preflight either",
                  call_with(&Request::line, "OPTIONS /call HTTP/1.1").bytes(), 405});
    to.push_back({"cors: a preflight into a private network",
                  with(with(call_with(&Request::line, "OPTIONS / HTTP/1.1"), &Request::origin,
                            "Origin: https://attacker.example"),
                       &Request::extra, "Access-Control-Request-Private-Network: true")
                      .bytes(),
                  403});
}

void add_tokens(Attacks& to, std::string const& unused_secret, std::string const& used_secret,
                std::string const& token) {
    std::string guess = token;
    guess.back() = guess.back() == '0' ? '1' : '0';
    for (auto const& [name, field, status] : std::initializer_list<std::tuple<char const*, std::string, int>>{
             {"another user of this computer: no token", "", 401},
             {"token: a guess", "Authorization: Bearer " + guess, 401},
             {"token: zeros", "Authorization: Bearer " + std::string(64, '0'), 401},
             {"token: all but the last digit", "Authorization: Bearer " + token.substr(0, 63), 401},
             {"token: a digit more", "Authorization: Bearer {TOKEN}0", 401},
             {"token: something behind it", "Authorization: Bearer {TOKEN},x", 401},
             {"token: none behind the scheme", "Authorization: Bearer ", 401},
             {"token: another scheme", "Authorization: Basic {TOKEN}", 401},
             {"token: the scheme spelt otherwise", "Authorization: bearer {TOKEN}", 401},
             {"token: two", "Authorization: Bearer " + guess + "\r\nAuthorization: Bearer {TOKEN}", 400},
             {"token: in a cookie", "Cookie: token={TOKEN}", 401},
             {"token: in another field", "X-Authorization: Bearer {TOKEN}", 401},
             {"token: a link's secret", "Authorization: Bearer " + unused_secret, 401}}) {
        to.push_back({name, call_with(&Request::token, field).bytes(), status});
    }
    to.push_back({"token: in the address", get("/events?token={TOKEN}").bytes(), 404});
    to.push_back({"events without a token", with(get("/events"), &Request::token, "").bytes(), 401});
    to.push_back({"leaving without a token", with(post("/leave"), &Request::token, "").bytes(), 401});
    to.push_back(
        {"a second window without a token", with(post("/session/again"), &Request::token, "").bytes(), 401});
    auto const session = [](Json const& body) {
        return with(post("/session", codec::to_text(body)), &Request::token, "").bytes();
    };
    to.push_back({"secret: a second time", session({{"secret", used_secret}}), 403});
    to.push_back({"secret: empty", session({{"secret", ""}}), 403});
    to.push_back({"secret: zeros", session({{"secret", std::string(64, '0')}}), 403});
    to.push_back({"secret: the beginning", session({{"secret", unused_secret.substr(0, 32)}}), 403});
    to.push_back({"secret: a token", session({{"secret", token}}), 403});
    to.push_back({"secret: no text", session({{"secret", 0}}), 400});
    to.push_back({"secret: something beside it", session({{"secret", unused_secret}, {"again", true}}), 400});
    to.push_back({"secret: a list", session(Json::array({unused_secret})), 400});
    to.push_back(
        {"secret: twice in one object",
         with(post("/session", R"({"secret":"","secret":")" + unused_secret + "\"}"), &Request::token, "")
             .bytes(),
         400});
    to.push_back({"secret: in the address", get("/session?secret=" + unused_secret).bytes(), 404});
}

void add_paths(Attacks& to) {
    for (char const* const target : {"/../../etc/passwd",
                                     "/%2e%2e/%2e%2e/etc/passwd",
                                     "/..%2fcall",
                                     "/./app.js",
                                     "//app.js",
                                     "//call",
                                     "/call/",
                                     "/CALL",
                                     "/call%20",
                                     "/c%61ll",
                                     "/call;x",
                                     "/session/../call",
                                     "/..\\call",
                                     "/app.js?x",
                                     "/app.js#x",
                                     "/app.js%00.png",
                                     "/index.html",
                                     "/app.js/",
                                     "*",
                                     "call",
                                     "http://{HOST}/call",
                                     "http://attacker.example/",
                                     "//attacker.example/",
                                     "127.0.0.1:{PORT}",
                                     "/?",
                                     "?"})
        to.push_back({std::string{"path: "} + target, get(target).bytes(), 404});
    to.push_back({"path: absolute, of another host",
                  with(get("http://{HOST}/"), &Request::host, "Host: attacker.example").bytes(), 403});
    std::string zero = get("/app.js").bytes();
    zero.insert(zero.find(" HTTP"), 1, '\0');
    to.push_back({"path: a zero byte", zero, 400});
    to.push_back({"path: bytes beyond ASCII", get("/\xe2\x80\xa6/app.js").bytes(), 400});
    to.push_back({"path: a space", get("/app.js /call").bytes(), 400});
    to.push_back({"path: a tab", get("/app.js\t").bytes(), 400});
    to.push_back({"path: none", "GET  HTTP/1.1\r\nHost: {HOST}\r\n\r\n", 400});
}

void add_smuggling(Attacks& to) {
    std::string const second = Request{}.bytes();
    std::string const chunked = "0\r\n\r\n" + second;
    auto const coded = [&](std::string field, std::string length) {
        Request request = call_with(&Request::extra, std::move(field));
        request.length = std::move(length);
        request.body = chunked;
        return request.bytes();
    };
    for (auto const& [name, field, length] :
         std::initializer_list<std::tuple<char const*, char const*, char const*>>{
             {"length and chunks", "Transfer-Encoding: chunked", "Content-Length: 5"},
             {"chunks", "Transfer-Encoding: chunked", ""},
             {"chunks and no length", "Transfer-Encoding: chunked", "Content-Length: 0"},
             {"chunks, spelt otherwise", "transfer-encoding: CHUNKED", "Content-Length: 5"},
             {"an unknown coding", "Transfer-Encoding: xchunked", "Content-Length: 5"},
             {"two codings", "Transfer-Encoding: chunked, identity", "Content-Length: 5"},
             {"the coding that is none", "Transfer-Encoding: identity", "Content-Length: 5"},
             {"two coding fields", "Transfer-Encoding: chunked\r\nTransfer-Encoding: x", "Content-Length: 5"},
             {"a space before the colon", "Transfer-Encoding : chunked", "Content-Length: 5"},
             {"a folded coding", "Transfer-Encoding:\r\n chunked", "Content-Length: 5"}})
        to.push_back({std::string{"smuggling: "} + name, coded(field, length), 400});
    for (char const* const length :
         {"Content-Length: 5\r\nContent-Length: 6", "Content-Length: 35\r\nContent-Length: 35",
          "Content-Length: 35, 35", "Content-Length: +35", "Content-Length: -1", "Content-Length: 0x23",
          "Content-Length: 3 5", "Content-Length: 35abc", "Content-Length:", "Content-Length: 35\r\n\t",
          "Content-Length: 35\r\n X: y", "Content Length: 35", "Content-Length : 35",
          "Content-Length: 99999999999999999999999999"})
        to.push_back({std::string{"smuggling: "} + length, call_of_length(length).bytes(), 400});
    to.push_back({"smuggling: a trailer", call_with(&Request::extra, "Trailer: X").bytes(), 400});
    to.push_back({"smuggling: no length", call_of_length("").bytes(), 411});
    auto const fields = {std::pair{"no colon", "X"},
                         {"no name", ": x"},
                         {"a space in a name", "X Y: z"},
                         {"a bare line feed", "X: y\nZ: a"},
                         {"a bare carriage return", "X: y\rZ"},
                         {"a control character", "X: \x01"},
                         {"a folded line", "X: y\r\n z"},
                         {"a folded line with a colon", "X: y\r\n z: a"},
                         {"a byte beyond ASCII in a value", "X: \xff"},
                         {"a byte beyond ASCII", "X\xff: y"}};
    for (auto const& [name, field] : fields)
        to.push_back({std::string{"smuggling: "} + name, call_with(&Request::extra, field).bytes(), 400});
    std::string zero = call_with(&Request::extra, "X: a0b").bytes();
    zero[zero.find("a0b") + 1] = '\0';
    to.push_back({"smuggling: a zero byte in a value", zero, 400});
    to.push_back({"smuggling: an empty line first", "\r\n" + second, 400});
    to.push_back({"smuggling: a space first", " " + second, 400});
    to.push_back({"smuggling: a body where none belongs",
                  [&] {
                      Request request = get("/app.js");
                      request.length = "Content-Length: " + std::to_string(second.size());
                      return request.bytes() + second;
                  }(),
                  400});
    // One request a connection: the second is never read, however it was attached.
    to.push_back({"pipelining: behind a file", get("/app.js").bytes() + second, 200});
    to.push_back({"pipelining: behind a session that is refused",
                  post("/session", R"({"secret":""})").bytes() + second, 403});
    to.push_back({"pipelining: kept alive",
                  with(get("/app.js"), &Request::extra, "Connection: keep-alive").bytes() + second, 200});
}

void add_sizes(Attacks& to) {
    to.push_back({"size: a head without end in one field",
                  call_with(&Request::extra, "X: " + std::string(kHeadBytesMax, 'a')).bytes(), 431});
    to.push_back({"size: an address without end", get("/" + std::string(kHeadBytesMax, 'a')).bytes(), 431});
    std::string many;
    for (int i = 0; i < 5'000; ++i) many += "X: y\r\n";
    to.push_back({"size: fields without end", call_with(&Request::extra, many + "X: y").bytes(), 431});
    to.push_back(
        {"size: a body for a session", post("/session", std::string(kSmallBytesMax + 1, 'a')).bytes(), 413});
    to.push_back({"size: a body that is announced only",
                  call_of_length("Content-Length: " + std::to_string(kCallBytesMax + 1)).bytes(), 413});
    to.push_back({"size: a large body without a token",
                  with(call_of_length("Content-Length: 100000000"), &Request::token, "").bytes(), 401});
    to.push_back({"json: nested without end",
                  post("/call", R"({"method":"vault.info","params":)" + std::string(5'000, '[')).bytes(),
                  400});
    to.push_back({"json: no call", post("/call", "[]").bytes(), 400});
    to.push_back({"json: a key more", post("/call", R"({"method":"vault.info","as":"root"})").bytes(), 400});
    to.push_back({"json: a key twice",
                  post("/call", R"({"method":"vault.info","method":"vault.lock"})").bytes(), 400});
    to.push_back({"json: parameters that are none",
                  post("/call", R"({"method":"vault.info","params":[]})").bytes(), 400});
}

void add_methods(Attacks& to) {
    for (char const* const line :
         {"HEAD / HTTP/1.1", "POST / HTTP/1.1", "PUT /app.js HTTP/1.1", "DELETE / HTTP/1.1",
          "TRACE / HTTP/1.1", "get / HTTP/1.1", "GET /call HTTP/1.1", "PUT /call HTTP/1.1",
          "PATCH /call HTTP/1.1", "post /call HTTP/1.1", "POST /events HTTP/1.1", "GET /leave HTTP/1.1",
          "GET /session HTTP/1.1", "PROPFIND / HTTP/1.1"}) {
        Request request = call_with(&Request::line, line);
        request.body.clear();
        to.push_back({std::string{"method: "} + line, request.bytes(), 405});
    }
    to.push_back({"method: said in a field",
                  with(get("/call"), &Request::extra, "X-HTTP-Method-Override: POST").bytes(), 405});
    to.push_back({"method: a tunnel", call_with(&Request::line, "CONNECT {HOST} HTTP/1.1").bytes(), 404});
    for (auto const& [line, status] :
         std::initializer_list<std::pair<char const*, int>>{{"POST /call HTTP/1.0", 505},
                                                            {"POST /call HTTP/1.2", 400},
                                                            {"POST /call HTTP/2.0", 400},
                                                            {"POST /call HTTP/11", 400},
                                                            {"POST /call http/1.1", 400},
                                                            {"POST /call HTTPS/1.1", 400},
                                                            {"POST /call", 400}})
        to.push_back({std::string{"version: "} + line, call_with(&Request::line, line).bytes(), status});
    to.push_back({"version: HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400});
    for (char const* const field :
         {"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ"})
        to.push_back(
            {std::string{"upgrade: "} + field, with(get("/events"), &Request::extra, field).bytes(), 400});
    to.push_back(
        {"upgrade: wait for permission", call_with(&Request::extra, "Expect: 100-continue").bytes(), 400});
}

void add_slow(Attacks& to) {
    std::string const whole = Request{}.bytes();
    auto const head = whole.find("\r\n\r\n");
    to.push_back({"slow: not a word", "", 0});
    to.push_back({"slow: half a head", whole.substr(0, head / 2), 0});
    to.push_back({"slow: a head without its last byte", whole.substr(0, head + 3), 0});
    to.push_back({"slow: a body without its last byte", whole.substr(0, whole.size() - 1), 0});
    to.push_back({"slow: no body", whole.substr(0, head + 4), 0});
    to.push_back({"slow: line feeds alone", "GET / HTTP/1.1\nHost: {HOST}\n\n", 0});
    to.push_back({"slow: another protocol", std::string("\x16\x03\x01\x02\x00\x01\x00", 7), 0});
}

/// Did it come to anything? `status` is what it is answered.
void expect_nothing_came_of(Attack const& attack, Answer const& answer, Serving& serving) {
    EXPECT_EQ(answer.status, attack.status) << answer.raw;
    // The clock that cuts off who is slow also locks the vault, which no attack asks for.
    EXPECT_EQ(serving.engine.methods().size(), serving.engine.count("vault.lock"));
    EXPECT_EQ(answer.raw.find(kTold), std::string::npos);
    EXPECT_EQ(answer.raw.find("Access-Control"), std::string::npos);
    EXPECT_EQ(answer.raw.find("\"token\""), std::string::npos);
    // One answer: a second would be to a request that was smuggled.
    EXPECT_EQ(answer.raw.find("HTTP/1.1 ", 1), std::string::npos);
}

}  // namespace

TEST(Attacks, NoneOfThemSucceeds) {
    Serving serving;
    std::string const used = serving.newest_secret();
    serving.begin_session();
    ASSERT_EQ(serving.token().size(), 64U);
    std::string const unused = codec::string_or(serving.ask(post("/session/again")).json(), "secret");
    ASSERT_EQ(unused.size(), 64U);

    Attacks attacks;
    add_hosts(attacks);
    add_origins(attacks);
    add_tokens(attacks, unused, used, serving.token());
    add_paths(attacks);
    add_smuggling(attacks);
    add_sizes(attacks);
    add_methods(attacks);
    add_slow(attacks);
    EXPECT_GE(attacks.size(), 40U);
    std::set<std::string> names;
    for (Attack const& attack : attacks) {
        SCOPED_TRACE(attack.name);
        EXPECT_TRUE(names.insert(attack.name).second);
        expect_nothing_came_of(
            attack, attack.status == 0 ? serving.ask_and_wait(attack.bytes) : serving.ask(attack.bytes),
            serving);
    }
    RecordProperty("attacks", static_cast<int>(attacks.size()));

    // The control: the request they were all made from is answered, and the secret they tried is still good.
    EXPECT_EQ(serving.ask(post("/call", R"({"method":"vault.unlock","params":{}})")).status, 200);
    Answer const control = serving.ask(Request{});
    EXPECT_EQ(control.status, 200) << control.raw;
    EXPECT_NE(control.body.find(kTold), std::string::npos);
    EXPECT_EQ(serving.engine.count("vault.info"), 1U);
    EXPECT_EQ(serving.ask(post("/session", codec::to_text(Json{{"secret", unused}}))).status, 200);
    EXPECT_EQ(serving.sessions_begun, 2);
}

TEST(Attacks, ASlowHeadHasOneDeadlineHoweverOftenAByteComes) {
    Serving serving;
    serving.begin_session();
    Client client{serving.port()};
    std::string const whole = serving.filled(Request{}.bytes());
    std::size_t sent = 0;
    // A byte a second: each comes well before any idle time is over.
    while (sent < whole.size() && !client.closes_within(5)) {
        client.send(whole.substr(sent++, 1));
        serving.move_clock(std::chrono::seconds{1});
    }
    EXPECT_LT(sent, 60U);
    EXPECT_EQ(client.to_end().status, 0);
    EXPECT_TRUE(serving.engine.methods().empty());
}

namespace {

std::string call_as(Serving const& serving, std::string const& token, Json const& call) {
    Request request = post("/call", codec::to_text(call));
    request.token = "Authorization: Bearer " + token;
    return serving.ask(request).body;
}

}  // namespace

TEST(Attacks, K5_ALockThatOneWindowUndoesHoldsForEveryOther) {
    Serving serving;
    serving.begin_session();
    // Begun from a window that is open: open as well. A fresh link of the terminal is not.
    std::string const second =
        serving.token_for(codec::string_or(serving.ask(post("/session/again")).json(), "secret"));
    Json const reads{{"method", "echo"}, {"params", {{"read", kTold}}}};
    EXPECT_NE(call_as(serving, second, reads).find(kTold), std::string::npos);
    Client listens{serving.port()};
    listens.send(serving.filled("GET /events HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer " + second +
                                "\r\n\r\n"));
    ASSERT_TRUE(listens.wait_for("{}\n"));

    serving.settle();
    serving.move_clock(std::chrono::minutes{10});
    ASSERT_TRUE(listens.wait_for("vault.locked"));
    auto const unlock = [](std::string_view passphrase) {
        return Json{{"method", "vault.unlock"}, {"params", {{"passphrase", passphrase}}}};
    };
    EXPECT_NE(call_as(serving, serving.token(), unlock("seven quiet lanterns")).find("result"),
              std::string::npos);
    EXPECT_NE(call_as(serving, serving.token(), reads).find(kTold), std::string::npos);

    // The other window: nothing without the passphrase, and no event but that somebody opened it.
    for (char const* const method : {"echo", "slow", "record.list", "search", "member.add", "disclosures"})
        EXPECT_NE(call_as(serving, second, Json{{"method", method}}).find(R"("code":"locked")"),
                  std::string::npos)
            << method;
    EXPECT_EQ(call_as(serving, second, Json{{"method", "vault.info"}}), R"({"result":{"unlocked":false}})");
    EXPECT_NE(call_as(serving, second, unlock(kWrongPassphrase)).find(R"("code":"locked")"),
              std::string::npos);
    EXPECT_NE(call_as(serving, second, reads).find(R"("code":"locked")"), std::string::npos);
    serving.engine.add_event(Json{{"event", "record.changed"}, {"id", "rec_1"}});
    (void)call_as(serving, serving.token(), reads);
    // Nor by loading its page again, or by a window it begins.
    Request again = post("/session/again");
    again.token = "Authorization: Bearer " + second;
    std::string const third = serving.token_for(codec::string_or(serving.ask(again).json(), "secret"));
    EXPECT_NE(call_as(serving, third, reads).find(R"("code":"locked")"), std::string::npos);

    EXPECT_NE(call_as(serving, second, unlock("seven quiet lanterns")).find("result"), std::string::npos);
    EXPECT_NE(call_as(serving, second, reads).find(kTold), std::string::npos);
    EXPECT_NE(call_as(serving, third, reads).find(R"("code":"locked")"), std::string::npos);
    serving.engine.add_event(Json{{"event", "record.changed"}, {"id", "rec_2"}});
    (void)call_as(serving, serving.token(), reads);
    ASSERT_TRUE(listens.wait_for("rec_2"));
    EXPECT_EQ(listens.received().find("rec_1"), std::string::npos);
}

TEST(Attacks, K5_AFreshLinkOfTheTerminalOpensNothingByItself) {
    Options locked;
    Serving serving{locked};
    serving.begin_session();
    EXPECT_NE(call_as(serving, serving.token(), Json{{"method", "echo"}}).find(R"("code":"locked")"),
              std::string::npos);
    EXPECT_TRUE(serving.engine.methods().empty());
}
