// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: conver|no viable|no matching|incompatible|initialize
// F12: work is not a means.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;
enum class Sector { kAgriculture, kSexWork };

void offend(Episode& e) {
#ifndef CONTROL
    e.means.push_back({Sector::kSexWork, Stated::kYes, {}});
#else
    e.means.push_back({Means::kFraud, Stated::kYes, {}});
#endif
}
