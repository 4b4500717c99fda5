// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A world without a system: a vault that answers what a test says, and output in strings.
#include "amparo/cli/run.hpp"

#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace amparo::cli::test {

struct Call {
    std::string method;
    Json params;
};

class FakeWorld {
  public:
    FakeWorld() {
        answers["vault.info"] = Json{{"format", 1}};
        answers["vault.unlock"] = Json{{"organization", "Casa"}};
        world.open = [this](std::string const& path) -> std::unique_ptr<Vault> {
            opened.push_back(path);
            return std::make_unique<FakeVault>(*this);
        };
        world.environment = [this](std::string_view name) -> std::optional<std::string> {
            auto const at = environment.find(std::string{name});
            return at == environment.end() ? std::nullopt : std::optional{at->second};
        };
        world.ask = [this](std::string_view question) -> Result<os::Passphrase, os::PassphraseError> {
            questions.emplace_back(question);
            if (typed.empty()) return Fail{os::PassphraseError::kNoTerminal};
            os::Passphrase passphrase;
            for (char const c : typed.front()) (void)passphrase.add(c);
            typed.pop_front();
            return passphrase;
        };
        world.out = [this](std::string_view text) {
            out += text;
            return can_write;
        };
        world.err = [this](std::string_view text) { err += text; };
        world.read_line = [this](std::string& line) {
            if (lines.empty()) return os::LineReader::Next::kEnd;
            auto [next, text] = std::move(lines.front());
            lines.pop_front();
            line = std::move(text);
            return next;
        };
        world.now = [] { return *parse_instant("2031-03-01T12:00:00Z"); };
        world.is_hardened = true;
    }

    /// The program, with a vault named and its passphrase typed.
    int run(std::vector<std::string> arguments) {
        out.clear();
        err.clear();
        calls.clear();
        return cli::run(arguments, world);
    }
    int run_on_vault(std::vector<std::string> arguments) {
        typed.emplace_back("correct horse");
        arguments.insert(arguments.begin(), {"--vault", "v.amparo"});
        return run(std::move(arguments));
    }
    /// The parameters of the last call of a method; null if it was not called.
    [[nodiscard]] Json params_of(std::string_view method) const {
        Json params;
        for (Call const& call : calls)
            if (call.method == method) params = call.params;
        return params;
    }
    void say_line(std::string text) { lines.emplace_back(os::LineReader::Next::kLine, std::move(text)); }

    std::map<std::string, Json> answers;      ///< By method; one without an answer gives {}.
    std::map<std::string, Failure> failures;  ///< By method, before its answer.
    std::map<std::string, std::string> environment;
    std::deque<std::string> typed;  ///< What the person at the terminal types.
    std::deque<std::pair<os::LineReader::Next, std::string>> lines;
    std::vector<std::string> questions;
    std::vector<std::string> opened;
    std::vector<Json> events;
    std::vector<Call> calls;
    std::string out;
    std::string err;
    bool can_write = true;
    World world;

  private:
    class FakeVault final : public Vault {
      public:
        explicit FakeVault(FakeWorld& world) : world_{world} {}
        Result<Json, Failure> call(std::string_view method, Json const& params) override {
            std::string const name{method};
            world_.calls.push_back({name, params});
            if (auto const at = world_.failures.find(name); at != world_.failures.end())
                return Fail{at->second};
            auto const at = world_.answers.find(name);
            return at == world_.answers.end() ? Json::object() : at->second;
        }
        std::vector<Json> take_events() override { return std::exchange(world_.events, {}); }

      private:
        FakeWorld& world_;
    };
};

/// A folder of its own, gone at the end.
class Folder {
  public:
    Folder();
    ~Folder();
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    [[nodiscard]] std::string operator/(std::string const& name) const { return path_ + "/" + name; }
    /// Writes a file, and gives its path.
    [[nodiscard]] std::string file(std::string const& name, std::string_view content) const;

  private:
    std::string path_;
};

}  // namespace amparo::cli::test
