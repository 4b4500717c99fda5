// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One reader a format, and what they share.
#include "amparo/documents/reader.hpp"

namespace amparo::documents {

[[nodiscard]] Result<Done, ReadError> read_html(std::string_view bytes, Sink& sink);
[[nodiscard]] Result<Done, ReadError> read_docx(ByteView bytes, Sink& sink);
[[nodiscard]] Result<Done, ReadError> read_pdf(ByteView bytes, Sink& sink);

/// Length of the UTF-8 character at `p`; 0: none, SIZE_MAX: its end is still to come.
[[nodiscard]] std::size_t character_at(std::string_view bytes, std::size_t p) noexcept;
/// Where `bytes` stop being UTF-8: their size where they don't. A cut character at the end is not counted.
[[nodiscard]] std::size_t utf8_until(std::string_view bytes) noexcept;
void append_utf8(std::string& to, char32_t character);
/// A note's mark: digits and signs, no letter.
[[nodiscard]] bool is_mark(std::string_view superscript) noexcept;
[[nodiscard]] std::uint64_t characters_in(std::string_view text) noexcept;

}  // namespace amparo::documents
