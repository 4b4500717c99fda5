// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/process.hpp"
#include "amparo/os/terminal.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>

using namespace amparo::os;

namespace {

bool in_child(std::function<bool()> const& body) {
    pid_t const child = ::fork();
    if (child == 0) ::_exit(body() ? 0 : 1);
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// `body` with a terminal of `columns` as its input, output and errors.
bool at_terminal(unsigned short columns, std::function<bool()> const& body) {
    winsize const size{24, columns, 0, 0};
    int terminal = -1;
    pid_t const child = ::forkpty(&terminal, nullptr, nullptr, &size);
    if (child == 0) ::_exit(body() ? 0 : 1);
    int status = 0;
    bool const ok = ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    ::close(terminal);
    return ok;
}

}  // namespace

TEST(Process, AHardenedOneLeavesNoCoreAttachesNoDebuggerAndSurvivesASizeLimit) {
    EXPECT_TRUE(in_child([] {
        if (!dumps_core() || !harden_process() || dumps_core()) return false;
        rlimit core{1, 1};
        ::getrlimit(RLIMIT_CORE, &core);
        struct sigaction on_size {};
        ::sigaction(SIGXFSZ, nullptr, &on_size);
        return core.rlim_cur == 0 && core.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 &&
               ::umask(0) == 077 && on_size.sa_handler == SIG_IGN;
    }));
}

TEST(Process, AStreamThatCameClosedIsNoNumberForTheNextFile) {
    for (int const stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        EXPECT_TRUE(in_child([stream] {
            ::close(stream);
            if (!harden_process()) return false;
            char byte = 0;
            int const next = ::open("/dev/null", O_RDWR);
            return next > STDERR_FILENO &&
                   (stream == STDIN_FILENO ? ::read(stream, &byte, 1) == 0 : ::write(stream, "x", 1) == -1);
        })) << stream;
    EXPECT_TRUE(in_child([] {
        for (int const stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::close(stream);
        return harden_process() && ::open("/dev/null", O_RDWR) > STDERR_FILENO;
    }));
}

TEST(Process, SwapIsWhatTheSystemLists) {
    std::ifstream areas{"/proc/swaps"};
    std::string line;
    unsigned lines = 0;
    while (std::getline(areas, line)) ++lines;
    EXPECT_EQ(has_swap(), lines > 1);
}

TEST(Terminal, ItsWidthIsBoundedAndEightyWhereThereIsNone) {
    for (auto const& [columns, expected] : {std::pair{100, 100U}, {5, 20U}, {0, 80U}, {5000, 1000U}})
        EXPECT_TRUE(at_terminal(static_cast<unsigned short>(columns), [&, want = expected] {
            return is_terminal(Stream::kOutput) && width(Stream::kOutput) == want;
        })) << columns;
    EXPECT_TRUE(in_child([] {
        int pipe_ends[2];
        return ::pipe(pipe_ends) == 0 && ::dup2(pipe_ends[1], STDOUT_FILENO) >= 0 &&
               !is_terminal(Stream::kOutput) && width(Stream::kOutput) == 80 && !shows_color(Stream::kOutput);
    }));
}

TEST(Terminal, ColorIsForATerminalThatCanAndAUserWhoWants) {
    EXPECT_TRUE(at_terminal(80, [] {
        ::setenv("TERM", "xterm", 1);
        ::unsetenv("NO_COLOR");
        bool const usual = shows_color(Stream::kOutput);
        ::setenv("NO_COLOR", "1", 1);
        bool const unwanted = shows_color(Stream::kOutput);
        ::setenv("NO_COLOR", "", 1);
        bool const empty_is_unset = shows_color(Stream::kOutput);
        ::setenv("TERM", "dumb", 1);
        return usual && !unwanted && empty_is_unset && !shows_color(Stream::kOutput);
    }));
}
