// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One reader of documents: what it gives is UTF-8 with places from 1, or it says why it gives nothing.
#include "fuzz.hpp"

#include "amparo/documents/reader.hpp"

#include <cstdint>
#include <string_view>

namespace amparo::fuzz {

class Measured : public documents::Sink {
  public:
    void at(std::uint64_t line, std::uint64_t column, std::uint64_t) override {
        AMPARO_CHECK(line >= 1 && column >= 1);
    }
    void text(std::string_view piece) override { bytes += piece.size(); }
    std::size_t bytes = 0;
};

inline int read_as(documents::Kind kind, std::uint8_t const* data, std::size_t size) {
    Measured sink;
    auto const done = documents::read(bytes_of(data, size), kind, sink);
    if (!done.ok()) AMPARO_CHECK(!documents::name(done.error()).empty());
    // Markup says less than it takes: nothing grows without bound.
    if (kind == documents::Kind::kHtml) AMPARO_CHECK(sink.bytes <= 4 * size + 16);
    return 0;
}

}  // namespace amparo::fuzz
