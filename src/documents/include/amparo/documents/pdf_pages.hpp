// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The pages of a PDF as they are shown: words with their places, and pixels. What is encrypted is not opened.
#include "amparo/base/bytes.hpp"
#include "amparo/base/result.hpp"
#include "amparo/documents/reader.hpp"
#include "amparo/pages/page.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace amparo::documents {

/// 0xffRRGGBB, row by row, on white.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;
};
inline constexpr double kPicturePixelsMax = 32e6;

class PdfPages {
  public:
    /// `bytes` must outlive it.
    [[nodiscard]] static Result<PdfPages, ReadError> open(ByteView bytes);
    PdfPages(PdfPages&&) noexcept;
    ~PdfPages();

    [[nodiscard]] std::size_t count() const noexcept { return count_; }
    /// A page that can't be read has neither size nor words.
    [[nodiscard]] pages::Page page(std::size_t number) const;
    /// Fewer dots an inch where the page would have more than kPicturePixelsMax.
    [[nodiscard]] Result<Picture, ReadError> picture(std::size_t number, double dots_per_inch) const;

  private:
    struct Impl;
    explicit PdfPages(std::unique_ptr<Impl> impl, std::size_t count);

    std::unique_ptr<Impl> impl_;
    std::size_t count_ = 0;
};

}  // namespace amparo::documents
