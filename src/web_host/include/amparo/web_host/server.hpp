// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The local web host: the page of this program and the engine's boundary, over HTTP on 127.0.0.1. What it
/// answers: docs/web_host.md. Why so: docs/adr/0010-loopback-http.md.
///
/// S1  It listens on 127.0.0.1. There is no way to name another address.
/// S2  One request a connection; what comes behind it is never read.
/// S3  A request has a deadline as a whole, not from byte to byte; so has an answer that is not taken.
/// S4  At most `connections_max` connections and `streams_max` streams. Where all are taken, the oldest one
///     that has not shown a token gives way.
/// S5  The engine works on a thread of its own, one call after the other; the rest stays reachable. What is worked out
///     aside (Aside) has another: meanwhile the engine answers, and locks.
/// S6  Whoever listens to GET /events is sent each event once, in order, and {} when nothing happened for
///     `heartbeat`. Whoever does not read them is cut off: the page begins anew.
/// S7  After POST /leave, no answer to a call from before goes out, and every other connection is closed.
/// S8  At its end the vault is locked.
#include "amparo/web_host/desk.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace amparo::web_host {

struct Limits {
    std::chrono::milliseconds request{10'000};  ///< Head and small body.
    std::chrono::milliseconds call{60'000};     ///< Head and body of a call, once its token was shown.
    std::chrono::milliseconds answer{60'000};   ///< Until an answer or an event is taken.
    std::chrono::milliseconds heartbeat{15'000};
    std::size_t connections_max = 64;
    /// A browser opens six connections to one host; were all of them streams, no call would get through.
    std::size_t streams_max = 4;
    std::size_t stream_bytes_max = std::size_t{1} << 20U;  ///< Events that wait for one listener.
};

struct Options {
    std::uint16_t port = 0;  ///< 0: one that is free.
    std::chrono::minutes lock_after = kLockAfterUsual;
    bool is_open = false;                 ///< The vault was unlocked before.
    bool ends_on_signals = false;         ///< SIGINT, SIGTERM, SIGHUP.
    int terminal = -1;                    ///< A descriptor on which Enter asks for a fresh link.
    std::chrono::milliseconds tick{500};  ///< How often deadlines are looked at. 0: only by tick().
    Limits limits{};
};

struct Ports {
    Engine engine;
    std::function<Moment()> clock;
    std::span<Asset const> bundle;
    /// A fresh link, to be shown to the person at the terminal.
    std::function<void(std::string const& link)> show_link;
    /// A page showed a secret and has a token.
    std::function<void()> session_began;
};

enum class ListenError {
    kPortTaken,
    kPortDenied,  ///< Below 1024, where only the administrator may listen.
    kNoLoopback,  ///< The computer has no 127.0.0.1, or no more sockets.
};

class Server {
  public:
    [[nodiscard]] static Result<Server, ListenError> listen(Options options, Ports ports);
    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;
    ~Server();

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// Shows a first link, then serves until stop() or a signal.
    void run();
    /// From any thread.
    void stop();
    /// From any thread: locks what is to be locked and cuts off who is too slow, at the clock's time.
    void tick();

  private:
    struct Impl;
    explicit Server(std::unique_ptr<Impl> impl) noexcept;
    std::unique_ptr<Impl> impl_;
};

/// Listens, and serves to the end.
[[nodiscard]] Result<Done, ListenError> serve(Options options, Ports ports);

}  // namespace amparo::web_host
