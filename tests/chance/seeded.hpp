// SPDX-License-Identifier: AGPL-3.0-or-later
// Chance of the test programs: libsodium's own source replaced by a stream that a seed gives, so a test does the same every
// time, keys, ids and nonces included. Each test begins with a stream of its own, named by the test and by AMPARO_FAULTS_SEED;
// a forked child goes on with another. tools/check_symbols.py holds that no program of ours has it.
#pragma once

#include <cstdint>

namespace amparo::chance {

/// From here on all random bytes of this process are those of `seed`.
void begin(std::uint64_t seed);

}  // namespace amparo::chance
