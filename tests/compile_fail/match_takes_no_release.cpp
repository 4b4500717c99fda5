// SPDX-License-Identifier: AGPL-3.0-or-later
// module: matching
// error: too many arguments|conver|no matching
// M10: whether a release was signed is no input of matching.
#include "amparo/matching/match.hpp"

using namespace amparo;
using namespace amparo::matching;
struct Release {};

void offend(Index const& index, Request const& r, Instant now) {
#ifndef CONTROL
    (void)index.match(r, Release{}, now);
#else
    (void)index.match(r, now);
#endif
}
