// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Dates as people write them. In Spanish for "es", else in English.
#include "amparo/base/instant.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace amparo {

/// "3 May 2024", "3 de mayo de 2024". The date exists.
[[nodiscard]] std::string written_out(Date date, std::string_view language);
/// "May 2024", "mayo de 2024".
[[nodiscard]] std::string written_out(std::chrono::year_month month, std::string_view language);

}  // namespace amparo
