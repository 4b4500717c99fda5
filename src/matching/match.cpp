// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/matching/match.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <bit>
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
constexpr unsigned kPlaceBits = 29;
constexpr std::uint64_t kPlaceMask = (std::uint64_t{1} << kPlaceBits) - 1;

std::size_t place_in(std::uint64_t key) noexcept {
    return static_cast<std::size_t>(key & kPlaceMask);
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
    explicit Least(std::size_t limit) : limit_{limit}, bound_{limit == 0 ? 0 : UINT64_MAX} {}
    void push(std::uint64_t n) {
        if (n < bound_) keep(n);
    }
    [[nodiscard]] bool full() const noexcept { return kept_.size() == limit_; }
    /// Only what is below it would be kept.
    [[nodiscard]] std::uint64_t bound() const noexcept { return bound_; }
    [[nodiscard]] std::vector<std::uint64_t> take_sorted() {
        std::sort(kept_.begin(), kept_.end());
        return std::move(kept_);
    }

  private:
    void keep(std::uint64_t n) {
        if (full()) {
            std::pop_heap(kept_.begin(), kept_.end());
            kept_.back() = n;
        } else {
            kept_.push_back(n);
        }
        std::push_heap(kept_.begin(), kept_.end());
        if (full()) bound_ = kept_.front();
    }

    std::size_t limit_;
    std::uint64_t bound_;
    std::vector<std::uint64_t> kept_;
};

std::uint32_t intern(std::map<std::string, std::uint32_t, std::less<>>& ids, std::string const& code) {
    return ids.emplace(code, static_cast<std::uint32_t>(ids.size())).first->second;
}

/// Codes numbered from here on share the last bit of a row's set; which they are is in its list.
constexpr std::uint32_t kBitsOfOne = 31;
constexpr std::uint32_t kBitOfOthers = std::uint32_t{1} << kBitsOfOne;
constexpr std::uint32_t bit_of(std::uint32_t code) noexcept {
    return code < kBitsOfOne ? std::uint32_t{1} << code : kBitOfOthers;
}

/// Interns `codes`, appends them to `list`, and gives the set of their bits.
std::uint32_t take_codes(std::map<std::string, std::uint32_t, std::less<>>& ids,
                         std::vector<std::string> const& codes, std::vector<std::uint32_t>& list) {
    std::uint32_t bits = 0;
    for (std::string const& code : codes) {
        list.push_back(intern(ids, code));
        bits |= bit_of(list.back());
    }
    return bits;
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
    AMPARO_CHECK(entries.size() < kPlaceMask);
    std::vector<std::uint32_t> order(entries.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {  // M8, last key
        return std::tie(entries[a].service, entries[a].location, a) <
               std::tie(entries[b].service, entries[b].location, b);
    });

    lists_.reserve(entries.size() + 1);
    for (std::uint32_t const position : order) {
        Entry const& e = entries[position];
        lists_.push_back(next_lists());
        Row row{};
        row.number = static_cast<std::uint32_t>(entry_of_.size());
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

        row.languages = take_codes(language_ids_, e.languages, languages_);
        row.populations = take_codes(population_ids_, e.populations, populations_);
        row.areas = take_codes(area_ids_, e.areas, areas_);
        row.only_counties = std::all_of(e.areas.begin(), e.areas.end(), is_county);
        hours_.insert(hours_.end(), e.hours.begin(), e.hours.end());
        for (std::string const& need : e.needs) {
            std::vector<Row>& serving = serving_[need];
            if (serving.empty() || serving.back().number != row.number) serving.push_back(row);
        }
        entry_of_.push_back(position);
    }
    lists_.push_back(next_lists());
}

Index::Lists Index::next_lists() const noexcept {
    return {static_cast<std::uint32_t>(languages_.size()), static_cast<std::uint32_t>(populations_.size()),
            static_cast<std::uint32_t>(areas_.size()), static_cast<std::uint32_t>(hours_.size())};
}

/// A request in the index's own terms.
class Index::Query {
  public:
    Query(Index const& index, Request const& request, Instant now)
        : index_{index},
          request_{request},
          now_ms_{now.time_since_epoch().count()},
          today_{day_number(date_of(now))},
          asks_populations_{request.populations.empty()},
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
            if (known == index.population_ids_.end()) continue;
            populations_.push_back(known->second);
            population_bits_ |= bit_of(known->second);
        }
        if (auto const known = index.area_ids_.find(request.area); known != index.area_ids_.end()) {
            area_ = known->second;
            area_bit_ = bit_of(known->second);
        }
        if (request.near && on_earth(*request.near)) {
            is_near_ = true;
            near_ = unit(*request.near);
            if (request.max_km) max_chord2_ = chord2_of(*request.max_km);
        }
        for (std::size_t i = 0; i < kBandsKm.size(); ++i) bands_[i] = chord2_of(kBandsKm[i]);
        AMPARO_CHECK(request.unsafe.size() <= kUnsafeAreasMax);
        for (UnsafeArea const& u : request.unsafe)
            unsafe_.push_back({unit(u.centre), chord2_of(u.radius_km)});
    }

    /// The first reason that applies, by number; kExclusions: none. Without branches, which nothing could
    /// foretell: they were most of the time.
    [[nodiscard]] std::size_t exclusion(Row const& row) const {
        auto const bit = [](Exclusion reason, bool applies) {
            return unsigned{applies} << static_cast<unsigned>(reason);
        };
        unsigned const all = bit(Exclusion::kNotActive, !row.active) |                     // M2
                             bit(Exclusion::kDependsOnPolice, row.wants_police) |          // M3
                             bit(Exclusion::kAgainstWish, !against(row).empty()) |         // M4
                             bit(Exclusion::kOtherPopulation, serves_other_people(row)) |  // M5
                             bit(Exclusion::kOutsideArea, is_in_another_county(row)) |     // M6
                             bit(Exclusion::kUnsafeArea, measured(row) && is_unsafe(row)) |
                             bit(Exclusion::kTooFar, measured(row) && chord2(row.at, near_) > max_chord2_) |
                             bit(Exclusion::kFull, capacity(row) == CapacityStatus::kNoCapacity);  // M7
        return std::min(static_cast<std::size_t>(std::countr_zero(all)), kExclusions);
    }

    [[nodiscard]] Wishes against(Row const& row) const noexcept { return request_.wishes & row.stated_no; }

    /// The first keys of M8, where one with the same is still to come below `bound`.
    [[nodiscard]] bool may_be_below(std::uint64_t bound, Row const& row) const {
        return first_keys(row) << kBitsAfterBand < bound;
    }
    /// The keys of M8, the most important in the highest bits; the place among those that serve the need, whose
    /// order is the last key, in the lowest. What would not be below `bound` is not counted to the end.
    [[nodiscard]] std::optional<std::uint64_t> key_below(std::uint64_t bound, Row const& row,
                                                         std::size_t place) const {
        std::uint64_t key = first_keys(row);
        key = key << 6U | language_key(row);
        key = key << 2U | capacity_key(row);
        key = key << 2U | freshness(row);
        key = key << 17U | hundreds_of_metres(row);
        key = key << kPlaceBits | place;
        if (key >= bound) return std::nullopt;
        return key | std::uint64_t{open_key(row)} << (4U + 2U + kBitsAfterBand);
    }

    [[nodiscard]] Offer offer(Row const& row) const {
        Offer out{index_.entry_of_[row.number], {Reason::kServesNeed}, to_ask(row), {}, std::nullopt};
        auto const add = [&](Reason reason) { out.reasons.push_back(reason); };
        if (request_.at)
            add(std::array{Reason::kOpenThen, Reason::kHoursNotStated, Reason::kClosedThen}[open_key(row)]);
        if (!(request_.wishes & row.stated_yes).empty()) add(Reason::kWishesMet);
        if (row.populations != 0) add(asks_populations_ ? Reason::kAskPopulation : Reason::kPopulationServed);
        if (row.areas != 0) add(serves_area(row) ? Reason::kAreaServed : Reason::kAskArea);
        if (row.remote) add(Reason::kRemote);
        if (is_near_ && measured(row)) {
            add(Reason::kDistanceKnown);
            out.distance_km = km_of(chord2(row.at, near_));
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
    static constexpr double kNoDistance = std::numeric_limits<double>::infinity();
    static constexpr unsigned kBitsAfterBand = 6 + 2 + 2 + 17 + kPlaceBits;

    [[nodiscard]] std::span<std::uint32_t const> listed(Row const& row,
                                                        std::vector<std::uint32_t> const& codes,
                                                        std::uint32_t Lists::*list) const noexcept {
        Lists const* const lists = &index_.lists_[row.number];
        return {codes.data() + lists[0].*list, codes.data() + lists[1].*list};
    }
    [[nodiscard]] bool serves_population(Row const& row) const {
        std::uint32_t const shared = row.populations & population_bits_;
        if (shared != kBitOfOthers) return shared != 0;
        auto const served = listed(row, index_.populations_, &Lists::populations);
        return std::find_first_of(served.begin(), served.end(), populations_.begin(), populations_.end()) !=
               served.end();
    }
    [[nodiscard]] bool serves_other_people(Row const& row) const {
        return (row.populations != 0) & !asks_populations_ & !serves_population(row);
    }
    [[nodiscard]] bool serves_area(Row const& row) const {
        std::uint32_t const shared = row.areas & area_bit_;
        if (shared != kBitOfOthers) return shared != 0;
        auto const served = listed(row, index_.areas_, &Lists::areas);
        return std::find(served.begin(), served.end(), area_) != served.end();
    }
    [[nodiscard]] bool is_in_another_county(Row const& row) const {
        return (row.areas != 0) & row.only_counties & area_is_county_ & !serves_area(row);
    }
    [[nodiscard]] bool speaks(Row const& row, std::uint32_t language) const {
        std::uint32_t const shared = row.languages & bit_of(language);
        if (shared != kBitOfOthers) return shared != 0;
        auto const spoken = listed(row, index_.languages_, &Lists::languages);
        return std::find(spoken.begin(), spoken.end(), language) != spoken.end();
    }
    [[nodiscard]] bool is_unsafe(Row const& row) const {
        return std::any_of(unsafe_.begin(), unsafe_.end(),
                           [&](Circle const& c) { return chord2(row.at, c.centre) <= c.radius_chord2; });
    }
    [[nodiscard]] CapacityStatus capacity(Row const& row) const noexcept {  // M7
        std::chrono::milliseconds const age{now_ms_ - row.capacity_confirmed_ms};
        bool const counts = age >= age.zero() && age <= kCapacityMaxAge;
        return counts ? row.capacity : CapacityStatus::kUnknown;
    }
    [[nodiscard]] bool measured(Row const& row) const noexcept { return row.has_place & !row.remote; }
    [[nodiscard]] Wishes to_ask(Row const& row) const noexcept {
        return request_.wishes - row.stated_yes - row.stated_no;
    }
    [[nodiscard]] bool ask_place(Row const& row) const noexcept {
        return !row.has_place & !row.remote & (max_chord2_ < kNoDistance || !unsafe_.empty());
    }

    /// Those of M8 after its first, which takes longest to find, and before the person's languages.
    [[nodiscard]] std::uint64_t first_keys(Row const& row) const {
        return std::uint64_t{asks(row)} << 2U | band(row);
    }
    [[nodiscard]] unsigned asks(Row const& row) const noexcept {
        unsigned n = to_ask(row).size();
        n += (row.populations != 0) & asks_populations_;
        n += (row.areas != 0) & !serves_area(row);
        n += ask_place(row);
        return n;
    }
    [[nodiscard]] unsigned open_key(Row const& row) const {
        if (!request_.at) return 0;
        Lists const* const lists = &index_.lists_[row.number];
        auto const* const from = index_.hours_.data() + lists[0].hours;
        auto const* const to = index_.hours_.data() + lists[1].hours;
        if (from == to) return 1;
        bool const open = std::any_of(from, to, [&](OpenHours const& h) { return open_at(h, *request_.at); });
        return open ? 0 : 2;
    }
    [[nodiscard]] unsigned band(Row const& row) const noexcept {
        if (!is_near_) return 0;
        double const d = chord2(row.at, near_);
        unsigned const measured = unsigned{d > bands_[0]} + unsigned{d > bands_[1]} + unsigned{d > bands_[2]};
        unsigned const placed = row.has_place ? measured : kBandNotKnown;
        return row.remote ? 0 : placed;
    }
    [[nodiscard]] unsigned language_key(Row const& row) const {
        if (request_.languages.empty()) return 0;
        for (auto const& [id, rank] : languages_)
            if (speaks(row, id)) return rank;
        if (row.stated_yes.contains(Wish::kInterpreterAvailable)) return kInterpreterKey;
        return row.languages == 0 ? kNotStatedKey : kNoneSharedKey;
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
        if (!is_near_ || !measured(row)) return 0;
        return static_cast<unsigned>(std::sqrt(chord2(row.at, near_)) * kEarthRadiusKm * 10);
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
    bool asks_populations_;  ///< The person named none.
    bool area_is_county_;
    std::uint32_t area_ = 0;
    std::uint32_t area_bit_ = 0;       ///< None: no entry serves it.
    std::vector<Language> languages_;  ///< Those some entry speaks, in the person's order.
    std::vector<std::uint32_t> populations_;
    std::uint32_t population_bits_ = 0;
    bool is_near_ = false;
    Unit near_{};
    double max_chord2_ = kNoDistance;
    std::array<double, 3> bands_{};
    std::vector<Circle> unsafe_;
};

Report Index::match(Request const& request, Instant now, Limits limits) const {
    Query const query{*this, request, now};
    static std::vector<Row> const kNobody;
    auto const found = serving_.find(request.need);
    std::vector<Row> const& serving = found == serving_.end() ? kNobody : found->second;

    Report report;
    report.entries = entry_of_.size();
    Least best{limits.offers};
    Least misses{limits.excluded};
    std::array<std::size_t, kExclusions + 1> total{};
    for (std::size_t place = 0; place < serving.size(); ++place) {
        Row const& row = serving[place];
        std::size_t const reason = query.exclusion(row);
        ++total[reason];
        if (reason < kExclusions) {
            misses.push(std::uint64_t{kExclusions - reason} << kPlaceBits | place);
        } else if (query.may_be_below(best.bound(), row)) {
            if (auto const key = query.key_below(best.bound(), row, place)) best.push(*key);
        }
    }
    std::copy_n(total.begin(), kExclusions, report.excluded_total.begin());
    report.offers_total = total[kExclusions];
    report.excluded_total[0] = report.entries - serving.size();  // M1
    auto next_serving = serving.begin();
    for (std::uint32_t number = 0; number < report.entries && !misses.full(); ++number) {
        if (next_serving != serving.end() && next_serving->number == number)
            ++next_serving;
        else
            misses.push(std::uint64_t{kExclusions} << kPlaceBits | number);
    }

    for (std::uint64_t const key : best.take_sorted())
        report.offers.push_back(query.offer(serving[place_in(key)]));
    for (std::uint64_t const key : misses.take_sorted()) {
        auto const reason = static_cast<Exclusion>(kExclusions - (key >> kPlaceBits));
        if (reason == Exclusion::kOtherNeed) {
            report.excluded.push_back({entry_of_[place_in(key)], reason, {}});
            continue;
        }
        Row const& row = serving[place_in(key)];
        report.excluded.push_back({entry_of_[row.number], reason,
                                   reason == Exclusion::kAgainstWish ? query.against(row) : Wishes{}});
    }
    AMPARO_CHECK(report.offers_total + std::accumulate(report.excluded_total.begin(),
                                                       report.excluded_total.end(), std::size_t{0}) ==
                 report.entries);  // M9
    return report;
}

}  // namespace amparo::matching
