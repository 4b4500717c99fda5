// SPDX-License-Identifier: AGPL-3.0-or-later
#include "redacted.hpp"

#include "joining.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace amparo::press {
namespace {

constexpr double kDotsPerInch = 200;
/// What a picture without a size of its own is taken to have.
constexpr double kPictureDotsPerInch = 150;

int light_of(std::uint32_t pixel) {
    return static_cast<int>(((pixel >> 16U & 0xFFU) * 3 + (pixel >> 8U & 0xFFU) * 6 + (pixel & 0xFFU)) / 10);
}

/// A word that leaves no trace in the picture was hidden: white on white, below something, of no size.
bool is_seen(Picture const& picture, pages::Page const& page, pages::Box const& box) {
    constexpr int kContrast = 24;
    constexpr double kHeightMin = 2;
    if (box.height() < kHeightMin || box.width() <= 0) return false;
    double const across = picture.width / page.width;
    double const down = picture.height / page.height;
    int const left = std::max(0, static_cast<int>(std::floor(box.left * across)));
    int const top = std::max(0, static_cast<int>(std::floor(box.top * down)));
    int const right = std::min(picture.width, static_cast<int>(std::ceil(box.right * across)));
    int const bottom = std::min(picture.height, static_cast<int>(std::ceil(box.bottom * down)));
    int darkest = 255;
    int lightest = 0;
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) {
            int const light = light_of(
                picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                               static_cast<std::size_t>(x)]);
            darkest = std::min(darkest, light);
            lightest = std::max(lightest, light);
        }
    return lightest - darkest >= kContrast;
}

bool lies_on(pages::Box const& a, pages::Box const& b) {
    double const across = std::min(a.right, b.right) - std::max(a.left, b.left);
    double const down = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    return across > 0 && down > 0 &&
           across * down > 0.5 * std::min(a.width() * a.height(), b.width() * b.height());
}

/// Two words in one place: one of them is not what is seen there, and neither is taken.
std::vector<bool> lie_on_others(pages::Page const& page) {
    std::vector<std::size_t> order(page.words.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return page.words[a].box.top < page.words[b].box.top; });
    std::vector<bool> out(page.words.size(), false);
    for (std::size_t i = 0; i < order.size(); ++i)
        for (std::size_t j = i + 1; j < order.size(); ++j) {
            auto const& a = page.words[order[i]].box;
            auto const& b = page.words[order[j]].box;
            if (b.top >= a.bottom) break;
            if (lies_on(a, b)) out[order[i]] = out[order[j]] = true;
        }
    return out;
}

void write_word(cairo_t* context, pages::Word const& word) {
    // A PDF's letters lie as they are seen from the left, and shall lie so again.
    Layout const layout = layout_of(context, "\u202D" + word.text, 10);
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    TextSize const size = size_of(layout.get());
    if (size.width <= 0 || size.height <= 0) return;
    cairo_save(context);
    cairo_translate(context, word.box.left, word.box.top);
    cairo_scale(context, word.box.width() / size.width, word.box.height() / size.height);
    cairo_move_to(context, 0, 0);
    pango_cairo_show_layout(context, layout.get());
    cairo_restore(context);
}

void paint_bar(cairo_t* context, pages::Bar const& bar) {
    constexpr double kLabelMax = 9;
    constexpr double kLabelMin = 4;
    cairo_set_source_rgb(context, 0, 0, 0);
    cairo_rectangle(context, bar.box.left, bar.box.top, bar.box.width(), bar.box.height());
    cairo_fill(context);
    double const size = std::min(kLabelMax, bar.box.height() * 0.6);
    if (bar.reason.empty() || size < kLabelMin) return;
    Layout const layout = layout_of(context, bar.reason, size);
    TextSize const text = size_of(layout.get());
    if (text.width > bar.box.width() - 2 || text.height > bar.box.height()) return;
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_move_to(context, bar.box.left + (bar.box.width() - text.width) / 2,
                  bar.box.top + (bar.box.height() - text.height) / 2);
    pango_cairo_show_layout(context, layout.get());
}

/// Edges of pixels, so that no pixel below a bar is half seen.
pages::Box on_pixels(pages::Box const& box, double across, double down) {
    return {std::floor(box.left * across) / across, std::floor(box.top * down) / down,
            std::ceil(box.right * across) / across, std::ceil(box.bottom * down) / down};
}

void paint_bars(Picture& picture, pages::Page const& page, std::vector<pages::Bar> const& bars) {
    double const across = picture.width / page.width;
    double const down = picture.height / page.height;
    Surface const surface = surface_of(picture);
    Context const context{cairo_create(surface.get())};
    cairo_set_antialias(context.get(), CAIRO_ANTIALIAS_NONE);
    cairo_scale(context.get(), across, down);
    for (pages::Bar const& bar : bars)
        paint_bar(context.get(), {on_pixels(bar.box, across, down), bar.reason});
    cairo_surface_flush(surface.get());
}

Result<Done, PressError> add_page(Canvas& canvas, Source const& source, std::size_t number,
                                  pages::Blacked const& blacked) {
    pages::Page const page = source.page(number);
    if (!(page.width > 0 && page.height > 0)) return Fail{PressError{Code::kDamaged}};
    AMPARO_TRY(Picture picture, source.picture(number, kDotsPerInch));
    canvas.begin_page(page.width, page.height);
    auto const is_double = lie_on_others(page);
    for (std::size_t const i : blacked.kept)
        if (i < page.words.size() && !is_double[i] && is_seen(picture, page, page.words[i].box))
            write_word(canvas.context(), page.words[i]);
    paint_bars(picture, page, blacked.bars);
    canvas.place(picture, {0, 0, page.width, page.height});
    canvas.end_page();
    return Done{};
}

}  // namespace

PressError from(documents::ReadError error) {
    switch (error) {
        case documents::ReadError::kEncrypted:
            return {Code::kEncrypted};
        case documents::ReadError::kTooLarge:
            return {Code::kTooLarge};
        default:
            return {Code::kDamaged};
    }
}

Result<Source, PressError> Source::open(ByteView file) {
    Source out;
    switch (kind_of(file)) {
        case FileKind::kPdf: {
            auto pdf = documents::PdfPages::open(file);
            if (!pdf.ok()) return Fail{from(pdf.error())};
            out.pdf_.emplace(std::move(pdf).value());
            return out;
        }
        case FileKind::kPng:
        case FileKind::kJpeg: {
            AMPARO_TRY(out.picture_, decode(file));
            return out;
        }
        case FileKind::kText:
        case FileKind::kOther:
            break;
    }
    return Fail{PressError{Code::kKind}};
}

pages::Page Source::page(std::size_t number) const {
    if (pdf_) return pdf_->page(number);
    return {picture_.width * 72 / kPictureDotsPerInch, picture_.height * 72 / kPictureDotsPerInch, {}};
}

Result<Picture, PressError> Source::picture(std::size_t number, double dots_per_inch) const {
    if (!pdf_) return picture_;
    auto picture = pdf_->picture(number, dots_per_inch);
    if (!picture.ok()) return Fail{from(picture.error())};
    return std::move(picture).value();
}

Result<Bytes, PressError> redacted(ByteView file, std::vector<pages::Blacked> const& blacked) {
    AMPARO_TRY(Source const source, Source::open(file));
    if (source.count() != blacked.size()) return Fail{PressError{Code::kDamaged}};
    Canvas canvas;
    for (std::size_t i = 0; i < blacked.size(); ++i) AMPARO_DO(add_page(canvas, source, i, blacked[i]));
    Bytes pdf = without_traces(canvas.finish());
    if (pdf.empty()) return Fail{PressError{Code::kFailed}};
    return pdf;
}

Result<Bytes, PressError> as_pictures(Source const& source) {
    Canvas canvas;
    for (std::size_t i = 0; i < source.count(); ++i) {
        pages::Blacked whole;
        whole.kept.resize(source.page(i).words.size());
        std::iota(whole.kept.begin(), whole.kept.end(), std::size_t{0});
        AMPARO_DO(add_page(canvas, source, i, whole));
    }
    return canvas.finish();
}

}  // namespace amparo::press
