// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// How a day, an hour, a telephone number or an address is written.
#include "amparo/base/instant.hpp"

#include <optional>
#include <string_view>

namespace amparo::forms {

[[nodiscard]] bool is_control(char c) noexcept;
/// "2024", "2024-05" or "2024-05-03".
[[nodiscard]] bool is_partial_date(std::string_view text);
/// "00:00" to "24:00".
[[nodiscard]] bool is_time(std::string_view text) noexcept;
/// In UTC, or with an offset as RFC 3339 has it.
[[nodiscard]] std::optional<Instant> instant_of(std::string_view text);
[[nodiscard]] bool is_phone(std::string_view text) noexcept;
[[nodiscard]] bool is_email(std::string_view text) noexcept;
/// A scheme is the same in upper case (RFC 3986).
[[nodiscard]] bool is_url(std::string_view text) noexcept;

}  // namespace amparo::forms
