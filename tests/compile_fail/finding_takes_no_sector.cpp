// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: too many arguments|no matching function
// F12: the kind of work is no input of a finding.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;
enum class Sector { kAgriculture, kSexWork };

void offend(Episode const& e) {
#ifndef CONTROL
    (void)assess(e, Sector::kSexWork);
#else
    (void)assess(e);
#endif
}
