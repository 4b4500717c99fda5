// SPDX-License-Identifier: AGPL-3.0-or-later
// amparo_bench FOLDER [--small] [--large] [WORKLOAD...]: one JSON line a workload (./run bench --help).
#include "workload.hpp"

#include "amparo/codec/json.hpp"

#include <cstdio>

using namespace amparo;
using bench::Workload;

namespace {

int usage(std::string const& what) {
    std::fprintf(
        stderr, "%s\nusage: amparo_bench FOLDER [--small] [--large] [WORKLOAD...]; there are:", what.c_str());
    for (auto const& [known, run] : Workload::all()) std::fprintf(stderr, " %s", known.c_str());
    std::fputc('\n', stderr);
    return 2;
}

void measure(std::string const& name, std::filesystem::path const& folder) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    bench::Measure const m = Workload::all().at(name)(folder);
    Json const line = {{"workload", name},          {"ours", m.ours}, {"limit", m.limit},
                       {"ratio", m.ours / m.limit}, {"unit", m.unit}, {"note", m.note}};
    std::printf("%s\n", codec::to_text(line).c_str());
    std::fflush(stdout);
    std::filesystem::remove_all(folder);
}

}  // namespace

int main(int count, char** arguments) {
    std::vector<std::string> names{arguments + 1, arguments + count};
    if (names.size() == 2 && names[0] == "--unlock-only") return bench::unlock_only(names[1]);
    if (names.empty() || names.front().starts_with('-')) return usage("amparo_bench: no folder");
    std::filesystem::path const folder = names.front();
    names.erase(names.begin());
    if (std::erase(names, "--small") > 0) bench::divisor = 100;
    if (std::erase(names, "--large") > 0) bench::largest = 1'000'000;
    for (std::string const& name : names)
        if (!Workload::all().contains(name)) return usage("amparo_bench: no workload '" + name + "'");
    if (names.empty())
        for (auto const& [name, run] : Workload::all()) names.push_back(name);
    for (std::string const& name : names) measure(name, folder / name);
    return 0;
}
