// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Files that a command writes for people: a letter, a sealed file, a card, an export.
#include "amparo/cli/params.hpp"

#include <string>

namespace amparo::cli {

/// The folder that a path's last name is in.
[[nodiscard]] std::string folder_of(std::string const& path);

/// Where a command's file goes: --output, or a name of its own in this folder.
class OutputFile {
  public:
    /// Refuses before anything is done: the file is there and --force is not, or its folder can't be written.
    /// `usual` is looked at when no --output was given; empty: it will be known later.
    [[nodiscard]] static Result<OutputFile, Failure> planned(Run& run, std::string const& usual);

    [[nodiscard]] bool is_standard_output() const noexcept { return path_ == "-"; }
    void rename(std::string path) {
        if (path_.empty()) path_ = std::move(path);
    }
    [[nodiscard]] std::string const& path() const noexcept { return path_; }
    [[nodiscard]] Result<Done, Failure> write(Run& run, ByteView bytes, os::Readers readers) const;

  private:
    std::string path_;
    bool may_replace_ = false;
};

/// All bytes durably at `path`, or what went wrong.
[[nodiscard]] Result<Done, Failure> write_file(Run& run, std::string const& path, ByteView bytes,
                                               os::Readers readers, os::Existing existing,
                                               std::string_view argument);

/// `outcome.result[key]` (base64, or text) to the file; "output" in the result says where. To standard output
/// it becomes outcome.raw.
[[nodiscard]] Result<Done, Failure> deliver(Run& run, OutputFile const& file, Outcome& outcome,
                                            ByteView bytes, os::Readers readers);

}  // namespace amparo::cli
