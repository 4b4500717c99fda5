// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Sealed files of documents in memory, and a way to make writing them fail.
#include "amparo/archive/store.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace amparo::store_memory {

/// The folder itself. Several MemoryArchive objects over one behave as several processes would.
struct MemoryFolder {
    std::map<std::string, Bytes, std::less<>> files;
    std::size_t half_written = 0;  ///< Left by writers that died.
    /// Which of begin(), append(), finish() and remove() fails, counted from 0 over all of them, and how.
    std::optional<std::size_t> fails_at;
    archive::StoreError error = archive::StoreError::kFull;
    std::size_t operations = 0;
};

class MemoryArchive final : public archive::Store {
  public:
    explicit MemoryArchive(std::shared_ptr<MemoryFolder> folder = std::make_shared<MemoryFolder>())
        : folder_{std::move(folder)} {}

    Result<std::unique_ptr<archive::NewFile>, archive::StoreError> begin(std::string_view name) override;
    Result<std::uint64_t, archive::StoreError> size(std::string_view name) override;
    Result<Bytes, archive::StoreError> read(std::string_view name, std::uint64_t offset,
                                            std::size_t count) override;
    Result<std::vector<archive::FileEntry>, archive::StoreError> list() override;
    Result<Done, archive::StoreError> remove(std::string_view name) override;
    Result<std::size_t, archive::StoreError> remove_half_written() override;

    [[nodiscard]] MemoryFolder& folder() noexcept { return *folder_; }

  private:
    std::shared_ptr<MemoryFolder> folder_;
};

}  // namespace amparo::store_memory
