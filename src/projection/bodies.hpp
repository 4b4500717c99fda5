// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The opened texts of revisions, end to end in large blocks, so that nothing is copied on growth and all of
/// it can be wiped.
#include "wipe.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace amparo::projection {

class Bodies {
  public:
    struct Place {
        std::uint32_t block = 0;
        std::uint32_t offset = 0;
        std::uint32_t size = 0;
    };

    [[nodiscard]] Place keep(std::string_view text);
    /// Holds until the place is wiped.
    [[nodiscard]] std::string_view at(Place place) const noexcept {
        return {blocks_[place.block].data() + place.offset, place.size};
    }
    void wipe_at(Place place) noexcept;
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

  private:
    std::vector<WipedVector<char>> blocks_;
    std::size_t bytes_ = 0;
};

}  // namespace amparo::projection
