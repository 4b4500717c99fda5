// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/documents/pdf_pages.hpp"

#include "readers.hpp"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace amparo::documents {
namespace {

void say_nothing(std::string const&, void*) {}

bool is_turned(poppler::page const& page) {
    return page.orientation() == poppler::page::landscape || page.orientation() == poppler::page::seascape;
}

/// As it is shown: turned, and cut to what a reader sees.
poppler::rectf size_of(poppler::page const& page) {
    poppler::rectf const box = page.page_rect();
    return is_turned(page) ? poppler::rectf{0, 0, box.height(), box.width()}
                           : poppler::rectf{0, 0, box.width(), box.height()};
}

}  // namespace

struct PdfPages::Impl {
    std::unique_ptr<poppler::document> document;
};

PdfPages::PdfPages(std::unique_ptr<Impl> impl, std::size_t count) : impl_{std::move(impl)}, count_{count} {}
PdfPages::PdfPages(PdfPages&&) noexcept = default;
PdfPages::~PdfPages() = default;

Result<PdfPages, ReadError> PdfPages::open(ByteView bytes) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return Fail{ReadError::kTooLarge};
    poppler::set_debug_error_function(say_nothing, nullptr);
    auto impl = std::make_unique<Impl>();
    impl->document.reset(
        poppler::document::load_from_raw_data(as_text(bytes).data(), static_cast<int>(bytes.size())));
    if (!impl->document) return Fail{ReadError::kDamaged};
    if (impl->document->is_locked() || impl->document->is_encrypted()) return Fail{ReadError::kEncrypted};
    int const count = impl->document->pages();
    if (count < 1) return Fail{ReadError::kDamaged};
    if (static_cast<std::size_t>(count) > pages::kPagesMax) return Fail{ReadError::kTooLarge};
    return PdfPages{std::move(impl), static_cast<std::size_t>(count)};
}

pages::Page PdfPages::page(std::size_t number) const {
    pages::Page out;
    std::unique_ptr<poppler::page> const page{impl_->document->create_page(static_cast<int>(number))};
    if (!page) return out;
    poppler::rectf const size = size_of(*page);
    out.width = size.width();
    out.height = size.height();
    for (poppler::text_box const& word : page->text_list()) {
        auto const utf8 = word.text().to_utf8();
        std::string text{utf8.data(), utf8.size()};
        if (text.empty() || utf8_until(text) != text.size()) continue;
        poppler::rectf const box = word.bbox();
        out.words.push_back({std::move(text), {box.left(), box.top(), box.right(), box.bottom()}});
    }
    return out;
}

Result<Picture, ReadError> PdfPages::picture(std::size_t number, double dots_per_inch) const {
    std::unique_ptr<poppler::page> const page{impl_->document->create_page(static_cast<int>(number))};
    if (!page) return Fail{ReadError::kDamaged};
    poppler::rectf const size = size_of(*page);
    double const inches = size.width() / 72 * size.height() / 72;
    if (!(inches > 0)) return Fail{ReadError::kDamaged};
    double const dots = std::min(dots_per_inch, std::sqrt(kPicturePixelsMax / inches));
    poppler::page_renderer renderer;
    renderer.set_paper_color(0xffffffff);
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    poppler::image const image = renderer.render_page(page.get(), dots, dots);
    if (!image.is_valid() || image.format() != poppler::image::format_argb32)
        return Fail{ReadError::kTooLarge};
    Picture out{image.width(), image.height(), {}};
    auto const width = static_cast<std::size_t>(image.width());
    out.pixels.resize(width * static_cast<std::size_t>(image.height()));
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(out.pixels.data() + static_cast<std::size_t>(y) * width,
                    image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row(), width * 4);
    for (std::uint32_t& pixel : out.pixels) pixel |= 0xff000000U;
    return out;
}

}  // namespace amparo::documents
