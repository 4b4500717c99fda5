// SPDX-License-Identifier: AGPL-3.0-or-later
// T2: whatever a disk does with what was not synced when the power goes, what was acknowledged is there, and
// the vault opens. Scripts of writes run on the real file store while their calls to the system are recorded;
// a model of a disk (disk.hpp) is fed with them, call by call, and gives every state it may be left in.
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
constexpr std::size_t kEveryWayUpTo = 12;  ///< Unsettled sectors.

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
    explicit Script(unsigned seed) : rng_{seed} {}

    Recording run(std::size_t steps) {
        WatchedSystem const watched{[this](contract::SystemCall const& call) {
            recording_.calls.push_back(Recorded::of(call));
            note_moment();
        }};
        AMPARO_CHECK(file_at(folder_.vault())->create(office_.file).ok());
        is_made_ = true;
        note_moment();
        AMPARO_CHECK(office_.desk.move_to(file_at(folder_.vault())).ok());
        for (std::size_t step = 0; step < steps; ++step) {
            if (rng_() % 6 == 0) {
                die_in_the_middle();
            } else {
                AMPARO_CHECK(act());
            }
            note_moment();
        }
        return std::move(recording_);
    }

  private:
    void note_moment() { recording_.moments.push_back({recording_.calls.size(), is_made_, ledger_}); }

    bool act() {
        auto const roll = rng_() % 16;
        auto const& entries = office_.desk.view.entries();
        if (roll == 0) return office_.desk.compact().ok();
        if (roll == 1) return office_.desk.finish_erasures().ok();
        if (roll <= 3 && !entries.empty()) {
            auto at = entries.begin();
            std::advance(at, static_cast<std::ptrdiff_t>(rng_() % entries.size()));
            return kept(Ledger::Act::kErase, {at->first});
        }
        std::vector<RevisionId> fresh;
        for (auto left = 1 + rng_() % 3; left > 0; --left) fresh.push_back(random_revision(rng_));
        return kept(Ledger::Act::kWrite, fresh);
    }

    bool kept(Ledger::Act act, std::vector<RevisionId> const& revisions) {
        ledger_.tried(act, revisions);
        auto const done = act == Ledger::Act::kErase
                              ? office_.desk.erase(revisions)
                              : office_.desk.write(revisions, crypto::make_id<RecordId>());
        if (done.ok()) ledger_.promised(act, revisions);
        return done.ok();
    }

    /// The process stops at some call; another one goes on with what the kernel shows it.
    void die_in_the_middle() {
        {
            FailingSystem const system{{.nth = rng_() % 6,
                                        .error = EIO,
                                        .ending = Ending::kErrorsForGood,
                                        .write_bytes_kept = rng_() % 3 == 0 ? rng_() % 2000 : 0}};
            (void)act();
        }
        AMPARO_CHECK(office_.desk.move_to(file_at(folder_.vault())).ok());
    }

    std::mt19937 rng_;
    Folder folder_;
    Office& office_ = Office::instance();
    Ledger ledger_;
    Recording recording_;
    bool is_made_ = false;
};

class PowerCut : public testing::Test {
  protected:
    Office& office = Office::instance();
    std::mt19937 rng{first_seed()};
    std::size_t states = 0;
    std::size_t torn = 0;

    void expect_good(std::optional<Bytes> const& file, Moment const& moment) {
        ++states;
        if (!file) {
            EXPECT_FALSE(moment.is_made) << "the vault is gone";
            return;
        }
        auto const opened = office.desk.move_to(memory_of(*file));
        if (!opened.ok()) {
            ADD_FAILURE() << "it does not open: " << static_cast<int>(opened.error());
            return;
        }
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
        if (states % 40 == 0) expect_work_goes_on(*file, moment.ledger);
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

    void check(Disk const& disk, Moment const& moment, std::size_t drawn) {
        std::set<Bytes> seen;
        auto const is_new = [&](std::optional<Bytes> const& file) {
            return !file || seen.insert(*file).second;
        };
        if (disk.unsettled_sectors(kVaultName) <= kEveryWayUpTo) {
            EveryWay ways;
            do {
                auto const file = disk.after_power_cut(kVaultName, ways);
                if (is_new(file)) expect_good(file, moment);
            } while (ways.next() && !HasFailure());
        }
        AnyWay any{rng};
        for (; drawn > 0 && !HasFailure(); --drawn) {
            auto const file = disk.after_power_cut(kVaultName, any);
            if (is_new(file)) expect_good(file, moment);
        }
    }
};

TEST_F(PowerCut, T2_WhateverBecomesOfWhatWasNotSyncedNothingAcknowledgedIsLost) {
    std::size_t const wanted = count_of("AMPARO_FAULTS_STATES", 2000);
    for (unsigned seed = first_seed(); states < wanted && !HasFailure(); ++seed) {
        Recording const recording = Script{seed}.run(20);
        Disk disk;
        std::size_t taken = 0;
        for (Moment const& moment : recording.moments) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", after call " + std::to_string(moment.calls));
            for (; taken < moment.calls; ++taken) disk.take(recording.calls[taken]);
            check(disk, moment, 3);
            if (HasFailure()) break;
        }
    }
    EXPECT_GT(torn, states / 10);
    RecordProperty("states", static_cast<int>(states));
}

}  // namespace
}  // namespace amparo::faults
