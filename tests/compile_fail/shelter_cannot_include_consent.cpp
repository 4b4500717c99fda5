// SPDX-License-Identifier: AGPL-3.0-or-later
// module: shelter
// error: No such file|file not found
// O5, Q4: what consent holds can't reach a bed.
#include "amparo/shelter/queue.hpp"
#ifndef CONTROL
#include "amparo/consent/release.hpp"
#endif
