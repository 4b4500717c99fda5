// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: has no member named|no member named
// F12: an episode has no place for immigration status.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;
enum class ImmigrationStatus { kUndocumented };

void offend(Episode& e) {
#ifndef CONTROL
    e.immigration_status = ImmigrationStatus::kUndocumented;
#else
    e.age_at_time = Age::kAdult;
#endif
}
