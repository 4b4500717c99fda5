// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Which rows hold which words. Measured against SQLite FTS5: docs/adr/0004.
#include "amparo/crypto/crypto.hpp"
#include "bodies.hpp"
#include "wipe.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace amparo::projection {

/// Ascending, each once.
using Rows = WipedVector<std::uint32_t>;

class WordIndex {
  public:
    /// Counts after settle(). The words of a row come together.
    void put(std::uint32_t row, std::string_view word);
    void settle();
    /// Nothing if the row does not hold the word.
    void remove(std::uint32_t row, std::string_view word);
    /// Wipes the words that no row holds any more.
    void wipe_unused();

    // Pointers hold until the next change.
    /// nullptr: no row.
    [[nodiscard]] Rows const* find(std::string_view word) const;
    /// Of each word that begins so, in no order.
    [[nodiscard]] std::vector<Rows const*> find_beginning(std::string_view beginning);
    [[nodiscard]] std::size_t bytes() const noexcept;

  private:
    struct Word {
        Bodies::Place text;  ///< Empty: was wiped.
        Rows rows;
    };
    /// Words are told apart by 64 bits of a keyed hash alone: nobody can make two that share them, and that
    /// two of a million do by chance is as likely as guessing 24 bits.
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t word = UINT32_MAX;      ///< Position in words_; UINT32_MAX: free.
        std::uint32_t last_row = UINT32_MAX;  ///< That it was put for; UINT32_MAX: none since it lost one.
    };
    struct Put {
        std::uint32_t word;
        std::uint32_t row;
    };

    [[nodiscard]] std::string_view text_of(std::uint32_t word) const noexcept {
        return texts_.at(words_[word].text);
    }
    [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const noexcept;
    void grow();
    void sort_new();

    crypto::TableHash hash_;
    Bodies texts_;
    WipedVector<Word> words_;
    WipedVector<Slot> slots_;  ///< A power of two of them, at most half in use.
    WipedVector<Put> unsettled_;
    std::vector<std::uint32_t> order_;  ///< Words by text, up to sorted_; then new ones.
    std::size_t sorted_ = 0;
    std::vector<std::uint32_t> emptied_;  ///< Words that may have no row left.
};

/// A set of rows below a bound.
class RowSet {
  public:
    explicit RowSet(std::size_t bound) : words_((bound + 63) / 64) {}
    void insert(std::uint32_t row) noexcept { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
    [[nodiscard]] bool contains(std::uint32_t row) const noexcept {
        return (words_[row / 64] >> (row % 64) & 1U) != 0;
    }
    void keep_only(RowSet const& other) noexcept;
    void take_out(RowSet const& other) noexcept;
    template <class Visit>
    void for_each(Visit const& visit) const {
        for (std::size_t at = 0; at < words_.size(); ++at)
            for (std::uint64_t left = words_[at]; left != 0; left &= left - 1)
                visit(static_cast<std::uint32_t>(at * 64 + static_cast<std::size_t>(std::countr_zero(left))));
    }

  private:
    std::vector<std::uint64_t> words_;
};

/// Lists of which a row must be in one.
using AnyOf = std::vector<Rows const*>;
/// The rows in one list of each; none for no `groups`.
[[nodiscard]] RowSet rows_in_all(std::span<AnyOf const> groups, std::size_t bound);

}  // namespace amparo::projection
