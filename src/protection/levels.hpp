// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The keys of a request with all their levels, the codes first and everything in one last; and the choice among them.
#include "amparo/protection/anonymity.hpp"
#include "combinations.hpp"

#include <cstdint>
#include <vector>

namespace amparo::protection {

/// One key. Codes have blank as their last; so have groups, but for the last level's one.
struct Ladder {
    std::vector<std::vector<Code>> group;   ///< [level][code]
    std::vector<std::vector<double>> loss;  ///< [level][code]; 0 of blank (K4).
    std::vector<std::size_t> sizes;         ///< [level]: how many groups, blank among them.
    std::vector<Code> blank;                ///< [level]: which group is blank; `kBlank` where none is.

    [[nodiscard]] std::size_t levels() const noexcept { return sizes.size(); }
    /// Which of a level's groups an answer is in, kBlank among them.
    [[nodiscard]] Code at(std::size_t level, Code code) const {
        Code const out = group[level][code == kBlank ? group[level].size() - 1 : code];
        return out == blank[level] ? kBlank : out;
    }
    [[nodiscard]] std::size_t top() const noexcept { return sizes.size() - 1; }
};

/// Nothing where the levels are none (K2).
[[nodiscard]] std::optional<Ladder> ladder_of(Column const& column, Key const& key);

struct Choice {
    std::vector<std::size_t> levels;
    bool is_cheapest = false;
    std::size_t checked = 0;
    double loss = 0;  ///< Without K6: who has no company is left out.
};
/// K5, with `kRecords`. There are at least k records; `those` are the codes' combinations.
[[nodiscard]] Choice choose_levels(Combinations const& those, std::vector<Ladder> const& ladders,
                                   AnonymityRequest const& request);

/// Of each record: how many answers it has to questions that are no keys, and its place among those who can spare one.
struct Others {
    std::vector<std::uint32_t> answers;
    std::vector<std::uint64_t> turn;
};
struct Withheld {
    std::vector<bool> left_out;
    std::uint64_t work = 0;  ///< Answers looked at.
    bool is_cut_short = false;
};
/// K6, on records whose keys stand at their level. Once `work_max` answers were looked at, who has no company yet is left out.
[[nodiscard]] Withheld withhold(Microdata& records, std::vector<std::size_t> const& keys,
                                Others const& others, AnonymityRequest const& request,
                                std::uint64_t work_max);

}  // namespace amparo::protection
