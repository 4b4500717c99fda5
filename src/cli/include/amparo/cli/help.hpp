// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the program says about itself. All of it is written from the command table.
#include "amparo/cli/command.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace amparo::cli {

/// "record" or "record create".
[[nodiscard]] bool is_command_or_group(std::string_view words);
/// "amparo record create KIND [--data FILE] …".
[[nodiscard]] std::string usage_line(Command const& command);
/// Of a command, of a group of them, or of the program ("").
[[nodiscard]] std::string help_text(std::string_view words, Language language, unsigned columns);
/// Every command in full.
[[nodiscard]] std::string help_of_all(Language language, unsigned columns);
/// The command table, for docs/cli.md and whoever else wants it.
[[nodiscard]] Json help_json();
/// The manual page, for man(1).
[[nodiscard]] std::string manual(Language language);
/// The completion script of "bash" or "zsh"; nothing for another shell.
[[nodiscard]] std::optional<std::string> completion(std::string_view shell);

struct ExitCode {
    int code;
    Text meaning;
};
[[nodiscard]] std::vector<ExitCode> const& exit_codes();

}  // namespace amparo::cli
