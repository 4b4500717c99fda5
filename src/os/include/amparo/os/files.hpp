// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Files that people hand in or ask for: imports, forms, letters, back-ups. (The vault has its own store.)
#include "amparo/base/bytes.hpp"
#include "amparo/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::os {

enum class FileError {
    kMissing,
    kDenied,    ///< Not allowed to this user, or a read-only place.
    kNotAFile,  ///< A folder, a device, a pipe.
    kNotAFolder,
    kExists,    ///< Something has this name already, and it was not to be replaced.
    kTooLarge,  ///< More than the caller takes. Nothing was kept.
    kFull,      ///< No space left. What was there before is whole.
    kIo,
};
[[nodiscard]] std::string_view name(FileError error) noexcept;

/// All bytes, or kTooLarge before memory for them is taken.
[[nodiscard]] Result<Bytes, FileError> read_file(std::string const& path, std::size_t bytes_max);
/// Standard input to its end: a pipe, a file or a terminal.
[[nodiscard]] Result<Bytes, FileError> read_standard_input(std::size_t bytes_max);

/// A file, or "-" for standard input, in pieces of at most kPieceBytes, for what may be larger than memory.
/// `take` answers false to stop, which is no error.
inline constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;
[[nodiscard]] Result<Done, FileError> read_pieces(std::string const& path,
                                                  std::function<bool(ByteView)> const& take);

/// Who may read a file that Amparo writes.
enum class Readers { kOwner, kAsUsual };  ///< 0600, or what the user's umask says.
/// What becomes of a file that has the name already.
enum class Existing { kReplace, kKeep };
/// The old file or the new one, never half; durable when it returns. A link is followed, not replaced. With
/// Existing::kKeep: kExists, and nothing is written.
[[nodiscard]] Result<Done, FileError> write_file_atomically(std::string const& path, ByteView bytes,
                                                            Readers readers,
                                                            Existing existing = Existing::kReplace);
/// The same in pieces, for what may be larger than memory: `fill` hands them to its argument, and answers false
/// to give up. Then, as when one can't be written, nothing is kept; false.
using PutPiece = std::function<Result<Done, FileError>(ByteView)>;
[[nodiscard]] Result<bool, FileError> write_pieces_atomically(
    std::string const& path, Readers readers, Existing existing,
    std::function<Result<bool, FileError>(PutPiece const&)> const& fill);
/// Whether a file could be made in this folder now: makes one without a name that anybody knows, and removes
/// it.
[[nodiscard]] Result<Done, FileError> try_folder(std::string const& path);
[[nodiscard]] Result<Done, FileError> remove_file(std::string const& path);

struct FolderEntry {
    std::string name;
    std::uint64_t bytes = 0;
    friend bool operator==(FolderEntry const&, FolderEntry const&) = default;
};
/// The files (links to files too) directly in a folder, by name; folders and hidden names (".x") are left
/// out. kTooLarge when it holds more than `entries_max`.
[[nodiscard]] Result<std::vector<FolderEntry>, FileError> list_folder(std::string const& path,
                                                                      std::size_t entries_max);
[[nodiscard]] bool is_folder(std::string const& path);
/// A file, folder or link of this name is there.
[[nodiscard]] bool exists(std::string const& path);
/// Two names of one file, by links or another way of writing the path. False where one of them is not there.
[[nodiscard]] bool is_same_file(std::string const& one, std::string const& other);

}  // namespace amparo::os
