// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The text of a document, in reading order, with the place of each piece. Documents come from anywhere: every
/// size is bounded, nothing is fetched, no entity, link or macro is followed, and damage is an error, never a
/// crash.
///
///   D1 Text. Plain text and Markdown go through as they are, in pieces, so that a file may be larger than
///      memory. They are UTF-8; what is not (UTF-16, Latin-1, bytes of a program) is refused.
///
///   D2 HTML. Words between tags. Paragraphs, list items and headings are parted by empty lines, cells by
///      "|"; scripts, styles and comments say nothing; a superscript without a letter is a note's mark and is
///      dropped.
///
///   D3 DOCX. The body, then footnotes and endnotes. A line is a paragraph, counted from 1. Deleted text and
///      field codes are no text; superscripts as in HTML.
///
///   D4 PDF. The text layer in reading order, pages parted by a form feed, lines counted on through the
///      document, with the page. A scan has none: kNoText. One that is encrypted is not opened.
///
///   D5 Kind. What the first bytes say, where they say it; else the name.
#include "amparo/base/bytes.hpp"
#include "amparo/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::documents {

enum class Kind : std::uint8_t { kText, kHtml, kDocx, kPdf };

enum class ReadError : std::uint8_t {
    kEmpty,
    kBinary,  ///< Not a text, nor a document that is read here.
    kNotUtf8,
    kUtf16,
    kOldWord,   ///< The binary .doc of old, or a DOCX that is encrypted: their bytes begin alike.
    kOtherZip,  ///< A ZIP file without a Word document in it.
    kEncrypted,
    kNoText,
    kDamaged,
    kTooLarge,
};
[[nodiscard]] std::string_view name(ReadError error) noexcept;

inline constexpr std::size_t kDocumentBytesMax = std::size_t{128} << 20U;
/// Of the XML inside a DOCX, unpacked.
inline constexpr std::size_t kUnpackedBytesMax = std::size_t{256} << 20U;
inline constexpr std::size_t kXmlDepthMax = 256;
inline constexpr int kPagesMax = 10'000;

/// Where the text goes.
class Sink {
  public:
    virtual ~Sink() = default;
    /// The next byte of text stands here: lines and columns (in characters) from 1, page 0 where there is none.
    virtual void at(std::uint64_t line, std::uint64_t column, std::uint64_t page) = 0;
    virtual void text(std::string_view piece) = 0;
};

/// Of the first bytes (kHeadBytes are enough) and the file's name.
inline constexpr std::size_t kHeadBytes = 1024;
[[nodiscard]] Kind kind_of(ByteView head, std::string_view file_name) noexcept;

/// D1, piece by piece.
class TextReader {
  public:
    explicit TextReader(Sink& sink) : sink_{sink} {}
    /// After an error nothing more may be fed.
    [[nodiscard]] Result<Done, ReadError> feed(ByteView bytes);
    [[nodiscard]] Result<Done, ReadError> finish();

  private:
    [[nodiscard]] Result<Done, ReadError> check(std::string_view bytes);

    Sink& sink_;
    std::string rest_;  ///< The beginning of a character whose end is still to come.
    bool has_begun_ = false;
};

/// A whole document, at most kDocumentBytesMax. What went to the sink before an error is to be forgotten.
[[nodiscard]] Result<Done, ReadError> read(ByteView bytes, Kind kind, Sink& sink);

}  // namespace amparo::documents
