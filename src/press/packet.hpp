// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "front.hpp"

namespace amparo::press {

[[nodiscard]] Result<pages::PacketMade, PressError> packet(pages::PacketPlan const& plan,
                                                           std::vector<Bytes> const& files);

}  // namespace amparo::press
