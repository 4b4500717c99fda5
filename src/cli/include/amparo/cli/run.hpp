// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One run of the program: from what was typed to an exit code.
#include "amparo/cli/command.hpp"
#include "amparo/cli/parse.hpp"
#include "amparo/cli/world.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::cli {

/// What a command at work has in its hands.
class Run {
  public:
    Run(Given given, Language language, World& world)
        : given_{std::move(given)}, language_{language}, world_{world} {}

    [[nodiscard]] Given const& given() const noexcept { return given_; }
    [[nodiscard]] Command const& command() const noexcept { return *given_.command; }
    [[nodiscard]] World& world() noexcept { return world_; }
    [[nodiscard]] Language language() const noexcept { return language_; }
    [[nodiscard]] bool wants_json() const { return given_.common.contains("--json"); }
    /// Machines read the engine's own words.
    [[nodiscard]] Language language_of_failures() const {
        return wants_json() ? Language::kEnglish : language_;
    }

    [[nodiscard]] std::string_view say(Text text) const noexcept { return text.in(language_); }
    [[nodiscard]] std::string say(Text text, std::initializer_list<std::string_view> values) const {
        return fill(say(text), values);
    }
    [[nodiscard]] Fail<Failure> fail(Code code, Text message, std::string field = {}, Text hint = {}) const;
    [[nodiscard]] Fail<Failure> fail(Code code, std::string message, std::string field,
                                     std::string hint) const;
    /// To standard error: people see a line, machines {"warning": {"message": …}}.
    void warn(std::string_view message);
    /// To standard error, for people only.
    void note(std::string_view message);

    /// The file --vault or AMPARO_VAULT names.
    [[nodiscard]] Result<std::string, Failure> vault_path() const;
    /// What was typed, and the files it names: first of all, so that nothing is asked or done for a wrong
    /// command.
    [[nodiscard]] Result<Done, Failure> read_arguments();
    /// Opens what the command needs: unlocks, or keeps a new passphrase for the method's parameters.
    [[nodiscard]] Result<Done, Failure> open();
    /// The vault that was named, as it is.
    [[nodiscard]] Result<Done, Failure> open_vault();
    [[nodiscard]] Result<Done, Failure> unlock();
    [[nodiscard]] Result<Json, Failure> call(std::string_view method, Json const& params);
    [[nodiscard]] Vault& vault() noexcept { return *vault_; }

    /// The method's parameters as typed, the new passphrase of Needs::kNewPassphrase with them.
    [[nodiscard]] Json params();

    /// From the file of `option`, or asked twice.
    [[nodiscard]] Result<os::Passphrase, Failure> new_passphrase(std::string_view option);
    /// From --passphrase-file, or asked once.
    [[nodiscard]] Result<os::Passphrase, Failure> passphrase();
    /// Where there is no terminal: the option that takes a file instead.
    [[nodiscard]] Fail<Failure> cannot_ask(std::string const& file_option) const;
    [[nodiscard]] bool has_passphrase_file() const { return given_.common.contains("--passphrase-file"); }

  private:
    /// Where a new vault is to be: nothing yet, in a folder.
    [[nodiscard]] Result<Done, Failure> check_new_place() const;
    [[nodiscard]] Result<os::Passphrase, Failure> passphrase_in(std::string const& path,
                                                                std::string const& option);
    [[nodiscard]] Fail<Failure> failed(os::PassphraseError error, std::string const& field) const;

    Given given_;
    Language language_;
    World& world_;
    std::unique_ptr<Vault> vault_;
    Json typed_ = Json::object();
    os::Passphrase fresh_;
    bool has_fresh_ = false;
};

/// Overwrites a passphrase that had to be text for one call.
void wipe_passphrases(Json& params) noexcept;

/// The whole program but for what touches the system. `arguments` without the program's name.
[[nodiscard]] int run(std::vector<std::string> const& arguments, World& world);

}  // namespace amparo::cli
