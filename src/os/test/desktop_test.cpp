// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/desktop.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace amparo::os;

namespace {

/// A folder that is all of PATH, and gone at the end.
class OnlyPath {
  public:
    OnlyPath() : usual_{std::getenv("PATH")} {
        EXPECT_NE(::mkdtemp(folder_.data()), nullptr);
        ::setenv("PATH", folder_.c_str(), 1);
    }
    ~OnlyPath() {
        ::setenv("PATH", usual_.c_str(), 1);
        std::filesystem::remove_all(folder_);
    }
    OnlyPath(OnlyPath const&) = delete;
    OnlyPath& operator=(OnlyPath const&) = delete;
    [[nodiscard]] std::string operator/(std::string const& name) const { return folder_ + "/" + name; }

  private:
    std::string usual_;
    std::string folder_ = (std::filesystem::temp_directory_path() / "amparo_desktop_XXXXXX").string();
};

std::string content(std::string const& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST(Desktop, WithoutAProgramItIsSaid) {
    OnlyPath const path;
    EXPECT_FALSE(open_on_desktop(path / "page.html"));
}

TEST(Desktop, TheProgramGetsThePathAndNoStreamOfOurs) {
    OnlyPath const path;
    std::string const program = path / "xdg-open";
    std::ofstream{program} << "#!/bin/sh\n"
                              "echo this goes nowhere; echo this too >&2\n"
                              "printf '%s,%s' \"$#\" \"$1\" > '"
                           << (path / "told") << "'\n"
                           << "[ \"$(cat)\" = '' ] && printf ',no input' >> '" << (path / "told") << "'\n";
    ASSERT_EQ(::chmod(program.c_str(), 0700), 0);
    ::setenv("PATH", (path / "" + ":/usr/bin:/bin").c_str(), 1);
    std::string const page = path / "a page; echo $HOME.html";
    ASSERT_TRUE(open_on_desktop(page));
    int status = 0;
    ASSERT_GT(::wait(&status), 0);
    EXPECT_EQ(content(path / "told"), "1," + page + ",no input");
}
