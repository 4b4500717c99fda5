// SPDX-License-Identifier: AGPL-3.0-or-later
// How a vault grows: time and bytes a revision from 1,000 revisions on, its file beside plain JSON, and the
// memory of a process that has it unlocked.
#include "vault_corpus.hpp"
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/store_file/file.hpp"

#include <malloc.h>
#include <unistd.h>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace amparo::bench {
namespace {

constexpr std::size_t kAtOnce = 10'000;

std::string short_number(double value) {
    std::string const text = std::to_string(value);
    return text.substr(0, text.find('.') + 3);
}

struct Size {
    std::size_t revisions = 0;
    double us = 0;     ///< Of processor time, without the passphrase.
    double bytes = 0;  ///< A revision.
};

Size grown_to(std::filesystem::path const& folder, std::size_t revisions) {
    constexpr int kRounds = 3;
    Corpus const corpus = make_corpus(revisions);
    std::string const path = (folder / ("vault" + std::to_string(revisions))).string();
    store_file::FileStorage storage{path};
    write_vault(storage, corpus, revisions, kAtOnce);
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        double const start = processor_ms();
        AMPARO_CHECK(crypto::derive_device_key(kPassphrase, {}, crypto::kCostFloor).ok());
        double const passphrase = processor_ms() - start;
        Unlocked unlocked{storage};
        unlocked.index();
        times.push_back(processor_ms() - start - 2 * passphrase);
    }
    auto const bytes = static_cast<double>(std::filesystem::file_size(path));
    std::filesystem::remove(path);
    auto const count = static_cast<double>(revisions);
    return {revisions, median(times) * 1000 / count, bytes / count};
}

std::vector<Size> const& sizes(std::filesystem::path const& folder) {
    static std::vector<Size> out;
    if (out.empty())
        for (std::size_t revisions = scaled(1'000); revisions <= scaled(largest); revisions *= 10)
            out.push_back(grown_to(folder, revisions));
    return out;
}

Measure growth(std::filesystem::path const& folder, double Size::*what, std::string const& unit) {
    std::vector<Size> const& all = sizes(folder);
    std::string note = "a revision:";
    for (Size const& size : all)
        note += " " + short_number(size.*what) + " at " + std::to_string(size.revisions) + ",";
    // A thousand revisions are over before the caches are warm.
    Size const& reference = all.size() > 2 ? all[1] : all.front();
    return {all.back().*what, reference.*what, unit,
            note + " limit: what it is at " + std::to_string(reference.revisions)};
}

Measure growth_time(std::filesystem::path const& folder) {
    return growth(folder, &Size::us,
                  "us of processor time a revision, unlocked and indexed, without the passphrase");
}
Measure growth_bytes(std::filesystem::path const& folder) {
    return growth(folder, &Size::bytes, "bytes a revision");
}

Measure vault_size(std::filesystem::path const& folder) {
    std::size_t const revisions = scaled(20'000);
    Corpus const corpus = make_corpus(revisions);
    auto const size_of = [&](std::size_t at_once) {
        auto const path = folder / ("saved" + std::to_string(at_once));
        store_file::FileStorage storage{path.string()};
        write_vault(storage, corpus, revisions, at_once);
        return static_cast<double>(std::filesystem::file_size(path));
    };
    double const together = size_of(kAtOnce);
    double const singly = size_of(1);
    PlainBytes const plain = plain_bytes(corpus, revisions);
    auto const fields = static_cast<double>(plain.fields);
    constexpr double kMib = 1 << 20U;
    return {
        singly / kMib, static_cast<double>(plain.records) / kMib, "MiB",
        std::to_string(revisions) + " revisions, saved one by one (" + std::to_string(kAtOnce) +
            " at once: " + short_number(together / kMib) +
            "); limit: the same as lines of JSON, with ids, time and author; by the fields' JSON alone, " +
            std::to_string(plain.fields / revisions) + " bytes each, it is " + short_number(singly / fields) +
            " times"};
}

double status_mib(std::string_view name) {
    std::FILE* const status = std::fopen("/proc/self/status", "r");
    AMPARO_CHECK(status != nullptr);
    constexpr std::size_t kLine = 256;
    std::array<char, kLine> line{};
    double kib = 0;
    while (std::fgets(line.data(), line.size(), status) != nullptr)
        if (std::string_view{line.data()}.substr(0, name.size()) == name)
            kib = std::strtod(line.data() + name.size(), nullptr);
    std::fclose(status);
    return kib / 1024;
}

Measure vault_memory(std::filesystem::path const& folder) {
    std::size_t const revisions = scaled(100'000);
    std::string const path = (folder / "vault.amparo").string();
    {
        store_file::FileStorage storage{path};
        write_vault(storage, make_corpus(revisions), revisions, kAtOnce);
    }
    // A process of its own: nothing of the corpus is in it.
    std::string const self = std::filesystem::read_symlink("/proc/self/exe").string();
    std::FILE* const child = popen(("'" + self + "' --unlock-only '" + path + "'").c_str(), "r");
    AMPARO_CHECK(child != nullptr);
    double opened = 0;
    double after = 0;
    double peak = 0;
    AMPARO_CHECK(std::fscanf(child, "%lf %lf %lf", &opened, &after, &peak) == 3);
    AMPARO_CHECK(pclose(child) == 0);
    return {after, 250, "MiB resident",
            std::to_string(revisions) +
                " revisions unlocked and indexed, in a process of its own; before the first "
                "search " +
                short_number(opened) + ", at the highest " + short_number(peak) + "; limit: the budget"};
}

Workload const kTime{"growth_time", growth_time};
Workload const kBytes{"growth_bytes", growth_bytes};
Workload const kSize{"vault_size", vault_size};
Workload const kMemory{"vault_memory", vault_memory};

}  // namespace

int unlock_only(std::string const& path) {
    store_file::FileStorage storage{path};
    Unlocked unlocked{storage};
    malloc_trim(0);
    double const opened = status_mib("VmRSS:");
    unlocked.index();
    malloc_trim(0);
    std::printf("%f %f %f\n", opened, status_mib("VmRSS:"), status_mib("VmHWM:"));
    return 0;
}

}  // namespace amparo::bench
