// SPDX-License-Identifier: AGPL-3.0-or-later
// Percentages that are no shares of people: sums, changes, targets, money.
#include "cursor.hpp"

#include <algorithm>
#include <array>

namespace amparo::audit {
namespace {

constexpr std::size_t kSetWordsMax = 7;
/// What is done by people, besides what ends like "reported".
constexpr std::array<std::string_view, 11> kDoneBy{"given", "said", "told",   "felt", "seen", "known",
                                                   "made",  "held", "chosen", "met",  "borne"};

}  // namespace

bool Cursor::is_sum(std::size_t begin) const noexcept {
    for (std::size_t back = 1; back <= 3 && back <= begin; ++back) {
        Token const& token = tokens_[begin - back];
        if (token.is(Role::kSum)) return true;
        if (!token.is(Role::kTowards) && !token.is(Role::kArticle) && !token.is(Role::kAbout)) return false;
    }
    return false;
}

bool Cursor::is_change_from(std::size_t begin) const noexcept {
    for (std::size_t back = 1; back <= 3 && back <= begin && is(begin - back, Kind::kWord); ++back)
        if (says_change(begin - back)) return true;
    return false;
}

bool Cursor::says_change(std::size_t i) const noexcept {
    if (!is(i, Role::kChange)) return false;
    if (words(i) != "by" || i == 0 || !is(i - 1, Kind::kWord) || is(i - 1, Role::kChange)) return true;
    std::string_view const before = words(i - 1);
    return !before.ends_with("ed") && std::find(kDoneBy.begin(), kDoneBy.end(), before) == kDoneBy.end();
}

bool Cursor::is_up_or_down(std::size_t i) const noexcept {
    std::string_view const w = words(i);
    if (w != "up" && w != "down" && w != "Up" && w != "Down") return false;
    return i == 0 || !tokens_[i - 1].is(Kind::kWord) || is(i - 1, Role::kVerb);
}

bool Cursor::is_change(std::size_t begin) const noexcept {
    for (std::size_t back = 1; back <= 4 && back <= begin; ++back) {
        Token const& token = tokens_[begin - back];
        if (!token.is(Kind::kWord) && !token.is(Kind::kAboutSign)) return false;
        if (token.is(Role::kTowards)) return false;
        if (says_change(begin - back) || is_up_or_down(begin - back)) return true;
        bool const may_stand_between = token.is(Role::kArticle) || token.is(Role::kHedgeLink) ||
                                       token.is(Role::kAbout) || token.is(Role::kNearly) ||
                                       token.is(Role::kOver) || token.is(Role::kUnder) ||
                                       token.is(Role::kOf) || token.is(Role::kIn);
        if (!may_stand_between) return false;
    }
    return false;
}

bool Cursor::is_set(std::size_t begin, std::size_t end) const noexcept {
    if (is(end, Role::kNoShare)) return true;
    for (std::size_t back = 1; back <= kSetWordsMax && back <= begin; ++back) {
        Token const& token = tokens_[begin - back];
        if (token.is(Role::kNoShare)) return true;
        if (!token.is(Kind::kWord) && !token.is(Kind::kEquals) && !token.is(Kind::kColon)) return false;
    }
    return false;
}

bool Cursor::is_share_of_money(std::size_t of) const noexcept {
    for (std::size_t k = of + 1; k < tokens_.size() && k <= of + 5 && tokens_[k].is(Kind::kWord); ++k) {
        if (is(k, Role::kPerson) || is(k, Role::kVerb)) return false;
        if (is(k, Role::kMoney)) return true;
    }
    return false;
}

bool Cursor::is_of_what_they_have(std::size_t of) const {
    auto const whole = whole_after(of);
    if (!whole) return false;
    for (std::size_t k = whole->end; k < whole->end + 3 && is(k, Kind::kWord); ++k)
        if (is(k, Role::kPerson) && is_possessive(k)) return true;
    return false;
}

}  // namespace amparo::audit
