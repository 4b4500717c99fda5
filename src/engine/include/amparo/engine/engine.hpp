// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The one boundary: call(method, params) -> result. Hosts (command line, local web, simulator, browser) are
/// thin over it. Methods, their parameters and results: data/api.json, printed by `amparo api`, docs/api.md.
///
/// The engine has no clock, file, socket, thread or chance of its own: they are ports, handed in. It is not
/// thread-safe; one host thread calls it. Nothing it returns is ever half done: a method either took effect
/// durably or changed nothing.
#include "amparo/base/instant.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/reclog/storage.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::engine {

/// Closed set; the command line's exit codes are these (docs/cli.md).
enum class Code {
    kRefused,      ///< 1  A rule says no.
    kUsage,        ///< 2  The call itself is wrong: unknown method or field, value of another form.
    kNotFound,     ///< 3
    kLocked,       ///< 4  Locked, or the passphrase opens nothing.
    kDamaged,      ///< 5  Bytes on disk are not what was written, or come from a newer Amparo.
    kInputOutput,  ///< 6  The storage refused: full, read-only, gone.
};
[[nodiscard]] std::string_view name(Code code) noexcept;

struct Failure {
    Code code = Code::kUsage;
    std::string message;  ///< What happened and what was kept, in a sentence. Holds no data about a person.
    std::string field;    ///< The parameter or form field it is about, "data.chosen_name", or empty.
    std::string hint;     ///< What to do, or empty.
};

/// UTC now, from the host's clock.
using Clock = std::function<Instant()>;

struct Ports {
    reclog::Storage& storage;
    Clock clock;
    /// What a passphrase costs whoever guesses it. Tests take the floor; nothing takes less.
    crypto::PassphraseCost passphrase_cost{};
};

/// Something changed that another window wants to know: {"event": "record.changed", "id": …, "kind": …}.
using Event = Json;

class Engine {
  public:
    explicit Engine(Ports ports);
    ~Engine();
    Engine(Engine const&) = delete;
    Engine& operator=(Engine const&) = delete;

    /// `params` is an object, checked against the method's schema before anything happens.
    [[nodiscard]] Result<Json, Failure> call(std::string_view method, Json const& params);

    /// Events since the last time this was asked, oldest first.
    [[nodiscard]] std::vector<Event> take_events();

    class Session;

  private:
    std::unique_ptr<Session> session_;
};

/// Every method with its JSON Schemas, as data/api.json has them.
[[nodiscard]] Json const& api();

}  // namespace amparo::engine
