// SPDX-License-Identifier: AGPL-3.0-or-later
// module: consent
// error: conver|no viable|no matching|incompatible|initialize
// A Result holds its value or its error, nothing else.
#include "amparo/consent/release.hpp"

using namespace amparo;
using namespace amparo::consent;

void offend() {
#ifndef CONTROL
    Result<Release, Problem> const r = 1;
#endif
}
