// SPDX-License-Identifier: AGPL-3.0-or-later
// A directory from anywhere: Open Referral HSDS as JSON or CSV. The first byte chooses the file's name. What
// is read says where what was set aside stood; exported again it is JSON text that reads.
#include "fuzz.hpp"

#include "amparo/directory/export.hpp"
#include "amparo/directory/import.hpp"

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

using namespace amparo;

namespace {

constexpr std::array<std::string_view, 8> kNames{
    "services.json", "services.ndjson", "services.csv",  "organizations.csv",
    "locations.csv", "phones.csv",      "schedules.csv", "service_at_location.csv"};

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view const text = as_text(fuzz::bytes_of(data, size)).substr(1);
    directory::CsvReader reader{text};
    std::size_t line = 0;
    for (directory::CsvRow row; reader.next(row); line = row.line) {
        AMPARO_CHECK(row.line > line && row.cells.size() <= directory::kCsvCellsMax);
        for (std::string const& cell : row.cells) AMPARO_CHECK(cell.size() <= text.size());
    }
    std::array<directory::File, 1> const files{{{kNames[data[0] % kNames.size()], text}}};
    directory::Imported const read =
        directory::import_directory(files, {.source = "fuzz", .mapping = Json{}});
    std::set<std::pair<directory::Kind, std::string>> keys;
    for (directory::Item const& item : read.items) {
        AMPARO_CHECK(!item.source_key.empty() && item.data.is_object());
        bool const first = keys.emplace(item.kind, item.source_key).second;
        AMPARO_CHECK(first);
        AMPARO_CHECK(codec::parse_json(codec::to_text(item.data), {}).ok());
    }
    for (directory::SetAside const& s : read.set_aside)
        AMPARO_CHECK(!s.file.empty() && !s.message.empty() && !directory::name(s.reason).empty());
    return 0;
}
