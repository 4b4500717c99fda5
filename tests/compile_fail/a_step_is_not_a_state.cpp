// SPDX-License-Identifier: AGPL-3.0-or-later
// module: referral
// error: conver|no viable|no matching|incompatible|initialize
// S1: where it stands and what is done are two things.
#include "amparo/referral/letter.hpp"
#include "amparo/referral/status.hpp"

using namespace amparo::referral;

void offend() {
#ifndef CONTROL
    (void)next(Step::kAccepted, Step::kAccepted);
#else
    (void)next(State{}, Step::kAccepted);
#endif
}
