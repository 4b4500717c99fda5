// SPDX-License-Identifier: AGPL-3.0-or-later
// module: referral
// error: No such file|file not found
// A referral is handed values, not rules.
#include "amparo/referral/status.hpp"
#ifndef CONTROL
#include "amparo/consent/release.hpp"
#endif
