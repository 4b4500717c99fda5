// SPDX-License-Identifier: AGPL-3.0-or-later
// module: matching
// error: conver|no viable|no matching|incompatible|initialize
// M4: unknown is neither yes nor no.
#include "amparo/matching/match.hpp"

using namespace amparo;
using namespace amparo::matching;

void offend(directory::Entry const& e) {
#ifndef CONTROL
    if (e.conditions.fee) return;
#else
    if (e.conditions.fee == directory::Stated::kYes) return;
#endif
}
