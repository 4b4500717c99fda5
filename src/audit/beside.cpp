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

/// "0.21" where no percent sign stands is a share of one.
std::optional<Printed> in_percent(Printed end, bool is_share) noexcept {
    if (!is_share) return end.units <= kPercentMax * scale(end.decimals) ? std::optional{end} : std::nullopt;
    if (end.decimals < 2 || end.units > scale(end.decimals)) return std::nullopt;
    return Printed{end.units, end.decimals - 2};
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

std::optional<Ends> Cursor::ends_between(std::size_t begin, std::size_t end) const {
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
        return Ends{*from, *to};
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
                                  token.is(Role::kInterval) || token.is(Role::kPercent) ||
                                  token.is(Role::kPer) || token.is(Role::kCent) || token.is(Role::kTotal);
        if (!is_of_counts) return false;
    }
    return true;
}

}  // namespace amparo::audit
