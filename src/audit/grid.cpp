// SPDX-License-Identifier: AGPL-3.0-or-later
#include "grid.hpp"

#include "utf8.hpp"

#include <algorithm>

namespace amparo::audit {
namespace {

constexpr std::size_t kRowsMin = 3;
constexpr std::size_t kLineBytesMax = 2'000;
constexpr std::size_t kCountDigitsMax = 9;

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// How many bytes of space begin at p: ASCII or not.
std::size_t space_at(std::string_view text, std::size_t p) noexcept {
    if (p >= text.size()) return 0;
    if (text[p] == ' ' || text[p] == '\t' || text[p] == '\r') return 1;
    if (static_cast<unsigned char>(text[p]) < 0x80) return 0;
    Letter const letter = letter_at(text, p);
    return is_space(letter.value) || is_invisible(letter.value) ? letter.bytes : 0;
}

Span trimmed(std::string_view text, Span span) noexcept {
    while (span.begin < span.end &&
           (text[span.begin] == ' ' || text[span.begin] == '\t' || text[span.begin] == '\r'))
        ++span.begin;
    while (span.end > span.begin &&
           (text[span.end - 1] == ' ' || text[span.end - 1] == '\t' || text[span.end - 1] == '\r'))
        --span.end;
    return span;
}

std::string_view in(std::string_view text, Span span) noexcept {
    return text.substr(span.begin, span.end - span.begin);
}

/// "|---|:--:|", "-----": parts a heading from its rows.
bool is_rule(std::string_view line) noexcept {
    bool has_line = false;
    for (char const c : line) {
        if (std::string_view{"-=_:|+ \t\r"}.find(c) == std::string_view::npos) return false;
        has_line = has_line || c == '-' || c == '=' || c == '_';
    }
    return has_line;
}

Row between_bars(std::string_view text, Span line) {
    Row out;
    std::size_t begin = line.begin;
    if (begin < line.end && text[begin] == '|') ++begin;
    while (begin < line.end && out.cells.size() < kGridCellsMax) {
        std::size_t end = text.find('|', begin);
        if (end == std::string_view::npos || end > line.end) end = line.end;
        out.cells.push_back(trimmed(text, {begin, end}));
        begin = end + 1;
    }
    return out;
}

Row in_columns(std::string_view text, Span line) {
    Row out;
    std::size_t begin = line.begin;
    while (begin < line.end && out.cells.size() < kGridCellsMax) {
        std::size_t end = begin;
        while (end < line.end && text[end] != '\t' &&
               !(text[end] == ' ' && end + 1 < line.end && text[end + 1] == ' '))
            ++end;
        if (Span const cell = trimmed(text, {begin, end}); cell.begin < cell.end) out.cells.push_back(cell);
        begin = end;
        while (begin < line.end && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
    }
    return out;
}

class Reader {
  public:
    explicit Reader(std::string_view text) : text_{text} {}

    std::vector<Grid> run() {
        for (std::size_t begin = 0; begin < text_.size();) {
            std::size_t end = text_.find('\n', begin);
            if (end == std::string_view::npos) end = text_.size();
            line(trimmed(text_, {begin, end}));
            begin = end + 1;
        }
        close();
        return std::move(out_);
    }

  private:
    void line(Span span) {
        if (span.begin == span.end) return has_bars_ ? void() : close();
        std::string_view const words = in(text_, span);
        if (is_rule(words)) return;
        bool const is_long = words.size() > kLineBytesMax;
        bool const has_bars = !is_long && words.find('|') != std::string_view::npos;
        Row row;
        if (has_bars)
            row = between_bars(text_, span);
        else if (!is_long &&
                 (words.find("  ") != std::string_view::npos || words.find('\t') != std::string_view::npos))
            row = in_columns(text_, span);
        name_first_column(row, has_bars);
        bool const goes_on =
            row.cells.size() >= 2 && (grid_.rows.empty() || (has_bars == has_bars_ && fits(row)));
        if (!goes_on) close();
        if (row.cells.size() >= 2) {
            if (grid_.rows.empty()) grid_.before = {near_.rbegin(), near_.rend()};
            has_bars_ = has_bars;
            if (grid_.rows.size() < kGridRowsMax) grid_.rows.push_back(std::move(row));
            return;
        }
        if (!out_.empty() && out_.back().after.size() < kLinesAround) out_.back().after.push_back(span);
        near_.push_back(span);
        if (near_.size() > kLinesAround) near_.erase(near_.begin());
    }

    /// A heading without words over the labels has one cell less than its rows.
    void name_first_column(Row const& row, bool has_bars) {
        if (has_bars || has_bars_ || grid_.rows.size() != 1) return;
        std::vector<Span>& heading = grid_.rows.front().cells;
        if (row.cells.size() == heading.size() + 1)
            heading.insert(heading.begin(), {heading[0].begin, heading[0].begin});
    }

    /// Columns without bars must be as many in every row.
    bool fits(Row const& row) const {
        return has_bars_ || row.cells.size() == grid_.rows.front().cells.size();
    }

    void close() {
        if (grid_.rows.size() >= kRowsMin) out_.push_back(std::move(grid_));
        if (!grid_.rows.empty()) near_.clear();
        grid_ = {};
        has_bars_ = false;
    }

    std::string_view text_;
    std::vector<Grid> out_;
    Grid grid_;
    std::vector<Span> near_;
    bool has_bars_ = false;
};

}  // namespace

std::vector<Grid> grids_in(std::string_view text) {
    return Reader{text}.run();
}

std::optional<std::uint64_t> count_in(std::string_view cell) {
    std::uint64_t value = 0;
    std::size_t digits = 0;
    std::size_t in_group = 0;
    bool has_groups = false;
    for (std::size_t p = 0; p < cell.size();) {
        if (cell[p] == '*') {
            ++p;
        } else if (is_digit(cell[p])) {
            value = value * 10 + static_cast<std::uint64_t>(cell[p] - '0');
            ++digits;
            ++in_group;
            ++p;
            if (digits > kCountDigitsMax || (has_groups && in_group > 3)) return std::nullopt;
        } else {
            std::size_t const bytes = cell[p] == ',' || cell[p] == '.' ? 1 : space_at(cell, p);
            bool const is_group = bytes != 0 && digits != 0 && (has_groups ? in_group == 3 : in_group <= 3);
            if (!is_group) return std::nullopt;
            has_groups = true;
            in_group = 0;
            p += bytes;
        }
    }
    if (digits == 0 || (has_groups && in_group != 3)) return std::nullopt;
    return value;
}

std::optional<Printed> percent_in(std::string_view cell) {
    Printed out;
    std::size_t digits = 0;
    bool has_point = false;
    for (std::size_t p = 0; p < cell.size();) {
        char const c = cell[p];
        if (is_digit(c)) {
            out.units = out.units * 10 + static_cast<std::uint64_t>(c - '0');
            out.decimals += has_point ? 1U : 0U;
            if (++digits > kCountDigitsMax || out.decimals > kDecimalsMax) return std::nullopt;
            ++p;
        } else if ((c == '.' || c == ',') && !has_point && digits != 0) {
            has_point = true;
            ++p;
        } else if (c == '*') {
            ++p;
        } else {
            std::size_t q = p;
            while (std::size_t const bytes = space_at(cell, q)) q += bytes;
            if (q >= cell.size() || cell[q] != '%' ||
                cell.find_first_not_of('*', q + 1) != std::string_view::npos)
                return std::nullopt;
            break;
        }
    }
    if (digits == 0 || (has_point && out.decimals == 0)) return std::nullopt;
    return out;
}

std::optional<Split> split_brackets(std::string_view cell) {
    std::size_t const open = cell.find_first_of("([");
    if (open == std::string_view::npos || open == 0 || (cell.back() != ')' && cell.back() != ']'))
        return std::nullopt;
    std::string_view outside = cell.substr(0, open);
    while (!outside.empty() && outside.back() == ' ') outside.remove_suffix(1);
    return Split{outside, cell.substr(open + 1, cell.size() - open - 2)};
}

std::optional<std::uint64_t> size_in(std::string_view words, bool any_case) {
    std::optional<std::uint64_t> found;
    for (std::size_t at = 0; at < words.size(); ++at) {
        bool const is_sign = words[at] == 'N' || (any_case && words[at] == 'n');
        bool const stands_alone =
            at == 0 || std::string_view{" \t([,;:*_|"}.find(words[at - 1]) != std::string_view::npos;
        if (!is_sign || !stands_alone) continue;
        std::size_t p = at + 1;
        while (p < words.size() && (words[p] == '*' || words[p] == '_')) ++p;
        while (std::size_t const bytes = space_at(words, p)) p += bytes;
        if (p >= words.size() || words[p] != '=') continue;
        ++p;
        while (std::size_t const bytes = space_at(words, p)) p += bytes;
        std::size_t end = p;
        while (end < words.size() &&
               (is_digit(words[end]) || ((words[end] == ',' || words[end] == '.') && end + 1 < words.size() &&
                                         is_digit(words[end + 1]))))
            ++end;
        auto const value = count_in(words.substr(p, end - p));
        if (!value || *value == 0 || (found && *found != *value)) return std::nullopt;
        found = value;
    }
    return found;
}

std::string plain(std::string_view words) {
    FoldedWord folded;
    std::string out;
    for (std::size_t p = 0; p < words.size();) {
        Letter const letter = letter_at(words, p);
        if (std::size_t const bytes = space_at(words, p)) {
            if (!out.empty() && out.back() != ' ') out += ' ';
            p += bytes;
            continue;
        }
        if (letter.value >= 0x80 && is_letter(letter.value)) {
            folded.clear();
            folded.add(letter.value);
            out += folded.view();
        } else if (letter.bytes > 1) {
            out += words.substr(p, letter.bytes);
        } else if (letter.value >= 'A' && letter.value <= 'Z') {
            out += static_cast<char>(letter.value + ('a' - 'A'));
        } else if (letter.value != '*' && letter.value != '_' && letter.value != '`') {
            out += static_cast<char>(letter.value);
        }
        p += letter.bytes;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace amparo::audit
