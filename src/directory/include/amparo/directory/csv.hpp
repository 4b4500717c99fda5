// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Reads comma-separated text (RFC 4180), row by row, and goes on after a row it can't read.
///
/// D30 A row is never half read: it is given whole, or with the fault that makes it unusable, and the line it
///     began on.
/// D31 A quotation mark that is never closed costs its own line, not the rest of the file.
/// D32 Memory is bounded: a cell keeps at most kFieldBytesMax + 1 bytes (the one more shows that it was
///     longer), a row kCsvCellsMax cells.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::directory {

/// The longest text a field of a record may hold.
inline constexpr std::size_t kFieldBytesMax = std::size_t{64} << 10U;
inline constexpr std::size_t kCsvCellsMax = 1000;

enum class CsvFault { kNone, kUnclosedQuote, kTextAfterQuote, kTooManyCells };

struct CsvRow {
    std::size_t line = 0;  ///< Where it begins, from 1.
    std::vector<std::string> cells;
    CsvFault fault = CsvFault::kNone;
};

class CsvReader {
  public:
    /// A byte order mark at the start is skipped. `text` must outlive the reader.
    explicit CsvReader(std::string_view text) noexcept;

    /// The next row that is not an empty line; false at the end.
    bool next(CsvRow& row);

  private:
    bool read_row(CsvRow& row);
    bool at_row_end() const noexcept {
        return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
    }
    void take_row_end() noexcept;
    void skip_to_row_end() noexcept;
    void skip_swallowed(std::size_t start, std::size_t line) noexcept;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t unclosed_ = 0;
};

}  // namespace amparo::directory
