// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The lines of a Word document, and the document with other words in them (templates/word_files.hpp, W1-W3).
#include "amparo/templates/word_files.hpp"

namespace amparo::documents {

inline constexpr std::size_t kWordBytesMax = std::size_t{16} << 20U;
/// Of all its parts with words, unpacked.
inline constexpr std::size_t kWordUnpackedMax = std::size_t{64} << 20U;

class WordLines final : public templates::WordFiles {
  public:
    [[nodiscard]] Result<templates::Sheet, templates::WordError> lines(ByteView file) override;
    [[nodiscard]] Result<Bytes, templates::WordError> with(ByteView file,
                                                           templates::Filled const& filled) override;
};

}  // namespace amparo::documents
