// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_file/folder.hpp"

#include "contract/archive_contract.hpp"
#include "contract/failing_system.hpp"

#include "amparo/base/check.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace amparo::contract {
namespace {

namespace fs = std::filesystem;
using store_file::FolderArchive;

class FolderShelf {
  public:
    FolderShelf() {
        std::string name = (fs::temp_directory_path() / "amparo_folder_XXXXXX").string();
        AMPARO_CHECK(::mkdtemp(name.data()) != nullptr);
        place_ = name;
    }
    ~FolderShelf() {
        std::error_code ignored;
        fs::remove_all(place_, ignored);
    }
    FolderShelf(FolderShelf const&) = delete;
    FolderShelf& operator=(FolderShelf const&) = delete;
    [[nodiscard]] std::string path() const { return place_ + "/v.amparo.documents"; }
    [[nodiscard]] std::unique_ptr<archive::Store> open() const {
        return std::make_unique<FolderArchive>(path());
    }
    [[nodiscard]] std::size_t names() const {
        std::error_code none;
        auto const all = fs::directory_iterator{path(), none};
        return static_cast<std::size_t>(std::distance(fs::begin(all), fs::end(all)));
    }

  private:
    std::string place_;
};
INSTANTIATE_TYPED_TEST_SUITE_P(Folder, ArchiveContract, FolderShelf);

constexpr std::string_view kText = "sealed bytes of a document";

/// In two appends, as a document is.
bool kept(archive::Store& store, std::string_view name) {
    auto file = store.begin(name);
    return file.ok() && file.value()->append(as_bytes(kText.substr(0, 9))).ok() &&
           file.value()->append(as_bytes(kText.substr(9))).ok() && file.value()->finish().ok();
}

TEST(FolderArchive, OnlyItsOwnerReadsIt) {
    FolderShelf const shelf;
    auto const store = shelf.open();
    ASSERT_TRUE(kept(*store, "a"));
    struct stat folder {};
    struct stat file {};
    ASSERT_EQ(::stat(shelf.path().c_str(), &folder), 0);
    ASSERT_EQ(::stat((shelf.path() + "/a").c_str(), &file), 0);
    EXPECT_EQ(folder.st_mode & 0777U, 0700U);
    EXPECT_EQ(file.st_mode & 0777U, 0600U);
}

TEST(FolderArchive, D1_WhateverCallFailsTheFileIsWholeOrNotThere) {
    for (int const error : {ENOSPC, EIO}) {
        for (std::size_t nth = 0;; ++nth) {
            SCOPED_TRACE(nth);
            FolderShelf const shelf;
            auto const store = shelf.open();
            ASSERT_TRUE(kept(*store, "before"));
            bool was_kept = false;
            bool has_failed = false;
            {
                SystemFault fault;
                fault.nth = nth;
                fault.error = error;
                fault.write_bytes_kept = 4;
                FailingSystem const system{fault};
                was_kept = kept(*store, "a");
                has_failed = system.has_failed();
            }
            auto const size = shelf.open()->size("a");
            EXPECT_EQ(size.ok(), was_kept);
            if (was_kept) {
                EXPECT_EQ(as_text(store->read("a", 0, 100).value()), kText);
            }
            EXPECT_EQ(as_text(store->read("before", 0, 100).value()), kText);
            if (!has_failed) break;
            EXPECT_FALSE(was_kept);
        }
    }
}

TEST(FolderArchive, D1_TheBytesAreDurableBeforeTheNameAndTheNameBeforeItIsSaid) {
    FolderShelf const shelf;
    auto const store = shelf.open();
    ASSERT_TRUE(kept(*store, "before")) << "which makes the folder";
    std::vector<std::string> calls;
    contract::WatchedSystem const watched{[&](contract::SystemCall const& call) {
        struct stat s {};
        if (call.kind == contract::SystemCall::Kind::kWrite) calls.emplace_back("write");
        if (call.kind == contract::SystemCall::Kind::kRename) calls.emplace_back("name");
        if (call.kind == contract::SystemCall::Kind::kSync && ::fstat(call.fd, &s) == 0)
            calls.emplace_back(S_ISDIR(s.st_mode) ? "sync names" : "sync bytes");
    }};
    ASSERT_TRUE(kept(*store, "a"));
    calls.erase(std::unique(calls.begin(), calls.end()), calls.end());
    EXPECT_EQ(calls, (std::vector<std::string>{"write", "sync bytes", "name", "sync names"}));
}

TEST(FolderArchive, D1_D2_AWriterKilledAtAnyCallLeavesAWholeFileOrAHalfThatIsTakenAway) {
    for (std::size_t nth = 0; nth < 12; ++nth) {
        SCOPED_TRACE(nth);
        FolderShelf const shelf;
        ASSERT_TRUE(kept(*shelf.open(), "before"));
        pid_t const child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            SystemFault fault;
            fault.nth = nth;
            fault.ending = Ending::kKill;
            FailingSystem const system{fault};
            auto const store = shelf.open();
            ::_exit(kept(*store, "a") ? 0 : 1);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        bool const is_done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        auto const store = shelf.open();
        auto const read = store->read("a", 0, 100);
        if (is_done || read.ok()) {
            ASSERT_TRUE(read.ok());
            EXPECT_EQ(as_text(read.value()), kText);
        }
        EXPECT_EQ(store->list().value().size(), read.ok() ? 2U : 1U);
        EXPECT_LE(store->remove_half_written().value(), 1U);
        EXPECT_EQ(shelf.names(), read.ok() ? 2U : 1U);
    }
}

TEST(FolderArchive, D2_AWriterThatLivesKeepsItsHalf) {
    FolderShelf const shelf;
    auto const store = shelf.open();
    auto file = store->begin("a");
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(file.value()->append(as_bytes(kText)).ok());
    EXPECT_EQ(shelf.open()->remove_half_written().value(), 0U);
    EXPECT_TRUE(file.value()->finish().ok());
    EXPECT_EQ(store->size("a").value(), kText.size());
}

TEST(FolderArchive, ALinkIsNotReadAndAFolderIsNoFile) {
    FolderShelf const shelf;
    auto const store = shelf.open();
    ASSERT_TRUE(kept(*store, "a"));
    fs::create_symlink(shelf.path() + "/a", shelf.path() + "/b");
    fs::create_directory(shelf.path() + "/c");
    EXPECT_FALSE(store->size("b").ok());
    EXPECT_FALSE(store->size("c").ok());
    EXPECT_TRUE(store->read("a", 0, 4).ok());
}

}  // namespace
}  // namespace amparo::contract
