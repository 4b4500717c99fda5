// SPDX-License-Identifier: AGPL-3.0-or-later
#include "faults/disk.hpp"

#include "amparo/base/check.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace amparo::faults {

using Kind = contract::SystemCall::Kind;

// --- choosing

std::size_t EveryWay::of(std::size_t ways) {
    if (at_ == decisions_.size()) decisions_.push_back({0, ways});
    AMPARO_CHECK(decisions_[at_].ways == ways);
    return decisions_[at_++].chosen;
}

std::optional<std::size_t> EveryWay::torn_at() {
    if (tears_ == Tears::kNo || of(2) == 0) return std::nullopt;
    return Disk::kSectorBytes / 2;
}

bool EveryWay::next() {
    at_ = 0;
    while (!decisions_.empty() && ++decisions_.back().chosen == decisions_.back().ways) decisions_.pop_back();
    return !decisions_.empty();
}

std::size_t EveryRun::of_sector(std::size_t ways) {
    std::size_t const at = count_++;
    ways_max_ = std::max(ways_max_, ways);
    bool const is_inside = at >= from_ && at < to_;
    return is_inside != (kind_ == Kind::kOld) ? std::min(level_, ways - 1) : 0;
}

std::optional<std::size_t> EveryRun::torn_at() {
    if (kind_ != Kind::kTorn || count_ != to_) return std::nullopt;
    return Disk::kSectorBytes / 2;
}

bool EveryRun::is_taken() const {
    std::size_t const step = 1 + (count_ - 1) / kEveryRunUpTo;
    auto const may_end = [&](std::size_t at) { return at % step == 0 || at == count_; };
    return to_ == from_ + 1 || (may_end(from_) && may_end(to_));
}

bool EveryRun::next_run() {
    if (kind_ != Kind::kTorn) {
        kind_ = kind_ == Kind::kNew ? Kind::kOld : Kind::kTorn;
        return true;
    }
    kind_ = Kind::kNew;
    do {
        if (++to_ > count_) to_ = ++from_ + 1;
        if (to_ <= count_ && is_taken()) return true;
    } while (from_ < count_);
    from_ = to_ = 0;
    return ++level_ < ways_max_;
}

bool EveryRun::next() {
    bool const has_run = count_ > 0 && next_run();
    count_ = 0;
    if (has_run) {
        names_and_sizes_.again();
        return true;
    }
    kind_ = Kind::kNew;
    from_ = to_ = 0;
    level_ = 1;
    ways_max_ = 2;
    return names_and_sizes_.next();
}

std::optional<std::size_t> AnyWay::torn_at() {
    if (rng_() % 8 != 0) return std::nullopt;
    return rng_() % Disk::kSectorBytes;
}

// --- recording

namespace {

std::string last_name(char const* path) {
    return std::filesystem::path{path}.filename().string();
}

}  // namespace

Recorded Recorded::of(contract::SystemCall const& call) {
    Recorded out;
    out.kind = call.kind;
    out.offset = call.offset;
    auto const bytes = as_bytes(call.bytes);
    out.bytes.assign(bytes.begin(), bytes.end());
    if (call.from != nullptr) out.name = last_name(call.from);
    if (call.to != nullptr) out.to = last_name(call.to);
    if (call.fd < 0) return out;
    struct stat status {};
    AMPARO_CHECK(::fstat(call.fd, &status) == 0);
    out.inode = status.st_ino;
    out.is_folder = S_ISDIR(status.st_mode);
    std::array<char, 4096> path{};
    ssize_t const length =
        ::readlink(("/proc/self/fd/" + std::to_string(call.fd)).c_str(), path.data(), path.size() - 1);
    AMPARO_CHECK(length > 0);
    out.name = last_name(path.data());
    return out;
}

// --- the disk

std::size_t Disk::file_of(Recorded const& call) {
    if (auto const known = by_inode_.find(call.inode); known != by_inode_.end()) return known->second;
    files_.emplace_back();
    by_inode_.emplace(call.inode, files_.size() - 1);
    change({call.name, files_.size() - 1, {}});
    return files_.size() - 1;
}

Disk::Names Disk::changed(Names names, NameChange const& change) {
    if (!change.old_name.empty()) names.erase(change.old_name);
    names.erase(change.name);
    if (change.file) names.emplace(change.name, *change.file);
    return names;
}

void Disk::change(NameChange change) {
    now_ = changed(std::move(now_), change);
    pending_.push_back(std::move(change));
    // The number of a file without a name may be given to another one.
    std::erase_if(by_inode_, [this](auto const& known) {
        return std::none_of(now_.begin(), now_.end(),
                            [&](auto const& named) { return named.second == known.second; });
    });
}

void Disk::take(Recorded const& call) {
    switch (call.kind) {
        case Kind::kWrite: {
            std::size_t const file = file_of(call);  // May make one: the vector moves.
            Bytes next = files_[file].states.back();
            auto const offset = static_cast<std::size_t>(call.offset);
            next.resize(std::max(next.size(), offset + call.bytes.size()));
            std::copy(call.bytes.begin(), call.bytes.end(),
                      next.begin() + static_cast<std::ptrdiff_t>(offset));
            files_[file].states.push_back(std::move(next));
            return;
        }
        case Kind::kTruncate: {
            std::size_t const file = file_of(call);
            Bytes next = files_[file].states.back();
            next.resize(static_cast<std::size_t>(call.offset));
            files_[file].states.push_back(std::move(next));
            return;
        }
        case Kind::kSync:
            if (call.is_folder) {
                durable_ = now_;
                pending_.clear();
            } else {
                auto& states = files_[file_of(call)].states;
                states = {states.back()};
            }
            return;
        case Kind::kRename:
            return change({call.to, now_.at(call.name), call.name});
        case Kind::kLink:
            return change({call.to, now_.at(call.name), {}});
        case Kind::kUnlink:
            return change({call.name, std::nullopt, {}});
    }
}

/// What a sector may hold, each once: `sector` of every state that reaches it.
std::vector<ByteView> Disk::versions(File const& file, std::size_t sector) {
    std::vector<ByteView> out;
    std::size_t const from = sector * kSectorBytes;
    for (Bytes const& state : file.states) {
        if (state.size() <= from && !out.empty()) continue;
        ByteView const held = ByteView{state}.subspan(std::min(from, state.size()));
        ByteView const version = held.first(std::min(held.size(), kSectorBytes));
        if (std::none_of(out.begin(), out.end(),
                         [&](ByteView known) { return std::ranges::equal(known, version); }))
            out.push_back(version);
    }
    return out;
}

std::size_t Disk::unsettled_sectors(std::string const& name) const {
    std::set<std::size_t> reachable;
    Names names = durable_;
    auto const reach = [&] {
        if (auto const at = names.find(name); at != names.end()) reachable.insert(at->second);
    };
    reach();
    for (NameChange const& change : pending_) {
        names = changed(std::move(names), change);
        reach();
    }
    std::size_t out = 0;
    for (std::size_t const file : reachable) {
        std::size_t longest = 0;
        for (Bytes const& state : files_[file].states) longest = std::max(longest, state.size());
        for (std::size_t sector = 0; sector * kSectorBytes < longest; ++sector)
            out += versions(files_[file], sector).size() > 1 ? 1 : 0;
    }
    return out;
}

Bytes Disk::content(File const& file, Chooser& chooser) {
    if (file.states.size() == 1) return file.states.front();
    std::vector<std::size_t> sizes;
    for (Bytes const& state : file.states)
        if (std::find(sizes.begin(), sizes.end(), state.size()) == sizes.end()) sizes.push_back(state.size());
    Bytes out(sizes[chooser.of(sizes.size())]);
    for (std::size_t sector = 0; sector * kSectorBytes < out.size(); ++sector) {
        auto const known = versions(file, sector);
        ByteView const chosen = known[known.size() > 1 ? chooser.of_sector(known.size()) : 0];
        std::span<std::byte> const place =
            std::span{out}
                .subspan(sector * kSectorBytes)
                .first(std::min(kSectorBytes, out.size() - sector * kSectorBytes));
        std::copy_n(chosen.begin(), std::min(place.size(), chosen.size()), place.begin());
        auto const torn = known.size() > 1 ? chooser.torn_at() : std::nullopt;
        if (!torn) continue;
        ByteView const old = known.front();
        for (std::size_t i = *torn; i < place.size(); ++i) place[i] = i < old.size() ? old[i] : std::byte{0};
    }
    return out;
}

std::optional<Bytes> Disk::after_power_cut(std::string const& name, Chooser& chooser) const {
    Names names = durable_;
    std::size_t const kept = chooser.of(pending_.size() + 1);
    for (std::size_t i = 0; i < kept; ++i) names = changed(std::move(names), pending_[i]);
    auto const at = names.find(name);
    if (at == names.end()) return std::nullopt;
    return content(files_[at->second], chooser);
}

}  // namespace amparo::faults
