// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/audit/rounding.hpp"

#include "amparo/base/check.hpp"

namespace amparo::audit {

std::string_view name(Rounding rule) noexcept {
    switch (rule) {
        case Rounding::kHalfUp:
            return "half_up";
        case Rounding::kHalfEven:
            return "half_even";
        case Rounding::kUp:
            return "up";
        case Rounding::kDown:
            return "truncation";
    }
    return "";
}

Printed percentage(std::uint64_t part, std::uint64_t whole, unsigned decimals, Rounding rule) noexcept {
    AMPARO_CHECK(whole > 0 && whole <= kCountMax && part <= kCountMax && decimals <= kDecimalsMax);
    std::uint64_t const product = part * 100 * scale(decimals);
    std::uint64_t const floor = product / whole;
    std::uint64_t const rest = product % whole;
    bool goes_up = false;
    switch (rule) {
        case Rounding::kHalfUp:
            goes_up = 2 * rest >= whole;
            break;
        case Rounding::kHalfEven:
            goes_up = 2 * rest > whole || (2 * rest == whole && floor % 2 == 1);
            break;
        case Rounding::kUp:
            goes_up = rest > 0;
            break;
        case Rounding::kDown:
            break;
    }
    return {floor + (goes_up ? 1 : 0), decimals};
}

Rules rules_that_give(Printed stated, std::uint64_t part, std::uint64_t whole) noexcept {
    Rules out = 0;
    for (Rounding const rule : kAllRoundings)
        if (percentage(part, whole, stated.decimals, rule) == stated)
            out = static_cast<Rules>(out | bit(rule));
    return out;
}

}  // namespace amparo::audit
