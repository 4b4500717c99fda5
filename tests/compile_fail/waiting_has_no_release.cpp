// SPDX-License-Identifier: AGPL-3.0-or-later
// module: shelter
// error: has no member named|no member named
// Q4.
#include "amparo/shelter/queue.hpp"

using namespace amparo::shelter;

void offend(Waiting& w) {
#ifndef CONTROL
    w.release = true;
#else
    w.household = 2;
#endif
}
