// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A document sealed in chunks, each bound to its document, its place and whether it is the last, so that a
/// file that was cut, grown, reordered or exchanged is refused. Memory for one chunk, and for 2 MiB where a whole
/// file is read. Spec: protocol/documents.md.
///
///   A1 Own key.   Each file has a key of its own, made here; it stands in the document's record and nowhere
///                 else. Where the record is erased, every copy of the file is ciphertext for good.
///   A2 Bound.     A chunk opens only in the file of its record, at its place, as last or not.
///   A3 Whole.     A file of another length than the record's size asks is refused before a byte is opened.
///   A4 Padded.    The file's length tells the size class, not the size.
///   A5 Checked.   What was read from beginning to end is compared with the hash in the record. Its chunks alone don't
///                show it: whoever held the key could seal others under it; the record, and the hash in it, is signed.
///   A6 Beside.    The hash is taken beside the sealing or opening, where there is a second processor.
#include "amparo/archive/store.hpp"
#include "amparo/base/workers.hpp"
#include "amparo/crypto/stream.hpp"
#include "amparo/model/ids.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace amparo::archive {

inline constexpr std::size_t kChunkBytes = 64U * 1024U;
inline constexpr std::size_t kChunkOverheadBytes = 24 + 16;
inline constexpr std::uint64_t kDocumentBytesMax = std::uint64_t{2} << 30U;

enum class SealedError {
    kMissing,
    kDamaged,  ///< A2, A3, A5: not what was sealed.
    kTooLarge,
    kFull,
    kReadOnly,
    kIo,
};
[[nodiscard]] SealedError from(StoreError error) noexcept;

/// What a file of this content is long.
[[nodiscard]] std::uint64_t sealed_bytes(std::uint64_t content_bytes) noexcept;
/// A file's name: its record, and which key it is sealed under.
[[nodiscard]] std::string file_name(RecordId const& record, crypto::DocumentKey const& key);
/// Whether a file has a name of this record's.
[[nodiscard]] bool is_of(std::string_view file_name, RecordId const& record);
/// The record whose file has this name.
[[nodiscard]] std::optional<RecordId> record_of(std::string_view file_name);

/// What the record keeps of a file.
struct Sealed {
    std::uint64_t bytes = 0;
    crypto::Hash hash{};  ///< Of the content.
};

class Writer {
  public:
    [[nodiscard]] static Result<Writer, SealedError> begin(Store& store, RecordId const& record,
                                                           Workers workers = one_by_one);
    [[nodiscard]] Result<Done, SealedError> add(ByteView piece);
    [[nodiscard]] Result<Sealed, SealedError> finish();

    [[nodiscard]] crypto::DocumentKey const& key() const noexcept { return key_; }
    [[nodiscard]] RecordId const& record() const noexcept { return record_; }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

  private:
    Writer(std::unique_ptr<NewFile> file, RecordId const& record, crypto::DocumentKey key, Workers workers);
    [[nodiscard]] Result<Done, SealedError> fill(ByteView piece);
    [[nodiscard]] Result<Done, SealedError> put_chunk(bool is_last);

    std::unique_ptr<NewFile> file_;
    RecordId record_;
    crypto::DocumentKey key_;
    std::unique_ptr<crypto::Hasher> hasher_;
    Workers workers_;
    Bytes chunk_;
    std::uint64_t index_ = 0;
    std::uint64_t bytes_ = 0;
};

class Reader {
  public:
    /// A3.
    [[nodiscard]] static Result<Reader, SealedError> open(Store& store, RecordId const& record,
                                                          crypto::DocumentKey key, std::uint64_t bytes,
                                                          Workers workers = one_by_one);
    /// `count` bytes of the content at `offset`, fewer only at its end.
    [[nodiscard]] Result<Bytes, SealedError> read(std::uint64_t offset, std::size_t count);
    /// The whole, in pieces of one chunk, the padding too, against the hash (A5). `take` answers false to stop.
    [[nodiscard]] Result<Done, SealedError> read_all(crypto::Hash const& hash,
                                                     std::function<bool(ByteView)> const& take);
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::string const& file_name() const noexcept { return name_; }

  private:
    Reader(Store& store, RecordId const& record, crypto::DocumentKey key, std::uint64_t bytes,
           Workers workers);
    [[nodiscard]] std::uint64_t chunks() const noexcept;
    /// The chunk with its padding.
    [[nodiscard]] Result<Bytes, SealedError> chunk(std::uint64_t index);
    /// Content of the chunks from this one on, as many as are opened in one go.
    [[nodiscard]] Result<std::vector<Bytes>, SealedError> some_content(std::uint64_t index);

    Store* store_;
    RecordId record_;
    crypto::DocumentKey key_;
    std::string name_;
    std::uint64_t bytes_;
    Workers workers_;
};

}  // namespace amparo::archive
