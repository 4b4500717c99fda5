// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The same rows, said with fewer terms: from a sum the sums inside it are taken away, and what is left of nothing is left
/// out. Exactly the same counts satisfy both.
#include "amparo/protection/attack.hpp"

namespace amparo::protection {

[[nodiscard]] System reduced(System const& system);

}  // namespace amparo::protection
