// SPDX-License-Identifier: AGPL-3.0-or-later
// module: consent
// error: is private|no matching|private
// R10: only disclose() makes a disclosure.
#include "amparo/consent/release.hpp"

using namespace amparo;
using namespace amparo::consent;

void offend(Release const& r, Request q, MemberId m, Instant now) {
#ifndef CONTROL
    Disclosure d{r, q, m, now};
#else
    (void)disclose(r, q, m, now);
#endif
}
