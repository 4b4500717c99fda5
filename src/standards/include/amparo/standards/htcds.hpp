// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The Human Trafficking Case Data Standard 2.0 (IOM), in and out. Its words for its codes are its own.
///
///   C1  Fields.   By the standard's names. What it deprecates is read, noted, and never written.
///   C2  Names     decide, not labels: in the toolkit's spreadsheets five labels of the address stand over other columns
///                 than their names. Where the row of labels says something else it is noted.
///   C3  Other     names that the toolkit itself uses are taken and noted: a header that is misspelt, the survey's. A
///       names.    column without a name is taken by its label and noted ("Reason for Outgoing Referral").
///   C4  Values    may be codes or labels: the survey has those, the spreadsheets these. Letters and digits decide, not
///                 case, blanks or points: the toolkit writes "DebtBondage " and "Follow up".
///   C5  Several   are divided by a semicolon; in the survey, which holds codes, by a blank. Several where the
///                 standard has one are kept and noted: the survey asks for several industries.
///   C6  Defined   names are taken (the definitions write MethodsOfControlDebtBondage). What is defined but has no code is
///                 noted and never guessed.
///   C7  Not found. A kind of sexual exploitation is read, and written, only where the case says sexual exploitation
///                 among its types. Otherwise it is refused by name. Why: sex work is not exploitation.
///   C8  Amounts.  Nothing that can't be read gets a place: it is noted, with row and column, and left out. A column that
///                 the standard does not have is noted once.
///   C9  Cells     are as in amparo/codec/csv.hpp: none is a formula, and all come back as they were.
///   C10 Dates     are whole days, 2031-03-01. A year alone is no date of this standard.
#include "amparo/base/result.hpp"
#include "amparo/codec/json.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::standards {

enum class Kind : std::uint8_t {
    kText,
    kOne,
    kSeveral,
    kDate,
    kNumber,
    kCheckbox,
    kPhone,
    kCountry,
    kCountries,
    kLanguage,
};

struct HtcdsTerm {
    std::string code;
    std::string label;
};
struct HtcdsField {
    std::string name;
    std::string section;
    std::string label;
    Kind kind = Kind::kText;
    bool is_core = false;
    bool is_deprecated = false;
    std::vector<HtcdsTerm> terms;
};

/// Of one case: by field; codes, days as 2031-03-01, "TRUE" or "FALSE".
using HtcdsCase = std::map<std::string, std::vector<std::string>>;

enum class NoteCode : std::uint8_t {
    kLabelDisagrees,  ///< C2
    kOtherName,       ///< C3
    kByLabel,         ///< C3
    kUnknownColumn,
    kTwice,  ///< The same field in two columns; the second is not read.
    kDeprecated,
    kSeveralForOne,  ///< C5
    kNoCode,         ///< C6
    kUnknownValue,   ///< C8, and those below.
    kNotADate,
    kNotANumber,
    kNotAPhone,  ///< Kept: E.164 is what the standard asks for.
    kNotFound,   ///< C7
    kBrokenRow,  ///< Of the file.
};
[[nodiscard]] std::string_view name(NoteCode code) noexcept;
/// Whether what was written was left out.
[[nodiscard]] bool leaves_out(NoteCode code) noexcept;

struct Note {
    NoteCode code = NoteCode::kUnknownColumn;
    std::size_t line = 0;  ///< Of the file, from 1.
    std::string column;
    std::string value;
};

enum class ReadError : std::uint8_t { kNoHeader };

struct HtcdsFile {
    std::vector<HtcdsCase> cases;
    std::vector<Note> notes;
};

enum class Layout : std::uint8_t {
    kFields,       ///< Every field by name, codes.
    kSpreadsheet,  ///< The toolkit's: names, labels, then labels as values; the first column counts.
    kSurvey,       ///< The toolkit's survey: codes.
};
struct HtcdsWritten {
    std::string csv;
    std::vector<HtcdsCase> stand;  ///< The cases as far as they stand in it.
    std::vector<Note>
        left_out;  ///< What has no column in the layout, is deprecated, or C7; the line is the case's.
};

class Htcds {
  public:
    /// As shipped (data/standards/htcds.json).
    [[nodiscard]] static Htcds const& shipped();

    [[nodiscard]] std::vector<HtcdsField> const& fields() const noexcept { return fields_; }
    /// By name, or a name of C3; null if there is none.
    [[nodiscard]] HtcdsField const* find(std::string_view name) const;

    [[nodiscard]] Result<HtcdsFile, ReadError> read(std::string_view csv) const;
    [[nodiscard]] HtcdsWritten write(std::vector<HtcdsCase> const& cases, Layout layout) const;

    /// The code that is meant (C4, C6), or nothing.
    [[nodiscard]] std::optional<std::string> code_of(HtcdsField const& field, std::string_view text) const;
    [[nodiscard]] bool is_defined_without_code(HtcdsField const& field, std::string_view text) const;
    struct Columns {
        std::vector<std::string> names;
        std::vector<std::string> labels;
    };
    [[nodiscard]] Columns const& columns(Layout layout) const { return layouts_.at(layout); }

  private:
    Htcds() = default;
    [[nodiscard]] static Htcds parse(Json const& data, Json const& countries);

    std::vector<HtcdsField> fields_;
    std::map<std::string, std::size_t, std::less<>> at_;
    std::map<std::string, std::string, std::less<>> other_names_;
    std::map<std::string, std::vector<std::string>> without_code_;
    std::map<std::string, std::string, std::less<>> countries_;  ///< By folded name or code.
    std::map<Layout, Columns> layouts_;
};

/// A workbook of Excel or another office, new or old: its first bytes.
[[nodiscard]] bool is_spreadsheet(std::string_view bytes) noexcept;

/// C7: whether the case may say what kind of sexual exploitation.
[[nodiscard]] bool says_sexual_exploitation(HtcdsCase const& one);
inline constexpr std::string_view kKindOfSexualExploitation = "vic_TypeOfSexExploitation";

}  // namespace amparo::standards
