// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Frames of the vault file: preamble, batches, items. Bytes in, views out; knows no key.
/// Spec: protocol/vault_file.md; vectors: protocol/vectors/.
#include "amparo/base/bytes.hpp"
#include "amparo/crypto/crypto.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace amparo::reclog {

inline constexpr std::uint16_t kFormat = 1;
inline constexpr std::uint16_t kSuite = 1;
inline constexpr std::size_t kPreambleBytes = 64;
inline constexpr std::size_t kBatchHeaderBytes = 12;
inline constexpr std::size_t kBatchOverheadBytes = kBatchHeaderBytes + sizeof(crypto::Checksum);
inline constexpr std::uint32_t kBatchBodyBytesMax = 64U << 20U;
inline constexpr std::size_t kItemOverheadBytes = 5;
/// Far above what fits when items say something: a planted batch of empty ones must not take all memory.
inline constexpr std::size_t kBatchItemsMax = std::size_t{1} << 20U;

enum class ItemType : std::uint8_t {
    kChainEntry = 1,
    kGrant = 2,
    kHistory = 3,
    kDeviceVault = 4,
    kCommit = 5,
    kHeader = 6,
    kBody = 7,
    kShelf = 8,
    kOrganizationSecret = 9,
};  // Stored: never renumber.

struct Item {
    std::uint8_t type = 0;  ///< An ItemType, or one that a newer Amparo wrote.
    ByteView content;
    friend bool is(Item const& item, ItemType wanted) noexcept {
        return item.type == static_cast<std::uint8_t>(wanted);
    }
};

/// One batch in the making.
class BatchWriter {
  public:
    /// False, and nothing added, when the batch would pass kBatchBodyBytesMax or kBatchItemsMax.
    [[nodiscard]] bool add(ItemType type, ByteView content) {
        return add(static_cast<std::uint8_t>(type), content);
    }
    [[nodiscard]] bool add(std::uint8_t type, ByteView content);
    [[nodiscard]] bool empty() const noexcept { return bytes_.size() == kBatchHeaderBytes; }
    /// Bytes of items, each with its kItemOverheadBytes, that still fit.
    [[nodiscard]] std::size_t room() const noexcept {
        return kBatchBodyBytesMax + kBatchHeaderBytes - bytes_.size();
    }
    /// The batch with its header and check.
    [[nodiscard]] Bytes finish() &&;
    BatchWriter();

  private:
    Bytes bytes_;
    std::size_t items_ = 0;
};

enum class PreambleError { kNotAVault, kDamaged, kNewer };

[[nodiscard]] Bytes preamble(crypto::Hash const& org_id);
/// kNewer for a format or suite this program does not know.
[[nodiscard]] Result<crypto::Hash, PreambleError> read_preamble(ByteView file);

/// Bytes that are no batch.
struct Gap {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    bool unfinished = false;  ///< A write that was never acknowledged; otherwise damage.
    friend bool operator==(Gap const&, Gap const&) = default;
};

/// Items of one batch, viewing into the bytes that were scanned.
struct Batch {
    std::uint64_t offset = 0;
    std::vector<Item> items;
};

struct Scan {
    std::vector<Batch> batches;
    std::vector<Gap> gaps;
};

/// Everything in `bytes`, which begin at `offset` of the file, just behind the preamble or a batch.
/// Linear: what was made to look like many beginnings is given up, as one gap to the end, once checking them
/// has cost eight times the whole.
[[nodiscard]] Scan scan(ByteView bytes, std::uint64_t offset);

}  // namespace amparo::reclog
