// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Records of people, as codes: one row a person.
///
///   M1 Codebook. What a column may hold comes from the codebook, never from the data; another value is refused.
///   M2 Blank     is no code. It is not merged with "not asked" or "declined", which are codes where a codebook has them.
///   M3 Several.  A question with several answers is a column for each: code 0 where it was given, 1 where another was, then
///                the ways to give none, the same in each of its columns.
#include "amparo/base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace amparo::protection {

using Code = std::uint16_t;
inline constexpr Code kBlank = 0xFFFF;

struct Column {
    std::string name;
    std::vector<std::string> codes;
};

inline constexpr Code kGiven = 0;
inline constexpr Code kNotGiven = 1;
/// M3: the columns of one question.
using Several = std::vector<std::size_t>;

struct Microdata {
    std::vector<Column> columns;
    std::vector<std::vector<Code>> values;  ///< One list a column, all of one length.

    [[nodiscard]] std::size_t rows() const noexcept { return values.empty() ? 0 : values.front().size(); }
    /// M1, and lengths.
    [[nodiscard]] bool valid() const noexcept;
};

}  // namespace amparo::protection
