// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: conver|no viable|no matching|incompatible|initialize
// F4, F12: that somebody cooperates is no basis.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;
enum class Cooperation { kRefused };

void offend(Bases& b) {
#ifndef CONTROL
    b.insert(Cooperation::kRefused);
#else
    b.insert(Basis::kDocument);
#endif
}
