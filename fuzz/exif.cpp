// SPDX-License-Identifier: AGPL-3.0-or-later
// How a picture says that it is to be turned: as a whole JPEG, and as the note in one.
#include "../src/press/image.hpp"
#include "fuzz.hpp"

#include <algorithm>
#include <cstdint>

namespace {

using namespace amparo;

int turned(ByteView file) {
    int const out = press::orientation_in(file);
    AMPARO_CHECK(out >= 1 && out <= 8);
    return out;
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    ByteView const given = fuzz::bytes_of(data, size);
    (void)turned(given);
    constexpr std::size_t kNoteMax = 0xFFFF - 8;
    ByteView const note = given.first(std::min(given.size(), kNoteMax));
    std::size_t const length = note.size() + 8;
    std::string head{"\xFF\xD8\xFF\xE1", 4};
    head += static_cast<char>(length >> 8U);
    head += static_cast<char>(length & 0xFFU);
    head.append("Exif\0\0", 6);
    ByteView const bytes = as_bytes(head);
    Bytes file{bytes.begin(), bytes.end()};
    append(file, note);
    int const as_it_is = turned(file);
    // What stands behind the note says nothing.
    append(file, as_bytes("\xFF\xE1 more"));
    AMPARO_CHECK(turned(file) == as_it_is);
    return 0;
}
