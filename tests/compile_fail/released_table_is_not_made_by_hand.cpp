// SPDX-License-Identifier: AGPL-3.0-or-later
// module: protection
// error: deleted|no matching|is private|implicitly
// S5: only a table that withstood the attacker is a Released.
#include "amparo/protection/suppress.hpp"

using namespace amparo::protection;

void offend() {
#ifndef CONTROL
    Released table{{3, 4}, {"a", "b"}};
#endif
}
