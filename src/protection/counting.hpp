// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Tables of microdata, with blank as each column's last value.
#include "amparo/protection/microdata.hpp"

#include <cstdint>
#include <vector>

namespace amparo::protection {

[[nodiscard]] inline std::size_t size_with_blank(Column const& column) {
    return column.codes.size() + 1;
}

[[nodiscard]] inline std::size_t place(Code code, Column const& column) {
    return code == kBlank ? column.codes.size() : code;
}

[[nodiscard]] std::vector<std::int64_t> count_one(Microdata const& data, std::size_t column);
/// `b` fastest.
[[nodiscard]] std::vector<std::int64_t> count_two(Microdata const& data, std::size_t a, std::size_t b);

}  // namespace amparo::protection
