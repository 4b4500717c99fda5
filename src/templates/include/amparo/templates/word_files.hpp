// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Port: a word processor's file (DOCX), which comes from anywhere.
///
///   W1 All words.  Lines of the body, headers, footers, notes and comments, in boxes too, in the order of the
///                  file.
///   W2 Same.       What is written back differs in the pieces that changed, and in lines that are there more or
///                  less often than once; every other byte of every part is as it was.
///   W3 Elsewhere.  Two opening braces where nothing can be filled (deleted words, the code of a field) are an
///                  error: a place is never left behind unseen.
#include "amparo/base/bytes.hpp"
#include "amparo/templates/sheet.hpp"

namespace amparo::templates {

enum class WordError : std::uint8_t { kNotWord, kDamaged, kEncrypted, kTooLarge, kElsewhere, kNoReader };

class WordFiles {
  public:
    virtual ~WordFiles() = default;
    [[nodiscard]] virtual Result<Sheet, WordError> lines(ByteView file) = 0;
    /// `filled` was made of the same file's lines.
    [[nodiscard]] virtual Result<Bytes, WordError> with(ByteView file, Filled const& filled) = 0;
};

}  // namespace amparo::templates
