// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A directory and people's requests for the matching workload: the same in every run, nobody's.
#include "amparo/directory/entry.hpp"
#include "amparo/matching/match.hpp"

#include <cstddef>
#include <vector>

namespace amparo::bench {

/// The instant at which the requests are made.
inline constexpr Instant kAsked{std::chrono::seconds{1'900'000'000}};

/// Services at one place each, spread over a region of some 400 km; one of four has not said its languages,
/// hours or conditions, as directories are.
[[nodiscard]] std::vector<directory::Entry> make_services(std::size_t count);

/// Each for a need that many serve, with languages, wishes, a place and an hour in different mixtures.
[[nodiscard]] std::vector<matching::Request> make_requests(std::size_t count);

}  // namespace amparo::bench
