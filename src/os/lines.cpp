// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/lines.hpp"

#include "descriptor.hpp"

#include <algorithm>

namespace amparo::os {

LineReader::LineReader(int descriptor, std::size_t bytes_max)
    : descriptor_{descriptor}, bytes_max_{bytes_max}, buffer_(65'536) {}

bool LineReader::fill() {
    ssize_t const n = retried([&] { return ::read(descriptor_, buffer_.data(), buffer_.size()); });
    has_failed_ = n < 0;
    begin_ = 0;
    end_ = n > 0 ? static_cast<std::size_t>(n) : 0;
    return n > 0;
}

LineReader::Next LineReader::next(std::string& line) {
    std::fill(line.begin(), line.end(), '\0');  // Else the end of a longer one stays behind a shorter one.
    line.clear();
    bool has_any = false;
    bool is_too_long = false;
    for (;;) {
        if (begin_ == end_ && !fill()) {
            if (has_failed_) return Next::kFailed;
            if (!has_any) return Next::kEnd;
            break;
        }
        has_any = true;
        auto const from = buffer_.begin() + static_cast<std::ptrdiff_t>(begin_);
        auto const to = buffer_.begin() + static_cast<std::ptrdiff_t>(end_);
        auto const line_end = std::find(from, to, '\n');
        std::size_t const room = bytes_max_ - line.size();
        is_too_long = is_too_long || static_cast<std::size_t>(line_end - from) > room;
        if (!is_too_long) line.append(from, line_end);
        std::fill(from, line_end, '\0');  // It is the caller's now.
        begin_ = static_cast<std::size_t>(line_end - buffer_.begin());
        if (line_end == to) continue;
        ++begin_;
        break;
    }
    if (is_too_long) {
        line.clear();
        line.shrink_to_fit();
        return Next::kTooLong;
    }
    return Next::kLine;
}

}  // namespace amparo::os
