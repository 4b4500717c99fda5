// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A long stretch of the vault file, read and scanned in pieces, so that each can go as soon as it has been used.
#include "amparo/reclog/frames.hpp"
#include "amparo/reclog/storage.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace amparo::reclog {

inline constexpr std::size_t kPieceBytes = std::size_t{8} << 20U;

class Pieces {
  public:
    Pieces() = default;
    /// Of bytes that somebody else holds.
    explicit Pieces(Scan scanned) : scanned_{std::move(scanned)} {}
    /// What scan() says of the `size` bytes at `from`, just behind the preamble or a batch; fewer only at the end of
    /// the file. `piece_bytes` is read at once, more where a batch or a gap is longer.
    [[nodiscard]] static Result<Pieces, StorageError> read(Storage& storage, std::uint64_t from,
                                                           std::uint64_t size,
                                                           std::size_t piece_bytes = kPieceBytes);

    [[nodiscard]] Scan const& scanned() const noexcept { return scanned_; }
    [[nodiscard]] std::uint64_t end() const noexcept { return end_; }
    /// Frees what lies in pieces before this offset. Views into it end.
    void forget_before(std::uint64_t offset) noexcept;

  private:
    struct Piece {
        std::uint64_t offset;
        Bytes bytes;
    };
    std::vector<Piece> pieces_;
    Scan scanned_;
    std::uint64_t end_ = 0;
};

}  // namespace amparo::reclog
