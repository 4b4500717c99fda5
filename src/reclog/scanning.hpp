// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// scan() of a part of what there is.
#include "amparo/reclog/frames.hpp"

namespace amparo::reclog {

/// Of the batch whose header stands at the front; 0 if none does.
[[nodiscard]] std::size_t promised_bytes(ByteView bytes);
/// With `more_follows`, a batch whose end is not there ends the scan: the rest is the last gap.
[[nodiscard]] Scan scan_part(ByteView bytes, std::uint64_t offset, bool more_follows);

}  // namespace amparo::reclog
