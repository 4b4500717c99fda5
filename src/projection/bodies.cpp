// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bodies.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>

namespace amparo::projection {

namespace {
constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;
}

Bodies::Place Bodies::keep(std::string_view text) {
    AMPARO_CHECK(text.size() <= UINT32_MAX);
    if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size()) {
        blocks_.emplace_back().reserve(std::max(kBlockBytes, text.size()));
        bytes_ += blocks_.back().capacity();
    }
    auto& block = blocks_.back();
    Place const place{static_cast<std::uint32_t>(blocks_.size() - 1),
                      static_cast<std::uint32_t>(block.size()), static_cast<std::uint32_t>(text.size())};
    block.insert(block.end(), text.begin(), text.end());
    return place;
}

void Bodies::wipe_at(Place place) noexcept {
    wipe(blocks_[place.block].data() + place.offset, place.size);
}

}  // namespace amparo::projection
