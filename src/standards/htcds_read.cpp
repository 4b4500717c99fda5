// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/base/instant.hpp"
#include "amparo/codec/csv.hpp"
#include "amparo/directory/csv.hpp"
#include "amparo/standards/htcds.hpp"
#include "fold.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace amparo::standards {
namespace {

bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    bool has_point = false;
    bool has_digit = false;
    for (char const c : text) {
        if (c == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (c < '0' || c > '9') return false;
        has_digit = true;
    }
    return has_digit;
}

/// ^\+?[1-9]\d{1,14}$, without the blanks and points that people write.
bool is_phone(std::string_view text) {
    std::string digits;
    for (char const c : text) {
        if (c >= '0' && c <= '9') digits += c;
        if (std::string_view{"0123456789+ -.()/"}.find(c) == std::string_view::npos) return false;
    }
    return digits.size() >= 2 && digits.size() <= 15 && digits.front() != '0';
}

bool is_language(std::string_view text) {
    return (text.size() == 2 || text.size() == 3) &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::optional<std::string> truth(std::string_view text) {
    std::string const word = folded(text);
    if (word == "true" || word == "yes" || word == "1") return "TRUE";
    if (word == "false" || word == "no" || word == "0") return "FALSE";
    return std::nullopt;
}

std::vector<std::string_view> divided(std::string_view text, char by) {
    std::vector<std::string_view> out;
    for (std::size_t start = 0; start <= text.size();) {
        std::size_t const end = std::min(text.find(by, start), text.size());
        if (auto const one = trimmed(text.substr(start, end - start)); !one.empty()) out.push_back(one);
        start = end + 1;
    }
    return out;
}

class Reading {
  public:
    explicit Reading(Htcds const& standard) : standard_{standard} {}

    Result<HtcdsFile, ReadError> run(std::string_view csv) {
        directory::CsvReader reader{csv};
        directory::CsvRow row;
        if (!reader.next(row) || !take_names(row)) return Fail{ReadError::kNoHeader};
        bool first = true;
        while (reader.next(row)) {
            if (row.fault != directory::CsvFault::kNone) {
                note(NoteCode::kBrokenRow, row.line, {}, {});
                continue;
            }
            if (std::exchange(first, false) && take_labels(row)) continue;
            take_case(row);
        }
        return std::move(out_);
    }

  private:
    struct Column {
        HtcdsField const* field = nullptr;
        std::string name;
        bool is_read = false;
    };

    void note(NoteCode code, std::size_t line, std::string column, std::string value) {
        out_.notes.push_back({code, line, std::move(column), std::move(value)});
    }

    bool take_names(directory::CsvRow const& row) {
        bool any = false;
        for (std::string const& cell : row.cells) {
            std::string const name{trimmed(cell)};
            HtcdsField const* const field = standard_.find(name);
            any = any || field != nullptr;
            columns_.push_back({field, name, false});
        }
        if (!any) return take_labels_as_names(row);
        header_line_ = row.line;
        std::set<HtcdsField const*> seen;
        for (Column& column : columns_) {
            if (column.field == nullptr) continue;
            if (!seen.insert(column.field).second) {
                note(NoteCode::kTwice, row.line, column.name, {});
                continue;
            }
            column.is_read = true;
            if (column.field->name != column.name)
                note(NoteCode::kOtherName, row.line, column.name, column.field->name);
            if (column.field->is_deprecated) note(NoteCode::kDeprecated, row.line, column.name, {});
        }
        return true;
    }

    HtcdsField const* by_label(std::string_view label) const {
        std::string const wanted = folded(label);
        if (wanted.empty()) return nullptr;
        // Where two sections use one label, the toolkit's own column is meant.
        auto const& columns = standard_.columns(Layout::kSpreadsheet).names;
        HtcdsField const* found = nullptr;
        for (HtcdsField const& field : standard_.fields()) {
            if (folded(field.label) != wanted) continue;
            bool const is_column = std::find(columns.begin(), columns.end(), field.name) != columns.end();
            if (found == nullptr || is_column) found = &field;
            if (is_column) break;
        }
        return found;
    }

    bool take_labels_as_names(directory::CsvRow const& row) {
        columns_.clear();
        std::set<HtcdsField const*> seen;
        for (std::string const& cell : row.cells) {
            HtcdsField const* const field = by_label(cell);
            bool const is_new = field != nullptr && seen.insert(field).second;
            columns_.push_back({field, std::string{trimmed(cell)}, is_new});
            if (is_new) note(NoteCode::kByLabel, row.line, columns_.back().name, field->name);
        }
        header_line_ = row.line;
        note_unknown(row.line);
        return !seen.empty();
    }

    /// The row beneath the names, if it is one of labels: of most columns. A case that says a few labels' words is a case.
    bool take_labels(directory::CsvRow const& row) {
        auto const is_filled = [](std::string const& cell) { return !trimmed(cell).empty(); };
        auto const filled = std::count_if(row.cells.begin(), row.cells.end(), is_filled);
        auto const labels = std::count_if(row.cells.begin(), row.cells.end(),
                                          [&](std::string const& cell) { return by_label(cell) != nullptr; });
        auto const named = std::count_if(columns_.begin(), columns_.end(),
                                         [](Column const& column) { return column.field != nullptr; });
        bool const is_labels = labels * 2 > std::max(filled, named);
        if (is_labels) match_labels(row);
        note_unknown(header_line_);
        return is_labels;
    }

    void match_labels(directory::CsvRow const& row) {
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            HtcdsField const* const labelled = by_label(row.cells[c]);
            if (labelled == nullptr) continue;
            if (c >= columns_.size()) columns_.resize(c + 1);
            Column& column = columns_[c];
            if (column.name.empty() && column.field == nullptr) {
                column = {labelled, std::string{trimmed(row.cells[c])}, true};
                note(NoteCode::kByLabel, row.line, column.name, labelled->name);
            } else if (column.field != nullptr && folded(column.field->label) != folded(row.cells[c])) {
                note(NoteCode::kLabelDisagrees, row.line, column.name, row.cells[c]);
            }
        }
    }

    void note_unknown(std::size_t line) {
        if (std::exchange(has_noted_unknown_, true)) return;
        for (Column const& column : columns_)
            if (column.field == nullptr && !column.name.empty() && !is_own(column.name))
                note(NoteCode::kUnknownColumn, line, column.name, {});
    }
    /// What survey tools put beside the answers.
    static bool is_own(std::string_view name) {
        return name == "start" || name == "end" || name == "__version__";
    }

    void take_case(directory::CsvRow const& row) {
        HtcdsCase one;
        for (std::size_t c = 0; c < row.cells.size() && c < columns_.size(); ++c) {
            Column const& column = columns_[c];
            std::string_view const text = trimmed(codec::plain_of(row.cells[c]));
            if (!column.is_read || text.empty()) continue;
            std::vector<std::string> values = values_of(column, text, row.line);
            if (!values.empty()) one.emplace(column.field->name, std::move(values));
        }
        hold_back_what_was_not_found(one, row.line);
        if (!one.empty()) out_.cases.push_back(std::move(one));
    }

    void hold_back_what_was_not_found(HtcdsCase& one, std::size_t line) {
        auto const kinds = one.find(std::string{kKindOfSexualExploitation});
        if (kinds == one.end() || says_sexual_exploitation(one)) return;
        for (std::string const& kind : kinds->second)
            note(NoteCode::kNotFound, line, std::string{kKindOfSexualExploitation}, kind);
        one.erase(kinds);
    }

    std::vector<std::string> values_of(Column const& column, std::string_view text, std::size_t line) {
        auto const keep_if = [&](bool good, NoteCode otherwise) {
            if (!good) note(otherwise, line, column.name, std::string{text});
            return good || !leaves_out(otherwise) ? std::vector<std::string>{std::string{text}}
                                                  : std::vector<std::string>{};
        };
        switch (column.field->kind) {
            case Kind::kText:
                return {std::string{text}};
            case Kind::kDate:
                return keep_if(parse_date(text).has_value(), NoteCode::kNotADate);
            case Kind::kNumber:
                return keep_if(is_number(text), NoteCode::kNotANumber);
            case Kind::kPhone:
                return keep_if(is_phone(text), NoteCode::kNotAPhone);
            case Kind::kLanguage:
                return keep_if(is_language(text), NoteCode::kUnknownValue);
            case Kind::kCheckbox:
                if (auto const said = truth(text)) return {*said};
                return keep_if(false, NoteCode::kUnknownValue);
            case Kind::kOne:
            case Kind::kSeveral:
            case Kind::kCountry:
            case Kind::kCountries:
                break;
        }
        return codes_of(column, text, line);
    }

    std::vector<std::string> codes_of(Column const& column, std::string_view text, std::size_t line) {
        if (auto const whole = standard_.code_of(*column.field, text)) return {*whole};
        std::vector<std::string_view> parts = divided(text, ';');
        if (parts.size() == 1) {
            // A survey's blanks: only where each word is a code by itself.
            std::vector<std::string_view> const words = divided(text, ' ');
            bool const are_codes = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
                return standard_.code_of(*column.field, word).has_value();
            });
            if (are_codes) parts = words;
        }
        std::vector<std::string> out;
        for (std::size_t i = 0; i < parts.size();) {
            auto const [code, used] = next_code(*column.field, parts, i);
            if (!code) {
                bool const is_defined = standard_.is_defined_without_code(*column.field, parts[i]);
                note(is_defined ? NoteCode::kNoCode : NoteCode::kUnknownValue, line, column.name,
                     std::string{parts[i]});
            } else if (std::find(out.begin(), out.end(), *code) == out.end()) {
                out.push_back(*code);
            }
            i += used;
        }
        bool const takes_one = column.field->kind == Kind::kOne || column.field->kind == Kind::kCountry;
        if (takes_one && out.size() > 1) note(NoteCode::kSeveralForOne, line, column.name, std::string{text});
        return out;
    }

    /// Labels have semicolons of their own ("Water supply; sewerage, ..."): the most parts that make one are one.
    std::pair<std::optional<std::string>, std::size_t> next_code(HtcdsField const& field,
                                                                 std::vector<std::string_view> const& parts,
                                                                 std::size_t from) const {
        constexpr std::size_t kPartsMax = 3;
        for (std::size_t used = std::min(kPartsMax, parts.size() - from); used > 0; --used) {
            std::string joined;
            for (std::size_t i = from; i < from + used; ++i) joined += parts[i];
            if (auto const code = standard_.code_of(field, joined)) return {code, used};
        }
        return {std::nullopt, 1};
    }

    Htcds const& standard_;
    HtcdsFile out_;
    std::vector<Column> columns_;
    std::size_t header_line_ = 1;
    bool has_noted_unknown_ = false;
};

}  // namespace

Result<HtcdsFile, ReadError> Htcds::read(std::string_view csv) const {
    return Reading{*this}.run(csv);
}

}  // namespace amparo::standards
