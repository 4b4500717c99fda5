// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Words about figures and files of records that several commands say.
#include "amparo/cli/run.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amparo::cli {

/// 0.1234
[[nodiscard]] std::string decimal(Json const& object, std::string_view key);
/// The budget of invented records, whence it comes, their noise, what is left: a line each.
[[nodiscard]] std::vector<std::string> budget_words(Run& run, Json const& plan);

}  // namespace amparo::cli
