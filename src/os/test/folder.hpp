// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "amparo/base/check.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

namespace amparo::os::test {

/// A folder of its own, gone at the end.
class Folder {
  public:
    Folder() : path_{(std::filesystem::temp_directory_path() / "amparo_os_XXXXXX").string()} {
        AMPARO_CHECK(::mkdtemp(path_.data()) != nullptr);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    [[nodiscard]] std::string operator/(std::string const& name) const { return path_ + "/" + name; }
    [[nodiscard]] std::string const& path() const noexcept { return path_; }

  private:
    std::string path_;
};

}  // namespace amparo::os::test
