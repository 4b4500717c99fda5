// SPDX-License-Identifier: AGPL-3.0-or-later
// Places that are not what they should be: full, read-only, gone, or no file at all. Each is a clear error
// value, never a wait and never a loss, and work goes on when the place is as it should be again.
#include "faults/support.hpp"

#include "amparo/os/files.hpp"
#include "amparo/store_file/file.hpp"
#include "contract/failing_system.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

namespace amparo::faults {
namespace {

using contract::FailingSystem;
using vault::VaultError;

namespace fs = std::filesystem;

class Place : public testing::Test {
  protected:
    Office& office = Office::instance();
    Desk& desk = office.desk;
    Folder folder{Folder::Where::kDisk};
    std::string const path = folder.vault();
    Ledger ledger;
    std::mt19937 rng{first_seed()};

    void begin_at(std::string const& where) {
        write_file(where, office.file);
        ASSERT_TRUE(desk.move_to(file_at(where)).ok());
    }

    Result<Done, VaultError> write() {
        std::vector<RevisionId> const fresh{random_revision(rng)};
        ledger.tried(Ledger::Act::kWrite, fresh);
        auto const done = desk.write(fresh, crypto::make_id<RecordId>());
        if (done.ok()) ledger.promised(Ledger::Act::kWrite, fresh);
        return done;
    }

    /// Ana at a second computer.
    [[nodiscard]] Desk& other_desk() {
        static Desk other;
        if (!other.vault.unlocked()) {
            other.storage.to(memory_of(office.file));
            AMPARO_CHECK(other.unlock(kAna).ok());
        }
        return other;
    }

    /// The same vault, read from its beginning.
    void expect_all_there_at(std::string const& where) {
        ASSERT_TRUE(desk.move_to(file_at(where)).ok());
        EXPECT_EQ(joined(ledger.wrong_with(desk.view)), "");
        EXPECT_EQ(joined(desk.problems()), "");
    }
};

template <class T>
VaultError error_of(Result<T, VaultError> const& result) {
    EXPECT_FALSE(result.ok());
    return result.ok() ? VaultError::kLocked : result.error();
}

/// In a process of its own, where a limit, a mount or another user does no harm to the rest. What fails there
/// fails here.
void expect_in_child(std::function<void()> const& body) {
    int const status = in_child([&] {
        body();
        std::fflush(nullptr);
        ::_exit(testing::Test::HasFailure() ? 1 : 0);
    });
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "see above";
}

/// A small file system in memory over this folder, seen by this process only. False if that is not allowed.
bool mount_small(std::string const& folder) {
    return ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("amparo", folder.c_str(), "tmpfs", 0, "size=128k") == 0;
}
void resize(std::string const& folder, char const* options) {
    ASSERT_EQ(::mount("amparo", folder.c_str(), "tmpfs", MS_REMOUNT, options), 0);
}

TEST_F(Place, T3_AFullDiskIsSaidLosesNothingAndWorkGoesOnWhenThereIsSpace) {
    expect_in_child([&] {
        // Where nobody may mount, a limit on the size of files stands for the full disk.
        bool const is_small = mount_small(folder.path());
        begin_at(path);
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit const limit{96U << 10U, before.rlim_max};
        if (!is_small) {
            ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
        }

        Result<Done, VaultError> last = Done{};
        for (int n = 0; n < 2000 && last.ok(); ++n) last = write();
        EXPECT_EQ(error_of(last), VaultError::kFull);
        EXPECT_GT(ledger.writes_promised().size(), 5U);
        expect_all_there_at(path);

        // There is no room for a second copy.
        std::vector<RevisionId> const gone{desk.view.entries().begin()->first};
        ledger.tried(Ledger::Act::kErase, gone);
        auto const erased = desk.erase(gone);
        if (is_small) {
            EXPECT_EQ(error_of(erased), VaultError::kFull);
            EXPECT_EQ(error_of(desk.compact()), VaultError::kFull);
        }
        expect_all_there_at(path);
        EXPECT_EQ(folder.names(), std::vector<std::string>{"vault.amparo"});

        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
        if (is_small) {  // There is room, but not for a second file beside the vault in its folder.
            resize(folder.path(), "size=8m,nr_inodes=2");
            EXPECT_EQ(error_of(desk.compact()), VaultError::kFull);
            ASSERT_TRUE(write().ok());
            resize(folder.path(), "size=8m,nr_inodes=100");
        }
        ASSERT_TRUE(desk.finish_erasures().ok());
        ASSERT_TRUE(desk.erase(gone).ok());
        ledger.promised(Ledger::Act::kErase, gone);
        ASSERT_TRUE(write().ok());
        ASSERT_TRUE(desk.compact().ok());
        expect_all_there_at(path);
    });
}

TEST_F(Place, T3_AtEveryCallThatFailsTheBackUpOfBeforeIsThereOrTheNewOne) {
    begin_at(path);
    ASSERT_TRUE(write().ok());
    Bytes const fresh = desk.vault.snapshot().value();
    std::string const copy = (folder.path() / "copy.amparo").string();
    for (auto const existing : {os::Existing::kReplace, os::Existing::kKeep})
        for (int const error : {ENOSPC, EDQUOT, EIO, EROFS}) {
            std::size_t nth = 0;
            for (bool has_failed = true; has_failed; ++nth) {
                SCOPED_TRACE("call " + std::to_string(nth) + " errno " + std::to_string(error));
                fs::remove(copy);
                Bytes before;
                if (existing == os::Existing::kReplace) {
                    before = office.file;
                    write_file(copy, before);
                }
                FailingSystem const system{{.nth = nth, .error = error}};
                auto const done = os::write_file_atomically(copy, fresh, os::Readers::kOwner, existing);
                has_failed = system.has_failed();
                ASSERT_EQ(done.ok(), !has_failed);
                bool const is_there = fs::exists(copy);
                Bytes const now = is_there ? content(copy) : Bytes{};
                EXPECT_TRUE(now == fresh || (has_failed && now == before));
                if (has_failed && (error == ENOSPC || error == EDQUOT)) {
                    EXPECT_TRUE(now == fresh || done.error() == os::FileError::kFull);
                }
                EXPECT_EQ(folder.names().size(), 1U + (is_there ? 1U : 0U)) << "nothing half is left";
            }
            EXPECT_GE(nth, 4U) << "a write, two syncs and a new name were there to fail";
        }
    expect_all_there_at(path);
}

/// Permissions mean nothing to root, so who is root becomes nobody.
void drop_privilege() {
    if (::geteuid() != 0) return;
    ASSERT_EQ(::setgroups(0, nullptr), 0);
    ASSERT_EQ(::setegid(65534), 0);
    ASSERT_EQ(::seteuid(65534), 0);
}

TEST_F(Place, AReadOnlyFolderIsReadAndSaysSoWhenSomethingIsToBeWritten) {
    begin_at(path);
    ASSERT_TRUE(write().ok());
    Bytes const before = content(path);
    ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
    ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
    expect_in_child([&] {
        drop_privilege();
        expect_all_there_at(path);
        EXPECT_EQ(error_of(write()), VaultError::kReadOnly);
        EXPECT_EQ(error_of(desk.compact()), VaultError::kReadOnly);
        auto const other = file_at(path + ".other");
        EXPECT_EQ(error_of(vault::Vault{*other}.create("Casa Sur", "Cruz", kBea, crypto::kCostFloor, noon())),
                  VaultError::kReadOnly);
    });
    // The file may be written, its folder not: entries can be added, the file can't be replaced.
    ASSERT_EQ(::chmod(path.c_str(), 0666), 0);
    expect_in_child([&] {
        drop_privilege();
        ASSERT_TRUE(desk.move_to(file_at(path)).ok());
        EXPECT_EQ(error_of(desk.compact()), VaultError::kReadOnly);
        ASSERT_TRUE(write().ok());
        expect_all_there_at(path);
    });
    ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
    Bytes const after = content(path);
    ASSERT_GT(after.size(), before.size());
    EXPECT_TRUE(std::equal(before.begin(), before.end(), after.begin()));
}

TEST_F(Place, WhatThisUserMayNotReadIsNoDiskError) {
    begin_at(path);
    ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
    ASSERT_EQ(::chmod(path.c_str(), 0), 0);
    expect_in_child([&] {
        drop_privilege();
        EXPECT_EQ(error_of(vault::Vault{*file_at(path)}.open()), VaultError::kReadOnly);
    });
    ASSERT_EQ(::chmod(folder.path().c_str(), 0), 0);
    expect_in_child([&] {
        drop_privilege();
        EXPECT_EQ(error_of(vault::Vault{*file_at(path)}.open()), VaultError::kReadOnly);
    });
    ASSERT_EQ(::chmod(folder.path().c_str(), 0700), 0);
}

TEST_F(Place, AFolderThatDisappearsIsSaidAndWhenItIsBackWorkGoesOn) {
    fs::path const stick = folder.path() / "stick";
    std::string const on_stick = (stick / "vault.amparo").string();
    ASSERT_TRUE(fs::create_directory(stick));
    begin_at(on_stick);
    ASSERT_TRUE(write().ok());

    fs::rename(stick, folder.path() / "elsewhere");
    EXPECT_EQ(error_of(desk.refresh()), VaultError::kMissing);
    EXPECT_EQ(error_of(write()), VaultError::kMissing);
    EXPECT_EQ(error_of(desk.compact()), VaultError::kMissing);
    EXPECT_EQ(error_of(desk.vault.snapshot()), VaultError::kMissing);
    EXPECT_EQ(error_of(vault::Vault{*file_at(on_stick)}.create("Casa Sur", "Cruz", kBea, crypto::kCostFloor,
                                                               noon())),
              VaultError::kMissing);
    EXPECT_EQ(folder.names(), std::vector<std::string>{"elsewhere"});

    fs::rename(folder.path() / "elsewhere", stick);
    ASSERT_TRUE(write().ok());
    EXPECT_EQ(joined(ledger.wrong_with(desk.view)), "");
    expect_all_there_at(on_stick);
}

TEST_F(Place, AFolderThatDisappearsInTheMiddleOfAWriteTakesNoPromiseWithIt) {
    fs::path const stick = folder.path() / "stick";
    std::string const on_stick = (stick / "vault.amparo").string();
    ASSERT_TRUE(fs::create_directory(stick));
    begin_at(on_stick);
    ASSERT_TRUE(write().ok());
    {
        auto writing = desk.begin_writing();
        ASSERT_TRUE(writing.ok());
        fs::rename(stick, folder.path() / "elsewhere");
        EXPECT_EQ(error_of(writing.value().compact()), VaultError::kIo);
    }
    fs::rename(folder.path() / "elsewhere", stick);
    EXPECT_EQ(error_of(write()), VaultError::kIo);  // This process goes on only when it opens the vault anew.
    ASSERT_TRUE(desk.move_to(file_at(on_stick)).ok());
    ASSERT_TRUE(write().ok());
    expect_all_there_at(on_stick);
}

TEST_F(Place, WhatIsNoFileIsNoVaultAndStaysAsItIs) {
    auto const make = {
        +[](std::string const& at) { return ::mkdir(at.c_str(), 0700) == 0; },
        +[](std::string const& at) { return ::mkfifo(at.c_str(), 0600) == 0; },
        +[](std::string const& at) {
            int const fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            std::strncpy(address.sun_path, at.c_str(), sizeof address.sun_path - 1);
            bool const done = ::bind(fd, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
            ::close(fd);
            return done;
        },
    };
    for (auto const& make_one : make) {
        fs::remove(path);
        ASSERT_TRUE(make_one(path));
        auto const type = fs::symlink_status(path).type();
        EXPECT_EQ(error_of(vault::Vault{*file_at(path)}.open()), VaultError::kNotAVault);
        EXPECT_EQ(error_of(vault::Vault{*file_at(path)}.create("Casa Sur", "Cruz", kBea, crypto::kCostFloor,
                                                               noon())),
                  VaultError::kNotAVault);
        EXPECT_EQ(fs::symlink_status(path).type(), type);
        EXPECT_EQ(folder.names(), std::vector<std::string>{"vault.amparo"});
    }
    EXPECT_EQ(error_of(vault::Vault{*file_at("/dev/null")}.open()), VaultError::kNotAVault);
}

TEST_F(Place, AFileThatIsNoVaultIsLeftAsItIs) {
    for (std::string_view const text :
         {"", "A", "a letter that has nothing to do with any of this",
          "AMPVAULT, but only the word, and then nothing of one, at all, ..."}) {
        write_file(path, as_bytes(text));
        EXPECT_FALSE(vault::Vault{*file_at(path)}.open().ok()) << text;
        EXPECT_EQ(error_of(vault::Vault{*file_at(path)}.create("Casa Sur", "Cruz", kBea, crypto::kCostFloor,
                                                               noon())),
                  VaultError::kExists);
        EXPECT_EQ(as_text(content(path)), text);
    }
}

TEST_F(Place, ALinkIsFollowedAndOneThatLeadsNowhereIsMissing) {
    std::string const link = (folder.path() / "link").string();
    begin_at(path);
    fs::create_symlink(path, link);
    ASSERT_TRUE(desk.move_to(file_at(link)).ok());
    ASSERT_TRUE(write().ok());
    ASSERT_TRUE(desk.compact().ok());
    EXPECT_TRUE(fs::is_symlink(link));
    expect_all_there_at(path);

    fs::remove(path);
    EXPECT_EQ(error_of(vault::Vault{*file_at(link)}.open()), VaultError::kMissing);
    EXPECT_EQ(
        error_of(vault::Vault{*file_at(link)}.create("Casa Sur", "Cruz", kBea, crypto::kCostFloor, noon())),
        VaultError::kExists);
    EXPECT_EQ(folder.names(), std::vector<std::string>{"link"});
}

TEST_F(Place, AShareWithoutLocksIsReadAndSaysSoWhenSomethingIsToBeWritten) {
    begin_at(path);
    ASSERT_TRUE(write().ok());
    Bytes const before = content(path);
    for (auto const locks : {contract::Locks::kUnsupported, contract::Locks::kDoNothing}) {
        FailingSystem const share{{.locks = locks}};
        expect_all_there_at(path);
        EXPECT_EQ(error_of(write()), VaultError::kNoLocks);
        EXPECT_EQ(error_of(desk.compact()), VaultError::kNoLocks);
        auto const other = file_at(path + ".other");
        if (locks == contract::Locks::kUnsupported) {
            EXPECT_EQ(
                error_of(vault::Vault{*other}.create("Casa Sur", "Cruz", kBea, crypto::kCostFloor, noon())),
                VaultError::kNoLocks);
            EXPECT_EQ(folder.names(), std::vector<std::string>{"vault.amparo"});
        }
        EXPECT_TRUE(content(path) == before);
    }
    ASSERT_TRUE(write().ok());
    expect_all_there_at(path);
}

TEST_F(Place, ASlowDiskKeepsOthersReadingAndNothingIsPromisedBeforeItIsDone) {
    begin_at(path);
    ASSERT_TRUE(write().ok());
    bool was_slow = false;
    std::vector<RevisionId> const slow{random_revision(rng)};
    std::vector<RevisionId> const hasty{random_revision(rng)};
    ledger.tried(Ledger::Act::kWrite, slow);
    {
        // A colleague with the vault open, while the disk is still at it.
        Desk& colleague = other_desk();
        ASSERT_TRUE(colleague
                        .move_to(std::make_unique<store_file::FileStorage>(
                            path, store_file::FileOptions{std::chrono::milliseconds{0}}))
                        .ok());
        FailingSystem const disk{{.during_sync = [&] {
            was_slow = true;
            EXPECT_EQ(error_of(colleague.write(hasty, crypto::make_id<RecordId>())), VaultError::kBusy);
            EXPECT_TRUE(colleague.refresh().ok());
            EXPECT_EQ(joined(ledger.wrong_with(colleague.view)), "");
        }}};
        ASSERT_TRUE(desk.write(slow, crypto::make_id<RecordId>()).ok());
        ledger.promised(Ledger::Act::kWrite, slow);
        EXPECT_TRUE(was_slow);
        ledger.tried(Ledger::Act::kWrite, hasty);
        ASSERT_TRUE(colleague.write(hasty, crypto::make_id<RecordId>()).ok());
        ledger.promised(Ledger::Act::kWrite, hasty);
        EXPECT_EQ(joined(ledger.wrong_with(colleague.view)), "");
    }
    expect_all_there_at(path);
}

}  // namespace
}  // namespace amparo::faults
