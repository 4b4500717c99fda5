// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/matters/time.hpp"

#include "amparo/base/named.hpp"

namespace amparo::matters {

std::string_view name(Rounding rounding) noexcept {
    switch (rounding) {
        case Rounding::kUp:
            return "up";
        case Rounding::kNearest:
            return "nearest";
        case Rounding::kDown:
            return "down";
    }
    return {};
}

std::optional<Rounding> rounding_named(std::string_view wanted) noexcept {
    return named(std::array{Rounding::kUp, Rounding::kNearest, Rounding::kDown}, wanted);
}

std::int64_t rounded(std::int64_t minutes, std::int64_t unit, Rounding rounding) noexcept {
    std::int64_t const whole = minutes / unit * unit;
    std::int64_t const rest = minutes - whole;
    if (rest == 0 || rounding == Rounding::kDown) return whole;
    if (rounding == Rounding::kUp) return whole + unit;
    return 2 * rest >= unit ? whole + unit : whole;
}

}  // namespace amparo::matters
