// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Documents made of documents: redacted ones, and packets. What reads their pages is a port (pages::Press).
///
///   Y1 Whole.    The original stays as it is. What is made is a document of its own, behind the same wall, that names
///                what it was made from; each of those has a line of custody that says so.
///   Y2 Checked.  What was made is read again before it is kept. If anything of a mark is left, nothing is.
///   Y3 Told.     A mark that hits nothing, and pages without words, stop the making until somebody says that they
///                looked at them.
///   Y4 Log.      What was redacted is kept as pages and reasons, never as words.
///   Y5 One.      A packet holds documents of one matter, or of one person; of others it is refused.
///   Y6 Again.    A packet keeps how it was made, with each exhibit's version, and tells when one has a newer.
///   Y7 Bounded.  At most kPapersBytesMax of content in memory, of one document or one packet.
#include "documents.hpp"

#include "amparo/pages/press.hpp"

namespace amparo::engine {

inline constexpr std::size_t kPapersBytesMax = std::size_t{128} << 20U;

/// Of a file of a document's, where `names` are what a packet's files are called.
[[nodiscard]] Failure from(pages::PressError error, std::vector<std::string> const& names = {});
/// "letter.txt" and "-redacted": "letter-redacted.txt". `end`, where given, takes the place of ".txt".
[[nodiscard]] std::string name_made_of(std::string_view name, std::string_view more,
                                       std::string_view end = {});

struct Engine::Session::Papers {
    explicit Papers(Session& session) : s{session} {}

    [[nodiscard]] Result<pages::Press*, Failure> press() const;
    [[nodiscard]] Result<Bytes, Failure> whole_document(projection::RecordView const& view,
                                                        std::size_t bytes_max) const;
    /// Its bytes and words in memory, until another's or the lock. `is_shown`: somebody sees of it (X4).
    [[nodiscard]] Result<Done, Failure> hold_pages(projection::RecordView const& view, bool is_shown) const;
    [[nodiscard]] Result<Bytes, Failure> redacted(std::vector<pages::Mark> const& marks,
                                                  pages::Found const& found, bool is_text) const;
    [[nodiscard]] Answer keep_made(projection::RecordView const& from_view, Json data, ByteView content,
                                   std::vector<projection::RecordView> const& made_from) const;
    [[nodiscard]] Result<Json, Failure> packet_before(Json const& params) const;
    [[nodiscard]] Json newer_exhibits(Json const& with) const;
    [[nodiscard]] Json made_json(projection::RecordView const& view) const;
    Session& s;
};

}  // namespace amparo::engine
