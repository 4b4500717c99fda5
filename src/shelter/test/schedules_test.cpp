// SPDX-License-Identifier: AGPL-3.0-or-later
// B4, B5, B6 against random schedules: two devices that work apart, crash, and meet again.
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

/// What one device has on its disk, and the step it was taking when it crashed, which is not there.
class Device {
  public:
    explicit Device(unsigned number) : number_{number} {}

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
    }

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

    unsigned number_;
    Entries entries_;
    std::map<RecordId, revisions::State> stays_;
    std::map<RecordId, std::vector<Stay>> versions_;
};

class Schedule {
  public:
    explicit Schedule(unsigned seed) : chance_{seed} {
        units_.push_back(unit(10, 1));
        units_.push_back(unit(11, 2));
        units_.push_back(unit(12, 2, true));
    }

    void run() {
        for (int i = 0; i < kSteps && !testing::Test::HasFatalFailure(); ++i) {
            now_ += std::chrono::minutes{chance_() % 90};
            if (chance_() % 8 == 0) now_ += std::chrono::hours{24};
            Device& device = devices_[chance_() % 2];
            if (chance_() % 6 == 0)
                device.take_from(&device == &devices_[0] ? devices_[1] : devices_[0]);
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
    std::vector<Place> some_places() {
        std::vector<Place> out{{units_[chance_() % 3].id, 0}};
        if (chance_() % 4 == 0) out.push_back({units_[chance_() % 3].id, 0});
        for (Place& place : out)
            if (place.unit == units_[2].id) place.place = static_cast<std::uint16_t>(1 + chance_() % 2);
        return out;
    }

    Fields next_of(Known const& known, RecordId const& record, Json const& data) {
        Night const tonight = night_of(now_, 0);
        switch (chance_() % 7) {
            case 0:
                return keep(known, record, data, kHoldMinutes);
            case 1:
            case 2:
                return arrive(known, record, data);
            case 3:
                return extend(known, record, data, tonight + std::chrono::days{1 + chance_() % 9});
            case 4:
                return move_to(known, record, data, some_places());
            case 5:
                return leave(known, data);
            default:
                return end_hold(data);
        }
    }

    /// Each decides by what is on its own disk. A crash before the write leaves nothing and acknowledges nothing.
    void step(Device& device) {
        auto const stays = device.stays();
        Occupancy const occupancy{units_, stays, now_};
        Known const known{units_, occupancy, now_};
        bool const crash = chance_() % 10 == 0;
        auto const& records = device.records();
        if (records.empty() || chance_() % 3 == 0) {
            Night const until = night_of(now_, 0) + std::chrono::days{1 + chance_() % 9};
            auto const made = chance_() % 2 == 0
                                  ? hold(known, some_places(), 1, night_of(now_, 0), until, kHoldMinutes)
                                  : arrive_at_once(known, some_places(), 1, until);
            if (!made.ok() || crash) return;
            RecordId const record_id = record(1000 - ++made_);
            acknowledged_.insert(record_id);
            device.write(record_id, ++revision_, made.value(), now_);
            return;
        }
        auto at = records.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(chance_() % records.size()));
        if (!at->second.conflicts.empty()) return;  // The engine has it settled first.
        auto const changed = next_of(known, at->first, at->second.fields);
        if (changed.ok() && !crash) device.write(at->first, ++revision_, changed.value(), now_);
    }

    void check(Device const& device) {
        auto const stays = device.stays();
        Occupancy const occupancy{units_, stays, now_};
        std::set<RecordId> listed;
        std::map<std::tuple<RecordId, unsigned, Night>, RecordId> given;
        for (Unit const& u : units_)
            for (Claim const& claim : occupancy.standing(u.id)) {
                RecordId const who = stays[claim.stay].id;
                listed.insert(who);
                for (Night n = claim.span.from; n < std::min(claim.span.until, night(200));
                     n += std::chrono::days{1}) {
                    auto const [at, is_first] =
                        given.insert({{u.id, u.shared ? claim.span.place : 0U, n}, who});
                    ASSERT_TRUE(is_first || at->second == who) << "two stays in one place";
                }
            }
        for (Claim const& claim : occupancy.displaced()) {
            ASSERT_TRUE(claim.by.has_value());
            ASSERT_NE(stays[*claim.by].id, stays[claim.stay].id);
            listed.insert(stays[claim.stay].id);
        }
        for (Stay const& s : stays) ASSERT_TRUE(!in_force(s, now_) || listed.contains(s.id)) << "a lost stay";
    }

    void check_they_agree() {
        ASSERT_EQ(devices_[0].records().size(), acknowledged_.size()) << "a lost stay";
        for (auto const& [record_id, state] : devices_[0].records())
            ASSERT_TRUE(acknowledged_.contains(record_id));
        auto const here = devices_[0].stays();
        auto there = devices_[1].stays();
        std::shuffle(there.begin(), there.end(), chance_);
        Occupancy const a{units_, here, now_};
        Occupancy const b{units_, there, now_};
        auto const who = [](auto const& claims, std::vector<Stay> const& stays) {
            std::multiset<std::tuple<RecordId, Night, Night, unsigned>> out;
            for (Claim const& c : claims)
                out.insert({stays[c.stay].id, c.span.from, c.span.until, c.span.place});
            return out;
        };
        for (Unit const& u : units_)
            ASSERT_EQ(who(a.standing(u.id), here), who(b.standing(u.id), there)) << "they decide alike";
        ASSERT_EQ(who(a.displaced(), here), who(b.displaced(), there));
        displaced = a.displaced().size();
    }

    std::mt19937 chance_;
    std::vector<Unit> units_;
    std::array<Device, 2> devices_{Device{1}, Device{2}};
    Instant now_ = kEvening;
    unsigned revision_ = 0;
    unsigned made_ = 0;
    std::set<RecordId> acknowledged_;

  public:
    std::size_t displaced = 0;
};

}  // namespace

TEST(Schedules, B4_B5_B6_NeverTwoInAPlaceNeverALostStay) {
    std::size_t with_somebody_displaced = 0;
    for (unsigned seed = 1; seed <= kSchedules; ++seed) {
        SCOPED_TRACE(seed);
        Schedule schedule{seed};
        schedule.run();
        if (testing::Test::HasFatalFailure()) return;
        with_somebody_displaced += schedule.displaced == 0 ? 0 : 1;
    }
    EXPECT_GT(with_somebody_displaced, kSchedules / 100U) << "the schedules do collide";
}
