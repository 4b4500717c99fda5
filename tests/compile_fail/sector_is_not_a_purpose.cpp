// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: conver|no viable|no matching|incompatible|initialize
// F12: work is not a purpose.
#include "amparo/casework/finding.hpp"

using namespace amparo::casework;
enum class Sector { kAgriculture, kSexWork };

void offend(Episode& e) {
#ifndef CONTROL
    e.purposes.push_back({Sector::kSexWork, Stated::kYes, {}});
#else
    e.purposes.push_back({Purpose::kSlavery, Stated::kYes, {}});
#endif
}
