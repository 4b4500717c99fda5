// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the engine says, in the user's language. The engine speaks English; machines get its words as they
/// are.
#include "amparo/cli/command.hpp"
#include "amparo/cli/text.hpp"

#include <string>
#include <string_view>

namespace amparo::cli {

/// The sentence in this language; one that is not known as it is.
[[nodiscard]] std::string translated(std::string_view sentence, Language language);
[[nodiscard]] Failure translated(Failure failure, Language language);

}  // namespace amparo::cli
