// SPDX-License-Identifier: AGPL-3.0-or-later
// module: matching
// error: has no member named|no member named
// M10.
#include "amparo/matching/match.hpp"

using namespace amparo;
using namespace amparo::matching;

void offend(Request& r) {
#ifndef CONTROL
    r.immigration_status = 1;
#else
    r.need = "shelter";
#endif
}
