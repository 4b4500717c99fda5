// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Pictures in and out of bytes.
#include "amparo/base/bytes.hpp"
#include "amparo/documents/pdf_pages.hpp"
#include "amparo/pages/press.hpp"

#include <string>

namespace amparo::press {

using documents::Picture;
using pages::PressError;
using Code = pages::PressError::Code;

enum class FileKind : std::uint8_t { kPdf, kPng, kJpeg, kText, kOther };
[[nodiscard]] FileKind kind_of(ByteView file);

/// On white, turned as a JPEG's own note says. Nothing else of the file is kept.
[[nodiscard]] Result<Picture, PressError> decode(ByteView file);
/// How a JPEG is to be turned, 1 to 8 by Exif; 1 where it does not say.
[[nodiscard]] int orientation_in(ByteView jpeg);

[[nodiscard]] Bytes as_png(Picture& picture);
/// Empty where the library refuses.
[[nodiscard]] Bytes as_jpeg(Picture const& picture);
/// Most of what lies beside a pixel is the same: a text, a form, a drawing. Those are smaller, and sharper, without
/// JPEG.
[[nodiscard]] bool is_flat(Picture const& picture);

}  // namespace amparo::press
