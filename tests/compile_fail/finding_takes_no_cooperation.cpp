// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: too many arguments|no matching function
// F12: whether somebody talks to the police is no input of a finding.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;
enum class Cooperation { kRefused };

void offend(Episode const& e) {
#ifndef CONTROL
    (void)assess(e, Cooperation::kRefused);
#else
    (void)assess(e);
#endif
}
