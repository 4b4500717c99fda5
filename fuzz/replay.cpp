// SPDX-License-Identifier: AGPL-3.0-or-later
// Gives a fuzz target each file of its corpus, without libFuzzer: replay FOLDER
#include "fuzz.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

int main(int count, char** arguments) {
    if (count != 2) return 2;
    int replayed = 0;
    for (auto const& entry : std::filesystem::directory_iterator{arguments[1]}) {
        std::ifstream in{entry.path(), std::ios::binary};
        std::vector<char> const all{std::istreambuf_iterator<char>{in}, {}};
        LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(all.data()), all.size());
        ++replayed;
    }
    std::printf("%d inputs replayed\n", replayed);
    return replayed > 0 ? 0 : 1;
}
