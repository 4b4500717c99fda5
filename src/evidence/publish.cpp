// SPDX-License-Identifier: AGPL-3.0-or-later
// The files of a bundle, and they as one ZIP archive, stored as they are (PKWARE APPNOTE 6.3.10; U1).
#include "bundle_parts.hpp"

#include <algorithm>
#include <cstdint>

namespace amparo::evidence {
namespace {

constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kNamesAreUtf8 = 0x0800;
constexpr std::uint16_t kFirstDay = 0x0021;  // 1980-01-01: an archive says nothing of when it was made.

/// U10, U11: what would say that somebody gave an answer, or none.
class Trimmed {
  public:
    Trimmed(Shown const& shown, About const& about) : shown_{shown} {
        bool const is_open = about.profile == protection::Profile::kOpenData;
        tables_.reserve(shown.tables.size());
        for (ShownTable& table : shown_.tables) {
            if (!is_open && !withholds_a_state(table)) continue;
            tables_.push_back(*table.table);
            tables_.back().is_always_answered = true;
            if (is_open) {
                trim_columns(table);
                trim_states(table);
                trim_rows(table, tables_.back());
            }
            table.table = &tables_.back();
        }
    }
    [[nodiscard]] Shown const& shown() const noexcept { return shown_; }

  private:
    static bool withholds_a_state(ShownTable const& table) {
        return std::any_of(table.columns.begin(), table.columns.end(), [](ShownColumn const& column) {
            return std::any_of(column.states.begin(), column.states.end(),
                               [](auto const& n) { return !n.has_value(); });
        });
    }
    void leave_out(bool was_shown) {
        --shown_.figures;
        shown_.withheld -= was_shown ? 0 : 1;
    }
    void trim_columns(ShownTable& table) {
        auto const& by = table.table->question.columns;
        if (!by) return;
        bool const is_short = by->terms().size() <= kShortList;
        Column const* const all = table.columns.front().column;
        std::erase_if(table.columns, [&](ShownColumn const& column) {
            bool const is_rest = column.column != all && column.column->code.empty();
            bool const says_something =
                column.column == all || (is_short && !is_rest) || says_of_somebody(column);
            if (says_something) return false;
            for (bool const one : column.shown) leave_out(one);
            return true;
        });
    }
    static bool says_of_somebody(ShownColumn const& column) {
        return std::any_of(column.states.begin(), column.states.end(),
                           [](auto const& n) { return n.value_or(0) > 0; });
    }
    /// Of a way to give none that is not shown nobody can tell whether anybody gave it.
    static void trim_states(ShownTable& table) {
        for (ShownColumn& column : table.columns)
            for (std::size_t state = 1; state < kStates; ++state)
                if (column.states[state] == 0U) column.states[state].reset();
    }
    void trim_rows(ShownTable& table, Table& trimmed) {
        if (trimmed.question.rows.terms().size() <= kShortList) return;
        for (std::size_t i = trimmed.rows.size(); i-- > 0;) {
            // Rounded to 0 it would say that somebody gave it, as an answer that nobody gave has no line.
            std::size_t const code = trimmed.rows[i];
            if (std::any_of(table.columns.begin(), table.columns.end(), [&](ShownColumn const& column) {
                    return column.shown[i] && column.column->seen[code] > 0;
                }))
                continue;
            auto const at = static_cast<std::ptrdiff_t>(i);
            trimmed.rows.erase(trimmed.rows.begin() + at);
            for (ShownColumn& column : table.columns) {
                leave_out(column.shown[i]);
                column.shown.erase(column.shown.begin() + at);
            }
        }
    }

    Shown shown_;
    std::vector<Table> tables_;
};

std::uint32_t checksum(std::string_view text) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (char const c : text) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

void put(std::string& out, std::uint64_t number, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i, number >>= 8U) out += static_cast<char>(number & 0xFFU);
}

/// What a file's own header and its entry in the directory have in common.
void put_file(std::string& out, File const& file) {
    put(out, kVersion, 2);
    put(out, kNamesAreUtf8, 2);
    put(out, 0, 2);  // Stored.
    put(out, 0, 2);
    put(out, kFirstDay, 2);
    put(out, checksum(file.text), 4);
    put(out, file.text.size(), 4);
    put(out, file.text.size(), 4);
    put(out, file.name.size(), 2);
    put(out, 0, 2);
}

}  // namespace

Refusal base_too_small(std::int64_t least_shown) {
    return {RefusalCode::kTooFew, "rounding.base",
            "The base has to be above what the profile shows at least.",
            "Under this profile " + std::to_string(std::max<std::int64_t>(least_shown + 1, 2)) + " or more."};
}

Refusal no_rounding() {
    return {RefusalCode::kTooFew, "rounding", "No rounding was found in which all sums hold.",
            "Take another base, or round at random."};
}

Result<std::vector<File>, Refusal> publish(Shown const& whole, About const& about) {
    if (whole.withheld == whole.figures)
        return Fail{Refusal{RefusalCode::kTooFew, "profile", "Under this profile no figure can be published.",
                            "Join answers or populations, or choose the profile the people agreed to."}};
    Trimmed const trimmed{whole, about};
    Shown const& shown = trimmed.shown();
    std::vector<File> out{{"index.html", page_of(shown, about)}};
    std::size_t number = 0;
    for (ShownTable const& table : shown.tables)
        out.push_back({"table_" + std::to_string(++number) + ".csv", csv_of(table, about)});
    out.push_back({"figures.json", codec::to_pretty_text(json_of(shown, about)) + "\n"});
    out.push_back({"codebook.xml", codebook_of(shown, about)});
    return out;
}

std::string archive_of(std::vector<File> const& files) {
    std::string out;
    std::string directory;
    for (File const& file : files) {
        std::size_t const at = out.size();
        put(out, 0x04034B50U, 4);
        put_file(out, file);
        out += file.name + file.text;
        put(directory, 0x02014B50U, 4);
        put(directory, kVersion, 2);
        put_file(directory, file);
        put(directory, 0, 10);
        put(directory, at, 4);
        directory += file.name;
    }
    std::size_t const start = out.size();
    out += directory;
    put(out, 0x06054B50U, 4);
    put(out, 0, 4);
    put(out, files.size(), 2);
    put(out, files.size(), 2);
    put(out, directory.size(), 4);
    put(out, start, 4);
    put(out, 0, 2);
    return out;
}

}  // namespace amparo::evidence
