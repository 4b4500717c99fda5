// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Which combinations of the keys' codes occur, and how often.
#include "amparo/protection/frequency.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace amparo::protection {

/// Numbers that were met, each with a place: 0, 1, 2, … in the order of meeting.
class Places {
  public:
    explicit Places(std::size_t expected);
    /// The place of `key`, a new one where it was not met yet.
    std::uint32_t of(std::uint64_t key);
    /// The place, or `kNone`.
    [[nodiscard]] std::uint32_t find(std::uint64_t key) const;
    [[nodiscard]] std::size_t size() const noexcept { return used_; }

    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t place = kNone;
    };
    [[nodiscard]] std::size_t slot(std::uint64_t key) const;
    void grow();
    std::vector<Slot> slots_;
    std::size_t mask_ = 0;
    std::uint32_t used_ = 0;
};

/// Distinct combinations; `codes` has `width` of them a combination, blank as each column's last.
struct Combinations {
    std::size_t width = 0;
    std::vector<std::uint64_t> steps;  ///< What one more of a column's code adds to the combination's number.
    std::vector<Code> codes;
    std::vector<std::uint32_t> counts;
    std::vector<double> weights;        ///< Empty without.
    std::vector<std::uint32_t> of_row;  ///< The combination of each record.

    [[nodiscard]] std::size_t size() const noexcept { return counts.size(); }
    [[nodiscard]] Code at(std::size_t combination, std::size_t key) const {
        return codes[combination * width + key];
    }
};

/// F5; nothing when the numbers do not fit. Each size has blank in it.
[[nodiscard]] std::optional<std::vector<std::uint64_t>> steps_of(std::span<std::size_t const> sizes);

[[nodiscard]] Combinations combinations(Microdata const& data, std::span<std::size_t const> keys,
                                        std::vector<std::uint64_t> steps, std::span<double const> weights);

/// Of each combination: how many records match it (F2), and their weight.
struct Matches {
    std::vector<std::uint32_t> records;
    std::vector<double> people;
};
/// `blanks[key]` is the code that matches anything. A key in `ignored` (a bit each) is not asked of the combination itself.
[[nodiscard]] Matches match_anything(Combinations const& those, std::span<Code const> blanks,
                                     std::uint32_t ignored = 0);

}  // namespace amparo::protection
