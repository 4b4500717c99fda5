// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One value, as a file has it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::directory {

[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;
[[nodiscard]] std::string lower_case(std::string_view text);  ///< ASCII letters.
[[nodiscard]] bool is_uuid(std::string_view text) noexcept;
/// Trimmed, without empty ones.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);
/// A decimal number, all of `text`.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
/// The start of a value, to show in a message.
[[nodiscard]] std::string shown(std::string_view value);
[[nodiscard]] bool is_web_address(std::string_view text) noexcept;
[[nodiscard]] bool is_email_address(std::string_view text) noexcept;
/// Trimmed; a run of line ends, tabs and other control characters as one blank.
[[nodiscard]] std::string one_line(std::string_view text);
/// Trimmed; every line end as '\n', without control characters but tabs.
[[nodiscard]] std::string many_lines(std::string_view text);
/// The code of data/vocabularies/languages.json for an ISO 639 code ("es", "spa", "zh-Hant") or an English
/// name.
[[nodiscard]] std::optional<std::string> language_code(std::string_view code_or_name);

}  // namespace amparo::directory
