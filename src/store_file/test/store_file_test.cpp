// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_file/file.hpp"

#include "contract/failing_system.hpp"
#include "contract/storage_contract.hpp"

#include <grp.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <vector>

using namespace amparo;
using namespace amparo::store_file;
using contract::all_of;
using contract::FailingSystem;
using contract::Locks;
using contract::SystemFault;
using reclog::StorageError;

namespace fs = std::filesystem;

namespace {

/// A folder of its own, gone at the end.
class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "amparo_store_XXXXXX").string();
        AMPARO_CHECK(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    [[nodiscard]] fs::path const& path() const noexcept { return path_; }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (auto const& entry : fs::directory_iterator{path_})
            out.push_back(entry.path().filename().string());
        std::sort(out.begin(), out.end());
        return out;
    }

  private:
    fs::path path_;
};

struct FilePlace {
    Folder folder;
    std::string vault = (folder.path() / "vault.amparo").string();
    std::unique_ptr<reclog::Storage> open() {
        return std::make_unique<FileStorage>(vault, FileOptions{std::chrono::milliseconds{20}});
    }
};

std::string content(std::string const& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

mode_t mode_of(std::string const& path) {
    struct stat s {};
    return ::stat(path.c_str(), &s) == 0 ? s.st_mode & 07777U : 0;
}

/// Runs `body` in a process of its own; true if it returned true. A death by signal or check is false.
bool in_child(std::function<bool()> const& body) {
    pid_t const child = ::fork();
    if (child == 0) ::_exit(body() ? 0 : 1);
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

/// Permissions mean nothing to root, so who is root becomes nobody first.
bool in_child_without_privilege(std::function<bool()> const& body) {
    return in_child([&] {
        if (::geteuid() == 0 &&
            (::setgroups(0, nullptr) != 0 || ::setegid(65534) != 0 || ::seteuid(65534) != 0))
            return false;
        return body();
    });
}

class FileStore : public testing::Test {
  protected:
    FilePlace place;
    std::unique_ptr<reclog::Storage> storage = place.open();
};

}  // namespace

namespace amparo::contract {
INSTANTIATE_TYPED_TEST_SUITE_P(File, StorageContract, FilePlace);
}  // namespace amparo::contract

TEST_F(FileStore, F1_TwoProcessesThatAppendAtOnceLoseNothingAndNeverMix) {
    ASSERT_TRUE(storage->create(as_bytes("#")).ok());
    constexpr int kEach = 200;
    auto const write_lines = [&](char who) {
        FileStorage own{place.vault};
        for (int n = 0; n < kEach; ++n) {
            auto const lock = own.lock();
            if (!lock.ok() || !own.append(as_bytes(std::string(37, who) + "\n")).ok()) return false;
        }
        return true;
    };
    pid_t const child = ::fork();
    if (child == 0) ::_exit(write_lines('b') ? 0 : 1);
    EXPECT_TRUE(write_lines('a'));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    ASSERT_EQ(WEXITSTATUS(status), 0);

    std::istringstream lines{all_of(*storage).substr(1)};
    int of_a = 0;
    int of_b = 0;
    for (std::string line; std::getline(lines, line);) {
        of_a += line == std::string(37, 'a') ? 1 : 0;
        of_b += line == std::string(37, 'b') ? 1 : 0;
    }
    EXPECT_EQ(of_a, kEach);
    EXPECT_EQ(of_b, kEach);
    EXPECT_EQ(all_of(*storage).size(), 1 + 2 * kEach * 38U);
}

TEST_F(FileStore, F1_AnAppendNeverGoesToAFileThatWasReplacedWhileItsWriterWaited) {
    ASSERT_TRUE(storage->create(as_bytes("0")).ok());
    constexpr int kEach = 60;
    auto const rewrite =
        [&](char who) {  // Reads all and writes it back longer by one: a lost update would show.
            FileStorage own{place.vault};
            for (int n = 0; n < kEach; ++n) {
                auto const lock = own.lock();
                if (!lock.ok() || !own.replace(as_bytes(all_of(own) + who)).ok()) return false;
                if (!own.append(as_bytes("+")).ok()) return false;
            }
            return true;
        };
    pid_t const child = ::fork();
    if (child == 0) ::_exit(rewrite('b') ? 0 : 1);
    EXPECT_TRUE(rewrite('a'));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    std::string const all = all_of(*storage);
    EXPECT_EQ(std::count(all.begin(), all.end(), 'a'), kEach);
    EXPECT_EQ(std::count(all.begin(), all.end(), 'b'), kEach);
    EXPECT_EQ(std::count(all.begin(), all.end(), '+'), 2 * kEach);
}

TEST_F(FileStore, F1_OfAFileThatWasReplacedBeforeItsLockWasTakenNothingIsWritten) {
    ASSERT_TRUE(storage->create(as_bytes("old")).ok());
    SystemFault fault;
    fault.before_lock = [&] {
        FileStorage quicker{place.vault};
        auto const lock = quicker.lock();
        EXPECT_TRUE(lock.ok() && quicker.replace(as_bytes("new")).ok());
    };
    FailingSystem const system{fault};
    auto const lock = storage->lock();
    ASSERT_TRUE(lock.ok());
    ASSERT_TRUE(storage->append(as_bytes("+")).ok());
    EXPECT_EQ(content(place.vault), "new+");
}

TEST_F(FileStore, F1_TheLockOfAProcessThatDiedIsFree) {
    ASSERT_TRUE(storage->create({}).ok());
    EXPECT_FALSE(in_child([&] {
        auto const lock = storage->lock();
        ::raise(SIGKILL);
        return lock.ok();
    }));
    EXPECT_TRUE(place.open()->lock().ok());
}

TEST_F(FileStore, F1_AFileSystemWithoutLocksIsRefused) {
    FailingSystem const system{{.locks = Locks::kUnsupported}};
    EXPECT_EQ(storage->create(as_bytes("x")).error(), StorageError::kNoLocks);
    EXPECT_TRUE(place.folder.names().empty());
    std::ofstream{place.vault} << "x";
    EXPECT_EQ(storage->lock().error(), StorageError::kNoLocks);
}

TEST_F(FileStore, F1_AFileSystemWhoseLocksDoNothingIsFoundOut) {
    ASSERT_TRUE(storage->create(as_bytes("x")).ok());
    FailingSystem const system{{.locks = Locks::kDoNothing}};
    EXPECT_EQ(storage->lock().error(), StorageError::kNoLocks);
}

TEST_F(FileStore, F2_AFullDiskAtAnyByteOfAnAppendChangesNothing) {
    ASSERT_TRUE(storage->create(as_bytes("head")).ok());
    auto const lock = storage->lock();
    ASSERT_TRUE(lock.ok());
    for (int const error : {ENOSPC, EDQUOT, EFBIG})
        for (std::size_t kept = 0; kept < 4; ++kept) {
            FailingSystem const system{{.nth = 0, .error = error, .write_bytes_kept = kept}};
            EXPECT_EQ(storage->append(as_bytes("tail")).error(), StorageError::kFull);
            EXPECT_EQ(content(place.vault), "head");
        }
    ASSERT_TRUE(storage->append(as_bytes("tail")).ok());
    EXPECT_EQ(content(place.vault), "headtail");
}

TEST_F(FileStore, F2_ALimitOnFileSizeIsAFullDisk) {
    ASSERT_TRUE(storage->create(as_bytes(std::string(1000, 'h'))).ok());
    EXPECT_TRUE(in_child([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit const limit{1010, 1010};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return false;
        auto const lock = storage->lock();
        bool const is_refused =
            storage->append(as_bytes(std::string(11, 't'))).error() == StorageError::kFull;
        return is_refused && storage->append(as_bytes(std::string(10, 't'))).ok() &&
               storage->replace(as_bytes(std::string(1011, 'r'))).error() == StorageError::kFull;
    }));
    EXPECT_EQ(content(place.vault), std::string(1000, 'h') + std::string(10, 't'));
    EXPECT_EQ(place.folder.names(), std::vector<std::string>{"vault.amparo"});
}

TEST_F(FileStore, F2_ShortAndInterruptedWritesAreCarriedOn) {
    FailingSystem const system{{.write_bytes_max = 3, .interrupts_writes = true}};
    ASSERT_TRUE(storage->create(as_bytes("0123456789")).ok());
    auto const lock = storage->lock();
    ASSERT_TRUE(storage->append(as_bytes("abcdefgh")).ok());
    EXPECT_EQ(content(place.vault), "0123456789abcdefgh");
    ASSERT_TRUE(storage->replace(as_bytes("ABCDEFGH")).ok());
    EXPECT_EQ(content(place.vault), "ABCDEFGH");
}

TEST_F(FileStore, F3_T5_AFailedSyncIsNeverTriedAgain) {
    ASSERT_TRUE(storage->create(as_bytes("head")).ok());
    auto lock = storage->lock();
    {
        FailingSystem const system{{.nth = 1, .error = EIO}};
        ASSERT_EQ(storage->append(as_bytes("a")).error(), StorageError::kIo);
        ASSERT_TRUE(system.has_failed());
    }
    EXPECT_EQ(storage->append(as_bytes("b")).error(), StorageError::kIo);
    EXPECT_EQ(storage->replace(as_bytes("c")).error(), StorageError::kIo);
    lock.value().reset();
    EXPECT_EQ(storage->lock().error(), StorageError::kIo);
    EXPECT_EQ(content(place.vault).substr(0, 4), "head");
    EXPECT_TRUE(place.open()->lock().ok());
}

// Each call to the system fails in turn, with each error; a vault is afterwards what it was or what it was to
// be.
TEST_F(FileStore, F2_F4_F5_EveryFailingCallLeavesTheOldBytesOrTheNewOnes) {
    struct Script {
        char const* before;  // nullptr: no vault.
        std::function<Result<Done, StorageError>(reclog::Storage&)> act;
        char const* after;
    };
    auto const locked = [](auto act) {
        return [act](reclog::Storage& s) -> Result<Done, StorageError> {
            AMPARO_TRY(auto const lock, s.lock());
            return act(s);
        };
    };
    Script const scripts[] = {
        {nullptr, [](reclog::Storage& s) { return s.create(as_bytes("new")); }, "new"},
        {"old", locked([](reclog::Storage& s) { return s.append(as_bytes("+new")); }), "old+new"},
        {"old", locked([](reclog::Storage& s) { return s.replace(as_bytes("new")); }), "new"},
    };
    for (Script const& script : scripts)
        for (int const error : {EIO, ENOSPC, EROFS, EDQUOT}) {
            std::size_t nth = 0;
            for (bool has_failed = true; has_failed; ++nth) {
                SCOPED_TRACE(std::string{script.after} + " call " + std::to_string(nth) + " errno " +
                             std::to_string(error));
                FilePlace here;
                auto const store = here.open();
                if (script.before != nullptr) {
                    ASSERT_TRUE(store->create(as_bytes(script.before)).ok());
                }
                FailingSystem const system{{.nth = nth, .error = error}};
                auto const result = script.act(*store);
                has_failed = system.has_failed();
                ASSERT_EQ(result.ok(), !has_failed);
                std::string const now = content(here.vault);
                std::string const before = script.before == nullptr ? "" : script.before;
                if (result.ok()) {
                    EXPECT_EQ(now, script.after);
                } else {
                    EXPECT_TRUE(now == before || now == script.after) << now;
                    if (result.error() != StorageError::kIo) {
                        EXPECT_EQ(now, before);
                    }
                    if (script.before == nullptr) {
                        EXPECT_TRUE(here.folder.names().empty());
                    }
                }
                EXPECT_FALSE(fs::exists(here.vault + ".new"));
            }
            EXPECT_GE(nth, 3U);  // At least a write and a sync were there to fail.
        }
}

TEST_F(FileStore, F4_ReplacingKeepsThePermissionsTheOwnersGaveTheVault) {
    ASSERT_TRUE(storage->create(as_bytes("x")).ok());
    ASSERT_EQ(::chmod(place.vault.c_str(), 0660), 0);
    auto const lock = storage->lock();
    ASSERT_TRUE(storage->replace(as_bytes("y")).ok());
    EXPECT_EQ(mode_of(place.vault), 0660U);
}

TEST_F(FileStore, F4_AReaderInTheMiddleReadsOnInTheFileItKnows) {
    ASSERT_TRUE(storage->create(as_bytes("old bytes")).ok());
    auto const reader = place.open();
    auto const known = reader->state().value();
    {
        auto const lock = storage->lock();
        ASSERT_TRUE(storage->replace(as_bytes("new")).ok());
    }
    EXPECT_EQ(as_text(reader->read(0, known.size).value()), "old bytes");
    EXPECT_NE(reader->state().value(), known);
    EXPECT_EQ(as_text(reader->read(0, 10).value()), "new");
}

TEST_F(FileStore, F4_ALinkToTheVaultStaysALink) {
    ASSERT_TRUE(storage->create(as_bytes("old")).ok());
    std::string const link = (place.folder.path() / "link").string();
    fs::create_symlink(place.vault, link);
    FileStorage through{link};
    auto const lock = through.lock();
    ASSERT_TRUE(through.replace(as_bytes("new")).ok());
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(content(place.vault), "new");
}

TEST_F(FileStore, F5_OnlyItsOwnerMayReadANewVaultAndNothingElseIsLeft) {
    ASSERT_TRUE(storage->create(as_bytes("x")).ok());
    EXPECT_EQ(mode_of(place.vault), 0600U);
    EXPECT_EQ(place.folder.names(), std::vector<std::string>{"vault.amparo"});
}

TEST_F(FileStore, F5_OfProcessesThatCreateAtOnceOneWins) {
    for (int round = 0; round < 30; ++round) {
        FilePlace here;
        auto const make = [&](char who) {
            return FileStorage{here.vault}.create(as_bytes(std::string(100'000, who))).ok();
        };
        pid_t const child = ::fork();
        if (child == 0) ::_exit(make('b') ? 0 : 1);
        bool const we_won = make('a');
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFEXITED(status));
        bool const child_won = WEXITSTATUS(status) == 0;
        EXPECT_NE(we_won, child_won);
        EXPECT_EQ(content(here.vault), std::string(100'000, we_won ? 'a' : 'b'));
        EXPECT_EQ(here.folder.names(), std::vector<std::string>{"vault.amparo"});
    }
}

TEST_F(FileStore, F5_AFileThatAppearsWhileAVaultIsMadeStaysAsItIs) {
    contract::WatchedSystem const watched{[&](contract::SystemCall const& call) {
        if (call.kind == contract::SystemCall::Kind::kSync) std::ofstream{place.vault} << "another's";
    }};
    EXPECT_EQ(storage->create(as_bytes("ours")).error(), StorageError::kExists);
    EXPECT_EQ(content(place.vault), "another's");
    EXPECT_EQ(place.folder.names(), std::vector<std::string>{"vault.amparo"});
}

TEST_F(FileStore, F6_ALeftoverIsRemovedWhateverItIs) {
    auto const leave = {
        +[](std::string const& path, std::string const&) { std::ofstream{path} << "half of a va"; },
        +[](std::string const& path, std::string const& vault) { fs::create_symlink(vault, path); },
        +[](std::string const& path, std::string const& vault) { fs::create_hard_link(vault, path); },
    };
    ASSERT_TRUE(storage->create(as_bytes("0")).ok());
    for (auto const& leave_one : leave) {
        leave_one(place.vault + ".new", place.vault);
        auto const lock = storage->lock();
        ASSERT_TRUE(storage->replace(as_bytes("1")).ok());
        ASSERT_TRUE(storage->append(as_bytes("2")).ok());
        EXPECT_EQ(content(place.vault), "12");
        EXPECT_EQ(place.folder.names(), std::vector<std::string>{"vault.amparo"});
    }
    fs::remove(place.vault);
    std::ofstream{place.vault + ".new"} << "half of a va";
    EXPECT_TRUE(place.open()->create(as_bytes("3")).ok());
    EXPECT_EQ(place.folder.names(), std::vector<std::string>{"vault.amparo"});
}

TEST_F(FileStore, F7_AnAppendToAFileThatWasMovedAwayIsRefused) {
    ASSERT_TRUE(storage->create(as_bytes("old")).ok());
    auto const lock = storage->lock();
    std::string const backup = (place.folder.path() / "backup").string();
    std::ofstream{backup} << "backup";
    fs::rename(backup, place.vault);
    EXPECT_EQ(storage->append(as_bytes("x")).error(), StorageError::kIo);
    EXPECT_EQ(content(place.vault), "backup");
}

TEST_F(FileStore, F7_ReplacingAFileThatWasMovedAwayIsRefused) {
    ASSERT_TRUE(storage->create(as_bytes("old")).ok());
    auto const lock = storage->lock();
    fs::remove(place.vault);
    EXPECT_EQ(storage->replace(as_bytes("x")).error(), StorageError::kIo);
    EXPECT_FALSE(fs::exists(place.vault));
}

TEST_F(FileStore, F8_WhatAProcessWroteOrRenamedAndDidNotSyncIsSyncedBeforeAnythingIsWrittenBehindIt) {
    ASSERT_TRUE(storage->create(as_bytes("old")).ok());
    std::vector<std::string> calls;
    contract::WatchedSystem const watched{[&](contract::SystemCall const& call) {
        struct stat s {};
        if (call.kind == contract::SystemCall::Kind::kWrite) calls.emplace_back("write");
        if (call.kind == contract::SystemCall::Kind::kSync && ::fstat(call.fd, &s) == 0)
            calls.emplace_back(S_ISDIR(s.st_mode) ? "sync names" : "sync bytes");
    }};
    auto const append_x = [&] {
        calls.clear();
        auto const lock = storage->lock();
        ASSERT_TRUE(lock.ok());
        ASSERT_TRUE(storage->append(as_bytes("x")).ok());
    };
    using Calls = std::vector<std::string>;
    append_x();
    append_x();
    EXPECT_EQ(calls, (Calls{"write", "sync bytes"}));  // Its own bytes need no second sync.

    auto const die_at = [&](std::size_t nth, std::function<void(reclog::Storage&)> const& act) {
        auto const dying = place.open();
        auto const lock = dying->lock();
        FailingSystem const system{{.nth = nth, .error = EIO, .ending = contract::Ending::kErrorsForGood}};
        act(*dying);
        ASSERT_TRUE(system.has_failed());
    };
    die_at(1, [](reclog::Storage& s) { (void)s.append(as_bytes("unsynced")); });
    append_x();
    EXPECT_EQ(calls, (Calls{"sync bytes", "write", "sync bytes"}));
    die_at(3, [](reclog::Storage& s) { (void)s.replace(as_bytes("new")); });
    append_x();
    EXPECT_EQ(calls, (Calls{"sync names", "sync bytes", "write", "sync bytes"}));
    EXPECT_EQ(content(place.vault), "newx");
}

TEST_F(FileStore, ABackupMovedOverTheVaultIsANewGeneration) {
    ASSERT_TRUE(storage->create(as_bytes("old")).ok());
    auto const before = storage->state().value();
    std::string const backup = (place.folder.path() / "backup").string();
    std::ofstream{backup} << "new";
    fs::rename(backup, place.vault);
    EXPECT_NE(storage->state().value().generation, before.generation);
    EXPECT_EQ(all_of(*storage), "new");
}

TEST_F(FileStore, AReadOnlyFileOrFolderSaysSoAndCanBeRead) {
    ASSERT_TRUE(storage->create(as_bytes("x")).ok());
    ASSERT_EQ(::chmod(place.vault.c_str(), 0444), 0);
    ASSERT_EQ(::chmod(place.folder.path().c_str(), 0555), 0);
    EXPECT_TRUE(in_child_without_privilege([&] {
        FileStorage own{place.vault};
        FileStorage other{(place.folder.path() / "other").string()};
        return all_of(own) == "x" && own.lock().error() == StorageError::kReadOnly &&
               other.create(as_bytes("y")).error() == StorageError::kReadOnly;
    }));
    ASSERT_EQ(::chmod(place.vault.c_str(), 0666), 0);
    EXPECT_TRUE(in_child_without_privilege([&] {
        FileStorage own{place.vault};
        auto const lock = own.lock();
        return lock.ok() && own.append(as_bytes("y")).ok() &&
               own.replace(as_bytes("z")).error() == StorageError::kReadOnly;
    }));
    ASSERT_EQ(::chmod(place.folder.path().c_str(), 0755), 0);
    EXPECT_EQ(content(place.vault), "xy");
}

TEST_F(FileStore, WhatIsNotAFileIsAnErrorAndNeverAWait) {
    ASSERT_EQ(::mkfifo(place.vault.c_str(), 0600), 0);
    EXPECT_EQ(storage->state().error(), StorageError::kNotAFile);
    FileStorage folder{place.folder.path().string()};
    EXPECT_EQ(folder.state().error(), StorageError::kNotAFile);
    FileStorage below{place.folder.path() / "none" / "vault"};
    EXPECT_EQ(below.create({}).error(), StorageError::kMissing);
}
