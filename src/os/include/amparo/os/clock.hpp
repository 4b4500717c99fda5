// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The host's clock, for the engine's port of that name.
#include "amparo/base/instant.hpp"

namespace amparo::os {

[[nodiscard]] Instant now();

}  // namespace amparo::os
