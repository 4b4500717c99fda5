// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The pages that a packet itself adds: cover, table, sheets, numbers, and those of a text or picture.
#include "canvas.hpp"

#include <utility>
#include <vector>

namespace amparo::press {

struct PageSize {
    double width = 612;
    double height = 792;
};
[[nodiscard]] PageSize size_of(pages::Paper paper);

/// Of the cover and table: how many they take, which doesn't depend on the numbers in it.
[[nodiscard]] std::size_t front_pages(pages::PacketPlan const& plan);

struct Link {
    std::size_t page = 0;  ///< Among the front pages.
    std::size_t exhibit = 0;
    pages::Box box;
};
struct Front {
    Bytes pdf;
    std::vector<Link> links;
};
[[nodiscard]] Front draw_front(pages::PacketPlan const& plan, std::vector<std::size_t> const& starts);
/// One page an exhibit.
[[nodiscard]] Bytes draw_sheets(pages::PacketPlan const& plan);
/// One page of that size each, empty but for its number.
[[nodiscard]] Bytes draw_stamps(pages::PacketPlan const& plan, std::vector<PageSize> const& sizes);

[[nodiscard]] Result<Bytes, PressError> pdf_of_picture(ByteView file, pages::Paper paper);
[[nodiscard]] Result<Bytes, PressError> pdf_of_text(ByteView file, pages::Paper paper);

}  // namespace amparo::press
