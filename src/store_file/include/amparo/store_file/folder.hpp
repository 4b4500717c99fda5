// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The sealed files of documents in a folder beside the vault file: `NAME.documents`, readable by its owner.
///
///   D1 Half.  A file is written as ".NAME.part", locked by its writer, and renamed when it is durable; its
///             folder is synced after. A writer that lives leaves none.
///   D2 Dead.  One whose lock can be had is of a writer that died: remove_half_written() takes it away.
///   D3 Never over. No file takes the place of another.
#include "amparo/archive/store.hpp"

#include <string>

namespace amparo::store_file {

/// Of the vault that this path leads to.
[[nodiscard]] std::string documents_folder(std::string const& vault_path);

/// Not thread-safe. The folder is made when the first file is.
class FolderArchive final : public archive::Store {
  public:
    explicit FolderArchive(std::string path);
    ~FolderArchive() override;
    FolderArchive(FolderArchive const&) = delete;
    FolderArchive& operator=(FolderArchive const&) = delete;

    Result<std::unique_ptr<archive::NewFile>, archive::StoreError> begin(std::string_view name) override;
    Result<std::uint64_t, archive::StoreError> size(std::string_view name) override;
    Result<Bytes, archive::StoreError> read(std::string_view name, std::uint64_t offset,
                                            std::size_t count) override;
    Result<std::vector<archive::FileEntry>, archive::StoreError> list() override;
    Result<Done, archive::StoreError> remove(std::string_view name) override;
    Result<std::size_t, archive::StoreError> remove_half_written() override;

  private:
    [[nodiscard]] Result<Done, archive::StoreError> make_folder();
    /// Opens the file, if it is not the one that is open.
    [[nodiscard]] Result<Done, archive::StoreError> open(std::string_view name);
    [[nodiscard]] std::string path_of(std::string_view name) const;
    void close();

    std::string path_;
    std::string open_name_;
    int fd_ = -1;
};

}  // namespace amparo::store_file
