// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The host's clocks, for the ports of that name.
#include "amparo/base/instant.hpp"

#include <chrono>

namespace amparo::os {

[[nodiscard]] Instant now();

/// How far this computer's clocks are ahead of UTC at `instant` (TZ, /etc/localtime), summer time and all.
[[nodiscard]] std::chrono::minutes utc_offset(Instant instant);

/// Since the computer started: goes on while it sleeps, and nobody can set it.
[[nodiscard]] std::chrono::milliseconds since_start();

}  // namespace amparo::os
