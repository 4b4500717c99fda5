// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the readers of Word documents have of libzip and expat.
#include "amparo/base/bytes.hpp"

#include <expat.h>
#include <zip.h>

#include <memory>
#include <string_view>
#include <type_traits>

namespace amparo::documents {

struct CloseArchive {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const noexcept { zip_fclose(entry); }
};
struct FreeParser {
    void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

/// For reading. Nothing: it is no ZIP file, or a damaged one. `bytes` stay while it is open.
[[nodiscard]] inline Archive opened(ByteView bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    Archive archive;
    if (source != nullptr) archive.reset(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (source != nullptr && !archive) zip_source_free(source);
    zip_error_fini(&error);
    return archive;
}

/// Without the prefix of its namespace.
[[nodiscard]] inline std::string_view local(char const* name) noexcept {
    std::string_view const whole{name};
    std::size_t const colon = whole.rfind(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace amparo::documents
