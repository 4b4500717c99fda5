// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the host answers, and when it locks. Knows no socket; time is an argument.
///
/// K1  The vault is locked when nobody was active for the time a person chose, 2 to 30 minutes, 10 unless
///     they say otherwise. Active is: opening the vault, and what the page reports (POST /active). Calls are
///     not: the page also makes them by itself.
/// K2  The time that counts goes on while the computer sleeps.
/// K3  Leaving forgets every secret and token at once, and then locks.
/// K4  Nothing that is answered here, but for the engine's own answers, says anything about the vault.
/// K5  Each window opens the vault for itself. Since the vault was last locked, a window that has not shown
///     what opens it is told what the file shows without a passphrase, whatever another window opened; it
///     hears of opening and locking and of no other event. The first link of a vault that was unlocked in the
///     terminal is of a window that has opened it, and so is a window that was begun from such a one. Why:
///     two people at two windows of one computer are two people, and a lock that one of them undoes for all
///     is none.
#include "amparo/codec/json.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/web_host/admission.hpp"
#include "amparo/web_host/gate.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace amparo::web_host {

/// Since some moment before the program began.
using Moment = std::chrono::milliseconds;

inline constexpr std::chrono::minutes kLockAfterMin{2};
inline constexpr std::chrono::minutes kLockAfterMax{30};
inline constexpr std::chrono::minutes kLockAfterUsual{10};

struct Step;
/// What a method needs worked out that neither has keys nor needs the engine: a file from anywhere, read by a process apart.
struct Aside {
    std::function<void()> work;  ///< On a thread of its own.
    std::function<Step()> end;   ///< On the engine's, after it.
};
/// How far a method came: to its answer, or to what has to be worked out first.
struct Step {
    Step(Result<Json, engine::Failure> answer) : is{std::move(answer)} {}
    Step(Aside aside) : is{std::move(aside)} {}
    std::variant<Result<Json, engine::Failure>, Aside> is;
};

/// The engine's boundary. Called by one thread at a time.
struct Engine {
    std::function<Result<Json, engine::Failure>(std::string_view method, Json const& params)> call;
    std::function<std::vector<engine::Event>()> take_events;
    /// Nothing: the method is none that is worked out aside.
    std::function<std::optional<Step>(std::string_view method, Json const& params)> begin_aside =
        [](std::string_view, Json const&) { return std::nullopt; };
};

struct Reply {
    Status status = Status::kOk;
    std::string body;
    std::string_view type = "application/json";
};
/// {"error": {"code", "message", "field", "hint"}}, as the engine's own errors are.
[[nodiscard]] Reply refusal(Status status, std::string_view why);

/// Which windows opened the vault since it was last locked (K5). Asked from both threads.
class Openings {
  public:
    void note_opened(Window& window) noexcept { window.opened_in = turn_.load(); }
    void note_locked() noexcept { ++turn_; }
    [[nodiscard]] bool has_opened(Window const& window) const noexcept { return window.opened_in == turn_; }

  private:
    std::atomic<std::uint64_t> turn_{1};
};

/// What a call came to.
struct Called {
    Reply reply;
    std::vector<std::string> events;  ///< One line of JSON each.
    std::optional<bool> is_open;      ///< The call opened the vault, or locked it.
    std::optional<Aside> aside;       ///< There is no reply yet: end_aside() gives it when this was worked.
};
/// Whether every window hears of it (K5).
[[nodiscard]] bool is_for_all(std::string_view event) noexcept;
/// POST /call: {"method", "params"}.
[[nodiscard]] Called answer_call(Engine& engine, Openings& openings, Window& window, std::string_view body);
/// There may be more to work out. K5 holds for what is answered then: where the vault was locked meanwhile, whoever had
/// opened it is told so.
[[nodiscard]] Called end_aside(Engine& engine, Aside const& aside);
/// Locks, whatever is going on in the page.
[[nodiscard]] Called lock(Engine& engine, Openings& openings);

class Desk {
  public:
    Desk(std::chrono::minutes lock_after, bool is_open, Moment now)
        : lock_after_{lock_after}, is_open_{is_open}, last_active_{now} {}

    [[nodiscard]] Gate& gate() noexcept { return gate_; }
    [[nodiscard]] Gate const& gate() const noexcept { return gate_; }

    /// POST /session: {"secret"} -> {"token", "next"}.
    [[nodiscard]] Reply open_session(std::string_view body);
    /// POST /session/again -> {"secret"}.
    [[nodiscard]] Reply another_secret(Window const& from);
    /// POST /settings: {"lock_after"}, in minutes.
    [[nodiscard]] Reply settings(std::string_view body);
    [[nodiscard]] Reply active(Moment now);
    /// K3, but for the locking.
    void leave() noexcept { gate_.forget_all(); }

    /// A call opened the vault or locked it.
    void note_open(bool is_open, Moment now);
    /// K1. True once for each time that the vault was open; whoever asks locks it.
    [[nodiscard]] bool takes_lock(Moment now);

  private:
    Gate gate_;
    std::chrono::minutes lock_after_;
    bool is_open_;
    Moment last_active_;
};

}  // namespace amparo::web_host
