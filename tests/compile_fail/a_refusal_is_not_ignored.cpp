// SPDX-License-Identifier: AGPL-3.0-or-later
// module: consent
// error: unused-result|nodiscard|ignoring return
// R9: who sends looks at the answer.
#include "amparo/consent/release.hpp"

using namespace amparo;
using namespace amparo::consent;

void offend(Release const& r, Request q, MemberId m, Instant now) {
#ifndef CONTROL
    disclose(r, q, m, now);
#else
    (void)disclose(r, q, m, now);
#endif
}
