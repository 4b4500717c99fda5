// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The canonical binary encoding of everything stored or sent: little-endian integers in a fixed order,
/// byte strings as LP(x) = u32 length, then x. No maps, no optional order, nothing after the end.
/// Spec: protocol/encoding.md.
#include "amparo/base/bytes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace amparo::codec {

class Writer {
  public:
    Writer& u8(std::uint8_t v) { return little_endian(v, 1); }
    Writer& u16(std::uint16_t v) { return little_endian(v, 2); }
    Writer& u32(std::uint32_t v) { return little_endian(v, 4); }
    Writer& u64(std::uint64_t v) { return little_endian(v, 8); }
    /// The bytes alone: their count is fixed by the format.
    Writer& raw(ByteView bytes) {
        append(out_, bytes);
        return *this;
    }
    /// LP(bytes). At most 2^32-1 bytes.
    Writer& lp(ByteView bytes);
    Writer& lp(std::string_view text) { return lp(as_bytes(text)); }

    [[nodiscard]] Bytes const& bytes() const& noexcept { return out_; }
    [[nodiscard]] Bytes bytes() && noexcept { return std::move(out_); }

  private:
    Writer& little_endian(std::uint64_t v, int count);
    Bytes out_;
};

/// Reads what Writer wrote. The first thing that does not fit makes it fail for good: every later read gives
/// zeros or nothing, so a parser may read all fields and ask once, at the end, with `ok_at_end()`.
class Reader {
  public:
    explicit Reader(ByteView bytes) noexcept : rest_{bytes} {}

    std::uint8_t u8() { return static_cast<std::uint8_t>(little_endian(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(little_endian(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(little_endian(4)); }
    std::uint64_t u64() { return little_endian(8); }
    /// A view into the input, of exactly `count` bytes, or an empty one and failure.
    ByteView raw(std::size_t count);
    /// LP with at most `bytes_max` bytes; nothing is allocated.
    ByteView lp(std::size_t bytes_max);
    template <std::size_t N>
    std::array<std::byte, N> fixed() {
        std::array<std::byte, N> out{};
        ByteView const in = raw(N);
        if (in.size() == N) std::copy(in.begin(), in.end(), out.begin());
        return out;
    }

    void fail() noexcept {
        failed_ = true;
        rest_ = {};
    }
    [[nodiscard]] bool ok() const noexcept { return !failed_; }
    /// Everything was read and nothing failed.
    [[nodiscard]] bool ok_at_end() const noexcept { return !failed_ && rest_.empty(); }
    [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }

  private:
    std::uint64_t little_endian(std::size_t count);
    ByteView rest_;
    bool failed_ = false;
};

}  // namespace amparo::codec
