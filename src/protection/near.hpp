// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Another table close to the true one: as few people as possible counted elsewhere, so that a sum is larger or smaller.
/// Where few counts move, and few counts are asked about, the answer of the linear program mostly is a table of whole
/// numbers. Those are asked first that are in nearly the same rows.
#include "amparo/protection/attack.hpp"

#include <optional>
#include <vector>

namespace amparo::protection {

/// By column: the rows it is in.
using Index = std::vector<std::vector<Term>>;

class Near {
  public:
    /// `reduced` says the same as `system`. No count is above `most`.
    Near(System const& system, Index const& rows_of, System const& reduced, Index const& reduced_rows_of,
         Counts const& truth, std::int64_t most, Solver& solver)
        : system_{system},
          rows_of_{rows_of},
          reduced_{reduced},
          reduced_rows_of_{reduced_rows_of},
          truth_{truth},
          most_{static_cast<double>(most)},
          solver_{solver} {}

    /// With the target by `by` larger, or smaller where that is negative. Nothing if none was found.
    [[nodiscard]] std::optional<Deviation> find(Target const& target, std::int64_t by);

  private:
    [[nodiscard]] std::vector<std::uint32_t> closest(Target const& target) const;
    [[nodiscard]] Program program(std::vector<std::uint32_t> const& columns, Target const& target,
                                  std::int64_t by) const;
    [[nodiscard]] std::optional<Deviation> solve(std::vector<std::uint32_t> const& columns);
    [[nodiscard]] std::optional<Deviation> read(std::vector<std::uint32_t> const& columns,
                                                std::vector<double> const& values) const;

    System const& system_;
    Index const& rows_of_;
    System const& reduced_;
    Index const& reduced_rows_of_;
    Counts const& truth_;
    double most_;
    Solver& solver_;
};

}  // namespace amparo::protection
