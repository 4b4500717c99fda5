// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What was typed, by the rows of the command table. The one door to CLI11.
#include "amparo/base/result.hpp"
#include "amparo/cli/command.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::cli {

struct Given {
    Command const* command = nullptr;  ///< None when only help or the version was asked for.
    using Values = std::map<std::string_view, std::vector<std::string>>;
    Values values;  ///< By Argument::name; a flag has none.
    Values common;  ///< Those every command takes. A command may have an argument of the same name.
    bool wants_help = false;
    bool wants_version = false;
    std::string words;  ///< Of the command, or as many as there were of one.

    [[nodiscard]] bool has(std::string_view argument) const { return values.contains(argument); }
    /// The one value of an argument, or nothing.
    [[nodiscard]] std::optional<std::string> one(std::string_view argument) const;
    [[nodiscard]] std::vector<std::string> const& all(std::string_view argument) const;
    [[nodiscard]] std::optional<std::string> common_one(std::string_view argument) const;
};

/// `arguments` without the program's name. `language` words the failure when --language does not.
[[nodiscard]] Result<Given, Failure> parse(std::vector<std::string> const& arguments, Language language);

}  // namespace amparo::cli
