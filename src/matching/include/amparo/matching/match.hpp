// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Which services a person may be offered for one need, in which order, and why each of the others is not.
///
/// What excludes, in the order it is asked. The first that applies is the reason given.
///   M1 Need.        The entry serves the need.
///   M2 Active.      It is running.
///   M3 Police.      A service that states it wants a police report or cooperation is never offered. Why: a
///                   person must be able to refuse the police and keep the bed. It stays in the exclusions
///                   under that name, so that somebody who asks for such a service can be told of it.
///   M4 Wishes.      What the person asked for or ruled out. The provider states the contrary: excluded,
///                   naming the wish. It states nothing: offered, with "ask them". Why: unknown is not a no,
///                   and a directory half filled in must not hide the only shelter in town; unknown is not a
///                   yes either, so it ranks lower.
///   M5 Population.  It is limited to populations and the person named theirs, none of them among those. The
///                   person named none: offered, with "ask them".
///   M6 Place.       It is limited to counties and the person named another; or it is inside an area the
///                   person called unsafe; or farther than the person can travel. An area of another kind (a
///                   quarter, a city, a state) is compared by name only, so one that is not the person's is
///                   offered, with "ask them": hiding the only attorney in the state is worse than a call.
///                   What is reached by phone or on line is in no unsafe area and at no distance. A place
///                   that is not known is offered, with "ask them" where a distance mattered.
///   M7 Full.        It confirmed within kCapacityMaxAge that it has no place. An older figure, or one dated
///                   after `now`, is unknown, and unknown is neither free nor full.
///
/// What orders, most important first. No score: a provider can't buy one key with another.
///   M8  Order.      1 open at the time asked, not stated, closed then; 2 fewest things to ask; 3 distance to
///                   5, 25, 100 km, beyond (not known counts as within 100: a confidential address must not
///                   lose by being secret); 4 the person's languages in the order given, an interpreter, not
///                   stated, none; 5 places, not known, waiting list; 6 verified within 90 days, a year,
///                   longer ago or never; 7 distance by 100 m; 8 service id, location id, position in the
///                   list handed in. So one directory gives one order on every device and in whichever order
///                   records arrived.
///   M9  Once.       Every entry is offered or excluded, exactly once, and counted: "4 of 31 offered"
///                   accounts for 27.
///   M10 Nothing else. No work, immigration status, cooperation, finding or release is a parameter; this
///                   module links none that holds them (DESIGN.md rule 2; 28 CFR 90.4(b)(3), (c), 94.116).
///
/// Hours are local to the place: the caller turns its instant into a weekday and a minute.
/// docs/domain/matching.md.
#include "amparo/base/instant.hpp"
#include "amparo/directory/entry.hpp"
#include "amparo/model/ids.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::matching {

inline constexpr std::chrono::hours kCapacityMaxAge{72};
inline constexpr std::size_t kLanguagesMax = 40;
inline constexpr std::size_t kUnsafeAreasMax = 16;
inline constexpr double kEarthRadiusKm = 6371.0088;  // Mean radius, IUGG.

/// What a person can ask for or rule out. Each is answered by what a provider states.
enum class Wish : std::uint8_t {
    kNoPoliceReport,
    kNoIdentityDocument,
    kNoFee,
    kNoReferral,
    kTransAffirming,
    kSexWorkerAffirming,
    kConfidentialAddress,
    kWheelchairAccess,
    kChildrenWelcome,
    kPetsWelcome,
    kInterpreterAvailable,
};
inline constexpr std::array<Wish, 11> kAllWishes{
    Wish::kNoPoliceReport,      Wish::kNoIdentityDocument,  Wish::kNoFee,
    Wish::kNoReferral,          Wish::kTransAffirming,      Wish::kSexWorkerAffirming,
    Wish::kConfidentialAddress, Wish::kWheelchairAccess,    Wish::kChildrenWelcome,
    Wish::kPetsWelcome,         Wish::kInterpreterAvailable};

[[nodiscard]] std::string_view name(Wish wish) noexcept;
[[nodiscard]] std::optional<Wish> wish_named(std::string_view name) noexcept;

/// A set of wishes, one bit each.
class Wishes {
  public:
    constexpr void insert(Wish w) noexcept { bits_ = static_cast<std::uint16_t>(bits_ | bit(w)); }
    [[nodiscard]] constexpr bool contains(Wish w) const noexcept { return (bits_ & bit(w)) != 0; }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    [[nodiscard]] constexpr unsigned size() const noexcept {
        unsigned n = 0;
        for (unsigned rest = bits_; rest != 0; rest &= rest - 1) ++n;
        return n;
    }
    friend constexpr Wishes operator&(Wishes a, Wishes b) noexcept { return of(a.bits_ & b.bits_); }
    friend constexpr Wishes operator-(Wishes a, Wishes b) noexcept {
        return of(a.bits_ & ~unsigned{b.bits_});
    }
    friend constexpr bool operator==(Wishes, Wishes) = default;

  private:
    static constexpr unsigned bit(Wish w) noexcept { return 1U << static_cast<unsigned>(w); }
    static constexpr Wishes of(unsigned bits) noexcept {
        Wishes w;
        w.bits_ = static_cast<std::uint16_t>(bits);
        return w;
    }
    std::uint16_t bits_ = 0;
};

/// A circle the person does not want to be in.
struct UnsafeArea {
    directory::Coordinates centre;
    double radius_km = 0;
};

struct When {
    std::uint8_t weekday = 0;  ///< 0 Monday … 6 Sunday.
    std::uint16_t minute = 0;  ///< After midnight, below 1440.
};

/// What a person asks for. Codes are those of the entries.
struct Request {
    std::string need;
    std::vector<std::string> languages;  ///< The one preferred first. At most kLanguagesMax are looked at.
    std::vector<std::string> populations;
    std::string area;  ///< Lower case; empty: not said.
    std::optional<directory::Coordinates> near;
    std::optional<double> max_km;  ///< Looked at only with `near`.
    std::vector<UnsafeArea>
        unsafe;  ///< At most kUnsafeAreasMax, on earth, radius not below 0: the caller checks.
    Wishes wishes;
    std::optional<When> at;
};

/// Why an entry is offered where it is; one entry has several. The order here is the order they are given in.
enum class Reason : std::uint8_t {
    kServesNeed,
    kOpenThen,
    kClosedThen,
    kHoursNotStated,
    kWishesMet,  ///< All that were stated; those to ask about are in Offer::ask.
    kPopulationServed,
    kAskPopulation,
    kAreaServed,
    kAskArea,
    kRemote,
    kDistanceKnown,
    kAskPlace,
    kSpeaksLanguage,
    kInterpreter,
    kLanguagesNotStated,
    kNoSharedLanguage,
    kHasPlaces,
    kCapacityNotKnown,
    kWaitlist,
    kVerifiedRecently,  ///< 90 days.
    kVerifiedThisYear,  ///< 365 days.
    kVerifiedLongAgo,   ///< Or never, or dated after now.
};
[[nodiscard]] std::string_view name(Reason reason) noexcept;

struct Offer {
    std::size_t entry;  ///< Position in what the index was made of.
    std::vector<Reason> reasons;
    Wishes ask;                                 ///< Wishes the provider states nothing about.
    std::vector<std::string> shared_languages;  ///< In the person's order.
    std::optional<double> distance_km;          ///< Great circle.
    friend bool operator==(Offer const&, Offer const&) = default;
};

/// In the order of the rules.
enum class Exclusion : std::uint8_t {
    kOtherNeed,        ///< M1
    kNotActive,        ///< M2
    kDependsOnPolice,  ///< M3
    kAgainstWish,      ///< M4
    kOtherPopulation,  ///< M5
    kOutsideArea,      ///< M6
    kUnsafeArea,       ///< M6
    kTooFar,           ///< M6
    kFull,             ///< M7
};
inline constexpr std::size_t kExclusions = 9;
[[nodiscard]] std::string_view name(Exclusion reason) noexcept;

struct Excluded {
    std::size_t entry;
    Exclusion reason;
    Wishes against;  ///< With kAgainstWish: those the provider states the contrary of.
    friend bool operator==(Excluded const&, Excluded const&) = default;
};

struct Report {
    std::vector<Offer> offers;       ///< The best, in order (M8).
    std::vector<Excluded> excluded;  ///< The nearest misses: last rule first, then as M8's last key.
    std::size_t offers_total = 0;
    std::array<std::size_t, kExclusions> excluded_total{};  ///< By Exclusion.
    std::size_t entries = 0;                                ///< offers_total + all of excluded_total.
    friend bool operator==(Report const&, Report const&) = default;
};

/// How much of a report to write out. Totals are complete whatever is written.
struct Limits {
    std::size_t offers = SIZE_MAX;
    std::size_t excluded = SIZE_MAX;
};

/// A directory prepared for matching: made once when the directory changes, asked many times. Holds copies,
/// no reference to the entries. One match costs time linear in the entries that serve the need.
class Index {
  public:
    explicit Index(std::span<directory::Entry const> entries);

    /// Pure: the same arguments give the same report.
    [[nodiscard]] Report match(Request const& request, Instant now, Limits limits = {}) const;

  private:
    /// One entry, in the order of M8's last key, with what excludes and orders in one cache line.
    struct Row {
        std::array<double, 3> at;  ///< On the unit sphere, if has_place.
        std::int64_t capacity_confirmed_ms;
        std::uint32_t languages;  ///< A bit each for the codes met first, one for all others.
        std::uint32_t populations;
        std::uint32_t areas;
        std::int32_t verified_day;  ///< Days since 1970, or kNever.
        std::uint32_t number;       ///< By the order of the last key.
        Wishes stated_yes;
        Wishes stated_no;
        directory::CapacityStatus capacity;
        bool active : 1;
        bool remote : 1;
        bool has_place : 1;
        bool wants_police : 1;
        bool only_counties : 1;
    };
    static_assert(sizeof(Row) <= 64, "what is read of each row is one line of the cache");
    /// Where an entry's own begin in languages_, …; they end where the next one's begin.
    struct Lists {
        std::uint32_t languages;
        std::uint32_t populations;
        std::uint32_t areas;
        std::uint32_t hours;
    };
    [[nodiscard]] Lists next_lists() const noexcept;
    class Query;

    std::vector<std::size_t> entry_of_;  ///< By number.
    std::vector<Lists> lists_;           ///< By number, and one more, whose begins are the ends.
    /// By need, ascending by number. One that serves two needs stands in both: a match reads memory in order.
    std::map<std::string, std::vector<Row>, std::less<>> serving_;
    std::map<std::string, std::uint32_t, std::less<>> language_ids_;
    std::map<std::string, std::uint32_t, std::less<>> population_ids_;
    std::map<std::string, std::uint32_t, std::less<>> area_ids_;
    std::vector<std::uint32_t> languages_;
    std::vector<std::uint32_t> populations_;
    std::vector<std::uint32_t> areas_;
    std::vector<directory::OpenHours> hours_;
};

}  // namespace amparo::matching
