// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/csv.hpp"

namespace amparo::codec {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// -12 or -0.5
bool is_negative_number(std::string_view text) {
    if (text.size() < 2 || text.front() != '-') return false;
    bool has_point = false;
    for (std::size_t i = 1; i < text.size(); ++i) {
        bool const is_point = text[i] == '.' && !has_point && i > 1 && i + 1 < text.size();
        has_point = has_point || is_point;
        if (!is_digit(text[i]) && !is_point) return false;
    }
    return true;
}

/// After any apostrophes.
bool is_formula(std::string_view text) {
    std::size_t const first = text.find_first_not_of('\'');
    if (first == std::string_view::npos) return false;
    bool const starts_one = std::string_view{"=+-@\t\r\n"}.find(text[first]) != std::string_view::npos;
    return starts_one && !(first == 0 && is_negative_number(text));
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string out = is_formula(text) ? "'" : "";
    out += text;
    if (out.find_first_of(",;\t\"\r\n") == std::string::npos) return out;
    std::string quoted = "\"";
    for (char const c : out) quoted += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return quoted + "\"";
}

std::string csv_row(std::span<std::string const> cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(cells[i]);
    return out + "\r\n";
}

std::string_view plain_of(std::string_view cell) {
    return cell.starts_with('\'') && is_formula(cell) ? cell.substr(1) : cell;
}

}  // namespace amparo::codec
