// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/archive/sealed.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/binary.hpp"
#include "amparo/crypto/base64.hpp"

#include <algorithm>
#include <utility>

namespace amparo::archive {
namespace {

constexpr std::size_t kIdHexChars = 32;
constexpr std::byte kPaddingMark{0x80};
/// Fewer bytes are not worth a thread.
constexpr std::size_t kBesideBytesMin = 4 * kChunkBytes;
constexpr std::uint64_t kChunksAtOnce = 16;

std::uint64_t padded_bytes(std::uint64_t content_bytes) noexcept {
    return crypto::size_class(static_cast<std::size_t>(content_bytes));
}

Bytes place_of(RecordId const& record, std::uint64_t index, bool is_last) {
    codec::Writer out;
    out.raw(as_bytes(std::string_view{"amp.doc\0\0\0\0\0\0\0\0\0", 16}));
    out.raw(record.bytes());
    out.u64(index);
    out.u8(is_last ? 1 : 0);
    return std::move(out).bytes();
}

/// What follows the content: the mark, then zeros.
bool is_padding(ByteView bytes, bool has_mark) {
    return bytes.front() == (has_mark ? kPaddingMark : std::byte{0}) &&
           std::all_of(bytes.begin() + 1, bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

}  // namespace

SealedError from(StoreError error) noexcept {
    switch (error) {
        case StoreError::kMissing:
            return SealedError::kMissing;
        case StoreError::kFull:
            return SealedError::kFull;
        case StoreError::kReadOnly:
            return SealedError::kReadOnly;
        case StoreError::kExists:
        case StoreError::kIo:
            return SealedError::kIo;
    }
    return SealedError::kIo;
}

std::uint64_t sealed_bytes(std::uint64_t content_bytes) noexcept {
    std::uint64_t const padded = padded_bytes(content_bytes);
    return padded + (padded + kChunkBytes - 1) / kChunkBytes * kChunkOverheadBytes;
}

std::string file_name(RecordId const& record, crypto::DocumentKey const& key) {
    return crypto::to_hex(record.bytes()) + "-" + crypto::to_hex(crypto::derive_key_id(key));
}

bool is_of(std::string_view file_name, RecordId const& record) {
    return record_of(file_name) == record;
}

std::optional<RecordId> record_of(std::string_view file_name) {
    if (file_name.size() != 2 * kIdHexChars + 1 || file_name[kIdHexChars] != '-') return std::nullopt;
    auto const id = crypto::from_hex(file_name.substr(0, kIdHexChars));
    auto const key = crypto::from_hex(file_name.substr(kIdHexChars + 1));
    if (!id || !key) return std::nullopt;
    RecordId::Bytes bytes{};
    std::copy(id->begin(), id->end(), bytes.begin());
    return RecordId{bytes};
}

Writer::Writer(std::unique_ptr<NewFile> file, RecordId const& record, crypto::DocumentKey key,
               Workers workers)
    : file_{std::move(file)},
      record_{record},
      key_{std::move(key)},
      hasher_{std::make_unique<crypto::Hasher>()},
      workers_{std::move(workers)} {
    chunk_.reserve(kChunkBytes);
}

Result<Writer, SealedError> Writer::begin(Store& store, RecordId const& record, Workers workers) {
    auto key = crypto::make_key<crypto::DocumentKey>();
    auto file = store.begin(file_name(record, key));
    if (!file.ok()) return Fail{from(file.error())};
    return Writer{std::move(file).value(), record, std::move(key), std::move(workers)};
}

Result<Done, SealedError> Writer::put_chunk(bool is_last) {
    Bytes const sealed = crypto::seal(key_, place_of(record_, index_, is_last), chunk_);
    ++index_;
    chunk_.clear();
    auto const put = file_->append(sealed);
    if (!put.ok()) return Fail{from(put.error())};
    return Done{};
}

/// Never puts the last chunk: there the padding's mark is still to come.
Result<Done, SealedError> Writer::fill(ByteView piece) {
    while (!piece.empty()) {
        if (chunk_.size() == kChunkBytes) AMPARO_DO(put_chunk(false));
        std::size_t const n = std::min(piece.size(), kChunkBytes - chunk_.size());
        chunk_.insert(chunk_.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(n));
        piece = piece.subspan(n);
    }
    return Done{};
}

Result<Done, SealedError> Writer::add(ByteView piece) {
    if (piece.size() > kDocumentBytesMax - bytes_) return Fail{SealedError::kTooLarge};
    bytes_ += piece.size();
    if (piece.size() < kBesideBytesMin) {
        hasher_->add(piece);
        return fill(piece);
    }
    Result<Done, SealedError> filled{Done{}};
    workers_(2, [&](std::size_t what) {  // A6
        if (what == 0)
            hasher_->add(piece);
        else
            filled = fill(piece);
    });
    return filled;
}

Result<Sealed, SealedError> Writer::finish() {
    AMPARO_DO(fill(ByteView{&kPaddingMark, 1}));
    Bytes const zeros(kChunkBytes);
    std::uint64_t left = padded_bytes(bytes_) - bytes_ - 1;
    while (left > 0) {
        auto const n = static_cast<std::size_t>(std::min<std::uint64_t>(left, zeros.size()));
        AMPARO_DO(fill(ByteView{zeros}.first(n)));
        left -= n;
    }
    AMPARO_DO(put_chunk(true));
    auto const kept = file_->finish();
    if (!kept.ok()) return Fail{from(kept.error())};
    return Sealed{bytes_, hasher_->finish()};
}

Reader::Reader(Store& store, RecordId const& record, crypto::DocumentKey key, std::uint64_t bytes,
               Workers workers)
    : store_{&store},
      record_{record},
      key_{std::move(key)},
      name_{archive::file_name(record_, key_)},
      bytes_{bytes},
      workers_{std::move(workers)} {}

Result<Reader, SealedError> Reader::open(Store& store, RecordId const& record, crypto::DocumentKey key,
                                         std::uint64_t bytes, Workers workers) {
    if (bytes > kDocumentBytesMax) return Fail{SealedError::kTooLarge};
    Reader out{store, record, std::move(key), bytes, std::move(workers)};
    auto const size = store.size(out.name_);
    if (!size.ok()) return Fail{from(size.error())};
    if (size.value() != sealed_bytes(bytes)) return Fail{SealedError::kDamaged};
    return out;
}

std::uint64_t Reader::chunks() const noexcept {
    return (padded_bytes(bytes_) + kChunkBytes - 1) / kChunkBytes;
}

Result<Bytes, SealedError> Reader::chunk(std::uint64_t index) {
    std::uint64_t const padded = padded_bytes(bytes_);
    auto const plain =
        static_cast<std::size_t>(std::min<std::uint64_t>(kChunkBytes, padded - index * kChunkBytes));
    auto const sealed =
        store_->read(name_, index * (kChunkBytes + kChunkOverheadBytes), plain + kChunkOverheadBytes);
    if (!sealed.ok()) return Fail{from(sealed.error())};
    if (sealed.value().size() != plain + kChunkOverheadBytes) return Fail{SealedError::kDamaged};
    auto opened = crypto::open_sealed(key_, place_of(record_, index, index + 1 == chunks()), sealed.value());
    if (!opened.ok()) return Fail{SealedError::kDamaged};
    return std::move(opened).value();
}

Result<Bytes, SealedError> Reader::read(std::uint64_t offset, std::size_t count) {
    Bytes out;
    if (offset >= bytes_) return out;
    std::uint64_t const end = offset + std::min<std::uint64_t>(count, bytes_ - offset);
    out.reserve(static_cast<std::size_t>(end - offset));
    for (std::uint64_t at = offset; at < end;) {
        std::uint64_t const index = at / kChunkBytes;
        AMPARO_TRY(Bytes const plain, chunk(index));
        std::uint64_t const start = index * kChunkBytes;
        std::uint64_t const stop = std::min<std::uint64_t>(end, start + plain.size());
        out.insert(out.end(), plain.begin() + static_cast<std::ptrdiff_t>(at - start),
                   plain.begin() + static_cast<std::ptrdiff_t>(stop - start));
        at = stop;
    }
    return out;
}

Result<std::vector<Bytes>, SealedError> Reader::some_content(std::uint64_t index) {
    std::vector<Bytes> out;
    for (std::uint64_t const end = std::min(chunks(), index + kChunksAtOnce); index < end; ++index) {
        AMPARO_TRY(Bytes plain, chunk(index));
        std::uint64_t const start = index * kChunkBytes;
        auto const content = static_cast<std::size_t>(
            start < bytes_ ? std::min<std::uint64_t>(plain.size(), bytes_ - start) : 0);
        // The padding begins in this chunk, or went on from the one before.
        bool const is_first = start + content == bytes_;
        if (content < plain.size() && !is_padding(ByteView{plain}.subspan(content), is_first))
            return Fail{SealedError::kDamaged};
        plain.resize(content);
        out.push_back(std::move(plain));
    }
    return out;
}

Result<Done, SealedError> Reader::read_all(crypto::Hash const& hash,
                                           std::function<bool(ByteView)> const& take) {
    crypto::Hasher hasher;
    AMPARO_TRY(auto pieces, some_content(0));
    for (std::uint64_t next = kChunksAtOnce; !pieces.empty(); next += kChunksAtOnce) {
        Result<std::vector<Bytes>, SealedError> ahead{std::vector<Bytes>{}};
        auto const beside = [&](std::size_t what) {  // A6
            if (what == 1) {
                ahead = some_content(next);
                return;
            }
            for (Bytes const& piece : pieces) hasher.add(piece);
        };
        if (next < chunks())
            workers_(2, beside);
        else
            beside(0);
        for (Bytes const& piece : pieces)
            if (!piece.empty() && !take(piece)) return Done{};
        if (!ahead.ok()) return Fail{ahead.error()};
        pieces = std::move(ahead).value();
    }
    return hasher.finish() == hash ? Result<Done, SealedError>{Done{}} : Fail{SealedError::kDamaged};
}

}  // namespace amparo::archive
