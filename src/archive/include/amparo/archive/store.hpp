// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Port: where the sealed files of documents lie, beside the vault file. Sees ciphertext and random names only.
/// Implementations: store_memory, store_file; each passes tests/contract/archive_contract.hpp.
///
///   S1 Whole.   A file has its name once all its bytes are durable, or it isn't there. What a crash left half
///               written has no name that list() knows.
///   S2 Kept.    A file that has a name is never written again, only removed.
///   S3 Bounded. Nothing is read or written but in pieces that the caller chose.
#include "amparo/base/bytes.hpp"
#include "amparo/base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::archive {

enum class StoreError {
    kMissing,
    kExists,    ///< A file of this name is there; nothing was changed.
    kFull,      ///< No space left; nothing was kept.
    kReadOnly,  ///< This user may not write here, or not read it.
    kIo,        ///< The system reported another error.
};

/// One that is being written. Without finish() nothing of it stays.
class NewFile {
  public:
    virtual ~NewFile() = default;
    [[nodiscard]] virtual Result<Done, StoreError> append(ByteView bytes) = 0;
    /// Durable under its name when it returns. Called once, last.
    [[nodiscard]] virtual Result<Done, StoreError> finish() = 0;
};

struct FileEntry {
    std::string name;
    std::uint64_t bytes = 0;
    friend bool operator==(FileEntry const&, FileEntry const&) = default;
};

class Store {
  public:
    virtual ~Store() = default;

    /// `name` is lower-case letters, digits and "-".
    [[nodiscard]] virtual Result<std::unique_ptr<NewFile>, StoreError> begin(std::string_view name) = 0;
    [[nodiscard]] virtual Result<std::uint64_t, StoreError> size(std::string_view name) = 0;
    /// `count` bytes at `offset`, fewer only at the end of the file.
    [[nodiscard]] virtual Result<Bytes, StoreError> read(std::string_view name, std::uint64_t offset,
                                                         std::size_t count) = 0;
    /// By name. What is half written is not among them.
    [[nodiscard]] virtual Result<std::vector<FileEntry>, StoreError> list() = 0;
    /// Durable when it returns. One that is not there is no error.
    [[nodiscard]] virtual Result<Done, StoreError> remove(std::string_view name) = 0;
    /// Removes what writers that died left half written; how many.
    [[nodiscard]] virtual Result<std::size_t, StoreError> remove_half_written() = 0;
};

}  // namespace amparo::archive
