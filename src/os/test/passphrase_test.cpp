// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/passphrase.hpp"

#include "folder.hpp"

#include <gtest/gtest.h>
#include <pty.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <vector>

using namespace amparo;
using namespace amparo::os;

namespace {

struct Session {
    std::string shown;   ///< Everything that appeared on the terminal.
    int exit_code = -1;  ///< 0: the passphrase was what it should be; 10 + error otherwise; 1: another text.
    bool echoes_after = false;
};

/// A person at a terminal of their own types `keys` when asked.
Session at_terminal(std::string const& keys, std::string const& expected) {
    int terminal = -1;
    pid_t const child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) {
        auto const typed = prompt_passphrase("Passphrase: ");
        int const code =
            typed.ok() ? (typed.value().view() == expected ? 0 : 1) : 10 + static_cast<int>(typed.error());
        termios now{};
        bool const echoes = ::tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ECHO) != 0;
        bool const said = ::write(STDOUT_FILENO, echoes ? "<echo>" : "<mute>", 6) == 6;
        ::_exit(said ? code : 2);
    }
    Session out;
    bool was_asked = false;
    for (char c = 0; ::read(terminal, &c, 1) == 1;) {
        out.shown += c;
        if (!was_asked && out.shown.ends_with("Passphrase: ")) {
            was_asked = true;
            EXPECT_EQ(::write(terminal, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
        }
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    if (WIFEXITED(status)) out.exit_code = WEXITSTATUS(status);
    out.echoes_after = out.shown.find("<echo>") != std::string::npos;
    ::close(terminal);
    return out;
}

int code(PassphraseError error) {
    return 10 + static_cast<int>(error);
}

std::string passphrase_in(std::string const& path) {
    auto file = read_passphrase_file(path);
    return file.ok() ? std::string{file.value().passphrase.view()}
                     : "error " + std::to_string(static_cast<int>(file.error()));
}

}  // namespace

TEST(Prompt, WhatIsTypedIsReadAndNeverShown) {
    Session const s = at_terminal("correct horse\n", "correct horse");
    EXPECT_EQ(s.exit_code, 0);
    EXPECT_EQ(s.shown.find("correct"), std::string::npos);
    EXPECT_TRUE(s.echoes_after);
}

TEST(Prompt, KeysThatMendTakeBackWholeCharacters) {
    EXPECT_EQ(at_terminal("caf\xC3\xA9\x7F\x7F"
                          "b\n",
                          "cab")
                  .exit_code,
              0);
    EXPECT_EQ(at_terminal("wrong\x15right\n", "right").exit_code, 0);
    EXPECT_EQ(at_terminal("\x08\x7Fok\r", "ok").exit_code, 0);
}

TEST(Prompt, LeavingSetsTheTerminalBack) {
    for (char const* keys : {"abc\x03", "abc\x04"}) {
        Session const s = at_terminal(keys, "");
        EXPECT_EQ(s.exit_code, code(PassphraseError::kCancelled));
        EXPECT_TRUE(s.echoes_after);
    }
}

TEST(Prompt, AnEmptyOrEndlessPassphraseIsRefused) {
    EXPECT_EQ(at_terminal("\n", "").exit_code, code(PassphraseError::kEmpty));
    std::string const longest(Passphrase::kBytesMax, 'p');
    EXPECT_EQ(at_terminal(longest + "\n", longest).exit_code, 0);
    EXPECT_EQ(at_terminal(longest + "q\n", "").exit_code, code(PassphraseError::kTooLong));
    EXPECT_EQ(at_terminal(longest + "qrs\n", "").exit_code, code(PassphraseError::kTooLong));
}

TEST(Prompt, WithoutATerminalThereIsNobodyToAsk) {
    pid_t const child = ::fork();
    if (child == 0) {
        ::setsid();
        auto const typed = prompt_passphrase("Passphrase: ");
        ::_exit(typed.ok() ? 0 : code(typed.error()));
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), code(PassphraseError::kNoTerminal));
}

TEST(PassphraseFile, OneLineEndIsTakenOff) {
    test::Folder const folder;
    std::string const file = folder / "passphrase";
    struct Row {
        std::string bytes;
        std::string passphrase;
    };
    for (Row const& row : {Row{"horse", "horse"}, Row{"horse\n", "horse"}, Row{"horse\r\n", "horse"},
                           Row{"horse\n\n", "horse\n"}, Row{" horse ", " horse "}}) {
        std::ofstream{file, std::ios::binary} << row.bytes;
        EXPECT_EQ(passphrase_in(file), row.passphrase);
    }
}

TEST(PassphraseFile, AFileWithoutAPassphraseIsRefused) {
    test::Folder const folder;
    std::string const file = folder / "passphrase";
    EXPECT_EQ(read_passphrase_file(file).error(), PassphraseError::kMissing);
    EXPECT_EQ(read_passphrase_file(folder.path()).error(), PassphraseError::kUnreadable);
    std::ofstream{file} << "\n";
    EXPECT_EQ(read_passphrase_file(file).error(), PassphraseError::kEmpty);
    std::string const longest(Passphrase::kBytesMax, 'p');
    std::ofstream{file} << longest << "\r\n";
    EXPECT_EQ(passphrase_in(file), longest);
    std::ofstream{file} << longest << "q";
    EXPECT_EQ(read_passphrase_file(file).error(), PassphraseError::kTooLong);
    std::ofstream{file} << longest << longest;
    EXPECT_EQ(read_passphrase_file(file).error(), PassphraseError::kTooLong);
}

TEST(PassphraseFile, AFileThatOthersMayReadIsSaid) {
    test::Folder const folder;
    std::string const file = folder / "passphrase";
    std::ofstream{file} << "horse";
    for (mode_t const mode : {0600U, 0640U, 0604U, 0620U}) {
        ASSERT_EQ(::chmod(file.c_str(), mode), 0);
        EXPECT_EQ(read_passphrase_file(file).value().others_may_read, mode == 0640 || mode == 0604)
            << std::oct << mode;
    }
}
