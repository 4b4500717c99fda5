// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The engine's codes in words, for people.
#include "amparo/cli/text.hpp"
#include "amparo/codec/json.hpp"

#include <string>
#include <string_view>

namespace amparo::cli {

/// A code of the engine; one without words as it is, with spaces for its lines.
[[nodiscard]] std::string word(std::string_view code, Language language);
[[nodiscard]] std::string words(Json const& codes, Language language, std::string_view between = ", ");
/// "2031-03-01T18:30:00.000Z" by the clock of this place: "2031-03-01 12:30 (UTC-06:00)"; anything else as it is.
[[nodiscard]] std::string moment(std::string_view instant);
/// As one word of a shell: what a partner calls itself must not become a command when somebody copies the
/// line.
[[nodiscard]] std::string shell_word(std::string_view text);
/// 1234567 as "1,234,567", "1 234 567" in Spanish.
[[nodiscard]] std::string count(std::int64_t number, Language language);

}  // namespace amparo::cli
