// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The engine names its methods' parameters; people are told what they typed.
#include "amparo/cli/command.hpp"
#include "amparo/cli/text.hpp"

#include <string>

namespace amparo::cli {

/// "needs[0]" as it was typed: "--need"; "data.chosen_name" as "chosen_name"; in words what no option gives.
/// Empty where the message says it all.
[[nodiscard]] std::string typed_name(Command const* command, std::string const& field);

/// The failure with parameters in message and hint by the names of the command's options. For people only.
[[nodiscard]] Failure as_typed(Failure failure, Command const* command, Language language);

}  // namespace amparo::cli
