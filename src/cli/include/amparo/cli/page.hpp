// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Plain text for people: aligned, wrapped, and without anything that could steer a terminal.
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amparo::cli {

/// What a record holds came from somebody else: control characters and direction overrides become U+FFFD, a
/// tab or line end a space, bytes that are not UTF-8 U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);
/// Columns a terminal gives it: none for combining marks, two for wide characters.
[[nodiscard]] std::size_t width_of(std::string_view printable_text);
/// At most `columns` of it, with "…" where something was cut.
[[nodiscard]] std::string cut(std::string_view printable_text, std::size_t columns);

class Page {
  public:
    explicit Page(unsigned columns) : columns_{columns < 20 ? 20 : columns} {}

    /// A paragraph; line ends in it are kept.
    void say(std::string_view text, std::size_t indent = 0);
    void blank();
    /// "label   value": neighbours are aligned with each other.
    void pair(std::string_view label, std::string_view value, std::size_t indent = 0);
    /// Rows of cells, aligned; the first is the heading. Nothing for no rows but the heading.
    /// Columns without a heading row.
    void lines(std::vector<std::vector<std::string>> const& rows);
    void table(std::vector<std::vector<std::string>> const& rows);
    /// Two spaces and a dash before it.
    void item(std::string_view text, std::size_t indent = 2);

    /// A command to be copied: on one line, however long, and what it is for beside it.
    void command(std::string_view text, std::string_view what = {});

    [[nodiscard]] std::string text();

  private:
    struct Pair {
        std::string label;
        std::string value;
        std::size_t indent;
    };
    void flush();
    void wrapped(std::string_view text, std::size_t first_indent, std::size_t indent,
                 std::string const& lead);

    std::size_t columns_;
    std::string out_;
    std::vector<Pair> pairs_;
};

}  // namespace amparo::cli
