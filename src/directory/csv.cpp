// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/csv.hpp"

namespace amparo::directory {
namespace {

/// Each unclosed quotation mark costs a look at the whole rest of the file; more than this and the rest is
/// given up.
constexpr std::size_t kUnclosedMax = 100;

void put(std::string& cell, char c) {
    if (cell.size() <= kFieldBytesMax) cell += c;
}

}  // namespace

CsvReader::CsvReader(std::string_view text) noexcept : text_{text} {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
}

void CsvReader::take_row_end() noexcept {
    if (at_ >= text_.size()) return;
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
}

void CsvReader::skip_to_row_end() noexcept {
    while (!at_row_end()) ++at_;
}

void CsvReader::skip_swallowed(std::size_t start, std::size_t line) noexcept {
    if (++unclosed_ <= kUnclosedMax) {
        at_ = start;
        line_ = line;
    }
    skip_to_row_end();
    take_row_end();
}

bool CsvReader::next(CsvRow& row) {
    while (at_ < text_.size()) {
        if (read_row(row)) return true;
    }
    return false;
}

bool CsvReader::read_row(CsvRow& row) {
    row.line = line_;
    row.cells.clear();
    row.fault = CsvFault::kNone;
    std::size_t const start = at_;
    if (at_row_end()) {
        take_row_end();
        return false;
    }
    for (;;) {
        std::string cell;
        if (!at_row_end() && text_[at_] == '"') {
            ++at_;
            for (;;) {
                if (at_ >= text_.size()) {
                    row.fault = CsvFault::kUnclosedQuote;
                    skip_swallowed(start, row.line);
                    return true;
                }
                char const c = text_[at_++];
                if (c == '\n') ++line_;
                if (c != '"') {
                    put(cell, c);
                } else if (at_ < text_.size() && text_[at_] == '"') {
                    put(cell, '"');
                    ++at_;
                } else {
                    break;
                }
            }
            if (!at_row_end() && text_[at_] != ',') {
                // Over several lines, it is rather a quotation mark that was never closed.
                bool const one_line = line_ == row.line;
                row.fault = one_line ? CsvFault::kTextAfterQuote : CsvFault::kUnclosedQuote;
                if (!one_line) {
                    skip_swallowed(start, row.line);
                    return true;
                }
                skip_to_row_end();
            }
        } else {
            while (!at_row_end() && text_[at_] != ',') put(cell, text_[at_++]);
        }
        if (row.cells.size() < kCsvCellsMax) {
            row.cells.push_back(std::move(cell));
        } else if (row.fault == CsvFault::kNone) {
            row.fault = CsvFault::kTooManyCells;
        }
        if (at_row_end()) {
            take_row_end();
            return true;
        }
        ++at_;
    }
}

}  // namespace amparo::directory
