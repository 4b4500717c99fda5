// SPDX-License-Identifier: AGPL-3.0-or-later
// Several processes on one vault file, in any order, with everything that goes wrong: writes, erasures,
// compacting, changes of members and keys, full disks, failed reads and syncs, deaths in the middle. At the
// end all see the same, nothing acknowledged is lost, and nothing erased is back. A failing seed is printed;
// AMPARO_FAULTS_SEED repeats it.
#include "chance/seeded.hpp"
#include "faults/support.hpp"

#include "amparo/store_memory/memory.hpp"
#include "contract/failing_system.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace amparo::faults {
namespace {

using contract::Ending;
using contract::FailingSystem;
using contract::SystemFault;
using vault::VaultError;

constexpr std::size_t kDesks = 3;
constexpr std::size_t kBeas = 2;  ///< Her desk; Ana sits at the others.

/// What befalls the system during one step.
enum class Trouble { kNone, kFullDisk, kFailedRead, kFailedSync, kDeath };

/// The vault of an office of two, made once a process.
struct Team {
    Bytes file;
    MemberId bea{MemberId::Bytes{}};
    std::array<Desk, kDesks> desks;

    static Team& instance() {
        static Team team;
        return team;
    }

    void seat(std::size_t desk, std::string const& path) {
        Desk& d = desks[desk];
        if (d.vault.unlocked()) {
            AMPARO_CHECK(d.move_to(file_at(path)).ok());
            return;
        }
        d.storage.to(file_at(path));
        AMPARO_CHECK(d.unlock(desk == kBeas ? kBea : kAna).ok());
    }

    /// Keys of epochs that a copy of the file has not seen must not be taken along to it.
    void lock() {
        for (Desk& d : desks) d.vault.lock();
    }

  private:
    Team() {
        auto shared = std::make_shared<store_memory::MemoryFile>();
        desks[0].storage.to(std::make_unique<store_memory::MemoryStorage>(shared));
        vault::Vault& v = desks[0].vault;
        AMPARO_CHECK(v.create("Casa Norte Legal Aid", "Ana", kAna, crypto::kCostFloor, noon()).ok());
        AMPARO_CHECK(desks[0].unlock(kAna).ok());
        {
            auto writing = desks[0].begin_writing().value();
            auto const items =
                v.ring().add_member(v.keys(), "Bea", Role::kAdvocate, kBea, crypto::kCostFloor, noon(), &bea);
            AMPARO_CHECK(writing.append(items.value()).ok());
        }
        file = shared->bytes;
    }
};

class Day {
  public:
    Day(unsigned seed, bool keys_change) : rng_{seed}, keys_change_{keys_change} {
        chance::begin(seed);
        write_file(path_, team_.file);
        for (std::size_t desk = 0; desk < kDesks; ++desk) team_.seat(desk, path_);
    }

    Day(Day const&) = delete;
    Day& operator=(Day const&) = delete;
    ~Day() {
        if (keys_change_) team_.lock();
    }

    void step() {
        at_ = rng_() % (bea_is_here_ ? kDesks : kDesks - 1);
        switch (rng_() % 12) {
            case 0:
                return do_under(Trouble::kFullDisk);
            case 1:
                return do_under(Trouble::kFailedRead);
            case 2:
                return do_under(Trouble::kFailedSync);
            case 3:
                return do_under(Trouble::kDeath);
            default:
                return do_under(Trouble::kNone);
        }
    }

    void remove_bea() {
        at_ = rng_() % kBeas;
        auto const done = change_keys([&](vault::Vault& v) {
            return v.ring().remove_member(v.keys(), team_.bea, v.last_commit_of(team_.bea), noon());
        });
        ASSERT_TRUE(done.ok()) << static_cast<int>(done.error());
        bea_is_here_ = false;
        // However often she tries, nothing of hers is written and nothing new is shown to her.
        Desk& hers = team_.desks[kBeas];
        for (int attempt = 0; attempt < 3; ++attempt) {
            auto const refused = hers.write({random_revision(rng_)}, crypto::make_id<RecordId>());
            ASSERT_FALSE(refused.ok());
            EXPECT_EQ(refused.error(), attempt == 0 ? VaultError::kUnknownMember : VaultError::kLocked);
        }
    }

    void expect_agreement() {
        std::size_t const present = bea_is_here_ ? kDesks : kDesks - 1;
        for (std::size_t desk = 0; desk < present; ++desk) {
            SCOPED_TRACE("desk " + std::to_string(desk));
            auto const refreshed = team_.desks[desk].refresh();
            ASSERT_TRUE(refreshed.ok()) << static_cast<int>(refreshed.error());
            EXPECT_EQ(joined(ledger_.wrong_with(team_.desks[desk].view)), "");
            EXPECT_TRUE(team_.desks[desk].view.entries() == team_.desks[0].view.entries());
        }
        EXPECT_EQ(joined(team_.desks[0].problems()), "");
        // What grew entry by entry is what the file says to whoever reads it from its beginning.
        auto const before = team_.desks[0].view.entries();
        ASSERT_TRUE(team_.desks[0].move_to(file_at(path_)).ok());
        EXPECT_EQ(joined(ledger_.wrong_with(team_.desks[0].view)), "");
        EXPECT_TRUE(team_.desks[0].view.entries() == before);
    }

    [[nodiscard]] Bytes file() const { return content(path_); }
    [[nodiscard]] std::size_t promised() const { return ledger_.writes_promised().size(); }
    [[nodiscard]] std::string trace() const {
        std::string out;
        for (std::string const& line : log_) out += line + "\n";
        return out;
    }

  private:
    Desk& desk() { return team_.desks[at_]; }

    SystemFault fault_of(Trouble trouble) {
        switch (trouble) {
            case Trouble::kNone:
                return {};
            case Trouble::kFullDisk:
                return {.nth = rng_() % 5, .error = ENOSPC, .write_bytes_kept = rng_() % 800};
            case Trouble::kFailedRead:
                return {.error = EIO, .nth_read = rng_() % 3};
            case Trouble::kFailedSync:
                return {.nth = 1 + rng_() % 5, .error = EIO};
            case Trouble::kDeath:
                return {.nth = rng_() % 6,
                        .error = EIO,
                        .ending = Ending::kErrorsForGood,
                        .write_bytes_kept = rng_() % 800};
        }
        return {};
    }

    void do_under(Trouble trouble) {
        bool has_failed = false;
        auto const done = [&] {
            FailingSystem const system{fault_of(trouble)};
            auto result = act();
            has_failed = system.has_failed();
            return result;
        }();
        log_.push_back(what_ + " at desk " + std::to_string(at_) + " under " +
                       std::to_string(static_cast<int>(trouble)) + (done.ok() ? ": done" : ": refused ") +
                       (done.ok() ? "" : std::to_string(static_cast<int>(done.error()))));
        if (!has_failed) {
            EXPECT_TRUE(done.ok()) << "for no reason: " << log_.back();
        }
        // After a failed sync a store takes nothing more: the process opens the vault anew. After a death
        // another one does.
        bool const is_over = trouble == Trouble::kDeath || (!done.ok() && done.error() == VaultError::kIo);
        if (has_failed && is_over) team_.seat(at_, path_);
    }

    Result<Done, VaultError> act() {
        auto const& entries = desk().view.entries();
        auto const roll = rng_() % 20;
        if (roll < 3 && !entries.empty()) return erase(any_entry());
        if (roll == 3) return called("finish erasures", desk().finish_erasures());
        if (roll == 4) return compact();
        if (roll == 5) return called("refresh", desk().refresh());
        if (roll == 6) return called("back up", back_up());
        if (roll == 7 && at_ != kBeas && keys_change_) return called("new kit", new_kit());
        if (roll < 12 && !entries.empty()) return write(any_entry()->second.record);
        return write(crypto::make_id<RecordId>());
    }

    Result<Done, VaultError> called(std::string what, Result<Done, VaultError> result) {
        what_ = std::move(what);
        return result;
    }

    std::map<RevisionId, View::Seen>::const_iterator any_entry() {
        auto at = desk().view.entries().begin();
        std::advance(at, static_cast<std::ptrdiff_t>(rng_() % desk().view.entries().size()));
        return at;
    }

    Result<Done, VaultError> write(RecordId const& record) {
        std::vector<RevisionId> fresh;
        for (auto left = 1 + rng_() % 3; left > 0; --left) fresh.push_back(random_revision(rng_));
        ledger_.tried(Ledger::Act::kWrite, fresh);
        auto const done = desk().write(fresh, record);
        if (done.ok()) ledger_.promised(Ledger::Act::kWrite, fresh);
        return called("write", done);
    }

    /// The record of an entry, whole.
    Result<Done, VaultError> erase(std::map<RevisionId, View::Seen>::const_iterator of) {
        std::vector<RevisionId> gone;
        for (auto const& [id, seen] : desk().view.entries())
            if (seen.record == of->second.record) gone.push_back(id);
        ledger_.tried(Ledger::Act::kErase, gone);
        auto const done = desk().erase(gone);
        if (done.ok()) ledger_.promised(Ledger::Act::kErase, gone);
        return called("erase", done);
    }

    template <class Make>
    Result<Done, VaultError> change_keys(Make make) {
        AMPARO_TRY(auto writing, desk().begin_writing());
        auto const items = make(desk().vault);
        AMPARO_CHECK(items.ok());
        return writing.append(items.value());
    }

    Result<Done, VaultError> new_kit() {
        keyring::KitBytes const kit = crypto::make_random<16>();
        return change_keys([&](vault::Vault& v) { return v.ring().make_kit(v.keys(), kit, noon()); });
    }

    Result<Done, VaultError> compact() {
        auto const done = desk().compact();
        if (done.ok()) {
            EXPECT_TRUE(desk().vault.unfinished_erasures().empty());
        }
        return called("compact", done);
    }

    Result<Done, VaultError> back_up() {
        AMPARO_TRY(auto const bytes, desk().vault.snapshot());
        View copy;
        copy.begin_anew();
        std::vector<vault::Problem> problems;
        auto const checked = desk().vault.verify_with(*memory_of(bytes), copy.sink(), &problems);
        EXPECT_TRUE(checked.ok());
        EXPECT_EQ(joined(ledger_.wrong_with(copy)), "");
        return Done{};
    }

    std::mt19937 rng_;
    Folder folder_;
    std::string const path_ = folder_.vault();
    Team& team_ = Team::instance();
    Ledger ledger_;
    std::vector<std::string> log_;
    std::string what_;
    std::size_t at_ = 0;
    bool const keys_change_;
    bool bea_is_here_ = true;
};

TEST(Together, T57_T58_AllAgreeNothingAcknowledgedIsLostAndNothingErasedIsBack) {
    std::size_t const runs = count_of("AMPARO_FAULTS_SCRIPTS", 40);
    std::size_t promised = 0;
    for (unsigned seed = first_seed(); seed < first_seed() + runs && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        bool const keys_change = seed % 8 == 0;
        Day day{seed, keys_change};
        for (int n = 0; n < 60 && !testing::Test::HasFailure(); ++n) {
            day.step();
            if (n == 45 && keys_change) day.remove_bea();
        }
        day.expect_agreement();
        promised += day.promised();
        if (testing::Test::HasFailure()) ADD_FAILURE() << day.trace();
    }
    EXPECT_GT(promised, runs * 10);
}

TEST(Replay, OneSeedOfADayGivesTheSameFile) {
    auto const file_of = [](unsigned seed) {
        Day day{seed, seed % 2 == 0};
        for (int n = 0; n < 30; ++n) day.step();
        return day.file();
    };
    for (unsigned seed = first_seed(); seed < first_seed() + 2; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        auto const file = file_of(seed);
        EXPECT_TRUE(file == file_of(seed));
        EXPECT_FALSE(file == file_of(seed + 1));
    }
}

/// A file that is as long as when it was read last may still hold something else: what was read may have
/// ended in a write that was cut back since.
TEST(Together, L2_AWriteThatTakesThePlaceOfOneThatWasCutBackIsSeen) {
    Folder folder;
    Team& team = Team::instance();
    write_file(folder.vault(), team.file);
    Desk& writer = team.desks[0];
    Desk& reader = team.desks[1];
    for (std::size_t desk : {std::size_t{0}, std::size_t{1}}) team.seat(desk, folder.vault());
    RevisionId const large{RevisionId::Bytes{std::byte{8}, std::byte{255}}};
    auto const small = [](int n) {
        return RevisionId{RevisionId::Bytes{std::byte{1}, static_cast<std::byte>(n)}};
    };
    RevisionId const next = small(3);

    ASSERT_TRUE(writer.write({small(1)}, crypto::make_id<RecordId>()).ok());
    std::uint64_t const before = writer.vault.size_bytes();
    ASSERT_TRUE(writer.write({small(2)}, crypto::make_id<RecordId>()).ok());
    auto const batch_bytes = static_cast<std::size_t>(writer.vault.size_bytes() - before);
    ASSERT_TRUE(reader.refresh().ok());
    {
        contract::WatchedSystem const watched{[&](contract::SystemCall const& call) {
            if (call.kind == contract::SystemCall::Kind::kWrite) {
                EXPECT_TRUE(reader.refresh().ok());
            }
        }};
        FailingSystem const system{{.nth = 0, .error = ENOSPC, .write_bytes_kept = batch_bytes}};
        ASSERT_EQ(writer.write({large}, crypto::make_id<RecordId>()).error(), VaultError::kFull);
    }
    ASSERT_EQ(reader.vault.size_bytes(), before + 2 * batch_bytes);
    ASSERT_TRUE(writer.write({next}, crypto::make_id<RecordId>()).ok());
    ASSERT_EQ(writer.vault.size_bytes(), before + 2 * batch_bytes);
    ASSERT_TRUE(reader.refresh().ok());
    EXPECT_TRUE(reader.view.entries().contains(next));
    EXPECT_TRUE(reader.vault.problems().empty());
}

}  // namespace
}  // namespace amparo::faults
