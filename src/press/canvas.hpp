// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Drawing: a PDF in memory, pictures, and text that pango shapes.
#include "image.hpp"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

namespace amparo::press {

struct EndSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct EndContext {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct EndObject {
    void operator()(void* object) const { g_object_unref(object); }
};
using Surface = std::unique_ptr<cairo_surface_t, EndSurface>;
using Context = std::unique_ptr<cairo_t, EndContext>;
using Layout = std::unique_ptr<PangoLayout, EndObject>;

/// On the picture's own memory.
[[nodiscard]] Surface surface_of(Picture& picture);

struct TextSize {
    double width = 0;
    double height = 0;
};
enum class Weight : std::uint8_t { kNormal, kBold };
/// In points.
[[nodiscard]] Layout layout_of(cairo_t* context, std::string_view text, double size,
                               Weight weight = Weight::kNormal);
[[nodiscard]] TextSize size_of(PangoLayout* layout);

/// A PDF that is being drawn.
class Canvas {
  public:
    Canvas();
    void begin_page(double width, double height);
    void end_page();
    [[nodiscard]] cairo_t* context() noexcept { return context_.get(); }
    /// The picture over the whole area, opaque.
    void place(Picture& picture, pages::Box const& area);
    /// Empty: it could not be made.
    [[nodiscard]] Bytes finish();

  private:
    Bytes bytes_;
    Surface surface_;
    Context context_;
};

}  // namespace amparo::press
