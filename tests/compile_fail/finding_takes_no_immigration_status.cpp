// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: too many arguments|no matching function
// F12: immigration status is no input of a finding.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;
enum class ImmigrationStatus { kUndocumented };

void offend(Episode const& e) {
#ifndef CONTROL
    (void)assess(e, ImmigrationStatus::kUndocumented);
#else
    (void)assess(e);
#endif
}
