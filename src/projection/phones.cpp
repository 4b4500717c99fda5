// SPDX-License-Identifier: AGPL-3.0-or-later
#include "phones.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>

namespace amparo::projection {
namespace {

constexpr std::size_t kNationalDigitsMin = 7;

std::size_t four_at(std::string_view digits, std::size_t at) noexcept {
    std::size_t value = 0;
    for (std::size_t i = 0; i < Phones::kDigitsMin; ++i)
        value = value * 10 + static_cast<std::size_t>(digits[at + i] - '0');
    return value;
}

/// Calls `visit` for each four in a row, once.
template <class Visit>
void for_each_four(std::string_view digits, Visit const& visit) {
    for (std::size_t at = 0; at + Phones::kDigitsMin <= digits.size(); ++at)
        if (digits.find(digits.substr(at, Phones::kDigitsMin)) == at) visit(four_at(digits, at));
}

/// True for a number written without the country code that `digits` begins with.
bool is_end_of(std::string_view number, std::string_view digits) noexcept {
    return number.size() >= kNationalDigitsMin && number.size() <= digits.size() &&
           digits.substr(digits.size() - number.size()) == number;
}

}  // namespace

void Phones::put(std::uint32_t row, std::string_view digits) {
    if (digits.size() < kDigitsMin) return;
    AMPARO_CHECK(digits.size() <= letters::kPhoneDigitsMax);
    std::uint32_t at = static_cast<std::uint32_t>(numbers_.size());
    if (free_.empty()) {
        numbers_.emplace_back();
    } else {
        at = free_.back();
        free_.pop_back();
    }
    Number& number = numbers_[at];
    number.row = row;
    number.size = static_cast<std::uint8_t>(digits.size());
    std::copy(digits.begin(), digits.end(), number.digits.begin());
    for_each_four(digits, [&](std::size_t four) { holders_[four].push_back(at); });
}

void Phones::remove(std::uint32_t row, std::string_view digits) {
    if (digits.size() < kDigitsMin) return;
    auto const& candidates = holders_[four_at(digits, 0)];
    auto const found = std::find_if(candidates.begin(), candidates.end(), [&](std::uint32_t at) {
        return numbers_[at].row == row && numbers_[at].text() == digits;
    });
    AMPARO_CHECK(found != candidates.end());
    std::uint32_t const at = *found;
    for_each_four(digits, [&](std::size_t four) {
        auto& holders = holders_[four];
        holders.erase(std::find(holders.begin(), holders.end(), at));
    });
    wipe(&numbers_[at], sizeof(Number));
    free_.push_back(at);
}

std::vector<std::uint32_t> Phones::find(std::string_view digits) const {
    std::vector<std::uint32_t> rows;
    if (digits.size() < kDigitsMin) return rows;
    WipedVector<std::uint32_t> const* fewest = nullptr;
    for_each_four(digits, [&](std::size_t four) {
        if (fewest == nullptr || holders_[four].size() < fewest->size()) fewest = &holders_[four];
    });
    for (std::uint32_t const at : *fewest)
        if (numbers_[at].text().find(digits) != std::string_view::npos) rows.push_back(numbers_[at].row);
    for (std::uint32_t const at : holders_[four_at(digits, digits.size() - kDigitsMin)])
        if (is_end_of(numbers_[at].text(), digits)) rows.push_back(numbers_[at].row);
    return rows;
}

std::size_t Phones::bytes() const noexcept {
    std::size_t total = numbers_.capacity() * sizeof(Number);
    for (auto const& holders : holders_) total += sizeof holders + holders.capacity() * sizeof(std::uint32_t);
    return total;
}

}  // namespace amparo::projection
