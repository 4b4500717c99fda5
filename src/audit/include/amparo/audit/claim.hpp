// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One statement of a proportion, and whether its figure follows from its counts.
///
///   J1 Consistent. Half-up or half-even rounding of part / whole to the printed place gives what is printed
///      (R4).
///
///   J2 Truncated. Only cutting the digits off does. It is not consistent.
///
///   J3 Inconsistent. Neither. Where rounding up gives it, the reason says so.
///
///   J4 Impossible. The part is larger than the whole, or the whole is nobody.
///
///   J5 Hedged. "more than", "at most", "nearly", "about": the figure is a bound or a neighbour (kAboutPoints
///      and below); what rounds to it is right too. "Most" is more than half. "About" a figure that is not round (its
///      last digit is neither 0 nor 5) excuses no cutting off: "about 23%" of 5 of 21 is truncated.
///
///   J6 Fraction. a/b in words is right where no fraction with denominators up to b + 1 is nearer to part /
///      whole; "one in b" also where whole / part rounds to b; "a in ten" also where a is the rounded number
///      of tenths. Why: words round to simple fractions, and these are their places.
///
///   J7 Two figures. A ratio in words beside a percentage, without counts: consistent where both can be of
///      one number.
///
///   J8 Range. part / whole lies between the two ends, each widened by half of its last place.
///
///   J9 Whole only. "23% of the 21 women" is consistent where some count of 21 rounds to 23%, truncated where
///      one is cut to it (closure.hpp G1). "38% (n = 8)": 8 may be part or whole; wrong only if both fail.
///
///   J10 Nearest. The percentage that half-up rounding gives at the printed places: what should stand there. Of a mean
///      that can't be, the two that can beside it.
///
///   J11 Interval. A confidence interval that is printed with a figure contains it, each end widened by half of its last
///      place; else the two are inconsistent. Ends without a percent sign are shares of one where they have two places;
///      with one place and up to 1 they may be either, and stand only with a figure of up to 1%.
#include "amparo/audit/rounding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::audit {

/// How far "about" and "nearly" reach, in percentage points: of figures, of fractions in words, of all and
/// none.
inline constexpr std::uint64_t kAboutPoints = 5;
inline constexpr std::uint64_t kAboutInWordsPoints = 10;
inline constexpr std::uint64_t kAlmostAllPoints = 25;

enum class Verdict : std::uint8_t { kConsistent, kTruncated, kInconsistent, kImpossible };
[[nodiscard]] std::string_view name(Verdict verdict) noexcept;

enum class Hedge : std::uint8_t { kExact, kAbout, kNearly, kOver, kUnder, kAtLeast, kAtMost };

/// What a text says a share is.
struct Figure {
    enum class Kind : std::uint8_t {
        kPercent,   ///< low
        kRange,     ///< low…high
        kFraction,  ///< part / whole: "two thirds"; all is 1 / 1, none 0 / 1
        kRatio,     ///< "one in five"
        kMost,
    };
    Kind kind = Kind::kPercent;
    Hedge hedge = Hedge::kExact;
    Printed low;
    Printed high;
    std::uint64_t part = 0;
    std::uint64_t whole = 1;
};

/// The printed ends of an interval, in percent.
struct Ends {
    Printed low;
    Printed high;
};

/// Where something stands in the document. Lines and columns from 1, columns in characters. `page` is 0 where
/// the document has none.
struct Place {
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    std::uint64_t page = 0;
    friend bool operator==(Place const&, Place const&) = default;
};

/// Why a claim got its verdict; reason_of() says it in words.
enum class Reason : std::uint8_t {
    kRounds,
    kHedgeHolds,
    kFractionIsNearest,
    kFiguresAgree,
    kInRange,
    kSomeCountGives,
    kOnlyTruncation,
    kSomeCountTruncates,
    kOnlyUp,
    kNoRounding,
    kHedgeFails,
    kFractionIsFar,
    kFiguresDiffer,
    kOutOfRange,
    kNoCountGives,
    kNeitherPartNorWhole,
    kPartAboveWhole,
    kWholeIsZero,
    kMeanIsPossible,
    kMeanIsImpossible,
    kOutsideInterval,
};

struct Claim {
    Place place;
    std::size_t begin = 0;  ///< Bytes of the text that was fed, from its beginning.
    std::size_t end = 0;
    std::string text;  ///< The words, on one line; at most kClaimTextMax bytes.
    std::optional<Figure> figure;
    std::optional<Figure> ratio;  ///< A second figure in words beside the first, without counts (J7).
    std::optional<std::uint64_t> part;
    std::optional<std::uint64_t> whole;
    Verdict verdict = Verdict::kConsistent;
    Reason reason = Reason::kRounds;
    std::optional<Ends> interval;        ///< That is printed with the figure (J11).
    std::optional<Printed> nearest;      ///< In percent, of a mean in its own unit.
    std::optional<Printed> nearest_too;  ///< The other one, of a mean that can't be.
    Rules rules = 0;                     ///< Of an exact percentage with counts: which rules give it.
    bool is_mean = false;

    /// The figure as a percentage: of a fraction to four places, none for a range or "most".
    [[nodiscard]] std::optional<Printed> stated() const noexcept;
    /// Decimals that were printed; nothing for what is not a percentage in figures.
    [[nodiscard]] std::optional<unsigned> precision() const noexcept;
};

inline constexpr std::size_t kClaimTextMax = 240;

/// Fills verdict, reason, nearest and rules from figure, part and whole: J1–J10.
void judge(Claim& claim) noexcept;

enum class Tongue : std::uint8_t { kEnglish, kSpanish };
/// One sentence, with the numbers it is about.
[[nodiscard]] std::string reason_of(Claim const& claim, Tongue tongue);
/// "23.80", as printed in the language: a point or a comma.
[[nodiscard]] std::string text_of(Printed figure, Tongue tongue);

}  // namespace amparo::audit
