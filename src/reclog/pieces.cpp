// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/reclog/pieces.hpp"

#include "scanning.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace amparo::reclog {
namespace {

/// Where the last batch ends, if bytes that are no batch follow.
bool ends_in_gap(Scan const& scanned, std::uint64_t end) {
    return !scanned.gaps.empty() && scanned.gaps.back().offset + scanned.gaps.back().size == end;
}

}  // namespace

Result<Pieces, StorageError> Pieces::read(Storage& storage, std::uint64_t from, std::uint64_t size,
                                          std::size_t piece_bytes) {
    Pieces out;
    out.end_ = from;
    std::size_t wanted = piece_bytes;
    while (out.end_ < from + size) {
        std::size_t const count = std::min<std::uint64_t>(wanted, from + size - out.end_);
        AMPARO_TRY(auto bytes, storage.read(out.end_, count));
        std::uint64_t next = out.end_ + bytes.size();
        bool const is_last = next == from + size || bytes.size() < count;
        Scan scanned = scan_part(bytes, out.end_, !is_last);
        wanted = piece_bytes;
        if (!is_last && ends_in_gap(scanned, next)) {
            next = scanned.gaps.back().offset;
            scanned.gaps.pop_back();
            std::size_t const promised = promised_bytes(ByteView{bytes}.subspan(next - out.end_));
            wanted = std::max(piece_bytes, promised);
            if (next == out.end_) {  // Nothing whole is in it.
                wanted = promised > count ? promised : 2 * count;
                continue;
            }
        }
        std::move(scanned.batches.begin(), scanned.batches.end(), std::back_inserter(out.scanned_.batches));
        std::move(scanned.gaps.begin(), scanned.gaps.end(), std::back_inserter(out.scanned_.gaps));
        out.pieces_.push_back({out.end_, std::move(bytes)});
        out.end_ = next;
        if (is_last) break;
    }
    return out;
}

void Pieces::forget_before(std::uint64_t offset) noexcept {
    for (std::size_t i = 0; i + 1 < pieces_.size() && pieces_[i + 1].offset <= offset; ++i)
        pieces_[i].bytes = Bytes{};
}

}  // namespace amparo::reclog
