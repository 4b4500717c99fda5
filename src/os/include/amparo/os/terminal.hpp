// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the place that text goes to can show.
namespace amparo::os {

enum class Stream { kInput = 0, kOutput = 1, kErrors = 2 };

[[nodiscard]] bool is_terminal(Stream stream);
/// Columns of the terminal; 80 where there is none. At least 20, at most 1000.
[[nodiscard]] unsigned width(Stream stream);
/// A terminal that is not "dumb", and NO_COLOR (no-color.org) is not set.
[[nodiscard]] bool shows_color(Stream stream);

}  // namespace amparo::os
