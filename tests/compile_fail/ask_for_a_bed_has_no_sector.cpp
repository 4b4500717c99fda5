// SPDX-License-Identifier: AGPL-3.0-or-later
// module: shelter
// error: has no member named|no member named
// O5.
#include "amparo/shelter/offer.hpp"

using namespace amparo::shelter;

void offend(Ask& ask) {
#ifndef CONTROL
    ask.sector = 3;
#else
    ask.household = 3;
#endif
}
