// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents.hpp"

#include "amparo/documents/word_lines.hpp"

namespace {

using namespace amparo;

/// As a template: filled with a word, it is read again, with as many lines and no place.
void fill(ByteView file) {
    documents::WordLines words;
    auto const sheet = words.lines(file);
    if (!sheet.ok()) return;
    auto const uses = templates::uses_in(sheet.value());
    if (!uses.ok()) return;
    templates::Values values;
    for (templates::Use const& use : uses.value()) values[use.name] = {{"<word> & \n"}, false};
    auto const filled = templates::fill(sheet.value(), values);
    if (!filled.ok()) return;
    auto const out = words.with(file, filled.value());
    AMPARO_CHECK(out.ok());
    if (out.value().size() > documents::kWordBytesMax) return;
    auto const again = words.lines(out.value());
    AMPARO_CHECK(again.ok() || again.error() == templates::WordError::kTooLarge);
    if (!again.ok()) return;
    AMPARO_CHECK(again.value().size() <= sheet.value().size());
    auto const left = templates::uses_in(again.value());
    AMPARO_CHECK(left.ok() && left.value().empty());
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fill(fuzz::bytes_of(data, size));
    return fuzz::read_as(documents::Kind::kDocx, data, size);
}
