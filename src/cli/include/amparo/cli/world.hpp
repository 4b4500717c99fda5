// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// All that commands can touch besides files. main.cpp gives the real one, tests a made-up one.
#include "amparo/cli/text.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/os/apart.hpp"
#include "amparo/os/lines.hpp"
#include "amparo/os/passphrase.hpp"
#include "amparo/web_host/server.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::cli {

/// The engine's boundary over one vault file.
class Vault {
  public:
    virtual ~Vault() = default;
    [[nodiscard]] virtual Result<Json, engine::Failure> call(std::string_view method, Json const& params) = 0;
    [[nodiscard]] virtual std::vector<engine::Event> take_events() = 0;
    /// As web_host::Engine::begin_aside.
    [[nodiscard]] virtual std::optional<web_host::Step> begin_aside(std::string_view /*method*/,
                                                                    Json const& /*params*/) {
        return std::nullopt;
    }
};

struct World {
    /// Touches the file only when a method does.
    std::function<std::unique_ptr<Vault>(std::string const& path)> open;
    Environment environment;
    /// Asks a person, without showing what they type.
    std::function<Result<os::Passphrase, os::PassphraseError>(std::string_view question)> ask;
    /// Standard output, at once. False when it can't be written.
    std::function<bool(std::string_view text)> out;
    /// Standard error.
    std::function<void(std::string_view text)> err;
    /// The next line of standard input.
    std::function<os::LineReader::Next(std::string& line)> read_line;
    std::function<Instant()> now;
    /// Serves the page until somebody ends it, with the program's own clock, bundle and terminal.
    std::function<Result<Done, web_host::ListenError>(web_host::Options, web_host::Ports)> serve;
    /// Has the desktop open a file. False where it can't.
    std::function<bool(std::string const& path)> open_on_desktop;
    /// This program again, apart from the memory of this one (os::run_apart).
    std::function<std::optional<os::ApartEnded>(std::vector<std::string> const& arguments, ByteView input)>
        run_apart;
    unsigned columns = 80;     ///< Of what standard output goes to.
    bool is_hardened = false;  ///< What os::harden_process() said.
};

}  // namespace amparo::cli
