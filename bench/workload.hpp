// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A workload measures Amparo and, in the same run on the same bytes, the physical limit or a peer. A file of
/// its own says `static Workload const kRegistered{"name", measure};`.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace amparo::bench {

struct Measure {
    double ours = 0;
    double limit = 0;
    std::string unit;
    std::string note;  ///< What the limit is, and how much was done.
};

struct Workload {
    /// Gets an empty folder to work in.
    using Run = Measure (*)(std::filesystem::path const& folder);
    Workload(std::string name, Run run) { all().emplace(std::move(name), run); }
    static std::map<std::string, Run>& all() {
        static std::map<std::string, Run> workloads;
        return workloads;
    }
};

/// 1, or what `--small` divides every size by, to see that a workload runs.
inline std::size_t divisor = 1;
[[nodiscard]] inline std::size_t scaled(std::size_t size) {
    return size / divisor;
}

/// How far `growth_*` goes; `--large` makes it a million.
inline std::size_t largest = 100'000;

/// The other half of `vault_memory`: unlocks a file and prints its own memory.
int unlock_only(std::string const& path);

/// Of this process, on all cores.
inline double processor_ms() {
    return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

template <class Body>
double milliseconds(Body&& body) {
    auto const start = std::chrono::steady_clock::now();
    body();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

inline double percentile(std::vector<double> values, std::size_t percent) {
    auto const at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * percent / 100);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

inline double median(std::vector<double> values) {
    return percentile(std::move(values), 50);
}

}  // namespace amparo::bench
