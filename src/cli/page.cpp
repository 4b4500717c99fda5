// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace amparo::cli {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Character {
    char32_t code = 0xFFFD;
    std::size_t bytes = 1;
    bool is_valid = false;
};

/// The character at the beginning of `text`, which is not empty.
Character first_of(std::string_view text) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned const lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    std::size_t const bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
    char32_t code = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        code = code << 6U | (byte(i) & 0x3FU);
    }
    bool const is_shortest = code >= (bytes == 4 ? 0x10000U : bytes == 3 ? 0x800U : 0x80U);
    if (!is_shortest || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, bytes, true};
}

bool steers_a_terminal(char32_t c) {
    bool const is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    bool const is_direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return is_control || is_direction || c == 0x2028 || c == 0x2029;
}

struct Range {
    char32_t first;
    char32_t last;
};
constexpr std::array<Range, 12> kNoColumn{{{0x300, 0x36F},
                                           {0x483, 0x489},
                                           {0x591, 0x5BD},
                                           {0x610, 0x61A},
                                           {0x64B, 0x65F},
                                           {0x670, 0x670},
                                           {0x6D6, 0x6ED},
                                           {0x900, 0x902},
                                           {0x200B, 0x200F},
                                           {0x2060, 0x2064},
                                           {0xFE00, 0xFE0F},
                                           {0xFE20, 0xFE2F}}};
constexpr std::array<Range, 8> kTwoColumns{{{0x1100, 0x115F},
                                            {0x2E80, 0xA4CF},
                                            {0xAC00, 0xD7A3},
                                            {0xF900, 0xFAFF},
                                            {0xFE30, 0xFE6F},
                                            {0xFF00, 0xFF60},
                                            {0x1F300, 0x1F9FF},
                                            {0x20000, 0x3FFFD}}};

template <std::size_t N>
bool is_in(std::array<Range, N> const& ranges, char32_t c) {
    return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return r.first <= c && c <= r.last; });
}

std::size_t width_of(char32_t c) {
    return is_in(kNoColumn, c) ? 0 : is_in(kTwoColumns, c) ? 2 : 1;
}

std::string spaces(std::size_t n) {
    return std::string(n, ' ');
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        Character const c = first_of(text);
        if (c.code == '\n' || c.code == '\t' || c.code == '\r') {
            out += ' ';
        } else if (!c.is_valid || steers_a_terminal(c.code)) {
            out += kReplacement;
        } else {
            out += text.substr(0, c.bytes);
        }
        text.remove_prefix(c.bytes);
    }
    return out;
}

std::size_t width_of(std::string_view printable_text) {
    std::size_t columns = 0;
    while (!printable_text.empty()) {
        Character const c = first_of(printable_text);
        columns += width_of(c.code);
        printable_text.remove_prefix(c.bytes);
    }
    return columns;
}

std::string cut(std::string_view printable_text, std::size_t columns) {
    if (width_of(printable_text) <= columns) return std::string{printable_text};
    std::string out;
    std::size_t used = 1;
    while (!printable_text.empty()) {
        Character const c = first_of(printable_text);
        if (used + width_of(c.code) > columns) break;
        used += width_of(c.code);
        out += printable_text.substr(0, c.bytes);
        printable_text.remove_prefix(c.bytes);
    }
    return out + "…";
}

void Page::wrapped(std::string_view text, std::size_t first_indent, std::size_t indent,
                   std::string const& lead) {
    std::string line = spaces(first_indent) + lead;
    std::size_t used = first_indent + width_of(lead);
    std::size_t gap = 0;  // Spaces before the next word, kept unless the line ends there.
    bool is_empty = true;
    auto const end_line = [&] {
        line.erase(line.find_last_not_of(' ') + 1);
        out_ += line + '\n';
        line = spaces(indent);
        used = indent;
        gap = 0;
        is_empty = true;
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\n') {
            end_line();
            ++at;
            continue;
        }
        if (text[at] == ' ') {
            ++gap;
            ++at;
            continue;
        }
        std::size_t const end = std::min(text.find_first_of(" \n", at), text.size());
        std::string const word = printable(text.substr(at, end - at));
        if (!is_empty && used + gap + width_of(word) > columns_) end_line();
        line += (is_empty ? "" : spaces(gap)) + word;
        used += (is_empty ? 0 : gap) + width_of(word);
        gap = 0;
        is_empty = false;
        at = end;
    }
    end_line();
}

void Page::say(std::string_view text, std::size_t indent) {
    flush();
    wrapped(text, indent, indent, {});
}

void Page::item(std::string_view text, std::size_t indent) {
    flush();
    wrapped(text, indent, indent + 2, "- ");
}

void Page::command(std::string_view text, std::string_view what) {
    flush();
    out_ += "  " + printable(text) + (what.empty() ? "" : "  # " + printable(what)) + '\n';
}

void Page::blank() {
    flush();
    if (!out_.empty()) out_ += '\n';
}

void Page::pair(std::string_view label, std::string_view value, std::size_t indent) {
    pairs_.push_back({printable(label), std::string{value}, indent});
}

void Page::flush() {
    std::size_t widest = 0;
    std::size_t const label_max = columns_ / 2;
    for (Pair const& p : pairs_)
        if (std::size_t const w = p.indent + width_of(p.label); w <= label_max) widest = std::max(widest, w);
    for (Pair const& p : std::exchange(pairs_, {})) {
        std::size_t const own = p.indent + width_of(p.label);
        if (own > widest) {  // A label of its own line: the values of the others stay near theirs.
            out_ += spaces(p.indent) + p.label + '\n';
            wrapped(p.value, widest + 2, widest + 2, {});
        } else {
            wrapped(p.value, p.indent, widest + 2, p.label + spaces(widest + 2 - own));
        }
    }
}

void Page::table(std::vector<std::vector<std::string>> const& rows) {
    flush();
    if (rows.size() > 1) lines(rows);
}

void Page::lines(std::vector<std::vector<std::string>> const& rows) {
    flush();
    std::vector<std::size_t> widths;
    for (auto const& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (widths.size() <= i) widths.push_back(0);
            widths[i] = std::max(widths[i], width_of(printable(row[i])));
        }
    for (auto const& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            std::string const cell = printable(row[i]);
            line += cell;
            if (i + 1 < row.size()) line += spaces(widths[i] - width_of(cell) + 2);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out_ += line + '\n';
    }
}

std::string Page::text() {
    flush();
    return out_;
}

}  // namespace amparo::cli
