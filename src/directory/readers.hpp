// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The three readers behind import_directory.
#include "collector.hpp"

#include <span>
#include <vector>

namespace amparo::directory {

/// What HSDS calls a thing, and the field it fills.
struct Known {
    std::string_view theirs;
    std::string_view ours;
};
/// Properties and columns with the same meaning in HSDS 1.x to 3.0.
[[nodiscard]] std::span<Known const> known_names(Kind kind) noexcept;

/// "dir/Out_Services.CSV" gives "out_services".
[[nodiscard]] std::string stem_of(std::string_view file_name);

void read_json(File const& file, Collector& into);
void read_tables(std::span<File const> csv_files, Collector& into);
void read_mapped(std::span<File const> files, Json const& mapping, Collector& into);

/// A CSV file with its header, row by row; rows that can't be used are set aside (D30).
class Table {
  public:
    Table(File const& file, Collector& into);

    [[nodiscard]] bool has(std::string_view column) const noexcept { return find(column) < header_.size(); }
    [[nodiscard]] std::span<std::string const> header() const noexcept { return header_; }
    /// Where a column is, or the number of columns. Names are compared without case and blanks at either end.
    [[nodiscard]] std::size_t find(std::string_view column) const noexcept;

    bool next();
    [[nodiscard]] std::string_view cell(std::size_t column) const noexcept;
    [[nodiscard]] std::string_view cell(std::string_view column) const noexcept { return cell(find(column)); }
    [[nodiscard]] Where where(std::string_view place = {}) const {
        return {file_.name, row_.line, std::string{place}};
    }

  private:
    File file_;
    CsvReader reader_;
    Collector& into_;
    std::vector<std::string> header_;
    CsvRow row_;
    std::size_t rows_ = 0;
};

}  // namespace amparo::directory
