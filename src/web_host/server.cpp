// SPDX-License-Identifier: AGPL-3.0-or-later
// Sockets, deadlines and the two threads. The one source that includes Boost.
#include "amparo/web_host/server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <list>
#include <optional>
#include <sstream>
#include <utility>

namespace amparo::web_host {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using net::ip::tcp;
using Error = boost::system::error_code;

/// Of every answer. The page takes nothing from elsewhere, runs nothing that came with data, is in nobody's
/// frame, and is not kept.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kFields{{
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: "
     "blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy",
     "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
     "microphone=(), payment=(), usb=()"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
}};

constexpr std::chrono::seconds kDrain{2};
constexpr std::size_t kDrainBytesMax = std::size_t{1} << 20U;

template <class Message>
void set_fields(Message& message, Status status) {
    message.version(11);
    message.result(static_cast<unsigned>(status));
    for (auto const& [name, value] : kFields)
        message.set({name.data(), name.size()}, {value.data(), value.size()});
    message.keep_alive(false);
}

std::optional<Head> parsed_head(std::string_view raw) {
    http::request_parser<http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(kHeadBytesMax));
    parser.body_limit(boost::none);
    Error error;
    parser.put(net::buffer(raw.data(), raw.size()), error);
    if (error || !parser.is_header_done()) return std::nullopt;
    auto const& message = parser.get();
    Head out{std::string{message.method_string()}, std::string{message.target()}, message.version(), {}};
    for (auto const& field : message)
        out.fields.push_back({std::string{field.name_string()}, std::string{field.value()}});
    return out;
}

std::string chunk(std::string_view line) {
    std::ostringstream out;
    out << std::hex << line.size() + 1 << "\r\n" << line << "\n\r\n";
    return out.str();
}

std::string stream_head() {
    http::response<http::empty_body> message;
    set_fields(message, Status::kOk);
    message.set(http::field::content_type, "application/x-ndjson");
    message.chunked(true);
    std::ostringstream out;
    out << message.base();
    return out.str();
}

class Connection;

/// What the connections share. All of it on the thread of run(), but for what is posted to `engine_` and `aside_`.
class Host {
  public:
    Host(Options options, Ports ports)
        : options_{options},
          ports_{std::move(ports)},
          desk_{options.lock_after, options.is_open, ports_.clock()} {}
    Host(Host const&) = delete;
    Host& operator=(Host const&) = delete;
    ~Host() { connections_.clear(); }

    [[nodiscard]] Result<Done, ListenError> listen();
    [[nodiscard]] std::uint16_t port() const { return port_; }
    void run();
    void stop() { io_.stop(); }
    void tick() {
        net::post(io_, [this] { look(); });
    }

    // --- for connections
    [[nodiscard]] Moment now() const { return ports_.clock(); }
    [[nodiscard]] Limits const& limits() const { return options_.limits; }
    [[nodiscard]] Door door() const { return {host_, ports_.bundle, desk_.gate()}; }
    [[nodiscard]] bool has_room_for_stream() const;
    void handle(std::shared_ptr<Connection> connection, Admitted const& admitted, std::string body);
    void forget(Connection const& connection);

  private:
    void accept();
    void take(tcp::socket socket);
    void look();
    void tick_again();
    void wait_for_enter();
    void read_terminal();
    /// A link for a window that may have opened the vault already, where the program did for it.
    void show_link(bool has_opened = false);
    void call(std::shared_ptr<Connection> connection, std::string body);
    void work_aside(std::shared_ptr<Connection> connection, Aside aside);
    void leave(std::shared_ptr<Connection> connection);
    void lock_now();
    void take_in(Called const& called);
    [[nodiscard]] Reply session(std::string const& body);
    template <class Work, class Then>
    void work(Work work, Then then);

    Options options_;
    Ports ports_;
    Desk desk_;
    Openings openings_;
    std::string host_;
    std::uint16_t port_ = 0;
    net::io_context io_{1};
    tcp::acceptor acceptor_{io_};
    net::steady_timer ticker_{io_};
    net::signal_set signals_{io_};
    net::posix::stream_descriptor terminal_{io_};
    std::list<std::shared_ptr<Connection>> connections_;
    std::uint64_t generation_ = 0;  ///< Counts the times that everything was forgotten.
    bool accepts_ = false;
    bool waits_for_enter_ = false;
    net::thread_pool engine_{1};
    net::thread_pool aside_{1};
};

/// One request and its answer (S2).
class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(Host& host, tcp::socket socket) : host_{host}, socket_{std::move(socket)} {
        set_deadline(host_.limits().request);
    }

    void read_head() {
        net::async_read_until(
            socket_, net::dynamic_buffer(input_, kHeadBytesMax), "\r\n\r\n",
            [self = shared_from_this()](Error error, std::size_t n) { self->take_head(error, n); });
    }

    void answer(Reply reply) {
        if (state_ == State::kClosed) return;
        state_ = State::kAnswering;
        set_deadline(host_.limits().answer);
        set_fields(response_, reply.status);
        if (!reply.body.empty()) response_.set(http::field::content_type, to_boost(reply.type));
        response_.body() = std::move(reply.body);
        response_.prepare_payload();
        http::async_write(socket_, response_,
                          [self = shared_from_this()](Error error, std::size_t) { self->end(error); });
    }

    void begin_stream() {
        if (state_ == State::kClosed) return;
        state_ = State::kStreaming;
        deadline_.reset();
        output_ = stream_head();
        push("{}");
        watch();
    }

    void push(std::string_view line) {
        output_ += chunk(line);
        last_pushed_ = host_.now();
        if (output_.size() > host_.limits().stream_bytes_max) return close();
        flush();
    }

    void look(Moment now) {
        if (deadline_ && *deadline_ <= now) return close();
        if (state_ == State::kStreaming && now - last_pushed_ >= host_.limits().heartbeat) push("{}");
    }

    /// The engine works for it: nothing is waited for from the other side.
    void begin_work() {
        state_ = State::kWorking;
        deadline_.reset();
    }

    void close() {
        if (state_ == State::kClosed) return;
        state_ = State::kClosed;
        Error ignored;
        socket_.close(ignored);
        host_.forget(*this);
    }

    /// Whether it listens, and may hear of this (K5).
    [[nodiscard]] bool hears(std::string_view event, Openings const& openings) const {
        return state_ == State::kStreaming && (is_for_all(event) || openings.has_opened(*admitted_.window));
    }
    [[nodiscard]] bool is_stream() const { return state_ == State::kStreaming; }
    [[nodiscard]] WindowPtr const& window() const { return admitted_.window; }
    [[nodiscard]] bool has_shown_token() const { return has_shown_token_; }

  private:
    enum class State { kReading, kWorking, kAnswering, kStreaming, kDraining, kClosed };

    static boost::beast::string_view to_boost(std::string_view text) { return {text.data(), text.size()}; }

    void set_deadline(Moment from_now) { deadline_ = host_.now() + from_now; }

    void take_head(Error error, std::size_t bytes) {
        if (state_ == State::kClosed) return;
        if (error == net::error::not_found) return answer(refusal(Status::kHeadTooLarge, "too long a head"));
        if (error) return close();
        std::string_view const raw{input_.data(), bytes};
        auto const head = is_plain_head(raw) ? parsed_head(raw) : std::nullopt;
        if (!head) return answer(refusal(Status::kBadRequest, "no plain head"));
        auto const admitted = admit(*head, host_.door());
        if (!admitted.ok()) return answer(refusal(admitted.error().code, admitted.error().why));
        admitted_ = admitted.value();
        has_shown_token_ = admitted_.route != Route::kAsset && admitted_.route != Route::kSession;
        if (admitted_.route == Route::kCall) set_deadline(host_.limits().call);
        input_.erase(0, bytes);
        read_body();
    }

    void read_body() {
        std::size_t const has = std::min(input_.size(), admitted_.body_bytes);
        input_.resize(admitted_.body_bytes);
        net::async_read(socket_, net::buffer(input_.data() + has, input_.size() - has),
                        [self = shared_from_this()](Error error, std::size_t) { self->take_body(error); });
    }

    void take_body(Error error) {
        if (state_ == State::kClosed) return;
        if (error) return close();
        host_.handle(shared_from_this(), admitted_, std::move(input_));
    }

    /// What the other side still sends is taken, for a while: closing with bytes unread would take the answer
    /// from it.
    void end(Error error) {
        if (state_ == State::kClosed) return;
        Error failed;
        if (!error) socket_.shutdown(tcp::socket::shutdown_send, failed);
        if (error || failed) return close();
        state_ = State::kDraining;
        set_deadline(kDrain);
        drain();
    }

    void drain() {
        socket_.async_read_some(net::buffer(scratch_),
                                [self = shared_from_this()](Error error, std::size_t n) {
                                    if (self->state_ == State::kClosed) return;
                                    self->drained_ += n;
                                    if (error || self->drained_ > kDrainBytesMax) return self->close();
                                    self->drain();
                                });
    }

    /// A listener has nothing more to say: whatever comes ends the stream.
    void watch() {
        socket_.async_read_some(net::buffer(scratch_),
                                [self = shared_from_this()](Error, std::size_t) { self->close(); });
    }

    void flush() {
        if (is_sending_ || output_.empty() || state_ == State::kClosed) return;
        is_sending_ = true;
        sending_ = std::exchange(output_, {});
        set_deadline(host_.limits().answer);
        net::async_write(socket_, net::buffer(sending_),
                         [self = shared_from_this()](Error error, std::size_t) {
                             self->is_sending_ = false;
                             self->deadline_.reset();
                             if (error) return self->close();
                             self->flush();
                         });
    }

    Host& host_;
    tcp::socket socket_;
    State state_ = State::kReading;
    std::optional<Moment> deadline_;
    std::string input_;
    Admitted admitted_;
    bool has_shown_token_ = false;
    http::response<http::string_body> response_;
    std::array<char, 4096> scratch_{};
    std::size_t drained_ = 0;
    std::string output_;
    std::string sending_;
    bool is_sending_ = false;
    Moment last_pushed_{};
};

Result<Done, ListenError> Host::listen() {
    tcp::endpoint const wanted{net::ip::address_v4::loopback(), options_.port};
    Error error;
    acceptor_.open(wanted.protocol(), error);
    if (error) return Fail{ListenError::kNoLoopback};
    // A browser that is started later does not inherit it.
    ::fcntl(acceptor_.native_handle(), F_SETFD, FD_CLOEXEC);
    acceptor_.set_option(tcp::acceptor::reuse_address{true}, error);
    acceptor_.bind(wanted, error);
    if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
    if (error == net::error::address_in_use) return Fail{ListenError::kPortTaken};
    if (error == net::error::access_denied) return Fail{ListenError::kPortDenied};
    if (error) return Fail{ListenError::kNoLoopback};
    port_ = acceptor_.local_endpoint().port();
    host_ = "127.0.0.1:" + std::to_string(port_);
    return Done{};
}

void Host::run() {
    if (options_.ends_on_signals) {
        for (int const number : {SIGINT, SIGTERM, SIGHUP}) signals_.add(number);
        signals_.async_wait([this](Error error, int) {
            if (!error) stop();
        });
    }
    show_link(options_.is_open);
    accept();
    if (options_.terminal >= 0) {
        Error error;
        int const own = ::fcntl(options_.terminal, F_DUPFD_CLOEXEC, 0);
        if (own >= 0) terminal_.assign(own, error);
        if (!error) wait_for_enter();
    }
    if (options_.tick > std::chrono::milliseconds{0}) tick_again();
    io_.run();
    // A second signal ends the program the usual way while the engine finishes what it began.
    signals_.clear();
    engine_.join();
    (void)lock(ports_.engine, openings_);
}

void Host::show_link(bool has_opened) {
    auto window = std::make_shared<Window>();
    if (has_opened) openings_.note_opened(*window);
    ports_.show_link("http://" + host_ + "/#" + desk_.gate().make_secret(std::move(window)));
}

void Host::tick_again() {
    ticker_.expires_after(options_.tick);
    ticker_.async_wait([this](Error error) {
        if (error) return;
        look();
        tick_again();
    });
}

void Host::look() {
    Moment const at = now();
    if (desk_.takes_lock(at)) lock_now();
    // A copy: looking may close one, and so take it off the list.
    for (auto const& connection : std::list{connections_}) connection->look(at);
    if (!accepts_) accept();
    if (terminal_.is_open()) wait_for_enter();
}

void Host::accept() {
    accepts_ = true;
    acceptor_.async_accept([this](Error error, tcp::socket socket) {
        accepts_ = false;
        if (error == net::error::operation_aborted) return;
        // Out of descriptors: tried again at the next look, not at once and for ever.
        if (error) return;
        take(std::move(socket));
        accept();
    });
}

void Host::take(tcp::socket socket) {
    if (connections_.size() >= limits().connections_max) {
        auto const oldest = std::find_if(connections_.begin(), connections_.end(),
                                         [](auto const& c) { return !c->has_shown_token(); });
        if (oldest == connections_.end()) return;
        std::shared_ptr<Connection> const gives_way = *oldest;
        gives_way->close();
    }
    connections_.push_back(std::make_shared<Connection>(*this, std::move(socket)));
    connections_.back()->read_head();
}

void Host::forget(Connection const& connection) {
    connections_.remove_if([&](auto const& c) { return c.get() == &connection; });
}

bool Host::has_room_for_stream() const {
    auto const streams =
        std::count_if(connections_.begin(), connections_.end(), [](auto const& c) { return c->is_stream(); });
    return static_cast<std::size_t>(streams) < limits().streams_max;
}

void Host::handle(std::shared_ptr<Connection> connection, Admitted const& admitted, std::string body) {
    switch (admitted.route) {
        case Route::kAsset:
            return connection->answer(
                {Status::kOk, std::string{admitted.asset->bytes}, admitted.asset->type});
        case Route::kSession:
            return connection->answer(session(body));
        case Route::kSessionAgain:
            return connection->answer(desk_.another_secret(*connection->window()));
        case Route::kCall:
            return call(std::move(connection), std::move(body));
        case Route::kEvents:
            if (!has_room_for_stream())
                return connection->answer(refusal(Status::kBusy, "too many windows listen"));
            return connection->begin_stream();
        case Route::kActive:
            return connection->answer(desk_.active(now()));
        case Route::kSettings:
            return connection->answer(desk_.settings(body));
        case Route::kLeave:
            return leave(std::move(connection));
    }
}

Reply Host::session(std::string const& body) {
    Reply reply = desk_.open_session(body);
    if (reply.status == Status::kOk) ports_.session_began();
    return reply;
}

/// `work` on the engine's thread, then `then` with what it gave on this one.
template <class Work, class Then>
void Host::work(Work work, Then then) {
    net::post(engine_, [this, work = std::move(work), then = std::move(then)]() mutable {
        net::post(io_, [called = work(), then = std::move(then)]() mutable { then(std::move(called)); });
    });
}

void Host::call(std::shared_ptr<Connection> connection, std::string body) {
    connection->begin_work();
    WindowPtr window = connection->window();
    work([this, window = std::move(window),
          body = std::move(body)] { return answer_call(ports_.engine, openings_, *window, body); },
         [this, connection = std::move(connection), generation = generation_](Called called) {
             take_in(called);
             if (generation != generation_) return;
             if (called.aside) return work_aside(std::move(connection), std::move(*called.aside));
             connection->answer(std::move(called.reply));
         });
}

void Host::work_aside(std::shared_ptr<Connection> connection, Aside aside) {
    auto const end = [this, connection = std::move(connection),
                      generation = generation_](Aside const& worked) {
        if (generation != generation_) return;
        work([this, worked] { return end_aside(ports_.engine, worked); },
             [this, connection, generation](Called called) {
                 take_in(called);
                 if (generation != generation_) return;
                 if (called.aside) return work_aside(connection, std::move(*called.aside));
                 connection->answer(std::move(called.reply));
             });
    };
    net::post(aside_, [this, aside = std::move(aside), end] {
        aside.work();
        net::post(io_, [aside, end] { end(aside); });
    });
}

void Host::leave(std::shared_ptr<Connection> connection) {
    desk_.leave();
    ++generation_;
    for (auto const& other : std::list{connections_})
        if (other != connection) other->close();
    connection->begin_work();
    work([this] { return lock(ports_.engine, openings_); },
         [this, connection = std::move(connection)](Called const& called) {
             take_in(called);
             connection->answer({Status::kNoContent, {}});
         });
}

void Host::lock_now() {
    work([this] { return lock(ports_.engine, openings_); },
         [this](Called const& called) { take_in(called); });
}

void Host::take_in(Called const& called) {
    if (called.is_open) desk_.note_open(*called.is_open, now());
    for (auto const& connection : std::list{connections_})
        for (std::string const& event : called.events)
            if (connection->hears(event, openings_)) connection->push(event);
}

void Host::wait_for_enter() {
    // In the background, what is typed belongs to another program, and reading it would stop this one.
    int const terminal = terminal_.native_handle();
    bool const is_ours = ::isatty(terminal) == 0 || ::tcgetpgrp(terminal) == ::getpgrp();
    if (waits_for_enter_ || !is_ours) return;
    waits_for_enter_ = true;
    terminal_.async_wait(net::posix::stream_descriptor::wait_read, [this](Error error) {
        waits_for_enter_ = false;
        if (!error) return read_terminal();
        Error ignored;
        terminal_.close(ignored);
    });
}

void Host::read_terminal() {
    int const terminal = terminal_.native_handle();
    if (::isatty(terminal) != 0 && ::tcgetpgrp(terminal) != ::getpgrp()) return;
    std::array<char, 256> typed{};
    auto const count = ::read(terminal, typed.data(), typed.size());
    if (count <= 0) {
        Error ignored;
        terminal_.close(ignored);
        return;
    }
    if (std::find(typed.begin(), typed.begin() + count, '\n') != typed.begin() + count) show_link();
    wait_for_enter();
}

}  // namespace

struct Server::Impl {
    Impl(Options options, Ports ports) : host{options, std::move(ports)} {}
    Host host;
};

Server::Server(std::unique_ptr<Impl> impl) noexcept : impl_{std::move(impl)} {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server, ListenError> Server::listen(Options options, Ports ports) {
    auto impl = std::make_unique<Impl>(options, std::move(ports));
    AMPARO_DO(impl->host.listen());
    return Server{std::move(impl)};
}

std::uint16_t Server::port() const noexcept {
    return impl_->host.port();
}
void Server::run() {
    impl_->host.run();
}
void Server::stop() {
    impl_->host.stop();
}
void Server::tick() {
    impl_->host.tick();
}

Result<Done, ListenError> serve(Options options, Ports ports) {
    AMPARO_TRY(Server server, Server::listen(options, std::move(ports)));
    server.run();
    return Done{};
}

}  // namespace amparo::web_host
