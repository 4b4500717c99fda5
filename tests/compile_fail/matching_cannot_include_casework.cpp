// SPDX-License-Identifier: AGPL-3.0-or-later
// module: matching
// error: No such file|file not found
// M10: no finding can reach matching.
#include "amparo/matching/match.hpp"
#ifndef CONTROL
#include "amparo/casework/finding.hpp"
#endif
