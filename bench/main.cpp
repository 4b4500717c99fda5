// SPDX-License-Identifier: AGPL-3.0-or-later
// amparo_bench FOLDER [WORKLOAD...]: one JSON line a workload (./run bench --help).
#include "workload.hpp"

#include "amparo/codec/json.hpp"

#include <cstdio>

using namespace amparo;
using bench::Workload;

int main(int count, char** arguments) {
    if (count < 2) {
        std::fputs("usage: amparo_bench FOLDER [WORKLOAD...]\n", stderr);
        return 2;
    }
    std::vector<std::string> names{arguments + 2, arguments + count};
    if (names.empty())
        for (auto const& [name, run] : Workload::all()) names.push_back(name);
    for (std::string const& name : names) {
        auto const found = Workload::all().find(name);
        if (found == Workload::all().end()) {
            std::fprintf(stderr, "amparo_bench: no workload '%s'; there are:", name.c_str());
            for (auto const& [known, run] : Workload::all()) std::fprintf(stderr, " %s", known.c_str());
            std::fputc('\n', stderr);
            return 2;
        }
        auto const folder = std::filesystem::path{arguments[1]} / name;
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        bench::Measure const m = found->second(folder);
        Json const line = {{"workload", name},          {"ours", m.ours}, {"limit", m.limit},
                           {"ratio", m.ours / m.limit}, {"unit", m.unit}, {"note", m.note}};
        std::printf("%s\n", codec::to_text(line).c_str());
        std::fflush(stdout);
        std::filesystem::remove_all(folder);
    }
    return 0;
}
