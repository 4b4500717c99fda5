// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/microdata.hpp"

#include "counting.hpp"

#include <algorithm>

namespace amparo::protection {

bool Microdata::valid() const noexcept {
    if (values.size() != columns.size()) return false;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        std::size_t const codes = columns[c].codes.size();
        if (codes >= kBlank || values[c].size() != rows()) return false;
        bool const known = std::all_of(values[c].begin(), values[c].end(),
                                       [codes](Code code) { return code < codes || code == kBlank; });
        if (!known) return false;
    }
    return true;
}

std::vector<std::int64_t> count_one(Microdata const& data, std::size_t column) {
    std::vector<std::int64_t> out(size_with_blank(data.columns[column]), 0);
    for (Code const code : data.values[column]) ++out[place(code, data.columns[column])];
    return out;
}

std::vector<std::int64_t> count_two(Microdata const& data, std::size_t a, std::size_t b) {
    std::size_t const width = size_with_blank(data.columns[b]);
    std::vector<std::int64_t> out(size_with_blank(data.columns[a]) * width, 0);
    std::vector<Code> const& first = data.values[a];
    std::vector<Code> const& second = data.values[b];
    for (std::size_t r = 0; r < first.size(); ++r)
        ++out[place(first[r], data.columns[a]) * width + place(second[r], data.columns[b])];
    return out;
}

}  // namespace amparo::protection
