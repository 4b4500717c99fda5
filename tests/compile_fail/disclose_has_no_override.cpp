// SPDX-License-Identifier: AGPL-3.0-or-later
// module: consent
// error: too many arguments|no matching function
// R8: there is no parameter that says otherwise.
#include "amparo/consent/release.hpp"

using namespace amparo;
using namespace amparo::consent;

void offend(Release const& r, Request q, MemberId m, Instant now) {
#ifndef CONTROL
    (void)disclose(r, q, m, now, true);
#else
    (void)disclose(r, q, m, now);
#endif
}
