// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cursor.hpp"

namespace amparo::audit {

std::size_t Cursor::joined(std::size_t i) const noexcept {
    bool const hyphen = is(i, Kind::kDash) && !tokens_[i].is_after_space && i + 1 < tokens_.size() &&
                        !tokens_[i + 1].is_after_space;
    return hyphen ? i + 1 : i;
}

std::size_t Cursor::percent_end(std::size_t i) const noexcept {
    if (is(i, Kind::kPercent)) return i + 1;
    std::size_t const k = joined(i);
    if (is(k, Role::kPercent)) return k + 1;
    if (words(k) == "p" && i > 0 && words(k + 1) == "100") return k + 2;
    if ((is(k, Role::kPer) || words(k) == "p") && is(joined(k + 1), Role::kCent)) return joined(k + 1) + 1;
    return 0;
}

std::optional<Cursor::Whole> Cursor::whole_after(std::size_t i) const {
    std::size_t k = i;
    if (is(k, Role::kOut)) ++k;
    if (!is(k, Role::kOf)) return std::nullopt;
    ++k;
    for (std::size_t steps = 0; steps < 6 && k < tokens_.size(); ++steps) {
        bool const is_one = is(k, Role::kUnit) && !is(k + 1, Role::kTotal);  // "un" is an article too.
        if (is(k, Kind::kNumber) || is_one) break;
        bool const is_size = is(k, Role::kSize) && is(k + 1, Kind::kEquals);
        if (is_size)
            k += 2;
        else if (is(k, Role::kArticle) || is(k, Role::kOf) || is(k, Role::kTotal))
            ++k;
        else
            break;
    }
    if (k >= tokens_.size()) return std::nullopt;
    auto const n = number_at(tokens_, k, text_);
    if (!n || !n->is_count || percent_end(n->end) != 0 || is(n->end, Kind::kCurrency)) return std::nullopt;
    if (is(n->end, Kind::kDash) && is_of_time(n->end)) return std::nullopt;
    Whole out{n->count, n->end, false, is_year(*n, k)};
    for (std::size_t p = n->end; p < tokens_.size() && p < n->end + 3 && tokens_[p].is(Kind::kWord); ++p)
        out.names_people = out.names_people || (tokens_[p].is(Role::kPerson) && !tokens_[p].is(Role::kMoney));
    return out;
}

bool Cursor::is_possessive(std::size_t i) const noexcept {
    if (!is(i, Kind::kWord)) return false;
    std::string_view const after = text_.substr(tokens_[i].end);
    return after.starts_with('\'') || after.starts_with("\u2019");
}

bool Cursor::is_year(Number const& n, std::size_t i) const noexcept {
    constexpr std::uint64_t kFirst = 1900;
    constexpr std::uint64_t kLast = 2099;
    return !n.is_in_words && n.end == i + 1 && words(i).size() == 4 && n.count >= kFirst && n.count <= kLast;
}

bool Cursor::is_of_time(std::size_t end) const noexcept {
    return is(joined(end), Role::kSpan);
}

std::size_t Cursor::after_words(std::size_t i, std::size_t most) const noexcept {
    std::size_t k = i;
    while (k < tokens_.size() && k - i < most && tokens_[k].is(Kind::kWord)) ++k;
    return k;
}

std::size_t Cursor::lone_count(std::size_t i, std::uint64_t& value) const {
    if (!is(i, Kind::kOpen)) return 0;
    std::size_t k = i + 1;
    if (is(k, Role::kSize) && is(k + 1, Kind::kEquals)) k += 2;
    if (k >= tokens_.size()) return 0;
    auto const n = number_at(tokens_, k, text_);
    if (!n || !n->is_count || !is(n->end, Kind::kClose)) return 0;
    value = n->count;
    return n->end + 1;
}

Hedge Cursor::hedge_before(std::size_t begin, std::size_t& words_begin) const noexcept {
    for (std::size_t back = 1; back <= 5 && back <= begin; ++back) {
        std::size_t const k = begin - back;
        Token const& token = tokens_[k];
        bool const is_direct = back == 1;
        words_begin = k;
        switch (token.kind) {
            case Kind::kAboutSign:
                return Hedge::kAbout;
            case Kind::kOverSign:
                return token.decimals == 1 || is(k + 1, Kind::kEquals) ? Hedge::kAtLeast : Hedge::kOver;
            case Kind::kUnderSign:
                return token.decimals == 1 || is(k + 1, Kind::kEquals) ? Hedge::kAtMost : Hedge::kUnder;
            case Kind::kEquals:
                if (is_direct) continue;
                return Hedge::kExact;
            case Kind::kDash:
                continue;
            case Kind::kWord:
                break;
            default:
                return Hedge::kExact;
        }
        if (token.is(Role::kNot) && k + 1 < begin) return Hedge::kExact;
        if (token.is(Role::kLeast)) return Hedge::kAtLeast;
        if (token.is(Role::kUpTo)) return Hedge::kAtMost;
        bool const is_negated = k > 0 && tokens_[k - 1].is(Role::kNot);
        if (token.is(Role::kOver)) {
            if (k > 0 && is_led(k - 1)) return Hedge::kAtMost;  // au plus
            return is_negated ? Hedge::kAtMost : Hedge::kOver;
        }
        if (token.is(Role::kUnder)) {
            if (k > 0 && is_led(k - 1)) return Hedge::kAtLeast;  // al menos, au moins
            return is_negated ? Hedge::kAtLeast : Hedge::kUnder;
        }
        if (token.is(Role::kMost)) return k > 0 && words(k - 1).size() == 2 ? Hedge::kAtMost : Hedge::kExact;
        if (token.is(Role::kNearly)) return Hedge::kNearly;
        if (token.is(Role::kAbout)) return Hedge::kAbout;
        if (!token.is(Role::kHedgeLink)) return Hedge::kExact;
    }
    return Hedge::kExact;
}

bool Cursor::is_led(std::size_t k) const noexcept {
    std::string_view const w = words(k);
    return w == "au" || w == "Au" || w == "al" || w == "Al" || w == "lo";
}

bool Cursor::before(Printed a, Printed b) noexcept {
    return a.units * scale(kDecimalsMax - a.decimals) < b.units * scale(kDecimalsMax - b.decimals);
}

std::size_t Cursor::range_link(std::size_t begin, std::size_t i, bool wide) const noexcept {
    if (is(i, Kind::kDash)) return i + 1;
    if (i >= tokens_.size() || !tokens_[i].is(Kind::kWord)) return 0;
    std::string_view const w = words(i);
    if (begin >= tokens_.size()) begin = 0;
    if (wide && (w == "to" || w == "a" || w == "à" || w == "al")) return i + 1;
    std::size_t const p = begin > 0 && is(begin - 1, Role::kArticle) ? begin - 2 : begin - 1;
    if (is(i, Role::kAnd) && begin > 0 && p < tokens_.size() && is(p, Role::kBetween))
        return is(i + 1, Role::kArticle) && words(i + 1) != "a" ? i + 2 : i + 1;
    return 0;
}

bool Cursor::is_first_of_two(std::size_t end) const {
    std::size_t const k = range_link(tokens_.size(), end, true);
    auto const high = k == 0 || k >= tokens_.size() ? std::nullopt : number(k);
    return high && high->is_figure && percent_end(high->end) != 0;
}

std::size_t Cursor::ordinal_end(std::size_t i) const noexcept {
    std::string_view const article = words(i);
    std::size_t const end = i + 2;
    bool const is_english = article == "a" || article == "A" || article == "an" || article == "An";
    bool const is_french = words(i + 1) == "tiers" || words(i + 1) == "quart";
    if (is(end, Role::kPartNoun)) return end + 1;
    return (is_english || is_french) && can_follow_fraction(end) ? end : 0;
}

bool Cursor::is_other_half(std::size_t i) const noexcept {
    bool const is_after = i > 0 && (is(i - 1, Role::kNotHalf) || is(i - 1, Role::kAnd));
    bool const is_before = is(i + 1, Role::kNotHalf) || is(i + 1, Kind::kDash) || words(i + 1) == "a";
    bool const follows_a_and = i > 1 && is(i - 1, Role::kArticle) && is(i - 2, Role::kAnd);
    return is_after || is_before || follows_a_and;
}

bool Cursor::can_follow_fraction(std::size_t i) const noexcept {
    if (i >= tokens_.size()) return true;
    Token const& token = tokens_[i];
    if (!token.is(Kind::kWord)) return !token.is(Kind::kDash) || token.is_after_space;
    return token.is(Role::kOf) || token.is(Role::kVerb);
}

}  // namespace amparo::audit
