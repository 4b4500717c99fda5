// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: conver|no viable|no matching|incompatible|initialize
// F12: work is not an act.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;
enum class Sector { kAgriculture, kSexWork };

void offend(Episode& e) {
#ifndef CONTROL
    e.acts.push_back({Sector::kSexWork, Stated::kYes, {}});
#else
    e.acts.push_back({Act::kReceipt, Stated::kYes, {}});
#endif
}
