// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/csv.hpp"
#include "amparo/standards/htcds.hpp"

#include <algorithm>

namespace amparo::standards {
namespace {

std::string label_of(HtcdsField const& field, std::string const& code) {
    auto const found = std::find_if(field.terms.begin(), field.terms.end(),
                                    [&](HtcdsTerm const& term) { return term.code == code; });
    return found == field.terms.end() ? code : found->label;
}

std::string cell_of(HtcdsField const& field, std::vector<std::string> const& values, Layout layout) {
    std::string out;
    for (std::string const& value : values) {
        if (!out.empty()) out += layout == Layout::kSurvey ? " " : ";";
        out += layout == Layout::kSpreadsheet ? label_of(field, value) : value;
    }
    return out;
}

}  // namespace

HtcdsWritten Htcds::write(std::vector<HtcdsCase> const& cases, Layout layout) const {
    HtcdsWritten out;
    Columns const& shape = columns(layout);
    out.csv = codec::csv_row(shape.names);
    if (!shape.labels.empty()) out.csv += codec::csv_row(shape.labels);
    // The spreadsheets leave one column without a name: its label says which.
    std::vector<HtcdsField const*> fields;
    for (std::size_t c = 0; c < shape.names.size(); ++c) {
        HtcdsField const* field = find(shape.names[c]);
        if (field == nullptr && c < shape.labels.size() && !shape.labels[c].empty())
            for (HtcdsField const& one : fields_)
                if (one.label == shape.labels[c]) field = &one;
        fields.push_back(field);
    }
    std::size_t number = 0;
    for (HtcdsCase const& one : cases) {
        ++number;
        std::vector<std::string> cells(fields.size());
        HtcdsCase& stands = out.stand.emplace_back();
        if (layout == Layout::kSpreadsheet) cells.front() = std::to_string(number);
        for (auto const& [name, values] : one) {
            HtcdsField const* const field = find(name);
            auto const at = std::find(fields.begin(), fields.end(), field);
            NoteCode against = NoteCode::kUnknownColumn;
            bool keeps = field != nullptr && at != fields.end();
            if (field != nullptr && field->is_deprecated) {
                keeps = false;
                against = NoteCode::kDeprecated;
            }
            if (name == kKindOfSexualExploitation && !says_sexual_exploitation(one)) {
                keeps = false;
                against = NoteCode::kNotFound;
            }
            if (!keeps) {
                out.left_out.push_back({against, number, name, {}});
                continue;
            }
            cells[static_cast<std::size_t>(at - fields.begin())] = cell_of(*field, values, layout);
            stands.emplace(name, values);
        }
        out.csv += codec::csv_row(cells);
    }
    return out;
}

}  // namespace amparo::standards
