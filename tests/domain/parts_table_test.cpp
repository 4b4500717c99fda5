// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/domain/parts.md is what members are shown; it has to be what the keys do.
#include "amparo/model/part.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace amparo;

namespace {

std::vector<std::string> cells(std::string const& line) {
    std::vector<std::string> out;
    std::istringstream in{line};
    for (std::string word; in >> word;)
        if (word != "|") out.push_back(word);
    return out;
}

}  // namespace

TEST(PartsTable, T28_EveryRoleHoldsThePartsOfItsRow) {
    std::ifstream in{AMPARO_SOURCE_DIR "/docs/domain/parts.md"};
    std::vector<std::string> header;
    std::size_t roles = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("| role ", 0) == 0) header = cells(line);
        if (header.empty() || line.rfind("| ", 0) != 0 || line.rfind("| role ", 0) == 0) continue;
        std::vector<std::string> const row = cells(line);
        ASSERT_EQ(row.size(), header.size()) << line;
        std::optional<Role> const role = role_named(row[0]);
        ASSERT_TRUE(role) << row[0];
        ++roles;
        for (std::size_t i = 1; i < row.size(); ++i) {
            std::optional<Part> const part = part_named(header[i]);
            ASSERT_TRUE(part) << header[i];
            EXPECT_EQ(parts_of(*role).contains(*part), row[i] == "yes") << row[0] << " " << header[i];
        }
    }
    EXPECT_EQ(header.size(), 1 + kAllParts.size());
    EXPECT_EQ(roles, kAllRoles.size());
}
