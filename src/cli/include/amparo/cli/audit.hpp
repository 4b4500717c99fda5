// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// `amparo audit`: a report read, held against its counts, and told to people, programs and browsers.
#include "amparo/audit/audit.hpp"
#include "amparo/cli/run.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amparo::cli {

struct Audited {
    std::string file;
    audit::Report report;
    std::string text;  ///< All that was read, where it was asked for; else empty.
};

/// What may be shown again: the whole text is in memory for it.
inline constexpr std::size_t kShownBytesMax = std::size_t{64} << 20U;

/// The file at `path` ("-": standard input). `keeps_text`: at most kShownBytesMax.
[[nodiscard]] Result<Audited, Failure> audit_file(Run& run, std::string const& path, bool keeps_text);

/// {"claims": […], "summary": {…}}: docs/cli.md.
[[nodiscard]] Json audit_json(Audited const& audited, audit::Tongue tongue);
/// The text in pieces, each with the number of the claim it is of, or null: for who shows it again.
[[nodiscard]] Json segments_json(Audited const& audited);
/// A page by itself, nothing fetched and nothing run: the text with each claim marked. All that is not ours is escaped.
[[nodiscard]] std::string annotated_page(std::vector<Audited> const& all, Language language);

/// A method of the host's own, for the page: {"text"} or {"data"} (base64 of a file), and {"language"}. Answers
/// with what `amparo audit --json --with-text` says, or, asked {"as": "page"}, with {"page"}: what `--html` writes.
/// Needs no open vault. The file is read by a process apart: what came from anywhere is not read where keys are in
/// memory, and while it is read the vault is answered for, and can be locked.
inline constexpr std::string_view kReportAudit = "report.audit";
/// `world` stays until it ended.
[[nodiscard]] web_host::Step audit_aside(World& world, Json const& params);

[[nodiscard]] constexpr audit::Tongue tongue_of(Language language) noexcept {
    return language == Language::kSpanish ? audit::Tongue::kSpanish : audit::Tongue::kEnglish;
}

}  // namespace amparo::cli
