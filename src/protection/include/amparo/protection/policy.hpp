// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// May this figure be published, in this way, to these readers?
///
///   Y1 Profiles.   `open_data`: for anybody. `research_consented`: a report for a purpose that the people in it agreed
///                  to. `internal`: inside the organisation.
///   Y2 Rule of 10. In open data the numerator, what is left of the denominator, and the denominator are each 10 or
///                  more; a numerator or rest of 0 is small too. Internally the numerator is 5 or more, or 0.
///   Y3 N of N.     In a research report both counts stand beside every percentage, always; with an interval, unless
///                  there is none; and the population is named as the people who were asked.
///   Y4 Bare.       A percentage without its counts is refused in every profile.
///   Y5 In disguise. A percentage of a known number of people is the counts it can have been rounded from: the least
///                  and the most of them are judged, never the percentage.
///   Y6 Everybody.  "21 of 21" says it of each of the 21, and "0 of 21" too. A group gives way to `coalition` of its
///                  own members who pool what they know when total - coalition <= part. Refused in open data and
///                  research, unless each person of the group agreed to the group being spoken of.
///   Y7 Raised.     A vault may ask for more than a profile's least counts, never for less.
///
/// Sources: ABS DataLab, rule of 10 (numerator and denominator); UK Longitudinal Linkage Collaboration (below 10,
/// zero included); Eurostat handbook on statistical disclosure control, 5.2 (group disclosure); Lang & Altman,
/// SAMPL guidelines (numerator and denominator with every percentage).
#include "amparo/base/result.hpp"
#include "amparo/protection/rounding.hpp"
#include "amparo/protection/suppress.hpp"
#include "amparo/statistics/figure.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace amparo::protection {

enum class Profile : std::uint8_t { kOpenData, kResearchConsented, kInternal };
[[nodiscard]] std::string_view name(Profile profile) noexcept;
[[nodiscard]] std::optional<Profile> profile_named(std::string_view name) noexcept;

struct Policy {
    std::int64_t least_part = 0;
    std::int64_t least_rest = 0;
    std::int64_t least_whole = 0;
    bool zeros_are_small = false;
    bool counts_required = true;
    bool interval_required = false;
    bool asked_required = false;  ///< The population is said to be the people who were asked.
    std::optional<std::int64_t> coalition;
};
/// Y7: `least` below the profile's own changes nothing.
[[nodiscard]] Policy policy_of(Profile profile, std::int64_t least = 0) noexcept;
/// The minimum cell size of tables under a profile: the part's. None in research: its people agreed to be counted.
[[nodiscard]] Threshold threshold_of(Profile profile, std::int64_t least = 0) noexcept;

enum class Objection : std::uint8_t {
    kPartSmall,
    kRestSmall,
    kWholeSmall,
    kNoCounts,
    kNoInterval,
    kNotSaidToBeAsked,
    kSaysItOfEverybody,
    kSaysItOfNobody,
};
[[nodiscard]] std::string_view name(Objection objection) noexcept;

/// How the figure is to stand in the text.
struct Shown {
    bool counts = true;
    bool interval = true;
    bool says_asked = true;     ///< "of the people interviewed", or as the study says it.
    bool group_agreed = false;  ///< Y6.
};

/// All there is against it; nothing: it may be published.
[[nodiscard]] std::vector<Objection> judge(statistics::Figure const& figure, Shown shown,
                                           Policy const& policy);

/// A percentage as printed: 238 with one place is 23.8.
struct Printed {
    std::int64_t digits = 0;
    int places = 0;  ///< 0 to 6.
};
enum class Rounding : std::uint8_t {
    kHalfUp,  ///< As Amparo rounds.
    kAny,     ///< Nearest, up, down or cut off: a text of others.
};
/// Y5: the counts out of `whole` that print like this; nothing when there are none.
[[nodiscard]] std::optional<CountRange> implied_counts(Printed percentage, std::int64_t whole,
                                                       Rounding rounding);
/// Y4, Y5: of a percentage in a text, with a denominator that readers know from elsewhere.
[[nodiscard]] std::vector<Objection> judge(Printed percentage, std::int64_t whole, Policy const& policy);

/// Y6.
[[nodiscard]] constexpr bool gives_group_away(std::int64_t part, std::int64_t total, std::int64_t coalition) {
    return total > 0 && total - coalition <= part;
}

}  // namespace amparo::protection
