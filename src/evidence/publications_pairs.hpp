// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Numbers of people of which the ones are all among the others (W7, W10), by who was counted and not by what a condition says.
#include "publications_cells.hpp"

#include <cstdint>
#include <vector>

namespace amparo::evidence {

/// Of two tables what is told of how many they are of, or answered.
struct Pair {
    CountedTable const* next = nullptr;         ///< Of the last publication.
    CountedTable const* other = nullptr;        ///< Of any.
    Publication const* published_in = nullptr;  ///< The other's, if it is an earlier one.
    bool is_of_a_group = false;                 ///< W10
};
[[nodiscard]] std::string words_of(Pair const& pair, std::string_view language);

class Pairs {
  public:
    Pairs(All const& all, Reader reader);
    /// Whose rest is a count below the threshold; `kept` says what the last publication tells.
    [[nodiscard]] std::vector<Pair> given_away(
        std::map<CountedTable const*, std::vector<bool>> const& kept) const;

  private:
    /// In order.
    using People = std::vector<std::string>;
    struct Group {
        Selected of;
        People people;
    };
    struct Whom {
        CountedTable const* table = nullptr;
        bool is_protected = false;
        bool is_next = false;
        Publication const* publication = nullptr;
        People answered;
        People all;
        std::vector<Group> groups;  ///< W10
    };
    using Kept = std::map<CountedTable const*, std::vector<bool>>;
    [[nodiscard]] bool is_small(People const& outer, People const& inner) const;
    [[nodiscard]] bool gives_away(Whom const& a, Whom const& b,
                                  std::map<CountedTable const*, std::vector<bool>> const& kept) const;

    /// W10: whether the number of `a`, alone or with another's, says what `b` does not.
    [[nodiscard]] bool says_group(Whom const& a, Whom const& b, Kept const& kept) const;
    [[nodiscard]] std::vector<People const*> told_by(Whom const& one, Kept const& kept) const;

    std::vector<Whom> whom_;
    std::int64_t threshold_ = 0;
};

}  // namespace amparo::evidence
