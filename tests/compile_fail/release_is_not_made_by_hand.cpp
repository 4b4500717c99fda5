// SPDX-License-Identifier: AGPL-3.0-or-later
// module: consent
// error: deleted|no matching|is private|implicitly
// R1-R6: only sign() makes a release.
#include "amparo/consent/release.hpp"

using namespace amparo;
using namespace amparo::consent;

void offend(RecordId id, PersonId person) {
#ifndef CONTROL
    Release r{id, person, Terms{}};
#else
    (void)id, (void)person;
#endif
}
