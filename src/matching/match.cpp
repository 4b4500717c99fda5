// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/matching/match.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <tuple>

namespace amparo::matching {
namespace {

using directory::CapacityStatus;
using directory::Coordinates;
using directory::Entry;
using directory::OpenHours;
using directory::Stated;

constexpr std::uint16_t kMinutesADay = 1440;
constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::min();
constexpr std::array<double, 3> kBandsKm{5, 25, 100};
constexpr unsigned kBandNotKnown = 2;
constexpr std::int32_t kRecentDays = 90;
constexpr std::int32_t kYearDays = 365;
constexpr unsigned kRowBits = 29;
constexpr std::uint64_t kRowMask = (std::uint64_t{1} << kRowBits) - 1;

std::uint32_t row_number(std::uint64_t key) noexcept {
    return static_cast<std::uint32_t>(key & kRowMask);
}

/// Names of one kind: what lies in one county lies in no other. Of "pilsen", "chicago" and "illinois" no list
/// of words says which lies in which.
bool is_county(std::string_view area) noexcept {
    constexpr std::string_view kEnglish = " county";
    constexpr std::string_view kSpanish = "condado ";
    return (area.size() > kEnglish.size() && area.substr(area.size() - kEnglish.size()) == kEnglish) ||
           area.substr(0, kSpanish.size()) == kSpanish;
}

using Unit = std::array<double, 3>;

bool on_earth(Coordinates c) noexcept {
    return std::abs(c.latitude) <= 90 && std::abs(c.longitude) <= 180;  // Not a number is neither.
}

Unit unit(Coordinates c) noexcept {
    constexpr double kRadians = 3.14159265358979323846 / 180;
    double const latitude = c.latitude * kRadians;
    double const longitude = c.longitude * kRadians;
    return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
            std::sin(latitude)};
}

/// The squared straight line through a sphere of radius 1. Grows with the great circle, and is exact close
/// by, where the cosine is not.
double chord2(Unit const& a, Unit const& b) noexcept {
    double const x = a[0] - b[0];
    double const y = a[1] - b[1];
    double const z = a[2] - b[2];
    return x * x + y * y + z * z;
}

double chord2_of(double km) noexcept {
    double const half = km / (2 * kEarthRadiusKm);
    if (!(half < 3.14159265358979323846 / 2)) return 4;  // All of the earth is nearer.
    double const chord = half > 0 ? 2 * std::sin(half) : 0;
    return chord * chord;
}

double km_of(double chord2) noexcept {
    return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(chord2) / 2));
}

std::int32_t day_number(Date date) noexcept {
    return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}

bool open_at(OpenHours const& hours, When when) noexcept {
    std::uint8_t const yesterday = static_cast<std::uint8_t>((when.weekday + 6) % 7);
    if (hours.weekday == when.weekday) return hours.opens <= when.minute && when.minute < hours.closes;
    return hours.weekday == yesterday && hours.opens < hours.closes &&
           when.minute + kMinutesADay < hours.closes;
}

/// The least `limit` of the numbers pushed.
class Least {
  public:
    explicit Least(std::size_t limit) : limit_{limit} {}
    void push(std::uint64_t n) {
        if (kept_.size() < limit_) {
            kept_.push_back(n);
            if (kept_.size() == limit_) std::make_heap(kept_.begin(), kept_.end());
        } else if (limit_ != 0 && n < kept_.front()) {
            std::pop_heap(kept_.begin(), kept_.end());
            kept_.back() = n;
            std::push_heap(kept_.begin(), kept_.end());
        }
    }
    [[nodiscard]] bool full() const noexcept { return kept_.size() == limit_; }
    [[nodiscard]] std::vector<std::uint64_t> take_sorted() {
        std::sort(kept_.begin(), kept_.end());
        return std::move(kept_);
    }

  private:
    std::size_t limit_;
    std::vector<std::uint64_t> kept_;
};

std::uint32_t intern(std::map<std::string, std::uint32_t, std::less<>>& ids, std::string const& code) {
    return ids.emplace(code, static_cast<std::uint32_t>(ids.size())).first->second;
}

struct Answer {
    Wish wish;
    Stated stated;
    Stated granted_by;  ///< The statement that grants the wish.
};

std::array<Answer, kAllWishes.size()> answers(Entry const& e) noexcept {
    directory::Conditions const& c = e.conditions;
    directory::Assurances const& a = e.assurances;
    return {{{Wish::kNoPoliceReport, c.police_report, Stated::kNo},
             {Wish::kNoIdentityDocument, c.identity_document, Stated::kNo},
             {Wish::kNoFee, c.fee, Stated::kNo},
             {Wish::kNoReferral, c.referral_required, Stated::kNo},
             {Wish::kTransAffirming, a.trans_affirming, Stated::kYes},
             {Wish::kSexWorkerAffirming, a.sex_worker_affirming, Stated::kYes},
             {Wish::kConfidentialAddress, a.confidential_address, Stated::kYes},
             {Wish::kWheelchairAccess, a.wheelchair_access, Stated::kYes},
             {Wish::kChildrenWelcome, a.children_welcome, Stated::kYes},
             {Wish::kPetsWelcome, a.pets_welcome, Stated::kYes},
             {Wish::kInterpreterAvailable, a.interpreter_available, Stated::kYes}}};
}

}  // namespace

Index::Index(std::span<Entry const> entries) {
    AMPARO_CHECK(entries.size() < kRowMask);
    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {  // M8, last key
        return std::tie(entries[a].service, entries[a].location, a) <
               std::tie(entries[b].service, entries[b].location, b);
    });

    rows_.reserve(entries.size() + 1);
    for (std::uint32_t const position : order) {
        Entry const& e = entries[position];
        Row row{};
        row.entry = position;
        row.languages = static_cast<std::uint32_t>(languages_.size());
        row.populations = static_cast<std::uint32_t>(populations_.size());
        row.areas = static_cast<std::uint32_t>(areas_.size());
        row.hours = static_cast<std::uint32_t>(hours_.size());
        for (Answer const& a : answers(e)) {
            if (a.stated == Stated::kUnknown) continue;
            (a.stated == a.granted_by ? row.stated_yes : row.stated_no).insert(a.wish);
        }
        row.has_place = e.coordinates && on_earth(*e.coordinates);
        if (row.has_place) row.at = unit(*e.coordinates);
        row.active = e.active;
        row.remote = e.remote;
        row.wants_police = e.conditions.police_report == Stated::kYes;
        row.capacity = e.capacity_confirmed_at ? e.capacity : CapacityStatus::kUnknown;
        if (row.capacity == CapacityStatus::kHasCapacity && e.free_places == 0U)
            row.capacity = CapacityStatus::kNoCapacity;
        if (e.capacity_confirmed_at)
            row.capacity_confirmed_ms = e.capacity_confirmed_at->time_since_epoch().count();
        row.verified_day = e.last_verified && e.last_verified->ok() ? day_number(*e.last_verified) : kNever;

        for (std::string const& code : e.languages) languages_.push_back(intern(language_ids_, code));
        for (std::string const& code : e.populations) populations_.push_back(intern(population_ids_, code));
        row.only_counties = std::all_of(e.areas.begin(), e.areas.end(), is_county);
        for (std::string const& code : e.areas) areas_.push_back(intern(area_ids_, code));
        hours_.insert(hours_.end(), e.hours.begin(), e.hours.end());
        std::uint32_t const number = static_cast<std::uint32_t>(rows_.size());
        for (std::string const& need : e.needs) {
            std::vector<std::uint32_t>& serving = serving_[need];
            if (serving.empty() || serving.back() != number) serving.push_back(number);
        }
        rows_.push_back(row);
    }
    Row end{};
    end.languages = static_cast<std::uint32_t>(languages_.size());
    end.populations = static_cast<std::uint32_t>(populations_.size());
    end.areas = static_cast<std::uint32_t>(areas_.size());
    end.hours = static_cast<std::uint32_t>(hours_.size());
    rows_.push_back(end);
}

/// A request in the index's own terms.
class Index::Query {
  public:
    Query(Index const& index, Request const& request, Instant now)
        : index_{index},
          request_{request},
          now_ms_{now.time_since_epoch().count()},
          today_{day_number(date_of(now))},
          area_{index.area_ids_.find(request.area)},
          area_is_county_{is_county(request.area)} {
        for (unsigned i = 0; i < request.languages.size() && i < kLanguagesMax; ++i) {
            auto const known = index.language_ids_.find(request.languages[i]);
            bool const again = known != index.language_ids_.end() &&
                               std::any_of(languages_.begin(), languages_.end(),
                                           [&](Language const& l) { return l.id == known->second; });
            if (!again && known != index.language_ids_.end()) languages_.push_back({known->second, i});
        }
        for (std::string const& code : request.populations) {
            auto const known = index.population_ids_.find(code);
            if (known != index.population_ids_.end()) populations_.push_back(known->second);
        }
        if (request.near && on_earth(*request.near)) {
            near_ = unit(*request.near);
            if (request.max_km) max_chord2_ = chord2_of(*request.max_km);
        }
        for (std::size_t i = 0; i < kBandsKm.size(); ++i) bands_[i] = chord2_of(kBandsKm[i]);
        AMPARO_CHECK(request.unsafe.size() <= kUnsafeAreasMax);
        for (UnsafeArea const& u : request.unsafe)
            unsafe_.push_back({unit(u.centre), chord2_of(u.radius_km)});
    }

    [[nodiscard]] std::optional<Exclusion> exclusion(Row const& row) const {
        Row const& next = (&row)[1];
        if (!row.active) return Exclusion::kNotActive;              // M2
        if (row.wants_police) return Exclusion::kDependsOnPolice;   // M3
        if (!against(row).empty()) return Exclusion::kAgainstWish;  // M4
        if (row.populations != next.populations && !request_.populations.empty() && !serves_population(row))
            return Exclusion::kOtherPopulation;  // M5
        if (row.areas != next.areas && row.only_counties && area_is_county_ && !serves_area(row))
            return Exclusion::kOutsideArea;
        if (row.has_place && !row.remote) {  // M6
            for (auto const& [centre, radius_chord2] : unsafe_)
                if (chord2(row.at, centre) <= radius_chord2) return Exclusion::kUnsafeArea;
            if (max_chord2_ && chord2(row.at, *near_) > *max_chord2_) return Exclusion::kTooFar;
        }
        if (capacity(row) == CapacityStatus::kNoCapacity) return Exclusion::kFull;  // M7
        return std::nullopt;
    }

    [[nodiscard]] Wishes against(Row const& row) const noexcept { return request_.wishes & row.stated_no; }

    /// The keys of M8, the most important in the highest bits; the row, whose order is the last key, in the
    /// lowest.
    [[nodiscard]] std::uint64_t key(Row const& row) const {
        std::uint64_t key = open_key(row);
        key = key << 4U | asks(row);
        key = key << 2U | band(row);
        key = key << 6U | language_key(row);
        key = key << 2U | capacity_key(row);
        key = key << 2U | freshness(row);
        key = key << 17U | hundreds_of_metres(row);
        return key << kRowBits | static_cast<std::uint64_t>(&row - index_.rows_.data());
    }

    [[nodiscard]] Offer offer(Row const& row) const {
        Row const& next = (&row)[1];
        Offer out{row.entry, {Reason::kServesNeed}, to_ask(row), {}, std::nullopt};
        auto const add = [&](Reason reason) { out.reasons.push_back(reason); };
        if (request_.at)
            add(std::array{Reason::kOpenThen, Reason::kHoursNotStated, Reason::kClosedThen}[open_key(row)]);
        if (!(request_.wishes & row.stated_yes).empty()) add(Reason::kWishesMet);
        if (row.populations != next.populations)
            add(request_.populations.empty() ? Reason::kAskPopulation : Reason::kPopulationServed);
        if (row.areas != next.areas) add(serves_area(row) ? Reason::kAreaServed : Reason::kAskArea);
        if (row.remote) add(Reason::kRemote);
        if (near_ && measured(row)) {
            add(Reason::kDistanceKnown);
            out.distance_km = km_of(chord2(row.at, *near_));
        }
        if (ask_place(row)) add(Reason::kAskPlace);
        if (!request_.languages.empty()) {
            unsigned const language = language_key(row);
            add(language < kInterpreterKey    ? Reason::kSpeaksLanguage
                : language == kInterpreterKey ? Reason::kInterpreter
                : language == kNotStatedKey   ? Reason::kLanguagesNotStated
                                              : Reason::kNoSharedLanguage);
            for (auto const& [id, rank] : languages_)
                if (speaks(row, id)) out.shared_languages.push_back(request_.languages[rank]);
        }
        add(std::array{Reason::kHasPlaces, Reason::kCapacityNotKnown, Reason::kWaitlist}[capacity_key(row)]);
        add(std::array{Reason::kVerifiedRecently, Reason::kVerifiedThisYear,
                       Reason::kVerifiedLongAgo}[freshness(row)]);
        return out;
    }

  private:
    static constexpr unsigned kInterpreterKey = kLanguagesMax;
    static constexpr unsigned kNotStatedKey = kLanguagesMax + 1;
    static constexpr unsigned kNoneSharedKey = kLanguagesMax + 2;
    static_assert(kNoneSharedKey < 64, "the language key has six bits");
    static_assert(kAllWishes.size() + 3 < 16, "so have the things to ask four");

    [[nodiscard]] bool serves_population(Row const& row) const {
        auto const* const from = index_.populations_.data() + row.populations;
        auto const* const to = index_.populations_.data() + (&row)[1].populations;
        return std::find_first_of(from, to, populations_.begin(), populations_.end()) != to;
    }
    [[nodiscard]] bool serves_area(Row const& row) const {
        if (area_ == index_.area_ids_.end()) return false;
        auto const* const from = index_.areas_.data() + row.areas;
        auto const* const to = index_.areas_.data() + (&row)[1].areas;
        return std::find(from, to, area_->second) != to;
    }
    [[nodiscard]] bool speaks(Row const& row, std::uint32_t language) const {
        auto const* const from = index_.languages_.data() + row.languages;
        auto const* const to = index_.languages_.data() + (&row)[1].languages;
        return std::find(from, to, language) != to;
    }
    [[nodiscard]] CapacityStatus capacity(Row const& row) const noexcept {  // M7
        std::chrono::milliseconds const age{now_ms_ - row.capacity_confirmed_ms};
        bool const counts = age >= age.zero() && age <= kCapacityMaxAge;
        return counts ? row.capacity : CapacityStatus::kUnknown;
    }
    [[nodiscard]] bool measured(Row const& row) const noexcept { return row.has_place && !row.remote; }
    [[nodiscard]] Wishes to_ask(Row const& row) const noexcept {
        return request_.wishes - row.stated_yes - row.stated_no;
    }
    [[nodiscard]] bool ask_place(Row const& row) const noexcept {
        return !row.has_place && !row.remote && (max_chord2_ || !unsafe_.empty());
    }

    [[nodiscard]] unsigned asks(Row const& row) const noexcept {
        Row const& next = (&row)[1];
        unsigned n = to_ask(row).size();
        if (row.populations != next.populations && request_.populations.empty()) ++n;
        if (row.areas != next.areas && !serves_area(row)) ++n;
        if (ask_place(row)) ++n;
        return n;
    }
    [[nodiscard]] unsigned open_key(Row const& row) const {
        if (!request_.at) return 0;
        auto const* const from = index_.hours_.data() + row.hours;
        auto const* const to = index_.hours_.data() + (&row)[1].hours;
        if (from == to) return 1;
        bool const open = std::any_of(from, to, [&](OpenHours const& h) { return open_at(h, *request_.at); });
        return open ? 0 : 2;
    }
    [[nodiscard]] unsigned band(Row const& row) const noexcept {
        if (!near_ || row.remote) return 0;
        if (!row.has_place) return kBandNotKnown;
        double const d = chord2(row.at, *near_);
        return static_cast<unsigned>(std::lower_bound(bands_.begin(), bands_.end(), d) - bands_.begin());
    }
    [[nodiscard]] unsigned language_key(Row const& row) const {
        if (request_.languages.empty()) return 0;
        for (auto const& [id, rank] : languages_)
            if (speaks(row, id)) return rank;
        if (row.stated_yes.contains(Wish::kInterpreterAvailable)) return kInterpreterKey;
        return row.languages == (&row)[1].languages ? kNotStatedKey : kNoneSharedKey;
    }
    [[nodiscard]] unsigned capacity_key(Row const& row) const noexcept {
        switch (capacity(row)) {
            case CapacityStatus::kHasCapacity:
                return 0;
            case CapacityStatus::kUnknown:
                return 1;
            case CapacityStatus::kWaitlist:
                return 2;
            case CapacityStatus::kNoCapacity:
                break;
        }
        AMPARO_CHECK(false && "a full entry is excluded");
        return 0;
    }
    [[nodiscard]] unsigned freshness(Row const& row) const noexcept {
        if (row.verified_day == kNever || row.verified_day > today_) return 2;
        std::int32_t const age = today_ - row.verified_day;
        return age <= kRecentDays ? 0 : age <= kYearDays ? 1 : 2;
    }
    [[nodiscard]] unsigned hundreds_of_metres(Row const& row) const noexcept {
        if (!near_ || !measured(row)) return 0;
        return static_cast<unsigned>(std::sqrt(chord2(row.at, *near_)) * kEarthRadiusKm * 10);
    }

    struct Language {
        std::uint32_t id;
        unsigned rank;
    };
    struct Circle {
        Unit centre;
        double radius_chord2;
    };

    Index const& index_;
    Request const& request_;
    std::int64_t now_ms_;
    std::int32_t today_;
    std::map<std::string, std::uint32_t, std::less<>>::const_iterator area_;
    bool area_is_county_;
    std::vector<Language> languages_;  ///< Those some entry speaks, in the person's order.
    std::vector<std::uint32_t> populations_;
    std::optional<Unit> near_;
    std::optional<double> max_chord2_;
    std::array<double, 3> bands_{};
    std::vector<Circle> unsafe_;
};

Report Index::match(Request const& request, Instant now, Limits limits) const {
    Query const query{*this, request, now};
    static std::vector<std::uint32_t> const kNobody;
    auto const found = serving_.find(request.need);
    std::vector<std::uint32_t> const& serving = found == serving_.end() ? kNobody : found->second;

    Report report;
    report.entries = rows_.size() - 1;
    Least best{limits.offers};
    Least misses{limits.excluded};
    for (std::uint32_t const number : serving) {
        Row const& row = rows_[number];
        if (std::optional<Exclusion> const reason = query.exclusion(row)) {
            ++report.excluded_total[static_cast<std::size_t>(*reason)];
            misses.push((kExclusions - static_cast<std::uint64_t>(*reason)) << kRowBits | number);
        } else {
            ++report.offers_total;
            best.push(query.key(row));
        }
    }
    report.excluded_total[0] = report.entries - serving.size();  // M1
    auto next_serving = serving.begin();
    for (std::uint32_t number = 0; number < report.entries && !misses.full(); ++number) {
        if (next_serving != serving.end() && *next_serving == number)
            ++next_serving;
        else
            misses.push(std::uint64_t{kExclusions} << kRowBits | number);
    }

    for (std::uint64_t const key : best.take_sorted())
        report.offers.push_back(query.offer(rows_[row_number(key)]));
    for (std::uint64_t const key : misses.take_sorted()) {
        Exclusion const reason = static_cast<Exclusion>(kExclusions - (key >> kRowBits));
        Row const& row = rows_[row_number(key)];
        report.excluded.push_back(
            {row.entry, reason, reason == Exclusion::kAgainstWish ? query.against(row) : Wishes{}});
    }
    AMPARO_CHECK(report.offers_total + std::accumulate(report.excluded_total.begin(),
                                                       report.excluded_total.end(), std::size_t{0}) ==
                 report.entries);  // M9
    return report;
}

std::string_view name(Wish wish) noexcept {
    switch (wish) {
        case Wish::kNoPoliceReport:
            return "no_police_report";
        case Wish::kNoIdentityDocument:
            return "no_identity_document";
        case Wish::kNoFee:
            return "no_fee";
        case Wish::kNoReferral:
            return "no_referral";
        case Wish::kTransAffirming:
            return "trans_affirming";
        case Wish::kSexWorkerAffirming:
            return "sex_worker_affirming";
        case Wish::kConfidentialAddress:
            return "confidential_address";
        case Wish::kWheelchairAccess:
            return "wheelchair_access";
        case Wish::kChildrenWelcome:
            return "children_welcome";
        case Wish::kPetsWelcome:
            return "pets_welcome";
        case Wish::kInterpreterAvailable:
            return "interpreter_available";
    }
    return {};
}

std::optional<Wish> wish_named(std::string_view wanted) noexcept {
    for (Wish const w : kAllWishes)
        if (name(w) == wanted) return w;
    return std::nullopt;
}

std::string_view name(Reason reason) noexcept {
    switch (reason) {
        case Reason::kServesNeed:
            return "serves_need";
        case Reason::kOpenThen:
            return "open_then";
        case Reason::kClosedThen:
            return "closed_then";
        case Reason::kHoursNotStated:
            return "hours_not_stated";
        case Reason::kWishesMet:
            return "wishes_met";
        case Reason::kPopulationServed:
            return "population_served";
        case Reason::kAskPopulation:
            return "ask_population";
        case Reason::kAreaServed:
            return "area_served";
        case Reason::kAskArea:
            return "ask_area";
        case Reason::kRemote:
            return "remote";
        case Reason::kDistanceKnown:
            return "distance_known";
        case Reason::kAskPlace:
            return "ask_place";
        case Reason::kSpeaksLanguage:
            return "speaks_language";
        case Reason::kInterpreter:
            return "interpreter";
        case Reason::kLanguagesNotStated:
            return "languages_not_stated";
        case Reason::kNoSharedLanguage:
            return "no_shared_language";
        case Reason::kHasPlaces:
            return "has_places";
        case Reason::kCapacityNotKnown:
            return "capacity_not_known";
        case Reason::kWaitlist:
            return "waitlist";
        case Reason::kVerifiedRecently:
            return "verified_recently";
        case Reason::kVerifiedThisYear:
            return "verified_this_year";
        case Reason::kVerifiedLongAgo:
            return "verified_long_ago";
    }
    return {};
}

std::string_view name(Exclusion reason) noexcept {
    switch (reason) {
        case Exclusion::kOtherNeed:
            return "other_need";
        case Exclusion::kNotActive:
            return "not_active";
        case Exclusion::kDependsOnPolice:
            return "depends_on_police";
        case Exclusion::kAgainstWish:
            return "against_wish";
        case Exclusion::kOtherPopulation:
            return "other_population";
        case Exclusion::kOutsideArea:
            return "outside_area";
        case Exclusion::kUnsafeArea:
            return "unsafe_area";
        case Exclusion::kTooFar:
            return "too_far";
        case Exclusion::kFull:
            return "full";
    }
    return {};
}

}  // namespace amparo::matching
