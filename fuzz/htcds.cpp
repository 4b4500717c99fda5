// SPDX-License-Identifier: AGPL-3.0-or-later
// A table of another organisation: every value is of its field or noted by line; what was read goes out and comes back the same.
#include "fuzz.hpp"

#include "amparo/standards/htcds.hpp"

#include <algorithm>

using namespace amparo;

namespace {

bool is_of_list(standards::HtcdsField const& field, std::string const& value) {
    return field.terms.empty() || std::any_of(field.terms.begin(), field.terms.end(),
                                              [&](auto const& term) { return term.code == value; });
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const& htcds = standards::Htcds::shipped();
    std::string_view const csv = as_text(fuzz::bytes_of(data, size));
    auto const file = htcds.read(csv);
    if (!file.ok()) return 0;
    std::size_t const lines = 1 + static_cast<std::size_t>(std::count_if(
                                      csv.begin(), csv.end(), [](char c) { return c == '\n' || c == '\r'; }));
    for (standards::Note const& note : file.value().notes)
        AMPARO_CHECK(note.line >= 1 && note.line <= lines && !standards::name(note.code).empty());
    for (standards::HtcdsCase const& one : file.value().cases)
        for (auto const& [name, values] : one) {
            standards::HtcdsField const* const field = htcds.find(name);
            AMPARO_CHECK(field != nullptr && field->name == name && !values.empty());
            for (std::string const& value : values) AMPARO_CHECK(!value.empty() && is_of_list(*field, value));
        }
    for (auto const layout :
         {standards::Layout::kFields, standards::Layout::kSpreadsheet, standards::Layout::kSurvey})
        (void)htcds.write(file.value().cases, layout);
    auto const written = htcds.write(file.value().cases, standards::Layout::kFields);
    auto const again = htcds.read(written.csv);
    AMPARO_CHECK(again.ok());
    auto const twice = htcds.write(again.value().cases, standards::Layout::kFields);
    AMPARO_CHECK(twice.csv == written.csv);
    return 0;
}
