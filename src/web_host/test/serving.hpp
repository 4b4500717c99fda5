// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A server that listens, an engine that answers what a test says, a clock that a test moves, and raw
/// sockets.
#include "amparo/web_host/server.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace amparo::web_host::test {

/// What stands in an answer of the engine, and nowhere else.
inline constexpr std::string_view kTold = "the room on the courtyard";
/// What does not open the vault of the engine; everything else does.
inline constexpr std::string_view kWrongPassphrase = "eight tries or more";

class FakeEngine {
  public:
    [[nodiscard]] Engine port();
    /// Methods in the order they were called.
    [[nodiscard]] std::vector<std::string> methods();
    [[nodiscard]] std::size_t count(std::string_view method);
    /// Of the next call.
    void add_event(Json event);
    /// Calls of "slow" wait until release(); until_slow() waits for one that does.
    void until_slow();
    void release();

  private:
    Result<Json, engine::Failure> call(std::string_view method, Json const& params);

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> methods_;
    std::vector<Json> events_;
    bool is_slow_ = false;
    bool is_released_ = false;
};

/// What came back on one connection, to its end.
struct Answer {
    int status = 0;  ///< 0: none.
    std::string head;
    std::string body;
    std::string raw;
    [[nodiscard]] std::optional<std::string> field(std::string_view name) const;
    [[nodiscard]] Json json() const;
};

class Client {
  public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(Client const&) = delete;
    Client& operator=(Client const&) = delete;

    void send(std::string_view bytes) const;
    /// Waits until the other side has closed.
    [[nodiscard]] Answer to_end();
    /// Waits until `text` stands in what came; false if the other side closed before.
    [[nodiscard]] bool wait_for(std::string_view text);
    /// Whether the other side closes, or has closed, within some time.
    [[nodiscard]] bool closes_within(int milliseconds);
    [[nodiscard]] std::string const& received() const { return received_; }

  private:
    /// False at the end.
    [[nodiscard]] bool read_more();

    int socket_;
    std::string received_;
};

/// A request as the page sends it. A test changes the one thing it is about. In all of it {HOST} and {TOKEN}
/// are filled in by Serving.
struct Request {
    std::string line = "POST /call HTTP/1.1";
    std::string host = "Host: {HOST}";
    std::string origin = "Origin: http://{HOST}";
    std::string token = "Authorization: Bearer {TOKEN}";
    std::string extra{};
    std::optional<std::string> length{};  ///< A whole field; otherwise the body's, where there is one.
    std::string body = R"({"method":"vault.info","params":{}})";

    [[nodiscard]] std::string bytes() const;
};
[[nodiscard]] Request get(std::string const& target);
[[nodiscard]] Request post(std::string const& target, std::string body = "");

class Serving {
  public:
    /// Unless a test says otherwise, the vault was unlocked in the terminal.
    explicit Serving(Options options = unlocked());
    ~Serving();
    Serving(Serving const&) = delete;
    Serving& operator=(Serving const&) = delete;

    [[nodiscard]] std::string filled(std::string text) const;
    [[nodiscard]] Answer ask(Request const& request) const { return ask(request.bytes()); }
    [[nodiscard]] Answer ask(std::string const& bytes) const;
    /// Sends it, and moves the clock until the server has closed.
    [[nodiscard]] Answer ask_and_wait(std::string const& bytes);
    /// A session with the newest link, whose token {TOKEN} then is.
    void begin_session();
    /// A session with this secret; its token is given and {TOKEN} stays.
    [[nodiscard]] std::string token_for(std::string const& secret) const;
    [[nodiscard]] static Options unlocked();
    void move_clock(Moment by);
    /// Until the server did all that it was told before.
    void settle() const;
    [[nodiscard]] std::string newest_secret();
    [[nodiscard]] std::size_t links_shown();
    void until_links(std::size_t count);
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] std::string const& token() const { return token_; }
    void end();

    FakeEngine engine;
    std::atomic<int> sessions_begun{0};

  private:
    [[nodiscard]] Ports ports();

    std::atomic<Moment::rep> clock_{1'000'000};
    std::mutex mutex_;
    std::condition_variable link_shown_;
    std::vector<std::string> links_;
    Server server_;
    std::thread thread_;
    std::string token_;
};

}  // namespace amparo::web_host::test
