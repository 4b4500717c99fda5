// SPDX-License-Identifier: AGPL-3.0-or-later
// module: matching
// error: conver|no viable|no matching|incompatible|initialize
// M10.
#include "amparo/matching/match.hpp"

using namespace amparo;
using namespace amparo::matching;
enum class Cooperation { kRefused };

void offend(Request& r) {
#ifndef CONTROL
    r.wishes.insert(Cooperation::kRefused);
#else
    r.wishes.insert(Wish::kNoFee);
#endif
}
