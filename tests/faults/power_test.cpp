// SPDX-License-Identifier: AGPL-3.0-or-later
// T2: whatever a disk does with what was not synced when the power goes, what was acknowledged is there, and
// the vault opens. Scripts of writes run on the real file store while their calls to the system are recorded;
// a model of a disk (disk.hpp) is fed with them, call by call, and gives every state it may be left in.
#include "chance/seeded.hpp"
#include "faults/disk.hpp"
#include "faults/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace amparo::faults {
namespace {

using contract::Ending;
using contract::FailingSystem;
using contract::WatchedSystem;

constexpr char const* kVaultName = "vault.amparo";
constexpr std::size_t kEveryWayUpTo = 12;  ///< Unsettled sectors, of which every subset is tried.
constexpr std::size_t kEveryTearUpTo = 5;  ///< And each torn or not.
constexpr std::size_t kGoesOnEvery = 40;   ///< Of so many states in one somebody goes on to work.

/// The power may go when so many calls were made; this was tried and promised by then.
struct Moment {
    std::size_t calls = 0;
    bool is_made = false;  ///< The vault itself was promised.
    Ledger ledger;
};

struct Recording {
    std::vector<Recorded> calls;
    std::vector<Moment> moments;
};

/// Runs a random script on a real file.
class Script {
  public:
    explicit Script(unsigned seed) : rng_{seed} { chance::begin(seed); }

    /// Random acts, some of them cut short by a death.
    Recording random(std::size_t steps) {
        begin();
        for (std::size_t step = 0; step < steps; ++step) {
            if (rng_() % 6 == 0) {
                die({.nth = rng_() % 6, .write_bytes_kept = rng_() % 3 == 0 ? rng_() % 2000 : 0},
                    [this] { return act(); });
            } else {
                AMPARO_CHECK(act());
            }
            note_moment();
        }
        return std::move(recording_);
    }

    /// A process dies at the n-th call of an act; another one goes on with what it finds. Nothing when the
    /// act has no such call.
    enum class Dying { kWriting, kErasing, kCompacting };
    std::optional<Recording> death(Dying dying, std::size_t nth) {
        begin();
        AMPARO_CHECK(write() && write());
        bool const has_died = die({.nth = nth}, [&] {
            return dying == Dying::kWriting   ? write()
                   : dying == Dying::kErasing ? erase()
                                              : office_.desk.compact().ok();
        });
        note_moment();
        AMPARO_CHECK(write());
        note_moment();
        if (!has_died) return std::nullopt;
        return std::move(recording_);
    }

  private:
    void note_moment() { recording_.moments.push_back({recording_.calls.size(), is_made_, ledger_}); }

    void begin() {
        AMPARO_CHECK(file_at(folder_.vault())->create(office_.file).ok());
        is_made_ = true;
        note_moment();
        AMPARO_CHECK(office_.desk.move_to(file_at(folder_.vault())).ok());
    }

    bool act() {
        auto const roll = rng_() % 16;
        if (roll == 0) return office_.desk.compact().ok();
        if (roll == 1) return office_.desk.finish_erasures().ok();
        return roll <= 3 ? erase() : write();
    }

    bool write() {
        std::vector<RevisionId> fresh;
        for (auto left = 1 + rng_() % 3; left > 0; --left) fresh.push_back(random_revision(rng_));
        return kept(Ledger::Act::kWrite, fresh);
    }

    bool erase() {
        auto const& entries = office_.desk.view.entries();
        if (entries.empty()) return write();
        auto at = entries.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(rng_() % entries.size()));
        return kept(Ledger::Act::kErase, {at->first});
    }

    bool kept(Ledger::Act act, std::vector<RevisionId> const& revisions) {
        ledger_.tried(act, revisions);
        auto const done = act == Ledger::Act::kErase
                              ? office_.desk.erase(revisions)
                              : office_.desk.write(revisions, crypto::make_id<RecordId>());
        if (done.ok()) ledger_.promised(act, revisions);
        return done.ok();
    }

    /// The process stops at some call; another one goes on with what the kernel shows it. True if it came to
    /// that call.
    template <class Act>
    bool die(contract::SystemFault fault, Act dying) {
        bool has_died = false;
        {
            fault.error = EIO;
            fault.ending = Ending::kErrorsForGood;
            FailingSystem const system{fault};
            (void)dying();
            has_died = system.has_failed();
        }
        AMPARO_CHECK(office_.desk.move_to(file_at(folder_.vault())).ok());
        return has_died;
    }

    std::mt19937 rng_;
    Folder folder_;
    Office& office_ = Office::instance();
    Ledger ledger_;
    Recording recording_;
    bool is_made_ = false;
    WatchedSystem const watched_{[this](contract::SystemCall const& call) {
        recording_.calls.push_back(Recorded::of(call));
        note_moment();
    }};
};

class PowerCut : public testing::Test {
  protected:
    Office& office = Office::instance();
    std::mt19937 rng{first_seed()};
    std::size_t states = 0;
    std::size_t torn = 0;
    std::size_t unsettled_max = 0;

    /// What is read of a state.
    using Outcome = std::optional<std::map<RevisionId, View::Seen>>;

    Outcome expect_good(std::optional<Bytes> const& file, Moment const& moment) {
        ++states;
        if (!file) {
            EXPECT_FALSE(moment.is_made) << "the vault is gone";
            return std::nullopt;
        }
        auto const opened = office.desk.move_to(memory_of(*file));
        if (!opened.ok()) {
            ADD_FAILURE() << "it does not open: " << static_cast<int>(opened.error());
            return std::nullopt;
        }
        Outcome read = office.desk.view.entries();
        EXPECT_EQ(joined(moment.ledger.wrong_with(office.desk.view)), "");
        bool is_torn = false;
        for (vault::Problem const& p : office.desk.vault.problems()) {
            // Of a write whose sectors came in another order nobody can tell whether it was acknowledged.
            bool const is_harmless =
                p.code == vault::ProblemCode::kUnfinishedWrite || p.code == vault::ProblemCode::kDamage;
            EXPECT_TRUE(is_harmless) << static_cast<int>(p.code) << ": " << p.what;
            is_torn = is_torn || is_harmless;
        }
        torn += is_torn ? 1 : 0;
        if (states % kGoesOnEvery == 0) expect_work_goes_on(*file, moment.ledger);
        return read;
    }

    /// Whoever comes after the power cut writes, erases and compacts, whatever else the crash left there.
    void expect_work_goes_on(Bytes const& file, Ledger ledger) {
        Folder folder;
        write_file(folder.vault(), file);
        if (rng() % 2 == 0) write_file(folder.vault() + ".new", as_bytes("half of a va"));
        ASSERT_TRUE(office.desk.move_to(file_at(folder.vault())).ok());
        ASSERT_TRUE(office.desk.finish_erasures().ok());
        auto const& before = office.desk.vault.problems();
        bool const is_damaged = std::any_of(before.begin(), before.end(), [](vault::Problem const& p) {
            return p.code == vault::ProblemCode::kDamage;
        });
        std::vector<RevisionId> const fresh{random_revision(rng)};
        ledger.tried(Ledger::Act::kWrite, fresh);
        ASSERT_TRUE(office.desk.write(fresh, crypto::make_id<RecordId>()).ok());
        ledger.promised(Ledger::Act::kWrite, fresh);
        EXPECT_EQ(office.desk.compact().ok(), !is_damaged);
        EXPECT_EQ(joined(ledger.wrong_with(office.desk.view)), "");
        ASSERT_TRUE(office.desk.move_to(file_at(folder.vault())).ok());
        EXPECT_EQ(joined(ledger.wrong_with(office.desk.view)), "");
        if (!is_damaged) {
            EXPECT_EQ(joined(office.desk.problems()), "");
            EXPECT_EQ(folder.names(), std::vector<std::string>{kVaultName});
        }
    }

    /// The states of one moment, each once, and what is read of them.
    struct Checked {
        std::set<std::optional<Bytes>> states;
        std::vector<Outcome> outcomes;
    };

    void check(Disk const& disk, Moment const& moment, Chooser& chooser, Checked& checked) {
        auto const file = disk.after_power_cut(kVaultName, chooser);
        if (!checked.states.insert(file).second) return;
        Outcome const read = expect_good(file, moment);
        if (std::find(checked.outcomes.begin(), checked.outcomes.end(), read) == checked.outcomes.end())
            checked.outcomes.push_back(read);
    }

    template <class Every>
    void check_all(Disk const& disk, Moment const& moment, Every every, Checked& checked) {
        do check(disk, moment, every, checked);
        while (every.next() && !HasFailure());
    }

    /// One subset of each kind; where they are few enough, every subset; and some that are drawn. The last two have to
    /// tell nothing that the first do not.
    void check(Disk const& disk, Moment const& moment, std::size_t drawn) {
        Checked checked;
        check_all(disk, moment, EveryRun{}, checked);
        std::size_t const kinds = checked.outcomes.size();
        std::size_t const unsettled = disk.unsettled_sectors(kVaultName);
        unsettled_max = std::max(unsettled_max, unsettled);
        if (unsettled <= kEveryWayUpTo) check_all(disk, moment, EveryWay{EveryWay::Tears::kNo}, checked);
        if (unsettled <= kEveryTearUpTo) check_all(disk, moment, EveryWay{EveryWay::Tears::kYes}, checked);
        check_drawn(disk, moment, drawn, checked);
        EXPECT_EQ(checked.outcomes.size(), kinds) << "a subset is read as none of its kind is";
    }

    void check_drawn(Disk const& disk, Moment const& moment, std::size_t drawn, Checked& checked) {
        AnyWay any{rng};
        for (; drawn > 0 && !HasFailure(); --drawn) check(disk, moment, any, checked);
    }

    template <class Check>
    void at_each_moment(Recording const& recording, Check check_moment) {
        Disk disk;
        std::size_t taken = 0;
        for (Moment const& moment : recording.moments) {
            SCOPED_TRACE("after call " + std::to_string(moment.calls));
            for (; taken < moment.calls; ++taken) disk.take(recording.calls[taken]);
            check_moment(disk, moment);
            if (HasFailure()) return;
        }
    }
};

TEST_F(PowerCut, T2_WhateverBecomesOfWhatWasNotSyncedNothingAcknowledgedIsLost) {
    std::size_t const wanted = count_of("AMPARO_FAULTS_STATES", 100'000) / 10;
    for (unsigned seed = first_seed(); states < wanted && !HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        rng.seed(~seed);  // Not the script's: whoever comes later would draw its ids again.
        Recording const recording = Script{seed}.random(20);
        at_each_moment(recording, [&](Disk const& disk, Moment const& moment) { check(disk, moment, 3); });
    }
    EXPECT_GT(torn, states / 10);
    EXPECT_GT(unsettled_max, 2 * kEveryWayUpTo) << "longer writes are among them";
    RecordProperty("states", static_cast<int>(states));
}

/// Parts, so that they run side by side.
class DrawnPowerCut : public PowerCut, public testing::WithParamInterface<unsigned> {
  public:
    static constexpr unsigned kParts = 4;
};
INSTANTIATE_TEST_SUITE_P(Part, DrawnPowerCut, testing::Range(0U, DrawnPowerCut::kParts));

TEST_P(DrawnPowerCut, T2_AHundredThousandStatesThatAreDrawnLoseNothing) {
    std::size_t const wanted = count_of("AMPARO_FAULTS_STATES", 100'000) / kParts;
    for (unsigned seed = first_seed() + 1'000'000 * GetParam(); states < wanted && !HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        rng.seed(~seed);  // Not the script's: whoever comes later would draw its ids again.
        Recording const recording = Script{seed}.random(5);
        at_each_moment(recording, [&](Disk const& disk, Moment const& moment) {
            Checked checked;
            check_drawn(disk, moment, 40, checked);
        });
    }
    RecordProperty("states", static_cast<int>(states));
}

TEST(Replay, OneSeedGivesEveryByteAgainAndAnotherDoesNot) {
    auto const bytes = [](unsigned seed) {
        std::vector<std::pair<std::uint64_t, Bytes>> out;
        for (Recorded const& call : Script{seed}.random(12).calls) out.emplace_back(call.offset, call.bytes);
        return out;
    };
    auto const first = bytes(7);
    EXPECT_GT(first.size(), 12U);
    EXPECT_EQ(first, bytes(7));
    EXPECT_NE(first, bytes(8));
}

TEST_F(PowerCut, T2_WhatADeadProcessDidNotSyncTakesNothingOfTheNextOneWithIt) {
    using Dying = Script::Dying;
    for (Dying const dying : {Dying::kWriting, Dying::kErasing, Dying::kCompacting}) {
        std::size_t nth = 0;
        for (; !HasFailure(); ++nth) {
            SCOPED_TRACE("act " + std::to_string(static_cast<int>(dying)) + " dies at call " +
                         std::to_string(nth));
            auto const recording = Script{first_seed()}.death(dying, nth);
            if (!recording) break;
            at_each_moment(*recording,
                           [&](Disk const& disk, Moment const& moment) { check(disk, moment, 1); });
        }
        EXPECT_GE(nth, 2U);  // At least a write and a sync were there to die at.
    }
}

}  // namespace
}  // namespace amparo::faults
