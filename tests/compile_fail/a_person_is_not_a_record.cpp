// SPDX-License-Identifier: AGPL-3.0-or-later
// module: consent
// error: conver|no viable|no matching|incompatible|initialize
// Ids of two kinds are not swapped.
#include "amparo/consent/release.hpp"

using namespace amparo;
using namespace amparo::consent;

void offend(RecordId id, PersonId person, Instant now) {
#ifndef CONTROL
    (void)sign(person, person, Terms{}, now);
#else
    (void)sign(id, person, Terms{}, now);
#endif
}
