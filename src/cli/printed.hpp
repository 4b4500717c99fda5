// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Printed figures as they are typed in: "38", "38.1", "38,1", "38%".
#include "amparo/audit/rounding.hpp"
#include "amparo/cli/run.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::cli {

/// At most `whole_max` and `decimals_max` digits behind the point. Before it there may be none: ".53".
[[nodiscard]] std::optional<audit::Printed> printed_in(std::string_view text, std::uint64_t whole_max,
                                                       unsigned decimals_max = audit::kDecimalsMax);

[[nodiscard]] Fail<Failure> not_a_percentage(Run& run, std::string const& word, std::string const& where);
/// At most 100.
[[nodiscard]] Result<audit::Printed, Failure> percentage_typed(Run& run, std::string const& word,
                                                               std::string const& where);
/// The option's whole number, if it was given: `least` to `most`.
[[nodiscard]] Result<std::optional<std::uint64_t>, Failure> count_typed(Run& run, std::string_view option,
                                                                        std::uint64_t most,
                                                                        std::uint64_t least = 1);

}  // namespace amparo::cli
