// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The one boundary: call(method, params) -> result. Hosts (command line, local web, simulator, browser) are
/// thin over it. Methods, their parameters and results: data/api.json, printed by `amparo api`, docs/api.md.
///
/// The engine has no clock, file, socket, thread or chance of its own: they are ports, handed in. It is not
/// thread-safe; one host thread calls it, and what `workers` starts has ended when a call returns. Nothing it returns is ever half done: a method either took effect
/// durably or changed nothing.
#include "amparo/archive/store.hpp"
#include "amparo/base/instant.hpp"
#include "amparo/base/workers.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/pages/press.hpp"
#include "amparo/protection/chance.hpp"
#include "amparo/protection/solver.hpp"
#include "amparo/reclog/storage.hpp"
#include "amparo/templates/word_files.hpp"

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
    /// What the message is about one by one, in sentences; mostly nothing.
    std::vector<std::string> list = {};
    std::size_t more = 0;  ///< How many more than the list names.
};
/// {"code", "message", "field", "hint"}; "list" and "more" where there is a list.
[[nodiscard]] Json to_json(Failure const& failure);

/// UTC now, from the host's clock.
using Clock = std::function<Instant()>;

struct Ports {
    reclog::Storage& storage;
    Clock clock;
    /// What a passphrase costs whoever guesses it. Tests take the floor; nothing takes less.
    crypto::PassphraseCost passphrase_cost{};
    /// For what is published. Without one more is withheld.
    protection::Solver* solver = nullptr;
    /// For noise. Without one the operating system's; a test hands in one with a seed.
    protection::Chance* chance = nullptr;
    /// What opens a vault and builds its index on more than one processor.
    Workers workers = one_by_one;
    /// Where documents lie. Without one none are kept.
    archive::Store* documents = nullptr;
    /// What reads and fills a word processor's files. Without one templates are plain texts.
    templates::WordFiles* word_files = nullptr;
    /// What reads pages and makes PDFs. Without one nothing is redacted or joined.
    pages::Press* press = nullptr;
    /// The clocks of the place where this runs: by them hours stand in what a person is given to read. Without, UTC.
    UtcOffset utc_offset{};
    /// Hears how much of a method that takes long is done, while it works: of evidence.publish that holds back.
    std::function<void(std::size_t done, std::size_t of)> progress{};
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
