// SPDX-License-Identifier: AGPL-3.0-or-later
// module: referral
// error: is private|private|no matching
// P3: only build() makes a payload.
#include "amparo/referral/letter.hpp"
#include "amparo/referral/status.hpp"

using namespace amparo::referral;

void offend() {
#ifndef CONTROL
    Payload const p{{}, {}};
#else
    (void)build({}, {});
#endif
}
