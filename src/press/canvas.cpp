// SPDX-License-Identifier: AGPL-3.0-or-later
#include "canvas.hpp"

#include <cairo-pdf.h>

namespace amparo::press {
namespace {

cairo_status_t write_more(void* to, unsigned char const* bytes, unsigned count) {
    append(*static_cast<Bytes*>(to), {reinterpret_cast<std::byte const*>(bytes), count});
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Surface surface_of(Picture& picture) {
    return Surface{cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(picture.pixels.data()), CAIRO_FORMAT_RGB24, picture.width,
        picture.height, picture.width * 4)};
}

Layout layout_of(cairo_t* context, std::string_view text, double size, Weight weight) {
    Layout layout{pango_cairo_create_layout(context)};
    PangoFontDescription* const font = pango_font_description_new();
    pango_font_description_set_family_static(font, "sans");
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    if (weight == Weight::kBold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

TextSize size_of(PangoLayout* layout) {
    int width = 0;
    int height = 0;
    pango_layout_get_size(layout, &width, &height);
    return {double{1} * width / PANGO_SCALE, double{1} * height / PANGO_SCALE};
}

Canvas::Canvas()
    : surface_{cairo_pdf_surface_create_for_stream(write_more, &bytes_, 612, 792)},
      context_{cairo_create(surface_.get())} {}

void Canvas::begin_page(double width, double height) {
    cairo_pdf_surface_set_size(surface_.get(), width, height);
}

void Canvas::end_page() {
    cairo_show_page(context_.get());
}

void Canvas::place(Picture& picture, pages::Box const& area) {
    Surface const image = surface_of(picture);
    if (!is_flat(picture)) {
        // Cairo takes the JPEG as it is; it must live until the page is written.
        auto* const jpeg = new Bytes(as_jpeg(picture));
        if (jpeg->empty())
            delete jpeg;
        else
            (void)cairo_surface_set_mime_data(
                image.get(), CAIRO_MIME_TYPE_JPEG, reinterpret_cast<unsigned char const*>(jpeg->data()),
                static_cast<unsigned long>(jpeg->size()),
                [](void* data) { delete static_cast<Bytes*>(data); }, jpeg);
    }
    cairo_t* const context = context_.get();
    cairo_save(context);
    cairo_translate(context, area.left, area.top);
    cairo_scale(context, area.width() / picture.width, area.height() / picture.height);
    cairo_set_source_surface(context, image.get(), 0, 0);
    cairo_rectangle(context, 0, 0, picture.width, picture.height);
    cairo_fill(context);
    cairo_restore(context);
}

Bytes Canvas::finish() {
    cairo_surface_finish(surface_.get());
    if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS ||
        cairo_status(context_.get()) != CAIRO_STATUS_SUCCESS)
        return {};
    return std::move(bytes_);
}

}  // namespace amparo::press
