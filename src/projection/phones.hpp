// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Phone numbers by any four or more of their digits in a row, with and without the country code.
#include "wipe.hpp"

#include "amparo/text/unicode.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace amparo::projection {

class Phones {
  public:
    static constexpr std::size_t kDigitsMin = 4;

    /// `digits` as letters::phone_digits gives them; fewer than kDigitsMin are passed over.
    void put(std::uint32_t row, std::string_view digits);
    /// What was put for the row with the same digits.
    void remove(std::uint32_t row, std::string_view digits);
    /// Rows with a number that contains `digits`, or that `digits` ends with: one of them was written with
    /// the country code. Nothing for fewer than kDigitsMin.
    [[nodiscard]] std::vector<std::uint32_t> find(std::string_view digits) const;
    [[nodiscard]] std::size_t bytes() const noexcept;

  private:
    struct Number {
        std::uint32_t row = 0;
        std::uint8_t size = 0;
        std::array<char, letters::kPhoneDigitsMax> digits{};
        [[nodiscard]] std::string_view text() const noexcept { return {digits.data(), size}; }
    };

    WipedVector<Number> numbers_;
    std::vector<std::uint32_t> free_;
    /// By four digits as a number: the positions in numbers_ that hold them in a row.
    std::vector<WipedVector<std::uint32_t>> holders_ = std::vector<WipedVector<std::uint32_t>>(10'000);
};

}  // namespace amparo::projection
