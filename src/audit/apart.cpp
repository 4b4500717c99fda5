// SPDX-License-Identifier: AGPL-3.0-or-later
// Wholes that stand apart from their figure: in a list, after "of whom", in the sentence before, beside a mean.
#include "cursor.hpp"

#include <algorithm>

namespace amparo::audit {
namespace {

constexpr std::size_t kListMax = 12;
constexpr std::size_t kWhomTokensMax = 8;
constexpr std::size_t kMeanTokensMax = 12;
constexpr std::uint64_t kPeopleMin = 5;

}  // namespace

bool nearly_gives(Printed figure, std::uint64_t part, std::uint64_t whole) noexcept {
    if (whole == 0 || part > whole || whole > kCountMax || figure.decimals > kDecimalsMax) return false;
    Printed const right = percentage(part, whole, figure.decimals, Rounding::kHalfUp);
    std::uint64_t const far =
        right.units > figure.units ? right.units - figure.units : figure.units - right.units;
    return far <= kNearMissPoints * scale(figure.decimals);
}

bool Cursor::begins_bracket(std::size_t i) const noexcept {
    if (i == 0) return false;
    if (is(i - 1, Kind::kOpen)) return true;
    return i >= 3 && is(i - 1, Kind::kEquals) && is(i - 2, Role::kSize) && is(i - 3, Kind::kOpen);
}

std::optional<Cursor::List> Cursor::listed_at(std::size_t i) const {
    List out;
    std::size_t k = i;
    while (out.parts.size() < kListMax) {
        auto const n = number(k);
        if (!n || !n->is_count) return std::nullopt;
        out.parts.push_back({k, n->end, n->count});
        k = n->end;
        if (out.parts.size() >= 2) {
            bool const is_slash = is(k, Kind::kSlash);
            auto const m = is_slash ? number(k + 1) : std::nullopt;
            if (m && m->is_count && percent_end(m->end) == 0) {
                out.whole = m->count;
                out.end = m->end;
                return out;
            }
            if (auto const whole = whole_after(k)) {
                out.whole = whole->value;
                out.end = whole->end;
                return out;
            }
        }
        bool const has_comma = is(k, Kind::kComma);
        if (has_comma) ++k;
        bool const has_and = is(k, Role::kAnd);
        if (has_and) ++k;
        if (!has_comma && !has_and) return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Cursor::Both> Cursor::counts_of_proportion(std::size_t i, Number const& n) const {
    bool const is_share = is(i, Kind::kNumber) && n.is_figure && n.figure.decimals >= 2 &&
                          n.figure.units < scale(n.figure.decimals) && is(n.end, Kind::kOpen);
    if (!is_share || is_set(i, n.end)) return std::nullopt;
    if (i > 0 && (is(i - 1, Kind::kEquals) || is(i - 1, Kind::kUnderSign) || is(i - 1, Kind::kOverSign) ||
                  is(i - 1, Kind::kOther) || is(i - 1, Role::kMean)))
        return std::nullopt;
    std::size_t k = n.end + 1;
    if (is(k, Role::kSize) && is(k + 1, Kind::kEquals)) k += 2;
    auto const part = number(k);
    if (!part || !part->is_count) return std::nullopt;
    Both out{part->count, 0, 0};
    if (is(part->end, Kind::kSlash)) {
        auto const m = number(part->end + 1);
        if (!m || !m->is_count) return std::nullopt;
        out.whole = m->count;
        out.end = m->end;
    } else if (auto const whole = whole_after(part->end)) {
        out.whole = whole->value;
        out.end = whole->end;
    } else {
        return std::nullopt;
    }
    if (!is(out.end, Kind::kClose)) return std::nullopt;
    ++out.end;
    return out;
}

std::optional<Cursor::Both> Cursor::size_and_people(std::size_t open) const {
    if (!is(open, Kind::kOpen)) return std::nullopt;
    std::size_t k = open + 1;
    if (is(k, Role::kSize) && is(k + 1, Kind::kEquals)) k += 2;
    auto const part = number(k);
    if (!part || !part->is_count) return std::nullopt;
    k = part->end;
    if (!is(k, Kind::kSemicolon) && !is(k, Kind::kComma)) return std::nullopt;
    auto const whole = number(k + 1);
    if (!whole || !whole->is_count || !is(whole->end, Role::kPerson) || !is(whole->end + 1, Kind::kClose))
        return std::nullopt;
    return Both{part->count, whole->count, whole->end + 2};
}

std::optional<Cursor::Both> Cursor::sizes_at(std::size_t i) const {
    auto const part = number(i + 2);
    if (!part || !part->is_count) return std::nullopt;
    std::size_t k = part->end;
    if (is(k, Kind::kComma) || is(k, Kind::kSemicolon) || is(k, Kind::kSlash)) ++k;
    if (!(is(k, Role::kSize) && is(k + 1, Kind::kEquals))) return std::nullopt;
    auto const whole = number(k + 2);
    if (!whole || !whole->is_count) return std::nullopt;
    bool const is_swapped = words(i) == "N" && words(k) == "n";
    return Both{is_swapped ? whole->count : part->count, is_swapped ? part->count : whole->count, whole->end};
}

std::size_t Cursor::whom_end(std::size_t i) const noexcept {
    if (words(i) == "dont") return i + 1;
    std::size_t k = i;
    if (!is(k, Role::kOf)) return i;
    ++k;
    if (is(k, Role::kArticle)) ++k;
    std::string_view const w = words(k);
    bool const is_whom = w == "whom" || w == "which" || w == "cuales" || w == "quienes" ||
                         w == "lesquelles" || w == "lesquels";
    return is_whom ? k + 1 : i;
}

std::uint64_t Cursor::people_before_whom(std::size_t i, bool whom_follows) const {
    std::size_t begin = i;
    if (!whom_follows) {
        bool is_found = false;
        for (std::size_t back = 1; back <= 4 && back <= i && !is_found; ++back) {
            is_found = whom_end(i - back) == i;
            begin = i - back;
        }
        if (!is_found) return 0;
    }
    bool has_people = false;
    for (std::size_t back = 1; back <= kWhomTokensMax && back <= begin; ++back) {
        std::size_t const k = begin - back;
        has_people = has_people || is(k, Role::kPerson);
        if (is(k, Kind::kNumber)) {
            auto const n = number(k);
            return n && n->is_count && has_people && is(n->end, Kind::kWord) ? n->count : 0;
        }
        if (!is(k, Kind::kWord) && !(is(k, Kind::kComma) && back == 1)) return 0;
    }
    return 0;
}

std::uint64_t Cursor::only_people_in(std::size_t begin, std::size_t end) const {
    std::uint64_t people = 0;
    for (std::size_t k = begin; k < end; ++k) {
        Token const& token = tokens_[k];
        if (token.is(Role::kTeen) || token.is(Role::kTens) || token.is(Role::kHundreds) ||
            token.is(Kind::kPercent) || token.is(Kind::kVulgar) || token.is(Kind::kOpen))
            return 0;
        if (!token.is(Kind::kNumber)) continue;
        auto const n = number(k);
        if (!n || !n->is_count) return 0;
        bool const has_people = is(n->end, Role::kPerson) || is(n->end + 1, Role::kPerson);
        if (is_year(*n, k) && !has_people) continue;
        if (!has_people || people != 0 || n->count < kPeopleMin) return 0;
        people = n->count;
        k = n->end - 1;
    }
    return people;
}

bool Cursor::is_said_of_them(std::size_t sentence, std::size_t begin, std::size_t end) const noexcept {
    if (begin > sentence + 1 || (begin == sentence + 1 && !is(sentence, Role::kArticle))) return false;
    constexpr std::string_view kOfOne[] = {"was", "is", "has", "says", "era", "fue", "vive"};
    return is(end, Role::kVerb) &&
           std::find(std::begin(kOfOne), std::end(kOfOne), words(end)) == std::end(kOfOne);
}

bool Cursor::says_who_is_left_out(std::size_t i) const noexcept {
    for (; i < tokens_.size() && !is(i, Kind::kStop) && !is(i, Kind::kBreak); ++i)
        if (is(i, Role::kNot) || is(i, Role::kExcept) || is(i, Role::kQualifier)) return true;
    return false;
}

std::optional<Cursor::Mean> Cursor::mean_at(std::size_t i) const {
    std::size_t k = i + 1;
    bool is_counted = false;
    std::uint64_t people = 0;
    for (; k < tokens_.size() && k - i <= kMeanTokensMax; ++k) {
        if (is(k, Kind::kStop) || is(k, Kind::kBreak) || is(k, Kind::kPercent)) return std::nullopt;
        is_counted = is_counted || is(k, Role::kCountedThing);
        if (!is(k, Kind::kNumber)) continue;
        if (tokens_[k].is_figure && tokens_[k].decimals > 0) break;
        if (!tokens_[k].is_count || !is(k + 1, Role::kPerson)) continue;
        if (people != 0) return std::nullopt;
        people = tokens_[k].count;
    }
    if (!is(k, Kind::kNumber) || !tokens_[k].is_figure || tokens_[k].decimals == 0) return std::nullopt;
    Mean out{k, k + 1, {tokens_[k].units, tokens_[k].decimals}, people};
    for (++k; k < tokens_.size() && k - out.begin <= 4 && is(k, Kind::kWord); ++k) {
        if (is(k, Role::kPer)) return std::nullopt;
        is_counted = is_counted || is(k, Role::kCountedThing);
    }
    if (!is_counted) return std::nullopt;
    for (std::size_t at = k + 1; is(k, Kind::kOpen) && at + 2 < tokens_.size() && at - out.begin <= 16;
         ++at) {
        if (is(at, Kind::kClose)) break;
        if (!is(at, Role::kSize) || !is(at + 1, Kind::kEquals)) continue;
        auto const n = number(at + 2);
        if (!n || !n->is_count) return std::nullopt;
        out.people = n->count;
        out.end = n->end + (is(n->end, Kind::kClose) ? 1 : 0);
        break;
    }
    bool const can_be_tested = out.people != 0 && out.people <= kCountMax;
    return can_be_tested ? std::optional{out} : std::nullopt;
}

}  // namespace amparo::audit
