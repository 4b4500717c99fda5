// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_memory/archive.hpp"

#include <algorithm>
#include <utility>

namespace amparo::store_memory {

using archive::StoreError;

namespace {

bool fails(MemoryFolder& folder) {
    return folder.operations++ == folder.fails_at;
}

class MemoryNewFile final : public archive::NewFile {
  public:
    MemoryNewFile(std::shared_ptr<MemoryFolder> folder, std::string name)
        : folder_{std::move(folder)}, name_{std::move(name)} {}

    Result<Done, StoreError> append(ByteView bytes) override {
        if (fails(*folder_)) return Fail{folder_->error};
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return Done{};
    }
    Result<Done, StoreError> finish() override {
        if (fails(*folder_)) return Fail{folder_->error};
        if (!folder_->files.emplace(name_, std::move(bytes_)).second) return Fail{StoreError::kExists};
        return Done{};
    }

  private:
    std::shared_ptr<MemoryFolder> folder_;
    std::string name_;
    Bytes bytes_;
};

}  // namespace

Result<std::unique_ptr<archive::NewFile>, StoreError> MemoryArchive::begin(std::string_view name) {
    if (fails(*folder_)) return Fail{folder_->error};
    if (folder_->files.contains(name)) return Fail{StoreError::kExists};
    return std::unique_ptr<archive::NewFile>{std::make_unique<MemoryNewFile>(folder_, std::string{name})};
}

Result<std::uint64_t, StoreError> MemoryArchive::size(std::string_view name) {
    auto const found = folder_->files.find(name);
    if (found == folder_->files.end()) return Fail{StoreError::kMissing};
    return std::uint64_t{found->second.size()};
}

Result<Bytes, StoreError> MemoryArchive::read(std::string_view name, std::uint64_t offset,
                                              std::size_t count) {
    auto const found = folder_->files.find(name);
    if (found == folder_->files.end()) return Fail{StoreError::kMissing};
    ByteView const all = found->second;
    if (offset >= all.size()) return Bytes{};
    ByteView const rest = all.subspan(static_cast<std::size_t>(offset));
    ByteView const piece = rest.first(std::min(count, rest.size()));
    return Bytes{piece.begin(), piece.end()};
}

Result<std::vector<archive::FileEntry>, StoreError> MemoryArchive::list() {
    std::vector<archive::FileEntry> out;
    for (auto const& [name, bytes] : folder_->files) out.push_back({name, bytes.size()});
    return out;
}

Result<Done, StoreError> MemoryArchive::remove(std::string_view name) {
    if (fails(*folder_)) return Fail{folder_->error};
    if (auto const found = folder_->files.find(name); found != folder_->files.end())
        folder_->files.erase(found);
    return Done{};
}

Result<std::size_t, StoreError> MemoryArchive::remove_half_written() {
    return std::exchange(folder_->half_written, 0);
}

}  // namespace amparo::store_memory
