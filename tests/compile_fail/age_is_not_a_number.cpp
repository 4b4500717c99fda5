// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: conver|no viable|no matching|incompatible|initialize
// F3: an age in years would be a guess made elsewhere.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;

void offend(Episode& e) {
#ifndef CONTROL
    e.age_at_time = 17;
#else
    e.age_at_time = Age::kChild;
#endif
}
