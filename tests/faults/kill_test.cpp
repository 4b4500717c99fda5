// SPDX-License-Identifier: AGPL-3.0-or-later
// T1: a process that is killed at any instant loses nothing it had acknowledged, and leaves a vault that
// opens. The vault is unlocked once; each child that is killed works on it with the same keys.
#include "faults/support.hpp"

#include "amparo/os/files.hpp"
#include "contract/failing_system.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <optional>
#include <thread>

namespace amparo::faults {
namespace {

using contract::Ending;
using contract::FailingSystem;

enum class Deed : std::uint8_t { kWrite, kErase, kFinish, kCompact, kBackUp };

/// What a child says before and after each thing it does. Smaller than PIPE_BUF, so it arrives whole.
struct Message {
    static constexpr std::size_t kRevisionsMax = 4;
    Deed deed = Deed::kWrite;
    bool is_done = false;
    std::uint8_t count = 0;
    std::array<RevisionId::Bytes, kRevisionsMax> revisions{};

    [[nodiscard]] std::vector<RevisionId> ids() const {
        std::vector<RevisionId> out;
        for (std::size_t i = 0; i < count; ++i) out.emplace_back(revisions[i]);
        return out;
    }
};
static_assert(std::is_trivially_copyable_v<Message>);

std::string backup_beside(std::string const& vault) {
    return vault + ".backup";
}

Result<Done, vault::VaultError> back_up(Desk& desk, std::string const& to) {
    AMPARO_TRY(auto const bytes, desk.vault.snapshot());
    auto const written = os::write_file_atomically(to, bytes, os::Readers::kOwner);
    if (!written.ok()) return Fail{vault::VaultError::kIo};
    return Done{};
}

Result<Done, vault::VaultError> perform(Desk& desk, Message const& m, std::string const& path) {
    switch (m.deed) {
        case Deed::kWrite:
            return desk.write(m.ids(), crypto::make_id<RecordId>());
        case Deed::kErase:
            return desk.erase(m.ids());
        case Deed::kFinish:
            return desk.finish_erasures();
        case Deed::kCompact:
            return desk.compact();
        case Deed::kBackUp:
            return back_up(desk, backup_beside(path));
    }
    return Fail{vault::VaultError::kIo};
}

Message random_message(Desk const& desk, std::mt19937& rng) {
    Message m;
    auto const roll = rng() % 20;
    auto const& entries = desk.view.entries();
    if (roll < 13 || entries.empty()) {
        m.count = static_cast<std::uint8_t>(1 + rng() % Message::kRevisionsMax);
        for (std::size_t i = 0; i < m.count; ++i) m.revisions[i] = random_revision(rng).bytes();
        return m;
    }
    m.deed = roll < 16    ? Deed::kErase
             : roll == 16 ? Deed::kFinish
             : roll == 17 ? Deed::kCompact
                          : Deed::kBackUp;
    if (m.deed == Deed::kErase) {
        auto at = entries.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(rng() % entries.size()));
        m.count = 1;
        m.revisions[0] = at->first.bytes();
    }
    return m;
}

[[noreturn]] void work_until_killed(Desk& desk, std::string const& path, unsigned seed, int report_to) {
    // A lock belongs to the open file, which a child shares with its parent: it opens its own.
    desk.storage.to(file_at(path));
    std::mt19937 rng{seed};
    // Bytes go out in small pieces: a kill between two of them leaves a torn tail.
    FailingSystem const system{{.write_bytes_max = 1 + rng() % 40}};
    constexpr int kDeedsMax = 12;  // Who finds the lock free more often must not keep the others waiting.
    for (int n = 0; n < kDeedsMax; ++n) {
        Message m = random_message(desk, rng);
        if (::write(report_to, &m, sizeof m) != sizeof m) ::_exit(2);
        if (!perform(desk, m, path).ok()) ::_exit(3);
        m.is_done = true;
        if (::write(report_to, &m, sizeof m) != sizeof m) ::_exit(2);
    }
    for (;;) ::pause();
}

struct Child {
    pid_t pid = -1;
    int reports = -1;
};

Child start(Desk& desk, std::string const& path, unsigned seed) {
    std::array<int, 2> ends{};
    AMPARO_CHECK(::pipe(ends.data()) == 0);
    pid_t const pid = ::fork();
    AMPARO_CHECK(pid >= 0);
    if (pid == 0) {
        ::close(ends[0]);
        work_until_killed(desk, path, seed, ends[1]);
    }
    ::close(ends[1]);
    return {pid, ends[0]};
}

/// Lets it say `said_before` things, kills it some time after, and gives all it said. Nothing if it ended by
/// itself.
std::optional<std::vector<Message>> kill_after(Child const& child, std::size_t said_before,
                                               std::chrono::microseconds time_after) {
    std::vector<Message> said;
    auto const hear = [&] {
        Message m;
        bool const is_said = ::read(child.reports, &m, sizeof m) == sizeof m;
        if (is_said) said.push_back(m);
        return is_said;
    };
    while (said.size() < said_before && hear()) {
    }
    std::this_thread::sleep_for(time_after);
    ::kill(child.pid, SIGKILL);
    int status = 0;
    AMPARO_CHECK(::waitpid(child.pid, &status, 0) == child.pid);
    while (hear()) {
    }
    ::close(child.reports);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL) return std::nullopt;
    return said;
}

void enter(Ledger& ledger, std::vector<Message> const& said) {
    for (Message const& m : said) {
        if (m.deed != Deed::kWrite && m.deed != Deed::kErase) continue;
        auto const act = m.deed == Deed::kWrite ? Ledger::Act::kWrite : Ledger::Act::kErase;
        m.is_done ? ledger.promised(act, m.ids()) : ledger.tried(act, m.ids());
    }
}

/// The back-up is the vault at one moment: it opens whole, and holds what was promised before it began.
std::string wrong_with_backup(Desk& desk, std::string const& path, std::set<RevisionId> const& before,
                              Ledger const& now) {
    std::string const backup = backup_beside(path);
    if (!std::filesystem::exists(backup)) return before.empty() ? "" : "the back-up is gone";
    View copy;
    copy.begin_anew();
    std::vector<vault::Problem> problems;
    auto const checked = desk.vault.verify_with(*file_at(backup), copy.sink(), &problems);
    if (!checked.ok()) return "the back-up doesn't open";
    for (vault::Problem const& p : problems)
        if (p.code != vault::ProblemCode::kUnfinishedWrite) return "the back-up: " + p.what;
    for (auto const& [id, entry] : copy.entries())
        if (entry.body != body_of(id)) return "the back-up says something else";
    for (RevisionId const& id : before)
        if (!copy.entries().contains(id) && !now.may_be_erased(id))
            return id.text() + " is not in the back-up";
    return joined(copy.oddities());
}

class Killed : public testing::Test {
  protected:
    Office& office = Office::instance();
    Folder folder;
    std::string const path = folder.vault();
    Ledger ledger;
    std::set<RevisionId> backed_up;  ///< What was promised before the newest back-up that was acknowledged.
    std::size_t acknowledged_in_all = 0;
    std::size_t torn_tails = 0;
    std::mt19937 rng{first_seed()};

    void begin_new_vault() {
        std::filesystem::remove(path);
        std::filesystem::remove(backup_beside(path));
        write_file(path, office.file);
        ledger = {};
        backed_up.clear();
        ASSERT_TRUE(office.desk.move_to(file_at(path)).ok());
    }

    void expect_nothing_lost() {
        auto const refreshed = office.desk.refresh();
        ASSERT_TRUE(refreshed.ok()) << static_cast<int>(refreshed.error());
        EXPECT_EQ(joined(ledger.wrong_with(office.desk.view)), "");
        auto const& problems = office.desk.vault.problems();
        torn_tails += std::any_of(problems.begin(), problems.end(), [](vault::Problem const& p) {
            return p.code == vault::ProblemCode::kUnfinishedWrite;
        });
    }

    void expect_whole() {
        expect_nothing_lost();
        EXPECT_EQ(joined(office.desk.problems()), "");
        EXPECT_EQ(wrong_with_backup(office.desk, path, backed_up, ledger), "");
    }

    void expect_the_passphrase_opens_it() {
        Desk stranger;
        stranger.storage.to(file_at(path));
        ASSERT_TRUE(stranger.unlock(kAna).ok());
        EXPECT_EQ(joined(ledger.wrong_with(stranger.view)), "");
        EXPECT_TRUE(stranger.view.entries() == office.desk.view.entries());
    }

    void write(std::vector<RevisionId> const& revisions) {
        ledger.tried(Ledger::Act::kWrite, revisions);
        ASSERT_TRUE(office.desk.write(revisions, crypto::make_id<RecordId>()).ok());
        ledger.promised(Ledger::Act::kWrite, revisions);
    }

    /// An erasure whose account is written, and whose bytes are still there.
    void begin_erasure(RevisionId const& revision) {
        ledger.tried(Ledger::Act::kErase, {revision});
        ASSERT_TRUE(WIFSIGNALED(in_child([&] {
            office.desk.storage.to(file_at(path));
            FailingSystem const system{{.nth = 4, .ending = Ending::kKill}};
            (void)office.desk.erase({revision});
        })));
        ledger.promised(Ledger::Act::kErase, {revision});
        ASSERT_TRUE(office.desk.refresh().ok());
        ASSERT_EQ(office.desk.vault.unfinished_erasures().size(), 1U);
    }

    /// Does it in a process that this fault kills, and goes on with what is there afterwards. False if it was
    /// not killed.
    bool kill_at(contract::SystemFault const& fault, Deed deed) {
        begin_new_vault();
        std::vector<RevisionId> const old{random_revision(rng), random_revision(rng)};
        write(old);
        if (deed == Deed::kFinish) begin_erasure(old[1]);

        std::set<RevisionId> const before = ledger.writes_promised();
        Message m{deed, false, 0, {}};
        if (deed == Deed::kWrite) m.revisions[m.count++] = random_revision(rng).bytes();
        if (deed == Deed::kErase) m.revisions[m.count++] = old[0].bytes();
        enter(ledger, {m});
        int const status = in_child([&] {
            office.desk.storage.to(file_at(path));
            FailingSystem const system{fault};
            if (!perform(office.desk, m, path).ok()) ::_exit(1);
        });
        if (!WIFSIGNALED(status)) {
            EXPECT_EQ(WEXITSTATUS(status), 0);
            m.is_done = true;
            enter(ledger, {m});
            if (deed == Deed::kBackUp) backed_up = before;
        }
        expect_whole();
        expect_work_goes_on();
        return WIFSIGNALED(status);
    }

    /// Whoever opens it after the crash.
    void expect_work_goes_on() {
        ASSERT_TRUE(office.desk.move_to(file_at(path)).ok());
        EXPECT_EQ(joined(ledger.wrong_with(office.desk.view)), "");
        ASSERT_TRUE(office.desk.finish_erasures().ok());
        write({random_revision(rng)});
        ASSERT_TRUE(office.desk.compact().ok());
        EXPECT_EQ(joined(ledger.wrong_with(office.desk.view)), "");
        EXPECT_EQ(joined(office.desk.problems()), "");
        EXPECT_FALSE(std::filesystem::exists(path + ".new"));
    }

    /// So many times: `workers` processes on one vault, each killed at a random instant.
    void run(std::size_t runs, std::size_t workers, unsigned seed) {
        rng.seed(seed);
        for (std::size_t n = 0; n < runs && !HasFailure(); ++n) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", run " + std::to_string(n));
            if (n % 25 == 0) begin_new_vault();
            std::set<RevisionId> const before = ledger.writes_promised();
            std::vector<Child> children;
            for (std::size_t w = 0; w < workers; ++w)
                children.push_back(start(office.desk, path, static_cast<unsigned>(rng())));
            for (Child const& child : children) {
                auto const said = kill_after(child, rng() % 8, std::chrono::microseconds{rng() % 2000});
                ASSERT_TRUE(said.has_value()) << "a worker gave up by itself";
                enter(ledger, *said);
                if (std::any_of(said->begin(), said->end(),
                                [](Message const& m) { return m.deed == Deed::kBackUp && m.is_done; }))
                    backed_up = before;
            }
            n % 5 == 4 ? expect_whole() : expect_nothing_lost();
            if (n % 50 == 24) expect_the_passphrase_opens_it();
            if (n % 25 == 24) acknowledged_in_all += ledger.writes_promised().size();
        }
        RecordProperty("acknowledged", static_cast<int>(acknowledged_in_all));
        EXPECT_GT(torn_tails, 0U);  // A kill in the middle of a write was among them.
    }
};

TEST_F(Killed, T1_AtARandomInstantNothingAcknowledgedIsLostAndTheVaultOpens) {
    std::size_t const runs = count_of("AMPARO_FAULTS_KILLS", 1000);
    run(runs, 1, first_seed());
    EXPECT_GT(acknowledged_in_all, runs);  // The workers did get something done before they died.
}

TEST_F(Killed, T1_TwoProcessesAtOnceLoseNothingWhenEachIsKilled) {
    std::size_t const runs = count_of("AMPARO_FAULTS_KILLS", 1000) / 5;
    run(runs, 2, first_seed() + 1'000'000);
    EXPECT_GT(acknowledged_in_all, runs);
}

TEST_F(Killed, T1_AtEveryCallToTheSystemTheOldStateOrTheNewOneIsThere) {
    for (Deed const deed : {Deed::kWrite, Deed::kErase, Deed::kFinish, Deed::kCompact, Deed::kBackUp})
        for (std::size_t const kept : {std::size_t{0}, std::size_t{1}, std::size_t{13}, std::size_t{700}}) {
            bool is_killed = true;
            for (std::size_t nth = 0; is_killed && !HasFailure(); ++nth) {
                SCOPED_TRACE("deed " + std::to_string(static_cast<int>(deed)) + ", call " +
                             std::to_string(nth) + ", bytes kept " + std::to_string(kept));
                is_killed = kill_at({.nth = nth, .ending = Ending::kKill, .write_bytes_kept = kept}, deed);
                if (!is_killed) {
                    EXPECT_GE(nth, 2U);  // At least a write and a sync were there to die at.
                }
            }
        }
}

TEST_F(Killed, T1_TwoWritesThatWereCutOffBehindEachOtherAreNoDamage) {
    begin_new_vault();
    auto const like_each_other = [](int n) {  // Their batches differ by few bytes at most.
        return RevisionId{RevisionId::Bytes{std::byte{1}, std::byte{1}, static_cast<std::byte>(n)}};
    };
    std::uint64_t const before = office.desk.vault.size_bytes();
    write({like_each_other(0)});
    auto const batch_bytes = static_cast<std::size_t>(office.desk.vault.size_bytes() - before);
    for (int n = 1; n <= 3; ++n) {
        ledger.tried(Ledger::Act::kWrite, {like_each_other(n)});
        ASSERT_TRUE(WIFSIGNALED(in_child([&] {
            office.desk.storage.to(file_at(path));
            ASSERT_TRUE(office.desk.begin_writing().ok());
            FailingSystem const system{
                {.nth = 0, .ending = Ending::kKill, .write_bytes_kept = batch_bytes - 1}};
            (void)office.desk.write({like_each_other(n)}, crypto::make_id<RecordId>());
        })));
        expect_whole();
        EXPECT_EQ(office.desk.vault.problems().size(), static_cast<std::size_t>(n));
    }
    write({like_each_other(4)});
    expect_whole();
    ASSERT_TRUE(office.desk.compact().ok());
    EXPECT_TRUE(office.desk.vault.problems().empty());
    expect_whole();
}

}  // namespace
}  // namespace amparo::faults
