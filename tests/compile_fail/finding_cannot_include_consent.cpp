// SPDX-License-Identifier: AGPL-3.0-or-later
// module: casework
// error: No such file|file not found
// A finding knows no release.
#include "amparo/casework/finding.hpp"
#ifndef CONTROL
#include "amparo/consent/release.hpp"
#endif
