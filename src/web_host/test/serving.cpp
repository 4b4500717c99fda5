// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serving.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace amparo::web_host::test {
namespace {

constexpr std::array<Asset, 3> kBundle{{
    {"/", "text/html; charset=utf-8", "<!doctype html><title>Notes</title>"},
    {"/app.js", "text/javascript; charset=utf-8", "export {};"},
    {"/icon.svg", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"},
}};

Options by_hand(Options options) {
    options.tick = Moment{0};
    return options;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

Answer parsed(std::string raw) {
    Answer out;
    constexpr std::string_view kVersion = "HTTP/1.1 ";
    auto const end = raw.find("\r\n\r\n");
    if (raw.starts_with(kVersion) && end != std::string::npos) {
        out.status = std::atoi(raw.c_str() + kVersion.size());
        out.head = raw.substr(0, end + 2);
        out.body = raw.substr(end + 4);
    }
    out.raw = std::move(raw);
    return out;
}

}  // namespace

Engine FakeEngine::port() {
    return {[this](std::string_view method, Json const& params) { return call(method, params); },
            [this] {
                std::lock_guard const held{mutex_};
                return std::exchange(events_, {});
            },
            [this](std::string_view method, Json const& params) -> std::optional<Step> {
                if (!method.ends_with("aside") && method != "report.audit") return std::nullopt;
                if (params.contains("wrong"))
                    return Result<Json, engine::Failure>{
                        Fail{engine::Failure{engine::Code::kUsage, "no", {}, {}}}};
                auto const end = [this, params] { return Step{call("echo", params)}; };
                auto const work = [this] { (void)call("slow", Json::object()); };
                if (!params.contains("twice")) return Aside{work, end};
                return Aside{work, [=] { return Step{Aside{work, end}}; }};
            }};
}

Result<Json, engine::Failure> FakeEngine::call(std::string_view method, Json const& params) {
    std::unique_lock held{mutex_};
    methods_.emplace_back(method);
    if (method == "slow") {
        is_slow_ = true;
        changed_.notify_all();
        changed_.wait(held, [this] { return is_released_; });
    }
    if (method == "refused")
        return Fail{engine::Failure{engine::Code::kRefused, "a rule says no", "data.x", "ask"}};
    if (method == "echo") return params;
    if (method == "vault.unlock" && codec::text_at(params, "passphrase") == kWrongPassphrase)
        return Fail{engine::Failure{engine::Code::kLocked, "this opens nothing", "passphrase", ""}};
    return Json{{"said", kTold}};
}

std::vector<std::string> FakeEngine::methods() {
    std::lock_guard const held{mutex_};
    return methods_;
}
std::size_t FakeEngine::count(std::string_view method) {
    auto const all = methods();
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), method));
}
void FakeEngine::add_event(Json event) {
    std::lock_guard const held{mutex_};
    events_.push_back(std::move(event));
}
void FakeEngine::until_slow() {
    std::unique_lock held{mutex_};
    changed_.wait(held, [this] { return is_slow_; });
}
void FakeEngine::release() {
    std::lock_guard const held{mutex_};
    is_released_ = true;
    changed_.notify_all();
}

std::optional<std::string> Answer::field(std::string_view name) const {
    std::string const start = "\r\n" + std::string{name} + ": ";
    auto const at = head.find(start);
    if (at == std::string::npos) return std::nullopt;
    auto const from = at + start.size();
    return head.substr(from, head.find("\r\n", from) - from);
}
Json Answer::json() const {
    auto value = codec::parse_json(body);
    return value.ok() ? value.value() : Json{};
}

Client::Client(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // A server that neither answers nor closes is a test that fails, not one that hangs.
    timeval const patience{100, 0};
    AMPARO_CHECK(::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0);
    AMPARO_CHECK(::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
}
Client::~Client() {
    ::close(socket_);
}
void Client::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // The other side has closed: what it said is still to be read.
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}
bool Client::read_more() {
    std::array<char, 65'536> buffer;
    auto const count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    received_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}
Answer Client::to_end() {
    while (read_more()) {
    }
    return parsed(received_);
}
bool Client::wait_for(std::string_view text) {
    while (received_.find(text) == std::string::npos)
        if (!read_more()) return false;
    return true;
}
bool Client::closes_within(int milliseconds) {
    pollfd one{socket_, POLLIN, 0};
    while (::poll(&one, 1, milliseconds) > 0)
        if (!read_more()) return true;
    return false;
}

std::string Request::bytes() const {
    std::string out = line + "\r\n";
    for (std::string const& field : {host, origin, token, extra})
        if (!field.empty()) out += field + "\r\n";
    if (length) {
        if (!length->empty()) out += *length + "\r\n";
    } else if (line.starts_with("POST")) {
        out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    return out + "\r\n" + body;
}
Request get(std::string const& target) {
    Request out;
    out.line = "GET " + target + " HTTP/1.1";
    out.origin.clear();
    out.body.clear();
    return out;
}
Request post(std::string const& target, std::string body) {
    Request out;
    out.line = "POST " + target + " HTTP/1.1";
    out.body = std::move(body);
    return out;
}

Serving::Serving(Options options)
    : server_{Server::listen(by_hand(options), ports()).value()}, thread_{[this] { server_.run(); }} {
    until_links(1);
}
Serving::~Serving() {
    end();
}
void Serving::end() {
    if (!thread_.joinable()) return;
    engine.release();
    server_.stop();
    thread_.join();
}

Ports Serving::ports() {
    Ports out;
    out.engine = engine.port();
    out.clock = [this] { return Moment{clock_.load()}; };
    out.bundle = kBundle;
    out.show_link = [this](std::string const& link) {
        std::lock_guard const held{mutex_};
        links_.push_back(link);
        link_shown_.notify_all();
    };
    out.session_began = [this] { ++sessions_begun; };
    return out;
}

std::string Serving::filled(std::string text) const {
    replace_all(text, "{HOST}", "127.0.0.1:" + std::to_string(port()));
    replace_all(text, "{PORT}", std::to_string(port()));
    replace_all(text, "{TOKEN}", token_);
    return text;
}
Answer Serving::ask(std::string const& bytes) const {
    Client client{port()};
    client.send(filled(bytes));
    return client.to_end();
}
Answer Serving::ask_and_wait(std::string const& bytes) {
    Client client{port()};
    client.send(filled(bytes));
    do move_clock(std::chrono::minutes{2});
    while (!client.closes_within(20));
    return client.to_end();
}
void Serving::begin_session() {
    token_ = token_for(newest_secret());
}
std::string Serving::token_for(std::string const& secret) const {
    Answer const answer = ask(post("/session", codec::to_text(Json{{"secret", secret}})));
    return codec::string_or(answer.json(), "token");
}
Options Serving::unlocked() {
    Options out;
    out.is_open = true;
    return out;
}
void Serving::move_clock(Moment by) {
    clock_ += by.count();
    server_.tick();
}
void Serving::settle() const {
    // The server's thread answers in the order it was told.
    (void)ask(get("/icon.svg"));
}
std::string Serving::newest_secret() {
    std::lock_guard const held{mutex_};
    return links_.back().substr(links_.back().find('#') + 1);
}
std::size_t Serving::links_shown() {
    std::lock_guard const held{mutex_};
    return links_.size();
}
void Serving::until_links(std::size_t count) {
    std::unique_lock held{mutex_};
    link_shown_.wait(held, [&] { return links_.size() >= count; });
}

}  // namespace amparo::web_host::test
