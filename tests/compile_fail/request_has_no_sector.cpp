// SPDX-License-Identifier: AGPL-3.0-or-later
// module: matching
// error: has no member named|no member named
// M10: what work somebody does is no input of matching.
#include "amparo/matching/match.hpp"

using namespace amparo;
using namespace amparo::matching;

void offend(Request& r) {
#ifndef CONTROL
    r.sector = 1;
#else
    r.need = "shelter";
#endif
}
