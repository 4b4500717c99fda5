// SPDX-License-Identifier: AGPL-3.0-or-later
// module: referral
// error: deleted|no matching|implicitly
// L5, P3: a letter is made of a payload.
#include "amparo/referral/letter.hpp"
#include "amparo/referral/status.hpp"

using namespace amparo::referral;

void offend() {
#ifndef CONTROL
    Letter const l;
#endif
}
