// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/binary.hpp"

#include "amparo/base/check.hpp"

namespace amparo::codec {

Writer& Writer::lp(ByteView bytes) {
    AMPARO_CHECK(bytes.size() <= UINT32_MAX);
    return u32(static_cast<std::uint32_t>(bytes.size())).raw(bytes);
}

Writer& Writer::little_endian(std::uint64_t v, int count) {
    for (int i = 0; i < count; ++i) out_.push_back(static_cast<std::byte>(v >> (8 * i) & 0xFFU));
    return *this;
}

ByteView Reader::raw(std::size_t count) {
    if (failed_ || count > rest_.size()) {
        fail();
        return {};
    }
    ByteView const out = rest_.first(count);
    rest_ = rest_.subspan(count);
    return out;
}

ByteView Reader::lp(std::size_t bytes_max) {
    std::size_t const size = u32();
    if (size > bytes_max) {
        fail();
        return {};
    }
    return raw(size);
}

std::uint64_t Reader::little_endian(std::size_t count) {
    std::uint64_t v = 0;
    ByteView const in = raw(count);
    for (std::size_t i = 0; i < in.size(); ++i) v |= std::to_integer<std::uint64_t>(in[i]) << (8 * i);
    return v;
}

}  // namespace amparo::codec
