// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The JSON of a referral and of an answer, and nothing else: E1, E2, E8, E9.
#include "amparo/courier/courier.hpp"

namespace amparo::courier {

/// kTooLarge beyond the bounds of E1, kMalformed for what `what` does not allow.
[[nodiscard]] Result<Json, CourierError> read_payload(What what, std::string_view text);
/// Refuses whatever read_payload() would not give back as it was.
[[nodiscard]] Result<std::string, CourierError> write_payload(What what, Json const& payload);

/// When the release of a referral ends. The payload is one that read_payload() gave.
[[nodiscard]] Instant release_end(Json const& referral);

}  // namespace amparo::courier
