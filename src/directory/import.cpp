// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/import.hpp"

#include "readers.hpp"

#include <algorithm>

namespace amparo::directory {
namespace {

bool looks_like_json(std::string_view text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    text = trimmed(text);
    if (text.empty()) return false;
    if (text.front() == '{' || text.front() == '[') return true;
    // A line that is one quoted text: JSON a line. A header of one quoted column would be no directory.
    std::string_view const first = trimmed(text.substr(0, text.find('\n')));
    return first.size() > 1 && first.front() == '"' && first.back() == '"' && codec::parse_json(first).ok() &&
           first.find(',') != std::string_view::npos;
}

}  // namespace

std::string_view name(Reason reason) noexcept {
    switch (reason) {
        case Reason::kNotRecognised:
            return "not_recognised";
        case Reason::kMalformed:
            return "malformed";
        case Reason::kTooLarge:
            return "too_large";
        case Reason::kMissingId:
            return "missing_id";
        case Reason::kMissingName:
            return "missing_name";
        case Reason::kMissing:
            return "missing";
        case Reason::kBadId:
            return "bad_id";
        case Reason::kWrongType:
            return "wrong_type";
        case Reason::kDuplicateId:
            return "duplicate_id";
        case Reason::kConflictingCopy:
            return "conflicting_copy";
        case Reason::kDanglingLink:
            return "dangling_link";
        case Reason::kBadCoordinates:
            return "bad_coordinates";
        case Reason::kCoordinatesInMetres:
            return "coordinates_in_metres";
        case Reason::kBadDate:
            return "bad_date";
        case Reason::kUnreadableHours:
            return "unreadable_hours";
        case Reason::kUnknownLanguage:
            return "unknown_language";
        case Reason::kUnknownValue:
            return "unknown_value";
        case Reason::kBadText:
            return "bad_text";
        case Reason::kBadAddress:
            return "bad_address";
        case Reason::kRaggedRow:
            return "ragged_row";
        case Reason::kBadMapping:
            return "bad_mapping";
    }
    return "";
}

Imported import_directory(std::span<File const> given, Options const& options) {
    AMPARO_CHECK(!options.source.empty() && options.source.size() <= 100);
    Collector collector{options.source};
    std::vector<File> files;
    for (File const& file : given) {
        if (file.text.size() <= kImportFileBytesMax) {
            files.push_back(file);
        } else {
            collector.set_aside({file.name}, Reason::kTooLarge, "The file is larger than 64 MiB.",
                                "Split it.", false);
        }
    }
    std::stable_sort(files.begin(), files.end(),
                     [](File const& a, File const& b) { return a.name < b.name; });
    if (!options.mapping.is_null()) {
        read_mapped(files, options.mapping, collector);
        return collector.finish();
    }
    std::vector<File> tables;
    for (File const& file : files) {
        if (looks_like_json(file.text)) {
            read_json(file, collector);
        } else {
            tables.push_back(file);
        }
    }
    read_tables(tables, collector);
    return collector.finish();
}

}  // namespace amparo::directory
