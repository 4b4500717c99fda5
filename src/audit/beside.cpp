// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands beside a figure: its confidence interval, and the people it is of, where they were said before a list.
#include "cursor.hpp"

#include <algorithm>
#include <iterator>

namespace amparo::audit {
namespace {

constexpr std::uint64_t kPercentMax = 100;
constexpr std::size_t kHeadTokensMax = 8;
constexpr std::size_t kNounWordsMax = 4;
constexpr std::size_t kChainTokensMax = 8;
constexpr std::size_t kIntervalTokensMax = 12;
constexpr std::uint64_t kConfidenceMin = 80;

/// "0.21" where no percent sign stands is a share of one.
std::optional<Printed> in_percent(Printed end, bool is_share) noexcept {
    if (!is_share) return end.units <= kPercentMax * scale(end.decimals) ? std::optional{end} : std::nullopt;
    if (end.decimals < 2 || end.units > scale(end.decimals)) return std::nullopt;
    return Printed{end.units, end.decimals - 2};
}

bool is_one_at_most(Printed end) noexcept {
    return end.units <= scale(end.decimals);
}

}  // namespace

std::optional<Cursor::Whole> Cursor::people_listed_at(std::size_t i) const {
    std::size_t colon = i;
    while (colon < i + kHeadTokensMax && (is(colon, Kind::kWord) || is(colon, Kind::kNumber))) ++colon;
    if (!is(colon, Kind::kColon)) return std::nullopt;
    std::uint64_t const people = only_people_in(i, colon);
    if (people == 0) return std::nullopt;
    std::size_t parts = 0;
    std::size_t near = 0;
    for (std::size_t k = colon + 1; k < tokens_.size() && !is(k, Kind::kStop) && !is(k, Kind::kBreak);) {
        auto const n = number(k);
        if (!n || !n->is_count) return std::nullopt;
        std::size_t const open = after_words(n->end, kNounWordsMax);
        for (std::size_t w = n->end; w < open; ++w)
            if (is(w, Role::kOf) || is(w, Role::kIn) || is(w, Role::kQualifier)) return std::nullopt;
        auto const figure = is(open, Kind::kOpen) ? number(open + 1) : std::nullopt;
        std::size_t const end = figure && figure->is_figure ? percent_end(figure->end) : 0;
        if (end == 0 || !is(end, Kind::kClose)) return std::nullopt;
        ++parts;
        near += nearly_gives(figure->figure, n->count, people) ? 1 : 0;
        k = end + 1;
        if (is(k, Kind::kComma) || is(k, Kind::kSemicolon)) ++k;
        if (is(k, Role::kAnd)) ++k;
    }
    if (parts < 2 || near * 2 < parts) return std::nullopt;
    return Whole{people, colon, true, false};
}

std::optional<Cursor::Whole> Cursor::whole_after_people(std::size_t i, Printed figure,
                                                        std::uint64_t part) const {
    auto whole = is(i, Role::kPerson) ? whole_after(i + 1) : std::nullopt;
    bool const is_said = whole && !is(whole->end, Kind::kWord) && !is(whole->end, Kind::kDash) &&
                         nearly_gives(figure, part, whole->value);
    if (!is_said) return std::nullopt;
    whole->names_people = true;
    return whole;
}

bool Cursor::goes_on_from(std::size_t last_end, std::size_t begin, std::size_t end) const noexcept {
    std::size_t at = begin;
    while (at > last_end && is(at - 1, Role::kArticle)) --at;
    bool const is_joined = at > last_end && (is(at - 1, Kind::kComma) || is(at - 1, Role::kAnd));
    if (!is_joined || at - last_end > kChainTokensMax) return false;
    for (std::size_t k = last_end; k < at; ++k) {
        bool const is_plain = is(k, Kind::kWord) || is(k, Kind::kComma);
        if (!is_plain || is(k, Role::kQualifier) || is(k, Role::kPage)) return false;
    }
    constexpr std::string_view kOthers[] = {"others", "other", "otras", "otros", "autres"};
    std::string_view const next = words(end);
    return is(end, Role::kVerb) ||
           std::find(std::begin(kOthers), std::end(kOthers), next) != std::end(kOthers);
}

bool Cursor::is_confidence(std::size_t begin, std::size_t end) const {
    auto const level = number(begin);
    if (!level || !level->is_figure) return false;
    if (level->figure.units < kConfidenceMin * scale(level->figure.decimals)) return false;
    std::size_t k = end;
    if (is(k, Kind::kDash)) ++k;
    if (is(k, Role::kLevel)) ++k;
    if (is(k, Role::kOf)) ++k;
    constexpr std::string_view kInWhom[] = {"in", "en", "hacia", "envers", "dans"};
    if (is(k, Role::kConfidence))
        return std::find(std::begin(kInWhom), std::end(kInWhom), words(k + 1)) == std::end(kInWhom);
    if (begin == 0 || is(end, Kind::kOpen)) return false;
    k = begin - 1;
    auto const joins = [this](std::size_t at) {
        return is(at, Role::kOf) || is(at, Role::kTowards) || is(at, Role::kArticle) ||
               is(at, Role::kHedgeLink);
    };
    while (k > 0 && begin - k < 3 && joins(k)) --k;
    bool const has_sign =
        is(k, Kind::kColon) || is(k, Kind::kEquals) || is(k, Kind::kOpen) || is(k, Role::kVerb);
    if (has_sign && k > 0) --k;
    if (is(k, Role::kLevel)) return k > 0 && is(k - 1, Role::kConfidence);
    return is(k, Role::kConfidence) && (!has_sign || is_beside_level(k));
}

bool Cursor::is_beside_level(std::size_t i) const {
    if (is(i + 1, Role::kLevel) || (i > 1 && is(i - 1, Role::kOf) && is(i - 2, Role::kLevel))) return true;
    std::size_t const k = i > 0 && (is(i - 1, Role::kOf) || is(i - 1, Kind::kDash)) ? i - 1 : i;
    return k > 1 && percent_end(k - 1) == k && is_confidence(k - 2, k);
}

std::size_t Cursor::interval_end(std::size_t i) const {
    std::size_t const most = std::min(tokens_.size(), i + kIntervalTokensMax);
    bool const is_abbreviation = i > 0 && is(i - 1, Kind::kOpen) && is(i + 1, Kind::kClose);
    std::size_t end = is_abbreviation ? i + 2 : i + 1;
    while (end < most && !is(end, Kind::kClose) && !is(end, Kind::kStop) && !is(end, Kind::kBreak) &&
           (!is(end, Kind::kSemicolon) || is_between_ends(i, end)))
        ++end;
    return end;
}

bool Cursor::is_between_ends(std::size_t i, std::size_t semicolon) const {
    auto const high = number(semicolon + 1);
    if (!high || !high->is_figure) return false;
    std::size_t const percent = percent_end(high->end);
    std::size_t const after = percent != 0 ? percent : high->end;
    bool const is_last = after >= tokens_.size() || is(after, Kind::kClose) || is(after, Kind::kStop) ||
                         is(after, Kind::kBreak) || is(after, Kind::kComma) || is(after, Kind::kSemicolon);
    if (!is_last) return false;
    for (std::size_t k = i + 1; k < semicolon; ++k) {
        auto const low = is(k, Kind::kNumber) ? number(k) : std::nullopt;
        if (!low || !low->is_figure) continue;
        std::size_t const low_percent = percent_end(low->end);
        bool const is_low = (low_percent != 0 ? low_percent : low->end) == semicolon;
        bool const is_high =
            is(k - 1, Kind::kDash) || is(k - 1, Kind::kComma) || range_link(k, k - 1, true) != 0;
        if (is_low) return !is_high && !before(high->figure, low->figure);
    }
    return false;
}

bool Cursor::is_as_small(Figure const& figure) noexcept {
    return figure.kind == Figure::Kind::kPercent && is_one_at_most(figure.low);
}

std::optional<Cursor::Interval> Cursor::ends_between(std::size_t begin, std::size_t end) const {
    for (std::size_t k = begin; k < end; ++k) {
        auto const low = is(k, Kind::kNumber) && !tokens_[k].is_signed ? number(k) : std::nullopt;
        if (!low || !low->is_figure) continue;
        std::size_t const low_end = percent_end(low->end);
        std::size_t const link = low_end != 0 ? low_end : low->end;
        std::size_t at = range_link(k, link, true);
        if (at == 0 && (is(link, Kind::kComma) || is(link, Kind::kSemicolon))) at = link + 1;
        auto const high = at == 0 ? std::nullopt : number(at);
        if (!high || !high->is_figure || tokens_[at].is_signed) continue;
        std::size_t const high_end = percent_end(high->end);
        bool const is_bare = low_end == 0 && high_end == 0;
        bool const is_share = is_bare && low->figure.decimals >= 2;
        auto const from = in_percent(low->figure, is_share);
        auto const to = in_percent(high->figure, is_share);
        if (is_bare && high->end != end) return std::nullopt;
        if (!from || !to || before(*to, *from) || (low_end != 0 && high_end == 0)) return std::nullopt;
        bool const has_tenths = low->figure.decimals == 1 || high->figure.decimals == 1;
        return Interval{{*from, *to}, is_bare && !is_share && has_tenths && is_one_at_most(*to)};
    }
    return std::nullopt;
}

bool Cursor::is_with_figure(std::size_t figure_end, std::size_t interval) const noexcept {
    for (std::size_t k = figure_end; k < interval; ++k) {
        Token const& token = tokens_[k];
        switch (token.kind) {
            case Kind::kNumber:
            case Kind::kPercent:
            case Kind::kOpen:
            case Kind::kClose:
            case Kind::kComma:
            case Kind::kSemicolon:
            case Kind::kSlash:
            case Kind::kEquals:
            case Kind::kDash:
                continue;
            case Kind::kWord:
                break;
            default:
                return false;
        }
        bool const is_of_counts = token.is(Role::kOf) || token.is(Role::kOut) || token.is(Role::kArticle) ||
                                  token.is(Role::kPerson) || token.is(Role::kSize) ||
                                  token.is(Role::kInterval) || token.is(Role::kConfidence) ||
                                  token.is(Role::kLevel) || token.is(Role::kPercent) ||
                                  token.is(Role::kPer) || token.is(Role::kCent) || token.is(Role::kTotal);
        if (!is_of_counts) return false;
    }
    return true;
}

}  // namespace amparo::audit
