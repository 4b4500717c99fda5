// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/audit/closure.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>

namespace amparo::audit {
namespace {

__extension__ using Wide = unsigned __int128;

/// G2
Counts numerators(Printed figure, std::uint64_t n) noexcept {
    return statistics::sums_that_print(figure, n, statistics::Rounded::kEitherWay);
}

Printed as_fraction(Printed percent) noexcept {
    return {percent.units, percent.decimals + 2};
}

Counts at_most(Counts counts, std::uint64_t whole) noexcept {
    counts.high = std::min(counts.high, whole);
    return counts;
}

/// Whether some k of low…high, all on one side of n / 2, has lower ≤ k(n − k) · factor ≤ upper.
bool hits(Counts side, bool rising, std::uint64_t n, Wide factor, Wide lower, Wide upper) noexcept {
    if (side.empty()) return false;
    auto const value = [&](std::uint64_t k) { return Wide{k} * (n - k) * factor; };
    std::uint64_t low = side.low;
    std::uint64_t high = side.high;
    // The first k, from the small end of the values, that reaches `lower`.
    while (low < high) {
        std::uint64_t const middle = low + (high - low) / 2 + (rising ? 0 : 1);
        bool const reaches = value(middle) >= lower;
        if (rising) {
            if (reaches)
                high = middle;
            else
                low = middle + 1;
        } else {
            if (reaches)
                low = middle;
            else
                high = middle - 1;
        }
    }
    return value(low) >= lower && value(low) <= upper;
}

}  // namespace

Counts counts_that_print(Printed percent, std::uint64_t whole) noexcept {
    AMPARO_CHECK(whole > 0 && whole <= kCountMax && percent.decimals <= kDecimalsMax);
    return at_most(numerators(as_fraction(percent), whole), whole);
}

Counts counts_that_truncate_to(Printed percent, std::uint64_t whole) noexcept {
    AMPARO_CHECK(whole > 0 && whole <= kCountMax && percent.decimals <= kDecimalsMax);
    Counts const found =
        statistics::sums_that_print(as_fraction(percent), whole, statistics::Rounded::kCutOff);
    return found.low > whole ? Counts{} : at_most(found, whole);
}

bool can_be_mean(Printed mean, std::uint64_t people, std::uint64_t items) noexcept {
    AMPARO_CHECK(people > 0 && items > 0 && people <= kCountMax / items);
    AMPARO_CHECK(mean.decimals <= kDecimalsMax + 2);
    return !numerators(mean, people * items).empty();
}

bool can_be_percentage(Printed percent, std::uint64_t people, std::uint64_t items) noexcept {
    return can_be_mean(as_fraction(percent), people, items);
}

std::optional<std::vector<std::uint64_t>> counts_that_close(std::span<Printed const> parts,
                                                            std::uint64_t whole) {
    AMPARO_CHECK(parts.size() <= kPartsMax);
    std::vector<std::uint64_t> out;
    std::vector<std::uint64_t> room;
    Wide sum = 0;
    for (Printed const part : parts) {
        Counts const counts = counts_that_print(part, whole);
        if (counts.empty()) return std::nullopt;
        out.push_back(counts.low);
        room.push_back(counts.high - counts.low);
        sum += counts.low;
    }
    if (sum > whole) return std::nullopt;
    auto missing = whole - static_cast<std::uint64_t>(sum);
    for (std::size_t i = 0; i < out.size(); ++i) {
        std::uint64_t const more = std::min(room[i], missing);
        out[i] += more;
        missing -= more;
    }
    if (missing > 0) return std::nullopt;
    return out;
}

std::vector<std::uint64_t> totals_that_explain(std::span<Printed const> parts, Parts how,
                                               std::uint64_t limit) {
    AMPARO_CHECK(parts.size() <= kPartsMax);
    std::vector<std::uint64_t> out;
    if (parts.empty()) return out;
    for (std::uint64_t whole = 1; whole <= std::min(limit, kTotalsLimitMax); ++whole) {
        Wide low = 0;
        Wide high = 0;
        bool possible = true;
        for (Printed const part : parts) {
            Counts const counts = counts_that_print(part, whole);
            if (counts.empty()) {
                possible = false;
                break;
            }
            low += counts.low;
            high += counts.high;
        }
        if (!possible) continue;
        if (how == Parts::kMakeUpTheWhole && (low > whole || high < whole)) continue;
        out.push_back(whole);
    }
    return out;
}

Power power(std::uint64_t whole, unsigned decimals) noexcept {
    std::uint64_t const hundred = 100 * scale(decimals);
    Power out{0, hundred + 1};
    // From N = 100 % in units on, each printed value has a count.
    if (whole >= hundred) return {hundred + 1, hundred + 1};
    std::uint64_t last = ~std::uint64_t{0};
    for (std::uint64_t part = 0; part <= whole; ++part) {
        std::uint64_t const product = part * hundred;
        std::uint64_t const floor = product / whole;
        std::uint64_t const twice = 2 * (product % whole);
        for (std::uint64_t const value : {floor, floor + 1}) {
            bool const printed = value == floor ? twice <= whole : twice >= whole;
            if (!printed || value == last) continue;
            last = value;
            ++out.possible;
        }
    }
    return out;
}

bool can_be_mean_and_deviation(Printed mean, Printed deviation, std::uint64_t people) noexcept {
    // 16·10^(2d)·k(n − k) stays below 2^127 for n of 10^10 and 4 decimals.
    AMPARO_CHECK(people >= 2 && people <= kCountMax && mean.decimals <= kDecimalsMax &&
                 deviation.decimals <= 4);
    Counts const counts = at_most(numerators(mean, people), people);
    if (counts.empty() || deviation.units > scale(deviation.decimals)) return false;
    Wide const pairs = Wide{people} * (people - 1);
    Wide const twice = Wide{2} * deviation.units;
    Wide const factor = Wide{4} * scale(deviation.decimals) * scale(deviation.decimals);
    Wide const lower = twice == 0 ? 0 : (twice - 1) * (twice - 1) * pairs;
    Wide const upper = (twice + 1) * (twice + 1) * pairs;
    std::uint64_t const half = people / 2;
    Counts const rising{counts.low, std::min(counts.high, half)};
    Counts const falling{std::max(counts.low, half + 1), counts.high};
    return hits(rising, true, people, factor, lower, upper) ||
           hits(falling, false, people, factor, lower, upper);
}

bool can_be_integers(Printed mean, Printed deviation, std::uint64_t people, std::uint64_t items) noexcept {
    AMPARO_CHECK(people >= 2 && items > 0 && people <= kSpreadAnswersMax / items);
    AMPARO_CHECK(mean.decimals <= kSpreadDecimalsMax && deviation.decimals <= kSpreadDecimalsMax);
    AMPARO_CHECK(mean.units <= kSpreadValueMax * scale(mean.decimals) &&
                 deviation.units <= kSpreadValueMax * scale(deviation.decimals));
    Wide const factor = Wide{4} * scale(deviation.decimals) * scale(deviation.decimals);
    Wide const pairs = Wide{items} * items * people * (people - 1);
    Wide const twice = Wide{2} * deviation.units;
    Wide const lower = twice == 0 ? 0 : (twice - 1) * (twice - 1) * pairs;
    Wide const upper = (twice + 1) * (twice + 1) * pairs;
    Wide const unit = factor * people;
    Counts const sums = numerators(mean, people * items);
    for (std::uint64_t sum = sums.low; sum <= sums.high && !sums.empty(); ++sum) {
        Wide const base = factor * sum * sum;
        Wide const each = sum / people;
        Wide const rest = sum % people;
        Wide const least = (people - rest) * each * each + rest * (each + 1) * (each + 1);
        Wide squares = std::max((lower + base + unit - 1) / unit, least);
        squares += (squares ^ sum) & 1U;
        if (squares <= (upper + base) / unit) return true;
    }
    return false;
}

}  // namespace amparo::audit
