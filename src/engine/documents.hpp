// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Documents in the vault: a record each, and a sealed file beside the vault file (protocol/documents.md).
///
///   X1 Whole.    A document is acknowledged when its file is durable and its record is. Its file is looked at
///                again under the writer's lock, so that nobody tidied it away in between. Where the record can't
///                be kept its file goes; where nobody can tell, it stays.
///   X2 Key.      Stands in the record only, and no method shows it.
///   X3 Wall.     A document of a matter is behind its wall, and its custody too. A wall put up later seals the
///                file under a new key: who kept the old one opens nothing that is there. What a crash left of
///                that goes when the vault is next unlocked.
///   X4 Custody.  Who added, opened, saved it or made something of it, and when, is durable before a byte is
///                given out. A line stays as long as its document.
///   X5 Versions. A new version is a document of its own that names the first. None takes another's place.
///   X6 Erased.   The key goes with the record, then the file, of every copy made later.
///   X7 Checked.  What is read in order to its end has the hash of the record, or its last piece is not given
///                out.
///   X8 Bounded.  Memory for a piece; 2 GiB a document; eight being written and eight being read.
///   X9 Personal. A paper of the person's own (a passport, a lease) is of no matter: a kind of its own in the part
///                `narrative`, which advocates hold. Whoever adds it says so; no document becomes one, or the other
///                way round. All that is said above holds for it, but for the wall.
///   X10 Brought. A sealed file of another copy (vault.merge) is kept where a document here goes by its name, and no
///                other: not of what was erased, nor under a key that was given up. What this member can read is
///                read to its end first (X7). Of what is sealed to them only the length is bounded; whoever opens
///                it checks it.
#include "session.hpp"

#include <array>

namespace amparo::engine {

inline constexpr std::string_view kDocumentKind = "document";
inline constexpr std::string_view kCustodyKind = "document_event";
inline constexpr std::string_view kPaperKind = "person_document";
inline constexpr std::string_view kPaperCustodyKind = "person_document_event";
inline constexpr std::array<std::string_view, 2> kDocumentKinds{kDocumentKind, kPaperKind};
/// X9.
[[nodiscard]] constexpr bool is_document(std::string_view kind) noexcept {
    return kind == kDocumentKind || kind == kPaperKind;
}
[[nodiscard]] constexpr bool is_custody(std::string_view kind) noexcept {
    return kind == kCustodyKind || kind == kPaperCustodyKind;
}
[[nodiscard]] constexpr std::string_view custody_of(std::string_view kind) noexcept {
    return kind == kPaperKind ? kPaperCustodyKind : kCustodyKind;
}
[[nodiscard]] constexpr Part part_of_document(std::string_view kind) noexcept {
    return kind == kPaperKind ? Part::kNarrative : Part::kLegal;
}
/// The basis of the erasures of what was sealed anew.
inline constexpr std::string_view kSealedAnew = "sealed_anew";
inline constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kOpenMax = 8;

struct Engine::Session::DocumentWriting {
    archive::Writer writer;
    std::optional<PersonId> person;
    Json data;
    Bytes first_bytes;
    std::string_view kind = kDocumentKind;
};

struct Engine::Session::Documents {
    using Writing = DocumentWriting;
    struct Reading {
        archive::Reader reader;
        crypto::Hash hash{};
        std::unique_ptr<crypto::Hasher> hasher;
        std::uint64_t next_piece = 0;  ///< Of those read in order.
    };
    /// Whose pages are looked at (papers.hpp).
    struct Held {
        RecordId id;
        bool is_shown = false;
        Bytes bytes;
        std::vector<pages::Page> pages;
    };
    /// A sealed file that comes from another copy, piece by piece (X10).
    struct Bringing {
        std::string name;
        std::unique_ptr<archive::NewFile> file;
        std::uint64_t bytes = 0;
    };
    std::unique_ptr<Held> held;
    std::optional<Bringing> bringing;
    std::map<RecordId, Writing> writing;
    std::map<RecordId, Reading> reading;
};

[[nodiscard]] Failure from(archive::SealedError error);
/// Why a file's name is not taken; empty: it is.
[[nodiscard]] std::string_view refusal_of_name(std::string_view name);
/// X2. None: it is sealed to this member, or damaged.
[[nodiscard]] std::optional<crypto::DocumentKey> key_in(Json const& fields);
/// X8: the bytes of one piece, under `data`.
[[nodiscard]] Result<Bytes, Failure> piece_in(Json const& params);
/// Of a document's content.
[[nodiscard]] std::optional<crypto::Hash> hash_in(Json const& fields);

}  // namespace amparo::engine
