// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/files.hpp"
#include "amparo/os/clock.hpp"

#include "folder.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

using namespace amparo;
using namespace amparo::os;

namespace fs = std::filesystem;

namespace {

class Files : public testing::Test {
  protected:
    test::Folder folder;
    std::string file = folder / "file";
    [[nodiscard]] std::string content() const {
        return std::string{as_text(read_file(file, 1U << 20U).value())};
    }
    [[nodiscard]] static mode_t mode_of(std::string const& path) {
        struct stat s {};
        return ::stat(path.c_str(), &s) == 0 ? s.st_mode & 0777U : 0;
    }
};

}  // namespace

TEST_F(Files, PiecesAreTheWholeFileInOrder) {
    std::string const text = std::string(kPieceBytes, 'a') + std::string(kPieceBytes, 'b') + "c";
    std::ofstream{file} << text;
    std::string all;
    std::size_t largest = 0;
    ASSERT_TRUE(read_pieces(file, [&](ByteView piece) {
                    all += as_text(piece);
                    largest = std::max(largest, piece.size());
                    return true;
                }).ok());
    EXPECT_EQ(all, text);
    EXPECT_LE(largest, kPieceBytes);
    std::size_t calls = 0;
    ASSERT_TRUE(read_pieces(file, [&](ByteView) { return ++calls == 0; }).ok());
    EXPECT_EQ(calls, 1U) << "it stops when it is told to";
    EXPECT_EQ(read_pieces(folder / "none", [](ByteView) { return true; }).error(), FileError::kMissing);
    EXPECT_EQ(read_pieces(folder.path(), [](ByteView) { return true; }).error(), FileError::kNotAFile);
}

TEST_F(Files, ReadingIsBoundedByWhatTheCallerTakes) {
    std::ofstream{file} << std::string(100'000, 'x');
    EXPECT_EQ(read_file(file, 100'000).value().size(), 100'000U);
    EXPECT_EQ(read_file(file, 99'999).error(), FileError::kTooLarge);
}

TEST_F(Files, WhatIsNoFileIsSaidAndNeverWaitedFor) {
    EXPECT_EQ(read_file(file, 10).error(), FileError::kMissing);
    EXPECT_EQ(read_file(folder.path(), 10).error(), FileError::kNotAFile);
    ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
    EXPECT_EQ(read_file(file, 10).error(), FileError::kNotAFile);
}

TEST_F(Files, WritingReplacesTheWholeFileAndLeavesNothingElse) {
    ASSERT_TRUE(write_file_atomically(file, as_bytes("a long first text"), Readers::kOwner).ok());
    ASSERT_TRUE(write_file_atomically(file, as_bytes("short"), Readers::kOwner).ok());
    EXPECT_EQ(content(), "short");
    EXPECT_EQ(list_folder(folder.path(), 10).value(), (std::vector<FolderEntry>{{"file", 5}}));
}

TEST_F(Files, WhatIsThereIsKeptWhenTheCallerSaysSo) {
    ASSERT_TRUE(write_file_atomically(file, as_bytes("first"), Readers::kOwner, Existing::kKeep).ok());
    EXPECT_EQ(write_file_atomically(file, as_bytes("second"), Readers::kOwner, Existing::kKeep).error(),
              FileError::kExists);
    ASSERT_EQ(::symlink((folder / "gone").c_str(), (folder / "link").c_str()), 0);
    EXPECT_EQ(content(), "first");
    EXPECT_EQ(list_folder(folder.path(), 10).value().size(), 1U);
    EXPECT_TRUE(exists(folder / "link"));
    EXPECT_FALSE(exists(folder / "gone"));
    ASSERT_TRUE(remove_file(file).ok());
    EXPECT_EQ(remove_file(file).error(), FileError::kMissing);
}

TEST_F(Files, OneFileHasSeveralNames) {
    std::ofstream{file} << "x";
    std::ofstream{folder / "copy"} << "x";
    ASSERT_EQ(::symlink(file.c_str(), (folder / "soft").c_str()), 0);
    ASSERT_EQ(::link(file.c_str(), (folder / "hard").c_str()), 0);
    for (auto const& same : {file, folder / "soft", folder / "hard", folder.path() + "/./file"})
        EXPECT_TRUE(is_same_file(file, same)) << same;
    EXPECT_FALSE(is_same_file(file, folder / "copy"));
    EXPECT_FALSE(is_same_file(file, folder / "gone"));
    EXPECT_FALSE(is_same_file(folder / "gone", folder / "gone"));
}

TEST_F(Files, AFolderIsTriedWithoutLeavingAnything) {
    EXPECT_TRUE(try_folder(folder.path()).ok());
    EXPECT_TRUE(fs::is_empty(folder.path()));
    EXPECT_EQ(try_folder(folder / "none").error(), FileError::kMissing);
    std::ofstream{file} << "x";
    EXPECT_EQ(try_folder(file).error(), FileError::kNotAFolder);
}

TEST_F(Files, WhoMayReadIsTheCallersChoice) {
    mode_t const before = ::umask(022);
    ASSERT_TRUE(write_file_atomically(file, as_bytes("x"), Readers::kOwner).ok());
    EXPECT_EQ(mode_of(file), 0600U);
    ASSERT_TRUE(write_file_atomically(file, as_bytes("x"), Readers::kAsUsual).ok());
    EXPECT_EQ(mode_of(file), 0644U);
    EXPECT_EQ(::umask(before), 022U);
}

TEST_F(Files, ALinkIsFollowed) {
    std::ofstream{file} << "old";
    fs::create_symlink(file, folder / "link");
    ASSERT_TRUE(write_file_atomically(folder / "link", as_bytes("new"), Readers::kOwner).ok());
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    EXPECT_EQ(content(), "new");
}

TEST_F(Files, WritingWhereNothingCanBeWrittenIsSaid) {
    EXPECT_EQ(write_file_atomically(folder / "none/file", {}, Readers::kOwner).error(), FileError::kMissing);
    EXPECT_EQ(write_file_atomically(folder.path(), {}, Readers::kOwner).error(), FileError::kNotAFile);
}

TEST_F(Files, AFullDiskKeepsTheOldFile) {
    ASSERT_TRUE(write_file_atomically(file, as_bytes("old"), Readers::kOwner).ok());
    pid_t const child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit const limit{10, 10};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        auto const result = write_file_atomically(file, as_bytes("more than ten bytes"), Readers::kOwner);
        ::_exit(!result.ok() && result.error() == FileError::kFull ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    EXPECT_EQ(content(), "old");
    EXPECT_EQ(list_folder(folder.path(), 10).value().size(), 1U);
}

TEST_F(Files, AFolderIsListedByNameWithoutFoldersAndHiddenNames) {
    for (auto const* name : {"b.csv", "a.csv", ".hidden"}) std::ofstream{folder / name} << "12345";
    fs::create_directory(folder / "inner");
    fs::create_symlink(folder / "a.csv", folder / "c.csv");
    std::vector<FolderEntry> const expected{{"a.csv", 5}, {"b.csv", 5}, {"c.csv", 5}};
    EXPECT_EQ(list_folder(folder.path(), 3).value(), expected);
    EXPECT_EQ(list_folder(folder.path(), 2).error(), FileError::kTooLarge);
    EXPECT_EQ(list_folder(folder / "a.csv", 3).error(), FileError::kNotAFolder);
    EXPECT_EQ(list_folder(folder / "none", 3).error(), FileError::kMissing);
    EXPECT_TRUE(is_folder(folder.path()));
    EXPECT_FALSE(is_folder(folder / "a.csv"));
}

TEST_F(Files, StandardInputIsReadToItsEndWithinTheBound) {
    std::ofstream{file} << std::string(70'000, 'x');
    int const before = ::dup(STDIN_FILENO);
    for (std::size_t const bytes_max : {std::size_t{70'000}, std::size_t{69'999}}) {
        ASSERT_NE(::freopen(file.c_str(), "r", stdin), nullptr);
        auto const all = read_standard_input(bytes_max);
        EXPECT_EQ(all.ok(), bytes_max == 70'000);
        if (all.ok()) {
            EXPECT_EQ(all.value().size(), 70'000U);
        }
    }
    ::dup2(before, STDIN_FILENO);
    ::close(before);
}

TEST(Clock, ItIsAfterThisWasWrittenAndNeverRunsAheadOfTheSystems) {
    Instant const now = os::now();
    EXPECT_GT(now, *parse_instant("2026-01-01T00:00:00Z"));
    EXPECT_LE(now, std::chrono::system_clock::now());
}
