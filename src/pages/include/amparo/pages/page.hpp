// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Pages as a reader of them sees them: words with their places.
#include <cstddef>
#include <string>
#include <vector>

namespace amparo::pages {

/// In points (1/72 inch) from the upper left corner of the page as it is shown.
struct Box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    [[nodiscard]] double width() const noexcept { return right - left; }
    [[nodiscard]] double height() const noexcept { return bottom - top; }
    friend bool operator==(Box const&, Box const&) = default;
};

struct Word {
    std::string text;
    Box box;
    friend bool operator==(Word const&, Word const&) = default;
};

struct Page {
    double width = 0;
    double height = 0;
    std::vector<Word> words;  ///< In reading order.
    friend bool operator==(Page const&, Page const&) = default;
};

inline constexpr std::size_t kPagesMax = 2000;
inline constexpr std::size_t kWordsMax = 2'000'000;

}  // namespace amparo::pages
