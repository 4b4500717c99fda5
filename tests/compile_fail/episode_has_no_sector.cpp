// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: has no member named|no member named
// F12: an episode has no place for the kind of work.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;
enum class Sector { kAgriculture, kSexWork };

void offend(Episode& e) {
#ifndef CONTROL
    e.sector = Sector::kAgriculture;
#else
    e.age_at_time = Age::kAdult;
#endif
}
