// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fake_world.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace amparo::cli::test {

Folder::Folder() : path_{(std::filesystem::temp_directory_path() / "amparo_cli_XXXXXX").string()} {
    AMPARO_CHECK(::mkdtemp(path_.data()) != nullptr);
}
Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}
std::string Folder::file(std::string const& name, std::string_view content) const {
    std::string const path = path_ + "/" + name;
    std::ofstream{path} << content;
    AMPARO_CHECK(::chmod(path.c_str(), 0600) == 0);
    return path;
}

}  // namespace amparo::cli::test
