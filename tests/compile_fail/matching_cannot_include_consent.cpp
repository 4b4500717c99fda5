// SPDX-License-Identifier: AGPL-3.0-or-later
// module: matching
// error: No such file|file not found
// M10: no release can reach matching.
#include "amparo/matching/match.hpp"
#ifndef CONTROL
#include "amparo/consent/release.hpp"
#endif
