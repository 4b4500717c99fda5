// SPDX-License-Identifier: AGPL-3.0-or-later
// After somebody left the page, the program that served it holds none of the words that went through it. The
// page is another process here, as it is in life.
#include "canaries.hpp"

#include "amparo/engine/engine.hpp"
#include "amparo/os/clock.hpp"
#include "amparo/os/wiping.hpp"
#include "amparo/store_memory/memory.hpp"
#include "amparo/web_host/server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

namespace amparo {
namespace {

using test::canary;
using test::hits;
using test::kCanaries;

/// One way between the two processes.
class Pipe {
  public:
    Pipe() { AMPARO_CHECK(::pipe(ends_.data()) == 0); }
    ~Pipe() {
        for (int const end : ends_) ::close(end);
    }
    Pipe(Pipe const&) = delete;
    Pipe& operator=(Pipe const&) = delete;
    void say(std::string const& line) const {
        std::string const text = line + "\n";
        AMPARO_CHECK(::write(ends_[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }
    [[nodiscard]] std::string hear() const {
        std::string out;
        for (char c = 0; ::read(ends_[0], &c, 1) == 1 && c != '\n';) out += c;
        return out;
    }

  private:
    std::array<int, 2> ends_{};
};

class Page {
  public:
    explicit Page(std::string const& link)
        : host_{link.substr(7, link.find("/#") - 7)}, port_{host_.substr(host_.find(':') + 1)} {
        std::string const body =
            ask("POST", "/session", codec::to_text(Json{{"secret", link.substr(link.find('#') + 1)}}));
        token_ = codec::string_or(codec::parse_json(body).value(), "token");
    }
    Json call(std::string const& method, Json const& params) const {
        std::string const body =
            ask("POST", "/call", codec::to_text(Json{{"method", method}, {"params", params}}));
        Json const answer = codec::parse_json(body).value();
        AMPARO_CHECK(answer.contains("result"));
        return answer["result"];
    }
    void leave() const { (void)ask("POST", "/leave", ""); }
    /// Listens until the process ends.
    void listen() const {
        int const socket = connected();
        send(socket, "GET", "/events", "");
        char c = 0;
        AMPARO_CHECK(::recv(socket, &c, 1, 0) == 1);
    }

  private:
    [[nodiscard]] int connected() const {
        int const socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port_)));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        AMPARO_CHECK(::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
        return socket;
    }
    void send(int socket, std::string const& method, std::string const& target,
              std::string const& body) const {
        std::string const head = method + " " + target + " HTTP/1.1\r\nHost: " + host_ +
                                 "\r\nOrigin: http://" + host_ + "\r\nAuthorization: Bearer " + token_ +
                                 "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
        std::string const all = head + body;
        AMPARO_CHECK(::send(socket, all.data(), all.size(), 0) == static_cast<ssize_t>(all.size()));
    }
    [[nodiscard]] std::string ask(std::string const& method, std::string const& target,
                                  std::string const& body) const {
        int const socket = connected();
        send(socket, method, target, body);
        std::string out;
        std::array<char, 4096> buffer{};
        for (ssize_t got = 1; (got = ::recv(socket, buffer.data(), buffer.size(), 0)) > 0;)
            out.append(buffer.data(), static_cast<std::size_t>(got));
        ::close(socket);
        return out.substr(out.find("\r\n\r\n") + 4);
    }

    std::string host_;
    std::string port_;
    std::string token_;
};

/// A morning at the page: two windows, one of which listens.
void work(Pipe const& from_host, Pipe const& to_host) {
    Page const page{from_host.hear()};
    page.listen();
    page.call("vault.init", {{"organization", "Puente"}, {"member", "Rosa"}, {"passphrase", canary(1)}});
    for (std::size_t n = 2; n + 4 <= kCanaries; n += 4) {
        Json const data{{"chosen_name", canary(n)},
                        {"aliases", {canary(n + 1)}},
                        {"area", canary(n + 2)},
                        {"notes", "said " + canary(n + 3)}};
        Json const made = page.call("record.create", {{"kind", "contact"}, {"data", data}});
        page.call("record.show", {{"id", made["id"]}});
        page.call("search", {{"text", canary(n)}});
    }
    page.call("record.list", {{"kind", "contact"}});
    to_host.say("open");
    (void)from_host.hear();
    page.leave();
    to_host.say("left");
    (void)from_host.hear();
}

TEST(AfterLeaving, T13_NoWordThatWentThroughTheHostIsLeftInMemory) {
    ASSERT_TRUE(os::freed_memory_is_wiped());
    Pipe const to_page;
    Pipe const from_page;
    pid_t const child = ::fork();
    if (child == 0) {
        work(to_page, from_page);
        ::_exit(0);
    }
    store_memory::MemoryStorage storage;
    engine::Engine engine{engine::Ports{storage, [] { return parse_instant("2031-03-01T18:00:00Z").value(); },
                                        crypto::kCostFloor}};
    web_host::Ports ports;
    ports.engine = {[&](std::string_view method, Json const& params) { return engine.call(method, params); },
                    [&] { return engine.take_events(); }};
    ports.clock = os::since_start;
    ports.show_link = [&](std::string const& link) { to_page.say(link); };
    ports.session_began = [] {};
    web_host::Server server = web_host::Server::listen({}, std::move(ports)).value();
    std::thread serving{[&] { server.run(); }};

    EXPECT_EQ(from_page.hear(), "open");
    EXPECT_GT(hits(), kCanaries / 2) << "the search finds what is there";
    to_page.say("go on");
    EXPECT_EQ(from_page.hear(), "left");
    EXPECT_EQ(hits(), 0U);
    to_page.say("done");
    server.stop();
    serving.join();
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace amparo
