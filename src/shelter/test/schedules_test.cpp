// SPDX-License-Identifier: AGPL-3.0-or-later
// U2-U4, B4-B7, T1, T2, T5, T6 against random schedules: two devices that work apart, crash, and meet again, in a house
// whose units are taken out of service and brought back, with households of several units and people who are away.
#include "house.hpp"

#include "amparo/revisions/merge.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace amparo;
using namespace amparo::shelter;

namespace {

#ifdef AMPARO_SANITIZED
constexpr int kSchedules = 2000;  // Fifty times slower each.
#else
constexpr int kSchedules = 100'000;
#endif
constexpr int kSteps = 10;

template <class AnyId>
AnyId id(unsigned n) {
    typename AnyId::Bytes bytes{};
    bytes[14] = static_cast<std::byte>(n >> 8U);
    bytes[15] = static_cast<std::byte>(n & 255U);
    return AnyId{bytes};
}

using Entries = std::map<RecordId, std::map<unsigned, revisions::Entry>>;

/// A step somebody took on a unit: when, its record's number, of which unit, what it leads to.
using UnitSteps = std::map<std::pair<Instant, unsigned>, std::pair<std::size_t, Condition>>;

/// What one device has on its disk, and the step it was taking when it crashed, which is not there.
class Device {
  public:
    Device(unsigned number, std::vector<Unit> units) : number_{number}, units_{std::move(units)} {}

    void write_unit_step(std::size_t unit, unsigned revision, Condition condition, Instant at) {
        unit_steps_[{at, revision}] = {unit, condition};
        read_units();
    }

    void write(RecordId const& record, unsigned revision, Json fields, Instant at) {
        std::vector<RevisionId> const parents =
            stays_.contains(record) ? stays_.at(record).heads : std::vector<RevisionId>{};
        auto const op = parents.empty() ? revisions::Op::kCreate : revisions::Op::kUpdate;
        entries_[record].insert({revision,
                                 {id<RevisionId>(revision), parents, at, id<MemberId>(number_),
                                  id<DeviceId>(number_), op, Part::kPlan, std::move(fields)}});
        read(record);
    }

    void take_from(Device const& other) {
        for (auto const& [record, entries] : other.entries_) {
            std::size_t const before = entries_[record].size();
            entries_[record].insert(entries.begin(), entries.end());
            if (entries_[record].size() != before) read(record);
        }
        unit_steps_.insert(other.unit_steps_.begin(), other.unit_steps_.end());
        read_units();
    }

    [[nodiscard]] std::vector<Unit> const& units() const { return units_; }

    [[nodiscard]] std::map<RecordId, revisions::State> const& records() const { return stays_; }
    [[nodiscard]] std::vector<Stay> stays() const {
        std::vector<Stay> out;
        for (auto const& [record, state] : stays_) {
            std::vector<Disputed> disputed;
            for (revisions::Conflict const& c : state.conflicts) {
                disputed.push_back({c.field, {}});
                for (auto const& v : c.values) disputed.back().values.push_back(v.value);
            }
            for (Stay& version : stays_from(record, state.fields, disputed))
                out.push_back(std::move(version));
        }
        return out;
    }

  private:
    void read(RecordId const& record) {
        std::vector<revisions::Entry> all;
        for (auto const& [number, entry] : entries_[record]) all.push_back(entry);
        revisions::State const& state = stays_[record] = revisions::merge(all);
        std::vector<Disputed> disputed;
        for (revisions::Conflict const& c : state.conflicts) {
            disputed.push_back({c.field, {}});
            for (auto const& v : c.values) disputed.back().values.push_back(v.value);
        }
        versions_[record] = stays_from(record, state.fields, disputed);
    }

    /// The last step says how the unit is.
    void read_units() {
        for (auto const& [when, step] : unit_steps_) units_[step.first].condition = step.second;
    }

    unsigned number_;
    std::vector<Unit> units_;
    UnitSteps unit_steps_;
    Entries entries_;
    std::map<RecordId, revisions::State> stays_;
    std::map<RecordId, std::vector<Stay>> versions_;
};

/// A single, a room for two, one with two places that are given by themselves, one for a family.
std::vector<Unit> a_house() {
    return {unit(10, 1), unit(11, 2), unit(12, 2, true), unit(13, 3)};
}

class Schedule {
  public:
    explicit Schedule(unsigned seed) : chance_{seed} {}

    void run() {
        for (int i = 0; i < kSteps && !testing::Test::HasFatalFailure(); ++i) {
            now_ += std::chrono::minutes{chance_() % 90};
            if (chance_() % 8 == 0) now_ += std::chrono::hours{24};
            Device& device = devices_[chance_() % 2];
            auto const roll = chance_() % 12;
            if (roll < 2)
                device.take_from(&device == &devices_[0] ? devices_[1] : devices_[0]);
            else if (roll < 4)
                step_of_a_unit(device);
            else
                step(device);
            check(device);
        }
        devices_[0].take_from(devices_[1]);
        devices_[1].take_from(devices_[0]);
        check(devices_[0]);
        check_they_agree();
    }

  private:
    enum class Crash { kNone, kBeforeTheWrite, kBeforeItIsTold };
    Crash some_crash() {
        auto const roll = chance_() % 20;
        return roll < 2 ? Crash::kBeforeTheWrite : roll == 2 ? Crash::kBeforeItIsTold : Crash::kNone;
    }

    std::vector<Place> some_places(Device const& device) {
        std::vector<Place> out;
        auto const& units = device.units();
        for (std::size_t n = 1 + (chance_() % 3 == 0 ? 1 + chance_() % 2 : 0); n > 0; --n) {
            Unit const& u = units[chance_() % units.size()];
            out.push_back({u.id, static_cast<std::uint16_t>(u.shared ? 1 + chance_() % u.places : 0)});
        }
        return out;
    }
    std::uint16_t some_household() {
        return static_cast<std::uint16_t>(chance_() % 3 == 0 ? 2 + chance_() % 3 : 1);
    }

    Fields next_of(Device const& device, Known const& known, RecordId const& record, Json const& data) {
        Night const tonight = night_of(now_, 0);
        auto const later = [&](unsigned most) { return tonight + std::chrono::days{1 + chance_() % most}; };
        switch (chance_() % 10) {
            case 0:
                return keep(known, record, data, kHoldMinutes);
            case 1:
            case 2:
                return arrive(known, record, data, chance_() % 2 == 0 ? Early::kSaid : Early::kNotSaid);
            case 3:
                return extend(known, record, data, later(9));
            case 4:
                return move_to(known, record, data, some_places(device));
            case 5:
                return leave(known, data);
            case 6:
                return away(known, data, tonight, later(3));
            case 7:
                return come_back(known, record, data);
            case 8:
                return left_on(known, record, data, tonight);
            default:
                return end_hold(data);
        }
    }

    /// U2, U3: as the engine asks, of each of its places.
    void step_of_a_unit(Device& device) {
        auto const stays = device.stays();
        Occupancy const occupancy{device.units(), stays, now_};
        std::size_t const n = chance_() % device.units().size();
        Unit const& unit = device.units()[n];
        UnitStep const step = kAllUnitSteps[chance_() % kAllUnitSteps.size()];
        auto const condition = condition_after(step);
        if (!condition) return;
        for (std::uint16_t place = unit.first_place(); place <= unit.last_place(); ++place)
            if (!next(occupancy.state(unit, place, night_of(now_, 0)), step).ok()) return;
        if (some_crash() != Crash::kBeforeTheWrite) device.write_unit_step(n, ++revision_, *condition, now_);
    }

    /// Each decides by what is on its own disk. A crash before the write leaves nothing and acknowledges nothing.
    void step(Device& device) {
        auto const stays = device.stays();
        Occupancy const occupancy{device.units(), stays, now_};
        Known const known{device.units(), occupancy, now_};
        Crash const crash = some_crash();
        auto const& records = device.records();
        if (records.empty() || chance_() % 3 == 0) {
            Night const until = night_of(now_, 0) + std::chrono::days{1 + chance_() % 9};
            auto const places = some_places(device);
            auto const household = some_household();
            auto const made = chance_() % 2 == 0
                                  ? hold(known, places, household, night_of(now_, 0), until, kHoldMinutes)
                                  : arrive_at_once(known, places, household, until);
            if (!made.ok() || crash == Crash::kBeforeTheWrite) return;
            RecordId const record_id = record(1000 - ++made_);
            tried_.insert(record_id);
            if (crash == Crash::kNone) acknowledged_.insert(record_id);
            device.write(record_id, ++revision_, made.value(), now_);
            in_several += places.size() > 1 ? 1U : 0U;
            return;
        }
        auto at = records.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(chance_() % records.size()));
        if (!at->second.conflicts.empty()) return;  // The engine has it settled first.
        Json const before = at->second.fields;
        auto const changed = next_of(device, known, at->first, before);
        if (!changed.ok() || crash == Crash::kBeforeTheWrite) return;
        device.write(at->first, ++revision_, changed.value(), now_);
        if (!changed.value().contains("away")) return;
        ++were_away;
        ASSERT_EQ(device.records().at(at->first).fields.at("places"), before.at("places"))
            << "T5: whoever is away keeps their places";
    }

    void check(Device const& device) {
        auto const stays = device.stays();
        Occupancy const occupancy{device.units(), stays, now_};
        std::set<RecordId> listed;
        std::map<std::tuple<RecordId, unsigned, Night>, RecordId> given;
        for (Unit const& u : device.units())
            for (Claim const& claim : occupancy.standing(u.id)) {
                RecordId const who = stays[claim.stay].id;
                listed.insert(who);
                ASSERT_TRUE(claim.use == Use::kOccupied || !is_shut(u)) << "U4: a hold gives way";
                for (Night n = claim.span.from; n < std::min(claim.span.until, night(200));
                     n += std::chrono::days{1}) {
                    auto const [at, is_first] =
                        given.insert({{u.id, u.shared ? claim.span.place : 0U, n}, who});
                    ASSERT_TRUE(is_first || at->second == who) << "two stays in one place";
                    if (claim.use == Use::kOccupied && n == night_of(now_, 0)) {
                        ASSERT_EQ(occupancy.state(u, claim.span.place, n), PlaceState::kOccupied) << "U4";
                        in_what_is_shut += is_shut(u) ? 1U : 0U;
                    }
                }
            }
        for (Claim const& claim : occupancy.displaced()) {
            if (claim.by) {
                ASSERT_NE(stays[*claim.by].id, stays[claim.stay].id);
            } else {
                ASSERT_EQ(claim.use, Use::kHeld);
                ASSERT_TRUE(is_shut(unit_of(device, claim.span.unit))) << "B5: it is said why";
            }
            listed.insert(stays[claim.stay].id);
        }
        for (Stay const& s : stays) ASSERT_TRUE(!in_force(s, now_) || listed.contains(s.id)) << "a lost stay";
        check_households(device, stays);
    }

    /// B7, T2: of a stay that nobody disputes, the places not left are enough for all of them, or none.
    void check_households(Device const& device, std::vector<Stay> const& stays) {
        for (Stay const& s : stays) {
            revisions::State const& state = device.records().at(s.id);
            if (!in_force(s, now_) || !state.conflicts.empty()) continue;
            std::int64_t sleeps = 0;
            for (Span const& span : s.spans) {
                Unit const& u = unit_of(device, span.unit);
                sleeps += span.ended ? 0 : u.shared ? 1 : u.places;
            }
            ASSERT_GE(sleeps, codec::int_at(state.fields, "household").value_or(1));
        }
    }

    static bool is_shut(Unit const& u) {
        return u.condition == Condition::kOutOfService || u.condition == Condition::kClosed;
    }
    static Unit const& unit_of(Device const& device, RecordId const& id) {
        return *std::find_if(device.units().begin(), device.units().end(),
                             [&](Unit const& u) { return u.id == id; });
    }

    void check_they_agree() {
        for (RecordId const& told : acknowledged_)
            ASSERT_TRUE(devices_[0].records().contains(told)) << "a lost stay";
        for (auto const& [record_id, state] : devices_[0].records())
            ASSERT_TRUE(tried_.contains(record_id)) << "a stay nobody made";
        for (std::size_t n = 0; n < devices_[0].units().size(); ++n)
            ASSERT_EQ(devices_[0].units()[n].condition, devices_[1].units()[n].condition);
        auto const here = devices_[0].stays();
        auto there = devices_[1].stays();
        std::shuffle(there.begin(), there.end(), chance_);
        Occupancy const a{devices_[0].units(), here, now_};
        Occupancy const b{devices_[1].units(), there, now_};
        auto const who = [](auto const& claims, std::vector<Stay> const& stays) {
            std::multiset<std::tuple<RecordId, Night, Night, unsigned>> out;
            for (Claim const& c : claims)
                out.insert({stays[c.stay].id, c.span.from, c.span.until, c.span.place});
            return out;
        };
        for (Unit const& u : devices_[0].units())
            ASSERT_EQ(who(a.standing(u.id), here), who(b.standing(u.id), there)) << "they decide alike";
        ASSERT_EQ(who(a.displaced(), here), who(b.displaced(), there));
        displaced = a.displaced().size();
    }

    std::mt19937 chance_;
    std::array<Device, 2> devices_{Device{1, a_house()}, Device{2, a_house()}};
    Instant now_ = kEvening;
    unsigned revision_ = 0;
    unsigned made_ = 0;
    std::set<RecordId> tried_;
    std::set<RecordId> acknowledged_;

  public:
    std::size_t displaced = 0;
    std::size_t in_several = 0;
    std::size_t were_away = 0;
    std::size_t in_what_is_shut = 0;
};

}  // namespace

TEST(Schedules, U3_U4_B4_B5_B6_B7_NeverTwoInAPlaceNeverALostStay) {
    std::size_t with_somebody_displaced = 0;
    std::size_t in_several = 0;
    std::size_t were_away = 0;
    std::size_t in_what_is_shut = 0;
    for (unsigned seed = 1; seed <= kSchedules; ++seed) {
        SCOPED_TRACE(seed);
        Schedule schedule{seed};
        schedule.run();
        if (testing::Test::HasFatalFailure()) return;
        with_somebody_displaced += schedule.displaced == 0 ? 0 : 1;
        in_several += schedule.in_several;
        were_away += schedule.were_away;
        in_what_is_shut += schedule.in_what_is_shut == 0 ? 0 : 1;
    }
    // What the test is about did happen.
    EXPECT_GT(with_somebody_displaced, kSchedules / 100U);
    EXPECT_GT(in_several, kSchedules / 10U);
    EXPECT_GT(were_away, kSchedules / 10U);
    EXPECT_GT(in_what_is_shut, kSchedules / 1000U) << "one took a unit out of service, the other gave it";
}
