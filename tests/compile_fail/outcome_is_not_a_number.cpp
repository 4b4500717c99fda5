// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: conver|no viable|no matching|incompatible|initialize
// F12: no score.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;

void offend(Episode const& e) {
#ifndef CONTROL
    int const score = assess(e).palermo.outcome;
    (void)score;
#else
    Outcome const word = assess(e).palermo.outcome;
    (void)word;
#endif
}
