// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "canvas.hpp"

#include <vector>

namespace amparo::press {

/// A file's pages as pictures: a PDF's, or the one of a picture.
class Source {
  public:
    [[nodiscard]] static Result<Source, PressError> open(ByteView file);

    [[nodiscard]] std::size_t count() const noexcept { return pdf_ ? pdf_->count() : 1; }
    [[nodiscard]] pages::Page page(std::size_t number) const;
    [[nodiscard]] Result<Picture, PressError> picture(std::size_t number, double dots_per_inch) const;

  private:
    std::optional<documents::PdfPages> pdf_;
    Picture picture_;
};

/// P2.
[[nodiscard]] Result<Bytes, PressError> redacted(ByteView file, std::vector<pages::Blacked> const& blacked);
/// Every page as a picture with the words that can be seen: what a reader is shown and nothing more.
[[nodiscard]] Result<Bytes, PressError> as_pictures(Source const& source);

[[nodiscard]] PressError from(documents::ReadError error);

}  // namespace amparo::press
