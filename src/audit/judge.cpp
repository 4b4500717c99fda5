// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/audit/claim.hpp"
#include "amparo/audit/closure.hpp"

#include <algorithm>
#include <array>

namespace amparo::audit {
namespace {

__extension__ using Wide = unsigned __int128;

/// A number that is not negative, exactly. Parts stay below 2^60, so products of two fit.
struct Ratio {
    std::uint64_t up = 0;
    std::uint64_t down = 1;
};

bool below(Ratio a, Ratio b) noexcept {
    return Wide{a.up} * b.down < Wide{b.up} * a.down;
}

Ratio of_percent(Printed p) noexcept {
    return {p.units, 100 * scale(p.decimals)};
}
/// Half of the last place below and above.
Ratio lower_edge(Printed p) noexcept {
    return {p.units == 0 ? 0 : 2 * p.units - 1, 200 * scale(p.decimals)};
}
Ratio upper_edge(Printed p) noexcept {
    return {2 * p.units + 1, 200 * scale(p.decimals)};
}

struct Band {
    Ratio low;
    Ratio high;
};

bool overlap(Band a, Band b) noexcept {
    return !below(a.high, b.low) && !below(b.high, a.low);
}
bool holds(Band band, Ratio value) noexcept {
    return !below(value, band.low) && !below(band.high, value);
}

/// Midway to the nearest fractions with denominators up to whole + 1 (J6).
Band neighbourhood(std::uint64_t part, std::uint64_t whole) noexcept {
    Ratio const self{part, whole};
    Ratio before{0, 1};
    Ratio after{1, 1};
    bool has_before = false;
    bool has_after = false;
    for (std::uint64_t down = 1; down <= whole + 1; ++down) {
        std::uint64_t const floor = part * down / whole;
        for (std::uint64_t const up : {floor == 0 ? 0 : floor - 1, floor, floor + 1}) {
            Ratio const other{up, down};
            if (up > down) continue;
            if (below(other, self) && (!has_before || below(before, other)))
                before = other, has_before = true;
            if (below(self, other) && (!has_after || below(other, after))) after = other, has_after = true;
        }
    }
    auto const middle = [](Ratio a, Ratio b) {
        return Ratio{a.up * b.down + b.up * a.down, 2 * a.down * b.down};
    };
    return {has_before ? middle(before, self) : self, has_after ? middle(self, after) : self};
}

constexpr std::uint64_t kSimpleMax = 1'000;

/// All bands in which the fraction is right (J6).
std::array<Band, 3> bands(Figure const& f, std::size_t& count) noexcept {
    std::array<Band, 3> out{};
    count = 0;
    bool const is_simple = f.whole <= kSimpleMax && f.part <= f.whole && f.whole != 0;
    if (!is_simple || f.part == 0 || f.part == f.whole) {
        out[count++] = {{f.part, std::max<std::uint64_t>(f.whole, 1)},
                        {f.part, std::max<std::uint64_t>(f.whole, 1)}};
        return out;
    }
    out[count++] = neighbourhood(f.part, f.whole);
    if (f.part == 1)
        out[count++] = {{2, 2 * f.whole + 1}, {2, 2 * f.whole - 1}};
    else if (f.whole % 10 == 0)
        out[count++] = {{2 * f.part - 1, 2 * f.whole}, {2 * f.part + 1, 2 * f.whole}};
    return out;
}

bool fraction_is_right(Figure const& f, Band value) noexcept {
    std::size_t count = 0;
    auto const all = bands(f, count);
    for (std::size_t i = 0; i < count; ++i)
        if (overlap(all[i], value)) return true;
    return false;
}

bool is_in_words(Figure const& f) noexcept {
    return f.kind == Figure::Kind::kFraction || f.kind == Figure::Kind::kRatio;
}

Ratio stated_value(Figure const& f) noexcept {
    return is_in_words(f) ? Ratio{f.part, std::max<std::uint64_t>(f.whole, 1)} : of_percent(f.low);
}

/// |value − stated| is at most `points` in 100.
bool is_near(Ratio value, Ratio stated, std::uint64_t points) noexcept {
    Wide const a = Wide{value.up} * stated.down;
    Wide const b = Wide{stated.up} * value.down;
    Wide const distance = a > b ? a - b : b - a;
    // down · down is below 2^67, so all of this fits.
    return distance * 100 <= Wide{value.down} * stated.down * points;
}

/// How far "nearly" reaches: words reach farther than figures, "nearly all" farthest.
std::uint64_t reach(Figure const& f) noexcept {
    if (!is_in_words(f)) return kAboutPoints;
    return f.part == 0 || f.part == f.whole ? kAlmostAllPoints : kAboutInWordsPoints;
}

bool hedge_holds(Figure const& f, Ratio value) noexcept {
    Ratio const stated = stated_value(f);
    switch (f.hedge) {
        case Hedge::kExact:
            return false;
        case Hedge::kAbout:
            return is_near(value, stated, reach(f));
        case Hedge::kNearly:
            return is_near(value, stated, reach(f)) && (is_in_words(f) || !below(stated, value));
        case Hedge::kOver:
            return below(stated, value);
        case Hedge::kUnder:
            return below(value, stated);
        case Hedge::kAtLeast:
            return !below(value, stated);
        case Hedge::kAtMost:
            return !below(stated, value);
    }
    return false;
}

void set(Claim& claim, Verdict verdict, Reason reason) noexcept {
    claim.verdict = verdict;
    claim.reason = reason;
}

void judge_percent(Claim& claim, Figure const& f, std::uint64_t part, std::uint64_t whole) noexcept {
    claim.nearest = percentage(part, whole, f.low.decimals, Rounding::kHalfUp);
    Rules const rules = rules_that_give(f.low, part, whole);
    if (f.hedge == Hedge::kExact) claim.rules = rules;
    if ((rules & kUsual) != 0) return set(claim, Verdict::kConsistent, Reason::kRounds);
    bool const is_cut = (rules & bit(Rounding::kDown)) != 0;
    bool const is_round = f.low.units % 5 == 0;
    if (f.hedge == Hedge::kAbout && is_cut && !is_round)
        return set(claim, Verdict::kTruncated, Reason::kOnlyTruncation);
    if (f.hedge != Hedge::kExact) {
        bool const right = hedge_holds(f, {part, whole});
        return set(claim, right ? Verdict::kConsistent : Verdict::kInconsistent,
                   right ? Reason::kHedgeHolds : Reason::kHedgeFails);
    }
    if (is_cut) return set(claim, Verdict::kTruncated, Reason::kOnlyTruncation);
    set(claim, Verdict::kInconsistent,
        (rules & bit(Rounding::kUp)) != 0 ? Reason::kOnlyUp : Reason::kNoRounding);
}

void judge_fraction(Claim& claim, Figure const& f, std::uint64_t part, std::uint64_t whole) noexcept {
    Ratio const value{part, whole};
    claim.nearest = percentage(part, whole, 0, Rounding::kHalfUp);
    if (fraction_is_right(f, {value, value}) &&
        (f.hedge == Hedge::kExact || f.hedge == Hedge::kAbout || f.hedge == Hedge::kNearly))
        return set(claim, Verdict::kConsistent, Reason::kFractionIsNearest);
    if (f.hedge == Hedge::kExact) return set(claim, Verdict::kInconsistent, Reason::kFractionIsFar);
    bool const right = hedge_holds(f, value);
    set(claim, right ? Verdict::kConsistent : Verdict::kInconsistent,
        right ? Reason::kHedgeHolds : Reason::kHedgeFails);
}

void judge_counts(Claim& claim, std::uint64_t part, std::uint64_t whole) noexcept {
    if (whole == 0) return set(claim, Verdict::kImpossible, Reason::kWholeIsZero);
    if (part > whole) return set(claim, Verdict::kImpossible, Reason::kPartAboveWhole);
    if (!claim.figure) return set(claim, Verdict::kConsistent, Reason::kRounds);
    Figure const& f = *claim.figure;
    Ratio const value{part, whole};
    switch (f.kind) {
        case Figure::Kind::kPercent:
            return judge_percent(claim, f, part, whole);
        case Figure::Kind::kFraction:
        case Figure::Kind::kRatio:
            return judge_fraction(claim, f, part, whole);
        case Figure::Kind::kRange: {
            claim.nearest =
                percentage(part, whole, std::max(f.low.decimals, f.high.decimals), Rounding::kHalfUp);
            bool const in = holds({lower_edge(f.low), upper_edge(f.high)}, value) || f.hedge != Hedge::kExact;
            return set(claim, in ? Verdict::kConsistent : Verdict::kInconsistent,
                       in ? Reason::kInRange : Reason::kOutOfRange);
        }
        case Figure::Kind::kMost: {
            claim.nearest = percentage(part, whole, 0, Rounding::kHalfUp);
            bool const right = below({1, 2}, value);
            return set(claim, right ? Verdict::kConsistent : Verdict::kInconsistent,
                       right ? Reason::kHedgeHolds : Reason::kHedgeFails);
        }
    }
}

/// J9: the whole is known, the part is not.
void judge_whole(Claim& claim, std::uint64_t whole) noexcept {
    if (whole == 0) return set(claim, Verdict::kImpossible, Reason::kWholeIsZero);
    if (!claim.figure || claim.figure->kind != Figure::Kind::kPercent || claim.figure->hedge != Hedge::kExact)
        return set(claim, Verdict::kConsistent, Reason::kSomeCountGives);
    Printed const p = claim.figure->low;
    if (!counts_that_print(p, whole).empty())
        return set(claim, Verdict::kConsistent, Reason::kSomeCountGives);
    Printed best{};
    bool has_best = false;
    std::uint64_t const unit = 100 * scale(p.decimals);
    std::uint64_t const guess = static_cast<std::uint64_t>(Wide{p.units} * whole / unit);
    for (std::uint64_t const part : {guess, guess + 1}) {
        if (part > whole) continue;
        Printed const other = percentage(part, whole, p.decimals, Rounding::kHalfUp);
        auto const far = [&](Printed x) { return x.units > p.units ? x.units - p.units : p.units - x.units; };
        if (!has_best || far(other) < far(best)) best = other;
        has_best = true;
    }
    if (has_best) claim.nearest = best;
    if (!counts_that_truncate_to(p, whole).empty())
        return set(claim, Verdict::kTruncated, Reason::kSomeCountTruncates);
    set(claim, Verdict::kInconsistent, Reason::kNoCountGives);
}

/// J9: "38 % (n = 8)".
void judge_part(Claim& claim, std::uint64_t part) noexcept {
    Printed const p = claim.figure->low;
    bool right = claim.figure->hedge != Hedge::kExact || claim.figure->kind != Figure::Kind::kPercent;
    if (part > 0) right = right || !counts_that_print(p, part).empty();
    // As a part: some whole number N with lower_edge ≤ part / N ≤ upper_edge.
    Ratio const low = lower_edge(p);
    Ratio const high = upper_edge(p);
    if (part == 0)
        right = right || low.up == 0;
    else if (low.up == 0)
        right = true;
    else {
        Wide const least = (Wide{part} * high.down + high.up - 1) / high.up;
        Wide const most = Wide{part} * low.down / low.up;
        right = right || least <= most;
    }
    set(claim, right ? Verdict::kConsistent : Verdict::kInconsistent,
        right ? Reason::kSomeCountGives : Reason::kNeitherPartNorWhole);
}

/// J7.
bool agree(Figure const& ratio, Figure const& percent) noexcept {
    if (percent.kind == Figure::Kind::kRange)
        return fraction_is_right(ratio, {lower_edge(percent.low), upper_edge(percent.high)});
    if (percent.hedge != Hedge::kExact || ratio.hedge != Hedge::kExact)
        return is_near(stated_value(ratio), of_percent(percent.low), kAboutInWordsPoints);
    return fraction_is_right(ratio, {lower_edge(percent.low), upper_edge(percent.low)});
}

void judge_mean(Claim& claim) noexcept {
    Printed const mean = claim.figure->low;
    if (can_be_mean(mean, *claim.whole)) return set(claim, Verdict::kConsistent, Reason::kMeanIsPossible);
    auto const [below_it, above_it] = statistics::means_beside(mean, *claim.whole, kCountMax);
    auto const far = [&](Printed p) {
        return p.units > mean.units ? p.units - mean.units : mean.units - p.units;
    };
    bool const is_above = far(above_it) < far(below_it);
    claim.nearest = is_above ? above_it : below_it;
    claim.nearest_too = is_above ? below_it : above_it;
    set(claim, Verdict::kInconsistent, Reason::kMeanIsImpossible);
}

/// J11.
void judge_interval(Claim& claim) noexcept {
    bool const is_tested = claim.interval && claim.verdict == Verdict::kConsistent && claim.figure &&
                           claim.figure->kind == Figure::Kind::kPercent && !claim.ratio;
    if (!is_tested) return;
    Printed const point = claim.figure->low;
    if (below(upper_edge(point), lower_edge(claim.interval->low)) ||
        below(upper_edge(claim.interval->high), lower_edge(point)))
        set(claim, Verdict::kInconsistent, Reason::kOutsideInterval);
}

void judge_alone(Claim& claim) noexcept {
    if (claim.is_mean) return judge_mean(claim);
    if (claim.ratio && claim.figure) {
        bool const right = agree(*claim.ratio, *claim.figure);
        return set(claim, right ? Verdict::kConsistent : Verdict::kInconsistent,
                   right ? Reason::kFiguresAgree : Reason::kFiguresDiffer);
    }
    if (claim.part && claim.whole) return judge_counts(claim, *claim.part, *claim.whole);
    if (claim.whole) return judge_whole(claim, *claim.whole);
    if (claim.part && claim.figure) return judge_part(claim, *claim.part);
    set(claim, Verdict::kConsistent, Reason::kRounds);
}

}  // namespace

std::string_view name(Verdict verdict) noexcept {
    switch (verdict) {
        case Verdict::kConsistent:
            return "consistent";
        case Verdict::kTruncated:
            return "truncated";
        case Verdict::kInconsistent:
            return "inconsistent";
        case Verdict::kImpossible:
            return "impossible";
    }
    return "";
}

std::optional<Printed> Claim::stated() const noexcept {
    if (!figure) return std::nullopt;
    switch (figure->kind) {
        case Figure::Kind::kPercent:
            return figure->low;
        case Figure::Kind::kRange:
        case Figure::Kind::kMost:
            return std::nullopt;
        case Figure::Kind::kFraction:
        case Figure::Kind::kRatio:
            if (figure->whole == 0 || figure->whole > kCountMax || figure->part > kCountMax)
                return std::nullopt;
            return percentage(figure->part, figure->whole,
                              figure->part == 0 || figure->part == figure->whole ? 0 : 4, Rounding::kHalfUp);
    }
    return std::nullopt;
}

std::optional<unsigned> Claim::precision() const noexcept {
    if (!figure || (figure->kind != Figure::Kind::kPercent && figure->kind != Figure::Kind::kRange))
        return std::nullopt;
    return figure->low.decimals;
}

void judge(Claim& claim) noexcept {
    judge_alone(claim);
    judge_interval(claim);
}

}  // namespace amparo::audit
