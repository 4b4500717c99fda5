// SPDX-License-Identifier: AGPL-3.0-or-later
// The text layer of a PDF (D4), by poppler.
#include "readers.hpp"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include <limits>
#include <memory>

namespace amparo::documents {
namespace {

void say_nothing(std::string const&, void*) {}

/// What lies on the page, in reading order. Anything larger than a page can hold is not a page's text.
constexpr std::size_t kPageBytesMax = std::size_t{16} << 20U;

}  // namespace

Result<Done, ReadError> read_pdf(ByteView bytes, Sink& sink) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return Fail{ReadError::kTooLarge};
    poppler::set_debug_error_function(say_nothing, nullptr);
    std::unique_ptr<poppler::document> const document{
        poppler::document::load_from_raw_data(as_text(bytes).data(), static_cast<int>(bytes.size()))};
    if (!document) return Fail{ReadError::kDamaged};
    if (document->is_locked()) return Fail{ReadError::kEncrypted};
    int const pages = document->pages();
    if (pages > kPagesMax) return Fail{ReadError::kTooLarge};
    std::uint64_t line = 1;
    bool has_text = false;
    for (int i = 0; i < pages; ++i) {
        std::unique_ptr<poppler::page> const page{document->create_page(i)};
        if (!page) continue;
        auto const utf8 = page->text(poppler::rectf{}, poppler::page::non_raw_non_physical_layout).to_utf8();
        std::string_view const text{utf8.data(), utf8.size()};
        if (text.size() > kPageBytesMax) return Fail{ReadError::kTooLarge};
        if (utf8_until(text) != text.size()) return Fail{ReadError::kDamaged};
        if (text.find_first_not_of(" \t\r\n\f") == std::string_view::npos) continue;
        if (has_text) sink.text("\f");
        has_text = true;
        sink.at(line, 1, static_cast<std::uint64_t>(i) + 1);
        sink.text(text);
        for (char const c : text) line += c == '\n' ? 1 : 0;
        if (text.back() != '\n') {
            sink.text("\n");
            ++line;
        }
    }
    if (!has_text) return Fail{ReadError::kNoText};
    return Done{};
}

}  // namespace amparo::documents
