// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Lines from a pipe, a file or a terminal, each of bounded length.
#include <cstddef>
#include <string>
#include <vector>

namespace amparo::os {

class LineReader {
  public:
    enum class Next {
        kLine,
        kTooLong,  ///< A line of more than `bytes_max`: it was passed over, the next call goes on behind it.
        kEnd,
        kFailed,
    };
    LineReader(int descriptor, std::size_t bytes_max);

    /// Without its line end. What follows the last line end is a line too.
    [[nodiscard]] Next next(std::string& line);

  private:
    [[nodiscard]] bool fill();

    int descriptor_;
    std::size_t bytes_max_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool has_failed_ = false;
};

}  // namespace amparo::os
